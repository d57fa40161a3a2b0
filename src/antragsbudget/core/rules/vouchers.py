"""What keeps a single entry in order: its tax, date, reason and voucher, and who signed it."""

from collections.abc import Iterator
from decimal import Decimal

from antragsbudget.core.entries import Booking, Cut, Expense, Setting, named_by
from antragsbudget.core.rules.rule import Case, Rule
from antragsbudget.language import messages
from antragsbudget.language.records import Refusal
from antragsbudget.values.money import CENT, LARGEST, ZERO, gross, is_amount_literal


class ValidSetting(Rule):
    """A setting has a value that its rule can use."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield a value that is not the share or the amount that it has to be."""
        if not isinstance(case.entry, Setting):
            return
        value = case.entry.value
        if case.entry.key == "warn_at" and not (
            is_amount_literal(value) and ZERO < Decimal(value) <= 1
        ):
            yield messages.inputs.NotAShare(field="value", text=value, source=self.source)
        if case.entry.key == "four_eyes_from" and not (
            is_amount_literal(value) and CENT <= Decimal(value) <= LARGEST
        ):
            yield messages.inputs.NotAnAmount(field="value", text=value, source=self.source)


class Tax(Rule):
    """The gross amount is the net amount plus the tax, rounded half up to the cent."""

    source: str = "§ 31 (2) KomHVO NRW"

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield a gross amount that does not follow from net amount and tax rate."""
        entry = case.entry
        if not isinstance(entry, Booking):
            return
        if entry.net is None or entry.tax_rate is None:
            if (entry.net is None) != (entry.tax_rate is None):
                lacking = "net" if entry.net is None else "tax_rate"
                yield messages.procedure.TaxWithoutNet(
                    field="tax_rate", lacking=lacking, source=self.source
                )
            return
        expected = gross(entry.net, entry.tax_rate)
        if entry.amount != expected:
            yield messages.procedure.GrossDiffers(
                amount=entry.amount, expected=expected, source=self.source
            )


class ValueDate(Rule):
    """Nothing is dated after the day it is recorded, or before what it names."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield a value date in the future, or before that of an entry named."""
        day = case.entry.date
        if day > case.latest:
            yield messages.procedure.InFuture(date=day, today=case.latest, source=self.source)
        for nr in named_by(case.entry):
            other = case.named(nr)
            if other is not None and day < other.date:
                yield messages.procedure.BeforeNamed(
                    date=day,
                    entry=nr,
                    earliest=other.date,
                    remedies=(messages.remedies.DateFrom(date=other.date),),
                    source=self.source,
                )


class Explained(Rule):
    """A shortfall that a cut leaves was decided elsewhere: the entry says why."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield a cut despite a shortfall that gives no reason (a block always has one)."""
        entry = case.entry
        if isinstance(entry, Cut) and entry.despite_shortfall and entry.reason is None:
            yield messages.inputs.Missing(field="reason", source=self.source)


class SameInvoice(Rule):
    """The same invoice is not ordered twice on one allocation."""

    source: str = "§ 31 (2) KomHVO NRW"

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield the expense that has the same payee and voucher."""
        if not isinstance(case.entry, Expense) or not case.entry.voucher:
            return
        for other in case.before.same_voucher(case.entry):
            if other.allocation == case.entry.allocation:
                yield messages.procedure.Duplicate(
                    entry=other.nr,
                    date=other.date,
                    amount=other.amount,
                    payee=other.payee,
                    voucher=other.voucher,
                    remedies=(messages.remedies.Show(entry=other.nr),),
                    source=self.source,
                )
                return


class FourEyes(Rule):
    """Who certifies an invoice does not order its payment; from a set amount on both are named."""

    source: str = "§ 31 (3) KomHVO NRW"
    office: str = "Dienstanweisung"  # what keeps the two apart, where the law asks for two

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield who has yet to sign, or the one person who signed twice."""
        entry = case.entry
        if not isinstance(entry, Expense):
            return
        limit = case.before.four_eyes_from
        missing = [key for key in ("certified_by", "ordered_by") if getattr(entry, key) is None]
        if limit is not None and entry.amount >= limit and missing:
            yield messages.procedure.PersonsMissing(
                amount=entry.amount, limit=limit, lacking=tuple(missing), source=self.source
            )
        if entry.ordered_by and _same_person(entry.certified_by, entry.ordered_by):
            yield messages.procedure.SamePerson(person=entry.ordered_by, source=self.office)


def _same_person(person: str | None, other: str) -> bool:
    return person is not None and _without_spaces(person) == _without_spaces(other)


def _without_spaces(name: str) -> str:
    return "".join(name.casefold().split())
