"""Writes a paper as one web page that needs nothing else: no script, no font, no picture.

Its policy forbids whatever it does not need; the one style sheet is allowed by its hash, so no
element has a style attribute.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path

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
from antragsbudget.language.papers.files import TABLE
from antragsbudget.papers.charts.drawing import SCREEN, drawn
from antragsbudget.papers.plain import fit

STYLE = Path(__file__).with_name("web.css")


def write(document: Document) -> str:
    """Return the document as HTML."""
    style = STYLE.read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = (_part(part, document, number) for number, part in enumerate(document.parts))
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{document.language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f'<meta name="author" content="{_plain(document.author)}">',
        f'<meta name="dcterms.date" content="{document.day.isoformat()}">',
        f"<title>{_plain(document.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        *(line for part in parts for line in part),
        "</main>",
        "</body>",
        "</html>",
    )
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return escape(fit(text), quote=True)


def _part(part: Part, document: Document, number: int) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f"<h{level}>{_plain(text)}</h{level}>"
        case Paragraph(text):
            yield f"<p>{_plain(text)}</p>"
        case Listing(items):
            yield "<ul>"
            yield from (f"<li>{_plain(item)}</li>" for item in items)
            yield "</ul>"
        case Facts(pairs):
            yield "<dl>"
            yield from (f"<dt>{_plain(name)}</dt><dd>{_plain(value)}</dd>" for name, value in pairs)
            yield "</dl>"
        case Table():
            yield from _table(part, document, number)
        case Figure(chart, caption, alt):
            name = f"chart{number}"
            yield f"<figure><figcaption>{_plain(caption)}</figcaption>"
            yield drawn(chart, document.language, SCREEN, name, title=caption, alt=alt)
            yield "</figure>"


def _table(table: Table, document: Document, number: int) -> Iterator[str]:
    """Yield a table inside a region that scrolls by itself and can be reached by keyboard."""
    if table.caption:
        yield f'<div class="table" role="region" tabindex="0" aria-labelledby="table{number}">'
        yield f'<table><caption id="table{number}">{_plain(table.caption)}</caption>'
    else:
        label = f"{TABLE.said(document.language)}: {table.header[0]}"
        yield f'<div class="table" role="region" tabindex="0" aria-label="{_plain(label)}"><table>'
    titles = "".join(
        f'<th scope="col"{_side(side)}>{_plain(title)}</th>'
        for title, side in zip(table.header, table.align, strict=True)
    )
    yield f"<thead><tr>{titles}</tr></thead><tbody>"
    for row in table.rows:
        first, *rest = zip(row, table.align, strict=True)
        cells = "".join(f"<td{_side(side)}>{_plain(cell)}</td>" for cell, side in rest)
        yield f'<tr><th scope="row"{_side(first[1])}>{_plain(first[0])}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _side(side: str) -> str:
    return ' class="right"' if side == "right" else ""
