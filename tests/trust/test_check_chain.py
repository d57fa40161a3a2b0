"""The checker that an auditor runs without the program says of the chain what the program says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.corpus_ledgers import CORPUS, ledger_bytes, names

from antragsbudget import pipeline
from antragsbudget.language.messages.file import WrongType
from antragsbudget.language.records import Failure
from antragsbudget.ledger import codec, motion

CHECKER = Path(__file__).parents[2] / "tools" / "check_chain.py"
LEDGERS = [f"{folder}/{name}" for folder in ("valid", "broken") for name in names(folder)]
SAME_TEXT = ("broken/paper-meeting",)
"""A day written as a text has the same hash: that is a matter of form, which the program checks."""


def checked(ledger: Path, *fingerprint: str) -> tuple[int, str]:
    """Return exit code and words of the checker, which sees nothing of ours."""
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(CHECKER), str(ledger), *fingerprint],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def runs(places: set[int]) -> set[int]:
    """Return where each run of neighbours begins: the program tells it as one finding."""
    return {place for place in places if place - 1 not in places}


def entries_of(ledger: Path, lines: set[int]) -> set[int]:
    """Return in which entries the lines lie, from 1; the header shows in the first."""
    text = ledger.read_text("utf-8-sig").split("\n")
    return {max(1, sum(line.startswith("[[entry]]") for line in text[:upto])) for upto in lines}


def test_the_corpus_is_there() -> None:
    assert len(LEDGERS) > 80


@pytest.mark.parametrize("name", LEDGERS)
def test_it_finds_what_the_program_finds_in_the_file(tmp_path: Path, name: str) -> None:
    ledger = tmp_path / "l.toml"
    ledger.write_bytes(ledger_bytes(name))
    result = pipeline.verify(ledger, None)
    of_the_file = [found for found in result.findings if isinstance(found.fault, Failure)]
    code, said = checked(ledger)
    if name in SAME_TEXT:
        assert (code, [type(found.fault) for found in of_the_file]) == (0, [WrongType])
        return
    assert code == (1 if of_the_file else 0)
    if result.entries == 0 and of_the_file:  # the program could not read it at all
        return
    told = {int(line) for line in re.findall(r":(\d+): Buchung", said)}
    expected = {found.line for found in of_the_file if found.line is not None}
    assert runs(entries_of(ledger, told)) == runs(entries_of(ledger, expected))
    assert f"Buchungen: {result.entries}, " in said
    if not of_the_file:
        assert (
            said == f"Buchungen: {result.entries}, falsch: 0, Fingerabdruck {result.fingerprint}\n"
        )


@pytest.mark.parametrize(
    "content",
    [b"entry = 5\n", b"entry = [5]\n", b"x = " + b"[" * 100_000, b"format = 1\r# Mac\r"],
    ids=["number", "numbers", "nested", "line ends"],
)
def test_what_the_program_cannot_read_it_cannot_read_either(tmp_path: Path, content: bytes) -> None:
    ledger = tmp_path / "l.toml"
    ledger.write_bytes(content)
    assert pipeline.verify(ledger, None).findings
    code, said = checked(ledger)
    assert (code, "nicht lesbar" in said) == (1, True)


def test_it_prints_nothing_that_could_overwrite_what_it_says(tmp_path: Path) -> None:
    ledger, steering = tmp_path / "l.toml", r'"\u001b[2K\r1 Buchungen, 0 falsch"'
    text = (CORPUS / "valid" / "chain-vector.toml").read_text("utf-8")
    *_, nr = re.findall("^nr = .*$", text, re.MULTILINE)
    *_, last = re.findall("^hash = .*$", text, re.MULTILINE)
    forged = text.replace(nr, f"nr = {steering}").replace(last, f"hash = {steering}")
    ledger.write_text(forged, "utf-8")
    code, said = checked(ledger)
    assert code == 1
    assert "\x1b" not in said and "\r" not in said


def test_it_has_the_fingerprints_that_a_separate_program_computed() -> None:
    """The test vector of the chain."""
    ledger = CORPUS / "valid" / "chain-vector.toml"
    document = codec.parse(ledger.read_bytes(), "")
    for number, entry in enumerate(document.entries, 1):
        code, said = checked(ledger, str(entry["hash"]))
        assert (code, said.splitlines()[-1]) == (0, f"Angegeben: der Stand nach Buchung {number}")


def test_a_fingerprint_may_be_typed_as_the_screen_shows_it(tmp_path: Path) -> None:
    ledger = tmp_path / "l.toml"
    ledger.write_bytes(motion.example())
    zero = pipeline.read(ledger).opening_hash
    groups = [zero[start : start + 4].upper() for start in range(0, 16, 4)]
    code, said = checked(ledger, *groups)
    assert (code, said.splitlines()[-1]) == (0, "Angegeben: der Stand nach Buchung 0")


def test_a_fingerprint_that_does_not_occur_is_no_success(tmp_path: Path) -> None:
    code, said = checked(CORPUS / "valid" / "acceptance.toml", "0" * 64)
    assert (code, said.splitlines()[-1]) == (1, "Angegeben: kommt nicht vor")


def test_it_is_short_and_needs_nothing_but_python() -> None:
    text = CHECKER.read_text("utf-8")
    imported = set(re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE))
    assert imported <= sys.stdlib_module_names
    assert len(text.splitlines()) < 60
