"""What became of the money of a budget year that is closed, in words and as a table."""

from collections.abc import Iterator

from antragsbudget.core.closing import summed
from antragsbudget.core.entries import YearClose
from antragsbudget.core.paper import Paper
from antragsbudget.documents import year_end
from antragsbudget.documents.parts import Paragraph, Part, divided
from antragsbudget.language import documents
from antragsbudget.papers.wording import Wording


def told(paper: Paper, close: YearClose, words: Wording) -> Iterator[Part]:
    """Yield what was ordered, and what went on, was carried and lapsed (§ 22 KomHVO NRW)."""
    year, since, sums = close.year, words.day(close.date), summed(paper.year_end)
    total, ordered = words.euro(sums["revised"]), words.euro(sums["ordered"])
    rest = year_end.rest(sums, year, words.language)
    yield Paragraph(
        words.said(
            f"Das Haushaltsjahr {year} ist seit dem {since} abgeschlossen. Von {total} wurden "
            f"{ordered} angeordnet; {rest}.",
            f"The budget year {year} has been closed since {since}. Of {total}, {ordered} was "
            f"ordered; {rest}.",
        )
    )
    caption = documents.year_end(year, words.language)
    table = year_end.table(paper.year_end, words.language, caption, closed=True)
    yield from divided(table)
