"""The fast way to read a ledger: never another result than by the codec and the gate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.corpus_ledgers import ledger_bytes, names, sealed

from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.core.entries import KINDS
from antragsbudget.errors import LedgerError
from antragsbudget.ledger import codec, fast_reader, gate

LEDGERS = [f"{folder}/{name}" for folder in ("valid", "broken") for name in names(folder)]
DZ, DCP = "digitaler-zwilling", "digitalisierung-cybersicherheit-post"
FREQUENT = fast_reader.MIN_OCCURRENCES + 2
Table = dict[str, object]


def by_the_long_way(content: bytes) -> gate.Inspection | None:
    """Return what codec and gate say of a ledger; None if anything is wrong with it."""
    try:
        return gate.require_sound(codec.parse(content, "l.toml"))
    except LedgerError:
        return None


def read(content: bytes) -> gate.Inspection | None:
    """Return what the fast way says, after having seen that the long way says the same."""
    fast = fast_reader.read(content)
    if fast is None:
        return None
    passed = gate.sound_inspection(fast.budget, fast.entries, fast.opening_hash)
    assert passed == by_the_long_way(content)
    return passed


def written(tables: Iterator[Table]) -> bytes:
    """Return a ledger of the motion with *tables*, numbered and chained, whatever they say."""
    shipped = ledger_bytes("valid/shipped")
    last, blocks = header_hash(codec.parse(shipped, "l.toml").header), [shipped]
    for nr, table in enumerate(tables, start=1):
        numbered = {**table, "nr": nr}
        numbered["hash"] = last = entry_hash(last, numbered)
        blocks.append(codec.block(numbered, "\n").encode())
    return b"".join(blocks)


@cache
def one_of_each() -> tuple[Table, ...]:
    """Return an entry of each kind, of those with the most keys that the corpus holds."""
    found: dict[object, Table] = {}
    for name in names("valid"):
        for table in codec.parse(ledger_bytes(f"valid/{name}"), name).entries:
            best = found.get(table["kind"], {})
            on = {table.get(key, DZ) for key in ("allocation", "from", "to")}
            if len(table) > len(best) and on <= {DZ, DCP}:
                found[table["kind"]] = table
    return tuple(found.values())


@cache
def frequent() -> bytes:
    """Return a ledger in which every sequence of keys occurs often enough for an expression."""
    return written(table for table in one_of_each() for _ in range(FREQUENT))


@pytest.mark.parametrize("name", LEDGERS)
def test_every_ledger_of_the_corpus_is_read_alike_or_not_at_all(name: str) -> None:
    content = ledger_bytes(name)
    long = by_the_long_way(content) is None or name == "broken/inline-entries"
    assert (read(content) is None) == long


def test_what_is_frequent_is_read_alike() -> None:
    passed = read(frequent())
    assert passed is not None
    kinds = {entry.kind for entry in passed.entries}
    assert kinds == KINDS.keys()
    assert passed.count == len(one_of_each()) * FREQUENT


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_of_either_system_are_read_alike(ends: str) -> None:
    content = frequent().replace(b"\n", ends.encode())
    passed = read(content)
    assert passed is not None
    assert passed == read(frequent())


def test_a_carriage_return_alone_is_no_line_end() -> None:
    for odd in (b"\r", b"\r\r\n", b"\n\r"):
        assert read(frequent().replace(b"\n", odd, 40)) is None


@given(
    st.integers(min_value=0),
    st.binary(max_size=3),
    st.integers(0, 3),
    st.sampled_from(["\n", "\r\n"]),
)
@example(30, b"", 0, "\n")
def test_a_changed_ledger_is_read_alike_or_not_at_all(
    at: int, put: bytes, less: int, ends: str
) -> None:
    content = frequent().replace(b"\n", ends.encode())
    at %= len(content)
    read(content[:at] + put + content[at + less :])


VALUE = st.sampled_from(
    [
        *("1899", "1900", "2999", "3000", "02022"),
        *("1.00", "-1.00", "-0.00", "01.00", "1.0", "9999999999.99", "10000000000.00", "1e2"),
        *("inf", "1", "01", "+1", "1_0", "0", "99999999999999999999", "true", "false", "True"),
        *("2022-04-05", "2022-02-30", "0000-01-01", "2022-04-05T09:14:07Z", "2022-04-05T09:14:60Z"),
        *("2022-04-05T24:00:00Z", "2022-04-05 09:14:07Z", "2022-04-05t09:14:07z", "[]", '["a"]'),
        *("2022-04-05T09:14:07+00:00", '""', '"a"', "'a'", '"ä\u2028"', '"\\u00e4"', '"a\tb"'),
        *('"\x7f"', '"a" # b', '"digitaler-zwilling"', '"given"', '"completed"', "{}", '"%s"'),
    ]
)


@given(st.data())
def test_an_odd_value_is_read_alike_or_not_at_all(data: st.DataObject) -> None:
    """Each value of each key, in an entry of a frequent sequence; the chain is then made whole."""
    lines = frequent().decode().split("\n")
    first = lines.index("[[entry]]")
    numbers = [n for n, line in enumerate(lines) if n > first and " = " in line]
    at = data.draw(st.sampled_from(numbers))
    lines[at] = f"{lines[at].partition(' = ')[0]} = {data.draw(VALUE)}"
    content = "\n".join(lines).encode()
    try:
        document = codec.parse(content, "l.toml")
    except LedgerError:
        assert read(content) is None
        return
    last = header_hash(document.header)
    for table in document.entries:
        try:
            new = entry_hash(last, table)
        except TypeError:  # of a number that is no amount there is no hash
            return
        content = content.replace(str(table.get("hash")).encode(), new.encode())
        last = new
    read(content)


@pytest.mark.parametrize(
    ("key", "value"), [("date", "2022-02-30"), ("allocation", "zwilling"), ("nr", 9)]
)
def test_what_the_chain_cannot_know_is_left_to_the_long_way(key: str, value: object) -> None:
    """A day that no calendar has, a name or a number that is not there, and a hash that fits."""
    bookings = (one for one in one_of_each() if one["kind"] == "expense")
    whole = written(one for one in bookings for _ in range(FREQUENT))
    *_, before, last = codec.parse(whole, "l.toml").entries
    start = [*fast_reader.offsets(whole)][-1]
    hashed = entry_hash(str(before["hash"]), {**last, key: value})
    text = whole[start:].decode().replace(str(last["hash"]), hashed)
    shown = f'"{value}"' if key == "allocation" else f"{value}"
    changed = whole[:start] + re.sub(rf"\n{key} = .*", f"\n{key} = {shown}", text).encode()
    assert (read(whole) is None, fast_reader.read(changed)) == (False, None)
    assert by_the_long_way(changed) is None


ODD: dict[str, Callable[[bytes], bytes]] = {
    "a comment behind a value": lambda text: text.replace(b'"kb"\n', b'"kb" # wer?\n', 1),
    "a comment between entries": lambda text: text.replace(
        b"\n[[entry]]", b"\n# Mai\n[[entry]]", 40
    ),
    "empty lines": lambda text: text.replace(b"\n\n[[entry]]", b"\n\n\n\n[[entry]]"),
    "no empty lines": lambda text: text.replace(b"\n\n[[entry]]", b"\n[[entry]]"),
    "another spacing": lambda text: text.replace(b"nr = 7\n", b"nr=7\n"),
    "another heading": lambda text: text.replace(b"[[entry]]", b"[[ entry ]]", 3),
    "another order": lambda text: re.sub(
        rb"(nr = 7\n)(.*?)(recorded_by = .*?\n)", rb"\2\1\3", text, flags=re.DOTALL
    ),
    "another quote": lambda text: text.replace(b'"kb"', b"'kb'"),
    "an escape": lambda text: text.replace(b'"kb"', b'"\\u006bb"'),
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text,
    "line ends of Windows": lambda text: text.replace(b"\n", b"\r\n"),
    "no line end": lambda text: text.rstrip(b"\n"),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_is_written_in_another_way_has_the_same_meaning(odd: str) -> None:
    changed = ODD[odd](frequent())
    assert changed != frequent()
    whole = by_the_long_way(frequent())
    assert whole is not None and by_the_long_way(changed) == whole
    assert read(changed) in (None, whole)


WRONG: dict[str, Callable[[bytes], bytes]] = {
    "entries in the header as well": lambda text: b"entry = []\n" + text,
    "the same under another name": lambda text: b'"\\u0065ntry" = []\n' + text,
    "a table among the entries": lambda text: text.replace(
        b"\n\n[[entry]]", b"\n[x]\n\n[[entry]]", 9
    ),
    "a table below an entry": lambda text: text + b"[entry.more]\n",
    "another allocation at the end": lambda text: (
        text + b'[[allocation]]\nid = "x"\namount = 0.00\n'
    ),
    "a text that never ends": lambda text: text.replace(b'"kb"', b'"""kb', 9),
    "a key twice": lambda text: text.replace(b"nr = 7\n", b"nr = 7\nnr = 7\n"),
    "a number twice": lambda text: text.replace(b"nr = 7\n", b"nr = 6\n"),
    "an allocation that is not there": lambda text: text.replace(
        b'"digitaler-zwilling"\namount', b'"zwilling"\namount'
    ),
    "another hash": lambda text: text.replace(b'hash = "', b'hash = "0', 1),
    "what is no UTF-8": lambda text: text.replace("ü".encode(), b"\xfc"),
    "half an entry": lambda text: text[:-80],
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_left_to_the_long_way(wrong: str) -> None:
    changed = WRONG[wrong](frequent())
    assert changed != frequent()
    assert by_the_long_way(changed) is None
    assert fast_reader.read(changed) is None


def test_a_header_that_does_not_add_up_is_left_to_the_long_way() -> None:
    """Without an entry no hash gives it away, nor where all hashes were computed anew."""
    for name in ("shipped", "acceptance"):
        text = ledger_bytes(f"valid/{name}").decode()
        changed = sealed(re.sub("(?m)^total = .*", "total = 600000.01", text)).encode()
        with pytest.raises(LedgerError, match="SumDiffers"):
            gate.require_sound(codec.parse(changed, "l.toml"))
        assert fast_reader.read(changed) is None
