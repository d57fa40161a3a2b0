"""Writes a paper as a Word file, into the county's own template if it has one.

The same paper is the same file: the times inside are the day of the paper. Values and texts are
put in as text nodes, so none can become a field, a formula or markup.
"""

import struct
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import chain
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu
from docx.text.paragraph import Paragraph as Line
from lxml import etree

from antragsbudget.documents.parts import Document, Facts, Heading, Part
from antragsbudget.errors import TemplateError
from antragsbudget.language import messages
from antragsbudget.language.papers.files import OF, PAGE
from antragsbudget.papers import word_styles
from antragsbudget.papers.plain import fit
from antragsbudget.papers.template import CONTENT, fill
from antragsbudget.papers.word_parts import EMU_OF_TWIP, Parts

LONGEST = 255  # characters of a core property
TITLE_FIELD = "betreff"


# What zipfile, lxml and python-docx may raise for a file that is damaged, locked or not a Word
# file; no check could name every sort of damage beforehand. So they are caught where the template
# is read, and nowhere else.
DAMAGE = (
    *(BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error),
    *(PackageNotFoundError, etree.LxmlError, AttributeError, TypeError, LookupError, ValueError),
)
NARROWEST, WIDEST = 1_440, 31_680  # twips: an inch, and the widest sheet that Word knows
TYPES = "[Content_Types].xml"  # what says of each part what it is
OF_TEMPLATE, OF_DOCUMENT = (
    f"wordprocessingml.{kind}.main+xml".encode() for kind in ("template", "document")
)
MACROS = b"macroEnabled"
# The most that a template's parts may unpack to: a small file can unfold without end.
LARGEST = 2**25  # bytes
MOST_TAGS = 500_000  # each takes some hundred bytes of memory, and its time


class _Frame(NamedTuple):
    """A Word file that waits for its content, at *place*, *width* twips wide."""

    word: Word
    place: etree._Element
    width: int
    parts: tuple[Part, ...]


def write(document: Document, template: bytes | None = None) -> bytes:
    """Return the document as a Word file; raise TemplateError if the template cannot be used."""
    frame = _blank(document) if template is None else _from_template(document, template)
    maker = Parts(document, frame.word, frame.width)
    for part in frame.parts:
        for element in maker.made(part):
            frame.place.addprevious(element)
    parent = frame.place.getparent()
    assert parent is not None
    parent.remove(frame.place)
    file = BytesIO()
    frame.word.save(file)
    return _dated(file, document.day)


def _blank(document: Document) -> _Frame:
    """Return an empty file in the program's own styles."""
    word = docx.Document()
    word_styles.dress(word, document.language)
    _footer(word, document)
    _without_preview(word)
    _named(word, document)
    return _Frame(word, _end(word), _width(word), document.parts)


def _from_template(document: Document, template: bytes) -> _Frame:
    """Return the county's template, with its placeholders filled and all styles that we need."""
    try:
        word = _opened(template)
        place, used = fill(word.part.package, dict(document.fields))
        word_styles.complete(word)
        word_styles.speak(word, document.language)
        _named(word, document)
        return _Frame(word, place, _width(word), _without_head(document.parts, used))
    except DAMAGE as why:
        raise TemplateError(messages.output.TemplateUnreadable()) from why


def _opened(template: bytes) -> Word:
    with ZipFile(BytesIO(template)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST:
            raise ValueError("too large")
        if sum(parts.read(part).count(b"<") for part in parts.infolist()) > MOST_TAGS:
            raise ValueError("too many tags")
        types = parts.read(TYPES)
    if MACROS in types:
        raise TemplateError(messages.output.TemplateWithMacros())
    if OF_TEMPLATE in types:
        template = _as_document(template)
    word = docx.Document(BytesIO(template))
    _writable(word.part.package)
    if fetched := sorted(set(_fetched(word.part.package))):
        raise TemplateError(messages.output.TemplateFetches(found=tuple(fetched)))
    return word


def _as_document(template: bytes) -> bytes:
    """Return a .dotx file as .docx, which differs in the name of the type of its main part alone.

    python-docx opens, and a reader expects, a document.
    """
    out = BytesIO()
    with ZipFile(BytesIO(template)) as given, ZipFile(out, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            made.writestr(
                name, content.replace(OF_TEMPLATE, OF_DOCUMENT) if name == TYPES else content
            )
    return out.getvalue()


def _fetched(package: OpcPackage) -> Iterator[str]:
    """Yield what Word would fetch on opening: everything external except links to click on."""
    for relations in (package.rels, *(part.rels for part in package.iter_parts())):
        for relation in relations.values():
            if relation.is_external and relation.reltype.rpartition("/")[2] != "hyperlink":
                yield relation.target_ref


def _writable(package: OpcPackage) -> None:
    """Refuse what python-docx reads but could not write again, or not as it was."""
    parts = list(package.iter_parts())
    relations = chain(*(rels.values() for rels in (package.rels, *(p.rels for p in parts))))
    names = [text for r in relations for text in (r.rId, r.reltype, r.target_ref)]
    if None in (*names, *(part.content_type for part in parts)):
        raise ValueError("a part or a relationship that does not say what it is")
    roots = (part.element.getroottree() for part in parts if isinstance(part, XmlPart))
    if any(root.docinfo.internalDTD is not None for root in roots):
        raise ValueError("a document type, which Word neither writes nor reads")


def _end(word: Word) -> etree._Element:
    """Return an empty paragraph at the end of an empty document, before its section."""
    return word.add_paragraph()._p  # noqa: SLF001 - python-docx has no other way to the element


def _width(word: Word) -> int:
    """Return the width between the margins, in twips."""
    section = word.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if width is None or left is None or right is None:
        raise ValueError("a page without width or margins")
    room = (width - left - right) // EMU_OF_TWIP
    if not NARROWEST <= room <= WIDEST:
        raise ValueError("a page without room for a table")
    return room


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
    """Fill in the metadata for catalogues and screen readers; every time is the paper's day."""
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
    line.add_run(f"{fit(document.reference)}\t{PAGE.said(document.language)} ")
    _field(line, "PAGE")
    line.add_run(f" {OF.said(document.language)} ")
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
