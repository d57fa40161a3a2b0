"""What became of the money of a budget year that is closed, in words and as a table."""

from collections.abc import Iterator

from antragsbudget.core.closing import summed
from antragsbudget.core.entries import YearClose
from antragsbudget.core.paper import Paper
from antragsbudget.documents import year_end
from antragsbudget.documents.parts import Paragraph, Part, divided
from antragsbudget.language import Language, documents
from antragsbudget.language.papers import budget_year


def section(paper: Paper, close: YearClose, language: Language) -> Iterator[Part]:
    """Yield what was ordered, and what went on, was carried and lapsed (§ 22 KomHVO NRW)."""
    sums = summed(paper.year_end)
    rest = year_end.rest(sums, close.year, language)
    total, ordered = sums["revised"], sums["ordered"]
    yield Paragraph(budget_year.closed(close.year, close.date, total, ordered, rest, language))
    caption = documents.year_end(close.year, language)
    yield from divided(year_end.table(paper.year_end, language, caption, closed=True))
