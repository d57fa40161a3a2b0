"""The consoles that commands print to: one that draws, and one for those who listen to a screen.

Both show every text as it is: nothing that a ledger holds is markup, an emoji or a number to paint.
"""

import re
import sys
from collections.abc import Iterator
from typing import Any, TextIO, cast

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from antragsbudget.cli.terminal_width import columns, fitted

_TRAILING = re.compile(r" +\n")
UNBROKEN = 100_000  # columns: wide enough that no line of a plain screen is ever broken


class Screen(Console):
    """A Rich console; *plain* is one fact a line, without tables, boxes and bars."""

    def __init__(self, *, stderr: bool = False, plain: bool = False) -> None:
        stream = sys.stderr if stderr else sys.stdout
        file = stream if stream.isatty() else cast(TextIO, _WithoutTrailingSpaces(stream))
        width = UNBROKEN if plain else columns()
        super().__init__(file=file, markup=False, emoji=False, highlight=False, width=width)
        self.plain = plain

    def on_broken_pipe(self) -> None:
        """Leave a closed pipe to the runner: Rich would exit with the code of a refusal."""
        raise BrokenPipeError

    def print(self, *objects: Any, **how: Any) -> None:
        """Print as Rich does, or plainly."""
        if not self.plain or not objects:
            super().print(*objects, **how)
            return
        for shown in objects:
            for line in facts_of(shown):
                super().print(Text(fitted(line)), soft_wrap=True)


def facts_of(shown: object) -> Iterator[str]:
    """Yield what a text, a table or a group says, a fact a line."""
    match shown:
        case Table():
            yield from _rows_of(shown)
        case Group(renderables=parts):
            for part in parts:
                yield from facts_of(part)
        case Padding(renderable=inner):
            yield from facts_of(inner)
        case _:
            yield from (line.strip() for line in str(shown).splitlines() or [""])


def _rows_of(table: Table) -> Iterator[str]:
    """Yield a row column by column under the columns' names, or as a pair where they have none."""
    names = [" ".join(facts_of(column.header)) for column in table.columns]
    rows = list(zip(*(column.cells for column in table.columns), strict=True))
    if table.show_footer:
        rows.append(tuple(column.footer for column in table.columns))
    for number, row in enumerate(rows):
        if number and any(names):
            yield ""
        cells = [[fact for fact in facts_of(cell) if fact] for cell in row]
        if not any(names) and all(len(facts) == 1 for facts in cells):
            yield ": ".join(facts[0] for facts in cells)
            continue
        for name, facts in zip(names, cells, strict=True):
            if name and len(facts) == 1:
                yield f"{name}: {facts[0]}"
            else:
                yield from facts


class _WithoutTrailingSpaces:
    """A stream into a pipe or a file: the spaces that fill up a table's lines are left out."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding

    def write(self, text: str) -> int:
        return self._stream.write(_TRAILING.sub("\n", text))

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return False
