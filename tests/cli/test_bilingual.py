"""The command line in two languages, shown on a small app that declares what the real one does.

Run as a program, this file is that app.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import pytest
import typer
from msgspec import Struct
from msgspec.structs import asdict

from antragsbudget.cli.line.bilingual import invocation
from antragsbudget.cli.line.call import (
    CommandWords,
    Interrupted,
    Invocation,
    Language,
    Phrase,
    UsageProblem,
    Words,
)
from antragsbudget.cli.line.completion import SHELLS, Candidate, requested, script
from antragsbudget.cli.line.completion import answer as as_lines
from antragsbudget.cli.line.language import language_of
from antragsbudget.cli.running import run

app = typer.Typer()


class LedgerMissing(Exception):
    """Stand for a failure that the real program explains."""


class Booking(Struct, frozen=True, dict=True):
    payee: Annotated[str | None, typer.Option("--payee", "--empfaenger")] = None
    basis: Annotated[
        str | None, typer.Option("--basis", "--grundlage", metavar="council|urgent")
    ] = None
    final: Annotated[bool, typer.Option("--final", "--schlussrechnung")] = False


class Writing(Struct, frozen=True, dict=True):
    date: Annotated[str | None, typer.Option("--date", "--datum", metavar="DATE")] = None
    carry: Annotated[
        list[str] | None, typer.Option("--carry", "--uebertrag", metavar="ALLOCATION=AMOUNT")
    ] = None
    json: Annotated[bool, typer.Option("--json")] = False


def allocations(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    if invocation(ctx).ledger == "missing.toml":
        raise LedgerMissing
    free = "verfügbar" if invocation(ctx).words.language == "de" else "available"
    return [("DZ", f"{free} 79.850,00"), ("DCP", f"{free} 12,50")]


Allocation = Annotated[str, typer.Argument(metavar="ALLOCATION", autocompletion=allocations)]
Amount = Annotated[str, typer.Argument(metavar="AMOUNT")]


@app.callback()
def start(ctx: typer.Context) -> int:
    if ctx.invoked_subcommand is None:
        print("overview")
    return 0


@app.command("reserve")
def reserve(
    ctx: typer.Context, allocation: Allocation, amount: Amount, booking: Booking, writing: Writing
) -> None:
    print([allocation, amount, asdict(booking), asdict(writing), invocation(ctx).ledger])


@app.command("status")
def status(file: Annotated[str | None, typer.Argument(metavar="FILE")] = None) -> int:
    print("Stand: 79.850,00 €", file)
    return 1 if file == "refused" else 0


@app.command("fail")
def fail(how: Annotated[str, typer.Argument(metavar="HOW")]) -> None:
    match how:
        case "ledger":
            raise LedgerMissing
        case "interrupt":
            raise KeyboardInterrupt
        case "abort":
            raise typer.Abort
        case "exit":
            raise typer.Exit(4)
        case "wait":
            print("ready", flush=True)
            signal.pause()
        case "much":
            for _ in range(100_000):
                print("Zeile um Zeile")
        case "bug":
            raise ZeroDivisionError


@app.command("release")
def release(
    decision: Annotated[str, typer.Option("--decision", "--beschluss")],
    allocations: Annotated[
        list[str], typer.Argument(metavar="ALLOCATION", autocompletion=allocations)
    ],
) -> None:
    print(decision, allocations)


COMMANDS = {
    "reserve": ("vormerken", "Geld vormerken", "note money", "Buchen", "Record"),
    "status": ("stand", "verfügbare Mittel zeigen", "show what is left", "Zeigen", "Show"),
    "release": ("freigeben", "Sperren aufheben", "lift blocks", "Buchen", "Record"),
    "fail": ("scheitern", "mit Absicht scheitern", "fail on purpose", "Buchen", "Record"),
}
EXAMPLES = {
    "reserve": (
        "antragsbudget vormerken DZ '1.234,56' --empfaenger Prüfwerk",
        "antragsbudget reserve DZ '1234.56' --payee Prüfwerk",
    ),
    "status": ("antragsbudget stand", "antragsbudget status"),
    "release": ("antragsbudget freigeben DZ", "antragsbudget release DZ"),
    "fail": ("antragsbudget scheitern bug", "antragsbudget fail bug"),
}
OPTIONS = {
    "--payee": ("wer das Geld bekommt", "who gets the money"),
    "--basis": ("worauf es beruht", "what it rests on"),
    "--decision": ("wer es beschlossen hat", "who decided it"),
    "--final": ("nichts bleibt offen", "nothing stays open"),
    "--date": ("Wertstellung, sonst heute", "value date, else today"),
    "--carry": ("was ins neue Jahr geht, mehrfach möglich", "what is carried, repeatable"),
    "--json": ("Ausgabe als JSON", "output as JSON"),
    "--ledger": ("das Haushaltsbuch", "the ledger"),
    "--lang": ("Sprache der Ausgabe", "language of the output"),
    "--plain": ("ohne Tabellen", "no tables"),
    "--help": ("diese Hilfe", "this help"),
    "--show-completion": ("Skript für die Eingabeergänzung", "script for shell completion"),
}
VALUES = {
    "ALLOCATION": "ANSATZ",
    "AMOUNT": "BETRAG",
    "ALLOCATION=AMOUNT": "ANSATZ=BETRAG",
    "DATE": "DATUM",
    "FILE": "DATEI",
    "HOW": "WIE",
    "council|urgent": "beschluss|dringlich",
}
PHRASES: dict[Phrase, tuple[str, str]] = {
    "usage": ("Aufruf", "Usage"),
    "options_slot": ("[OPTIONEN]", "[OPTIONS]"),
    "command_slot": ("BEFEHL …", "COMMAND …"),
    "arguments": ("Argumente", "Arguments"),
    "options": ("Optionen", "Options"),
    "required": ("Pflicht", "required"),
    "example": ("Beispiel", "Example"),
}


class DemoWords(Struct, frozen=True, dict=True):
    language: Language

    def _pick(self, pair: tuple[str, str]) -> str:
        return pair[0] if self.language == "de" else pair[1]

    def command(self, name: str) -> CommandWords:
        german_name, *rest = COMMANDS[name]
        texts, groups = (rest[0], rest[1]), (rest[2], rest[3])
        about = self._pick(texts)
        brief = " ".join(about.split()[:2])
        return CommandWords(
            german_name, brief, about, self._pick(EXAMPLES[name]), self._pick(groups)
        )

    def option(self, name: str, command: str) -> str:
        return self._pick(OPTIONS[name])

    def argument(self, metavar: str, command: str) -> str:
        return self._pick(("mit Bedacht wählen", "choose with care"))

    def value(self, metavar: str) -> str:
        return self._pick((VALUES.get(metavar, metavar), metavar))

    def phrase(self, key: Phrase) -> str:
        return self._pick(PHRASES[key])


def words(language: Language) -> Words:
    return DemoWords(language)


def explain(problem: Exception, call: Invocation) -> int:
    match problem:
        case UsageProblem():
            print(problem.says, dict(problem.facts), file=sys.stderr)
            return 2
        case Interrupted():
            print("abgebrochen", file=sys.stderr)
            return 1
        case LedgerMissing():
            print("Haushaltsbuch fehlt" if call.words.language == "de" else "ledger is missing")
            return 3
        case _:
            print("output lost", file=sys.stderr)
            return 4


def demo(argv: Sequence[str], environment: Mapping[str, str]) -> int:
    return run(
        app,
        argv,
        environment,
        program="antragsbudget",
        words=words,
        failures=(LedgerMissing,),
        explain=explain,
    )


def answer(line: str | Sequence[str], capsys: pytest.CaptureFixture[str], **env: str) -> str:
    """Return what the app prints for *line*, which must succeed."""
    argv = line.split() if isinstance(line, str) else line
    code = demo(argv, env)
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    return printed.out


def problem_of(line: str | Sequence[str], **env: str) -> tuple[str, dict[str, object]]:
    """Return the usage problem of *line* without its hints."""
    found: list[Exception] = []

    def keep(problem: Exception, call: Invocation) -> int:
        found.append(problem)
        return 2

    argv = line.split() if isinstance(line, str) else line
    code = run(app, argv, env, program="antragsbudget", words=words, failures=(), explain=keep)
    assert code == 2
    (problem,) = found
    assert isinstance(problem, UsageProblem)
    return problem.says, {k: v for k, v in problem.facts.items() if k not in ("usage", "help")}


def complete(
    line: str, capsys: pytest.CaptureFixture[str], shell: str = "fish", **env: str
) -> list[str]:
    """Return what *shell* gets for *line*, the cursor at its end."""
    *before, at_cursor = line.split(" ")
    asked = {
        "_ANTRAGSBUDGET_COMPLETE": shell,
        "_ANTRAGSBUDGET_WORDS": "\n".join(before),
        "_ANTRAGSBUDGET_WORD": at_cursor,
    }
    demo([], asked | env)
    return capsys.readouterr().out.splitlines()


ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(one for one in sys.path if one)}


def process(*argv: str, encoding: str = "utf-8") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, __file__, *argv],
        env=ENVIRONMENT | {"PYTHONIOENCODING": encoding, "ANTRAGSBUDGET_LANG": "de"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding=encoding,
    )


NOTHING = {"payee": None, "basis": None, "final": False}
PLAIN = {"date": None, "carry": None, "json": False}


class TestNames:
    def test_a_command_answers_to_both_names_in_either_language(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = {
            answer(["--lang", language, name, "DZ", "5"], capsys)
            for language in ("de", "en")
            for name in ("reserve", "vormerken")
        }
        assert said == {f"{['DZ', '5', NOTHING, PLAIN, None]}\n"}

    def test_an_option_answers_to_both_names_in_either_language(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = {
            answer(["reserve", "DZ", "5", "--lang", language, *options], capsys)
            for language in ("de", "en")
            for options in (
                ["--payee", "X", "--final", "--json"],
                ["--empfaenger=X", "--schlussrechnung", "--json"],
            )
        }
        booking = {"payee": "X", "basis": None, "final": True}
        assert said == {f"{['DZ', '5', booking, PLAIN | {'json': True}, None]}\n"}

    def test_an_option_that_repeats_collects_its_values(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = answer("reserve --carry DZ=1 DZ 5 --uebertrag DCP=2", capsys)
        assert said == f"{['DZ', '5', NOTHING, PLAIN | {'carry': ['DZ=1', 'DCP=2']}, None]}\n"

    @pytest.mark.parametrize(
        ("line", "ledger"),
        [
            ("--ledger a.toml reserve DZ 5", "a.toml"),
            ("reserve DZ 5 --datei b.toml", "b.toml"),
            ("--ledger=a.toml reserve --ledger=b.toml DZ 5", "b.toml"),
            ("reserve DZ 5", None),
        ],
    )
    def test_the_ledger_is_named_before_or_behind_the_command_and_behind_wins(
        self, line: str, ledger: str | None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert answer(line, capsys) == f"{['DZ', '5', NOTHING, PLAIN, ledger]}\n"

    def test_an_argument_that_repeats_takes_all_that_follow(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert answer("freigeben DZ --beschluss X DCP 56", capsys) == "X ['DZ', 'DCP', '56']\n"

    def test_without_a_command_the_callback_decides(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert answer("", capsys) == answer("--datei a.toml", capsys) == "overview\n"

    def test_behind_two_dashes_everything_is_an_argument(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = answer("reserve -- --final 5", capsys)
        assert said == f"{['--final', '5', NOTHING, PLAIN, None]}\n"


class TestLanguage:
    @pytest.mark.parametrize(
        ("argv", "environment", "language"),
        [
            ("", {}, "de"),
            ("--lang en", {}, "en"),
            ("--sprache=en stand", {"ANTRAGSBUDGET_LANG": "de"}, "en"),
            ("stand --sprache en", {"LANG": "de_DE.UTF-8"}, "en"),
            ("--lang de stand --lang en", {}, "en"),
            ("stand -- --lang en", {}, "de"),
            ("", {"ANTRAGSBUDGET_LANG": "en", "LC_ALL": "de_DE.UTF-8"}, "en"),
            ("", {"ANTRAGSBUDGET_LANG": "", "LANG": "en_GB"}, "en"),
            ("", {"LC_ALL": "en_US.UTF-8", "LANG": "de_DE"}, "en"),
            ("", {"LC_MESSAGES": "de", "LANG": "en_US"}, "de"),
            ("", {"LANG": "C.UTF-8"}, "de"),
            ("", {"LANG": "POSIX"}, "de"),
            ("", {"LANG": "fr_FR.UTF-8"}, "de"),
        ],
    )
    def test_option_then_variable_then_locale_then_german(
        self, argv: str, environment: dict[str, str], language: str
    ) -> None:
        assert language_of(argv.split(), environment) == language

    @pytest.mark.parametrize(
        ("line", "environment", "option"),
        [
            ("stand --lang fr", {}, "--lang"),
            ("--sprache= stand", {}, "--sprache"),
            ("stand", {"ANTRAGSBUDGET_LANG": "fr"}, "$ANTRAGSBUDGET_LANG"),
        ],
    )
    def test_any_other_language_is_a_usage_problem(
        self, line: str, environment: dict[str, str], option: str
    ) -> None:
        says, facts = problem_of(line, **environment)
        assert (says, facts["option"], facts["choices"]) == (
            "invalid_choice",
            option,
            ("de", "en"),
        )


class TestUsageProblems:
    @pytest.mark.parametrize(
        ("line", "says", "facts"),
        [
            ("vormerkn DZ 5", "unknown_command", {"name": "vormerkn", "nearest": ("vormerken",)}),
            (
                "reserv DZ 5",
                "unknown_command",
                {"name": "reserv", "nearest": ("vormerken", "freigeben")},
            ),
            ("xyz", "unknown_command", {"name": "xyz", "nearest": ()}),
            (
                "stand --dateii x",
                "unknown_option",
                {"option": "--dateii", "nearest": ("--datei",)},
            ),
            (
                "vormerken DZ 5 --paye=x",
                "unknown_option",
                {"option": "--paye", "nearest": ("--empfaenger",)},
            ),
            ("stand -x", "unknown_option", {"option": "-x", "nearest": ()}),
            (
                "vormerken",
                "missing_argument",
                {"argument": "ANSATZ", "missing": ("ANSATZ", "BETRAG")},
            ),
            ("vormerken DZ", "missing_argument", {"argument": "BETRAG", "missing": ("BETRAG",)}),
            ("freigeben DZ", "missing_option", {"option": "--beschluss"}),
            (
                "freigeben --beschluss X",
                "missing_argument",
                {"argument": "ANSATZ", "missing": ("ANSATZ",)},
            ),
            (
                "vormerken DZ 5 --datum",
                "missing_value",
                {"option": "--datum", "slot": "DATUM"},
            ),
            (
                "vormerken DZ 5 --date --final",
                "missing_value",
                {"option": "--date", "slot": "DATUM"},
            ),
            ("--datei", "missing_value", {"option": "--datei", "slot": "DATEI"}),
            (
                "vormerken DZ 5 --final=ja",
                "flag_with_value",
                {"option": "--final", "value": "ja"},
            ),
            ("vormerken DZ 5 noch eins", "extra_argument", {"argument": "noch"}),
            (
                "vormerken DZ 5 --empfaenger Prüfwerk Nord GmbH",
                "extra_text",
                {"argument": "Nord", "typed": '--empfaenger "Prüfwerk Nord …"'},
            ),
            (
                "vormerken DZ 5 --payee=Prüfwerk Nord GmbH",
                "extra_text",
                {"argument": "Nord", "typed": '--payee "Prüfwerk Nord …"'},
            ),
            ("vormerken DZ 5 --datum 5. April", "extra_argument", {"argument": "April"}),
            (
                "--show-completion tcsh",
                "invalid_choice",
                {"option": "--zeige-ergaenzung", "value": "tcsh", "choices": SHELLS},
            ),
        ],
    )
    def test_each_has_a_key_and_facts_in_the_language(
        self, line: str, says: str, facts: dict[str, object]
    ) -> None:
        assert problem_of(line) == (says, facts)

    def test_suggestions_are_english_in_english(self) -> None:
        assert problem_of("--lang en vormerkn")[1]["nearest"] == ("reserve",)
        assert problem_of("--lang en reserve DZ 5 --empfanger X")[1]["nearest"] == ("--payee",)

    def test_the_usage_line_and_the_way_to_help_come_along(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        demo(["vormerken", "DZ"], {})
        said = capsys.readouterr().err
        assert "'usage': 'antragsbudget vormerken [OPTIONEN] ANSATZ BETRAG'" in said
        assert "'help': 'antragsbudget vormerken --hilfe'" in said

    @pytest.mark.parametrize("amount", ["-5", "-5,00", "-.5", "-", "−5"])
    def test_a_negative_amount_arrives_as_text(
        self, amount: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = answer(["reserve", "DZ", amount], capsys)
        assert said == f"{['DZ', amount, NOTHING, PLAIN, None]}\n"

    @pytest.mark.parametrize(
        ("line", "typed"),
        [
            ("vormerken DZ 1.234 56", "1.234,56"),
            ("vormerken DZ 1234 5", "1234,5"),
            ("vormerken DZ -5 00", "-5,00"),
            ("vormerken DZ 1.234 56 --final", "1.234,56"),
            ("vormerken --carry DZ=1.234 56 DZ 5", "DZ=1.234,56"),
            ("vormerken DZ 5 --carry=DZ=7 50", "DZ=7,50"),
        ],
    )
    def test_an_amount_that_powershell_split_is_put_together_again(
        self, line: str, typed: str
    ) -> None:
        assert problem_of(line) == (
            "split_amount",
            {"typed": typed, "parts": tuple(typed.split(","))},
        )

    @pytest.mark.parametrize(
        "line",
        [
            "vormerken DZ 1.234 567",
            "vormerken DZ 1.234,50 56",
            "vormerken DZ 1.234 --final 56",
            "stand datei 56",
        ],
    )
    def test_other_stray_arguments_are_just_too_many(self, line: str) -> None:
        assert problem_of(line)[0] == "extra_argument"


class TestHelp:
    @pytest.mark.parametrize("flag", ["--help", "--hilfe", "-h"])
    def test_each_flag_works_on_every_level_also_beside_mistakes(
        self, flag: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert answer([flag], capsys).startswith("Aufruf: antragsbudget [OPTIONEN] BEFEHL …\n")
        assert answer(["vormerken", "--falsch", flag], capsys).startswith(
            "Aufruf: antragsbudget vormerken [OPTIONEN] ANSATZ BETRAG\n"
        )

    def test_the_program_lists_its_commands_in_groups(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert (
            answer("-h", capsys)
            == """\
Aufruf: antragsbudget [OPTIONEN] BEFEHL …
Buchen:
  vormerken  Geld vormerken     freigeben  Sperren aufheben
  scheitern  mit Absicht
Zeigen:
  stand      verfügbare Mittel
Optionen:
  --datei DATEI             das Haushaltsbuch
  --sprache de|en           Sprache der Ausgabe
  --schlicht                ohne Tabellen
  --zeige-ergaenzung SHELL  Skript für die Eingabeergänzung
  -h, --hilfe               diese Hilfe
"""
        )

    def test_the_list_is_one_column_where_it_is_narrow_or_heard(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = answer("-h --schlicht", capsys)
        assert answer("-h", capsys, ANTRAGSBUDGET_PLAIN="1") == plain
        monkeypatch.setenv("COLUMNS", "50")
        narrow = answer("-h", capsys)
        assert "\n  vormerken  Geld vormerken\n  scheitern  mit Absicht\n" in narrow
        assert narrow == plain

    def test_a_command_ends_with_its_example(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert (
            answer("vormerken -h", capsys)
            == """\
Aufruf: antragsbudget vormerken [OPTIONEN] ANSATZ BETRAG

  Geld vormerken

Argumente:
  ANSATZ  mit Bedacht wählen
  BETRAG  mit Bedacht wählen

Optionen:
  --empfaenger TEXT               wer das Geld bekommt
  --grundlage beschluss|dringlich
                                  worauf es beruht
  --schlussrechnung               nichts bleibt offen
  --datum DATUM                   Wertstellung, sonst heute
  --uebertrag ANSATZ=BETRAG       was ins neue Jahr geht, mehrfach möglich
  --json                          Ausgabe als JSON
  --datei DATEI                   das Haushaltsbuch
  --sprache de|en                 Sprache der Ausgabe
  --schlicht                      ohne Tabellen
  -h, --hilfe                     diese Hilfe

Beispiel:
  antragsbudget vormerken DZ '1.234,56' --empfaenger Prüfwerk
"""
        )

    def test_what_must_be_given_is_marked(self, capsys: pytest.CaptureFixture[str]) -> None:
        printed = answer("release -h", capsys)
        assert printed.startswith("Aufruf: antragsbudget freigeben [OPTIONEN] ANSATZ…\n")
        assert "--beschluss TEXT  wer es beschlossen hat (Pflicht)\n" in printed
        assert answer("status -h", capsys).startswith(
            "Aufruf: antragsbudget stand [OPTIONEN] [DATEI]\n"
        )

    @pytest.mark.parametrize("line", ["-h", "reserve -h", "status -h", "fail -h", "release -h"])
    def test_no_language_shows_the_other_and_no_line_is_too_long(
        self, line: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        german = answer(line, capsys, COLUMNS="200")
        english = answer(f"--lang en {line}", capsys)
        assert max(map(len, (german + english).splitlines())) <= 80
        shared = {"antragsbudget", "DZ", "Prüfwerk", "TEXT", "JSON", "--json", "bug", "-h,"}
        shared |= {"de|en", "SHELL", "…"}
        assert set(german.split()) & set(english.split()) <= shared


class TestCompletion:
    def test_commands_in_the_language_with_their_help(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert complete("antragsbudget s", capsys) == [
            "stand\tverfügbare Mittel zeigen",
            "scheitern\tmit Absicht scheitern",
        ]
        assert complete("antragsbudget --lang en s", capsys) == ["status\tshow what is left"]
        assert complete("antragsbudget r", capsys) == []

    def test_options_in_the_language_that_are_not_there_yet(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert complete("antragsbudget vormerken DZ --payee X --", capsys, "bash") == [
            "--grundlage",
            "--schlussrechnung",
            "--datum",
            "--uebertrag",
            "--json",
            "--datei",
            "--sprache",
            "--schlicht",
            "--hilfe",
        ]
        assert complete("antragsbudget reserve --p", capsys, LANG="en_US") == [
            "--payee\twho gets the money",
            "--plain\tno tables",
        ]
        assert complete("antragsbudget --sp", capsys) == ["--sprache\tSprache der Ausgabe"]

    def test_values_come_from_the_callback_of_the_argument(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        expected = ["DZ\tverfügbar 79.850,00", "DCP\tverfügbar 12,50"]
        assert complete("antragsbudget vormerken ", capsys) == expected
        assert complete("antragsbudget --datei x.toml vormerken --final D", capsys) == expected
        assert complete("antragsbudget freigeben DZ DCP ", capsys) == expected
        assert complete("antragsbudget vormerken DZ ", capsys) == []

    def test_choices_come_from_the_placeholder(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert complete("antragsbudget vormerken --grundlage b", capsys) == ["beschluss"]
        assert complete("antragsbudget vormerken --grundlage=", capsys) == [
            "--grundlage=beschluss",
            "--grundlage=dringlich",
        ]
        # bash takes the mark of equality for a word of its own.
        assert complete("antragsbudget --lang = e", capsys, "bash") == ["en"]
        assert complete("antragsbudget --lang =", capsys, "bash") == ["de", "en"]

    @pytest.mark.parametrize(
        ("shell", "line"),
        [
            ("bash", "DZ"),
            ("zsh", "DZ:verfügbar 79.850,00"),
            ("fish", "DZ\tverfügbar 79.850,00"),
            ("powershell", "DZ\tverfügbar 79.850,00"),
        ],
    )
    def test_each_shell_gets_its_form(
        self, shell: str, line: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert complete("antragsbudget vormerken DZ", capsys, shell) == [line]

    def test_powershell_gets_one_word_that_it_reads_back_as_the_value(self) -> None:
        values = ["DZ", "--bereich", "a/b.c:d\\e", "Müller & Sohn", "D’Or 'X'", "$(rm)", "1,5", ""]
        found = [Candidate(value, "h") for value in values]
        typed = [line.removesuffix("\th") for line in as_lines("powershell", found).splitlines()]
        assert typed[:3] == values[:3]
        assert typed[3:] == ["'Müller & Sohn'", "'D’’Or ''X'''", "'$(rm)'", "'1,5'", "''"]

    def test_a_word_that_its_shell_still_quotes_is_read_without(self) -> None:
        words = "\n".join(["antragsbudget", "'Müller & Sohn'", "'Haus ''Eden'''", '"a'])
        asked = {"_X_COMPLETE": "powershell", "_X_WORDS": words, "_X_WORD": "'"}
        found = requested("x", asked)
        assert found and found.before == ["Müller & Sohn", "Haus 'Eden'", "a"]
        assert found.at_cursor == ""

    def test_a_ledger_or_a_command_that_fails_gives_nothing(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert complete("antragsbudget vormerken --datei missing.toml ", capsys) == []
        assert complete("antragsbudget gibtsnicht ", capsys) == []
        assert complete("antragsbudget --lang fr vormerken D", capsys)[0].startswith("DZ")

    @pytest.mark.parametrize("shell", SHELLS)
    def test_the_script_is_printed_under_both_names(
        self, shell: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        printed = answer(f"--zeige-ergaenzung {shell}", capsys)
        assert printed == answer(f"--show-completion={shell}", capsys)
        assert printed == script(shell, "antragsbudget")
        assert not re.search("PREFIX|PROGRAM|_NAME", printed)


class TestExitCodes:
    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("stand", 0),
            ("stand refused", 1),
            ("stand --falsch", 2),
            ("scheitern ledger", 3),
            ("scheitern exit", 4),
            ("scheitern interrupt", 130),
            ("scheitern abort", 130),
        ],
    )
    def test_what_the_command_or_the_explanation_returns(self, line: str, code: int) -> None:
        assert demo(line.split(), {}) == code

    def test_a_bug_shows_itself(self) -> None:
        with pytest.raises(ZeroDivisionError):
            demo(["scheitern", "bug"], {})

    @pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
    def test_ctrl_c_ends_the_process_with_130(self) -> None:
        running = process("scheitern", "wait")
        assert running.stdout and running.stdout.readline() == "ready\n"
        running.send_signal(signal.SIGINT)
        assert running.communicate() == ("", "abgebrochen\n")
        assert running.returncode == 130

    def test_a_pipe_closed_midway_ends_in_silence(self) -> None:
        running = process("scheitern", "much")
        assert running.stdout and running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == ("", 0)
        running.stderr.close()

    @pytest.mark.parametrize(("line", "code"), [("stand", 0), ("stand refused", 1)])
    def test_a_pipe_closed_before_the_end_keeps_the_code(self, line: str, code: int) -> None:
        running = process(*line.split())
        assert running.stdout and running.stderr
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == ("", code)
        running.stderr.close()

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
    def test_output_that_is_lost_is_said(self) -> None:
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, __file__, "stand"],
                env=ENVIRONMENT,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (done.returncode, done.stderr) == (4, "output lost\n")

    @pytest.mark.parametrize(
        ("encoding", "printed"),
        [("ascii", "Stand: 79.850,00 EUR ?5\n"), ("cp1252", "Stand: 79.850,00 € ?5\n")],
    )
    def test_a_console_short_of_letters_shows_question_marks(
        self, encoding: str, printed: str
    ) -> None:
        running = process("stand", "−5", encoding=encoding)
        assert running.communicate() == (printed, "")
        assert running.returncode == 0


if __name__ == "__main__":
    sys.exit(demo(sys.argv[1:], os.environ))
