"""The question before a write, and what is said while somebody else writes."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli.context import asks, language_of
from antragsbudget.cli.show import problems
from antragsbudget.cli.show.outcome import show_preview
from antragsbudget.language import Both, Language, questions

if TYPE_CHECKING:
    from antragsbudget.ledger.store import LockHolder
    from antragsbudget.pipeline import Outcome

CLOCK_IS_BEHIND = Both(
    "Die Uhr geht nach. Trotzdem fortfahren? [j/N] ", "The clock is behind. Go on anyway? [y/N] "
)
YES, NO = ("j", "ja", "y", "yes"), ("n", "nein", "no")


def asked(
    ctx: typer.Context, question: Both, *, yes: bool, enter: bool = True
) -> "Callable[[Outcome], bool] | None":
    """Return how the person is asked, after a preview; None where nobody is there to be asked.

    `enter` says what the Enter key alone answers. A slip of the fingers is asked again: a no would
    lose all that was typed. Ctrl-D is a no. Of a clock that is behind the question is another, and
    Enter says no: the value date may be wrong with it.
    """
    if not asks(ctx, yes=yes):
        return None
    language = language_of(ctx)

    def confirm(outcome: "Outcome") -> bool:
        show_preview(ctx, outcome)
        behind = any(one.code == "clock" for each in outcome.decisions for one in each.notices)
        asking = CLOCK_IS_BEHIND if behind else question
        while True:
            print(asking.said(language), end="", file=sys.stderr, flush=True)
            answer = sys.stdin.readline()
            if not answer:
                print(file=sys.stderr)
                return False
            said = answer.strip().casefold()
            if said in YES or (enter and not behind and not said):
                return True
            if said in NO or not said:
                return False
            problems.say(questions.YES_OR_NO.said(language))

    return confirm


def waiting(language: Language) -> "Callable[[LockHolder], None]":
    """Return how a person is told that somebody else is writing."""

    def notice(holder: "LockHolder") -> None:
        name = holder.name or Both("jemand anderem", "somebody else").said(language)
        text = Both(
            f"die Datei wird gerade von {name} beschrieben, bitte warten …",
            f"the ledger is being written by {name}, please wait …",
        )
        problems.say(text.said(language))

    return notice
