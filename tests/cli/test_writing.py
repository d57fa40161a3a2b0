"""What is recorded, and what it leaves: the day of a Kämmerei, through the real process."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.program import AT, LEDGER, files, place, run, run_each

# A command, what is then available on DZ, and the codes of the warnings or of the refusal.
ACCEPTANCE: tuple[tuple[str, str | None, list[str]], ...] = (
    ("status", "0.00", []),
    ("commit DZ 0,01 --payee A --purpose B", None, ["blocked"]),
    ("reserve DZ 238.000,00 --purpose Befahrung", "0.00", []),
    ("release DZ 300.000,00 --decision 'Kreistag 30.03.2022'", "62000.00", ["consents_missing"]),
    ("commit DZ 220.150,00 --reservation 1 --final --payee A", "79850.00", []),
    ("expense DZ 88.060,00 --commitment 3 --voucher R1", "79850.00", []),
    ("expense DZ 134.000,00 --commitment 3 --voucher R2 --final", "77940.00", ["excess"]),
    ("reverse 5 --reason Aufmaß", "79850.00", []),
    ("commit DZ 79.850,01 --payee A --purpose B", None, ["not_available"]),
    ("commit DZ 79.850,00 --payee A --purpose B", "0.00", ["exhausted"]),
    ("verify", None, []),
)


def test_the_day_of_a_kaemmerei_ends_with_exactly_these_amounts(tmp_path: Path) -> None:
    lines = [shlex.split(line) for line, *_ in ACCEPTANCE]
    _, *results = run_each(tmp_path, [["init"], *([*line, "--json"] for line in lines)])
    assert [(r.code, available(r.json), codes(r.json)) for r in results] == [
        (1 if amount is None and found else 0, amount, found) for _, amount, found in ACCEPTANCE
    ]
    assert results[8].json["error"]["missing"] == "0.01"
    assert results[8].json["error"]["available"] == "79850.00"
    assert results[10].json["entries"] == 7


def available(answer: dict[str, object]) -> object:
    """Return what is available on DZ, where the answer says it."""
    lines = answer.get("allocations")
    return lines[0]["available"] if isinstance(lines, list) else None


def codes(answer: dict[str, object]) -> list[str]:
    said = answer.get("warnings", answer.get("errors", []))
    assert isinstance(said, list)
    return [one["code"] for one in said]


def test_the_excess_and_what_is_open_are_named_in_words(tmp_path: Path) -> None:
    place(tmp_path, "valid/acceptance")
    results = run_each(
        tmp_path,
        [
            ["reverse", "7", "--reason", "neu"],
            ["expense", "DZ", "100", "--commitment", "3", "--voucher", "R3"],
            ["expense", "DZ", "134.000", "--commitment", "3", "--voucher", "R2", "--final"],
        ],
    )
    assert [r.code for r in results] == [0, 0, 0]
    assert "131.990,00\xa0€ (Rest freigeben: " in results[1].err
    assert re.search("2.010,00\xa0€ .*Nr.\xa03 .*freien Mitteln", results[2].err)
    assert all("zurücknehmen" in r.err for r in results[1:])
    assert all(r.out == "" for r in results)


def test_the_last_cent_is_admitted_and_one_more_leaves_every_file_as_it_was(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    refused, tried = run_each(
        tmp_path,
        [
            ["commit", "DCP", "225.399,51", "--payee", "A", "--purpose", "B"],
            ["commit", "DCP", "225.399,50", "--payee", "A", "--purpose", "B", "--dry-run"],
        ],
    )
    assert (refused.code, tried.code) == (1, 0)
    assert refused.err.startswith("abgelehnt: ")
    assert "nichts gebucht" in tried.err
    assert files(tmp_path) == before
    admitted = run(tmp_path, "commit", "DCP", "225.399,50", "--payee", "A", "--purpose", "B")
    assert admitted.code == 0
    assert "Hinweis: " in admitted.err
    after = files(tmp_path)
    assert after[str(LEDGER)].startswith(before[str(LEDGER)])
    assert after[f"{LEDGER}~"] == before[str(LEDGER)]


def test_a_write_keeps_bom_comments_and_line_ends(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/windows")
    before = path.read_bytes()
    assert run(tmp_path, "commit", "DCP", "1", "--payee", "A", "--purpose", "B").code == 0
    after = path.read_bytes()
    assert after.startswith(before)
    added = after[len(before) :]
    assert added.count(b"\n") == added.count(b"\r\n") > 10


def test_an_option_in_either_language_stores_the_same_entry(tmp_path: Path) -> None:
    pairs = [
        (
            "commit DCP 15.000 --net --tax-rate 19 --payee A --purpose B --area Machbarkeitsstudien"
            " --until 2023 --order-number B1 --reference X --note N --by mw --date 01.11.2022"
            " --non-public",
            "binden DCP 15.000 --netto --steuersatz 19 --empfaenger A --gegenstand B --bereich"
            " Machbarkeitsstudien --bis-jahr 2023 --auftragsnummer B1 --bezug X --bemerkung N"
            " --erfasst-von mw --datum 01.11.2022 --nicht-oeffentlich",
        ),
        (
            "expense DCP 5 --commitment 18 --final --voucher V --certified-by a --ordered-by b",
            "anordnen DCP 5 --auftrag 18 --abschliessend --beleg V --festgestellt-von a"
            " --angeordnet-von b",
        ),
        ("commit DCP 5 --reservation 16 --payee A", "binden DCP 5 --vormerkung 16 --empfaenger A"),
        ("reserve DCP 5 --purpose B", "vormerken DCP 5 --gegenstand B"),
        ("pay 11", "zahlung 11"),
        ("settle 18 --reason x", "erledigen 18 --grund x"),
        ("refund 11 5 --voucher x", "absetzen 11 5 --beleg x"),
        ("reverse 20 --reason x --keep-settled", "stornieren 20 --grund x --rest-bleibt-frei"),
        (
            "consent DZ Kaarst --answer withdrawn --reference x",
            "zustimmung DZ Kaarst --antwort zurückgezogen --bezug x",
        ),
        ("release DCP all --decision x", "freigeben DCP alles --beschluss x"),
        (
            "block DCP 250.000 --reason x --decision y --despite-shortfall --year 2022",
            "sperren DCP 250.000 --grund x --beschluss y --trotz-fehlbetrag --jahr 2022",
        ),
        ("set warn_at 0,5 --decision x", "festlegen warn_at '50 %' --beschluss x"),
        ("set committee A --decision x", "festlegen Gremium A --beschluss x"),
        (
            "transfer DCP DZ 5 --decision x --reason y",
            "umschichten dcp digitaler-z 5,00 --beschluss x --grund y",
        ),
        (
            "supplement DZ 5 --basis nachtrag --decision x --reason y",
            "aufstocken DZ 5 --grundlage Nachtragssatzung --beschluss x --grund y",
        ),
        (
            "cut DCP 290.000 --decision x --reason y --despite-shortfall",
            "kuerzen DCP 290.000 --beschluss x --grund y --trotz-fehlbetrag",
        ),
        (
            "measure M1 --title T --allocation DCP --area 'Digitale Post' --status running"
            " --planned 5 --result R --next-step N --target-date 2023-06-30 --funding F"
            " --public-text P --non-public",
            "massnahme M1 --titel T --ansatz dcp --bereich 'digitale post' --status laufend"
            " --geplant 5,00 --ergebnis R --naechster-schritt N --zieltermin 30.06.2023"
            " --drittmittel F --oeffentlicher-text P --nicht-oeffentlich",
        ),
        (
            "close-year 2022 --carry DCP=5 --carry DZ=all --reason x",
            "jahreswechsel 2022 --uebertrag dcp=5,00 --uebertrag DZ=alles --grund x",
        ),
    ]
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    lines = [shlex.split(line) for pair in pairs for line in pair]
    for line in lines[1::2]:
        line[1:1] = ["--probe"]
    results = run_each(
        tmp_path,
        [[*line, *(["--dry-run"] if index % 2 == 0 else []), "--json"] for index, line in
         enumerate(lines)],
    )  # fmt: skip
    for english, german in zip(results[::2], results[1::2], strict=True):
        assert english.code == 0, english.out
        assert english == german
        assert english.json["dry_run"] is True
    assert files(tmp_path) == before


def test_what_an_entry_draws_on_supplies_what_was_left_out_and_non_public_stays_so(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/in-use")
    line = ["expense", "DCP", "5", "--reservation", "16", "--voucher", "V", "--payee", "A"]
    assert run(tmp_path, *line, "--json").json["entry"] == {
        "nr": 24,
        "kind": "expense",
        "date": "2022-12-01",
        "recorded_at": AT,
        "recorded_by": "kb",
        "allocation": "digitalisierung-cybersicherheit-post",
        "amount": "5.00",
        "reservation": 16,
        "payee": "A",
        "purpose": "Digitale Poststelle",
        "voucher": "V",
        "public": False,
        "hash": run(tmp_path, "status", "--json").json["fingerprint"],
    }


PLACEHOLDERS = {
    "GREMIUM, DATUM, VORLAGE": "Kreistag 30.11.2022",
    "COMMITTEE, DATE, PAPER": "Kreistag 2022-11-30",
    "GEGENSTAND": "Fortschreibung",
    "PURPOSE": "Fortschreibung",
    "GRUND": "Irrtum",
    "REASON": "Irrtum",
    "BEZEICHNUNG": "Zweiter Penetrationstest",
    "TITLE": "Zweiter Penetrationstest",
}
# What prints commands, on which ledger.
PRINTING = (
    ("shipped", "commit DZ 100.000,00 --payee A --purpose B"),
    ("shipped", "release DZ 300.000,01 --decision x"),
    ("in-use", "commit DCP 230.000 --payee A --purpose B"),
    ("in-use", "reverse 7 --reason x"),
    ("in-use", "reverse 10 --reason x"),
    ("in-use", "commit DCP 5 --payee A --purpose B"),
    ("in-use", "expense DCP 5 --commitment 18 --voucher 9"),
    ("in-use", "expense DCP 5 --voucher K-3 --payee 'Kabel KG' --purpose x"),
    ("shipped", "transfer DZ DCP 100.000,00 --decision x"),
    ("shortfall", "commit DCP 5 --payee A --purpose B"),
    ("shortfall", "close-year 2022"),
    ("used-up", "close-year 2022"),
    ("two-years", "measure pentets --status running"),
    ("two-years", "measure befahrung --status running"),
    ("two-years", "measure 'pentest ; \"`id`\"' --status running"),
    ("two-years", "measure abnahme"),
    ("two-years", "reverse 35 --reason x"),
)


def test_every_printed_command_works_once_its_placeholder_has_a_value(tmp_path: Path) -> None:
    """Commands printed together are typed one after the other: the first frees the next."""
    cases = [(name, line, language) for name, line in PRINTING for language in ("de", "en")]
    ledgers = [place(tmp_path / str(n), f"valid/{name}") for n, (name, *_) in enumerate(cases)]
    asked = [
        [*shlex.split(line), "--lang", language, "--ledger", str(path)]
        for (_, line, language), path in zip(cases, ledgers, strict=True)
    ]
    as_printed: list[list[str]] = []
    filled: list[list[str]] = []
    for result, path in zip(run_each(tmp_path, asked), ledgers, strict=True):
        printed = [shlex.split(line) for line in commands_in(result.err)]
        assert printed, result.said
        for number, command in enumerate(printed):
            reverses = command[0] in ("reverse", "stornieren")
            own = path.with_name(f"{'together' if reverses else number}.toml")
            own.write_bytes(path.read_bytes())
            values = [PLACEHOLDERS.get(word, word) for word in command]
            filled.append([*values, "--ledger", str(own)])
            if values != command:
                as_printed.append([*command, "--ledger", str(own)])
            else:
                assert command[0] in ("settle", "erledigen", "show", "zeigen")
    assert len(as_printed) >= 20
    refused = run_each(tmp_path, as_printed)
    assert {result.code for result in refused} == {2}
    for line, done in zip(filled, run_each(tmp_path, filled), strict=True):
        assert done.code == 0, (line, done.said)


def commands_in(text: str) -> list[str]:
    """Return the commands that a text tells to type, without the name of the program."""
    found = re.findall(r"antragsbudget ((?:[^\s()]+|)(?: [^\n()]+)?)", text)
    return [line for line in found if not line.startswith(("--", "["))]


def test_a_placeholder_left_in_place_is_refused_as_a_text(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    lines = [
        ["release", "DCP", "1", "--decision", "GREMIUM, DATUM, VORLAGE"],
        ["release", "DCP", "1", "--decision", "COMMITTEE, DATE, PAPER"],
        ["reverse", "18", "--reason", "GRUND"],
        ["reverse", "18", "--reason", "REASON"],
        ["reserve", "DCP", "1", "--purpose", "GEGENSTAND"],
        ["reserve", "DCP", "1", "--purpose", "PURPOSE"],
        ["transfer", "DCP", "DZ", "1", "--decision", "COMMITTEE, DATE, PAPER"],
        ["supplement", "DCP", "1", "--basis", "beschluss", "--decision", "GREMIUM, DATUM, VORLAGE"],
        ["cut", "DCP", "1", "--decision", "x", "--reason", "GRUND"],
        ["close-year", "2022", "--reason", "REASON"],
        ["measure", "M1", "--title", "BEZEICHNUNG"],
        ["measure", "M1", "--title", "TITLE"],
    ]
    results = run_each(tmp_path, [[*line, "--json"] for line in lines])
    assert [(r.code, r.json["error"]["code"]) for r in results] == [(2, "invalid_text")] * len(
        lines
    )


def test_a_printed_command_names_the_ledger_that_it_is_about(tmp_path: Path) -> None:
    path = tmp_path / "anders.toml"
    place(tmp_path, "valid/in-use").rename(path)
    line = ["commit", "DCP", "5", "--payee", "A", "--purpose", "B", "--ledger", "anders.toml"]
    done = run(tmp_path, *line)
    undo = commands_in(done.err)[-1]
    typed = [PLACEHOLDERS.get(word, word) for word in shlex.split(undo)]
    assert run(tmp_path, *typed).code == 0, undo


def test_a_ledger_that_breaks_a_rule_takes_writes_and_warns(tmp_path: Path) -> None:
    place(tmp_path, "broken/rule-overspent")
    done = run(tmp_path, "commit", "DCP", "1", "--payee", "A", "--purpose", "B", "--json")
    assert done.code == 0
    assert codes(done.json) == ["rules_broken"]


def test_a_transfer_moves_available_money_and_says_it_for_both_allocations(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    results = run_each(
        tmp_path,
        [
            ["transfer", "DCP", "DZ", "225.399,51", "--decision", "x"],
            ["transfer", "DCP", "DZ", "225.399,50", "--decision", "x", "--dry-run"],
            ["umschichten", "DZ", "DCP", "80.850", "--beschluss", "x", "--json"],
        ],
    )
    assert [result.code for result in results] == [1, 0, 0]
    assert "0,01" in results[0].err and "diese Umschichtung" in results[0].err
    assert re.search(r"DCP +225.399,50 +-225.399,50 +0,00", results[1].err)
    assert re.search(r"DZ +80.850,00 +\+225.399,50 +306.249,50", results[1].err)
    assert re.search(r"insgesamt +306.249,50 +0,00 +306.249,50", results[1].err)
    assert [line["available"] for line in results[2].json["allocations"]] == ["0.00", "306249.50"]
    assert codes(results[2].json) == ["exhausted"]
    assert files(tmp_path)[f"{LEDGER}~"] == before[str(LEDGER)]


def test_a_cut_that_was_decided_is_recorded_with_its_reason_and_shown_until_it_is_cured(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/in-use")
    cut = ["cut", "DCP", "280.000", "--decision", "Kreistag 30.11.2022"]
    results = run_each(
        tmp_path,
        [
            [*cut, "--json"],
            [*cut, "--despite-shortfall", "--json"],
            [*cut, "--despite-shortfall", "--reason", "Haushaltssicherung", "--json"],
            *([command] for command in ("status", "entries", "open", "measures")),
            ["commit", "DZ", "5", "--payee", "A", "--purpose", "B"],
            ["commit", "DCP", "5", "--payee", "A", "--purpose", "B"],
            ["supplement", "DCP", "34.600,50", "--basis", "ueberplanmaessig", "--decision", "x"],
            ["status"],
        ],
    )
    refused, unexplained, done, *shown, elsewhere, more, cured, state = results
    assert (refused.code, codes(refused.json)) == (1, ["not_available"])
    assert (unexplained.code, codes(unexplained.json)) == (2, ["missing_field"])
    assert (done.code, codes(done.json)) == (0, ["shortfall"])
    assert done.json["allocations"][0]["available"] == "-34600.50"
    for result in shown:
        assert "Fehlbetrag" in result.out and "34.600,50" in result.out
    assert (elsewhere.code, more.code, cured.code) == (0, 1, 0)
    assert "Fehlbetrag" not in cured.err + state.out


def test_a_measure_is_told_in_parts_and_keeps_what_is_left_out(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    told = run_each(
        tmp_path,
        [
            ["measure", "Pentest", "--title", "Penetrationstest", "--allocation", "DCP", "--area",
             "resilienz", "--status", "geplant", "--non-public", "--json"],
            ["measure", "pentest", "--status", "completed", "--result", "bestanden", "--json"],
            ["commit", "DCP", "5", "--payee", "A", "--purpose", "B", "--measure", "PEN", "--json"],
            ["measures", "--json"],
        ],
    )  # fmt: skip
    assert [result.code for result in told] == [0, 0, 0, 0]
    assert told[1].json["entry"]["measure"] == "Pentest"
    assert "title" not in told[1].json["entry"]
    booked = told[2].json["entry"]
    area = "Resilienz der IT gegen Angriffe"
    assert (booked["measure"], booked["area"], booked["public"]) == ("Pentest", area, False)
    (state,) = told[3].json["measures"]
    assert (state["title"], state["status"], state["committed"]) == (
        "Penetrationstest",
        "completed",
        "5.00",
    )
