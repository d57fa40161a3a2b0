"""Files are written whole or not at all: several at once, existing ones, places that take none."""

from __future__ import annotations

from pathlib import Path

from tests.program import LEDGER, files, place, run_each


def test_an_output_that_cannot_be_written_leaves_no_other_half_done(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "old.html").write_text("alt", "utf-8")
    before = files(tmp_path)
    wrong = {
        "missing/paper.pdf": 4,
        "folder.pdf": 4,
        "old.html": 1,
        "old.html/paper.pdf": 4,
        str(LEDGER): 2,
        "x" * 300 + ".pdf": 4,
        "paper.odt": 2,
    }
    issue = ["--issue", "--meeting=2022-12-08"]
    lines = [
        ["summary", *more, "--output=new.md", "--output=new.docx", f"--output={name}"]
        for more in ([], issue)
        for name in wrong
    ]
    results = run_each(tmp_path, lines)
    assert [result.code for result in results] == [*wrong.values()] * 2
    for one in results:
        assert one.out == "" and "Traceback" not in one.err
    assert files(tmp_path) == before


def test_force_replaces_what_is_there_and_nothing_but_a_paper(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    (tmp_path / "old.html").write_text("alt", "utf-8")
    ledger = (tmp_path / LEDGER).read_bytes()
    done, refused = run_each(
        tmp_path,
        [
            ["summary", "--output=old.html", "--force"],
            ["summary", "--format=html", f"--output={LEDGER}", "--force"],
        ],
    )
    assert (done.code, refused.code) == (0, 1)
    assert (tmp_path / "old.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / LEDGER).read_bytes() == ledger
