"""Runs what takes long of the tests of trust, and prints how often, and what was found.

`make stress`, or `python tests/trust/stress.py crash signals many tampering mounts`; docs/trust.md
says what came of it. It ends with 1 if anything was lost, doubled or overlooked.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":
    sys.path += [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]

from tests.trust import signalled, tampering
from tests.trust.crash import ERRORS, STORIES, tried
from tests.trust.crowd import BUSY, REFUSED, Round, crowd
from tests.trust.faults import KILL, SHORT, TORN
from tests.trust.signalled import COMMANDS, ENDING
from tests.trust.tampering import Change

ROUNDS, WRITERS, EACH, KILLS = 20, 8, 50, 3
SIGNALS = 400  # for each command


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name).resolve()


def told(faults: Iterable[str]) -> int:
    """Print what was found, and return how much."""
    number = 0
    for number, fault in enumerate(faults, 1):  # noqa: B007  # the last one is the count
        print(f"  FAULT {fault}")
    return number


def crash() -> int:
    """Strike each command at each of its system calls in each way."""
    faults = points = 0
    for story in STORIES:
        with folder() as here:
            tally = tried(story, here, (KILL, TORN, SHORT, *ERRORS))
        print(f"{story.name}: {tally.calls} calls, {tally.points} points")
        for (how, state), number in tally.found.items():
            print(f"  {how:8} the ledger is {state}: {number}")
        for name, number in tally.left.items():
            print(f"  left behind: {name}: {number}")
        faults += told(tally.faults)
        points += tally.points
    print(f"crash: {points} points, {faults} faults")
    return faults


def summed(one: Round) -> str:
    return (
        f"{one.recorded} recorded, {one.codes[0]} confirmed, {one.codes[REFUSED]} refused, "
        f"{one.codes[BUSY]} busy, {one.killed} killed, {one.reads} reads"
    )


def many() -> int:
    """Let eight processes book fifty times each; kill three of them in every second round."""
    faults, whole = 0, Round()
    for number in range(ROUNDS):
        with folder() as here:
            one = crowd([here], WRITERS, EACH, KILLS * (number % 2), seed=number)
        faults += told(one.faults)
        whole.codes += one.codes
        whole.recorded += one.recorded
        whole.killed += one.killed
        whole.reads += one.reads
    print(f"many: {ROUNDS} rounds, {summed(whole)}; {faults} faults")
    return faults


def changes(
    what: str, some: Iterable[Change], judge: Callable[[Change, Path], Iterator[str]]
) -> int:
    number = faults = 0
    with folder() as here:
        for change in some:
            number += 1
            faults += told(judge(change, here / "l.toml"))
    print(f"{what}: {number} changes, {faults} faults")
    return faults


def tamper() -> int:
    """Change each character of a value of each sort, each value, and the order in each way."""
    values, sorts = tampering.values(), tampering.one_of_each()
    alone, paper = tampering.faults, tampering.faults_against_paper
    faults = changes("each character of each sort", tampering.each_character(sorts), alone)
    faults += changes("one character of each value", tampering.one_character(values), alone)
    for how, made in tampering.ORDER.items():
        faults += changes(f"an entry {how}", made(), alone)
    faults += changes("the last entries lost", tampering.lost(), paper)
    return faults + changes("one entry forged, all hashes anew", tampering.forged(), paper)


# How a folder is mounted a second time, and whether what is promised must hold there.
MOUNTS = {
    "a bind mount": (["mount", "--bind"], True),
    "FUSE that hands locks on": (["bindfs", "--multithreaded", "--enable-lock-forwarding"], False),
    "FUSE that keeps locks to itself": (["bindfs"], False),
}


def mounts() -> int:
    """Let half of the processes come by a second mount of the folder."""
    faults = 0
    for name, (mounting, holds) in MOUNTS.items():
        for number in range(3):
            with folder() as here, mounted(here, mounting) as ways:
                if not ways:
                    break
                one = crowd(ways, WRITERS, 10, KILLS * (number % 2), seed=number)
            held = "FAILED" if one.faults else "held"
            print(f"{name}: {summed(one)}; {held}")
            told(one.faults[:5])
            faults += len(one.faults) if holds else 0
    return faults


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


def signals() -> int:
    """Send Ctrl-C, a shutdown and a closed terminal to commands at any moment of their life."""
    faults = tries = 0
    for number, name in enumerate(COMMANDS):
        with folder() as here:
            tally = signalled.tried(here, name, SIGNALS, ENDING, seed=number)
        print(f"{name}: {tally.tries} signals, {tally.too_early} before Python had started")
        for (code, state), times in sorted(tally.found.items()):
            print(f"  code {code:4} the ledger is {state}: {times}")
        faults += told(tally.faults)
        tries += tally.tries
    print(f"signals: {tries} signals, {faults} faults")
    return faults


PROGRAMS = {"crash": crash, "signals": signals, "many": many, "tampering": tamper, "mounts": mounts}

if __name__ == "__main__":
    sys.exit(1 if sum(PROGRAMS[name]() for name in sys.argv[1:] or PROGRAMS) else 0)
