"""What an entry may name: the header's allocations, areas and parties, and earlier entries."""

from collections.abc import Iterator

from antragsbudget.core.balances import Item
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
from antragsbudget.core.rules.rule import Rule, Step
from antragsbudget.core.violations import Facts, Remedy, Violation


def misnamed(rule: Rule, step: Step) -> Iterator[Violation]:
    """Yield the entries that are not there, or of a kind that the naming one may not name."""
    for field, kinds in step.entry.names.items():
        nr = getattr(step.entry, field)
        if nr is None or isinstance(other := step.named(nr), kinds):
            continue
        if other is None:
            facts: Facts = {"entry": nr, "last": len(step.before.entries)}
            yield rule.against("unknown_entry", "unknown_entry", facts)
        else:
            expected = tuple(kind.kind for kind in kinds)
            facts = {"entry": nr, "kind": other.kind, "expected": expected}
            yield rule.against("unknown_entry", "wrong_kind", facts)


class KnownNames(Rule):
    """An entry stands on allocations of the header, and uses its areas, parties and measures."""

    source: str = "§ 24 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield names that the ledger does not have (a typed name has been found before)."""
        entry, budget = step.entry, step.before.budget
        for allocation in allocations_of(entry):
            if step.allocation(allocation) is None:
                names = tuple(a.name for a in budget.allocations)
                yield self.against(
                    "unknown_allocation",
                    "unknown_allocation",
                    {"field": "allocation", "text": allocation, "candidates": names},
                )
        if isinstance(entry, Transfer) and entry.from_ == entry.to:
            yield self.against("usage", "same_allocation", {"allocation": entry.to})
        if isinstance(entry, Booking) and entry.measure is not None:
            measures = step.before.measures
            if entry.measure not in measures:
                facts = {"field": "measure", "text": entry.measure, "candidates": tuple(measures)}
                yield self.against("unknown_measure", "unknown_measure", facts)
        area = getattr(entry, "area", None)
        if area is not None and area not in budget.areas:
            yield self.against(
                "unknown_area",
                "unknown_area",
                {"field": "area", "text": area, "candidates": budget.areas},
            )
        if isinstance(entry, Consent) and (named := step.allocation(entry.allocation)) is not None:
            parties = named.condition.parties if named.condition else ()
            if entry.party not in parties:
                yield self.against(
                    "unknown_party",
                    "unknown_party" if parties else "unknown_party_none",
                    {"field": "party", "text": entry.party, "candidates": parties},
                )


class Drawing(Rule):
    """An entry draws on one open entry of its own allocation and budget year."""

    source: str = "§ 24 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield what the entry may not draw on."""
        entry = step.entry
        if not isinstance(entry, Commitment | Expense):
            return
        numbers = named_by(entry)
        if len(numbers) > 1:
            yield self.against("usage", "two_draws", {})
        if entry.final and not numbers:
            yield self.against("usage", "final_without_draw", {})
        wrong = [*misnamed(self, step)]
        yield from wrong
        faulty = {fault.facts["entry"] for fault in wrong}
        for nr in (nr for nr in numbers if nr not in faulty):
            allocation = step.before.items[nr].allocation
            if allocation != entry.allocation:
                name = step.before.budget.allocation(allocation).name
                facts = {"entry": nr, "allocation": name}
                yield self.against("other_allocation", "other_allocation", facts)


class Naming(Rule):
    """What is named is of a kind that may be, and something is left of it to pay or to settle."""

    source: str = "§ 31 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield what the entry may not name."""
        if not isinstance(step.entry, Commitment | Expense | Reversal):  # each has its own rule
            yield from misnamed(self, step)
        match step.entry:
            case Payment(entry=nr):
                yield from self._expense(step, nr, "nothing_unpaid")
            case Refund(entry=nr):
                yield from self._expense(step, nr, "nothing_left")
            case Settlement(entry=nr):
                item = step.before.items.get(nr)
                if item is None or isinstance(item.entry, Expense):
                    return
                if (close := step.before.lapsed_with(nr)) is not None:
                    facts = {"entry": nr, "close": close}
                    yield self.against("nothing_open", "lapsed", facts)
                elif item.left <= 0 and nr not in step.before.reversed_by:
                    yield self.against("nothing_open", "nothing_open", {"entry": nr})

    def _expense(self, step: Step, nr: int, says: str) -> Iterator[Violation]:
        item = step.before.items.get(nr)
        if item is None or not isinstance(item.entry, Expense):
            return
        if nr not in step.before.reversed_by and _exhausted(item, says):
            yield self.against("nothing_open", says, {"entry": nr})


def _exhausted(item: Item, says: str) -> bool:
    return item.left <= (item.paid if says == "nothing_unpaid" else 0)


class OwnYear(Rule):
    """What an entry names lies in its own budget year."""

    source: str = "§ 11 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield the named entries that lie in another budget year, unless that one is not open."""
        year_open = step.entry.budget_year in step.before.open_years
        if not year_open and not isinstance(step.entry, Payment):
            return
        for nr in named_by(step.entry):
            item, named = step.before.items.get(nr), step.named(nr)
            if named is not None:
                year = named.budget_year if item is None else item.year
                if year != step.entry.budget_year:
                    yield self.against("other_year", "other_year", {"entry": nr, "year": year})


class StandingEntry(Rule):
    """What was reversed cannot be drawn on, settled, paid, refunded or reversed again."""

    source: str = "§ 28 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield the reversed entries that the entry names."""
        for nr in named_by(step.entry):
            reversal = step.before.reversed_by.get(nr)
            if reversal is not None:
                yield self.against(
                    "already_reversed",
                    "already_reversed",
                    {"entry": nr, "reversal": reversal},
                )


class Reversing(Rule):
    """An entry is reversed once nothing that stands names it; some kinds never are."""

    source: str = "§ 28 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield why the named entry cannot be reversed."""
        if not isinstance(step.entry, Reversal):
            return
        nr = step.entry.entry
        target = step.named(nr)
        if target is None:
            yield from misnamed(self, step)
            return
        if target.irreversible is not None:
            yield self.against("not_reversible", target.irreversible, {"entry": nr})
        in_open_years = {m.year for m in step.effect.moves} <= step.before.open_years
        others = tuple(step.before.live_names(nr)) if in_open_years else ()
        if others and nr not in step.before.reversed_by:
            remedies = [Remedy("reverse", {"entry": other}) for other in sorted(others)[-3:]]
            facts = {"entry": nr, "others": others}
            yield self.against("named_by_others", "named_by_others", facts, *reversed(remedies))
        final = isinstance(target, Commitment | Expense) and target.final
        if step.entry.keep_settled and not final:
            yield self.against("usage", "keep_settled", {"entry": nr, "fields": ("keep_settled",)})
