"""Many who book at once: nothing lost, nothing doubled, never below zero, whoever is killed.

`make stress` has twenty rounds of eight processes with fifty bookings each, and two mounts.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.program import place, run
from tests.trust.crash import BOOK
from tests.trust.crowd import crowd

WRITERS, EACH = 8, 10


@pytest.mark.parametrize("kills", [0, 2, 4])
def test_eight_processes_book_what_the_money_covers_and_no_cent_more(
    tmp_path: Path, kills: int
) -> None:
    """The allocation covers half of the bookings; a reader sees whole files, and ever more."""
    made = crowd([tmp_path], WRITERS, EACH, kills, seed=7)
    assert made.faults == []
    assert made.recorded == WRITERS * EACH // 2
    assert made.reads > 20


def test_who_is_reading_keeps_nobody_from_writing_and_sees_the_whole_old_file(
    tmp_path: Path,
) -> None:
    path = place(tmp_path, "valid/acceptance")
    old = path.read_bytes()
    with open(path, "rb") as reading:
        begun = reading.read(1000)
        if sys.platform == "win32":
            pytest.skip("Windows lets nobody replace a file that is open")
        assert run(tmp_path, *BOOK, "R-1").code == 0
        assert begun + reading.read() == old
    assert path.read_bytes().startswith(old)
    assert path.read_bytes() != old
