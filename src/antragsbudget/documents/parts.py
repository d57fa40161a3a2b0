"""The parts that any document is made of, on paper or on a screen: plain texts in an order."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from antragsbudget.documents.charts import Chart, Stack

Align = Literal["left", "right"]
LEFT: Align = "left"
RIGHT: Align = "right"

# How a text is meant. A tone only repeats what words and signs say: a writer may leave it out.
Tone = Literal["plain", "strong", "muted", "caution", "alarm"]
PAGE = 3  # columns of amounts in one table: they fit a page
TITLES = -1  # the row of a table's column titles


class Heading(Struct, frozen=True):
    """A heading; level 1 is the paper's title, and no level is left out."""

    text: str
    level: int


class Paragraph(Struct, frozen=True):
    """A paragraph of running text."""

    text: str


class Listing(Struct, frozen=True):
    """Points in no particular order."""

    items: tuple[str, ...]


class Facts(Struct, frozen=True):
    """Names with their values, such as the head of a paper."""

    pairs: tuple[tuple[str, str], ...]


class Table(Struct, frozen=True):
    """A table with one header row; every row has as many cells, and its first cell names it.

    Where all columns but the first are amounts it can be divided; where the last one is running
    text it is a list. *total*: the last row is the sum of the others. *tones* are of the cells,
    by row and column, that are not plain.
    """

    header: tuple[str, ...]
    align: tuple[Align, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    total: bool = False
    tones: Mapping[tuple[int, int], Tone] = field(default_factory=dict)

    @property
    def of_amounts(self) -> bool:
        """Say whether each column but the first one is of amounts."""
        return len(self.align) > 1 and LEFT not in self.align[1:]

    @property
    def is_list(self) -> bool:
        """Say whether the last column is running text."""
        return len(self.align) > 1 and self.align[-1] == LEFT


class Figure(Struct, frozen=True):
    """A chart, what it shows in a line, and a text that says all that it shows."""

    chart: Chart
    caption: str
    alt: str


Part = Heading | Paragraph | Listing | Facts | Table | Figure


class Remark(Struct, frozen=True):
    """A line on what a screen shows; remarks stand close together."""

    text: str
    tone: Tone = "plain"


class Source(Struct, frozen=True):
    """Which ledger the figures come from: texts meant to be copied, so none is broken."""

    texts: tuple[str, ...]


class Bar(Struct, frozen=True):
    """How some money is used, as a bar; *text* gives a figure for it, *name* names that figure."""

    stack: Stack
    name: str
    text: str


class Profile(Struct, frozen=True):
    """What a screen shows about one thing, line by line under its name."""

    name: str
    lines: tuple[Remark | Bar, ...]


class Profiles(Struct, frozen=True):
    """Several things of a kind, each with its profile."""

    profiles: tuple[Profile, ...]


ScreenPart = Part | Remark | Source | Profiles


class Document(Struct, frozen=True):
    """A paper as its parts, their language, and the metadata that a catalogue asks for.

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


def divided(table: Table, columns: int = PAGE) -> Iterator[Table]:
    """Yield a table of amounts in pieces of at most *columns* amounts a row, as even as can be."""
    amounts = len(table.header) - 1
    pieces = -(-amounts // columns)
    if pieces <= 1:
        yield table
        return
    size = -(-amounts // pieces)
    for start in range(1, len(table.header), size):
        taken = range(start, min(start + size, len(table.header)))
        yield Table(
            header=(table.header[0], *(table.header[i] for i in taken)),
            align=(table.align[0], *(table.align[i] for i in taken)),
            rows=tuple((row[0], *(row[i] for i in taken)) for row in table.rows),
            caption=table.caption,
            total=table.total,
            tones={
                (row, 0 if column == 0 else column - start + 1): tone
                for (row, column), tone in table.tones.items()
                if column == 0 or column in taken
            },
        )


def spaced(parts: Iterable[ScreenPart]) -> Iterator[tuple[bool, ScreenPart]]:
    """Yield each part with whether a blank line stands before it."""
    before: ScreenPart | None = None
    for part in parts:
        close = isinstance(before, Heading) and not isinstance(part, Heading)
        together = isinstance(before, Remark | Source) and isinstance(part, Remark | Source)
        yield before is not None and not close and not together, part
        before = part
