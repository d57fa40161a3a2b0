"""The ledger's text: what is read from it, what is written to it, where a mistake stands."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import issued_paper, transfer

from antragsbudget.core.entries import table_of
from antragsbudget.errors import LedgerError, Location
from antragsbudget.language.messages import toml
from antragsbudget.language.records import Failure
from antragsbudget.ledger import codec
from antragsbudget.ledger.codec import NotAnAmount, TomlDocument

LEDGER = """\
# Haushalt 2022
format = 1

[budget]
title = "Digitalisierung"
total = 600000.00  # brutto

[[allocation]]
id = "zwilling"
amount = 300000.00
[allocation.condition]
text = "vorbehaltlich"

[[allocation]]
id = "post"
amount = 300000.00

[[entry]]
nr = 1
amount = 0.01

[[ entry ]] # von Hand
  "nr" = 2
'amount' = -1.00
"""

Value = str | int | bool | Decimal | date | datetime | Sequence[str]
ENTRY: dict[str, Value] = {
    "nr": 3,
    "kind": "commitment",
    "date": date(2022, 4, 5),
    "recorded_at": datetime(2022, 4, 5, 9, 14, 7, tzinfo=UTC),
    "amount": Decimal("17850.00"),
    "payee": 'Prüfwerk „IT" \\ GmbH',
    "final": True,
    "files": ["a.pdf", "b.pdf"],
}


def parsed(text: str) -> TomlDocument:
    return codec.parse(text.encode(), "l.toml")


def failure(content: bytes) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        codec.parse(content, "l.toml")
    return caught.value


def appended(content: bytes, table: dict[str, Value]) -> bytes:
    return codec.append(content, "l.toml", table)


class TestReading:
    def test_the_header_is_the_document_without_its_entries(self) -> None:
        document = parsed(LEDGER)
        assert document.header == {
            "format": 1,
            "budget": {"title": "Digitalisierung", "total": Decimal("600000.00")},
            "allocation": [
                {
                    "id": "zwilling",
                    "amount": Decimal("300000.00"),
                    "condition": {"text": "vorbehaltlich"},
                },
                {"id": "post", "amount": Decimal("300000.00")},
            ],
        }
        assert document.entries == [
            {"nr": 1, "amount": Decimal("0.01")},
            {"nr": 2, "amount": Decimal("-1.00")},
        ]

    @pytest.mark.parametrize("literal", ["0.00", "100.10", "-0.01", "9999999999.99"])
    def test_an_amount_is_read_as_the_decimal_that_is_written(self, literal: str) -> None:
        value = parsed(f"x = {literal}").header["x"]
        assert isinstance(value, Decimal)
        assert str(value) == literal

    @pytest.mark.parametrize(
        "literal",
        ["1.5", "1.500", "+1.00", "1_000.00", "1e3", "1.00e1", "nan", "-inf", "inf"],
    )
    def test_any_other_float_is_marked_and_never_a_binary_float(self, literal: str) -> None:
        assert parsed(f"x = {literal}").header == {"x": NotAnAmount(literal)}

    def test_a_byte_order_mark_and_windows_line_ends_change_nothing_that_is_read(self) -> None:
        windows = b"\xef\xbb\xbf" + LEDGER.replace("\n", "\r\n").encode()
        document = codec.parse(windows, "l.toml")
        assert document.header == parsed(LEDGER).header
        assert document.entries == parsed(LEDGER).entries
        assert document.line("entry", 1, "amount") == parsed(LEDGER).line("entry", 1, "amount")

    @pytest.mark.parametrize("nothing", [b"", b" \r\n\t\n", b"\0" * 4096])
    def test_a_file_with_nothing_in_it_is_a_failure(self, nothing: bytes) -> None:
        error = failure(nothing)
        assert error.failure == toml.Blank()

    def test_a_comment_is_a_file_with_neither_header_nor_entries(self) -> None:
        document = codec.parse(b"# nichts\n", "l.toml")
        assert (document.header, document.entries) == ({}, [])

    @pytest.mark.parametrize("text", ["entry = 5", "[entry]\nnr = 1", "entry = [1, {nr = 1}]"])
    def test_entries_that_are_no_tables_are_a_failure_with_their_line(self, text: str) -> None:
        error = failure(f"format = 1\n{text}\n".encode())
        assert error.failure == toml.EntriesNotTables()
        assert error.location == Location("l.toml", 2)


class TestWhatIsNotToml:
    @pytest.mark.parametrize(
        ("content", "kind", "line"),
        [
            (b'format = 1\ntitle = "\xff"\n', toml.NotUtf8, 2),
            ("format = 1\n".encode("utf-16"), toml.NotUtf8, 1),
            (b"format = 1\nx = \n", toml.NotToml, 2),
            (b"format = 1\n\nx", toml.NotToml, 3),
            (b"format = 1\rx = 2\n", toml.NotToml, 1),
            (b"format = 1\n\0\n", toml.NotToml, 2),
            (b"a = 1\na = 2\n", toml.NotToml, 2),
            (b"a = 1\nb = 2022-02-30\n", toml.NotToml, 2),
            (b'a = 1\nb = "\\ud800"\n', toml.NotToml, 2),
            (b"a = 1\nb = " + b"9" * 65 + b"\n", toml.Outsize, 2),
            (b"a = 1\nb = 0x" + b"f" * 5000 + b"\n", toml.Outsize, 2),
            (b"a = 1\n" + b"b." * 100_000 + b"b = 1\n", toml.Outsize, 2),
            (b'a = """\n\n"""\n' + b'"b,".' * 100_000 + b"b = 1\n", toml.Outsize, 4),
            (b"a = {" + b"b." * 100_000 + b"b = 1}\n", toml.Outsize, 1),
            (b"a = " + b"[" * 100_000, toml.NestedTooDeep, None),
            (b"\na = " + b"[" * 17 + b"]" * 17, toml.NestedTooDeep, 2),
            (b"[[entry]]\n\n[[entry]]\na" + b".a" * 16 + b" = {}", toml.NestedTooDeep, 3),
        ],
        ids=lambda value: repr(value)[:40],
    )
    def test_it_is_a_failure_that_names_the_line(
        self, content: bytes, kind: type[Failure], line: int | None
    ) -> None:
        error = failure(content)
        assert type(error.failure) is kind
        assert error.location == Location("l.toml", line)

    @pytest.mark.parametrize(
        "text",
        [
            f"x = {'9' * 64}",
            f'x = "{"a" * 65}"',
            f'x = "{"a." * 65}"  # {"." * 65} {"a" * 65}',
            f"x = '''\n{'.' * 65}\n'''",
            f"x = {'[' * 16}{']' * 16}",
        ],
    )
    def test_long_words_in_texts_and_comments_are_none_of_it(self, text: str) -> None:
        assert parsed(text).header == tomllib.loads(text)

    @given(st.binary() | st.text(alphabet="\"'\\#[]{}.=,\n\r\t a1-entry").map(str.encode))
    def test_no_bytes_raise_anything_else(self, content: bytes) -> None:
        try:
            document = codec.parse(content, "l.toml")
        except LedgerError:
            return
        assert document.line("no such key") is None
        try:
            extended = codec.append(document.content, document.file, {"nr": 1})
        except LedgerError:
            with pytest.raises(tomllib.TOMLDecodeError):
                tomllib.loads(content.decode("utf-8-sig") + "\n[[entry]]\nnr = 1\n")
            return
        again = codec.parse(extended, "l.toml")
        assert extended.startswith(content)
        assert again.header == document.header
        assert again.entries == [*document.entries, {"nr": 1}]


class TestLines:
    @pytest.mark.parametrize(
        ("path", "line"),
        [
            (("format",), 2),
            (("budget",), 4),
            (("budget", "total"), 6),
            (("allocation", 0), 8),
            (("allocation", 0, "condition", "text"), 12),
            (("allocation", 1, "amount"), 16),
            (("entry", 0), 18),
            (("entry", 0, "amount"), 20),
            (("entry", 1), 22),
            (("entry", 1, "nr"), 23),
            (("entry", 1, "amount"), 24),
        ],
    )
    def test_every_key_and_table_has_its_line(self, path: tuple[str | int, ...], line: int) -> None:
        assert parsed(LEDGER).line(*path) == line

    def test_a_missing_key_is_looked_for_where_it_should_stand(self) -> None:
        assert parsed(LEDGER).line("entry", 1, "payee") == 22
        assert parsed(LEDGER).location("budget", "currency") == Location("l.toml", 4)

    def test_nothing_is_known_about_what_stands_nowhere(self) -> None:
        assert parsed(LEDGER).line("entry", 2) == 18  # the first of what it would belong to
        assert parsed(LEDGER).line("policy") is None

    @pytest.mark.parametrize(
        "before",
        [
            'x = """\n[[entry]]\n"""\n',
            "x = '''\n[[entry]]\n''''\n",
            'x = """\\"""\n[[entry]]\n"""\n',
            'x = [\n[["entry"]],\n["]"], # ]\n]\n',
            '# """\n# [[entry]]\n#\n',
            "x = \"'''\"\n#[[entry]]\n#\n",
        ],
    )
    def test_what_only_looks_like_an_entry_is_not_counted(self, before: str) -> None:
        document = parsed(before + "[['entry']]\nnr = 1\n")
        assert document.line("entry", 0) == before.count("\n") + 1
        assert document.line("entry", 0, "nr") == before.count("\n") + 2

    def test_entries_in_an_inline_array_have_the_line_of_the_array(self) -> None:
        assert parsed("format = 1\nentry = [\n{nr = 1},\n]\n").line("entry", 0, "nr") == 2


class TestWriting:
    def test_an_entry_is_written_like_this(self) -> None:
        assert codec.block(ENTRY, "\n") == (
            "\n"
            "[[entry]]\n"
            "nr = 3\n"
            'kind = "commitment"\n'
            "date = 2022-04-05\n"
            "recorded_at = 2022-04-05T09:14:07Z\n"
            "amount = 17850.00\n"
            'payee = "Prüfwerk „IT\\" \\\\ GmbH"\n'
            "final = true\n"
            'files = [\n    "a.pdf",\n    "b.pdf",\n]\n'
        )

    def test_every_earlier_byte_stays_and_the_entry_reads_back(self) -> None:
        content = LEDGER.encode()
        new = appended(content, ENTRY)
        assert new == content + codec.block(ENTRY, "\n").encode()
        again = codec.parse(new, "l.toml")
        assert again.header == parsed(LEDGER).header
        assert again.entries == [*parsed(LEDGER).entries, ENTRY]

    def test_several_entries_are_written_one_behind_the_other(self) -> None:
        """What is carried and the end of the year are recorded together."""
        content = LEDGER.encode()
        carried: dict[str, Value] = {"nr": 4, "kind": "carry_forward", "amount": Decimal("1.00")}
        closed: dict[str, Value] = {"nr": 5, "kind": "year_close", "year": 2022}
        document = codec.parse(content, "l.toml")
        together = codec.append(document.content, document.file, ENTRY, carried, closed)
        one_by_one = content
        for table in (ENTRY, carried, closed):
            one_by_one = appended(one_by_one, table)
        assert together == one_by_one
        assert codec.parse(together, "l.toml").entries == [
            *(*document.entries, ENTRY, carried, closed),
        ]

    @pytest.mark.parametrize("content", [b"format = 1 # eins", b"\xef\xbb\xbfa = 1\r\nb = 2\r\n"])
    def test_several_entries_keep_the_line_ends_and_end_an_open_line_once(
        self, content: bytes
    ) -> None:
        document = codec.parse(content, "l.toml")
        together = codec.append(document.content, document.file, {"nr": 1}, {"nr": 2})
        assert together == appended(appended(content, {"nr": 1}), {"nr": 2})
        assert codec.parse(together, "l.toml").entries == [{"nr": 1}, {"nr": 2}]

    def test_no_entry_at_all_leaves_every_byte(self) -> None:
        assert codec.append(LEDGER.encode(), "l.toml") == LEDGER.encode()

    def test_several_entries_cannot_extend_an_inline_array_either(self) -> None:
        with pytest.raises(LedgerError) as caught:
            codec.append(b"entry = [{nr = 1}]", "l.toml", {"nr": 2}, {"nr": 3})
        assert caught.value.failure == toml.EntriesInline()

    def test_a_transfer_is_written_with_the_key_from_and_reads_back(self) -> None:
        table = table_of(transfer(3, from_="dcp", to="dz", amount="40.00"))
        assert codec.block(table, "\n") == (
            "\n"
            "[[entry]]\n"
            "nr = 3\n"
            'kind = "transfer"\n'
            "date = 2022-04-05\n"
            "recorded_at = 2022-04-05T09:14:07Z\n"
            'recorded_by = "kb"\n'
            'from = "dcp"\n'
            'to = "dz"\n'
            "amount = 40.00\n"
            'decision = "Kreisausschuss 15.06.2022"\n'
            f'hash = "{"0" * 64}"\n'
        )
        (read,) = codec.parse(codec.append(b"format = 1\n", "l.toml", table), "l.toml").entries
        assert read == table

    def test_a_paper_is_written_with_one_line_for_each_file_and_reads_back(self) -> None:
        paper = issued_paper(3, number="68/1234", public=False, files=("a" * 64, "b" * 64))
        table = table_of(paper)
        assert codec.block(table, "\n") == (
            "\n"
            "[[entry]]\n"
            "nr = 3\n"
            'kind = "paper"\n'
            "date = 2022-04-05\n"
            "recorded_at = 2022-04-05T09:14:07Z\n"
            'recorded_by = "kb"\n'
            "meeting = 2022-06-28\n"
            "as_of = 2022-04-05\n"
            f'fingerprint = "{"0" * 64}"\n'
            'number = "68/1234"\n'
            "public = false\n"
            f'files = [\n    "{"a" * 64}",\n    "{"b" * 64}",\n]\n'
            f'hash = "{"0" * 64}"\n'
        )
        document = codec.parse(codec.append(b"format = 1\n", "l.toml", table), "l.toml")
        assert document.entries == [table]
        assert document.line("entry", 0, "hash") == 18

    def test_the_line_ends_and_the_mark_of_the_file_are_kept(self) -> None:
        content = b"\xef\xbb\xbf" + LEDGER.replace("\n", "\r\n").encode()
        new = appended(content, ENTRY)
        assert new == content + codec.block(ENTRY, "\r\n").encode()
        assert new.count(b"\n") == new.count(b"\r\n")

    def test_a_last_line_without_end_gets_one(self) -> None:
        assert appended(b"format = 1 # eins", {"nr": 1}) == (
            b"format = 1 # eins\n\n[[entry]]\nnr = 1\n"
        )
        assert appended(b"a = 1\r\nb = 2", {"nr": 1}) == (
            b"a = 1\r\nb = 2\r\n\r\n[[entry]]\r\nnr = 1\r\n"
        )

    @pytest.mark.parametrize(
        "text", ["entry = []", "entry = [{nr = 1}]", "x = '''\n[[entry]]\n'''\nentry = [{nr = 1}]"]
    )
    def test_an_inline_array_of_entries_cannot_be_extended(self, text: str) -> None:
        with pytest.raises(LedgerError) as caught:
            appended(text.encode(), {"nr": 2})
        assert caught.value.failure == toml.EntriesInline()
        assert caught.value.location == Location("l.toml", text.count("\n") + 1)

    @pytest.mark.parametrize(
        "value", [Decimal("1.5"), Decimal("1E+3"), Decimal("NaN"), 0.1, {"a": 1}]
    )
    def test_what_would_not_read_back_is_a_mistake_of_the_caller(self, value: Value) -> None:
        with pytest.raises(ValueError, match="does not read back"):
            codec.block({"amount": value}, "\n")

    texts = st.text(st.characters(exclude_categories=["Cs"]))
    amounts = st.decimals(-(10**12), 10**12, places=2, allow_nan=False)
    moments = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))
    values = (
        texts
        | amounts
        | moments
        | st.dates()
        | st.booleans()
        | st.integers(-(2**63), 2**63 - 1)
        | st.lists(texts, max_size=3)
    )
    keys = st.text("abcdefghijklmnopqrstuvwxyz_0123456789", min_size=1, max_size=20)

    @given(st.lists(st.dictionaries(keys, values, max_size=8), max_size=3), st.booleans())
    def test_what_is_written_reads_back_in_order(
        self, tables: list[dict[str, Value]], windows: bool
    ) -> None:
        content = LEDGER.replace("\n", "\r\n" if windows else "\n").encode()
        for table in tables:
            content = appended(content, table)
        entries = codec.parse(content, "l.toml").entries
        assert entries == [*parsed(LEDGER).entries, *tables]
        assert [list(entry) for entry in entries[2:]] == [list(table) for table in tables]
        assert b"+00:00\n" not in content
