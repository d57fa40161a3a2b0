"""What programs are told: the figures and entries that the paper shows, and no more."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from tests.papers.stories import LANGUAGES, Papers

from antragsbudget.language import Language
from antragsbudget.papers.data import attachments

ENTRY = {"nr", "date", "kind", "allocations", "amount", "purpose", "reversed_by"}
PAPER = {
    *("title", "committee", "office", "number", "meeting", "public", "issued", "year", "as_of"),
    *("currency", "entries_recorded", "fingerprint", "measures", "adopted", "allocations"),
    *("total", "consents", "neutral", "since", "last_paper", "entries_since", "late"),
    *("entries", "entries_not_public", "year_end", "measures_since"),
}


class TestJson:
    def test_tells_what_a_paper_shows_and_no_payee(self, example: Papers) -> None:
        paper = json.loads(example.text("de", "json"))["paper"]
        assert set(paper) == PAPER
        assert {frozenset(entry) for entry in paper["entries"]} == {frozenset(ENTRY)}
        assert (paper["public"], paper["as_of"], paper["year"]) == (True, "2022-12-31", 2022)
        assert paper["total"]["available"] == "22230.00"

    def test_of_the_annex_tells_payees(self, example: Papers) -> None:
        paper = json.loads(example.text("de", "json", "annex"))["paper"]
        assert {frozenset(entry) for entry in paper["entries"]} == {frozenset({*ENTRY, "payee"})}
        assert paper["public"] is False

    def test_is_the_same_in_either_language(self, guarded: Papers) -> None:
        for kind in ("public", "annex"):
            german, english = (guarded.text(language, "json", kind) for language in LANGUAGES)
            assert german == english


@pytest.mark.parametrize("language", LANGUAGES)
class TestCsv:
    def test_opens_in_a_spreadsheet_of_the_reader(
        self, example: Papers, language: Language
    ) -> None:
        mark = ";" if language == "de" else ","
        _, figures, entries = attachments(example.content, language)
        for file, columns in ((figures, 10), (entries, 6)):
            assert file.content.startswith("\ufeff") and file.content.endswith("\r\n")
            rows = list(csv.reader(StringIO(file.content[1:], newline=""), delimiter=mark))
            assert {len(row) for row in rows} == {columns}

    def test_amounts_are_numbers_there(self, example: Papers, language: Language) -> None:
        _, figures, _ = attachments(example.content, language)
        mark, point = (";", ",") if language == "de" else (",", ".")
        rows = list(csv.reader(StringIO(figures.content[1:], newline=""), delimiter=mark))
        assert rows[1][:4] == ["DZ", *(f"{one}{point}00" for one in ("300000", "5000", "305000"))]
        assert rows[2][2] == f"-5000{point}00"  # a number, no formula: it stays as it is

    def test_the_annex_has_entries_with_payees_and_no_figures(
        self, example: Papers, language: Language
    ) -> None:
        facts, entries = attachments(example.annex, language)
        assert facts.media_type == "application/json"
        assert "Schlüsselwerk Systeme GmbH (fiktiv)" in entries.content
