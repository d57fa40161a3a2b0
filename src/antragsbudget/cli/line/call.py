"""One call of the program: what holds for all of it, and what may be wrong with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from antragsbudget.language import Language

if TYPE_CHECKING:
    # Typer re-exports `Context` as a subclass only; the methods of its commands get this one.
    from typer._click import Context

    from antragsbudget.language.records import Misuse


class Invocation(Struct, frozen=True):
    """What holds for one call of the program, whichever command it names; found in `ctx.obj`."""

    language: Language
    json: bool
    ledger: str | None = None
    attended: bool = False  # a person sits at the terminal and can be asked
    plain: bool = False  # output for a screen reader: no tables, one fact a line


def invocation(ctx: Context) -> Invocation:
    """Return what holds for this call: language, ledger, JSON or not."""
    found = ctx.obj
    assert isinstance(found, Invocation)
    return found


class UsageProblem(Exception):
    """A command line that cannot be carried out; where a command is known, its usage and help."""

    def __init__(self, misuse: Misuse, usage: str = "", help_call: str = "") -> None:
        super().__init__(misuse, usage, help_call)
        self.misuse = misuse
        self.usage = usage if misuse.of_usage else ""
        self.help_call = help_call
