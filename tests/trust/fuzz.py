"""Tries hostile input at length, led by the code that it reaches, and prints how often.

`make fuzz`, or `python tests/trust/fuzz.py ledger papers`; what came of the whole of it is put into
docs/trust.md. Each target of `hostile` runs in a process of its own, which ends at the first case
that breaks it, hangs or eats the memory up; the case is kept in build/fuzz. It ends with 1 if there
is one. Atheris looks for the input; it is no part of the development environment: the Makefile
gives it its own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]

if __name__ == "__main__":
    sys.path += [str(ROOT), str(ROOT / "src")]

KEPT = ROOT / "build" / "fuzz"
CASES = {
    "amount": 300_000,
    "rate": 50_000,
    "day": 300_000,
    "calculation": 300_000,
    "text": 200_000,
    "ledger": 50_000,
    "chained": 20_000,
    "proposal": 40_000,
    "answers": 20_000,
    "line": 10_000,
    "shown": 10_000,
    "papers": 2_500,
    "files": 150,
    "template": 1_500,
}
SECONDS = 10  # for one case
MEGABYTES = 2_048  # for the process; Typst remembers what it has set as long as that lives
LONGEST = 8_192  # bytes of a case


def fuzz(name: str, cases: int) -> None:
    """Try one target in this process, which does not come back."""
    import atheris  # type: ignore[import-untyped]  # not installed here

    with atheris.instrument_imports(include=["antragsbudget", "tomllib"]):
        from tests.trust.hostile import TARGETS
    target, folder = TARGETS[name], KEPT / name
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (folder / "corpus" / f"seed-{number}").write_bytes(seed)
    words = folder / "words.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), "ascii")
    options = {
        "runs": cases,
        "seed": 1,
        "timeout": SECONDS,
        "rss_limit_mb": MEGABYTES,
        "max_len": LONGEST,
        "dict": words,
        "artifact_prefix": f"{folder}/",
        "print_final_stats": 1,
    }
    line = [f"-{key}={value}" for key, value in options.items()]
    atheris.Setup([name, *line, str(folder / "corpus")], target.judge)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word.encode("utf-8", "surrogatepass"))


def tried(name: str, cases: int) -> tuple[int, bool]:
    """Try one target in a process of its own; return how many cases it had, and whether it held."""
    KEPT.mkdir(parents=True, exist_ok=True)
    log = KEPT / f"{name}.log"
    with tempfile.TemporaryDirectory() as folder, log.open("wb") as said:
        done = subprocess.run(
            [sys.executable, __file__, "--one", name, str(cases)],
            env={**os.environ, "TMPDIR": folder},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    text = log.read_text("utf-8", "replace")
    found = {key: int(number) for key, number in re.findall(r"stat::(\w+): +(\d+)", text)}
    number = found.get("number_of_executed_units", 0)
    reached = re.findall(r" ft: (\d+)", text)
    held = done.returncode == 0
    features, memory = reached[-1] if reached else "?", found.get("peak_rss_mb", "?")
    end = "held" if held else f"BROKEN, see {log}"
    print(f"{name}: {number:,} cases, {features} features reached, {memory} MB; {end}", flush=True)
    return number, held


def every(names: Iterable[str]) -> int:
    """Try the targets one after another; return how many broke."""
    from tests.trust.page import commit, put, table  # not before the path is known

    start, begun = time.monotonic(), commit()
    results = {name: tried(name, CASES[name]) for name in names}
    broken = sum(not held for _, held in results.values())
    cases = sum(number for number, _ in results.values())
    print(f"fuzz: {cases:,} cases, {broken} broken")
    if not broken and results.keys() == CASES.keys():
        rows = [(name, number) for name, (number, _) in results.items()]
        told = table(("target", "cases, none of them broken"), [*rows, ("**together**", cases)])
        put("fuzz", told, time.monotonic() - start, "make fuzz", begun)
    return broken


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], int(sys.argv[3]))
    sys.exit(1 if every(sys.argv[1:] or CASES) else 0)
