"""Carries out `close-year`: what is carried, and the year's end itself, all or none."""

from collections.abc import Sequence

import typer

from antragsbudget.cli.ask.interview import completed
from antragsbudget.cli.commands.record import record_together
from antragsbudget.cli.context import language_of
from antragsbudget.cli.misread import Misread
from antragsbudget.cli.options import RecordOptions, given
from antragsbudget.language import messages
from antragsbudget.language.speaker import Speaker


def close_year(
    ctx: typer.Context, year: str, carries: Sequence[str], reason: str | None, write: RecordOptions
) -> int:
    """Close a budget year, carrying what is wanted into the next one."""
    answered = completed(ctx, "year_close", {"year": year}, given(write))
    year = str(answered.get("year", year))
    wanted = [_carry(carry, Speaker(language_of(ctx))) for carry in carries]
    carried = [
        (
            "carry_forward",
            {"allocation": name, "amount": amount, "from_year": year, "reason": reason},
        )
        for name, amount in wanted
    ]
    return record_together(ctx, write, [*carried, ("year_close", {"year": year, "reason": reason})])


def _carry(text: str, speaker: Speaker) -> tuple[str, str]:
    """Return allocation and amount of `ALLOCATION=AMOUNT`."""
    name, sign, amount = text.rpartition("=")  # a name may hold the sign, an amount never does
    if not (name.strip() and sign and amount.strip()):
        raise Misread(messages.inputs.CarryNotUnderstood(text=text), speaker)
    return name, amount
