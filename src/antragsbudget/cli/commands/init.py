"""Carries out `init`: a new ledger, and how to make it the one that is found by itself."""

import os
from pathlib import Path

import typer

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.context import language_of
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.misread import Misread
from antragsbudget.cli.show import problems
from antragsbudget.language import formats, messages, welcome
from antragsbudget.language.commands import line
from antragsbudget.language.speaker import Speaker
from antragsbudget.ledger.store import DEFAULT, VARIABLE


def init(ctx: typer.Context, file: str | None, year: str | None, *, example: bool) -> int:
    """Write a new ledger of the motion, or the example; an existing file is never touched."""
    from antragsbudget import pipeline

    language = language_of(ctx)
    named = file or invocation(ctx).ledger or os.environ.get(VARIABLE)
    path = Path(named) if named else DEFAULT
    wanted = typed.Interpreter(Speaker(language), clock.today()).first_year(year)
    if example and wanted is not None:
        raise Misread(messages.inputs.YearOfExample(), Speaker(language))
    ledger = None if path == DEFAULT else str(path)
    if not pipeline.create(path, wanted, example=example):
        ways = (messages.remedies.Status(),)
        found = messages.output.LedgerExists(path=str(path), remedies=ways)
        raise Misread(found, Speaker(language, ledger=ledger))
    if invocation(ctx).json:
        as_json.write(True, {"ledger": str(path)})
        return 0
    shown = formats.visible(str(path))
    whole = formats.visible(os.path.abspath(path))
    problems.say(welcome.made(shown, language))
    problems.say(f"  {welcome.TO_MAKE_IT_THE_DEFAULT.said(language)}")
    # Nothing may stand behind a command: it would be copied with it.
    problems.say(f"    bash, zsh:   export {VARIABLE}='{whole}'")
    problems.say(f"    PowerShell:  setx {VARIABLE} '{whole}'")
    look = line(language, "status", ledger=ledger)
    problems.say(f"  {welcome.to_look_at_it(look, language)}")
    return 0
