"""What the program shows at a terminal when no command is named: the state, and what comes next."""

import sys
from contextlib import suppress

import typer

from antragsbudget.cli.commands.status import status
from antragsbudget.cli.context import language_of, ledger_path
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.terminal_width import fitted
from antragsbudget.language import PROGRAM, Both, formats
from antragsbudget.language.commands import VALUES, line

NO_LEDGER = Both("Keine Datei gefunden: {0}", "No ledger found: {0}")
RECORD = Both("erfassen, Schritt für Schritt:", "record, step by step:")
OPEN = Both("was noch offen ist:", "what is still open:")
HELP = Both("alle Befehle:", "all commands:")
ELSEWHERE = Both("wenn sie woanders liegt:", "if it lies elsewhere:")
NEW = Both("neu anlegen:", "make one:")
EXAMPLE = Both("ein Beispiel zum Ausprobieren:", "an example to try:")
EXAMPLE_FILE = Both("beispiel.toml", "example.toml")  # never where her own ledger will be


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
            RECORD: line(language, "expense", ledger=named),
            OPEN: line(language, "open", ledger=named),
        }
    else:
        code, missing = 0, ledger_path(ctx)
        with suppress(FileNotFoundError):  # the working folder may be gone
            missing = missing.absolute()
        print(fitted(NO_LEDGER.said(language).format(formats.visible(str(missing)))))
        ways = {
            ELSEWHERE: line(language, "status", ledger=VALUES["FILE"]),
            NEW: line(language, "init", ledger=named),
            EXAMPLE: line(language, "init", EXAMPLE_FILE, example=True),
        }
    ways[HELP] = f"{PROGRAM} {'--hilfe' if language == 'de' else '--help'}"
    width = max(len(words.said(language)) for words in ways)
    for words, command in ways.items():
        print(fitted(f"{words.said(language):<{width}}  {command}"))
    return code
