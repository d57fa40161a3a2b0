"""The one decision: may this be recorded? The append and the audit of a whole ledger share it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from antragsbudget.core import form
from antragsbudget.core.balances import NOTHING, Balances, Effect
from antragsbudget.core.budget import Budget
from antragsbudget.core.conditions import condition_state, consents
from antragsbudget.core.entries import (
    CarryForward,
    Entry,
    Expense,
    IssuedPaper,
    Release,
    YearClose,
)
from antragsbudget.core.proposal import Now, Proposal, understand
from antragsbudget.core.rules import Case, check, check_form
from antragsbudget.core.statement import Statement, statement, statement_after
from antragsbudget.language import messages
from antragsbudget.language.records import Mistyped, Notice, Refusal, distinct
from antragsbudget.values.money import ZERO

ONE_DAY = timedelta(days=1)


class Decision(Struct, frozen=True, kw_only=True):
    """What became of a proposal: an entry with its effect, or all its violations."""

    entry: Entry | None
    effect: Effect
    before: Statement
    after: Statement
    violations: tuple[Refusal, ...]
    notices: tuple[Notice, ...]


class Finding(Struct, frozen=True):
    """What the audit found against a recorded entry."""

    entry: int
    violation: Refusal


def admit(balances: Balances, proposal: Proposal, now: Now) -> Decision:
    """Decide on *proposal*: ask every rule, and report all violations at once."""
    draft = understand(proposal, balances, now)
    violations = list(draft.problems)
    violations += [
        fault
        for fault in form.check(draft.kind, draft.values, new=True)
        if fault.field not in draft.unread
    ]
    entry = draft.entry()
    effect = NOTHING
    if entry is not None:
        effect = balances.effect(entry)
        refusals = check(Case(balances, entry, effect, now.today))
        violations += [refusal for refusal in refusals if refusal.field not in draft.unread]
    violations.sort(key=lambda violation: not isinstance(violation, Mistyped))
    year = _year_shown(balances, effect)
    before = statement(balances, year, now.today)
    if isinstance(entry, YearClose):
        year += 1
    after = statement_after(balances, effect, year, now.today) if not violations else before
    return Decision(
        entry=None if violations else entry,
        effect=effect,
        before=before,
        after=after,
        violations=distinct(violations),
        notices=() if violations or entry is None else notices(balances, entry, effect, now),
    )


def admit_each(balances: Balances, proposals: Sequence[Proposal], now: Now) -> list[Decision]:
    """Decide on proposals that are to be recorded together, each after those before it.

    All but the last are recorded in *balances* as far as they are admitted.
    """
    decisions: list[Decision] = []
    for proposal in proposals:
        if decisions and decisions[-1].entry is not None:
            balances.record(decisions[-1].entry)
        decisions.append(admit(balances, proposal, now))
    return decisions


def _year_shown(balances: Balances, effect: Effect) -> int:
    """Return the budget year whose figures show what an entry did."""
    years = {posting.year for posting in effect.postings}
    return max(years & balances.open_years or years or balances.open_years)


def audit(
    budget: Budget, entries: Iterable[Entry], opening_hash: str = ""
) -> tuple[Balances, list[Finding]]:
    """Replay *entries* from the opening; see `audit_on`."""
    balances = Balances.opening(budget, opening_hash)
    return balances, audit_on(balances, entries)


def audit_on(balances: Balances, entries: Iterable[Entry]) -> list[Finding]:
    """Record *entries* in *balances*, and return which break the rules that admitted them.

    What breaks a rule is counted all the same.

    The value date may be one day after the recording: the officer's day, in her time zone, may
    already be the next one.
    """
    findings: list[Finding] = []
    for entry in entries:
        recorded = entry.recorded_at.date()
        latest = min(recorded, date.max - ONE_DAY) + ONE_DAY
        faults = check_form(entry) or check(Case(balances, entry, balances.effect(entry), latest))
        findings += [Finding(entry.nr, fault) for fault in faults]
        balances.record(entry)
    return findings


def notices(balances: Balances, entry: Entry, effect: Effect, now: Now) -> tuple[Notice, ...]:
    """Return what the person should know about an admitted entry."""
    found: list[Notice] = []
    if not isinstance(entry, CarryForward | YearClose):
        found += _scarcity(balances, effect, now)
    if isinstance(entry, Release):
        found += _missing_consents(balances, entry)
    if isinstance(entry, YearClose) and now.today.year <= entry.year:
        found.append(messages.notices.YearRunning(year=entry.year))
    if isinstance(entry, IssuedPaper):
        found += _short_notice(entry.meeting, now.today)
    if isinstance(entry, Expense):
        found += [
            messages.notices.SameVoucher(entry=other.nr, allocation=other.allocation)
            for other in balances.same_voucher(entry)
            if other.allocation != entry.allocation
        ]
    last = balances.entries.get(entry.nr - 1)
    if last is not None and entry.recorded_at < last.recorded_at:
        found.append(messages.notices.ClockBehind(entry=last.nr))
    if now.before is not None:
        found.append(messages.notices.ClockBeforeRelease(date=now.today, released=now.before))
    return tuple(found)


def _scarcity(balances: Balances, effect: Effect, now: Now) -> Iterator[Notice]:
    """Yield what exceeds the entry drawn on, and where little, nothing or less is left."""
    if effect.drawdown is not None and effect.drawdown.excess > 0:
        yield messages.notices.Excess(entry=effect.drawdown.nr, amount=effect.drawdown.excess)
    year = _year_shown(balances, effect)
    before = statement(balances, year, now.today)
    after = statement_after(balances, effect, year, now.today)
    for old, new in zip(before.lines, after.lines, strict=True):
        figures = new.figures
        if figures.available >= old.figures.available:
            continue
        allocation = new.allocation.id
        if figures.shortfall > 0:
            yield messages.notices.Shortfall(allocation=allocation, missing=figures.shortfall)
        elif figures.available == 0:
            yield messages.notices.Exhausted(allocation=allocation)
        elif figures.usable > 0 and figures.used >= balances.warn_at * figures.usable:
            yield messages.notices.WarnAt(
                allocation=allocation,
                available=figures.available,
                share=figures.utilisation or ZERO,
            )


def _short_notice(meeting: date, today: date) -> Iterator[Notice]:
    """Yield that a meeting is too near for a paper, or past."""
    days = (meeting - today).days
    if days < 0:
        yield messages.notices.MeetingPast(date=meeting)
    elif days < messages.notices.ShortNotice.IN_TIME:
        yield messages.notices.ShortNotice(date=meeting, days=days)


def _missing_consents(balances: Balances, release: Release) -> Iterator[Notice]:
    """Yield that not all have consented to what is released: a consent is no switch."""
    allocation = balances.budget.allocation(release.allocation)
    state = condition_state(balances, allocation)
    if len(state.given) < state.parties:
        yield messages.notices.ConsentsMissing(allocation=allocation.id, consents=consents(state))
