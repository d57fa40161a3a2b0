"""Carries out `measures`: the measures with plan, money, status and result."""

import typer

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.context import language_of, ledger_path, speaker_for
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.show import screen
from antragsbudget.core.entries import Measure
from antragsbudget.core.measures import MeasureLine, measure_lines

STATE = (
    *("title", "allocation", "area", "status", "planned", "result", "next_step", "target_date"),
    *("funding", "public_text", "public"),
)


def list_measures(
    ctx: typer.Context, allocation: str | None, *, as_of: str | None, year: str | None
) -> int:
    """Show the measures of one allocation or of all, in the order in which they came up."""
    from antragsbudget import pipeline

    ledger = pipeline.read(ledger_path(ctx))
    interpreter = typed.Interpreter(speaker_for(ctx, ledger), clock.today())
    last = interpreter.cut_off(as_of)
    balances = ledger.balances(last)
    wanted = interpreter.year(year, balances)
    only = interpreter.allocation(allocation, ledger.budget)
    lines = [
        line
        for line in measure_lines(balances, wanted)
        if only is None or (line.state is not None and line.state.allocation == only)
    ]
    day = last or clock.today()
    if invocation(ctx).json:
        measures = [_measure(line) for line in lines]
        as_json.write(True, {"as_of": day, "year": wanted, "measures": measures})
        return 0
    from antragsbudget.documents import measures as documents

    parts = documents.measures(lines, wanted, day, ledger.budget, language_of(ctx))
    screen.show(ctx, [*parts, *screen.tail(ctx, ledger, balances)])
    return 0


def _measure(line: MeasureLine) -> dict[str, object]:
    """Return a measure as JSON has it: its latest state, and the four sums."""
    return {"id": line.id, **state(line.state), **line.money}


def state(measure: Measure | None) -> dict[str, object]:
    """Return the latest state of a measure as JSON has it."""
    return {key: getattr(measure, key, None) for key in STATE}
