"""Caches what the beginning of a large ledger amounts to, so that only the rest need be read.

The file stays the only truth. A cached prefix is valid as long as the file begins with exactly the
bytes it was computed from, as their SHA-256 shows, and the program is the very code that computed
it. Anything else is discarded, and deleting the whole cache changes no figure. It lies in the
user's cache folder and holds the figures; the entries are read from the ledger when needed.
"""

import os
import stat
import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping, Sequence
from contextlib import suppress
from copy import copy
from decimal import Decimal
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar, overload

from msgspec import MsgspecError, Struct, msgpack
from msgspec import __version__ as msgspec_version

from antragsbudget import __version__
from antragsbudget.core.balances import (
    Balances,
    Effect,
    Item,
    State,
    VoucherKey,
    stands_alone,
    voucher_key,
)
from antragsbudget.core.entries import (
    Booking,
    Entry,
    Expense,
)
from antragsbudget.language import PROGRAM
from antragsbudget.ledger import fast_reader
from antragsbudget.values.money import ZERO

MIN_CACHED_SIZE: Final = 200_000
"""Bytes, some 600 entries: a smaller ledger is read as quickly as its cache."""

MAX_UNCACHED: Final = 500
"""Entries after the cached prefix: with more of them, the cache is renewed."""

PACKAGE: Final = os.path.dirname(os.path.dirname(__file__))
CODE_FOLDERS: Final = ("core", os.path.join("core", "rules"), "ledger", "values")
"""Where the code lies that reads entries, adds them up and judges them."""

DIGEST_SIZE: Final = 32  # bytes: the SHA-256 of the rest of the file
HEAD_SIZE: Final = DIGEST_SIZE + 8  # the digest, and the size of the snapshot
_NONBLOCK: Final = getattr(os, "O_NONBLOCK", 0)
T = TypeVar("T")


class Snapshot(Struct, frozen=True, kw_only=True):
    """What `status` needs of the first *size* bytes of a ledger, and what proves it still valid."""

    code: bytes
    size: int
    digest: bytes
    count: int
    opening_hash: str
    broken: tuple[int, ...] | None  # entries that break a rule; None if the rules were not asked
    state: State


class EntryIndex(Struct, frozen=True, kw_only=True):
    """The offset of each entry, and what cannot be computed from the entry alone."""

    offsets: bytes
    effects: dict[int, Effect]
    items: dict[int, tuple[int, Decimal, Decimal]]  # changed year, left and paid
    naming: dict[int, list[int]]
    vouchers: list[tuple[VoucherKey, int]]  # of expenses that a search for their line would miss


class CachedPrefix:
    """The first entries of a ledger, as the cache has them."""

    def __init__(self, snapshot: Snapshot, content: bytes, index: bytes) -> None:
        self.snapshot = snapshot
        self._content, self._stored = content, index

    @cached_property
    def _index(self) -> EntryIndex:
        return msgpack.decode(self._stored, type=EntryIndex)

    @cached_property
    def _offsets(self) -> "array[int]":
        return array("Q", self._index.offsets)

    @cached_property
    def _reader(self) -> fast_reader.Reader:
        budget = self.snapshot.state.budget
        return fast_reader.Reader({allocation.id for allocation in budget.allocations})

    @cached_property
    def _opening(self) -> Balances:
        return Balances.opening(self.snapshot.state.budget)

    def entry(self, nr: int) -> Entry:
        """Return the entry with a number from 1 to the count."""
        return self._reader.accepted(fast_reader.block(self._content, self._offsets[nr - 1]))

    def balances(self) -> Balances:
        """Return what the entries amount to, as if they had been recorded one by one."""
        state, count = self.snapshot.state, self.snapshot.count
        return Balances(
            **{name: copy(getattr(state, name)) for name in State.__struct_fields__},
            items=LazyMapping(self._item, count, every=False),
            entries=LazyMapping(self.entry, count),
            effects=LazyMapping(self._effect, count),
            naming=LazyMapping(self._naming, count, every=False),
            earlier_vouchers=self._with_voucher,
        )

    def _effect(self, nr: int) -> Effect:
        stored = self._index.effects.get(nr)
        return self._opening.effect(self.entry(nr)) if stored is None else stored

    def _item(self, nr: int) -> Item | None:
        entry = self.entry(nr)
        if not isinstance(entry, Booking):
            return None
        return Item(entry, *self._index.items.get(nr, _untouched(entry)))

    def _naming(self, nr: int) -> list[int] | None:
        stored = self._index.naming.get(nr)
        return stored and [*stored]

    def _with_voucher(self, key: VoucherKey) -> Sequence[int]:
        """Return the expenses with a payee, voucher and year; the file itself is searched."""
        found = [nr for other, nr in self._index.vouchers if other == key]
        line, end = _voucher_line(key), self.snapshot.size
        at = self._content.find(line, 0, end)
        while at >= 0:
            nr = bisect_right(self._offsets, at)
            entry = self.entry(nr) if nr else None
            if isinstance(entry, Expense) and voucher_key(entry) == key:
                found.append(nr)
            at = self._content.find(line, at + 1, end)
        return sorted(found)


class LazyEntries(Sequence[Entry]):
    """All entries of a ledger; those of the cached prefix are read only when needed."""

    def __init__(self, prefix: CachedPrefix, later: Sequence[Entry]) -> None:
        self._prefix, self._later = prefix, later

    def __len__(self) -> int:
        return self._prefix.snapshot.count + len(self._later)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        index = range(len(self))[index]
        count = self._prefix.snapshot.count
        return self._prefix.entry(index + 1) if index < count else self._later[index - count]


class LazyMapping(MutableMapping[int, T]):
    """Values by the number of their entry: looked up when first needed, and kept from then on.

    With *every*, each number up to *count* has a value.
    """

    def __init__(
        self, look_up: Callable[[int], T | None], count: int, *, every: bool = True
    ) -> None:
        self._look_up, self._count, self._every = look_up, count, every
        self._values: dict[int, T] = {}

    def __getitem__(self, nr: int) -> T:
        if nr not in self._values:
            value = self._look_up(nr) if 1 <= nr <= self._count else None
            if value is None:
                raise KeyError(nr)
            self._values[nr] = value
        return self._values[nr]

    def __setitem__(self, nr: int, value: T) -> None:
        self._values[nr] = value

    def __delitem__(self, nr: int) -> None:
        raise TypeError("nothing that was recorded goes away")

    def __iter__(self) -> Iterator[int]:
        numbers = range(1, self._count + 1)
        yield from numbers if self._every else (nr for nr in numbers if nr in self)
        yield from (nr for nr in self._values if nr > self._count)

    def __len__(self) -> int:
        later = sum(nr > self._count for nr in self._values)
        return self._count + later if self._every else sum(1 for _ in self)


def load(path: Path, content: bytes) -> CachedPrefix | None:
    """Return the cached prefix of a ledger; None if there is none that is valid for *content*."""
    if len(content) < MIN_CACHED_SIZE:
        return None
    try:
        stored = _read_own(_cache_file(path))
        digest, length = stored[:DIGEST_SIZE], int.from_bytes(stored[DIGEST_SIZE:HEAD_SIZE])
        if sha256(memoryview(stored)[DIGEST_SIZE:]).digest() != digest:
            return None
        snapshot = msgpack.decode(stored[HEAD_SIZE : HEAD_SIZE + length], type=Snapshot)
    except (OSError, RuntimeError, MsgspecError):
        return None
    if snapshot.code != code_digest() or snapshot.size > len(content):
        return None
    if sha256(memoryview(content)[: snapshot.size]).digest() != snapshot.digest:
        return None
    return CachedPrefix(snapshot, content, stored[HEAD_SIZE + length :])


def save(
    path: Path,
    content: bytes,
    opening_hash: str,
    balances: Balances,
    broken: Collection[int] | None,
) -> CachedPrefix:
    """Cache what a ledger amounts to that the fast reader has read, and return it as cached.

    *broken*: the entries that break a rule; None if the rules were not asked. What cannot be stored
    is returned all the same.
    """
    offsets, code = array("Q", fast_reader.offsets(content)), code_digest()
    snapshot = Snapshot(
        code=code or b"",
        size=len(content),
        digest=sha256(content).digest(),
        count=len(offsets),
        opening_hash=opening_hash,
        broken=None if broken is None else tuple(sorted(broken)),
        state=State(**{name: copy(getattr(balances, name)) for name in State.__struct_fields__}),
    )
    entries = balances.entries
    index = EntryIndex(
        offsets=offsets.tobytes(),
        effects={nr: e for nr, e in balances.effects.items() if not stands_alone(entries[nr])},
        items={
            nr: state
            for nr, item in balances.items.items()
            if (state := (item.year, item.left, item.paid)) != _untouched(item.entry)
        },
        naming=dict(balances.naming),
        vouchers=[*_odd_vouchers(content, offsets, entries.values())],
    )
    stored, stored_index = msgpack.encode(snapshot), msgpack.encode(index)
    with suppress(OSError, RuntimeError):
        if code is None:
            return CachedPrefix(snapshot, content, stored_index)
        size = len(stored).to_bytes(HEAD_SIZE - DIGEST_SIZE)
        _store(_cache_file(path), size + stored + stored_index)
    return CachedPrefix(snapshot, content, stored_index)


@cache
def code_digest() -> bytes | None:
    """Return the hash of the code in CODE_FOLDERS; None where it is not in files, as in an archive.

    Compiled files count where only those were installed.
    """
    digest = sha256(f"{sys.version} {msgspec_version} {__version__}".encode())
    try:
        for folder in CODE_FOLDERS:
            path = os.path.join(PACKAGE, folder)
            names = sorted(name for name in os.listdir(path) if name.endswith((".py", ".pyc")))
            if not names:
                return None
            for name in names:
                with open(os.path.join(path, name), "rb", buffering=0) as file:
                    content = file.read()
                digest.update(f"\n{folder}/{name} {len(content)}\n".encode())
                digest.update(content)
    except OSError:
        return None
    return digest.digest()


def _untouched(entry: Booking) -> tuple[int, Decimal, Decimal]:
    """Return year, left and paid of a booking that no other entry has changed."""
    return entry.budget_year, entry.amount, ZERO


def _voucher_line(key: VoucherKey) -> bytes:
    return f'\nvoucher = "{key[1]}"\n'.encode()


def _odd_vouchers(
    content: bytes, offsets: Sequence[int], entries: Iterable[Entry]
) -> Iterator[tuple[VoucherKey, int]]:
    """Yield the vouchers that a search for their line would miss, because of an escape."""
    ends = (*offsets, len(content))[1:]
    for start, end, entry in zip(offsets, ends, entries, strict=True):
        if isinstance(entry, Expense):
            key = voucher_key(entry)
            if content.find(_voucher_line(key), start, end) < 0:
                yield key, entry.nr


def _cache_file(path: Path) -> Path:
    """Return the file that caches a ledger; raises `RuntimeError` for a user without a home."""
    name = sha256(os.path.realpath(path).encode(errors="surrogateescape")).hexdigest()
    return _folder() / f"{name[:32]}.figures"


def _folder() -> Path:
    """Return the program's folder among the user's caches, as each system has it."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData/Local") / PROGRAM / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches" / PROGRAM
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if os.path.isabs(given) else Path.home() / ".cache") / PROGRAM


def _read_own(file_path: Path) -> bytes:
    """Return what this user stored; raises `OSError` for a file of another user, and for a pipe."""
    # Opening a pipe would block; where all may write, another user may have taken the name.
    with open(file_path, "rb", opener=lambda name, flags: os.open(name, flags | _NONBLOCK)) as file:
        status = os.fstat(file.fileno())
        mine = sys.platform == "win32" or status.st_uid == os.geteuid()
        if not (mine and stat.S_ISREG(status.st_mode)):
            raise PermissionError(file_path)
        return file.read()


def _store(file_path: Path, payload: bytes) -> None:
    """Write a file atomically, readable by this user alone."""
    file_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = file_path.with_name(f".{file_path.name}-{os.getpid()}")
    try:
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(sha256(payload).digest())
            file.write(payload)
        os.replace(temporary, file_path)
    finally:
        temporary.unlink(missing_ok=True)
