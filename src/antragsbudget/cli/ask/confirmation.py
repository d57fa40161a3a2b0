"""The question before a write, and the notice while somebody else writes."""

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
        behind = any(
            notice.code == "clock" for decision in outcome.decisions for notice in decision.notices
        )
        asking = questions.CLOCK_IS_BEHIND if behind else question
        while True:
            print(asking.said(language), end="", file=sys.stderr, flush=True)
            line = sys.stdin.readline()
            if not line:
                print(file=sys.stderr)
                return False
            answer = line.strip().casefold()
            if answer in questions.YES or (enter and not behind and not answer):
                return True
            if answer in questions.NO or not answer:
                return False
            problems.say(questions.YES_OR_NO.said(language))

    return confirm


def waiting(language: Language) -> "Callable[[LockHolder], None]":
    """Return how a person is told that somebody else is writing."""

    def notice(holder: "LockHolder") -> None:
        problems.say(questions.being_written(holder.name, language))

    return notice
