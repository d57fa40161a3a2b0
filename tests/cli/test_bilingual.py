"""The command line in two languages: names, usage problems, help, completion; poor consoles."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.corpus_ledgers import CORPUS
from tests.program import AT, command_line, environment, place

from antragsbudget.cli.line.completion import SCRIPTS, Candidate, requested
from antragsbudget.cli.line.completion import answer as as_lines
from antragsbudget.cli.line.language import language_of
from antragsbudget.cli.running import run
from antragsbudget.language.commands import COMMANDS

LEDGER = str(CORPUS / "valid" / "in-use.toml")
Printed = pytest.CaptureFixture[str]


def told(line: str | Sequence[str], capsys: Printed, **env: str) -> tuple[int, str, str]:
    """Return what *line* says about the ledger: its exit code, and both streams."""
    argv = line.split() if isinstance(line, str) else line
    code = run(["--ledger", LEDGER, *argv], env)
    return (code, *capsys.readouterr())


def answer(line: str | Sequence[str], capsys: Printed, **env: str) -> str:
    """Return what is printed for *line*, which must succeed."""
    code, out, err = told(line, capsys, **env)
    assert (code, err) == (0, "")
    return out


def problem_of(line: str | Sequence[str], capsys: Printed, **env: str) -> str:
    """Return what is wrong with *line*, without the ways on."""
    code, out, err = told(line, capsys, **env)
    lead, _, sentence = err.splitlines()[0].partition(": ")
    assert (code, out, lead in ("Eingabefehler", "input error")) == (2, "", True)
    return sentence


def entries(line: str | Sequence[str], capsys: Printed) -> list[dict[str, str]]:
    """Return what *line* would record, without the moment and the person."""
    argv = line.split() if isinstance(line, str) else line
    found = json.loads(answer([*argv, "--date", "1.12.2022", "--dry-run", "--json"], capsys))
    noise = ("nr", "date", "recorded_at", "recorded_by")
    return [
        {key: value for key, value in one.items() if key not in noise}
        for one in found.get("entries", [found["entry"]])
    ]


def complete(line: str, capsys: Printed, shell: str = "fish", **env: str) -> list[str]:
    """Return what *shell* gets for *line*, the cursor at its end."""
    program, *before, at_cursor = line.split(" ")
    asked = {
        "_ANTRAGSBUDGET_COMPLETE": shell,
        "_ANTRAGSBUDGET_WORDS": "\n".join([program, "--ledger", LEDGER, *before]),
        "_ANTRAGSBUDGET_WORD": at_cursor,
    }
    run([], asked | env)
    return capsys.readouterr().out.replace("\u00a0", " ").splitlines()


class TestNames:
    def test_commands_and_options_answer_to_both_names_in_either_language(
        self, capsys: Printed
    ) -> None:
        booked = {"kind": "reservation", "allocation": "digitaler-zwilling", "amount": "5.00"}
        booked |= {"purpose": "Flug", "payee": "X"}
        for language in ("de", "en"):
            for name in ("reserve", "vormerken"):
                for given in (
                    ["--purpose", "Flug", "--payee", "X", "--non-public"],
                    ["--gegenstand=Flug", "--empfaenger=X", "--nicht-oeffentlich"],
                ):
                    line = ["--lang", language, name, "DZ", "5", *given]
                    assert entries(line, capsys) == [booked | {"public": False}], line

    def test_an_option_that_repeats_collects_its_values(self, capsys: Printed) -> None:
        line = "jahreswechsel --carry DZ=1 2022 --uebertrag DCP=2"
        assert [(one["kind"], one.get("amount")) for one in entries(line, capsys)] == [
            ("carry_forward", "1.00"),
            ("carry_forward", "2.00"),
            ("year_close", None),
        ]

    def test_without_a_command_all_but_a_person_at_a_terminal_get_the_help(
        self, capsys: Printed
    ) -> None:
        assert answer("", capsys) == answer("--lang de", capsys) == answer("-h", capsys)

    def test_behind_two_dashes_everything_is_an_argument(self, capsys: Printed) -> None:
        _, _, said = told("vormerken --gegenstand x -- --netto 5", capsys)
        assert said.splitlines()[0].startswith("Eingabefehler: „--netto“ ist kein Ansatz")


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
        ("line", "environment", "said"),
        [
            ("stand --lang fr", {}, "„fr“ ist für --lang nicht zulässig"),
            ("--sprache= stand", {}, "„“ ist für --sprache nicht zulässig"),
            (
                "stand",
                {"ANTRAGSBUDGET_LANG": "fr"},
                "„fr“ ist für $ANTRAGSBUDGET_LANG nicht zulässig",
            ),
        ],
    )
    def test_any_other_language_is_a_usage_problem(
        self, line: str, environment: dict[str, str], said: str, capsys: Printed
    ) -> None:
        assert problem_of(line, capsys, **environment) == f"{said}; möglich: de oder en"


class TestUsageProblems:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("vormerkn DZ 5", "den Befehl „vormerkn“ gibt es nicht; meinten Sie vormerken?"),
            (
                "reserv DZ 5",
                "den Befehl „reserv“ gibt es nicht; "
                "meinten Sie vormerken, stornieren oder freigeben?",
            ),
            ("xyz", "den Befehl „xyz“ gibt es nicht"),
            ("stand --dateii x", "die Option --dateii gibt es hier nicht; meinten Sie --datei?"),
            (
                "vormerken DZ 5 --paye=x",
                "die Option --paye gibt es hier nicht; meinten Sie --empfaenger?",
            ),
            ("stand -x", "die Option -x gibt es hier nicht"),
            ("vormerken", "es fehlen: ANSATZ und BETRAG"),
            ("vormerken DZ", "es fehlt: BETRAG"),
            ("vormerken DZ 5 --datum", "nach --datum fehlt der Wert (DATUM)"),
            ("vormerken DZ 5 --date --netto", "nach --date fehlt der Wert (DATUM)"),
            ("--datei", "nach --datei fehlt der Wert (DATEI)"),
            ("vormerken DZ 5 --netto=ja", "--netto nimmt keinen Wert"),
            ("vormerken DZ 5 noch eins", "„noch“ ist überzählig"),
            ("vormerken DZ 5 --datum 5. April", "„April“ ist überzählig"),
            (
                "vormerken DZ 5 --empfaenger Prüfwerk Nord GmbH",
                "„Nord“ ist überzählig; ein Text mit Leerzeichen gehört in Anführungszeichen: "
                '--empfaenger "Prüfwerk Nord …"',
            ),
            (
                "vormerken DZ 5 --payee=Prüfwerk Nord GmbH",
                "„Nord“ ist überzählig; ein Text mit Leerzeichen gehört in Anführungszeichen: "
                '--payee "Prüfwerk Nord …"',
            ),
            (
                "--show-completion tcsh",
                "„tcsh“ ist für --zeige-ergaenzung nicht zulässig; "
                "möglich: bash, zsh, fish oder powershell",
            ),
        ],
    )
    def test_each_is_named_in_the_language(self, line: str, said: str, capsys: Printed) -> None:
        assert problem_of(line, capsys) == said

    def test_the_first_problem_of_a_line_is_the_one_that_is_told(self, capsys: Printed) -> None:
        said = problem_of("vormerken --netto=ja --falsch DZ 5 noch", capsys)
        assert said == "--netto nimmt keinen Wert"

    def test_suggestions_are_english_in_english(self, capsys: Printed) -> None:
        said = problem_of("--lang en vormerkn", capsys)
        assert said == "there is no command “vormerkn”; did you mean reserve?"
        said = problem_of("--lang en reserve DZ 5 --empfanger X", capsys)
        assert said == "there is no option --empfanger here; did you mean --payee?"

    def test_the_usage_line_and_the_way_to_help_come_along(self, capsys: Printed) -> None:
        _, _, said = told("vormerken DZ", capsys)
        assert said.splitlines()[1:] == [
            "  möglich:   antragsbudget vormerken [OPTIONEN] ANSATZ BETRAG",
            "             antragsbudget vormerken --hilfe",
        ]

    @pytest.mark.parametrize(
        ("amount", "problem"),
        [
            ("-5", "ist negativ"),
            ("-5,00", "ist negativ"),
            ("-.5", "ist negativ"),
            ("−5", "ist negativ"),
            ("-", "ist kein Betrag"),
        ],
    )
    def test_a_negative_amount_is_read_as_an_amount_not_as_an_option(
        self, amount: str, problem: str, capsys: Printed
    ) -> None:
        said = problem_of(["vormerken", "DZ", amount, "--gegenstand", "x"], capsys)
        assert said.startswith(f"„{amount}“ {problem}")

    @pytest.mark.parametrize(
        ("line", "typed"),
        [
            ("vormerken DZ 1.234 56", "1.234,56"),
            ("vormerken DZ 1234 5", "1234,5"),
            ("vormerken DZ -5 00", "-5,00"),
            ("vormerken DZ 1.234 56 --netto", "1.234,56"),
            ("jahreswechsel --carry DZ=1.234 56 2022", "DZ=1.234,56"),
            ("jahreswechsel 2022 --carry=DZ=7 50", "DZ=7,50"),
            ("massnahme x --geplant 7 50", "7,50"),
        ],
    )
    def test_an_amount_that_powershell_split_is_put_together_again(
        self, line: str, typed: str, capsys: Printed
    ) -> None:
        euro, cents = typed.split(",")
        assert problem_of(line, capsys) == (
            f"der Betrag kam in zwei Teilen an ({euro} und {cents}); "
            f"in der PowerShell bitte in Anführungszeichen setzen: '{typed}'"
        )

    @pytest.mark.parametrize(
        ("line", "extra"),
        [
            ("vormerken DZ 1.234 567", "567"),
            ("vormerken DZ 1.234,50 56", "56"),
            ("vormerken DZ 1.234 --netto 56", "56"),
            ("stand 56", "56"),
        ],
    )
    def test_other_stray_arguments_are_just_too_many(
        self, line: str, extra: str, capsys: Printed
    ) -> None:
        assert problem_of(line, capsys) == f"„{extra}“ ist überzählig"


class TestHelp:
    @pytest.mark.parametrize("flag", ["--help", "--hilfe", "-h"])
    def test_each_flag_works_on_every_level_also_beside_mistakes(
        self, flag: str, capsys: Printed
    ) -> None:
        assert answer([flag], capsys).startswith("Aufruf: antragsbudget [OPTIONEN] BEFEHL …\n")
        assert answer(["vormerken", "--falsch", flag], capsys).startswith(
            "Aufruf: antragsbudget vormerken [OPTIONEN] ANSATZ BETRAG\n"
        )

    def test_the_program_lists_its_commands_in_groups(self, capsys: Printed) -> None:
        assert (
            answer("-h", capsys)
            == """\
Aufruf: antragsbudget [OPTIONEN] BEFEHL …
Alltag:
  stand        verfügbare Mittel       absetzen       Gutschrift, Rückzahlung
  vormerken    Mittel vormerken        stornieren     Buchung zurücknehmen
  binden       Mittel für Aufträge     buchungen      Buchungen suchen
  anordnen     Auszahlungsanordnung    offen          was noch zu tun ist
  zahlung      Anordnung ist gezahlt   zeigen         eine Buchung ganz
  erledigen    offenen Rest freigeben
Mittel bewegen, sperren, freigeben:
  umschichten  von Ansatz zu Ansatz    freigeben      Sperre aufheben
  aufstocken   Ansatz erhöhen          sperren        Mittel sperren
  kuerzen      Ansatz kürzen           festlegen      Beschluss, Grenzen u. a.
  zustimmung   Antwort einer Kommune   jahreswechsel  Jahr abschließen
Vor der Sitzung:
  massnahme    Maßnahme festhalten     vorlage        Vorlage schreiben
  massnahmen   alle Maßnahmen
Die Datei:
  pruefen      Datei prüfen            anlegen        neue Datei anlegen
Optionen:
  --version        Version    --schlicht                ohne Tabellen
  --datei DATEI    die Datei  --zeige-ergaenzung SHELL  Tab-Ergänzung
  --sprache de|en  Sprache    -h, --hilfe               Hilfe, auch nach BEFEHL
"""
        )

    def test_the_list_is_one_column_where_it_is_narrow_or_heard(
        self, capsys: Printed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = answer("-h --schlicht", capsys)
        assert answer("-h", capsys, ANTRAGSBUDGET_PLAIN="1") == plain
        monkeypatch.setenv("COLUMNS", "50")
        narrow = answer("-h", capsys)
        assert "\n  stand          verfügbare Mittel\n  vormerken      Mittel vor" in narrow
        assert narrow == plain

    def test_a_command_ends_with_its_example(self, capsys: Printed) -> None:
        assert (
            answer("erledigen -h", capsys)
            == """\
Aufruf: antragsbudget erledigen [OPTIONEN] NR

  gibt den offenen Rest einer Vormerkung oder eines Auftrags frei

Argumente:
  NR  Nummer der Vormerkung oder des Auftrags

Optionen:
  --grund TEXT        Grund
  --datum DATUM       Tag der Wertstellung (sonst heute)
  --erfasst-von TEXT  Kürzel der erfassenden Person (sonst der Anmeldename)
  --bezug TEXT        Bezug, etwa ein Aktenzeichen
  --bemerkung TEXT    Bemerkung
  --probe             prüft alles, schreibt nichts
  --ja                bucht ohne Rückfrage
  --json              Ausgabe als JSON
  --jahr JAHR         Haushaltsjahr, wenn nicht das der Wertstellung
  --datei DATEI       die Datei mit den Buchungen
  --sprache de|en     Sprache der Ausgabe
  --schlicht          für Vorleseprogramme: eine Angabe je Zeile
  -h, --hilfe         zeigt diese Hilfe

Beispiel:
  antragsbudget erledigen 1
"""
        )

    def test_what_must_be_given_is_marked_and_what_may_be_is_in_brackets(
        self, capsys: Printed
    ) -> None:
        page = answer("stornieren -h", capsys)
        assert "\n  --grund TEXT        Grund (erforderlich)\n" in page
        assert answer("offen -h", capsys).startswith(
            "Aufruf: antragsbudget offen [OPTIONEN] [ANSATZ]\n"
        )

    def test_no_line_is_too_long_however_wide_the_terminal_but_an_example_to_copy(
        self, capsys: Printed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "200")
        for command in ("", *COMMANDS):
            for language in ("de", "en"):
                page = answer(f"{command} -h --lang {language}", capsys)
                lines = page.partition("\nBeispiel:" if language == "de" else "\nExample:")[0]
                assert max(map(len, lines.splitlines())) <= 80, (command, language)


class TestCompletion:
    def test_commands_in_the_language_with_their_help(self, capsys: Printed) -> None:
        assert complete("antragsbudget st", capsys) == [
            "stand\tzeigt, was je Ansatz und insgesamt verfügbar ist",
            "stornieren\tmacht genau eine Buchung rückgängig (Storno)",
        ]
        assert complete("antragsbudget --lang en st", capsys) == [
            "status\tshows what is available, per allocation and in total"
        ]
        assert complete("antragsbudget res", capsys) == []

    def test_options_in_the_language_that_are_not_there_yet(self, capsys: Printed) -> None:
        assert complete("antragsbudget erledigen 1 --reason X --", capsys, "bash") == [
            "--datum",
            "--erfasst-von",
            "--bezug",
            "--bemerkung",
            "--probe",
            "--ja",
            "--json",
            "--jahr",
            "--datei",
            "--sprache",
            "--schlicht",
            "--hilfe",
        ]
        assert complete("antragsbudget reserve --p", capsys, LANG="en_US") == [
            "--purpose\twhat it is for (required)",
            "--payee\tpayee or creditor number",
            "--plain\tfor screen readers: one fact a line",
        ]
        assert complete("antragsbudget --sp", capsys) == ["--sprache\tSprache"]

    def test_values_come_from_the_ledger(self, capsys: Printed) -> None:
        both = ["DZ\tverfügbar 80.850,00", "DCP\tverfügbar 225.399,50"]
        assert complete("antragsbudget vormerken ", capsys) == both
        assert complete("antragsbudget vormerken --netto D", capsys) == both
        assert complete("antragsbudget vormerken DZ ", capsys) == []
        assert complete("antragsbudget vormerken DZ 5 ", capsys) == []

    def test_choices_come_from_the_placeholder(self, capsys: Printed) -> None:
        assert complete("antragsbudget aufstocken DZ 5 --grundlage b", capsys) == ["beschluss"]
        assert complete("antragsbudget aufstocken DZ 5 --grundlage=", capsys) == [
            "--grundlage=nachtrag",
            "--grundlage=ueberplanmaessig",
            "--grundlage=beschluss",
        ]
        # bash takes the mark of equality for a word of its own.
        assert complete("antragsbudget --lang = e", capsys, "bash") == ["en"]
        assert complete("antragsbudget --lang =", capsys, "bash") == ["de", "en"]
        assert complete("antragsbudget --show-completion f", capsys) == ["fish"]

    @pytest.mark.parametrize(
        ("shell", "line"),
        [
            ("bash", "DZ"),
            ("zsh", "DZ:verfügbar 80.850,00"),
            ("fish", "DZ\tverfügbar 80.850,00"),
            ("powershell", "DZ\tverfügbar 80.850,00"),
        ],
    )
    def test_each_shell_gets_its_form(self, shell: str, line: str, capsys: Printed) -> None:
        assert complete("antragsbudget vormerken DZ", capsys, shell) == [line]

    def test_powershell_gets_one_word_that_it_reads_back_as_the_value(self) -> None:
        values = ["DZ", "--bereich", "a/b.c:d\\e", "Müller & Sohn", "D’Or 'X'", "$(rm)", "1,5", ""]
        found = [Candidate(value, "h") for value in values]
        typed = [line.removesuffix("\th") for line in as_lines("powershell", found).splitlines()]
        assert typed[:3] == values[:3]
        assert typed[3:] == ["'Müller & Sohn'", "'D’’Or ''X'''", "'$(rm)'", "'1,5'", "''"]

    def test_a_word_that_its_shell_still_quotes_is_read_without(self) -> None:
        words = "\n".join(["antragsbudget", "'Müller & Sohn'", "'Haus ''Eden'''", '"a'])
        asked = {"COMPLETE": "powershell", "WORDS": words, "WORD": "'"}
        found = requested({f"_ANTRAGSBUDGET_{name}": value for name, value in asked.items()})
        assert found and found.before == ["Müller & Sohn", "Haus 'Eden'", "a"]
        assert found.at_cursor == ""

    def test_a_ledger_or_a_command_that_fails_gives_nothing(self, capsys: Printed) -> None:
        assert complete("antragsbudget vormerken --datei missing.toml ", capsys) == []
        assert complete("antragsbudget gibtsnicht ", capsys) == []
        assert complete("antragsbudget --lang fr vormerken DZ", capsys)[0].startswith("DZ")

    @pytest.mark.parametrize("shell", SCRIPTS)
    def test_the_script_is_printed_under_both_names(self, shell: str, capsys: Printed) -> None:
        printed = answer(f"--zeige-ergaenzung {shell}", capsys)
        assert printed == answer(f"--show-completion={shell}", capsys) == SCRIPTS[shell]


class TestOutput:
    def test_a_pipe_closed_midway_ends_in_silence(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/large")
        with subprocess.Popen(
            [*command_line(AT), "entries", "--json"],
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running:
            assert running.stdout and running.stderr
            running.stdout.readline()
            running.stdout.close()
            said = running.stderr.read()
        assert (running.returncode, said) == (0, b"")

    @pytest.mark.parametrize(
        ("encoding", "printed"),
        [
            ("ascii", "Nr. 24 Auftrag DCP 5,00 EUR - ? - x\nverfuegbar |"),
            ("cp1252", "Nr. 24 Auftrag DCP 5,00\xa0€ · ? · x\nverfügbar |"),
        ],
    )
    def test_a_console_short_of_letters_shows_the_like_or_question_marks(
        self, encoding: str, printed: str
    ) -> None:
        line = ["commit", "DCP", "5", "--payee", "中", "--purpose", "x", "--dry-run"]
        done = subprocess.run(
            [*command_line(AT), *line, "--ledger", LEDGER],
            env=environment(PYTHONIOENCODING=encoding, PYTHONUTF8="0"),
            capture_output=True,
            encoding=encoding,
        )
        assert done.returncode == 0
        assert done.stderr.startswith(printed)
