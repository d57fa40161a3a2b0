"""Whatever is remembered of a ledger, every command says and writes the same."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from tests.program import LEDGER, Result, environment, place, run_each

from antragsbudget.ledger import remembered

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
        padding = b"# so viel, dass es sich lohnt\n" * (remembered.LARGE // 30)
        ledger.write_bytes(padding + ledger.read_bytes())
    cache, nowhere = tmp_path / "cache", tmp_path / "none"
    nowhere.write_text("no folder can be made here")
    answers(with_it, cache, [["stand"]])
    first = answers(with_it, cache, COMMANDS)
    assert [*cache.rglob("*.figures")] != []
    assert first == answers(without, nowhere, COMMANDS)
    assert {one.code for one in first} == {0, 1, 2}
    assert (with_it / LEDGER).read_bytes() == (without / LEDGER).read_bytes()
