"""Carries out `open`: what is still to be done, the oldest first."""

import typer

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.commands.measures import state
from antragsbudget.cli.context import language_of, ledger_path, speaker_for
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.show import screen
from antragsbudget.core.entries import table_of
from antragsbudget.core.outstanding import OpenEntry, outstanding

WAITING = ("reservations", "commitments", "expenses")


def list_open(
    ctx: typer.Context, allocation: str | None, *, as_of: str | None, year: str | None
) -> int:
    """Show open reservations and commitments, unpaid expenses, and target dates."""
    from antragsbudget import pipeline

    ledger = pipeline.read(ledger_path(ctx))
    interpreter = typed.Interpreter(speaker_for(ctx, ledger), clock.today())
    last = interpreter.cut_off(as_of)
    balances = ledger.balances(last)
    found = outstanding(
        balances,
        last or clock.today(),
        interpreter.allocation(allocation, ledger.budget),
        interpreter.year(year, balances),
    )
    if invocation(ctx).json:
        lists = {name: [_open_entry(item) for item in getattr(found, name)] for name in WAITING}
        due = {
            "measures": [{"id": measure.measure, **state(measure)} for measure in found.measures]
        }
        as_json.write(True, {"as_of": found.as_of, **lists, **due})
        return 0
    from antragsbudget.documents import outstanding as documents

    parts = documents.outstanding(found, balances, language_of(ctx))
    screen.show(ctx, [*parts, *screen.tail(ctx, ledger, balances)])
    return 0


def _open_entry(item: OpenEntry) -> dict[str, object]:
    return {"entry": table_of(item.entry), "left": item.left, "age": item.age}
