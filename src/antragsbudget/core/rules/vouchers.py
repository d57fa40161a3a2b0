"""What makes a single entry orderly: its tax, its day, its reason, its voucher, its two persons."""

from collections.abc import Iterator
from decimal import Decimal

from antragsbudget.core.entries import Booking, Cut, Expense, Setting, named_by
from antragsbudget.core.rules.rule import Rule, Step
from antragsbudget.core.violations import Remedy, Violation
from antragsbudget.values.money import CENT, LARGEST, ZERO, gross, is_amount_literal


class ValidSetting(Rule):
    """A setting has a value that its rule can use."""

    source: str = "§ 28 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield a share or an amount that is none."""
        if not isinstance(step.entry, Setting):
            return
        value = step.entry.value
        if step.entry.key == "warn_at" and not (
            is_amount_literal(value) and ZERO < Decimal(value) <= 1
        ):
            yield self.against("usage", "share", {"field": "value", "text": value})
        if step.entry.key == "four_eyes_from" and not (
            is_amount_literal(value) and CENT <= Decimal(value) <= LARGEST
        ):
            yield self.against(
                "invalid_amount", "amount", {"field": "value", "text": value, "readings": ()}
            )


class Tax(Rule):
    """The gross amount is the net amount plus the tax, rounded half up to the cent."""

    source: str = "§ 11 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield amounts that do not belong together."""
        entry = step.entry
        if not isinstance(entry, Booking):
            return
        if entry.net is None or entry.tax_rate is None:
            if (entry.net is None) != (entry.tax_rate is None):
                lacking = "net" if entry.net is None else "tax_rate"
                yield self.against(
                    "usage", "tax_without_net", {"field": "tax_rate", "fields": (lacking,)}
                )
            return
        expected = gross(entry.net, entry.tax_rate)
        if entry.amount != expected:
            yield self.against("usage", "gross", {"amount": entry.amount, "expected": expected})


class ValueDate(Rule):
    """Nothing is dated after the day it is recorded, or before what it names."""

    source: str = "§ 28 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield a value date that cannot be."""
        day = step.entry.date
        if day > step.latest:
            yield self.against("invalid_date", "future", {"date": day, "today": step.latest})
        for nr in named_by(step.entry):
            other = step.named(nr)
            if other is not None and day < other.date:
                yield self.against(
                    "invalid_date",
                    "before_named",
                    {"date": day, "entry": nr, "earliest": other.date},
                    Remedy("date", {"date": other.date}),
                )


class Explained(Rule):
    """A shortfall that a cut leaves was decided elsewhere: the entry says why."""

    source: str = "§ 25 (1) KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield a cut despite a shortfall that gives no reason (a block always has one)."""
        entry = step.entry
        if isinstance(entry, Cut) and entry.despite_shortfall and entry.reason is None:
            yield self.against("missing_field", "missing", {"field": "reason"})


class Duplicate(Rule):
    """The same invoice is not ordered twice on one allocation."""

    source: str = "§ 31 (2) KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield the expense that has the same payee and voucher."""
        if not isinstance(step.entry, Expense) or not step.entry.voucher:
            return
        for other in step.before.same_voucher(step.entry):
            if other.allocation == step.entry.allocation:
                yield self.against(
                    "duplicate",
                    "duplicate",
                    {
                        "entry": other.nr,
                        "date": other.date,
                        "amount": other.amount,
                        "payee": other.payee,
                        "voucher": other.voucher,
                    },
                    Remedy("show", {"entry": other.nr}),
                )
                return


class FourEyes(Rule):
    """Who certifies an invoice does not order its payment; from a set amount on both are named."""

    source: str = "§ 31 (2) KomHVO NRW; Dienstanweisung"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield a missing or a doubled person."""
        entry = step.entry
        if not isinstance(entry, Expense):
            return
        limit = step.before.four_eyes_from
        missing = [key for key in ("certified_by", "ordered_by") if getattr(entry, key) is None]
        if limit is not None and entry.amount >= limit and missing:
            facts = {"amount": entry.amount, "limit": limit, "fields": tuple(missing)}
            yield self.against("four_eyes", "four_eyes_missing", facts)
        if _same_person(entry.certified_by, entry.ordered_by):
            yield self.against("four_eyes", "four_eyes_same", {"person": entry.ordered_by})


def _same_person(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    return "".join(one.casefold().split()) == "".join(other.casefold().split())
