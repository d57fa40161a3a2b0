"""The figures as tables: a row for each allocation or for each figure, and before and after."""

from collections.abc import Sequence

from antragsbudget.core.statement import Figures, Statement
from antragsbudget.documents.charts import Share, Stack, Use
from antragsbudget.documents.parts import LEFT, RIGHT, TITLES, Table, Tone
from antragsbudget.language import Language, documents, formats, vocabulary

USES: tuple[Use, ...] = ("ordered", "committed", "reserved", "blocked", "available")


def by_allocation(statement: Statement, names: Sequence[str], language: Language) -> Table:
    """Return one row per allocation and the total; what is available stands out."""
    rows = [(formats.visible(line.allocation.name), line.figures) for line in statement.lines]
    last = len(rows)
    tones: dict[tuple[int, int], Tone] = {(row, 0): "strong" for row in range(last + 1)}
    for column, name in enumerate(names, 1):
        if name == "available":
            tones[TITLES, column] = tones[last, column] = "strong"
        for row, (_, figures) in enumerate(rows):
            if tone := _tone(name, figures):
                tones[row, column] = tone
    rows.append((documents.TOTAL.said(language), statement.total))
    return Table(
        header=("", *(vocabulary.FIGURES[name].said(language) for name in names)),
        align=(LEFT, *(RIGHT for _ in names)),
        rows=tuple(
            (title, *(formats.amount(getattr(figures, name), language) for name in names))
            for title, figures in rows
        ),
        total=True,
        tones=tones,
    )


def _tone(name: str, figures: Figures) -> Tone | None:
    if name == "available":
        return "strong" if figures.available > 0 else "alarm"
    return None if getattr(figures, name) else "muted"


def by_figure(
    statement: Statement, names: Sequence[str], language: Language, caption: str = ""
) -> Table:
    """Return one row per figure and one for the utilisation; a column per allocation and total."""
    columns = [(formats.visible(line.allocation.name), line.figures) for line in statement.lines]
    columns.append((documents.TOTAL.said(language), statement.total))
    rows = [
        (
            vocabulary.FIGURES[name].said(language),
            *(formats.amount(getattr(figures, name), language) for _, figures in columns),
        )
        for name in names
    ]
    shares = (formats.percent(figures.utilisation, language) for _, figures in columns)
    rows.append((vocabulary.FIGURES["utilisation"].said(language), *shares))
    return Table(
        header=(documents.AMOUNTS_IN_EUROS.said(language), *(title for title, _ in columns)),
        align=(LEFT, *(RIGHT for _ in columns)),
        rows=tuple(rows),
        caption=caption,
    )


def comparison(
    before: Statement, after: Statement, touched: Sequence[str], language: Language
) -> Table:
    """Return available before, by this entry, and after, for what it touches and the total."""
    rows = [
        (formats.visible(old.allocation.name), old.figures, new.figures)
        for old, new in zip(before.lines, after.lines, strict=True)
        if old.allocation.id in touched
    ]
    rows.append((documents.TOTAL.said(language), before.total, after.total))
    titles = (
        *(documents.AVAILABLE, documents.BEFORE),
        *(documents.THIS_ENTRY, documents.AFTER),
    )
    return Table(
        header=tuple(title.said(language) for title in titles),
        align=(LEFT, RIGHT, RIGHT, RIGHT),
        rows=tuple(_change(name, old, new, language) for name, old, new in rows),
        tones={(row, 3): "strong" for row in range(len(rows))},
    )


def _change(name: str, old: Figures, new: Figures, language: Language) -> tuple[str, ...]:
    change = new.available - old.available
    return (
        name,
        formats.amount(old.available, language),
        ("+" if change > 0 else "") + formats.amount(change, language),
        formats.amount(new.available, language),
    )


def stack(name: str, figures: Figures, language: Language) -> Stack:
    """Return what became of the money of an allocation, in shares that add up to it."""
    amounts = {use: getattr(figures, use) for use in USES}
    # Reservations fill blocked money first: the shares then add up to the appropriation.
    amounts["blocked"] -= figures.reserved_on_blocked
    names = {use: vocabulary.FIGURES[use].said(language) for use in USES}
    if figures.reserved_on_blocked > 0:
        names["blocked"] += documents.NOT_RESERVED.said(language)
    shares = tuple(Share(use, names[use], amounts[use]) for use in USES)
    return Stack(name, figures.revised, shares)
