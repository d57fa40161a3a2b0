"""Sends a signal to commands that write, at any moment of their life, and judges what they tell.

What is judged is what the exit code promises: 0 if and only if the entry is there, 130 or the death
by the signal if and only if it is not; no traceback, and with `--json` one object that says the
same. Before Python has called the first line of the program, only Python can answer.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.program import command_line, environment, place
from tests.trust.crash import BOOK, CARRIED

INTERRUPTED = 130
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, a shutdown, a closed terminal
BOOKING = (*BOOK, "R-1")
ISSUE = ("summary", "--issue", "--meeting", "2023-05-24", "--output", "v.md", "--output", "v.html")
COMMANDS = {
    "a booking": ("valid/acceptance", BOOKING),
    "a booking told as JSON": ("valid/acceptance", (*BOOKING, "--json")),
    "a payment": ("valid/acceptance", ("pay", "4", "--date", "2022-12-01")),
    "a year's end": ("valid/in-use", ("close-year", "2022", *CARRIED, "--json")),
    "an issued paper": ("valid/two-years", ISSUE),
}


@dataclass
class Tally:
    """How often each code came with each state of the ledger, and what was wrong."""

    found: Counter[tuple[int, str]] = field(default_factory=Counter)
    too_early: int = 0  # Python itself was still starting
    faults: list[str] = field(default_factory=list)

    @property
    def tries(self) -> int:
        return self.found.total()


class Struck:
    """A command on a ledger of its own, to which a signal is sent."""

    def __init__(self, folder: Path, ledger: str, command: Sequence[str]) -> None:
        self.folder, self.command = folder, command
        self.path = place(folder, ledger)
        self.before = self.path.read_bytes()

    def seconds(self) -> float:
        """Return how long the command takes, undisturbed."""
        self._begin()
        start = time.monotonic()
        with self._started() as running:
            running.communicate()
        assert running.returncode == 0
        return time.monotonic() - start

    def at(self, number: int, after: float, tally: Tally) -> None:
        """Send the signal *after* some seconds of life."""
        self._begin()
        with self._started() as running:
            time.sleep(after)
            self._strike(running, number, f"after {after * 1000:.1f} ms", tally)

    def when_written(self, number: int, after: float, tally: Tally) -> None:
        """Send the signal *after* some seconds since the ledger was replaced."""
        self._begin()
        old = os.stat(self.path).st_ino
        with self._started() as running:
            while os.stat(self.path).st_ino == old and running.poll() is None:
                time.sleep(0.0002)
            time.sleep(after)
            self._strike(running, number, f"{after * 1000:.1f} ms after the rename", tally)

    def _begin(self) -> None:
        for left in (*self.path.parent.iterdir(), *self.folder.glob("v.*")):
            left.unlink()
        self.path.write_bytes(self.before)

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*command_line(), *self.command],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def _strike(self, running: subprocess.Popen[str], number: int, when: str, tally: Tally) -> None:
        running.send_signal(number)
        out, err = running.communicate()
        code, written = running.returncode, self.path.read_bytes() != self.before
        tally.found[code, "written" if written else "as it was"] += 1
        # Python starts before it calls the first line of the program.
        if not written and code != INTERRUPTED and number == signal.SIGINT and _of_python(err):
            tally.too_early += 1
            return
        name = signal.Signals(number).name
        for fault in self._faults(code, number, out, err, written=written):
            tally.faults.append(f"{name} {when}: {fault}")

    def _faults(
        self, code: int, number: int, out: str, err: str, *, written: bool
    ) -> Iterator[str]:
        stopped = (INTERRUPTED,) if number == signal.SIGINT else (-number,)
        if code not in ((0,) if written else stopped):
            yield f"the code is {code}, and it is {'' if written else 'not '}written: {err[-300:]}"
        if "Traceback" in err or "Exception ignored" in err:
            yield f"a traceback: {err[-300:]}"
        if written and not all((self.folder / name).exists() for name in self._papers()):
            yield "the entry is there, its papers are not"
        if "--json" in self.command and code in (0, INTERRUPTED):
            try:
                ok = json.loads(out)["ok"]
            except (ValueError, KeyError):
                yield f"not one JSON object: {out!r}"
            else:
                if ok != written:
                    yield f"the JSON says {ok}"

    def _papers(self) -> Iterator[str]:
        return (word for word in self.command if word.startswith("v."))


def _of_python(said: str) -> bool:
    """Say whether a death by Ctrl-C was before `main` was there to take it."""
    return not said or ("Traceback" in said and "in main" not in said)


def tried(folder: Path, name: str, tries: int, signals: Sequence[int], seed: int = 0) -> Tally:
    """Strike a command: half of the tries over its whole life, half after the rename."""
    tally, chance = Tally(), random.Random(seed)
    struck = Struck(folder, *COMMANDS[name])
    whole = struck.seconds()
    for turn in range(tries):
        number = signals[turn // 2 % len(signals)]
        if turn % 2:
            struck.when_written(number, chance.random() * 0.06, tally)
        else:
            struck.at(number, chance.random() * whole, tally)
    return tally
