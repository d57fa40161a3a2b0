"""What a committee paper says, as data: whoever writes it out adds words, and no figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from antragsbudget.core.balances import Balances, fold, named_by
from antragsbudget.core.budget import Allocation, Budget
from antragsbudget.core.conditions import BlockState, ConditionState, block_state, conditions
from antragsbudget.core.entries import Booking, Entry, Measure, Setting
from antragsbudget.core.statement import Figures, Statement, statement


@dataclass(frozen=True, slots=True)
class Change:
    """How an allocation, or with None the total, moved over the period that the paper reports."""

    allocation: Allocation | None
    before: Figures
    after: Figures


@dataclass(frozen=True, slots=True)
class Period:
    """What was recorded from a day on: the public entries, and how many others there are."""

    since: date
    entries: tuple[Entry, ...]
    not_public: int
    changes: tuple[Change, ...]
    total: Change
    reversed_by: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The state of the money, for the committee that is to take note of it."""

    budget: Budget
    committee: str | None
    office: str | None
    adopted: Setting | None
    meeting: date | None
    number: str | None
    statement: Statement
    conditions: tuple[ConditionState, ...]
    blocks: Mapping[str, BlockState]
    period: Period | None
    entries: int
    fingerprint: str


def paper(
    balances: Balances,
    year: int,
    as_of: date,
    *,
    since: date | None = None,
    meeting: date | None = None,
    number: str | None = None,
    entries: int,
    fingerprint: str,
) -> Paper:
    """Return the paper on the money of *year*; *entries* and *fingerprint* are the whole file's."""
    settings, budget = balances.settings, balances.budget
    committee, office = settings.get("committee"), settings.get("office")
    return Paper(
        budget=budget,
        committee=committee.value if committee else budget.committee,
        office=office.value if office else budget.office,
        adopted=settings.get("adopted"),
        meeting=meeting,
        number=number,
        statement=statement(balances, year, as_of),
        conditions=conditions(balances),
        blocks={a.id: block_state(balances, a, year) for a in budget.allocations},
        period=None if since is None else _period(balances, year, as_of, since),
        entries=entries,
        fingerprint=fingerprint,
    )


def is_public(balances: Balances, entry: Entry) -> bool:
    """Say whether an entry may be shown in public.

    Neither it nor what it names is marked, nor the measure that one of them belongs to.
    """
    seen = {entry.nr}  # a forged ledger may lead in circles
    pending = [entry]
    while pending:
        one = pending.pop()
        if isinstance(one, Booking | Measure):
            measure = balances.measures.get(one.measure or "")
            if one.public is False or (measure is not None and measure.public is False):
                return False
        found = set(named_by(one)) & balances.entries.keys() - seen
        seen |= found
        pending += [balances.entries[nr] for nr in found]
    return True


def _period(balances: Balances, year: int, as_of: date, since: date) -> Period:
    earlier = [e for e in balances.entries.values() if e.recorded_at.date() < since]
    later = [e for e in balances.entries.values() if e.recorded_at.date() >= since]
    before = statement(fold(balances.budget, earlier), year, as_of)
    after = statement(balances, year, as_of)
    public = tuple(entry for entry in later if is_public(balances, entry))
    return Period(
        since=since,
        entries=public,
        not_public=len(later) - len(public),
        changes=tuple(
            Change(old.allocation, old.figures, new.figures)
            for old, new in zip(before.lines, after.lines, strict=True)
        ),
        total=Change(None, before.total, after.total),
        reversed_by=balances.reversed_by,
    )
