"""What is outstanding: open reservations and commitments, unpaid expenses, target dates."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.balances import Balances
from antragsbudget.core.entries import Booking, Commitment, Expense, Measure, Reservation
from antragsbudget.values.money import ZERO

DONE = ("completed", "stopped")


class OpenEntry(Struct, frozen=True):
    """A booking that waits, what is left of it in EUR, and for how many days it has waited."""

    entry: Booking
    left: Decimal
    age: int


class Outstanding(Struct, frozen=True):
    """What waits on a day; the bookings oldest first, the measures by their target dates."""

    as_of: date
    reservations: tuple[OpenEntry, ...]
    commitments: tuple[OpenEntry, ...]
    expenses: tuple[OpenEntry, ...]
    measures: tuple[Measure, ...]


def outstanding(
    balances: Balances, as_of: date, allocation: str | None = None, year: int | None = None
) -> Outstanding:
    """Return what waits on the day *as_of*, of one allocation and budget year or of all."""
    waiting: dict[type[Booking], list[OpenEntry]] = {Reservation: [], Commitment: [], Expense: []}
    for item in balances.items.values():
        left = item.left - item.paid
        if left > ZERO and allocation in (None, item.allocation) and year in (None, item.year):
            age = (as_of - item.entry.date).days
            waiting[type(item.entry)].append(OpenEntry(item.entry, left, age))
    reservations, commitments, expenses = (
        tuple(sorted(entries, key=lambda open_entry: (open_entry.entry.date, open_entry.entry.nr)))
        for entries in waiting.values()
    )
    due = [
        measure
        for measure in balances.measures.values()
        if measure.target_date is not None
        and measure.status not in DONE
        and allocation in (None, measure.allocation)
    ]
    due.sort(key=lambda measure: (measure.target_date or as_of, measure.measure))
    return Outstanding(as_of, reservations, commitments, expenses, tuple(due))
