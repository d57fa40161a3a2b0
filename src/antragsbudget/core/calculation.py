"""What a person may calculate where an amount is asked for: `2*480+290`, never a float.

The operands are amounts as `money` reads them; between them everything is an exact fraction, so
that only the result is rounded, and only where it has fractions of a cent.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from antragsbudget.values import money

LONGEST = 64  # characters; a longer text is refused unread, so hostile input costs nothing
DEEPEST = 8  # brackets within brackets

_NO_CENTS = (
    r"(?<=[.,])(?:--?+|[\u2212\u2013\u2014])(?!\s*[0-9(])"  # as in `5,-`, which is no `5 - …`
)
_TOKEN = re.compile(rf"\s*(?:([0-9][0-9.,'\u2019\s]*(?:{_NO_CENTS})?(?<!\s))|([-+*/()×÷]))\s*")
_OPERATORS = frozenset("-+*/()×÷")

Operation = Callable[[Fraction, Fraction], Fraction]
_SUMS: Mapping[str, Operation] = {"+": Fraction.__add__, "-": Fraction.__sub__}
_PRODUCTS: Mapping[str, Operation] = {
    "*": Fraction.__mul__,
    "×": Fraction.__mul__,
    "/": Fraction.__truediv__,
    "÷": Fraction.__truediv__,
}


class CalculationError(ValueError):
    """A text that is no calculation, or one whose result is no amount."""


class Calculated(Struct, frozen=True):
    """The amount that comes out, and whether it was rounded (half up, to the cent)."""

    amount: Decimal
    rounded: bool


def is_calculation(text: str) -> bool:
    """Say whether somebody meant to calculate: an operator between or around figures."""
    return not _OPERATORS.isdisjoint(text)


def calculate(text: str) -> Calculated:
    """Return what *text* comes to; CalculationError for what is no calculation or no amount."""
    if len(text) > LONGEST:
        raise CalculationError("too long")
    reader = _Reader(_tokens(text))
    result = reader.sum(0)
    if reader.next is not None:
        raise CalculationError(reader.next)
    cents = result * 100
    whole = (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)  # half up
    amount = Decimal(f"{whole}e-2")  # exact, whatever the ambient context
    if not money.CENT <= amount <= money.LARGEST:
        raise CalculationError("out of bounds")
    return Calculated(amount, rounded=whole != cents)


def _tokens(text: str) -> list[str]:
    found, at = list[str](), 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise CalculationError(text[at])
        found.append(match[1] or match[2])
        at = match.end()
    return found


class _Reader:
    """Reads sums of products of amounts and brackets, from the left to the right."""

    def __init__(self, tokens: list[str]) -> None:
        self._rest = tokens

    @property
    def next(self) -> str | None:
        return self._rest[0] if self._rest else None

    def sum(self, depth: int) -> Fraction:
        return self._row(_SUMS, lambda: self._row(_PRODUCTS, lambda: self._operand(depth)))

    def _row(self, steps: Mapping[str, Operation], part: Callable[[], Fraction]) -> Fraction:
        result = part()
        while self.next in steps:
            step = steps[self._taken()]
            try:
                result = step(result, part())
            except ZeroDivisionError as by_zero:
                raise CalculationError("division by zero") from by_zero
        return result

    def _operand(self, depth: int) -> Fraction:
        token = self._taken()
        if token == "(":  # noqa: S105  # nosec B105  # a bracket
            if depth == DEEPEST:
                raise CalculationError("too deep")
            inner = self.sum(depth + 1)
            if self._taken() != ")":
                raise CalculationError("open bracket")
            return inner
        try:
            return Fraction(money.parse(token))
        except money.AmountError as no_amount:
            raise CalculationError(token) from no_amount

    def _taken(self) -> str:
        if not self._rest:
            raise CalculationError("unfinished")
        return self._rest.pop(0)
