"""Which entries are meant: filters over what is recorded, and the sums of what stands."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.balances import Balances
from antragsbudget.core.entries import (
    CarryForward,
    Entry,
    Payment,
    Refund,
    Reversal,
    Settlement,
    YearClose,
    allocations_of,
    amount_of,
)
from antragsbudget.values.money import ZERO


class Selection(Struct, frozen=True, kw_only=True):
    """What an entry must have to be meant; None demands nothing. A part of a text is enough."""

    allocation: str | None = None
    kind: str | None = None
    area: str | None = None
    payee: str | None = None
    measure: str | None = None
    first: date | None = None
    last: date | None = None
    year: int | None = None
    text: str | None = None

    def meant(self, entry: Entry, balances: Balances) -> bool:
        """Say whether *entry* passes every filter."""
        booked = booked_entry(entry, balances)
        return (
            (self.allocation is None or self.allocation in allocations_of(booked))
            and (self.kind is None or entry.kind == self.kind)
            and (self.area is None or getattr(booked, "area", None) == self.area)
            and (self.first is None or entry.date >= self.first)
            and (self.last is None or entry.date <= self.last)
            and (self.year is None or self.year in years_of(entry))
            and _contains(self.payee, (getattr(booked, "payee", None),))
            and (self.measure is None or getattr(booked, "measure", None) == self.measure)
            and _contains(self.text, texts_of(entry))
        )


def selected(balances: Balances, selection: Selection) -> list[Entry]:
    """Return the entries that *selection* means, in the order in which they were recorded."""
    return [entry for entry in balances.entries.values() if selection.meant(entry, balances)]


def amount_shown(entry: Entry, balances: Balances) -> Decimal | None:
    """Return the amount of an entry, or the one that it paid, released or undid."""
    effect = balances.effects.get(entry.nr)
    if isinstance(entry, Payment | Settlement) and effect is not None and effect.turns:
        turn = effect.turns[0]
        return turn.paid if isinstance(entry, Payment) else -turn.left
    if isinstance(entry, Reversal):
        named = balances.entries.get(entry.entry)
        undone = named is not None and not isinstance(named, Reversal)
        return amount_shown(named, balances) if named is not None and undone else None
    return amount_of(entry)


def sums(entries: Iterable[Entry], balances: Balances) -> dict[str, Decimal]:
    """Return per kind the sum of the amounts that stand: no reversal, and nothing reversed."""
    found: dict[str, Decimal] = {}
    for entry in entries:
        amount = None if isinstance(entry, Reversal) else amount_shown(entry, balances)
        if amount is not None and entry.nr not in balances.reversed_by:
            found[entry.kind] = found.get(entry.kind, ZERO) + amount
    return found


def booked_entry(entry: Entry, balances: Balances) -> Entry:
    """Return the entry itself, or the one that a payment, refund, settlement or reversal is of."""
    while isinstance(entry, Payment | Settlement | Refund | Reversal):
        named = balances.entries.get(entry.entry)
        if named is None or named.nr >= entry.nr:  # only a forged ledger names what comes later
            break
        entry = named
    return entry


def years_of(entry: Entry) -> tuple[int, ...]:
    """Return the budget years that an entry belongs to: one, or at a year's end both."""
    if isinstance(entry, CarryForward | YearClose):
        return entry.budget_year, entry.budget_year + 1
    return (entry.budget_year,)


def texts_of(entry: Entry) -> Iterator[str]:
    """Yield every text of an entry but its hash."""
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if isinstance(value, str) and name not in ("hash", "fingerprint"):
            yield value


def _contains(wanted: str | None, texts: Iterable[str | None]) -> bool:
    if wanted is None:
        return True
    return any(wanted.casefold() in text.casefold() for text in texts if text is not None)
