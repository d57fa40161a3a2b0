"""What the typed words mean, before any rule is asked."""

from datetime import date

import pytest
from tests.builders import (
    AREAS,
    BEFORE,
    DAY,
    FINGERPRINT,
    MOMENT,
    PARTIES,
    Books,
    books,
    eur,
    stored,
)

from antragsbudget.core.proposal import Draft, Now, Proposal, Typed, understand
from antragsbudget.language.messages.form import AmountOutOfBounds, NotABudgetYear
from antragsbudget.language.messages.funds import NotAvailable, NothingBlocked, NothingToCarry
from antragsbudget.language.messages.inputs import (
    Ambiguous,
    Missing,
    NegativeAmount,
    NoMeasures,
    NoParties,
    NoSuchDay,
    NoSuchMonth,
    NotADate,
    NotAnAmount,
    NotANumber,
    NotAShare,
    NotATaxRate,
    NotAYear,
    TooEarly,
    UnknownAllocation,
    UnknownArea,
    UnknownParty,
)
from antragsbudget.language.messages.procedure import TaxWithoutNet, YearNotOpen
from antragsbudget.language.messages.remedies import Refund
from antragsbudget.language.records import Refusal

NOW = Now(DAY, MOMENT, "kb")


def drafted(kept: Books, kind: str, **given: Typed) -> Draft:
    return understand(Proposal(kind, given), kept.balances, NOW)


def problem(kind: str, **given: Typed) -> Refusal:
    """Return the one thing that could not be understood."""
    (found,) = drafted(books(), kind, **given).problems
    return found


class TestTheWordsOfAPerson:
    """Section 2 of the contract: what a person types."""

    def test_get_their_meaning(self) -> None:
        draft = drafted(
            books(),
            "expense",
            allocation="dc",
            amount="1.234,56 €",
            date="gestern",
            payee="  Ju\u0308chener Netz GmbH ",
            purpose="Netz",
            voucher="R-7",
            area="resi",
            invoice_date="1.4.22",
            due_date="2022-05-01",
            public=False,
        )
        assert draft.problems == []
        assert draft.values == {
            "nr": 1,
            "recorded_at": MOMENT,
            "date": BEFORE,
            "recorded_by": "kb",
            "allocation": "dcp",
            "amount": eur("1234.56"),
            "payee": "Jüchener Netz GmbH",
            "purpose": "Netz",
            "voucher": "R-7",
            "area": "Resilienz",
            "invoice_date": date(2022, 4, 1),
            "due_date": date(2022, 5, 1),
            "public": False,
        }

    def test_are_of_today_and_of_who_records_unless_they_say_otherwise(self) -> None:
        draft = drafted(books(), "settlement", entry="1")
        assert (draft.values["date"], draft.values["recorded_by"]) == (DAY, "kb")
        draft = drafted(books(), "settlement", entry="1", date="heute", recorded_by="mü")
        assert (draft.values["date"], draft.values["recorded_by"]) == (DAY, "mü")

    @pytest.mark.parametrize(
        ("kind", "given", "expected"),
        [
            (
                "commitment",
                {"amount": "1,234"},
                NotAnAmount(field="amount", text="1,234", readings=(eur("1234.00"), eur("1.23"))),
            ),
            (
                "commitment",
                {"amount": "alles"},
                NotAnAmount(field="amount", text="alles"),
            ),
            (
                "commitment",
                {"date": "31.2.2022"},
                NoSuchDay(field="date", text="31.2.2022", last=date(2022, 2, 28)),
            ),
            (
                "commitment",
                {"allocation": "d"},
                Ambiguous(field="allocation", text="d", nearest=("DZ", "DCP")),
            ),
            (
                "commitment",
                {"date": "bald"},
                NotADate(field="date", text="bald"),
            ),
            (
                "commitment",
                {"date": "1.13.2022"},
                NoSuchMonth(field="date", text="1.13.2022"),
            ),
            (
                "commitment",
                {"date": "5.4.0026"},
                TooEarly(field="date", text="5.4.0026"),
            ),
            (
                "commitment",
                {"area": "Luftfahrt"},
                UnknownArea(field="area", text="Luftfahrt", candidates=AREAS),
            ),
            (
                "commitment",
                {"measure": "m1"},
                NoMeasures(field="measure", text="m1"),
            ),
            (
                "consent",
                {"allocation": "DZ", "party": "Düsseldorf"},
                UnknownParty(field="party", text="Düsseldorf", candidates=PARTIES),
            ),
            (
                "consent",
                {"allocation": "DCP", "party": "Neuss"},
                NoParties(field="party", text="Neuss"),
            ),
        ],
    )
    def test_that_mean_nothing_are_told_with_what_they_could_mean(
        self, kind: str, given: dict[str, str], expected: Refusal
    ) -> None:
        assert problem(kind, **given) == expected

    @pytest.mark.parametrize("text", ["erste", "-1", "1.0", "²", "1234567890", ""])
    def test_the_number_of_an_entry_is_digits(self, text: str) -> None:
        assert problem("settlement", entry=text) == NotANumber(field="entry", text=text)

    @pytest.mark.parametrize("text", ["MMXXII", "22", "02022", "²022"])
    def test_a_year_is_four_digits(self, text: str) -> None:
        assert problem("commitment", until=text) == NotAYear(field="until", text=text)

    def test_a_year_to_come_is_a_number(self) -> None:
        assert drafted(books(), "commitment", until="2024").values["until"] == 2024

    def test_a_party_of_an_unknown_allocation_is_kept_as_typed(self) -> None:
        draft = drafted(books(), "consent", allocation="Luftfahrt", party="neu")
        assert draft.values["party"] == "neu"
        assert drafted(books(), "consent", allocation="DZ", party="neu").values["party"] == "Neuss"


def unknown_allocation(text: str) -> Refusal:
    return UnknownAllocation(field="allocation", text=text, candidates=("DZ", "DCP"))


class TestReleasingEverything:
    """`release ALLOCATION AMOUNT`: `all`/`alles` or part."""

    @pytest.mark.parametrize("word", ["all", "alles", "ALLES"])
    def test_is_what_is_blocked(self, word: str) -> None:
        kept = books()
        kept.release("DZ", "0,01")
        draft = drafted(kept, "release", allocation="DZ", amount=word)
        assert draft.values["amount"] == eur("299999.99")

    def test_is_what_is_blocked_in_the_year_of_the_entry(self) -> None:
        kept = books()
        kept.balances.open_years.add(2023)
        draft = drafted(kept, "release", allocation="DZ", amount="alles", date="5.4.2022")
        assert draft.values.get("amount") == eur("300000.00")

    def test_of_nothing_is_refused(self) -> None:
        assert problem("release", allocation="DCP", amount="alles") == NothingBlocked(
            field="amount", allocation="dcp"
        )

    def test_of_an_unknown_allocation_is_no_second_fault(self) -> None:
        draft = drafted(books(), "release", allocation="Luftfahrt", amount="alles")
        assert draft.problems == [unknown_allocation("Luftfahrt")]
        assert draft.unread == {"allocation", "amount"}
        assert "amount" not in draft.values


class TestCarryingEverything:
    """`--carry ALLOCATION=AMOUNT`, at most `revised − ordered − committed`; `all`/`alles`."""

    @pytest.mark.parametrize("word", ["all", "alles", "ALLES"])
    def test_is_what_is_neither_ordered_nor_bound_blocked_and_reserved_or_not(
        self, word: str
    ) -> None:
        kept = books()
        kept.release("DZ", "100.000,00")
        kept.commit("DZ", "60.000,00")
        kept.expense("DZ", "0,01")
        kept.reserve("DZ", "50.000,00")
        draft = drafted(kept, "carry_forward", allocation="DZ", amount=word, from_year="2022")
        assert (draft.values["amount"], draft.values["blocked"]) == (
            eur("239999.99"),
            eur("200000.00"),
        )

    def test_of_nothing_is_refused(self) -> None:
        kept = books()
        kept.commit("DCP", "300.000,00")
        draft = drafted(kept, "carry_forward", allocation="DCP", amount="alles", from_year="2022")
        assert draft.problems == [
            NothingToCarry(field="amount", allocation="dcp", source="§ 22 KomHVO NRW")
        ]

    def test_of_an_unknown_allocation_is_no_second_fault(self) -> None:
        given: dict[str, str] = {"allocation": "x", "amount": "alles", "from_year": "2022"}
        draft = drafted(books(), "carry_forward", **given)
        assert draft.problems == [unknown_allocation("x")]
        assert draft.unread == {"allocation", "amount"}
        assert {"amount", "blocked"} & draft.values.keys() == set()

    @pytest.mark.parametrize("kind", ["transfer", "supplement", "cut", "block", "commitment"])
    def test_is_for_releases_and_carries_alone(self, kind: str) -> None:
        found = problem(kind, amount="alles")
        assert (found.code, found.field) == ("invalid_amount", "amount")


class TestBothSidesOfATransfer:
    """`transfer FROM TO AMOUNT`: allocations answer to id, code or an unambiguous prefix."""

    def test_are_read_as_allocations(self) -> None:
        draft = drafted(books(), "transfer", from_="dc", to="DZ", amount="1")
        assert (draft.values["from_"], draft.values["to"], draft.problems) == ("dcp", "dz", [])

    def test_are_both_told_where_they_mean_nothing(self) -> None:
        draft = drafted(books(), "transfer", from_="d", to="Luftfahrt", amount="1")
        assert [(found.code, found.field) for found in draft.problems] == [
            ("ambiguous", "from_"),
            ("unknown_allocation", "to"),
        ]
        assert draft.entry() is None


class TestSettings:
    """`set KEY VALUE`: the value is always a string."""

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("0,9", "0.90"),
            ("0.85", "0.85"),
            ("90 %", "0.90"),
            ("90%", "0.90"),
            ("1", "1.00"),
            ("100 %", "1.00"),
            ("1 %", "0.01"),
            ("0,01", "0.01"),
        ],
    )
    def test_a_share_is_kept_with_two_decimals(self, typed: str, kept: str) -> None:
        draft = drafted(books(), "setting", key="warn_at", value=typed)
        assert (draft.values["value"], draft.problems) == (kept, [])

    @pytest.mark.parametrize("typed", ["0", "1,01", "101 %", "90,5 %", "0,905", "viel", "%", "-1"])
    def test_a_share_lies_above_nothing_and_up_to_all(self, typed: str) -> None:
        assert problem("setting", key="warn_at", value=typed) == NotAShare(
            field="value", text=typed
        )

    def test_an_amount_is_kept_with_two_decimals(self) -> None:
        draft = drafted(books(), "setting", key="four_eyes_from", value="5.000 €")
        assert draft.values["value"] == "5000.00"

    def test_an_amount_that_is_none_is_refused_with_its_readings(self) -> None:
        assert problem("setting", key="four_eyes_from", value="5,000") == NotAnAmount(
            field="value", text="5,000", readings=(eur("5000.00"), eur("5.00"))
        )

    @pytest.mark.parametrize("key", ["committee", "office", "adopted", "colour"])
    def test_another_value_is_kept_as_typed(self, key: str) -> None:
        draft = drafted(books(), "setting", key=key, value=" Kreistag, 30.03.2022 ")
        assert draft.values["value"] == "Kreistag, 30.03.2022"


class TestWhatAnEntryDrawsOn:
    """What an entry draws on supplies payee, purpose, measure and area."""

    def test_supplies_what_was_left_out(self) -> None:
        kept = books()
        kept.reserve("DCP", "100,00", purpose="Netz", area="Resilienz", public=False)
        order = kept.propose(
            "commitment", allocation="DCP", amount="60", reservation=1, payee="Prüfwerk GmbH"
        )
        assert stored(order.entry) == {
            "date": DAY,
            "allocation": "dcp",
            "amount": eur("60.00"),
            "reservation": 1,
            "payee": "Prüfwerk GmbH",
            "purpose": "Netz",
            "area": "Resilienz",
            "public": False,
        }
        invoice = kept.propose(
            "expense", allocation="DCP", amount="60", commitment=2, voucher="R-7"
        )
        assert stored(invoice.entry) == {
            "date": DAY,
            "allocation": "dcp",
            "amount": eur("60.00"),
            "commitment": 2,
            "payee": "Prüfwerk GmbH",
            "purpose": "Netz",
            "voucher": "R-7",
            "area": "Resilienz",
            "public": False,
        }

    def test_leaves_what_was_said(self) -> None:
        kept = books()
        kept.commit("DCP", "100,00", purpose="Netz", area="Resilienz")
        draft = drafted(
            kept,
            "expense",
            commitment="1",
            payee="Netzwerk AG",
            purpose="Kabel",
            area="Digitale Post",
        )
        said = ("payee", "purpose", "area")
        assert [draft.values[key] for key in said] == ["Netzwerk AG", "Kabel", "Digitale Post"]

    def test_does_not_replace_what_could_not_be_read(self) -> None:
        kept = books()
        kept.commit("DCP", "100,00", area="Resilienz")
        draft = drafted(kept, "expense", commitment="1", area="Luftfahrt")
        assert "area" not in draft.values
        assert [found.code for found in draft.problems] == ["unknown_area"]

    def test_supplies_nothing_if_it_is_not_there(self) -> None:
        assert "purpose" not in drafted(books(), "expense", commitment="9").values
        assert "purpose" not in drafted(books(), "expense", commitment="erste").values


class TestTheBudgetYear:
    """The budget year of an entry is that of its value date if that year is open, else the latest
    open year; `--year` says otherwise; stored when it is not the value date's.
    """

    @pytest.mark.parametrize(
        ("day", "year"), [("31.12.2021", 2022), ("1.1.2022", None), ("31.12.2022", None)]
    )
    def test_is_stored_where_it_is_not_the_value_dates(self, day: str, year: int | None) -> None:
        draft = drafted(books(), "commitment", date=day)
        assert draft.values.get("year") == year

    def test_is_the_latest_open_one_once_the_value_dates_is_over(self) -> None:
        assert drafted(books(), "commitment", date="1.1.2023").values["year"] == 2022

    def test_is_the_value_dates_while_both_are_open(self) -> None:
        kept = books()
        kept.balances.open_years.add(2023)
        assert "year" not in drafted(kept, "commitment", date="31.12.2022").values
        assert "year" not in drafted(kept, "commitment", date="1.1.2023").values
        assert drafted(kept, "commitment", date="1.1.2024").values["year"] == 2023

    def test_can_be_said(self) -> None:
        assert drafted(books(), "commitment", year="2023").values["year"] == 2023
        assert "year" not in drafted(books(), "commitment", year="2022").values

    def test_is_that_of_the_entry_named(self) -> None:
        kept = books()
        kept.expense("DCP", "100,00")
        kept.block("DCP", "100,00")
        kept.commit("DCP", "100,00")
        kept.balances.open_years.add(2023)
        for kind, named in (
            ("refund", {"entry": "1"}),
            ("reversal", {"entry": "2"}),
            ("expense", {"commitment": "3"}),
        ):
            assert drafted(kept, kind, date="10.1.2023", **named).values["year"] == 2022
        assert "year" not in drafted(kept, "refund", date="10.1.2023", entry="9").values

    def test_is_not_known_without_a_date(self) -> None:
        assert "year" not in drafted(books(), "commitment", date="32.1.2023").values

    @pytest.mark.parametrize("year", ["1899", "3000"])
    def test_is_one_that_a_budget_can_have(self, year: str) -> None:
        asked = books().ask.commit("DCP", "1,00", year=year)
        assert asked.violations == out_of_bounds(int(year))

    def test_is_never_silently_another_than_was_said(self) -> None:
        assert books().ask.commit("DCP", "1,00", year="0000").violations == out_of_bounds(0)


def out_of_bounds(year: int) -> tuple[Refusal, ...]:
    """Return the refusal of an entry in a year that no budget can have."""
    return (
        NotABudgetYear(field="year"),
        YearNotOpen(year=year, open=(2022,), source="§ 78 (3), (4) GO NRW"),
    )


class TestTheYearThatEnds:
    """`close-year YEAR`: the year is that of the command, not of the value date."""

    def test_is_stored_as_it_is_named(self) -> None:
        draft = drafted(books(), "year_close", year="2022", date="5.4.2022")
        assert (draft.values["year"], draft.problems) == (2022, [])

    @pytest.mark.parametrize("text", ["22", "MMXXII", "", "02022"])
    def test_is_four_digits(self, text: str) -> None:
        for kind, field in (("year_close", "year"), ("carry_forward", "from_year")):
            assert problem(kind, **{field: text}) == NotAYear(field=field, text=text)

    def test_is_followed_by_the_one_into_which_money_is_carried(self) -> None:
        draft = drafted(
            books(), "carry_forward", allocation="DCP", amount="1", from_year="2022", year="2031"
        )
        assert (draft.values["to_year"], "year" in draft.values) == (2023, False)

    def test_that_is_not_known_leaves_the_next_one_unread(self) -> None:
        given: dict[str, str] = {"allocation": "DZ", "amount": "alles"}
        later = {"amount", "to_year"}
        for year, unread in ((None, later), ("22", {"from_year", *later})):
            typed = given if year is None else {**given, "from_year": year}
            draft = drafted(books(), "carry_forward", **typed)
            assert draft.unread == unread
            assert {"from_year", "to_year", "blocked"} & draft.values.keys() == set()

    def test_leaves_out_what_stays_blocked_where_an_amount_or_allocation_is_not_known(
        self,
    ) -> None:
        for given in ({"allocation": "DZ"}, {"amount": "1"}):
            draft = drafted(books(), "carry_forward", from_year="2022", **given)
            assert "blocked" not in draft.values


class TestANegativeAmount:
    """A negative amount is never answered with the same amount without its sign: the refusal of an
    expense names `refund`.
    """

    @pytest.mark.parametrize("typed", ["-119,00", "119,00-", "EUR -119", "\u2212119 €"])
    def test_typed_as_an_expense_is_led_to_a_credit_note(self, typed: str) -> None:
        assert problem("expense", amount=typed, voucher="G-1") == NegativeAmount(
            field="amount",
            text=typed,
            magnitude=eur("119.00"),
            remedies=(Refund(entry=None, amount=eur("119.00"), voucher="G-1"),),
        )

    def test_names_the_expenses_of_the_payee_that_have_as_much_left_the_latest_first(self) -> None:
        kept = books()
        kept.expense("DCP", "119", payee="Netz AG", voucher="R-1")
        kept.expense("DCP", "118.99", payee="Netz AG", voucher="R-2")
        kept.expense("DCP", "500", payee="Netz AG", voucher="R-4")
        kept.expense("DCP", "500", payee="Netz AG", voucher="R-5")
        kept.reverse(4)
        (found,) = drafted(kept, "expense", amount="-119,00", payee="NETZ AG").problems
        assert found.remedies == tuple(Refund(entry=nr, amount=eur("119.00")) for nr in (3, 1))

    @pytest.mark.parametrize("kind", ["reservation", "commitment", "transfer", "refund", "cut"])
    def test_of_any_other_command_is_only_said_to_be_negative(self, kind: str) -> None:
        assert problem(kind, amount="778.706,78-") == NegativeAmount(
            field="amount", text="778.706,78-", magnitude=eur("778706.78")
        )

    def test_is_no_limit_either(self) -> None:
        assert problem("setting", key="four_eyes_from", value="-500") == NegativeAmount(
            field="value", text="-500", magnitude=eur("500.00")
        )


class TestANetAmount:
    """`--net` (a flag: AMOUNT is net, needs `--tax-rate`; stored are gross `amount` rounded half
    up, `net`, `tax_rate`).
    """

    @pytest.mark.parametrize(
        ("typed", "rate", "gross", "net"),
        [
            ("15.000", "19", "17850.00", "15000.00"),
            ("0,50", "19", "0.60", "0.50"),
            ("0,50", "7", "0.54", "0.50"),
            ("100", "0", "100.00", "100.00"),
        ],
    )
    def test_is_stored_with_gross_and_rate(
        self, typed: str, rate: str, gross: str, net: str
    ) -> None:
        draft = drafted(books(), "commitment", amount=typed, net=True, tax_rate=rate)
        assert draft.problems == []
        kept = [draft.values[key] for key in ("amount", "net", "tax_rate")]
        assert kept == [eur(gross), eur(net), eur(f"{rate}.00")]

    def test_needs_a_rate(self) -> None:
        assert problem("commitment", amount="100", net=True) == Missing(field="tax_rate")

    def test_with_a_rate_that_there_is_not_is_refused_once(self) -> None:
        assert problem("commitment", amount="100", net=True, tax_rate="16") == NotATaxRate(
            field="tax_rate"
        )

    def test_that_could_not_be_read_is_refused_once(self) -> None:
        found = problem("commitment", amount="1,234", net=True, tax_rate="19")
        assert (found.code, found.field) == ("invalid_amount", "amount")

    def test_is_what_a_rate_belongs_to(self) -> None:
        assert problem("commitment", amount="100", tax_rate="19") == TaxWithoutNet(
            field="tax_rate", lacking="net"
        )

    def test_may_become_larger_than_an_amount_can_be(self) -> None:
        asked = books().ask.commit("DCP", "9.999.999.999,99", net=True, tax_rate="19")
        assert [type(v) for v in asked.violations] == [AmountOutOfBounds, NotAvailable]


class TestAPaper:
    """Issuing appends the entry `paper` (meeting, cut-off, fingerprint of the state before it,
    SHA-256 of each file).
    """

    def test_has_its_days_read_and_its_hashes_taken_as_they_are(self) -> None:
        files = ("0" * 64, FINGERPRINT)
        draft = drafted(
            books(),
            "paper",
            meeting="28.6.22",
            as_of="gestern",
            fingerprint=FINGERPRINT,
            number=" 68/1234 ",
            public=False,
            files=files,
        )
        assert draft.problems == []
        assert draft.values == {
            "nr": 1,
            "recorded_at": MOMENT,
            "date": DAY,
            "recorded_by": "kb",
            "meeting": date(2022, 6, 28),
            "as_of": BEFORE,
            "fingerprint": FINGERPRINT,
            "number": "68/1234",
            "public": False,
            "files": files,
        }
        entry = draft.entry()
        assert entry is not None and entry.kind == "paper"

    @pytest.mark.parametrize("field", ["meeting", "as_of"])
    def test_without_its_days_is_no_entry(self, field: str) -> None:
        words = {"meeting": "28.6.22", "as_of": "heute", "fingerprint": FINGERPRINT}
        del words[field]
        assert drafted(books(), "paper", **words).entry() is None
        words[field] = "31.2.2022"
        assert drafted(books(), "paper", **words).entry() is None

    def test_without_a_fingerprint_is_one_that_the_rules_can_judge(self) -> None:
        entry = drafted(books(), "paper", meeting="28.6.22", as_of="heute").entry()
        assert stored(entry) == {
            "date": DAY,
            "meeting": date(2022, 6, 28),
            "as_of": DAY,
            "fingerprint": "",
        }


class TestADraft:
    def test_without_what_the_figures_depend_on_is_no_entry(self) -> None:
        assert drafted(books(), "commitment", payee="P", purpose="p", amount="1").entry() is None
        assert drafted(books(), "commitment", allocation="DCP", amount="1,2,3").entry() is None
        assert drafted(books(), "refund", entry="erste", amount="1").entry() is None

    def test_without_its_texts_is_one_that_the_rules_can_judge(self) -> None:
        entry = drafted(books(), "commitment", allocation="DCP", amount="1").entry()
        assert stored(entry) == {
            "date": DAY,
            "allocation": "dcp",
            "amount": eur("1.00"),
            "payee": "",
            "purpose": "",
        }
