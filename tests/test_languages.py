"""German and English stand side by side in `language/`; every other room only chooses of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import antragsbudget

SOURCE = Path(antragsbudget.__file__).parent
WITHOUT_WORDS = ("cli", "documents", "papers")
FILES = [path for room in WITHOUT_WORDS for path in sorted((SOURCE / room).rglob("*.py"))]


def pairs(source: str) -> Iterator[int]:
    """Yield the lines on which a text is made in two languages: as a pair, or chosen by one."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name("Both") | ast.Attribute(attr="Both")):
                yield node.lineno
            case ast.Call(func=ast.Attribute(attr="said"), args=[_, _]):
                yield node.lineno
            case ast.IfExp(
                test=ast.Compare(comparators=[ast.Constant("de" | "en")]),
                body=german,
                orelse=english,
            ) if _has_words(german) and _has_words(english):
                yield node.lineno


def _has_words(node: ast.expr) -> bool:
    texts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return any(isinstance(text, str) and any(map(str.isalpha, text)) for text in texts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_what_shows_and_writes_has_no_words_of_its_own(path: Path) -> None:
    assert list(pairs(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        'Both("offen", "open")',
        'language.Both(f"noch {n}", f"{n} left").said(shown)',
        'speaker.said("offen", f"{n} open")',
        'text = "offen" if language == "de" else "open"',
        'text = f"{n} offen" if words.language != "en" else f"{n} open"',
    ],
)
def test_a_text_in_two_languages_is_found_however_it_is_written(source: str) -> None:
    assert list(pairs(f"\n{source}")) == [2]


@pytest.mark.parametrize(
    "source",
    [
        'delimiter = ";" if language == "de" else ","',
        'number = shown.replace(".", ",") if language == "de" else shown',
        "title: Both = heading.PAPER",
        "heading.PAPER.said(language)",
    ],
)
def test_a_format_and_a_text_that_is_only_chosen_are_none(source: str) -> None:
    assert list(pairs(source)) == []
