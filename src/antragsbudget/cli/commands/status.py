"""Carries out `status`: what is available, per allocation and in total."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.context import language_of, ledger_path, speaker_for
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.show import screen
from antragsbudget.core.statement import current_year, statement
from antragsbudget.language import Language

if TYPE_CHECKING:
    from antragsbudget.core.balances import Balances
    from antragsbudget.core.statement import Statement
    from antragsbudget.documents.parts import ScreenPart
    from antragsbudget.ledger.ledger import Ledger


def status(ctx: typer.Context, *, as_of: str | None, year: str | None, everything: bool) -> int:
    """Show the state of the money in one budget year, on one day."""
    from antragsbudget import pipeline

    ledger = pipeline.read(ledger_path(ctx))
    interpreter = typed.Interpreter(speaker_for(ctx, ledger), clock.today())
    last = interpreter.cut_off(as_of)
    balances = ledger.balances(last)
    wanted = interpreter.year(year, balances) or current_year(balances)
    shown = statement(balances, wanted, last or clock.today())
    if invocation(ctx).json:
        from antragsbudget.documents import data

        tail = {"entries": len(ledger.entries), "fingerprint": ledger.fingerprint}
        as_json.write(True, {"ledger": str(ledger.path)} | data.statement(shown) | tail)
        return 0
    parts = _parts(shown, balances, ledger, language_of(ctx), everything=everything)
    screen.show(ctx, parts)
    return 0


def _parts(
    shown: "Statement",
    balances: "Balances",
    ledger: "Ledger",
    language: Language,
    *,
    everything: bool,
) -> "Iterator[ScreenPart]":
    from antragsbudget.documents import status as documents

    yield from documents.status(shown, balances, language, everything=everything)
    yield screen.source(ledger, language)
    yield from documents.last_paper(balances, len(ledger.entries), language)
