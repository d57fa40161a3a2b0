"""Measures the CPU time and size of the worked example's paper in every form, whole processes.

Usage: python benchmarks/papers.py [ROUNDS]     (the median of 5 rounds unless said otherwise)
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

FORMS = ("md", "html", "docx", "pdf")
PROGRAM = [sys.executable, "-m", "antragsbudget"]


def cpu(folder: Path, *arguments: str) -> int:
    """Return the CPU time of one call in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "ANTRAGSBUDGET_LANG": "de"}
    command = [*PROGRAM, *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return round(seconds * 1000)


def main(rounds: int) -> None:
    """Print a line for each form."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cpu(folder, "init", "--example")
        calls = {"terminal": ["summary"]}
        for form in FORMS:
            calls[form] = ["summary", "--output", f"paper.{form}", "--force"]
        times: dict[str, list[int]] = {form: [] for form in calls}
        for _ in range(rounds):
            for form, call in calls.items():
                times[form].append(cpu(folder, *call, "--as-of", "2022-11-24"))
        for form, milliseconds in times.items():
            paper = folder / f"paper.{form}"
            size = f"{paper.stat().st_size // 1000} kB" if paper.exists() else "–"
            print(f"{form:<9} {round(statistics.median(milliseconds)):>5} ms CPU   {size:>7}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
