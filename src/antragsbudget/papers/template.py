"""Fills the placeholders of a Word file, `{{betreff}}`, however Word has split their text.

Word splits a text into runs wherever spelling, language or a correction changed, so a placeholder
may begin in one run and end in another. Here a paragraph is read as one text, and each change is
made in the run where the placeholder begins. A value is never searched for placeholders again.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping

from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.package import Package
from lxml import etree
from msgspec import Struct

from antragsbudget.errors import TemplateError
from antragsbudget.language import messages
from antragsbudget.papers.plain import fit

CONTENT = messages.output.TemplateWithoutContent.CONTENT
STORIES = ("document", "header", "footer", "footnotes", "endnotes")

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
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
    pieces = {p: made for part in _stories(package) for p, made in _paragraphs(part).items()}
    texts = {p: "".join(piece.node.text or "" for piece in made) for p, made in pieces.items()}
    names = {p: [_name(m) for m in _PLACEHOLDER.finditer(text)] for p, text in texts.items()}
    if unknown := sorted({name for used in names.values() for name in used} - set(known)):
        raise TemplateError(messages.output.TemplateUnknownNames(found=tuple(unknown), known=known))
    if unclosed := tuple(text for text in texts.values() if "{{" in _PLACEHOLDER.sub("", text)):
        raise TemplateError(messages.output.TemplateUnclosed(found=unclosed))
    places = [p for p, used in names.items() if CONTENT in used]
    if len(places) != 1:
        raise TemplateError(messages.output.TemplateWithoutContent())
    (place,) = places
    if _PLACEHOLDER.sub("", texts[place]).strip() or len(names[place]) > 1:
        raise TemplateError(messages.output.TemplateContentInText(found=(texts[place],)))
    for paragraph, used in names.items():
        if used and paragraph is not place:
            _fill(pieces[paragraph], texts[paragraph], values)
    return place, frozenset(name for used in names.values() for name in used)


def _stories(package: Package) -> Iterator[XmlPart]:
    """Yield the parts of the file that hold text: body, headers, footers and notes."""
    for part in package.iter_parts():
        name = part.partname.rpartition("/")[2]
        if isinstance(part, XmlPart) and name.startswith(STORIES):
            yield part


def _paragraphs(part: XmlPart) -> dict[etree._Element, list[_Piece]]:
    """Return the text nodes of each paragraph, except those of a text box inside it."""
    pieces: dict[etree._Element, list[_Piece]] = {p: [] for p in part.element.iter(qn("w:p"))}
    for node in part.element.iter(qn("w:t")):
        paragraph = next(node.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            before = pieces[paragraph]
            at = before[-1].end if before else 0
            before.append(_Piece(node, at, at + len(node.text or "")))
    return pieces


def _name(placeholder: re.Match[str]) -> str:
    return placeholder[1].strip().casefold()


def _fill(pieces: list[_Piece], text: str, values: Mapping[str, str]) -> None:
    """Put each value where its placeholder begins, and drop the rest of the placeholder."""
    left = deque(_PLACEHOLDER.finditer(text))
    for piece in pieces:
        at, made, touched = piece.start, list[str](), False
        while left and left[0].start() < piece.end:
            placeholder, touched = left[0], True
            if placeholder.start() >= piece.start:
                made += [text[at : placeholder.start()], fit(values[_name(placeholder)])]
            at = min(placeholder.end(), piece.end)
            if placeholder.end() > piece.end:
                break
            left.popleft()
        if touched:
            piece.node.text = "".join((*made, text[at : piece.end]))
            piece.node.set(_SPACE, "preserve")
