"""Makes a text fit for XML and HTML without shortening it or changing what can be shown."""

import re

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_NONCHARACTER = re.compile(
    "["
    + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0x10000, 0x110000, 0x10000))
    + "]"
)


def fit(text: str) -> str:
    """Return *text* with each character that XML cannot hold spelled by its number."""
    return _NONCHARACTER.sub(_spelled, _UNFIT.sub(_spelled, text))


def spelled(character: str) -> str:
    """Return a character by its number, as the terminal shows a control character."""
    return f"\\u{ord(character):04x}"


def _spelled(match: re.Match[str]) -> str:
    return spelled(match[0])
