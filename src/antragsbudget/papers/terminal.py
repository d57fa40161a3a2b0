"""Writes a paper to a terminal with Rich; every text is shown as it is, never as markup."""

import textwrap

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from antragsbudget.papers.document import (
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Table,
)


def write(document: Document, console: Console) -> None:
    """Print the document."""
    for number, part in enumerate(document.parts):
        if number and not isinstance(document.parts[number - 1], Heading):
            console.print()
        console.print(_rendered(part, console.width))


def wrapped(text: str, width: int) -> Text:
    """Return *text* in lines that end between words; amounts, with no-break spaces, stay whole."""
    lines = textwrap.wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False)
    return Text("\n".join(lines) or " ", overflow="fold")


def grid(table: Table) -> Grid:
    """Return a table as Rich draws it; its amounts are neither cut nor wrapped."""
    drawn = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, (title, side) in enumerate(zip(table.header, table.align, strict=True)):
        if side == "right":
            widest = max(len(text) for text in (title, *(row[index] for row in table.rows)))
            drawn.add_column(Text(title), justify="right", no_wrap=True, min_width=widest)
        else:
            drawn.add_column(Text(title), overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn


def _rendered(part: Part, width: int) -> RenderableType:
    match part:
        case Heading(text, level):
            return Text(text, style="bold underline" if level == 1 else "bold")
        case Paragraph(text):
            return wrapped(text, width)
        case Facts(pairs):
            facts = Grid.grid(padding=(0, 2, 0, 0))
            for key, value in pairs:
                facts.add_row(Text(key, style="dim"), Text(value, overflow="fold"))
            return facts
        case Listing(items):
            points = (Padding(wrapped(item, width - 2), (0, 0, 0, 2)) for item in items)
            return Group(*points)
        case Table():
            return Group(Text(part.caption, style="italic"), grid(part))
        case Figure(_, caption, alt):  # in words, like all else here
            return Group(Text(caption, style="italic"), wrapped(alt, width))
