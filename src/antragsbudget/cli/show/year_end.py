"""What closing a budget year would do, and what it did."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli.context import language_of
from antragsbudget.cli.show import problems, screen
from antragsbudget.core.closing import AMOUNTS, Closing, closing
from antragsbudget.core.entries import YearClose
from antragsbudget.core.names import typable
from antragsbudget.documents import year_end
from antragsbudget.language import Language, documents, formats
from antragsbudget.language import outcome as words
from antragsbudget.language.commands import option_name

if TYPE_CHECKING:
    from antragsbudget.pipeline import Outcome


def show_preview(ctx: typer.Context, outcome: "Outcome") -> None:
    """Show on stderr per allocation what is left, and what becomes of it."""
    end, language = _end(outcome), language_of(ctx)
    screen.show(ctx, [year_end.table(end.lines, language, closed=False)], stderr=True)
    lapsing = [line for line in end.lines if line.lapses > 0]
    if lapsing and len(outcome.decisions) == 1:  # nothing is carried yet
        option = option_name("--carry", language)
        name = typable(outcome.ledger.budget, lapsing[0].allocation)
        problems.say(formats.visible(words.to_carry(option, name, language)), "  ")
    for text in _lapsing(end, language, closed=False):
        problems.say(text, "  ")
    problems.say(words.YEAR_END_IS_FINAL.said(language), "  ")


def became(outcome: "Outcome", language: Language) -> Iterator[str]:
    """Yield what moved on, what was carried, and what lapsed."""
    end = _end(outcome)
    for line in end.lines:
        amounts = {name: getattr(line, name) for name in AMOUNTS}
        rest = year_end.rest(amounts, end.year, language)
        yield f"{formats.visible(line.allocation.name)}: {rest}"
    yield from _lapsing(end, language, closed=True)


def _lapsing(end: Closing, language: Language, *, closed: bool) -> Iterator[str]:
    """Yield a line for each reservation that lapses."""
    for item in end.reservations:
        nr, purpose = item.entry.nr, formats.visible(item.entry.purpose)
        yield documents.lapsing(nr, item.left, purpose, language, closed=closed)


def _end(outcome: "Outcome") -> Closing:
    entry = outcome.decision.entry
    assert isinstance(entry, YearClose)
    return closing(outcome.balances, entry.year)
