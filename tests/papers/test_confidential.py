"""No word and no single amount of an entry that is not public reaches a public paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from tests.papers import judges, reading
from tests.papers.reading import seen
from tests.papers.stories import (
    ALONE,
    FORMS,
    KEPT_WORDS,
    LANGUAGES,
    NEUTRAL,
    SECRET_AMOUNTS,
    SECRET_WORDS,
    Papers,
    spellings,
)
from tests.program import run_each

from antragsbudget.language import Language, formats
from antragsbudget.values.money import plain


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield all that a file holds as text, by where it stands: metadata and files inside, too."""
    content = path.read_bytes()
    yield "bytes", content.decode("utf-8", "replace")
    match path.suffix:
        case ".docx":
            with ZipFile(path) as parts:
                for name in parts.namelist():
                    yield name, parts.read(name).decode("utf-8", "replace")
        case ".pdf":
            yield "words", judges.words_of_pdf(path)
            for part in reading.of_pdf(path):  # without the hyphens at the ends of lines
                yield from (("tags", text) for text in (*part.texts, *chain(*part.rows)))
            with pikepdf.open(path) as file:
                assert len(file.attachments) >= 2
                for number, one in enumerate(file.objects):
                    yield from ((f"object {number}", text) for text in _pdf_texts(one))


def _pdf_texts(one: Any) -> Iterator[str]:
    """Yield the names and texts of an object, not of those that it only points to.

    Of streams, files inside and metadata are text; what is drawn holds letters by number.
    """
    if isinstance(one, pikepdf.Stream) and one.get("/Type") in ("/EmbeddedFile", "/Metadata"):
        yield one.read_bytes().decode("utf-8", "replace")
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield from one.keys()
        inside = list(one.values())
    elif isinstance(one, pikepdf.Array):
        inside = list(one)
    else:
        inside = []
        if isinstance(one, pikepdf.String):
            yield str(one)
    value: Any
    for value in inside:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _pdf_texts(value)


def long_spellings(amount: Decimal) -> set[str]:
    """Return the spellings of an amount that are long enough to be no accident in other data."""
    return {text for text in spellings(amount) if len(text) > 4 or not text.isdigit()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [*FORMS, "json"])
class TestAPublicPaper:
    def test_holds_no_word_of_what_is_not_public(
        self, guarded: Papers, language: str, form: str
    ) -> None:
        secret = (*SECRET_WORDS, *KEPT_WORDS, ALONE)
        for where, text in texts_of(guarded.file(language, form)):
            found = [word for word in secret if word.casefold() in text.casefold()]
            assert found == [], where

    def test_holds_no_single_amount_of_it_in_any_notation(
        self, guarded: Papers, language: str, form: str
    ) -> None:
        for where, text in texts_of(guarded.file(language, form)):
            # A stream that is drawn (letters by number) or a picture says nothing by its bytes.
            if where == "bytes" and form in ("docx", "pdf"):
                continue
            found = [
                amount for amount in SECRET_AMOUNTS for how in long_spellings(amount) if how in text
            ]
            assert found == [], where

    def test_tells_what_lies_behind_a_neutral_text_in_one_sum_of_two_orders(
        self, guarded: Papers, language: Language, form: str
    ) -> None:
        orders = ("13457.91", "-1117.33", "21739.57", "4637.83")
        total = sum(map(Decimal, orders), Decimal(0))
        assert [(row.text, row.money) for row in guarded.content.neutral] == [(NEUTRAL, total)]
        words = guarded.words(language, form)
        shown = plain(total) if form == "json" else seen(formats.amount(total, language))
        assert NEUTRAL in words and shown in words


class TestTheAnnex:
    """Or else the tests above would find nothing wherever it stood."""

    @pytest.mark.parametrize("form", FORMS)
    def test_holds_every_word_and_amount(self, guarded: Papers, form: str) -> None:
        words = guarded.words("de", form, "annex")
        assert [word for word in SECRET_WORDS if word not in words] == []
        amounts = {formats.amount(one, "de") for one in SECRET_AMOUNTS}
        assert {amount for amount in amounts if amount not in words} == set()

    def test_says_in_every_form_that_it_is_not_public(self, guarded: Papers) -> None:
        for language, wanted in (("de", "nicht öffentlich"), ("en", "not public")):
            for form in FORMS:
                assert wanted in guarded.words(language, form, "annex")

    def test_shows_what_only_officers_need_in_no_form(self, guarded: Papers) -> None:
        """Order number, note, reference and who certified: they stay in the ledger."""
        for form in FORMS:
            for where, text in texts_of(guarded.file("de", form, "annex")):
                found = [w for w in KEPT_WORDS[:4] if w in text]
                assert found == [], where

    def test_its_data_are_data_of_what_is_not_public(self, guarded: Papers) -> None:
        paper = json.loads(guarded.text("de", "json", "annex"))["paper"]
        assert paper["public"] is False
        payees = {entry["payee"] for entry in paper["entries"] if entry["payee"] is not None}
        assert {"Dachsbau KG", "Luchsnetz eG", "Milanhof GmbH", "Kiebitzverein"} <= payees


def test_a_scan_finds_a_secret_wherever_one_could_stand(guarded: Papers, tmp_path: Path) -> None:
    """The scan itself is tried on a file that has secrets in its metadata, and inside."""
    path = tmp_path / "leaky.pdf"
    with pikepdf.open(guarded.file("de", "pdf")) as file:
        file.docinfo["/Keywords"] = "Luchsnetz eG"
        file.attachments["b.csv"] = pikepdf.AttachedFileSpec(file, b"13.457,91")
        del file.attachments["buchungen.csv"]
        file.save(path)
    found = [text for _, text in texts_of(path)]
    assert any("Luchsnetz eG" in text for text in found)
    assert any("13.457,91" in text for text in found)


def test_a_single_order_since_the_last_paper_is_not_told_as_the_change(tmp_path: Path) -> None:
    commit = ["commit", "DCP", "--payee=X", "--purpose=Y"]
    results = run_each(
        tmp_path,
        [
            ["init"],
            ["2022-04-01T09:00:00Z", *commit, "31.000"],
            ["2022-05-01T09:00:00Z", "summary", "--issue", "--meeting=10.05.2022"],
            ["2022-05-02T09:00:00Z", *commit, "13.457,91", "--non-public"],
            ["summary"],
        ],
    )
    assert [result.code for result in results] == [0] * 5
    assert "13.457,91" not in results[-1].out


def test_several_orders_since_the_last_paper_are_told_in_one_sum(guarded: Papers) -> None:
    period = guarded.content.period
    assert period is not None and period.not_public == 0
    assert {row.entry.nr for row in period.new} == {30, 31}
