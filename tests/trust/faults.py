"""Runs the program and strikes at one of its system calls on a folder: kills it, or lets it fail.

`Stage` talks to a process of this file, which has imported the program once, forks for each run,
and watches the fork through ptrace(2). So a run is a process of its own, and what is counted is
every system call that names the folder, something in it, or a file that was opened there.
"""

from __future__ import annotations

import ctypes
import errno
import io
import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import pytest
from tests.program import environment

KILL, TORN, SHORT = "kill", "torn", "short"
"""Killed before the call; killed after half of what it was to write; half written, and told so."""


@dataclass(frozen=True)
class Run:
    """What a run did to the folder, and what it said; without a code it was killed."""

    calls: tuple[str, ...]
    code: int | None
    out: str
    err: str


class Stage:
    """A place where commands run, and where one can be struck at the N-th of its calls."""

    def __init__(self, process: subprocess.Popen[str], at: str) -> None:
        self._process, self._at = process, at

    def run(self, folder: Path, *arguments: str) -> Run:
        """Run a command undisturbed, without looking at its calls."""
        return self._asked(folder, arguments, "run", 0)

    def watched(self, folder: Path, *arguments: str) -> Run:
        """Run a command undisturbed, and tell its calls."""
        return self._asked(folder, arguments, "watch", 0)

    def struck(self, folder: Path, arguments: Sequence[str], how: str, number: int) -> Run:
        """Run a command that is struck at its call *number*, counted from 0.

        *how* is one of the ways above, or the name of an error that the call then returns.
        """
        return self._asked(folder, arguments, how, number)

    def _asked(self, folder: Path, arguments: Sequence[str], how: str, number: int) -> Run:
        asked = [os.path.realpath(folder), self._at, list(arguments), how, number]
        assert self._process.stdin is not None and self._process.stdout is not None
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        calls, *rest = json.loads(self._process.stdout.readline())
        return Run(tuple(calls), *rest)


@contextmanager
def stage(at: str, warming: Path, *commands: Sequence[str]) -> Iterator[Stage]:
    """Open a stage; *commands* are run in the folder *warming* first, to import what they need."""
    with subprocess.Popen(
        [sys.executable, __file__],
        env=environment() | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        made = Stage(process, at)
        for command in commands:
            made._asked(warming, command, "warm", 0)
        try:
            yield made
        finally:
            process.kill()


def require() -> None:
    """Skip where system calls cannot be struck; CI skips nothing."""
    if sys.platform == "linux" and platform.machine() == "x86_64":
        return
    why = "system calls are struck through the registers of Linux on x86-64"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{why}, and CI skips nothing")
    pytest.skip(why)


# What follows runs in the process of its own.

AT_CWD: Final = -100
_FD, _PATH, _AT = "fd", "path", "at"
# Number and name of each call that names a file, and where: `at` is a descriptor and a path.
CALLS: Final[dict[int, tuple[str, tuple[tuple[str, int], ...]]]] = {
    **{
        number: (name, ((_FD, 0),))
        for number, name in {
            0: "read", 1: "write", 3: "close", 5: "fstat", 8: "lseek", 16: "ioctl", 17: "pread64",
            18: "pwrite64", 19: "readv", 20: "writev", 72: "fcntl", 73: "flock", 74: "fsync",
            75: "fdatasync", 77: "ftruncate", 81: "fchdir", 91: "fchmod", 93: "fchown",
            138: "fstatfs", 190: "fsetxattr", 193: "fgetxattr", 196: "flistxattr",
            217: "getdents64", 277: "sync_file_range", 285: "fallocate", 306: "syncfs",
        }.items()
    },
    **{
        number: (name, ((_PATH, 0),))
        for number, name in {
            2: "open", 4: "stat", 6: "lstat", 21: "access", 76: "truncate", 80: "chdir",
            83: "mkdir", 84: "rmdir", 85: "creat", 87: "unlink", 89: "readlink", 90: "chmod",
            92: "chown", 94: "lchown", 132: "utime", 137: "statfs", 188: "setxattr",
            189: "lsetxattr", 191: "getxattr", 192: "lgetxattr", 194: "listxattr",
            195: "llistxattr", 235: "utimes",
        }.items()
    },
    **{
        number: (name, ((_AT, 0),))
        for number, name in {
            257: "openat", 258: "mkdirat", 259: "mknodat", 260: "fchownat", 261: "futimesat",
            262: "newfstatat", 263: "unlinkat", 267: "readlinkat", 268: "fchmodat",
            269: "faccessat", 280: "utimensat", 332: "statx", 437: "openat2", 439: "faccessat2",
            452: "fchmodat2",
        }.items()
    },
    9: ("mmap", ((_FD, 4),)),
    40: ("sendfile", ((_FD, 0), (_FD, 1))),
    82: ("rename", ((_PATH, 0), (_PATH, 1))),
    86: ("link", ((_PATH, 0), (_PATH, 1))),
    88: ("symlink", ((_PATH, 1),)),
    264: ("renameat", ((_AT, 0), (_AT, 2))),
    265: ("linkat", ((_AT, 0), (_AT, 2))),
    266: ("symlinkat", ((_AT, 1),)),
    316: ("renameat2", ((_AT, 0), (_AT, 2))),
    326: ("copy_file_range", ((_FD, 0), (_FD, 2))),
}  # fmt: skip

TRACEME, CONTINUE_TO_CALL, GETREGS, SETREGS, SETOPTIONS, CALL_INFO = 0, 24, 12, 13, 0x4200, 0x420E
SYSGOOD, EXITKILL = 1, 1 << 20
RAX, RDX, ORIG_RAX = 10, 12, 15  # where they stand in user_regs_struct
MASK: Final = 2**64 - 1


class Traced:
    """A stopped child, its registers and its memory."""

    def __init__(self, pid: int, folder: str) -> None:
        self.pid, self.folder = pid, folder
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._libc.ptrace.argtypes = [ctypes.c_long] * 2 + [ctypes.c_void_p] * 2
        self._libc.ptrace.restype = ctypes.c_long
        os.waitpid(pid, 0)
        self._ptrace(SETOPTIONS, 0, SYSGOOD | EXITKILL)
        self._memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)

    def _ptrace(self, request: int, address: Any = 0, data: Any = 0) -> None:
        if self._libc.ptrace(request, self.pid, address, data) < 0:
            raise OSError(ctypes.get_errno(), "ptrace")

    def stops(self) -> Iterator[tuple[str, int]]:
        """Yield the name and size of each call on the folder, stopped before it happens."""
        pending = 0
        while True:
            with suppress(ProcessLookupError):  # killed just now
                self._ptrace(CONTINUE_TO_CALL, 0, pending)
            _, status = os.waitpid(self.pid, 0)
            if not os.WIFSTOPPED(status):
                self.code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
                os.close(self._memory)
                return
            pending = os.WSTOPSIG(status)
            if pending == signal.SIGTRAP | 0x80:
                pending = 0
                if (call := self._call()) is not None:
                    yield call

    def _call(self) -> tuple[str, int] | None:
        info = (ctypes.c_uint64 * 11)()
        self._ptrace(CALL_INFO, ctypes.sizeof(info), ctypes.addressof(info))
        entering, number, arguments = info[0] & 0xFF == 1, info[3], info[4:10]
        if not entering or number not in CALLS:
            return None
        name, places = CALLS[number]
        for kind, index in places:
            file = os.path.normpath(self._file(kind, arguments[index : index + 2]) or "/")
            if file == self.folder or file.startswith(f"{self.folder}/"):
                return f"{name} {os.path.relpath(file, self.folder)}", arguments[2]
        return None

    def _file(self, kind: str, words: Sequence[int]) -> str | None:
        descriptor = AT_CWD if kind == _PATH else ctypes.c_int32(words[0]).value
        try:
            within = "cwd" if descriptor == AT_CWD else f"fd/{descriptor}"
            start = os.readlink(f"/proc/{self.pid}/{within}")
        except OSError:  # no such descriptor
            return None
        address = {_FD: 0, _PATH: words[0], _AT: words[-1]}[kind]
        return os.path.join(start, self._text(address)) if address else start

    def _text(self, address: int) -> str:
        page = 4096 - address % 4096  # what lies behind may not be there
        text = os.pread(self._memory, page, address)
        if b"\0" not in text:
            text += os.pread(self._memory, 4096, address + page)
        return os.fsdecode(text.partition(b"\0")[0])

    def set(self, register: int, value: int) -> None:
        registers = (ctypes.c_uint64 * 27)()
        self._ptrace(GETREGS, 0, ctypes.addressof(registers))
        registers[register] = value & MASK
        self._ptrace(SETREGS, 0, ctypes.addressof(registers))

    def finish_call(self) -> None:
        self._ptrace(CONTINUE_TO_CALL)
        os.waitpid(self.pid, 0)

    def strike(self, how: str, size: int) -> None:
        if how in (TORN, SHORT):
            self.set(RDX, size // 2)
            self.finish_call()
        elif how != KILL:
            self.set(ORIG_RAX, -1)  # no such call: nothing happens
            self.finish_call()
            self.set(RAX, -getattr(errno, how))
        if how in (KILL, TORN):
            os.kill(self.pid, signal.SIGKILL)


def _child(folder: str, at: str, arguments: list[str], said: Sequence[int], traced: bool) -> None:
    os.chdir(folder)
    for descriptor, made in zip((0, 1, 2), said, strict=True):
        os.dup2(made, descriptor)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r")), "utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w")), "utf-8")
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w")), "utf-8")
    if traced:
        if ctypes.CDLL(None).ptrace(TRACEME, 0, 0, 0) != 0:
            os._exit(98)  # the one who watches then fails, instead of waiting for ever
        os.kill(os.getpid(), signal.SIGSTOP)
    os._exit(_main(at, arguments))


def _main(at: str, arguments: list[str]) -> int:
    import traceback
    from datetime import datetime

    from antragsbudget.cli import clock
    from antragsbudget.cli.main import main

    moment = datetime.fromisoformat(at)
    clock.today, clock.moment, clock.user = moment.date, lambda: moment, lambda: "kb"
    sys.argv = ["antragsbudget", *arguments]
    try:
        return main()
    except BaseException:  # noqa: BLE001  # a traceback is what the test looks for
        traceback.print_exc()
        return 99
    finally:
        sys.stderr.flush()


def _run(folder: str, at: str, arguments: list[str], how: str, number: int) -> list[Any]:
    said = [os.memfd_create("said") for _ in range(3)]
    traced = how != "run"
    child = os.fork()
    if child == 0:
        _child(folder, at, arguments, said, traced)
    calls: list[str] = []
    if traced:
        watched = Traced(child, folder)
        for call, size in watched.stops():
            if len(calls) == number and how != "watch":
                watched.strike(how, size)
            calls.append(call)
        code = watched.code
    else:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    texts = [os.pread(made, 2**20, 0).decode() for made in said[1:]]
    for made in said:
        os.close(made)
    return [calls, code, *texts]


def _serve(asking: IO[str], answering: IO[str]) -> None:
    for line in asking:
        folder, at, arguments, how, number = json.loads(line)
        if how == "warm":
            os.chdir(folder)
            _main(at, arguments)
            sys.modules["antragsbudget.ledger.store"]._WRITTEN.clear()  # no fork has written yet
            answer: list[Any] = [[], None, "", ""]
        else:
            answer = _run(folder, at, arguments, how, number)
        print(json.dumps(answer), file=answering, flush=True)


if __name__ == "__main__":
    # The program has streams of its own; these two are the line to the test.
    asking, answering = (io.TextIOWrapper(io.FileIO(os.dup(n), m)) for n, m in ((0, "r"), (1, "w")))
    sys.stdout = sys.stderr = io.TextIOWrapper(io.FileIO(os.open(os.devnull, os.O_WRONLY), "w"))
    _serve(asking, answering)
