"""The sections on the money: conditions, figures, what moved, what needs attention, the entries.

Each covers one topic, and yields nothing if there is nothing to say.
"""

from collections.abc import Iterator

from antragsbudget.core.entries import (
    CarryForward,
    Cut,
    Release,
    Supplement,
    Transfer,
)
from antragsbudget.core.listing import Row
from antragsbudget.core.paper import (
    Change,
    ConditionReport,
    Paper,
    Period,
)
from antragsbudget.core.statement import AMOUNTS
from antragsbudget.documents import consents, entries
from antragsbudget.documents.charts import Chart, Stacks
from antragsbudget.documents.figures import by_figure, stack
from antragsbudget.documents.parts import (
    LEFT,
    RIGHT,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Table,
    divided,
)
from antragsbudget.language import Both, Language, documents, formats, subjects, vocabulary
from antragsbudget.language.papers import funds, movements
from antragsbudget.papers.charts.alternative_text import alternative_text
from antragsbudget.papers.names import joined, name, name_and_title


def conditions(paper: Paper, language: Language) -> Iterator[Part]:
    """Yield the conditions on the money, the answer of each party, and what was released."""
    for report in paper.conditions:
        yield Paragraph(_condition(paper, report, language))
        if report.answers:
            caption = consents.title(report.state.allocation, language)
            yield consents.table(report.answers, language, caption)
        if report.releases:
            yield Listing(tuple(_release(release, language) for release in report.releases))


def _release(release: Release, language: Language) -> str:
    return funds.release(release.amount, release.date, formats.visible(release.decision), language)


def _condition(paper: Paper, report: ConditionReport, language: Language) -> str:
    allocation, given, parties = (
        report.state.allocation,
        len(report.state.given),
        report.state.parties,
    )
    assert allocation.condition is not None
    blocked = paper.blocks[allocation.id].by_condition
    text = formats.visible(allocation.condition.text)
    texts = [funds.condition(name(allocation), text, language)]
    if parties:
        texts.append(funds.consents(given, parties, language))
    if blocked > 0:
        texts.append(funds.still_blocked(blocked, language))
    elif given < parties:
        texts.append(funds.RELEASED_EARLY.said(language))
    else:
        texts.append(funds.RELEASED.said(language))
    return " ".join(texts)


def money(paper: Paper, language: Language) -> Iterator[Part]:
    """Yield the figures of each allocation and their total, as a table and as bars."""
    statement = paper.statement
    yield Heading(documents.state_of_funds(statement.as_of, statement.year, language), 2)
    caption = funds.BY_ALLOCATION.said(language)
    yield from divided(by_figure(statement, AMOUNTS, language, caption))
    yield Paragraph(funds.WHAT_IS_AVAILABLE.said(language))
    if paper.closed is not None:
        yield Paragraph(funds.year_closed(statement.year, language))
    if statement.total.appropriation == 0 and statement.total.changes > 0:
        yield Paragraph(funds.only_carried(statement.year - 1, language))
    stacks = tuple(
        stack(name_and_title(line.allocation), line.figures, language) for line in statement.lines
    )
    yield figure(Stacks(stacks), funds.USE, language)


def figure(chart: Chart, caption: Both, language: Language) -> Figure:
    """Return a chart with a text that says all it shows."""
    return Figure(chart, caption.said(language), alternative_text(chart, language))


def period(paper: Paper, language: Language) -> Iterator[Part]:
    """Yield the movements since the last paper, or since a day."""
    period = paper.period
    if period is None:
        return
    yield Heading(movements.changes(period.since, language), 2)
    if (last := period.paper) is not None:
        number = None if last.number is None else formats.visible(last.number)
        yield Paragraph(movements.last_paper(number, last.meeting, last.as_of, language))
    if period.new or period.not_public:
        yield from _movements(period, paper, language)
    else:
        yield Paragraph(movements.NOTHING_RECORDED.said(language))
    if period.measures:
        names = (formats.visible(state.title or state.measure) for state in period.measures)
        yield Paragraph(movements.measures(names, language))


def _movements(period: Period, paper: Paper, language: Language) -> Iterator[Part]:
    """Yield how the money moved, and the entries that moved it."""
    year, added = paper.occasion.year, len(period.new) + period.not_public
    yield Paragraph(movements.recorded(added, period.not_public, len(period.late), language))
    if period.last_year < year:
        yield Paragraph(movements.compared_with_beginning(period.last_year, year, language))
    titles = (movements.AVAILABLE, documents.BEFORE, documents.AFTER, movements.CHANGE)
    yield Table(
        header=tuple(title.said(language) for title in titles),
        align=(LEFT, RIGHT, RIGHT, RIGHT),
        rows=tuple(_change(change, language) for change in (*period.changes, period.total)),
        caption=movements.COMPARED.said(language),
    )
    late = {row.entry.nr for row in period.late}
    new = [row for row in period.new if row.entry.nr not in late]
    of_year = [row for row in new if year in row.entry.budget_years]
    earlier = [row for row in new if year not in row.entry.budget_years]
    for rows, caption in (
        (of_year, movements.NEW),
        (earlier, movements.NEW_OF_EARLIER_YEARS),
        (period.late, movements.RECORDED_LATE),
    ):
        if rows:
            yield entries.table(rows, paper.budget, language, caption.said(language))


def _change(change: Change, language: Language) -> tuple[str, ...]:
    """Return what was available before and after, and the difference."""
    of = name(change.allocation) if change.allocation else documents.TOTAL.said(language)
    amounts = (change.before.available, change.after.available)
    before, after = (formats.amount(amount, language) for amount in amounts)
    return (
        of,
        before,
        after,
        formats.amount(change.difference, language) if change.is_shown else "–",
    )


def particulars(paper: Paper, language: Language) -> Iterator[Part]:
    """Yield what needs attention: shortfalls, blocked money, and changed appropriations."""
    before = paper.occasion.year - 1
    items = [
        *_attention(paper, language),
        *(
            funds.moved_in(name(allocation), amount, before, language)
            for allocation, amount in paper.moved_in
        ),
        *(_amended(row, paper, language) for row in paper.amendments),
    ]
    if items:
        yield Heading(funds.POINTS_TO_NOTE.said(language), 2)
        yield Listing(tuple(items))


def _attention(paper: Paper, language: Language) -> Iterator[str]:
    for line in paper.statement.lines:
        of, figures, state = name(line.allocation), line.figures, paper.blocks[line.allocation.id]
        if figures.shortfall > 0:
            yield funds.shortfall(of, figures.shortfall, language)
        if state.by_decision > 0:
            reasons = joined(*(block.reason for block in state.blocks))
            yield funds.blocked(of, state.by_decision, reasons, language)
        if figures.reserved_on_blocked > 0:
            yield funds.reserved_on_blocked(of, figures.reserved_on_blocked, language)


def _amended(row: Row, paper: Paper, language: Language) -> str:
    """Return how an appropriation was changed, and by which decision."""
    entry = row.entry
    names = [name(paper.budget.allocation(key)) for key in row.allocations]
    assert isinstance(entry, Supplement | Cut | Transfer | CarryForward)
    match entry:
        case Transfer(amount=amount):
            text = funds.transferred(amount, names[0], names[-1], language)
            why = joined(entry.decision, entry.reason)
        case Supplement(amount=amount):
            text = funds.raised(names[0], amount, language)
            basis = vocabulary.BASES[entry.basis].said(language)
            why = joined(basis, entry.decision, entry.reason)
        case Cut(amount=amount):
            text = funds.cut(names[0], amount, language)
            why = joined(entry.decision, entry.reason)
        case CarryForward(amount=amount, from_year=earlier, to_year=later, blocked=kept):
            text = funds.carried(names[0], amount, earlier, later, language)
            blocked = None if kept is None else subjects.of_which_blocked(kept, language)
            why = joined(blocked, entry.reason)
    day = formats.day(entry.date, language)
    return f"{day}: {text} ({why})." if why else f"{day}: {text}."


def annex(paper: Paper, language: Language) -> Iterator[Part]:
    """Yield the public entries of the year, one by one."""
    if not paper.annex and not paper.not_public:
        return
    yield Heading(movements.ANNEX.said(language), 2)
    if paper.annex:
        caption = movements.entries_of(paper.occasion.year, language)
        yield entries.table(paper.annex, paper.budget, language, caption)
    if paper.not_public:
        yield Paragraph(movements.only_in_sums(paper.not_public, language))
