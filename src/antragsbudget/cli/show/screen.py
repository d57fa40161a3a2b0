"""Shows parts where the call wants them: drawn, or a fact a line for who listens to a screen."""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO, cast

import typer

from antragsbudget.cli.context import language_of
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.terminal_width import columns, fitted
from antragsbudget.language import Language

if TYPE_CHECKING:
    from rich.console import Console

    from antragsbudget.core.balances import Balances
    from antragsbudget.documents.parts import ScreenPart, Source
    from antragsbudget.ledger.ledger import Ledger

_TRAILING = re.compile(r" +\n")


def show(ctx: typer.Context, parts: "Iterable[ScreenPart]", *, stderr: bool = False) -> None:
    """Print *parts*; each text as it is: nothing that a ledger holds is markup."""
    if invocation(ctx).plain:
        from antragsbudget.documents import plain

        for line in plain.lines(parts):
            print(fitted(line), file=sys.stderr if stderr else sys.stdout)
        return
    from antragsbudget.documents import terminal

    terminal.write(parts, _console(sys.stderr if stderr else sys.stdout), language_of(ctx))


def tail(ctx: typer.Context, ledger: "Ledger", balances: "Balances") -> "Iterator[ScreenPart]":
    """Yield what ends a screen: what is missing in the open year, and whose figures these are."""
    from antragsbudget.documents import status

    language = language_of(ctx)
    yield from status.shortfalls(balances, language)
    yield source(ledger, language)


def source(ledger: "Ledger", language: Language) -> "Source":
    """Return whose figures a screen shows."""
    from antragsbudget.documents import status

    entries, fingerprint = len(ledger.entries), ledger.fingerprint
    return status.source(str(ledger.path), entries, fingerprint, language)


def _console(stream: TextIO) -> "Console":
    from rich.console import Console

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            """Leave a closed pipe to the runner: Rich would exit with the code of a refusal."""
            raise BrokenPipeError

    file = stream if stream.isatty() else cast(TextIO, _WithoutTrailingSpaces(stream))
    return Screen(file=file, markup=False, emoji=False, highlight=False, width=columns())


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
