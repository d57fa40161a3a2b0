"""Puts something under the name of a paper at any moment while it is made, and judges what is left.

What is judged: the ledger is as it was, or has the entry of the issued paper and no other byte;
without leave to replace, what was put there stays as it is and the command does not end with 0;
with it, nothing that a link leads to is replaced that was not its target from the start.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.program import LEDGER, command_line, environment, place

from antragsbudget import pipeline

NOW = "2023-05-11T08:00:00Z"
PAPERS = ("v.md", "v.html")
WRITE = ("summary", "--output", "v.md", "--output", "v.html")
ISSUE = (*WRITE, "--issue", "--meeting", "2023-05-24", "--number", "61/1000")
COMMANDS = {"a paper": WRITE, "an issued paper": ISSUE}
RECORDED = "verzeichnet, aber die Datei kann nicht"


def save(name: Path) -> None:
    """Save a file, and never over another one."""
    with name.open("xb") as file:
        file.write(b"theirs")


def link_to_ledger(name: Path) -> None:
    name.symlink_to(name.parent / LEDGER)


def second_name_of_ledger(name: Path) -> None:
    os.link(name.parent / LEDGER, name)


def link_to_another(name: Path) -> None:
    name.symlink_to("another")


def link_to_nothing(name: Path) -> None:
    name.symlink_to("nothing")


PLANTS = (save, link_to_ledger, second_name_of_ledger, link_to_another, link_to_nothing)


@dataclass
class Tally:
    """How often each exit code came, and what was wrong."""

    codes: Counter[int] = field(default_factory=Counter)
    too_late: int = 0  # the paper had its name
    faults: list[str] = field(default_factory=list)

    @property
    def tries(self) -> int:
        return self.codes.total()


@dataclass(frozen=True)
class Field:
    """A command in a folder of its own, in which something is planted."""

    folder: Path
    command: tuple[str, ...]
    replace: bool

    @property
    def path(self) -> Path:
        return self.folder / LEDGER

    @cached_property
    def undisturbed(self) -> tuple[dict[str, bytes], float]:
        """Return what the files are when nothing is planted, and how many seconds it takes."""
        self._begin()
        start = time.monotonic()
        with self._started() as running:
            _, said = running.communicate()
        assert running.returncode == 0, said
        seconds = time.monotonic() - start
        return {name: (self.folder / name).read_bytes() for name in PAPERS}, seconds

    def plant(self, plant: Callable[[Path], None], chance: random.Random, tally: Tally) -> None:
        """Plant once, at any moment of the command's life or while the paper awaits its name."""
        _, seconds = self.undisturbed
        old = self._begin()
        with self._started() as running:
            if chance.random() < 0.5:
                time.sleep(chance.random() * seconds)
            else:
                while not self._waiting() and running.poll() is None:
                    time.sleep(0.0002)
                time.sleep(chance.random() * 0.004)
            planted = self._planted(plant)
            _, said = running.communicate()
        tally.codes[running.returncode] += 1
        tally.too_late += planted is None
        for fault in self._faults(running.returncode, said, old, planted):
            tally.faults.append(f"{self.command} --force {self.replace} {plant.__name__}: {fault}")

    def _begin(self) -> bytes:
        for left in self.folder.glob("**/*"):
            if not left.is_dir():
                left.unlink()
        path = place(self.folder, "valid/two-years")
        (self.folder / "another").write_bytes(b"another")
        if self.replace:
            (self.folder / PAPERS[0]).write_bytes(b"mine")
        return path.read_bytes()

    def _started(self) -> subprocess.Popen[str]:
        force = ["--force"] if self.replace else []
        return subprocess.Popen(
            [*command_line(NOW), *self.command, *force],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def _waiting(self) -> bool:
        return any(name.startswith(f".{PAPERS[0]}.") for name in os.listdir(self.folder))

    def _planted(self, plant: Callable[[Path], None]) -> os.stat_result | None:
        """Plant, as somebody does who replaces a file or as one who does not; None: too late."""
        name = self.folder / PAPERS[0]
        if not self.replace:
            try:
                plant(name)
            except FileExistsError:
                return None
            return os.lstat(name)
        plant(passing := self.folder / "passing")
        planted = os.lstat(passing)
        os.replace(passing, name)
        if passing.exists():  # two names of one file: nothing was moved
            passing.unlink()
        return planted

    def _faults(
        self, code: int, said: str, old: bytes, planted: os.stat_result | None
    ) -> Iterator[str]:
        new, (papers, _) = self.path.read_bytes(), self.undisturbed
        recorded = new != old
        if not new.startswith(old) or (recorded and "--issue" not in self.command):
            yield f"the ledger is another: {said}"
        elif recorded and pipeline.verify(self.path, None).findings:
            yield "`verify` finds something"
        if "--issue" in self.command and recorded != (code == 0 or RECORDED in said):
            yield f"the code is {code}, and it is {'' if recorded else 'not '}recorded: {said}"
        if code not in (0, 1, 4) or "Traceback" in said:
            yield f"the code is {code}: {said}"
        if (self.folder / "another").read_bytes() not in (b"another", papers[PAPERS[0]]):
            yield "a file to which a link led is torn"
        name = self.folder / PAPERS[0]
        if not self.replace:
            if (self.folder / "another").read_bytes() != b"another":
                yield "a link was followed"
            if planted is None and name.read_bytes() != papers[name.name]:
                yield "the paper is not whole"
            if planted is not None and (code == 0 or not os.path.samestat(planted, name.lstat())):
                yield f"what was planted has gone, and the code is {code}: {said}"
            if code != 0 and not recorded and (self.folder / PAPERS[1]).exists():
                yield "half of the paper is there"
        left = [found for found in os.listdir(self.folder) if found.startswith(".")]
        if left:
            yield f"left behind: {left}"


def tried(folder: Path, tries: int, seed: int = 0) -> dict[tuple[str, bool], Tally]:
    """Plant each thing so many times at each command, with leave to replace files and without."""
    tallies, chance = {}, random.Random(seed)
    for name, command in COMMANDS.items():
        for replace in (False, True):
            tally = tallies[name, replace] = Tally()
            here = folder / f"{name} {replace}".replace(" ", "-")
            here.mkdir()
            field_ = Field(here, command, replace)
            for plant in PLANTS:
                for _ in range(tries):
                    field_.plant(plant, chance, tally)
    return tallies
