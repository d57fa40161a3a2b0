"""Carries out `open`: what is still to be done, the oldest first."""

import typer

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.commands.measures import state
from antragsbudget.cli.context import language_of, ledger_path, speaker
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
    words = typed.Words(speaker(ctx, ledger), clock.today())
    last = words.cut_off(as_of)
    balances = ledger.balances(last)
    found = outstanding(
        balances,
        last or clock.today(),
        words.allocation(allocation, ledger.budget),
        words.year(year, balances),
    )
    if invocation(ctx).json:
        lists = {name: [_open_entry(one) for one in getattr(found, name)] for name in WAITING}
        due = {"measures": [{"id": one.measure, **state(one)} for one in found.measures]}
        as_json.write(True, {"as_of": found.as_of, **lists, **due})
        return 0
    from antragsbudget.documents import outstanding as documents

    parts = documents.outstanding(found, balances, language_of(ctx))
    screen.show(ctx, [*parts, *screen.tail(ctx, ledger, balances)])
    return 0


def _open_entry(one: OpenEntry) -> dict[str, object]:
    return {"entry": table_of(one.entry), "left": one.left, "age": one.age}
