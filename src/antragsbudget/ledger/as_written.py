"""Reads entries that stand as the program writes them, many times as fast as a TOML parser does.

One regular expression for each sequence of keys takes a whole entry apart. What it accepts is valid
TOML of just these values, and passes the gate; any other entry goes the long way, through the codec
and the gate, one by one. What neither accepts is for them to judge and to name: here it is None. So
this module may be faster than they are, but is never of another opinion.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from operator import itemgetter
from typing import Final

from msgspec import Struct, ValidationError, convert

from antragsbudget.core.budget import Budget
from antragsbudget.core.chain import entry_hash
from antragsbudget.core.entries import KINDS, Entry, field_of
from antragsbudget.errors import LedgerError
from antragsbudget.ledger import codec, gate

MARK: Final = b"\n[[entry]]\n"
OFTEN: Final = 5
"""So often a sequence of keys must have occurred before an expression is made for it."""

# A value as the program writes it, by the type that the gate wants: its expression, and how the
# chain has it. A text without escapes is the same in TOML and in JSON.
_TEXT: Final = r'"([^"\\\x00-\x1f\x7f]*+)"'
_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_VALUES: Final[dict[object, tuple[str, str]]] = {
    str: (_TEXT, '"%s"'),
    Decimal: (r"(-?(?:0|[1-9][0-9]{0,9})\.[0-9]{2})", '"%s"'),
    int: (r"(0|[1-9][0-9]{0,17})", "%s"),
    bool: (r"(true|false)", "%s"),
    date: (rf"({_DAY})", '"%s"'),
    datetime: (rf"({_DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z)", '"%s"'),
}


class _Pattern(Struct, frozen=True):
    """How entries of one kind with one sequence of keys are read."""

    match: Callable[[str], re.Match[str] | None]
    kind: type[Entry]
    fields: tuple[str, ...]  # of the values that the expression yields
    names: tuple[int, ...]  # which of these are the ids of allocations
    ordered: Callable[[tuple[str, ...]], tuple[str, ...]]  # as the canonical form has them
    canonical: str


class Read(Struct, frozen=True):
    """Entries that follow one another in a ledger, and where each begins in its bytes."""

    entries: list[Entry]
    offsets: list[int]


def read(content: bytes) -> gate.Passed | None:
    """Return what a ledger holds, in which there is no fault; None if the long way must be gone."""
    opened = header(content)
    if opened is None:
        return None
    budget, opening_hash, end = opened
    found = entries(content, end, budget, 0, opening_hash)
    if found is None:
        return None
    hashes = (opening_hash, *(entry.hash for entry in found.entries))
    return gate.Passed(budget, tuple(found.entries), len(found.entries), hashes, ())


def header(content: bytes) -> tuple[Budget, str, int] | None:
    """Return the budget, hash(0), and where the first entry begins; None if the header is odd."""
    if b"\r" in content:
        return None
    end = content.find(MARK)
    end = len(content) if end < 0 else end
    try:
        # With an entry behind it: a header that holds some already is none.
        passed = gate.inspected(codec.parse(content[:end] + MARK, ""))
    except LedgerError:
        return None
    if passed.budget is None or passed.count != 1:
        return None
    return passed.budget, passed.hashes[0], end


def entries(content: bytes, start: int, budget: Budget, nr: int, last: str) -> Read | None:
    """Return the entries from the offset *start* on, which follow number *nr* hashed *last*."""
    reader = _Reader({allocation.id for allocation in budget.allocations})
    result = Read([], [])
    for offset, block in _blocks(content, start):
        nr += 1
        found = reader.entry(block, nr, last)
        if found is None:
            return None
        last = found.hash
        result.entries.append(found)
        result.offsets.append(offset)
    return result


def _blocks(content: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield each entry without its heading, and where that stands."""
    at = content.find(MARK, start)
    while at >= 0:
        following = content.find(MARK, at + 1)
        end = len(content) if following < 0 else following + 1
        yield at, content[at + len(MARK) : end]
        at = following


class _Reader:
    """Reads entry after entry, and learns which sequences of keys are frequent."""

    def __init__(self, allocations: set[str]) -> None:
        self._allocations = allocations
        self._seen: dict[tuple[str, ...], int] = {}
        self._patterns: dict[tuple[str, ...], _Pattern | None] = {}
        self._latest: _Pattern | None = None

    def entry(self, block: bytes, nr: int, last: str) -> Entry | None:
        """Return the entry *nr*, if it is one that follows the one hashed *last*."""
        try:
            text = block.decode()
        except UnicodeDecodeError:
            return None
        pattern, match = self._latest, None
        if pattern is not None:
            match = pattern.match(text)
        if match is None:
            pattern = self._pattern(text)
            match = None if pattern is None else pattern.match(text)
        if pattern is None or match is None:
            return self._long_way(block, nr, last)
        self._latest = pattern
        values = match.groups()
        chained = pattern.canonical % (last, *pattern.ordered(values))
        if values[0] != str(nr) or values[-1] != sha256(chained.encode()).hexdigest():
            return None
        if not all(values[index] in self._allocations for index in pattern.names):
            return None
        try:
            named = dict(zip(pattern.fields, values, strict=True))
            return convert(named, pattern.kind, strict=False)
        except ValidationError:  # no day of the calendar
            return None

    def _long_way(self, block: bytes, nr: int, last: str) -> Entry | None:
        try:
            document = codec.parse(MARK + block, "")
        except LedgerError:
            return None
        if document.header or len(document.entries) != 1:
            return None
        (table,) = document.entries
        entry = gate.entry(table, self._allocations)
        if entry is None or entry.nr != nr or entry.hash != entry_hash(last, table):
            return None
        return entry

    def _pattern(self, text: str) -> _Pattern | None:
        """Return how an entry with these keys is read, once that pays; the keys may be none."""
        keys = tuple(line.partition(" = ")[0] for line in text.splitlines() if line)
        if keys not in self._patterns:
            self._seen[keys] = self._seen.get(keys, 0) + 1
            if self._seen[keys] < OFTEN:
                return None
            kind = re.search(r'^kind = "([a-z_]+)"$', text, re.MULTILINE)
            self._patterns[keys] = None if kind is None else _pattern(kind[1], keys)
        return self._patterns[keys]


def _pattern(kind: str, keys: tuple[str, ...]) -> _Pattern | None:
    """Return how entries of a kind with just these keys are read; None if there are none such."""
    shape = gate.shape_of(kind) if kind in KINDS else {}
    required = {key for key, (_, needed) in shape.items() if needed}
    unusual = keys[0] != "nr" or keys[-1] != "hash" or len(set(keys)) != len(keys)
    if unusual or not required <= set(keys) <= shape.keys():
        return None
    lines: list[str] = []
    said: dict[str, str] = {}
    for key in keys:
        wanted = shape[key][0]
        if key == "kind":
            expression, said[key] = f'"{kind}"', f'"{kind}"'
        elif isinstance(wanted, tuple):
            expression, said[key] = f'"({"|".join(map(re.escape, wanted))})"', '"%s"'
        elif wanted in _VALUES:
            expression, said[key] = _VALUES[wanted]
        else:
            return None
        lines.append(f"{key} = {expression}")
    values = [key for key in keys if key != "kind"]
    chained = sorted(set(keys) - {"hash"})
    return _Pattern(
        match=re.compile("\n".join(lines) + r"\n*+").fullmatch,
        kind=KINDS[kind],
        fields=tuple(field_of(key) for key in values),
        names=tuple(index for index, key in enumerate(values) if key in gate.NAMES),
        ordered=itemgetter(*(values.index(key) for key in chained if key != "kind")),
        canonical="%s\n{" + ",".join(f'"{key}":{said[key]}' for key in chained) + "}",
    )
