"""The course of spending in a budget year: what was ordered after each day on which it changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from antragsbudget.core.balances import Balances
from antragsbudget.core.entries import Booking
from antragsbudget.core.publicity import root_of
from antragsbudget.core.selection import booked_entry
from antragsbudget.values.money import ZERO

# A day, the sum ordered after it, and by root what hidden commitments changed it by.
_Day = tuple[date, Decimal, dict[int, Decimal]]


def spending(
    balances: Balances, year: int, public: Mapping[int, bool]
) -> Iterator[tuple[date, Decimal]]:
    """Yield days of *year* on which the sum ordered changed, in order, with the sum after them.

    What was valued before or after the year counts for its first or last day. Between two of them,
    and up to the last, which is always there, never lies a single commitment that is not public:
    its price would show.
    """
    shown: list[_Day] = []
    total, hidden = ZERO, dict[int, Decimal]()
    changes = sorted(_changes(balances, year))
    for index, (day, nr, amount) in enumerate(changes):
        total += amount
        if not public[nr]:
            root = _root(balances, nr)
            hidden[root] = hidden.get(root, ZERO) + amount
        if index + 1 == len(changes) or changes[index + 1][0] != day:
            shown.append((day, total, hidden))
            hidden = {}
    return iter(_merged(shown))


def _merged(shown: list[_Day]) -> list[tuple[date, Decimal]]:
    """Leave out days until no change of the sum reveals a single hidden commitment."""
    kept: list[_Day] = []
    before: dict[int, Decimal] = {}
    for day, total, hidden in shown:
        together = _added(before, hidden)
        if _single(together):
            before = together
            continue
        kept.append((day, total, together))
        before = {}
    if shown and _single(before):
        day, total, _ = shown[-1]
        while _single(before) and any(behind for _, _, behind in kept):
            before = _added(kept.pop()[2], before)
        kept.append((day, total, before))
    return [(day, total) for day, total, _ in kept]


def _added(first: dict[int, Decimal], other: dict[int, Decimal]) -> dict[int, Decimal]:
    return {nr: first.get(nr, ZERO) + other.get(nr, ZERO) for nr in first.keys() | other.keys()}


def _single(hidden: dict[int, Decimal]) -> bool:
    return sum(amount != 0 for amount in hidden.values()) == 1


def _changes(balances: Balances, year: int) -> Iterator[tuple[date, int, Decimal]]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    for nr, effect in balances.effects.items():
        postings = [m.amount for m in effect.postings if (m.year, m.figure) == (year, "ordered")]
        if amount := sum(postings, ZERO):
            yield min(max(balances.entries[nr].date, first), last), nr, amount


def _root(balances: Balances, nr: int) -> int:
    booked = booked_entry(balances.entries[nr], balances)
    return root_of(balances, booked) if isinstance(booked, Booking) else nr
