"""Draws any chart as SVG text."""

from antragsbudget.documents.charts import Areas, Chart, Spending, Stacks
from antragsbudget.language import Language
from antragsbudget.papers.charts import areas, spending, stacks
from antragsbudget.papers.charts.canvas import Canvas

PAPER = 600  # units: the text of a page, 450 points
SCREEN = 320  # units: a telephone


def drawn(
    chart: Chart, language: Language, width: int, name: str, title: str = "", alt: str = ""
) -> str:
    """Return *chart* as SVG, *width* units wide; *name* is unique within a web page."""
    canvas = Canvas(width, name)
    match chart:
        case Stacks():
            height = stacks.draw(chart, language, canvas)
        case Spending():
            height = spending.draw(chart, language, canvas)
        case Areas():
            height = areas.draw(chart, language, canvas)
    return canvas.drawn(max(height, 1), title, alt)
