"""What the money covers: the floor under every figure, and the two watched amounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypedDict

from antragsbudget.core.balances import Position, PositionKey, held_in
from antragsbudget.core.conditions import reasons_of_block
from antragsbudget.core.entries import (
    Block,
    CarryForward,
    Commitment,
    Cut,
    Entry,
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
from antragsbudget.core.rules.rule import Case, Rule
from antragsbudget.core.statement import positions_after
from antragsbudget.language import messages
from antragsbudget.language.records import Refusal, Remedy
from antragsbudget.values.money import ZERO


class Floor(Rule):
    """Nothing falls below zero; no more is blocked than there is, or paid than ordered."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield the figures and remainders that the entry would leave below their floor."""
        entry = case.entry
        if isinstance(entry, CarryForward | Transfer):  # what other rules admit is never below
            return
        if isinstance(entry, Refund):
            item = case.before.items.get(entry.entry)
            if item is not None and item.left < entry.amount:
                yield messages.funds.RefundAboveLeft(
                    entry=entry.entry, left=item.left, amount=entry.amount, source=self.source
                )
                return
        touched: dict[PositionKey, set[str]] = {}
        for posting in case.effect.postings:
            if posting.amount:
                touched.setdefault((posting.allocation, posting.year), set()).add(posting.figure)
        for key, after in positions_after(case.before, case.effect).items():
            for figure, value, most in _below(after, touched.get(key, set())):
                yield self._refusal(case, key, figure, value, most)
        yield from self._items(case)

    def _refusal(
        self,
        case: Case,
        key: PositionKey,
        figure: str,
        after: Decimal,
        limit: Decimal,
    ) -> Refusal:
        allocation, source = key[0], self.source
        if isinstance(case.entry, Release) and figure == "blocked":
            blocked, amount = case.before.position(*key).blocked, case.entry.amount
            if blocked <= 0:
                return messages.funds.ReleaseOfNothing(
                    allocation=allocation, amount=amount, source=source
                )
            return messages.funds.ReleaseAboveBlocked(
                allocation=allocation,
                blocked=blocked,
                amount=amount,
                remedies=(messages.remedies.Release(allocation=allocation, amount=blocked),),
                source=source,
            )
        if isinstance(case.entry, YearClose) and figure in ("revised", "blocked"):
            lack = abs(after - limit)
            more = (
                messages.remedies.Supplement if figure == "revised" else messages.remedies.Release
            )
            kind = (
                messages.funds.CloseWithoutMoney
                if figure == "revised"
                else messages.funds.CloseWithBlocked
            )
            way = more(allocation=allocation, amount=lack)
            return kind(allocation=allocation, missing=lack, remedies=(way,), source=source)
        if figure == "revised":
            return messages.funds.RevisedBelowFloor(
                allocation=allocation, after=after, source=source
            )
        return messages.funds.BelowFloor(
            allocation=allocation, figure=figure, after=after, limit=limit, source=source
        )

    def _items(self, case: Case) -> Iterator[Refusal]:
        for change in case.effect.item_changes:
            item = case.before.items.get(change.nr)
            if item is None:
                continue
            left, paid = item.left + change.left, item.paid + change.paid
            if (
                (change.left < 0 and left < 0)
                or paid < 0
                or (paid > left and held_in(item.entry) == "ordered")
            ):
                yield messages.funds.EntryBelowFloor(
                    entry=change.nr, after=min(left, paid), source=self.source
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

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield each position of which a watched amount would fall below zero."""
        entry = case.entry
        if isinstance(entry, Block | Cut) and entry.despite_shortfall:
            return
        if isinstance(entry, CarryForward):  # may take reserved money: reservations lapse
            return
        for (allocation, year), after in positions_after(case.before, case.effect).items():
            before = case.before.position(allocation, year)
            lacks = [
                -amount
                for was, amount in (
                    (before.unblocked, after.unblocked),
                    (before.unreserved, after.unreserved),
                )
                if amount < 0 and amount < was
            ]
            if lacks:
                yield self._refusal(case, allocation, year, before, after, max(lacks))

    def _refusal(
        self,
        case: Case,
        allocation: str,
        year: int,
        before: Position,
        after: Position,
        missing: Decimal,
    ) -> Refusal:
        only_blocked = (
            after.blocked > 0
            and after.blocked <= before.blocked
            and after.unobligated >= 0
            and (after.unreserved >= 0 or after.unreserved >= before.unreserved)
        )
        facts: _Lack = {
            "allocation": allocation,
            "year": year,
            "kind": case.entry.kind,
            "missing": missing,
            "revised": before.revised,
            "blocked": before.blocked,
            "reserved": before.reserved,
            "available": before.available,
            "amount": amount_of(case.entry),
            "remedies": tuple(_remedies(case, allocation, before, after, missing)),
            "source": self.source,
        }
        if only_blocked:
            named = case.before.budget.allocation(allocation)
            reasons = reasons_of_block(case.before, named, year)
            kind = (
                messages.funds.Blocked
                if before.blocked >= before.revised
                else messages.funds.BlockedInPart
            )
            return kind(reasons=reasons, **facts)
        of_kind: dict[type[Entry], type[messages.funds.NotAvailable]] = {
            Reversal: messages.funds.NotAvailableToReverse,
            Transfer: messages.funds.NotAvailableToTransfer,
            Cut: messages.funds.NotAvailableToCut,
            Block: messages.funds.NotAvailableToBlock,
        }
        return of_kind.get(type(case.entry), messages.funds.NotAvailable)(**facts)


class _Lack(TypedDict):
    """The facts about an allocation that has too little money."""

    allocation: str
    year: int
    kind: str
    missing: Decimal
    revised: Decimal
    blocked: Decimal
    reserved: Decimal
    available: Decimal
    amount: Decimal | None
    remedies: tuple[Remedy, ...]
    source: str


def _remedies(
    case: Case, allocation: str, before: Position, after: Position, missing: Decimal
) -> Iterator[Remedy]:
    """Yield the lawful ways out, the nearest first; none invents a decision."""
    entry = case.entry
    if isinstance(entry, Reversal):
        drawdown = case.before.effects[entry.entry].drawdown
        if drawdown is not None and drawdown.released > 0 and not entry.keep_settled:
            yield messages.remedies.KeepSettled(entry=entry.entry, amount=drawdown.released)
    if isinstance(entry, Block | Cut) and after.revised >= max(after.blocked, ZERO):
        explained = entry.reason is not None
        way = (
            messages.remedies.DespiteShortfall
            if explained
            else messages.remedies.DespiteShortfallWithReason
        )
        yield way()
    if not isinstance(entry, Reservation | Commitment | Expense | Transfer):
        return
    if not isinstance(entry, Transfer):
        yield from _open_to_draw(case, entry)
    if entry.amount > missing:
        most = (
            messages.remedies.TransferAtMost
            if isinstance(entry, Transfer)
            else messages.remedies.BookAtMost
        )
        yield most(amount=entry.amount - missing)
    if isinstance(entry, Transfer) and after.unreserved < 0:
        return
    lack = min(before.blocked, -after.unblocked)
    if lack > 0:
        yield messages.remedies.Release(allocation=allocation, amount=lack)
        if isinstance(entry, Commitment) and before.unreserved >= entry.amount:
            yield messages.remedies.ReserveOnly(allocation=allocation, amount=entry.amount)
    more = max(-after.unreserved, -after.unblocked - before.blocked)
    if more > 0 and not isinstance(entry, Transfer):
        yield from _more_money(case, allocation, more)


def _more_money(case: Case, allocation: str, more: Decimal) -> Iterator[Remedy]:
    """Yield where *more* can come from: the allocation that has most available, or a supplement."""
    year = case.entry.budget_year
    others = {
        other.id: case.before.position(other.id, year).available
        for other in case.before.budget.allocations
        if other.id != allocation
    }
    richest = max(others, key=lambda other: others[other], default="")
    if richest and others[richest] >= more:
        yield messages.remedies.Transfer(source=richest, allocation=allocation, amount=more)
    yield messages.remedies.Supplement(allocation=allocation, amount=more)


def _open_to_draw(case: Case, entry: Reservation | Commitment | Expense) -> Iterator[Remedy]:
    """Yield up to three open entries of the allocation that this one could name, largest first."""
    if isinstance(entry, Reservation) or named_by(entry):
        return
    kinds = (Reservation, Commitment) if isinstance(entry, Expense) else (Reservation,)
    standing = [
        item
        for nr, item in case.before.items.items()
        if isinstance(item.entry, kinds)
        and item.allocation == entry.allocation
        and item.year == entry.budget_year
        and item.left > 0
        and nr not in case.before.reversed_by
    ]
    for item in sorted(standing, key=lambda item: -item.left)[:3]:
        booking = item.entry
        yield messages.remedies.DrawOn(
            kind=booking.kind, entry=booking.nr, amount=item.left, purpose=booking.purpose
        )
