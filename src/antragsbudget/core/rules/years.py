"""Budget years: what a closed one still takes, and what stays when one ends."""

from collections.abc import Iterator

from antragsbudget.core.entries import CarryForward, Commitment, Payment, Reversal, YearClose
from antragsbudget.core.rules.rule import Case, Rule
from antragsbudget.language import messages
from antragsbudget.language.records import Refusal, Remedy
from antragsbudget.values.money import ZERO

YEAR_ENDS = (CarryForward, YearClose)


class OpenYear(Rule):
    """A budget year that is not open takes nothing but payments."""

    source: str = "§ 78 (3), (4) GO NRW"

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield a budget year that is not open; the next one opens when this one is closed."""
        entry, years = case.entry, {case.entry.budget_year}
        if isinstance(entry, Payment):
            return
        if not isinstance(entry, YEAR_ENDS):
            years |= {posting.year for posting in case.effect.postings}
        for year in sorted(years - case.before.open_years):
            closed = case.before.closed.get(year)
            if closed is not None:
                remedies = tuple(_remedies(case))
                yield messages.procedure.YearClosed(
                    year=year, date=closed.date, remedies=remedies, source=self.source
                )
            else:
                are_open = tuple(sorted(case.before.open_years))
                yield messages.procedure.YearNotOpen(year=year, open=are_open, source=self.source)


def _remedies(case: Case) -> Iterator[Remedy]:
    """Yield how to release the rest of a commitment that has moved on to an open year."""
    if isinstance(case.entry, Reversal):
        item = case.before.items.get(case.entry.entry)
        if item is not None and isinstance(item.entry, Commitment) and item.left > 0:
            yield messages.remedies.Settle(entry=case.entry.entry)


class CarryingForward(Rule):
    """What is carried is there, goes to the next year, and stays blocked as far as it was."""

    source: str = "§ 22 KomHVO NRW"

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield more than what is neither ordered nor committed, and wrong years or shares."""
        entry = case.entry
        if not isinstance(entry, CarryForward):
            return
        before = case.before.position(entry.allocation, entry.from_year)
        allocation, amount = entry.allocation, entry.amount
        left = max(before.unobligated, ZERO)
        if left and amount > left:
            yield messages.funds.CarryAboveLeft(
                allocation=allocation,
                amount=amount,
                left=left,
                missing=amount - left,
                source=self.source,
            )
        elif amount > left:
            yield messages.funds.CarryOfNothing(
                allocation=allocation, amount=amount, missing=amount, source=self.source
            )
        elif (entry.blocked or ZERO) != (blocked := before.blocked_share(amount)):
            yield messages.funds.CarryBlocked(
                allocation=allocation, amount=amount, blocked=blocked, source=self.source
            )
        if entry.to_year != entry.from_year + 1:
            yield messages.funds.CarryToNext(
                year=entry.to_year, next=entry.from_year + 1, source=self.source
            )


class ClosingYear(Rule):
    """A year is closed no earlier than its last entry, or than the year before it was."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield a value date before the year, or before that of an entry of the year."""
        entry = case.entry
        if not isinstance(entry, YearClose):
            return
        if entry.year not in case.before.open_years:
            return
        if entry.date.year < entry.year:
            yield messages.procedure.YearNotBegun(
                year=entry.year, date=entry.date, source=self.source
            )
            return
        of_year = [
            other
            for other in case.before.entries.values()
            if other.budget_year == entry.year or isinstance(other, YearClose)
        ]
        last = max(of_year, key=lambda e: e.date, default=None)
        if last is not None and entry.date < last.date:
            yield messages.procedure.BeforeNamed(
                date=entry.date,
                entry=last.nr,
                earliest=last.date,
                remedies=(messages.remedies.DateFrom(date=last.date),),
                source=self.source,
            )
