"""Writes parts for a screen reader: one fact a line, no tables, boxes or bars."""

from collections.abc import Iterable, Iterator

from antragsbudget.documents.parts import (
    Bar,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Profile,
    Profiles,
    Remark,
    ScreenPart,
    Source,
    Table,
    spaced,
)


def lines(parts: Iterable[ScreenPart]) -> Iterator[str]:
    """Yield the lines that say all that the parts show."""
    for apart, part in spaced(parts):
        if apart:
            yield ""
        yield from _lines(part)


def _lines(part: ScreenPart) -> Iterator[str]:
    match part:
        case Heading(text) | Paragraph(text) | Remark(text):
            yield text
        case Source(texts):
            yield " · ".join(texts)
        case Listing(items):
            yield from items
        case Facts(pairs):
            for name, value in pairs:
                yield from _fact(name, value)
        case Figure(_, caption, alt):
            yield caption
            yield alt
        case Table():
            if part.caption:
                yield part.caption
            yield from _table(part)
        case Profiles(profiles):
            for profile in profiles:
                yield from _profile(profile)


def _fact(name: str, value: str) -> Iterator[str]:
    """Yield a value behind its name, or below it if it has several lines."""
    if "\n" in value:
        yield name
        yield from value.splitlines()
    else:
        yield f"{name}: {value}"


def _table(table: Table) -> Iterator[str]:
    """Yield each row column by column, behind the titles of the columns."""
    for number, row in enumerate(table.rows):
        if number:
            yield ""
        for title, cell in zip(table.header, row, strict=True):
            if cell:
                yield f"{title}: {cell}" if title else cell


def _profile(profile: Profile) -> Iterator[str]:
    texts = [
        f"{line.name}: {line.text}" if isinstance(line, Bar) else line.text
        for line in profile.lines
    ]
    if len(texts) == 1:
        yield f"{profile.name}: {texts[0]}"
    else:
        yield from (profile.name, *texts)
