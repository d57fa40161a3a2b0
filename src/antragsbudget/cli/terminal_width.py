"""How wide the terminal is, for whatever is drawn or wrapped, and what becomes of narrow ones."""

import os
import re
import textwrap
from contextlib import suppress
from typing import Final

NARROWEST: Final = 40
"""Columns that tables, bars and the guided entry take; in fewer there is one fact a line."""

_LEAST, _USUAL = 20, 80
_GAP = re.compile(" {2,}")


def columns() -> int:
    """Return the columns of the terminal: $COLUMNS unless nobody can read in so few (0, 1)."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) >= _LEAST:
        return int(said)
    for stream in range(3):
        with suppress(OSError, ValueError):
            if width := os.get_terminal_size(stream).columns:
                return max(width, _LEAST)
    return _USUAL


def is_narrow() -> bool:
    """Say whether tables have no room."""
    return columns() < NARROWEST


def fitted(text: str) -> str:
    """Return *text*, in a narrow terminal with lines that end between words.

    What stood side by side stands below each other then; a word that is longer stays whole.
    """
    width = columns()
    if width >= NARROWEST:
        return text
    return "\n".join(_broken(line, width) for line in text.split("\n"))


def _broken(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    indent = min(len(line) - len(line.lstrip()), 4)
    parts = (
        textwrap.fill(
            part,
            width,
            initial_indent=" " * (indent + 2 * bool(number)),
            subsequent_indent=" " * (indent + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for number, part in enumerate(_GAP.split(line.strip()))
    )
    return "\n".join(parts)
