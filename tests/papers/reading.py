"""Reads a paper back out of each of its forms, as the parts that a reader finds in it.

Each reader knows its format alone and nothing of the writer; white space is one space, as a reader
sees it. What the terminal does not tell apart (headings, paragraphs, points) is a line there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pikepdf
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

from antragsbudget.documents.parts import (
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Table,
)


class Found(NamedTuple):
    """What stands in a paper: `h1` … `h3`, `text`, `fact`, `point`, `table` or `figure`.

    A fact is two texts, a figure its caption and what is told of it, a table its caption and then
    the cells of each row, the header first.
    """

    kind: str
    texts: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def seen(text: str) -> str:
    """Return *text* with its white space as a reader sees it."""
    return " ".join(text.split())


def spaced(text: str) -> str:
    """Return *text* with its white space as a reader sees it, line by line."""
    return "\n".join(map(seen, text.splitlines()))


def of_document(document: Document) -> list[Found]:
    """Return what every form should give back."""
    return list(_expected(document))


def _expected(document: Document) -> Iterator[Found]:
    for part in document.parts:
        match part:
            case Heading(text, level):
                yield _found(f"h{level}", text)
            case Paragraph(text):
                yield _found("text", text)
            case Listing(items):
                yield from (_found("point", item) for item in items)
            case Facts(pairs):
                yield from (_found("fact", *pair) for pair in pairs)
            case Table(header, _, rows, caption):
                yield _table(caption, (header, *rows))
            case Figure(_, caption, alt):
                yield _found("figure", caption, alt)


def _found(kind: str, *texts: str) -> Found:
    return Found(kind, tuple(map(seen, texts)))


def _table(caption: str, rows: Iterable[Iterable[str]]) -> Found:
    return Found("table", (seen(caption),), tuple(tuple(map(seen, row)) for row in rows))


# Markdown


def of_markdown(text: str) -> list[Found]:
    """Read a paper as a program does that follows CommonMark and knows tables."""
    return list(_markdown(MarkdownIt("commonmark").enable("table").parse(text)))


def _markdown(tokens: list[Token]) -> Iterator[Found]:
    caption = ""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = next(i for i in range(at, len(tokens)) if _ends(tokens[i], token))
        inside = [token for token in tokens[at:end] if token.type == "inline"]
        match token.type:
            case "heading_open":
                yield _found(token.tag, _plain(inside[0]))
            case "paragraph_open":
                strong, rest = _led(inside[0])
                if strong and rest:
                    yield _found("figure", strong, rest)
                elif strong:
                    caption = strong
                else:
                    yield _found("text", rest)
            case "bullet_list_open":
                for one in inside:
                    strong, rest = _led(one)
                    yield _found("fact", strong, rest) if strong else _found("point", rest)
            case "table_open":
                columns = sum(token.type == "th_open" for token in tokens[at:end])
                cells = [_plain(token) for token in inside]
                rows = [cells[i : i + columns] for i in range(0, len(cells), columns)]
                yield _table(caption, rows)
                caption = ""
            case other:
                raise AssertionError(f"a paper has no {other}")
        at = end + 1


def _ends(one: Token, opened: Token) -> bool:
    return one.level == opened.level and one.type == opened.type.replace("_open", "_close")


def _led(inline: Token) -> tuple[str, str]:
    """Return what stands in bold at the beginning, without its colon, and what follows."""
    children = [one for one in inline.children or [] if one.type != "text" or one.content]
    if not children or children[0].type != "strong_open":
        return "", _plain(inline)
    end = next(i for i, one in enumerate(children) if one.type == "strong_close")
    strong, rest = _joined(children[1:end]), _joined(children[end + 1 :])
    return strong.removesuffix(":") if rest else strong, rest


def _plain(inline: Token) -> str:
    return _joined(inline.children or [])


def _joined(children: Iterable[Token]) -> str:
    """Return texts only: any other markup would be one that no writer makes."""
    found = list(children)
    assert {finding.type for finding in found} <= {"text", "text_special"}, found
    return "".join(finding.content for finding in found)


# The web page


@dataclass
class _Element:
    tag: str
    given: dict[str, str | None]
    children: list[_Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, *tags: str) -> list[_Element]:
        """Return the elements below with one of the tags, in their order."""
        below = [child for child in self.children if isinstance(child, _Element)]
        return [
            found
            for child in below
            for found in ([child] if child.tag in tags else child.all(*tags))
        ]


class _Page(HTMLParser):
    VOID = ("meta", "img", "br", "link", "input", "hr")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(_Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"a wrong end: {tag}"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def page_of(text: str) -> _Element:
    """Return the elements of a web page; every one of them must be closed in order."""
    reader = _Page()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1
    return reader.open[0]


def of_html(text: str) -> list[Found]:
    (main,) = page_of(text).all("main")
    return [found for part in main.children if isinstance(part, _Element) for found in _web(part)]


def _web(part: _Element) -> Iterator[Found]:
    match part.tag:
        case "h1" | "h2" | "h3":
            yield _found(part.tag, part.text)
        case "p":
            yield _found("text", part.text)
        case "ul":
            yield from (_found("point", element.text) for element in part.all("li"))
        case "dl":
            names, values = part.all("dt"), part.all("dd")
            for name, value in zip(names, values, strict=True):
                yield _found("fact", name.text, value.text)
        case "figure":
            (caption,), (description,) = part.all("figcaption"), part.all("desc")
            yield _found("figure", caption.text, description.text)
        case "div":
            rows = [[cell.text for cell in row.all("th", "td")] for row in part.all("tr")]
            yield _table("".join(element.text for element in part.all("caption")), rows)
        case other:
            raise AssertionError(f"a paper has no {other}")


# Word


def of_word(content: bytes) -> list[Found]:
    return list(_word(docx.Document(BytesIO(content))))


def _word(word: Any) -> Iterator[Found]:
    caption = ""
    for block in word.iter_inner_content():
        if isinstance(block, WordTable):
            grid = [
                ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.tc_lst]
                for row in block._tbl.tr_lst
            ]
            yield _table(caption, grid)
            caption = ""
            continue
        assert isinstance(block, WordParagraph) and block.style is not None
        drawn = [picture.get("descr") or "" for picture in block._p.iter(qn("wp:docPr"))]
        style = block.style.name or ""
        if drawn:
            yield _found("figure", caption, *drawn)
            caption = ""
        elif style == "Caption":
            caption = block.text
        elif style.startswith("Heading "):
            yield _found(f"h{style[-1]}", block.text)
        elif style == "List Bullet":
            yield _found("point", block.text)
        elif "\t" in block.text:
            yield _found("fact", *block.text.split("\t"))
        elif block.text:
            yield _found("text", block.text)


# PDF


@dataclass
class _Tagged:
    tag: str
    alt: str
    inside: list[_Tagged | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its text, without the hyphens that were put at the ends of lines."""
        found = "".join(child if isinstance(child, str) else child.text for child in self.inside)
        return found.replace("\u00ad", "")

    def all(self, *tags: str) -> list[_Tagged]:
        below = [child for child in self.inside if isinstance(child, _Tagged)]
        return [
            found
            for child in below
            for found in ([child] if child.tag in tags else child.all(*tags))
        ]


def of_pdf(path: Path) -> list[Found]:
    """Read a PDF by its tags, as a screen reader does."""
    with pikepdf.open(path) as file:
        marked = {page.objgen: dict(_marked(page)) for page in file.pages}
        (document,) = _tagged(file.Root.StructTreeRoot.K, None, marked)
    assert isinstance(document, _Tagged)
    return [f for part in document.inside if isinstance(part, _Tagged) for f in _pdf(part)]


def _tagged(kids: Any, page: Any, marked: Any) -> Iterator[_Tagged | str]:
    """Yield structure elements with their texts, which lie on the pages under numbers."""
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield marked[page.objgen].get(kid, "")
        elif kid.get("/Type") == "/MCR":
            yield marked[kid.get("/Pg", page).objgen].get(int(kid.MCID), "")
        elif "/S" in kid:
            element = _Tagged(str(kid.S)[1:], str(kid.get("/Alt", "")))
            element.inside += _tagged(kid.get("/K", []), kid.get("/Pg", page), marked)
            yield element


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each marked part of a page."""
    fonts = {key: _letters(font) for key, font in page.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    texts: dict[int, str] = {}
    number, muted, outer = -1, False, list[tuple[int, bool]]()
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        match str(operator):
            case "BDC" | "BMC":
                outer.append((number, muted))
                about = operands[1] if len(operands) > 1 else {}
                number = int(about.get("/MCID", number))
                if "/ActualText" in about and not muted:
                    texts[number] = texts.get(number, "") + str(about["/ActualText"])
                    muted = True
            case "EMC":
                number, muted = outer.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case ("TJ" | "Tj") as operation if not muted:
                strings = operands[0] if operation == "TJ" else operands
                for one in (bytes(s) for s in strings if isinstance(s, pikepdf.String)):
                    codes = (int.from_bytes(one[i : i + 2]) for i in range(0, len(one), 2))
                    read = "".join(letters.get(code, "") for code in codes)
                    texts[number] = texts.get(number, "") + read
    yield from texts.items()


def _letters(font: Any) -> dict[int, str]:
    """Return the text of each glyph of a font."""
    table, found = font.ToUnicode.read_bytes().decode(), dict[int, str]()
    for kind, block in re.findall(r"beginbf(char|range)(.*?)endbf", table, re.DOTALL):
        given = re.findall(r"<(\w+)>", block)
        if kind == "char":
            found |= {int(a, 16): _utf16(b) for a, b in zip(given[::2], given[1::2], strict=True)}
            continue
        for at in range(0, len(given), 3):
            start, end = int(given[at], 16), int(given[at + 1], 16)
            *before, last = list(_utf16(given[at + 2]))
            for code in range(start, end + 1):
                found[code] = "".join((*before, chr(ord(last) + code - start)))
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _pdf(part: _Tagged) -> Iterator[Found]:
    match part.tag:
        case "H1" | "H2" | "H3":
            yield _found(part.tag.lower(), part.text)
        case "P":
            yield _found("text", part.text)
        case "L":
            for item in part.all("LI"):
                (label,), (body,) = item.all("Lbl"), item.all("LBody")
                if label.text == "•":
                    yield _found("point", body.text)
                else:
                    yield _found("fact", label.text, body.text)
        case "Div" | "Table":
            caption = "".join(element.text for element in part.all("Caption"))
            figures = part.all("Figure")
            if figures:
                yield _found("figure", caption, figures[0].alt)
            else:
                tables = [part] if part.tag == "Table" else part.all("Table")
                rows = [
                    [cell.text for cell in row.all("TH", "TD")]
                    for table in tables
                    for row in table.all("TR")
                ]
                yield _table(caption, rows)
        case other:
            raise AssertionError(f"a paper has no {other}")


def elements(file: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the structure elements of a PDF, in their order."""
    todo: list[Any] = [file.Root.StructTreeRoot.K]
    while todo:
        item = todo.pop()
        if isinstance(item, pikepdf.Array):
            todo.extend(reversed(list(item)))
        elif isinstance(item, pikepdf.Dictionary):
            if "/S" in item:
                yield item
            if "/K" in item:
                todo.append(item.K)


# The terminal


def of_terminal(text: str) -> tuple[list[str], list[tuple[tuple[str, ...], ...]]]:
    """Return the lines outside of tables, and the cells of each table, of a wide terminal."""
    lines = text.splitlines()
    rules = [at for at, line in enumerate(lines) if line and set(line) == {"─"}]
    inside, tables = set[int](), []
    for rule in rules:
        end = next((i for i in range(rule, len(lines)) if not lines[i].strip()), len(lines))
        block = [lines[rule - 1], *lines[rule + 1 : end]]
        inside |= set(range(rule - 1, end))
        tables.append(_columns(block))
    rest = [seen(line) for at, line in enumerate(lines) if at not in inside and line.strip()]
    return rest, tables


def _columns(block: list[str]) -> tuple[tuple[str, ...], ...]:
    """Cut lines where three spaces or more stand in all of them, one below the other."""
    width = max(map(len, block))
    padded = [line.ljust(width) for line in block]
    blank = "".join(" " if all(line[i] == " " for line in padded) else "x" for i in range(width))
    edges = [found.span() for found in re.finditer(r"x(?:(?! {3}).)*", blank)]
    return tuple(tuple(seen(line[a:b]) for a, b in edges) for line in padded)


def in_terminal(parts: Iterable[Found]) -> tuple[list[str], list[tuple[tuple[str, ...], ...]]]:
    """Return what the terminal should show of what a paper says."""
    lines, tables = list[str](), []
    for kind, texts, rows in parts:
        if kind == "fact":
            lines.append(" ".join(texts))
        else:
            lines += [text for text in texts if text]
        if rows:
            tables.append(rows)
    return lines, tables
