"""What a person may type for an amount, and how an amount is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import (
    ROUND_CEILING,
    Context,
    Decimal,
    FloatOperation,
    Inexact,
    Rounded,
    getcontext,
    setcontext,
)
from fractions import Fraction
from itertools import pairwise

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from antragsbudget.values.money import (
    CENT,
    LARGEST,
    ZERO,
    AmountError,
    NegativeError,
    gross,
    in_english,
    in_german,
    is_amount_literal,
    parse,
    parse_tax_rate,
    plain,
)

NO_BREAK, THIN, NARROW = "\u00a0", "\u2009", "\u202f"

amounts = st.decimals(min_value=CENT, max_value=LARGEST, places=2)
figures = st.decimals(min_value=-LARGEST, max_value=LARGEST, places=2)
nearly_amounts = st.text(alphabet="0123456789001.,, -'\u00a0€", max_size=14)


@contextmanager
def a_hostile_context() -> Iterator[None]:
    """Compute with three digits, rounding up, and every loss an error."""
    before = getcontext()
    setcontext(Context(prec=3, rounding=ROUND_CEILING, traps=[Inexact, Rounded, FloatOperation]))
    try:
        yield
    finally:
        setcontext(before)


class TestWhatIsAccepted:
    @pytest.mark.parametrize(
        ("typed", "taken_as"),
        [
            ("1234,56", "1234.56"),
            ("1.234,56", "1234.56"),
            ("1 234,56", "1234.56"),
            (f"1{NO_BREAK}234,56", "1234.56"),
            (f"1{THIN}234,56", "1234.56"),
            (f"1{NARROW}234,56", "1234.56"),
            ("1234.56", "1234.56"),
            ("1 234.56", "1234.56"),
            ("1.234,56 €", "1234.56"),
            ("EUR 1.234,56", "1234.56"),
            ("1234", "1234.00"),
            ("1.234", "1234.00"),
            ("1.234.567", "1234567.00"),
            ("1 234 567", "1234567.00"),
            (f"1 234{NO_BREAK}567,8", "1234567.80"),
            ("1234,5", "1234.50"),
            ("1.23", "1.23"),
            ("7.5", "7.50"),
            ("0,50", "0.50"),
            ("0.5", "0.50"),
            ("  5  ", "5.00"),
            ("eur 5", "5.00"),
            ("EUR5", "5.00"),
            ("€5", "5.00"),
            (f"5{NO_BREAK}€", "5.00"),
            (f"5{NARROW}Eur", "5.00"),
            (f"€{THIN} 5", "5.00"),
            ("1.234,56 Euro", "1234.56"),
            ("euro 5", "5.00"),
            ("5EURO", "5.00"),
            ("1'234.56", "1234.56"),
            ("1\u2019234,56", "1234.56"),
            ("1'234", "1234.00"),
            ("1\u2019234\u2019567,8", "1234567.80"),
            ("1.234,-", "1234.00"),
            ("1.234,--", "1234.00"),
            ("5,-", "5.00"),
            ("5,\u2013", "5.00"),
            ("5,\u2014", "5.00"),
            ("5,\u2212", "5.00"),
            ("1'234.-", "1234.00"),
            ("1 234,-- €", "1234.00"),
            ("EUR 5,-", "5.00"),
        ],
    )
    def test_is_taken_as_one_amount_with_two_decimals(self, typed: str, taken_as: str) -> None:
        assert str(parse(typed)) == taken_as

    @pytest.mark.parametrize("typed", ["0,01", "0.01", "9 999 999 999,99", "9999999999.99"])
    def test_reaches_from_the_first_cent_to_the_largest_amount(self, typed: str) -> None:
        assert parse(typed) in {CENT, LARGEST}

    @pytest.mark.parametrize("typed", ["0", "0,00", "0,0 €", "10.000.000.000", "10000000000,00"])
    def test_ends_one_cent_below_and_above(self, typed: str) -> None:
        with pytest.raises(AmountError) as refused:
            parse(typed)
        assert refused.value.readings == ()


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("typed", "readings"),
        [
            ("1,234", ["1234.00", "1.23"]),
            ("1,234.56", ["1234.56"]),
            ("1.23.456", ["123456.00"]),
            ("10.999.99", ["10999.99", "1099999.00"]),
            ("12.34,56", ["1234.56"]),
            ("1,2,3", ["12.30", "123.00"]),
            ("1234.567", ["1234567.00", "1234.57"]),
            ("0.500", ["0.50"]),
            (",50", ["0.50"]),
            (".50", ["0.50"]),
            ("5,", ["5.00"]),
            ("5.", ["5.00"]),
            ("5-", []),
            ("-5", []),
            ("+5", ["5.00"]),
            ("5--", []),
            ("5,---", []),
            ("5,-5", []),
            ("1.234.-", []),
            ("0", []),
            ("-0", []),
            ("0,-", []),
            ("1e3", []),
            ("1_000", ["1000.00"]),
            ("NaN", []),
            ("Infinity", []),
            ("\u0661\u0662", []),
            ("\uff11\uff12", []),
            ("0x10", []),
            ("", []),
            ("   ", []),
            ("€", []),
            (",", []),
        ],
    )
    def test_names_what_it_could_have_meant(self, typed: str, readings: list[str]) -> None:
        with pytest.raises(AmountError) as refused:
            parse(typed)
        assert refused.value.text == typed
        assert [str(reading) for reading in refused.value.readings] == readings

    @pytest.mark.parametrize(
        ("typed", "readings"),
        [
            ("007", ["7.00"]),
            ("01.234", ["1234.00"]),
            ("00,50", ["0.50"]),
            ("0.000", []),
            ("0,005", ["0.01"]),
            ("0,004", []),
            ("1.2345", ["1.23"]),
            ("1,005", ["1005.00", "1.01"]),
        ],
    )
    def test_leading_zeros_and_fractions_of_a_cent(self, typed: str, readings: list[str]) -> None:
        with pytest.raises(AmountError) as refused:
            parse(typed)
        assert [str(reading) for reading in refused.value.readings] == readings

    @pytest.mark.parametrize(
        ("typed", "readings"),
        [
            ("1.234 567", []),
            ("1 234.567", ["1234.57"]),
            ("1.234.56", ["1234.56", "123456.00"]),
            ("1234.567,00", ["1234567.00"]),
            ("1234 567", ["1234567.00"]),
            ("12 34", []),
            ("1  234", []),
            ("1 234 56", ["123456.00"]),
            ("1'234\u2019567", []),
            ("1'234 567", []),
            ("1'234.567", ["1234.57"]),
            ("12'34", []),
            ("EUR 5 €", ["5.00"]),
            ("5 Euros", []),
            ("5 USD", []),
            ("5 € 6", []),
            ("1\t234", []),
            ("1\n234", []),
        ],
    )
    def test_thousands_marks_and_currencies_that_do_not_agree(
        self, typed: str, readings: list[str]
    ) -> None:
        with pytest.raises(AmountError) as refused:
            parse(typed)
        assert [str(reading) for reading in refused.value.readings] == readings

    @pytest.mark.parametrize(
        ("typed", "magnitude"),
        [
            ("-5", "5.00"),
            ("5-", "5.00"),
            ("-119,00", "119.00"),
            ("778.706,78-", "778706.78"),
            ("- 1.234", "1234.00"),
            ("\u22125", "5.00"),
            ("5 \u2013", "5.00"),
            ("-5 €", "5.00"),
            ("EUR -5,00", "5.00"),
            ("5,00- EUR", "5.00"),
            ("-5,-", "5.00"),
            ("-1,234", "1234.00"),
            ("-0,01", "0.01"),
        ],
    )
    def test_a_negative_amount_is_never_read_without_its_sign(
        self, typed: str, magnitude: str
    ) -> None:
        with pytest.raises(NegativeError) as refused:
            parse(typed)
        assert refused.value.readings == ()
        assert str(refused.value.magnitude) == magnitude

    @pytest.mark.parametrize(
        "unit", ["1", " ", "1.", "1 ", "- ", "0", "1,", "EUR ", "1.234.", "\u0661"]
    )
    def test_a_hostile_length_is_refused_without_being_read(self, unit: str) -> None:
        text = unit * 1_000_000 + "x"
        with pytest.raises(AmountError) as refused:
            parse(text)
        assert refused.value.readings == ()
        assert len(str(refused.value)) < 1_000

    @pytest.mark.parametrize(
        ("text", "readings"),
        [(f"{'9' * 63}.", ()), (f"{'9' * 60}.999", ()), (f"0.{'9' * 62}", (Decimal("1.00"),))],
    )
    def test_a_text_of_the_greatest_length_is_read_to_its_last_digit(
        self, text: str, readings: tuple[Decimal, ...]
    ) -> None:
        with pytest.raises(AmountError) as refused:
            parse(text)
        assert (len(text), refused.value.readings) == (64, readings)
        assert readings_of(f"{text}9") == ()
        assert str(refused.value) == f"not an amount: '{text}'"

    @given(st.text(max_size=80) | nearly_amounts)
    def test_has_readings_that_are_amounts_and_all_different(self, text: str) -> None:
        readings = readings_of(text)
        assert len(set(readings)) == len(readings) <= 2
        assert all(parse(in_german(reading)) == reading for reading in readings)


def readings_of(text: str) -> tuple[Decimal, ...]:
    """Return the one amount of an accepted text, or the readings of a refused one."""
    try:
        return (parse(text),)
    except AmountError as refused:
        return refused.readings


def read_by_hand(text: str) -> str | None:
    """Read an amount character by character, as the contract's prose says it."""
    for space in (NO_BREAK, THIN, NARROW):
        text = text.replace(space, " ")
    text = text.strip(" ")
    if text.startswith("€"):
        text = text[1:].lstrip(" ")
    elif text.endswith("€"):
        text = text[:-1].rstrip(" ")
    whole, cents, thousands_marks = text, "00", ". '"
    if "," in text:
        whole, _, cents = text.partition(",")
    elif "." in text and len(text) - 1 - text.rindex(".") != 3:
        whole, _, cents = text.rpartition(".")
        thousands_marks = " '"
    if cents in ("-", "--"):
        cents = "00"
    if not 1 <= len(cents) <= 2:
        return None
    for mark in thousands_marks:
        first, *others = whole.split(mark)
        if others and 1 <= len(first) <= 3 and all(len(group) == 3 for group in others):
            whole = "".join([first, *others])
            break
    digits = whole + cents
    if not whole or not set(digits) <= set("0123456789") or (whole[0] == "0" and whole != "0"):
        return None
    count = int(whole + cents.ljust(2, "0"))
    return f"{whole}.{cents.ljust(2, '0')}" if 1 <= count <= 999_999_999_999 else None


class TestLaws:
    @given(nearly_amounts)
    @example("1 234.567")
    @example("0.500")
    @example("1.234 567")
    @example("1.234,--")
    @example("1'234.-")
    @example("1'234 567")
    def test_reading_agrees_with_the_contract_read_by_hand(self, text: str) -> None:
        try:
            taken_as: str | None = str(parse(text))
        except AmountError:
            taken_as = None
        assert taken_as == read_by_hand(text)

    @given(amounts)
    def test_what_is_shown_can_be_typed_back(self, amount: Decimal) -> None:
        for shown in (plain(amount), in_german(amount), in_english(amount)):
            assert str(parse(shown)) == str(parse(f"{shown} €")) == str(amount)

    @given(figures)
    def test_german_figures_are_those_of_the_locale_data(self, figure: Decimal) -> None:
        figure = abs(figure) if figure == 0 else figure  # there, zero has a sign
        expected = format_decimal(figure, format="#,##0.00", locale="de_DE")
        assert in_german(figure) == expected

    @given(figures)
    def test_english_figures_differ_in_their_marks_only(self, figure: Decimal) -> None:
        marks = {NO_BREAK: ".", ".": ","}
        assert "".join(marks.get(sign, sign) for sign in in_english(figure)) == in_german(figure)

    @given(figures)
    def test_figures_can_be_printed_by_an_old_windows_console(self, figure: Decimal) -> None:
        assert (in_german(figure) + in_english(figure)).encode("cp1252")


class TestHowAnAmountIsShown:
    @pytest.mark.parametrize(
        ("amount", "as_plain", "as_german", "as_english"),
        [
            ("0.00", "0.00", "0,00", "0.00"),
            ("-0.00", "0.00", "0,00", "0.00"),
            ("0.01", "0.01", "0,01", "0.01"),
            ("-0.01", "-0.01", "-0,01", "-0.01"),
            ("999.99", "999.99", "999,99", "999.99"),
            ("1000.00", "1000.00", "1.000,00", f"1{NO_BREAK}000.00"),
            ("-1234.56", "-1234.56", "-1.234,56", f"-1{NO_BREAK}234.56"),
            ("1234567", "1234567.00", "1.234.567,00", f"1{NO_BREAK}234{NO_BREAK}567.00"),
            ("1E+3", "1000.00", "1.000,00", f"1{NO_BREAK}000.00"),
            ("1.5", "1.50", "1,50", "1.50"),
            ("1.500", "1.50", "1,50", "1.50"),
        ],
    )
    def test_in_each_of_three_ways(
        self, amount: str, as_plain: str, as_german: str, as_english: str
    ) -> None:
        shown = Decimal(amount)
        assert (plain(shown), in_german(shown), in_english(shown)) == (
            as_plain,
            as_german,
            as_english,
        )

    def test_a_fraction_of_a_cent_is_never_rounded_away(self) -> None:
        for show in (plain, in_german, in_english):
            with pytest.raises(Inexact):
                show(Decimal("0.001"))


class TestGross:
    @pytest.mark.parametrize(
        ("net", "tax_rate", "expected"),
        [
            ("15000.00", "19.00", "17850.00"),
            ("100.00", "7.00", "107.00"),
            ("100.00", "0.00", "100.00"),
            ("0.50", "7.00", "0.54"),  # 0.5350: half a cent goes up
            ("0.50", "19.00", "0.60"),  # 0.5950
            ("0.49", "7.00", "0.52"),  # 0.5243
            ("1.50", "19.00", "1.79"),  # 1.7850
            ("9999999999.99", "19.00", "11899999999.99"),
        ],
    )
    def test_adds_the_tax_and_rounds_half_a_cent_up(
        self, net: str, tax_rate: str, expected: str
    ) -> None:
        assert str(gross(Decimal(net), Decimal(tax_rate))) == expected

    @given(amounts, st.sampled_from(["0.00", "7.00", "19.00"]))
    def test_is_never_further_than_half_a_cent_from_the_exact_product(
        self, net: Decimal, tax_rate: str
    ) -> None:
        exact = Fraction(net) * (100 + Fraction(tax_rate)) / 100
        too_much = Fraction(gross(net, Decimal(tax_rate))) - exact
        assert -Fraction(1, 200) < too_much <= Fraction(1, 200)

    @given(st.lists(amounts, min_size=2).map(sorted))
    def test_grows_with_the_net_amount(self, nets: list[Decimal]) -> None:
        rate = Decimal("19.00")
        assert all(gross(less, rate) <= gross(more, rate) for less, more in pairwise(nets))


class TestTaxRates:
    @pytest.mark.parametrize(
        ("typed", "rate"),
        [
            ("19", "19.00"),
            ("7", "7.00"),
            ("0", "0.00"),
            ("19 %", "19.00"),
            ("7%", "7.00"),
            (f" 19{NO_BREAK}% ", "19.00"),
            ("19,0", "19.00"),
            ("19.00", "19.00"),
            ("7,00 %", "7.00"),
            ("0.0", "0.00"),
        ],
    )
    def test_are_the_german_ones(self, typed: str, rate: str) -> None:
        assert str(parse_tax_rate(typed)) == rate

    @pytest.mark.parametrize(
        "typed",
        [
            *("", "%", "20", "-7", "07", "1.9", "19 %%", "\u0667"),
            *("19,", "19.000", ",0", "19,1", "19,01", "190", "19.0.0"),
        ],
    )
    def test_and_no_others(self, typed: str) -> None:
        with pytest.raises(AmountError) as refused:
            parse_tax_rate(typed)
        assert (refused.value.text, refused.value.readings) == (typed, ())


class TestTheLiteralInALedger:
    @pytest.mark.parametrize("text", ["0.00", "1.50", "-1.50", "300000.00"])
    def test_has_two_decimals(self, text: str) -> None:
        assert is_amount_literal(text)

    @pytest.mark.parametrize(
        "text",
        [
            *("", "1", "1.5", "1.500", ".50", "1.", "+1.50", "1e3", "1.50e1", "1_000.00", "1,50"),
            *("nan", "inf", " 1.50", "1.50\n", "\u0661.\u0662\u0663"),
        ],
    )
    def test_and_no_other_form(self, text: str) -> None:
        assert not is_amount_literal(text)


def test_an_amount_that_somebody_forged_is_shown_however_large_it_is() -> None:
    assert plain(Decimal(f"-{'9' * 9000}.00")) == f"-{'9' * 9000}.00"


def test_nothing_depends_on_the_ambient_decimal_context() -> None:
    large = Decimal("1234567890123456789012345678.95")
    rate = Decimal("19.00")
    with a_hostile_context():
        assert str(parse("9.999.999.999,99")) == "9999999999.99"
        assert plain(large) == "1234567890123456789012345678.95"
        assert in_german(large.copy_negate()) == "-1.234.567.890.123.456.789.012.345.678,95"
        assert in_english(large) == in_german(large).translate(str.maketrans(".,", "\u00a0."))
        assert str(gross(large, rate)) == "1469135789246913578924691357.95"
        with pytest.raises(AmountError) as refused:
            parse("1234567,895")
        assert [str(reading) for reading in refused.value.readings] == [
            "1234567895.00",
            "1234567.90",
        ]


def test_zero_and_the_bounds_are_written_with_two_decimals() -> None:
    assert (str(ZERO), str(CENT), str(LARGEST)) == ("0.00", "0.01", "9999999999.99")
