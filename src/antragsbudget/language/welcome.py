"""The words of the first steps: how to get a ledger, and what can be done next."""

from antragsbudget.language import Both, Language

RECORD = Both("erfassen, Schritt für Schritt:", "record, step by step:")
OPEN = Both("was noch offen ist:", "what is still open:")
HELP = Both("alle Befehle:", "all commands:")
ELSEWHERE = Both("wenn sie woanders liegt:", "if it lies elsewhere:")
NEW = Both("neu anlegen:", "make one:")
EXAMPLE = Both("ein Beispiel zum Ausprobieren:", "an example to try:")
EXAMPLE_FILE = Both("beispiel.toml", "example.toml")  # never where her own ledger will be
TO_MAKE_IT_THE_DEFAULT = Both(
    "als Standarddatei festlegen (setx gilt erst in neuen Fenstern):",
    "to make it the default (setx holds in new windows only):",
)


def no_ledger(path: str, language: Language) -> str:
    """Return that there is no ledger at *path*."""
    return Both(f"Keine Datei gefunden: {path}", f"No ledger found: {path}").said(language)


def made(path: str, language: Language) -> str:
    """Return that a new ledger was written."""
    return Both(f"angelegt: {path}", f"written: {path}").said(language)


def to_look_at_it(command: str, language: Language) -> str:
    """Return the command that shows the new ledger."""
    return Both(f"Stand anzeigen: {command}", f"to look at it: {command}").said(language)
