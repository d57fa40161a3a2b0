"""The figures that anything shows: ten per allocation and budget year, and their total."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.balances import Balances, Effect, Position, PositionKey
from antragsbudget.core.budget import Allocation, Budget
from antragsbudget.values.money import ZERO
from antragsbudget.values.shares import share


class Figures(Struct, frozen=True, kw_only=True):
    """The ten figures, in EUR with two decimals; `utilisation` is a share or None."""

    appropriation: Decimal
    changes: Decimal
    revised: Decimal
    blocked: Decimal
    reserved: Decimal
    committed: Decimal
    ordered: Decimal
    paid: Decimal
    available: Decimal

    @property
    def usable(self) -> Decimal:
        """Return the money that is not blocked, used or not."""
        return self.revised - self.blocked

    @property
    def used(self) -> Decimal:
        """Return the part of the usable money that is no longer available."""
        return self.usable - self.available

    @property
    def utilisation(self) -> Decimal | None:
        """Return the Ausschöpfung, unrounded; None where nothing is usable."""
        return share(self.used, self.usable)

    @property
    def reserved_on_blocked(self) -> Decimal:
        """Return the reserved money that lies on blocked money, and so lowers nothing twice."""
        return min(self.blocked, self.reserved)

    @property
    def shortfall(self) -> Decimal:
        """Return by how much the obligations exceed the money; zero in a sound ledger."""
        return max(-self.available, ZERO)


AMOUNTS = (
    "appropriation",
    "changes",
    "revised",
    "blocked",
    "reserved",
    "committed",
    "ordered",
    "paid",
    "available",
)


class StatementLine(Struct, frozen=True):
    """One allocation and its figures."""

    allocation: Allocation
    figures: Figures


class Statement(Struct, frozen=True, kw_only=True):
    """The state of the money in one budget year, on one day."""

    budget: Budget
    year: int
    as_of: date
    lines: tuple[StatementLine, ...]
    total: Figures

    def line(self, allocation_id: str) -> StatementLine:
        """Return the line of one allocation; KeyError if there is none."""
        for line in self.lines:
            if line.allocation.id == allocation_id:
                return line
        raise KeyError(allocation_id)


def current_year(balances: Balances) -> int:
    """Return the latest open budget year."""
    return max(balances.open_years)


def statement(balances: Balances, year: int, as_of: date) -> Statement:
    """Return the figures of every allocation, and their sums, in *year*."""
    return _statement(balances, balances.positions, year, as_of)


def statement_after(balances: Balances, effect: Effect, year: int, as_of: date) -> Statement:
    """Return the statement that there would be once *effect* was recorded."""
    return _statement(
        balances,
        {**balances.positions, **positions_after(balances, effect)},
        year,
        as_of,
    )


def positions_after(balances: Balances, effect: Effect) -> dict[PositionKey, Position]:
    """Return the positions that *effect* touches as they would be after it."""
    after: dict[PositionKey, Position] = {}
    for posting in effect.postings:
        key = (posting.allocation, posting.year)
        after[key] = (after.get(key) or balances.position(*key)).after((posting,))
    return after


def _statement(
    balances: Balances, positions: Mapping[PositionKey, Position], year: int, as_of: date
) -> Statement:
    lines = tuple(
        StatementLine(allocation, figures_of(positions.get((allocation.id, year)) or Position()))
        for allocation in balances.budget.allocations
    )
    return Statement(
        budget=balances.budget,
        year=year,
        as_of=as_of,
        lines=lines,
        total=summed(tuple(line.figures for line in lines)),
    )


def figures_of(position: Position) -> Figures:
    """Return what is shown of a position.

    A replay of the entries up to a day may meet a release before its block: what is shown as
    blocked stays between zero and the revised appropriation, and `available` follows from that.
    """
    blocked = max(min(position.blocked, position.revised), ZERO)
    return Figures(
        appropriation=position.appropriation,
        changes=position.changes,
        revised=position.revised,
        blocked=blocked,
        reserved=position.reserved,
        committed=position.committed,
        ordered=position.ordered,
        paid=position.paid,
        available=position.unobligated - max(blocked, position.reserved),
    )


def summed(figures: tuple[Figures, ...]) -> Figures:
    """Return the sums, `available` too: the formula does not hold for a total."""
    return Figures(**{name: sum((getattr(f, name) for f in figures), ZERO) for name in AMOUNTS})
