"""Which language the program speaks; it must not import Typer, and reads no locale but this."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from antragsbudget.cli.line.call import UsageProblem
from antragsbudget.language import Language
from antragsbudget.language.commands import option_names

OPTION = option_names("--lang")
VARIABLE = "ANTRAGSBUDGET_LANG"


def language_of(argv: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Choose the language: option, then $ANTRAGSBUDGET_LANG, then the locale, then German.

    Raises UsageProblem if the option or $ANTRAGSBUDGET_LANG says something else than de or en.
    """
    return (
        _from_option(argv)
        or _chosen(f"${VARIABLE}", environment.get(VARIABLE))
        or language_of_locale(environment)
    )


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """Return the language of the locale if it is German or English, else German."""
    # As in POSIX the first variable that is set decides, even for a language that we do not speak.
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(variable):
            return _known(locale.replace(".", "_").split("_")[0]) or "de"
    return _of_windows() or "de"


def _from_option(argv: Sequence[str]) -> Language | None:
    """Return what the last `--lang` before `--` says."""
    found: Language | None = None
    for at, argument in enumerate(argv):
        if argument == "--":
            break
        name, attached, value = argument.partition("=")
        if name in OPTION:
            following = argv[at + 1] if at + 1 < len(argv) else None
            # `--lang --json` lacks its value; the reading of the command line will say so.
            if attached or (following is not None and not following.startswith("-")):
                found = _chosen(name, value if attached else following, empty_is_unset=False)
    return found


def _chosen(source: str, value: str | None, *, empty_is_unset: bool = True) -> Language | None:
    if value is None or (not value and empty_is_unset):
        return None
    if language := _known(value):
        return language
    raise UsageProblem(
        "invalid_choice", {"option": source, "value": value, "choices": ("de", "en")}
    )


def _known(name: str) -> Language | None:
    match name.lower():
        case "de":
            return "de"
        case "en":
            return "en"
        case _:
            return None


def _of_windows() -> Language | None:
    """Return the language of the Windows desktop; elsewhere the variables have said it all."""
    if sys.platform == "win32":
        import ctypes

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return _known({0x07: "de", 0x09: "en"}.get(primary, ""))
    else:  # noqa: RET505  # type checkers know a platform by its branch
        return None
