"""The Word file: readable by its structure, converted by LibreOffice, in the county's template."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from tests.papers import judges, reading, samples
from tests.papers.stories import LANGUAGES, Papers
from tests.program import files, place, run_each

from antragsbudget.documents.parts import LEFT, Facts, Figure, Heading, Paragraph, Table
from antragsbudget.errors import TemplateError
from antragsbudget.language import Language
from antragsbudget.language.messages import output
from antragsbudget.language.records import Refusal
from antragsbudget.papers import word

TYPE_OF_THEME = b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" '
BOMB = b'<!ENTITY j "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (at, b"&%c;" % (at + 1) * 10) for at in range(105, 96, -1)
)
KNOWN = (*samples.FIELDS, "inhalt")


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def rezipped(change: Callable[[bytes], bytes], part: str = "word/document.xml") -> bytes:
    """Return the county's template with one of its parts changed."""
    given, file = ZipFile(BytesIO(samples.template())), BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as parts:
        for name in given.namelist():
            content = given.read(name)
            parts.writestr(name, change(content) if name == part else content)
    return file.getvalue()


def all_texts(content: bytes) -> list[str]:
    """Return the text of each paragraph of every part, text boxes and footers included."""
    found = list[str]()
    for part in opened(content).part.package.iter_parts():
        if part.partname.endswith(".xml") and hasattr(part, "element"):
            for paragraph in part.element.iter(qn("w:p")):
                texts = (
                    t.text or ""
                    for t in paragraph.iter(qn("w:t"))
                    if next(t.iterancestors(qn("w:p"))) is paragraph
                )
                found.append("".join(texts))
    return [text for text in found if text]


@pytest.mark.parametrize("language", LANGUAGES)
class TestTheStructure:
    def test_headings_header_rows_and_alternative_texts_are_real(
        self, example: Papers, language: Language
    ) -> None:
        parts = example.document(language).parts
        paper = opened(example.file(language, "docx").read_bytes())
        found = [(p.style.name, p.text) for p in paper.paragraphs if "Heading" in p.style.name]
        wanted = [(f"Heading {p.level}", p.text) for p in parts if isinstance(p, Heading)]
        assert found == wanted
        heads = [
            [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in t._tbl.tr_lst]
            for t in paper.tables
        ]
        tables = [part for part in parts if isinstance(part, Table)]
        assert heads == [[True, *(False for _ in table.rows)] for table in tables]
        captions = [t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for t in paper.tables]
        assert captions == [table.caption for table in tables]
        described = [one.get("descr") for one in paper.element.iter(qn("wp:docPr"))]
        assert described == [part.alt for part in parts if isinstance(part, Figure)]

    def test_title_language_author_and_day(self, example: Papers, language: Language) -> None:
        said = example.document(language)
        paper = opened(example.file(language, "docx").read_bytes())
        about = paper.core_properties
        tongue = {"de": "de-DE", "en": "en-GB"}[language]
        assert (about.title, about.author, about.subject) == (
            said.title,
            said.author,
            said.reference,
        )
        assert (about.language, about.comments) == (tongue, "")
        assert about.created.replace(tzinfo=None) == datetime(2022, 12, 31)
        assert about.modified == about.created
        defaults = paper.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
        assert defaults.get(qn("w:val")) == tongue

    def test_the_sheet_is_a4_and_nothing_inside_tells_an_hour(
        self, example: Papers, language: Language
    ) -> None:
        path = example.file(language, "docx")
        section = opened(path.read_bytes()).sections[0]
        assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
        with ZipFile(path) as parts:
            assert {member.date_time for member in parts.infolist()} == {(2022, 12, 31, 0, 0, 0)}
            names = set(parts.namelist())
        assert not [name for name in names if "thumbnail" in name or "vba" in name]

    def test_results_have_a_third_of_the_room(self, example: Papers, language: Language) -> None:
        """What the motion wants to read."""
        paper = opened(example.file(language, "docx").read_bytes())
        (measures,) = (t for t in paper.tables if t.cell(0, 1).text.startswith(("Erg", "res")))
        widths = [
            int(column.get(qn("w:w"))) for column in measures._tbl.tblGrid.iter(qn("w:gridCol"))
        ]
        assert widths[1] * 3 >= sum(widths)

    def test_each_page_has_its_number(self, example: Papers, language: Language) -> None:
        (footer,) = (
            opened(example.file(language, "docx").read_bytes()).sections[0].footer.paragraphs
        )
        fields = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert footer.text.startswith(example.number)


@pytest.fixture(scope="module")
def converted(
    example: Papers, guarded: Papers, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Word files and what LibreOffice makes of them: it is started once for all."""
    folder = tmp_path_factory.mktemp("libreoffice")
    made = samples.document(*samples.every_part("Text"))
    files = {
        "annex": guarded.file("en", "docx", "annex").read_bytes(),
        "county": word.write(made, samples.template()),
        "example": example.file("de", "docx").read_bytes(),
        "guarded": guarded.file("en", "docx").read_bytes(),
        "plain": word.write(made),
        "sections": word.write(samples.document(*samples.sections(12))),
    }
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    pdfs = judges.converted([folder / f"{name}.docx" for name in files], folder)
    return dict(zip(files, pdfs, strict=True))


def _is_there(text: list[str], page: str) -> bool:
    """Say whether a text stands there: whole, or gone on with on the next page after its footer."""
    parts = (("".join(text[:at]), "".join(text[at:])) for at in range(len(text)))
    return not text or any(first in page and second in page for first, second in parts)


class TestInLibreOffice:
    """It exports PDF/UA: that judges headings, header rows, alternative texts and language."""

    @pytest.mark.parametrize("name", ["annex", "guarded", "plain", "example"])
    def test_each_kind_of_paper_is_opened_and_meets_pdf_ua(
        self, converted: dict[str, Path], name: str
    ) -> None:
        assert judges.failures(converted[name].read_bytes(), archive=False) == []

    def test_every_text_of_the_paper_is_still_there(
        self, converted: dict[str, Path], example: Papers
    ) -> None:
        words = "".join(judges.words_of_pdf(converted["example"]).split())
        said = [
            part for part in reading.of_document(example.document("de")) if part.kind != "figure"
        ]
        texts = {text for one in said for text in (*one.texts, *chain(*one.rows))}
        assert {text for text in texts if not _is_there(text.split(), words)} == set()

    def test_no_page_ends_with_what_only_leads_to_the_next(
        self, converted: dict[str, Path]
    ) -> None:
        ends = judges.ends_of_pages(converted["sections"])
        assert len(ends) > 20
        assert [end for end in ends if end.startswith(samples.LEADING)] == []

    def test_the_template_of_a_county_is_filled(self, converted: dict[str, Path]) -> None:
        """What it says with a text box and a title of its own is not judged here: its affair."""
        words = reading.seen(judges.words_of_pdf(converted["county"]))
        for text in ("Kreis Muster · 10/0815", "Digitalausschuss am 08.12.2022", "Amt: ZS 3"):
            assert text in words
        assert "{{" not in words


class TestATemplate:
    """A Word file of the county's own, with `{{name}}` where the paper is to put something."""

    def test_gets_its_values_wherever_they_stand_and_however_word_cut_them_up(self) -> None:
        made = samples.document(Paragraph("Ein Absatz"))
        texts = all_texts(word.write(made, samples.template()))
        for text in (
            "Kreis Muster · 10/0815",
            "Fuß Antrag vom 24.02.2022",
            "Für: Digitalausschuss am 08.12.2022 (08.12.2022)",
            "Bericht über die Mittel",
            "Mitteilung",
            "Amt: ZS 3",
            "Ein Absatz",
            "Mit freundlichen Grüßen",
        ):
            assert text in texts
        assert not [text for text in texts if "{{" in text or "}}" in text]

    def test_keeps_what_it_shows_itself_out_of_the_content(self) -> None:
        head = Facts((("Vorlage", "10/0815"), ("Sitzung", "08.12.2022")))
        made = samples.document(head, Paragraph("Ein Absatz"))
        texts = all_texts(word.write(made, samples.template()))
        assert texts.count("Bericht über die Mittel") == 1
        assert "Vorlage" not in "".join(texts)
        plain = docx.Document()
        plain.add_paragraph("{{inhalt}}")
        read = reading.of_word(word.write(made, samples.saved(plain)))
        assert read == reading.of_document(made)

    def test_has_the_content_in_place_and_in_its_own_styles(self) -> None:
        made = samples.document(*samples.every_part("Text"))
        content = word.write(made, samples.template())
        lines = [p.text for p in opened(content).paragraphs]
        assert lines.index("Text") < lines.index("Mit freundlichen Grüßen")
        styles = {p.style.name for p in opened(content).paragraphs}
        assert {"Heading 2", "Caption", "List Bullet"} <= styles

    def test_without_a_word_on_pages_leaves_no_heading_alone(self) -> None:
        given = docx.Document()
        for name in ("Heading 2", "Caption"):
            given.styles[name].paragraph_format.keep_with_next = False
        given.add_paragraph("{{inhalt}}")
        made = samples.document(*samples.every_part("Text"))
        paper = opened(word.write(made, samples.saved(given)))
        leading = [p for p in paper.paragraphs if p.style.name in ("Heading 2", "Caption")]
        assert [p.paragraph_format.keep_with_next for p in leading] == [True] * 3

    def test_is_as_wide_as_its_margins_say(self) -> None:
        given = docx.Document()
        section = given.sections[0]
        section.page_width, section.left_margin, section.right_margin = Cm(21), Cm(5), Cm(4)
        given.add_paragraph("{{inhalt}}")
        made = samples.document(*samples.every_part("Text"))
        paper = opened(word.write(made, samples.saved(given)))
        (table,) = paper.tables
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert abs(sum(widths) - Cm(12).twips) <= 1
        (extent,) = paper.element.iter(qn("wp:extent"))
        assert abs(int(extent.get("cx")) - Cm(12)) < 635

    @pytest.mark.parametrize("value", ["{{inhalt}}", "{{betreff}}", "{{x", "}} {{", "& < > \" '"])
    def test_is_never_searched_for_placeholders_in_a_value(self, value: str) -> None:
        made = samples.with_fields({"vorlage": value, "gremium": value})
        texts = all_texts(word.write(made, samples.template()))
        assert f"Kreis Muster · {value}" in texts
        assert f"Für: {value} am 08.12.2022 (08.12.2022)" in texts
        assert "Inhalt" in texts

    def test_makes_the_same_bytes_each_time(self) -> None:
        made, template = samples.document(*samples.every_part("Text")), samples.template()
        assert word.write(made, template) == word.write(made, template)

    @pytest.mark.parametrize(
        ("template", "refusal"),
        [
            (samples.template(extra=" {{amtt}} {{Datum}} {{}}"),
             output.TemplateUnknownNames(found=("", "amtt", "datum"), known=KNOWN)),
            (samples.template(extra=" {{amt"),
             output.TemplateUnclosed(found=("Mit freundlichen Grüßen {{amt",))),
            (samples.template(content="nichts"), output.TemplateWithoutContent()),
            (samples.template(extra="{{inhalt}}"), output.TemplateWithoutContent()),
            (samples.template(content="Text: {{inhalt}}"),
             output.TemplateContentInText(found=("Text: {{inhalt}}",))),
            (samples.template(content="{{inhalt}}{{amt}}"),
             output.TemplateContentInText(found=("{{inhalt}}{{amt}}",))),
            (b"", output.TemplateUnreadable()),
            (b"%PDF-1.7", output.TemplateUnreadable()),
            (b"PK\x03\x04", output.TemplateUnreadable()),
        ],
    )  # fmt: skip
    def test_that_asks_for_what_there_is_not_is_an_error_with_what_there_is(
        self, template: bytes, refusal: Refusal
    ) -> None:
        with pytest.raises(TemplateError) as raised:
            word.write(samples.document(), template)
        assert raised.value.refusal == refusal

    @pytest.mark.parametrize("content", ["nothing.txt", "other.zip"])
    def test_that_is_a_zip_but_no_word_file_is_unreadable(self, content: str) -> None:
        file = BytesIO()
        with ZipFile(file, "w") as parts:
            parts.writestr(content, "x")
        with pytest.raises(TemplateError) as raised:
            word.write(samples.document(), file.getvalue())
        assert raised.value.refusal == output.TemplateUnreadable()

    @pytest.mark.parametrize(
        ("part", "old", "new"),
        [
            ("word/_rels/document.xml.rels", b"styles.xml", b"theme/theme1.xml"),
            ("word/document.xml", b"<w:pgSz ", b"<w:xxxx "),
            ("word/document.xml", b"w:sectPr", b"w:xxxxxx"),
            ("word/document.xml", b"</w:body>", b""),
            ("word/document.xml", b'w:left="1800"', b'w:left="99999999999999999999"'),
            ("word/document.xml", b'w:left="1800"', b'w:left="9100"'),
            ("word/_rels/document.xml.rels", b"Type=", b"Typo="),
            ("word/_rels/document.xml.rels", TYPE_OF_THEME, b""),
            ("word/styles.xml", b'w:type="paragraph"', b'w:type="x"'),
            ("[Content_Types].xml", b"<Types ", b"<Typen "),
            ("_rels/.rels", b"<Relationships ", b"<Beziehung "),
        ],
    )
    def test_that_is_damaged_inside_is_unreadable(self, part: str, old: bytes, new: bytes) -> None:
        damaged = rezipped(lambda text: text.replace(old, new), part)
        with pytest.raises(TemplateError) as raised:
            word.write(samples.document(*samples.every_part("Text")), damaged)
        assert raised.value.refusal == output.TemplateUnreadable()

    def test_that_lost_bytes_on_its_way_is_unreadable_or_still_whole(self) -> None:
        """A byte more or less in what was packed ended in a traceback of zlib's."""
        template, problems = samples.template(), set[type[Refusal]]()
        for at in range(0, len(template), len(template) // 40):
            damaged = template[:at] + bytes([template[at] ^ 0x55]) + template[at + 1 :]
            try:
                word.write(samples.document(), damaged)
            except TemplateError as wrong:
                problems.add(type(wrong.refusal))
        assert problems == {output.TemplateUnreadable}

    def test_is_not_blamed_for_a_fault_of_our_own(self) -> None:
        wrong = Table(("A", "B"), (LEFT,), (), "Tafel")
        with pytest.raises(ValueError, match="zip"):
            word.write(samples.document(wrong), samples.template())

    @pytest.mark.parametrize("entities", [BOMB, b'<!ENTITY a SYSTEM "file:///etc/passwd">'])
    def test_that_has_entities_is_unreadable(self, entities: bytes) -> None:
        head = b"<!DOCTYPE w:document [" + entities + b"]><w:document "
        content = rezipped(
            lambda text: text.replace(b"<w:document ", head).replace(b"<w:t>Mit", b"<w:t>&a;Mit")
        )
        with pytest.raises(TemplateError) as raised:
            word.write(samples.document(), content)
        assert raised.value.refusal == output.TemplateUnreadable()

    def test_that_unfolds_without_end_is_unreadable(self) -> None:
        file = BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED) as parts:
            for number in range(9):
                parts.writestr(f"word/{number}.xml", bytes(word.LARGEST // 8))
        assert len(file.getvalue()) < 2**20
        with pytest.raises(TemplateError) as raised:
            word.write(samples.document(), file.getvalue())
        assert (raised.value.refusal, str(raised.value.__cause__)) == (
            output.TemplateUnreadable(),
            "too large",
        )

    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [
            (b"<w:body>", b"<w:body>" + b"<w:p/>" * 600_000, "too many tags"),
            (
                b"<w:document ",
                b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document ',
                "a document type, which Word neither writes nor reads",
            ),
        ],
        ids=["tags", "document type"],
    )
    def test_that_would_take_all_memory_or_make_a_broken_file_is_unreadable(
        self, old: bytes, new: bytes, why: str
    ) -> None:
        with pytest.raises(TemplateError) as raised:
            word.write(samples.document(), rezipped(lambda text: text.replace(old, new)))
        assert (raised.value.refusal, str(raised.value.__cause__)) == (
            output.TemplateUnreadable(),
            why,
        )

    @pytest.mark.parametrize(
        "text",
        ["{{" + " " * 200_000, "{{ " * 100_000],
        ids=["spaces", "braces"],
    )
    def test_that_leaves_a_placeholder_open_is_told_so_however_long_it_is(self, text: str) -> None:
        started = time.process_time()
        with pytest.raises(TemplateError) as raised:
            word.write(samples.document(), samples.template(extra=text))
        assert isinstance(raised.value.refusal, output.TemplateUnclosed)
        assert time.process_time() - started < 10

    def test_with_very_many_placeholders_is_filled(self) -> None:
        started = time.process_time()
        filled = word.write(samples.document(), samples.template(extra="{{betreff}}" * 100_000))
        assert time.process_time() - started < 10
        (text,) = [text for text in all_texts(filled) if len(text) > 100_000]
        assert text == "Mit freundlichen Grüßen" + samples.FIELDS["betreff"] * 100_000

    def test_may_be_a_dotx_and_makes_the_same_paper(self) -> None:
        """python-docx takes no template part; what else makes a .dotx is the name of its type."""
        types, paper = "[Content_Types].xml", samples.document(*samples.every_part("Text"))
        dotx = rezipped(
            lambda text: text.replace(b"document.main+xml", b"template.main+xml"), types
        )
        assert dotx != samples.template()
        assert word.write(paper, dotx) == word.write(paper, samples.template())

    @pytest.mark.parametrize("kind", ["document.macroEnabled", "template.macroEnabledTemplate"])
    def test_with_macros_is_told_as_such(self, kind: str) -> None:
        with pytest.raises(TemplateError) as raised:
            word.write(samples.document(), samples.with_macros(kind))
        assert raised.value.refusal == output.TemplateWithMacros()

    @pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame"])
    def test_that_would_make_each_reader_fetch_something_is_refused(self, kind: str) -> None:
        target = r"file:///\\server\Haus.dotx"
        with pytest.raises(TemplateError) as raised:
            word.write(samples.document(), samples.fetching(target, kind))
        assert raised.value.refusal == output.TemplateFetches(found=(target,))

    def test_may_have_links_to_click_on(self) -> None:
        given = samples.fetching("https://kreis.example", "hyperlink")
        assert "Mit freundlichen Grüßen" in all_texts(word.write(samples.document(), given))


class TestATemplateOnTheCommandLine:
    def test_is_filled_by_the_real_program(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")
        (tmp_path / "kreis.docx").write_bytes(samples.template())
        line = ["vorlage", "--nummer", "61/0815", "--sitzung", "08.12.2022"]
        (done,) = run_each(
            tmp_path, [[*line, "--ausgabe", "p.docx", "--formatvorlage", "kreis.docx"]]
        )
        assert done.code == 0, done.said
        texts = all_texts((tmp_path / "p.docx").read_bytes())
        assert "Kreis Muster · 61/0815" in texts

    def test_that_is_wrong_leaves_no_file_and_says_what_to_do(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")
        wrong = {
            "unknown.docx": (samples.template(extra="{{amtt}}"), "amtt"),
            "open.docx": (samples.template(extra="{{amt"), "{{amt"),
            "none.docx": (samples.template(content="x"), "{{inhalt}}"),
            "inside.docx": (samples.template(content="x {{inhalt}}"), "x {{inhalt}}"),
            "pdf.docx": (b"%PDF-1.7", "pdf.docx"),
            "fern.docx": (samples.fetching("https://kreis.example/Haus.dotx"), "kreis.example"),
        }
        for name, (content, _) in wrong.items():
            (tmp_path / name).write_bytes(content)
        (tmp_path / "folder.docx").mkdir()
        before = files(tmp_path)
        names = [
            *wrong,
            "missing.docx",
            "folder.docx",
        ]
        written = [word for form in ("md", "docx") for word in ("--output", f"out.{form}")]
        lines = [["summary", *written, "--template", name] for name in names]
        lines.append(["summary", "--output", "out.pdf", "--template", "none.docx"])
        results = run_each(tmp_path, lines)
        assert [result.code for result in results] == [2] * len(lines)
        for (_, reason), one in zip(wrong.values(), results, strict=False):
            assert reason in one.err and "Traceback" not in one.err
        assert "missing.docx" in results[6].err and "folder.docx" in results[7].err
        assert files(tmp_path) == before

    @pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
    def test_that_is_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")
        os.mkfifo(tmp_path / "kreis.docx")
        line = ["vorlage", "--ausgabe", "p.docx", "--formatvorlage", "kreis.docx"]
        (refused,) = run_each(tmp_path, [line])
        assert refused.code == 2
        assert not (tmp_path / "p.docx").exists()

    def test_that_is_wrong_keeps_a_paper_from_being_issued(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")
        (tmp_path / "none.docx").write_bytes(samples.template(content="x"))
        before = files(tmp_path)
        issue = ["summary", "--issue", "--meeting", "2022-12-08", "--output", "out.docx"]
        (refused,) = run_each(tmp_path, [[*issue, "--template", "none.docx"]])
        assert refused.code == 2
        assert files(tmp_path) == before


def test_a_day_before_zip_files_knew_days_is_no_error() -> None:
    made = samples.document(Paragraph("x"), day=date(1975, 4, 1))
    with ZipFile(BytesIO(word.write(made))) as parts:
        assert {member.date_time[:3] for member in parts.infolist()} == {(1980, 4, 1)}
