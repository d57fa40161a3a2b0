"""What the program leaves on a machine: nothing but what it was told to write, and its cache.

A whole budget year runs with every command in it, while an audit hook of Python's notes each file
that is opened to be written, moved, made or removed, each socket and each process. What libraries
in other languages do, no hook sees: the tree of a home and a folder for passing files, both of the
test's own, is compared before and after.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.program import LEDGER, Result, environment, run, run_each

from antragsbudget.language import PROGRAM
from antragsbudget.language.commands import COMMANDS
from antragsbudget.ledger import cache

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the cache lies elsewhere")

# Python imports a module of this name before anything else.
WITNESS = """
import os, sys

log = os.open(os.environ["WITNESSED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
changes = ("chmod chown link mkdir remove removexattr rename rmdir setxattr symlink truncate utime")
changing = {f"os.{name}" for name in changes.split()}
outside = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn")
outside += ("os.fork", "os.startfile", "pty.", "urllib.", "http.", "webbrowser.")

def witness(event, arguments):
    if event == "open":
        path, _, flags = arguments
        named = [path] if flags & writes and not isinstance(path, int) else []
    elif event in changing:
        named = [one for one in arguments[:2] if isinstance(one, (str, bytes, os.PathLike))]
    elif event.startswith(outside):
        named = [""]
    else:
        return
    for path in named:
        where = os.path.abspath(os.fsdecode(path)) if path else repr(arguments)[:80]
        os.write(log, f"{event}\\t{where!r}\\n".encode())

sys.addaudithook(witness)
"""

BOOKING = ("--payee", "Prüfwerk GmbH", "--purpose", "Studie")
DECIDED = ("--decision", "Kreistag 15.06.2022")
OUTPUTS = ("out/v.md", "out/v.html", "out/v.docx", "out/v.pdf")
FILES = tuple(word for name in OUTPUTS for word in ("--output", name))
YEAR: Sequence[Sequence[str]] = (
    ("init",),
    ("set", "office", "Amt 16", *DECIDED),
    ("measure", "M1", "--title", "Zwilling", "--status", "planned"),
    ("consent", "DZ", "Neuss", "--answer", "given", "--reference", "Rat 12.05.2022"),
    ("release", "DZ", "100.000", *DECIDED),
    ("reserve", "DCP", "5.000", "--purpose", "Studie", "--measure", "M1"),
    ("commit", "DCP", "4.000", *BOOKING, "--reservation", "5"),
    ("expense", "DCP", "1.000", *BOOKING, "--voucher", "R-1", "--commitment", "6"),
    ("pay", "7"),
    ("refund", "7", "100"),
    ("reverse", "9", "--reason", "doppelt"),
    ("settle", "5"),
    ("block", "DCP", "10.000", "--reason", "Haushaltssperre"),
    ("transfer", "DCP", "DZ", "1.000", *DECIDED),
    ("supplement", "DCP", "2.000", "--basis", "beschluss", *DECIDED),
    ("cut", "DCP", "500", *DECIDED),
    ("status",),
    ("status", "--json"),
    ("entries", "--text", "Studie"),
    ("open",),
    ("show", "8"),
    ("measures", "--plain"),
    ("summary",),
    ("summary", "--since", "2022-01-01", *FILES),
    ("summary", "--issue", "--meeting", "2022-12-20", *FILES, "--force"),
    ("summary", "--reissue", "16", "--output", "out/again.docx"),
    ("2023-01-05T09:00:00Z", "close-year", "2022", "--carry", "DZ=all", "--reason", "§ 22 KomHVO"),
    ("2023-01-05T09:00:00Z", "verify"),
    ("commit", "DCP", "9.999.999", *BOOKING),
    ("stand", "--lang", "en", "--ledger", "nowhere.toml"),
)
NOT_HERE = {"import", "export", "reconcile"}
"""Commands of the contract that there are not yet."""


class Year(NamedTuple):
    """What became of the year: the folder with all in it, each answer, and each event noticed."""

    root: Path
    results: list[Result]
    events: list[tuple[str, str]]

    def changed(self) -> Iterator[str]:
        """Yield each path that was written, moved, made or removed, as seen from the root."""
        for event, where in self.events:
            if event == "open" or event.startswith("os."):
                path = Path(where)
                inside = path.is_relative_to(self.root)
                yield str(path.relative_to(self.root)) if inside else where


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """A year in a folder of its own, then again on a ledger so large that it is remembered."""
    root = tmp_path_factory.mktemp("footprint").resolve()
    for name in ("home", "tmp", "work/out", "witness"):
        (root / name).mkdir(parents=True)
    (root / "witness" / "sitecustomize.py").write_text(WITNESS, "utf-8")
    known = environment(
        HOME=str(root / "home"),
        XDG_CACHE_HOME="",  # so that the cache is where it is by itself
        TMPDIR=str(root / "tmp"),
        WITNESSED=str(root / "witness" / "log"),
        PYTHONDONTWRITEBYTECODE="1",  # or Python writes beside its own modules
    )
    known["PYTHONPATH"] = os.pathsep.join([str(root / "witness"), known["PYTHONPATH"]])
    results = run_each(root / "work", YEAR, env=known)
    ledger = root / "work" / LEDGER
    padding = b"# so viel, dass es sich lohnt\n" * (cache.MIN_CACHED_SIZE // 30)
    (root / "work" / "large.toml").write_bytes(padding + ledger.read_bytes())
    results.append(run(root / "work", "status", "--ledger", "large.toml", env=known))
    lines = (root / "witness" / "log").read_text("utf-8").splitlines()
    events = [(event, where.strip("'\"")) for event, where in (one.split("\t") for one in lines)]
    return Year(root, results, events)


def test_the_year_has_every_command_in_it(year: Year) -> None:
    codes = [result.code for result in year.results]
    assert codes == [0] * (len(YEAR) - 2) + [1, 3, 0]
    words = {word for line in YEAR for word in line}
    assert {name for name in COMMANDS if name not in words} <= NOT_HERE


def test_nothing_is_written_but_beside_the_ledger_in_what_was_named_and_in_the_cache(
    year: Year,
) -> None:
    allowed = ("work/data", "work/out", "home/.cache", "work/large.toml.lock")
    paths = set(year.changed())
    assert {path for path in paths if not path.startswith(allowed)} == set()
    assert {f"work/{LEDGER}", f"work/{LEDGER}~"} <= paths


def test_no_socket_is_opened_and_no_program_started(year: Year) -> None:
    """Writing asks for the machine's name, to say who holds the ledger; that asks nobody else."""
    events = {event for event, _ in year.events}
    told = {event for event in events if event != "open" and not event.startswith("os.")}
    assert told == {"socket.gethostname"}
    started = ("os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.startfile")
    assert [event for event in events if event.startswith(started)] == []


def test_what_is_there_afterwards_is_what_was_named(year: Year) -> None:
    """Also of what libraries write that no hook sees."""
    found = {
        str(path.relative_to(year.root))
        for path in year.root.rglob("*")
        if path.is_file() and "witness" not in path.parts
    }
    data = {f"work/{LEDGER}{more}" for more in ("", "~", ".lock")}
    named = {f"work/{name}" for name in (*OUTPUTS, "out/again.docx", "large.toml")}
    cached = {path for path in found if path.startswith("home/")}
    assert found - cached == data | named
    folder, name = f"home/.cache/{PROGRAM}/", ".figures"
    assert [path for path in cached if path.startswith(folder) and path.endswith(name)] == [*cached]
    assert len(cached) == 1


def test_the_witness_sees_what_it_is_to_see(tmp_path: Path) -> None:
    """A test that nothing happens must be able to notice that something does."""
    (tmp_path / "sitecustomize.py").write_text(WITNESS, "utf-8")
    deeds = (
        "import os, socket, subprocess, sys; open('a', 'w').close(); os.rename('a', 'b'); "
        "os.mkdir('c'); open('b').close(); socket.socket().close(); "
        "subprocess.run([sys.executable, '-c', '']); os.system('true')"
    )
    log = tmp_path / "log"
    known = environment(PYTHONPATH=str(tmp_path), WITNESSED=str(log))
    subprocess.run([sys.executable, "-c", ""], env=known, check=True)
    assert log.read_text("utf-8") == ""
    subprocess.run([sys.executable, "-c", deeds], cwd=tmp_path, env=known, check=True)
    events = [line.split("\t")[0] for line in log.read_text("utf-8").splitlines()]
    wanted = ["open", "os.rename", "os.rename", "os.mkdir", "socket.__new__", "subprocess.Popen"]
    assert [event for event in events if event in {*wanted, "os.system"}] == [*wanted, "os.system"]


def test_a_ledger_keeps_its_mode_and_its_owner(tmp_path: Path) -> None:
    """Also where the person who writes would give a new file another mode."""
    path = tmp_path / LEDGER
    run_each(tmp_path, [("init",)])
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 12_345, 12_346)
    before = path.stat()
    results = run_each(tmp_path, YEAR[1:8])
    assert {result.code for result in results} == {0}
    for name in (path, path.with_name(f"{path.name}~")):
        after = name.stat()
        assert stat.S_IMODE(after.st_mode) == 0o640
        assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
