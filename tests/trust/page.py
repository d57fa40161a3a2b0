"""Puts what a run came to into its place in docs/trust.md, with the commit that it is of.

A place is between `<!-- ran: NAME -->` and `<!-- end -->`. What broke is not put there: it is
printed, and the page keeps what held last.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "trust.md"
PLACE = re.compile(r"(?<=<!-- ran: )(?P<name>.+?) -->\n(?P<told>.*?)(?=<!-- end -->)", re.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; whole numbers have their thousands apart."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def put(name: str, told: str, seconds: float, command: str, begun: str) -> None:
    """Put *told* into the place *name*, and below it by which command, when and of what.

    *begun* is the commit with which the run began.
    """
    of = begun if begun == commit() else f"{begun}, changed while it ran"
    system = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"
    ran = (
        f"`{command}`, {date.today()}, {seconds:.0f} s: {of}, "
        f"Python {platform.python_version()}, {system}\n"
    )
    text = PAGE.read_text("utf-8")
    new, times = filled(text, name, f"\n{told.strip()}\n\n{ran}\n")
    if times != 1:
        sys.exit(f"{PAGE}: {times} places for {name}")
    PAGE.write_text(new, "utf-8", newline="\n")


def filled(text: str, name: str, told: str) -> tuple[str, int]:
    """Return *text* with *told* in the place *name*, and how many such places there are."""
    found = [place for place in PLACE.finditer(text) if place["name"] == name]
    for place in reversed(found):
        text = text[: place.start("told")] + told + text[place.end("told") :]
    return text, len(found)


def commit() -> str:
    """Return the last commit that changed `src`, and whether something is changed since."""
    last = _git("log", "-1", "--format=commit %h", "--", "src")
    changed = " and changes since" if _git("status", "--porcelain", "--", "src") else ""
    return (last or "no commit") + changed


def _git(*words: str) -> str:
    asked = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip()
