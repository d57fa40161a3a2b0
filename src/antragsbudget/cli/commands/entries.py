"""Carries out `entries` and `show`: entries in a list, and one entry whole."""

import typer

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.context import language_of, ledger_path, speaker_for
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.options import FilterOptions, given
from antragsbudget.cli.show import screen
from antragsbudget.core.entries import named_by, table_of
from antragsbudget.values.money import ZERO


def entries(ctx: typer.Context, allocation: str | None, chosen: FilterOptions) -> int:
    """List the entries that pass every filter, with sums of those that stand."""
    from antragsbudget import pipeline
    from antragsbudget.core.selection import selected, sums

    ledger = pipeline.read(ledger_path(ctx))
    interpreter = typed.Interpreter(speaker_for(ctx, ledger), clock.today())
    filters = {key: str(text) for key, text in given(chosen).items()}
    balances = ledger.balances(interpreter.cut_off(filters.get("as_of")))
    found = selected(balances, interpreter.selection(allocation, filters, balances))
    by_kind = sums(found, balances)
    if invocation(ctx).json:
        total = sum(by_kind.values(), ZERO)
        tables = [table_of(entry) for entry in found]
        as_json.write(True, {"entries": tables, "sum": total, "sums": by_kind})
        return 0
    from antragsbudget.documents import entries as documents

    parts = documents.entries(found, by_kind, balances, language_of(ctx))
    screen.show(ctx, [*parts, *screen.tail(ctx, ledger, balances)])
    return 0


def show(ctx: typer.Context, number: str, *, as_of: str | None, year: str | None) -> int:
    """Show one entry whole, with what it draws on and what names it."""
    from antragsbudget import pipeline

    ledger = pipeline.read(ledger_path(ctx))
    interpreter = typed.Interpreter(speaker_for(ctx, ledger), clock.today())
    balances = ledger.balances(interpreter.cut_off(as_of))
    entry = interpreter.entry(number, balances, interpreter.year(year, balances))
    names = [balances.entries[nr] for nr in named_by(entry) if nr in balances.entries]
    named = [balances.entries[nr] for nr in balances.naming.get(entry.nr, ())]
    if invocation(ctx).json:
        item = balances.items.get(entry.nr)
        rest = {} if item is None else {"left": item.left, "paid": item.paid}
        as_json.write(
            True,
            {
                "entry": table_of(entry),
                **rest,
                "reversed_by": balances.reversed_by.get(entry.nr),
                "names": [table_of(other) for other in names],
                "named_by": [table_of(other) for other in named],
            },
        )
        return 0
    from antragsbudget.documents import entries as documents

    screen.show(ctx, documents.entry(entry, names, named, balances, language_of(ctx)))
    return 0
