"""The paper as a draft: what it says, its forms, where it goes, and what it must not touch."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest
from tests.program import (
    AT,
    LEDGER,
    Result,
    command_line,
    environment,
    files,
    place,
    run,
    run_each,
)

NOW = "2023-05-11T08:00:00Z"  # after the last entry of the ledger of two years
LATER = "2023-05-12T08:00:00Z"
FORMS = {
    "a.md": b"# Digitalisierung",
    "b.markdown": b"# Digitalisierung",
    "c.html": b"<!DOCTYPE html>",
    "d.htm": b"<!DOCTYPE html>",
    "e.docx": b"PK\x03\x04",
    "f.pdf": b"%PDF-",
    "G.MD": b"# Digitalisierung",
}
ORDER = {
    "de": ["Digitalisierung unterstützen", "Beschlussvorschlag", "Sachverhalt",
           "Stand der Mittel am", "Veränderungen seit", "Maßnahmen", "Besonderheiten", "Ausblick",
           "Anlage: Buchungen", "Nachweis des Datenstands"],
    "en": ["Digitalisierung unterstützen", "Proposed resolution", "Background", "State of funds on",
           "Changes since", "Measures", "Points to note", "Outlook", "Annex: entries",
           "Verification of the data"],
}  # fmt: skip
HEAD = {
    "de": ["Vorlage", "Art", "Gremium", "Sitzung", "Beratung", "Federführendes Amt", "Bezug",
           "Stand"],
    "en": ["Paper", "Type", "Committee", "Meeting", "Session", "Responsible office", "Reference",
           "Status"],
}  # fmt: skip


def each(folder: Path, *lines: Iterable[str], at: str = NOW) -> list[Result]:
    return run_each(folder, lines, at=at)


class TestContent:
    def test_it_says_what_the_committee_needs(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")
        lines = [
            ["vorlage", "--seit", "01.08.2022", "--sitzung", "08.12.2022", "--nummer", "61/0815"],
            ["summary", "--format", "markdown", "--since", "2022-08-01", "--lang", "de"],
            ["summary", "--format", "html", "--since", "2022-08-01", "--lang", "de"],
        ]
        shown, *written = each(tmp_path, *lines, at=AT)
        fingerprint = run(tmp_path, "status", "--json").json["fingerprint"]
        for text in (shown.out, *(one.out for one in written)):
            words = " ".join(text.split())
            for wanted in (
                "Ausschuss für Innovation, Digitalisierung und Standortmarketing",
                "nimmt den Bericht der Verwaltung zur Kenntnis.",
                "CDU, FDP und UWG/Freie Wähler-Zentrum",
                "600.000,00 EUR bewilligt",
                "1 von 8 erteilt",
                "abgelehnt",
                "306.249,50",
                "alle Beträge in Euro, brutto",
                "Entwurf, noch nicht ausgefertigt",
                fingerprint,
            ):
                assert wanted in words, wanted
        assert "61/0815" in shown.out and "08.12.2022" in shown.out

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_it_has_the_order_of_the_county(self, tmp_path: Path, language: str) -> None:
        place(tmp_path, "valid/two-years")
        line = ["summary", "--format", "markdown", "--as-of", "01.12.2022", "--since", "01.01.2022"]
        (done,) = each(tmp_path, [*line, "--lang", language])
        headings = re.findall(r"^#+ (.*)$", done.out, re.MULTILINE)
        assert [h.startswith(w) for h, w in zip(headings, ORDER[language], strict=True)] == (
            [True] * len(headings)
        ), headings
        facts = re.findall(r"^- \*\*(.*):\*\*", done.out.partition("\n## ")[0], re.MULTILINE)
        assert facts == HEAD[language]

    def test_what_is_not_public_stays_out_of_every_form(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")
        forms = [[], ["--format", "markdown"], ["--format", "html"], ["--json"]]
        lines = [["summary", "--since", "01.01.2022", *form] for form in forms]
        for result in each(tmp_path, *lines, at=AT):
            assert result.code == 0
            for hidden in ("Postscanner", "K-4711", "Digitale Poststelle", "Vorhaben aufgegeben"):
                assert hidden not in result.out

    def test_the_annex_shows_what_is_not_public_and_nothing_else(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")
        forms = [[], ["--format", "markdown"], ["--format", "html"], ["--json"]]
        lines = [["vorlage", "--nicht-oeffentlich", *form] for form in forms]
        for result in each(tmp_path, *lines, at=AT):
            assert result.code == 0
            words = " ".join(result.out.split())
            for hidden in ("Postscanner", "K-4711", "Digitale Poststelle"):
                assert hidden in words
            for public in ("Geodaten", "GR-118", "Penetrationstest"):
                assert public not in words
        assert result.json["paper"]["public"] is False

    def test_whoever_gets_the_money_stands_in_no_public_paper(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        forms = [[], ["--format", "markdown"], ["--format", "html"], ["--json"]]
        for line in forms:
            (done,) = each(tmp_path, ["summary", "--since", "01.01.2022", *line])
            for payee in ("Geodaten Rhein", "Netz AG", "Kabel KG", "Prüfwerk"):
                assert payee not in done.out, (line, payee)

    def test_only_a_draft_says_that_it_is_one(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        for form in ([], ["--format", "markdown"], ["--format", "html"]):
            draft, issued = each(
                tmp_path, ["vorlage", *form], ["vorlage", "--nochmals", "51", *form]
            )
            assert "Entwurf" in draft.out and "Entwurf" not in issued.out
        draft, issued = each(
            tmp_path, ["summary", "--json"], ["summary", "--reissue", "51", "--json"]
        )
        assert [one.json["paper"]["issued"] for one in (draft, issued)] == [False, True]

    def test_no_line_is_wider_than_the_terminal(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        lines = [["summary", "--since", "01.01.2022", "--lang", one] for one in ("de", "en")]
        for result in each(tmp_path, *lines, ["summary", "--non-public", "--year", "2022"]):
            assert max(len(line) for line in result.out.splitlines()) <= 80
            assert "\x1b" not in result.out

    @pytest.mark.parametrize(
        ("line", "days"), [("--as-of 31.03.2022", "31.03.2022"), ("", "01.12.2022")]
    )
    def test_a_paper_has_the_figures_of_its_day(self, tmp_path: Path, line: str, days: str) -> None:
        place(tmp_path, "valid/acceptance")
        (done,) = each(tmp_path, ["summary", *line.split(), "--lang", "de"], at=AT)
        assert f"Stand der Mittel am {days}" in done.out
        assert ("62.000,00" in done.out) is bool(line)


class TestTime:
    """`--as-of`, `--since` and `--year`."""

    @pytest.mark.parametrize("form", [["--format", "markdown"], ["--format", "html"], ["--json"]])
    def test_an_earlier_day_shows_nothing_that_came_later(
        self, tmp_path: Path, form: list[str]
    ) -> None:
        path = place(tmp_path, "valid/two-years")
        line = ["summary", "--as-of", "01.09.2022", "--since", "01.04.2022", *form]
        (seen,) = each(tmp_path, line)
        for later in ("Punktwolke", "48.750", "48750", "Befahrung Süd", "ZS 3", "61/0815"):
            assert later not in seen.out
        entries = path.read_text("utf-8").split("\n[[entry]]\n")
        path.write_text("\n[[entry]]\n".join(entries[:30]), "utf-8")
        (then,) = each(tmp_path, line)
        assert without_state(seen.out) == without_state(then.out)

    def test_a_period_begins_with_its_day_and_counts_by_recording(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")  # no. 23 is valued on 12 August, recorded on the 18th
        lines = [["summary", "--since", day, "--json"] for day in ("2022-08-18", "2022-08-19")]
        with_it, without = each(tmp_path, *lines, at=AT)
        assert [one["nr"] for one in with_it.json["paper"]["entries_since"]] == [23]
        assert without.json["paper"]["entries_since"] == []
        assert with_it.json["paper"]["since"] == "2022-08-18"
        (told,) = each(tmp_path, ["summary", "--since", "2022-08-19", "--lang", "de"], at=AT)
        assert "Seitdem wurde nichts gebucht." in told.out

    def test_without_a_paper_or_a_day_there_is_no_period(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")
        shown, data = each(tmp_path, ["summary", "--lang", "de"], ["summary", "--json"], at=AT)
        assert "Veränderungen" not in shown.out
        assert data.json["paper"]["since"] is None and data.json["paper"]["last_paper"] is None

    def test_a_draft_tells_what_came_since_the_last_public_paper(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (told,) = each(tmp_path, ["summary", "--json"])
        assert told.json["paper"]["last_paper"] == 51  # not the annex, no. 52
        assert [one["nr"] for one in told.json["paper"]["entries_since"]] == [53]

    def test_a_year_shows_its_own_entries(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        lines = [["vorlage", "--jahr", year, "--json"] for year in ("2022", "2023")]
        first, second = (one.json["paper"] for one in each(tmp_path, *lines))
        assert (first["year"], second["year"]) == (2022, 2023)
        assert {15, 29, 34} <= {one["nr"] for one in first["entries"]}
        assert {36, 41, 48, 53} <= {one["nr"] for one in second["entries"]}
        assert second["total"]["revised"] == "510000.00"


def without_state(text: str) -> str:
    """Return a paper without what is always of the whole file."""
    number = r"\"entries_recorded\": \d+|Buchungen:\*\* \d+|Buchungen</dt>\s*<dd>\d+"
    return re.sub(rf"[0-9a-f]{{64}}|{number}", "", text)


class TestFiles:
    def test_the_suffix_says_the_form(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        outputs = [word for name in FORMS for word in ("--ausgabe", name)]
        (done,) = each(tmp_path, ["vorlage", *outputs])
        assert done.code == 0, done.said
        assert done.err.splitlines() == [f"geschrieben: {name}" for name in FORMS]
        for name, begin in FORMS.items():
            assert Path(tmp_path, name).read_bytes().startswith(begin), name
        kept = files(tmp_path)
        assert kept["a.md"] == kept["b.markdown"] == kept["G.MD"]
        assert kept["c.html"] == kept["d.htm"]
        assert set(kept) == {*FORMS, str(LEDGER)}

    def test_the_form_can_be_named_where_the_suffix_says_none(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        begins = {"markdown": b"# Dig", "html": b"<!DOCTYPE", "docx": b"PK", "pdf": b"%PDF-"}
        lines = [["summary", "--format", form, "--output", f"paper-{form}"] for form in begins]
        assert [one.code for one in each(tmp_path, *lines)] == [0, 0, 0, 0]
        for form, begin in begins.items():
            assert Path(tmp_path, f"paper-{form}").read_bytes().startswith(begin)

    @pytest.mark.parametrize("form", ["markdown", "html"])
    def test_a_file_holds_what_the_terminal_would_show(self, tmp_path: Path, form: str) -> None:
        place(tmp_path, "valid/two-years")
        shown, written = each(
            tmp_path,
            ["summary", "--format", form],
            ["summary", "--format", form, "--output", "paper"],
        )
        assert (shown.code, written.code, written.out) == (0, 0, "")
        assert Path(tmp_path, "paper").read_bytes().decode() == shown.out

    def test_the_same_draft_is_the_same_bytes(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        names = ("a.md", "a.html", "a.docx", "a.pdf")
        again = [word for name in names for word in ("--output", name.replace("a.", "b."))]
        first = [word for name in names for word in ("--output", name)]
        for line, at in ((first, NOW), (again, "2023-05-11T19:30:00Z")):
            assert run(tmp_path, "summary", *line, at=at).code == 0
        kept = files(tmp_path)
        for name in names:
            assert kept[name] == kept[name.replace("a.", "b.")], name

    def test_an_existing_file_is_replaced_only_by_force_and_none_else_is_written(
        self, tmp_path: Path
    ) -> None:
        place(tmp_path, "valid/two-years")
        Path(tmp_path, "b.md").write_bytes(b"mine\r\n")
        before = files(tmp_path)
        both = ["vorlage", "--ausgabe", "a.md", "--ausgabe", "b.md"]
        refused, in_json = each(tmp_path, both, [*both, "--json"])
        assert refused.code == in_json.code == 1
        assert "b.md ist bereits vorhanden; mit --ersetzen" in refused.err
        assert in_json.json["error"]["code"] == "exists"
        assert files(tmp_path) == before
        (forced,) = each(tmp_path, [*both, "--ersetzen"])
        assert forced.code == 0
        kept = files(tmp_path)
        assert kept["a.md"] == kept["b.md"] != b"mine\r\n"
        assert set(kept) == {*before, "a.md"}

    @pytest.mark.parametrize(
        ("output", "code", "said"),
        [
            ("fehlt/v.md", 4, "den Ordner gibt es nicht"),
            ("v.md/x.md", 4, "den Ordner gibt es nicht"),
            ("ordner.md", 4, "keine gewöhnliche Datei"),
            ("data", 2, "bitte --format angeben"),
            ("", 2, "bitte --format angeben"),
            ("ins-leere.md", 4, "nicht geschrieben"),
            ("rohr.md", 4, "keine gewöhnliche Datei"),
            (f"{'n' * 300}.md", 4, "der Name ist zu lang"),
        ],
    )
    def test_where_nothing_can_be_written_nothing_is(
        self, tmp_path: Path, output: str, code: int, said: str
    ) -> None:
        place(tmp_path, "valid/two-years")
        Path(tmp_path, "v.md").write_text("mine", "utf-8")
        Path(tmp_path, "ordner.md").mkdir()
        Path(tmp_path, "ins-leere.md").symlink_to("nirgends/x.md")
        os.mkfifo(tmp_path / "rohr.md")
        before = files(tmp_path)
        lines = [["vorlage", "--ersetzen", "--ausgabe", "neu.md", "--ausgabe", output]]
        lines.append([*lines[0], "--ausfertigen", "--sitzung", "30.05.2023"])
        for result in each(tmp_path, *lines):
            assert result.code == code, result.said
            assert said in result.err
            assert "Traceback" not in result.err
        assert files(tmp_path) == before

    @pytest.mark.parametrize("suffix", ["", "~", ".lock"])
    @pytest.mark.parametrize("issue", [[], ["--ausfertigen", "--sitzung", "30.05.2023"]])
    def test_the_ledger_and_what_stands_beside_it_are_never_replaced(
        self, tmp_path: Path, suffix: str, issue: list[str]
    ) -> None:
        path = place(tmp_path, "valid/two-years")
        path.with_name("allocations.toml~").write_bytes(b"x")
        path.with_name("allocations.toml.lock").touch()
        Path(tmp_path, "verweis").symlink_to(f"{LEDGER}{suffix}")
        before = files(path.parent)
        end = ["--format", "markdown", "--ersetzen", *issue]
        names = (f"{LEDGER}{suffix}", str(tmp_path / f"{LEDGER}{suffix}"), "verweis")
        results = each(tmp_path, *(["vorlage", "--ausgabe", name, *end] for name in names))
        assert {result.code for result in results} == {1}
        for result in results:
            assert "wird nicht überschrieben" in result.err
        assert files(path.parent) == before
        assert b"#" not in path.with_name("allocations.toml.lock").read_bytes()

    def test_a_link_stays_a_link_and_leads_to_the_paper(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        Path(tmp_path, "papiere").mkdir()
        Path(tmp_path, "papiere", "v.md").write_text("alt", "utf-8")
        Path(tmp_path, "v.md").symlink_to("papiere/v.md")
        (done,) = each(tmp_path, ["vorlage", "--ausgabe", "v.md", "--ersetzen"])
        assert done.code == 0
        assert Path(tmp_path, "v.md").is_symlink()
        assert Path(tmp_path, "papiere", "v.md").read_bytes().startswith(b"# Dig")

    @pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX permissions")
    def test_a_folder_that_takes_no_new_file_is_4(self, tmp_path: Path) -> None:
        from tests.cli.test_exit_codes import run_unprivileged

        place(tmp_path, "valid/two-years")
        folder = Path(tmp_path, "fest")
        folder.mkdir(mode=0o555)
        before = files(tmp_path)
        for line in (["summary"], ["summary", "--issue", "--meeting", "30.12.2022"]):
            result = run_unprivileged(tmp_path, *line, "--output", "fest/v.md", "--json")
            assert result.code == 4, result.said
            assert result.json["error"]["code"] == "not_writable"
        assert files(tmp_path) == before

    @pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX")
    def test_a_full_disk_leaves_no_half_written_file(self, tmp_path: Path) -> None:
        import resource
        import signal

        place(tmp_path, "valid/two-years")
        Path(tmp_path, "alt.md").write_text("mine", "utf-8")
        before = files(tmp_path)

        def full() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

        line = ["summary", "--output", "alt.md", "--output", "neu.html", "--force"]
        done = subprocess.run(
            [*command_line(NOW), *line],
            cwd=tmp_path,
            env=environment(PYTHONDONTWRITEBYTECODE="1"),
            preexec_fn=full,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 4, done.stderr
        assert "Traceback" not in done.stderr
        assert files(tmp_path) == before
        assert {p.name for p in tmp_path.iterdir()} == {"data", "alt.md"}

    @pytest.mark.parametrize("form", ["docx", "pdf"])
    @pytest.mark.parametrize("missing", ["typst", "docx", "lxml"])
    def test_without_the_further_packages_it_says_how_to_get_them(
        self, tmp_path: Path, form: str, missing: str
    ) -> None:
        place(tmp_path, "valid/two-years")
        lacking = f"raise ModuleNotFoundError(name={missing!r})"
        Path(tmp_path, "without").mkdir()
        Path(tmp_path, "without", f"{missing}.py").write_text(lacking, "utf-8")
        path = os.pathsep.join([str(tmp_path / "without"), environment()["PYTHONPATH"]])
        before = {p.name for p in tmp_path.iterdir()}
        line = ["vorlage", "--ausgabe", "v.md", "--ausgabe", f"v.{form}"]
        done = run(tmp_path, *line, at=None, env=environment(PYTHONPATH=path))
        if form == "docx" or missing == "typst":  # its charts are drawn with it, too
            assert done.code == 2, done.said
            assert "pipx install --force" in done.err and "[papers]" in done.err
            assert {p.name for p in tmp_path.iterdir()} == before
        else:
            assert done.code == 0, done.said

    def test_a_dry_run_writes_no_draft_either(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        before = files(tmp_path)
        each(tmp_path, ["vorlage", "--probe", "--ausgabe", "v.md"])
        assert files(tmp_path) == before

    @pytest.mark.parametrize("more", [[], ["--nochmals", "51"]])
    def test_a_dry_run_to_a_file_answers_in_json(self, tmp_path: Path, more: list[str]) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["vorlage", *more, "--probe", "--ausgabe", "v.md", "--json"])
        assert done.code == 0
        assert done.out.startswith("{")

    @pytest.mark.parametrize("name", ["v.docx", "v.md", "v.htm", "v.PDF"])
    def test_a_name_of_another_form_is_refused(self, tmp_path: Path, name: str) -> None:
        place(tmp_path, "valid/two-years")
        form = "html" if name == "v.md" else "markdown"
        (done,) = each(tmp_path, ["vorlage", "--ausgabe", name, "--format", form])
        assert (done.code, done.out) == (2, "")
        assert f"der Dateiname {name} passt nicht zu --format {form}" in done.err
        assert not Path(tmp_path, name).exists()

    def test_a_missing_template_is_a_missing_file(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["vorlage", "--ausgabe", "v.docx", "--formatvorlage", "x.docx"])
        assert done.code == 2
        assert "die Formatvorlage x.docx gibt es nicht" in done.err


class TestJson:
    def test_a_paper(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        line = ["summary", "--json", "--meeting", "24.05.2023", "--number", "61/1000"]
        (done,) = each(tmp_path, line)
        answer = done.json
        assert (answer.pop("schema"), answer.pop("ok")) == (1, True)
        paper = answer.pop("paper")
        assert answer == {}
        status = run(tmp_path, "status", "--json", at=NOW).json
        for key in ("year", "as_of", "currency", "fingerprint"):
            assert paper[key] == status[key], key
        assert paper["entries_recorded"] == status["entries"] == 53
        assert (paper["meeting"], paper["number"]) == ("2023-05-24", "61/1000")
        assert (paper["public"], paper["issued"], paper["office"]) == (True, False, "ZS 3")
        for told, known in zip(
            [*paper["allocations"], paper["total"]],
            [*status["allocations"], status["total"]],
            strict=True,
        ):
            for figure in ("appropriation", "revised", "available", "utilisation", "paid"):
                assert told[figure] == known[figure], figure

    def test_files(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["summary", "--output", "b.md", "--output", "a.html", "--json"])
        answer = done.json
        kept = files(tmp_path)
        assert answer["files"] == {
            name: sha256(kept[name]).hexdigest() for name in ("b.md", "a.html")
        }
        assert list(answer["files"]) == ["b.md", "a.html"]
        assert (answer["schema"], answer["ok"], answer["output"]) == (1, True, "b.md")
        assert done.err == ""

    @pytest.mark.parametrize(
        ("line", "code", "error"),
        [
            ("--format odt", 2, "usage"),
            ("--format pdf", 2, "usage"),
            ("--output v", 2, "usage"),
            ("--as-of 12.05.2023", 2, "invalid_date"),
            ("--since bald", 2, "invalid_date"),
            ("--year 2030", 2, "year_not_open"),
            ("--reissue 1", 2, "unknown_entry"),
            ("--reissue 99", 2, "unknown_entry"),
            ("--issue", 2, "missing_field"),
            ("--output data/allocations.toml --format html --force", 1, "exists"),
        ],
    )
    def test_an_error_is_one_object(self, tmp_path: Path, line: str, code: int, error: str) -> None:
        place(tmp_path, "valid/two-years")
        before = files(tmp_path)
        (done,) = each(tmp_path, ["summary", "--json", *line.split()])
        assert done.code == code, done.said
        assert done.json["ok"] is False
        if error != "year_not_open":
            assert done.json["error"]["code"] == error
        assert files(tmp_path) == before


def test_every_option_answers_to_both_names(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    pairs = [
        ("--meeting 24.05.2023 --number 7 --since 01.03.2023 --as-of 11.05.2023 --year 2023",
         "--sitzung 24.05.2023 --nummer 7 --seit 01.03.2023 --stichtag 11.05.2023 --jahr 2023"),
        ("--non-public --format html", "--nicht-oeffentlich --format html"),
        ("--reissue 51", "--nochmals 51"),
        ("--issue --meeting 24.05.2023 --by mw --dry-run",
         "--ausfertigen --sitzung 24.05.2023 --erfasst-von mw --probe"),
        ("--output e.md --force", "--ausgabe e.md --ersetzen"),
    ]  # fmt: skip
    for english, german in pairs:
        one, other = each(
            tmp_path,
            ["summary", *english.split(), "--json", "--lang", "en"],
            ["vorlage", *german.split(), "--json", "--lang", "en"],
        )
        assert one.code == other.code == 0, one.said
        there = json.loads(one.out), json.loads(other.out)
        assert there[0] == there[1]


def test_a_template_of_the_countys_own_is_filled(tmp_path: Path) -> None:
    from docx import Document

    place(tmp_path, "valid/two-years")
    template = Document()
    for text in ("{{betreff}} / {{vorlage}} / {{sitzung}} / {{amt}}", "{{inhalt}}", "Ende"):
        template.add_paragraph(text)
    template.save(str(tmp_path / "kreis.docx"))
    line = ["vorlage", "--sitzung", "24.05.2023", "--nummer", "61/1", "--ausgabe", "v.docx"]
    (done,) = each(tmp_path, [*line, "--formatvorlage", "kreis.docx"])
    assert done.code == 0, done.said
    texts = [one.text for one in Document(str(tmp_path / "v.docx")).paragraphs]
    assert texts[0].endswith(" / 61/1 / 24.05.2023 / ZS 3")
    assert texts[-1] == "Ende"
    assert "Beschlussvorschlag" in texts
    assert not [text for text in texts if "{{" in text]
