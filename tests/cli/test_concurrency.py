"""Many who book at once: nothing lost, nothing doubled, never below zero."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.program import AT, command_line, environment, place, run

WRITERS, EACH = 8, 3
BURST = """
import sys
from datetime import datetime
import antragsbudget.cli.clock as clock
from antragsbudget.cli.main import main
moment = datetime.fromisoformat("2022-12-01T09:00:00Z")
clock.today, clock.moment, clock.user = moment.date, lambda: moment, lambda: "kb"
who, times = sys.argv[1:]
codes = []
for n in range(int(times)):
    sys.argv[1:] = ["expense", "DCP", "25.000", "--payee", "A", "--purpose", "B",
                    "--voucher", f"{who}-{n}"]
    codes.append(main())
print("CODES", *codes)
"""


@pytest.mark.parametrize("attempt", [1, 2, 3])
def test_eight_writers_book_what_the_money_covers_and_no_cent_more(
    tmp_path: Path, attempt: int
) -> None:
    """24 expenses of 25,000 meet 300,000: twelve are recorded, twelve refused."""
    place(tmp_path, "valid/shipped")
    running = [
        subprocess.Popen(
            [command_line()[0], "-c", BURST, f"w{writer}", str(EACH)],
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for writer in range(WRITERS)
    ]
    codes: list[int] = []
    for process in running:
        out, err = process.communicate(timeout=60)
        assert "Traceback" not in err, err
        codes += map(int, out.removeprefix("CODES").split())
    assert sorted(codes) == [0] * 12 + [1] * 12
    state = run(tmp_path, "status", "--json", at=AT).json
    assert state["allocations"][1]["available"] == "0.00"
    assert state["entries"] == 12
    entries = run(tmp_path, "entries", "--json").json["entries"]
    assert [entry["nr"] for entry in entries] == list(range(1, 13))
    assert len({entry["voucher"] for entry in entries}) == 12
    assert run(tmp_path, "verify").code == 0
