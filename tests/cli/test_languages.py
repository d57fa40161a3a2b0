"""German and English: which one is chosen, and that neither shows the other's names."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from tests.corpus_ledgers import CORPUS
from tests.make_corpus import FOLDERS
from tests.program import environment, place, run_each

from antragsbudget.language import Language
from antragsbudget.language.commands import COMMANDS, OPTIONS, REQUIRED
from antragsbudget.language.messages.notices import ShortNotice
from antragsbudget.language.speaker import Speaker

ENGLISH_COMMANDS = {name for name, about in COMMANDS.items() if about.german != name}
GERMAN_COMMANDS = {about.german for name, about in COMMANDS.items() if about.german != name}
ENGLISH_OPTIONS = {name for name, about in OPTIONS.items() if about.german != name}
GERMAN_OPTIONS = {about.german for name, about in OPTIONS.items() if about.german != name}


@pytest.mark.parametrize(
    ("arguments", "variables", "german"),
    [
        ([], {"LANG": "de_DE.UTF-8"}, True),
        ([], {"LANG": "en_GB.UTF-8"}, False),
        ([], {"LANG": "C"}, True),
        ([], {"LANG": "C.UTF-8"}, True),
        ([], {"LANG": "POSIX"}, True),
        ([], {"LANG": ""}, True),
        ([], {"LANG": "fr_FR.UTF-8"}, True),
        ([], {"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
        ([], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "en_US", "LC_ALL": "de_AT.UTF-8"}, True),
        ([], {"LANG": "de_DE.UTF-8", "ANTRAGSBUDGET_LANG": "en"}, False),
        ([], {"LANG": "en_GB.UTF-8", "ANTRAGSBUDGET_LANG": ""}, False),
        (["--lang", "de"], {"LANG": "en_GB.UTF-8", "ANTRAGSBUDGET_LANG": "en"}, True),
        (["--sprache=en"], {"LANG": "de_DE.UTF-8", "ANTRAGSBUDGET_LANG": "de"}, False),
    ],
)
def test_the_option_goes_before_the_variable_before_the_locale_before_german(
    tmp_path: Path, arguments: list[str], variables: dict[str, str], german: bool
) -> None:
    env = environment() | variables
    before, behind = run_each(tmp_path, [[*arguments, "verify"], ["verify", *arguments]], env=env)
    for result in (before, behind):
        assert (result.code, result.err.startswith("Fehler: ")) == (3, german)
        assert result.err.startswith("error: ") is not german


def test_a_language_that_is_not_spoken_is_wrong_usage(tmp_path: Path) -> None:
    (option,) = run_each(tmp_path, [["status", "--lang", "fr"]])
    assert (option.code, "fr" in option.err) == (2, True)
    (variable,) = run_each(tmp_path, [["status"]], env=environment(ANTRAGSBUDGET_LANG="fr"))
    assert (variable.code, "$ANTRAGSBUDGET_LANG" in variable.err) == (2, True)


def test_the_ledger_is_named_before_or_behind_the_command_in_both_languages(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/in-use").rename(tmp_path / "l.toml")
    lines = [
        ["--ledger", "l.toml", "verify"],
        ["verify", "--ledger", "l.toml"],
        ["--datei=l.toml", "pruefen"],
        ["pruefen", "--datei", "l.toml"],
        ["--datei", "nein.toml", "pruefen", "--datei", "l.toml"],
    ]
    assert {result.code for result in run_each(tmp_path, lines)} == {0}


def test_every_command_works_under_both_names(tmp_path: Path) -> None:
    names = [name for english, about in COMMANDS.items() for name in (english, about.german)]
    results = run_each(tmp_path, [[name, "--help"] for name in names])
    assert {result.code for result in results} == {0}
    for english, german in zip(results[::2], results[1::2], strict=True):
        assert english == german


@pytest.mark.parametrize("language", ["de", "en"])
def test_help_shows_the_names_of_its_language_only(tmp_path: Path, language: str) -> None:
    lines = [["--help"], *([name, "--hilfe"] for name in COMMANDS)]
    results = run_each(tmp_path, [[*line, "--lang", language] for line in lines])
    for line, result in zip(lines, results, strict=True):
        assert result.code == 0
        assert foreign_names(result.out, language) == set(), line
    other = GERMAN_COMMANDS if language == "en" else ENGLISH_COMMANDS
    assert other.isdisjoint(re.findall(r"^  ([a-z-]+)  ", results[0].out, re.MULTILINE))
    shown = set(re.findall(r"--[a-z-]+", " ".join(result.out for result in results)))
    mine = ENGLISH_OPTIONS if language == "en" else GERMAN_OPTIONS
    assert mine <= shown


@pytest.mark.parametrize("language", ["de", "en"])
def test_refusals_and_errors_show_the_names_of_their_language_only(language: str) -> None:
    for kind in FOLDERS:
        for path in (CORPUS / kind).glob(f"*.{language}.txt"):
            for block in path.read_text("utf-8").split("$ antragsbudget ")[1:]:
                typed, said = block.split("\n", 1)
                assert foreign_names(said, language) - set(typed.split()) - echoed(typed) == set()


def foreign_names(text: str, language: str) -> set[str]:
    """Return the options and the commands after `antragsbudget` that are the other language's."""
    options = GERMAN_OPTIONS if language == "en" else ENGLISH_OPTIONS
    commands = GERMAN_COMMANDS if language == "en" else ENGLISH_COMMANDS
    found = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) & options
    return found | set(re.findall(r"antragsbudget ([a-z-]+)", text)) & commands


def echoed(typed: str) -> set[str]:
    """Return the options of a line as an error may quote them: `--all=yes` as `--all`."""
    return {word.partition("=")[0] for word in typed.split()}


def test_both_languages_say_the_same_with_the_same_exit_codes() -> None:
    for kind in FOLDERS:
        for path in (CORPUS / kind).glob("*.de.txt"):
            english = path.with_name(path.name.replace(".de.", ".en."))
            code = re.compile(r"^\[.*\]$", re.MULTILINE)
            said = [code.findall(one.read_text("utf-8")) for one in (path, english)]
            assert said[0] == said[1], path.name


def ask(before: str, word: str, lang: str = "de_DE.UTF-8") -> dict[str, str]:
    return environment(
        lang,
        _ANTRAGSBUDGET_COMPLETE="fish",
        _ANTRAGSBUDGET_WORDS="antragsbudget\n" + "\n".join(before.split()) if before else "a",
        _ANTRAGSBUDGET_WORD=word,
    )


def completed(folder: Path, before: str, word: str, lang: str = "de_DE.UTF-8") -> dict[str, str]:
    """Return what a shell is offered, with what is said about it."""
    (result,) = run_each(folder, [[]], env=ask(before, word, lang))
    assert (result.code, result.err) == (0, "")
    lines = [line.partition("\t") for line in result.out.splitlines()]
    return {value: about for value, _, about in lines}


def test_completion_offers_commands_allocations_entries_and_parties(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    assert set(completed(tmp_path, "", "")) >= GERMAN_COMMANDS
    assert set(completed(tmp_path, "", "", "en_GB")) >= ENGLISH_COMMANDS
    assert list(completed(tmp_path, "", "pru")) == ["pruefen"]
    assert completed(tmp_path, "binden", "") == {
        "DZ": "verfügbar 80.850,00",
        "DCP": "verfügbar 225.399,50",
    }
    assert completed(tmp_path, "commit", "D", "en_GB")["DZ"].startswith("available 80")
    assert set(completed(tmp_path, "zustimmung DZ", "K")) == {"Kaarst", "Korschenbroich"}
    assert completed(tmp_path, "zustimmung DZ", "Kaa") == {"Kaarst": "erteilt"}
    entries = completed(tmp_path, "stornieren", "")
    assert list(entries)[:2] == ["23", "22"]
    assert "14" not in entries  # reversed
    assert "Geodaten" in entries["6"] or "Befahrung" in entries["6"]
    assert "--abschliessend" in completed(tmp_path, "binden DCP 5", "--")
    assert "--final" in completed(tmp_path, "commit DCP 5", "--", "en_GB")


def test_completion_takes_names_without_regard_to_case_as_the_commands_do(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    assert set(completed(tmp_path, "binden", "d")) == {"DZ", "DCP"}


def test_completion_is_silent_where_the_ledger_is_missing_or_broken(tmp_path: Path) -> None:
    for name in (None, "broken/changed-amount"):
        if name:
            place(tmp_path, name)
        (result,) = run_each(tmp_path, [[]], env=ask("binden", ""))
        assert (result.out, result.err) == ("", "")


def test_completion_offers_measures_years_and_choices(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    measures = {
        "befahrung-nord": "Befahrung mit Laserscannern",
        "befahrung-sued": "Zweite Befahrung",
        "pentest": "Penetrationstest der Fachverfahren",
        "poststelle": "Digitale Poststelle",
    }
    for before in ("massnahme", "buchungen --massnahme", "binden DCP 5 --massnahme"):
        assert completed(tmp_path, before, "") == measures, before
    assert completed(tmp_path, "massnahme", "PEN") == {"pentest": measures["pentest"]}
    assert list(completed(tmp_path, "jahreswechsel", "")) == ["2023"]
    assert set(completed(tmp_path, "umschichten", "")) == {"DZ", "DCP"}
    assert set(completed(tmp_path, "umschichten DCP", "")) == {"DZ", "DCP"}
    for command in ("aufstocken", "kuerzen", "offen", "massnahmen"):
        assert set(completed(tmp_path, command, "")) == {"DZ", "DCP"}, command
    assert set(completed(tmp_path, "massnahme pentest --ansatz", "")) == {"DZ", "DCP"}
    assert "Digitale Post" in completed(tmp_path, "massnahme pentest --bereich", "")
    statuses = ["geplant", "beauftragt", "laufend", "abgeschlossen", "eingestellt"]
    assert list(completed(tmp_path, "massnahme pentest --status", "")) == statuses
    assert list(completed(tmp_path, "measure x --status", "r", "en_GB")) == ["running"]
    bases = ["nachtrag", "ueberplanmaessig", "beschluss"]
    assert list(completed(tmp_path, "aufstocken DZ 5 --grundlage", "")) == bases
    assert "umschichtung" in completed(tmp_path, "buchungen --art", "")


def test_completion_offers_an_option_that_repeats_again(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    line = "jahreswechsel 2023 --uebertrag DZ=alles --grund x"
    offered = completed(tmp_path, line, "--")
    assert "--uebertrag" in offered and "--grund" not in offered
    assert "--carry" in completed(tmp_path, "close-year 2023 --carry DZ=all", "--", "en_GB")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('title = "ohne Ende', "ein Text enthält ein unzulässiges Zeichen"),
        ("title = 'ohne Ende", "ein Text enthält ein unzulässiges Zeichen"),
        (r'title = "K:\Haushalt"', "vor einem Rückstrich im Text fehlt ein zweiter"),
        (r'title = "\ud800"', "hinter einem Rückstrich steht keine gültige Nummer"),
        (r'title = "\uxyz"', "hinter einem Rückstrich steht keine gültige Nummer"),
        ("title", "nach dem Schlüssel fehlt ein ="),
        ("[budget", "eine eckige Klammer ist nicht geschlossen"),
        ("[[entry]", "eine eckige Klammer ist nicht geschlossen"),
        ("title = 1 2", "hinter dem Wert steht noch etwas"),
        ("[!]", "hier wird ein Schlüssel erwartet"),
        ("!", "hier wird ein Schlüssel oder eine Überschrift in eckigen Klammern erwartet"),
        ("amount = 1.000,00", "hinter dem Wert steht noch etwas"),
        ("title = DZ", "der Wert ist weder ein Text in Anführungszeichen noch eine Zahl"),
        ("date = 2022-02-30", "dieses Datum gibt es nicht"),
        ("a = 1\na = 2", "derselbe Schlüssel steht schon weiter oben"),
        ("[a]\n[a]", "dieselbe Überschrift steht schon weiter oben"),
        ("areas = [1, 2", "eine Liste ist nicht mit ] geschlossen"),
        ("a = {b = 1, c = 2", "eine Tabelle ist nicht mit } geschlossen"),
    ],
)
def test_what_is_no_toml_is_told_in_german(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "l.toml").write_text(f"{line}\n", encoding="utf-8")
    (told,) = run_each(tmp_path, [["verify", "--ledger", "l.toml"]])
    assert f"kein gültiges TOML: {said}" in told.said


def test_the_help_marks_what_a_command_asks_for(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    arguments = {"AMOUNT": "1", "PARTY": "Kaarst", "KEY": "adopted", "VALUE": "x", "NR": "1"}
    arguments |= {"FROM": "DCP", "TO": "DZ", "ALLOCATION": "DCP", "ID": "m", "YEAR": "2022"}
    pages = run_each(tmp_path, [[name, "--help", "--lang", "en"] for name in COMMANDS])
    writing = {
        name: page.out
        for name, page in zip(COMMANDS, pages, strict=True)
        if "--dry-run" in page.out and name != "summary"
    }
    slots = {
        name: page.splitlines()[0].split("[OPTIONS]")[1].split() for name, page in writing.items()
    }
    calls = [
        [name, *(arguments[slot] for slot in slots[name]), "--note", "x", "--json", "--dry-run"]
        for name in writing
    ]
    answers = run_each(tmp_path, [[*call, "--lang", "en"] for call in calls])
    for (name, page), told in zip(writing.items(), answers, strict=True):
        errors = told.json.get("errors", [])
        lacks = [one["message"] for one in errors if one["code"] == "missing_field"]
        wanted = {word for message in lacks for word in re.findall(r"--[a-z-]+", message)}
        marked = re.findall(r"^  (--[a-z-]+) [^-]*\(required\)", page, re.MULTILINE)
        assert (set(REQUIRED.get(name, ())), set(marked)) == (wanted, wanted), name


def test_a_meeting_that_is_near_is_told_in_words() -> None:
    for days, said in ((0, "heute"), (1, "morgen"), (2, "in 2 Tagen"), (5, "in 5 Tagen")):
        notice = ShortNotice(date=date(2022, 11, 24), days=days)
        assert notice.sentence(Speaker("de")) == (
            f"die Sitzung am 24.11.2022 ist {said}; die Geschäftsordnung verlangt sechs Tage"
        )


# A budget year in which every example of the help has its place: 3 is a commitment, 4 an expense.
STORY = (
    *("init", "reserve", "set", "commit", "expense", "pay", "refund", "settle", "reverse"),
    *("measure", "consent", "release", "transfer", "supplement", "cut", "block", "status"),
    *("entries", "open", "show", "measures", "summary", "verify", "close-year"),
)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_example_of_the_help_does_what_it_says(tmp_path: Path, language: Language) -> None:
    assert sorted(STORY) == sorted(COMMANDS)
    pages = run_each(tmp_path, [[name, "--help", "--lang", language] for name in STORY])
    examples = [page.out.splitlines()[-1].strip() for page in pages]
    lines = [[*shlex.split(line)[1:], "--lang", language] for line in examples]
    done = run_each(tmp_path, lines, at="2023-01-20T09:00:00Z")
    failed = {name: one for name, one in zip(STORY, done, strict=True) if one.code}
    verified = failed.pop("verify")  # nobody's ledger has the fingerprint of the example
    assert (failed, verified.code) == ({}, 1)
    assert verified.out.count("\n") == 2 and "6c1f09ab44d0e1b2" in verified.out
