"""PDF/UA-1 and PDF/A-3a in one file, with the figures and the entries as data inside."""

from __future__ import annotations

import csv
import json
import subprocess
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from PIL import Image
from tests.papers import judges, reading, samples
from tests.papers.stories import LANGUAGES, Papers
from tests.program import tool

from antragsbudget.documents.parts import Attachment, Figure, Heading, Paragraph, Table
from antragsbudget.language import Language
from antragsbudget.papers import pdf
from antragsbudget.values.money import plain

FILES = {
    "de": ("vorlage.json", "ansaetze.csv", "buchungen.csv"),
    "en": ("paper.json", "allocations.csv", "entries.csv"),
}


class TestTheStandards:
    """Typst checks at export; page-validation judges again, from outside."""

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("kind", ["public", "annex"])
    def test_are_met(self, example: Papers, language: str, kind: str) -> None:
        content = example.file(language, "pdf", kind).read_bytes()
        assert judges.failures(content) == []

    def test_are_asked_of_typst_which_refuses_what_breaks_them(self) -> None:
        assert pdf.STANDARDS == ["ua-1", "a-3a"]
        with pytest.raises(typst.TypstError):
            typst.Compiler(b"#set document(title: [x])\n= A\n=== B").compile(
                format="pdf", pdf_standards=pdf.STANDARDS
            )

    def test_are_judged_by_something_that_finds_faults(self) -> None:
        content = typst.Compiler(b"= A").compile(format="pdf")
        assert isinstance(content, bytes)
        assert judges.failures(content) != []


@pytest.mark.parametrize("language", LANGUAGES)
class TestWhatItSaysOfItself:
    def test_title_language_author_and_day(self, example: Papers, language: Language) -> None:
        said = example.document(language)
        with pikepdf.open(example.file(language, "pdf")) as file:
            assert str(file.Root.Lang) == {"de": "de-DE", "en": "en-GB"}[language]
            assert file.Root.ViewerPreferences.DisplayDocTitle
            assert file.Root.MarkInfo.Marked
            with file.open_metadata() as about:
                found: dict[str, Any] = {key: about.get(key) for key in about}
        assert found["{http://purl.org/dc/elements/1.1/}title"] == said.title
        assert list(found["{http://purl.org/dc/elements/1.1/}creator"]) == [said.author]
        xmp = "{http://ns.adobe.com/xap/1.0/}"
        assert found[f"{xmp}CreateDate"].startswith("2022-12-31T00:00:00")
        assert found["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        archive = "{http://www.aiim.org/pdfa/ns/id/}"
        assert (found[f"{archive}part"], found[f"{archive}conformance"]) == ("3", "A")

    def test_the_tags_are_those_of_its_parts(self, example: Papers, language: Language) -> None:
        parts = example.document(language).parts
        with pikepdf.open(example.file(language, "pdf")) as file:
            tags = Counter(str(one.S)[1:] for one in reading.elements(file))
            scopes = {
                str(one.A[0].Scope if isinstance(one.A, pikepdf.Array) else one.A.Scope)
                for one in reading.elements(file)
                if one.S == "/TH"
            }
        tables = [part for part in parts if isinstance(part, Table)]
        levels = Counter(f"H{part.level}" for part in parts if isinstance(part, Heading))
        assert {key: tags[key] for key in levels} == levels
        assert (tags["Table"], tags["THead"], tags["TBody"]) == (len(tables),) * 3
        assert tags["TH"] == sum(len(table.header) for table in tables)
        assert tags["TR"] == sum(len(table.rows) + 1 for table in tables)
        assert tags["Figure"] == sum(isinstance(part, Figure) for part in parts) == 3
        assert scopes == {"/Column"}


def test_no_page_ends_with_what_only_leads_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "sections.pdf"
    path.write_bytes(pdf.write(samples.document(*samples.sections(12))))
    ends = judges.ends_of_pages(path)
    assert len(ends) > 20
    assert [end for end in ends if end.startswith(samples.LEADING)] == []


@pytest.mark.parametrize("language", LANGUAGES)
class TestTheFilesInside:
    def test_are_associated_data_with_a_type_and_a_description(
        self, example: Papers, language: Language
    ) -> None:
        with pikepdf.open(example.file(language, "pdf")) as file:
            found = [
                (str(one.UF), str(one.AFRelationship), str(one.EF.F.Subtype), bool(str(one.Desc)))
                for one in list(file.Root.AF)
            ]
        types = {"json": "/application/json", "csv": "/text/csv"}
        names = sorted(FILES[language])
        assert found == [(name, "/Data", types[name.split(".")[1]], True) for name in names]

    def test_are_found_by_another_program(self, example: Papers, language: Language) -> None:
        listed = judges.asked("pdfdetach", "-list", str(example.file(language, "pdf")))
        assert [line.split(": ")[1] for line in listed.splitlines()[1:]] == sorted(FILES[language])

    def test_say_the_same_as_json_does(self, example: Papers, language: Language) -> None:
        answer = json.loads(example.text(language, "json"))
        with pikepdf.open(example.file(language, "pdf")) as file:
            inside = file.attachments[FILES[language][0]].get_file().read_bytes()
        assert json.loads(inside) == answer["paper"]

    def test_have_each_entry_and_each_figure_as_a_row(
        self, example: Papers, language: Language
    ) -> None:
        with pikepdf.open(example.file(language, "pdf")) as file:
            texts = [
                file.attachments[name].get_file().read_bytes().decode()
                for name in FILES[language][1:]
            ]
        mark, point = (";", ",") if language == "de" else (",", ".")
        assert all(text.startswith("\ufeff") for text in texts)
        figures, entries = (
            list(csv.reader(StringIO(text[1:], newline=""), delimiter=mark)) for text in texts
        )
        content = example.content
        assert [row[4] for row in entries[1:]] == [
            "" if row.amount is None else plain(row.amount).replace(".", point)
            for row in content.annex
        ]
        totals = [line.figures.available for line in content.statement.lines]
        totals.append(content.statement.total.available)
        available = [plain(amount).replace(".", point) for amount in totals]
        assert [row[-1] for row in figures[1:]] == available


def test_a_page_looks_like_one(example: Papers, tmp_path: Path) -> None:
    """Ink inside the margins, none on the edges, blue in the bars, and on each page its number."""
    path = example.file("de", "pdf")
    subprocess.run(
        [tool("pdftoppm"), "-r", "40", "-png", str(path), str(tmp_path / "p")], check=True
    )
    pages = sorted(tmp_path.glob("p-*.png"))
    with pikepdf.open(path) as file:
        assert len(pages) == len(file.pages) > 2
    blue = 0
    for number, page in enumerate(pages, 1):
        with Image.open(page) as opened:
            picture = opened.convert("RGB")
        width, height = picture.size
        assert (round(width / 40 * 25.4), round(height / 40 * 25.4)) == (210, 297)
        edge = width * 2 // 21 - 2  # 2 cm
        for box in ((0, 0, edge, height), (width - edge, 0, width, height), (0, 0, width, edge)):
            assert set(picture.crop(box).get_flattened_data()) == {(255, 255, 255)}
        dots: Any = picture.get_flattened_data()
        blue += sum(b > r + 60 for r, _, b in dots)
        words = judges.asked("pdftotext", "-f", str(number), "-l", str(number), str(path), "-")
        assert f"Seite {number} von {len(pages)}" in words
    assert blue > 1_000


def test_the_file_is_the_same_each_time_and_knows_no_hour() -> None:
    made = samples.document(*samples.every_part("Text"))
    file = Attachment("a.csv", "text/csv", "Daten", "a;b\n")
    first, again = pdf.write(made, [file]), pdf.write(made, [file])
    assert first == again
    assert b"D:20221124000000Z" in first


@pytest.mark.parametrize("rows", [1, 15, 16, 200])
def test_a_table_of_any_length_keeps_its_head_on_each_page(tmp_path: Path, rows: int) -> None:
    cells = tuple((str(nr), f"Gegenstand {nr}", f"{nr},00") for nr in range(1, rows + 1))
    table = Table(("Nr.", "Gegenstand", "Betrag"), ("right", "left", "right"), cells, "Liste")
    made = samples.document(Paragraph("Davor. " * 300), table)
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf.write(made))
    assert reading.of_pdf(path) == reading.of_document(made)
    assert judges.failures(path.read_bytes()) == []
    with pikepdf.open(path) as file:
        count = len(file.pages)
    for number in range(1, count + 1):
        words = judges.asked("pdftotext", "-f", str(number), "-l", str(number), str(path), "-")
        assert ("Gegenstand 1" in words or "Gegenstand" not in words) or "Betrag" in words
