"""What the reading commands show: figures, entries, one entry, the audit; and in how much room."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.program import AT, LEDGER, command_line, environment, place, run, run_each


def test_status_shows_remaining_funds_first_and_names_the_file(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    shown = run(tmp_path, "stand")
    assert (shown.code, shown.err) == (0, "")
    heads = next(line for line in shown.out.splitlines() if "verfügbar" in line)
    assert heads.split() == ["verfügbar", "gesperrt", "vorgemerkt", "gebunden", "angeordnet"]
    assert str(LEDGER) in shown.out


def test_while_no_resolution_is_recorded_every_table_and_paper_says_so(tmp_path: Path) -> None:
    basis = "Grundlage: Antrag vom 24.02.2022; Beschluss nicht eingetragen"
    place(tmp_path, "valid/acceptance")
    commands = [["stand"], ["stand", "--alle"], ["buchungen"], ["vorlage"]]
    for result in run_each(tmp_path, commands):
        assert basis in result.out
    place(tmp_path, "valid/in-use")
    for result in run_each(tmp_path, commands):
        assert basis not in result.out


def test_a_ledger_above_the_working_directory_is_found(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    below = tmp_path / "akten" / "2022"
    below.mkdir(parents=True)
    assert run(below, "stand").code == 0


def test_the_environment_names_the_ledger_unless_the_option_does(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    other = place(tmp_path / "other", "valid/in-use")
    env = environment(ANTRAGSBUDGET_LEDGER=str(other))
    assert run(tmp_path, "status", "--json", env=env).json["entries"] == 23
    named = run(tmp_path, "status", "--json", "--datei", "data/allocations.toml", env=env)
    assert (named.json["entries"], named.json["ledger"]) == (0, "data/allocations.toml")


def test_a_day_in_the_past_is_shown_by_value_dates(tmp_path: Path) -> None:
    place(tmp_path, "valid/acceptance")
    days = ["09.03.2022", "31.03.2022", "2022-06-14", "heute"]
    results = run_each(tmp_path, [["stand", "--stichtag", day, "--json"] for day in days])
    seen = [(r.json["as_of"], r.json["allocations"][0]["available"]) for r in results]
    assert seen == [
        ("2022-03-09", "0.00"),
        ("2022-03-31", "62000.00"),
        ("2022-06-14", "79850.00"),
        ("2022-12-01", "0.00"),
    ]
    assert {r.json["entries"] for r in results} == {7}  # always those of the whole file


DAY = "01.09.2022"
NOTHING_LATER = (
    ["status", "--all"],
    ["entries"],
    ["open"],
    ["measures"],
    ["summary", "--since", "01.04.2022"],
    ["show", "26"],
    ["show", "24"],
)
# What of the ledger of two years was recorded after that day, as texts, amounts and numbers.
LATER = ("Punktwolke", "Schwachstellen", "Kabel KG", "NA-2023-1", "GS-4", "48.750", "48750",
         "195.000", "195000", "Befahrung Süd", "Zweiter Penetrationstest", "laufend", "running",
         "Jahreswechsel", "year_close", "verfallen")  # fmt: skip
OF_THE_FILE = re.compile(r"[0-9a-f]{64}|([0-9a-f]{4} ){3}[0-9a-f]{4}|\d+ Buchungen|"
                         r"Buchungen +\d+|\"entries(_recorded)?\": \d+")  # fmt: skip


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_a_day_in_the_past_shows_nothing_that_came_later(tmp_path: Path, json: list[str]) -> None:
    path, at = place(tmp_path, "valid/two-years"), "2023-03-08T08:00:00Z"
    lines = [[*command, "--as-of", DAY, *json] for command in NOTHING_LATER]
    seen = [result.out for result in run_each(tmp_path, lines, at=at)]
    for line, text in zip(lines, seen, strict=True):
        assert [word for word in LATER if word in text] == [], line
    # The same as of a ledger that ends on that day, but for what is always of the whole file.
    entries = path.read_text("utf-8").split("\n[[entry]]\n")
    path.write_text("\n[[entry]]\n".join(entries[:30]), "utf-8")
    for line, text, then in zip(lines, seen, run_each(tmp_path, lines, at=at), strict=True):
        assert (then.code, OF_THE_FILE.sub("", text)) == (0, OF_THE_FILE.sub("", then.out)), line


def test_an_entry_of_a_later_day_is_unknown_on_an_earlier_one(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    lines = [
        ["show", "30", "--as-of", DAY],
        ["zeigen", "38", "--stichtag", "15.01.2023"],
        ["show", "38", "--as-of", "16.01.2023"],
        ["status", "--as-of", "15.01.2023", "--year", "2023"],
        ["entries", "--as-of", "15.01.2023", "--year", "2023"],
        ["open", "--as-of", "15.01.2023", "--year", "2023"],
        ["measures", "--as-of", "15.01.2023", "--year", "2023"],
        ["summary", "--as-of", "15.01.2023", "--year", "2023"],
        ["entries", "--measure", "befahrung-sued", "--as-of", "31.03.2022"],
        ["status", "--as-of", "16.01.2023", "--year", "2023"],
    ]
    results = run_each(tmp_path, [[*line, "--json"] for line in lines], at="2023-03-08T08:00:00Z")
    assert [result.code for result in results] == [2, 2, 0, 2, 2, 2, 2, 2, 2, 0]
    assert results[0].json["error"]["code"] == "unknown_entry"
    assert results[8].json["error"]["code"] == "unknown_measure"
    years = {result.json["error"]["message"].split(";")[1] for result in results[3:8]}
    assert years == {" möglich: 2022"}


def test_show_of_a_year_shows_an_entry_of_that_year_only(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    lines = [
        ["show", str(nr), "--year", year] for nr in (20, 36, 38, 43) for year in ("2022", "2023")
    ]
    results = run_each(tmp_path, [[*line, "--json"] for line in lines], at="2023-03-08T08:00:00Z")
    assert [result.json["ok"] for result in results] == [
        *(True, False),  # an expense of 2022
        *(True, True),  # carried from one year to the other
        *(True, True),  # the year-end belongs to both
        *(False, True),
    ]


def test_open_lists_the_oldest_first_and_overdue_measures_in_words(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    at = "2023-04-05T08:00:00Z"
    shown, answer, english = run_each(
        tmp_path,
        [["offen"], ["open", "--json"], ["open", "--lang", "en"]],
        at=at,
    )
    commitments = answer.json["commitments"]
    assert [(one["entry"]["nr"], one["left"], one["age"]) for one in commitments] == [
        (26, "110000.00", 233),
        (35, "1000.00", 153),
        (41, "78000.00", 63),
    ]
    assert "5 Tage überfällig" in shown.out and "5 days overdue" in english.out
    assert "Nicht gezahlte Anordnungen" in shown.out and "Unpaid expenses" in english.out


def test_entries_are_filtered_and_summed_without_what_was_reversed(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    filters = {
        "dz": ["DZ"],
        "kind": ["--kind", "expense"],
        "german kind": ["--art", "Anordnung"],
        "payee": ["--payee", "kabel"],
        "area": ["--area", "Digitaler Zwilling"],
        "period": ["--from", "01.08.2022", "--to", "2022-08-08"],
        "text": ["--text", "poststelle"],
        "nothing": ["--text", "gibt es nicht"],
        "as of": ["--as-of", "31.03.2022"],
    }
    results = run_each(tmp_path, [["entries", *words, "--json"] for words in filters.values()])
    found = {
        name: [entry["nr"] for entry in result.json["entries"]]
        for name, result in zip(filters, results, strict=True)
    }
    assert found == {
        "dz": [2, 3, 4, 5, 6, 7, 8, 9],
        "kind": [7, 11, 14, 20, 21, 23],
        "german kind": [7, 11, 14, 20, 21, 23],
        "payee": [19, 20, 21, 22, 23],
        "area": [4, 6, 7, 8, 9],
        "period": [11, 12, 13, 14, 15],
        "text": [16],
        "nothing": [],
        "as of": [1, 2, 3, 4, 5],
    }
    sums = {name: result.json["sum"] for name, result in zip(filters, results, strict=True)}
    assert (sums["kind"], sums["nothing"]) == ("107910.50", "0.00")


def test_show_tells_an_entry_whole_with_what_belongs_to_it(tmp_path: Path) -> None:
    place(tmp_path, "valid/acceptance")
    text, answer = run_each(tmp_path, [["zeigen", "3"], ["show", "3", "--json"]])
    for wanted in ("220.150,00", "Geodaten Rhein GmbH", "238.000,00", "88.060,00"):
        assert wanted in text.out
    assert [entry["nr"] for entry in answer.json["names"]] == [1]
    assert [entry["nr"] for entry in answer.json["named_by"]] == [4, 5]


def test_verify_proves_that_a_ledger_begins_with_a_state(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/acceptance")
    hashes = re.findall(r'hash = "(\w{64})"', path.read_text("utf-8"))
    grouped = " ".join(hashes[3][at : at + 4] for at in range(0, 16, 4))
    whole, part, other = run_each(
        tmp_path,
        [
            ["pruefen", "--fingerabdruck", hashes[3]],
            ["verify", "--lang", "en", "--fingerprint", grouped.upper()],
            ["pruefen", "--fingerabdruck", "0" * 64],
        ],
    )
    assert whole.code == part.code == 0
    assert "Nr. 4" in whole.out and "/64" not in whole.out
    assert re.search("16.*64.*no. 4", part.out)
    assert other.code == 1


def test_a_ledger_whose_last_entry_was_cut_off_is_caught_by_its_fingerprint(
    tmp_path: Path,
) -> None:
    path = place(tmp_path, "valid/acceptance")
    text = path.read_text("utf-8")
    last = re.findall(r'hash = "(\w{64})"', text)[-1]
    path.write_text(text[: text.rindex("\n[[entry]]")], "utf-8")
    quiet, caught = run_each(tmp_path, [["verify"], ["verify", "--fingerprint", last]])
    assert (quiet.code, caught.code) == (0, 1)


def test_a_period_that_ends_before_it_begins_is_wrong_usage(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    line = ["entries", "--from", "02.12.2022", "--to", "01.12.2022"]
    assert run_each(tmp_path, [line])[0].code == 2


AMOUNTS = ("9.999.999.999,99", "4.999.999.999,99", "5.000.000.000,00")


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_no_amount_is_ever_cut_or_wrapped(tmp_path: Path, columns: str) -> None:
    place(tmp_path, "valid/large")
    results = run_each(
        tmp_path,
        [
            ["stand"],
            ["stand", "--alle"],
            ["vorlage"],
            ["vormerken", "DCP", "5.000.000.000,00", "--gegenstand", "so viel es gibt"],
            ["buchungen"],
            ["zeigen", "1"],
            ["pruefen"],
        ],
        env=environment(COLUMNS=columns),
    )
    assert {result.code for result in results} == {0}
    for result in results[:3]:
        for amount in AMOUNTS if result != results[0] else AMOUNTS[1:]:
            assert amount in result.out
    for result in results[3:6]:
        assert AMOUNTS[2] in result.said


@pytest.mark.parametrize(
    ("language", "columns"),
    [
        ("de", "60"),
        ("de", "80"),
        ("de", "200"),
        ("en", "60"),
        ("en", "80"),
        ("en", "200"),
    ],
)
def test_every_amount_stands_whole_on_its_line(tmp_path: Path, columns: str, language: str) -> None:
    place(tmp_path, "valid/in-use")
    commands = [["entries"], ["status"], ["status", "--all"], ["summary", "--since", "01.01.2022"]]
    results = run_each(
        tmp_path,
        [[*command, "--lang", language] for command in commands],
        env=environment(COLUMNS=columns),
    )
    wrapped = re.compile(r"(?<!\d)\d{1,3}[.,\s]?\n *\d{3}[.,\s]|EUR\n *\d|\d\n *€")
    for command, result in zip(commands, results, strict=True):
        broken = wrapped.search(re.sub(" +\n", "\n", result.out))
        assert broken is None, (command, broken)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_poor_console_shows_amounts_and_words_all_the_same(tmp_path: Path, encoding: str) -> None:
    place(tmp_path, "valid/in-use")
    env = environment(PYTHONUTF8="0", PYTHONIOENCODING=encoding, NO_COLOR="1", TERM="dumb")
    for arguments in (["stand"], ["binden", "DCP", "1", "--probe"], ["vorlage"], ["--hilfe"]):
        done = subprocess.run(
            [*command_line(AT), *arguments], cwd=tmp_path, env=env, capture_output=True, timeout=60
        )
        out = (done.stdout + done.stderr).decode(encoding)
        assert b"Traceback" not in done.stderr
        assert "\x1b" not in out
        if arguments == ["stand"]:
            assert "225.399,50" in out
