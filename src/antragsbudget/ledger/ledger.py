"""The ledger as it is read: its entries, what they amount to, and what is remembered of that."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from antragsbudget.core.balances import Balances, fold
from antragsbudget.core.budget import Budget
from antragsbudget.core.entries import Entry
from antragsbudget.ledger import cache, codec, fast_reader, gate, store


class Ledger(Struct, frozen=True):
    """A ledger that passed the gate."""

    path: Path
    content: bytes
    budget: Budget
    entries: Sequence[Entry]
    opening_hash: str
    begun: cache.CachedPrefix | None = None  # of a large one: what its beginning amounts to

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the whole ledger."""
        return self.state(len(self.entries))

    def balances(self, as_of: date | None = None, upto: int | None = None) -> Balances:
        """Return what the entries amount to: valued up to *as_of*, with numbers up to *upto*."""
        upto = None if upto == len(self.entries) else upto
        if self.begun is not None and as_of is None and upto is None:
            balances = self.begun.balances()
            for entry in self.entries[self.begun.figures.count :]:
                balances.record(entry)
            return balances
        entries = self.entries if upto is None else self.entries[:upto]
        counted = (entry for entry in entries if as_of is None or entry.date <= as_of)
        return fold(self.budget, counted, self.opening_hash)

    def state(self, upto: int) -> str:
        """Return the fingerprint of the state after the entry with the number *upto*."""
        return self.entries[upto - 1].hash if upto else self.opening_hash


def read(path: Path) -> Ledger:
    """Return the ledger at *path*; LedgerError for whatever is none."""
    content = store.read(path)
    return _continued(path, content) or _read_whole(path, content)


def _continued(path: Path, content: bytes) -> Ledger | None:
    """Return the ledger if it begins with what is remembered of it, and goes on as written."""
    begun = cache.load(path, content)
    if begun is None:
        return None
    figures, state = begun.figures, begun.figures.state
    follows = (state.budget, figures.count, state.fingerprint)
    later = fast_reader.entries(content, figures.size, *follows)
    if later is None:
        return None
    entries = cache.Entries(begun, later)
    return Ledger(path, content, state.budget, entries, figures.opening_hash, begun)


def _read_whole(path: Path, content: bytes) -> Ledger:
    """Return the ledger from its first byte on; a large one is remembered if it is as written."""
    found = fast_reader.read(content)
    if found is None:
        passed = gate.require_sound(codec.parse(content, str(path)))
        assert passed.budget is not None, "the gate lets nothing pass without a budget"
        return Ledger(path, content, passed.budget, passed.entries, passed.hashes[0])
    begun, opening_hash = None, found.opening_hash
    if len(content) >= cache.LARGE and b"\r" not in content:
        balances = fold(found.budget, found.entries, opening_hash)
        begun = cache.save(path, content, opening_hash, balances, None)
    return Ledger(path, content, found.budget, found.entries, opening_hash, begun)


def audited(ledger: Ledger) -> tuple[Balances, set[int]]:
    """Return what a ledger amounts to, and which entries break a rule; that is remembered too."""
    from antragsbudget.core.admission import audit_on

    begun, start, broken = ledger.begun, 0, set[int]()
    balances = Balances.opening(ledger.budget, ledger.opening_hash)
    if begun is not None and begun.figures.broken is not None:
        balances, start = begun.balances(), begun.figures.count
        broken |= {*begun.figures.broken}
    later = ledger.entries[start:]
    broken |= {finding.entry for finding in audit_on(balances, later)}
    if begun is not None and len(later) > cache.MUCH:
        cache.save(ledger.path, ledger.content, ledger.opening_hash, balances, broken)
    return balances, broken
