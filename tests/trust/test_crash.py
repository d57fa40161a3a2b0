"""A booking that is killed at any of its system calls, or has no room on the disk at every third.

The whole, with every command that writes and every kind of failure, is run by `make stress`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.trust import faults
from tests.trust.crash import BOOKING, Tally, trial, tried
from tests.trust.faults import KILL


@pytest.fixture(autouse=True)
def possible() -> None:
    faults.require()


@pytest.mark.parametrize(("how", "every"), [(KILL, 1), ("ENOSPC", 3)])
def test_wherever_a_booking_is_struck_the_ledger_is_the_old_one_or_the_new_one(
    tmp_path: Path, how: str, every: int
) -> None:
    """What was confirmed is there, an error is told as one, and the next command works."""
    tally = tried(BOOKING, tmp_path, [how], every)
    assert tally.faults == []
    assert tally.points == -(-(tally.calls + (how == KILL)) // every) > 10
    assert {state for _, state in tally.found} == {"old", "new"}
    assert tally.left == {}


def test_a_folder_that_cannot_be_asked_is_told_of_and_nothing_is_written(tmp_path: Path) -> None:
    tally = Tally()
    with trial(BOOKING, tmp_path) as one:
        calls = one.undisturbed.run.calls
        for number in (number for number, call in enumerate(calls) if call == "newfstatat data"):
            one.strike("EIO", number, tally)
    assert tally.faults == []
    assert tally.found["EIO", "old"] >= 1


def test_what_gets_its_name_is_on_the_disk_before_and_its_folder_after(tmp_path: Path) -> None:
    """So that a power failure leaves nothing that has a name and no content."""
    with trial(BOOKING, tmp_path) as one:
        calls = one.undisturbed.run.calls
    folder, copy, new = "data", "data/.allocations.toml~", "data/.allocations.toml"
    lasting = [call for call in calls if call.split()[0] in ("write", "fsync", "rename")]
    assert [call.partition(".antragsbudget-")[0] for call in lasting] == [
        f"write {folder}/allocations.toml.lock",
        *(f"{name} {path}" for path in (copy, new) for name in ("write", "fsync")),
        *(f"rename {path}" for path in (copy, new)),
        f"fsync {folder}",
    ]
