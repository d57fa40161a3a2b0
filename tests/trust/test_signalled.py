"""Ctrl-C, a shutdown and a closed terminal at any moment: the exit code tells what happened.

`make stress` sends 1,200 of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.trust.signalled import COMMANDS, ENDING, tried

if sys.platform == "win32":
    pytest.skip("POSIX signals", allow_module_level=True)


@pytest.mark.parametrize("name", COMMANDS)
def test_it_ends_with_0_if_and_only_if_the_entry_is_there(tmp_path: Path, name: str) -> None:
    tally = tried(tmp_path, name, 8, ENDING, seed=11)
    assert tally.faults == []
    assert tally.tries == 8
    assert tally.found[0, "written"] >= 4
