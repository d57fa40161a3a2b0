"""Files that are no ledger: each is named with its place and a way out, and nothing is written."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from tests.corpus_ledgers import CORPUS, ledger_bytes, names
from tests.program import files, run_each

BROKEN = [name for name in names("broken") if not name.startswith("rule-")]
COMMANDS = (
    ["status"],
    ["entries"],
    ["show", "1"],
    ["open"],
    ["measures"],
    ["summary"],
    ["transfer", "DCP", "DZ", "1", "--decision", "x"],
    ["close-year", "2022", "--carry", "DCP=1"],
    ["commit", "DCP", "1", "--payee", "A", "--purpose", "B"],
    ["pay", "4", "--dry-run"],
)
WITHOUT_LINE = ("empty", "only-a-comment")


@pytest.mark.parametrize("language", ["de", "en"])
def test_damage_stops_every_command_with_place_and_remedy_and_nothing_is_written(
    tmp_path: Path, language: str
) -> None:
    names = [name for name in BROKEN if name not in ("inline-entries", *WITHOUT_LINE)]
    for name in names:
        Path(tmp_path, f"{name}.toml").write_bytes(ledger_bytes(f"broken/{name}"))
    before = files(tmp_path)
    lines = [
        [*command, "--ledger", f"{name}.toml", "--lang", language]
        for name in names
        for command in (COMMANDS if language == "de" else COMMANDS[-2:])
    ]
    lead, way = ("Fehler", "möglich:") if language == "de" else ("error", "possible:")
    for line, result in zip(lines, run_each(tmp_path, lines), strict=True):
        file = re.escape(line[line.index("--ledger") + 1])
        assert result.code == 3, line
        assert result.out == ""
        assert re.match(rf"{lead}: {file}:\d+: \S", result.err), result.err
        assert way in result.err
        assert "Traceback" not in result.err
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", WITHOUT_LINE)
def test_a_file_that_holds_nothing_is_named_with_a_way_out(tmp_path: Path, name: str) -> None:
    Path(tmp_path, "l.toml").write_bytes(ledger_bytes(f"broken/{name}"))
    (result,) = run_each(tmp_path, [["status", "--ledger", "l.toml"]])
    assert (result.code, result.out) == (3, "")
    assert re.match(r"Fehler: l\.toml(:1)?: \S", result.err)
    assert "möglich:" in result.err


def test_a_broken_chain_names_the_entry_and_the_copy_to_compare_with(tmp_path: Path) -> None:
    Path(tmp_path, "l.toml").write_bytes(ledger_bytes("broken/changed-amount"))
    (result,) = run_each(tmp_path, [["status", "--ledger", "l.toml"]])
    assert result.err.startswith("Fehler: l.toml:114: ")
    assert "Nr.\xa04" in result.err
    assert "l.toml~" in result.err


def test_a_newer_format_asks_for_a_newer_program_and_not_for_mending(tmp_path: Path) -> None:
    Path(tmp_path, "l.toml").write_bytes(ledger_bytes("broken/newer-format"))
    (result,) = run_each(tmp_path, [["status", "--ledger", "l.toml"]])
    assert "aktualisieren" in result.err
    assert "l.toml~" not in result.err


def test_types_are_named_in_the_reader_s_words() -> None:
    for path in (CORPUS / "broken").glob("*.txt"):
        found = re.search(r"\b(Decimal|datetime|str|int|dict|bool)\b", path.read_text("utf-8"))
        assert found is None, (path.name, found)


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_no_file_is_named_with_a_way_out(tmp_path: Path, language: str) -> None:
    (tmp_path / "folder").mkdir()
    names = ["missing.toml", "folder", "missing/below.toml", "folder/below.toml"]
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        os.symlink("nowhere", tmp_path / "link")
        names += ["pipe", "link", "/dev/null", "x" * 300]
    (tmp_path / "file").write_bytes(b"format = 1\n")
    names += ["file/below.toml"]
    before = files(tmp_path)
    lines = [[*command, "--ledger", name, "--lang", language] for name in names for command in
             (["status"], ["verify"], ["measures"], COMMANDS[-2])]  # fmt: skip
    lead, way = ("Fehler", "möglich:") if language == "de" else ("error", "possible:")
    for line, result in zip(lines, run_each(tmp_path, lines), strict=True):
        name = line[line.index("--ledger") + 1]
        assert (result.code, result.out) == (3, ""), (line, result.said)
        assert result.err.startswith(f"{lead}: {name}: "), result.err
        assert way in result.err
        assert "Traceback" not in result.err
    assert files(tmp_path) == before


def test_verify_finds_everything_at_once_with_line_numbers(tmp_path: Path) -> None:
    Path(tmp_path, "l.toml").write_bytes(ledger_bytes("broken/several-at-once"))
    (result,) = run_each(tmp_path, [["verify", "--ledger", "l.toml"]])
    assert (result.code, result.err) == (1, "")
    assert re.findall(r"^l\.toml:(\d+): ", result.out, re.MULTILINE) == ["24", "68", "123"]


@pytest.mark.parametrize("damage", ["changed-amount", "changed-twice", "changed-header"])
def test_one_change_is_one_finding(tmp_path: Path, damage: str) -> None:
    Path(tmp_path, "l.toml").write_bytes(ledger_bytes(f"broken/{damage}"))
    (result,) = run_each(tmp_path, [["verify", "--ledger", "l.toml", "--json"]])
    changes = {"changed-amount": [4], "changed-twice": [4, 6], "changed-header": [1]}[damage]
    assert [one["entry"] for one in result.json["findings"]] == changes


def test_an_empty_or_unset_name_in_the_environment_is_none(tmp_path: Path) -> None:
    lines = [["status", "--ledger", ""], ["status", "--ledger", "a\0b"]]
    for result in run_each(tmp_path, lines):
        assert result.code in (2, 3)
        assert result.err.startswith(("Fehler: ", "Eingabefehler: "))
