"""Owns the names of the papers: none is put in the place of what it was not allowed to replace.

A name is resolved once, when the command begins. What is to have it is written under a passing
name; right before it gets its own, the disk is asked again what stands there: the file itself, for
one file has many names (links, mounts, capitals). Without leave to replace, the name is given by an
operation that cannot overwrite; with it, the name is moved and never what a link leads to.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from antragsbudget.errors import LedgerError, Location, NameTaken
from antragsbudget.language import messages
from antragsbudget.ledger import store


class Outputs(Struct, frozen=True):
    """The files that one call writes, by the names that were typed, and where each of them lies."""

    targets: Mapping[Path, Path]
    ledger: Path
    replace: bool

    def check(self) -> None:
        """Raise `NameTaken`, or `LedgerError` for what is never replaced, as the disk is now."""
        others: list[os.stat_result] = []
        for path, target in self.targets.items():
            found = self._replaced(path, target)
            if found is None:
                continue
            if any(os.path.samestat(found, other) for other in others):
                raise NameTaken(str(path), "output")
            others.append(found)

    @contextmanager
    def held(self, contents: Mapping[Path, bytes]) -> Iterator[Callable[[Path], None]]:
        """Put all on the disk under passing names; what is yielded gives one of them its own.

        It raises like `check`, and `LedgerError` for what could not be written: nothing is
        replaced then. What does not get its name is gone at the end.
        """
        with ExitStack() as stack:
            for path, target in self.targets.items():
                with store.writable(path):
                    whole = store.passing(target)
                    if os.path.lexists(whole):  # under another name, where capitals are the same
                        raise NameTaken(str(path), "output")
                    stack.enter_context(store.holding(whole, contents[path]))
            self.check()
            yield self._place

    def publish(self, contents: Mapping[Path, bytes]) -> None:
        """Write all of them, or none where nothing is to be replaced; raises like `held`."""
        with self.held(contents) as place:
            placed: list[tuple[Path, os.stat_result]] = []
            try:
                for path, target in self.targets.items():
                    mine = os.lstat(store.passing(target))
                    place(path)
                    placed.append((target, mine))
            except (NameTaken, LedgerError):
                if not self.replace:
                    _take_back(placed)
                raise

    def _place(self, path: Path) -> None:
        target = self.targets[path]
        with store.writable(path):
            self._replaced(path, target)
            if self.replace:
                store.swap(store.passing(target), target)
            elif not store.claim(store.passing(target), target):
                raise NameTaken(str(path), "another")

    def _replaced(self, path: Path, target: Path) -> os.stat_result | None:
        """Return the file that gives way to *path*, if there is one."""
        with store.writable(path):
            try:
                found = os.lstat(target)
                if stat.S_ISLNK(found.st_mode) and not self.replace:
                    found = os.stat(target)
            except FileNotFoundError:
                if os.path.islink(target):
                    raise LedgerError(messages.disk.Dangling(), Location(str(path))) from None
                found = None
            except NotADirectoryError:
                found = None
            if self._is_of_ledger(target, found):
                raise NameTaken(str(path), "ledger")
            if found is None:
                return None
            if not stat.S_ISREG(found.st_mode):  # nor is a link followed that was put there since
                raise LedgerError(messages.disk.Special(), Location(str(path)))
            if not self.replace:
                raise NameTaken(str(path), "another")
            return found

    def _is_of_ledger(self, target: Path, found: os.stat_result | None) -> bool:
        """Say whether this is the ledger or what stands beside it, or a name kept for that.

        Some drives give one file another number under each spelling of its name, so in the folder
        of the ledger capitals do not make another name.
        """
        family = store.family(self.ledger)
        for kept in family:
            with suppress(FileNotFoundError):
                if found is not None and os.path.samestat(found, os.stat(kept)):
                    return True
        if _folded(target.name) not in [_folded(kept.name) for kept in family]:
            return False
        try:
            return os.path.samefile(target.parent, family[0].parent)
        except OSError:
            return False


def resolved(paths: Iterable[Path], ledger: Path, *, replace: bool) -> Outputs:
    """Return where files of these names lie, checked; with *replace* a file may be there already.

    A link to a file is followed then, here and never again, and stays a link; a link to nothing is
    refused. Raises like `Outputs.check`.
    """
    targets: dict[Path, Path] = {}
    for path in paths:
        with store.writable(path):
            target = Path(os.path.realpath(path.parent), path.name)
            if replace and os.path.lexists(target):
                if os.path.islink(target) and not os.path.lexists(os.path.realpath(target)):
                    raise LedgerError(messages.disk.Dangling(), Location(str(path)))
                target = Path(os.path.realpath(target, strict=True))
            if target in targets.values():
                raise NameTaken(str(path), "output")
            targets[path] = target
    found = Outputs(targets, ledger, replace)
    found.check()
    return found


def _take_back(placed: Iterable[tuple[Path, os.stat_result]]) -> None:
    for target, mine in placed:
        with suppress(OSError):
            if os.path.samestat(os.lstat(target), mine):
                target.unlink()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
