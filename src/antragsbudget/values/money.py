"""What an amount is, what a person may type for one, and how it is shown; never a float.

Nothing here depends on the ambient decimal context. Only a gross amount is rounded, and what a
refused text is guessed to mean.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation
from functools import cache

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST = Decimal("9999999999.99")
# The German tax rates in per cent, as they are typed.
TAX_RATES = {"19": Decimal("19.00"), "7": Decimal("7.00"), "0": ZERO}

_LONGEST = 64  # characters; a longer text is refused unread, so hostile input costs nothing
_PRECISION = 60  # digits; more than any product of a 30-digit amount and a rate has

_NO_BREAK_SPACE = "\u00a0"
_THIN_SPACE, _NARROW_SPACE = "\u2009", "\u202f"
_TO_SPACE = str.maketrans(dict.fromkeys(_NO_BREAK_SPACE + _THIN_SPACE + _NARROW_SPACE, " "))
_TO_GERMAN = str.maketrans(",.", ".,")

# A refused text that still can be understood: signs and currency around it, odd marks within.
_DASH = "[-\u2212\u2013\u2014]"
_MINUS = rf"(?<![-.,]){_DASH}"  # behind a mark, dashes stand for no cents
_SURROUNDINGS = rf"(?:EURO?|€|\+|{_MINUS}|\s)+"
_SURROUNDED = re.compile(rf"\A{_SURROUNDINGS}|{_SURROUNDINGS}\Z", re.IGNORECASE)
_NO_DIGIT = re.compile("[^0-9]")
_LEADING_ZEROS = re.compile(r"\A0+(?=[0-9])")
_MARK = r"[., '_\u2019]"
_MARKED = re.compile(rf"(?=.*[0-9])[0-9]*(?:{_MARK}[0-9]+)*[.,]?")

_NO_FRACTION = re.compile(r"(?<=[0-9])[.,]0{1,2}\Z")  # 19,0 and 19.00 are 19
_LITERAL = re.compile(r"-?[0-9]+\.[0-9]{2}")


class AmountError(ValueError):
    """A text that is no amount, with the amounts that it could have meant."""

    def __init__(self, text: str, readings: tuple[Decimal, ...] = ()) -> None:
        super().__init__(f"not an amount: {text[:_LONGEST]!r}")
        self.text = text
        self.readings = readings


class NegativeError(AmountError):
    """An amount below zero, which is never read as if its sign were not there."""

    def __init__(self, text: str, magnitude: Decimal) -> None:
        super().__init__(text)
        self.magnitude = magnitude


def parse(text: str) -> Decimal:
    """Return the amount that a person typed, with two decimals, from CENT to LARGEST.

    A comma is always the decimal mark; a dot followed by exactly three digits marks thousands.

    Raises:
        NegativeError: for what is an amount but for its sign.
        AmountError: for anything else that could be read in another way, or not at all.
    """
    typed = text.strip()
    if len(typed) > _LONGEST:
        raise AmountError(text)
    typed = typed.translate(_TO_SPACE)
    amount = _strictly(typed)
    if amount is not None and _within_bounds(amount):
        return amount
    readings = _readings(typed)
    if readings and _is_negative(typed):
        raise NegativeError(text, readings[0])
    raise AmountError(text, readings)


def parse_tax_rate(text: str) -> Decimal:
    """Return the German tax rate in per cent that a person typed; AmountError if it is none."""
    whole = _NO_FRACTION.sub("", text.strip().removesuffix("%").rstrip())
    rate = TAX_RATES.get(whole)
    if rate is None:
        raise AmountError(text)
    return rate


def is_amount_literal(text: str) -> bool:
    """Say whether this is the one way in which a ledger may write an amount or a rate."""
    return _LITERAL.fullmatch(text) is not None


def plain(amount: Decimal) -> str:
    """Return the amount as ``1234.56``; decimal.Inexact if it has a fraction of a cent."""
    return str(_exact(amount))


def in_german(amount: Decimal) -> str:
    """Return the amount as ``1.234,56``; decimal.Inexact if it has a fraction of a cent."""
    return f"{_exact(amount):,}".translate(_TO_GERMAN)


def in_english(amount: Decimal) -> str:
    """Return the amount as ``1 234.56`` with no-break spaces, which `parse` reads.

    A comma would be refused when it is typed back. Raises decimal.Inexact like `plain`.
    """
    return f"{_exact(amount):,}".replace(",", _NO_BREAK_SPACE)


def gross(net: Decimal, tax_rate: Decimal) -> Decimal:
    """Return *net* plus tax at *tax_rate* per cent, rounded half up to the cent."""
    context = Context(prec=_PRECISION, rounding=ROUND_HALF_UP)
    percent = context.add(tax_rate, Decimal(100))
    return context.quantize(context.multiply(net, percent).scaleb(-2, context), CENT)


def _exact(amount: Decimal) -> Decimal:
    """Return the same amount with two decimals and no negative zero."""
    digits = max(_PRECISION, len(str(amount)))  # a forged amount may be of any size
    context = Context(prec=digits, traps=[Inexact, InvalidOperation])
    return context.plus(context.quantize(amount, CENT))


@cache
def _typed() -> re.Pattern[str]:
    """Return what an amount looks like that can be read in one way only; made when first asked."""
    return re.compile(
        r"""
        (?P<before> (?:EURO?|€) [ ]* )?
        (?P<whole>
            (?P<dotted> [1-9][0-9]{0,2} (?:\.[0-9]{3})+ )
          | [1-9][0-9]{0,2} (?:(?P<mark>[ '\u2019])[0-9]{3}) (?:(?P=mark)[0-9]{3})*
          | [1-9][0-9]*
          | 0
        )
        (?: (?(dotted) , | [.,] ) (?: (?P<cents> [0-9]{1,2} ) | -{1,2} | [\u2212\u2013\u2014] ) )?
        (?(before) | (?: [ ]* (?:EURO?|€) )? )
        """,
        re.VERBOSE | re.IGNORECASE | re.ASCII,
    )


def _strictly(typed: str) -> Decimal | None:
    match = _typed().fullmatch(typed)
    if match is None:
        return None
    whole = _NO_DIGIT.sub("", match["whole"])
    return Decimal(f"{whole}.{(match['cents'] or '').ljust(2, '0')}")


def _within_bounds(amount: Decimal) -> bool:
    return CENT <= amount <= LARGEST


def _is_negative(typed: str) -> bool:
    """Say whether a sign stands before an amount or, as accounting systems print it, behind."""
    return any(re.search(_DASH, part) for part in _SURROUNDED.findall(typed))


def _readings(typed: str) -> tuple[Decimal, ...]:
    """Return the amounts that a refused text could have meant, the likeliest first."""
    bare = _LEADING_ZEROS.sub("", _SURROUNDED.sub("", typed))
    strict = _strictly(bare)
    candidates = _loosely(bare) if strict is None else [strict]
    return tuple(dict.fromkeys(amount for amount in candidates if _within_bounds(amount)))


def _loosely(bare: str) -> list[Decimal]:
    """Read the last mark as the decimal mark, and all marks as thousands marks, if plausible."""
    if _MARKED.fullmatch(bare) is None:
        return []
    *groups, last = re.split(_MARK, bare)
    marks = re.findall(_MARK, bare)
    alone, alike = len(marks) == 1, len(set(marks)) == 1
    candidates: list[Decimal] = []
    if marks[-1] in ".," and (alone or not alike or len(last) <= 2):
        exact = Decimal(f"{''.join(groups) or '0'}.{last or '0'}")
        cents = Context(prec=_LONGEST + 2, rounding=ROUND_HALF_UP).quantize(exact, CENT)
        candidates.append(cents)
    if alike and groups[0].strip("0") and (len(last) == 3 or not alone):
        thousands = Decimal(f"{''.join(groups)}{last}.00")
        candidates.insert(0 if len(last) == 3 else 1, thousands)
    return candidates
