"""Draws what each allocation's money is used for, as one bar with its shares named below it."""

from decimal import Decimal

from antragsbudget.documents.charts import Stack, Stacks
from antragsbudget.language import Language, formats
from antragsbudget.papers.charts.canvas import LINE, Canvas, lines, scaled

BAR = 24
SWATCH = 12
GAP = 16
TWO_COLUMNS = 440  # units of width from which the shares are named in two columns


def draw(chart: Stacks, language: Language, canvas: Canvas) -> int:
    """Draw the bars, one below the other to one scale; return how high they are."""
    limit = max((_length(stack) for stack in chart.stacks), default=Decimal(0))
    y = 0
    for stack in chart.stacks:
        y = _named(stack, language, canvas, y)
        _bar(stack, limit, canvas, y)
        y = _shares(stack, language, canvas, y + BAR + 8) + GAP
    return y - GAP if chart.stacks else 0


def _length(stack: Stack) -> Decimal:
    used = sum((share.amount for share in stack.shares if share.amount > 0), Decimal(0))
    return max(stack.total, used)


def _named(stack: Stack, language: Language, canvas: Canvas, y: int) -> int:
    total = formats.euro(stack.total, language)
    for row, line in enumerate(lines(stack.name, canvas.width - 110)):
        y += LINE
        canvas.text(0, y - 4, line, bold=True)
        if row == 0:
            canvas.text(canvas.width, y - 4, total, end=True, bold=True)
    return y + 2


def _bar(stack: Stack, limit: Decimal, canvas: Canvas, y: int) -> None:
    """Draw the shares end to end; edges are rounded, never lengths, so that no gap opens."""
    room = canvas.width - 2
    before = Decimal(0)
    for share in stack.shares:
        if share.amount > 0:
            start, end = (scaled(s, limit, room) for s in (before, before + share.amount))
            canvas.area(share.kind, 1 + start, y, max(end - start, 1), BAR)
            before += share.amount
    if before > stack.total:  # what is used beyond the total lies right of this mark
        edge = 1 + scaled(stack.total, limit, room)
        canvas.line(f"M{edge} {y - 4}V{y + BAR + 4}", wide=3)


def _shares(stack: Stack, language: Language, canvas: Canvas, y: int) -> int:
    columns = 2 if canvas.width >= TWO_COLUMNS else 1
    room = (canvas.width - GAP * (columns - 1) * 2) // columns
    rows = -(-len(stack.shares) // columns)
    for number, share in enumerate(stack.shares):
        x = (number // rows) * (room + 2 * GAP)
        line = y + LINE * (number % rows + 1)
        canvas.area(share.kind, x + 1, line - SWATCH - 1, SWATCH, SWATCH)
        canvas.text(x + SWATCH + 8, line - 3, share.name)
        canvas.text(x + room, line - 3, formats.euro(share.amount, language), end=True)
    return y + LINE * rows
