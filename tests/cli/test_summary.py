"""The paper for the committee: at the terminal, as Markdown, into a file."""

from __future__ import annotations

from pathlib import Path

from tests.program import LEDGER, files, place, run, run_each


def test_it_says_what_the_committee_needs(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    shown, marked = run_each(
        tmp_path,
        [
            ["vorlage", "--seit", "01.08.2022", "--sitzung", "08.12.2022", "--nummer", "61/0815"],
            ["summary", "--format", "markdown", "--since", "2022-08-01", "--lang", "de"],
        ],
    )
    fingerprint = run(tmp_path, "status", "--json").json["fingerprint"]
    for text in (shown.out, marked.out):
        words = " ".join(text.split())
        for wanted in (
            "Ausschuss für Innovation, Digitalisierung und Standortmarketing",
            "nimmt den Bericht der Verwaltung zur Kenntnis.",
            "CDU, FDP und UWG/Freie Wähler-Zentrum",
            "600.000,00 EUR bewilligt",
            "1 von 8 erteilt",
            "abgelehnt: Neuss",
            "306.249,50",
            fingerprint,
        ):
            assert wanted in words, wanted
    assert "61/0815" in shown.out and "08.12.2022" in shown.out
    assert marked.out.startswith("# ")
    assert "\x1b" not in marked.out


def test_non_public_entries_stay_out_of_the_paper(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    results = run_each(
        tmp_path,
        [["summary", "--since", "01.01.2022", *form] for form in ([], ["--format", "markdown"])],
    )
    for result in results:
        for hidden in ("Postscanner", "K-4711", "Digitale Poststelle", "Vorhaben aufgegeben"):
            assert hidden not in result.out


def test_it_goes_into_a_file_only_where_it_harms_nothing(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    (first, *again), again_code = (
        run_each(
            tmp_path,
            [
                ["summary", "--output", "paper.md"],
                ["summary", "--output", "paper.md"],
                ["summary", "--output", "paper.md", "--force"],
                ["summary", "--output", "paper.txt"],
                ["summary", "--output", str(LEDGER), "--force", "--format", "markdown"],
                ["summary", "--output", f"{LEDGER}~", "--force", "--format", "markdown"],
                ["summary", "--format", "pdf"],
            ],
        ),
        [1, 0, 2, 1, 1, 2],
    )
    assert (first.code, [result.code for result in again]) == (0, again_code)
    printed = run(tmp_path, "summary", "--format", "markdown")
    kept = files(tmp_path)
    assert kept["paper.md"].decode() == printed.out
    assert set(kept) == {"paper.md", str(LEDGER)}


def test_a_paper_of_an_earlier_day_has_the_figures_of_that_day(tmp_path: Path) -> None:
    place(tmp_path, "valid/acceptance")
    text = run(tmp_path, "vorlage", "--stichtag", "31.03.2022").out
    assert "Stand der Mittel am 31.03.2022" in text
    assert "62.000,00" in text
