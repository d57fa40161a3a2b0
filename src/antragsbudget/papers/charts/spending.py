"""Draws the spending of a year as steps, against a straight line for an even spending."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from antragsbudget.documents.charts import Spending
from antragsbudget.language import Language, formats
from antragsbudget.language.papers import charts
from antragsbudget.papers.charts.canvas import LINE, Canvas, scaled

LEFT = 72  # for the amounts beside the plot
HIGH = 170


def draw(chart: Spending, language: Language, canvas: Canvas) -> int:
    """Draw the key, the plot and its scales; return how high they are."""
    top = _key(chart, language, canvas) + 14
    sums = [amount for _, amount in chart.steps]
    highest, lowest = max(chart.total, *sums, Decimal(1)), min(Decimal(0), *sums, Decimal(0))
    span = highest - lowest

    def across(days: int) -> int:
        return LEFT + (canvas.width - LEFT - 2) * days // _days(chart)

    def down(amount: Decimal) -> int:
        return top + HIGH - scaled(amount - lowest, span, HIGH)

    for amount in ticks(highest):
        canvas.line(f"M{LEFT} {down(amount)}H{canvas.width - 2}", css_class="chart-grid", wide=1)
        canvas.text(LEFT - 8, down(amount) + 4, whole(amount, language), end=True)
    for month, name in charts.QUARTERS.items():
        x = across((date(chart.year, month, 1) - date(chart.year, 1, 1)).days)
        canvas.line(f"M{x} {top + HIGH}v5", css_class="chart-grid", wide=1)
        canvas.text(x, top + HIGH + LINE, name.said(language))
    canvas.line(
        f"M{LEFT} {down(Decimal(0))}L{across(_days(chart))} {down(chart.total)}", dashes="6 4"
    )
    canvas.line(_steps(chart, across, down), wide=3)
    return top + HIGH + LINE + 6


def ticks(highest: Decimal) -> tuple[Decimal, ...]:
    """Return round amounts from nought to *highest*: 1, 2 or 5 times a power of ten apart."""
    step = Decimal(1)
    for factor in _factors():
        step = Decimal(factor)
        if highest / step <= 5:
            break
    return tuple(step * number for number in range(int(highest // step) + 1))


def whole(amount: Decimal, language: Language) -> str:
    """Return a round amount without its cents."""
    return formats.amount(amount.quantize(Decimal("0.01")), language)[:-3]


def _factors() -> list[int]:
    return [digit * 10**power for power in range(13) for digit in (1, 2, 5)]


def _days(chart: Spending) -> int:
    return (date(chart.year, 12, 31) - date(chart.year, 1, 1)).days + 1


def _key(chart: Spending, language: Language, canvas: Canvas) -> int:
    spent, even = charts.ordered_until(chart.until, language), charts.EVEN.said(language)
    rows = ((spent, chart.spent, "", 3), (even, chart.even, "6 4", 2))
    for number, (name, amount, dashes, wide) in enumerate(rows, 1):
        canvas.line(f"M1 {LINE * number - 8}h30", dashes=dashes, wide=wide)
        canvas.text(40, LINE * number - 4, name)
        canvas.text(canvas.width, LINE * number - 4, formats.euro(amount, language), end=True)
    return LINE * len(rows)


def _steps(chart: Spending, across: Callable[[int], int], down: Callable[[Decimal], int]) -> str:
    path = f"M{LEFT} {down(Decimal(0))}"
    first = date(chart.year, 1, 1)
    for day, amount in chart.steps:
        path += f"H{across((day - first).days)}V{down(amount)}"
    return path + f"H{across((chart.until - first).days + 1)}"
