"""A second bookkeeper: the figures of a ledger, summed from its raw entries by the contract alone.

Nothing runs along here, and nothing of the program is used: each question is answered anew from
all the entries up to a number, in whole cents. Where the program keeps figures and moves them,
this asks what stands, who named it, and how much was left the moment before. It is as slow as it
is plain: what was asked once is remembered, and nothing else is kept.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

Table = Mapping[str, Any]  # as the file holds it
OBLIGATIONS = {"reservation": "reserved", "commitment": "committed", "expense": "ordered"}
MEASURE_KEYS = (
    *("title", "allocation", "area", "status", "planned", "result", "next_step", "target_date"),
    *("funding", "public_text", "public"),
)


def cents(amount: Decimal) -> int:
    whole = amount * 100
    assert whole == int(whole), f"a fraction of a cent: {amount}"
    return int(whole)


def remembered(
    ask: Callable[Concatenate["Bookkeeper", P], T],
) -> Callable[Concatenate["Bookkeeper", P], T]:
    """Ask once: the bookkeeper remembers the answer for as long as she lives."""

    def answer(self: "Bookkeeper", /, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (ask.__name__, *args, *kwargs.items())
        if question not in self.memory:
            self.memory[question] = ask(self, *args, **kwargs)
        known: T = self.memory[question]
        return known

    return answer


@dataclass(frozen=True, eq=False)
class Bookkeeper:
    """Answers for one ledger. `upto` is the number of the last entry that counts."""

    header: Table
    entries: tuple[Table, ...]
    memory: dict[object, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def by_number(self) -> dict[int, Table]:
        return {entry["nr"]: entry for entry in self.entries}

    @cached_property
    def last(self) -> int:
        return max(self.by_number, default=0)

    # What stands, and who named it

    @remembered
    def reversal(self, nr: int, upto: int) -> Table | None:
        """Return the Storno of entry *nr*."""
        for entry in self._first(upto):
            if entry["kind"] == "reversal" and entry["entry"] == nr:
                return entry
        return None

    def stands(self, nr: int, upto: int) -> bool:
        return nr <= upto and self.reversal(nr, upto) is None

    @remembered
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

    @remembered
    def open(self, nr: int, upto: int) -> int:
        """Return the open remainder of a reservation or commitment."""
        if any(self.lapsed(nr, close) for close in self.closes(upto)):
            return 0
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
        [named] = [entry[key] for key in ("entry", "commitment", "reservation") if key in entry]
        return self.open(named, user - 1)

    # Expenses: "pay notes what is left unpaid", "a refund lowers ordered, and paid if …"

    @remembered
    def left(self, nr: int, upto: int) -> int:
        """Return what refunds left of an expense."""
        refunds = [r for r in self.of(nr, upto, "refund") if self.stands(r, upto)]
        ordered = self._amount(nr) if self.stands(nr, upto) else 0
        return ordered - sum(map(self._amount, refunds))

    @remembered
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

    # What a year-end does: "moves each open commitment along with its money", "reservations lapse"

    @remembered
    def closes(self, upto: int) -> tuple[int, ...]:
        """Return the numbers of the year-ends; one of a year that is not open ends nothing."""
        found: list[int] = []
        for entry in self._first(upto):
            if entry["kind"] == "year_close" and entry["year"] == self._first_year + len(found):
                found.append(entry["nr"])
        return tuple(found)

    def open_year(self, upto: int) -> int:
        """Return the one budget year that is open."""
        return self._first_year + len(self.closes(upto))

    @remembered
    def year_of(self, nr: int, upto: int) -> int:
        """Return the budget year in which a booking lies."""
        year = _budget_year(self.by_number[nr])
        return year + sum(self.moved(nr, close) != 0 for close in self.closes(upto))

    @remembered
    def moved(self, nr: int, close: int) -> int:
        """Return what of a commitment a year-end moved on."""
        return self._open_at(nr, close) if self.by_number[nr]["kind"] == "commitment" else 0

    @remembered
    def lapsed(self, nr: int, close: int) -> int:
        """Return what of a reservation lapsed with a year-end."""
        return self._open_at(nr, close) if self.by_number[nr]["kind"] == "reservation" else 0

    def _open_at(self, nr: int, close: int) -> int:
        ends = self.by_number[close]["year"]
        if nr > close or self.year_of(nr, close - 1) != ends:
            return 0
        return self.open(nr, close - 1)

    @property
    def _first_year(self) -> int:
        year: int = self.header["budget"]["fiscal_year"]
        return year

    # What changes the Ansatz: "supplements − cuts ± transfers ± carry-forward"

    @remembered
    def changes(self, allocation: str, year: int, upto: int) -> int:
        """Return by how much the Ansatz was changed, with the money of commitments that moved."""
        found = 0
        for entry in self._first(upto):
            nr, kind = entry["nr"], entry["kind"]
            if kind == "transfer" and _budget_year(entry) == year and self.stands(nr, upto):
                found += self._amount(nr) * (entry["to"] == allocation)
                found -= self._amount(nr) * (entry["from"] == allocation)
            elif entry.get("allocation") != allocation:
                continue
            elif kind == "carry_forward":
                found += self._amount(nr) * (
                    (entry["to_year"] == year) - (entry["from_year"] == year)
                )
            elif kind == "commitment":
                for close in self.closes(upto):
                    ended = self.by_number[close]["year"]
                    found += self.moved(nr, close) * ((ended + 1 == year) - (ended == year))
            elif _budget_year(entry) == year and self.stands(nr, upto):
                sign = {"supplement": 1, "cut": -1}.get(kind)
                found += sign * self._amount(nr) if sign else 0
        return found

    @remembered
    def blocked(self, allocation: str, year: int, upto: int) -> int:
        """Return what is blocked; in the replay of a day perhaps more than there is, or less."""
        [granted] = [a for a in self.header["allocation"] if a["id"] == allocation]
        found = self.appropriation(allocation, year) if "condition" in granted else 0
        for entry in self._first(upto):
            nr, kind = entry["nr"], entry["kind"]
            if entry.get("allocation") != allocation:
                continue
            if kind == "carry_forward" and "blocked" in entry:  # "stays blocked"
                part = cents(entry["blocked"])
                found += part * ((entry["to_year"] == year) - (entry["from_year"] == year))
            elif _budget_year(entry) == year and self.stands(nr, upto):
                if kind == "cut":
                    found -= self.unblocked_by(nr)
                elif kind in ("block", "release"):
                    found += self._amount(nr) if kind == "block" else -self._amount(nr)
        return found

    @remembered
    def unblocked_by(self, cut: int) -> int:
        """Return the blocked money that a cut took: "free money first, then blocked money"."""
        entry = self.by_number[cut]
        place = entry["allocation"], _budget_year(entry), cut - 1
        left = self.appropriation(*place[:2]) + self.changes(*place) - self._amount(cut)
        left -= sum(self.sums(*place)[name] for name in ("ordered", "committed"))
        return max(0, self.blocked(*place) - max(0, left))

    def appropriation(self, allocation: str, year: int) -> int:
        """Return the Ansatz of the header, which is that of its own year."""
        [granted] = [a for a in self.header["allocation"] if a["id"] == allocation]
        return cents(granted["amount"]) if year == self._first_year else 0

    # Figures

    @remembered
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

    @remembered
    def sums(
        self, allocation: str, year: int | None, upto: int, measure: str | None = None
    ) -> dict[str, int]:
        """Return what is reserved, committed, ordered and paid; of one measure, or of all."""
        found = dict.fromkeys((*OBLIGATIONS.values(), "paid"), 0)
        for nr, (left, paid) in self.remainders(upto).items():
            entry = self.by_number[nr]
            meant = (
                entry["allocation"] == allocation
                and year in (None, self.year_of(nr, upto))
                and measure in (None, entry.get("measure"))
            )
            if meant:
                found[OBLIGATIONS[entry["kind"]]] += left
                found["paid"] += paid
        return found

    def figures(self, allocation: str, year: int, upto: int) -> dict[str, int]:
        """Return nine of the ten figures in cents; a later year's Ansatz is zero."""
        appropriation = self.appropriation(allocation, year)
        changes = self.changes(allocation, year, upto)
        revised = appropriation + changes
        sums = self.sums(allocation, year, upto)
        blocked = self.blocked(allocation, year, upto)
        shown = max(0, min(blocked, revised))  # "between 0 and revised"
        free = revised - sums["ordered"] - sums["committed"]
        return {
            "appropriation": appropriation,
            "changes": changes,
            "revised": revised,
            "blocked": shown,
            **sums,
            "available": free - max(shown, sums["reserved"]),
        }

    # What is known of a measure: it, "or its new state"

    def measures(self, upto: int) -> dict[str, dict[str, Any]]:
        """Return the latest state of each measure: the last word on each of its keys."""
        found: dict[str, dict[str, Any]] = {}
        for entry in self._first(upto):
            if entry["kind"] == "measure":
                told = {key: value for key, value in entry.items() if key in MEASURE_KEYS}
                found.setdefault(entry["measure"], {}).update(told)
        return found


def _budget_year(entry: Table) -> int:
    year: int = entry.get("year", entry["date"].year)
    return year
