"""The corpus: ledgers, and word for word what the program says to each in both languages.

A text that was changed on purpose is written anew by `python tests/make_corpus.py`.
"""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from tests.corpus_ledgers import CORPUS, ledger_bytes, names
from tests.make_corpus import ALIKE, FOLDERS, LANGUAGES, outputs, stories
from tools.sentences import FAMILIES, every_sentence

from antragsbudget.language import Language

CASES = {kind: [name for name in names(kind) if name not in ALIKE] for kind in FOLDERS}

# Sentences that no command on a ledger of the corpus can bring out, and why.
GATE = "what is of another type stops at the gate"
SYSTEM = "the file system brings it about: tests/cli/test_bad_input.py, test_exit_codes.py"
GAP = "\0"
UNSAID = {
    "refusal": {
        "NotAText": GATE,
        "NotADay": GATE,
        "NotAMoment": GATE,
        "NotAnEntryNumber": GATE,
        "NotAnAllocation": GATE,
        "NotAFlag": GATE,
        "WriterMissing": "the packages are installed here: tests/cli/test_summary.py",
    },
    "failure": {
        "NotFound": SYSTEM,
        "IsFolder": SYSTEM,
        "NotRead": SYSTEM,
        "NotARegularFile": SYSTEM,
        "Special": SYSTEM,
        "Dangling": SYSTEM,
        "LongName": SYSTEM,
        "Mounted": SYSTEM,
        "LockIsLink": SYSTEM,
        "LockHasSecondName": SYSTEM,
        "LockIsFolder": SYSTEM,
        "LockIsDevice": SYSTEM,
        "LockIsAnotherFile": SYSTEM,
        "NotPlaced": "the file system brings it about: tests/cli/test_issuing.py",
        "Denied": SYSTEM,
        "TooLarge": SYSTEM,
        "FolderGone": "the file system brings it about: tests/cli/test_json.py",
        "ReadOnly": SYSTEM,
        "Busy": SYSTEM,
        "Changed": SYSTEM,
        "NotWritten": SYSTEM,
        "OutputLost": SYSTEM,
        "OutputOfDoneLost": SYSTEM,
    },
    "notice": {
        "ClockBeforeRelease": "the machine's own clock brings it about: tests/cli/test_clock.py",
    },
    "usage": {},
}


def expected(kind: str, name: str) -> dict[str, str]:
    found = (CORPUS / kind).glob(f"{name}.*")
    return {
        path.name: path.read_bytes().decode()
        for path in found
        if path.suffix in (".txt", ".json", ".md") and path.name.split(".")[0] == name
    }


def said(kind: str, name: str) -> dict[str, str]:
    return {file: text for file, text in outputs(kind).items() if file.split(".")[0] == name}


@pytest.mark.parametrize("kind", FOLDERS)
def test_no_ledger_of_the_corpus_lacks_its_texts_and_no_text_its_ledger(kind: str) -> None:
    cases = CASES[kind]
    assert len(cases) == len(set(cases)) > 4
    wanted = {f"{name}.{language}.txt" for name in cases for language in LANGUAGES}
    assert {path.name for path in (CORPUS / kind).glob("*.txt")} == wanted
    assert {path.name.split(".")[0] for path in (CORPUS / kind).iterdir()} == set(cases)


@pytest.mark.parametrize("name", CASES["stories"])
def test_a_story_is_answered_in_exactly_these_words(name: str) -> None:
    assert said("stories", name) == expected("stories", name)
    for language in LANGUAGES:
        assert exit_codes("stories", f"{name}.{language}.txt") == {0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_leaves_the_same_bytes_in_either_language(language: str) -> None:
    left = {name: ledger for name, (_, ledger) in stories(language).items()}
    assert left == {name: ledger_bytes(f"valid/{name}") for name in CASES["stories"]}


@pytest.mark.parametrize("name", CASES["valid"])
def test_a_valid_ledger_verifies_and_shows_exactly_this(name: str) -> None:
    assert said("valid", name) == expected("valid", name)
    for language in LANGUAGES:
        assert exit_codes("valid", f"{name}.{language}.txt") == {0}


@pytest.mark.parametrize(("name", "other"), ALIKE.items())
def test_what_makes_no_difference_to_a_ledger_changes_no_word(name: str, other: str) -> None:
    texts = {file: unnamed(text, name) for file, text in said("valid", name).items()}
    endings = ["json", *(f"{language}.txt" for language in LANGUAGES)]
    assert texts == {
        f"{name}.{ending}": unnamed(expected("valid", other)[f"{other}.{ending}"], other)
        for ending in endings
    }


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


@pytest.mark.parametrize("kind", FOLDERS)
def test_no_answer_says_the_same_twice(kind: str) -> None:
    for file in (CORPUS / kind).glob("*.txt"):
        for answer in file.read_text("utf-8").split("\n$ "):
            sentences = re.findall(r"^(?:- | *(?:Hinweis|note): )(.*)", answer, re.MULTILINE)
            assert len(sentences) == len(set(sentences)), (file.name, answer)


@pytest.mark.parametrize("name", CASES["broken"])
def test_a_finding_in_the_file_never_names_an_option(name: str) -> None:
    for file, text in expected("broken", name).items():
        findings = re.findall(rf"^{re.escape(name)}\.toml:.*", text, re.MULTILINE)
        assert not [line for line in findings if re.search(r"(?<!\S)--\w", line)], file


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_sentence_that_can_be_said_is_said_in_the_corpus(
    family: str, language: Language
) -> None:
    texts = said_in(language)
    unsaid = {
        name
        for name, sentences in every_sentence(family, language, GAP).items()
        if not all(pattern(sentence).search(texts) for sentence in sentences)
    }
    excused = UNSAID.get(family, {})
    assert unsaid <= excused.keys()
    # An excuse goes once its sentence is said, unless another sentence has the same words.
    said = excused.keys() - unsaid
    assert {name for name in said if has_own_words(family, name, language)} == set()


@cache
def said_in(language: str) -> str:
    """Return every line that the corpus holds in a language, once."""
    paths = CORPUS.glob(f"*/*.{language}.txt")
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines())
    return "\n".join(dict.fromkeys(lines))


def has_own_words(family: str, name: str, language: Language) -> bool:
    """Say whether no other sentence could be taken for those of this message."""
    patterns = [pattern(one) for one in every_sentence(family, language, GAP)[name]]
    others = [
        sentence
        for other in FAMILIES
        for another, sentences in every_sentence(other, language, GAP).items()
        if (other, another) != (family, name)
        for sentence in sentences
    ]
    return not any(one.search(text) for one in patterns for text in others)


def test_the_state_of_every_valid_ledger_adds_up() -> None:
    for name in CASES["valid"]:
        state = json.loads((CORPUS / "valid" / f"{name}.json").read_text("utf-8"))
        for figure in ("appropriation", "revised", "available", "blocked", "ordered"):
            cents = [int(line[figure].replace(".", "")) for line in state["allocations"]]
            assert sum(cents) == int(state["total"][figure].replace(".", "")), (name, figure)


def test_the_ledger_of_the_program_is_the_one_that_is_shipped() -> None:
    shipped = CORPUS.parents[1] / "data" / "allocations.toml"
    assert shipped.read_bytes() == ledger_bytes("valid/shipped")


def unnamed(text: str, name: str) -> str:
    """Return a text without what names the ledger: its file, and the fingerprint of its state."""
    *_, last = re.findall(rb'^hash = "(\w+)"', ledger_bytes(f"valid/{name}"), re.MULTILINE)
    whole = last.decode()
    shown = " ".join(whole[start : start + 4] for start in range(0, 16, 4))
    assert shown in text or whole in text
    return text.replace(f"{name}.toml", "").replace(whole, "").replace(shown, "")


def exit_codes(kind: str, file: str) -> set[int]:
    text = (CORPUS / kind / file).read_text("utf-8")
    return {int(code) for code in re.findall(r"^\[(-?\d+)\]$", text, re.MULTILINE)}


def pattern(sentence: str) -> re.Pattern[str]:
    """Return what matches the sentence with any facts in it."""
    return re.compile(".*?".join(map(re.escape, sentence.split(GAP))))
