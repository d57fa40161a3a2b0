"""Which values the fields of an entry may have."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from msgspec.structs import fields
from tests.builders import (
    DAY,
    MEETING,
    MOMENT,
    block,
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

from antragsbudget.core import form
from antragsbudget.core.entries import KINDS, Entry, Expense, alias_of, keys_of, table_of
from antragsbudget.core.rules import check_form
from antragsbudget.language.messages.form import (
    AmountOutOfBounds,
    AreaNotAText,
    ControlCharacters,
    LongText,
    NotABasis,
    NotABudgetYear,
    NotADay,
    NotAFlag,
    NotAHash,
    NotAMoment,
    NotAnAllocation,
    NotAnAnswer,
    NotAnEntryNumber,
    NotASetting,
    NotAStatus,
    NotAText,
    NotComposed,
    NotHashes,
    OfField,
    Placeholder,
)
from antragsbudget.language.messages.inputs import Missing, NotATaxRate
from antragsbudget.language.records import NotUnderstood, Refusal

ORDERLY: tuple[Entry, ...] = (
    reservation(1),
    commitment(2),
    expense(3),
    payment(4, 3),
    settlement(5, 2),
    refund(6, 3),
    reversal(7, 6),
    transfer(8),
    supplement(9),
    cut(10),
    block(11),
    release(12),
    consent(13),
    measure(14),
    setting(15),
    carry_forward(16),
    year_close(17),
    issued_paper(18),
)


def wrong(kind: type[OfField | NotATaxRate | Missing], field: str) -> list[Refusal]:
    return [kind(field=field)]


def not_among(kind: type[NotUnderstood], field: str, text: str) -> list[Refusal]:
    """Return the refusal of a word that is none of those that the field may hold."""
    return [kind(field=field, text=text)]


class TestAnEntryInForm:
    @pytest.mark.parametrize("entry", ORDERLY, ids=lambda entry: entry.kind)
    def test_of_every_kind_has_nothing_against_it(self, entry: Entry) -> None:
        assert check_form(entry) == []

    def test_is_there_for_every_kind(self) -> None:
        assert [entry.kind for entry in ORDERLY] == list(KINDS)

    def test_may_have_all_that_its_kind_knows(self) -> None:
        whole = expense(
            9,
            year=2022,
            reference="Az. 10-2",
            note="eilig",
            commitment=2,
            reservation=1,
            final=True,
            order_number="B-7",
            invoice_date=DAY,
            due_date=DAY,
            measure="pentest",
            area="Resilienz",
            net=eur("84.03"),
            tax_rate=eur("19.00"),
            certified_by="kb",
            ordered_by="mü",
            public=False,
            file="rechnung.xml",
            file_sha256="0123456789abcdef" * 4,
        )
        assert check_form(whole) == []

    @pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
    def test_says_what_is_missing_field_by_field(self, kind: type[Entry]) -> None:
        required = {
            "reservation": ["allocation", "amount", "purpose"],
            "commitment": ["allocation", "amount", "payee", "purpose"],
            "expense": ["allocation", "amount", "payee", "purpose", "voucher"],
            "payment": ["entry"],
            "settlement": ["entry"],
            "refund": ["entry", "amount"],
            "reversal": ["entry", "reason"],
            "transfer": ["from_", "to", "amount", "decision"],
            "supplement": ["allocation", "amount", "basis", "decision"],
            "cut": ["allocation", "amount", "decision"],
            "block": ["allocation", "amount", "reason"],
            "release": ["allocation", "amount", "decision"],
            "consent": ["allocation", "party", "answer", "reference"],
            "measure": ["measure"],
            "setting": ["key", "value", "decision"],
            "carry_forward": ["allocation", "amount", "from_year", "to_year"],
            "year_close": ["year"],
            "paper": ["meeting", "as_of", "fingerprint"],
        }
        needed = {"nr", "date", "recorded_at", "recorded_by", *required[kind.kind]}
        missing = [spec.name for spec in fields(kind) if spec.name in needed]
        assert len(missing) == len(needed)
        assert form.check(kind, {}) == [Missing(field=field) for field in missing]


class TestTheBounds:
    """Amounts from 0.01 to 9 999 999 999.99; texts are single lines, NFC, without control
    characters; date-times are UTC with whole seconds.
    """

    @pytest.mark.parametrize("amount", ["0.01", "9999999999.99", "1.5", "7"])
    def test_an_amount_lies_between_a_cent_and_ten_thousand_million(self, amount: str) -> None:
        assert check_form(commitment(amount=amount)) == []

    @pytest.mark.parametrize(
        "amount", ["0.00", "-0.01", "10000000000.00", "0.009", "1.005", "NaN", "Infinity"]
    )
    def test_an_amount_is_nothing_else(self, amount: str) -> None:
        assert check_form(commitment(amount=amount)) == wrong(AmountOutOfBounds, "amount")

    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            ("Penetrationstest", None),
            ("x" * 500, None),
            ("x" * 501, LongText),
            ("a\nb", ControlCharacters),
            ("a\u202eb", ControlCharacters),
            ("Ju\u0308chen", NotComposed),
            ("GREMIUM, DATUM, VORLAGE", Placeholder),
            (7, NotAText),
        ],
    )
    def test_a_text_is_one_line_of_what_can_be_seen(
        self, value: Any, kind: type[OfField] | None
    ) -> None:
        expected = wrong(kind, "purpose") if kind else []
        assert check_form(commitment(purpose=value)) == expected

    @pytest.mark.parametrize("value", ["", " "])
    def test_an_empty_text_is_missing(self, value: str) -> None:
        assert check_form(commitment(purpose=value)) == wrong(Missing, "purpose")

    def test_optional_texts_have_the_same_bounds(self) -> None:
        assert check_form(commitment(note="a\x1bb")) == wrong(ControlCharacters, "note")

    @pytest.mark.parametrize(
        ("field", "value", "kind"),
        [
            ("date", "2022-04-05", NotADay),
            ("allocation", 7, NotAnAllocation),
            ("area", 7, AreaNotAText),
            ("reservation", 0, NotAnEntryNumber),
            ("reservation", "1", NotAnEntryNumber),
            ("final", "ja", NotAFlag),
            ("until", 1899, NotABudgetYear),
            ("until", 3000, NotABudgetYear),
            ("year", "2022", NotABudgetYear),
            ("tax_rate", eur("16.00"), NotATaxRate),
            ("tax_rate", "19", NotATaxRate),
            ("net", eur("0.00"), AmountOutOfBounds),
        ],
    )
    def test_a_value_of_another_sort_is_refused(
        self, field: str, value: Any, kind: type[OfField | NotATaxRate]
    ) -> None:
        assert check_form(commitment(**{field: value})) == wrong(kind, field)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("reservation", 1),
            ("until", 1900),
            ("until", 2999),
            ("tax_rate", eur("19.00")),
            ("tax_rate", eur("7.00")),
            ("tax_rate", eur("0.00")),
        ],
    )
    def test_a_value_on_its_bound_is_not(self, field: str, value: Any) -> None:
        assert check_form(commitment(**{field: value})) == []

    @pytest.mark.parametrize(
        "moment",
        [
            MOMENT.replace(tzinfo=None),
            MOMENT.replace(microsecond=1),
            MOMENT.astimezone(timezone(timedelta(hours=2))),
        ],
    )
    def test_a_moment_is_in_utc_with_whole_seconds(self, moment: datetime) -> None:
        assert MOMENT.tzinfo == UTC
        assert check_form(commitment(recorded_at=moment)) == wrong(NotAMoment, "recorded_at")

    @pytest.mark.parametrize("digest", ["0" * 63, "0" * 65, "A" * 64, "g" * 64])
    def test_a_digest_is_64_hexadecimal_digits(self, digest: str) -> None:
        assert check_form(expense(file_sha256=digest)) == wrong(NotAHash, "file_sha256")

    @pytest.mark.parametrize("digest", ["0" * 64, "0123456789abcdef" * 4])
    def test_a_paper_fixes_a_state_by_such_a_digest(self, digest: str) -> None:
        assert check_form(issued_paper(fingerprint=digest, files=(digest,))) == []

    @pytest.mark.parametrize("digest", ["", "0" * 63, "0" * 65, "A" * 64, "0" * 64 + "\n", 7])
    def test_a_paper_fixes_a_state_by_nothing_else(self, digest: Any) -> None:
        assert check_form(issued_paper(fingerprint=digest)) == wrong(NotAHash, "fingerprint")

    @pytest.mark.parametrize(
        "files",
        [
            (),
            ("",),
            ("0" * 63,),
            ("0" * 65,),
            ("A" * 64,),
            ("0" * 64 + "\n",),
            ("0" * 64, "g" * 64),
            (7,),
            "0" * 64,
            ["0" * 64],
        ],
    )
    def test_the_files_of_a_paper_are_one_digest_each_and_one_at_least(self, files: Any) -> None:
        two = ("0" * 64, "f" * 64)
        assert check_form(issued_paper(files=two)) == []
        assert check_form(issued_paper(files=files)) == wrong(NotHashes, "files")

    @pytest.mark.parametrize("field", ["meeting", "as_of"])
    def test_the_days_of_a_paper_are_days(self, field: str) -> None:
        given: dict[str, Any] = {field: "2022-06-28"}
        assert check_form(issued_paper(**given)) == wrong(NotADay, field)

    def test_the_number_of_a_paper_is_a_text(self) -> None:
        assert check_form(issued_paper(number="68/1234/XVII/2022", public=False)) == []
        assert check_form(issued_paper(number="GREMIUM, DATUM, VORLAGE")) == wrong(
            Placeholder, "number"
        )

    def test_an_answer_is_one_of_three(self) -> None:
        for answer in ("given", "refused", "withdrawn"):
            assert check_form(consent(answer=answer)) == []
        assert check_form(consent(answer="vielleicht")) == not_among(
            NotAnAnswer, "answer", "vielleicht"
        )

    def test_a_basis_is_one_of_three(self) -> None:
        """`--basis nachtrag|ueberplanmaessig|beschluss`."""
        for basis in ("nachtrag", "ueberplanmaessig", "beschluss"):
            assert check_form(supplement(basis=basis)) == []
        assert check_form(supplement(basis="Nachtrag")) == not_among(NotABasis, "basis", "Nachtrag")

    def test_the_state_of_a_measure_is_one_of_five(self) -> None:
        """`--status planned|commissioned|running|completed|stopped`."""
        for status in ("planned", "commissioned", "running", "completed", "stopped"):
            assert check_form(measure(status=status)) == []
        assert check_form(measure(status="done")) == not_among(NotAStatus, "status", "done")

    @pytest.mark.parametrize("field", ["from_", "to"])
    def test_both_sides_of_a_transfer_are_allocations(self, field: str) -> None:
        assert check_form(transfer(**{field: 7})) == wrong(NotAnAllocation, field)

    @pytest.mark.parametrize(
        ("entry", "field"),
        [
            (year_close(year=1899), "year"),
            (year_close(year=3000), "year"),
            (carry_forward(from_year=1899), "from_year"),
            (carry_forward(to_year=3000), "to_year"),
        ],
    )
    def test_a_year_that_ends_is_one_that_a_budget_can_have(self, entry: Entry, field: str) -> None:
        assert check_form(entry) == wrong(NotABudgetYear, field)

    @pytest.mark.parametrize(
        ("entry", "field"),
        [
            (measure(planned="0.00"), "planned"),
            (carry_forward(blocked="0.00"), "blocked"),
            (carry_forward(blocked="-0.01"), "blocked"),
        ],
    )
    def test_an_amount_beside_the_amount_has_the_same_bounds(
        self, entry: Entry, field: str
    ) -> None:
        assert check_form(entry) == wrong(AmountOutOfBounds, field)

    def test_only_some_things_can_be_set(self) -> None:
        for key in ("warn_at", "four_eyes_from", "committee", "office", "adopted"):
            assert check_form(setting(key=key)) == []
        assert check_form(setting(key="colour")) == not_among(NotASetting, "key", "colour")

    @pytest.mark.parametrize(
        ("entry", "kind", "field"),
        [
            (consent(answer=7), NotAnAnswer, "answer"),
            (supplement(basis=7), NotABasis, "basis"),
            (measure(status=7), NotAStatus, "status"),
            (setting(key=7), NotASetting, "key"),
        ],
    )
    def test_a_choice_of_another_sort_is_told_as_it_stands(
        self, entry: Entry, kind: type[NotUnderstood], field: str
    ) -> None:
        assert check_form(entry) == not_among(kind, field, "7")

    def test_all_faults_are_told_at_once(self) -> None:
        said = check_form(commitment(amount="0.00", payee="", purpose="a\tb"))
        assert [(v.code, v.field) for v in said] == [
            ("invalid_amount", "amount"),
            ("missing_field", "payee"),
            ("invalid_text", "purpose"),
        ]


class TestTheAliases:
    def test_an_optional_field_has_that_of_the_required_one(self) -> None:
        aliases = {spec.name: alias_of(spec.type) for spec in fields(Expense)}
        assert (aliases["reservation"], aliases["amount"]) == ("number", "amount")

    def test_a_field_without_one_is_a_mistake_in_the_program(self) -> None:
        with pytest.raises(TypeError):
            alias_of(int)


class TestTheTable:
    """Entries are flat: the keys in the order of the file, nothing empty."""

    def test_begins_with_number_and_kind_and_ends_with_the_hash(self) -> None:
        for kind in KINDS.values():
            keys = keys_of(kind)
            assert keys[:4] == ("nr", "kind", "date", "year")
            assert keys[-3:] == ("reference", "note", "hash")

    def test_holds_what_is_there(self) -> None:
        entry = commitment(2, amount="17850.00", note="eilig", final=False)
        assert list(table_of(entry).items()) == [
            ("nr", 2),
            ("kind", "commitment"),
            ("date", DAY),
            ("recorded_at", MOMENT),
            ("recorded_by", "kb"),
            ("allocation", "dcp"),
            ("amount", eur("17850.00")),
            ("final", False),
            ("payee", "Prüfwerk GmbH"),
            ("purpose", "Studie"),
            ("note", "eilig"),
            ("hash", "0" * 64),
        ]

    def test_of_a_transfer_has_the_key_from_which_is_a_word_of_the_language(self) -> None:
        table = table_of(transfer(3, from_="dcp", to="dz"))
        assert list(table)[5:8] == ["from", "to", "amount"]
        assert [table["from"], table["to"]] == ["dcp", "dz"]

    def test_of_a_carry_forward_says_between_which_years(self) -> None:
        carried = carry_forward(4, amount="500.00", blocked="200.00")
        assert list(table_of(carried).items())[5:10] == [
            ("allocation", "dcp"),
            ("amount", eur("500.00")),
            ("from_year", 2022),
            ("to_year", 2023),
            ("blocked", eur("200.00")),
        ]

    def test_of_a_year_that_ends_names_that_year_once(self) -> None:
        assert list(table_of(year_close(5))) == [
            *("nr", "kind", "date", "year", "recorded_at", "recorded_by", "hash"),
        ]

    def test_of_a_paper_lists_its_files(self) -> None:
        files = ("0" * 64, "f" * 64)
        table = table_of(issued_paper(6, number="68/1234", public=False, files=files))
        assert list(table.items())[5:10] == [
            ("meeting", MEETING),
            ("as_of", DAY),
            ("fingerprint", "0" * 64),
            ("number", "68/1234"),
            ("public", False),
        ]
        assert (list(table)[10:], table["files"]) == (["files", "hash"], list(files))

    def test_has_no_hash_before_it_has_one(self) -> None:
        assert "hash" not in table_of(payment(2, 1, hash=""))
