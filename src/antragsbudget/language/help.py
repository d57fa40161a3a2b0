"""The words of the help: its headings, and what it says of options, arguments and values."""

from antragsbudget.language import Both, Language
from antragsbudget.language.commands import ARGUMENTS, OPTIONS, REQUIRED, VALUES

USAGE = Both("Aufruf", "Usage")
SOME_OPTIONS = Both("[OPTIONEN]", "[OPTIONS]")
A_COMMAND = Both("BEFEHL …", "COMMAND …")
ITS_ARGUMENTS = Both("Argumente", "Arguments")
ITS_OPTIONS = Both("Optionen", "Options")
IS_REQUIRED = Both("erforderlich", "required")
EXAMPLE = Both("Beispiel", "Example")


def option_help(name: str, command: str, language: Language) -> str:
    """Return the help line of the option `--name`; some commands have their own."""
    option = OPTIONS[name]
    text = (option.differs or {}).get(command, option.help).said(language)
    required = name in REQUIRED.get(command, ())
    return f"{text} ({IS_REQUIRED.said(language)})" if required else text


def argument_help(metavar: str, command: str, language: Language) -> str:
    """Return the help line of the argument *metavar*, perhaps empty."""
    about = ARGUMENTS.get(f"{command} {metavar}") or ARGUMENTS.get(metavar)
    return about.said(language) if about else ""


def placeholder(metavar: str, language: Language) -> str:
    """Return the placeholder of a value: `AMOUNT` is `BETRAG`; `a|b` lists choices."""
    return VALUES[metavar].said(language) if metavar in VALUES else metavar
