"""One call of the program: what holds for all of it, and what may be wrong with its line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from antragsbudget.language import Language

if TYPE_CHECKING:
    # Typer re-exports `Context` as a subclass only; the methods of its commands get this one.
    from typer._click import Context

Says = Literal[
    "unknown_command",  # name, nearest
    "unknown_option",  # option, nearest
    "missing_argument",  # argument, missing (all of them)
    "missing_value",  # option, slot (the placeholder of its value)
    "flag_with_value",  # option, value
    "extra_argument",  # argument
    "extra_text",  # argument, typed (the option and its text, in quotes)
    "split_amount",  # typed (as it was before the shell split it), parts
    "invalid_choice",  # option, value, choices
]


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
    """A command line that cannot be carried out.

    `facts` hold the names in the person's language, and, where a command is known, `usage` (its
    usage line) and `help` (what to type for its help).
    """

    def __init__(self, says: Says, facts: Mapping[str, object]) -> None:
        super().__init__(says, facts)
        self.says = says
        self.facts = facts
