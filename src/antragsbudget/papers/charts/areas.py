"""Draws amounts as bars, each below its name."""

from decimal import Decimal

from antragsbudget.documents.charts import Areas
from antragsbudget.language import Language, formats
from antragsbudget.papers.charts.canvas import LINE, Canvas, lines, scaled

BAR = 14
GAP = 12


def draw(chart: Areas, language: Language, canvas: Canvas) -> int:
    """Draw the bars to one scale; return how high they are."""
    limit = max((amount for _, amount in chart.areas), default=Decimal(0))
    y = 0
    for name, amount in chart.areas:
        for row, line in enumerate(lines(name, canvas.width - 110)):
            y += LINE
            canvas.text(0, y - 4, line)
            if row == 0:
                canvas.text(canvas.width, y - 4, formats.euro(amount, language), end=True)
        length = scaled(amount, limit, canvas.width - 2) if amount > 0 else 0
        if length:
            canvas.area("ordered", 1, y + 2, length, BAR)
        else:
            canvas.line(f"M1 {y + 2}v{BAR}")
        y += BAR + GAP
    return y - GAP + 2 if chart.areas else 0
