"""Runs what takes long of the tests of trust, and puts what came of it into docs/trust.md.

`make stress`, or `python tests/trust/stress.py crash many`. A part in which anything was lost,
doubled or overlooked is printed only, and the run ends with 1.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path += [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]

from tests.trust import lying, planting, signalled, tampering
from tests.trust.crash import ERRORS, STORIES, tried
from tests.trust.crowd import BUSY, REFUSED, Round, crowd
from tests.trust.faults import KILL, SHORT, TORN
from tests.trust.page import commit, put, table
from tests.trust.signalled import COMMANDS, ENDING
from tests.trust.tampering import Change

ROUNDS, WRITERS, EACH, KILLS = 20, 8, 50, 3
SIGNALS = 210  # for each command
PLANTED = 12  # for each thing that is planted, at each command


@dataclass
class Part:
    """What one part of the run came to: a table for the page, and what was wrong."""

    head: Sequence[str]
    rows: list[Sequence[object]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, row: Sequence[object], faults: Iterable[str] = ()) -> None:
        """Take a row, and print it at once with what was wrong in it."""
        self.rows.append(row)
        print(*row, sep=", ", flush=True)
        for fault in faults:
            self.faults.append(fault)
            print(f"  FAULT {fault}", flush=True)

    def sum(self, name: str, *columns: int) -> None:
        """Add up *columns* in a last row."""
        sums = [sum(int(str(row[n])) for row in self.rows) for n in columns]
        gaps = [""] * (len(self.head) - len(sums) - 1)
        self.rows.append((f"**{name}**", *gaps, *sums))


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name).resolve()


def crash() -> Part:
    """Strike each command at each of its system calls in each way."""
    part = Part(("command", "calls", "struck", "then the old one", "then the new one"))
    left = Counter[str]()
    for story in STORIES:
        with folder() as here:
            tally = tried(story, here, (KILL, TORN, SHORT, *ERRORS))
        states = Counter[str]()
        for (_, state), number in tally.found.items():
            states[state] += number
        left += tally.left
        row = (story.name, tally.calls, tally.points, states["old"], states["new"])
        part.add(row, tally.faults)
    for name, number in left.items():
        print(f"  left behind: {name}: {number}")
    part.sum("together", 2, 3, 4)
    return part


def signals() -> Part:
    """Send Ctrl-C, a shutdown and a closed terminal to commands at any moment of their life."""
    part = Part(("command", "signals", "written, code 0", "not written, 130 or death", "too early"))
    for number, name in enumerate(COMMANDS):
        with folder() as here:
            tally = signalled.tried(here, name, SIGNALS, ENDING, seed=number)
        done = tally.found[0, "written"]
        rest = tally.tries - done - tally.too_early
        part.add((name, tally.tries, done, rest, tally.too_early), tally.faults)
    part.sum("together", 1, 2, 3, 4)
    return part


def overwriting() -> Part:
    """Put files and links under the names of papers while they are made."""
    part = Part(("command", "`--force`", "planted", "ended with 0", "refused", "too late"))
    with folder() as here:
        for (name, replace), tally in planting.tried(here, PLANTED).items():
            refused = tally.tries - tally.codes[0]
            row = (name, "yes" if replace else "no", tally.tries, tally.codes[0], refused)
            part.add((*row, tally.too_late), tally.faults)
    part.sum("together", 2, 3, 4, 5)
    return part


def many() -> Part:
    """Let eight processes book fifty times each; kill three of them in every second round."""
    head = ("rounds of 8 × 50", "killed", "recorded", "confirmed", "refused", "busy", "readings")
    part = Part(head)
    for kills in (0, KILLS):
        whole, faults, rounds = Round(), list[str](), range(bool(kills), ROUNDS, 2)
        for number in rounds:
            with folder() as here:
                one = crowd([here], WRITERS, EACH, kills, seed=number)
            faults += one.faults
            whole.codes += one.codes
            whole.recorded += one.recorded
            whole.killed += one.killed
            whole.reads += one.reads
        part.add((len(rounds), *_counts(whole)), faults)
    part.sum("together", 1, 2, 3, 4, 5, 6)
    return part


def _counts(one: Round) -> tuple[int, ...]:
    codes = one.codes
    return one.killed, one.recorded, codes[0], codes[REFUSED], codes[BUSY], one.reads


# How a folder is mounted a second time, and whether what is promised must hold there.
MOUNTS = {
    "a bind mount": (["mount", "--bind"], True),
    "FUSE that hands locks on": (["bindfs", "--multithreaded", "--enable-lock-forwarding"], False),
    "FUSE that keeps locks to itself": (["bindfs"], False),
}


def mounts() -> Part:
    """Let half of the processes come by a second mount of the folder."""
    head = ("mounted by", "killed", "recorded", "confirmed", "refused", "busy", "readings", "then")
    part = Part(head)
    for name, (mounting, holds) in MOUNTS.items():
        for number in range(3):
            with folder() as here, mounted(here, mounting) as ways:
                if not ways:
                    part.add((name, *[""] * 6, "not tried: see the run"))
                    break
                one = crowd(ways, WRITERS, 10, KILLS * (number % 2), seed=number)
            broken = Counter(fault.partition(":")[0] for fault in one.faults)
            held = ", ".join(f"{times} × {sort}" for sort, times in broken.items())
            row = (name, *_counts(one), held or "everything held")
            part.add(row, one.faults if holds else ())
    return part


@contextmanager
def mounted(here: Path, mounting: list[str]) -> Iterator[list[Path]]:
    """Give a folder and a second mount of it; nothing where that cannot be."""
    first, second = here / "first", here / "second"
    for made in (first, second):
        made.mkdir()
    try:
        subprocess.run([*mounting, str(first), str(second)], check=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        print(f"{shlex.join(mounting)}: not tried, {problem}")
        yield []
        return
    try:
        yield [first, second]
    finally:
        subprocess.run(["umount", str(second)], check=True)


def drive() -> Part:
    """Try a drive as an IT department does: a local folder, and drives that lie."""
    part = Part(("drive", "is found", "because"))
    drives = {
        "a local folder": ("", 0),
        "no locks": (lying.NO_LOCKS, 1),
        "one lock granted twice": (lying.LYING_LOCKS, 1),
        "a file taken away before the new one is there": (lying.RENAME_IN_TWO_STEPS, 1),
    }
    for name, (source, code) in drives.items():
        with folder() as here:
            found = lying.tried(here, "--lang", "en", source=source, seconds=1200)
        checks = [line for line in found.out.splitlines() if re.search(": (in order|FAULT)$", line)]
        broken = [line.removesuffix(": FAULT") for line in checks if line.endswith("FAULT")]
        told = f"not so: {'; '.join(broken)}" if broken else f"{len(checks)} checks in order"
        row = (name, "unfit" if found.code else "fit", told)
        part.add(row, [] if found.code == code else [found.out + found.err])
    return part


def tamper() -> Part:
    """Change each character of a value of each sort, each value, and the order in each way."""
    part = Part(("change", "tried", "found"))
    values, sorts = tampering.values(), tampering.one_of_each()
    alone, paper = tampering.faults, tampering.faults_against_paper
    each = "each character of one value of each sort (kind × key, header too)"
    _change(part, each, tampering.each_character(sorts), alone)
    _change(part, "one character of each value", tampering.one_character(values), alone)
    for how, made in tampering.ORDER.items():
        _change(part, f"an entry {how}", made(), alone)
    last = "the last entries cut off, back to before an issued paper †"
    _change(part, last, tampering.lost(), paper)
    anew = "an entry before an issued paper changed, and all hashes computed anew †"
    _change(part, anew, tampering.forged(), paper)
    part.sum("together", 1, 2)
    return part


def _change(
    part: Part, what: str, some: Iterable[Change], judge: Callable[[Change, Path], Iterator[str]]
) -> None:
    number, faults, missed = 0, list[str](), 0
    with folder() as here:
        for change in some:
            number += 1
            wrong = list(judge(change, here / "l.toml"))
            faults += wrong
            missed += bool(wrong)
    part.add((what, number, number - missed), faults)


PARTS: dict[str, Callable[[], Part]] = {
    "crash": crash,
    "signals": signals,
    "overwriting": overwriting,
    "many": many,
    "mounts": mounts,
    "drive": drive,
    "tampering": tamper,
}


def main(names: Sequence[str]) -> int:
    """Run the parts of these names, put those that held into the page, and return the exit code."""
    if unknown := set(names) - set(PARTS):
        sys.exit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    faults = 0
    for name in names or PARTS:
        start, begun = time.monotonic(), commit()
        part = PARTS[name]()
        seconds = time.monotonic() - start
        print(f"{name}: {len(part.faults)} faults, {seconds:.0f} s", flush=True)
        faults += len(part.faults)
        if not part.faults:
            put(name, table(part.head, part.rows), seconds, f"make stress STRESS={name}", begun)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
