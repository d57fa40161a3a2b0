"""What became of the money of a budget year that is closed, in words and as a table."""

from collections.abc import Iterator
from decimal import Decimal

from antragsbudget.core.entries import YearClose
from antragsbudget.core.paper import Paper
from antragsbudget.language import Both, formats, vocabulary
from antragsbudget.papers.document import Paragraph, Part, Table
from antragsbudget.papers.tables import TOTAL, side_by_side
from antragsbudget.papers.wording import Wording
from antragsbudget.values.money import ZERO


def told(paper: Paper, close: YearClose, words: Wording) -> Iterator[Part]:
    """Yield what was ordered, and what went on, was carried and lapsed (§ 22 KomHVO NRW)."""
    year, since = close.year, words.day(close.date)
    total, ordered = words.euro(_sum(paper, "revised")), words.euro(_sum(paper, "ordered"))
    became = formats.listed(_became(paper, year + 1, words), words.language)
    rest = became or words.said("nichts blieb übrig", "nothing was left")
    yield Paragraph(
        words.said(
            f"Das Haushaltsjahr {year} ist seit dem {since} abgeschlossen. Von {total} wurden "
            f"{ordered} angeordnet; {rest}.",
            f"The budget year {year} has been closed since {since}. Of {total}, {ordered} was "
            f"ordered; {rest}.",
        )
    )
    yield from _tables(paper, year + 1, words)


def _sum(paper: Paper, name: str) -> Decimal:
    return sum((getattr(line, name) for line in paper.year_end), ZERO)


def _became(paper: Paper, later: int, words: Wording) -> Iterator[str]:
    """Yield what became of the money that was not ordered, without what is nought."""
    moved, carried, lapsed = (_sum(paper, name) for name in ("committed", "carried", "lapses"))
    if moved > 0:
        amount = words.euro(moved)
        yield words.said(
            f"{amount} gingen mit offenen Aufträgen nach {later} über",
            f"{amount} went on to {later} with open orders",
        )
    if carried > 0:
        amount = words.euro(carried)
        yield words.said(
            f"{'weitere ' if moved > 0 else ''}{amount} wurden nach {later} übertragen",
            f"{'a further ' if moved > 0 else ''}{amount} was carried to {later}",
        )
    if lapsed > 0:
        amount = words.euro(lapsed)
        yield words.said(f"{amount} sind verfallen", f"{amount} lapsed")
    if lapsed < 0:
        amount = words.euro(-lapsed)
        yield words.said(f"{amount} fehlten", f"{amount} was missing")


def _tables(paper: Paper, later: int, words: Wording) -> Iterator[Table]:
    rows = {
        "revised": Both("Ansatz bis zum Abschluss", "appropriation before closing"),
        "ordered": vocabulary.FIGURES["ordered"],
        "left": Both("nicht angeordnet", "not ordered"),
        "committed": Both("davon in offenen Aufträgen", "of which in open orders"),
        "carried": Both("davon übertragen", "of which carried"),
        "carried_blocked": Both("übertragen, aber gesperrt", "carried but blocked"),
        "lapses": Both("davon verfallen", "of which lapsed"),
    }
    if not any(line.carried_blocked for line in paper.year_end):
        del rows["carried_blocked"]
    shown = [
        (words.name(line.allocation), [words.amount(getattr(line, name)) for name in rows])
        for line in paper.year_end
    ]
    shown.append((TOTAL.said(words.language), [words.amount(_sum(paper, name)) for name in rows]))
    labels = [label.said(words.language) for label in rows.values()]
    caption = words.said(
        f"Übergang der Mittel nach {later} (§ 22 KomHVO NRW)",
        f"What went on to {later} (§ 22 KomHVO NRW)",
    )
    yield from side_by_side(labels, shown, words.language, caption=caption)
