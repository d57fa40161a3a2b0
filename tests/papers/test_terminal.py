"""The paper at the terminal: never wider, no amount broken, the same with and without colour."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from tests.papers.stories import AFTER, LANGUAGES, Papers
from tests.program import environment, run

AMOUNT = re.compile(r"-?\d{1,3}(?:\.\d{3})*,\d\d")


def shown(papers: Papers, language: str, **more: str) -> str:
    options = ["--year=2022", f"--as-of={papers.as_of}", f"--since={papers.since}"]
    done = run(
        papers.folder, "summary", f"--lang={language}", *options, at=AFTER, env=environment(**more)
    )
    assert done.code == 0
    return done.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_longer_than_the_terminal_is_wide(example: Papers, language: str) -> None:
    for width in (80, 120):
        lines = shown(example, language, COLUMNS=str(width)).splitlines()
        assert [line for line in lines if cell_len(line) > width] == []


def test_a_narrow_terminal_keeps_amounts_whole(example: Papers) -> None:
    wide = set(AMOUNT.findall(example.text("de", "txt")))
    assert set(AMOUNT.findall(shown(example, "de", COLUMNS="80"))) == wide


def test_without_a_terminal_there_is_no_colour_and_with_one_no_other_word(example: Papers) -> None:
    plain = shown(example, "de")
    coloured = shown(example, "de", FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b" not in plain and "\x1b[1m" in coloured
    words = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert [line.rstrip() for line in words.splitlines()] == plain.splitlines()
