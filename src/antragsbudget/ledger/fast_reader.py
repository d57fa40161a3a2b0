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
from antragsbudget.errors import LedgerError, Location
from antragsbudget.language import messages
from antragsbudget.ledger import codec, gate

MARK: Final = b"\n[[entry]]\n"
SPACE: Final = b" \t\n"  # all that TOML takes for such; bytes.strip() would take more
_KIND: Final = re.compile(r'^kind = "([a-z_]+)"$', re.MULTILINE)
OFTEN: Final = 5
"""So often a sequence of keys must have occurred before an expression is made for it."""

# A value as the program writes it, by the type that the gate wants: its expression, and how the
# chain has it. A text without escapes is the same in TOML and in JSON.
_TEXT: Final = r'"([^"\\\x00-\x1f\x7f]*+)"'
_YEAR: Final = "(19[0-9]{2}|2[0-9]{3})"
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

    def entry(self, values: tuple[str, ...]) -> Entry:
        """Return the entry with these values; ValidationError if the calendar lacks a day."""
        return convert(dict(zip(self.fields, values, strict=True)), self.kind, strict=False)


class Read(Struct, frozen=True):
    """What a ledger holds in which there is no fault."""

    budget: Budget
    opening_hash: str
    entries: list[Entry]


def read(content: bytes) -> Read | None:
    """Return what a ledger holds, whatever its line ends; None if the long way must be gone."""
    content = content.replace(b"\r\n", b"\n")  # as the parser does; what else has a CR is odd
    opened = header(content)
    if opened is None:
        return None
    budget, opening_hash, end = opened
    found = entries(content, end, budget, 0, opening_hash)
    return None if found is None else Read(budget, opening_hash, found)


def header(content: bytes) -> tuple[Budget, str, int] | None:
    """Return the budget, hash(0), and where the first entry begins; None if the header is odd."""
    if b"\r" in content:
        return None
    end = content.find(MARK)
    end = len(content) if end < 0 else end
    try:
        # With an entry behind it: a header that holds some already is none.
        passed = gate.inspect(codec.parse(content[:end] + MARK, ""))
    except LedgerError:
        return None
    if passed.budget is None or passed.count != 1 or passed.faults[0].index < 0:
        return None  # the first fault must be that of the entry behind it, which is empty
    return passed.budget, passed.hashes[0], end


def entries(content: bytes, start: int, budget: Budget, nr: int, last: str) -> list[Entry] | None:
    """Return the entries behind the offset *start*, which follow number *nr* hashed *last*."""
    first = content.find(MARK, max(0, start - 1))  # the line end may be that of the line before
    if content[start : len(content) if first < 0 else first].strip(SPACE):
        return None
    reader = Reader({allocation.id for allocation in budget.allocations})
    found: list[Entry] = []
    for offset in offsets(content, first):
        nr += 1
        entry = reader.entry(block(content, offset), nr, last)
        if entry is None:
            return None
        last = entry.hash
        found.append(entry)
    return found


def offsets(content: bytes, first: int = 0) -> Iterator[int]:
    """Yield where each entry begins, from the offset *first* on; none if that is below 0."""
    at = content.find(MARK, first) if first >= 0 else -1
    while at >= 0:
        yield at
        at = content.find(MARK, at + 1)


def block(content: bytes, offset: int) -> bytes:
    """Return the entry that begins at *offset*, without its heading."""
    following = content.find(MARK, offset + 1)
    return content[offset + len(MARK) : len(content) if following < 0 else following + 1]


class Reader:
    """Reads entry after entry of a ledger, and learns which sequences of keys are frequent."""

    def __init__(self, allocations: set[str]) -> None:
        self._allocations = allocations
        self._seen: dict[tuple[str, tuple[str, ...]], int] = {}
        self._patterns: dict[tuple[str, tuple[str, ...]], _Pattern | None] = {}
        self._latest: _Pattern | None = None

    def entry(self, block: bytes, nr: int, last: str) -> Entry | None:
        """Return the entry *nr*, if it is one that follows the one hashed *last*."""
        found = self._taken_apart(block)
        if found is None:
            return self._long_way(block, nr, last)
        pattern, values = found
        chained = pattern.canonical % (last, *pattern.ordered(values))
        if values[0] != str(nr) or values[-1] != sha256(chained.encode()).hexdigest():
            return None
        if not all(values[index] in self._allocations for index in pattern.names):
            return None
        try:
            return pattern.entry(values)
        except ValidationError:  # no day of the calendar
            return None

    def known(self, block: bytes) -> Entry:
        """Return an entry that was read before, and is taken for what it is."""
        found = self._taken_apart(block)
        if found is not None:
            pattern, values = found
            return pattern.entry(values)
        entry = gate.entry(_table(block), self._allocations)
        assert entry is not None, "the same bytes passed before"
        return entry

    def _taken_apart(self, block: bytes) -> "tuple[_Pattern, tuple[str, ...]] | None":
        try:
            text = block.decode()
        except UnicodeDecodeError:
            return None
        pattern = self._latest
        match = None if pattern is None else pattern.match(text)
        if match is None:
            pattern = self._pattern(text)
            match = None if pattern is None else pattern.match(text)
        if pattern is None or match is None:
            return None
        self._latest = pattern
        return pattern, match.groups()

    def _long_way(self, block: bytes, nr: int, last: str) -> Entry | None:
        try:
            table = _table(block)
        except LedgerError:
            return None
        entry = gate.entry(table, self._allocations)
        if entry is None or entry.nr != nr or entry.hash != entry_hash(last, table):
            return None
        return entry

    def _pattern(self, text: str) -> _Pattern | None:
        """Return how an entry with these keys is read, once that pays; the keys may be none."""
        keys = tuple(line.partition(" = ")[0] for line in text.splitlines() if line)
        found = _KIND.search(text)
        if found is None:
            return None
        form = (found[1], keys)
        if form not in self._patterns:
            self._seen[form] = self._seen.get(form, 0) + 1
            if self._seen[form] < OFTEN:
                return None
            self._patterns[form] = _pattern(*form)
        return self._patterns[form]


def _table(block: bytes) -> codec.TomlTable:
    """Return an entry as a table; LedgerError if it is not just one."""
    document = codec.parse(MARK + block, "")
    if document.header or len(document.entries) != 1:
        raise LedgerError(messages.toml.EntriesNotTables(), Location(""))
    return document.entries[0]


def _pattern(kind: str, keys: tuple[str, ...]) -> _Pattern | None:
    """Return how entries of a kind with just these keys are read; None if there are none such."""
    shape = gate.schema_of(kind) if kind in KINDS else {}
    required = {key for key, (_, needed) in shape.items() if needed}
    readable = {key for key, (kept, _) in shape.items() if kept in _VALUES or type(kept) is tuple}
    unusual = keys[0] != "nr" or keys[-1] != "hash" or len(set(keys)) != len(keys)
    if unusual or not required <= set(keys) <= readable:
        return None
    years, named = (gate.keys_holding(kind, alias) for alias in ("year", "allocation"))
    lines: list[str] = []
    said: dict[str, str] = {}
    for key in keys:
        wanted = shape[key][0]
        if key == "kind":
            expression, said[key] = f'"{kind}"', f'"{kind}"'
        elif key in years:
            expression, said[key] = _YEAR, "%s"
        elif isinstance(wanted, tuple):
            expression, said[key] = f'"({"|".join(map(re.escape, wanted))})"', '"%s"'
        else:
            expression, said[key] = _VALUES[wanted]
        lines.append(f"{key} = {expression}")
    values = [key for key in keys if key != "kind"]
    chained = sorted(set(keys) - {"hash"})
    return _Pattern(
        match=re.compile("\n".join(lines) + r"\n*+").fullmatch,
        kind=KINDS[kind],
        fields=tuple(field_of(key) for key in values),
        names=tuple(index for index, key in enumerate(values) if key in named),
        ordered=itemgetter(*(values.index(key) for key in chained if key != "kind")),
        canonical="%s\n{" + ",".join(f'"{key}":{said[key]}' for key in chained) + "}",
    )
