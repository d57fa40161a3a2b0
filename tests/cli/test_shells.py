"""The tab key in the shells themselves: what their own completion makes of our scripts."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.program import LEDGER, environment, place, tool

from antragsbudget.cli.line.completion import SCRIPTS
from antragsbudget.language import PROGRAM

AREA = "Digitalisierungsprojekte mit den Kommunen"
# zsh completes only in its line editor: instead of its own, these functions say what reaches it.
BEFORE = {"zsh": ["compdef() { : }", "_files() { : }", '_describe() { print -l -- "${(@P)2}" }']}


def answers(folder: Path, name: str, commands: Iterable[str]) -> list[str]:
    """Return what *name* prints for a start file with our script, and *commands* behind it."""
    program = folder / PROGRAM
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m antragsbudget "$@"\n')
    program.chmod(0o755)
    place(folder, "valid/in-use")
    paths = os.pathsep.join((str(folder), os.environ["PATH"]))
    lines = "\n".join([*BEFORE.get(name, ()), SCRIPTS[name], *commands])
    call = {"bash": ["--norc", "-c"], "fish": ["--no-config", "-c"], "zsh": ["-f", "-c"]}[name]
    done = subprocess.run(
        [tool(name), *call, lines],
        cwd=folder,
        env=environment(PATH=paths, ANTRAGSBUDGET_LEDGER=str(folder / LEDGER), HOME=str(folder)),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.replace("\u00a0", " ").splitlines()


def typed_in_bash(*words: str) -> list[str]:
    """Return commands that print how bash would complete the last of *words*."""
    line = " ".join(f"'{word}'" for word in (PROGRAM, *words))
    return [
        f"COMP_WORDS=({line}); COMP_CWORD={len(words)}",
        f"_{PROGRAM}_complete {PROGRAM}",
        "printf '%s\\n' \"${COMPREPLY[@]}\"",
    ]


def test_bash_offers_allocations_and_quotes_what_has_spaces(tmp_path: Path) -> None:
    area = ("anordnen", "DZ", "5", "--bereich")
    told = answers(
        tmp_path,
        "bash",
        [
            *typed_in_bash("anordnen", "D"),
            *typed_in_bash(*area, AREA[:15]),
            *typed_in_bash(*area, f'"{AREA[:15]}'),
        ],
    )
    assert told == ["DZ", "DCP", AREA.replace(" ", "\\ "), AREA]


def test_fish_offers_commands_options_and_values_with_what_they_are(tmp_path: Path) -> None:
    lines = ["sta", "anordnen D", "anordnen DZ 5 --massn", f"anordnen DZ 5 --bereich {AREA[:15]}"]
    told = answers(tmp_path, "fish", [f"complete -C '{PROGRAM} {line}'" for line in lines])
    assert told == [
        "stand\tzeigt, was je Ansatz und insgesamt verfügbar ist",
        "DCP\tverfügbar 225.399,50",
        "DZ\tverfügbar 80.850,00",
        "--massnahme\tMaßnahme, zu der die Buchung gehört",
        AREA,
    ]


def test_zsh_offers_commands_options_and_values_with_what_they_are(tmp_path: Path) -> None:
    lines = [["sta"], ["anordnen", "D"], ["anordnen", "DZ", "5", "--bereich", AREA[:15]], ["zzz"]]
    told = answers(
        tmp_path,
        "zsh",
        [
            f"words=({' '.join(map(shlex.quote, (PROGRAM, *words)))}); CURRENT={len(words) + 1}; "
            f"_{PROGRAM}_complete"
            for words in lines
        ],
    )
    assert told == [
        "stand:zeigt, was je Ansatz und insgesamt verfügbar ist",
        "DZ:verfügbar 80.850,00",
        "DCP:verfügbar 225.399,50",
        AREA,
    ]
