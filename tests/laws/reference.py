"""A second bookkeeper: the figures of a ledger, summed from its raw entries by the contract alone.

Nothing runs along here, and nothing of the program is used: each question is answered anew from
all the entries up to a number, in whole cents. Where the program keeps figures and moves them,
this asks what stands, who named it, and how much was left the moment before. It is as slow as it
is plain.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

Table = Mapping[str, Any]  # as the file holds it
OBLIGATIONS = {"reservation": "reserved", "commitment": "committed", "expense": "ordered"}


def cents(amount: Decimal) -> int:
    whole = amount * 100
    assert whole == int(whole), f"a fraction of a cent: {amount}"
    return int(whole)


@dataclass(frozen=True, eq=False)
class Bookkeeper:
    """Answers for one ledger. `upto` is the number of the last entry that counts."""

    header: Table
    entries: tuple[Table, ...]

    @cached_property
    def by_number(self) -> dict[int, Table]:
        return {entry["nr"]: entry for entry in self.entries}

    @cached_property
    def last(self) -> int:
        return max(self.by_number, default=0)

    # What stands, and who named it

    def reversal(self, nr: int, upto: int) -> Table | None:
        """Return the Storno of entry *nr*."""
        for entry in self._first(upto):
            if entry["kind"] == "reversal" and entry["entry"] == nr:
                return entry
        return None

    def stands(self, nr: int, upto: int) -> bool:
        return nr <= upto and self.reversal(nr, upto) is None

    def of(self, nr: int, upto: int, *kinds: str) -> list[int]:
        """Return the numbers of the entries of these kinds that name *nr*, reversed or not."""
        return [
            entry["nr"]
            for entry in self._first(upto)
            if entry["kind"] in kinds
            and nr in (entry.get("entry"), entry.get("reservation"), entry.get("commitment"))
        ]

    def _first(self, upto: int) -> Iterable[Table]:
        return (entry for entry in self.entries if entry["nr"] <= upto)

    def _amount(self, nr: int) -> int:
        return cents(self.by_number[nr]["amount"])

    # Reservations and commitments: "uses up what it names by value"

    @cache  # noqa: B019  # a bookkeeper lives as long as one test
    def open(self, nr: int, upto: int) -> int:
        """Return the open remainder of a reservation or commitment."""
        remainder = self._amount(nr) if self.stands(nr, upto) else 0
        for user in self.of(nr, upto, "commitment", "expense", "settlement"):
            reversal = self.reversal(user, upto)
            if reversal is None:
                remainder -= self.drawn(user) + self.released(user)
            elif reversal.get("keep_settled"):  # "gives back the draw alone"
                remainder -= self.released(user)
        return remainder

    def drawn(self, user: int) -> int:
        """Return what an entry used of what it names; the excess is never assigned anew."""
        if self.by_number[user]["kind"] == "settlement":
            return 0
        return min(self._amount(user), max(0, self._open_before(user)))

    def released(self, user: int) -> int:
        """Return what `settle` or `--final` set free."""
        entry = self.by_number[user]
        if entry["kind"] == "settlement" or entry.get("final"):
            return self._open_before(user) - self.drawn(user)
        return 0

    def _open_before(self, user: int) -> int:
        entry = self.by_number[user]
        named = entry.get("entry") or entry.get("commitment") or entry.get("reservation")
        return self.open(named, user - 1)

    # Expenses: "pay notes what is left unpaid", "a refund lowers ordered, and paid if …"

    @cache  # noqa: B019
    def left(self, nr: int, upto: int) -> int:
        """Return what refunds left of an expense."""
        refunds = [r for r in self.of(nr, upto, "refund") if self.stands(r, upto)]
        ordered = self._amount(nr) if self.stands(nr, upto) else 0
        return ordered - sum(map(self._amount, refunds))

    @cache  # noqa: B019
    def paid(self, nr: int, upto: int) -> int:
        """Return what of an expense is paid."""
        payments = [p for p in self.of(nr, upto, "payment") if self.stands(p, upto)]
        refunds = [r for r in self.of(nr, upto, "refund") if self.stands(r, upto)]
        return sum(map(self._noted, payments)) - sum(map(self._paid_back, refunds))

    def _noted(self, payment: int) -> int:
        nr = self.by_number[payment]["entry"]
        return self.left(nr, payment - 1) - self.paid(nr, payment - 1)

    def _paid_back(self, refund: int) -> int:
        nr = self.by_number[refund]["entry"]
        left = self.left(nr, refund - 1) - self._amount(refund)
        return max(0, self.paid(nr, refund - 1) - left)

    # Figures

    def remainders(self, upto: int) -> dict[int, tuple[int, int]]:
        """Return by number what is left of, and paid on, each booking."""
        found = {}
        for entry in self._first(upto):
            nr = entry["nr"]
            if entry["kind"] == "expense":
                found[nr] = self.left(nr, upto), self.paid(nr, upto)
            elif entry["kind"] in OBLIGATIONS:
                found[nr] = self.open(nr, upto), 0
        return found

    def figures(self, allocation: str, year: int, upto: int) -> dict[str, int]:
        """Return nine of the ten figures in cents; a year without an Ansatz has zeros."""
        first = year == self.header["budget"]["fiscal_year"]
        [granted] = [a for a in self.header["allocation"] if a["id"] == allocation]
        appropriation = cents(granted["amount"]) if first else 0
        own = [
            entry
            for entry in self._first(upto)
            if entry.get("allocation") == allocation and _budget_year(entry) == year
        ]
        remainders = self.remainders(upto)
        sums = dict.fromkeys((*OBLIGATIONS.values(), "paid"), 0)
        blocked = appropriation if "condition" in granted else 0
        for entry in own:
            nr, kind = entry["nr"], entry["kind"]
            if kind in OBLIGATIONS:
                left, paid = remainders[nr]
                sums[OBLIGATIONS[kind]] += left
                sums["paid"] += paid
            elif kind in ("block", "release") and self.stands(nr, upto):
                blocked += self._amount(nr) if kind == "block" else -self._amount(nr)
        shown = min(max(blocked, 0), appropriation)  # "between 0 and revised"
        free = appropriation - sums["ordered"] - sums["committed"]
        return {
            "appropriation": appropriation,
            "changes": 0,
            "revised": appropriation,
            "blocked": shown,
            **sums,
            "available": free - max(shown, sums["reserved"]),
        }


def _budget_year(entry: Table) -> int:
    year: int = entry.get("year", entry["date"].year)
    return year
