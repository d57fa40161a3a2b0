"""Writes a paper as an accessible PDF for the archive: PDF/UA-1 and PDF/A-3a in one file.

Typst lays it out, from `paper.typ`; every text reaches it as data, never as markup. It takes its
own fonts alone and the day of the paper, so the same paper is the same file on any machine.
"""

import json
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, time
from pathlib import Path

import typst
from msgspec.structs import asdict

from antragsbudget.documents.parts import (
    Attachment,
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Table,
)
from antragsbudget.language.papers.files import OF, PAGE
from antragsbudget.papers import columns
from antragsbudget.papers.charts.drawing import PAPER, drawn
from antragsbudget.papers.plain import spelled

STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-3a"]
LAYOUT = Path(__file__).with_name("paper.typ")
PROBE = b'#set document(title: "-")\n#set text(lang: "en")\n#sys.inputs.character'
WIDTH = 9070  # twips between the margins: 16 cm
DIGIT = 98  # twips: one of 9.5 points
LATIN = 0x17F  # the last of the letters of Europe
PUNCTUATION = "–—‘’‚“”„†…‰‹›€−"
LAID_OUT = ("header", "align", "rows", "caption")  # of a table
REGIONS = {"de": "DE", "en": "GB"}


def write(document: Document, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the document as PDF, with the attachments inside.

    A character that no font of Typst has would break the standards: its number takes its place.
    """
    paper = json.dumps(_paper(document), ensure_ascii=False)
    files = json.dumps([asdict(file) for file in attachments])
    moment = datetime.combine(document.day, time(), UTC)
    layout = LAYOUT.read_bytes()
    *tries, last = _unfit(paper, moment)
    for unfit in tries:
        with suppress(typst.TypstError):
            return _compiled(layout, _inputs(paper, files, unfit), moment)
    return _compiled(layout, _inputs(paper, files, last), moment)


def _inputs(paper: str, files: str, unfit: set[str]) -> dict[str, str]:
    """Return what the layout reads, with each unfit character spelled inside the JSON."""
    return {"paper": paper.translate({ord(c): "\\" + spelled(c) for c in unfit}), "files": files}


def _compiled(layout: bytes, inputs: dict[str, str], moment: datetime) -> bytes:
    return _exported(typst.Compiler(ignore_system_fonts=True), layout, inputs, moment)


def _exported(
    compiler: typst.Compiler, layout: bytes, inputs: dict[str, str], moment: datetime
) -> bytes:
    """Return *layout* as PDF; it is passed each time, as a compiler forgets it after one run."""
    written = compiler.compile(
        layout, format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=moment
    )
    assert isinstance(written, bytes)
    return written


def _unfit(text: str, moment: datetime) -> tuple[set[str], ...]:
    """Return what to spell: what has no glyph; marks too; in the end all but Latin letters.

    This is checked before the paper is set, because Typst 0.15 may panic where it breaks a line
    of Hebrew or Arabic with a glyph missing. A mark may have no place on the letter below it.
    """
    foreign = {c for c in text if ord(c) > LATIN and c not in PUNCTUATION}
    if not foreign:
        return (foreign,)
    probe = typst.Compiler(ignore_system_fonts=True)
    missing = {c for c in foreign if not _has_glyph(c, probe, moment)}
    return missing, missing | {c for c in foreign if unicodedata.category(c)[0] == "M"}, foreign


def _has_glyph(character: str, probe: typst.Compiler, moment: datetime) -> bool:
    try:
        _exported(probe, PROBE, {"character": character}, moment)
    except typst.TypstError:
        return False
    return True


def _paper(document: Document) -> dict[str, object]:
    return {
        "language": document.language,
        "region": REGIONS[document.language],
        "title": document.title,
        "author": document.author,
        "day": [document.day.year, document.day.month, document.day.day],
        "footer": document.reference or document.title,
        "page": PAGE.said(document.language),
        "of": OF.said(document.language),
        "parts": [_part(part, document, nr) for nr, part in enumerate(document.parts)],
    }


def _part(part: Part, document: Document, number: int) -> dict[str, object]:
    match part:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Listing(items):
            return {"kind": "listing", "items": items}
        case Facts(pairs):
            return {"kind": "facts", "pairs": pairs}
        case Table():
            widths = columns.widths(part, WIDTH, DIGIT)
            shown = {name: getattr(part, name) for name in LAID_OUT}
            return {"kind": "table", "widths": widths, **shown}
        case Figure(chart, caption, alt):
            svg = drawn(chart, document.language, PAPER, f"chart{number}")
            return {"kind": "figure", "svg": svg, "caption": caption, "alt": alt}
