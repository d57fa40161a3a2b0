"""The documents say what the program says: their commands are run, their sentences are its own."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest
from tests.program import environment, run_each
from tools.readme import (
    BLOCK,
    COMMAND,
    DOCUMENTS,
    LOCALES,
    PICTURE,
    ROOT,
    ROW,
    Document,
    executed,
    picture,
    quoted_commands,
)
from tools.sentences import every_sentence

from antragsbudget import __version__
from antragsbudget.core.entries import KINDS, Entry, Recorded, fields_of, key_of, keys_of
from antragsbudget.language import Language
from antragsbudget.ledger import gate

HANDBOOK, PROCEDURE = (ROOT / "docs" / f"{n}.md" for n in ("handbuch", "verfahrensdokumentation"))
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.path.stem)


def require_locked(*packages: str) -> None:
    """Skip where packages are not those with which the documents are made: bytes depend on them."""
    for name in packages:
        locked = re.search(rf"^{name}==(\S+)", text_of(ROOT / "requirements-dev.txt"), re.MULTILINE)
        assert locked is not None
        if version(name) != locked[1]:
            pytest.skip(f"{name} is {version(name)}; the documents are made with {locked[1]}")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@each_document
def test_every_block_shows_what_is_so_today(document: Document) -> None:
    text = text_of(document.path)
    require_locked("rich", "typst", "python-docx")  # a paper's hash stands in the fingerprint
    if sys.platform == "win32" and "<!-- answer: " in text:
        pytest.skip("pseudo-terminals are POSIX")
    assert sum(len(COMMAND.findall(body)) for _, _, body in BLOCK.findall(text)) >= 10
    assert executed(document, text) == text
    assert "Traceback" not in text


@each_document
def test_no_mark_of_a_document_is_overlooked(document: Document) -> None:
    """A mark that stands where the tool does not look for it would do nothing, silently."""
    text = text_of(document.path)
    before_blocks = "".join(comments for comments, _, _ in BLOCK.findall(text))
    in_rows = "".join(row[0] for row in ROW.finditer(text))
    known = re.findall(r"<!-- (?:at|answer|file|edits|shows): ", before_blocks)
    known += re.findall(r"<!-- (?:refusal|usage|failure|notice): ", in_rows)
    assert len(known) == text.count("<!--")
    assert len(BLOCK.findall(text)) * 2 + text.count("```\nmake") * 2 == text.count("```")


@each_document
def test_commands_that_are_not_run_exist(document: Document) -> None:
    found = list(quoted_commands(text_of(document.path)))
    assert found or document.language == "en"
    for words in found:
        if words[0].startswith("-"):
            assert words[0] in options_of((), document.language), words
            continue
        if words[0] in ("…", "BEFEHL", "COMMAND"):
            continue
        options = options_of((words[0],), document.language)
        assert options, f"no such command: {shlex.join(words)}"
        for word in words[1:]:
            if word.startswith("-"):
                assert word.partition("=")[0] in options, shlex.join(words)


@cache
def options_of(command: tuple[str, ...], language: Language) -> frozenset[str]:
    """Return the options that the help page of a command names; none if there is no such page."""
    help_ = "--hilfe" if language == "de" else "--help"
    env = environment(LOCALES[language])
    (page,) = run_each(ROOT, [[*command, help_]], env=env)
    return frozenset(re.findall(r"--[a-zäöüß-]+", page.out)) if page.code == 0 else frozenset()


def headings(text: str) -> set[str]:
    """Return the anchors that a Markdown page makes of its headings."""
    bare = BLOCK.sub("", text)
    titles = re.findall(r"^#+ (.*)$", bare, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@each_document
def test_every_link_leads_somewhere(document: Document) -> None:
    text = text_of(document.path)
    for target in re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", text)):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        path = document.path.parent / name if name else document.path
        assert path.exists(), target
        assert not anchor or anchor in headings(text_of(path)), target


def explained(text: str) -> Iterator[tuple[str, str]]:
    for row in ROW.finditer(text):
        yield from ((row[2], key.strip()) for key in row[3].split(","))


def pairs(sorts: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((sort, key) for sort in sorts for key in every_sentence(sort, "de"))


def test_the_handbook_explains_every_refusal_failure_and_notice_once() -> None:
    rows, wanted = (
        list(explained(text_of(HANDBOOK))),
        set(pairs(("refusal", "usage", "failure", "notice"))),
    )
    assert wanted - set(rows) == set(), "the handbook does not explain these"
    assert len(rows) == len(set(rows))


def test_the_handbook_shows_every_command() -> None:
    (page,) = run_each(ROOT, [["--hilfe", "--schlicht"]], env=environment())
    commands = set(re.findall(r"^  ([a-z]+)  +\S", page.out, re.MULTILINE))
    blocks = BLOCK.findall(text_of(HANDBOOK))
    lines = [line for _, _, body in blocks for line in COMMAND.findall(body)]
    assert len(commands) > 20
    assert commands <= {shlex.split(line)[1] for line in lines}


def test_the_hashes_worked_out_by_hand_are_those_that_the_program_wrote() -> None:
    text = text_of(PROCEDURE)
    zero, first = re.findall(r"^([0-9a-f]{64})  -$", text, re.MULTILINE)
    assert f"Fingerabdruck {' '.join(re.findall('....', zero[:16]))}\n" in text
    assert f'hash = "{first}"\n' in text
    assert f"Buchungen: 1, falsch: 0, Fingerabdruck {first}\n" in text
    (shell,) = (body for _, language, body in BLOCK.findall(text) if language == "powershell")
    assert set(re.findall(r"'([^']+)'", shell)) >= {zero}
    assert all(shell.count(part) == 1 for part in re.findall(r"\{.*\}(?=' \| sha)", text)[1:])


def test_the_checker_that_the_procedure_shows_is_the_one_that_is_shipped() -> None:
    (shown,) = (
        body for _, language, body in BLOCK.findall(text_of(PROCEDURE)) if language == "python"
    )
    assert shown == text_of(ROOT / "tools" / "check_chain.py")


def test_the_procedure_is_documented_for_this_version() -> None:
    assert f"Version {__version__}" in " ".join(text_of(PROCEDURE).split())


def test_the_picture_is_of_real_output() -> None:
    require_locked("rich")
    assert picture() == text_of(PICTURE)


def own_keys(kind: type[Entry]) -> tuple[list[str], list[str]]:
    """Return the keys that a kind requires and admits beyond what every entry has."""
    common = {key_of(field.name): field.required for field in fields_of(Recorded)}
    needed = {key_of(field.name): field.required for field in fields_of(kind)}
    own = [key for key in keys_of(kind) if key != "kind" and common.get(key) != needed[key]]
    return [key for key in own if needed[key]], [key for key in own if not needed[key]]


class TestTheLedgerFile:
    """docs/ledger-file.md lists the keys that the gate lets pass, and no others."""

    PAGE = (ROOT / "docs" / "ledger-file.md").read_text(encoding="utf-8")

    def test_each_kind_is_listed_with_its_keys_in_the_order_of_the_file(self) -> None:
        table = self.PAGE.split("## Entries")[1].split("## ")[0]
        rows = re.findall(r"^\| `(\w+)` \| ([\w ]*?) ?\| ([\w ]*?) ?\|$", table, re.MULTILINE)
        listed = {kind: (required.split(), more.split()) for kind, required, more in rows}
        assert listed == {kind: own_keys(made) for kind, made in KINDS.items()}

    def test_what_every_entry_has_is_named(self) -> None:
        text = self.PAGE.split("## Entries")[1].split("| kind |")[0]
        always, perhaps = (re.findall(r"`(\w+)`", part) for part in text.split("may have"))
        fields = fields_of(Recorded)
        assert set(always) == {"kind", *(field.name for field in fields if field.required)}
        assert set(perhaps) == {field.name for field in fields if not field.required}

    def test_the_header_is_listed_with_what_it_must_hold(self) -> None:
        lines = self.PAGE.split("## Header")[1].split("## Entries")[0]
        listed: dict[str, dict[str, bool]] = {"": {}}
        for keys, needed in re.findall(r"^\| (.*?) \|( yes|) \|", lines, re.MULTILINE):
            table = next(iter(re.findall(r"`(\[.*\])`", keys)), [*listed][-1])
            for key in re.findall(r"`(\w+)`", keys):
                listed.setdefault(table, {})[key] = bool(needed)
        shapes = {
            "": {"format": gate.TOP["format"]},
            "[budget]": gate.BUDGET,
            "[[allocation]]": {k: v for k, v in gate.ALLOCATION.items() if k != "condition"},
            "[allocation.condition]": gate.CONDITION,
        }
        assert listed == {
            table: {key: needed for key, (_, needed) in shape.items()}
            for table, shape in shapes.items()
        }
