"""The canonical form and the chain of hashes, against a vector from a separate program."""

import json
import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antragsbudget.core.chain import canonical, entry_hash, grouped, header_hash

HASH_0 = "ca31cdbdc5fbd7d3781bd83f881c7f47d422617b41b755b27f4c12165822e2f3"
VECTOR = r"""
format = 1

[budget]
title = "Prüfvektor „Ü“ \"\\"
currency = "EUR"
fiscal_year = 2022
total = 600000.00

[[allocation]]
id = "a"
amount = 300000.00
[allocation.condition]
text = "vorbehaltlich der Zustimmung"
parties = ["Jüchen", "Neuss"]

[[allocation]]
id = "b"
amount = 300000.00

[[entry]]
nr = 1
kind = "commitment"
date = 2022-04-05
recorded_at = 2022-04-05T09:14:07Z
recorded_by = "k.beispiel"
allocation = "b"
amount = 17850.00
payee = "Prüfwerk IT-Sicherheit GmbH"
purpose = "Penetrationstest"
hash = "285e6008254dc91f1dfd9231648bfdda3f0c49dd068218fcfc68940c4b790515"

# a comment between entries
[[entry]]
nr = 2
kind = "expense"
date = 2022-05-02
recorded_at = 2022-05-02T07:00:00Z
recorded_by = "k.beispiel"
allocation = "b"
amount = 17850.50
commitment = 1
final = true
payee = "Prüfwerk IT-Sicherheit GmbH"
purpose = "Schlussrechnung 100 % 😀"
voucher = "RE-2022/007"
hash = "dc35045b837ff86e1a5e212b7f8abe2144247b0ae199d1e161cc74ac7ba2381e"
"""

Table = dict[str, object]


def document(text: str = VECTOR) -> tuple[Table, list[Table]]:
    """Return the header and the entries of a ledger's text."""
    tables = tomllib.loads(text, parse_float=Decimal)
    return tables, tables.pop("entry", [])


def hashes(text: str) -> list[str]:
    header, entries = document(text)
    chain = [header_hash(header)]
    for entry in entries:
        chain.append(entry_hash(chain[-1], entry))
    return chain


class TestTheChain:
    def test_has_the_hashes_of_the_vector(self) -> None:
        _, entries = document()
        assert hashes(VECTOR) == [HASH_0, *(entry["hash"] for entry in entries)]

    def test_hashes_the_previous_hash_a_line_feed_and_the_canonical_entry(self) -> None:
        text = f'{HASH_0}\n{{"nr":1}}'
        assert entry_hash(HASH_0, {"nr": 1}) == sha256(text.encode()).hexdigest()

    def test_of_the_header_leaves_the_entries_out(self) -> None:
        header, entries = document()
        assert header_hash({**header, "entry": entries}) == header_hash(header)

    def test_of_an_entry_leaves_its_own_hash_out_and_the_entry_unchanged(self) -> None:
        entry: Table = {"nr": 1, "hash": "x"}
        assert entry_hash(HASH_0, entry) == entry_hash(HASH_0, {"nr": 1})
        assert entry == {"nr": 1, "hash": "x"}

    @pytest.mark.parametrize(
        ("was", "is_now"),
        [
            ("# a comment between entries\n", ""),
            ("\n", "\r\n"),
            ('nr = 1\nkind = "commitment"', 'kind = "commitment"\nnr    =    1'),
            ("2022-05-02T07:00:00Z", "2022-05-02 07:00:00+00:00"),
            ("17850.50", "17_850.5"),
            ("Ü", "\\u00dc"),
        ],
    )
    def test_is_not_broken_by_layout(self, was: str, is_now: str) -> None:
        assert was in VECTOR
        assert hashes(VECTOR.replace(was, is_now)) == hashes(VECTOR)

    @pytest.mark.parametrize(
        ("was", "is_now"),
        [
            ("17850.50", "17850.51"),
            ("17850.50", "17850.501"),
            ("17850.50", "-17850.50"),
            ("RE-2022/007", "RE-2022/008"),
            ("final = true", "final = false"),
            ("commitment = 1", "reservation = 1"),
            ("date = 2022-05-02\n", "date = 2022-05-03\n"),
            ("2022-05-02T07:00:00Z", "2022-05-02T07:00:01Z"),
            ("2022-05-02T07:00:00Z", "2022-05-02T07:00:00"),
            ("2022-05-02T07:00:00Z", "2022-05-02T07:00:00+02:00"),
        ],
    )
    def test_is_broken_by_a_figure_a_name_or_a_moment(self, was: str, is_now: str) -> None:
        assert was in VECTOR
        changed = hashes(VECTOR.replace(was, is_now))
        assert changed[:-1] == hashes(VECTOR)[:-1]
        assert changed[-1] != hashes(VECTOR)[-1]

    def test_is_broken_by_a_change_of_order(self) -> None:
        _, (first, second) = document()
        assert entry_hash(entry_hash(HASH_0, second), first) != hashes(VECTOR)[-1]


class TestTheCanonicalForm:
    def test_writes_each_kind_of_value_in_its_own_way(self) -> None:
        table = {
            "table": {"b": 1, "a": []},
            "text": "Ü",
            "amount": Decimal("300000.00"),
            "negative": Decimal("-0.50"),
            "day": date(2022, 4, 5),
            "moment": datetime(2022, 4, 5, 9, 14, 7, tzinfo=UTC),
            "number": -7,
            "flag": True,
            "list": ["b", "a", Decimal("1.00"), {"y": False, "x": date(1, 1, 1)}],
        }
        assert canonical(table) == (
            '{"amount":"300000.00","day":"2022-04-05","flag":true,'
            '"list":["b","a","1.00",{"x":"0001-01-01","y":false}],'
            '"moment":"2022-04-05T09:14:07Z","negative":"-0.50","number":-7,'
            '"table":{"a":[],"b":1},"text":"Ü"}'
        )

    def test_of_nothing_is_an_empty_object(self) -> None:
        assert canonical({}) == "{}"

    def test_sorts_keys_by_code_point(self) -> None:
        keys = ["\U0001f600", "\uffff", "ä", "z", "a", "_", "Z", "B", "10", "9", ""]
        assert list(json.loads(canonical(dict.fromkeys(keys, 0)))) == sorted(keys, key=by_points)

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ('"', '"\\""'),
            ("\\", '"\\\\"'),
            ("/", '"/"'),
            ("\b\t\n\f\r", '"\\b\\t\\n\\f\\r"'),
            ("\x00\x01\x1b\x1f", '"\\u0000\\u0001\\u001b\\u001f"'),
            ("\x7f", '"\x7f"'),
            ("\x80\x85\xa0", '"\x80\x85\xa0"'),
            ("\u2028\u2029\ufeff", '"\u2028\u2029\ufeff"'),
            ("<&>'", '"<&>\'"'),
            ("😀", '"😀"'),
        ],
    )
    def test_escapes_only_quotes_backslashes_and_control_characters(
        self, text: str, written: str
    ) -> None:
        assert canonical({"k": text}) == f'{{"k":{written}}}'
        assert canonical({text: 0}) == f"{{{written}:0}}"

    @given(st.text())
    def test_gives_every_text_back(self, text: str) -> None:
        assert json.loads(canonical({"k": text})) == {"k": text}


class TestWhatNoLedgerShouldHold:
    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (Decimal("1.5"), "1.50"),
            (Decimal("1.500"), "1.50"),
            (Decimal("1E+3"), "1000.00"),
            (Decimal("1.505"), "1.505"),
            (Decimal("1E-7"), "1E-7"),
            (Decimal("1E+57"), f"1{'0' * 57}.00"),
            (Decimal("1E+58"), "1E+58"),
            (Decimal("1E+999999999"), "1E+999999999"),
            (Decimal("NaN"), "NaN"),
            (Decimal("-Infinity"), "-Infinity"),
            (time(9, 14, 7), "09:14:07"),
            (datetime(2022, 4, 5, 9, 14, 7), "2022-04-05T09:14:07"),
            (datetime(2022, 4, 5, 9, 14, 7, 500, tzinfo=UTC), "2022-04-05T09:14:07.000500Z"),
            (
                datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))),
                "0001-01-01T00:00:00+02:00",
            ),
        ],
    )
    def test_still_has_a_canonical_form(self, value: object, written: str) -> None:
        assert canonical({"k": value}) == f'{{"k":"{written}"}}'

    def test_tables_nested_by_the_thousand_have_different_hashes(self) -> None:
        key = ".".join(["a"] * 2_000)
        chains = [hashes(f"{key} = {value}") for value in ("1", "2", '"1"', "2022-04-05", "[[1]]")]
        assert len({first for (first,) in chains}) == len(chains)

    def test_integers_too_large_to_be_written_have_different_hashes(self) -> None:
        first, second = hashes(f"a = 0x{'f' * 5_000}"), hashes(f"a = 0x{'f' * 4_999}e")
        assert first != second

    def test_what_json_refuses_is_written_flat_with_every_key_and_value_in_order(self) -> None:
        table = {"b": 16**5_000, "a": [{"d": "x", "c": Decimal("1.50")}, 2], "c": date(2022, 4, 5)}
        assert canonical(table) == (
            '{"":[{"keys":["a","b","c"]},{"items":2},{"keys":["c","d"]},"1.50","x","0x2",'
            f'"0x1{"0" * 5_000}","2022-04-05"]}}'
        )

    def test_a_value_that_toml_does_not_know_is_a_bug(self) -> None:
        with pytest.raises(TypeError, match="no TOML value: <object"):
            canonical({"k": object()})


def by_points(text: str) -> list[int]:
    return [ord(character) for character in text]


def test_a_fingerprint_is_shown_as_four_groups_of_four_digits() -> None:
    assert grouped(HASH_0) == "ca31 cdbd c5fb d7d3"
