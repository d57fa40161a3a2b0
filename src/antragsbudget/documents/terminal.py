"""Draws parts in a terminal with Rich; every text is shown as it is, never as markup.

No line is wider than the terminal, except for text meant to be copied, and no amount is broken: a
table of amounts that is too wide is divided, and each row of a wide list becomes two lines.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from rich.box import SIMPLE, SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from antragsbudget.documents.charts import Stack, Use
from antragsbudget.documents.parts import (
    TITLES,
    Bar,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Profile,
    Profiles,
    Remark,
    ScreenPart,
    Source,
    Table,
    Tone,
    divided,
    spaced,
)
from antragsbudget.language import Language, vocabulary
from antragsbudget.values.money import ZERO

# Red and magenta are the only two of the sixteen colours that can be read on black and on white.
STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "muted": "dim",
    "caution": "red",
    "alarm": "bold red",
}
BETWEEN = 3  # columns of a terminal between those of a table
WIDEST_LABEL = 26  # columns; a longer name of a row has more lines
NARROWEST_TEXT = 24  # columns; below that the running text has a line of its own
LONGEST_BAR, SHORTEST_BAR = 48, 6  # signs; in fewer not every share would have one
LEGEND_GAP = "   "

# How the parts of a bar are drawn: with block elements, without, and in which colour.
SIGNS: dict[Use, tuple[str, str, str]] = {
    "ordered": ("█", "#", ""),
    "committed": ("▓", "=", "magenta"),
    "reserved": ("▒", "+", ""),
    "blocked": ("╳", "x", "red"),
    "available": ("·", ".", ""),
}


def write(parts: Iterable[ScreenPart], console: Console, language: Language) -> None:
    """Print the parts."""
    for apart, part in spaced(parts):
        if apart:
            console.print()
        for drawn in _drawn(part, console, language):
            # Text meant to be copied is left whole: the terminal wraps it if it must.
            console.print(drawn, soft_wrap=isinstance(part, Source))


def _drawn(part: ScreenPart, console: Console, language: Language) -> Iterator[RenderableType]:
    width = console.width
    match part:
        case Heading(text, level):
            yield Text(text, style="bold underline" if level == 1 else "bold")
        case Paragraph(text):
            yield _wrapped(text, width)
        case Remark(text, tone):
            yield _wrapped(text, width, tone)
        case Source(texts):
            line = " · ".join(texts)
            between = "\n" if console.is_terminal and cell_len(line) > width else " · "
            yield Text(between.join(texts), style="dim")
        case Facts(pairs):
            facts = Grid.grid(padding=(0, 2, 0, 0))
            for key, value in pairs:
                facts.add_row(Text(key, style="dim"), Text(value, overflow="fold"))
            yield facts
        case Listing(items):
            yield from (Padding(_wrapped(item, width - 2), (0, 0, 0, 2)) for item in items)
        case Table():
            if part.caption:
                yield Text(part.caption, style="italic")
            yield from _table(part, width)
        case Figure(_, caption, alt):  # in words: a paper's charts are for paper
            yield Text(caption, style="italic")
            yield _wrapped(alt, width)
        case Profiles(profiles):
            yield _profiles(profiles, console)
            if any(isinstance(line, Bar) for profile in profiles for line in profile.lines):
                yield _legend(console, language)


def _wrapped(text: str, width: int, tone: Tone = "plain") -> Text:
    """Return *text* in lines that end between words; amounts, with no-break spaces, stay whole."""
    lines = textwrap.wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False)
    return Text("\n".join(lines) or " ", style=STYLES[tone], overflow="fold")


def _table(table: Table, width: int) -> Iterator[RenderableType]:
    if table.is_list:
        yield from _list(table, width)
    elif table.of_amounts:
        for number, piece in enumerate(divided(table, _columns(table, width))):
            if number:
                yield ""
            yield _grid(piece)
    else:
        yield _grid(table)


def _widths(table: Table) -> list[int]:
    """Return how wide each column is; having Rich measure it costs more."""
    columns = zip(table.header, *table.rows, strict=True)
    return [max(map(cell_len, column)) for column in columns]


def _columns(table: Table, width: int) -> int:
    """Return how many columns of amounts fit."""
    label, *amounts = _widths(table)
    room = width - min(label, WIDEST_LABEL)
    if sum(amounts) + BETWEEN * len(amounts) <= room:
        return len(amounts)
    return max(1, room // (max(amounts) + BETWEEN))


def _grid(table: Table) -> Grid:
    """Return a table whose amounts are neither cut nor wrapped."""
    box = SIMPLE if table.total else SIMPLE_HEAD
    grid = Grid(box=box, pad_edge=False, show_edge=False, show_footer=table.total)
    body = table.rows[:-1] if table.total else table.rows
    for index, (title, side) in enumerate(zip(table.header, table.align, strict=True)):
        header = Text(title, style=_style(table, TITLES, index))
        footer = Text("")
        if table.total:
            footer = Text(table.rows[-1][index], style=_style(table, len(body), index))
        if side == "right":
            widest = max(cell_len(text) for text in (title, *(row[index] for row in table.rows)))
            grid.add_column(header, footer, justify="right", no_wrap=True, min_width=widest)
        else:
            grid.add_column(header, footer, overflow="fold")
    for number, row in enumerate(body):
        grid.add_row(*(Text(cell, style=_style(table, number, i)) for i, cell in enumerate(row)))
    return grid


def _style(table: Table, row: int, column: int) -> str:
    return STYLES[table.tones.get((row, column), "plain")]


def _list(table: Table, width: int) -> Iterator[RenderableType]:
    """Yield one line a row, or two where space is short; the last cell is running text."""
    *widths, _ = _widths(table)
    room = width - sum(widths) - BETWEEN * len(widths)
    if room < NARROWEST_TEXT:
        yield from _narrow(table.rows, width)
        return
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    *heads, about_head = table.header
    for title, side, widest in zip(heads, table.align, widths, strict=False):
        grid.add_column(Text(title), justify=side, min_width=widest, no_wrap=True)
    grid.add_column(Text(about_head))
    for *facts, about in table.rows:
        grid.add_row(*map(Text, facts), _wrapped(about, room))
    yield grid


def _narrow(rows: Sequence[tuple[str, ...]], width: int) -> Iterator[RenderableType]:
    """Yield each row as a line of its own, and below it what it is about."""
    for name, *facts, about in rows:
        line = f"{name:>4}  {'  '.join(filter(None, facts))}"
        yield Text(textwrap.fill(line, width, subsequent_indent=" " * 6, break_on_hyphens=False))
        if about:
            yield Padding(_wrapped(about, width - 6), (0, 0, 0, 6), expand=False)


def _profiles(profiles: Sequence[Profile], console: Console) -> Grid:
    """Return each name with its lines beside it."""
    room = console.width - max(cell_len(profile.name) for profile in profiles) - 2
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for profile in profiles:
        lines = (
            _bar(line, room, console)
            if isinstance(line, Bar)
            else _wrapped(line.text, room, line.tone)
            for line in profile.lines
        )
        grid.add_row(Text(profile.name, style="bold"), Group(*lines))
    return grid


def _bar(bar: Bar, room: int, console: Console) -> Text:
    """Return a bar in which every share that is not zero has at least one sign.

    Its text follows it, or stands below it where there is no room.
    """
    beside = room - len(bar.text) - 1
    below = beside < SHORTEST_BAR
    text = Text()
    lengths = _lengths(bar.stack, min(room if below else beside, LONGEST_BAR))
    for share, length in zip(bar.stack.shares, lengths, strict=True):
        sign, style = _sign(share.kind, console)
        text.append(sign * length, style=style)
    return text.append("\n" if below else " ").append_text(_wrapped(bar.text, room))


def _lengths(stack: Stack, width: int) -> list[int]:
    """Divide *width* among the shares by largest remainder; each that is not zero gets a sign."""
    amounts = [max(share.amount, ZERO) for share in stack.shares]
    total = sum(amounts, ZERO)
    if total <= 0 or width <= len(amounts):
        return [0] * len(amounts)
    exact = [amount * width / total for amount in amounts]
    lengths = [max(int(length), 1 if length else 0) for length in exact]
    by_remainder = sorted(
        range(len(exact)), key=lambda i: exact[i] - Decimal(lengths[i]), reverse=True
    )
    for index in by_remainder[: max(width - sum(lengths), 0)]:
        lengths[index] += 1
    while sum(lengths) > width:
        lengths[lengths.index(max(lengths))] -= 1
    return lengths


def _sign(use: Use, console: Console) -> tuple[str, str]:
    sign, plain, style = SIGNS[use]
    return (plain if console.options.ascii_only else sign), style


def _legend(console: Console, language: Language) -> Text:
    """Return what the signs of a bar mean; no line break parts a sign from its meaning."""
    lines = [Text()]
    for use in SIGNS:
        name = vocabulary.FIGURES[use].said(language)
        meaning = Text.assemble(_sign(use, console), (f" {name}", "dim"))
        if len(lines[-1]) + len(LEGEND_GAP) + len(meaning) > console.width:
            lines.append(Text())
        lines[-1].append_text(Text(LEGEND_GAP) if lines[-1] else Text()).append_text(meaning)
    return Text("\n").join(lines)
