"""What makes a single entry orderly: its tax, day and reason, its voucher, its two persons."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    asked_of,
    block,
    books,
    budget,
    commitment,
    consent,
    cut,
    eur,
    expense,
    fact,
    payment,
    refund,
    release,
    reservation,
    reversal,
    setting,
    settlement,
)

from antragsbudget.core.balances import fold
from antragsbudget.core.entries import Entry
from antragsbudget.core.rules import Case
from antragsbudget.core.rules.vouchers import (
    Explained,
    FourEyes,
    SameInvoice,
    Tax,
    ValidSetting,
    ValueDate,
)
from antragsbudget.language.messages import remedies
from antragsbudget.language.messages.inputs import Missing, NotAnAmount, NotAShare
from antragsbudget.language.messages.notices import SameVoucher
from antragsbudget.language.messages.procedure import (
    BeforeNamed,
    Duplicate,
    GrossDiffers,
    InFuture,
    PersonsMissing,
    SamePerson,
    TaxWithoutNet,
)
from antragsbudget.language.records import Refusal

VOUCHER = "§ 31 (2) KomHVO NRW"
TWO_PERSONS, OFFICE = "§ 31 (3) KomHVO NRW", "Dienstanweisung"


class TestASetting:
    """`warn_at`, `four_eyes_from`, `committee`, `office`, `adopted`; the value is always a string.
    A file may hold what nobody can type.
    """

    @pytest.mark.parametrize("value", ["0.01", "0.90", "1.00"])
    def test_of_the_warning_is_a_share_above_zero_up_to_one(self, value: str) -> None:
        assert asked_of(ValidSetting(), setting(value=value)) == ()

    @pytest.mark.parametrize(
        "value", ["0.00", "1.01", "0.9", "0.900", "90 %", "1", "abc", "NaN", "-0.50", "٠.٩٠"]
    )
    def test_of_the_warning_is_nothing_else(self, value: str) -> None:
        assert asked_of(ValidSetting(), setting(value=value)) == (
            NotAShare(field="value", text=value),
        )

    @pytest.mark.parametrize("value", ["0.01", "5000.00", "9999999999.99"])
    def test_of_the_four_eyes_is_an_amount(self, value: str) -> None:
        assert asked_of(ValidSetting(), setting(key="four_eyes_from", value=value)) == ()

    @pytest.mark.parametrize(
        "value", ["5000", "5.000,00", "1E3", "Infinity", "-1.00", "0.00", "10000000000.00"]
    )
    def test_of_the_four_eyes_is_nothing_else(self, value: str) -> None:
        assert asked_of(ValidSetting(), setting(key="four_eyes_from", value=value)) == (
            NotAnAmount(field="value", text=value),
        )

    @pytest.mark.parametrize("key", ["committee", "office", "adopted"])
    def test_of_a_name_or_the_resolution_is_any_text(self, key: str) -> None:
        assert asked_of(ValidSetting(), setting(key=key, value="Kreisausschuss")) == ()

    def test_is_asked_of_settings_alone(self) -> None:
        assert asked_of(ValidSetting(), consent()) == ()


class TestTax:
    """Stored are gross `amount` rounded half up, `net`, `tax_rate`."""

    @pytest.mark.parametrize(
        ("net", "rate", "amount"),
        [
            ("15000.00", "19.00", "17850.00"),
            ("0.50", "19.00", "0.60"),
            ("0.50", "7.00", "0.54"),
            ("100.00", "0.00", "100.00"),
        ],
    )
    @pytest.mark.parametrize("cents", ["-0.01", "0.00", "0.01"])
    def test_gross_is_net_and_tax_to_the_cent(
        self, net: str, rate: str, amount: str, cents: str
    ) -> None:
        stored = Decimal(amount) + Decimal(cents)
        entry = commitment(amount=stored, net=Decimal(net), tax_rate=Decimal(rate))
        wrong = GrossDiffers(amount=stored, expected=Decimal(amount), source=VOUCHER)
        assert asked_of(Tax(), entry) == (() if cents == "0.00" else (wrong,))

    @pytest.mark.parametrize("half", [{"net": eur("84.03")}, {"tax_rate": eur("19.00")}])
    @pytest.mark.parametrize("booked", [reservation, commitment, expense])
    def test_net_and_rate_stand_together(
        self, half: dict[str, Decimal], booked: Callable[..., Entry]
    ) -> None:
        (lacking,) = {"net", "tax_rate"} - set(half)
        assert asked_of(Tax(), booked(1, **half)) == (
            TaxWithoutNet(field="tax_rate", lacking=lacking, source=VOUCHER),
        )

    @pytest.mark.parametrize("entry", [commitment(), refund(1, 9)])
    def test_an_entry_may_have_neither(self, entry: Entry) -> None:
        assert asked_of(Tax(), entry) == ()


class TestTheValueDate:
    """A value date after today (for `verify`: more than one day after `recorded_at`), or before
    that of the entry drawn on, reversed, refunded, paid or settled, is `invalid_date`.
    """

    @pytest.mark.parametrize("day", [date(1999, 12, 31), BEFORE, DAY])
    def test_may_be_any_day_up_to_the_last(self, day: date) -> None:
        assert dated(commitment(date=day)) == ()

    def test_may_not_be_one_day_later(self) -> None:
        assert dated(commitment(date=AFTER)) == (InFuture(date=AFTER, today=DAY),)

    @pytest.mark.parametrize(
        ("earlier", "entry"),
        [
            (reservation(1), lambda day: commitment(2, reservation=1, date=day)),
            (reservation(1), lambda day: expense(2, reservation=1, date=day)),
            (commitment(1), lambda day: expense(2, commitment=1, date=day)),
            (expense(1), lambda day: payment(2, 1, date=day)),
            (expense(1), lambda day: refund(2, 1, date=day)),
            (commitment(1), lambda day: settlement(2, 1, date=day)),
            (release(1), lambda day: reversal(2, 1, date=day)),
        ],
    )
    def test_is_not_before_that_of_what_the_entry_names(
        self, earlier: Entry, entry: Callable[[date], Entry]
    ) -> None:
        assert dated(entry(DAY), earlier) == ()
        assert dated(entry(BEFORE), earlier) == (
            BeforeNamed(
                date=BEFORE,
                entry=1,
                earliest=DAY,
                remedies=(remedies.DateFrom(date=DAY),),
            ),
        )

    def test_of_an_entry_that_names_nothing_known_is_not_compared(self) -> None:
        assert dated(payment(1, 9, date=BEFORE)) == ()


def dated(entry: Entry, *earlier: Entry) -> tuple[Refusal, ...]:
    """Return what the rule says to an entry recorded on DAY."""
    before = fold(budget(), earlier)
    return tuple(ValueDate().check(Case(before, entry, before.effect(entry), DAY)))


class TestAReason:
    """A rule of the program. A cut or a block that was decided elsewhere can be recorded although
    it leaves a shortfall, with `--despite-shortfall` and a reason.
    """

    def test_is_due_where_a_cut_leaves_a_shortfall_on_purpose(self) -> None:
        assert asked_of(Explained(), cut(despite_shortfall=True)) == (Missing(field="reason"),)

    @pytest.mark.parametrize(
        "entry",
        [
            cut(),
            cut(despite_shortfall=False),
            cut(reason="Haushaltssicherung"),
            cut(reason="Haushaltssicherung", despite_shortfall=True),
            block(despite_shortfall=True),
            commitment(),
        ],
    )
    def test_is_given_by_a_block_and_not_due_elsewhere(self, entry: Entry) -> None:
        assert asked_of(Explained(), entry) == ()

    def test_that_is_missing_is_told_once(self) -> None:
        for asked in (
            books().ask.cut("DCP", "1,00", despite_shortfall=True),
            books().ask.block("DCP", "1,00", despite_shortfall=True, reason=None),
        ):
            (missing,) = asked.violations
            assert isinstance(missing, Missing) and missing.field == "reason"


class TestADuplicate:
    """Same payee (without case and spaces) and same voucher on the same allocation in the same
    budget year, not reversed: refused, naming the other entry.
    """

    FIRST = expense(1, voucher="R-7", amount="60.00")

    @pytest.mark.parametrize(
        "payee",
        ["Prüfwerk GmbH", "PRÜFWERK GMBH", "prüfwerkgmbh", " Prüf werk\u00a0 GmbH"],
    )
    def test_is_refused_naming_the_other_entry(self, payee: str) -> None:
        twice = expense(2, voucher="R-7", payee=payee)
        assert asked_of(SameInvoice(), twice, self.FIRST) == (
            Duplicate(
                entry=1,
                date=DAY,
                amount=eur("60.00"),
                payee="Prüfwerk GmbH",
                voucher="R-7",
                remedies=(remedies.Show(entry=1),),
                source=VOUCHER,
            ),
        )

    @pytest.mark.parametrize(
        "entry",
        [
            expense(2, voucher="R-8"),
            expense(2, voucher="r-7"),
            expense(2, voucher="R-7", payee="Prüfwerk AG"),
            expense(2, voucher="R-7", allocation="dz"),
            expense(2, voucher="R-7", year=2023),
            expense(2, voucher=""),
            commitment(2),
        ],
    )
    def test_is_none_with_another_voucher_payee_allocation_or_year(self, entry: Entry) -> None:
        assert asked_of(SameInvoice(), entry, self.FIRST) == ()

    def test_is_none_once_the_first_is_reversed(self) -> None:
        twice = expense(3, voucher="R-7")
        assert asked_of(SameInvoice(), twice, self.FIRST, reversal(2, 1)) == ()

    def test_names_the_first_of_several(self) -> None:
        (violation,) = asked_of(
            SameInvoice(), expense(3, voucher="R-7"), self.FIRST, expense(2, voucher="R-7")
        )
        assert fact(violation, "entry") == 1

    def test_on_another_allocation_is_a_warning(self) -> None:
        """The same on another allocation: a warning (an invoice may be split)."""
        kept = books()
        kept.release("DZ", "alles")
        kept.expense("DZ", "60,00", voucher="R-7")
        split = kept.expense("DCP", "40,00", voucher="R-7", payee="PRÜFWERK gmbh")
        assert split.notices == (SameVoucher(entry=2, allocation="dz"),)
        third = kept.ask.expense("DCP", "1,00", voucher="R-7")
        assert [violation.code for violation in third.violations] == ["duplicate"]

    def test_that_was_reversed_on_another_allocation_is_not_even_warned_about(self) -> None:
        kept = books()
        kept.release("DZ", "alles")
        kept.expense("DZ", "60,00", voucher="R-7")
        kept.reverse(2)
        assert kept.expense("DCP", "40,00", voucher="R-7").notices == ()


class TestFourEyes:
    """Dienstanweisung: who certifies an invoice does not order its payment; § 31 (3) KomHVO NRW:
    from a set amount on both are named.
    """

    @pytest.mark.parametrize(
        ("persons", "missing"),
        [
            ({}, ("certified_by", "ordered_by")),
            ({"certified_by": "kb"}, ("ordered_by",)),
            ({"ordered_by": "mü"}, ("certified_by",)),
        ],
    )
    def test_from_the_set_amount_on_both_are_named(
        self, persons: dict[str, Any], missing: tuple[str, ...]
    ) -> None:
        limit = {"four_eyes_from": eur("5000.00")}
        below = expense(amount="4999.99", **persons)
        assert asked_of(FourEyes(), below, **limit) == ()
        assert asked_of(FourEyes(), expense(amount="5000.00", **persons), **limit) == (
            PersonsMissing(
                amount=eur("5000.00"), limit=eur("5000.00"), lacking=missing, source=TWO_PERSONS
            ),
        )

    def test_two_persons_are_enough(self) -> None:
        entry = expense(amount="5000.00", certified_by="kb", ordered_by="mü")
        assert asked_of(FourEyes(), entry, four_eyes_from=eur("5000.00")) == ()

    def test_a_setting_replaces_the_headers_amount(self) -> None:
        lower = setting(1, key="four_eyes_from", value="100.00")
        (violation,) = asked_of(FourEyes(), expense(2), lower, four_eyes_from=eur("5000.00"))
        assert fact(violation, "limit") == eur("100.00")

    def test_without_a_set_amount_nobody_need_be_named(self) -> None:
        assert asked_of(FourEyes(), expense(amount="300000.00")) == ()

    @pytest.mark.parametrize(
        ("certifier", "orderer"),
        [("kb", "kb"), ("kb", "KB"), ("kb", "k b"), ("kb", " kb"), ("K B", "kb")],
    )
    def test_one_person_is_never_both(self, certifier: str, orderer: str) -> None:
        entry = expense(amount="0.01", certified_by=certifier, ordered_by=orderer)
        assert asked_of(FourEyes(), entry) == (SamePerson(person=orderer, source=OFFICE),)

    @pytest.mark.parametrize(
        ("amount", "persons", "codes"),
        [
            ("4.999,99", {}, []),
            ("5.000,00", {}, ["four_eyes"]),
            ("5.000,00", {"certified_by": "kb"}, ["four_eyes"]),
            ("5.000,00", {"certified_by": "kb", "ordered_by": "mü"}, []),
            ("5.000,00", {"certified_by": "kb", "ordered_by": "KB "}, ["four_eyes"]),
            ("4.999,99", {"certified_by": "kb", "ordered_by": "KB "}, ["four_eyes"]),
        ],
    )
    def test_are_asked_for_what_is_typed_once_they_are_set(
        self, amount: str, persons: dict[str, str], codes: list[str]
    ) -> None:
        kept = books()
        kept.set("four_eyes_from", "5.000,00")
        asked = kept.ask.expense("DCP", amount, **persons)
        assert [violation.code for violation in asked.violations] == codes

    def test_one_person_named_twice_is_not_called_missing_as_well(self) -> None:
        limit = {"four_eyes_from": eur("100.00")}
        entry = expense(amount="100.00", certified_by="kb", ordered_by="kb")
        assert [type(v) for v in asked_of(FourEyes(), entry, **limit)] == [SamePerson]

    def test_is_asked_of_expenses_alone(self) -> None:
        assert asked_of(FourEyes(), commitment(), four_eyes_from=eur("0.01")) == ()


class TestWhatAFileMayHold:
    """A write to a ledger whose chain is whole but whose entries break a rule is judged on the
    replayed figures, and warns.
    """

    @pytest.mark.parametrize("value", ["abc", "NaN"])
    def test_a_share_that_is_none_does_not_stop_the_next_entry(self, value: str) -> None:
        kept = books()
        kept.balances.record(setting(1, value=value))
        assert kept.ask.commit("DCP", "1,00").violations == ()

    @pytest.mark.parametrize("value", ["abc", "NaN"])
    def test_an_amount_that_is_none_does_not_stop_the_next_entry(self, value: str) -> None:
        kept = books()
        kept.balances.record(setting(1, key="four_eyes_from", value=value))
        assert kept.ask.expense("DCP", "1,00").violations == ()
