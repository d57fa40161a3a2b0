"""Shares of money: exact where they are compared, and how they are rounded to be shown."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

_WIDE = Context(prec=60)  # a forged share may be of any size
# What follows the last digit is cut off: it changes neither which side of 1 a share is on, nor,
# since half a step has few digits, to which side it is rounded.
_EXACT = Context(prec=60, rounding=ROUND_DOWN)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return how much of *whole* is *part*, unrounded; None where the whole is not above 0."""
    return None if whole <= 0 else _EXACT.divide(part, whole)


def for_programs(exact: Decimal) -> Decimal:
    """Return a share with four decimals, half up, but below 1 as long as it is."""
    return _rounded(exact, Decimal("0.0001"))


def in_percent(exact: Decimal) -> Decimal:
    """Return a share in per cent with one decimal, half up, but below 100 as long as it is."""
    return _rounded(exact, Decimal("0.001")).scaleb(2, _WIDE)


def _rounded(exact: Decimal, step: Decimal) -> Decimal:
    nearest = exact.quantize(step, ROUND_HALF_UP, _WIDE)
    return min(nearest, _WIDE.subtract(Decimal(1), step)) if exact < 1 else nearest
