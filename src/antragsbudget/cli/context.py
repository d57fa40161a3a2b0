"""What a command finds out about its call: the ledger's path, the language, where output goes."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli.line.call import invocation

if TYPE_CHECKING:
    from antragsbudget.language import Language
    from antragsbudget.language.speaker import Speaker
    from antragsbudget.ledger.ledger import Ledger


def ledger_path(ctx: typer.Context) -> Path:
    """Return the ledger that this call is about."""
    from antragsbudget.ledger import store

    try:
        here = Path.cwd()
    except FileNotFoundError:  # the folder was removed while somebody is in it
        here = Path()
    path = store.locate(invocation(ctx).ledger, os.environ, here)
    return path.relative_to(here) if path.is_relative_to(here) else path


def language_of(ctx: typer.Context) -> "Language":
    """Return the language of this call."""
    return invocation(ctx).language


def speaker_for(ctx: typer.Context, ledger: "Ledger") -> "Speaker":
    """Return who speaks about *ledger* in the language of this call."""
    from antragsbudget.core.names import typable
    from antragsbudget.language.speaker import Speaker

    budget, typed = ledger.budget, invocation(ctx).ledger
    return Speaker(
        language_of(ctx),
        budget.names,
        typed,
        typable=lambda name: typable(budget, budget.allocation(name)),
    )


def asks(ctx: typer.Context, *, yes: bool) -> bool:
    """Say whether a person sits there who wants to be asked."""
    return invocation(ctx).attended and not yes
