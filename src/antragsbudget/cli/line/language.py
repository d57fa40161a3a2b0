"""Which language the program speaks; nothing else of the locale is heeded."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from antragsbudget.cli.line.call import UsageProblem
from antragsbudget.language import Language, messages
from antragsbudget.language.commands import option_names

OPTION = option_names("--lang")
VARIABLE = "ANTRAGSBUDGET_LANG"
SPOKEN: dict[str, Language] = {"de": "de", "en": "en"}


def language_of(argv: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Choose the language: option, then $ANTRAGSBUDGET_LANG, then the locale, then German.

    Raises UsageProblem if the option or $ANTRAGSBUDGET_LANG says something else than de or en.
    """
    if found := _from_option(argv):
        return found
    if value := environment.get(VARIABLE):
        return _chosen(f"${VARIABLE}", value)
    return language_of_locale(environment)


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """Return the language of the locale if it is German or English, else German."""
    # As in POSIX the first variable that is set decides, even for a language that we do not speak.
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(variable):
            return SPOKEN.get(locale.replace(".", "_").split("_")[0].lower(), "de")
    return _of_windows() or "de"


def _from_option(argv: Sequence[str]) -> Language | None:
    """Return what the last `--lang` before `--` says."""
    found: Language | None = None
    for at, argument in enumerate(argv):
        if argument == "--":
            break
        name, attached, value = argument.partition("=")
        if name in OPTION:
            # `--lang --json` lacks its value; the reading of the command line will say so.
            following = [word for word in argv[at + 1 : at + 2] if not word.startswith("-")]
            for chosen in [value] if attached else following:
                found = _chosen(name, chosen)
    return found


def _chosen(source: str, value: str) -> Language:
    if language := SPOKEN.get(value.lower()):
        return language
    invalid = messages.usage.InvalidChoice(option=source, value=value, choices=tuple(SPOKEN))
    raise UsageProblem(invalid)


def _of_windows() -> Language | None:
    """Return the language of the Windows desktop; elsewhere the variables have said it all."""
    if sys.platform == "win32":
        import ctypes

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return SPOKEN.get({0x07: "de", 0x09: "en"}.get(primary, ""))
    else:  # noqa: RET505  # type checkers know a platform by its branch
        return None
