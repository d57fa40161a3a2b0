"""What a command finds out about its call: the ledger's path, the language, where output goes."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli.bilingual import invocation

if TYPE_CHECKING:
    from rich.console import Console

    from antragsbudget.language import Language


def ledger_path(ctx: typer.Context) -> Path:
    """Return the ledger that this call is about."""
    from antragsbudget.ledger import store

    here = Path.cwd()
    path = store.locate(invocation(ctx).ledger, os.environ, here)
    return path.relative_to(here) if path.is_relative_to(here) else path


def language_of(ctx: typer.Context) -> "Language":
    """Return the language of this call."""
    return invocation(ctx).words.language


def asks(ctx: typer.Context, *, yes: bool) -> bool:
    """Say whether a person sits there to be asked."""
    on_terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    return on_terminal and not yes and not invocation(ctx).json


def console(*, stderr: bool = False) -> "Console":
    """Return a Rich console that shows every text as it is."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)
