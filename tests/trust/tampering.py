"""Changes a ledger in every way in which one can be tampered with, and asks `verify`.

Lines are counted from 1 and entries by their place, also from 1, whatever number they bear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from tests.builders import Books
from tests.corpus_ledgers import CORPUS, sealed

from antragsbudget import pipeline
from antragsbudget.core.chain import entry_hash
from antragsbudget.core.entries import table_of
from antragsbudget.language.messages.toml import NotToml
from antragsbudget.ledger import codec
from antragsbudget.ledger.verification import LocatedFinding

ENTRIES = 200
HEAD = "\n[[entry]]\n"
LINE = re.compile(r'(?:(?P<key>\w+) = |    (?=")|\](?=\n))(?P<value>.*)')


@cache
def ledger() -> str:
    """Return a ledger of two hundred entries, with all kinds in it and an issued paper."""
    path = CORPUS / "valid" / "two-years.toml"
    read = pipeline.read(path)
    books = Books(read.balances(), today=date(2023, 5, 11))
    turn = len(read.entries)
    while len(books.balances.entries) < ENTRIES:
        turn += 1
        nr = len(books.balances.entries)
        match turn % 7:
            case 0:
                books.expense("DCP", "12,50", voucher=f"T-{turn}", note="Prüfung")
            case 1:
                books.pay(nr)
            case 2:
                books.refund(nr - 1, "1")
            case 3:
                books.reserve("DCP", "3", public=False)
            case 4:
                books.settle(nr, reason="erledigt")
            case 5:
                books.expense("DCP", "2", voucher=f"T-{turn}", reference="AZ 1")
            case _:
                books.reverse(nr)
    last, tables = read.fingerprint, []
    for nr in range(len(read.entries) + 1, ENTRIES + 1):
        last = entry_hash(last, table_of(books.balances.entries[nr]))
        tables.append(table_of(replace(books.balances.entries[nr], hash=last)))
    return codec.append(read.content, str(read.path), *tables).decode()


@cache
def fingerprint_of_paper() -> tuple[int, str]:
    """Return after which entry the last paper was issued, and the fingerprint that it prints."""
    papers = [e for e in codec.parse(ledger().encode(), "").entries if e["kind"] == "paper"]
    number, fingerprint = papers[-1]["nr"], papers[-1]["fingerprint"]
    assert isinstance(number, int) and isinstance(fingerprint, str)
    return number - 1, fingerprint


class Change(NamedTuple):
    """A ledger that somebody changed, what was done, and which entries that concerns."""

    what: str
    text: str
    place: range  # of entries; 0 is the header
    line: int | None = None  # where one line was changed


def entries(text: str) -> list[str]:
    """Return the header, and the lines of each entry."""
    return text.split(HEAD)


def joined(parts: list[str]) -> str:
    return HEAD.join(parts)


@dataclass(frozen=True)
class Value:
    """A value that stands in a line: in which entry, under which key, from where to where."""

    entry: int
    kind: str
    key: str
    line: int
    start: int
    end: int


@cache
def values() -> tuple[Value, ...]:
    """Return every value of the ledger, those of the header with the kind `header`."""
    found, entry, kind, key = [], 0, "header", ""
    text, position = ledger(), 0
    kinds = re.findall(r'^kind = "(\w+)"$', text, re.MULTILINE)
    for number, line in enumerate(text.split("\n"), 1):
        if line == "[[entry]]":
            entry += 1
            kind = kinds[entry - 1]
        elif (match := LINE.fullmatch(line)) and match["value"]:
            key = match["key"] or key
            start, end = (position + place for place in match.span("value"))
            found.append(Value(entry, kind, key, number, start, end))
        position += len(line) + 1
    return tuple(found)


def one_of_each() -> tuple[Value, ...]:
    """Return the first value of each key of each kind."""
    return tuple({(one.kind, one.key): one for one in reversed(values())}.values())


def changed(value: Value, offset: int) -> Change:
    """Change one character of a value into another one of its sort."""
    text, at = ledger(), value.start + offset
    old = text[at]
    new = str((int(old) + 1) % 10) if old.isdecimal() else "y" if old == "x" else "x"
    what = f"{value.kind} {value.key}: {text[value.start : value.end]}, {old} at {offset} is {new}"
    place = range(value.entry, value.entry + 1)
    return Change(what, text[:at] + new + text[at + 1 :], place, value.line)


def each_character(some: tuple[Value, ...]) -> Iterator[Change]:
    for value in some:
        for offset in range(value.end - value.start):
            yield changed(value, offset)


def one_character(some: tuple[Value, ...]) -> Iterator[Change]:
    """Yield one change of each value, in its middle."""
    for value in some:
        yield changed(value, (value.end - value.start) // 2)


def removed() -> Iterator[Change]:
    """Take out each entry but the last, whose loss only a fingerprint shows."""
    parts = entries(ledger())
    for nr in range(1, ENTRIES):
        yield Change(f"{nr} removed", joined(parts[:nr] + parts[nr + 1 :]), range(nr, nr + 1))


def swapped() -> Iterator[Change]:
    """Exchange each entry with the next one."""
    for nr in range(1, ENTRIES):
        parts = entries(ledger())
        parts[nr : nr + 2] = reversed(parts[nr : nr + 2])
        yield Change(f"{nr} swapped", joined(parts), range(nr, nr + 1))


def repeated() -> Iterator[Change]:
    """Set a copy of each entry behind it, and one at the end."""
    parts = entries(ledger())
    for nr in range(1, ENTRIES + 1):
        behind = joined([*parts[: nr + 1], *parts[nr:]])
        yield Change(f"{nr} repeated", behind, range(nr + 1, nr + 2))
        at_the_end = joined([*parts, parts[nr]])
        yield Change(f"{nr} again at the end", at_the_end, range(ENTRIES + 1, ENTRIES + 2))


FIRST, AFTER_CLOSING = date(2022, 3, 31), date(2023, 1, 16)
INVENTED = {
    "kind": "consent",
    "allocation": "digitaler-zwilling",
    "party": "Neuss",
    "answer": "given",
    "reference": "erfunden",
}


def inserted() -> Iterator[Change]:
    """Set an invented entry before each, with the hash that it would have there."""
    parts = entries(ledger())
    document = codec.parse(ledger().encode(), "")
    last = [pipeline.read(CORPUS / "valid" / "two-years.toml").opening_hash]
    last += [str(table["hash"]) for table in document.entries]
    closed = next(i for i, t in enumerate(document.entries, 1) if t["kind"] == "year_close")
    for nr in range(1, ENTRIES + 1):
        kept = ("nr", "recorded_at", "recorded_by")
        table = {key: document.entries[nr - 1][key] for key in kept} | INVENTED
        table["date"] = FIRST if nr <= closed else AFTER_CLOSING
        block = codec.block({**table, "hash": entry_hash(last[nr - 1], table)}, "\n")
        text = joined([*parts[:nr], block.removeprefix(HEAD), *parts[nr:]])
        # It stands there well; the one behind it is what does not fit.
        yield Change(f"one inserted before {nr}", text, range(nr + 1, nr + 2))


def renumbered() -> Iterator[Change]:
    """Take out each entry but the last, and number those behind it on."""
    parts = entries(ledger())
    for nr in range(1, ENTRIES):
        behind = [
            part.replace(f"nr = {nr + n}\n", f"nr = {nr + n - 1}\n", 1)
            for n, part in enumerate(parts[nr + 1 :], 1)
        ]
        yield Change(f"{nr} removed, renumbered", joined(parts[:nr] + behind), range(nr, nr + 1))


ORDER: dict[str, Callable[[], Iterator[Change]]] = {
    "taken out": removed,
    "taken out, and the others numbered on": renumbered,
    "exchanged with the next one": swapped,
    "repeated": repeated,
    "invented, and set between": inserted,
}


def summary(findings: Sequence[LocatedFinding]) -> list[tuple[int | None, str]]:
    return [(finding.line, type(finding.fault).__name__) for finding in findings]


def faults(change: Change, path: Path) -> Iterator[str]:
    """Yield what is wrong with the answer to a change: it is one finding, at the right place."""
    path.write_text(change.text, "utf-8", newline="\n")
    findings = pipeline.verify(path, None).findings
    if len(findings) != 1:
        yield f"{change.what}: {len(findings)} findings: {summary(findings)}"
        return
    line = findings[0].line or 0
    entry = change.text.split("\n")[:line].count("[[entry]]")
    # What is wrong in the header may show only in the hash of the first entry.
    if entry not in (change.place if change.place.start else (0, 1)):
        yield f"{change.what}: told in entry {entry}, line {line}"
    if isinstance(findings[0].fault, NotToml) and change.line not in (None, line):
        yield f"{change.what}: in line {change.line}, told in line {line}"


def lost() -> Iterator[Change]:
    """Cut off the last entries, from each that the paper tells of."""
    parts, (count, _) = entries(ledger()), fingerprint_of_paper()
    for nr in range(count):
        yield Change(f"cut off behind {nr}", joined(parts[: nr + 1]), range(0))


def forged() -> Iterator[Change]:
    """Change who recorded each entry, and seal the chain again as somebody would who can."""
    parts, (count, _) = entries(ledger()), fingerprint_of_paper()
    for nr in range(1, count + 1):
        new = re.sub('^recorded_by = "kb"$', 'recorded_by = "mw"', parts[nr], flags=re.MULTILINE)
        text = sealed(joined([*parts[:nr], new, *parts[nr + 1 :]]))
        yield Change(f"{nr} forged", text, range(0))


def faults_against_paper(change: Change, path: Path) -> Iterator[str]:
    """Yield what is wrong: alone the ledger is clean, against the paper's fingerprint it is not."""
    path.write_text(change.text, "utf-8", newline="\n")
    alone = pipeline.verify(path, None).findings
    if alone:
        yield f"{change.what}: {summary(alone)}"
    findings = pipeline.verify(path, fingerprint_of_paper()[1]).findings
    if [finding.code for finding in findings] != ["fingerprint"]:
        yield f"{change.what}: against the paper {summary(findings)}"
