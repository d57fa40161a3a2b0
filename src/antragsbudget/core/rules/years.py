"""Budget years: what a closed one still takes, and what stays when one ends."""

from collections.abc import Iterator

from antragsbudget.core.entries import CarryForward, Commitment, Payment, Reversal, YearClose
from antragsbudget.core.rules.rule import Rule, Step
from antragsbudget.core.violations import Facts, Remedy, Violation
from antragsbudget.values.money import ZERO

YEAR_ENDS = (CarryForward, YearClose)


class OpenYear(Rule):
    """A budget year that is not open takes nothing but payments."""

    source: str = "§ 11 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield a budget year that is not open; the next one opens when this one is closed."""
        entry, years = step.entry, {step.entry.budget_year}
        if isinstance(entry, Payment):
            return
        if not isinstance(entry, YEAR_ENDS):
            years |= {move.year for move in step.effect.moves}
        for year in sorted(years - step.before.open_years):
            closed = step.before.closed.get(year)
            if closed is not None:
                facts: Facts = {"year": year, "date": closed.date}
                yield self.against("year_closed", "year_closed", facts, *_ways_out(step))
            else:
                facts = {"year": year, "open": tuple(sorted(step.before.open_years))}
                yield self.against("year_closed", "year_not_open", facts)


def _ways_out(step: Step) -> Iterator[Remedy]:
    """Yield how the rest of a commitment is released that has moved on to an open year."""
    if isinstance(step.entry, Reversal):
        item = step.before.items.get(step.entry.entry)
        if item is not None and isinstance(item.entry, Commitment) and item.left > 0:
            yield Remedy("settle", {"entry": step.entry.entry})


class CarryingForward(Rule):
    """What is carried is there, goes to the next year, and stays blocked as far as it was."""

    source: str = "§ 22 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield more than what is neither ordered nor committed, and wrong years or shares."""
        entry = step.entry
        if not isinstance(entry, CarryForward):
            return
        before = step.before.position(entry.allocation, entry.from_year)
        left = max(before.unobligated, ZERO)
        facts = {"allocation": entry.allocation, "amount": entry.amount, "left": left}
        if entry.amount > left:
            yield self.against(
                "not_available",
                "carry_above_left" if left else "nothing_to_carry",
                {**facts, "missing": entry.amount - left},
            )
        elif (entry.blocked or ZERO) != (blocked := before.blocked_share(entry.amount)):
            yield self.against("usage", "carry_blocked", {**facts, "blocked": blocked})
        if entry.to_year != entry.from_year + 1:
            years = {"year": entry.to_year, "next": entry.from_year + 1}
            yield self.against("usage", "carry_to_next", years)


class Closing(Rule):
    """A year is closed no earlier than its last entry, and than the year before it."""

    source: str = "§ 22 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield a value date before the year, or before that of an entry of the year."""
        entry = step.entry
        if not isinstance(entry, YearClose):
            return
        if entry.year not in step.before.open_years:
            return
        if entry.date.year < entry.year:
            facts: Facts = {"year": entry.year, "date": entry.date}
            yield self.against("invalid_date", "year_not_begun", facts)
            return
        of_year = [
            one
            for one in step.before.entries.values()
            if one.budget_year == entry.year or isinstance(one, YearClose)
        ]
        last = max(of_year, key=lambda e: e.date, default=None)
        if last is not None and entry.date < last.date:
            facts = {"date": entry.date, "entry": last.nr, "earliest": last.date}
            yield self.against(
                "invalid_date", "before_named", facts, Remedy("date", {"date": last.date})
            )
