"""The trial of a drive tells a fit one from those that are not: no locks, locks that lie, and more.

`make stress` lets eight processes book fifty times each.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.trust.lying import LYING_LOCKS, NO_LOCKS, RENAME_IN_TWO_STEPS, TRY, tried

if sys.platform != "linux":
    pytest.skip("a library of our own before the system's: Linux", allow_module_level=True)

SMALL = ("--writers", "2", "--bookings", "2")
"""One of the four is killed; afterwards one more is asked for."""
HELD = "antragsbudget-try.lock"


def test_a_local_folder_is_fit(tmp_path: Path) -> None:
    found = tried(tmp_path, *SMALL)
    assert (found.code, found.err) == (0, ""), found.out
    told = re.sub("[0-9]+-mal", "N-mal", found.out).splitlines()[1:]
    assert told == [
        "Eine Sperre hält andere fern: in Ordnung",
        "Die Sperre eines anderen Rechners wird gesehen: nicht geprüft – dazu auf einem zweiten "
        "Rechner mit --hold starten, dann hier erneut prüfen",
        "Eine Datei wird im Ganzen ersetzt (N-mal, mitgelesen N-mal): in Ordnung",
        told[3],
        "Nach einem gewaltsamen Abbruch geht es weiter: in Ordnung",
        "Die Prüfung der Datei findet nichts: in Ordnung",
        "Wer liest, sieht immer eine ganze Datei (N-mal gelesen): in Ordnung",
        "Es bleibt nichts liegen: in Ordnung",
        "",
        "Das Laufwerk ist für die Datei von antragsbudget geeignet, soweit ein Rechner es zeigt.",
    ]
    booked = "Jede bestätigte Buchung ist genau einmal da \\(4 bestätigt, [45] in der Datei\\)"
    assert re.fullmatch(f"{booked}: in Ordnung", told[3]), told[3]


def test_a_drive_without_locks_is_not(tmp_path: Path) -> None:
    found = tried(tmp_path, *SMALL, source=NO_LOCKS)
    assert (found.code, found.err) == (1, "")
    assert "Das Laufwerk kennt keine Sperren (ENOLCK)." in found.out
    assert "Nur 0 von 4 Buchungen gelangen." in found.out
    assert found.out.splitlines()[-1].startswith("Das Laufwerk ist NICHT geeignet")


def test_nor_is_one_whose_locks_lie_to_this_computer_and_another(tmp_path: Path) -> None:
    with held(tmp_path / "drive"):
        found = tried(tmp_path, *SMALL, "--lang", "en", source=LYING_LOCKS, left=[HELD])
    assert (found.code, found.err) == (1, "")
    assert "Two processes got the same lock at once" in found.out
    assert "The other computer holds the lock, and this one got it all the same." in found.out
    assert found.out.splitlines()[-1].startswith("The drive is NOT fit")


def test_nor_one_that_takes_a_file_away_before_it_puts_the_new_one_there(tmp_path: Path) -> None:
    found = tried(tmp_path, *SMALL, source=RENAME_IN_TWO_STEPS)
    assert found.code == 1
    missing = re.search("Beim Ersetzen fehlte die Datei ([0-9]+)-mal", found.out)
    assert missing and int(missing[1]) > 10
    assert "Eine Sperre hält andere fern: in Ordnung" in found.out


def test_where_the_lock_of_another_computer_is_seen_it_is_fit_for_two(tmp_path: Path) -> None:
    with held(tmp_path / "drive"):
        found = tried(tmp_path, *SMALL, left=[HELD])
    assert (found.code, found.err) == (0, ""), found.out
    assert found.out.splitlines()[-1].endswith("geeignet, auch für zwei Rechner.")
    assert os.listdir(tmp_path / "drive") == []


@contextmanager
def held(drive: Path) -> Iterator[None]:
    """Hold a lock on the drive, as another computer does."""
    drive.mkdir()
    with subprocess.Popen(
        [sys.executable, str(TRY), str(drive), "--hold"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as holding:
        assert holding.stdout is not None
        assert "ist gesperrt" in holding.stdout.readline()
        yield
        holding.communicate("\n")


def test_wrong_usage_is_2_and_says_why(tmp_path: Path) -> None:
    no_program = tried(tmp_path, program="/nicht/da")
    assert (no_program.code, no_program.out) == (2, "")
    assert no_program.err.startswith("Das Programm antragsbudget wurde nicht gefunden")
    few = tried(tmp_path, "--writers", "1")
    assert (few.code, few.out) == (2, "")
    gone = subprocess.run(
        [sys.executable, str(TRY), str(tmp_path / "nowhere"), "--program", "true"],
        capture_output=True,
        encoding="utf-8",
    )
    assert (gone.returncode, "kann nichts angelegt werden" in gone.stderr) == (2, True)
