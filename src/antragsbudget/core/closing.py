"""What the end of a budget year does, or did: what moves on, what is carried, what lapses."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.balances import Balances, Item
from antragsbudget.core.budget import Allocation
from antragsbudget.core.entries import CarryForward, Commitment, Reservation, YearClose
from antragsbudget.values.money import ZERO

AMOUNTS = ("revised", "ordered", "left", "committed", "carried", "carried_blocked", "lapses")


class ClosingLine(Struct, frozen=True, kw_only=True):
    """One allocation at the end of its year, in EUR; `left` is divided into what follows it."""

    allocation: Allocation
    revised: Decimal
    ordered: Decimal
    left: Decimal  # revised less ordered
    committed: Decimal  # moves on, with the open commitments
    carried: Decimal
    carried_blocked: Decimal  # the part of it that stays blocked
    lapses: Decimal  # below zero where there is a shortfall


class Closing(Struct, frozen=True):
    """The end of a year: its money by allocation, and the bookings that it moves or ends."""

    year: int
    lines: tuple[ClosingLine, ...]
    commitments: tuple[Item, ...]
    reservations: tuple[Item, ...]  # they lapse


def summed(lines: Iterable[ClosingLine]) -> dict[str, Decimal]:
    """Return the sums over the allocations by the name of the amount."""
    shown = tuple(lines)
    return {name: sum((getattr(line, name) for line in shown), ZERO) for name in AMOUNTS}


def closing(balances: Balances, year: int) -> Closing:
    """Return what closing *year* does to these balances, in which its carries are recorded."""
    open_items = [item for item in balances.items.values() if item.year == year and item.left > 0]
    return Closing(
        year=year,
        lines=tuple(
            _line(balances, allocation, year) for allocation in balances.budget.allocations
        ),
        commitments=tuple(item for item in open_items if isinstance(item.entry, Commitment)),
        reservations=tuple(item for item in open_items if isinstance(item.entry, Reservation)),
    )


def closed(balances: Balances, close: YearClose) -> tuple[ClosingLine, ...]:
    """Return what *close* did by allocation, from balances in which it is recorded."""
    moved_on: dict[str, Decimal] = {}
    for posting in balances.effects[close.nr].postings:
        if (posting.year, posting.figure) == (close.year, "changes"):
            moved_on[posting.allocation] = moved_on.get(posting.allocation, ZERO) - posting.amount
    return tuple(
        _line(balances, allocation, close.year, moved_on.get(allocation.id, ZERO))
        for allocation in balances.budget.allocations
    )


def _line(
    balances: Balances, allocation: Allocation, year: int, moved_on: Decimal = ZERO
) -> ClosingLine:
    """Return a line; *moved_on* is what went on already with the open commitments."""
    position = balances.position(allocation.id, year)
    carries = [
        entry
        for entry in balances.entries.values()
        if isinstance(entry, CarryForward)
        and (entry.allocation, entry.from_year) == (allocation.id, year)
    ]
    carried = sum((entry.amount for entry in carries), ZERO)
    revised = position.revised + carried + moved_on
    return ClosingLine(
        allocation=allocation,
        revised=revised,
        ordered=position.ordered,
        left=revised - position.ordered,
        committed=position.committed + moved_on,
        carried=carried,
        carried_blocked=sum((entry.blocked or ZERO for entry in carries), ZERO),
        lapses=position.unobligated,
    )
