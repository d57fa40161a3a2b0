"""One file has many names: by mounts, and on some drives by capitals; the ledger survives them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.corpus_ledgers import ledger_bytes
from tests.program import LEDGER, place, run_each
from tests.trust.drives import SINGLE, TWICE, require, run_mounted, without_capitals, without_links

BYTES = ledger_bytes("valid/in-use")
BOOK = ("reserve", "DCP", "1", "--purpose", "x", "--yes", "--ledger")


def write(*names: str, force: bool = True) -> list[str]:
    named = [word for name in names for word in ("--output", name)]
    return ["summary", *named, "--format", "markdown", *(["--force"] if force else [])]


def test_a_ledger_under_a_second_mount_is_not_replaced(tmp_path: Path) -> None:
    require(TWICE)
    path = place(tmp_path, "valid/in-use")
    names = ("allocations.toml", "allocations.toml~", "allocations.toml.lock")
    commands = [write(f"again/{name}", force=force) for name in names for force in (True, False)]
    twice = [write("data/v.md", "again/v.md", force=force) for force in (True, False)]
    *told, one, two = run_mounted(tmp_path, TWICE, [*commands, *twice])
    assert {(each.code, "Datei mit den Buchungen" in each.err) for each in told} == {(1, True)}
    assert {(each.code, "zweimal genannt" in each.err) for each in (one, two)} == {(2, True)}
    assert path.read_bytes() == BYTES
    assert [found.name for found in path.parent.iterdir()] == ["allocations.toml"]


def test_a_ledger_that_is_mounted_by_itself_is_read_but_not_written(tmp_path: Path) -> None:
    """In place it could be torn; and its lock would keep nobody outside the container out."""
    require(SINGLE)
    path = place(tmp_path, "valid/in-use")
    commands = [["status", "--ledger", "single.toml"], [*BOOK, "single.toml"], [*BOOK, str(LEDGER)]]
    read, refused, done = run_mounted(tmp_path, SINGLE, commands)
    assert read.code == 0
    assert refused.code == 4
    assert refused.err.startswith(
        "nicht geschrieben: single.toml: die Datei ist einzeln eingehängt"
    )
    assert "den Ordner statt der Datei einhängen" in refused.err
    assert done.code == 0  # by its own name it is written
    assert sorted(found.name for found in tmp_path.iterdir()) == ["data", "single.toml"]
    assert path.with_name("allocations.toml~").read_bytes() == BYTES


@pytest.mark.parametrize("drive", [without_capitals, without_links])
def test_where_capitals_make_no_other_name_none_gets_past(tmp_path: Path, drive: object) -> None:
    assert callable(drive)
    require("drive losetup" if drive is without_links else "drive")
    (tmp_path / "l.toml").write_bytes(BYTES)
    commands = [
        ["init", "drive/l.toml"],
        [*BOOK, "drive/l.toml"],
        *([*write(f"drive/{name}"), "--ledger", "drive/l.toml"] for name in ("L.TOML", "l.Toml~")),
        [*write("drive/L.toml.LOCK", force=False), "--ledger", "drive/l.toml"],
        [*write("drive/v.md", "drive/V.md", force=False), "--ledger", "l.toml"],
        [*write("drive/v.md", force=False), "--ledger", "l.toml"],
        [*write("drive/V.MD", force=False), "--ledger", "l.toml"],
        ["init", "drive/L.toml"],
        [*write("drive/v.md", "drive/V.md"), "--ledger", "l.toml"],
        [*write("drive/V.MD"), "--ledger", "l.toml"],
        [*BOOK, "drive/l.toml"],
        ["verify", "--ledger", "drive/l.toml"],
    ]
    results = run_mounted(tmp_path, drive(), commands)
    assert [one.code for one in results] == [0, 0, 1, 1, 1, 2, 0, 1, 1, 2, 0, 0, 0], [
        one.said for one in results
    ]
    found = sorted(one.name.lower() for one in (tmp_path / "drive").iterdir())
    assert found == ["l.toml", "l.toml.lock", "l.toml~", "v.md"]
    (state,) = run_each(tmp_path, [["status", "--json", "--ledger", "drive/l.toml"]])
    assert state.json["entries"] == 2
