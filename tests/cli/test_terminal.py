"""At a terminal: a preview, one question, and nothing written but for a yes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.program import AT, LEDGER, command_line, environment, files, place, run

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import pty

BOOK = ["binden", "DCP", "17.850,00", "--empfaenger", "Prüfwerk", "--gegenstand", "Test"]
QUESTION = b"Buchen? [J/n] "
CTRL_C, CTRL_D = b"\x03", b"\x04"


def answered(folder: Path, answer: bytes | None, *arguments: str, lang: str = "de_DE.UTF-8") -> (
    tuple[int, str]
):  # fmt: skip
    """Run a command at a pseudo-terminal, type *answer* at its question, return code and text."""
    master, slave = pty.openpty()
    running = subprocess.Popen(
        [*command_line(AT), *arguments],
        cwd=folder,
        env=environment(lang, TERM="xterm"),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=control,  # noqa: PLW1509  # a test process starts no threads
    )
    os.close(slave)
    seen = b""
    try:
        while chunk := read(master):
            seen += chunk
            if answer is not None and seen.rstrip().endswith(b"]"):
                os.write(master, answer)
                answer = None
    finally:
        os.close(master)
    return running.wait(60), seen.decode().replace("\r\n", "\n")


def control() -> None:
    """Make the pseudo-terminal the one whose Ctrl-C reaches the process."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def read(master: int) -> bytes:
    try:
        return os.read(master, 4096)
    except OSError:  # Linux says so when the other side has gone
        return b""


def test_a_slip_of_the_fingers_is_asked_again(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    code, seen = answered(tmp_path, b"k\nj\n", *BOOK)
    assert (code, seen.count("Buchen? [J/n]"), "gebucht: Nr. 24" in seen) == (0, 2, True), seen


@pytest.mark.parametrize("answer", [b"\n", b"j\n", b"Ja\n", b"yes\n"])
def test_enter_or_yes_writes_after_one_question(tmp_path: Path, answer: bytes) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    code, seen = answered(tmp_path, answer, *BOOK)
    assert code == 0
    assert seen.count("Buchen?") == 1
    preview, told = seen.split("Buchen? [J/n]")
    for wanted in ("vorher", "diese Buchung", "nachher", "225.399,50", "-17.850,00", "207.549,50",
                   "gesamt", "306.249,50", "288.399,50", "Nr. 24"):  # fmt: skip
        assert wanted in preview, preview
    assert "gebucht: Nr. 24 Auftrag DCP" in told
    assert files(tmp_path) != before


def test_the_preview_tells_a_value_date_that_is_not_today(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    code, seen = answered(tmp_path, b"n\n", *BOOK, "--datum", "montag")
    assert (code, "\n  Wertstellung 28.11.2022\n" in seen) == (1, True), seen
    code, seen = answered(tmp_path, b"n\n", *BOOK)
    assert (code, "Wertstellung" in seen) == (1, False), seen


@pytest.mark.parametrize(
    ("answer", "expected", "said"),
    [
        (b"n\n", 1, "nichts gebucht"),
        (b"nein\n", 1, "nichts gebucht"),
        (b"vielleicht\nn\n", 1, "bitte mit ja oder nein antworten\nBuchen? [J/n] nichts gebucht"),
        (b"vielleicht\n" + CTRL_D, 1, "nichts gebucht"),
        (CTRL_D, 1, "nichts gebucht"),
        (CTRL_C, 130, "abgebrochen, nichts gebucht"),
    ],
)
def test_anything_else_writes_nothing(
    tmp_path: Path, answer: bytes, expected: int, said: str
) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    code, seen = answered(tmp_path, answer, *BOOK)
    assert (code, said in seen) == (expected, True), seen
    assert "Traceback" not in seen
    assert files(tmp_path) == before


def test_a_question_that_could_be_answered_wrongly_is_never_asked(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    code, seen = answered(tmp_path, None, *BOOK, "--ja")
    assert (code, "Buchen?" in seen) == (0, False)
    code, seen = answered(tmp_path, None, *BOOK, "--probe")
    assert (code, "Buchen?" in seen) == (0, False)
    code, seen = answered(tmp_path, None, *BOOK, "--json")
    assert (code, "Buchen?" in seen) == (0, False)
    code, seen = answered(tmp_path, None, "binden", "DCP", "999.999", *BOOK[3:])
    assert (code, "Buchen?" in seen, "abgelehnt" in seen) == (1, False, True)


FOR_GOOD = "Endgültig buchen? [j/N] "
CLOSE = ["jahreswechsel", "2022", "--uebertrag", "DCP=230.000", "--uebertrag", "DZ=alles"]


def test_a_year_end_shows_what_becomes_of_the_money_and_asks_once(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    code, seen = answered(tmp_path, b"j\n", *CLOSE)
    assert code == 0, seen
    assert seen.count(FOR_GOOD) == 1
    preview, told = seen.split(FOR_GOOD)
    for wanted in ("Nr. 24 Übertragung DCP", "Nr. 25 Übertragung DZ", "Nr. 26 Jahreswechsel",
                   "230.000,00", "80.850,00", "4.600,50", "45.399,50", "137.090,00",
                   "Nr.\xa016", "Digitale Poststelle"):  # fmt: skip
        assert wanted in preview, (wanted, preview)
    for wanted in ("gebucht: Nr. 24", "gebucht: Nr. 25", "gebucht: Nr. 26 Jahreswechsel"):
        assert wanted in told
    assert run(tmp_path, "status", "--json").json["year"] == 2023


@pytest.mark.parametrize(
    ("answer", "expected", "said"),
    [
        (b"\n", 1, "nichts gebucht"),
        (b"n\n", 1, "nichts gebucht"),
        (CTRL_D, 1, "nichts gebucht"),
        (CTRL_C, 130, "abgebrochen, nichts gebucht"),
    ],
)
def test_a_year_end_that_is_not_wanted_writes_none_of_its_entries(
    tmp_path: Path, answer: bytes, expected: int, said: str
) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    code, seen = answered(tmp_path, answer, *CLOSE)
    assert (code, said in seen) == (expected, True), seen
    assert FOR_GOOD in seen and "Traceback" not in seen
    assert files(tmp_path) == before


def test_a_year_end_that_carries_nothing_says_how_to_carry(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    hint = "was davon übertragen werden soll, nennt --uebertrag, etwa --uebertrag DZ=alles"
    code, seen = answered(tmp_path, b"n\n", *CLOSE[:2])
    assert (code, hint in " ".join(seen.split())) == (1, True), seen
    code, seen = answered(tmp_path, b"n\n", *CLOSE)
    assert (code, "was davon übertragen werden soll" in seen) == (1, False), seen


def test_a_year_end_with_one_bad_carry_is_refused_before_it_is_asked(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    code, seen = answered(tmp_path, None, *CLOSE, "--uebertrag", "DZ=0,01")
    assert (code, FOR_GOOD in seen, "abgelehnt" in seen) == (1, False, True)
    assert files(tmp_path) == before


def test_a_transfer_shows_both_allocations_and_a_total_that_stays(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    code, seen = answered(
        tmp_path, b"\n", "umschichten", "DCP", "DZ", "10.000", "--beschluss", "Kreistag 30.11.2022"
    )
    assert code == 0, seen
    lines = [line.split() for line in re.sub(r"\x1b\[[0-9;]*m", "", seen).splitlines()]
    rows = {words[0]: words[1:] for words in lines if len(words) == 4}
    assert rows["DZ"] == ["80.850,00", "+10.000,00", "90.850,00"]
    assert rows["DCP"] == ["225.399,50", "-10.000,00", "215.399,50"]
    assert rows["insgesamt"] == ["306.249,50", "0,00", "306.249,50"]


def test_the_question_is_asked_in_english_too(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    code, seen = answered(tmp_path, b"y\n", "pay", "11", lang="en_GB.UTF-8")
    assert code == 0
    assert "Record? [Y/n]" in seen
    assert "recorded: No. 24 payment" in seen


def test_the_digits_of_a_fingerprint_stay_together_beside_a_long_path(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    far = tmp_path / "Haushalt" / "Digitalisierung und Cybersicherheit" / "bewilligte Mittel.toml"
    far.parent.mkdir(parents=True)
    (tmp_path / LEDGER).rename(far)
    _, seen = answered(tmp_path, None, "offen", "--datei", str(far))
    last = re.sub(r"\x1b\[[0-9;]*m", "", seen).splitlines()[-2:]
    assert last[0].endswith("· 23 Buchungen")
    assert last[1] == "Fingerabdruck 2f9f a66e 3219 f051"
