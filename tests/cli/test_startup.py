"""What each command loads: start-up is imports, and nobody waits for what is not used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.program import environment, place

LOADED = """
import json, os, sys
from datetime import datetime
import antragsbudget.cli.clock as clock
from antragsbudget.cli.main import main
moment = datetime.fromisoformat("2023-05-11T08:00:00Z")
clock.today, clock.moment = moment.date, lambda: moment
sys.stdout = open(os.devnull, "w", encoding="utf-8")
code = main()
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]),
      file=sys.__stdout__)
"""
COMPLETED = ("binden", "jahreswechsel", "massnahme", "umschichten\nDCP", "buchungen\n--massnahme",
             "vorlage\n--nochmals")  # fmt: skip
HEAVY = {"pydantic", "pydantic_core", "rich", "filelock", "tomli_w", "typst", "docx", "lxml",
         "prompt_toolkit"}  # fmt: skip
RICH = {"rich"}


def loaded(folder: Path, *arguments: str, **variables: str) -> set[str]:
    """Return which of the heavy modules a command loads."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    code, modules = json.loads(done.stdout)
    assert code == 0, done.stderr
    return set(modules) & HEAVY


@pytest.mark.parametrize(
    ("command", "may_load"),
    [
        ("--help", set()),
        ("--version", set()),
        ("binden --hilfe", set()),
        ("status --json", set()),
        ("entries --json", set()),
        ("show 3 --json", set()),
        ("open --json", set()),
        ("measures --json", set()),
        ("open DCP --as-of 30.11.2022 --json", set()),
        ("summary --json", set()),
        ("summary --format markdown", set()),
        ("summary --format html", set()),
        ("summary --non-public --format markdown", set()),
        ("summary --non-public --json", set()),
        ("summary --reissue 51 --json", set()),
        ("summary --reissue 51 --format html", set()),
        ("summary --output v.md --output v.html", set()),
        ("summary --output v.pdf", {"typst"}),
        ("summary --output v.docx", {"docx", "lxml", "typst"}),
        ("status", RICH),
        ("entries", RICH),
        ("show 3", RICH),
        ("status --all", RICH),
        ("open", RICH),
        ("measures", RICH),
        ("summary", RICH),
    ],
)
def test_a_reading_command_loads_no_more_than_it_shows(
    tmp_path: Path, command: str, may_load: set[str]
) -> None:
    place(tmp_path, "valid/two-years")
    assert loaded(tmp_path, *command.split()) <= may_load


@pytest.mark.parametrize("words", COMPLETED)
def test_completion_loads_neither_pydantic_nor_rich(tmp_path: Path, words: str) -> None:
    place(tmp_path, "valid/two-years")
    asked = {"COMPLETE": "bash", "WORDS": f"antragsbudget\n{words}", "WORD": ""}
    variables = {f"_ANTRAGSBUDGET_{name}": value for name, value in asked.items()}
    assert loaded(tmp_path, **variables) == set()


def test_verify_asks_the_rules_but_neither_locks_nor_writes(tmp_path: Path) -> None:
    place(tmp_path, "valid/acceptance")
    assert loaded(tmp_path, "verify", "--json") <= {"pydantic", "pydantic_core"}


def test_a_write_that_lacks_nothing_does_not_load_the_questions(tmp_path: Path) -> None:
    place(tmp_path, "valid/acceptance")
    assert "prompt_toolkit" not in loaded(tmp_path, "reserve", "DCP", "1", "--purpose", "x")
