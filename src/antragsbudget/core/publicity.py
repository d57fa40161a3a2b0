"""What may be shown in public, and what only in sums.

Security items and vendors' prices do not belong into a public paper (§ 33 KrO NRW and the rules of
procedure of the Kreistag): what is marked appears there only in sums, each of at least two
commitments. A sum of one, with all that was drawn on it, would be its price.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.balances import Balances, Item
from antragsbudget.core.entries import Booking, Entry, Expense, IssuedPaper, Reservation, named_by
from antragsbudget.core.selection import amount_shown, booked_entry
from antragsbudget.values.money import ZERO


class Publicity(Struct, frozen=True):
    """What may be shown of a ledger, by all that was recorded: what is marked later is hidden too.

    *entries*: by number, whether an entry may be shown. *mixed*: the numbers of the roots
    of bookings that are public in part only; what is left of these would give the rest away.
    """

    known: Balances
    entries: Mapping[int, bool]
    mixed: frozenset[int]

    def is_rest_public(self, booking: Booking) -> bool:
        """Say whether what is left of a booking may be shown."""
        return self.entries[booking.nr] and root_of(self.known, booking) not in self.mixed

    def is_measure_public(self, name: str | None) -> bool:
        """Say whether a measure may be shown; an unknown one may."""
        measure = self.known.measures.get(name or "")
        return measure is None or measure.public is not False

    def neutral_text(self, name: str | None) -> str | None:
        """Return what a measure that is not public is called in public, if anything."""
        return None if self.is_measure_public(name) else self.known.measures[name or ""].public_text


def publicity(known: Balances) -> Publicity:
    """Return what may be shown of the ledger that amounts to *known*."""
    entries = {nr: is_public(known, entry) for nr, entry in known.entries.items()}
    hidden = [item.entry for nr, item in known.items.items() if not entries[nr]]
    return Publicity(known, entries, frozenset(root_of(known, booking) for booking in hidden))


def is_public(balances: Balances, entry: Entry) -> bool:
    """Say whether an entry may be shown in public.

    That is so unless it, an entry that it names, or the measure of one of them is marked.
    """
    seen = {entry.nr}  # a forged ledger may lead in circles
    pending = [entry]
    while pending:
        entry = pending.pop()
        measure = balances.measures.get(getattr(entry, "measure", None) or "")
        hidden = getattr(entry, "public", None) is False or (measure and measure.public is False)
        if hidden and not isinstance(entry, IssuedPaper):  # that a paper was issued is no secret
            return False
        named = set(named_by(entry)) & balances.entries.keys() - seen
        seen |= named
        pending += [balances.entries[nr] for nr in named]
    return True


def obligated(item: Item) -> Decimal:
    """Return what of a booking is bound or ordered, in EUR: of a reservation nothing is."""
    return ZERO if isinstance(item.entry, Reservation) else item.left


def safe_sum(balances: Balances, items: Iterable[Item]) -> Decimal | None:
    """Return what the items bind and order together; None unless two commitments contribute."""
    by_root: dict[int, Decimal] = {}
    for item in items:
        if amount := obligated(item):
            root = root_of(balances, item.entry)
            by_root[root] = by_root.get(root, ZERO) + amount
    amounts = [amount for amount in by_root.values() if amount]
    return sum(amounts, ZERO) if len(amounts) > 1 else None


def root_of(balances: Balances, booking: Booking) -> int:
    """Return the number of the booking on which this one, and what it draws on, rests."""
    seen: set[int] = set()
    while booking.nr not in seen:
        seen.add(booking.nr)
        named = [balances.items[nr].entry for nr in named_by(booking) if nr in balances.items]
        if not named or isinstance(named[0], Expense):
            break
        booking = named[0]
    return booking.nr


def single_amounts(balances: Balances, hidden: Iterable[Entry]) -> Iterator[Decimal]:
    """Yield the amounts of hidden entries, and what each of their commitments adds up to."""
    by_root: dict[int, Decimal] = {}
    for entry in hidden:
        if (amount := amount_shown(entry, balances)) is not None:
            yield amount
        booked = booked_entry(entry, balances)
        if isinstance(booked, Booking):
            root = root_of(balances, booked)
            postings = balances.effects[entry.nr].postings
            used = sum((m.amount for m in postings if m.figure in ("ordered", "committed")), ZERO)
            by_root[root] = by_root.get(root, ZERO) + used
    yield from map(abs, by_root.values())
