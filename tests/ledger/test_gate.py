"""What the gate lets pass: the header, and every kind of entry with its keys and types."""

import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders
from tests.builders import (
    AREAS,
    DAY,
    DZ,
    MOMENT,
    PARTIES,
    block,
    budget,
    carry_forward,
    commitment,
    consent,
    cut,
    eur,
    expense,
    issued_paper,
    measure,
    payment,
    refund,
    release,
    reservation,
    reversal,
    setting,
    settlement,
    supplement,
    transfer,
    year_close,
)

from antragsbudget.core.budget import Allocation
from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.core.entries import KINDS, Entry, IssuedPaper, table_of
from antragsbudget.errors import LedgerError
from antragsbudget.language.messages.file import (
    AmountBeyond,
    ChainBroken,
    Empty,
    Gap,
    MissingKey,
    NewerFormat,
    NotWrittenAsAmount,
    ShareBeyond,
    SumDiffers,
    Twice,
    UnknownAllocation,
    UnknownKey,
    UnknownKind,
    WrongType,
    WrongValue,
    YearBeyond,
)
from antragsbudget.language.records import Failure
from antragsbudget.ledger import codec, gate, motion
from antragsbudget.ledger.gate import Fault, Inspection, schema_of

HEADER: dict[str, Any] = {
    "format": 1,
    "budget": {
        "title": "Digitalisierung unterstützen und gestalten!",
        "currency": "EUR",
        "fiscal_year": 2022,
        "total": Decimal("600000.00"),
        "areas": list(AREAS),
    },
    "allocation": [
        {
            "id": "dz",
            "code": "DZ",
            "title": "Digitaler Zwilling",
            "amount": Decimal("300000.00"),
            "condition": {
                "text": "vorbehaltlich der Zustimmung der Kommunen",
                "parties": list(PARTIES),
            },
        },
        {
            "id": "dcp",
            "code": "DCP",
            "title": "Digitalisierung",
            "amount": Decimal("300000.00"),
        },
    ],
}
EVERY_KIND: tuple[Entry, ...] = (
    reservation(1),
    commitment(2, reservation=1),
    expense(3, commitment=2),
    payment(4, 3),
    settlement(5, 2),
    refund(6, 3),
    reversal(7, 6),
    transfer(8),
    supplement(9),
    cut(10, reason="Nothaushalt", despite_shortfall=True),
    block(11),
    release(12),
    consent(13),
    measure(14, status="running", planned="500.00", target_date=DAY),
    setting(15),
    carry_forward(16, blocked="50.00"),
    year_close(17),
    issued_paper(18, number="68/1234", public=False, files=("0" * 64, "f" * 64)),
)


def chained(*entries: Entry, **changed: Any) -> codec.TomlDocument:
    """Return a document of the entries in an unbroken chain; *changed*: keys of the last one.

    A key changed to None is left out.
    """
    tables = [table_of(entry) for entry in entries]
    for key, value in changed.items():
        tables[-1].pop(key, None)
        tables[-1] |= {} if value is None else {key.rstrip("_"): value}
    last = header_hash(HEADER)
    for table in tables:
        table.pop("hash")
        last = entry_hash(last, table)
        table["hash"] = last
    return codec.TomlDocument("l.toml", b"", HEADER, tables)


def inspection(*entries: Entry, **changed: Any) -> Inspection:
    return gate.inspect(chained(*entries, **changed))


class TestALedgerInOrder:
    """A reading command checks TOML, the header's sum, kinds, keys, types, numbers and the
    chain.
    """

    def test_has_an_entry_of_every_kind_as_it_was_recorded(self) -> None:
        found = inspection(*EVERY_KIND)
        assert [entry.kind for entry in EVERY_KIND] == list(KINDS)
        assert (found.faults, found.count, found.budget) == ((), 18, budget())
        assert [builders.stored(entry) for entry in found.entries] == [
            builders.stored(entry) for entry in EVERY_KIND
        ]
        assert found.fingerprint == found.entries[-1].hash == found.hashes[18]
        assert gate.require_sound(chained(*EVERY_KIND)) == found

    def test_is_not_asked_what_the_rules_would_say(self) -> None:
        """Form and rules in full run in `verify`."""
        assert inspection(transfer(1, from_="dz", to="dz", amount="-5.00", year=2031)).faults == ()

    @pytest.mark.parametrize("ledger", [motion.new_ledger(None), motion.example()])
    def test_is_each_that_the_program_brings(self, ledger: bytes) -> None:
        assert gate.inspect(codec.parse(ledger, "l.toml")).faults == ()


class TestTheKeysOfAnEntry:
    """Unknown keys, kinds and formats are errors with a line number."""

    @pytest.mark.parametrize(
        ("kind", "keys"),
        [
            ("transfer", ["from", "to", "amount", "decision"]),
            ("supplement", ["allocation", "amount", "basis", "decision"]),
            ("cut", ["allocation", "amount", "decision"]),
            ("measure", ["measure"]),
            ("carry_forward", ["allocation", "amount", "from_year", "to_year"]),
            ("year_close", ["year"]),
            ("paper", ["meeting", "as_of", "fingerprint"]),
        ],
    )
    def test_are_required_as_the_contract_has_them(self, kind: str, keys: list[str]) -> None:
        every = ["kind", "nr", "date", "recorded_at", "recorded_by", "hash"]
        required = [key for key, (_, needed) in schema_of(kind).items() if needed]
        assert sorted(required) == sorted([*every, *keys])

    @pytest.mark.parametrize(
        ("kind", "keys"),
        [
            ("transfer", ["reason"]),
            ("supplement", ["reason"]),
            ("cut", ["reason", "despite_shortfall"]),
            (
                "measure",
                [
                    *("title", "allocation", "area", "status", "planned", "result", "next_step"),
                    *("target_date", "funding", "public_text", "public"),
                ],
            ),
            ("carry_forward", ["blocked", "reason"]),
            ("year_close", ["reason"]),
            ("paper", ["number", "public", "files"]),
        ],
    )
    def test_are_optional_as_the_contract_has_them(self, kind: str, keys: list[str]) -> None:
        every = ["reference", "note"] + ["year"] * (kind != "year_close")
        optional = [key for key, (_, needed) in schema_of(kind).items() if not needed]
        assert sorted(optional) == sorted([*every, *keys])

    @pytest.mark.parametrize(
        ("entry", "key"),
        [
            (transfer(), "from"),
            (transfer(), "to"),
            (transfer(), "decision"),
            (supplement(), "basis"),
            (supplement(), "decision"),
            (cut(), "decision"),
            (measure(), "measure"),
            (carry_forward(), "from_year"),
            (carry_forward(), "to_year"),
            (year_close(), "year"),
            (issued_paper(), "meeting"),
            (issued_paper(), "as_of"),
            (issued_paper(), "fingerprint"),
        ],
    )
    def test_that_are_missing_are_faults(self, entry: Entry, key: str) -> None:
        found = inspection(entry, **{key: None})
        assert found.faults == (Fault(("entry", 0, key), MissingKey(key=key, entry=1)),)
        assert found.entries == ()

    @pytest.mark.parametrize(
        ("entry", "key", "near"),
        [
            (transfer(), "form", {"nearest": ("from",)}),
            (cut(), "desicion", {"nearest": ("decision",)}),
            (measure(), "payee", {"candidates": tuple(schema_of("measure"))}),
            (issued_paper(), "file", {"nearest": ("files",)}),
        ],
    )
    def test_that_are_unknown_are_faults(
        self, entry: Entry, key: str, near: dict[str, tuple[str, ...]]
    ) -> None:
        found = inspection(entry, **{key: "x"})
        assert found.faults == (Fault(("entry", 0, key), UnknownKey(key=key, **near, entry=1)),)

    def test_for_very_many_nobody_looks_which_were_meant(self) -> None:
        document = chained(transfer())
        document.entries[0] |= {f"frm{number}": 1 for number in range(gate.SUGGESTED_KEYS + 1)}
        *slips, last = gate.inspect(document).faults
        assert {slip.failure.nearest for slip in slips if isinstance(slip.failure, UnknownKey)} == {
            ("from",)
        }
        assert isinstance(last.failure, UnknownKey)
        assert last.failure.candidates and not last.failure.nearest

    def test_never_are_the_names_of_the_fields(self) -> None:
        document = chained(transfer())
        document.entries[0]["from_"] = document.entries[0].pop("from")
        said = [(fault.path[2], type(fault.failure)) for fault in gate.inspect(document).faults]
        assert said == [("from_", UnknownKey), ("from", MissingKey)]


class TestTheValuesOfAnEntry:
    @pytest.mark.parametrize(
        ("entry", "key", "value", "expected"),
        [
            (transfer(), "from", 7, "str"),
            (transfer(), "to", True, "str"),
            (supplement(), "basis", 1, "nachtrag | ueberplanmaessig | beschluss"),
            (
                measure(),
                "status",
                True,
                "planned | commissioned | running | completed | stopped",
            ),
            (consent(), "answer", ["given"], "given | refused | withdrawn"),
            (
                setting(),
                "key",
                DAY,
                "warn_at | four_eyes_from | committee | office | adopted",
            ),
            (measure(), "target_date", "2022-12-31", "date"),
            (measure(), "public", "nein", "bool"),
            (cut(), "despite_shortfall", 1, "bool"),
            (carry_forward(), "from_year", "2022", "int"),
            (carry_forward(), "to_year", True, "int"),
            (year_close(), "year", date(2022, 12, 31), "int"),
            (issued_paper(), "meeting", "2022-06-28", "date"),
            (issued_paper(), "as_of", MOMENT, "date"),
            (issued_paper(), "fingerprint", 7, "str"),
            (issued_paper(), "public", "nein", "bool"),
            (issued_paper(), "files", "0" * 64, "texts"),
            (issued_paper(), "files", [7], "texts"),
            (issued_paper(), "files", ["0" * 64, ["f" * 64]], "texts"),
        ],
    )
    def test_of_the_wrong_type_are_faults(
        self, entry: Entry, key: str, value: object, expected: str
    ) -> None:
        wrong = WrongType(key=key, expected=expected, entry=1)
        assert inspection(entry, **{key: value}).faults == (Fault(("entry", 0, key), wrong),)

    @pytest.mark.parametrize(
        ("entry", "key"),
        [(carry_forward(), "from_year"), (carry_forward(), "to_year"), (year_close(), "year")],
    )
    def test_that_are_years_beyond_the_bounds_are_faults(self, entry: Entry, key: str) -> None:
        beyond = (Fault(("entry", 0, key), YearBeyond(key=key, entry=1)),)
        for year, faults in ((1899, beyond), (1900, ()), (2999, ()), (3000, beyond)):
            assert inspection(entry, **{key: year}).faults == faults

    @pytest.mark.parametrize(
        ("entry", "key", "word", "expected"),
        [
            (supplement(), "basis", "spende", ("nachtrag", "ueberplanmaessig", "beschluss")),
            (supplement(), "basis", "Nachtrag", ("nachtrag", "ueberplanmaessig", "beschluss")),
            (
                measure(),
                "status",
                "done",
                ("planned", "commissioned", "running", "completed", "stopped"),
            ),
            (consent(), "answer", "", ("given", "refused", "withdrawn")),
            (
                setting(),
                "key",
                "colour",
                ("warn_at", "four_eyes_from", "committee", "office", "adopted"),
            ),
        ],
    )
    def test_that_are_none_of_the_words_due_are_faults(
        self, entry: Entry, key: str, word: str, expected: tuple[str, ...]
    ) -> None:
        wrong = WrongValue(key=key, expected=expected, entry=1)
        assert inspection(entry, **{key: word}).faults == (Fault(("entry", 0, key), wrong),)

    @pytest.mark.parametrize(
        ("entry", "key"),
        [(transfer(), "amount"), (measure(), "planned"), (carry_forward(), "blocked")],
    )
    def test_that_are_amounts_are_written_as_amounts(self, entry: Entry, key: str) -> None:
        for value, written in ((100, "100"), (codec.NotAnAmount("1.5"), "1.5")):
            document = chained(entry)
            document.entries[0][key] = value
            wrong = NotWrittenAsAmount(key=key, written=written, entry=1)
            assert gate.inspect(document).faults == (Fault(("entry", 0, key), wrong),)

    @pytest.mark.parametrize(
        ("entry", "key"),
        [(transfer(), "amount"), (measure(), "planned"), (carry_forward(), "blocked")],
    )
    def test_that_are_amounts_have_their_bounds(self, entry: Entry, key: str) -> None:
        largest = eur("9999999999.99")
        assert inspection(entry, **{key: largest}).faults == ()
        assert inspection(entry, **{key: largest + eur("0.01")}).faults == (
            Fault(("entry", 0, key), AmountBeyond(key=key, entry=1)),
        )

    @pytest.mark.parametrize(
        ("entry", "key"),
        [
            (transfer(), "from"),
            (transfer(), "to"),
            (supplement(), "allocation"),
            (cut(), "allocation"),
            (measure(), "allocation"),
            (carry_forward(), "allocation"),
        ],
    )
    @pytest.mark.parametrize("text", ["dx", "DZ", ""])
    def test_that_name_no_allocation_of_the_header_are_faults(
        self, entry: Entry, key: str, text: str
    ) -> None:
        unknown = UnknownAllocation(text=text, candidates=("dcp", "dz"), entry=1)
        assert inspection(entry, **{key: text}).faults == (Fault(("entry", 0, key), unknown),)

    def test_of_both_sides_of_a_transfer_are_told_together(self) -> None:
        said = inspection(transfer(from_="dx", to="dy")).faults
        assert [fault.path for fault in said] == [("entry", 0, "from"), ("entry", 0, "to")]

    def test_that_name_an_allocation_are_not_judged_by_a_header_that_is_wrong(self) -> None:
        document = chained(transfer(from_="dx"))
        document = codec.TomlDocument("l.toml", b"", {"format": 1}, document.entries)
        assert [fault for fault in gate.inspect(document).faults if fault.failure.entry] == []

    def test_have_no_hash_to_follow_where_the_header_is_none(self) -> None:
        """One change, one finding: the chain goes on from the first entry's hash, as stored."""
        content = codec.parse(b"format = 1\n[budget]\ntotal = 1.5\n", "l.toml")
        document = chained(block(1), block(2))
        document = codec.TomlDocument("l.toml", b"", content.header, document.entries)
        found = gate.inspect(document)
        assert [(fault.path, type(fault.failure)) for fault in found.faults] == [
            (("allocation",), MissingKey),
            (("budget", "total"), NotWrittenAsAmount),
            (("budget", "title"), MissingKey),
            (("budget", "currency"), MissingKey),
            (("budget", "fiscal_year"), MissingKey),
        ]
        assert found.hashes == ("", *(str(table["hash"]) for table in document.entries))
        document.entries[1]["reason"] = "Haushaltslage"
        changed = (*found.faults, Fault(("entry", 1, "hash"), ChainBroken(entry=2)))
        assert gate.inspect(document).faults == changed
        document.entries[0]["reason"] = "Haushaltslage"
        assert gate.inspect(document).faults == changed

    @pytest.mark.parametrize("kind", ["umschichtung", "transfers", "papier", 7])
    def test_of_another_kind_are_faults(self, kind: object) -> None:
        unknown = UnknownKind(text=str(kind), candidates=tuple(KINDS), entry=1)
        assert inspection(transfer(), kind=kind).faults == (Fault(("entry", 0, "kind"), unknown),)

    def test_that_are_wrong_stop_the_program_with_their_line(self) -> None:
        content = codec.append(motion.new_ledger(None), "l.toml", table_of(transfer()))
        document = codec.parse(content, "l.toml")
        with pytest.raises(LedgerError) as caught:
            gate.require_sound(document)
        assert isinstance(caught.value.failure, UnknownAllocation)
        assert caught.value.code == "ledger_invalid"
        assert caught.value.location == document.location("entry", 0, "from")


class TestTheFilesOfAPaper:
    """`files`: a TOML array in the file, a tuple in the entry: an entry never changes."""

    @pytest.mark.parametrize("files", [["0" * 64], ["0" * 64, "f" * 64], [], ["no digest"]])
    def test_are_read_in_their_order_whatever_their_form(self, files: list[str]) -> None:
        """Form and rules in full run in `verify`."""
        found = inspection(issued_paper(), files=files)
        (entry,) = found.entries
        assert isinstance(entry, IssuedPaper)
        assert (found.faults, entry.files) == ((), tuple(files))

    def test_stand_in_the_chain_in_their_order(self) -> None:
        document = chained(issued_paper(1, files=("0" * 64, "f" * 64)))
        document.entries[0]["files"] = ["f" * 64, "0" * 64]
        assert gate.inspect(document).faults == (Fault(("entry", 0, "hash"), ChainBroken(entry=1)),)

    def test_are_not_there_where_none_was_written(self) -> None:
        (entry,) = inspection(issued_paper()).entries
        assert isinstance(entry, IssuedPaper)
        assert entry.files is None


class TestTheNumbersAndTheChain:
    """`nr` counts from 1 without gaps; order is `nr`. After a mismatch `verify` goes on from the
    stored hash: one change, one finding.
    """

    def test_a_figure_that_was_changed_is_one_finding(self) -> None:
        document = chained(transfer(1), supplement(2), cut(3))
        document.entries[1]["amount"] = eur("100.01")
        assert gate.inspect(document).faults == (Fault(("entry", 1, "hash"), ChainBroken(entry=2)),)

    @pytest.mark.parametrize("nr", [1, 3, 4])
    def test_a_number_that_is_not_due_is_one_finding(self, nr: int) -> None:
        found = inspection(transfer(1), cut(nr))
        assert found.faults == (Fault(("entry", 1, "nr"), Gap(found=nr, expected=2, entry=2)),)

    def test_entries_in_the_wrong_order_are_one_finding_that_says_how_far(self) -> None:
        document = chained(transfer(1), supplement(2), cut(3), block(4), release(5))
        tables = document.entries
        tables[1], tables[2] = tables[2], tables[1]
        gap = Gap(found=3, expected=2, until=4, entry=2)
        found = gate.inspect(document)
        assert found.faults == (Fault(("entry", 1, "nr"), gap),)
        assert found.sound_count == 1

    def test_an_entry_that_was_taken_out_is_one_finding(self) -> None:
        document = chained(transfer(1), supplement(2), cut(3), block(4))
        del document.entries[1]
        gap = Gap(found=3, expected=2, entry=2)
        assert gate.inspect(document).faults == (Fault(("entry", 1, "nr"), gap),)

    def test_a_hash_that_was_changed_is_one_finding_with_the_entry_that_builds_on_it(self) -> None:
        document = chained(transfer(1), supplement(2), cut(3), block(4))
        document.entries[1]["hash"] = "0" * 64
        broken = Fault(("entry", 1, "hash"), ChainBroken(until=3, entry=2))
        assert gate.inspect(document).faults == (broken,)
        assert broken.failure.finding == "chain"

    def test_an_entry_behind_a_missing_hash_is_not_judged(self) -> None:
        document = chained(transfer(1), supplement(2), cut(3))
        del document.entries[1]["hash"]
        missing = Fault(("entry", 1, "hash"), MissingKey(key="hash", entry=2))
        assert gate.inspect(document).faults == (missing,)

    def test_a_header_that_was_changed_is_one_finding_whoever_names_what_is_gone(self) -> None:
        document = chained(measure(1), supplement(2), cut(3))
        header = copy.deepcopy(document.header)
        allocation: Any = header["allocation"]
        allocation[1]["id"] = "dcq"
        changed = codec.TomlDocument("l.toml", b"", header, document.entries)
        assert gate.inspect(changed).faults == (Fault(("entry", 0, "hash"), ChainBroken(entry=1)),)

    def test_faults_that_are_no_neighbours_are_told_each_in_the_order_of_the_file(self) -> None:
        document = chained(transfer(1), supplement(2), cut(3), block(4))
        document.entries[0]["reason"] = document.entries[3]["reason"] = "x"
        document.entries[2]["amount"] = 1
        no_amount = NotWrittenAsAmount(key="amount", written="1", entry=3)
        found = gate.inspect(document)
        assert found.faults == (
            Fault(("entry", 0, "hash"), ChainBroken(entry=1)),
            Fault(("entry", 2, "amount"), no_amount),
            Fault(("entry", 3, "hash"), ChainBroken(entry=4)),
        )
        assert found.sound_count == 0

    def test_both_stop_the_program(self) -> None:
        document = chained(transfer(1))
        document.entries[0]["reason"] = "x"
        with pytest.raises(LedgerError) as caught:
            gate.require_sound(document)
        assert caught.value.failure == ChainBroken(entry=1)
        assert (caught.value.code, ChainBroken.finding) == ("ledger_invalid", "chain")
        assert (Gap.code, Gap.finding) == ("ledger_invalid", "ledger_invalid")


class TestTheHeader:
    """Required: `format`; budget `title`, `currency`, `fiscal_year`, `total`; per allocation `id`,
    `amount`. The allocations add up to `total`.
    """

    def test_is_read_with_its_conditions(self) -> None:
        found = inspection().budget
        assert found is not None
        assert found.allocations == (
            DZ,
            Allocation(id="dcp", code="DCP", title="Digitalisierung", amount=eur("300000.00")),
        )

    @pytest.mark.parametrize(
        ("path", "value", "kind"),
        [
            (("format",), 2, NewerFormat),
            (("format",), 0, WrongValue),
            (("format",), None, MissingKey),
            (("budget",), None, MissingKey),
            (("budget", "title"), None, MissingKey),
            (("budget", "currency"), "USD", WrongValue),
            (("budget", "fiscal_year"), 1899, YearBeyond),
            (("budget", "fiscal_year"), 3000, YearBeyond),
            (("budget", "fiscal_year"), "2022", WrongType),
            (("budget", "warn_at"), eur("0.00"), ShareBeyond),
            (("budget", "warn_at"), eur("1.01"), ShareBeyond),
            (("budget", "four_eyes_from"), eur("-0.01"), AmountBeyond),
            (("budget", "areas"), ["a", 1], WrongType),
            (("budget", "colour"), "blau", UnknownKey),
            (("budget", "total"), eur("600000.01"), SumDiffers),
            (("allocation",), [], MissingKey),
            (("allocation",), ["dz"], WrongType),
            (("allocation", 1, "id"), "DZ", Twice),
            (("allocation", 1, "id"), "", Empty),
            (("allocation", 1, "amount"), eur("-1.00"), AmountBeyond),
            (("allocation", 0, "condition"), {"parties": ["Neuss"]}, MissingKey),
        ],
    )
    def test_that_is_wrong_is_told_where(
        self, path: tuple[str | int, ...], value: object, kind: type[Failure]
    ) -> None:
        header = copy.deepcopy(HEADER)
        table: Any = header
        for key in path[:-1]:
            table = table[key]
        if value is None:
            del table[path[-1]]
        else:
            table[path[-1]] = value
        (fault,) = gate.inspect(codec.TomlDocument("l.toml", b"", header, [])).faults
        assert (fault.path[: len(path)], type(fault.failure)) == (path, kind)
