"""What the money covers: the floor under every figure, and the two watched amounts."""

from collections.abc import Iterator
from decimal import Decimal

from antragsbudget.core.balances import Position, held_in
from antragsbudget.core.entries import (
    Block,
    CarryForward,
    Commitment,
    Cut,
    Expense,
    Refund,
    Release,
    Reservation,
    Reversal,
    Transfer,
    YearClose,
    amount_of,
    named_by,
)
from antragsbudget.core.rules.rule import Rule, Step
from antragsbudget.core.statement import positions_after
from antragsbudget.core.violations import Remedy, Violation
from antragsbudget.values.money import ZERO


class Floor(Rule):
    """Nothing falls below zero, nothing blocked exceeds the money, nothing paid the orders."""

    source: str = "§ 24 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield the figures and remainders that the entry would leave below their floor."""
        entry = step.entry
        if isinstance(entry, CarryForward | Transfer):  # what other rules admit is never below
            return
        if isinstance(entry, Refund):
            item = step.before.items.get(entry.entry)
            if item is not None and item.left < entry.amount:
                facts = {
                    "entry": entry.entry,
                    "left": item.left,
                    "amount": entry.amount,
                }
                yield self.against("below_floor", "refund_above_left", facts)
                return
        touched: dict[tuple[str, int], set[str]] = {}
        for move in step.effect.moves:
            if move.amount:
                touched.setdefault((move.allocation, move.year), set()).add(move.figure)
        for place, after in positions_after(step.before, step.effect).items():
            for figure, value, most in _below(after, touched.get(place, set())):
                yield self._said(step, place, figure, value, most)
        yield from self._items(step)

    def _said(
        self,
        step: Step,
        place: tuple[str, int],
        figure: str,
        value: Decimal,
        most: Decimal,
    ) -> Violation:
        facts: dict[str, object] = {
            "allocation": place[0],
            "figure": figure,
            "after": value,
        }
        if isinstance(step.entry, Release) and figure == "blocked":
            blocked = step.before.position(*place).blocked
            facts |= {"blocked": blocked, "amount": step.entry.amount}
            ways = (Remedy("release", {"allocation": place[0], "amount": blocked}),)
            return self.against(
                "below_floor",
                "release_above_blocked" if blocked > 0 else "nothing_blocked",
                facts,
                *(ways if blocked > 0 else ()),
            )
        if isinstance(step.entry, YearClose) and figure in ("revised", "blocked"):
            lack = abs(value - most)
            way = "supplement" if figure == "revised" else "release"
            return self.against(
                "below_floor",
                f"close_{figure}",
                facts | {"missing": lack},
                Remedy(way, {"allocation": place[0], "amount": lack}),
            )
        if figure == "revised":
            return self.against("below_floor", "below_floor_revised", facts)
        return self.against("below_floor", "below_floor", facts | {"limit": most})

    def _items(self, step: Step) -> Iterator[Violation]:
        for turn in step.effect.turns:
            item = step.before.items.get(turn.nr)
            if item is None:
                continue
            left, paid = item.left + turn.left, item.paid + turn.paid
            if (
                (turn.left < 0 and left < 0)
                or paid < 0
                or (paid > left and held_in(item.entry) == "ordered")
            ):
                yield self.against(
                    "below_floor",
                    "below_floor_entry",
                    {"entry": turn.nr, "after": min(left, paid)},
                )


def _below(after: Position, touched: set[str]) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Yield each touched figure that is out of its bounds: name, value, the bound it passed."""
    if "changes" in touched and after.revised < 0:
        yield "revised", after.revised, ZERO
    for figure in ("blocked", "reserved", "committed", "ordered", "paid"):
        if figure in touched and getattr(after, figure) < 0:
            yield figure, getattr(after, figure), ZERO
    if touched & {"blocked", "changes"} and after.blocked > max(after.revised, ZERO):
        yield "blocked", after.blocked, after.revised
    if touched & {"paid", "ordered"} and after.paid > max(after.ordered, ZERO):
        yield "paid", after.paid, after.ordered


class Availability(Rule):
    """No obligation beyond what the allocation has left, blocked or reserved money included."""

    source: str = "§ 24 KomHVO NRW"

    def check(self, step: Step) -> Iterator[Violation]:
        """Yield each place where a watched amount would fall below zero."""
        entry = step.entry
        if isinstance(entry, Block | Cut) and entry.despite_shortfall:
            return
        if isinstance(entry, CarryForward):  # may take reserved money: reservations lapse
            return
        for (allocation, year), after in positions_after(step.before, step.effect).items():
            before = step.before.position(allocation, year)
            lacks = [
                -amount
                for was, amount in (
                    (before.unblocked, after.unblocked),
                    (before.unreserved, after.unreserved),
                )
                if amount < 0 and amount < was
            ]
            if lacks:
                yield self._refusal(step, allocation, year, before, after, max(lacks))

    def _refusal(
        self,
        step: Step,
        allocation: str,
        year: int,
        before: Position,
        after: Position,
        missing: Decimal,
    ) -> Violation:
        facts: dict[str, object] = {
            "allocation": allocation,
            "year": year,
            "kind": step.entry.kind,
            "missing": missing,
            "revised": before.revised,
            "blocked": before.blocked,
            "reserved": before.reserved,
            "committed": before.committed,
            "ordered": before.ordered,
            "available": before.available,
        }
        amount = amount_of(step.entry)
        if amount is not None:
            facts["amount"] = amount
        ways = tuple(_ways_out(step, allocation, before, after, missing))
        only_blocked = (
            after.blocked > 0
            and after.blocked <= before.blocked
            and after.unobligated >= 0
            and (after.unreserved >= 0 or after.unreserved >= before.unreserved)
        )
        if only_blocked:
            says = "blocked" if before.blocked >= before.revised else "blocked_in_part"
            return self.against("blocked", says, facts, *ways)
        own_words = ("reversal", "transfer", "cut", "block")
        kind = step.entry.kind
        return self.against(
            "not_available",
            f"not_available_{kind}" if kind in own_words else "not_available",
            facts,
            *ways,
        )


def _ways_out(
    step: Step, allocation: str, before: Position, after: Position, missing: Decimal
) -> Iterator[Remedy]:
    """Yield the lawful ways out, the nearest first; none invents a decision."""
    entry = step.entry
    if isinstance(entry, Reversal):
        draw = step.before.effects[entry.entry].draw
        if draw is not None and draw.released > 0 and not entry.keep_settled:
            yield Remedy("keep_settled", {"entry": entry.entry, "amount": draw.released})
    if isinstance(entry, Block | Cut) and after.revised >= max(after.blocked, ZERO):
        explained = entry.reason is not None
        yield Remedy("despite_shortfall" if explained else "despite_shortfall_reason")
    if not isinstance(entry, Reservation | Commitment | Expense | Transfer):
        return
    if not isinstance(entry, Transfer):
        yield from _open_to_draw(step, entry)
    if entry.amount > missing:
        says = "at_most_moved" if isinstance(entry, Transfer) else "at_most"
        yield Remedy(says, {"amount": entry.amount - missing})
    if isinstance(entry, Transfer) and after.unreserved < 0:
        return
    lack = min(before.blocked, -after.unblocked)
    if lack > 0:
        yield Remedy("release", {"allocation": allocation, "amount": lack})
        if isinstance(entry, Commitment) and before.unreserved >= entry.amount:
            yield Remedy("reserve", {"allocation": allocation, "amount": entry.amount})
    more = max(-after.unreserved, -after.unblocked - before.blocked)
    if more > 0 and not isinstance(entry, Transfer):
        yield from _more_money(step, allocation, more)


def _more_money(step: Step, allocation: str, more: Decimal) -> Iterator[Remedy]:
    """Yield where *more* can come from: the allocation that has most available, or a supplement."""
    year = step.entry.budget_year
    others = {
        other.id: step.before.position(other.id, year).available
        for other in step.before.budget.allocations
        if other.id != allocation
    }
    richest = max(others, key=lambda other: others[other], default="")
    if richest and others[richest] >= more:
        yield Remedy("transfer", {"source": richest, "allocation": allocation, "amount": more})
    yield Remedy("supplement", {"allocation": allocation, "amount": more})


def _open_to_draw(step: Step, entry: Reservation | Commitment | Expense) -> Iterator[Remedy]:
    """Yield up to three open entries of the allocation that this one could name, largest first."""
    if isinstance(entry, Reservation) or named_by(entry):
        return
    kinds = (Reservation, Commitment) if isinstance(entry, Expense) else (Reservation,)
    standing = [
        item
        for nr, item in step.before.items.items()
        if isinstance(item.entry, kinds)
        and item.allocation == entry.allocation
        and item.year == entry.budget_year
        and item.left > 0
        and nr not in step.before.reversed_by
    ]
    for item in sorted(standing, key=lambda item: -item.left)[:3]:
        facts = {
            "entry": item.entry.nr,
            "amount": item.left,
            "purpose": item.entry.purpose,
        }
        yield Remedy(f"draw_{item.entry.kind}", facts)
