"""What all rules share: a declared model that inspects one case and yields violations.

No rule prints, reads a clock or knows the wording.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from pydantic import BaseModel, ConfigDict

from antragsbudget.core.balances import Balances, Effect
from antragsbudget.core.budget import Allocation
from antragsbudget.core.entries import Entry
from antragsbudget.language.records import Refusal


class Case(Struct, frozen=True):
    """One entry about to be recorded: what is before it, what it would change, the last day."""

    before: Balances
    entry: Entry
    effect: Effect
    latest: date

    def allocation(self, allocation_id: str) -> Allocation | None:
        """Return the allocation with this id; None if there is none."""
        known = [a for a in self.before.budget.allocations if a.id == allocation_id]
        return known[0] if known else None

    def named(self, nr: int) -> Entry | None:
        """Return the earlier entry with this number."""
        return self.before.entries.get(nr)


class Rule(BaseModel, ABC):
    """A demand on every entry. `source`: what demands it; empty for a rule of the program's own."""

    model_config = ConfigDict(frozen=True)

    source: str = ""

    @abstractmethod
    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield the violations of this rule."""
