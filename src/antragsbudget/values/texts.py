"""What a text in the ledger may be: one line, composed characters (NFC), nothing invisible."""

import re
import unicodedata

LONGEST = 500

# What printed commands contain where only a person can know the value.
PLACEHOLDERS = frozenset(
    {
        *("GRUND", "REASON", "GEGENSTAND", "PURPOSE", "BELEG", "VOUCHER", "EMPFÄNGER", "PAYEE"),
        *("BEZEICHNUNG", "TITLE"),
    }
)
# Of the placeholder for a decision, no part may be left (a firm may be called PAPER, though).
_DECISION = re.compile(
    r"\b(?:GREMIUM|DATUM|COMMITTEE)\b|(?:^|,)\s*(?:VORLAGE|DATE|PAPER)\s*(?:,|$)"
)

# Controls above U+007E, line and paragraph separators, and the invisible marks that turn the
# direction of writing or have no width: they could steer a terminal, or show what is not there.
STEERING = (
    r"\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U000e0000-\U000e007f"
)
_FORBIDDEN = re.compile(rf"[\x00-\x1f{STEERING}\ud800-\udfff]")  # the last: half a character


def typed(text: str) -> str:
    """Return the text as it is stored: composed, without spaces around it."""
    return unicodedata.normalize("NFC", text.strip(" \u00a0\t"))


def fault(text: str) -> str | None:
    """Return what is wrong with a text: empty, long, control, composed or placeholder."""
    if not text.strip():
        return "empty"
    if len(text) > LONGEST:
        return "long"
    if _FORBIDDEN.search(text):
        return "control"
    if not unicodedata.is_normalized("NFC", text):
        return "composed"
    if text in PLACEHOLDERS or _DECISION.search(text):
        return "placeholder"
    return None
