"""The sections on what the money achieves: the measures, and the outlook on spending."""

from collections.abc import Iterator, Sequence
from datetime import date

from antragsbudget.core.paper import (
    MeasureReport,
    NeutralSum,
    Paper,
)
from antragsbudget.documents import outstanding
from antragsbudget.documents.charts import Areas, Spending
from antragsbudget.documents.measures import prospects
from antragsbudget.documents.parts import (
    LEFT,
    RIGHT,
    Heading,
    Paragraph,
    Part,
    Table,
)
from antragsbudget.language import Language, documents, formats, vocabulary
from antragsbudget.language.papers import budget_year, results
from antragsbudget.papers import year_end
from antragsbudget.papers.names import joined
from antragsbudget.papers.sections import figure
from antragsbudget.values.money import ZERO


def measures(paper: Paper, language: Language) -> Iterator[Part]:
    """Yield the measures with what they achieved, successful ones first, and money by area."""
    if paper.measures or paper.neutral:
        yield Heading(results.MEASURES.said(language), 2)
        yield measure_table(paper.measures, paper.neutral, paper.occasion.as_of, language)
    rows = [
        (formats.visible(name) if name else results.NO_AREA.said(language), amount)
        for name, amount in paper.areas
    ]
    if paper.areas_hidden is not None:
        rows.append((results.AREAS_NOT_PUBLIC.said(language), paper.areas_hidden))
    if rows:
        yield figure(Areas(tuple(rows)), results.BY_AREA, language)


def measure_table(
    reports: Sequence[MeasureReport],
    neutral: Sequence[NeutralSum],
    as_of: date,
    language: Language,
) -> Table:
    """Return measures with area, result and next step, status and money."""
    hidden = results.MEASURES_NOT_PUBLIC.said(language)
    sums = (
        (formats.visible(row.text), hidden, "", formats.amount(row.money, language))
        for row in neutral
    )
    titles = (
        results.MEASURE_AND_AREA,
        results.RESULT_AND_NEXT_STEP,
        results.STATUS,
        documents.AMOUNT,
    )
    return Table(
        header=tuple(title.said(language) for title in titles),
        align=(LEFT, LEFT, LEFT, RIGHT),
        rows=(*(_measure(report, as_of, language) for report in reports), *sums),
        caption=results.ALL_YEARS.said(language),
    )


def _measure(report: MeasureReport, as_of: date, language: Language) -> tuple[str, ...]:
    state = report.state
    status = "" if state.status is None else vocabulary.STATUSES[state.status].said(language)
    return (
        joined(state.title or state.measure, state.area, by=" · "),
        joined(state.result, *prospects(state, as_of, language), by=" · "),
        status,
        formats.amount(report.money, language),
    )


def outlook(paper: Paper, language: Language) -> Iterator[Part]:
    """Yield the pace of spending, the forecast for the year's end, and the open entries."""
    year, as_of, outlook = paper.occasion.year, paper.occasion.as_of, paper.outlook
    total = paper.statement.total.revised
    if paper.closed is None:
        yield Heading(budget_year.OUTLOOK.said(language), 2)
        yield Paragraph(budget_year.pace(as_of, year, outlook.elapsed, outlook.spent, language))
    else:
        yield Heading(budget_year.REVIEW.said(language), 2)
        yield from year_end.section(paper, paper.closed, language)
        total = sum((line.revised for line in paper.year_end), ZERO)
    first, last = date(year, 1, 1), date(year, 12, 31)
    if as_of >= first:
        spending = Spending(year, min(as_of, last), total, paper.spending)
        yield figure(spending, budget_year.ordered_in(year), language)
    if paper.closed is None:
        yield Paragraph(_expected(paper, language))
    if outlook.waiting:
        caption = budget_year.BY_AGE.said(language)
        yield outstanding.table(outlook.waiting, paper.budget, language, caption)
    if outlook.waiting_hidden is not None:
        yield Paragraph(budget_year.not_public(outlook.waiting_hidden, language))


def _expected(paper: Paper, language: Language) -> str:
    """Return the forecast for the end of the year (§ 22 KomHVO NRW)."""
    commitments, available = paper.outlook.commitments, paper.outlook.available
    texts = []
    if commitments > 0:
        texts.append(budget_year.open_commitments(commitments, paper.occasion.year, language))
    if available < 0:
        texts.append(budget_year.missing(-available, language))
    else:
        texts.append(budget_year.still_available(available, language))
    return " ".join(texts)
