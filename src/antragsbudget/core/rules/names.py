"""What an entry may name: the header's allocations, areas and parties, and earlier entries."""

from __future__ import annotations

from collections.abc import Iterator

from antragsbudget.core.entries import (
    Booking,
    Commitment,
    Consent,
    Expense,
    Payment,
    Refund,
    Reversal,
    Settlement,
    Transfer,
    allocations_of,
    named_by,
)
from antragsbudget.core.rules.rule import Case, Rule
from antragsbudget.language import messages
from antragsbudget.language.records import Refusal


def misnamed(
    rule: Rule, case: Case
) -> Iterator[messages.references.UnknownEntry | messages.references.WrongKind]:
    """Yield the named entries that do not exist, or are of a kind that may not be named there."""
    for field, kinds in case.entry.names.items():
        nr = getattr(case.entry, field)
        if nr is None or isinstance(other := case.named(nr), kinds):
            continue
        if other is None:
            yield messages.references.UnknownEntry(
                entry=nr, last=len(case.before.entries), source=rule.source
            )
        else:
            expected = tuple(kind.kind for kind in kinds)
            yield messages.references.WrongKind(
                entry=nr, kind=other.kind, expected=expected, source=rule.source
            )


class KnownNames(Rule):
    """An entry belongs to allocations of the header, and uses its areas, parties and measures."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield names that the ledger does not have (a typed name has been found before)."""
        entry, budget = case.entry, case.before.budget
        for allocation in allocations_of(entry):
            if case.allocation(allocation) is None:
                names = tuple(a.name for a in budget.allocations)
                yield messages.inputs.UnknownAllocation(
                    field="allocation", text=allocation, candidates=names, source=self.source
                )
        if isinstance(entry, Transfer) and entry.from_ == entry.to:
            yield messages.references.SameAllocation(allocation=entry.to, source=self.source)
        if isinstance(entry, Booking) and entry.measure is not None:
            measures = case.before.measures
            if entry.measure not in measures:
                yield messages.inputs.UnknownMeasure(
                    field="measure",
                    text=entry.measure,
                    candidates=tuple(measures),
                    source=self.source,
                )
        area = getattr(entry, "area", None)
        if area is not None and area not in budget.areas:
            yield messages.inputs.UnknownArea(
                field="area", text=area, candidates=budget.areas, source=self.source
            )
        if isinstance(entry, Consent) and (named := case.allocation(entry.allocation)) is not None:
            parties = named.condition.parties if named.condition else ()
            if entry.party not in parties:
                kind = messages.inputs.UnknownParty if parties else messages.inputs.NoParties
                yield kind(field="party", text=entry.party, candidates=parties, source=self.source)


class Drawing(Rule):
    """An entry draws on one open entry of its own allocation and budget year."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield what the entry may not draw on."""
        entry = case.entry
        if not isinstance(entry, Commitment | Expense):
            return
        numbers = named_by(entry)
        if len(numbers) > 1:
            yield messages.references.TwoDraws(source=self.source)
        if entry.final and not numbers:
            yield messages.references.FinalWithoutDraw(source=self.source)
        wrong = [*misnamed(self, case)]
        yield from wrong
        faulty = {fault.entry for fault in wrong}
        for nr in (nr for nr in numbers if nr not in faulty):
            allocation = case.before.items[nr].allocation
            if allocation != entry.allocation:
                yield messages.references.OtherAllocation(
                    entry=nr, allocation=allocation, source=self.source
                )


class Naming(Rule):
    """A named entry is of a kind that may be named, with something left to pay or settle."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield what the entry may not name."""
        if not isinstance(case.entry, Commitment | Expense | Reversal):  # each has its own rule
            yield from misnamed(self, case)
        match case.entry:
            case Payment(entry=nr):
                yield from self._expense(case, nr, messages.references.NothingUnpaid)
            case Refund(entry=nr):
                yield from self._expense(case, nr, messages.references.NothingLeft)
            case Settlement(entry=nr):
                item = case.before.items.get(nr)
                if item is None or isinstance(item.entry, Expense):
                    return
                if (close := case.before.lapsed_with(nr)) is not None:
                    yield messages.references.Lapsed(entry=nr, close=close, source=self.source)
                elif item.left <= 0 and nr not in case.before.reversed_by:
                    yield messages.references.NothingOpen(entry=nr, source=self.source)

    def _expense(
        self,
        case: Case,
        nr: int,
        exhausted: type[messages.references.NothingUnpaid | messages.references.NothingLeft],
    ) -> Iterator[Refusal]:
        item = case.before.items.get(nr)
        if item is None or not isinstance(item.entry, Expense):
            return
        used = item.paid if exhausted is messages.references.NothingUnpaid else 0
        if nr not in case.before.reversed_by and item.left <= used:
            yield exhausted(entry=nr, source=self.source)


class OwnYear(Rule):
    """What an entry names lies in its own budget year."""

    source: str = "§ 78 (3), (4) GO NRW"

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield the named entries that lie in another budget year, unless that one is not open."""
        year_open = case.entry.budget_year in case.before.open_years
        if not year_open and not isinstance(case.entry, Payment):
            return
        for nr in named_by(case.entry):
            item, named = case.before.items.get(nr), case.named(nr)
            if named is not None:
                year = named.budget_year if item is None else item.year
                if year != case.entry.budget_year:
                    yield messages.references.OtherYear(entry=nr, year=year, source=self.source)


class StandingEntry(Rule):
    """What was reversed cannot be drawn on, settled, paid, refunded or reversed again."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield the reversed entries that the entry names."""
        for nr in named_by(case.entry):
            reversal = case.before.reversed_by.get(nr)
            if reversal is not None:
                yield messages.references.AlreadyReversed(
                    entry=nr, reversal=reversal, source=self.source
                )


class Reversing(Rule):
    """An entry is reversed once nothing that stands names it; some kinds never are."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield why the named entry cannot be reversed."""
        if not isinstance(case.entry, Reversal):
            return
        nr = case.entry.entry
        target = case.named(nr)
        if target is None:
            yield from misnamed(self, case)
            return
        if target.irreversible is not None:
            yield target.irreversible(entry=nr, source=self.source)
        in_open_years = {m.year for m in case.effect.postings} <= case.before.open_years
        others = tuple(case.before.live_names(nr)) if in_open_years else ()
        if others and nr not in case.before.reversed_by:
            latest = sorted(others, reverse=True)[:3]
            yield messages.references.NamedByOthers(
                entry=nr,
                others=others,
                remedies=tuple(messages.remedies.Reverse(entry=other) for other in latest),
                source=self.source,
            )
        final = isinstance(target, Commitment | Expense) and target.final
        if case.entry.keep_settled and not final:
            yield messages.references.NothingToKeep(entry=nr, source=self.source)
