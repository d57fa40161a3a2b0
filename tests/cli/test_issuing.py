"""Issuing a paper: what is recorded, what is written, what refuses, and what it proves later."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.corpus_ledgers import entry as entry_text
from tests.corpus_ledgers import sealed
from tests.program import (
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
ISSUE = ["vorlage", "--ausfertigen", "--sitzung", "24.05.2023", "--nummer", "61/1000"]
NAMES = ("v.md", "v.html", "v.docx", "v.pdf")
posix = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals, fork and signals")


def each(folder: Path, *lines: Iterable[str], at: str = NOW, lang: str = "de") -> list[Result]:
    env = environment("de_DE.UTF-8" if lang == "de" else "en_GB.UTF-8")
    return run_each(folder, lines, at=at, env=env)


def outputs(*names: str) -> list[str]:
    return [word for name in names for word in ("--ausgabe", name)]


def last_entry(folder: Path) -> Any:
    return run(folder, "entries", "--json", at=LATER).json["entries"][-1]


def clean(folder: Path) -> bool:
    return run(folder, "verify", at=LATER).code == 0


class TestRecorded:
    def test_the_entry_is_stored_exactly(self, tmp_path: Path) -> None:
        path = place(tmp_path, "valid/two-years")
        before = path.read_bytes()
        fingerprint = run(tmp_path, "status", "--json", at=NOW).json["fingerprint"]
        (done,) = each(tmp_path, [*ISSUE, *outputs(*NAMES), "--erfasst-von", "mw"])
        assert (done.code, done.out) == (0, ""), done.said
        kept = files(tmp_path)
        digests = [sha256(kept[name]).hexdigest() for name in NAMES]
        text = path.read_text("utf-8")
        assert text.startswith(before.decode())
        lines = text.removeprefix(before.decode()).splitlines()
        assert lines[:-1] == [
            "",
            "[[entry]]",
            "nr = 54",
            'kind = "paper"',
            "date = 2023-05-11",
            "recorded_at = 2023-05-11T08:00:00Z",
            'recorded_by = "mw"',
            "meeting = 2023-05-24",
            "as_of = 2023-05-11",
            f'fingerprint = "{fingerprint}"',
            'number = "61/1000"',
            "files = [",
            *(f'    "{digest}",' for digest in digests),
            "]",
        ]
        assert re.fullmatch('hash = "[0-9a-f]{64}"', lines[-1])
        assert path.with_name("allocations.toml~").read_bytes() == before
        assert set(kept) == {*NAMES, str(LEDGER), f"{LEDGER}~"}
        for name in ("v.md", "v.html"):
            assert fingerprint in kept[name].decode()
        assert clean(tmp_path)

    def test_it_says_what_it_did(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, [*ISSUE, *outputs("v.md")])
        assert done.err == (
            "gebucht: Nr. 54 Vorlage · 61/1000, Sitzung am 24.05.2023\n  geschrieben: v.md\n"
        )
        assert "stornieren" not in done.said

    def test_its_json(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, [*ISSUE, *outputs("b.md", "a.html"), "--json"])
        answer = done.json
        assert list(answer) == ["schema", "ok", "entry", "allocations", "warnings", "files"]
        assert (answer["ok"], answer["allocations"], answer["warnings"]) == (True, [], [])
        assert answer["entry"] == last_entry(tmp_path)
        kept = files(tmp_path)
        assert answer["files"] == {n: sha256(kept[n]).hexdigest() for n in ("b.md", "a.html")}
        assert answer["entry"]["files"] == list(answer["files"].values())
        assert done.err == ""

    def test_without_files_it_is_recorded_all_the_same(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["summary", "--issue", "--meeting", "2023-05-24", "--json"])
        assert done.code == 0
        assert {"files", "number", "public"}.isdisjoint(done.json["entry"])
        assert done.json["files"] == {}
        assert set(files(tmp_path)) == {str(LEDGER), f"{LEDGER}~"}
        assert clean(tmp_path)

    def test_the_paper_proves_which_state_it_tells(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        each(tmp_path, [*ISSUE, *outputs("v.md")], ["pay", "49"])
        printed = re.findall("[0-9a-f]{64}", Path(tmp_path, "v.md").read_text("utf-8"))
        (proof,) = each(tmp_path, ["pruefen", "--fingerabdruck", printed[0]])
        assert proof.code == 0
        assert "ist der Stand nach Nr. 53; seitdem 2 Buchungen" in proof.out
        assert "Buchungen:** 53" in Path(tmp_path, "v.md").read_text("utf-8")

    def test_an_annex_is_recorded_as_not_public(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, [*ISSUE, "--nicht-oeffentlich", *outputs("n.md"), "--json"])
        assert done.json["entry"]["public"] is False
        assert "K-4711" in Path(tmp_path, "n.md").read_text("utf-8")
        (listed,) = each(tmp_path, ["buchungen", "--art", "vorlage"])
        assert "nicht öffentlich" in " ".join(listed.out.split())
        assert clean(tmp_path)

    def test_a_ledger_of_windows_keeps_its_line_ends(self, tmp_path: Path) -> None:
        path = place(tmp_path, "valid/windows")
        before = path.read_bytes()
        line = ["summary", "--issue", "--meeting", "2022-12-24", *outputs("v.md", "v.html")]
        (done,) = each(tmp_path, line, at="2022-12-01T09:00:00Z")
        assert done.code == 0, done.said
        after = path.read_bytes()
        assert after.startswith(before)
        added = after.removeprefix(before)
        assert added.count(b"\n") == added.count(b"\r\n") > 10
        assert clean(tmp_path)

    def test_the_first_paper_may_tell_of_an_empty_ledger(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/shipped")
        fingerprint = run(tmp_path, "status", "--json").json["fingerprint"]
        line = ["summary", "--issue", "--meeting", "2022-12-24", "--json", *outputs("v.md")]
        first, second = each(tmp_path, line, [*line, "--force"], at="2022-12-01T09:00:00Z")
        assert first.json["entry"]["nr"] == 1
        assert first.json["entry"]["fingerprint"] == fingerprint
        assert second.json["entry"]["fingerprint"] == first.json["entry"]["hash"]
        assert clean(tmp_path)

    def test_the_cut_off_day_may_lie_in_the_past(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, [*ISSUE, "--stichtag", "31.12.2022", *outputs("v.md"), "--json"])
        entry = done.json["entry"]
        assert (entry["date"], entry["as_of"]) == ("2023-05-11", "2022-12-31")
        text = Path(tmp_path, "v.md").read_text("utf-8")
        assert "Stand der Mittel am 31.12.2022, Haushaltsjahr 2022, in Euro" in text
        assert entry["fingerprint"] in text
        assert clean(tmp_path)


class TestRefused:
    def test_a_dry_run_writes_nothing(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        before = files(tmp_path)
        line = [*ISSUE, *outputs(*NAMES), "--probe"]
        told, data = each(tmp_path, line, [*line, "--json"])
        assert told.code == data.code == 0
        assert "nur geprüft, nichts gebucht" in told.err and "geschrieben:" not in told.err
        assert data.json["dry_run"] is True
        assert "hash" not in data.json["entry"] and data.json["entry"]["nr"] == 54
        assert files(tmp_path) == before
        assert {path.name for path in tmp_path.iterdir()} == {"data"}
        (done,) = each(tmp_path, [*line[:-1], "--json"])  # and promises what would be written
        assert done.json["files"] == data.json["files"]

    @pytest.mark.parametrize(
        ("line", "code", "error"),
        [
            ("", 2, "missing_field"),
            ("--meeting bald", 2, "invalid_date"),
            ("--meeting 24.05.2023 --as-of 12.05.2023", 2, "invalid_date"),
            ("--meeting 24.05.2023 --since 01.05.2023", 2, "usage"),
            ("--meeting 24.05.2023 --year 2023", 2, "usage"),
            ("--meeting 24.05.2023 --reissue 51", 2, "usage"),
            ("--meeting 24.05.2023 --number VORLAGE", 2, "invalid_text"),
            ("--meeting 24.05.2023 --number \u202e", 2, "invalid_text"),
            ("--meeting 24.05.2023 --output alt.md", 1, "exists"),
            ("--meeting 24.05.2023 --output neu.md --output alt.md", 1, "exists"),
            ("--meeting 24.05.2023 --output v.xyz", 2, "usage"),
            ("--meeting 24.05.2023 --output v.docx --template x.docx", 2, "usage"),
        ],
    )
    def test_what_is_refused_touches_neither_ledger_nor_files(
        self, tmp_path: Path, line: str, code: int, error: str
    ) -> None:
        place(tmp_path, "valid/two-years")
        Path(tmp_path, "alt.md").write_bytes(b"mine")
        before = files(tmp_path)
        command = ["summary", "--issue", *line.split()]
        told, data = each(tmp_path, command, [*command, "--json"])
        assert told.code == data.code == code, told.said
        assert data.json["error"]["code"] == error
        assert "Traceback" not in told.said
        assert files(tmp_path) == before
        assert {path.name for path in tmp_path.iterdir()} == {"data", "alt.md"}

    def test_a_ledger_with_findings_issues_nothing(self, tmp_path: Path) -> None:
        path = place(tmp_path, "broken/rule-cut")
        before = files(tmp_path)
        line = [*ISSUE, *outputs("v.md")]
        ways: list[list[str]] = [[], ["--probe"], ["--ja"], ["--nicht-oeffentlich"]]
        done = each(tmp_path, *([*line, *way, *data] for way in ways for data in ([], ["--json"])))
        for told, data in zip(done[::2], done[1::2], strict=True):
            assert told.code == data.code == 1
            assert "möglich:   antragsbudget pruefen" in told.err
            assert data.json["error"]["code"] == "not_verified"
        assert files(tmp_path) == before
        assert not list(tmp_path.glob("v*")) and not path.with_name("allocations.toml~").exists()
        (draft,) = each(tmp_path, ["vorlage", *outputs("entwurf.md")])
        assert draft.code == 0

    def test_a_broken_chain_is_3(self, tmp_path: Path) -> None:
        place(tmp_path, "broken/paper-number")
        before = files(tmp_path)
        for line in (ISSUE, ["vorlage"], ["vorlage", "--nochmals", "47"]):
            (done,) = each(tmp_path, [*line, "--json"])
            assert (done.code, done.json["error"]["code"]) == (3, "ledger_invalid")
        assert files(tmp_path) == before

    @posix
    def test_a_ledger_that_must_not_be_written_leaves_no_paper(self, tmp_path: Path) -> None:
        from tests.cli.test_exit_codes import run_unprivileged

        path = place(tmp_path, "valid/two-years")
        line = ["summary", "--issue", "--meeting", "30.12.2022", *outputs("v.md"), "--json"]
        before = files(tmp_path)
        path.chmod(0o444)
        read_only = run_unprivileged(tmp_path, *line)
        path.chmod(0o644)
        path.parent.chmod(0o555)
        no_new_file = run_unprivileged(tmp_path, *line)
        path.parent.chmod(0o755)
        for result in (read_only, no_new_file):
            assert (result.code, result.json["error"]["code"]) == (4, "not_writable")
        assert files(tmp_path) == before
        assert {path.name for path in tmp_path.iterdir()} == {"data"}

    def test_force_replaces_on_issuing_too(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        Path(tmp_path, "alt.md").write_bytes(b"mine")
        (done,) = each(tmp_path, [*ISSUE, *outputs("alt.md"), "--ersetzen", "--json"])
        assert done.code == 0
        digest = sha256(Path(tmp_path, "alt.md").read_bytes()).hexdigest()
        assert last_entry(tmp_path)["files"] == [digest]

    def test_a_paper_is_not_reversed_and_nothing_draws_on_it(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        before = files(tmp_path)
        commands = [
            ["reverse", "51", "--reason", "x"],
            ["pay", "51"],
            ["settle", "51"],
            ["refund", "51", "1"],
            ["expense", "DCP", "1", "--commitment", "51", "--voucher", "x"],
        ]
        results = each(tmp_path, *([*command, "--json"] for command in commands))
        assert [one.code for one in results] == [1, 2, 2, 2, 2]
        assert results[0].json["error"]["code"] == "not_reversible"
        assert files(tmp_path) == before


class TestNotice:
    @pytest.mark.parametrize(
        ("meeting", "code", "said"),
        [
            ("2023-05-17", "", ""),
            ("2023-05-16", "short_notice", "in 5 Tagen;"),
            ("2023-05-13", "short_notice", "in 2 Tagen;"),
            ("2023-05-11", "short_notice", "ist heute;"),
            ("2023-05-10", "meeting_past", "ist schon vorbei"),
        ],
    )
    def test_fewer_than_six_days_are_told_and_no_error(
        self, tmp_path: Path, meeting: str, code: str, said: str
    ) -> None:
        place(tmp_path, "valid/two-years")
        line = ["summary", "--issue", "--meeting", meeting]
        dry, told, data = each(tmp_path, [*line, "--dry-run"], line, [*line, "--json"])
        assert dry.code == told.code == data.code == 0
        assert [one["code"] for one in data.json["warnings"]] == ([code] if code else [])
        assert ("Hinweis" in told.err) is ("Hinweis" in dry.err) is bool(code)
        assert said in told.err and said in dry.err

    def test_one_day_is_said_in_the_singular(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (told,) = each(tmp_path, ["summary", "--issue", "--meeting", "2023-05-12"])
        assert "ist morgen;" in told.err


@posix
class TestTerminal:
    @pytest.mark.parametrize("answer", [b"\n", b"j\n", b"yes\n"])
    def test_yes_issues_after_one_question(self, tmp_path: Path, answer: bytes) -> None:
        place(tmp_path, "valid/two-years")
        code, seen = conversation(tmp_path, [answer], *ISSUE, *outputs("v.md"))
        assert code == 0, seen
        preview, told = seen.split("Ausfertigen? [J/n]")
        assert "Nr. 54 Vorlage · 61/1000, Sitzung am 24.05.2023" in preview
        assert "gebucht: Nr. 54" in told and "geschrieben: v.md" in told
        digest = sha256(Path(tmp_path, "v.md").read_bytes()).hexdigest()
        assert last_entry(tmp_path)["files"] == [digest]

    @pytest.mark.parametrize(
        ("answer", "expected", "said"),
        [
            (b"n\n", 1, "nichts gebucht"),
            (b"vielleicht\nn\n", 1, "bitte mit ja oder nein antworten"),
            (b"\x04", 1, "nichts gebucht"),
            (b"\x03", 130, "abgebrochen, nichts gebucht"),
        ],
    )
    def test_anything_else_writes_nothing(
        self, tmp_path: Path, answer: bytes, expected: int, said: str
    ) -> None:
        place(tmp_path, "valid/two-years")
        before = files(tmp_path)
        code, seen = conversation(tmp_path, [answer], *ISSUE, *outputs(*NAMES))
        assert (code, said in seen) == (expected, True), seen
        assert "Traceback" not in seen
        assert files(tmp_path) == before
        assert {path.name for path in tmp_path.iterdir()} == {"data"}

    def test_where_nothing_could_come_of_it_nobody_is_asked(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        Path(tmp_path, "alt.md").write_bytes(b"mine")
        for more, expected in (
            (["--probe"], 0),
            (["--json"], 0),
            (["--ja"], 0),
            (outputs("alt.md"), 1),
            (["--seit", "01.01.2023"], 2),
        ):
            code, seen = conversation(tmp_path, [], *ISSUE, *more)
            assert (code, "Ausfertigen?" in seen) == (expected, False), seen
        code, seen = conversation(tmp_path, [], "vorlage", "--ausfertigen")
        assert (code, "Ausfertigen?" in seen) == (2, False)

    def test_who_records_in_between_is_in_the_paper_and_one_is_asked_again(
        self, tmp_path: Path
    ) -> None:
        place(tmp_path, "valid/two-years")

        def another() -> bytes:
            assert run(tmp_path, "pay", "49", at=NOW).code == 0
            return b"j\n"

        code, seen = conversation(tmp_path, [another, b"j\n"], *ISSUE, *outputs("v.md"))
        assert code == 0, seen
        assert seen.count("Ausfertigen?") == 2
        assert "Nr. 54 Vorlage" in seen and "gebucht: Nr. 55 Vorlage" in seen
        *_, payment, paper = run(tmp_path, "entries", "--json", at=LATER).json["entries"]
        assert (payment["kind"], paper["fingerprint"]) == ("payment", payment["hash"])
        text = Path(tmp_path, "v.md").read_text("utf-8")
        assert paper["fingerprint"] in text and "Buchungen:** 54" in text
        assert clean(tmp_path)

    def test_a_no_to_the_second_question_writes_nothing(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")

        def another() -> bytes:
            run(tmp_path, "pay", "49", at=NOW)
            return b"j\n"

        code, seen = conversation(tmp_path, [another, b"n\n"], *ISSUE, *outputs("v.md"))
        assert (code, "nichts gebucht" in seen) == (1, True)
        assert not Path(tmp_path, "v.md").exists()
        assert last_entry(tmp_path)["kind"] == "payment"

    def test_an_output_that_appears_while_one_thinks_is_not_replaced(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")

        def another() -> bytes:
            Path(tmp_path, "v.md").write_bytes(b"mine")
            return b"j\n"

        code, seen = conversation(tmp_path, [another], *ISSUE, *outputs("u.md", "v.md"))
        assert (code, "bereits vorhanden" in seen) == (1, True), seen
        assert Path(tmp_path, "v.md").read_bytes() == b"mine"
        assert not Path(tmp_path, "u.md").exists()
        assert last_entry(tmp_path)["nr"] == 53


def conversation(
    folder: Path, replies: Sequence[bytes | Callable[[], bytes]], *arguments: str
) -> tuple[int, str]:
    """Run a command at a pseudo-terminal, answer its questions in turn, return code and text."""
    import pty

    from tests.cli.test_terminal import control, read

    master, slave = pty.openpty()
    running = subprocess.Popen(
        [*command_line(NOW), *arguments],
        cwd=folder,
        env=environment(TERM="xterm"),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=control,  # noqa: PLW1509  # a test process starts no threads
    )
    os.close(slave)
    seen, left = b"", list(replies)
    try:
        while chunk := read(master):
            seen += chunk
            if left and seen.rstrip().endswith(b"[J/n]"):
                reply = left.pop(0)
                os.write(master, reply if isinstance(reply, bytes) else reply())
    finally:
        os.close(master)
    return running.wait(60), seen.decode().replace("\r\n", "\n")


class TestTogether:
    def test_many_who_issue_and_book_at_once(self, tmp_path: Path) -> None:
        """Every paper fixes the state just before it, whoever came in between."""
        place(tmp_path, "valid/two-years")
        running = [
            subprocess.Popen(
                [*command_line(NOW), *line],
                cwd=tmp_path,
                env=environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
            for n in range(4)
            for line in (
                [*ISSUE, *outputs(f"v{n}.md")],
                ["reserve", "DZ", "10", "--purpose", f"x{n}"],
            )
        ]
        for process in running:
            _, err = process.communicate(timeout=60)
            assert process.returncode == 0, err
        entries = run(tmp_path, "entries", "--json", at=LATER).json["entries"]
        assert len(entries) == 61
        papers = [one for one in entries[53:] if one["kind"] == "paper"]
        assert len(papers) == 4
        for paper in papers:
            assert paper["fingerprint"] == entries[paper["nr"] - 2]["hash"]
        written = {sha256(path.read_bytes()).hexdigest() for path in tmp_path.glob("v?.md")}
        assert written == {digest for paper in papers for digest in paper["files"]}
        assert clean(tmp_path)

    def test_of_two_who_want_one_file_one_gets_it(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        running = [
            subprocess.Popen(
                [*command_line(NOW), *ISSUE, *outputs("v.md")],
                cwd=tmp_path,
                env=environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for _ in range(3)
        ]
        for process in running:
            process.communicate(timeout=60)
        assert sorted(process.returncode for process in running) == [0, 1, 1]
        digest = sha256(Path(tmp_path, "v.md").read_bytes()).hexdigest()
        assert (last_entry(tmp_path)["nr"], last_entry(tmp_path)["files"]) == (54, [digest])

    @pytest.mark.parametrize("second", ["ordner/../v.md", "verweis.md", "{}/v.md"])
    def test_one_file_under_two_names_is_written_or_refused_whole(
        self, tmp_path: Path, second: str
    ) -> None:
        place(tmp_path, "valid/two-years")
        Path(tmp_path, "ordner").mkdir()
        Path(tmp_path, "v.md").write_bytes(b"mine")
        Path(tmp_path, "verweis.md").symlink_to("v.md")
        before = files(tmp_path)
        line = [*ISSUE, *outputs("v.md", second.format(tmp_path)), "--ersetzen"]
        (done,) = each(tmp_path, line)
        assert (done.code == 0) is (files(tmp_path) != before)


# Runs one command, and before each of its lines that writes looks at what a kill would leave.
CRASHES = """
import json, os, sys
from datetime import datetime
from pathlib import Path
import antragsbudget.cli.clock as clock
from antragsbudget.cli.main import main
moment = datetime.fromisoformat("2023-05-11T08:00:00Z")
clock.today, clock.moment, clock.user = moment.date, lambda: moment, lambda: "kb"
names = ("data/allocations.toml", "data/allocations.toml~", "v.md", "v.html")
found, killed_in = [], sys.argv.pop(1)

def trace(frame, event, argument):
    if not frame.f_code.co_filename.endswith(("store.py", "outputs.py", "pipeline.py")):
        return None
    if event == "line":
        if frame.f_code.co_name == killed_in:
            os._exit(9)
        now = [p.read_text("utf-8") if (p := Path(name)).is_file() else None for name in names]
        if not found or found[-1] != now:
            found.append(now)
    return trace

sys.settrace(trace)
code = main()
sys.settrace(None)
print(json.dumps([code, found]), file=sys.__stdout__)
"""


def killed(folder: Path, where: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that is killed as soon as it is in the function *where*."""
    return subprocess.run(
        [sys.executable, "-c", CRASHES, where, *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@posix
class TestCrash:
    def test_whenever_it_is_killed_ledger_and_files_are_the_old_or_the_new(
        self, tmp_path: Path
    ) -> None:
        path = place(tmp_path, "valid/two-years")
        old = path.read_text("utf-8")
        Path(tmp_path, "v.md").write_text("mine", "utf-8")
        line = [*ISSUE, *outputs("v.md", "v.html"), "--ersetzen"]
        done = killed(tmp_path, "nowhere", *line)
        assert done.returncode == 0, done.stderr
        code, found = json.loads(done.stdout)
        new = path.read_text("utf-8")
        md, html = (Path(tmp_path, name).read_text("utf-8") for name in ("v.md", "v.html"))
        assert code == 0
        # The files follow the ledger: there is never a paper that is not recorded.
        assert found == [
            [old, None, "mine", None],
            [old, old, "mine", None],
            [new, old, "mine", None],
            [new, old, md, None],
            [new, old, md, html],
        ]

    @pytest.mark.parametrize(
        ("where", "recorded"), [("_append", False), ("replace", False), ("_place", True)]
    )
    def test_after_a_kill_the_next_one_goes_on(
        self, tmp_path: Path, where: str, recorded: bool
    ) -> None:
        path = place(tmp_path, "valid/two-years")
        old = path.read_bytes()
        done = killed(tmp_path, where, *ISSUE, *outputs("v.md"))
        assert done.returncode == 9, done.stderr
        assert (path.read_bytes() != old) is recorded
        assert not Path(tmp_path, "v.md").exists()
        assert clean(tmp_path)
        (again,) = each(tmp_path, [*ISSUE, *outputs("v.md"), "--json"])
        assert again.code == 0, again.said
        assert again.json["entry"]["nr"] == (55 if recorded else 54)
        assert clean(tmp_path)

    @pytest.mark.parametrize(
        "taken",
        [
            'os.makedirs("v.md", exist_ok=True)',
            'Path("v.md").touch()',
            'os.symlink("w.md", "v.md")',
        ],
    )
    def test_a_file_that_does_not_get_its_name_is_told_with_the_way_out(
        self, tmp_path: Path, taken: str
    ) -> None:
        """The paper is recorded by then; something has taken the name in the last instant."""
        place(tmp_path, "valid/two-years")
        taken = f'os.path.lexists("v.md") or {taken}'
        script = CRASHES.replace("os._exit(9)", taken)
        done = subprocess.run(
            [sys.executable, "-c", script, "_place", *ISSUE, *outputs("v.md", "v.html")],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert json.loads(done.stdout)[0] == 4
        words = " ".join(done.stderr.split())
        assert "die Vorlage ist als Nr.\xa054 verzeichnet" in done.stderr, done.stderr
        assert "(der Name ist schon vergeben)" in words
        assert "antragsbudget vorlage --nochmals 54 --ausgabe v-54.md" in words
        assert "Traceback" not in done.stderr and clean(tmp_path)
        assert {path.name for path in tmp_path.iterdir()} == {"data", "v.html", "v.md"}
        (way,) = each(tmp_path, ["vorlage", "--nochmals", "54", *outputs("v-54.md")])
        assert "bytegleich" in way.err

    def test_what_a_crash_left_unwritten_is_written_again(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, [*ISSUE, *outputs("v.md")])
        assert done.code == 0
        issued = Path(tmp_path, "v.md").read_bytes()
        Path(tmp_path, "v.md").unlink()
        (again,) = each(tmp_path, ["vorlage", "--nochmals", "54", *outputs("v.md")], at=LATER)
        assert "bytegleich" in again.err
        assert Path(tmp_path, "v.md").read_bytes() == issued


SINCE_THEN = [
    ["pay", "49"],
    ["set", "committee", "Kreisausschuss", "--decision", "x"],
    ["set", "office", "Amt 10", "--decision", "x"],
    ["set", "adopted", "700.000 bewilligt", "--decision", "x"],
    ["transfer", "DZ", "DCP", "100", "--decision", "x"],
    ["commit", "DZ", "50", "--payee", "a", "--purpose", "b", "--date", "02.05.2023"],
    ["consent", "DZ", "Kaarst", "--answer", "given", "--reference", "x", "--date", "02.05.2023"],
    ["measure", "befahrung-nord", "--status", "running", "--result", "doch nicht fertig"],
    ["measure", "befahrung-sued", "--title", "Neuer Titel", "--non-public", "--public-text", "x"],
    ["measure", "neu", "--title", "Neue Maßnahme", "--status", "completed"],
    ["block", "DZ", "10", "--reason", "x"],
    ["close-year", "2023", "--carry", "DZ=all"],
]


class TestReissue:
    @pytest.mark.parametrize("lang", ["de", "en"])
    @pytest.mark.parametrize("more", [[], ["--non-public"], ["--as-of", "31.12.2022"]])
    def test_the_same_bytes_whatever_was_recorded_since(
        self, tmp_path: Path, lang: str, more: list[str]
    ) -> None:
        place(tmp_path, "valid/two-years")
        issue = ["summary", "--issue", "--meeting", "24.05.2023", "--number", "61/1000", *more]
        (done,) = each(tmp_path, [*issue, *outputs(*NAMES)], lang=lang)
        assert done.code == 0, done.said
        since = each(
            tmp_path, *SINCE_THEN, [*issue, *outputs("next.md")], at="2024-01-12T08:00:00Z"
        )
        assert {one.code for one in since} == {0}, [one.said for one in since]
        again = [f"w{Path(name).suffix}" for name in NAMES]
        line = ["summary", "--reissue", "54", *outputs(*again)]
        (told,) = each(tmp_path, line, at="2025-02-02T08:00:00Z", lang=lang)
        assert told.code == 0, told.said
        kept = files(tmp_path)
        for first, second in zip(NAMES, again, strict=True):
            assert kept[first] == kept[second], first
        same = "bytegleich" if lang == "de" else "the same bytes as the file that was issued"
        assert told.err.count(same) == 4
        assert clean(tmp_path)

    def test_in_the_other_language_and_as_another_form_it_is_another_file(
        self, tmp_path: Path
    ) -> None:
        place(tmp_path, "valid/two-years")
        each(tmp_path, [*ISSUE, *outputs("v.md")])
        line = ["vorlage", "--nochmals", "54"]
        (html,) = each(tmp_path, [*line, *outputs("w.html")])
        (english,) = each(tmp_path, [*line, *outputs("e.md")], lang="en")
        (german,) = each(tmp_path, [*line, *outputs("w.md")])
        assert "ausgefertigt wurde eine andere Datei" in html.err
        assert "another file was issued" in english.err
        assert "bytegleich" in german.err
        assert "Proposed resolution" in Path(tmp_path, "e.md").read_text("utf-8")

    def test_it_is_shown_and_told_as_data_as_it_was(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        forms = [[], ["--format", "markdown"], ["--format", "html"], ["--json"]]
        lines = [
            ["vorlage", "--nochmals", number, *form] for number in ("47", "51") for form in forms
        ]
        first = [one.out for one in each(tmp_path, *lines)]
        each(tmp_path, *SINCE_THEN, at="2024-01-12T08:00:00Z")
        again = each(tmp_path, *lines, at="2024-01-13T08:00:00Z")
        assert [one.out for one in again] == first
        told = again[-1].json["paper"]
        assert (told["issued"], told["meeting"], told["as_of"]) == (
            True,
            "2023-05-08",
            "2023-05-03",
        )
        assert (told["last_paper"], told["late"]) == (47, [48])
        assert told["entries_recorded"] == 50

    def test_it_writes_nothing_into_the_ledger(self, tmp_path: Path) -> None:
        path = place(tmp_path, "valid/two-years")
        before = path.read_bytes()
        (done,) = each(tmp_path, ["vorlage", "--nochmals", "51", *outputs("w.md")])
        assert done.code == 0
        assert path.read_bytes() == before and not path.with_name("allocations.toml~").exists()

    def test_an_existing_file_is_replaced_only_by_force(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        Path(tmp_path, "w.md").write_bytes(b"mine")
        line = ["vorlage", "--nochmals", "51", *outputs("w.md")]
        refused, forced = each(tmp_path, line, [*line, "--ersetzen"])
        assert (refused.code, forced.code) == (1, 0)

    @pytest.mark.parametrize("number", ["1", "46", "53", "99", "0", "x", "-1", "", "51.0"])
    def test_only_a_paper_is_issued_again(self, tmp_path: Path, number: str) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["vorlage", f"--nochmals={number}", *outputs("w.md")])
        assert (done.code, done.out) == (2, "")
        assert "Traceback" not in done.err
        assert not Path(tmp_path, "w.md").exists()

    def test_its_json_says_what_was_written(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["vorlage", "--nochmals", "51", *outputs("w.md"), "--json"])
        digest = sha256(Path(tmp_path, "w.md").read_bytes()).hexdigest()
        assert done.json["files"] == {"w.md": digest}

    @pytest.mark.parametrize(
        "more",
        [
            "--seit 01.01.2023",
            "--stichtag 01.01.2023",
            "--sitzung 24.05.2023",
            "--nummer 7",
            "--nicht-oeffentlich",
        ],
    )
    def test_what_would_change_an_issued_paper_is_refused(self, tmp_path: Path, more: str) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["vorlage", "--nochmals", "51", *more.split()])
        assert (done.code, done.out) == (2, "")
        assert f"{more.split(maxsplit=1)[0]} passt nicht zu --nochmals" in done.err

    def test_a_dry_run_writes_none_again(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["vorlage", "--nochmals", "51", *outputs("w.md"), "--probe"])
        assert done.code == 0
        assert not Path(tmp_path, "w.md").exists()

    @pytest.mark.parametrize(("option", "lang"), [("--nochmals", "de_DE"), ("--reissue", "en_GB")])
    def test_completion_offers_the_papers_the_latest_first(
        self, tmp_path: Path, option: str, lang: str
    ) -> None:
        from tests.cli.test_languages import completed

        place(tmp_path, "valid/two-years")
        command = "vorlage" if lang == "de_DE" else "summary"
        offered = completed(tmp_path, f"{command} {option}", "", f"{lang}.UTF-8")
        assert list(offered) == ["52", "51", "47"]
        assert "61/0815" in offered["47"]
        assert option in completed(tmp_path, command, "--", f"{lang}.UTF-8")
        place(tmp_path, "valid/in-use")
        assert completed(tmp_path, f"{command} {option}", "", f"{lang}.UTF-8") == {}

    def test_completion_narrows_down_to_what_was_typed(self, tmp_path: Path) -> None:
        from tests.cli.test_languages import completed

        place(tmp_path, "valid/two-years")
        assert list(completed(tmp_path, "vorlage --nochmals", "4")) == ["47"]


BETWEEN = [
    ["2023-05-12T08:00:00Z", "commit", "DZ", "100", "--payee", "a", "--purpose", "neu"],
    ["2023-05-12T08:00:00Z", "commit", "DZ", "200", "--payee", "a", "--purpose", "spät",
     "--date", "02.05.2023"],
    ["2023-05-12T08:00:00Z", "reserve", "DZ", "300", "--purpose", "am Stichtag",
     "--date", "11.05.2023"],
    ["2023-05-12T08:00:00Z", "pay", "49", "--date", "15.04.2023"],
    ["2023-05-12T08:00:00Z", "reserve", "DZ", "400", "--purpose", "geheim", "--non-public"],
    ["2023-05-15T08:00:00Z", "settle", "56"],
]  # fmt: skip


class TestTwoInARow:
    """'Since the last paper' counts by recording, so that nothing falls between two papers."""

    def second(self, folder: Path, *more: str) -> Any:
        place(folder, "valid/two-years")
        first, *others = run_each(folder, [ISSUE, *BETWEEN], at=NOW)
        assert first.code == 0 and {one.code for one in others} <= {0}, [o.said for o in others]
        line = ["vorlage", "--ausfertigen", "--sitzung", "30.06.2023"]
        (issued,) = each(folder, line, at="2023-06-01T08:00:00Z")
        assert issued.code == 0
        (again,) = each(folder, ["vorlage", "--nochmals", "61", *more], at="2023-06-01T08:00:00Z")
        return again

    def test_nothing_falls_between_and_late_entries_are_named(self, tmp_path: Path) -> None:
        told = self.second(tmp_path, "--json").json["paper"]
        assert told["last_paper"] == 54
        assert [one["nr"] for one in told["entries_since"]] == [55, 56, 57, 58, 60]
        assert told["late"] == [56, 57, 58]
        assert clean(tmp_path)

    def test_its_words(self, tmp_path: Path) -> None:
        text = " ".join(self.second(tmp_path, "--format", "markdown").out.split())
        assert "Die letzte Vorlage 61/1000 zur Sitzung am 24.05.2023" in text
        assert "Seitdem sind 6 Buchungen hinzugekommen, davon 1 nicht öffentlich" in text
        assert "nachträglich erfasst: 3" in text
        assert "geheim" not in text
        late = text.split("Nachträglich erfasst")[1].split("## ")[0]
        assert re.findall(r"\| (\d+) \| \d\d\.", late) == ["56", "57", "58"]

    def test_what_was_recorded_after_the_cut_off_day_comes_with_the_next(
        self, tmp_path: Path
    ) -> None:
        """An entry known when a paper was issued, yet valued after its cut-off day."""
        place(tmp_path, "valid/two-years")
        early = ["2023-05-11T08:00:00Z", *ISSUE, "--stichtag", "30.04.2023"]
        next_one = ["2023-06-01T08:00:00Z", "vorlage", "--json"]
        done = run_each(tmp_path, [early, next_one])
        assert [one.code for one in done] == [0, 0]
        assert [one["nr"] for one in done[1].json["paper"]["entries_since"]] == [53]
        assert done[1].json["paper"]["late"] == []

    def test_every_public_entry_is_told_by_one_paper_or_another(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        days = ["2022-05-01", "2022-04-15", "2022-09-01", "2022-08-01", "2023-02-01", "2023-05-11"]
        line = ["vorlage", "--ausfertigen", "--sitzung", "24.05.2023", "--stichtag"]
        assert {one.code for one in each(tmp_path, *([*line, day] for day in days))} == {0}
        numbers = range(54, 54 + len(days))
        papers = each(tmp_path, *(["vorlage", "--nochmals", str(nr), "--json"] for nr in numbers))
        told = {row["nr"] for one in papers for row in one.json["paper"]["entries_since"]}
        entries = run(tmp_path, "entries", "--json", at=LATER).json["entries"]
        hidden = {5, 23, 31, 32, 33, 39, 46}
        issued = {one["nr"] for one in entries if one["kind"] == "paper"}
        # The first of them tells since no. 51, which had told all up to 3 May 2023.
        assert told >= {53} and told.isdisjoint(hidden | issued)
        known = {one["nr"] for one in entries if one["nr"] < 51 and one["date"] <= "2023-05-03"}
        assert told | known | hidden | issued == {one["nr"] for one in entries}

    def test_every_new_public_entry_stands_in_the_paper(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        pay = ["2023-05-12T08:00:00Z", "pay", "20", "--date", "12.05.2023"]
        path = tmp_path / LEDGER
        text = path.read_text("utf-8").split("\n[[entry]]\n")
        path.write_text("\n[[entry]]\n".join(text[:48]), "utf-8")  # before no. 20 was paid
        done = run_each(
            tmp_path, [pay, ["2023-05-13T08:00:00Z", "vorlage", "--format", "markdown"]]
        )
        assert "Seitdem sind" in done[1].out
        assert "| 48 | 12.05.2023 |" in done[1].out

    def test_after_a_year_end_it_says_what_it_compares_with(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        of_first, of_second = each(
            tmp_path,
            ["vorlage", "--nochmals", "51", "--format", "markdown"],
            ["vorlage", "--format", "markdown"],
        )
        said = "verglichen wird deshalb mit dem Beginn des Haushaltsjahres 2023."
        assert f"Damals war 2022 das offene Haushaltsjahr; {said}" in of_first.out
        assert "| insgesamt | 0,00 |" in of_first.out
        assert "Damals war" not in of_second.out

    def test_a_paper_of_an_earlier_year_tells_what_is_new_of_that_year(
        self, tmp_path: Path
    ) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["vorlage", "--jahr", "2022", "--format", "markdown"])
        assert "Seitdem wurde nichts gebucht." in done.out
        since = ["vorlage", "--jahr", "2022", "--seit", "01.01.2023", "--json"]
        (done,) = each(tmp_path, since)
        assert [one["nr"] for one in done.json["paper"]["entries_since"]] == [36, 37, 38]
        assert "mit dem Beginn des Haushaltsjahres 2022" not in done.out


class TestStatus:
    @pytest.mark.parametrize(
        ("lang", "counted", "head"),
        [
            (
                "de",
                ["0 Buchungen", "1 Buchung", "2 Buchungen"],
                "Letzte Vorlage: 61/1000, Sitzung am 24.05.2023, seitdem {}",
            ),
            (
                "en",
                ["0 entries", "1 entry", "2 entries"],
                "Last paper: 61/1000, meeting of 2023-05-24, {} since",
            ),
        ],
    )
    def test_it_ends_with_the_last_paper(
        self, tmp_path: Path, lang: str, counted: list[str], head: str
    ) -> None:
        place(tmp_path, "valid/two-years")
        book = ["reserve", "DZ", "1", "--purpose", "x"]
        done = each(tmp_path, ISSUE, ["status"], book, ["status"], book, ["status"], lang=lang)
        for shown, number in zip(done[1::2], counted, strict=True):
            assert shown.out.splitlines()[-1] == head.format(number)

    def test_without_a_paper_it_does_not_mention_one(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/in-use")
        (done,) = each(tmp_path, ["stand"])
        assert "Vorlage" not in done.out

    def test_an_annex_is_not_the_last_paper(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        (done,) = each(tmp_path, ["stand"])
        assert "Letzte Vorlage: 61/0921, Sitzung am 08.05.2023" in done.out

    def test_a_day_before_the_first_paper_knows_none(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        none, first = each(
            tmp_path,
            ["stand", "--stichtag", "07.03.2023"],
            ["stand", "--stichtag", "08.03.2023"],
        )
        assert "Letzte Vorlage" not in none.out
        assert "Letzte Vorlage: 61/0815" in first.out

    def test_show_lists_the_hashes_of_the_files(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/with-files")
        (done,) = each(tmp_path, ["zeigen", "47"])
        assert done.code == 0
        assert "['" not in done.out


class TestVerify:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('number = "61/0815"', 'number = "61/0816"'),
            ("meeting = 2023-03-14", "meeting = 2023-03-15"),
            ("as_of = 2022-12-31", "as_of = 2022-12-30"),
            ('fingerprint = "c', 'fingerprint = "d'),
            ('"' + "0" * 64 + '"', '"' + "0" * 63 + '1"'),
            ('kind = "paper"', 'kind = "paper"\npublic = false'),
        ],
    )
    def test_a_changed_paper_breaks_the_chain(self, tmp_path: Path, old: str, new: str) -> None:
        path = place(tmp_path, "valid/with-files")
        text = path.read_text("utf-8")
        table = entry_text(text, 47)
        if old not in table:  # the fingerprint of this ledger begins otherwise
            digit = table.split('fingerprint = "')[1][0]
            old, new = f'fingerprint = "{digit}', f'fingerprint = "{"0" if digit != "0" else "1"}'
        path.write_text(text.replace(table, table.replace(old, new, 1)), "utf-8")
        (done,) = each(tmp_path, ["verify", "--json"])
        assert done.code == 1
        assert ("chain", 47) in {(one["code"], one["entry"]) for one in done.json["findings"]} or (
            done.json["findings"][0]["entry"] == 47
        )

    def test_a_forged_fingerprint_in_a_sealed_chain_is_found(self, tmp_path: Path) -> None:
        path = place(tmp_path, "broken/rule-paper-fingerprint")
        told, data, later = each(
            tmp_path, ["pruefen"], ["verify", "--json"], ["vorlage", "--nochmals", "47"]
        )
        assert (told.code, data.code) == (1, 1)
        assert "die Vorlage nennt den Fingerabdruck" in told.out
        (finding,) = data.json["findings"]
        assert (finding["entry"], finding["code"]) == (47, "usage")
        assert finding["line"] == path.read_text("utf-8").split("nr = 47\n")[0].count("\n")
        assert later.code == 0

    def test_an_entry_removed_before_a_paper_is_found_although_all_is_sealed(
        self, tmp_path: Path
    ) -> None:
        """The hashes are computed anew, but the paper still names the state that it had seen."""
        path = place(tmp_path, "valid/two-years")
        text = path.read_text("utf-8")
        named = re.findall('fingerprint = "([0-9a-f]{64})"', entry_text(text, 51))[0]
        changed = sealed(text.replace('voucher = "GR-2023-9"', 'voucher = "GR-2023-8"'))
        table = entry_text(changed, 51)
        other = re.findall('fingerprint = "([0-9a-f]{64})"', table)[0]
        assert other != named
        path.write_text(sealed(changed.replace(table, table.replace(other, named))), "utf-8")
        (done,) = each(tmp_path, ["verify", "--json"])
        assert done.code == 1
        assert {one["entry"] for one in done.json["findings"]} == {51}

    @pytest.mark.parametrize("wrong", ['["abc"]', "[]", '["{}", "x"]', '["{}Z"]'])
    def test_files_that_are_no_hashes_are_a_finding(self, tmp_path: Path, wrong: str) -> None:
        path = place(tmp_path, "valid/two-years")
        text = path.read_text("utf-8")
        table, number = entry_text(text, 47), 'number = "61/0815"\n'
        forged = table.replace(number, f"{number}files = {wrong.format('0' * 63)}\n")
        path.write_text(sealed(text.replace(table, forged)), "utf-8")
        told, data = each(tmp_path, ["verify"], ["verify", "--json"])
        assert (told.code, data.code) == (1, 1)
        assert {one["entry"] for one in data.json["findings"]} == {47}


class TestPublic:
    def test_what_is_marked_today_is_hidden_in_a_draft_of_yesterday(self, tmp_path: Path) -> None:
        place(tmp_path, "valid/two-years")
        mark = ["measure", "befahrung-sued", "--non-public", "--public-text", "Vermessung"]
        (marked,) = each(tmp_path, mark)
        assert marked.code == 0
        today, yesterday = each(
            tmp_path,
            ["vorlage", "--format", "markdown"],
            ["vorlage", "--format", "markdown", "--stichtag", "10.05.2023"],
        )
        assert "Zweite Befahrung" not in today.out
        assert "Zweite Befahrung" not in yesterday.out
