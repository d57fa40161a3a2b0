"""What a command finds out about its call: the ledger's path, the language, where output goes."""

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import typer

from antragsbudget.cli.bilingual import invocation

if TYPE_CHECKING:
    from rich.console import Console

    from antragsbudget.core.balances import Balances
    from antragsbudget.language import Language
    from antragsbudget.language.messages import Speaker
    from antragsbudget.pipeline import Ledger


_TRAILING = re.compile(r" +\n")


def ledger_path(ctx: typer.Context) -> Path:
    """Return the ledger that this call is about."""
    from antragsbudget.ledger import store

    here = Path.cwd()
    path = store.locate(invocation(ctx).ledger, os.environ, here)
    return path.relative_to(here) if path.is_relative_to(here) else path


def language_of(ctx: typer.Context) -> "Language":
    """Return the language of this call."""
    return invocation(ctx).words.language


def speaker(ctx: typer.Context, ledger: "Ledger", balances: "Balances | None" = None) -> "Speaker":
    """Return who speaks about *ledger* in the language of this call."""
    from antragsbudget.language.messages import Speaker

    return Speaker(language_of(ctx), ledger.budget, balances, invocation(ctx).ledger)


def asks(ctx: typer.Context, *, yes: bool) -> bool:
    """Say whether a person sits there who wants to be asked."""
    return invocation(ctx).attended and not yes


def console(*, stderr: bool = False) -> "Console":
    """Return a Rich console that shows every text as it is."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    file = stream if stream.isatty() else cast(TextIO, _WithoutTrailingSpaces(stream))

    class PlainConsole(Console):
        def on_broken_pipe(self) -> None:
            """Leave a closed pipe to the runner: Rich would exit with the code of a refusal."""
            raise BrokenPipeError

    return PlainConsole(file=file, markup=False, emoji=False, highlight=False)


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
