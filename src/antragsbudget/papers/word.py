"""Writes a paper as a Word file, into the county's own template if it has one.

The same paper is the same file: the times inside are the day of the paper. Values and texts are
put in as text nodes, so no field, formula or markup can come of them.
"""

import struct
import zlib
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu
from docx.text.paragraph import Paragraph as Line
from lxml import etree

from antragsbudget.errors import TemplateError
from antragsbudget.language import Both
from antragsbudget.papers import word_styles
from antragsbudget.papers.document import Document, Facts, Heading, Part
from antragsbudget.papers.plain import fit
from antragsbudget.papers.template import CONTENT, fill
from antragsbudget.papers.word_parts import EMU_OF_TWIP, Parts

LONGEST = 255  # characters of a core property
TITLE_FIELD = "betreff"
PAGE, OF = Both("Seite ", "Page "), Both(" von ", " of ")


# What zipfile, lxml and python-docx raise somewhere on the way for a file that is damaged, locked
# or none of Word's; there are more sorts of damage than checks could name beforehand.
DAMAGE = (
    *(BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error),
    *(PackageNotFoundError, etree.LxmlError, AttributeError, TypeError, LookupError, ValueError),
)
# What a template's parts may come to together, for a small file can unfold without end.
LARGEST = 2**25  # bytes
MOST_TAGS = 500_000  # each takes some hundred bytes of memory, and its time


def write(document: Document, template: bytes | None = None) -> bytes:
    """Return the document as a Word file, or raise TemplateError for what the template asks."""
    if template is None:
        return _written(document, None)
    try:
        return _written(document, template)
    except DAMAGE as why:
        known = (*dict(document.fields), CONTENT)
        raise TemplateError("unreadable", (), known) from why


def _written(document: Document, template: bytes | None) -> bytes:
    word = docx.Document() if template is None else _opened(template)
    if template is None:
        word_styles.dress(word, document.language)
        _footer(word, document)
        _without_preview(word)
        place, parts = _end(word), document.parts
    else:
        values = dict(document.fields)
        place, used = fill(word.part.package, values)
        word_styles.speak(word, document.language)
        parts = _without_head(document.parts, used)
    maker = Parts(document, word, _width(word))
    for part in parts:
        for element in maker.made(part):
            place.addprevious(element)
    parent = place.getparent()
    assert parent is not None
    parent.remove(place)
    _named(word, document)
    file = BytesIO()
    word.save(file)
    return _dated(file, document.day)


def _opened(template: bytes) -> Word:
    with ZipFile(BytesIO(template)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST:
            raise ValueError("too large")
        if sum(parts.read(part).count(b"<") for part in parts.infolist()) > MOST_TAGS:
            raise ValueError("too many tags")
    word = docx.Document(BytesIO(template))
    for part in word.part.package.iter_parts():
        if isinstance(part, XmlPart) and part.element.getroottree().docinfo.internalDTD is not None:
            raise ValueError("a document type, which Word neither writes nor reads")
    return word


def _end(word: Word) -> etree._Element:
    """Return an empty paragraph at the end of an empty document, before its section."""
    return word.add_paragraph()._p  # noqa: SLF001 - python-docx has no other way to the element


def _width(word: Word) -> int:
    """Return what lies between the margins, in twips."""
    section = word.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if width is None or left is None or right is None:
        raise ValueError("a page without width or margins")
    return (width - left - right) // EMU_OF_TWIP


def _without_head(parts: tuple[Part, ...], used: frozenset[str]) -> tuple[Part, ...]:
    """Leave out of the content the title and the head that the template shows itself."""
    rest = list(parts)
    if TITLE_FIELD in used and isinstance(rest[0], Heading):
        rest.pop(0)
    if used - {CONTENT, TITLE_FIELD}:
        head = next((part for part in rest[:2] if isinstance(part, Facts)), None)
        if head is not None:
            rest.remove(head)
    return tuple(rest)


def _named(word: Word, document: Document) -> None:
    """Fill in what a catalogue and a screen reader ask for, and no time but the paper's day."""
    about, moment = word.core_properties, datetime.combine(document.day, datetime.min.time())
    about.title, about.author = fit(document.title)[:LONGEST], fit(document.author)[:LONGEST]
    about.subject = fit(document.reference)[:LONGEST]
    about.language = word_styles.LANGUAGES[document.language]
    about.comments, about.last_modified_by, about.revision = "", about.author, 1
    about.created = about.modified = moment


def _footer(word: Word, document: Document) -> None:
    """Put the number of the paper and of the page at the foot of each page."""
    line = word.sections[0].footer.paragraphs[0]
    line.style = word_styles.style(word, "Normal")
    end = Emu(_width(word) * EMU_OF_TWIP)
    line.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{fit(document.reference)}\t{PAGE.said(document.language)}")
    _field(line, "PAGE")
    line.add_run(OF.said(document.language))
    _field(line, "NUMPAGES")


def _without_preview(word: Word) -> None:
    """Drop the picture of an empty page that python-docx's own template carries."""
    relations = word.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _field(line: Line, instruction: str) -> None:
    xml = (
        f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    element: etree._Element = line._p  # noqa: SLF001 - python-docx knows no fields
    element.append(parse_xml(xml))


def _dated(file: BytesIO, day: date) -> bytes:
    """Return the ZIP file with the same content and *day* as the time of each part."""
    out = BytesIO()
    with ZipFile(file) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            entry = ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            made.writestr(entry, given.read(name))
    return out.getvalue()
