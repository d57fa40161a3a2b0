"""A clock that cannot be right: asked about at a terminal, and warned of elsewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.cli.test_terminal import answered
from tests.program import environment, files, place, run, run_each

from antragsbudget import RELEASED, __version__

BOOK = ["commit", "DCP", "1", "--payee", "A", "--purpose", "B"]
ENTRY = "die Uhr geht nach: Nr. 53 wurde später erfasst als diese Buchung"
RELEASE = (
    "die Uhr geht nach: sie zeigt den 01.12.2022, dieses Programm gibt es erst seit dem 01.01.2999"
)
QUESTION = "Die Uhr geht nach. Trotzdem fortfahren? [j/N] "
EARLY = """
import sys
from datetime import date, datetime
import antragsbudget.cli.clock as clock
from antragsbudget.cli.main import main
moment = datetime.fromisoformat("2022-12-01T09:00:00Z")
clock.today, clock.moment, clock.user = moment.date, lambda: moment, lambda: "kb"
clock.RELEASE = date(2999, 1, 1)
sys.exit(main())
"""


def before_the_release(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", EARLY, *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def test_an_entry_before_the_last_one_is_warned_of(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    tried, told = run_each(tmp_path, [[*BOOK, *more] for more in (["--dry-run"], [])])
    place(tmp_path, "valid/two-years")
    (data,) = run_each(tmp_path, [[*BOOK, "--json"]])
    assert (told.code, data.code, tried.code) == (0, 0, 0)
    for one in (told, tried):
        assert f"Hinweis: {ENTRY}" in one.err.replace("\u00a0", " ")
        assert QUESTION not in one.err
    warned = {one["code"]: one["message"].replace("\u00a0", " ") for one in data.json["warnings"]}
    assert warned["clock"] == ENTRY


def test_so_is_one_before_the_release_of_the_program_once_for_a_write(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    done = before_the_release(tmp_path, *BOOK)
    assert (done.returncode, done.stderr.count("die Uhr geht nach")) == (0, 1)
    assert f"Hinweis: {RELEASE}" in done.stderr
    year = ["close-year", "2022", "--carry", "DCP=1", "--carry", "DZ=1", "--json"]
    done = before_the_release(tmp_path, *year)
    codes = [one["code"] for one in json.loads(done.stdout)["warnings"]]
    assert (done.returncode, codes.count("clock")) == (0, 1)


def test_the_clock_of_this_machine_is_right(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    done = run(tmp_path, *BOOK, "--date", "2022-12-01", "--json", at=None)
    assert [one["code"] for one in done.json["warnings"]] == []


def test_the_day_of_the_release_is_that_of_the_changelog() -> None:
    """As long as the changelog has none, it is a day on which the program was there already."""
    assert date.fromisoformat(RELEASED) <= date.today()
    head = re.search(
        rf"^## \[{re.escape(__version__)}\] - (\S+)$",
        Path(__file__).parents[2].joinpath("CHANGELOG.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert head is not None and head[1] in ("Unreleased", RELEASED)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
class TestAtATerminal:
    @pytest.mark.parametrize("answer", [b"\n", b"n\n", b"\x04"])
    def test_enter_a_no_and_ctrl_d_record_nothing(self, tmp_path: Path, answer: bytes) -> None:
        place(tmp_path, "valid/two-years")
        before = files(tmp_path)
        code, seen = answered(tmp_path, answer, *BOOK)
        assert (code, files(tmp_path) == before) == (1, True), seen
        assert seen.count(QUESTION.strip()) == 1 and "Buchen?" not in seen
        assert "nichts gebucht" in seen

    def test_ctrl_c_is_130(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        before = files(tmp_path)
        code, _ = answered(tmp_path, b"\x03", *BOOK)
        assert (code, files(tmp_path) == before) == (130, True)

    def test_a_yes_records(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        code, seen = answered(tmp_path, b"j\n", *BOOK)
        assert code == 0 and "gebucht: " in seen

    def test_yes_on_the_command_line_is_the_answer_and_the_warning_stays(
        self, tmp_path: Path
    ) -> None:
        place(tmp_path, "valid/two-years")
        code, seen = answered(tmp_path, None, *BOOK, "--yes")
        assert code == 0 and QUESTION.strip() not in seen
        assert "Hinweis: die Uhr geht nach" in seen

    def test_a_paper_is_asked_about_in_the_same_way(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        issue = ["summary", "--issue", "--meeting", "08.12.2022", "--output", "p.md"]
        code, seen = answered(tmp_path, b"\n", *issue)
        assert code == 1 and QUESTION.strip() in seen
        assert not (tmp_path / "p.md").exists()
