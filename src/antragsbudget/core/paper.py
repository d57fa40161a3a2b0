"""What a committee paper says, as data: its writers add words, and no figure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from antragsbudget.core import listing
from antragsbudget.core.balances import Balances, Item, fold
from antragsbudget.core.budget import Allocation, Budget
from antragsbudget.core.closing import ClosingLine, closed
from antragsbudget.core.conditions import (
    BlockState,
    ConditionState,
    block_state,
    condition_state,
    register,
)
from antragsbudget.core.entries import (
    Booking,
    CarryForward,
    Consent,
    Cut,
    Entry,
    IssuedPaper,
    Measure,
    Release,
    Reversal,
    Setting,
    Settlement,
    Supplement,
    Transfer,
    YearClose,
)
from antragsbudget.core.listing import Row
from antragsbudget.core.outstanding import OpenEntry, outstanding
from antragsbudget.core.publicity import (
    Publicity,
    obligated,
    publicity,
    safe_sum,
    single_amounts,
)
from antragsbudget.core.selection import booked_entry
from antragsbudget.core.spending import spending
from antragsbudget.core.statement import Figures, Statement, current_year, statement
from antragsbudget.values.money import ZERO
from antragsbudget.values.shares import share

Amendment = Supplement | Cut | Transfer | CarryForward

# Successful ones first: that is what the motion wants to read.
STATUS_ORDER = ("completed", "running", "commissioned", "planned", "stopped", None)


class Occasion(Struct, frozen=True, kw_only=True):
    """What a paper is written for; *entries* and *fingerprint* are of the state that it fixes."""

    year: int
    as_of: date
    entries: int
    fingerprint: str
    meeting: date | None = None
    number: str | None = None
    issued: bool = False


class EarlierState(Struct, frozen=True):
    """The state that the last paper reported: its figures, and that paper, or else a day."""

    balances: Balances
    paper: IssuedPaper | None = None
    since: date | None = None


def compared_with(
    budget: Budget,
    entries: Sequence[Entry],
    as_of: date,
    since: date | None,
    balances: Callable[[date, int], Balances],
) -> EarlierState | None:
    """Return what a paper on *entries* and the day *as_of* is compared with; None for the first.

    That is the state in the last public paper, or what was recorded before the day *since*.
    *balances*: what the entries amount to that were valued up to a day, with numbers up to one.
    """
    if since is not None:
        before = [e for e in entries if e.recorded_at.date() < since and e.date <= as_of]
        return EarlierState(fold(budget, before), since=since)
    for entry in reversed(entries):
        if isinstance(entry, IssuedPaper) and entry.public is not False and entry.as_of <= as_of:
            return EarlierState(balances(entry.as_of, entry.nr - 1), paper=entry)
    return None


def occasion_of(issued: IssuedPaper, balances: Balances) -> Occasion:
    """Return what an issued paper was written for; *balances* are those that it reported."""
    return Occasion(
        year=current_year(balances),
        as_of=issued.as_of,
        entries=issued.nr - 1,
        fingerprint=issued.fingerprint,
        meeting=issued.meeting,
        number=issued.number,
        issued=True,
    )


class ConditionReport(Struct, frozen=True):
    """A condition: its state, the answers of each party, the latest last, and its releases."""

    state: ConditionState
    answers: Mapping[str, list[Consent]]
    releases: tuple[Release, ...]


class Change(Struct, frozen=True):
    """How an allocation, or with None the total, moved over the period that the paper reports.

    *is_shown* is False where the difference would be the price of a single commitment that is not
    public.
    """

    allocation: Allocation | None
    before: Figures
    after: Figures
    is_shown: bool = True

    @property
    def difference(self) -> Decimal:
        """Return by how much more, or less, is available."""
        return self.after.available - self.before.available


class Period(Struct, frozen=True):
    """What is new since the last paper, or since a day.

    *new* are the public entries that it did not show, *late* those of them that are valued up to
    its cut-off day although they were recorded after it; *not_public* counts the others.
    *measures* are the public ones that have a new state. *last_year* is the budget year that was
    the latest open one then.
    """

    paper: IssuedPaper | None
    since: date | None
    last_year: int
    new: tuple[Row, ...]
    late: tuple[Row, ...]
    not_public: int
    measures: tuple[Measure, ...]
    changes: tuple[Change, ...]
    total: Change


class MeasureReport(Struct, frozen=True):
    """A measure, and what of its public bookings is bound or ordered, in EUR."""

    state: Measure
    money: Decimal


class NeutralSum(Struct, frozen=True):
    """What the measures behind one neutral text bind and order together, in EUR."""

    text: str
    money: Decimal


class Outlook(Struct, frozen=True, kw_only=True):
    """How the money is used against time, and what is expected at the end of the year.

    *elapsed* and *spent* are shares of the year and of the unblocked money; the latter is None
    where nothing is unblocked. *waiting* are the public open commitments, oldest first, and
    *waiting_hidden* what the others hold together, if there are at least two.
    """

    elapsed: Decimal
    spent: Decimal | None
    commitments: Decimal
    available: Decimal
    waiting: tuple[OpenEntry, ...]
    waiting_hidden: Decimal | None


class Paper(Struct, frozen=True, kw_only=True):
    """The state of the money, for the committee that is to take note of it; all of it public."""

    budget: Budget
    occasion: Occasion
    committee: str | None
    office: str | None
    adopted: Setting | None
    statement: Statement
    conditions: tuple[ConditionReport, ...]
    blocks: Mapping[str, BlockState]
    amendments: tuple[Row, ...]
    moved_in: tuple[tuple[Allocation, Decimal], ...]  # with open commitments, from the year before
    closed: YearClose | None
    year_end: tuple[ClosingLine, ...]  # what closing the year did
    period: Period | None
    measures: tuple[MeasureReport, ...]
    neutral: tuple[NeutralSum, ...]
    areas: tuple[tuple[str | None, Decimal], ...]  # None: what has no area
    areas_hidden: Decimal | None
    spending: tuple[tuple[date, Decimal], ...]
    outlook: Outlook
    annex: tuple[Row, ...]
    not_public: int


class Annex(Struct, frozen=True, kw_only=True):
    """What the public paper shows in sums alone, one by one: for a meeting behind closed doors."""

    budget: Budget
    occasion: Occasion
    committee: str | None
    office: str | None
    measures: tuple[MeasureReport, ...]
    entries: tuple[Row, ...]


def paper(
    balances: Balances,
    occasion: Occasion,
    earlier: EarlierState | None = None,
    known: Balances | None = None,
) -> Paper:
    """Return the paper on the money of a year, from the balances on its cut-off day.

    *known*: what all amounts to that was recorded until then, whatever its day.
    """
    year, as_of = occasion.year, occasion.as_of
    shown, public = statement(balances, year, as_of), publicity(known or balances)
    entries = _listed(balances, year)
    of_year = [item for item in balances.items.values() if item.year == year]
    hidden = [item for item in balances.items.values() if not public.is_rest_public(item.entry)]
    neutral = tuple(_neutral(balances, hidden, public))
    close = balances.closed.get(year)
    return Paper(
        budget=balances.budget,
        occasion=occasion,
        committee=_setting(balances, "committee", balances.budget.committee),
        office=_setting(balances, "office", balances.budget.office),
        adopted=balances.settings.get("adopted"),
        statement=shown,
        conditions=tuple(_conditions(balances)),
        blocks={a.id: block_state(balances, a, year) for a in balances.budget.allocations},
        amendments=tuple(
            row(balances, entry)
            for entry in entries
            if isinstance(entry, Amendment) and entry.nr not in balances.reversed_by
        ),
        moved_in=tuple(_moved_in(balances, year)),
        closed=close,
        year_end=() if close is None else closed(balances, close),
        period=None if earlier is None else _period(balances, occasion, earlier, public),
        measures=_measures(balances, public, are_public=True),
        neutral=neutral,
        areas=_areas(item for item in of_year if public.is_rest_public(item.entry)),
        areas_hidden=_areas_hidden(balances, of_year, neutral, public),
        spending=tuple(spending(balances, year, public.entries)),
        outlook=_outlook(balances, shown, public),
        annex=tuple(row(balances, entry, public) for entry in entries if public.entries[entry.nr]),
        not_public=sum(not public.entries[entry.nr] for entry in entries),
    )


def annex(balances: Balances, occasion: Occasion, known: Balances | None = None) -> Annex:
    """Return what is not public of the year of a paper."""
    public = publicity(known or balances)
    return Annex(
        budget=balances.budget,
        occasion=occasion,
        committee=_setting(balances, "committee", balances.budget.committee),
        office=_setting(balances, "office", balances.budget.office),
        measures=_measures(balances, public, are_public=False),
        entries=tuple(
            row(balances, entry)
            for entry in _listed(balances, occasion.year)
            if not public.entries[entry.nr]
        ),
    )


def _listed(balances: Balances, year: int) -> list[Entry]:
    """Return the entries of a year that a list shows."""
    return [e for e in balances.entries.values() if year in e.budget_years and e.is_listed]


def row(balances: Balances, entry: Entry, public: Publicity | None = None) -> Row:
    """Return an entry as a list shows it; for the *public*, without what would reveal the rest."""
    whole = listing.row(balances, entry)
    amount, payee = whole.amount, whole.payee
    if public is not None:
        booked, payee = booked_entry(entry, balances), None
        if _reveals_rest(balances, entry) and isinstance(booked, Booking):
            amount = amount if public.is_rest_public(booked) else None
    return Row(entry, whole.allocations, amount, whole.reversed_by, payee)


def _reveals_rest(balances: Balances, entry: Entry) -> bool:
    """Say whether an entry reveals what was left of another: it settles it, or reverses that."""
    reversed_entry = balances.entries.get(entry.entry) if isinstance(entry, Reversal) else None
    return isinstance(entry, Settlement) or isinstance(reversed_entry, Settlement)


def _moved_in(balances: Balances, year: int) -> Iterator[tuple[Allocation, Decimal]]:
    """Yield what came into a year with the open commitments of the year before."""
    close = balances.closed.get(year - 1)
    postings = () if close is None else balances.effects[close.nr].postings
    for allocation in balances.budget.allocations:
        wanted = (allocation.id, year, "changes")
        amounts = [m.amount for m in postings if (m.allocation, m.year, m.figure) == wanted]
        if amounts:
            yield allocation, sum(amounts, ZERO)


def _setting(balances: Balances, key: str, otherwise: str | None) -> str | None:
    setting = balances.settings.get(key)
    return otherwise if setting is None else setting.value


def _conditions(balances: Balances) -> Iterator[ConditionReport]:
    for allocation in balances.budget.allocations:
        if allocation.condition is not None:
            releases = tuple(
                entry
                for entry in balances.entries.values()
                if isinstance(entry, Release)
                and entry.allocation == allocation.id
                and entry.nr not in balances.reversed_by
            )
            state, answers = condition_state(balances, allocation), register(balances, allocation)
            yield ConditionReport(state, answers, releases)


def _measures(
    balances: Balances, public: Publicity, *, are_public: bool
) -> tuple[MeasureReport, ...]:
    """Return the measures that are public, or those that are not, successful ones first."""
    money: dict[str, Decimal] = {}
    for item in balances.items.values():
        shown = (
            public.is_rest_public(item.entry) if are_public else not public.entries[item.entry.nr]
        )
        if item.entry.measure is not None and shown:
            name = item.entry.measure
            money[name] = money.get(name, ZERO) + obligated(item)
    reports = [
        MeasureReport(state, money.get(name, ZERO))
        for name, state in balances.measures.items()
        if public.is_measure_public(name) is are_public
    ]
    return tuple(sorted(reports, key=_success))


def _success(report: MeasureReport) -> tuple[int, bool]:
    return STATUS_ORDER.index(report.state.status), report.state.result is None


def _neutral(balances: Balances, hidden: Iterable[Item], public: Publicity) -> Iterator[NeutralSum]:
    """Yield for each neutral text the sum behind it, where at least two commitments contribute."""
    by_text: dict[str, list[Item]] = {}
    for item in hidden:
        text = public.neutral_text(item.entry.measure)
        if text is not None:
            by_text.setdefault(text, []).append(item)
    for text, items in by_text.items():
        money = safe_sum(balances, items)
        if money is not None:
            yield NeutralSum(text, money)


def _areas_hidden(
    balances: Balances, of_year: Sequence[Item], neutral: Sequence[NeutralSum], public: Publicity
) -> Decimal | None:
    """Return what is hidden of a year in one sum.

    None if a single commitment would remain once the neutral sums are taken off.
    """
    named = {sum_.text for sum_ in neutral}
    hidden = [item for item in of_year if not public.is_rest_public(item.entry)]
    rest = [item for item in hidden if public.neutral_text(item.entry.measure) not in named]
    if any(map(obligated, rest)) and safe_sum(balances, rest) is None:
        return None
    return safe_sum(balances, hidden)


def _areas(items: Iterable[Item]) -> tuple[tuple[str | None, Decimal], ...]:
    """Return what is bound or ordered by area, the largest first."""
    money: dict[str | None, Decimal] = {}
    for item in items:
        if amount := obligated(item):
            money[item.entry.area] = money.get(item.entry.area, ZERO) + amount
    return tuple(sorted(money.items(), key=lambda item: (-item[1], item[0] or "")))


def _outlook(balances: Balances, shown: Statement, public: Publicity) -> Outlook:
    first, last = date(shown.year, 1, 1), date(shown.year, 12, 31)
    days = max((min(shown.as_of, last) - first).days + 1, 0)
    elapsed, total = share(Decimal(days), Decimal((last - first).days + 1)), shown.total
    assert elapsed is not None, "a year has days"
    waiting = outstanding(balances, shown.as_of, year=shown.year).commitments
    hidden = [
        balances.items[open_entry.entry.nr]
        for open_entry in waiting
        if not public.is_rest_public(open_entry.entry)
    ]
    return Outlook(
        elapsed=elapsed,
        spent=share(total.ordered, total.usable),
        commitments=total.committed,
        available=total.available,
        waiting=tuple(
            open_entry for open_entry in waiting if public.is_rest_public(open_entry.entry)
        ),
        waiting_hidden=safe_sum(balances, hidden),
    )


def _period(
    balances: Balances, occasion: Occasion, earlier: EarlierState, public: Publicity
) -> Period:
    """Compare with what the last paper reported, so that no entry falls between two papers.

    The paper on the latest open year, which alone is issued, shows entries of earlier years too.
    """
    new = [e for nr, e in balances.entries.items() if nr not in earlier.balances.entries]
    latest = occasion.year == current_year(balances)
    shown = [e for e in new if e.is_listed and (latest or occasion.year in e.budget_years)]
    measured = {entry.measure: None for entry in new if isinstance(entry, Measure)}
    before = statement(earlier.balances, occasion.year, occasion.as_of)
    after = statement(balances, occasion.year, occasion.as_of)
    last = earlier.paper
    rows = tuple(row(balances, entry, public) for entry in shown if public.entries[entry.nr])
    hidden = [entry for entry in new if not public.entries[entry.nr]]
    secrets = {*single_amounts(balances, hidden)} - {ZERO}
    late = (row for row in rows if last is not None and row.entry.date <= last.as_of)
    return Period(
        paper=last,
        since=earlier.since,
        last_year=current_year(earlier.balances),
        new=rows,
        late=tuple(late),
        not_public=len(shown) - len(rows),
        measures=tuple(balances.measures[m] for m in measured if public.is_measure_public(m)),
        changes=tuple(
            _unless_secret(Change(old.allocation, old.figures, now.figures), secrets)
            for old, now in zip(before.lines, after.lines, strict=True)
        ),
        total=_unless_secret(Change(None, before.total, after.total), secrets),
    )


def _unless_secret(change: Change, secrets: set[Decimal]) -> Change:
    return replace(change, is_shown=abs(change.difference) not in secrets)
