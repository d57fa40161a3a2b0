"""Reads entries written as the program writes them, many times as fast as a TOML parser does.

One regular expression for each sequence of keys matches a whole entry. What it accepts is valid
TOML with exactly these values, and passes the gate; any other entry is parsed by the codec and
judged by the gate, one by one. What those do not accept is None here, and theirs to report: this
module may be faster than they are, but never disagrees with them.
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

ENTRY_HEADING: Final = b"\n[[entry]]\n"
WHITESPACE: Final = b" \t\n"  # in TOML; bytes.strip() would remove more
_KIND: Final = re.compile(r'^kind = "([a-z_]+)"$', re.MULTILINE)
MIN_OCCURRENCES: Final = 5
"""Of a sequence of keys, before an expression is compiled for it."""

# By the type in the schema of the gate: the expression of a value as the program writes it, and
# its form in the hash chain. A text without escapes is the same in TOML and in JSON.
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


class _EntryPattern(Struct, frozen=True):
    """How entries of one kind with one sequence of keys are read."""

    match: Callable[[str], re.Match[str] | None]
    kind: type[Entry]
    fields: tuple[str, ...]  # of the groups of the expression
    allocations: tuple[int, ...]  # the positions of values that are ids of allocations
    in_canonical_order: Callable[[tuple[str, ...]], tuple[str, ...]]
    canonical: str

    def entry(self, values: tuple[str, ...]) -> Entry:
        """Return the entry; raises `ValidationError` for a day that no calendar has."""
        return convert(dict(zip(self.fields, values, strict=True)), self.kind, strict=False)


class SoundLedger(Struct, frozen=True):
    """The content of a ledger without a fault."""

    budget: Budget
    opening_hash: str
    entries: list[Entry]


def read(content: bytes) -> SoundLedger | None:
    """Return the content of a ledger, with either line end; None if the codec must read it."""
    content = content.replace(b"\r\n", b"\n")  # as the parser does; any other CR is left to it
    parsed = header(content)
    if parsed is None:
        return None
    budget, opening_hash, end = parsed
    read_entries = entries(content, end, budget, 0, opening_hash)
    return None if read_entries is None else SoundLedger(budget, opening_hash, read_entries)


def header(content: bytes) -> tuple[Budget, str, int] | None:
    """Return the budget, hash(0), and where the first entry begins; None if it has a fault."""
    if b"\r" in content:
        return None
    end = content.find(ENTRY_HEADING)
    end = len(content) if end < 0 else end
    try:
        # An empty entry is appended: it shows whether the header holds entries already.
        inspection = gate.inspect(codec.parse(content[:end] + ENTRY_HEADING, ""))
    except LedgerError:
        return None
    if inspection.budget is None or inspection.count != 1 or inspection.faults[0].index < 0:
        return None  # the first fault must be that of the appended entry
    return inspection.budget, inspection.hashes[0], end


def entries(content: bytes, start: int, budget: Budget, nr: int, last: str) -> list[Entry] | None:
    """Return the entries from offset *start* on, behind entry *nr* with hash *last*; or None."""
    # The line end before the heading may belong to the previous line.
    first = content.find(ENTRY_HEADING, max(0, start - 1))
    if content[start : len(content) if first < 0 else first].strip(WHITESPACE):
        return None
    reader = Reader({allocation.id for allocation in budget.allocations})
    result: list[Entry] = []
    for offset in offsets(content, first):
        nr += 1
        entry = reader.entry(block(content, offset), nr, last)
        if entry is None:
            return None
        last = entry.hash
        result.append(entry)
    return result


def offsets(content: bytes, first: int = 0) -> Iterator[int]:
    """Yield the offset of each entry, from *first* on; none if *first* is below 0."""
    at = content.find(ENTRY_HEADING, first) if first >= 0 else -1
    while at >= 0:
        yield at
        at = content.find(ENTRY_HEADING, at + 1)


def block(content: bytes, offset: int) -> bytes:
    """Return the bytes of the entry at *offset*, without its heading."""
    following = content.find(ENTRY_HEADING, offset + 1)
    return content[offset + len(ENTRY_HEADING) : len(content) if following < 0 else following + 1]


class Reader:
    """Reads a ledger entry by entry, with an expression for each frequent sequence of keys."""

    def __init__(self, allocations: set[str]) -> None:
        self._allocations = allocations
        self._seen: dict[tuple[str, tuple[str, ...]], int] = {}
        self._patterns: dict[tuple[str, tuple[str, ...]], _EntryPattern | None] = {}
        self._latest: _EntryPattern | None = None

    def entry(self, block: bytes, nr: int, last: str) -> Entry | None:
        """Return the entry if it has the number *nr* and follows the hash *last*; else None."""
        matched = self._match(block)
        if matched is None:
            return self._parse(block, nr, last)
        pattern, values = matched
        chained = pattern.canonical % (last, *pattern.in_canonical_order(values))
        if values[0] != str(nr) or values[-1] != sha256(chained.encode()).hexdigest():
            return None
        if not all(values[index] in self._allocations for index in pattern.allocations):
            return None
        try:
            return pattern.entry(values)
        except ValidationError:  # a day that no calendar has
            return None

    def accepted(self, block: bytes) -> Entry:
        """Return an entry that was accepted before: number and hash are not checked again."""
        matched = self._match(block)
        if matched is not None:
            pattern, values = matched
            return pattern.entry(values)
        entry = gate.entry(_table(block), self._allocations)
        assert entry is not None, "the same bytes were accepted before"
        return entry

    def _match(self, block: bytes) -> "tuple[_EntryPattern, tuple[str, ...]] | None":
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

    def _parse(self, block: bytes, nr: int, last: str) -> Entry | None:
        try:
            table = _table(block)
        except LedgerError:
            return None
        entry = gate.entry(table, self._allocations)
        if entry is None or entry.nr != nr or entry.hash != entry_hash(last, table):
            return None
        return entry

    def _pattern(self, text: str) -> _EntryPattern | None:
        """Return the pattern of an entry with these keys, once they are frequent."""
        keys = tuple(line.partition(" = ")[0] for line in text.splitlines() if line)
        kind = _KIND.search(text)
        if kind is None:
            return None
        form = (kind[1], keys)
        if form not in self._patterns:
            self._seen[form] = self._seen.get(form, 0) + 1
            if self._seen[form] < MIN_OCCURRENCES:
                return None
            self._patterns[form] = _compile(*form)
        return self._patterns[form]


def _table(block: bytes) -> codec.TomlTable:
    """Return the table of an entry; raises `LedgerError` if *block* is not exactly one."""
    document = codec.parse(ENTRY_HEADING + block, "")
    if document.header or len(document.entries) != 1:
        raise LedgerError(messages.toml.EntriesNotTables(), Location(""))
    return document.entries[0]


def _compile(kind: str, keys: tuple[str, ...]) -> _EntryPattern | None:
    """Return the pattern of a kind with exactly these keys; None if the gate refuses them."""
    schema = gate.schema_of(kind) if kind in KINDS else {}
    required = {key for key, (_, needed) in schema.items() if needed}
    readable = {
        key for key, (stored, _) in schema.items() if stored in _VALUES or type(stored) is tuple
    }
    unusual = keys[0] != "nr" or keys[-1] != "hash" or len(set(keys)) != len(keys)
    if unusual or not required <= set(keys) <= readable:
        return None
    years, named = (gate.keys_holding(kind, alias) for alias in ("year", "allocation"))
    lines: list[str] = []
    canonical: dict[str, str] = {}
    for key in keys:
        expected = schema[key][0]
        if key == "kind":
            expression, canonical[key] = f'"{kind}"', f'"{kind}"'
        elif key in years:
            expression, canonical[key] = _YEAR, "%s"
        elif isinstance(expected, tuple):
            expression, canonical[key] = f'"({"|".join(map(re.escape, expected))})"', '"%s"'
        else:
            expression, canonical[key] = _VALUES[expected]
        lines.append(f"{key} = {expression}")
    values = [key for key in keys if key != "kind"]
    chained = sorted(set(keys) - {"hash"})
    return _EntryPattern(
        match=re.compile("\n".join(lines) + r"\n*+").fullmatch,
        kind=KINDS[kind],
        fields=tuple(field_of(key) for key in values),
        allocations=tuple(index for index, key in enumerate(values) if key in named),
        in_canonical_order=itemgetter(*(values.index(key) for key in chained if key != "kind")),
        canonical="%s\n{" + ",".join(f'"{key}":{canonical[key]}' for key in chained) + "}",
    )
