"""The sections on what the money brings about: the measures, and how spending goes on."""

from collections.abc import Iterator, Sequence
from datetime import date

from antragsbudget.core.paper import (
    MeasureReport,
    NeutralSum,
    Paper,
)
from antragsbudget.documents import outstanding
from antragsbudget.documents.charts import Areas, Course
from antragsbudget.documents.measures import prospects
from antragsbudget.documents.parts import (
    LEFT,
    RIGHT,
    Heading,
    Paragraph,
    Part,
    Table,
)
from antragsbudget.language import formats, vocabulary
from antragsbudget.papers import year_end
from antragsbudget.papers.sections import figure
from antragsbudget.papers.wording import Wording
from antragsbudget.values.money import ZERO


def measures(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield the measures with what they achieved, successful ones first, and money by area."""
    if paper.measures or paper.neutral:
        yield Heading(words.said("Maßnahmen", "Measures"), 2)
        yield measure_table(paper.measures, paper.neutral, paper.occasion.as_of, words)
    rows = [
        (formats.visible(name or words.said("keinem Bereich zugeordnet", "no area")), amount)
        for name, amount in paper.areas
    ]
    if paper.areas_hidden is not None:
        name = words.said("nicht öffentlich, zusammengefasst", "not public, in one sum")
        rows.append((name, paper.areas_hidden))
    if rows:
        caption = words.said(
            "Aufträge und Anordnungen nach Verwendungsbereichen", "Orders and expenses by area"
        )
        yield figure(Areas(tuple(rows)), caption, words)


def measure_table(
    reports: Sequence[MeasureReport],
    neutral: Sequence[NeutralSum],
    as_of: date,
    words: Wording,
) -> Table:
    """Return measures with area, result and next step, status and money."""
    hidden = words.said(
        "nicht öffentliche Maßnahmen, zusammengefasst", "measures that are not public, in one sum"
    )
    sums = tuple(
        (formats.visible(one.text), hidden, "", words.amount(one.money)) for one in neutral
    )
    return Table(
        header=(
            words.said("Maßnahme · Bereich", "measure · area"),
            words.said("Ergebnis · nächster Schritt", "result · next step"),
            words.said("Status", "status"),
            words.said("Betrag", "amount"),
        ),
        align=(LEFT, LEFT, LEFT, RIGHT),
        rows=(*(_measure(report, as_of, words) for report in reports), *sums),
        caption=words.said(
            "Maßnahmen, erfolgreiche zuerst; Aufträge und Anordnungen aller Jahre in Euro",
            "Measures, successful ones first; orders and expenses of all years in euros",
        ),
    )


def _measure(report: MeasureReport, as_of: date, words: Wording) -> tuple[str, ...]:
    state = report.state
    status = "" if state.status is None else vocabulary.STATUSES[state.status].said(words.language)
    return (
        words.joined(state.title or state.measure, state.area, by=" · "),
        words.joined(state.result, *prospects(state, as_of, words.language), by=" · "),
        status,
        words.amount(report.money),
    )


def outlook(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield the pace of spending, what is expected at the end of the year, and what waits."""
    year, as_of = paper.occasion.year, paper.occasion.as_of
    total = paper.statement.total.revised
    if paper.closed is None:
        yield Heading(words.said("Ausblick", "Outlook"), 2)
        yield Paragraph(_pace(paper, words))
    else:
        yield Heading(words.said("Rückblick", "Review"), 2)
        yield from year_end.told(paper, paper.closed, words)
        total = sum((line.revised for line in paper.year_end), ZERO)
    first, last = date(year, 1, 1), date(year, 12, 31)
    if as_of >= first:
        course = Course(year, min(as_of, last), total, paper.spending)
        caption = words.said(
            f"Angeordnete Mittel im Haushaltsjahr {year}",
            f"Funds ordered in the budget year {year}",
        )
        yield figure(course, caption, words)
    if paper.closed is None:
        yield Paragraph(_expected(paper, words))
    if paper.outlook.waiting:
        caption = words.said("Offene Aufträge nach Alter", "Open orders by age")
        waiting = paper.outlook.waiting
        yield outstanding.table(waiting, paper.budget, words.language, caption)
    if paper.outlook.waiting_hidden is not None:
        amount = words.euro(paper.outlook.waiting_hidden)
        yield Paragraph(
            words.said(
                f"Dazu kommen nicht öffentliche Aufträge über zusammen {amount}.",
                f"Besides there are orders that are not public of {amount} in total.",
            )
        )


def _pace(paper: Paper, words: Wording) -> str:
    """Return how much of the year has passed, and how much of the money is ordered."""
    year, day = paper.occasion.year, words.day(paper.occasion.as_of)
    elapsed, spent = words.percent(paper.outlook.elapsed), words.percent(paper.outlook.spent)
    return words.said(
        f"Am {day} waren {elapsed} des Haushaltsjahres {year} vergangen und {spent} der nicht "
        "gesperrten Mittel angeordnet.",
        f"On {day}, {elapsed} of the budget year {year} had passed and {spent} of the unblocked "
        "funds were ordered.",
    )


def _expected(paper: Paper, words: Wording) -> str:
    """Return what is expected at the end of the year (§ 22 KomHVO NRW)."""
    year, outlook, said = paper.occasion.year, paper.outlook, []
    if outlook.commitments > 0:
        amount = words.euro(outlook.commitments)
        said.append(
            words.said(
                f"Offen sind Aufträge über {amount}; was davon Ende {year} nicht abgerechnet ist, "
                f"geht mit seinen Mitteln nach {year + 1} über.",
                f"Orders of {amount} are open; what is not settled at the end of {year} is carried "
                f"to {year + 1} with its funds.",
            )
        )
    available = words.euro(abs(outlook.available))
    if outlook.available < 0:
        said.append(words.said(f"Es fehlen {available}.", f"{available} is missing."))
    else:
        said.append(
            words.said(
                f"Verfügbar sind noch {available}; was davon nicht übertragen wird, verfällt "
                "(§ 22 KomHVO NRW).",
                f"{available} is still available; what is not carried forward lapses "
                "(§ 22 KomHVO NRW).",
            )
        )
    return " ".join(said)
