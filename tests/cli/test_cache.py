"""Whatever is remembered of a ledger, every command says and writes the same."""

from __future__ import annotations

import compileall
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from tests.program import LEDGER, SOURCE, Result, environment, place, run_each

from antragsbudget.ledger import cache

AT = "2023-06-01T09:00:00Z"
BOOKING = ("--empfaenger", "Prüfwerk IT-Sicherheit GmbH", "--gegenstand", "Test")
COMMANDS = [
    *(["stand"], ["stand", "--alle"], ["stand", "--json"], ["stand", "--jahr", "2022"]),
    *(["stand", "--stichtag", "30.06.2022"], ["buchungen"], ["buchungen", "--json"], ["offen"]),
    *(["zeigen", str(nr)] for nr in range(1, 55, 3)),
    *(["massnahmen"], ["massnahmen", "--jahr", "2022"], ["pruefen"], ["pruefen", "--json"]),
    *(["vorlage"], ["vorlage", "--json"], ["vorlage", "--nicht-oeffentlich"]),
    *(["stornieren", str(nr), "--grund", "x", "--probe"] for nr in range(2, 54, 3)),
    *(["zahlung", str(nr), "--probe"] for nr in range(2, 54, 3)),
    *(["erledigen", str(nr), "--probe"] for nr in range(2, 54, 3)),
    ["anordnen", "DCP", "100", *BOOKING, "--beleg", "RE-2022/007", "--probe"],
    ["anordnen", "DZ", "100", *BOOKING, "--beleg", "RE-2022/007", "--json", "--probe"],
    ["anordnen", "DCP", "999.999", *BOOKING, "--beleg", "X"],
    ["sperren", "DZ", "10", "--grund", "x", "--probe"],
    ["jahreswechsel", "2023", "--uebertrag", "DZ=alles", "--probe"],
    # from here on the ledger grows
    ["binden", "DZ", "50", *BOOKING],
    ["anordnen", "DZ", "30", "--auftrag", "54", "--beleg", "Y"],
    ["anordnen", "DZ", "30", "--auftrag", "54", "--beleg", "Y"],
    ["zahlung", "55"],
    ["stornieren", "54", "--grund", "x"],
    ["stand"],
    ["offen"],
    ["pruefen"],
]


def answers(folder: Path, cache: Path, commands: Iterable[Sequence[str]]) -> list[Result]:
    env = environment(XDG_CACHE_HOME=str(cache))
    return run_each(folder, commands, at=AT, env=env)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no variable chooses the folder")
def test_every_command_says_the_same(tmp_path: Path) -> None:
    with_it, without = tmp_path / "with", tmp_path / "without"
    for folder in (with_it, without):
        folder.mkdir()
        ledger = place(folder, "valid/two-years")
        padding = b"# so viel, dass es sich lohnt\n" * (cache.MIN_CACHED_SIZE // 30)
        ledger.write_bytes(padding + ledger.read_bytes())
    remembered, nowhere = tmp_path / "cache", tmp_path / "none"
    nowhere.write_text("no folder can be made here")
    answers(with_it, remembered, [["stand"]])
    first = answers(with_it, remembered, COMMANDS)
    assert [*remembered.rglob("*.figures")] != []
    assert first == answers(without, nowhere, COMMANDS)
    assert {one.code for one in first} == {0, 1, 2}
    assert (with_it / LEDGER).read_bytes() == (without / LEDGER).read_bytes()


# Two real programs of one version share the cache folder of one user; only one adds up rightly.

RIGHT = "own = Posting(entry.allocation, entry.budget_year, figure, entry.amount)"
WRONG = "own = Posting(entry.allocation, entry.budget_year, figure, entry.amount * 0)"
linux = pytest.mark.skipif(sys.platform != "linux", reason="no variable chooses the folder")


def installed(folder: Path) -> Path:
    """Return the folder of a copy of the program."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(SOURCE / "antragsbudget", folder / "antragsbudget", ignore=ignored)
    return folder


def large_ledger(folder: Path) -> None:
    ledger = place(folder, "valid/two-years")
    padding = b"# so viel, dass es sich lohnt\n" * (cache.MIN_CACHED_SIZE // 30)
    ledger.write_bytes(padding + ledger.read_bytes())


def said(program: Path, folder: Path, command: str = "stand") -> str:
    """Return what a copy of the program says in a folder, with a cache that all of them share."""
    env = environment(PYTHONPATH=str(program), XDG_CACHE_HOME=str(folder / "cache"))
    line = [sys.executable, "-m", "antragsbudget", command, "--json"]
    done = subprocess.run(line, cwd=folder, env=env, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout


def caches(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in (folder / "cache").rglob("*.figures")]


@linux
def test_figures_of_a_program_that_adds_up_wrongly_die_with_it(tmp_path: Path) -> None:
    large_ledger(tmp_path)
    right, wrong = installed(tmp_path / "right"), installed(tmp_path / "wrong")
    balances = wrong / "antragsbudget" / "core" / "balances.py"
    text = balances.read_text(encoding="utf-8")
    assert text.count(RIGHT) == 1
    balances.write_text(text.replace(RIGHT, WRONG), encoding="utf-8")
    expected = said(right, tmp_path)
    remembered_by_right = caches(tmp_path)
    assert said(right, tmp_path) == expected and caches(tmp_path) == remembered_by_right != []
    mistaken = said(wrong, tmp_path)
    assert mistaken != expected and caches(tmp_path) != remembered_by_right
    assert said(right, tmp_path) == expected
    for command in ("pruefen", "offen"):
        said(wrong, tmp_path, command)
        assert said(right, tmp_path) == expected


@linux
def test_what_is_installed_compiled_alone_remembers_and_what_runs_from_an_archive_does_not(
    tmp_path: Path,
) -> None:
    large_ledger(tmp_path)
    program = installed(tmp_path / "program")
    with zipfile.ZipFile(tmp_path / "program.zip", "w") as archive:
        for path in sorted(program.rglob("*")):
            archive.write(path, path.relative_to(program))
    expected = said(tmp_path / "program.zip", tmp_path)
    assert caches(tmp_path) == []
    assert compileall.compile_dir(program, quiet=1, legacy=True)
    for path in program.rglob("*.py"):
        path.unlink()
    assert (said(program, tmp_path), said(program, tmp_path)) == (expected, expected)
    assert len(caches(tmp_path)) == 1
