"""Owns the ledger's bytes on the disk: find, read, create, lock, replace; it never looks into them.

Beside NAME stand `NAME~`, the bytes before the last write, and `NAME.lock`. Whoever writes holds
the operating system's lock on the latter, which dies with its process; readers need none, because
a write puts a whole new file in the old one's place. The lock file is never removed: who removes
it while others wait for it lets two of them in.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct

from antragsbudget.errors import LedgerError, Location
from antragsbudget.interruption import ENDING
from antragsbudget.language import messages

VARIABLE: Final = "ANTRAGSBUDGET_LEDGER"
DEFAULT: Final = Path("data", "allocations.toml")
LARGEST: Final = 2**30
"""Bytes; some 3,000,000 entries. Beyond, a file is a mistake and would exhaust the memory."""

_BACKUP: Final = "~"
_LOCK: Final = ".lock"
_OWN: Final = os.urandom(4).hex()
_WRITTEN: Final = threading.Event()
_AT_ONCE: Final = 0.3
_LONG: Final = 100
"""Bytes of a name that leave room for what passing names add, wherever names may have 143."""
_RETRIES: Final = (0.05, 0.1, 0.2, 0.4) if sys.platform == "win32" else ()


class LockHolder(Struct, frozen=True):
    """Say who holds a ledger: cleaned of control characters, and no more than a hint."""

    name: str
    since: datetime | None


def locate(given: str | None, environment: Mapping[str, str], start: Path) -> Path:
    """Choose the ledger: *given*, else the environment's, else the nearest from *start* upwards."""
    named = environment.get(VARIABLE) if given is None else given
    if named or given is not None:
        return Path(named or "")
    for folder in (start, *start.parents):
        if os.path.isfile(folder / DEFAULT):
            return folder / DEFAULT
    return start / DEFAULT


def read(path: Path) -> bytes:
    """Return the bytes of the ledger. Raises `LedgerError` for whatever is not a readable file."""
    with _explained(path):
        _require_file(path)
        return path.read_bytes()


def create(path: Path, content: bytes) -> bool:
    """Write a new ledger with its folders, and return True; False if the name is already taken."""
    with writable(path):
        if os.path.lexists(path):
            return False
        _require_room_beside(path, path)
        path.parent.mkdir(parents=True, exist_ok=True)
        target = Path(os.path.realpath(path.parent), path.name)
        with holding(passing(target), content):
            return claim(passing(target), target)


def family(path: Path) -> tuple[Path, Path, Path]:
    """Return the names of the ledger, of its state before the last write, and of its lock."""
    target = Path(os.path.realpath(path))
    backup, lock = (target.with_name(f"{target.name}{suffix}") for suffix in (_BACKUP, _LOCK))
    return target, backup, lock


def has_written() -> bool:
    """Say whether this process has given a file its name; what is told then is that it has."""
    return _WRITTEN.is_set()


def passing(target: Path) -> Path:
    """Return a name beside *target* for each process: two that write one file must not share it.

    They may run on two computers, so the number of the process is not enough.
    """
    return target.with_name(f"{_passing_names(target)}{os.getpid()}-{_OWN}")


def _passing_names(target: Path) -> str:
    """Return how each passing name of *target* begins; that of a long one fits all the same."""
    name = os.fsencode(target.name)
    if len(name) <= _LONG:
        return f".{target.name}.antragsbudget-"
    from hashlib import sha256

    return f".{sha256(name).hexdigest()[:16]}.antragsbudget-"


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Say of any failure that *path* could not be written."""
    try:
        yield
    except OSError as error:
        raise _not_writable(path, error) from error
    except ValueError:  # NUL in the name
        raise _not_writable(path, OSError(errno.EINVAL, "", str(path))) from None


@contextmanager
def locked(
    path: Path, notice: Callable[[LockHolder], None], patience: float = 5.0
) -> Iterator[None]:
    """Keep other writers out, among all processes of this machine.

    While another one holds the ledger, *notice* is called once, with who; after *patience*
    seconds `LedgerError` "busy" is raised. Not to be entered again by who is already inside.
    """
    from filelock import FileLock, Timeout  # a reading command does without

    def acquired(within: float) -> bool:
        try:
            lock.acquire(timeout=within)
        except Timeout:
            return False
        except OSError as error:
            raise _not_writable(side, error) from error
        return True

    ledger = _require_writable(path)
    target, _, side = family(path)  # one lock under all its names
    with writable(path):
        _require_room_beside(target, path)
        _require_renaming(target, path)
        _require_lockable(side)
    lock = FileLock(
        side,
        mode=stat.S_IMODE(ledger.st_mode) | 0o600,  # who may write it may lock it
        fallback_to_soft=False,  # such a lock would outlive a killed process
        preserve_lock_file=True,
        on_acquired=partial(_sign, like=ledger),
    )
    if not acquired(min(_AT_ONCE, patience)):
        notice(_holder(side))
        if not acquired(max(0.0, patience - _AT_ONCE)):
            raise _busy(path, _holder(side))
    try:
        yield
    finally:
        with suppress(OSError):  # it dies with the process: what was written must not end as lost
            lock.release()


def replace(path: Path, judged: bytes, new: bytes) -> None:
    """Put *new* in the place of *judged*, wholly or not at all; call it under the lock.

    Raises `LedgerError` "changed" if the ledger is no longer what was judged, "read_only" or
    "not_writable" if it cannot be written; it is then untouched.
    """
    if not new.startswith(judged):
        raise ValueError("a write leaves every earlier byte as it was")
    _require_writable(path)
    target, backup, _ = family(path)  # a link stays a link
    try:
        _clear_away(target, backup)
        with (
            holding(passing(backup), judged, like=target),
            holding(passing(target), new, like=target),
        ):
            # As late as can be: on a drive without a common lock somebody else may be writing.
            if read(path) != judged:
                raise LedgerError(messages.disk.Changed(), Location(str(path)))
            with _undisturbed():
                _rename(passing(backup), backup)
                _rename(passing(target), target)
                _WRITTEN.set()
                _sync_folder(target.parent)
    except OSError as error:
        raise _not_writable(path, error) from error


def _clear_away(*targets: Path) -> None:
    """Delete what killed processes have left beside files that nobody else is writing now."""
    left = tuple(_passing_names(target) for target in targets)
    for name in os.listdir(targets[0].parent):
        if name.startswith(left):
            targets[0].with_name(name).unlink(missing_ok=True)


def _require_file(path: Path) -> os.stat_result:
    status = os.stat(path)
    if stat.S_ISDIR(status.st_mode):
        raise LedgerError(messages.disk.IsFolder(), Location(str(path)))
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
        raise LedgerError(messages.disk.NotARegularFile(), Location(str(path)))
    if status.st_size > LARGEST:
        raise LedgerError(
            messages.disk.TooLarge(size=status.st_size, largest=LARGEST), Location(str(path))
        )
    return status


def _require_writable(path: Path) -> os.stat_result:
    """Refuse a file without write permission, although a rename would get past it."""
    with _explained(path):
        status = _require_file(path)
        if not os.access(path, os.W_OK):
            raise LedgerError(messages.disk.ReadOnly(), Location(str(path)))
        return status


def _require_room_beside(target: Path, path: Path) -> None:
    """Refuse a name that is so long that the lock beside it could have none."""
    folder = next(one for one in target.parents if one.is_dir())
    longest, length = 255, len(os.fsencode(target.name))
    if sys.platform == "win32":
        length = len(target.name.encode("utf-16-le", "surrogatepass")) // 2
    else:
        with suppress(OSError):
            longest = os.pathconf(folder, "PC_NAME_MAX")
    longest -= len(_LOCK)
    if length > longest:
        raise LedgerError(messages.disk.LongName(size=length, largest=longest), Location(str(path)))


def _require_renaming(target: Path, path: Path) -> None:
    """Refuse a file that is a mount point of its own, as containers have: none can replace it.

    Written in place it would after a crash be neither the old one nor the new one; and what stands
    beside it, the lock too, is beside it in this container alone.
    """
    name = re.sub(rb"[\\ \t\n]", lambda found: b"\\%03o" % ord(found[0]), os.fsencode(target))
    mounts = b""
    with suppress(OSError):  # only Linux has it, and only Linux such mounts
        mounts = Path("/proc/self/mountinfo").read_bytes()
    if re.search(rb"^(?:\S+ ){4}" + re.escape(name) + b" ", mounts, re.MULTILINE):
        raise LedgerError(messages.disk.Mounted(), Location(str(path)))


def _require_lockable(side: Path) -> None:
    """Refuse what stands in the place of the lock and is something else."""
    try:
        found = os.lstat(side)
    except OSError:  # none yet; whatever else it is, opening it will tell
        return
    if stat.S_ISLNK(found.st_mode):
        raise LedgerError(messages.disk.LockIsLink(), Location(str(side)))
    if stat.S_ISDIR(found.st_mode):
        raise LedgerError(messages.disk.LockIsFolder(), Location(str(side)))
    if not stat.S_ISREG(found.st_mode):
        raise LedgerError(messages.disk.LockIsDevice(), Location(str(side)))
    if found.st_nlink > 1:
        raise LedgerError(messages.disk.LockHasSecondName(), Location(str(side)))
    with suppress(OSError), open(side, "rb") as file:  # Windows lets nobody read a held byte
        if file.read(1).strip(b" "):
            raise LedgerError(messages.disk.LockIsAnotherFile(), Location(str(side)))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise LedgerError(messages.disk.NotFound(), Location(str(path))) from None
    except PermissionError:
        raise LedgerError(messages.disk.Denied(), Location(str(path))) from None
    except OSError as error:
        raise LedgerError(
            messages.disk.NotRead(reason=_reason(error)), Location(str(path))
        ) from error
    except ValueError:  # NUL in the name
        raise LedgerError(messages.disk.NotRead(reason="EINVAL"), Location(str(path))) from None


def _sign(lock: int, like: os.stat_result) -> None:
    """Leave in the locked file who holds it; the operating system notes since when.

    The first byte stays blank: it is the one that Windows lets nobody else read, and by it the
    file is known as ours.
    """
    import getpass  # a reading command does without
    import socket

    if os.fstat(lock).st_nlink > 1:  # since then another file too, perhaps the ledger
        return
    with suppress(OSError):
        _keep_owner(like, lock)
    user = "?"
    with suppress(KeyError, OSError, ImportError):  # an account without a name
        user = getpass.getuser()
    name = f" {user}@{socket.gethostname()}, PID {os.getpid()}\n"
    os.ftruncate(lock, 0)
    os.lseek(lock, 0, os.SEEK_SET)
    os.write(lock, name.encode(errors="replace"))


def _holder(side: Path) -> LockHolder:
    """Read who signed; the lock alone decides, so anything may stand there, of any time."""
    text, since = "", None
    with suppress(OSError, OverflowError, ValueError), open(side, "rb", buffering=0) as file:
        file.seek(1)
        text = file.read(120).decode(errors="replace")
        since = datetime.fromtimestamp(int(os.fstat(file.fileno()).st_mtime), UTC)
    return LockHolder("".join(filter(str.isprintable, text)).strip(), since)


@contextmanager
def holding(whole: Path, content: bytes, like: Path | None = None) -> Iterator[None]:
    """Let the file *whole* safely hold *content*; afterwards nothing is left under its name."""
    try:
        whole.unlink(missing_ok=True)
        with open(whole, "xb") as file:
            if like is not None:
                _keep_permissions(like, whole)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield
    finally:
        with suppress(OSError):
            whole.unlink(missing_ok=True)


def _keep_permissions(like: Path, new: Path) -> None:
    """Give *new*, still empty, the owner, group, mode and access lists of *like* if possible."""
    _keep_owner(like.stat(), new)
    try:
        shutil.copystat(like, new)
    except OSError as error:  # pragma: no cover  # no test can mount such a share
        if error.errno not in (errno.ENOTSUP, errno.ENOSYS):  # some shares have no permissions
            raise


def _keep_owner(like: os.stat_result, new: Path | int) -> None:
    """Give *new*, a path or an open file, the group and the owner of *like* if possible."""
    if sys.platform != "win32":
        for owner, group in ((-1, like.st_gid), (like.st_uid, -1)):
            with suppress(PermissionError):
                os.chown(new, owner, group)


def swap(whole: Path, target: Path) -> None:
    with _undisturbed():
        _rename(whole, target)
        _WRITTEN.set()
        _sync_folder(target.parent)


def _rename(whole: Path, target: Path) -> None:
    for pause in _RETRIES:  # pragma: no cover  # none but on Windows
        try:  # a virus scanner or an editor may look in
            os.replace(whole, target)
            return
        except PermissionError:
            time.sleep(pause)
    os.replace(whole, target)


def claim(whole: Path, target: Path) -> bool:
    """Give *whole* the name of *target* unless something has it, and say whether it was free."""
    with _undisturbed():
        try:
            os.link(whole, target)
        except FileExistsError:
            # A server that is asked a second time, for its first answer was lost, says so too.
            if not os.path.samestat(os.lstat(whole), os.lstat(target)):
                return False
        except OSError:
            if not _claim_without_links(whole, target):
                return False
        _WRITTEN.set()
        _sync_folder(target.parent)
    return True


def _claim_without_links(whole: Path, target: Path) -> bool:
    """Do the same where there are no hard links, as on exFAT: an empty file keeps the name first.

    Killed in that instant, it leaves the empty file.
    """
    try:
        if sys.platform == "win32":
            os.rename(whole, target)  # it never overwrites there
            return True
        with open(target, "xb") as kept:
            mine = os.fstat(kept.fileno())
    except FileExistsError:
        return False
    try:
        if not os.path.samestat(os.lstat(target), mine):
            return False
        os.rename(whole, target)
    except OSError:
        with suppress(OSError):
            if os.path.samestat(os.lstat(target), mine):
                target.unlink()
        raise
    return True


def _sync_folder(folder: Path) -> None:
    """Make a rename last; where the system cannot, it is done all the same."""
    if sys.platform != "win32":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ignore for an instant what ends a process: what is written must not end as interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    earlier = {}
    try:
        for number in ENDING:
            earlier[number] = signal.signal(number, signal.SIG_IGN)
        yield
    finally:
        for number in reversed(earlier):
            signal.signal(number, earlier[number] or signal.SIG_DFL)


def _reason(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "?")


def _busy(path: Path, holder: LockHolder) -> LedgerError:
    return LedgerError(
        messages.disk.Busy(holder=holder.name, since=holder.since), Location(str(path))
    )


def _not_writable(path: Path, error: OSError) -> LedgerError:
    at = str(error.filename2 or error.filename or path)
    return LedgerError(
        messages.disk.NotWritten(reason=_reason(error), path=at), Location(str(path))
    )
