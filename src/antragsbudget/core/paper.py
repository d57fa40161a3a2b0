"""What a committee paper says, as data: whoever writes it out adds words, and no figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from antragsbudget.core.balances import Balances, fold, named_by
from antragsbudget.core.budget import Allocation, Budget
from antragsbudget.core.entries import Block, Booking, Consent, Entry, Release, Setting
from antragsbudget.core.money import ZERO
from antragsbudget.core.statement import Figures, Statement, current_year, statement


@dataclass(frozen=True, slots=True)
class ConditionState:
    """A condition and what its parties answered; each party is in exactly one of the four."""

    allocation: Allocation
    given: tuple[str, ...]
    refused: tuple[str, ...]
    withdrawn: tuple[str, ...]
    unanswered: tuple[str, ...]

    @property
    def parties(self) -> int:
        """Return how many were asked."""
        return len(self.given) + len(self.refused) + len(self.withdrawn) + len(self.unanswered)


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
    blocks: Mapping[str, "BlockState"]
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
        blocks={a.id: block_state(balances, a) for a in budget.allocations},
        period=None if since is None else _period(balances, year, as_of, since),
        entries=entries,
        fingerprint=fingerprint,
    )


def conditions(balances: Balances) -> tuple[ConditionState, ...]:
    """Return the state of every condition of the header."""
    return tuple(
        condition_state(balances, allocation)
        for allocation in balances.budget.allocations
        if allocation.condition is not None
    )


def condition_state(
    balances: Balances, allocation: Allocation, and_also: Consent | None = None
) -> ConditionState:
    """Return what the parties to the condition of *allocation* answered last.

    *and_also*: an answer that is about to be recorded.
    """
    parties = allocation.condition.parties if allocation.condition else ()
    answers = balances.answers(allocation.id)
    if and_also is not None:
        answers[and_also.party] = and_also
    by_answer: dict[str, list[str]] = {"given": [], "refused": [], "withdrawn": [], "": []}
    for party in parties:
        by_answer[answers[party].answer if party in answers else ""].append(party)
    given, refused, withdrawn, unanswered = (tuple(names) for names in by_answer.values())
    return ConditionState(allocation, given, refused, withdrawn, unanswered)


@dataclass(frozen=True, slots=True)
class BlockState:
    """Why money is blocked: what is left of the Sperrvermerk, and what was blocked by decision."""

    by_condition: Decimal
    by_decision: Decimal
    blocks: tuple[Block, ...]


def block_state(balances: Balances, allocation: Allocation) -> BlockState:
    """Return how the blocked money of an allocation divides, in the latest open year.

    A release is counted against the Sperrvermerk first: it is what releases are decided for.
    """
    blocked = balances.position(allocation.id, current_year(balances)).blocked
    standing = [e for e in balances.entries.values() if e.nr not in balances.reversed_by]
    released = sum(
        (e.amount for e in standing if isinstance(e, Release) and e.allocation == allocation.id),
        ZERO,
    )
    condition = allocation.amount if allocation.condition else ZERO
    by_condition = min(max(condition - released, ZERO), max(blocked, ZERO))
    return BlockState(
        by_condition,
        max(blocked, ZERO) - by_condition,
        tuple(e for e in standing if isinstance(e, Block) and e.allocation == allocation.id),
    )


def is_public(balances: Balances, entry: Entry) -> bool:
    """Say whether an entry may be shown in public: neither it nor what it names is marked."""
    seen = {entry.nr}  # a forged ledger may lead in circles
    pending = [entry]
    while pending:
        one = pending.pop()
        if isinstance(one, Booking) and one.public is False:
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
