"""Lets many book at once on an allocation that covers half of it, and judges what is left.

Some may be killed while they write, and all may come to the folder by ways of their own. Somebody
reads the ledger the whole time.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tests.program import LEDGER, command_line, environment, place, run

from antragsbudget import pipeline
from antragsbudget.core.entries import Expense
from antragsbudget.errors import LedgerError

MONEY = 300_000
REFUSED, BUSY = 1, 4
BURST = """
import os, sys
from datetime import datetime
import antragsbudget.cli.clock as clock
from antragsbudget.cli.main import main
moment = datetime.fromisoformat("2022-12-01T09:00:00Z")
clock.today, clock.moment, clock.user = moment.date, lambda: moment, lambda: "kb"
who, times, amount = sys.argv[1:]
for n in range(int(times)):
    code = 4
    while code == 4:
        sys.argv[1:] = ["expense", "DCP", amount, "--payee", "A", "--purpose", "B",
                        "--voucher", f"{who}-{n}"]
        code = main()
        os.write(1, f"{code} {who}-{n}\\n".encode())
"""


@dataclass
class Round:
    """What one round came to."""

    killed: int = 0
    reads: int = 0
    seconds: float = 0.0
    codes: Counter[int] = field(default_factory=Counter)
    recorded: int = 0
    faults: list[str] = field(default_factory=list)


def crowd(folders: Sequence[Path], writers: int, each: int, kills: int = 0, seed: int = 0) -> Round:
    """Let *writers* book *each* times in the folders, which are all the same one; kill some."""
    path = place(folders[0], "valid/shipped")
    amount = MONEY * 2 // (writers * each)
    said = [(folders[0] / f"out-{n}", folders[0] / f"err-{n}") for n in range(writers)]
    start, made, chance = time.monotonic(), Round(), random.Random(seed)
    running = []
    for number, (out, err) in enumerate(said):
        with open(out, "wb") as output, open(err, "wb") as errors:
            running.append(
                subprocess.Popen(
                    [command_line()[0], "-c", BURST, f"w{number}", str(each), str(amount)],
                    cwd=folders[number % len(folders)],
                    env=environment(),
                    stdout=output,
                    stderr=errors,
                )
            )
    dying = chance.sample(running, kills)
    moments = sorted(chance.sample(range(1, writers * each // 3), kills))
    count = 0
    while any(process.poll() is None for process in running):
        made.reads += 1
        try:
            seen = len(pipeline.read(folders[made.reads % len(folders)] / LEDGER).entries)
        except LedgerError as error:
            made.faults.append(f"a reader saw no ledger: {error}")
            continue
        if seen < count:
            made.faults.append(f"a reader saw an older one: {seen} entries after {count}")
        count = seen
        while moments and count >= moments[0]:
            moments.pop(0)
            victim = dying.pop()
            time.sleep(chance.random() / 50)
            made.killed += victim.poll() is None
            victim.kill()
        time.sleep(0.01)
    made.seconds = time.monotonic() - start
    made.faults += _faults(folders[0], path, said, made, writers * each)
    return made


def _faults(
    folder: Path, path: Path, said: Sequence[tuple[Path, Path]], made: Round, asked: int
) -> Iterator[str]:
    answers = [line.split() for out, _ in said for line in out.read_text("utf-8").splitlines()]
    made.codes = Counter(int(code) for code, _ in answers)
    confirmed = [voucher for code, voucher in answers if code == "0"]
    result = pipeline.verify(path, None)
    made.recorded = result.entries
    if result.findings:
        yield f"verify: {result.findings}"
        return
    entries = [entry for entry in pipeline.read(path).entries if isinstance(entry, Expense)]
    vouchers = [entry.voucher for entry in entries]
    if [entry.nr for entry in entries] != list(range(1, len(entries) + 1)):
        yield "the numbers are not 1, 2, 3 …"
    if len(set(vouchers)) != len(vouchers):
        yield "an entry is doubled"
    if lost := set(confirmed) - set(vouchers):
        yield f"confirmed and lost: {lost}"
    if len(set(vouchers) - set(confirmed)) > made.killed:
        yield f"recorded without a confirmation: {set(vouchers) - set(confirmed)}"
    if sum(entry.amount for entry in entries) > Decimal(MONEY):
        yield "more was booked than there is"
    if any(code not in (0, REFUSED, BUSY) for code in made.codes):
        yield f"codes: {made.codes}"
    if not made.killed and (made.codes[0], made.codes[REFUSED]) != (asked // 2, asked // 2):
        yield f"not half was confirmed: {made.codes} of {asked}"
    if any("Traceback" in err.read_text("utf-8") for _, err in said):
        yield "a traceback"
    after = run(folder, "reserve", "DZ", "1", "--purpose", "danach")
    if after.code != 0:
        yield f"the next command fails: {after.err}"
    hidden = [found.name for found in path.parent.iterdir() if found.name.startswith(".")]
    if hidden:
        yield f"left behind: {hidden}"
