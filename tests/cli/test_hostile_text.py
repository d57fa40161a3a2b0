"""Texts that would like to be obeyed: refused or shown as they are, never interpreted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.corpus_ledgers import ledger_bytes, sealed
from tests.program import AT, command_line, environment, files, place, run_each

LITERAL = ("[/red]", "[red]rot[/]", "[link=x]", ":smile:", "{0}", "%s", "$(id)", "\\", "'\"", "-5")
REFUSED = (
    "\x1b[31mrot",
    "\x1b]0;titel\x07",
    "zwei\nZeilen",
    "Tab\tund\rZurück",
    "links \u202e rechts",
    "\u200bnichts",
    "x" * 10_000,
    "\x7f",
    "\x85",
    "\u2028",
    "\ud800",
    "a\ufffeb",
    "a\u3164b",
)


def test_markup_and_templates_are_shown_letter_by_letter(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    lines = [["commit", "DCP", "1", f"--payee={text}", f"--purpose={text}"] for text in LITERAL]
    written = run_each(tmp_path, lines)
    assert {result.code for result in written} == {0}
    for text, result in zip(LITERAL, written, strict=True):
        assert f"{text} · {text}" in result.err
    listed, *shown = run_each(
        tmp_path,
        [["entries"], *(["show", str(nr)] for nr in range(1, len(LITERAL) + 1))],
        env=environment(COLUMNS="200", FORCE_COLOR="1", TERM="xterm-256color"),
    )
    for text, result in zip(LITERAL, shown, strict=True):
        assert f"{text} · {text}" in listed.out
        assert text in result.out


def test_what_could_steer_a_terminal_is_refused_and_never_printed(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    options = ["--payee", "--purpose", "--reference", "--note", "--by", "--order-number"]
    lines = [
        ["commit", "DCP", "1", "--payee", "A", "--purpose", "B", f"{option}={text}"]
        for option in options
        for text in REFUSED
    ]
    for line, result in zip(lines, run_each(tmp_path, lines), strict=True):
        assert result.code == 2, (line, result.said)
        assert harmless(result.said), line
    assert files(tmp_path) == before


MEASURE_FIELDS = ("title", "result", "next-step", "funding", "public-text")


def test_what_is_said_of_a_measure_is_shown_letter_by_letter(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    line = ["measure", "M1", "--target-date", "31.12.2022"]
    lines = [[*line, *(f"--{field}={text}" for field in MEASURE_FIELDS)] for text in LITERAL]
    looks = [["measures"], ["open"], ["entries"], ["summary", "--since", "01.01.2022"]]
    env = environment(COLUMNS="200", FORCE_COLOR="1", TERM="xterm-256color")
    results = run_each(tmp_path, [one for line in lines for one in (line, *looks)], env=env)
    for text in LITERAL:
        written, measures, due, listed, paper = (results.pop(0) for _ in range(5))
        assert {one.code for one in (written, measures, due, listed, paper)} == {0}
        assert text in written.err and text in listed.out and text in due.out, text
        assert measures.out.count(text) >= len(MEASURE_FIELDS) - 1, text
        assert "Traceback" not in paper.said


def test_what_could_steer_a_terminal_is_refused_in_a_measure_a_move_and_a_year_end(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/two-years")
    before = files(tmp_path)
    lines = [
        line
        for text in REFUSED
        for line in (
            *(["measure", "pentest", f"--{field}={text}"] for field in MEASURE_FIELDS),
            ["measure", text, "--title", "x"],
            ["measure", "pentest", f"--status={text}"],
            ["measure", "pentest", f"--allocation={text}"],
            ["measure", "pentest", f"--planned={text}"],
            ["measure", "pentest", f"--target-date={text}"],
            ["reserve", "DCP", "1", "--purpose", "x", f"--measure={text}"],
            ["transfer", "DCP", "DZ", "1", f"--decision={text}"],
            ["transfer", "DCP", text, "1", "--decision=x"],
            ["supplement", "DCP", "1", f"--basis={text}", "--decision=x"],
            ["cut", "DCP", "1", "--decision=x", f"--reason={text}"],
            ["close-year", "2023", f"--carry={text}=5"],
            ["close-year", "2023", f"--carry=DCP={text}"],
            ["close-year", "2023", f"--carry={text}"],
            ["close-year", "2023", f"--reason={text}"],
            ["close-year", text],
            ["measures", text],
            ["open", text],
            ["measures", f"--year={text}"],
            ["entries", f"--measure={text}"],
            ["show", "3", f"--as-of={text}"],
        )
    ]
    results = run_each(tmp_path, lines, at="2023-03-08T08:00:00Z")
    for line, result in zip(lines, results, strict=True):
        assert result.code == 2, (line, result.said)
        assert harmless(result.said), (line, result.said)
    assert files(tmp_path) == before


def test_a_measure_that_was_written_by_hand_is_not_obeyed(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/two-years")
    text = path.read_text("utf-8")
    for old in ("Zweite Befahrung", "Landeszuschuss 5.000 EUR, beantragt", "Wiederholung 2023"):
        text = text.replace(f'"{old}"', r'"\u001b[31m[/red]\nzwei \u202e"')
    path.write_text(sealed(text), "utf-8")
    looks = [["measures"], ["open"], ["entries"], ["show", "1"], ["show", "5"], ["status", "--all"],
             ["summary", "--since", "01.01.2022"], ["verify"]]  # fmt: skip
    results = run_each(tmp_path, looks, env=environment(COLUMNS="200"), at="2023-03-08T08:00:00Z")
    for line, result in zip(looks, results, strict=True):
        assert result.code == (1 if line == ["verify"] else 0), (line, result.said)
        assert "Traceback" not in result.said, line
        assert "\x1b" not in result.said and "\u202e" not in result.said, line
        assert "\nzwei" not in result.said, line


def test_json_escapes_what_could_steer_a_terminal_and_says_the_same(tmp_path: Path) -> None:
    """Only a hand can put it into the file; JSON has it as it is stored, in another spelling."""
    path = place(tmp_path, "valid/in-use")
    odd = "\u009b31m \u202e \u200b \u2028 \U000e0041 ä"
    text = path.read_text("utf-8").replace("Penetrationstest", odd)
    path.write_text(sealed(text), "utf-8")
    (listed,) = run_each(tmp_path, [["entries", "--json"]])
    assert odd in {entry.get("purpose") for entry in listed.json["entries"]}
    assert r"\u009b31m \u202e \u200b \u2028 \udb40\udc41 ä" in listed.out
    assert all(char == "\n" or char.isprintable() for char in listed.out)


def harmless(text: str) -> bool:
    return (
        all(char == "\n" or char.isprintable() or char in "\u00a0\u202f" for char in text)
        and "Traceback" not in text
        and len(text) < 11_000
    )


def test_hostile_names_numbers_amounts_and_filters_are_quoted(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    lines = [
        line
        for text in (*LITERAL[:9], *REFUSED)
        for line in (
            ["commit", text, "1", "--payee", "A", "--purpose", "B"],
            ["commit", "DCP", text, "--payee", "A", "--purpose", "B"],
            ["pay", text],
            ["show", text],
            ["consent", "DZ", text, "--answer", "given", "--reference", "x"],
            ["set", text, "x", "--decision", "y"],
            ["reserve", "DCP", "1", "--purpose", "x", f"--date={text}"],
            ["reserve", "DCP", "1", "--purpose", "x", f"--area={text}"],
            ["entries", text],
            ["entries", f"--kind={text}"],
            ["entries", f"--area={text}"],
            ["verify", f"--fingerprint={text}"],
            ["status", f"--as-of={text}"],
            ["status", f"--year={text}"],
            ["status", f"--lang={text}"],
            [text.strip() or "x"],
        )
    ]
    for line, result in zip(lines, run_each(tmp_path, lines), strict=True):
        assert result.code == 2, (line, result.said)
        assert harmless(result.said), (line, result.said)
    filters = [["entries", f"--{name}={text}"] for text in REFUSED for name in ("payee", "text")]
    for line, result in zip(filters, run_each(tmp_path, filters), strict=True):
        assert result.code in (0, 2), line
        assert harmless(result.said), line
    assert files(tmp_path) == before


def test_a_hostile_path_of_the_ledger_is_shown_harmlessly(tmp_path: Path) -> None:
    texts = (*LITERAL, *REFUSED, "a\0b")
    lines = [[name, f"--ledger={text}"] for text in texts for name in ("status", "verify")]
    for line, result in zip(lines, run_each(tmp_path, lines), strict=True):
        assert result.code == 3, (line, result.said)
        assert "Traceback" not in result.said
        assert "\x1b" not in result.said and "\u202e" not in result.said


@pytest.mark.skipif(sys.platform == "win32", reason="file names are not bytes there")
def test_a_ledger_whose_name_is_markup_or_an_escape_sequence_is_read(tmp_path: Path) -> None:
    names = ["[red]x[bold].toml", "\x1b[31m.toml", "zwei\nZeilen.toml", "\udcff.toml"]
    for name in names:
        Path(tmp_path, name).write_bytes(ledger_bytes("valid/in-use"))
    env = environment(FORCE_COLOR="1", TERM="xterm")
    lines = [[command, f"--datei={name}"] for name in names for command in ("stand", "pruefen")]
    for line, result in zip(lines, run_each(tmp_path, lines, env=env), strict=True):
        assert result.code == 0, (line, result.said)
        assert "\x1b[31m.toml" not in result.said
        assert "zwei\nZeilen" not in result.said


@pytest.mark.parametrize("key", ["warn_at", "four_eyes_from"])
@pytest.mark.parametrize("value", ["9" * 40, "-" + "9" * 70, "9" * 9000, "-0"])
def test_a_forged_setting_of_any_size_can_be_shown(tmp_path: Path, key: str, value: str) -> None:
    path = place(tmp_path, "valid/in-use")
    text = path.read_text("utf-8")
    adopted = 'key = "adopted"\nvalue = "600.000,00 EUR bewilligt"'
    assert adopted in text
    forged = f'key = "{key}"\nvalue = "{value}.00"'
    path.write_text(sealed(text.replace(adopted, forged)), "utf-8")
    expense = ["expense", "DCP", "1", "--payee", "A", "--purpose", "B", "--voucher", "C"]
    lines = [["entries"], ["show", "1"], ["status"], ["open"], ["summary"], expense]
    for line, result in zip(lines, run_each(tmp_path, lines), strict=True):
        assert result.code in (0, 1), (line, result.said)


def test_text_in_a_file_that_was_written_by_hand_is_not_obeyed(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/shipped")
    text = path.read_text("utf-8")
    title = "Einrichtung des „Digitalen Zwillings“"
    path.write_text(text.replace(title, r"\u001b[31m[/red] \u202e"), "utf-8")
    lines = [["status"], ["entries"], ["summary"], ["commit", "DZ", "1", "--payee=A",
             "--purpose=B"], ["verify"]]  # fmt: skip
    for line, result in zip(lines, run_each(tmp_path, lines), strict=True):
        assert "Traceback" not in result.said, line
        assert "\x1b" not in result.said and "\u202e" not in result.said, line


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are not bytes there")
def test_bytes_that_are_no_text_in_an_argument_are_refused(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    broken = os.fsdecode(b"M\xfcller")
    for line in (
        ["commit", "DCP", "1", "--payee", broken, "--purpose", "B"],
        ["commit", broken, "1", "--payee", "A", "--purpose", "B"],
    ):
        done = subprocess.run(
            [*command_line(AT), *line],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
    assert files(tmp_path) == before


def test_a_hostile_answer_in_json_stays_json(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    lines = [["entries", text, "--json"] for text in (*LITERAL[:9], *REFUSED)]
    for result in run_each(tmp_path, lines):
        assert result.json["ok"] is False
