"""Runs the program as a process, in a folder and an environment that the test has chosen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from tests.corpus_ledgers import ledger_bytes

import antragsbudget

SOURCE = Path(antragsbudget.__file__).parents[1]
LEDGER = Path("data", "allocations.toml")
AT = "2022-12-01T09:00:00Z"
"""The moment at which a process with a fixed clock runs, unless the test says another."""

KEPT = ("PATH", "SYSTEMROOT", "TEMP", "XDG_CACHE_HOME")

# The product has no hook for the clock: a test puts its own in its place before it starts.
_CLOCK = """
import sys
from datetime import datetime
import antragsbudget.cli.clock as clock
from antragsbudget.cli.main import main
def set_to(at):
    moment = datetime.fromisoformat(at)
    clock.today, clock.moment, clock.user = moment.date, lambda: moment, lambda: "kb"
"""
_ONE = f"{_CLOCK}\nset_to(sys.argv.pop(1))\nsys.exit(main())"
_EACH = f"""{_CLOCK}
import io, json, os, traceback
answers, asked, shown = [], json.load(sys.stdin), sys.stdout
sys.stdin = io.StringIO()
for at, arguments in asked:
    set_to(at)
    sys.argv = ["antragsbudget", *arguments]
    sys.stdout, sys.stderr = streams = [
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\\n") for _ in range(2)
    ]
    try:
        code = main()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        code = -1
    said = [stream.buffer.getvalue().decode() for stream in streams]
    if "Traceback" in said[1]:  # main() returns 0 for a fault once anything is written
        code = -1
    answers.append([code, *said])
json.dump(answers, shown)
shown.flush()
"""


@dataclass(frozen=True)
class Result:
    """What a run left: its exit code, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the one object on stdout."""
        return json.loads(self.out)

    @property
    def said(self) -> str:
        return self.out + self.err


def environment(lang: str = "de_DE.UTF-8", **more: str) -> dict[str, str]:
    """Return an environment without anything that the developer has set for herself."""
    kept = {key: os.environ[key] for key in KEPT if key in os.environ}
    always = {"LANG": lang, "PYTHONUTF8": "1", "PYTHONPATH": str(SOURCE), "COLUMNS": "80"}
    return kept | always | more


def command_line(at: str | None = None) -> list[str]:
    """Return how the program is called; with *at*, as if it were that moment."""
    start = [sys.executable, "-m", "antragsbudget"]
    return start if at is None else [sys.executable, "-c", _ONE, at]


def run(
    folder: Path,
    *arguments: str,
    at: str | None = AT,
    env: Mapping[str, str] | None = None,
    given: str | None = None,
) -> Result:
    """Run one command in *folder*; *given* is what it finds on stdin."""
    done = subprocess.run(
        [*command_line(at), *arguments],
        cwd=folder,
        env=environment() if env is None else env,
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def run_each(
    folder: Path,
    commands: Iterable[Iterable[str]],
    *,
    at: str = AT,
    env: Mapping[str, str] | None = None,
    within: Sequence[str] = (),
) -> list[Result]:
    """Run each command in turn, in one process that starts once; no exit code stops it.

    A command that begins with a moment (`2022-04-05T09:00:00Z`) runs at that moment; *within* is
    the command that starts the process.
    """
    asked = []
    for command in commands:
        words = list(command)
        asked.append((words.pop(0), words) if words[:1] and _is_moment(words[0]) else (at, words))
    done = subprocess.run(
        [*within, sys.executable, "-c", _EACH],
        cwd=folder,
        env=environment() if env is None else env,
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return [Result(*answer) for answer in json.loads(done.stdout)]


def _is_moment(word: str) -> bool:
    return len(word) == 20 and word.endswith("Z")


def place(folder: Path, name: str) -> Path:
    """Put the ledger *name* of the corpus where the program looks for it, and return its path."""
    path = folder / LEDGER
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ledger_bytes(name))
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder* with its bytes, but for the locks that writers leave."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def tool(name: str) -> str:
    """Return where a program is; a machine without it skips the test, CI does not."""
    return shutil.which(name) or lacks(f"there is no {name} on this machine")


def lacks(why: str) -> NoReturn:
    """Skip the test that runs, and say why; with CI=true it fails instead."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{why}, and CI skips nothing")
    pytest.skip(f"{why}: see .ci/run")
