"""Measures CPU time and memory side by side with ledger, hledger and bean-query, whole processes.

Usage: python -m benchmarks.compare [ROUNDS]     (the median of 7 rounds unless said otherwise)

All programs get equal data (`generate.py`) and are called in turn, round by round, so that what
else the machine does hits all alike. "cold" is with nothing remembered, "warm" with what the run
before has left. A program that is not there is left out, and said to be.
"""

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import generate

import antragsbudget

OURS = [str(Path(sys.executable).with_name("antragsbudget"))]  # as it is called, like the others
FEW, MANY, MORE, MOST = 100, 1_000, 100_000, 1_000_000
QUERY = "SELECT account, sum(position) GROUP BY account"
EXPENSE = ("A1", "10", "--payee", "Neu GmbH", "--purpose", "Dienst", "--date", "2022-12-31")


class Cost(NamedTuple):
    """What one process took: CPU time in milliseconds, memory at its most in megabytes."""

    cpu: float
    memory: float


class Call(NamedTuple):
    """A command line, and what is to be done before it is measured."""

    line: Sequence[str]
    before: Callable[[], None] = lambda: None


def cost(line: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Return what a process takes; it must succeed."""
    running = subprocess.Popen(
        line, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, line)
    return Cost((used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024)


def measured(
    calls: Mapping[str, Call], rounds: int, environment: Mapping[str, str]
) -> dict[str, Cost]:
    """Return the medians of calls made in turn."""
    costs_of: dict[str, list[Cost]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            call.before()
            costs_of[name].append(cost(call.line, environment))
    return {
        name: Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))
        for name, costs in costs_of.items()
    }


def others(folder: Path) -> dict[str, Call]:
    """Return how the other programs add up the same; those that are installed."""
    journal = str(folder / "ledger.journal")
    beside = Path(sys.executable).with_name("bean-query")
    query = os.environ.get("BEAN_QUERY") or shutil.which("bean-query") or str(beside)
    lines = {
        "ledger": ["ledger", "-f", journal, "balance"],
        "hledger": ["hledger", "-f", journal, "balance"],
        "bean-query": [query, str(folder / "ledger.beancount"), QUERY],
    }
    return {name: Call(line) for name, line in lines.items() if shutil.which(line[0])}


def ours(ledger: Path, *words: str) -> list[str]:
    return [*OURS, "--ledger", str(ledger), *words]


class Bench:
    """A folder with data, an own cache folder, and how often each call is made."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder, self.rounds = folder, rounds
        self.cache = folder / "cache"
        self.environment = {
            **os.environ,
            "XDG_CACHE_HOME": str(self.cache),
            "BEANCOUNT_DISABLE_LOAD_CACHE": "1",
            "LC_ALL": "C.UTF-8",
        }

    def data(self, entries: int) -> Path:
        """Return the folder with that many entries; made when first asked for."""
        folder = self.folder / str(entries)
        if not folder.exists():
            generate.write(entries, folder)
        return folder

    def forget(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)

    def show(self, title: str, calls: Mapping[str, Call], rounds: int | None = None) -> None:
        """Print a row for each call, as a Markdown table."""
        print(f"\n{title}\n\n| | CPU ms | MB |\n|---|---:|---:|")
        costs = measured(calls, rounds or self.rounds, self.environment)
        for name, (cpu, memory) in costs.items():
            print(f"| {name} | {cpu:,.0f} | {memory:,.0f} |", flush=True)

    def start(self) -> None:
        """Print what every command costs before it does anything."""
        asks = {"_ANTRAGSBUDGET_COMPLETE": "bash", "_ANTRAGSBUDGET_WORDS": "antragsbudget"}
        ledger = self.data(FEW) / "ledger.toml"
        words = f"antragsbudget\n--ledger\n{ledger}\nexpense"
        asked = [f"{key}={value}" for key, value in asks.items()]
        calls = {
            "Python, doing nothing": Call([sys.executable, "-c", "pass"]),
            "--help": Call([*OURS, "--help"]),
            "completion of a command": Call(["env", *asked, *OURS]),
            "completion of an allocation": Call(
                ["env", *asked, f"_ANTRAGSBUDGET_WORDS={words}", *OURS]
            ),
        }
        self.show("### Start", calls)

    def status(self, entries: int) -> None:
        """Print what the balances of so many entries cost, with nothing remembered and with it."""
        folder = self.data(entries)
        line = ours(folder / "ledger.toml", "status")
        first = {"antragsbudget, cold": Call(line, self.forget)}
        self.show(f"### status, {entries:,} entries, cold", {**first, **others(folder)})
        cost(line, self.environment)
        second = {"antragsbudget, warm": Call(line)}
        self.show(f"### status, {entries:,} entries, warm", {**second, **others(folder)})

    def growth(self) -> None:
        """Print how the time grows with the entries."""
        calls = {
            f"{count:,} entries": Call(
                ours(self.data(count) / "ledger.toml", "status"), self.forget
            )
            for count in (MORE // 10, MORE)
        }
        self.show("### Growth, cold", calls)

    def most(self) -> None:
        """Print what a million entries cost, once read."""
        line = ours(self.data(MOST) / "ledger.toml", "status")
        self.forget()
        cold = cost(line, self.environment)
        print(f"\n{MOST:,} entries, cold, once: {cold.cpu:,.0f} ms, {cold.memory:,.0f} MB")
        self.show(f"### status, {MOST:,} entries, warm", {"antragsbudget, warm": Call(line)}, 3)

    def expense(self) -> None:
        """Print what an expense costs on a small and on a large ledger."""
        calls = {}
        for count in (FEW, MORE):
            ledger = self.folder / f"expense-{count}.toml"
            shutil.copy(self.data(count) / "ledger.toml", ledger)
            line = ours(ledger, "expense", *EXPENSE)
            cost([*line, "--voucher", "first"], self.environment)  # the rules are asked about all
            script = 'exec "$@" --voucher "N-$(date +%N)-$$"'
            calls[f"on {count:,} entries"] = Call(["sh", "-c", script, "sh", *line])
        self.show("### expense, warm", calls)


def main(rounds: int) -> None:
    """Print all tables, of a program that is compiled as pip leaves it."""
    compileall.compile_dir(str(Path(antragsbudget.__file__).parent), quiet=1)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), rounds)
        lacking = {"ledger", "hledger", "bean-query"} - others(bench.data(FEW)).keys()
        print(f"Medians of {rounds}; not installed: {', '.join(sorted(lacking)) or 'none'}.")
        bench.start()
        bench.status(MANY)
        bench.status(MORE)
        bench.growth()
        bench.expense()
        bench.most()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
