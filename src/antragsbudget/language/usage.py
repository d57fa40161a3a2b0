"""What is wrong with a command line."""

from collections.abc import Mapping

from antragsbudget.language import Both, Language
from antragsbudget.language.speaker import Speaker

USAGE: dict[str, Both] = {
    "unknown_command": Both(
        "den Befehl {name} gibt es nicht{nearest}", "there is no command {name}{nearest}"
    ),
    "unknown_option": Both(
        "die Option {option} gibt es hier nicht{nearest}",
        "there is no option {option} here{nearest}",
    ),
    "missing_argument": Both("es {lack}: {missing}", "missing: {missing}"),
    "missing_option": Both("es fehlt: {option}", "missing: {option}"),
    "missing_value": Both(
        "nach {option} fehlt der Wert ({slot})", "{option} needs a value ({slot})"
    ),
    "flag_with_value": Both("{option} nimmt keinen Wert", "{option} takes no value"),
    "extra_argument": Both("{argument} ist überzählig", "unexpected argument {argument}"),
    "extra_text": Both(
        "{argument} ist überzählig; ein Text mit Leerzeichen gehört in Anführungszeichen: {typed}",
        "unexpected argument {argument}; a text with spaces needs quotes: {typed}",
    ),
    "split_amount": Both(
        "der Betrag kam in zwei Teilen an ({parts}); in der PowerShell bitte in Anführungszeichen setzen: '{typed}'",
        "the amount arrived in two parts ({parts}); in PowerShell put it in quotes: '{typed}'",
    ),
    "invalid_choice": Both(
        "{value} ist für {option} nicht zulässig; möglich: {choices}",
        "{value} is not valid for {option}; possible: {choices}",
    ),
}


def sentence(says: str, facts: Mapping[str, object], language: Language) -> str:
    """Return what is wrong with a command line."""
    w = Speaker(language)
    shown = {key: _shown(key, value, w) for key, value in facts.items()}
    missing, nearest = facts.get("missing"), facts.get("nearest")
    shown["nearest"] = w.candidates(nearest if isinstance(nearest, tuple) else ())
    if isinstance(missing, tuple):
        shown["lack"] = "fehlt" if len(missing) == 1 else "fehlen"
    return USAGE[says].said(language).format_map(shown)


def _shown(key: str, value: object, w: Speaker) -> str:
    if isinstance(value, tuple):
        return w.one_of(value) if key == "choices" else w.all_of(value)
    return w.quoted(str(value)) if key in ("argument", "name", "value") else w.visible(str(value))
