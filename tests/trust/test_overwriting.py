"""While a paper is being made, somebody saves a file or puts a link under its name.

The moment is had without touching the program: its Word template is a pipe, so that it waits, with
all names looked at, until somebody writes the template into it. `make stress` plants at any moment.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.corpus_ledgers import ledger_bytes
from tests.program import LEDGER, command_line, environment, files, place
from tests.trust.planting import (
    PLANTS,
    link_to_ledger,
    link_to_nothing,
    save,
    second_name_of_ledger,
)

NOW = "2023-05-11T08:00:00Z"
BYTES = ledger_bytes("valid/two-years")
WRITE = ["vorlage", "--ausgabe", "v.docx", "--formatvorlage", "t.docx"]
ISSUE = [*WRITE, "--ausfertigen", "--sitzung", "24.05.2023", "--nummer", "61/1000"]
FORCE = "--ersetzen"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="that a process waits is seen in /proc of Linux"
)


CASES = [
    *((WRITE, plant) for plant in PLANTS),
    *((ISSUE, plant) for plant in (save, link_to_ledger)),
]


def interrupted(
    folder: Path, arguments: list[str], plant: Callable[[Path], None]
) -> tuple[int, str, dict[str, bytes]]:
    """Run a command, plant something when it has looked at all names, and let it go on."""
    from docx import Document

    template = Document()
    template.add_paragraph("{{inhalt}}")
    template.save(content := io.BytesIO())
    os.mkfifo(folder / "t.docx")
    pipe = os.open(folder / "t.docx", os.O_RDWR)
    try:
        with subprocess.Popen(
            [*command_line(NOW), *arguments],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        ) as running:
            while not reads(running.pid, folder / "t.docx"):
                assert running.poll() is None, running.communicate()
                time.sleep(0.01)
            (folder / "v.docx").unlink(missing_ok=True)
            plant(folder / "v.docx")
            planted = files(folder)
            os.write(pipe, content.getvalue())
            os.close(pipe)
            pipe = -1
            said, _ = running.communicate(timeout=60)
    finally:
        if pipe >= 0:
            os.close(pipe)
    return running.returncode, said, planted


def reads(process: int, file: Path) -> bool:
    """Say whether a process has a file open."""
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        try:
            if os.readlink(descriptor) == str(file):
                return True
        except FileNotFoundError:  # closed just now
            continue
    return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place(tmp_path, "valid/two-years")
    (tmp_path / "another").write_bytes(b"another")
    return tmp_path


@pytest.mark.parametrize(("command", "plant"), CASES)
def test_without_leave_nothing_gives_way_and_nothing_is_recorded(
    folder: Path, command: list[str], plant: Callable[[Path], None]
) -> None:
    code, said, planted = interrupted(folder, command, plant)
    assert code == (4 if plant is link_to_nothing else 1), said
    assert ("nichts geschrieben" in said) or ("nicht geschrieben" in said)
    assert files(folder) == planted
    assert (folder / LEDGER).read_bytes() == BYTES


@pytest.mark.parametrize(("command", "plant"), CASES)
def test_with_leave_to_replace_a_file_no_link_is_followed_that_was_not_there(
    folder: Path, command: list[str], plant: Callable[[Path], None]
) -> None:
    (folder / "v.docx").write_bytes(b"mine")
    code, said, planted = interrupted(folder, [*command, FORCE], plant)
    if plant is save:
        assert code == 0, said
        assert (folder / "v.docx").read_bytes().startswith(b"PK")
        return
    assert code == (1 if plant is second_name_of_ledger else 4), said
    assert files(folder) == planted
    assert (folder / LEDGER).read_bytes() == BYTES
