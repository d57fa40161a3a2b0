"""What a text in the ledger may be: one line, composed characters (NFC), nothing invisible."""

import re
import unicodedata
from functools import cache

LONGEST = 500

# What printed commands contain where only a person can know the value.
PLACEHOLDERS = frozenset(
    {
        *("GRUND", "REASON", "GEGENSTAND", "PURPOSE", "BELEG", "VOUCHER", "EMPFÄNGER", "PAYEE"),
        *("BEZEICHNUNG", "TITLE"),
    }
)
# Of the placeholder for a decision, no part may be left (a firm may be called PAPER, though).
_DECISION = r"\b(?:GREMIUM|DATUM|COMMITTEE)\b|(?:^|,)\s*(?:VORLAGE|DATE|PAPER)\s*(?:,|$)"

# Controls above U+007E, line and paragraph separators, and the invisible marks that turn the
# direction of writing or have no width: they could steer a terminal, or show what is not there.
STEERING = (
    r"\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U000e0000-\U000e007f"
)
_HALVES = r"\ud800-\udfff"  # of characters
_FORBIDDEN = rf"\x00-\x1f{STEERING}{_HALVES}"
# What else shows nothing: letters, fillers and variants without a shape. U+200C, U+200D and U+FE0F
# show nothing either, but emoji and some languages are not written right without them.
_BLANK = (
    r"\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufff0-\ufff8"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e0fff"
)
# What Unicode will never make a character, so that programs may take it for a mark of their own.
_NEVER = r"\ufdd0-\ufdef" + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(0x11))
UNSEEN = _BLANK + _NEVER


@cache
def any_of(characters: str) -> re.Pattern[str]:
    """Return the pattern of one of *characters*, compiled when a command first needs it."""
    return re.compile(f"[{characters}]")


def typed(text: str) -> str:
    """Return the text as it is stored: composed, without spaces around it."""
    return unicodedata.normalize("NFC", text.strip(" \u00a0\t"))


def typable(text: str) -> str:
    """Return what a person types who reads a name: composed, without what cannot be seen."""
    return typed(any_of(_FORBIDDEN + UNSEEN).sub("", text))


def fault_of_name(text: str) -> str | None:
    """Return what is wrong with a text of the header: empty, control or composed."""
    if not text.strip():
        return "empty"
    if any_of(_FORBIDDEN).search(text):
        return "control"
    if not unicodedata.is_normalized("NFC", text):
        return "composed"
    return None


def fault(text: str) -> str | None:
    """Return what is wrong with a text of an entry; besides the above, long or placeholder."""
    if found := fault_of_name(text):
        return found
    if len(text) > LONGEST:
        return "long"
    if text in PLACEHOLDERS or re.search(_DECISION, text):
        return "placeholder"
    return None


def fault_when_new(text: str) -> str | None:
    """Return what is wrong with a text that is to be written; besides the above, noncharacter."""
    if found := fault(text):
        return found
    if any_of(_BLANK).search(text):
        return "control"
    return "noncharacter" if any_of(_NEVER).search(text) else None
