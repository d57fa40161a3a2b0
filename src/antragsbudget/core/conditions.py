"""Why money is blocked: the conditions of the header with their consents, and blocks by decision.

Consents are evidence and never a switch: what they say unlocks nothing here.
"""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Allocation
from antragsbudget.core.entries import Block, CarryForward, Consent, Entry, Reversal
from antragsbudget.language.conditions import Consents, ReasonsOfBlock
from antragsbudget.values.money import ZERO


class ConditionState(Struct, frozen=True):
    """A condition and what its parties answered; each party is in exactly one of the four."""

    allocation: Allocation
    given: tuple[str, ...]
    refused: tuple[str, ...]
    withdrawn: tuple[str, ...]
    unanswered: tuple[str, ...]

    @property
    def parties(self) -> int:
        """Return how many were asked."""
        return len(self.given) + len(self.refused) + len(self.withdrawn) + len(self.unanswered)


def conditions(balances: Balances) -> tuple[ConditionState, ...]:
    """Return the state of every condition of the header."""
    return tuple(
        condition_state(balances, allocation)
        for allocation in balances.budget.allocations
        if allocation.condition is not None
    )


def condition_state(
    balances: Balances, allocation: Allocation, and_also: Consent | None = None
) -> ConditionState:
    """Return what the parties to the condition of *allocation* answered last.

    *and_also*: an answer that is about to be recorded.
    """
    by_answer: dict[str, list[str]] = {"given": [], "refused": [], "withdrawn": [], "": []}
    for party, known in register(balances, allocation).items():
        new = [and_also] if and_also is not None and and_also.party == party else []
        answers = sorted([*known, *new], key=lambda consent: consent.date)
        by_answer[answers[-1].answer if answers else ""].append(party)
    given, refused, withdrawn, unanswered = (tuple(names) for names in by_answer.values())
    return ConditionState(allocation, given, refused, withdrawn, unanswered)


def register(balances: Balances, allocation: Allocation) -> dict[str, list[Consent]]:
    """Return the parties in the header's order, each with all its answers, the latest last."""
    parties = allocation.condition.parties if allocation.condition else ()
    answers = balances.answers(allocation.id)
    return {party: answers.get(party, []) for party in parties}


def consents(state: ConditionState) -> Consents:
    """Return what the parties answered last, to be said."""
    return Consents(
        given=state.given,
        refused=state.refused,
        withdrawn=state.withdrawn,
        unanswered=state.unanswered,
    )


class BlockState(Struct, frozen=True):
    """Why money is blocked: what is left of the Sperrvermerk, and what was blocked by decision."""

    by_condition: Decimal
    by_decision: Decimal
    blocks: tuple[Block, ...]


def block_state(balances: Balances, allocation: Allocation, year: int) -> BlockState:
    """Return how the blocked money of an allocation divides in a budget year.

    A release and a cut take from the Sperrvermerk first: it is what releases are decided for. What
    is carried into the next year is of the Sperrvermerk first, too, and blocks beyond it lapse.
    """
    condition = allocation.amount if allocation.condition else ZERO
    by_decision, blocks = ZERO, list[Block]()
    for current in range(balances.budget.fiscal_year, year + 1):
        if current > balances.budget.fiscal_year:
            carried = _carried_into(balances, allocation.id, current)
            condition = min(condition, carried)
            by_decision = min(by_decision, carried - condition)
            blocks = blocks if by_decision else []
        for entry, amount in _blocked_in(balances, allocation.id, current):
            if isinstance(entry, CarryForward) and current < year:
                continue  # what became of it stands in the next year
            freed = min(max(-amount, ZERO), condition)
            condition -= freed
            by_decision += amount + freed
            if isinstance(entry, Block):
                blocks.append(entry)
            blocks = blocks if by_decision else []
    blocked = max(balances.position(allocation.id, year).blocked, ZERO)
    condition = min(max(condition, ZERO), blocked)
    return BlockState(condition, blocked - condition, tuple(blocks))


def reasons_of_block(balances: Balances, allocation: Allocation, year: int) -> ReasonsOfBlock:
    """Return why money of an allocation is blocked in a budget year, to be said."""
    state, condition = block_state(balances, allocation, year), allocation.condition
    blocks = tuple(block.reason for block in state.blocks)
    if condition is None or state.by_condition <= 0:
        return ReasonsOfBlock(blocks=blocks)
    answers = consents(condition_state(balances, allocation)) if condition.parties else None
    return ReasonsOfBlock(condition=condition.text, consents=answers, blocks=blocks)


def _blocked_in(balances: Balances, allocation: str, year: int) -> Iterator[tuple[Entry, Decimal]]:
    """Yield what stands and changed the blocked money of a year, and by how much."""
    wanted = (allocation, year, "blocked")
    for nr in balances.blocking:
        entry = balances.entries[nr]
        if nr in balances.reversed_by or isinstance(entry, Reversal):
            continue
        postings = balances.effects[nr].postings
        amount = sum(
            (m.amount for m in postings if (m.allocation, m.year, m.figure) == wanted), ZERO
        )
        carried_in = isinstance(entry, CarryForward) and entry.to_year == year
        if amount and not carried_in:
            yield entry, amount


def _carried_into(balances: Balances, allocation: str, year: int) -> Decimal:
    carries = (
        entry.blocked or ZERO
        for entry in map(balances.entries.__getitem__, balances.blocking)
        if isinstance(entry, CarryForward)
        and (entry.allocation, entry.to_year) == (allocation, year)
    )
    return sum(carries, ZERO)
