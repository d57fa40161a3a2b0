"""Makes the parts of a paper as the elements of a Word file; it places none of them."""

from collections.abc import Iterator
from io import BytesIO
from itertools import count

import typst
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from lxml import etree

from antragsbudget.documents.parts import (
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Table,
)
from antragsbudget.papers import columns, word_styles
from antragsbudget.papers.charts.drawing import PAPER, drawn
from antragsbudget.papers.plain import fit

EMU_OF_TWIP = 635
PPI = 200
LABEL = 2600  # twips, for the names of facts
DIGIT = 108  # twips: one of 9.5 points in a wide letter
SMALL = "19"  # half points, in tables
SMALLEST = "17"  # half points, for what would not fit one line otherwise, such as a fingerprint
LONGEST_WORD = 45  # characters of usual size beside the names of facts
LEADING = ("Heading", "Caption")  # alone at the foot of a page they say nothing
SHADE = "EDEDED"
KEPT = 15  # rows: a table up to this long stays on one page
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")"""


class Parts:
    """Makes elements for one Word file, *width* twips wide between its margins."""

    def __init__(self, document: Document, word: Word, width: int) -> None:
        self._document = document
        self._word = word
        self._width = width
        self._pictures = count(1001)  # ids, apart from those in the template

    def made(self, part: Part) -> Iterator[etree._Element]:
        """Yield the paragraphs and tables that show *part*."""
        match part:
            case Heading(text, level):
                yield self._paragraph(text, f"Heading {level}")
            case Paragraph(text):
                yield self._paragraph(text)
            case Listing(items):
                listed = word_styles.has_bullets(word_styles.style(self._word, "List Bullet"))
                for item in items:
                    yield self._paragraph(item if listed else f"– {item}", "List Bullet")
            case Facts(pairs):
                for number, (name, value) in enumerate(pairs, 1):
                    yield self._fact(name, value, last=number == len(pairs))
            case Table():
                if part.caption:
                    yield self._paragraph(part.caption, "Caption")
                yield self._table(part)
                yield self._paragraph("")
            case Figure():
                yield self._paragraph(part.caption, "Caption")
                yield self._picture(part)

    def _paragraph(self, text: str, style: str = "") -> etree._Element:
        paragraph = OxmlElement("w:p")
        if style:
            look = _below(paragraph, "pPr")
            _below(look, "pStyle", val=word_styles.style(self._word, style).style_id)
            if style.startswith(LEADING):
                _below(look, "keepNext")
        if text:
            _run(paragraph, text)
        return paragraph

    def _fact(self, name: str, value: str, *, last: bool) -> etree._Element:
        paragraph = OxmlElement("w:p")
        properties = _below(paragraph, "pPr")
        if not last:
            _below(properties, "keepNext")
        _below(_below(properties, "tabs"), "tab", val="left", pos=LABEL)
        _below(properties, "spacing", after=160 if last else 40)
        _below(properties, "ind", left=LABEL, hanging=LABEL)
        _run(paragraph, name, bold=True)
        _below(_below(paragraph, "r"), "tab")
        unbroken = max((len(word) for word in value.split()), default=0)
        _run(paragraph, value, size=SMALLEST if unbroken > LONGEST_WORD else "")
        return paragraph

    def _table(self, table: Table) -> etree._Element:
        widths = columns.widths(table, self._width, DIGIT)
        element = OxmlElement("w:tbl")
        properties = _below(element, "tblPr")
        _below(properties, "tblW", w=self._width, type="dxa")
        borders = _below(properties, "tblBorders")
        for side, size in (("top", 8), ("bottom", 4), ("insideH", 4)):
            _below(borders, side, val="single", sz=size, space=0, color="737373")
        _below(properties, "tblLayout", type="fixed")
        margins = _below(properties, "tblCellMar")
        for side, room in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
            _below(margins, side, w=room, type="dxa")
        _below(
            properties,
            "tblLook",
            val="06A0",
            firstRow=1,
            firstColumn=1,
            lastRow=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        )
        if table.caption:
            _below(properties, "tblCaption", val=fit(table.caption))
        grid = _below(element, "tblGrid")
        for width in widths:
            _below(grid, "gridCol", w=width)
        for number, row in enumerate((table.header, *table.rows)):
            last = number == len(table.rows)
            _row(element, row, table, widths, header=number == 0, last=last)
        return element

    def _picture(self, figure: Figure) -> etree._Element:
        number = next(self._pictures)
        svg = drawn(figure.chart, self._document.language, PAPER, f"chart{number}")
        compiler = typst.Compiler(_PICTURE, ignore_system_fonts=True, sys_inputs={"svg": svg})
        png = compiler.compile(format="png", ppi=PPI)
        assert isinstance(png, bytes)
        inline = self._word.part.new_pic_inline(BytesIO(png), width=Emu(self._width * EMU_OF_TWIP))
        for side in "TBLR":  # LibreOffice takes a gap for granted where none is given
            inline.set(f"dist{side}", "0")
        for named in inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
            named.set("id", str(number))
            named.set("name", f"Chart {number}")
            named.set("descr", fit(figure.alt))
        paragraph = OxmlElement("w:p")
        _below(_below(paragraph, "pPr"), "spacing", after=240)
        _below(_below(paragraph, "r"), "drawing").append(inline)
        return paragraph


def _row(
    element: etree._Element,
    cells: tuple[str, ...],
    table: Table,
    widths: tuple[int, ...],
    *,
    header: bool,
    last: bool,
) -> None:
    whole = len(table.rows) <= KEPT  # LibreOffice loses rows of a longer table that must not split
    row = _below(element, "tr")
    properties = _below(row, "trPr")
    if whole:
        _below(properties, "cantSplit")
    if header:
        _below(properties, "tblHeader")
    for text, side, width in zip(cells, table.align, widths, strict=True):
        cell = _below(row, "tc")
        shape = _below(cell, "tcPr")
        _below(shape, "tcW", w=width, type="dxa")
        if header:
            _below(shape, "shd", val="clear", color="auto", fill=SHADE)
            _below(shape, "vAlign", val="bottom")
        paragraph = _below(cell, "p")
        look = _below(paragraph, "pPr")
        if header or (whole and not last):
            _below(look, "keepNext")
        _below(look, "spacing", before=0, after=0)
        _below(look, "jc", val=side)
        _run(paragraph, text, bold=header, size=SMALL)


def _run(paragraph: etree._Element, text: str, *, bold: bool = False, size: str = "") -> None:
    run = _below(paragraph, "r")
    if bold or size:
        look = _below(run, "rPr")
        if bold:
            _below(look, "b")
        if size:
            _below(look, "sz", val=size)
    words = _below(run, "t")
    words.text = fit(text)
    words.set(_SPACE, "preserve")


def _below(parent: etree._Element, name: str, **given: object) -> etree._Element:
    """Add an element of WordprocessingML with its attributes, and return it."""
    child = OxmlElement(f"w:{name}")
    for key, value in given.items():
        child.set(qn(f"w:{key}"), str(value))
    parent.append(child)
    return child
