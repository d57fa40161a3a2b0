"""Bytes that are not TOML, or TOML that a ledger may not use."""

from antragsbudget.language import Both
from antragsbudget.language.records import Failure
from antragsbudget.language.speaker import Speaker

_ODD_CHARACTER = Both(
    "ein Text enthält ein unzulässiges Zeichen oder endet nicht in seiner Zeile",
    "a text holds a character that is not allowed, or does not end in its line",
)
_WRONG_ESCAPE = Both(
    "hinter einem Rückstrich steht keine gültige Nummer eines Zeichens",
    "behind a backslash stands no valid number of a character",
)
_KEY_TWICE = Both(
    "derselbe Schlüssel steht schon weiter oben", "the same key stands further up already"
)
_HEADING_TWICE = Both(
    "dieselbe Überschrift steht schon weiter oben", "the same heading stands further up already"
)
# What Python's reader of TOML finds, by the beginning of what it says.
TOML_FAULTS: dict[str, Both] = {
    "Unterminated string": Both(
        "ein Text endet ohne Anführungszeichen", "a text ends without its quote"
    ),
    "Illegal character": _ODD_CHARACTER,
    'Expected "\'"': _ODD_CHARACTER,
    "Found invalid character": _ODD_CHARACTER,
    "Unescaped": Both(
        "vor einem Rückstrich im Text fehlt ein zweiter", "a backslash in a text lacks a second one"
    ),
    "Escaped character": _WRONG_ESCAPE,
    "Invalid hex value": _WRONG_ESCAPE,
    "Expected '='": Both("nach dem Schlüssel fehlt ein =", "an = is missing after the key"),
    "Expected ']": Both(
        "eine eckige Klammer ist nicht geschlossen", "a square bracket is not closed"
    ),
    "Expected newline": Both(
        "hinter dem Wert steht noch etwas", "something stands behind the value"
    ),
    "Invalid initial character": Both("hier wird ein Schlüssel erwartet", "a key is expected here"),
    "Invalid statement": Both(
        "hier wird ein Schlüssel oder eine Überschrift in eckigen Klammern erwartet",
        "a key, or a heading in square brackets, is expected here",
    ),
    "Invalid value": Both(
        "der Wert ist weder ein Text in Anführungszeichen noch eine Zahl oder ein Datum",
        "the value is no text in quotes, no number and no date",
    ),
    "Invalid date": Both("dieses Datum gibt es nicht", "there is no such date"),
    "Cannot overwrite": _KEY_TWICE,
    "Duplicate inline table key": _KEY_TWICE,
    "Cannot mutate": _KEY_TWICE,
    "Cannot redefine": _HEADING_TWICE,
    "Cannot declare": _HEADING_TWICE,
    "Unclosed array": Both("eine Liste ist nicht mit ] geschlossen", "a list is not closed with ]"),
    "Unclosed inline table": Both(
        "eine Tabelle ist nicht mit } geschlossen", "a table is not closed with }"
    ),
}


class Blank(Failure, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said("die Datei ist leer", "the file is empty")

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        copy = w.visible(f"{file}~")
        return (
            w.said(
                f"die Sicherung zurückspielen: {copy} (Stand vor der letzten Buchung)",
                f"put the copy back: {copy} (the state before the last write)",
            ),
        )


class NotUtf8(Failure, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "die Datei ist nicht in UTF-8 gespeichert, erwartet wird UTF-8",
            "the file is not UTF-8, expected UTF-8",
        )


class NotToml(Failure, frozen=True, kw_only=True):
    """`detail`: what Python's reader of TOML found, without the line."""

    detail: str

    def sentence(self, w: Speaker) -> str:
        known = (words for start, words in TOML_FAULTS.items() if self.detail.startswith(start))
        detail = next((words.said(w.language) for words in known), w.visible(self.detail))
        return w.said(f"kein gültiges TOML: {detail}", f"not valid TOML: {detail}")


class Outsize(Failure, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said("ein Schlüssel oder eine Zahl ist zu lang", "a key or a number is too long")


class NestedTooDeep(Failure, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said("zu tief verschachtelt", "nested too deep")


class EntriesNotTables(Failure, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "entry ist keine Liste von Tabellen, erwartet wird [[entry]]",
            "entry is not a list of tables, expected [[entry]]",
        )


class EntriesInline(Failure, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "die Buchungen stehen in einer Zeile, erwartet wird je Buchung ein [[entry]]",
            "the entries stand in one line, expected an [[entry]] for each",
        )
