"""What a chart shows, as data: names, days and amounts, no coordinates and no colours."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

Use = Literal["ordered", "committed", "reserved", "blocked", "available"]


class Share(Struct, frozen=True):
    """A part of the money and its use; negative only where too much is used."""

    kind: Use
    name: str
    amount: Decimal


class Stack(Struct, frozen=True):
    """The money of one allocation and its shares, which add up to it."""

    name: str
    total: Decimal
    shares: tuple[Share, ...]


class Stacks(Struct, frozen=True):
    """The allocations side by side, to one scale."""

    stacks: tuple[Stack, ...]


class Spending(Struct, frozen=True):
    """The spending since the beginning of the year, against an even spending of the total.

    *steps* are the days on which the sum changed, in order, with the sum after that day.
    """

    year: int
    until: date
    total: Decimal
    steps: tuple[tuple[date, Decimal], ...]

    @property
    def spent(self) -> Decimal:
        """Return the sum on the last day shown."""
        return self.steps[-1][1] if self.steps else Decimal("0.00")

    @property
    def even(self) -> Decimal:
        """Return what an even spending would have come to, in whole cents, rounded down."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        days, days_of_year = (self.until - first).days + 1, (last - first).days + 1
        return Decimal(int(self.total * 100) * days // days_of_year).scaleb(-2)


class Areas(Struct, frozen=True):
    """Amounts by name, in the order in which they are shown."""

    areas: tuple[tuple[str, Decimal], ...]


Chart = Stacks | Spending | Areas
