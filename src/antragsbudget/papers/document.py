"""The parts that any written paper is made of: plain texts in an order, no markup."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's title."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, such as the head of a paper."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells."""

    header: tuple[str, ...]
    align: tuple[Literal["left", "right"], ...]
    rows: tuple[tuple[str, ...], ...]


LEFT: Literal["left"] = "left"
RIGHT: Literal["right"] = "right"

Part = Heading | Paragraph | Facts | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as its parts, and the language that they are in."""

    language: Literal["de", "en"]
    title: str
    parts: tuple[Part, ...]
