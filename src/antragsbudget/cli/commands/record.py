"""Carries out a command that writes: proposals in, preview and question, entries or refusal out."""

from collections.abc import Mapping, Sequence
from functools import partial

import typer

from antragsbudget.cli import clock
from antragsbudget.cli.ask.confirmation import asked, waiting
from antragsbudget.cli.context import language_of, ledger_path
from antragsbudget.cli.options import RecordOptions, given
from antragsbudget.cli.show.outcome import report
from antragsbudget.language import questions

Typed = Mapping[str, str | bool | None]


def record(ctx: typer.Context, kind: str, write: RecordOptions, **typed: str | bool | None) -> int:
    """Record an entry of *kind* from what was typed or is asked, and return the exit code."""
    from antragsbudget.cli.ask.interview import completed

    return record_together(ctx, write, [(kind, completed(ctx, kind, typed, given(write)))])


def record_together(
    ctx: typer.Context, write: RecordOptions, wanted: Sequence[tuple[str, Typed]]
) -> int:
    """Record entries, each of a kind from what was typed, all or none; return the exit code."""
    from antragsbudget import pipeline
    from antragsbudget.core.proposal import Proposal

    options = given(write)
    wishes = {key: bool(options.pop(key, False)) for key in ("dry_run", "yes", "json")}
    now = partial(clock.now, str(options.pop("by", clock.user())))
    proposals = [
        Proposal(kind, {**{k: v for k, v in typed.items() if v is not None}, **options})
        for kind, typed in wanted
    ]

    path = ledger_path(ctx)
    if wishes["dry_run"]:
        outcome = pipeline.judge(path, proposals, now())
    else:
        for_good = any(kind == "year_close" for kind, _ in wanted)
        question = questions.RECORD_FOR_GOOD if for_good else questions.RECORD
        confirm = asked(ctx, question, yes=wishes["yes"], enter=not for_good)
        outcome = pipeline.record(path, proposals, now, confirm, waiting(language_of(ctx)))
    return report(ctx, outcome, dry_run=wishes["dry_run"])
