"""Drives that lie: a library stands before the system's own calls and does what they do wrong.

And how tools/try_drive.py is called, on such a drive or on the folder as it is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.program import Result, environment, lacks, tool

TRY = Path(__file__).parents[2] / "tools" / "try_drive.py"
PROGRAM = f"""#!/bin/sh
exec {sys.executable} -m antragsbudget "$@"
"""
NO_LOCKS = """
#include <errno.h>
int flock(int file, int how) { errno = ENOLCK; return -1; }
"""
LYING_LOCKS = """
int flock(int file, int how) { return 0; }
"""
RENAME_IN_TWO_STEPS = """
#define _GNU_SOURCE
#include <stdio.h>
#include <fcntl.h>
#include <unistd.h>
int rename(const char *from, const char *to) {
    unlink(to);
    usleep(3000);
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}
"""


def tried(
    folder: Path,
    *arguments: str,
    source: str = "",
    program: str = "",
    left: Iterable[str] = (),
    seconds: int = 120,
) -> Result:
    """Try a folder as if the drive did what *source* says; nothing but *left* is left there."""
    variables = {}
    if source:
        library = folder / "drive.so"
        made = subprocess.run(
            [tool("gcc"), "-shared", "-fPIC", "-x", "c", "-", "-o", str(library)],
            input=source,
            encoding="utf-8",
            capture_output=True,
        )
        if made.returncode:
            lacks(f"gcc makes no library here: {made.stderr}")
        variables["LD_PRELOAD"] = str(library)
    if not program:
        program = str(folder / "program")
        Path(program).write_text(PROGRAM)
        Path(program).chmod(0o755)
    drive = folder / "drive"
    drive.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, str(TRY), str(drive), "--program", program, *arguments],
        env=environment(**variables),
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert os.listdir(drive) == [*left]
    return Result(done.returncode, done.stdout, done.stderr)
