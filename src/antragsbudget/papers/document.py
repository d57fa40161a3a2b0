"""The parts that any written paper is made of: plain texts in an order, no markup."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from antragsbudget.papers.charts.model import Chart

Align = Literal["left", "right"]
LEFT: Align = "left"
RIGHT: Align = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's title, and no level is left out."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Some points in no order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, such as the head of a paper."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells, and its first cell names it."""

    header: tuple[str, ...]
    align: tuple[Align, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, what it shows in a line, and a text that says all that it shows."""

    chart: Chart
    caption: str
    alt: str


Part = Heading | Paragraph | Listing | Facts | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
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


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that a paper carries with it."""

    name: str
    media_type: str
    description: str
    content: str
