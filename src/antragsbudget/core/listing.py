"""An entry as any list shows it, on paper or on a screen."""

from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.balances import Balances
from antragsbudget.core.entries import Booking, Entry, Expense, allocations_of
from antragsbudget.core.selection import amount_shown, booked_entry
from antragsbudget.values.money import ZERO


class Row(Struct, frozen=True):
    """An entry as a list shows it: where it stands, its amount in EUR, what became of it.

    The amount of a payment, settlement or reversal is what it paid, released or undid; its payee
    and allocations are those of the booking that it is of. *left* is what a booking still holds,
    or what of an expense is unpaid; None if that is nothing.
    """

    entry: Entry
    allocations: tuple[str, ...]
    amount: Decimal | None
    reversed_by: int | None = None
    payee: str | None = None
    lapsed_with: int | None = None
    left: Decimal | None = None


def row(balances: Balances, entry: Entry) -> Row:
    """Return an entry with all that the ledger knows of it."""
    booked = booked_entry(entry, balances)
    item = balances.items.get(entry.nr)
    lapsed_with = left = None
    reversed_by = balances.reversed_by.get(entry.nr)
    if item is not None and reversed_by is None:
        lapsed_with = balances.lapsed_with(entry.nr)
        rest = item.left - item.paid if isinstance(entry, Expense) else item.left
        left = rest if rest > ZERO else None
    return Row(
        entry,
        allocations_of(booked),
        amount_shown(entry, balances),
        reversed_by,
        booked.payee if isinstance(booked, Booking) else None,
        lapsed_with,
        left,
    )
