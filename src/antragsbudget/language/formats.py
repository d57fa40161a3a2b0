"""How amounts, days, shares, numbers and typed texts are shown in the two languages."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from antragsbudget.language import Both, Language
from antragsbudget.values import dates, money, shares, texts

LONGEST_QUOTE = 60
NO_BREAK = "\u00a0"


def amount(value: Decimal, language: Language) -> str:
    """Return an amount as a table shows it: `1.234,56` or `1 234.56`."""
    return money.in_german(value) if language == "de" else money.in_english(value)


def euro(value: Decimal, language: Language) -> str:
    """Return an amount as a sentence has it, with its currency."""
    if language == "de":
        return f"{amount(value, language)}{NO_BREAK}€"
    return f"EUR{NO_BREAK}{amount(value, language)}"


def typed_amount(value: Decimal, language: Language) -> str:
    """Return an amount as a printed command has it: quoted, so that no shell takes it apart."""
    shown = money.in_german(value) if language == "de" else money.plain(value)
    return f"'{shown}'"


def day(value: date, language: Language) -> str:
    """Return a day as `05.04.2022` or `2022-04-05`."""
    return dates.in_german(value) if language == "de" else dates.in_english(value)


def moment(value: datetime, language: Language) -> str:
    """Return a moment in UTC, to the minute."""
    return f"{day(value.date(), language)} {value:%H:%M} UTC"


def percent(share: Decimal | None, language: Language) -> str:
    """Return a share as a percentage with one decimal, half up; a dash where there is none.

    What is not all is never shown as 100 %.
    """
    if share is None:
        return "–"
    shown = str(shares.in_percent(share))
    return f"{shown.replace('.', ',')}{NO_BREAK}%" if language == "de" else f"{shown}%"


def count(number: int, one: Both, many: Both, language: Language) -> str:
    """Return `1 Buchung` or `12 Buchungen`."""
    return f"{number} {(one if number == 1 else many).said(language)}"


def listed(names: Iterable[str], language: Language, last: Both | None = None) -> str:
    """Return `a, b und c`."""
    words = list(names)
    if len(words) < 2:
        return "".join(words)
    joint = (last or Both("und", "and")).said(language)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def numbers(entries: Sequence[int], language: Language) -> str:
    """Return `Nr. 3, Nr. 5 und Nr. 7`."""
    return listed(
        (f"Nr.{NO_BREAK}{nr}" if language == "de" else f"no.{NO_BREAK}{nr}" for nr in entries),
        language,
    )


def visible(text: str) -> str:
    """Return a text from outside with its control characters spelled out."""
    if text.isascii() and text.isprintable():
        return text
    steered = "".join(c if _harmless(c) else f"\\u{ord(c):04x}" for c in text)
    return texts.any_of(texts.UNSEEN).sub(lambda match: f"\\u{ord(match[0]):04x}", steered)


def quoted(text: str, language: Language) -> str:
    """Return a typed text in quotation marks, cut after some words' length."""
    shown = visible(text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…")
    return f"„{shown}“" if language == "de" else f"“{shown}”"


def _harmless(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp") or (
        character in "\u200c\u200d"
    )
