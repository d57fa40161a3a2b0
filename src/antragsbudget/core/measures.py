"""Measures: what the motion asks reports about, each with its latest state and its money."""

from decimal import Decimal

from msgspec import Struct, field

from antragsbudget.core.balances import Balances, held_in
from antragsbudget.core.entries import Measure
from antragsbudget.values.money import ZERO


class MeasureLine(Struct):
    """One measure: its latest state (None if only bookings name it) and the money of its bookings.

    Amounts in EUR. `planned` is what was planned: no reservation, and part of no figure.
    """

    id: str
    state: Measure | None
    money: dict[str, Decimal] = field(
        default_factory=lambda: dict.fromkeys(("reserved", "committed", "ordered", "paid"), ZERO)
    )

    @property
    def planned(self) -> Decimal | None:
        """Return the planned amount, if one was recorded."""
        return None if self.state is None else self.state.planned


def measure_lines(balances: Balances, year: int | None = None) -> tuple[MeasureLine, ...]:
    """Return every measure in the order in which they came up.

    With *year*, the money of that budget year alone; otherwise of all years, for a measure may take
    longer than one.
    """
    lines = {name: MeasureLine(name, state) for name, state in balances.measures.items()}
    for item in balances.items.values():
        name = item.entry.measure
        if name is None:
            continue
        line = lines.setdefault(name, MeasureLine(name, None))
        if year in (None, item.year):
            line.money[held_in(item.entry)] += item.left
            line.money["paid"] += item.paid
    return tuple(lines.values())
