"""The parts that any written paper is made of: plain texts in an order, no markup."""

from datetime import date
from typing import Literal

from msgspec import Struct

from antragsbudget.papers.charts.model import Chart

Align = Literal["left", "right"]
LEFT: Align = "left"
RIGHT: Align = "right"


class Heading(Struct, frozen=True):
    """A heading; level 1 is the paper's title, and no level is left out."""

    text: str
    level: int


class Paragraph(Struct, frozen=True):
    """A paragraph of running text."""

    text: str


class Listing(Struct, frozen=True):
    """Some points in no order."""

    items: tuple[str, ...]


class Facts(Struct, frozen=True):
    """Names with their values, such as the head of a paper."""

    pairs: tuple[tuple[str, str], ...]


class Table(Struct, frozen=True):
    """A table with one header row; every row has as many cells, and its first cell names it."""

    header: tuple[str, ...]
    align: tuple[Align, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


class Figure(Struct, frozen=True):
    """A chart, what it shows in a line, and a text that says all that it shows."""

    chart: Chart
    caption: str
    alt: str


Part = Heading | Paragraph | Listing | Facts | Table | Figure


class Document(Struct, frozen=True):
    """A paper as its parts, the language that they are in, and what a catalogue asks for.

    *fields* are the values that a template of the county's own can ask for by name.
    """

    language: Literal["de", "en"]
    title: str
    parts: tuple[Part, ...]
    day: date
    author: str = ""
    reference: str = ""
    fields: tuple[tuple[str, str], ...] = ()


class Attachment(Struct, frozen=True):
    """A text file that a paper carries with it."""

    name: str
    media_type: str
    description: str
    content: str
