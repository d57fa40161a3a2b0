"""The ledger as it is read: its entries, what they amount to, and the cached part of that."""

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
    cached_prefix: cache.CachedPrefix | None = None  # of a large ledger

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the whole ledger."""
        return self.state(len(self.entries))

    def balances(self, as_of: date | None = None, upto: int | None = None) -> Balances:
        """Return the balances of the entries: valued up to *as_of*, with numbers up to *upto*."""
        upto = None if upto == len(self.entries) else upto
        if self.cached_prefix is not None and as_of is None and upto is None:
            balances = self.cached_prefix.balances()
            for entry in self.entries[self.cached_prefix.snapshot.count :]:
                balances.record(entry)
            return balances
        entries = self.entries if upto is None else self.entries[:upto]
        counted = (entry for entry in entries if as_of is None or entry.date <= as_of)
        return fold(self.budget, counted, self.opening_hash)

    def state(self, upto: int) -> str:
        """Return the fingerprint of the state after the entry with the number *upto*."""
        return self.entries[upto - 1].hash if upto else self.opening_hash


def read(path: Path) -> Ledger:
    """Return the ledger at *path*. Raises `LedgerError` if it cannot be read or is not valid."""
    content = store.read(path)
    return _read_from_cache(path, content) or _read_whole(path, content)


def _read_from_cache(path: Path, content: bytes) -> Ledger | None:
    """Return the ledger if its beginning is cached and the fast reader can read the rest."""
    prefix = cache.load(path, content)
    if prefix is None:
        return None
    snapshot, state = prefix.snapshot, prefix.snapshot.state
    follows = (state.budget, snapshot.count, state.fingerprint)
    later = fast_reader.entries(content, snapshot.size, *follows)
    if later is None:
        return None
    entries = cache.LazyEntries(prefix, later)
    return Ledger(path, content, state.budget, entries, snapshot.opening_hash, prefix)


def _read_whole(path: Path, content: bytes) -> Ledger:
    """Return the ledger, read from its first byte; cached if large and read by the fast reader."""
    fast = fast_reader.read(content)
    if fast is None:
        inspection = gate.require_sound(codec.parse(content, str(path)))
        assert inspection.budget is not None, "a sound ledger has a budget"
        return Ledger(path, content, inspection.budget, inspection.entries, inspection.hashes[0])
    prefix, opening_hash = None, fast.opening_hash
    if len(content) >= cache.MIN_CACHED_SIZE and b"\r" not in content:
        balances = fold(fast.budget, fast.entries, opening_hash)
        prefix = cache.save(path, content, opening_hash, balances, None)
    return Ledger(path, content, fast.budget, fast.entries, opening_hash, prefix)


def audit(ledger: Ledger) -> tuple[Balances, set[int]]:
    """Return the balances of a ledger, and the numbers of the entries that break a rule; cached."""
    from antragsbudget.core.admission import audit_on

    prefix, start, broken = ledger.cached_prefix, 0, set[int]()
    balances = Balances.opening(ledger.budget, ledger.opening_hash)
    if prefix is not None and prefix.snapshot.broken is not None:
        balances, start = prefix.balances(), prefix.snapshot.count
        broken |= {*prefix.snapshot.broken}
    later = ledger.entries[start:]
    broken |= {finding.entry for finding in audit_on(balances, later)}
    if prefix is not None and len(later) > cache.MAX_UNCACHED:
        cache.save(ledger.path, ledger.content, ledger.opening_hash, balances, broken)
    return balances, broken
