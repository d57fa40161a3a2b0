"""The corpus: ledgers, and word for word what the program says to each in both languages.

A text that was changed on purpose is written anew by `python tests/make_corpus.py`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.make_corpus import LANGUAGES, outputs
from tests.program import CORPUS

from antragsbudget.language import Both
from antragsbudget.language.sentences import FAILURES, USAGE, VIOLATIONS

FOLDERS = ("valid", "refused", "broken")
CASES = {kind: sorted(p.stem for p in (CORPUS / kind).glob("*.toml")) for kind in FOLDERS}

# Sentences that no single command on a ledger of the corpus can bring out, and why.
UNSAID = {
    "form_text": "a text of another type stops at the gate",
    "form_area": "a text of another type stops at the gate",
    "form_date": "a date of another type stops at the gate",
    "form_moment": "a moment that is not UTC stops at the gate",
    "form_number": "a number that is none is no_number, or stops at the gate",
    "form_allocation": "an allocation of another type stops at the gate",
    "form_flag": "a flag of another type stops at the gate",
    "form_digest": "no command and no kind of entry has a file's hash yet",
    "other_year": "needs a second budget year",
    "output_exists": "tests/cli/test_summary.py",
    "period": "tests/cli/test_reading.py",
    "missing_option": "no option is required: the rules say what is missing, all of it at once",
}

# What the file system brings about: tests/cli/test_bad_input.py and test_exit_codes.py.
OF_THE_SYSTEM = {
    "missing",
    "directory",
    "unreadable",
    "not_a_file",
    "special",
    "denied",
    "too_large",
    "read_only",
    "busy",
    "changed",
    "not_writable",
    "output",
}


def expected(kind: str, name: str) -> dict[str, str]:
    found = (CORPUS / kind).glob(f"{name}.*")
    return {
        path.name: path.read_bytes().decode()
        for path in found
        if path.suffix in (".txt", ".json") and path.name.split(".")[0] == name
    }


def said(kind: str, name: str) -> dict[str, str]:
    return {file: text for file, text in outputs(kind).items() if file.split(".")[0] == name}


@pytest.mark.parametrize("kind", FOLDERS)
def test_no_folder_of_the_corpus_is_empty_and_no_ledger_lacks_its_texts(kind: str) -> None:
    assert len(CASES[kind]) > 4
    wanted = {f"{name}.{language}.txt" for name in CASES[kind] for language in LANGUAGES}
    assert {path.name for path in (CORPUS / kind).glob("*.txt")} == wanted


@pytest.mark.parametrize("name", CASES["valid"])
def test_a_valid_ledger_verifies_and_shows_exactly_this(name: str) -> None:
    assert said("valid", name) == expected("valid", name)
    for language in LANGUAGES:
        assert exit_codes("valid", f"{name}.{language}.txt") == {0}


@pytest.mark.parametrize("name", CASES["refused"])
def test_what_is_refused_is_refused_in_exactly_these_words(name: str) -> None:
    assert said("refused", name) == expected("refused", name)
    for language in LANGUAGES:
        assert exit_codes("refused", f"{name}.{language}.txt") <= {1, 2}


@pytest.mark.parametrize("name", CASES["broken"])
def test_damage_is_named_with_its_line_in_exactly_these_words(name: str) -> None:
    assert said("broken", name) == expected("broken", name)
    for language in LANGUAGES:
        text = expected("broken", name)[f"{name}.{language}.txt"]
        verify, status, write = re.findall(r"^\[(-?\d+)\]$", text, re.MULTILINE)
        if name.startswith("rule-"):
            assert (verify, status, write) == ("1", "0", "0")
        elif name == "inline-entries":
            assert (verify, status, write) == ("0", "0", "3")
        else:
            assert (verify, status, write) == ("1", "3", "3")
            assert f"{name}.toml:" in text or name in ("empty", "only-a-comment")


@pytest.mark.parametrize("kind", FOLDERS)
def test_nothing_in_the_corpus_is_a_traceback_or_an_escape_sequence(kind: str) -> None:
    for file in (CORPUS / kind).glob("*.txt"):
        text = file.read_text("utf-8")
        assert "Traceback" not in text, file.name
        assert "\x1b" not in text, file.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "sentences", [VIOLATIONS, FAILURES, USAGE], ids=["violations", "failures", "usage"]
)
def test_every_sentence_that_can_be_said_is_said_in_the_corpus(
    sentences: dict[str, Both], language: str
) -> None:
    texts = " ".join(
        path.read_text("utf-8")
        for kind in ("refused", "broken")
        for path in (CORPUS / kind).glob(f"*.{language}.txt")
    )
    unsaid = set(UNSAID) | OF_THE_SYSTEM | {"fingerprint"}
    missing = {
        key
        for key, sentence in sentences.items()
        if key not in unsaid and not pattern(sentence, language).search(texts)
    }
    assert missing == set()


def test_the_state_of_every_valid_ledger_adds_up() -> None:
    for name in CASES["valid"]:
        state = json.loads((CORPUS / "valid" / f"{name}.json").read_text("utf-8"))
        for figure in ("appropriation", "revised", "available", "blocked", "ordered"):
            cents = [int(line[figure].replace(".", "")) for line in state["allocations"]]
            assert sum(cents) == int(state["total"][figure].replace(".", "")), (name, figure)


def test_the_ledger_of_the_program_is_the_one_that_is_shipped() -> None:
    shipped = Path(__file__).parents[1] / "data" / "allocations.toml"
    assert shipped.read_bytes() == (CORPUS / "valid" / "shipped.toml").read_bytes()


def exit_codes(kind: str, file: str) -> set[int]:
    text = (CORPUS / kind / file).read_text("utf-8")
    return {int(code) for code in re.findall(r"^\[(-?\d+)\]$", text, re.MULTILINE)}


def pattern(sentence: Both, language: str) -> re.Pattern[str]:
    """Return what matches the sentence with any facts in it."""
    template = sentence.de if language == "de" else sentence.en
    return re.compile(".*?".join(map(re.escape, re.split(r"\{\w+\}", template))))
