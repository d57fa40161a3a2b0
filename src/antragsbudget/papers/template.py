"""Fills the placeholders of a Word file, `{{betreff}}`, however Word has cut up their text.

Word splits a text into runs wherever spelling, language or a correction changed, so a placeholder
may begin in one run and end in another. Here a paragraph is read as one text, and each change is
made in the run where the placeholder begins. A value is never searched for placeholders again.
"""

import re
from collections.abc import Iterator, Mapping

from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.package import Package
from lxml import etree
from msgspec import Struct

from antragsbudget.errors import TemplateError
from antragsbudget.papers.plain import fit

CONTENT = "inhalt"
STORIES = ("document", "header", "footer", "footnotes", "endnotes")

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _Piece(Struct, frozen=True):
    """A text node of a paragraph, and where its text stands in the paragraph's."""

    node: etree._Element
    start: int
    end: int


def fill(package: Package, values: Mapping[str, str]) -> tuple[etree._Element, frozenset[str]]:
    """Put *values* in; return the paragraph for the content, and the names that were used.

    All problems of a kind are reported at once, before anything is changed.
    """
    known = (*values, CONTENT)
    paragraphs = [p for part in _stories(package) for p in part.element.iter(qn("w:p"))]
    names = {p: _names(p) for p in paragraphs}
    if unknown := sorted({n for found in names.values() for n in found} - set(known)):
        raise TemplateError("unknown", tuple(unknown), known)
    if unclosed := tuple(_text(p) for p in paragraphs if "{{" in _PLACEHOLDER.sub("", _text(p))):
        raise TemplateError("open", unclosed, known)
    places = [p for p in paragraphs if CONTENT in names[p]]
    if len(places) != 1:
        raise TemplateError("no_content", tuple(_text(p) for p in places), known)
    if _PLACEHOLDER.sub("", _text(places[0])).strip() or len(names[places[0]]) > 1:
        raise TemplateError("content_in_text", (_text(places[0]),), known)
    for paragraph in paragraphs:
        if paragraph is not places[0]:
            _fill(paragraph, values)
    return places[0], frozenset(name for found in names.values() for name in found)


def _stories(package: Package) -> Iterator[XmlPart]:
    """Yield the parts of the file that hold text: body, headers, footers and notes."""
    for part in package.iter_parts():
        name = part.partname.rpartition("/")[2]
        if isinstance(part, XmlPart) and name.startswith(STORIES):
            yield part


def _pieces(paragraph: etree._Element) -> Iterator[_Piece]:
    """Yield the text nodes of a paragraph, without those of a text box within it."""
    at = 0
    for node in paragraph.iter(qn("w:t")):
        if next(node.iterancestors(qn("w:p"))) is paragraph:
            text = node.text or ""
            yield _Piece(node, at, at + len(text))
            at += len(text)


def _text(paragraph: etree._Element) -> str:
    return "".join(piece.node.text or "" for piece in _pieces(paragraph))


def _names(paragraph: etree._Element) -> list[str]:
    return [name.casefold() for name in _PLACEHOLDER.findall(_text(paragraph))]


def _fill(paragraph: etree._Element, values: Mapping[str, str]) -> None:
    """Replace from the end, so that no place moves before its turn."""
    pieces = list(_pieces(paragraph))
    for found in reversed(list(_PLACEHOLDER.finditer(_text(paragraph)))):
        value = fit(values[found[1].casefold()])
        for piece in pieces:
            if piece.end <= found.start() or piece.start >= found.end():
                continue
            text = piece.node.text or ""
            start = max(found.start() - piece.start, 0)
            end = min(found.end(), piece.end) - piece.start
            put = value if piece.start <= found.start() else ""
            piece.node.text = text[:start] + put + text[end:]
            piece.node.set(_SPACE, "preserve")
