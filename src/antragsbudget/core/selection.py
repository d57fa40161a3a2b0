"""Which entries are meant: filters over what is recorded, and the sums of what stands."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.balances import Balances, Effect
from antragsbudget.core.entries import (
    Entry,
    allocations_of,
    amount_of,
    fields_holding,
    named_by,
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
            and (self.year is None or self.year in entry.budget_years)
            and _contains(self.payee, (getattr(booked, "payee", None),))
            and (self.measure is None or getattr(booked, "measure", None) == self.measure)
            and _contains(self.text, texts_of(entry))
        )


def selected(balances: Balances, selection: Selection) -> list[Entry]:
    """Return the entries that *selection* means, in the order in which they were recorded."""
    return [entry for entry in balances.entries.values() if selection.meant(entry, balances)]


def amount_shown(entry: Entry, balances: Balances, effect: Effect | None = None) -> Decimal | None:
    """Return the amount of an entry, or the one that it paid, released or undid.

    *effect*: what an entry changes that is not recorded yet.
    """
    effect = balances.effects.get(entry.nr) if effect is None else effect
    match entry.amount_from:
        case "effect" if effect is not None and effect.item_changes:
            return effect.item_changes[0].paid - effect.item_changes[0].left
        case "named":
            named = [balances.entries[nr] for nr in named_by(entry) if nr in balances.entries]
            shown = [
                amount_shown(entry, balances) for entry in named if entry.amount_from != "named"
            ]
            return shown[0] if shown else None
        case _:
            return amount_of(entry)


def sums(entries: Iterable[Entry], balances: Balances) -> dict[str, Decimal]:
    """Return per kind the sum of the amounts that stand: no reversal, and nothing reversed."""
    totals: dict[str, Decimal] = {}
    for entry in entries:
        amount = None if entry.amount_from == "named" else amount_shown(entry, balances)
        if amount is not None and entry.nr not in balances.reversed_by:
            totals[entry.kind] = totals.get(entry.kind, ZERO) + amount
    return totals


def booked_entry(entry: Entry, balances: Balances) -> Entry:
    """Return the entry itself, or the one that it names if it has no allocation of its own."""
    while entry.names and not fields_holding(type(entry), "allocation"):
        named = balances.entries.get(named_by(entry)[0])
        if named is None or named.nr >= entry.nr:  # only a forged ledger names what comes later
            break
        entry = named
    return entry


def texts_of(entry: Entry) -> Iterator[str]:
    """Yield every text of an entry; hashes are none."""
    hashes = fields_holding(type(entry), "digest")
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if isinstance(value, str) and name not in hashes:
            yield value


def _contains(wanted: str | None, texts: Iterable[str | None]) -> bool:
    if wanted is None:
        return True
    return any(wanted.casefold() in text.casefold() for text in texts if text is not None)
