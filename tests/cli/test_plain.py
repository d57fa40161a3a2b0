"""For those who listen to a screen: one fact a line, and no figure less than others see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.program import environment, place, run, run_each

AMOUNT = re.compile(r"-?[0-9.]*[0-9],[0-9]{2}")
DRAWN = re.compile("[\u2500-\u259f╳]|\x1b| {2,}")
LOOKING = [
    ["stand"],
    ["stand", "--alle"],
    ["buchungen"],
    ["buchungen", "DCP", "--art", "anordnung"],
    ["offen"],
    ["zeigen", "7"],
    ["massnahmen"],
    ["vorlage", "--stichtag", "30.04.2023"],
    ["jahreswechsel", "2023", "--probe"],
    ["anordnen", "DCP", "100", "--empfaenger", "A", "--gegenstand", "B", "--beleg", "C", "--probe"],
]


@pytest.mark.parametrize("command", LOOKING, ids=" ".join)
def test_nothing_is_drawn_and_no_amount_is_lost(tmp_path: Path, command: list[str]) -> None:
    place(tmp_path, "valid/two-years")
    at = "2023-06-01T09:00:00Z"
    drawn, plain = run_each(tmp_path, [command, [*command, "--schlicht"]], at=at)
    assert (drawn.code, plain.code) == (0, 0), plain.err
    facts = [line.strip() for line in plain.said.splitlines()]
    assert [line for line in facts if DRAWN.search(line)] == []
    assert set(AMOUNT.findall(drawn.said)) <= set(AMOUNT.findall(plain.said))


@pytest.mark.parametrize("columns", ["0", "1", "nix"])
def test_a_width_that_nobody_can_read_in_says_nothing(tmp_path: Path, columns: str) -> None:
    place(tmp_path, "valid/two-years")
    lines = [*LOOKING, ["--hilfe"], ["binden", "--hilfe"]]
    at, odd = "2023-06-01T09:00:00Z", environment(COLUMNS=columns)
    assert run_each(tmp_path, lines, at=at, env=odd) == run_each(tmp_path, lines, at=at)


@pytest.mark.parametrize("columns", [20, 39])
def test_a_narrow_terminal_shows_one_fact_a_line_and_breaks_no_word(
    tmp_path: Path, columns: int
) -> None:
    place(tmp_path, "valid/two-years")
    lines = [*LOOKING, ["pruefen"], ["--hilfe"], ["binden", "--hilfe"], ["--version"]]
    at, narrow = "2023-06-01T09:00:00Z", environment(COLUMNS=str(columns))
    plain = run_each(tmp_path, [[*line, "--schlicht"] for line in lines], at=at)
    for line, wide, seen in zip(
        lines, plain, run_each(tmp_path, lines, at=at, env=narrow), strict=True
    ):
        assert seen.code == 0, line
        if line[-1] != "--hilfe":  # there Typer breaks the lines before we can
            assert seen.out.split() == wide.out.split(), line
        too_long = [text for text in seen.out.splitlines() if len(text) > columns]
        assert [text for text in too_long if " " in text.strip()] == [], line


def test_the_state_is_told_allocation_by_allocation(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    told = run(tmp_path, "stand", "--schlicht").out
    assert told.split("\n\n")[1:4] == [
        "DZ\nverfügbar: 0,00\ngesperrt: 300.000,00\nvorgemerkt: 0,00\ngebunden: 0,00\n"
        "angeordnet: 0,00",
        "DCP\nverfügbar: 300.000,00\ngesperrt: 0,00\nvorgemerkt: 0,00\ngebunden: 0,00\n"
        "angeordnet: 0,00",
        "insgesamt\nverfügbar: 300.000,00\ngesperrt: 300.000,00\nvorgemerkt: 0,00\n"
        "gebunden: 0,00\nangeordnet: 0,00",
    ]
    lines = told.replace("\xa0", " ").splitlines()
    assert "fortgeschriebener Ansatz: 300.000,00 €" in lines
    assert "Ausschöpfung: 0,0 % von 300.000,00 €" in lines


def test_it_can_be_set_once_for_all_commands(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    named = run(tmp_path, "stand", "--plain")
    assert run(tmp_path, "stand", env=environment(ANTRAGSBUDGET_PLAIN="1")) == named
    assert run(tmp_path, "stand", env=environment(ANTRAGSBUDGET_PLAIN="")) != named
