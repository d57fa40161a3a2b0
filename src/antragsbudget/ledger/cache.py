"""Remembers what a large ledger's beginning amounts to, so that only what follows need be read.

The file stays the only truth: what is remembered counts as long as the file begins with exactly the
bytes that it was worked out from, which their SHA-256 shows, and the program is the very code that
worked it out. Whatever does not fit is thrown away, and deleting all of it changes no figure. It
lies in the user's cache folder, and holds the figures; the entries themselves are read from the
ledger, one by one, when they are asked for.
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

LARGE: Final = 200_000
"""Bytes, some 600 entries: a smaller ledger is read as quickly as what is remembered of it."""

MUCH: Final = 500
"""Entries behind what is remembered: with more of them, it is worked out anew."""

PACKAGE: Final = os.path.dirname(os.path.dirname(__file__))
CODE: Final = ("core", os.path.join("core", "rules"), "ledger", "values")
"""The folders of all that reads entries, adds them up and judges them."""

DIGEST: Final = 32  # bytes: the hash of all that follows
HEAD: Final = DIGEST + 8  # behind it, how long the figures are
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
T = TypeVar("T")


class Snapshot(Struct, frozen=True, kw_only=True):
    """What `status` needs of the first *size* bytes, and what says whether they still stand."""

    code: bytes
    size: int
    digest: bytes
    count: int
    opening_hash: str
    broken: tuple[int, ...] | None  # entries that break a rule; None if nobody asked the rules
    state: State


class Index(Struct, frozen=True, kw_only=True):
    """Where each entry begins, and what of it does not follow from itself."""

    offsets: bytes
    effects: dict[int, Effect]
    items: dict[int, tuple[int, Decimal, Decimal]]  # year, left and paid, once others changed them
    naming: dict[int, list[int]]
    vouchers: list[tuple[VoucherKey, int]]  # of expenses that write theirs in another way


class CachedPrefix:
    """The first entries of a ledger, as they are remembered."""

    def __init__(self, figures: Snapshot, content: bytes, index: bytes) -> None:
        self.figures = figures
        self._content, self._stored = content, index

    @cached_property
    def _index(self) -> Index:
        return msgpack.decode(self._stored, type=Index)

    @cached_property
    def _offsets(self) -> "array[int]":
        return array("Q", self._index.offsets)

    @cached_property
    def _reader(self) -> fast_reader.Reader:
        return fast_reader.Reader({one.id for one in self.figures.state.budget.allocations})

    @cached_property
    def _opening(self) -> Balances:
        return Balances.opening(self.figures.state.budget)

    def entry(self, nr: int) -> Entry:
        """Return the entry with a number from 1 to the count."""
        return self._reader.known(fast_reader.block(self._content, self._offsets[nr - 1]))

    def balances(self) -> Balances:
        """Return what the entries amount to, as if they had been recorded one by one."""
        state, count = self.figures.state, self.figures.count
        return Balances(
            **{name: copy(getattr(state, name)) for name in State.__struct_fields__},
            items=LazyMapping(self._item, count, every=False),
            entries=LazyMapping(self.entry, count),
            effects=LazyMapping(self._effect, count),
            naming=LazyMapping(self._naming, count, every=False),
            earlier_vouchers=self._with_voucher,
        )

    def _effect(self, nr: int) -> Effect:
        known = self._index.effects.get(nr)
        return self._opening.effect(self.entry(nr)) if known is None else known

    def _item(self, nr: int) -> Item | None:
        entry = self.entry(nr)
        if not isinstance(entry, Booking):
            return None
        return Item(entry, *self._index.items.get(nr, _untouched(entry)))

    def _naming(self, nr: int) -> list[int] | None:
        known = self._index.naming.get(nr)
        return known and [*known]

    def _with_voucher(self, key: VoucherKey) -> Sequence[int]:
        """Return the expenses with a payee, voucher and year; the file itself is searched."""
        found = [nr for other, nr in self._index.vouchers if other == key]
        line, end = _voucher_line(key), self.figures.size
        at = self._content.find(line, 0, end)
        while at >= 0:
            nr = bisect_right(self._offsets, at)
            entry = self.entry(nr) if nr else None
            if isinstance(entry, Expense) and voucher_key(entry) == key:
                found.append(nr)
            at = self._content.find(line, at + 1, end)
        return sorted(found)


class Entries(Sequence[Entry]):
    """All entries of a ledger: those remembered are read when they are asked for."""

    def __init__(self, begun: CachedPrefix, later: Sequence[Entry]) -> None:
        self._begun, self._later = begun, later

    def __len__(self) -> int:
        return self._begun.figures.count + len(self._later)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        count = self._begun.figures.count
        return self._begun.entry(at + 1) if at < count else self._later[at - count]


class LazyMapping(MutableMapping[int, T]):
    """What belongs to entries by their number: recalled when asked for, and held from then on.

    *every*: each number up to the count has something.
    """

    def __init__(
        self, recall: Callable[[int], T | None], count: int, *, every: bool = True
    ) -> None:
        self._recall, self._count, self._every = recall, count, every
        self._held: dict[int, T] = {}

    def __getitem__(self, nr: int) -> T:
        if nr not in self._held:
            value = self._recall(nr) if 1 <= nr <= self._count else None
            if value is None:
                raise KeyError(nr)
            self._held[nr] = value
        return self._held[nr]

    def __setitem__(self, nr: int, value: T) -> None:
        self._held[nr] = value

    def __delitem__(self, nr: int) -> None:
        raise TypeError("nothing that was recorded goes away")

    def __iter__(self) -> Iterator[int]:
        numbers = range(1, self._count + 1)
        yield from numbers if self._every else (nr for nr in numbers if nr in self)
        yield from (nr for nr in self._held if nr > self._count)

    def __len__(self) -> int:
        later = sum(nr > self._count for nr in self._held)
        return self._count + later if self._every else sum(1 for _ in self)


def load(path: Path, content: bytes) -> CachedPrefix | None:
    """Return what is remembered of the beginning of a ledger, if it still begins like that."""
    if len(content) < LARGE:
        return None
    try:
        stored = _own(_place(path))
        whole, length = stored[:DIGEST], int.from_bytes(stored[DIGEST:HEAD])
        if sha256(memoryview(stored)[DIGEST:]).digest() != whole:
            return None
        figures = msgpack.decode(stored[HEAD : HEAD + length], type=Snapshot)
    except (OSError, RuntimeError, MsgspecError):
        return None
    if figures.code != code() or figures.size > len(content):
        return None
    if sha256(memoryview(content)[: figures.size]).digest() != figures.digest:
        return None
    return CachedPrefix(figures, content, stored[HEAD + length :])


def save(
    path: Path,
    content: bytes,
    opening_hash: str,
    balances: Balances,
    broken: Collection[int] | None,
) -> CachedPrefix:
    """Remember what a ledger amounts to that was read as written, and return it as remembered.

    *broken* are the entries that break a rule; None if the rules were not asked. Where nothing can
    be stored, nothing is.
    """
    offsets, written_by = array("Q", fast_reader.offsets(content)), code()
    figures = Snapshot(
        code=written_by or b"",
        size=len(content),
        digest=sha256(content).digest(),
        count=len(offsets),
        opening_hash=opening_hash,
        broken=None if broken is None else tuple(sorted(broken)),
        state=State(**{name: copy(getattr(balances, name)) for name in State.__struct_fields__}),
    )
    entries = balances.entries
    index = Index(
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
    stored, more = msgpack.encode(figures), msgpack.encode(index)
    with suppress(OSError, RuntimeError):
        if written_by is None:
            return CachedPrefix(figures, content, more)
        _store(_place(path), len(stored).to_bytes(HEAD - DIGEST) + stored + more)
    return CachedPrefix(figures, content, more)


@cache
def code() -> bytes | None:
    """Return the hash of the code that reads, adds up and judges; None where it is in no files.

    Source, or what was compiled where only that was installed; an archive has neither in a folder.
    """
    found = sha256(f"{sys.version} {msgspec_version} {__version__}".encode())
    try:
        for folder in CODE:
            path = os.path.join(PACKAGE, folder)
            names = sorted(one for one in os.listdir(path) if one.endswith((".py", ".pyc")))
            if not names:
                return None
            for name in names:
                with open(os.path.join(path, name), "rb", buffering=0) as file:
                    content = file.read()
                found.update(f"\n{folder}/{name} {len(content)}\n".encode())
                found.update(content)
    except OSError:
        return None
    return found.digest()


def _untouched(entry: Booking) -> tuple[int, Decimal, Decimal]:
    """Return year, left and paid of a booking that no other entry has changed."""
    return entry.budget_year, entry.amount, ZERO


def _voucher_line(key: VoucherKey) -> bytes:
    return f'\nvoucher = "{key[1]}"\n'.encode()


def _odd_vouchers(
    content: bytes, offsets: Sequence[int], entries: Iterable[Entry]
) -> Iterator[tuple[VoucherKey, int]]:
    """Yield the vouchers that a search for their line would not find, because of an escape."""
    ends = (*offsets, len(content))[1:]
    for start, end, entry in zip(offsets, ends, entries, strict=True):
        if isinstance(entry, Expense):
            key = voucher_key(entry)
            if content.find(_voucher_line(key), start, end) < 0:
                yield key, entry.nr


def _place(path: Path) -> Path:
    """Return where the figures of a ledger are remembered; RuntimeError for a user without home."""
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


def _own(place: Path) -> bytes:
    """Return what this user has stored; OSError for what another one put there, and for a pipe."""
    # A pipe would be waited for, and a name may be taken where all may write.
    with open(place, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE)) as file:
        status = os.fstat(file.fileno())
        mine = sys.platform == "win32" or status.st_uid == os.geteuid()
        if not (mine and stat.S_ISREG(status.st_mode)):
            raise PermissionError(place)
        return file.read()


def _store(place: Path, payload: bytes) -> None:
    """Put a file in its place, wholly or not at all, for this user's eyes alone."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = place.with_name(f".{place.name}-{os.getpid()}")
    try:
        with open(whole, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(sha256(payload).digest())
            file.write(payload)
        os.replace(whole, place)
    finally:
        whole.unlink(missing_ok=True)
