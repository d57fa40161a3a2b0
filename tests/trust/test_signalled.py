"""Ctrl-C, a shutdown and a closed terminal at any moment: the exit code tells what happened.

`make stress` sends a thousand of them, to more commands.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.trust.signalled import ENDING, tried

if sys.platform == "win32":
    pytest.skip("POSIX signals", allow_module_level=True)


@pytest.mark.parametrize("name", ["a booking told as JSON", "an issued paper"])
def test_it_ends_with_0_if_and_only_if_the_entry_is_there(tmp_path: Path, name: str) -> None:
    tally = tried(tmp_path, name, 2 * len(ENDING), ENDING, seed=11)
    assert tally.faults == []
    assert tally.tries == 2 * len(ENDING)
    assert tally.found[0, "written"] >= len(ENDING)
