"""The running figures of a ledger, and the only place that adds up.

`Balances.effect` says what an entry would change, without changing anything; `Balances.record`
makes it so. Recording is linear: an entry touches only what it names. Nothing here refuses:
what may be recorded is for the rules to decide, so any history, however odd, has its figures.
"""

from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from decimal import Decimal
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from antragsbudget.core.budget import Budget
from antragsbudget.core.entries import (
    Block,
    Booking,
    CarryForward,
    Commitment,
    Consent,
    Cut,
    Entry,
    Expense,
    IssuedPaper,
    Measure,
    Payment,
    Recorded,
    Refund,
    Release,
    Reservation,
    Reversal,
    Setting,
    Settlement,
    Supplement,
    Transfer,
    YearClose,
    named_by,
)
from antragsbudget.values.money import ZERO, is_amount_literal

PositionKey = tuple[str, int]


class Position(Struct):
    """The stored figures of one allocation in one budget year; the others follow from them."""

    appropriation: Decimal = ZERO
    changes: Decimal = ZERO
    blocked: Decimal = ZERO
    reserved: Decimal = ZERO
    committed: Decimal = ZERO
    ordered: Decimal = ZERO
    paid: Decimal = ZERO

    @property
    def revised(self) -> Decimal:
        """Return the fortgeschriebener Ansatz."""
        return self.appropriation + self.changes

    @property
    def unobligated(self) -> Decimal:
        """Return what is neither ordered nor committed, blocked or reserved or not."""
        return self.revised - self.ordered - self.committed

    @property
    def unblocked(self) -> Decimal:
        """Return the first of the two watched amounts."""
        return self.unobligated - self.blocked

    @property
    def unreserved(self) -> Decimal:
        """Return the second of the two watched amounts."""
        return self.unobligated - self.reserved

    @property
    def available(self) -> Decimal:
        """Return the smaller of the two watched amounts."""
        return self.unobligated - max(self.blocked, self.reserved)

    def blocked_share(self, amount: Decimal) -> Decimal:
        """Return how much of *amount* is blocked money when free money is taken first."""
        return min(max(amount - max(self.unblocked, ZERO), ZERO), max(self.blocked, ZERO))

    def after(self, postings: Iterable["Posting"]) -> "Position":
        """Return this position after *postings*, which must all be its own."""
        after = Position(
            self.appropriation,
            self.changes,
            self.blocked,
            self.reserved,
            self.committed,
            self.ordered,
            self.paid,
        )
        for posting in postings:
            setattr(after, posting.figure, getattr(after, posting.figure) + posting.amount)
        return after


class Item(Struct):
    """An entry that others may name, and what is left of it.

    `left` is the open remainder of a reservation or commitment, and what remains of an expense
    after refunds; `paid` is the part of an expense that is paid. `year` is the budget year in which
    it lies: an open commitment moves on when its year is closed.
    """

    entry: Booking
    year: int
    left: Decimal = ZERO
    paid: Decimal = ZERO

    @property
    def allocation(self) -> str:
        """Return the id of the allocation on which it lies."""
        return self.entry.allocation


class Posting(Struct, frozen=True):
    """A signed change of one stored figure."""

    allocation: str
    year: int
    figure: str
    amount: Decimal

    def inverse(self) -> "Posting":
        """Return the opposite change."""
        return Posting(self.allocation, self.year, self.figure, -self.amount)


class ItemChange(Struct, frozen=True):
    """A signed change of what is left of, and paid on, the entry *nr*, and of its budget year."""

    nr: int
    left: Decimal = ZERO
    paid: Decimal = ZERO
    years: int = 0

    def inverse(self) -> "ItemChange":
        """Return the opposite change."""
        return ItemChange(self.nr, -self.left, -self.paid, -self.years)


class Drawdown(Struct, frozen=True):
    """How an entry used up what it names: by value, the excess from free money."""

    nr: int
    drawn: Decimal
    released: Decimal
    excess: Decimal
    still_open: Decimal


class Effect(Struct, frozen=True):
    """What one entry changes."""

    postings: tuple[Posting, ...] = ()
    item_changes: tuple[ItemChange, ...] = ()
    drawdown: Drawdown | None = None

    def inverse(self) -> "Effect":
        """Return the exact opposite."""
        return Effect(
            tuple(posting.inverse() for posting in self.postings),
            tuple(change.inverse() for change in self.item_changes),
        )


NOTHING = Effect()


VoucherKey = tuple[str, str, int]


def _none_earlier(_: VoucherKey) -> Sequence[int]:
    return ()


class State(Struct):
    """What all entries so far amount to, without the entries themselves."""

    budget: Budget
    positions: dict[PositionKey, Position]
    open_years: set[int]
    reversed_by: dict[int, int] = field(default_factory=dict)
    blocking: list[int] = field(default_factory=list)  # entries that changed what is blocked
    settings: dict[str, Setting] = field(default_factory=dict)
    consents: list[Consent] = field(default_factory=list)
    measures: dict[str, Measure] = field(default_factory=dict)
    closed: dict[int, YearClose] = field(default_factory=dict)
    papers: list[IssuedPaper] = field(default_factory=list)
    fingerprint: str = ""  # the last hash; empty before the first entry if nobody gave hash(0)


class Balances(State):
    """What all entries so far amount to.

    `vouchers` holds those recorded here; `earlier_vouchers` knows those of entries before them.
    """

    items: MutableMapping[int, Item] = field(default_factory=dict)
    entries: MutableMapping[int, Entry] = field(default_factory=dict)
    effects: MutableMapping[int, Effect] = field(default_factory=dict)
    naming: MutableMapping[int, list[int]] = field(default_factory=dict)
    vouchers: dict[VoucherKey, list[int]] = field(default_factory=dict)
    earlier_vouchers: Callable[[VoucherKey], Sequence[int]] = _none_earlier

    @classmethod
    def opening(cls, budget: Budget, opening_hash: str = "") -> "Balances":
        """Return the figures of a ledger without entries: conditions block their allocation."""
        positions = {
            (allocation.id, budget.fiscal_year): Position(
                appropriation=allocation.amount,
                blocked=allocation.amount if allocation.condition else ZERO,
            )
            for allocation in budget.allocations
        }
        return cls(budget, positions, {budget.fiscal_year}, fingerprint=opening_hash)

    def position(self, allocation: str, year: int) -> Position:
        """Return the figures of an allocation in a year; all zero where nothing is recorded."""
        return self.positions.get((allocation, year)) or Position()

    @property
    def years(self) -> set[int]:
        """Return every budget year that the ledger knows, open or closed."""
        return self.open_years | self.closed.keys()

    def lapsed_with(self, nr: int) -> int | None:
        """Return the number of the year-end with which the reservation *nr* lapsed, if it did."""
        for close in self.closed.values():
            if any(
                change.nr == nr and change.left for change in self.effects[close.nr].item_changes
            ):
                return close.nr
        return None

    def live_names(self, nr: int) -> list[int]:
        """Return the numbers of the entries that name entry *nr* and are not reversed."""
        return [other for other in self.naming.get(nr, ()) if other not in self.reversed_by]

    def same_voucher(self, expense: Expense) -> Iterator[Expense]:
        """Yield the expenses of the year with the same payee and voucher that still stand."""
        key = voucher_key(expense)
        for nr in (*self.earlier_vouchers(key), *self.vouchers.get(key, ())):
            other = self.entries[nr]
            if nr not in self.reversed_by and isinstance(other, Expense):
                yield other

    def answers(self, allocation: str) -> dict[str, list[Consent]]:
        """Return what each party to a condition answered, the latest answer last.

        What counts is the day on which somebody answered, not the one on which it was recorded.
        """
        found: dict[str, list[Consent]] = {}
        for consent in sorted(self.consents, key=lambda consent: (consent.date, consent.nr)):
            if consent.allocation == allocation and consent.nr not in self.reversed_by:
                found.setdefault(consent.party, []).append(consent)
        return found

    @property
    def warn_at(self) -> Decimal:
        """Return the share of the usable money from which on an obligation is warned about."""
        set_to = self._set_to("warn_at")
        return self.budget.warn_at if set_to is None else set_to

    @property
    def four_eyes_from(self) -> Decimal | None:
        """Return the amount from which on an expense needs two persons, or None."""
        set_to = self._set_to("four_eyes_from")
        return self.budget.four_eyes_from if set_to is None else set_to

    def _set_to(self, key: str) -> Decimal | None:
        """Return the number that a setting holds; one that holds none counts as not set."""
        setting = self.settings.get(key)
        if setting is None or not is_amount_literal(setting.value):
            return None
        return Decimal(setting.value)

    def record(self, entry: Entry) -> Effect:
        """Add *entry* to the figures and return what it changed."""
        effect = self.effect(entry)
        if isinstance(entry, Booking):
            self.items[entry.nr] = Item(entry, entry.budget_year)
        for posting in effect.postings:
            key = (posting.allocation, posting.year)
            self.positions[key] = self.position(*key).after((posting,))
        for change in effect.item_changes:
            item = self.items[change.nr]
            item.left += change.left
            item.paid += change.paid
            item.year += change.years
        self.entries[entry.nr] = entry
        self.effects[entry.nr] = effect
        self.fingerprint = entry.hash
        if any(posting.figure == "blocked" and posting.amount for posting in effect.postings):
            self.blocking.append(entry.nr)
        self._remember(entry)
        return effect

    def _remember(self, entry: Entry) -> None:
        for nr in named_by(entry):
            self.naming.setdefault(nr, []).append(entry.nr)
        match entry:
            case Reversal():
                self.reversed_by.setdefault(entry.entry, entry.nr)
            case Expense():
                self.vouchers.setdefault(voucher_key(entry), []).append(entry.nr)
            case Consent():
                self.consents.append(entry)
            case Measure():
                self.measures[entry.measure] = self._state(entry)
            case Setting():
                self.settings[entry.key] = entry
            case IssuedPaper():
                self.papers.append(entry)
            case YearClose():
                if entry.year in self.open_years:
                    self.open_years ^= {entry.year, entry.year + 1}
                    self.closed[entry.year] = entry
            case Reservation() | Commitment() | Payment() | Settlement() | Refund() | Transfer():
                pass
            case Supplement() | Cut() | Block() | Release() | CarryForward():
                pass
            case _:
                assert_never(entry)

    def _state(self, entry: Measure) -> Measure:
        """Return the state of a measure after *entry*: what it leaves out is as it was."""
        before = self.measures.get(entry.measure)
        if before is None:
            return entry
        own = set(Measure.__struct_fields__) - set(Recorded.__struct_fields__)
        left_out = {name for name in own if getattr(entry, name) is None}
        return replace(entry, **{name: getattr(before, name) for name in left_out})

    def effect(self, entry: Entry) -> Effect:
        """Return what *entry* would change; an entry that names nothing known changes nothing."""
        match entry:
            case Reservation():
                return self._obligation(entry, "reserved", None)
            case Commitment():
                return self._obligation(entry, "committed", entry.reservation)
            case Expense():
                named = entry.reservation if entry.commitment is None else entry.commitment
                return self._obligation(entry, "ordered", named)
            case Payment():
                return self._payment(entry)
            case Settlement():
                return self._settlement(entry)
            case Refund():
                return self._refund(entry)
            case Reversal():
                return self._reversal(entry)
            case Transfer():
                year = entry.budget_year
                return Effect(
                    (
                        Posting(entry.from_, year, "changes", -entry.amount),
                        Posting(entry.to, year, "changes", entry.amount),
                    )
                )
            case Supplement():
                return _change_of(entry, "changes", entry.amount)
            case Cut():
                return self._cut(entry)
            case Block():
                return _change_of(entry, "blocked", entry.amount)
            case Release():
                return _change_of(entry, "blocked", -entry.amount)
            case Consent() | Measure() | Setting() | IssuedPaper():
                return NOTHING
            case CarryForward():
                return _carried(entry)
            case YearClose():
                return self._closing(entry)
            case _:
                assert_never(entry)

    def _obligation(self, entry: Booking, figure: str, named: int | None) -> Effect:
        own = Posting(entry.allocation, entry.budget_year, figure, entry.amount)
        own_change = ItemChange(entry.nr, left=entry.amount)
        item = None if named is None else self.items.get(named)
        if named is None or item is None or isinstance(item.entry, Expense):
            return Effect((own,), (own_change,))
        drawn = min(entry.amount, max(item.left, ZERO))
        final = not isinstance(entry, Reservation) and entry.final is True
        released = item.left - drawn if final else ZERO
        used = drawn + released
        freed = Posting(item.allocation, item.year, held_in(item.entry), -used)
        drawdown = Drawdown(named, drawn, released, entry.amount - drawn, item.left - used)
        return Effect((freed, own), (ItemChange(named, left=-used), own_change), drawdown)

    def _payment(self, entry: Payment) -> Effect:
        item = self._expense(entry.entry)
        if item is None:
            return NOTHING
        unpaid = item.left - item.paid
        return Effect(
            (Posting(item.allocation, item.year, "paid", unpaid),),
            (ItemChange(entry.entry, paid=unpaid),),
        )

    def _settlement(self, entry: Settlement) -> Effect:
        item = self.items.get(entry.entry)
        if item is None or isinstance(item.entry, Expense):
            return NOTHING
        return Effect(
            (Posting(item.allocation, item.year, held_in(item.entry), -item.left),),
            (ItemChange(entry.entry, left=-item.left),),
        )

    def _refund(self, entry: Refund) -> Effect:
        item = self._expense(entry.entry)
        if item is None:
            return NOTHING
        paid_back = max(item.paid - (item.left - entry.amount), ZERO)
        return Effect(
            (
                Posting(item.allocation, item.year, "ordered", -entry.amount),
                Posting(item.allocation, item.year, "paid", -paid_back),
            ),
            (ItemChange(entry.entry, left=-entry.amount, paid=-paid_back),),
        )

    def _reversal(self, entry: Reversal) -> Effect:
        effect = self.effects.get(entry.entry)
        if effect is None or entry.entry in self.reversed_by:
            return NOTHING
        if not (entry.keep_settled and effect.drawdown):
            return effect.inverse()
        freed, own = effect.postings
        drawn = effect.drawdown.drawn
        return Effect(
            (Posting(freed.allocation, freed.year, freed.figure, drawn), own.inverse()),
            (ItemChange(effect.drawdown.nr, left=drawn), effect.item_changes[1].inverse()),
        )

    def _cut(self, entry: Cut) -> Effect:
        """Take free money first, then blocked money: nothing is blocked that is not there."""
        before = self.position(entry.allocation, entry.budget_year)
        free = max(before.unobligated - entry.amount, ZERO)
        unblocking = Posting(
            entry.allocation, entry.budget_year, "blocked", -max(before.blocked - free, ZERO)
        )
        return Effect((*_change_of(entry, "changes", -entry.amount).postings, unblocking))

    def _closing(self, entry: YearClose) -> Effect:
        """Carry each open commitment on with its money; let reservations lapse."""
        old, new = entry.year, entry.year + 1
        if old not in self.open_years:
            return NOTHING
        postings: list[Posting] = []
        item_changes: list[ItemChange] = []
        for nr, item in self.items.items():
            if item.year != old or not item.left:
                continue
            allocation = item.allocation
            match item.entry:
                case Reservation():
                    postings.append(Posting(allocation, old, "reserved", -item.left))
                    item_changes.append(ItemChange(nr, left=-item.left))
                case Commitment():
                    for figure in ("committed", "changes"):
                        postings.append(Posting(allocation, old, figure, -item.left))
                        postings.append(Posting(allocation, new, figure, item.left))
                    item_changes.append(ItemChange(nr, years=new - old))
                case Expense():
                    pass
                case _:
                    assert_never(item.entry)
        return Effect(tuple(postings), tuple(item_changes))

    def _expense(self, nr: int) -> Item | None:
        item = self.items.get(nr)
        return item if item is not None and isinstance(item.entry, Expense) else None


def fold(budget: Budget, entries: Iterable[Entry], opening_hash: str = "") -> Balances:
    """Return what *entries*, in their order, amount to."""
    balances = Balances.opening(budget, opening_hash)
    for entry in entries:
        balances.record(entry)
    return balances


def stands_alone(entry: Entry) -> bool:
    """Say whether what an entry changes is the same whatever was recorded before it."""
    return entry.stands_alone and not named_by(entry)


def held_in(booking: Booking) -> str:
    """Return the figure in which the open remainder of a booking stands."""
    match booking:
        case Reservation():
            return "reserved"
        case Commitment():
            return "committed"
        case Expense():
            return "ordered"
        case _:
            assert_never(booking)


def voucher_key(expense: Expense) -> VoucherKey:
    """Return what makes two expenses the same invoice: payee without case and spaces, voucher."""
    payee = "".join(expense.payee.casefold().split())
    return payee, expense.voucher, expense.budget_year


def _change_of(entry: Supplement | Cut | Block | Release, figure: str, amount: Decimal) -> Effect:
    return Effect((Posting(entry.allocation, entry.budget_year, figure, amount),))


def _carried(entry: CarryForward) -> Effect:
    """Take money from the year that ends to the next one; what was blocked stays blocked."""
    shares = {"changes": entry.amount, "blocked": entry.blocked or ZERO}
    return Effect(
        tuple(
            Posting(entry.allocation, year, figure, sign * share)
            for figure, share in shares.items()
            for year, sign in ((entry.from_year, -1), (entry.to_year, 1))
        )
    )
