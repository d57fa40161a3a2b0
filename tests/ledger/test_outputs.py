"""The files that a command writes: none replaces what it was not allowed to."""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from tests.ledger.test_store import (
    OLD,
    failure,
    meanwhile,
    names,
    path,
    shared,
    unprivileged,
)

from antragsbudget.errors import LedgerError, NameTaken
from antragsbudget.language.messages import disk
from antragsbudget.ledger import outputs

__all__ = ["path", "shared"]  # fixtures
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")


def publish(ledger: Path, contents: dict[Path, bytes], *, replace: bool = False) -> None:
    outputs.resolved(contents, ledger, replace=replace).publish(contents)


def taken(act: Callable[[], object]) -> tuple[str, str]:
    """Return whose name it is that cannot be given, and by what it is taken."""
    with pytest.raises(NameTaken) as caught:
        act()
    return Path(caught.value.path).name, caught.value.by


def state(folder: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in folder.iterdir() if found.is_file()}


class TestAName:
    @pytest.mark.parametrize("replace", [False, True])
    def test_that_nothing_has_is_given(self, path: Path, replace: bool) -> None:
        publish(path, {path.with_name("p.pdf"): b"pdf"}, replace=replace)
        assert state(path.parent) == {"l.toml": OLD, "p.pdf": b"pdf"}

    def test_that_a_file_has_is_given_only_with_leave_to_replace_it(self, path: Path) -> None:
        paper = path.with_name("p.pdf")
        paper.write_bytes(b"mine")
        assert taken(lambda: publish(path, {paper: b"new"})) == ("p.pdf", "another")
        assert state(path.parent) == {"l.toml": OLD, "p.pdf": b"mine"}
        publish(path, {paper: b"new"}, replace=True)
        assert state(path.parent) == {"l.toml": OLD, "p.pdf": b"new"}

    @posix
    def test_that_is_a_link_to_a_file_stays_one_and_the_file_is_replaced(self, path: Path) -> None:
        link, paper = path.with_name("link"), path.with_name("p.pdf")
        link.symlink_to(paper.name)
        paper.write_bytes(b"mine")
        assert taken(lambda: publish(path, {link: b"new"})) == ("link", "another")
        publish(path, {link: b"new"}, replace=True)
        assert (os.readlink(link), paper.read_bytes()) == ("p.pdf", b"new")

    @posix
    @pytest.mark.parametrize("replace", [False, True])
    def test_that_is_a_folder_a_pipe_or_a_link_to_nothing_is_never_given(
        self, path: Path, replace: bool
    ) -> None:
        os.mkfifo(path.with_name("pipe"))
        path.with_name("gone").symlink_to("nothing")
        path.with_name("loop").symlink_to("loop")
        for name, kind in (
            (path.parent, disk.Special),
            (path.with_name("pipe"), disk.Special),
            (Path(os.devnull), disk.Special),
            (path.with_name("gone"), disk.Dangling),
            (path.with_name("loop"), disk.NotWritten),
        ):
            found = failure(partial(publish, path, {name: b"new"}, replace=replace))
            assert found[0] is kind
        assert names(path.parent) == ["gone", "l.toml", "loop", "pipe"]

    @posix
    @pytest.mark.parametrize("replace", [False, True])
    def test_of_the_ledger_or_of_what_stands_beside_it_is_never_given(
        self, path: Path, replace: bool
    ) -> None:
        folder = path.parent
        path.with_name("l.toml~").write_bytes(b"before")
        (folder / "other").symlink_to(folder)
        (folder / "link").symlink_to(path)
        os.link(path, folder / "hard")
        os.link(folder / "l.toml~", folder / "before")
        before = state(folder)
        for name in ("l.toml", "link", "hard", "before", "other/l.toml", "l.toml~", "l.toml.lock"):
            act = partial(publish, path, {folder / name: b"new"}, replace=replace)
            assert taken(act) == (Path(name).name, "ledger")
        assert state(folder) == before

    @pytest.mark.parametrize("name", ["L.TOML", "l.toml.LOCK", "L.toml~"])
    def test_like_that_of_the_ledger_but_for_capitals_is_not_given(
        self, path: Path, name: str
    ) -> None:
        act = partial(publish, path, {path.with_name(name): b"new"}, replace=True)
        assert taken(act) == (name, "ledger")
        elsewhere = path.parent / "papers" / name
        elsewhere.parent.mkdir()
        publish(path, {elsewhere: b"new"}, replace=True)
        assert elsewhere.read_bytes() == b"new"

    @posix
    def test_may_be_as_long_as_the_folder_knows_any(self, path: Path) -> None:
        longest = os.pathconf(path, "PC_NAME_MAX")
        paper = path.with_name("ä" * ((longest - 4) // 2) + ".pdf")
        publish(path, {paper: b"new"})
        assert paper.read_bytes() == b"new"
        found = failure(lambda: publish(path, {paper.with_name("ä" * 130): b"new"}))
        assert found == (disk.NotWritten, "ENAMETOOLONG")

    def test_in_what_is_a_file_and_no_folder_is_told(self, path: Path) -> None:
        found = failure(lambda: publish(path, {path / "p.pdf": b"new"}))
        assert found == (disk.NotWritten, "ENOTDIR" if sys.platform != "win32" else "ENOENT")
        assert state(path.parent) == {"l.toml": OLD}

    def test_like_that_of_the_ledger_in_a_folder_that_is_not_there_is_told(
        self, path: Path
    ) -> None:
        found = failure(lambda: publish(path, {path.parent / "gone" / "l.toml": b"new"}))
        assert found == (disk.NotWritten, "ENOENT")
        assert names(path.parent) == ["l.toml"]

    @posix
    def test_that_somebody_takes_in_the_last_instant_is_not_given(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paper = path.with_name("p.pdf")
        meanwhile(monkeypatch, "link", partial(paper.write_bytes, b"mine"))
        assert taken(lambda: publish(path, {paper: b"new"})) == ("p.pdf", "another")
        assert state(path.parent) == {"l.toml": OLD, "p.pdf": b"mine"}

    def test_with_a_character_that_none_has_is_told(self, path: Path) -> None:
        contents = {path.with_name("p.pdf"): b"pdf", path.with_name("a\0b"): b"docx"}
        assert failure(lambda: publish(path, contents)) == (disk.NotWritten, "EINVAL")
        assert names(path.parent) == ["l.toml"]


class TestTwoNames:
    def test_are_two_files(self, path: Path) -> None:
        one, two = path.with_name("p.pdf"), path.with_name("p.docx")
        publish(path, {one: b"pdf", two: b"docx"})
        assert state(path.parent) == {"l.toml": OLD, "p.docx": b"docx", "p.pdf": b"pdf"}

    @posix
    def test_of_one_file_that_is_not_there_yet_are_told_before_anything_is_written(
        self, path: Path
    ) -> None:
        other = path.parent / "other"
        other.symlink_to(path.parent)
        contents = {path.with_name("p.pdf"): b"one", other / "p.pdf": b"two"}
        for replace in (False, True):
            act = partial(publish, path, contents, replace=replace)
            assert taken(act) == ("p.pdf", "output")
        assert state(path.parent) == {"l.toml": OLD}

    @posix
    @pytest.mark.parametrize("second", ["other/p.pdf", "link", "hard"])
    def test_of_one_file_are_told_before_it_is_replaced(self, path: Path, second: str) -> None:
        paper = path.with_name("p.pdf")
        paper.write_bytes(b"mine")
        path.with_name("other").symlink_to(path.parent)
        path.with_name("link").symlink_to("p.pdf")
        os.link(paper, path.with_name("hard"))
        contents = {paper: b"one", path.parent / second: b"two"}
        act = partial(publish, path, contents, replace=True)
        assert taken(act) == (Path(second).name, "output")
        assert paper.read_bytes() == b"mine"

    def test_without_a_folder_for_one_none_is_written(self, path: Path) -> None:
        contents = {path.with_name("p.pdf"): b"pdf", path.parent / "gone" / "p.docx": b"docx"}
        assert failure(lambda: publish(path, contents)) == (disk.NotWritten, "ENOENT")
        assert names(path.parent) == ["l.toml"]

    @posix
    def test_in_a_folder_that_one_may_not_write_are_told(self, shared: Path) -> None:
        shared.chmod(0o555)
        act = partial(publish, shared / "l.toml", {shared / "p.pdf": b"pdf"})
        assert unprivileged(act) == "not_writable NotWritten EACCES"


class TestHeldFiles:
    """On the disk under passing names: who calls what is yielded gives each its own."""

    def test_have_no_names_until_they_are_placed(self, path: Path) -> None:
        paper, contents = path.with_name("p.pdf"), {path.with_name("p.pdf"): b"new"}
        paper.write_bytes(b"mine")
        with outputs.resolved(contents, path, replace=True).held(contents) as place:
            assert (paper.read_bytes(), len(names(path.parent))) == (b"mine", 3)
            place(paper)
            assert paper.read_bytes() == b"new"
        assert state(path.parent) == {"l.toml": OLD, "p.pdf": b"new"}

    @pytest.mark.parametrize("replace", [False, True])
    def test_leave_nothing_if_they_are_not_placed_or_something_fails_meanwhile(
        self, path: Path, replace: bool
    ) -> None:
        contents = {path.with_name("p.pdf"): b"pdf", path.with_name("p.docx"): b"docx"}
        found = outputs.resolved(contents, path, replace=replace)
        with found.held(contents):
            pass
        with pytest.raises(KeyboardInterrupt), found.held(contents):
            raise KeyboardInterrupt
        assert state(path.parent) == {"l.toml": OLD}

    def test_whose_name_is_taken_while_they_are_put_there_are_told_before_anything_is_done(
        self, path: Path
    ) -> None:
        paper, contents = path.with_name("p.pdf"), {path.with_name("p.pdf"): b"new"}
        found = outputs.resolved(contents, path, replace=False)
        paper.write_bytes(b"mine")

        def enter() -> None:
            with found.held(contents):
                raise AssertionError

        assert taken(enter) == ("p.pdf", "another")
        assert state(path.parent) == {"l.toml": OLD, "p.pdf": b"mine"}

    def test_are_one_where_two_names_lead_to_the_same_passing_one(self, path: Path) -> None:
        """As capitals do on some drives; here both names are even written alike."""
        contents = {path.with_name("p.pdf"): b"new"}
        found = outputs.resolved(contents, path, replace=False)

        def twice() -> None:
            with found.held(contents), found.held(contents):
                raise AssertionError

        assert taken(twice) == ("p.pdf", "output")
        assert state(path.parent) == {"l.toml": OLD}

    def test_are_all_taken_back_if_one_of_them_cannot_be_placed(self, path: Path) -> None:
        """Nothing has been written then, as the refusal says."""
        contents = {path.with_name("p.pdf"): b"pdf", path.with_name("p.docx"): b"docx"}
        found = outputs.resolved(contents, path, replace=False)
        lost = path.with_name("p.docx")

        def watch() -> None:
            while not path.with_name("p.pdf").exists() and not stop.is_set():
                pass
            with suppress(FileExistsError), open(lost, "xb") as file:
                file.write(b"mine")

        for _ in range(200):
            stop = threading.Event()
            (watching := threading.Thread(target=watch)).start()
            refused = ""
            try:
                found.publish(contents)
            except NameTaken as problem:
                refused = problem.path
            finally:
                stop.set()
                watching.join()
            if refused:
                break
            lost.unlink(missing_ok=True)
            path.with_name("p.pdf").unlink()
        assert refused == str(lost)
        assert state(path.parent) == {"l.toml": OLD, "p.docx": b"mine"}

    @posix
    def test_are_taken_back_but_never_what_somebody_else_has_put_in_their_place(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one, two, theirs = (path.with_name(name) for name in ("p.pdf", "p.docx", "theirs"))
        theirs.write_bytes(b"theirs")

        def take_both() -> None:
            os.link(theirs, two)
            os.replace(theirs, one)

        meanwhile(monkeypatch, "link", take_both, at=2)
        assert taken(lambda: publish(path, {one: b"pdf", two: b"docx"})) == ("p.docx", "another")
        assert state(path.parent) == {"l.toml": OLD, "p.docx": b"theirs", "p.pdf": b"theirs"}

    def test_that_have_replaced_something_stay_if_a_later_one_cannot_be_placed(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What they replaced is gone: without them there would be neither."""
        one, two = path.with_name("p.pdf"), path.with_name("p.docx")
        one.write_bytes(b"mine")
        meanwhile(monkeypatch, "replace", two.mkdir)
        act = partial(publish, path, {one: b"pdf", two: b"docx"}, replace=True)
        assert failure(act) == (disk.Special, None)
        assert state(path.parent) == {"l.toml": OLD, "p.pdf": b"pdf"}


@posix
class TestARace:
    """Somebody saves a file, or puts a link, under the name at any moment."""

    WAYS: tuple[Callable[[Path, Path], None], ...] = (
        os.link,
        lambda theirs, name: name.symlink_to(theirs),
        lambda theirs, name: name.symlink_to(theirs.with_name("l.toml")),
        lambda theirs, name: os.link(theirs.with_name("l.toml"), name),
        lambda theirs, name: name.symlink_to("nothing"),
    )

    def test_for_a_free_name_has_one_winner(self, path: Path) -> None:
        theirs, name = path.with_name("theirs"), path.with_name("p.pdf")
        theirs.write_bytes(b"theirs")
        chance, won = random.Random(7), []

        def put(pause: float, way: Callable[[Path, Path], None]) -> None:
            time.sleep(pause)
            with suppress(FileExistsError):
                way(theirs, name)
                won.append(name)

        for number in range(150):
            won.clear()
            way = self.WAYS[number % len(self.WAYS)]
            other = threading.Thread(target=put, args=(chance.uniform(0, 0.003), way))
            other.start()
            try:
                publish(path, {name: b"ours"})
            except (NameTaken, LedgerError):
                other.join()
                assert won, "refused although the name was free"
            else:
                other.join()
                assert not won, "written although the name was taken"
                assert (name.is_symlink(), name.read_bytes()) == (False, b"ours")
            assert (path.read_bytes(), theirs.read_bytes()) == (OLD, b"theirs")
            assert names(path.parent) == ["l.toml", "p.pdf", "theirs"]
            name.unlink()

    @pytest.mark.parametrize("linked", [False, True])
    def test_with_leave_to_replace_never_reaches_what_a_link_leads_to(
        self, path: Path, linked: bool
    ) -> None:
        """Nor the ledger: not even if the name becomes one of its own in the last instant."""
        theirs, name, paper = (path.with_name(end) for end in ("theirs", "p.pdf", "paper"))
        theirs.write_bytes(b"theirs")
        passing, stop = path.with_name("passing"), threading.Event()

        def plant() -> None:
            while not stop.is_set():
                for way in self.WAYS:
                    passing.unlink(missing_ok=True)
                    way(theirs, passing)
                    os.replace(passing, name)
                    passing.unlink(missing_ok=True)  # a rename onto a link of itself does nothing

        done = 0
        for _ in range(60):
            name.unlink(missing_ok=True)
            paper.write_bytes(b"mine")
            name.symlink_to(paper) if linked else name.write_bytes(b"mine")
            found = outputs.resolved([name], path, replace=True)
            stop.clear()
            planting = threading.Thread(target=plant)
            planting.start()
            try:
                found.publish({name: b"ours"})
                done += 1
            except (NameTaken, LedgerError):
                pass
            finally:
                stop.set()
                planting.join()
            assert path.read_bytes() == OLD
            if linked:  # it was followed once, when it led to this paper
                assert (theirs.read_bytes(), paper.read_bytes()) == (b"theirs", b"ours")
        assert not linked or done == 60
