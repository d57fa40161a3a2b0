"""Step by step at a terminal: what is missing is asked for, and nothing is written by accident."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.program import AT, LEDGER, command_line, environment, files, place, run

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import pty

from tests.cli.test_terminal import CTRL_C, CTRL_D, control, read

SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
COLOUR = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|9[0-7]|[34]8;)[0-9;]*m")
ENTER, CLEARED = b"\r", b"\x15"  # Ctrl-U clears the line
PATIENCE = 30  # seconds, of a busy machine
Steps = Sequence[tuple[str, str | bytes]]


@dataclass(frozen=True)
class Session:
    """What a dialogue left: the exit code, and all that the terminal was sent."""

    code: int
    raw: str

    @property
    def seen(self) -> str:
        return SEQUENCE.sub("", self.raw).replace("\r\n", "\n").replace("\r", "\n")

    @property
    def squeezed(self) -> str:
        """Return the same without spaces: a terminal is often told to step over them."""
        return "".join(self.seen.split())


def dialogue(
    folder: Path, arguments: Sequence[str], steps: Steps, lang: str = "de_DE.UTF-8", **more: str
) -> Session:
    """Run a command; as soon as the terminal shows a step's question, type its answer.

    A text is ended by Enter; bytes are typed as they are.
    """
    import fcntl
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    running = subprocess.Popen(
        [*command_line(AT), *arguments],
        cwd=folder,
        env=environment(lang, TERM="xterm-256color", **more),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=control,  # noqa: PLW1509  # a test process starts no threads
    )
    os.close(slave)
    seen, waiting, since, ended = b"", list(steps), 0, False
    until = time.monotonic() + PATIENCE
    try:
        while select.select([master], [], [], max(until - time.monotonic(), 0))[0]:
            chunk = read(master)
            if not chunk:
                break
            seen += chunk
            # The question answered last is drawn once more before the terminal is given back.
            start = max(since, seen.rfind(b"\x1b[?2004l"))
            shown = SEQUENCE.sub("", seen[start:].decode(errors="ignore"))
            given_back = not ended or b"\x1b[?2004l" in seen[since:]
            if waiting and given_back and waiting[0][0] in shown:
                answer = waiting.pop(0)[1]
                typed = answer if isinstance(answer, bytes) else answer.encode() + ENTER
                since, ended = len(seen), typed.endswith(ENTER)
                os.write(master, typed)
        else:
            running.kill()
    finally:
        os.close(master)
    assert not waiting, (waiting, seen.decode(errors="replace"))
    return Session(running.wait(60), seen.decode())


def last_entry(folder: Path) -> dict[str, Any]:
    text = (folder / LEDGER).read_text(encoding="utf-8")
    entry: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)["entry"][-1]
    return {
        key: value
        for key, value in entry.items()
        if key not in ("nr", "hash", "recorded_at", "recorded_by")
    }


EXPENSE: Steps = [
    ("Ansatz:", "dcp"),
    ("Auf Auftrag Nr. (freiwillig):", ""),
    ("Auf Vormerkung Nr. (freiwillig):", ""),
    ("Betrag (verfügbar 225.399,50 €):", "1.234,56"),
    ("Empfänger:", "Prüfwerk"),
    ("Gegenstand:", "Nachtest"),
    ("Beleg:", "RE-99"),
    ("Verwendungsbereich (freiwillig):", "Externe"),
    ("Wertstellung [heute]:", "gestern"),
    ("Buchen? [J/n]", ""),
]


def test_a_whole_booking_is_answered_step_by_step(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    done = dialogue(tmp_path, ["anordnen"], EXPENSE)
    assert done.code == 0, done.seen
    assert last_entry(tmp_path) == {
        "kind": "expense",
        "date": tomllib.loads("d = 2022-11-30")["d"],
        "allocation": "digitalisierung-cybersicherheit-post",
        "amount": Decimal("1234.56"),
        "payee": "Prüfwerk",
        "purpose": "Nachtest",
        "voucher": "RE-99",
        "area": "Externe Expertise",
    }
    for wanted in ("DZ   verfügbar 80.850,00", "DCP  verfügbar 225.399,50", "diese Buchung",
                   "18  Auftrag DCP offen 5.000,00", "gebucht: Nr. 24"):  # fmt: skip
        assert wanted in done.seen.replace("\u00a0", " "), done.seen
    assert run(tmp_path, "verify").code == 0


def test_an_amount_is_taken_as_invoices_print_it_and_a_negative_one_is_a_credit_note(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        *EXPENSE[:3],
        ("Betrag (verfügbar 225.399,50 €):", "-119,00"),
        ("Betrag (verfügbar 225.399,50 €): -119,00", CLEARED + b"2*1.234,- + 1'000\r"),
        *EXPENSE[4:],
    ]
    done = dialogue(tmp_path, ["anordnen"], steps)
    assert done.code == 0, done.seen
    assert "„-119,00“ ist negativ" in done.seen
    assert "Gutschrift: antragsbudget absetzen NR '119,00'" in done.seen
    assert "meinten Sie" not in done.seen
    assert "=3.468,00€" in done.squeezed
    assert last_entry(tmp_path)["amount"] == Decimal("3468.00")


def test_only_what_is_missing_is_asked(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    done = dialogue(
        tmp_path,
        ["binden", "DCP", "100", "--gegenstand", "Test"],
        [("Empfänger:", "Prüfwerk"), ("Buchen?", "")],
    )
    assert done.code == 0, done.seen
    assert not re.search("Ansatz:|Betrag|Gegenstand:|Wertstellung|freiwillig", done.seen)
    assert last_entry(tmp_path)["payee"] == "Prüfwerk"


def test_what_an_entry_drawn_on_supplies_is_not_asked(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps = [("Betrag (noch offen 5.000,00 €):", "100"), ("Rest freigeben", ""),
             ("Beleg:", "S-1"), ("Verwendungsbereich", ""), ("Wertstellung", ""),
             ("Buchen?", "")]  # fmt: skip
    done = dialogue(tmp_path, ["anordnen", "DCP", "--auftrag", "18"], steps)
    assert done.code == 0, done.seen
    assert last_entry(tmp_path)["payee"] == "Studien GmbH"
    assert "Empfänger" not in done.seen


def test_whether_the_rest_is_released_is_asked_where_one_stays_open(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Betrag (noch offen 5.000,00 €):", "100"),
        ("Rest freigeben, ja oder nein (freiwillig):", "vielleicht"),
        ("Rest freigeben, ja oder nein (freiwillig): vielleicht", CLEARED + b"ja\r"),
        ("Beleg:", "S-1"),
        *((label, "") for label in ("Verwendungsbereich", "Wertstellung", "Buchen?")),
    ]
    done = dialogue(tmp_path, ["anordnen", "DCP", "--auftrag", "18"], steps)
    assert done.code == 0, done.seen
    assert "bitte mit ja oder nein antworten" in done.seen
    assert last_entry(tmp_path)["final"] is True
    steps = [("Betrag", "0,01"), ("Beleg", "S-2"), *steps[4:]]
    done = dialogue(tmp_path, ["anordnen", "DCP", "--auftrag", "18"], steps)
    assert (done.code, "Rest freigeben" in done.seen) == (0, False), done.seen


def test_a_step_back_from_the_first_question_asks_what_was_typed(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Betrag (verfügbar 80.850,00 €):", "100.000"),
        ("Betrag (verfügbar 80.850,00 €): 100.000", CLEARED + b"<\r"),
        ("Ansatz: DZ", CLEARED + b"DCP\r"),
        ("Auf Vormerkung", ""),
        ("Betrag (verfügbar 225.399,50 €):", "100.000"),
        ("Buchen?", ""),
    ]
    typed = ["--gegenstand", "Test", "--empfaenger", "A", "--bereich", "Digitale Post"]
    done = dialogue(tmp_path, ["binden", "DZ", *typed, "--datum", "heute"], steps)
    assert done.code == 0, done.seen
    assert last_entry(tmp_path)["allocation"] == "digitalisierung-cybersicherheit-post"


def test_two_persons_are_asked_for_where_the_ledger_demands_them(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    limit = ("festlegen", "four_eyes_from", "500", "--beschluss", "Kreistag 1", "--ja")
    assert run(tmp_path, *limit).code == 0
    steps: Steps = [
        ("Betrag", "500"),
        ("Empfänger:", "Prüfwerk"),
        ("Gegenstand:", "Test"),
        ("Beleg:", "RE-1"),
        ("richtig festgestellt von:", "ab"),
        ("Angeordnet von:", "AB"),
        ("Angeordnet von: AB", CLEARED + b"kb\r"),
        *((label, "") for label in ("Verwendungsbereich", "Wertstellung", "Buchen?")),
    ]
    done = dialogue(tmp_path, ["anordnen", "DZ"], [("Auf Auftrag", ""), *steps])
    assert done.code == 0, done.seen
    entry = last_entry(tmp_path)
    assert (entry["certified_by"], entry["ordered_by"]) == ("ab", "kb")


def test_a_new_measure_may_be_called_like_another(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    assert run(tmp_path, "massnahme", "befahrung", "--titel", "Befahrung", "--ja").code == 0
    steps: Steps = [
        ("Kurzname der Maßnahme:", "befahrung2"),
        ("Bezeichnung der neuen Maßnahme:", ""),
        ("Bezeichnung der neuen Maßnahme:", "Zweite Befahrung"),
        *((label, "") for label in ("Ansatz", "Verwendungsbereich", "Status", "Geplant")),
        ("Zieltermin", "31. Dezember 2022"),
        *((label, "") for label in ("Ergebnis", "Nächster Schritt", "Buchen?")),
    ]
    done = dialogue(tmp_path, ["massnahme"], steps)
    assert done.code == 0, done.seen
    entry = last_entry(tmp_path)
    assert (entry["measure"], entry["title"]) == ("befahrung2", "Zweite Befahrung")
    assert "=01.12.2022" not in done.squeezed  # nobody named a day yet
    assert "=31.12.2022" in done.squeezed


def test_a_weekday_is_shown_as_the_day_it_means(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [("Nummer", "11"), ("Wertstellung", "montag"), ("Buchen?", "")]
    done = dialogue(tmp_path, ["zahlung"], steps)
    assert "=28.11.2022" in done.squeezed
    assert str(last_entry(tmp_path)["date"]) == "2022-11-28"


def test_a_screen_reader_hears_one_line_after_the_other(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Betrag (verfügbar", "2*480+290\n"),
        ("Gegenstand: ", "Test\n"),
        ("Verwendungsbereich (freiwillig): ", "<\n"),
        ("Gegenstand [Test]: ", "\n"),
        ("Verwendungsbereich (freiwillig): ", "\n"),
        ("Buchen? [J/n]", "\n"),
    ]
    done = dialogue(
        tmp_path,
        ["binden", "DZ", "--empfaenger", "A", "--datum", "heute", "--schlicht"],
        [(label, str(text).encode()) for label, text in steps],
    )
    assert done.code == 0, done.seen
    assert done.seen == done.raw.replace("\r\n", "\n"), "no escape sequence"
    assert "\n= 1.250,00" in done.seen
    assert "verfügbar: DZ\nvorher: 80.850,00\ndiese Buchung: -1.250,00" in done.seen, done.seen


def test_a_screen_reader_is_not_offered_what_was_refused(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps = [
        ("Betrag (verfügbar", b"480*2\n"),
        ("Gegenstand: ", b"<\n"),
        ("[960,00]: ", b"tausend\n"),
        ("[960,00]: ", b"\n"),
        ("Gegenstand: ", b"B\n"),
        ("Buchen? [J/n]", b"\n"),
    ]
    about = ["--empfaenger", "A", "--bereich", "Digitaler Zwilling"]
    done = dialogue(tmp_path, ["binden", "DZ", *about, "--datum", "heute", "--schlicht"], steps)
    assert done.code == 0, done.seen
    assert last_entry(tmp_path)["amount"] == 960


def test_a_transfer_to_its_own_source_is_refused_where_it_is_answered(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Von Ansatz:", "dcp"),
        ("An Ansatz:", "DCP"),
        ("An Ansatz: DCP", CLEARED + b"dz\r"),
        ("Betrag", "10"),
        ("Beschluss", "Kreistag 30.11.2022"),
        ("Wertstellung", ""),
        ("Buchen?", ""),
    ]
    done = dialogue(tmp_path, ["umschichten"], steps)
    assert done.code == 0, done.seen
    assert "derselbe Ansatz (DCP)" in done.seen
    assert last_entry(tmp_path)["to"] == "digitaler-zwilling"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de_DE.UTF-8", ["erteilt", "abgelehnt", "zurückgezogen"]),
        ("en_GB.UTF-8", ["given", "refused", "withdrawn"]),
    ],
)
def test_a_choice_is_offered_in_the_words_that_are_typed(
    tmp_path: Path, lang: str, words: list[str]
) -> None:
    place(tmp_path, "valid/in-use")
    command = ["consent", "DZ", "Jüchen", "--reference", "x"]
    done = dialogue(tmp_path, command, [(":", words[0]), ("[", "n")], lang)
    assert done.code == 1, done.seen
    assert [line.strip() for line in done.seen.splitlines() if line.startswith("  ")][:3] == words


def test_what_can_be_reversed_is_offered_with_its_payee(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [("Nummer der Buchung:", CTRL_D)]
    done = dialogue(tmp_path, ["stornieren"], steps)
    offered = [line.strip() for line in done.seen.splitlines() if line.startswith("  ")]
    assert offered[0].replace("\u00a0", " ") == (
        "23  Anordnung DCP 750,50 € Kabel KG Dosen, Beleg K-3"
    )
    assert not any("Storno" in line for line in offered)


def test_a_refund_says_what_is_left_of_its_expense(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    done = dialogue(tmp_path, ["absetzen", "7"], [("Betrag (noch übrig 87.060,00 €):", CTRL_D)])
    assert done.code == 1


def test_a_step_back_keeps_the_later_answers(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Auf Vormerkung", ""),
        ("Betrag", "100"),
        ("Empfänger:", "Prüfwerk"),
        ("Gegenstand:", "<"),
        ("Empfänger: Prüfwerk", "<"),  # behind what stands there
        ("Betrag (verfügbar 225.399,50 €): 100", CLEARED + b"250\r"),
        ("Empfänger: Prüfwerk", ""),
        ("Gegenstand:", "Test"),
        ("Verwendungsbereich", ""),
        ("Wertstellung", ""),
        ("Buchen?", ""),
    ]
    done = dialogue(tmp_path, ["binden", "DCP"], steps)
    assert done.code == 0, done.seen
    entry = last_entry(tmp_path)
    assert (entry["amount"], entry["payee"], entry["purpose"]) == (250, "Prüfwerk", "Test")


def test_the_first_question_cannot_be_left_backwards(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [("Nummer", "<"), ("Nummer", "11"), ("Wertstellung", ""), ("Buchen?", "n")]
    assert dialogue(tmp_path, ["zahlung"], steps).code == 1


def test_an_answer_that_is_refused_is_asked_again_with_its_text(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Ansatz:", "DX"),
        ("Ansatz: DX", CLEARED + b"DCP\r"),
        ("Betrag", "1,234"),
        ("Betrag (verfügbar 225.399,50 €): 1,234", CLEARED + b"245.399,51\r"),
        ("Betrag (verfügbar 225.399,50 €): 245.399,51", CLEARED + b"\r"),
        ("Betrag", "1"),
        ("Empfänger (freiwillig):", ""),
        ("Gegenstand:", ""),
        ("Gegenstand:", "Test"),
        *((label, "") for label in ("Verwendungsbereich", "Wertstellung", "Buchen?")),
    ]
    done = dialogue(tmp_path, ["vormerken"], steps)
    assert done.code == 0, done.seen
    for wanted in ("„DX“", "meinten Sie", "abgelehnt: ", "„Betrag“ fehlt", "„Gegenstand“ fehlt"):
        assert wanted in done.seen, done.seen
    assert last_entry(tmp_path)["amount"] == 1


def test_a_calculation_is_taken_for_what_is_shown_beside_it(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    done = dialogue(
        tmp_path, ["umschichten", "DCP", "DZ", "--beschluss", "Kreistag 1", "--datum", "heute"],
        [("Betrag", "2*480+290"), ("Buchen?", "")],
    )  # fmt: skip
    assert done.code == 0, done.seen
    assert "=1.250,00€" in done.squeezed
    assert last_entry(tmp_path)["amount"] == Decimal("1250.00")


def test_what_stands_there_is_replaced_by_what_is_typed_or_mended_behind_a_cursor_key(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Ansatz:", "D"),
        ("Ansatz: D", b"\t"),
        ("DCP", b"\t\t"),
        ("DCP", ENTER),
        ("Betrag", "1,234"),
        ("Betrag (verfügbar 225.399,50 €): 1,234", "250"),
        ("Empfänger (freiwillig):", "Prüfwer"),
        ("Gegenstand:", "<"),
        ("Empfänger (freiwillig): Prüfwer", b"\x1b[C" + b"k\r"),
        ("Gegenstand:", "Tests"),
        ("Verwendungsbereich", "<"),
        ("Gegenstand: Tests", b"\x1b[D" + b"\x1b[C\x7f\r"),
        *((label, "") for label in ("Verwendungsbereich", "Wertstellung", "Buchen?")),
    ]
    done = dialogue(tmp_path, ["vormerken"], steps)
    assert done.code == 0, done.seen
    entry = last_entry(tmp_path)
    assert entry["allocation"] == "digitalisierung-cybersicherheit-post"
    assert (entry["amount"], entry["payee"], entry["purpose"]) == (250, "Prüfwerk", "Test")


def test_tab_completes_what_was_used_before(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Empfänger:", b"rhein"),
        ("Geodaten Rhein GmbH", b"\t"),
        ("Geodaten Rhein GmbH", ENTER),
        ("Buchen?", ""),
    ]
    done = dialogue(tmp_path, ["binden", "DCP", "1", "--gegenstand", "x"], steps)
    assert done.code == 0, done.seen
    assert last_entry(tmp_path)["payee"] == "Geodaten Rhein GmbH"


@pytest.mark.parametrize(
    ("at", "key", "code"),
    [
        *((at, CTRL_C, 130) for at in range(len(EXPENSE))),
        *((at, CTRL_D, 1) for at in (0, 4, len(EXPENSE) - 1)),
    ],
)
def test_to_stop_at_any_question_writes_nothing(
    tmp_path: Path, at: int, key: bytes, code: int
) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    done = dialogue(tmp_path, ["anordnen"], [*EXPENSE[:at], (EXPENSE[at][0], key)])
    assert done.code == code, done.seen
    assert "nichts gebucht" in done.seen
    assert "Traceback" not in done.seen
    assert files(tmp_path) == before


def test_to_stop_in_the_middle_of_a_word_writes_nothing(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    for key, code in ((CTRL_C, 130), (CTRL_D, 1)):
        assert dialogue(tmp_path, ["zahlung"], [("Nummer", b"11" + key)]).code == code
    assert files(tmp_path) == before


COMMANDS = ["vormerken", "binden", "anordnen", "zahlung", "erledigen", "absetzen", "stornieren",
            "umschichten", "aufstocken", "kuerzen", "sperren", "freigeben", "zustimmung",
            "massnahme", "festlegen", "jahreswechsel"]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_is_asked_without_a_terminal_or_with_yes_or_json(
    tmp_path: Path, command: str
) -> None:
    place(tmp_path, "valid/in-use")
    piped = run(tmp_path, command, given="DCP\n1\n")
    assert (piped.code, piped.err.startswith("Eingabefehler: es fehl")) == (2, True)
    yes = dialogue(tmp_path, [command, "--ja"], [])
    assert (yes.code, yes.seen.split("Aufruf")[0].split()) == (
        2,
        piped.err.split("Aufruf")[0].split(),
    )
    assert dialogue(tmp_path, [command, "--json"], []).code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_writes_asks(tmp_path: Path, command: str) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    assert dialogue(tmp_path, [command], [(":", CTRL_D)]).code == 1
    assert files(tmp_path) == before


def test_what_was_typed_and_cannot_be_read_is_refused_before_anything_is_asked(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/in-use")
    done = dialogue(tmp_path, ["binden", "DX"], [])
    assert done.code == 2
    assert "„DX“" in done.seen and "Empfänger:" not in done.seen
    assert dialogue(tmp_path, ["zeigen"], []).code == 2


@pytest.mark.parametrize(
    ("command", "expected", "said"),
    [
        (["anordnen", "DCP", "300.000"], 1, "Die Mittel reichen nicht aus"),
        (["stornieren", "7"], 1, "zuerst zu stornieren"),
        (["sperren", "DCP", "300.000"], 1, "weniger frei"),
        (["festlegen", "vier", "500"], 2, "lässt sich nicht festlegen"),
        (["umschichten", "DCP", "DCP", "5"], 2, "derselbe Ansatz"),
        (["vormerken", "DCP", "5", "--datum", "2.12.2022"], 2, "liegt in der Zukunft"),
    ],
)
def test_what_no_answer_could_avert_is_refused_before_anything_is_asked(
    tmp_path: Path, command: list[str], expected: int, said: str
) -> None:
    place(tmp_path, "valid/in-use")
    done = dialogue(tmp_path, command, [])
    seen = " ".join(done.seen.split())
    assert (done.code, said in seen, "Eingabetaste" in seen) == (expected, True, False), seen
    assert "fehlt" not in seen, "only what stands against it"


def test_it_fits_eighty_columns_and_needs_no_colour(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    done = dialogue(tmp_path, ["anordnen"], EXPENSE, NO_COLOR="1")
    assert done.code == 0
    assert COLOUR.search(done.raw) is None
    for line in SEQUENCE.sub("\n", done.raw).splitlines():
        assert len(line) <= 80 or "stornieren" in line, line


def test_english_is_spoken_too(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Allocation:", "DCP"),
        ("Amount (available EUR 225 399.50):", "1000/3"),
        ("Payee (optional):", ""),
        ("Purpose:", "Survey"),
        ("Area (optional):", ""),
        ("Value date [today]:", "yesterday"),
        ("Record? [Y/n]", "y"),
    ]
    done = dialogue(tmp_path, ["reserve"], steps, "en_GB.UTF-8")
    assert done.code == 0, done.seen
    assert "=EUR333.33(rounded)" in done.squeezed
    assert "Enter takes it" in done.seen
    assert last_entry(tmp_path)["amount"] == Decimal("333.33")


def test_a_decision_and_a_basis_are_asked_with_their_choices(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    steps: Steps = [
        ("Grundlage:", "Nachtragssatzung"),
        ("Beschluss (Gremium, Datum, Vorlage):", "Kreistag 30.11.2022"),
        ("Buchen?", ""),
    ]
    done = dialogue(tmp_path, ["aufstocken", "DCP", "10"], steps)
    assert done.code == 0, done.seen
    assert last_entry(tmp_path)["basis"] == "nachtrag"


def test_without_a_command_the_state_is_shown_and_what_comes_next(tmp_path: Path) -> None:
    empty = dialogue(tmp_path, [], [])
    assert (empty.code, "antragsbudget anlegen beispiel.toml --beispiel" in empty.seen) == (0, True)
    place(tmp_path, "valid/in-use")
    for lang, wanted in (
        ("de_DE.UTF-8", ("Stand der Mittel", "antragsbudget anordnen", "antragsbudget --hilfe")),
        ("en_GB.UTF-8", ("State of funds", "antragsbudget expense", "antragsbudget --help")),
    ):
        done = dialogue(tmp_path, [], [], lang)
        assert done.code == 0
        assert all(text in done.seen for text in wanted), done.seen
    assert run(tmp_path).out.startswith("Aufruf: ")
    (tmp_path / LEDGER).write_text("[")
    assert dialogue(tmp_path, [], []).code == 3
