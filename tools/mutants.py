"""Breaks the core in some thousand small ways, and lists each break that no test notices.

`make mutants` runs it on a copy in build/, in an environment of its own. What survives is argued in
docs/trust-mutation.md, by its line: one that is not argued there is a failure.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
STAGE = ROOT / "build" / "mutants" / "stage"
ARGUED = ROOT / "docs" / "trust-mutation.md"
MUTMUT = (sys.executable, "-m", "mutmut")
SURVIVED = (0, 5, 33)  # the tests passed, or there were none; all else is a failure or a hang
UNCHECKED = None


@dataclass(frozen=True)
class Mutated:
    """A file, and how each of its mutants ended."""

    name: str
    ends: dict[str, int | None]

    @property
    def survivors(self) -> list[str]:
        return [name for name, code in self.ends.items() if code in SURVIVED]

    @property
    def row(self) -> str:
        left = len(self.survivors)
        return f"| `{self.name}` | {len(self.ends)} | {len(self.ends) - left} | {left} |"


def stage() -> None:
    """Copy what the tests of the core need."""
    shutil.rmtree(STAGE, ignore_errors=True)
    shutil.copytree(ROOT / "src", STAGE / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (STAGE / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", STAGE)
    for name in ("builders.py", "conftest.py"):
        shutil.copy(ROOT / "tests" / name, STAGE / "tests")
    shutil.copytree(ROOT / "tests" / "core", STAGE / "tests" / "core")
    for path in (STAGE / "src/antragsbudget/core").rglob("*.py"):
        path.write_text(with_plain_properties(path.read_text("utf-8")), "utf-8")


def with_plain_properties(source: str) -> str:
    """Return *source* with each property as a method that is made one later.

    The figures are properties, and mutmut leaves alone what is decorated.
    """
    lines = source.splitlines(keepends=True)
    found = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and [ast.unparse(decorator) for decorator in node.decorator_list] == ["property"]
    ]
    for node in sorted(found, key=lambda node: -node.lineno):
        indent, name, end = " " * node.col_offset, node.name, node.end_lineno or 0
        lines.insert(end, f"\n{indent}{name} = property(get_{name})\n")
        lines[node.lineno - 1] = lines[node.lineno - 1].replace(f"def {name}", f"def get_{name}")
        del lines[node.lineno - 2]
    return "".join(lines)


def results() -> list[Mutated]:
    found = []
    for path in sorted((STAGE / "mutants").rglob("*.py.meta")):
        ends = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        name = path.relative_to(STAGE / "mutants/src/antragsbudget").with_suffix("")
        if ends:
            found.append(Mutated(name.as_posix(), ends))
    return found


def changes(mutant: str) -> tuple[str, ...]:
    """Return the lines of a mutant that differ, without their indentation."""
    shown = subprocess.run(
        [*MUTMUT, "show", mutant], cwd=STAGE, check=True, capture_output=True, text=True
    )
    changed = re.findall(r"^([-+])(?![-+]{2} )\s*(.*)$", shown.stdout, re.MULTILINE)
    return tuple(f"{sign} {line}".rstrip() for sign, line in changed)


def section(name: str) -> frozenset[str]:
    """Return the lines of what is argued about one file."""
    _, _, behind = ARGUED.read_text("utf-8").partition(f"### `{name}`\n")
    return frozenset(behind.partition("\n### ")[0].splitlines())


def report(files: list[Mutated]) -> int:
    """Print the table and the survivors that nobody has argued; return how many these are."""
    total = Mutated("all", {name: code for file in files for name, code in file.ends.items()})
    print("\n| file | mutants | killed | survived |\n|---|---:|---:|---:|")
    print("\n".join(file.row for file in (*files, total)))
    unargued = 0
    for file in files:
        argued = section(file.name)
        for mutant in file.survivors:
            lines = changes(mutant)
            if not argued.issuperset(lines):
                unargued += 1
                print(f"\n{mutant}", *lines, sep="\n")
    print(f"\n{unargued} of {len(total.survivors)} survivors are not argued in {ARGUED.name}.")
    return unargued


def main() -> int:
    stage()
    run = subprocess.run([*MUTMUT, "run", "--max-children", sys.argv[1]], cwd=STAGE, check=False)
    files = results()
    if run.returncode or not files or any(UNCHECKED in file.ends.values() for file in files):
        print("\nThe run did not come to its end.")
        return 1
    return int(report(files) > 0)


if __name__ == "__main__":
    sys.exit(main())
