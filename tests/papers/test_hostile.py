"""Markup of any kind, in any field, is shown letter by letter in all five forms; none is obeyed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree
from tests.papers import judges, reading, samples
from tests.papers.reading import Found
from tests.papers.stories import FIELDS, HIDDEN, MARKUP, STRANGE, Papers
from tests.program import LEDGER, place, run_each

from antragsbudget.documents.parts import Paragraph
from antragsbudget.language import formats
from antragsbudget.papers import markdown, pdf, web, word

TEXTS = (*MARKUP, *STRANGE)


def in_latin(found: list[Found]) -> Iterator[str]:
    """Yield the texts that a PDF shows letter by letter; other letters may be spelled in it."""
    for one in found:
        for text in (*one.texts, *(cell for row in one.rows for cell in row)):
            if all(ord(c) < 0x180 or c in pdf.PUNCTUATION or c in "→·" for c in text):
                yield text


class TestInEveryField:
    """Of the header, of measures, bookings, decisions and settings, through the real program."""

    def test_the_forms_read_back_as_the_same_texts(self, attacked: Papers) -> None:
        for kind in ("public", "annex"):
            said = reading.of_document(attacked.document("de", kind))
            for form in ("md", "html", "docx"):
                assert attacked.read("de", form, kind) == said, (form, kind)
            read = attacked.read("de", "pdf", kind)
            assert list(map(len, read)) == list(map(len, said))
            latin = set(in_latin(said))
            assert len(latin) > 60 and latin <= set(in_latin(read))
            words = attacked.words("de", "txt", kind)
            lines, _ = reading.in_terminal(said)
            assert [line for line in lines if line not in words] == []

    @pytest.mark.parametrize("form", ["txt", "md", "html", "docx"])
    def test_every_text_stands_there_as_it_was_typed(self, attacked: Papers, form: str) -> None:
        for kind, wanted in (("public", (*TEXTS, *FIELDS)), ("annex", HIDDEN)):
            words = attacked.words("de", form, kind)
            texts = [formats.visible(text) for text in wanted]
            assert [text for text in texts if text not in words] == []

    def test_the_pdf_still_meets_its_standards(self, attacked: Papers) -> None:
        for kind in ("public", "annex"):
            content = attacked.file("de", "pdf", kind).read_bytes()
            assert judges.failures(content) == []

    def test_the_pdf_does_nothing_when_it_is_opened_or_clicked(self, attacked: Papers) -> None:
        with pikepdf.open(attacked.file("de", "pdf")) as file:
            keys = {
                key
                for one in file.objects
                if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)
                for key in list(one)
            }
        assert keys & {"/JS", "/JavaScript", "/OpenAction", "/AA", "/URI", "/Launch"} == set()

    def test_the_page_has_no_element_of_theirs(self, attacked: Papers) -> None:
        root = reading.page_of(attacked.text("de", "html"))
        assert root.all("script", "img", "a", "iframe", "link", "object", "form", "base") == []

    def test_word_gets_no_field_link_or_part_of_theirs(
        self, attacked: Papers, example: Papers
    ) -> None:
        def shape(papers: Papers) -> tuple[set[str], int, set[str]]:
            with ZipFile(papers.file("de", "docx")) as parts:
                names = {name for name in parts.namelist() if "/media/" not in name}
                texts = b"".join(parts.read(n) for n in names if n.endswith((".xml", ".rels")))
                body = etree.fromstring(parts.read("word/document.xml"))
            fields = texts.count(b"<w:fldSimple ") + texts.count(b"<w:instrText")
            links = {one.tag for one in body.iter(qn("w:hyperlink"), qn("w:instrText"))}
            assert b'TargetMode="External"' not in texts
            return names, fields, {str(tag) for tag in links}

        assert shape(attacked) == shape(example)

    def test_no_cell_of_the_tables_inside_the_pdf_begins_a_formula(self, attacked: Papers) -> None:
        texts = set[str]()
        for kind in ("public", "annex"):
            with pikepdf.open(attacked.file("de", "pdf", kind)) as file:
                for name, one in file.attachments.items():
                    if not name.endswith(".csv"):
                        continue
                    content = one.get_file().read_bytes().decode("utf-8-sig")
                    rows = list(csv.reader(StringIO(content, newline=""), delimiter=";"))
                    assert len({len(row) for row in rows}) == 1
                    texts |= {cell for row in rows[1:] for cell in row}
        numbers = {text for text in texts if text.lstrip("-").replace(",", "").isdigit()}
        assert {text for text in texts - numbers if text.startswith(("=", "+", "-", "@"))} == set()
        assert {"'+1+1, Beleg +1+1", "1. Punkt, Beleg 1. Punkt"} <= texts

    def test_a_program_gets_them_untouched(self, attacked: Papers) -> None:
        paper = json.loads(attacked.text("de", "json"))["paper"]
        purposes = {entry["purpose"] for entry in paper["entries"]}
        assert {text for text in TEXTS if text not in purposes} == set()


class TestInEveryPart:
    """Of a paper made by hand: captions, names of columns and of facts, alternatives too."""

    DOCUMENT = samples.document(
        *(part for text in TEXTS for part in samples.every_part(text)),
        title=FIELDS[0],
        author=FIELDS[1],
        reference=FIELDS[2],
    )

    def test_markdown_web_page_and_word_read_back(self) -> None:
        said = reading.of_document(self.DOCUMENT)
        assert reading.of_markdown(markdown.write(self.DOCUMENT)) == said
        assert reading.of_html(web.write(self.DOCUMENT)) == said
        assert reading.of_word(word.write(self.DOCUMENT)) == said

    def test_metadata_are_texts_too(self, tmp_path: Path) -> None:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf.write(samples.document(title=FIELDS[0], author=FIELDS[1])))
        with pikepdf.open(path) as file, file.open_metadata() as about:
            assert about["dc:title"] == FIELDS[0]
            assert list(about["dc:creator"]) == [FIELDS[1]]
        root = reading.page_of(web.write(self.DOCUMENT))
        assert root.all("head")[0].all("title")[0].text == FIELDS[0]
        authors = [m.given["content"] for m in root.all("meta") if m.given.get("name") == "author"]
        assert authors == [FIELDS[1]]

    @pytest.mark.parametrize(
        ("character", "spelled"),
        [
            ("中", "\\u4e2d"),
            ("😀", "\\u1f600"),
            ("\ue000", "\\ue000"),
            ("\ufffe", "\\ufffe"),
            ("\U0010ffff", "\\u10ffff"),
        ],
    )
    def test_a_letter_that_the_pdf_cannot_draw_is_spelled_by_its_number(
        self, tmp_path: Path, character: str, spelled: str
    ) -> None:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf.write(samples.document(Paragraph(f"a{character}b"))))
        assert reading.of_pdf(path)[1] == Found("text", (f"a{spelled}b",))
        assert judges.failures(path.read_bytes()) == []

    @pytest.mark.parametrize("text", ["مرحبا שלום 中", "\u0627\u0301\u05d0", "ก้ ำ", "x" * 3000])
    def test_no_writing_system_breaks_the_pdf(self, text: str) -> None:
        written = pdf.write(samples.document(*samples.every_part(text)))
        assert judges.failures(written) == []

    @pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\x0b"])
    def test_what_xml_cannot_hold_is_spelled_by_its_number(self, character: str) -> None:
        shown = f"a\\u{ord(character):04x}b"
        made = samples.document(Paragraph(f"a{character}b"))
        wanted = Found("text", (shown,))
        assert reading.of_html(web.write(made))[1] == wanted
        assert reading.of_word(word.write(made))[1] == wanted


def test_what_a_hand_put_into_the_file_is_shown_and_steers_nothing(tmp_path: Path) -> None:
    """No person can type it: control characters, marks that turn the writing, line ends."""
    path = place(tmp_path, "valid/shipped")
    forged = r"\u001b[31m[/red]\n# zwei \u202e \u2028 \u0000"
    title = "Digitalisierung unterstützen und gestalten!"
    path.write_text(path.read_text("utf-8").replace(title, forged), "utf-8")
    outputs = [word for form in ("md", "html", "docx", "pdf") for word in ("--output", f"x.{form}")]
    shown, written = run_each(tmp_path, [["summary"], ["summary", *outputs]])
    assert (shown.code, written.code) == (0, 0)
    visible = r"\u001b[31m[/red]\u000a# zwei \u202e \u2028 \u0000 – Bericht"
    assert visible in shown.out.replace("\n", " ")
    assert "\x1b" not in shown.said and "\u202e" not in shown.said
    for read in (
        reading.of_markdown((tmp_path / "x.md").read_text("utf-8")),
        reading.of_html((tmp_path / "x.html").read_text("utf-8")),
        reading.of_word((tmp_path / "x.docx").read_bytes()),
        reading.of_pdf(tmp_path / "x.pdf"),
    ):
        assert read[0].texts[0].startswith(visible)
    assert (tmp_path / LEDGER).exists()
