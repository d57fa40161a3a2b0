"""The tables that papers and screens share: figures side by side, and lists of entries."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from antragsbudget.core.budget import Budget
from antragsbudget.core.statement import Statement
from antragsbudget.language import Both, Language, formats, vocabulary
from antragsbudget.language.entries import payee_of, subject_of
from antragsbudget.papers.document import LEFT, RIGHT, Table
from antragsbudget.papers.wording import Wording

if TYPE_CHECKING:
    from antragsbudget.core.paper import Row

TOTAL = Both("insgesamt", "in total")
AMOUNTS_IN_EUROS = Both("Beträge in Euro", "amounts in euros")
COLUMNS = 3  # of amounts in one table: they fit a page and a narrow terminal


def figure_tables(
    statement: Statement,
    names: Sequence[str],
    language: Language,
    columns: int = COLUMNS,
    caption: str = "",
) -> Iterator[Table]:
    """Yield the figures as rows and the allocations as columns, the total last.

    There are as many tables as it takes to keep each to *columns* columns of amounts.
    """
    shown = [(formats.visible(line.allocation.name), line.figures) for line in statement.lines]
    shown.append((TOTAL.said(language), statement.total))
    labels = [vocabulary.FIGURES[name].said(language) for name in (*names, "utilisation")]
    cells = [
        (
            title,
            (
                *(formats.amount(getattr(figures, name), language) for name in names),
                formats.percent(figures.utilisation, language),
            ),
        )
        for title, figures in shown
    ]
    yield from side_by_side(labels, cells, language, columns, caption)


def side_by_side(
    labels: Sequence[str],
    cells: Sequence[tuple[str, Sequence[str]]],
    language: Language,
    columns: int = COLUMNS,
    caption: str = "",
) -> Iterator[Table]:
    """Yield tables of amounts: a row for each label, a column for each title with its cells."""
    for start in range(0, len(cells), columns):
        part = cells[start : start + columns]
        yield Table(
            header=(AMOUNTS_IN_EUROS.said(language), *(title for title, _ in part)),
            align=(LEFT, *(RIGHT for _ in part)),
            rows=tuple(
                (label, *(column[row] for _, column in part)) for row, label in enumerate(labels)
            ),
            caption=caption,
        )


def entry_table(
    rows: "Iterable[Row]", budget: Budget, words: Wording, caption: str, *, payees: bool = False
) -> Table:
    """Return entries in a list; who gets the money is said only where *payees* says so."""
    return Table(
        header=(
            words.said("Nr.", "no."),
            words.said("Wertstellung", "value date"),
            words.said("Art", "kind"),
            words.said("Ansatz", "allocation"),
            words.said("Betrag", "amount"),
            words.said("Empfänger · Gegenstand", "payee · purpose")
            if payees
            else words.said("Gegenstand", "purpose"),
        ),
        align=(RIGHT, LEFT, LEFT, LEFT, RIGHT, LEFT),
        rows=tuple(_row(row, budget, words, payees=payees) for row in rows),
        caption=caption,
    )


def _row(row: "Row", budget: Budget, words: Wording, *, payees: bool) -> tuple[str, ...]:
    entry = row.entry
    about = [payee_of(entry) if payees else "", subject_of(entry, words.language)]
    undone = ""
    if row.reversed_by is not None:
        nr = row.reversed_by
        undone = words.said(f" (storniert: Nr. {nr})", f" (reversed: no. {nr})")
    return (
        str(entry.nr),
        words.day(entry.date),
        vocabulary.KINDS[entry.kind].name.said(words.language),
        " → ".join(words.name(budget.allocation(one)) for one in row.allocations),
        words.amount(row.amount),
        words.joined(*about, by=" · ") + undone,
    )
