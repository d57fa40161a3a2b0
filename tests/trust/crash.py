"""Strikes at commands that write, at each of their system calls, and judges what is left.

What is judged is what the contract says: the ledger is the old one or the new one byte for byte,
what was confirmed is there, an error is 3 or 4 and no traceback, and the next command works
without repair. The files of a paper are there whole or not at all, never before their entry, and
`--reissue` writes them again.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from tests.program import LEDGER, place
from tests.trust.faults import KILL, SHORT, TORN, Run, Stage, stage

from antragsbudget import pipeline
from antragsbudget.ledger.verification import LocatedFinding

AT = "2023-05-11T08:00:00Z"
BOOK = (
    "expense",
    "DCP",
    "10",
    "--payee",
    "A",
    "--purpose",
    "B",
    "--date",
    "2022-12-01",
    "--voucher",
)
ERRORS = ("ENOSPC", "EIO")


@dataclass(frozen=True)
class Story:
    """A command, the ledger that it finds, and the files that it writes beside that."""

    name: str
    ledger: str | None
    command: tuple[str, ...]
    papers: tuple[str, ...] = ()
    booked_before: bool = False


PAPERS = ("v.md", "v.html")
OUTPUTS = tuple(word for name in PAPERS for word in ("--output", name))
CARRIED = ("--carry", "DZ=all", "--carry", "DCP=all", "--reason", "§ 22 KomHVO")
ISSUE = ("summary", "--issue", "--meeting", "2023-05-24", *OUTPUTS)

BOOKING = Story("a booking", "valid/acceptance", (*BOOK, "R-1"), booked_before=True)
STORIES = (
    BOOKING,
    Story("the first booking", "valid/shipped", (*BOOK, "R-1")),
    Story("a new ledger", None, ("init",)),
    Story("a year's end", "valid/in-use", ("close-year", "2022", *CARRIED), booked_before=True),
    Story("an issued paper", "valid/two-years", ISSUE, PAPERS, booked_before=True),
)


@dataclass
class Tally:
    """How many points were struck, and how the ledger was found: `old`, `new` or as a fault."""

    calls: int = 0
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)

    @property
    def points(self) -> int:
        return self.found.total()


@dataclass(frozen=True)
class Undisturbed:
    """What a command does when nothing disturbs it: the ledger before and after it, the papers."""

    run: Run
    old: bytes | None
    new: bytes | None
    papers: dict[str, bytes]


@dataclass
class Trial:
    """A story on its stage: the folder before, and what an undisturbed run makes of it."""

    story: Story
    stage: Stage
    folder: Path
    before: Path
    verified: dict[bytes, tuple[LocatedFinding, ...]] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.folder / LEDGER

    def content(self) -> bytes | None:
        """Return the ledger as it lies there."""
        return self.path.read_bytes() if self.path.exists() else None

    def begin(self) -> None:
        """Put everything back as it was before the command."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.before, self.folder)

    @cached_property
    def undisturbed(self) -> Undisturbed:
        self.begin()
        old = self.content()
        run = self.stage.watched(self.folder, *self.story.command)
        assert run.code == 0, run.err
        papers = {name: (self.folder / name).read_bytes() for name in self.story.papers}
        return Undisturbed(run, old, self.content(), papers)

    def points(self, hows: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield each point: every call in each way, and half a write where something is written."""
        calls = self.undisturbed.run.calls
        for how in hows:
            for number, call in enumerate(calls):
                if how not in (TORN, SHORT) or call.startswith("write "):
                    yield how, number
        if KILL in hows:
            yield KILL, len(calls)

    def strike(self, how: str, number: int, tally: Tally) -> None:
        """Strike once, and judge."""
        calls = (*self.undisturbed.run.calls, "the end")
        self.begin()
        run = self.stage.struck(self.folder, self.story.command, how, number)
        known = {self.undisturbed.old: "old", self.undisturbed.new: "new"}
        state = known.get(self.content(), "a third")
        tally.found[how, state] += 1
        missed = len(run.calls) <= number < len(calls) - 1
        faults = ["it was not struck"] * missed
        faults += [*self._of_the_ledger(run, how, state), *self._of_the_papers(state)]
        faults += self._of_what_follows(state)
        tally.faults += [f"{how} at {number} ({calls[number]}): {fault}" for fault in faults]
        tally.left += Counter(f"{name} by {how}" for name in self._left_behind())

    def _of_the_ledger(self, run: Run, how: str, state: str) -> Iterator[str]:
        if state == "a third":
            yield "the ledger is neither the old one nor the new one"
        killed = how in (KILL, TORN)
        confirmed = re.search("gebucht: |angelegt: ", run.err)
        if (confirmed or run.code == 0) and state != "new":
            yield "it was confirmed, and is not there"
        # A file of a recorded paper that has no room is told of: `--reissue` writes it.
        recorded = self.story.papers and "verzeichnet, aber die Datei kann nicht" in run.err
        if state == "new" and not killed and run.code != 0 and not recorded:
            yield f"it is there, but the code is {run.code}: {run.err.strip()}"
        if "Traceback" in run.err:
            yield f"a traceback: {run.err.strip().splitlines()[-1]}"
        if run.code not in ((None, 0) if killed else (0, 3, 4)):
            yield f"the code is {run.code}: {run.err.strip()}"
        copy = self.path.with_name(f"{self.path.name}~")
        earlier = self.before / LEDGER.with_name(copy.name)
        kept = {self.undisturbed.old, earlier.read_bytes() if earlier.exists() else None}
        if (copy.read_bytes() if copy.exists() else None) not in kept:
            yield "the copy is neither the last state nor the one before"

    def _of_the_papers(self, state: str) -> Iterator[str]:
        for name, content in self.undisturbed.papers.items():
            paper = self.folder / name
            if paper.exists():
                if paper.read_bytes() != content:
                    yield f"{name} is not whole"
                if state != "new":
                    yield f"{name} is there, its entry is not"

    def _of_what_follows(self, state: str) -> Iterator[str]:
        """Yield what the next commands fail in: the same one, or the next booking."""
        if state == "old":
            again = self.stage.run(self.folder, *self.story.command)
            if again.code != 0 or self.content() != self.undisturbed.new:
                yield f"it cannot be done again: {again.err.strip()}"
        else:
            further = self.stage.run(self.folder, *BOOK, "R-2")
            if further.code != 0:
                yield f"the next booking fails: {further.err.strip()}"
            if self.story.papers:
                nr = str(pipeline.read(self.path).entries[-2].nr)
                self.stage.run(self.folder, "summary", "--reissue", nr, "--force", *OUTPUTS)
        for name, content in self.undisturbed.papers.items():
            if (self.folder / name).read_bytes() != content:
                yield f"{name} cannot be written again"
        if self._findings():
            yield f"then `verify` says {self._findings()}"

    def _findings(self) -> tuple[LocatedFinding, ...]:
        """Return what `verify` says; the same bytes are asked about once."""
        content = self.path.read_bytes()
        if content not in self.verified:
            self.verified[content] = pipeline.verify(self.path, None).findings
        return self.verified[content]

    def _left_behind(self) -> Iterator[str]:
        for _, _, names in os.walk(self.folder):
            for name in names:
                if name.startswith("."):
                    yield re.sub(r"\d+-[0-9a-f]+$", "NUMBER", name)


@contextmanager
def trial(story: Story, folder: Path) -> Iterator[Trial]:
    """Set up a story in *folder*."""
    before, warming = folder / "before", folder / "warming"
    for made in (before, warming):
        made.mkdir(parents=True)
        if story.ledger is not None:
            place(made, story.ledger)
    reissue = ("summary", "--reissue", "1")
    with stage(AT, warming, story.command, (*BOOK, "R-2"), reissue) as open_:
        if story.booked_before:
            assert open_.run(before, *BOOK, "R-0").code == 0
        yield Trial(story, open_, folder / "now", before)


def tried(story: Story, folder: Path, hows: Sequence[str], every: int = 1) -> Tally:
    """Strike a story in each of the ways: at every point, at every second, and so on."""
    tally = Tally()
    with trial(story, folder) as current:
        tally.calls = len(current.undisturbed.run.calls)
        for how, number in islice(current.points(hows), 0, None, every):
            current.strike(how, number, tally)
    return tally
