"""What the program shows at a terminal when no command is named: the state, and what comes next."""

import sys
from contextlib import suppress

import typer

from antragsbudget.cli.commands.status import status
from antragsbudget.cli.context import language_of, ledger_path
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.terminal_width import fitted
from antragsbudget.language import PROGRAM, formats
from antragsbudget.language import welcome as words
from antragsbudget.language.commands import VALUES, line, option_name


def wanted(ctx: typer.Context) -> bool:
    """Say whether a person reads this at a terminal; all others get the help."""
    return invocation(ctx).attended and sys.stdout is not None and sys.stdout.isatty()


def show(ctx: typer.Context) -> int:
    """Show the state of the ledger, or how to make one, and what to type next."""
    language, named = language_of(ctx), invocation(ctx).ledger
    if ledger_path(ctx).exists():
        code = status(ctx, as_of=None, year=None, everything=False)
        print()
        ways = {
            words.RECORD: line(language, "expense", ledger=named),
            words.OPEN: line(language, "open", ledger=named),
        }
    else:
        code, missing = 0, ledger_path(ctx)
        with suppress(FileNotFoundError):  # the working folder may be gone
            missing = missing.absolute()
        print(fitted(words.no_ledger(formats.visible(str(missing)), language)))
        ways = {
            words.ELSEWHERE: line(language, "status", ledger=VALUES["FILE"]),
            words.NEW: line(language, "init", ledger=named),
            words.EXAMPLE: line(language, "init", words.EXAMPLE_FILE, example=True),
        }
    ways[words.HELP] = f"{PROGRAM} {option_name('--help', language)}"
    width = max(len(lead.said(language)) for lead in ways)
    for lead, command in ways.items():
        print(fitted(f"{lead.said(language):<{width}}  {command}"))
    return code
