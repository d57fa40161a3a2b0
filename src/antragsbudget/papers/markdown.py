"""Writes a paper as Markdown (CommonMark with tables); every text stays text."""

import re
from collections.abc import Iterator

from antragsbudget.documents.parts import (
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Table,
)

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&{}^$]|(?<=[A-Za-z]):(?=//)|(?<=www)\.|@")
_LIST = re.compile(r"^(?:-(?=[-\s]|$)|(?:\+|[0-9]+[.)])(?=\s|$))")


def write(document: Document) -> str:
    """Return the document as Markdown text that ends with a line end."""
    return "\n\n".join("\n".join(_lines(part)) for part in document.parts) + "\n"


def escaped(text: str) -> str:
    """Return *text* so that Markdown shows it as it is: no markup, no links, no lists.

    White space at its ends is dropped: bold markup around it would not work.
    """
    shown = _MARKUP.sub(lambda mark: "\\" + mark[0], text.strip())
    return _LIST.sub(lambda mark: mark[0][:-1] + "\\" + mark[0][-1], shown)


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f"{'#' * level} {escaped(text)}"
        case Paragraph(text):
            yield escaped(text)
        case Facts(pairs):
            for key, value in pairs:
                yield f"- **{escaped(key)}:** {escaped(value)}"
        case Listing(items):
            yield from (f"- {escaped(item)}" for item in items)
        case Figure(_, caption, alt):  # in words: a picture would be a second file
            yield f"**{escaped(caption)}:** {escaped(alt)}"
        case Table(header, align, rows, caption):
            if caption:
                yield f"**{escaped(caption)}**"
                yield ""
            yield _row(header)
            yield _row(tuple("---:" if side == "right" else ":---" for side in align), raw=True)
            for row in rows:
                yield _row(row)


def _row(cells: tuple[str, ...], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else escaped(cell) for cell in cells)} |"
