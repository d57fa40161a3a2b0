"""A new ledger of the motion: where, for which year, and never over what is there."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from tests.corpus_ledgers import ledger_bytes
from tests.program import LEDGER, environment, files, place, run, run_each

SHIPPED = ledger_bytes("valid/shipped")


def test_the_new_ledger_is_the_motion_byte_for_byte(tmp_path: Path) -> None:
    done = run(tmp_path, "anlegen")
    assert (done.code, done.out) == (0, "")
    assert files(tmp_path) == {str(LEDGER): SHIPPED}


def test_the_way_to_make_it_the_default_works_as_it_is_printed(tmp_path: Path) -> None:
    done = run(tmp_path, "anlegen", "Mittel 2022.toml")
    export = next(line for line in done.err.splitlines() if "export" in line)
    _, name, value = shlex.split(export.split("export")[1].replace("=", " ", 1).join(["x ", ""]))
    assert name == "ANTRAGSBUDGET_LEDGER"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    state = run(elsewhere, "status", "--json", env=environment(ANTRAGSBUDGET_LEDGER=value))
    assert (state.code, state.json["entries"]) == (0, 0)


def test_a_name_is_taken_from_the_argument_the_option_or_the_environment(tmp_path: Path) -> None:
    run_each(tmp_path, [["init", "a.toml"], ["init", "--ledger", "b/c.toml"]])
    run_each(tmp_path, [["init"]], env=environment(ANTRAGSBUDGET_LEDGER="d.toml"))
    assert files(tmp_path) == dict.fromkeys(("a.toml", "b/c.toml", "d.toml"), SHIPPED)


def test_another_budget_year_is_the_only_difference(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "--year", "2023").code == 0
    new = (tmp_path / LEDGER).read_bytes()
    assert new == SHIPPED.replace(b"fiscal_year = 2022", b"fiscal_year = 2023")
    assert run(tmp_path, "status", "--json").json["year"] == 2023


def test_what_exists_is_never_overwritten(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    (tmp_path / "folder").mkdir()
    names = ["data/allocations.toml", "folder"]
    if os.name == "posix":
        os.symlink("nowhere", tmp_path / "link")
        names.append("link")
    before = files(tmp_path)
    results = run_each(tmp_path, [["init", name] for name in names])
    assert {result.code for result in results} == {1}
    assert all(result.err.startswith("abgelehnt: ") for result in results)
    assert files(tmp_path) == before


@pytest.mark.parametrize("year", ["22", "0", "1899", "3000", "20222", "zwanzig", "２０２２"])
def test_a_year_that_is_none_makes_no_file(tmp_path: Path, year: str) -> None:
    assert run(tmp_path, "init", "--year", year).code == 2
    assert files(tmp_path) == {}


def test_a_ledger_that_is_not_found_may_lie_elsewhere_before_a_new_one_is_made(
    tmp_path: Path,
) -> None:
    done = run(tmp_path, "stand")
    assert done.code == 3
    _, elsewhere, new = done.err.splitlines()
    assert "wenn sie woanders liegt: --datei DATEI" in elsewhere
    assert "neu anlegen: antragsbudget anlegen" in new
