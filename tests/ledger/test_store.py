"""The ledger's file: where it is, who may write it, and that it is the old one or the new one."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from tests.program import lacks

from antragsbudget.errors import LedgerError
from antragsbudget.language.messages import disk
from antragsbudget.language.records import Failure
from antragsbudget.ledger import codec, store
from antragsbudget.ledger.store import LockHolder

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and processes")
linux = pytest.mark.skipif(sys.platform != "linux", reason="what Linux alone has")

OLD = b"\xef\xbb\xbf# von Hand\r\nformat = 1 # ohne Ende"
NEW = OLD + b"\r\n\r\n[[entry]]\r\nnr = 1\r\n"
NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    ledger = tmp_path / "l.toml"
    ledger.write_bytes(OLD)
    return ledger


@pytest.fixture
def shared() -> Iterator[Path]:
    """Give a folder that an account without privileges owns, also when root runs the tests."""
    folder = Path(tempfile.mkdtemp())
    (folder / "l.toml").write_bytes(OLD)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
        os.chown(folder / "l.toml", NOBODY, NOBODY)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def write(path: Path, judged: bytes = OLD, new: bytes = NEW) -> None:
    with store.locked(path, silent):
        store.replace(path, judged, new)


def silent(_: LockHolder) -> None:
    """Take no notice."""


def never(holder: LockHolder) -> None:
    raise AssertionError(holder)


def failure(act: Callable[[], object]) -> tuple[type[Failure], object]:
    with pytest.raises(LedgerError) as caught:
        act()
    return type(caught.value.failure), getattr(caught.value.failure, "reason", None)


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


def descriptor_of(file: Path) -> int:
    """Return the descriptor under which this process has *file* open."""
    open_ = [int(name) for name in os.listdir("/dev/fd")]
    with suppress(OSError):  # the listing had one of its own
        for one in sorted(open_):
            if os.path.samestat(os.fstat(one), file.stat()):
                return one
    raise FileNotFoundError(file)


def in_child(act: Callable[[], str]) -> str:
    """Run *act* in a process of its own, and return what it answers; empty if it is killed."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.write(writing, act().encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[], object], at: int = 1
) -> None:
    """Let somebody else *act* in the instant before the *at*-th call of `os.NAME` from here."""
    real, calls = getattr(os, name), 0

    def preceded(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at:
            monkeypatch.setattr(os, name, real)
            act()
        return real(*args)

    monkeypatch.setattr(os, name, preceded)


def without_links(act: Callable[[], object]) -> object:
    """Return what *act* does where the kernel makes no hard links, as on exFAT and on Android.

    It keeps them from one thread alone, which cannot get them back and ends here.
    """
    try:
        seccomp = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        lacks("there is no libseccomp on this machine")
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EPERM
    done: list[object] = []

    def run() -> None:
        seccomp.seccomp_init.restype = ctypes.c_void_p
        rules = ctypes.c_void_p(seccomp.seccomp_init(allow))
        for call in (b"link", b"linkat"):
            number = seccomp.seccomp_syscall_resolve_name(call)
            seccomp.seccomp_rule_add(rules, refuse, number, 0)
        refused = seccomp.seccomp_load(rules)
        seccomp.seccomp_release(rules)
        done.append(refused)
        try:
            done.append(act())
        except LedgerError as error:
            done.append(error.failure)
        except OSError as error:
            done.append(errno.errorcode[error.errno or 0])

    (apart := threading.Thread(target=run)).start()
    apart.join()
    refused, answer = done
    if refused:
        lacks("this machine lets no thread give up hard links (seccomp)")
    return answer


@contextmanager
def account(user: int) -> Iterator[None]:
    """Go on as *user*, without any privileges; who has none to give up stays who she is."""
    with tempfile.TemporaryDirectory() as folder:  # import what the store imports late:
        (any_file := Path(folder, "l.toml")).touch()  # the account may be unable to read it
        with store.locked(any_file, silent):
            pass
    if os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])
    os.setregid(user, user)
    os.setreuid(user, 0)  # the way back: 0 stays saved
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setreuid(0, 0)
        os.setregid(0, 0)
        os.setgroups(groups)


def unprivileged(act: Callable[[], object]) -> str:
    with account(NOBODY):
        assert os.geteuid() != 0
        try:
            return repr(act())
        except LedgerError as error:
            reason = getattr(error.failure, "reason", "")
            return f"{error.code} {type(error.failure).__name__} {reason}".strip()


@contextmanager
def process(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


HOLD = """
import sys
from pathlib import Path
from antragsbudget.ledger import store
with store.locked(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""

APPEND = """
import sys
from pathlib import Path
from antragsbudget.ledger import codec, store
path = Path(sys.argv[1])
for _ in range(5):
    with store.locked(path, lambda holder: None):
        judged = store.read(path)
        document = codec.parse(judged, "")
        entry = {"nr": len(document.entries) + 1, "by": sys.argv[2]}
        store.replace(path, judged, codec.append(document.content, document.file, entry))
"""


class TestLocate:
    def test_the_option_comes_first_then_the_environment(self, tmp_path: Path) -> None:
        environment = {"ANTRAGSBUDGET_LEDGER": "e.toml"}
        assert store.locate("o.toml", environment, tmp_path) == Path("o.toml")
        assert store.locate(None, environment, tmp_path) == Path("e.toml")

    def test_else_the_nearest_folder_upwards_that_has_one(self, tmp_path: Path) -> None:
        deep = tmp_path / "a" / "b"
        for folder in (tmp_path, tmp_path / "a"):
            (folder / "data").mkdir(parents=True)
            (folder / "data" / "allocations.toml").touch()
        deep.mkdir()
        environment = {"ANTRAGSBUDGET_LEDGER": ""}
        assert store.locate(None, environment, deep) == tmp_path / "a/data/allocations.toml"
        assert store.locate(None, {}, tmp_path) == tmp_path / "data/allocations.toml"

    def test_else_where_one_would_be_created(self, tmp_path: Path) -> None:
        assert store.locate(None, {}, tmp_path) == tmp_path / "data/allocations.toml"


class TestRead:
    def test_the_bytes_come_as_they_are(self, path: Path) -> None:
        assert store.read(path) == OLD

    def test_what_is_no_readable_file_is_named(self, path: Path) -> None:
        folder = path.parent
        assert failure(lambda: store.read(folder / "no")) == (disk.NotFound, None)
        assert failure(lambda: store.read(path / "no")) == (disk.NotFound, None)
        assert failure(lambda: store.read(folder)) == (disk.IsFolder, None)
        for name in ("a\0b", "a" * 5000):
            kind, reason = failure(partial(store.read, folder / name))
            assert kind is disk.NotRead
            assert reason in ("EINVAL", "ENAMETOOLONG")

    @posix
    def test_a_device_a_pipe_and_a_loop_of_links_do_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        for odd in (Path("/dev/zero"), tmp_path / "pipe"):
            assert failure(partial(store.read, odd)) == (disk.NotARegularFile, None)
        assert failure(lambda: store.read(tmp_path / "loop")) == (disk.NotRead, "ELOOP")

    def test_a_file_beyond_all_measure_is_not_loaded(self, path: Path) -> None:
        os.truncate(path, store.LARGEST + 1)
        assert failure(lambda: store.read(path)) == (disk.TooLarge, None)

    @posix
    def test_a_file_that_one_may_not_read_is_denied(self, shared: Path) -> None:
        (shared / "l.toml").chmod(0o200)
        assert unprivileged(lambda: store.read(shared / "l.toml")) == "ledger_invalid Denied"


class TestCreate:
    def test_the_folders_are_made_and_nothing_else_is_left(self, tmp_path: Path) -> None:
        path = tmp_path / "a" / "data" / "l.toml"
        assert store.create(path, OLD)
        assert path.read_bytes() == OLD
        assert names(path.parent) == ["l.toml"]

    def test_nothing_is_ever_overwritten(self, path: Path) -> None:
        assert not store.create(path, NEW)
        assert not store.create(path.parent, NEW)
        assert path.read_bytes() == OLD
        assert names(path.parent) == ["l.toml"]

    def test_a_name_that_turns_out_to_be_taken_once_its_folder_is_made_is_left_alone(
        self, path: Path
    ) -> None:
        assert not store.create(path.parent / "new" / ".." / path.name, NEW)
        assert path.read_bytes() == OLD
        assert names(path.parent) == ["l.toml", "new"]

    @posix
    def test_a_link_that_leads_nowhere_is_a_name_taken(self, tmp_path: Path) -> None:
        (tmp_path / "l.toml").symlink_to(tmp_path / "gone")
        assert not store.create(tmp_path / "l.toml", NEW)
        assert names(tmp_path) == ["l.toml"]

    @posix
    def test_a_new_ledger_has_the_permissions_of_any_new_file(self, tmp_path: Path) -> None:
        (tmp_path / "any").touch()
        store.create(tmp_path / "l.toml", OLD)
        assert (tmp_path / "l.toml").stat().st_mode == (tmp_path / "any").stat().st_mode

    def test_a_place_where_none_can_be_is_named(self, path: Path) -> None:
        kind, reason = failure(lambda: store.create(path / "data" / "l.toml", OLD))
        assert kind is disk.NotWritten
        assert reason in ("ENOTDIR", "EEXIST", "ENOENT")
        assert failure(lambda: store.create(path.with_name("a\0b"), OLD)) == (
            disk.NotWritten,
            "EINVAL",
        )

    @posix
    @pytest.mark.parametrize("letter", ["a", "ä"])
    def test_a_name_is_as_long_as_leaves_room_for_that_of_its_lock(
        self, tmp_path: Path, letter: str
    ) -> None:
        """The bound is in bytes; a longer name would make a ledger in which nobody can book."""
        longest = os.pathconf(tmp_path, "PC_NAME_MAX") - len(".lock")
        name = letter * (longest // len(os.fsencode(letter)))
        name = "a" * (longest - len(os.fsencode(name))) + name
        with pytest.raises(LedgerError) as caught:
            store.create(tmp_path / "new" / f"{name}a", OLD)
        assert caught.value.failure == disk.LongName(size=longest + 1, largest=longest)
        assert names(tmp_path) == []
        assert store.create(tmp_path / name, OLD)
        write(tmp_path / name)
        assert (tmp_path / name).read_bytes() == NEW
        assert names(tmp_path) == [name, f"{name}.lock", f"{name}~"]

    @posix
    def test_a_folder_that_one_may_not_write_is_named(self, shared: Path) -> None:
        shared.chmod(0o555)
        assert unprivileged(lambda: store.create(shared / "n.toml", OLD)) == (
            "not_writable NotWritten EACCES"
        )


class TestReplace:
    def test_the_new_bytes_stand_there_and_the_earlier_ones_beside(self, path: Path) -> None:
        write(path)
        assert path.read_bytes() == NEW
        assert path.with_name("l.toml~").read_bytes() == OLD
        assert names(path.parent) == ["l.toml", "l.toml.lock", "l.toml~"]
        write(path, NEW, NEW + b"# mehr\n")
        assert path.with_name("l.toml~").read_bytes() == NEW

    def test_what_killed_processes_left_is_cleared_away_and_nothing_else(self, path: Path) -> None:
        for left in (".l.toml.antragsbudget-7-0a", ".l.toml~.antragsbudget-8-0b"):
            path.with_name(left).touch()
        for kept in (".k.toml.antragsbudget-7-0a", ".l.toml.antragsbudget", "l.toml.old"):
            path.with_name(kept).touch()
        store.replace(path, OLD, NEW)
        others = [".k.toml.antragsbudget-7-0a", ".l.toml.antragsbudget", "l.toml.old"]
        assert names(path.parent) == sorted([*others, "l.toml", "l.toml~"])

    @posix
    def test_so_is_what_they_left_of_a_long_name(self, path: Path) -> None:
        long = path.with_name("l" * 200)
        long.write_bytes(OLD)
        with store.holding(store.passing(long), NEW):
            (left,) = set(names(path.parent)) - {"l.toml", long.name}
            assert len(left) < 100
            os.link(store.passing(long), path.with_name(f"{left}-of-another"))
        write(long)
        assert names(path.parent) == ["l.toml", *(long.name + end for end in ("", ".lock", "~"))]

    @posix
    def test_a_name_that_has_grown_too_long_is_told_with_the_bound(self, path: Path) -> None:
        longest = os.pathconf(path.parent, "PC_NAME_MAX") - len(".lock")
        long = path.rename(path.with_name("l" * (longest + 1)))
        assert failure(lambda: write(long))[0] is disk.LongName
        assert names(path.parent) == [long.name]

    def test_a_file_that_is_not_the_one_judged_is_left_alone(self, path: Path) -> None:
        path.write_bytes(OLD + b"# dazwischen")
        assert failure(lambda: write(path)) == (disk.Changed, None)
        assert path.read_bytes() == OLD + b"# dazwischen"
        assert names(path.parent) == ["l.toml", "l.toml.lock"]

    @posix
    @pytest.mark.parametrize("killed", [0, 1, 9])
    @pytest.mark.parametrize(("name", "at"), [("fsync", 0), ("fsync", 1), ("replace", 0)])
    def test_two_that_see_no_common_lock_leave_one_whole_file(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, name: str, at: int, killed: int
    ) -> None:
        """Some network drives keep their locks to themselves: somebody else writes in between.

        Had the new files of both one name, what the other has only begun would become the ledger.
        """
        real, theirs, calls = getattr(os, name), OLD + b"\n# die anderen", 0

        def others() -> str:
            done = 0

            def fsync(file: int) -> None:
                nonlocal done
                done += 1
                if done > killed:
                    os._exit(0)

            monkeypatch.setattr(os, "fsync", fsync)
            store.replace(path, OLD, theirs)
            return "written"

        def interrupted(*args: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == at + 1:
                monkeypatch.setattr(os, name, real)
                assert in_child(others) == ("" if killed < 2 else "written")
            return real(*args)

        monkeypatch.setattr(os, name, interrupted)
        assert failure(lambda: store.replace(path, OLD, NEW))[0] in (disk.Changed, disk.NotWritten)
        assert path.read_bytes() == (OLD if killed < 2 else theirs)

    def test_a_file_that_has_gone_is_missing_and_nothing_is_put_beside(self, path: Path) -> None:
        path.unlink()
        assert failure(lambda: write(path)) == (disk.NotFound, None)
        assert failure(lambda: store.replace(path, OLD, NEW)) == (disk.NotFound, None)
        assert names(path.parent) == []

    def test_bytes_that_do_not_begin_with_the_earlier_ones_are_a_mistake(self, path: Path) -> None:
        with pytest.raises(ValueError, match="every earlier byte"):
            store.replace(path, OLD, b"#" + NEW)
        assert path.read_bytes() == OLD

    def test_it_is_the_same_beside_the_main_thread_where_no_signal_can_be_ignored(
        self, path: Path
    ) -> None:
        beside = threading.Thread(target=write, args=(path,))
        beside.start()
        beside.join()
        assert path.read_bytes() == NEW

    @posix
    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o606])
    def test_permissions_and_owner_are_kept(self, shared: Path, mode: int) -> None:
        path = shared / "l.toml"
        path.chmod(mode)
        before = path.stat()
        write(path)
        for name in ("l.toml", "l.toml~"):
            after = (shared / name).stat()
            assert stat.S_IMODE(after.st_mode) == mode
            assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
        assert stat.S_IMODE((shared / "l.toml.lock").stat().st_mode) == mode
        assert path.stat().st_ino != before.st_ino

    @posix
    def test_a_link_stays_a_link(self, path: Path, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        link = elsewhere / "link.toml"
        link.symlink_to(path)
        write(link)
        assert link.is_symlink()
        assert path.read_bytes() == NEW
        assert names(elsewhere) == ["link.toml"]

    @posix
    def test_a_read_only_file_is_refused_although_a_rename_would_succeed(
        self, shared: Path
    ) -> None:
        path = shared / "l.toml"
        path.chmod(0o444)
        assert unprivileged(lambda: write(path)) == "not_writable ReadOnly"
        assert unprivileged(lambda: store.replace(path, OLD, NEW)) == "not_writable ReadOnly"
        assert names(shared) == ["l.toml"]

    @posix
    def test_a_read_only_folder_is_refused(self, shared: Path) -> None:
        shared.chmod(0o555)
        path = shared / "l.toml"
        assert unprivileged(lambda: write(path)) == "not_writable NotWritten EACCES"
        assert unprivileged(lambda: store.replace(path, OLD, NEW)) == (
            "not_writable NotWritten EACCES"
        )
        assert path.read_bytes() == OLD
        assert names(shared) == ["l.toml"]

    def test_something_odd_in_the_place_of_the_earlier_bytes_stops_the_write(
        self, path: Path
    ) -> None:
        path.with_name("l.toml~").mkdir()
        assert failure(lambda: write(path))[0] is disk.NotWritten
        assert path.read_bytes() == OLD
        assert names(path.parent) == ["l.toml", "l.toml.lock", "l.toml~"]

    @posix
    @pytest.mark.parametrize("room", [15_000, 25_000], ids=["for neither", "for the earlier bytes"])
    def test_a_full_disk_leaves_the_old_file(self, path: Path, room: int) -> None:
        import resource

        old, new = b"#" * 20_000, b"#" * 30_000
        path.write_bytes(old)
        earlier = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, earlier[1]))
        try:
            answer = failure(lambda: write(path, old, new))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, earlier)
        assert answer == (disk.NotWritten, "EFBIG")
        assert path.read_bytes() == old
        assert [name for name in names(path.parent) if "new" in name] == []


@posix
class TestAFreeName:
    """It is given by an operation that cannot overwrite, so of two that want it one gets it."""

    @pytest.fixture
    def whole(self, path: Path) -> Path:
        whole = path.with_name("passing")
        whole.write_bytes(NEW)
        return whole

    @pytest.fixture
    def free(self, path: Path) -> Path:
        return path.with_name("free")

    def test_is_given_and_one_that_is_taken_is_not(
        self, whole: Path, free: Path, path: Path
    ) -> None:
        assert store.claim(whole, free)
        assert not store.claim(whole, path)
        assert (free.read_bytes(), path.read_bytes()) == (NEW, OLD)

    def test_is_given_by_a_server_that_was_asked_twice_for_its_first_answer_was_lost(
        self, whole: Path, free: Path
    ) -> None:
        os.link(whole, free)
        assert store.claim(whole, free)
        assert free.read_bytes() == NEW

    @linux
    def test_is_given_without_hard_links_too_and_one_that_is_taken_is_not(
        self, whole: Path, free: Path, path: Path
    ) -> None:
        assert without_links(partial(os.link, whole, free)) == "EPERM"
        assert without_links(partial(store.claim, whole, path)) is False
        assert without_links(partial(store.claim, whole, free)) is True
        assert (free.read_bytes(), path.read_bytes()) == (NEW, OLD)
        assert names(path.parent) == ["free", "l.toml"]

    @linux
    def test_is_left_to_whoever_puts_a_file_there_while_an_empty_one_keeps_it(
        self, whole: Path, free: Path, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meanwhile(monkeypatch, "lstat", partial(os.replace, path, free))
        assert without_links(partial(store.claim, whole, free)) is False
        assert (free.read_bytes(), names(path.parent)) == (OLD, ["free", "passing"])

    def test_stays_free_if_what_is_to_have_it_has_gone(self, free: Path, path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            store.claim(path.with_name("gone"), free)
        assert names(path.parent) == ["l.toml"]

    def test_stays_with_whoever_took_it_if_what_is_to_have_it_has_gone(
        self, free: Path, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meanwhile(monkeypatch, "rename", partial(os.replace, path, free))
        with pytest.raises(FileNotFoundError):
            store.claim(path.with_name("gone"), free)
        assert (free.read_bytes(), names(path.parent)) == (OLD, ["free"])


class TestLock:
    def test_four_processes_lose_nothing(self, path: Path) -> None:
        with (
            process(APPEND, path, "a") as a,
            process(APPEND, path, "b") as b,
            process(APPEND, path, "c") as c,
            process(APPEND, path, "d") as d,
        ):
            assert [one.wait(60) for one in (a, b, c, d)] == [0, 0, 0, 0]
        content = path.read_bytes()
        entries = codec.parse(content, "l.toml").entries
        assert content.startswith(OLD)
        assert [entry["nr"] for entry in entries] == list(range(1, 21))
        assert sorted(str(entry["by"]) for entry in entries) == sorted("abcd" * 5)

    def test_who_finds_it_busy_learns_who_holds_it(self, path: Path) -> None:
        heard: list[LockHolder] = []
        with process(HOLD, path) as holding:
            assert holding.stdout is not None
            assert holding.stdout.readline() == "held\n"
            with pytest.raises(LedgerError) as caught, store.locked(path, heard.append, 0.1):
                raise AssertionError("both are inside")
            assert store.read(path) == OLD  # a reader does not wait
        (holder,) = heard
        assert caught.value.failure == disk.Busy(holder=holder.name, since=holder.since)
        assert holder.name.endswith(f"PID {holding.pid}")
        assert holder.since is not None

    def test_who_waits_gets_in_when_the_other_leaves(self, path: Path) -> None:
        with process(HOLD, path) as holding:
            assert holding.stdout is not None
            assert holding.stdin is not None
            holding.stdout.readline()
            leave = holding.stdin.close
            with store.locked(path, lambda _: leave()):
                store.replace(path, OLD, NEW)
        assert path.read_bytes() == NEW

    def test_a_killed_holder_frees_the_lock(self, path: Path) -> None:
        with process(HOLD, path) as holding:
            assert holding.stdout is not None
            holding.stdout.readline()
            holding.kill()
            holding.wait()
            with store.locked(path, never, 0.0):
                pass

    @posix
    def test_the_lock_belongs_to_whom_the_ledger_belongs(self, shared: Path) -> None:
        """Else only the one of a group who writes first could ever lock it."""
        path = shared / "l.toml"
        path.chmod(0o660)
        write(path)
        ledger, lock = path.stat(), path.with_name("l.toml.lock").stat()
        assert (lock.st_uid, lock.st_gid, lock.st_mode) == (
            ledger.st_uid,
            ledger.st_gid,
            ledger.st_mode,
        )

    @posix
    @pytest.mark.parametrize(
        ("kind", "put"),
        [
            (disk.LockIsLink, lambda lock: lock.symlink_to("l.toml")),
            (disk.LockIsLink, lambda lock: lock.symlink_to("nothing")),
            (disk.LockIsLink, lambda lock: lock.symlink_to(lock)),
            (disk.LockHasSecondName, lambda lock: os.link(lock.with_name("l.toml"), lock)),
            (disk.LockIsFolder, lambda lock: lock.mkdir()),
            (disk.LockIsDevice, os.mkfifo),
        ],
    )
    def test_something_else_in_the_place_of_its_file_is_told_as_what_it_is(
        self, path: Path, kind: type[Failure], put: Callable[[Path], None]
    ) -> None:
        put(path.with_name("l.toml.lock"))
        assert failure(lambda: write(path)) == (kind, None)
        assert (path.read_bytes(), names(path.parent)) == (OLD, ["l.toml", "l.toml.lock"])

    def test_another_file_that_has_its_name_is_not_emptied(self, path: Path) -> None:
        other = path.with_name("l.toml.lock")
        other.write_bytes(OLD)
        assert failure(lambda: write(path)) == (disk.LockIsAnotherFile, None)
        assert (path.read_bytes(), other.read_bytes()) == (OLD, OLD)
        other.write_bytes(b" kb@rat")  # what is left of a signature
        write(path)
        assert path.read_bytes() != OLD

    @posix
    def test_a_file_that_gets_a_second_name_while_it_is_waited_for_is_not_written_into(
        self, path: Path
    ) -> None:
        side, second = path.with_name("l.toml.lock"), path.with_name("second")
        with process(HOLD, path) as holding:
            assert holding.stdout is not None
            assert holding.stdin is not None
            holding.stdout.readline()
            leave = holding.stdin.close

            def notice(_: LockHolder) -> None:
                os.link(side, second)
                leave()

            with store.locked(path, notice):
                assert second.read_text().endswith(f"PID {holding.pid}\n")

    @linux
    def test_is_never_taken_for_a_mount_point_which_no_rename_can_replace(self, path: Path) -> None:
        """Only root could mount a ledger by itself; `/proc` is mounted wherever mounts are told."""
        proc = Path("/proc")
        assert failure(lambda: store._require_renaming(proc, proc)) == (disk.Mounted, None)
        store._require_renaming(path, path)

    @posix
    def test_one_lock_serves_all_names_of_a_file(self, path: Path) -> None:
        with process(HOLD, path) as holding:
            assert holding.stdout is not None
            holding.stdout.readline()
            link = path.with_name("link.toml")
            link.symlink_to(path)
            with pytest.raises(LedgerError, match="ledger_busy"), store.locked(link, silent, 0.0):
                pass

    def test_what_others_left_in_the_lock_file_is_only_data(self, path: Path) -> None:
        side = path.with_name("l.toml.lock")
        heard: list[LockHolder] = []
        with process(HOLD, path) as holding:
            assert holding.stdout is not None
            holding.stdout.readline()
            side.write_bytes(b" \x1b[31m[red]\xff\n\r\0" + b"x" * 10_000_000)
            with pytest.raises(LedgerError), store.locked(path, heard.append, 0.0):
                pass
        assert [holder.name for holder in heard] == ["[31m[red]\ufffd" + "x" * 106]

    @posix
    def test_one_without_a_time_that_a_calendar_has_is_known_by_name(self, path: Path) -> None:
        heard: list[LockHolder] = []
        with process(HOLD, path) as holding:
            assert holding.stdout is not None
            holding.stdout.readline()
            os.utime(path.with_name("l.toml.lock"), (2**40, 2**40))
            with pytest.raises(LedgerError), store.locked(path, heard.append, 0.0):
                pass
        assert [holder.name.endswith(f"PID {holding.pid}") for holder in heard] == [True]

    @posix
    @pytest.mark.skipif(
        getattr(os, "geteuid", int)() != 0, reason="only root becomes an account without a name"
    )
    def test_an_account_without_a_name_may_hold_it(
        self, shared: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
            monkeypatch.delenv(variable, raising=False)
        nameless = 54321
        os.chown(shared, nameless, nameless)
        os.chown(shared / "l.toml", nameless, nameless)
        with account(nameless):
            write(shared / "l.toml")
        signed = (shared / "l.toml.lock").read_text()
        assert signed == f" ?@{socket.gethostname()}, PID {os.getpid()}\n"

    def test_a_refusal_inside_frees_the_lock(self, path: Path) -> None:
        with pytest.raises(KeyError), store.locked(path, silent):
            raise KeyError
        with store.locked(path, never, 0.0):
            pass

    @posix
    def test_an_unlock_that_fails_does_not_take_back_what_was_written(self, path: Path) -> None:
        with store.locked(path, silent):
            store.replace(path, OLD, NEW)
            os.close(descriptor_of(path.with_name("l.toml.lock")))
        assert path.read_bytes() == NEW
        with store.locked(path, never, 0.0):
            pass

    def test_a_missing_ledger_is_not_locked(self, tmp_path: Path) -> None:
        with (
            pytest.raises(LedgerError, match="ledger_missing"),
            store.locked(tmp_path / "no", silent),
        ):
            pass
        assert names(tmp_path) == []


def stopped(path: Path, number: int, stop: Callable[[], None]) -> bool:
    """Write, call *stop* before the *number*-th line that the store runs, and say if it ran."""
    left = number

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename != store.__file__:
            return None
        if event == "line":
            left -= 1
            if left == 0:
                stop()
        return trace

    earlier = sys.gettrace()  # a measurement of coverage, perhaps
    sys.settrace(trace)
    try:
        write(path)
    except KeyboardInterrupt:
        pass
    finally:
        sys.settrace(earlier)
    return left <= 0


def crashed(path: Path, number: int) -> str:
    return str(stopped(path, number, lambda: os._exit(9)))


class TestInterruption:
    """After Ctrl-C or a crash at any moment the file is the old one or the new one."""

    # An exception before the first line of a `with` leaves its file for the collector to close.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    def test_ctrl_c_before_any_line_leaves_nothing_behind(self, path: Path) -> None:
        found = set()
        number = 1
        while stopped(path, number, lambda: signal.raise_signal(signal.SIGINT)):
            found.add(path.read_bytes())
            assert [name for name in names(path.parent) if "new" in name] == []
            with store.locked(path, never, 0.0):
                path.write_bytes(OLD)
            number += 1
        assert found == {OLD, NEW}
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def test_who_must_not_be_told_that_nothing_was_written_can_ask(self, path: Path) -> None:
        write(path)
        assert store.has_written()

    @posix
    def test_a_crash_before_any_line_leaves_the_old_file_or_the_new(self, path: Path) -> None:
        found = set()
        number = 1
        while not in_child(partial(crashed, path, number)):
            found.add(path.read_bytes())
            number += 1
            path.write_bytes(OLD)
        assert found == {OLD, NEW}
        path.write_bytes(OLD)
        write(path)  # clears away what the crashes left
        assert names(path.parent) == ["l.toml", "l.toml.lock", "l.toml~"]

    @posix
    def test_ctrl_c_ends_another_process_between_two_writes(self, path: Path) -> None:
        with process(APPEND.replace("range(5)", "iter(print, 1)"), path, "a") as running:
            assert running.stdout is not None
            running.stdout.readline()
            while running.poll() is None:  # during a rename it is ignored
                running.send_signal(signal.SIGINT)
        codec.parse(path.read_bytes(), "l.toml")
        assert [name for name in names(path.parent) if "new" in name] == []
