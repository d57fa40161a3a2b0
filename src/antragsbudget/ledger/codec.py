"""Owns the way between the ledger's bytes and plain tables; it judges no key, kind or figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, TypeAlias

from msgspec import Struct

from antragsbudget.errors import LedgerError, Location
from antragsbudget.language import messages
from antragsbudget.values.money import is_amount_literal

TomlTable: TypeAlias = dict[str, object]
KeyPath: TypeAlias = tuple[str | int, ...]

_DEEPEST: Final = 16

# Strings and comments, brackets, line ends. Every quote matches, closed or not, and nothing
# backtracks, so that a scan takes linear time over any text.
_TOKEN: Final = re.compile(
    r'''
    (?P<opaque> """(?:[^"\\]++ | \\. | "(?!""))*+ (?:"{3,5})?
              | \'\'\'(?:[^\']++ | \'(?!\'\'))*+ (?:\'{3,5})?
              | "(?:[^"\\\n]++ | \\[^\n])*+ "?
              | \'[^\'\n]*+ \'?
              | \#[^\n]*+ )
    | [\[{] | [\]}] | \n
    ''',
    re.VERBOSE | re.DOTALL,
)
# What the parser answers in quadratic time (keys of very many parts), and what Python refuses to
# print again (whole numbers of thousands of digits): refused before parsing.
_MANY_PARTS: Final = re.compile(r"\.(?:[^.\n]*+\.){63}")
_LONG_WORD: Final = re.compile(r"\b[\w+-]{65}", re.ASCII)

_PART: Final = r"""(?:[A-Za-z0-9_-]++|"[^"\\\n]*+"|'[^'\n]*+')"""
_HEAD: Final = re.compile(
    rf"[ \t]*+(\[\[?)?[ \t]*+({_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)[ \t]*+[\]=]"
)
_ENTRY: Final = re.compile(r"""[ \t]*+\[\[[ \t]*+(?:entry|"entry"|'entry')[ \t]*+\]\]""")
_AT_LINE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_UTC: Final = re.compile(r"^(.*) (\d\d:\d\d:\d\d)\+00:00$", re.MULTILINE)


class NotAnAmount(Struct, frozen=True):
    """Stand for a TOML float that is not written as an amount; the gate reports it."""

    text: str


class TomlDocument(Struct, frozen=True, dict=True):
    """Hold what the ledger says: the header without `entry`, and the entries in their order."""

    file: str
    content: bytes
    header: TomlTable
    entries: list[TomlTable]

    def line(self, *path: str | int) -> int | None:
        """Find the line of a key or table, else of what it lies in: `line("entry", 2, "amount")`.

        Elements of an array of tables count from 0. None where no line can be named.
        """
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines[path] if path else None

    def location(self, *path: str | int) -> Location:
        return Location(self.file, self.line(*path))

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        """Map each key and table to its line; built only when something is wrong."""
        lines: dict[KeyPath, int] = {}
        for line, path in _paths(_text(self.content, self.file)):
            for length in range(1, len(path) + 1):
                lines.setdefault(path[:length], line)
        return lines


def parse(content: bytes, file: str) -> TomlDocument:
    """Read the ledger's bytes as TOML; *file* names them in errors.

    Amounts arrive as `Decimal`, every other float as `NotAnAmount`.
    Raises `LedgerError` for a file with nothing in it, for bytes that are not UTF-8, or not TOML.
    """
    if not content.strip(b"\0\t\n\r "):  # also what a crashed disk leaves of a file
        raise LedgerError(messages.toml.Blank(), Location(file))
    text = _text(content, file)
    _refuse_outsize(text, file)
    try:
        tables = _tables(text)
    except RecursionError:
        raise LedgerError(messages.toml.NestedTooDeep(), Location(file)) from None
    except ValueError as error:
        raise _not_toml(str(error), text, file) from None
    entries = tables.pop("entry", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        location = TomlDocument(file, content, tables, []).location("entry")
        raise LedgerError(messages.toml.EntriesNotTables(), location)
    document = TomlDocument(file, content, tables, entries)
    _refuse_nesting(document)
    return document


def append(content: bytes, file: str, *tables: Mapping[str, object]) -> bytes:
    """Return a valid ledger's bytes, unchanged, with *tables* behind them as further entries.

    The result reads back as the same header, the same entries and *tables*.
    Raises `LedgerError` where the file's entries are an inline array, which cannot be extended.
    """
    ends_open = content != b"" and not content.endswith(b"\n")
    newline = _newline(content)
    added = newline * ends_open + "".join(block(table, newline) for table in tables)
    extended = content + added.encode()
    if not _has_entry_header(_text(content, file)):
        try:
            _tables(_text(extended, file))
        except ValueError:
            location = TomlDocument(file, content, {}, []).location("entry")
            raise LedgerError(messages.toml.EntriesInline(), location) from None
    return extended


def block(table: Mapping[str, object], newline: str) -> str:
    """Write *table* as an `[[entry]]` with the given line ends, behind an empty line.

    Texts stand on one line, date-times must be UTC. Raises `ValueError` for a table that would
    not read back as it is: that is a mistake of the caller.
    """
    import tomli_w  # a reading command does without

    text = "\n[[entry]]\n" + _UTC.sub(r"\1T\2Z", tomli_w.dumps(table))
    if _tables(text) != {"entry": [dict(table)]}:
        raise ValueError(f"does not read back: {text!r}")
    return text.replace("\n", newline)


def _tables(text: str) -> dict[str, Any]:
    """Read TOML; the choice of the library is made here alone. Raises `ValueError`."""
    import tomllib

    return tomllib.loads(text, parse_float=_amount)


def _amount(literal: str) -> Decimal | NotAnAmount:
    return Decimal(literal) if is_amount_literal(literal) else NotAnAmount(literal)


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise LedgerError(messages.toml.NotUtf8(), Location(file, line)) from None


def _newline(content: bytes) -> str:
    """Tell the line end that most lines have."""
    return "\r\n" if content.count(b"\r\n") * 2 > content.count(b"\n") else "\n"


def _refuse_outsize(text: str, file: str) -> None:
    if not _outsize(text):  # costs little, and settles it for nearly every ledger
        return
    bare = _TOKEN.sub(_without_text, text)
    if found := _outsize(bare):
        raise LedgerError(
            messages.toml.Outsize(), Location(file, bare.count("\n", 0, found.start()) + 1)
        )


def _outsize(text: str) -> re.Match[str] | None:
    return _MANY_PARTS.search(text) or _LONG_WORD.search(text)


def _without_text(token: re.Match[str]) -> str:
    return '"' + "\n" * token[0].count("\n") if token["opaque"] else token[0]


def _refuse_nesting(document: TomlDocument) -> None:
    """Keep what walks the tables later from running out of stack."""
    for key, value in document.header.items():
        if _is_deep(value, _DEEPEST):
            raise LedgerError(messages.toml.NestedTooDeep(), document.location(key))
    for index, entry in enumerate(document.entries):
        if _is_deep(entry, _DEEPEST):
            raise LedgerError(messages.toml.NestedTooDeep(), document.location("entry", index))


def _is_deep(value: object, left: int) -> bool:
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return False
    return left == 0 or any(
        _is_deep(inner, left - 1) for inner in value if isinstance(inner, (dict, list))
    )


def _not_toml(message: str, text: str, file: str) -> LedgerError:
    at = _AT_LINE.search(message)
    line = None if at is None else int(at[1]) if at[1] else text.count("\n") + 1
    detail = _AT_LINE.sub("", message)[:200]
    return LedgerError(messages.toml.NotToml(detail=detail), Location(file, line))


def _has_entry_header(text: str) -> bool:
    return any(_ENTRY.match(statement) for _, statement in _statements(text))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement of valid TOML with its line: a string or array may span many."""
    line, depth, start = 1, 0, 0
    for token in _TOKEN.finditer(text):
        if token["opaque"]:
            continue
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        elif depth == 0:
            yield line, text[start : token.start()]
            line += text.count("\n", start, token.end())
            start = token.end()
    yield line, text[start:]


def _paths(text: str) -> Iterator[tuple[int, KeyPath]]:
    """Yield the line and the path of each table header and each key in *text*."""
    table: KeyPath = ()
    sizes: dict[KeyPath, int] = {}
    for line, statement in _statements(text):
        head = _HEAD.match(statement)
        if head is None:
            continue
        brackets, dotted = head.groups()
        keys = [part.strip("\"'") for part in re.findall(_PART, dotted)]
        if brackets is None:
            yield line, (*table, *keys)
            continue
        table = ()
        for depth, key in enumerate(keys, start=1):
            table = (*table, key)
            if brackets == "[[" and depth == len(keys):
                sizes[table] = sizes.get(table, 0) + 1
            if table in sizes:
                table = (*table, sizes[table] - 1)
        yield line, table
