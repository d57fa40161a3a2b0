"""The header of a ledger: whose money it is, how it is divided, and on what conditions."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

DEFAULT_WARN_AT = Decimal("0.90")

Path = tuple[str | int, ...]  # of a key in the header: ("allocation", 0, "condition", "text")


class Condition(Struct, frozen=True, kw_only=True):
    """A Sperrvermerk: the whole allocation is blocked until a decision releases it."""

    text: str
    parties: tuple[str, ...] = ()


class Allocation(Struct, frozen=True, kw_only=True):
    """A named part of the budget."""

    id: str
    amount: Decimal
    code: str | None = None
    title: str | None = None
    condition: Condition | None = None

    @property
    def name(self) -> str:
        """Return the shortest name that a person would type."""
        return self.code or self.id


class Budget(Struct, frozen=True, kw_only=True):
    """The money that a motion asks for, divided into allocations that add up to the total."""

    title: str
    currency: str
    fiscal_year: int
    total: Decimal
    allocations: tuple[Allocation, ...]
    authority: str | None = None
    committee: str | None = None
    office: str | None = None
    chair: str | None = None
    motion_date: date | None = None
    meeting_date: date | None = None
    movers: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    warn_at: Decimal = DEFAULT_WARN_AT
    four_eyes_from: Decimal | None = None

    @property
    def names(self) -> dict[str, tuple[str, str | None]]:
        """Return the name and the title of each allocation by its id."""
        return {
            allocation.id: (allocation.name, allocation.title) for allocation in self.allocations
        }

    def allocation(self, allocation_id: str) -> Allocation:
        """Return the allocation with this id; KeyError if there is none."""
        for allocation in self.allocations:
            if allocation.id == allocation_id:
                return allocation
        raise KeyError(allocation_id)


def texts_of(budget: Budget) -> Iterator[tuple[Path, str]]:
    """Yield each text of the header with its path; a blank one only where there must be one."""
    yield ("budget", "title"), budget.title
    for key in ("authority", "committee", "office", "chair"):
        yield from _filled(("budget", key), getattr(budget, key))
    for key in ("movers", "areas"):
        yield from ((("budget", key), text) for text in getattr(budget, key))
    for index, allocation in enumerate(budget.allocations):
        path: Path = ("allocation", index)
        yield (*path, "id"), allocation.id
        yield from _filled((*path, "code"), allocation.code)
        yield from _filled((*path, "title"), allocation.title)
        if allocation.condition is not None:
            yield (*path, "condition", "text"), allocation.condition.text
            for party in allocation.condition.parties:
                yield (*path, "condition", "parties"), party


def _filled(path: Path, text: str | None) -> Iterator[tuple[Path, str]]:
    if text is not None and text.strip():
        yield path, text
