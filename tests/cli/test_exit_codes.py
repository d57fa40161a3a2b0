"""The table of exit codes, each brought about by a real situation."""

from __future__ import annotations

import ctypes
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.program import (
    AT,
    LEDGER,
    Result,
    command_line,
    environment,
    files,
    place,
    run,
    run_each,
)

if sys.platform == "win32":
    pytest.skip("POSIX permissions and signals", allow_module_level=True)

import resource

BOOK = ["commit", "DCP", "1", "--payee", "A", "--purpose", "B"]
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # of Linux

HOLD = """
import sys
from pathlib import Path
from antragsbudget.ledger import store
with store.locked(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""

# Ctrl-C at one point: when a module is looked for, or when the ledger has just been written; a
# fault of the program there; or any signal when Python has given up its modules already.
STRIKE = """
import os, signal, sys
at = sys.argv.pop(1)
def strike():
    os.kill(os.getpid(), signal.SIGINT)
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == at:
            strike()
class Last:
    def __del__(self, kill=os.kill, me=os.getpid(), number=getattr(signal, at[4:], 0)):
        kill(me, number)
sys.meta_path.insert(0, Finder())
if at.startswith("end:"):
    import builtins
    builtins.last = Last()
if at in ("written", "fault"):
    from antragsbudget.ledger import store
    replace = store.replace
if at == "written":
    store.replace = lambda *given: (replace(*given), strike())
if at == "fault":
    store.replace = lambda *given: (replace(*given), 1 / 0)
from antragsbudget.cli.main import main
sys.exit(main())
"""


def run_unprivileged(folder: Path, *arguments: str) -> Result:
    """Run a command as an account that file permissions bind, also when root runs the tests."""
    done = subprocess.run(
        [*command_line(AT), *arguments],
        cwd=folder,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=bound_by_permissions,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def bound_by_permissions() -> None:
    """Let root pass no file permission: the two capabilities are gone with the next exec."""
    if os.geteuid() == 0:
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            assert ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0


def test_done_is_0_also_with_a_warning(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    done = run(tmp_path, "commit", "DCP", "225.399,50", "--payee", "A", "--purpose", "B")
    assert (done.code, "Hinweis" in done.err) == (0, True)


def test_a_warning_keeps_the_exit_code_of_every_kind_that_can_warn(tmp_path: Path) -> None:
    warned = {
        "release DZ 1 --decision x": ("shipped", "consents_missing"),
        "cut DCP 280.000 --decision x --despite-shortfall --reason y": ("in-use", "shortfall"),
        "block DCP 230.000 --reason x --despite-shortfall": ("in-use", "shortfall"),
        "transfer DCP DZ 225.399,50 --decision x": ("in-use", "exhausted"),
        "close-year 2022": ("in-use", "year_running"),
        "expense DZ 5 --payee 'Kabel KG' --purpose x --voucher K-3": ("in-use", "same_voucher"),
    }
    for name, _ in warned.values():
        place(tmp_path / name, f"valid/{name}")
    asked = [
        [*shlex.split(line), "--ledger", str(tmp_path / name / LEDGER), "--dry-run", "--json"]
        for line, (name, _) in warned.items()
    ]
    for line, done in zip(warned, run_each(tmp_path, asked), strict=True):
        assert done.code == 0, (line, done.said)
        assert [one["code"] for one in done.json["warnings"]] == [warned[line][1]], line


def test_refused_is_1_wrong_usage_2_and_a_missing_ledger_3(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    assert run(tmp_path, *BOOK[:1], "DZ", *BOOK[2:]).code == 1
    assert run(tmp_path, *BOOK[:1], "DX", *BOOK[2:]).code == 2
    assert run(tmp_path, *BOOK, "--ledger", "no.toml").code == 3


def test_a_ledger_that_another_process_holds_is_4_after_saying_who(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        reading = run(tmp_path, "status")
        start = time.monotonic()
        busy = run(tmp_path, *BOOK, "--json")
        waited = time.monotonic() - start
        holder.kill()
    assert reading.code == 0
    assert (busy.code, busy.json["error"]["code"]) == (4, "ledger_busy")
    assert f"PID {holder.pid}" in busy.json["error"]["message"]
    assert "bitte warten" in busy.err
    assert 5 <= waited < 15
    assert busy.json["error"]["remedies"]
    assert files(tmp_path) == before
    assert run(tmp_path, *BOOK).code == 0


def test_a_read_only_ledger_is_4_and_an_unreadable_one_3(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/in-use")
    before = path.read_bytes()
    path.chmod(0o400)
    written = run_unprivileged(tmp_path, *BOOK)
    assert written.code == 4
    assert written.err.startswith("nicht geschrieben: ")
    assert run_unprivileged(tmp_path, "status").code == 0
    path.chmod(0)
    for command in (["status"], ["verify"]):
        read = run_unprivileged(tmp_path, *command)
        assert (read.code, read.err.startswith("Fehler: ")) == (3, True), command
    assert run_unprivileged(tmp_path, *BOOK).code == 4
    path.chmod(0o600)
    assert path.read_bytes() == before


def test_a_folder_that_takes_no_new_file_is_4(tmp_path: Path) -> None:
    folder = place(tmp_path, "valid/in-use").parent
    before = files(tmp_path)
    folder.chmod(0o500)
    written = run_unprivileged(tmp_path, *BOOK, "--json")
    folder.chmod(0o700)
    assert (written.code, written.json["error"]["code"]) == (4, "not_writable")
    assert files(tmp_path) == before


def test_a_full_disk_is_4_and_leaves_the_ledger_whole(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = subprocess.run(
        [*command_line(AT), *BOOK, "--json"],
        cwd=tmp_path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=full,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    result = Result(done.returncode, done.stdout, done.stderr)
    assert result.code == 4, result.said
    assert result.json["error"]["code"] == "not_writable"
    assert "Traceback" not in result.said
    assert files(tmp_path) == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_output_that_cannot_be_written_is_4_and_says_so(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    for command in (["status"], ["status", "--json"], ["open"], ["measures", "--json"], ["--help"]):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run(
                [*command_line(AT), *command],
                cwd=tmp_path,
                env=environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                timeout=60,
            )
        assert done.returncode == 4, command
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["status"],
        ["status", "--json"],
        ["--help"],
        ["entries"],
        ["open"],
        ["measures"],
        ["summary", "--format", "markdown"],
    ],
    ids=" ".join,
)
def test_a_pipe_that_closes_early_is_quiet(tmp_path: Path, arguments: list[str]) -> None:
    place(tmp_path, "valid/in-use")
    with subprocess.Popen(
        [*command_line(AT), *arguments],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (0, b"")


@pytest.mark.parametrize("more", [[], ["--json"]], ids=["text", "json"])
def test_verify_has_found_something_although_nobody_reads_on(
    tmp_path: Path, more: list[str]
) -> None:
    path = place(tmp_path, "valid/in-use")
    path.write_bytes(path.read_bytes() + b"[[entry]]\n" * 5000)
    with subprocess.Popen(
        [*command_line(AT), "verify", *more],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (1, b"")


def test_a_closed_stdin_and_closed_streams_do_no_harm(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    line = "exec " + shlex.join([*command_line(AT), *BOOK])
    for redirected, code in (("<&-", 0), (">&- 2>&-", 0), ("<&- >&- 2>&-", 0)):
        done = redirect(tmp_path, f"{line} {redirected}")
        assert done.code == code, (redirected, done.err)
        assert "Traceback" not in done.err


def redirect(folder: Path, line: str) -> Result:
    """Run a line of the shell."""
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("command", ["status", "entries", "open", "measures", "show 1", "summary"])
def test_what_is_shown_may_go_nowhere(tmp_path: Path, command: str) -> None:
    place(tmp_path, "valid/in-use")
    line = f"exec {shlex.join(command_line(AT))} {command}"
    assert redirect(tmp_path, f"{line} >&-") == Result(0, "", "")


def test_messages_do_not_go_where_results_go_when_stderr_is_closed(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    line = "exec " + shlex.join([*command_line(AT), *BOOK])
    assert redirect(tmp_path, f"{line} 2>&-") == Result(0, "", "")
    assert redirect(tmp_path, f"{line} --json 2>&-").json["ok"]
    missing = redirect(tmp_path, f"{line} --ledger nix.toml 2>&-")
    assert missing == Result(3, "", "")


def test_a_folder_that_is_gone_says_that_there_is_no_ledger(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/in-use")
    (tmp_path / "gone").mkdir()
    line = f"cd gone && rmdir ../gone && exec {shlex.join(command_line(AT))} status"
    missing = redirect(tmp_path, line)
    assert missing.code == 3
    assert str(LEDGER) in missing.err
    (tmp_path / "gone").mkdir()
    assert redirect(tmp_path, f"{line} --ledger {shlex.quote(str(path))}").code == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_what_was_done_is_0_and_what_was_refused_is_1_although_nobody_can_be_told(
    tmp_path: Path,
) -> None:
    path = place(tmp_path, "valid/in-use")
    for redirected, said in (("2>/dev/full", ""), (">/dev/full --json", "gespeichert")):
        before = path.read_bytes()
        line = shlex.join([*command_line(AT), *BOOK])
        done = redirect(tmp_path, f"exec {line} {redirected}")
        assert done.code == 0, redirected
        assert said in done.err and "Traceback" not in done.err
        assert path.read_bytes() != before
    too_much = [*command_line(AT), "commit", "DCP", "900000", "--payee", "A", "--purpose", "B"]
    assert redirect(tmp_path, f"exec {shlex.join(too_much)} 2>/dev/full").code == 1
    with subprocess.Popen(
        too_much, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE
    ) as running:
        assert running.stderr is not None
        running.stderr.close()
    assert running.returncode == 1
    shown = [*command_line(AT), "status"]
    assert redirect(tmp_path, f"exec {shlex.join(shown)} >/dev/full 2>&1").code == 4


def run_struck(folder: Path, at: str, *arguments: str) -> Result:
    """Run a command in which Ctrl-C is pressed at one point."""
    done = subprocess.run(
        [sys.executable, "-c", STRIKE, at, *arguments],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def test_ctrl_c_after_the_entry_was_written_does_not_say_that_it_was_not(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/in-use")
    before = path.read_bytes()
    struck = run_struck(tmp_path, "written", *BOOK, "--json")
    assert (struck.code, struck.json["ok"]) == (0, True), struck.said
    assert struck.json["entry"]["hash"].encode() in path.read_bytes()[len(before) :]


@pytest.mark.parametrize(
    "module",
    [
        "typer",
        "antragsbudget.cli.app",
        "antragsbudget.pipeline",
        "pydantic._internal._generate_schema",  # while Pydantic builds a model
        "filelock",
    ],
)
def test_ctrl_c_while_the_program_is_loading_is_130_without_a_traceback(
    tmp_path: Path, module: str
) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    struck = run_struck(tmp_path, module, *BOOK)
    assert struck == Result(130, "", "\nabgebrochen, nichts gebucht\n")
    told = run_struck(tmp_path, module, *BOOK, "--json")
    assert (told.code, told.json["error"]["code"], told.err) == (130, "cancelled", "")
    assert files(tmp_path) == before


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["text", "json"])
def test_a_fault_of_the_program_after_the_entry_was_written_ends_with_0(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    """It shows itself, but a script must not book again."""
    path = place(tmp_path, "valid/in-use")
    before = path.read_bytes()
    broken = run_struck(tmp_path, "fault", *BOOK, *more)
    assert (broken.code, "ZeroDivisionError" in broken.err) == (0, True)
    assert path.read_bytes() != before


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_no_signal_ends_a_process_that_has_written_not_even_when_python_ends(
    tmp_path: Path, name: str
) -> None:
    path = place(tmp_path, "valid/in-use")
    before = path.read_bytes()
    struck = run_struck(tmp_path, f"end:{name}", *BOOK)
    assert (struck.code, "gebucht: Nr. 24" in struck.err) == (0, True)
    assert path.read_bytes() != before
    refused = run_struck(tmp_path, f"end:{name}", *BOOK[:2], "900000", *BOOK[3:])
    assert (refused.code, "Traceback" in refused.err) == (1, False)


def test_a_signal_that_was_ignored_before_stays_ignored(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    line = shlex.join([sys.executable, "-c", STRIKE, "antragsbudget.pipeline", *BOOK])
    assert redirect(tmp_path, f"trap '' INT; exec {line}").code == 0


def test_ctrl_c_while_waiting_is_130_and_nothing_is_written(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with subprocess.Popen(
            [*command_line(AT), *BOOK],
            cwd=tmp_path,
            env=environment(),
            stderr=subprocess.PIPE,
            text=True,
        ) as waiting:
            assert waiting.stderr is not None
            assert "bitte warten" in waiting.stderr.readline()
            waiting.send_signal(signal.SIGINT)
            said = waiting.stderr.read()
        holder.kill()
    assert waiting.returncode == 130
    assert "abgebrochen, nichts gebucht" in said
    assert "Traceback" not in said
    assert files(tmp_path) == before
