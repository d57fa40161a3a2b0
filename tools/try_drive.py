"""Prüft, ob ein Laufwerk für die Datei von antragsbudget geeignet ist.

    python try_drive.py ORDNER [--lang en]

Legt in ORDNER einen eigenen Unterordner an, lässt dort 8 Prozesse gleichzeitig je 50-mal buchen,
liest die ganze Zeit mit, bricht eine Buchung gewaltsam ab, prüft das Ergebnis und räumt wieder auf.
Gebraucht werden Python ab 3.11 und das eingerichtete Programm antragsbudget. Ob eine Sperre auch
andere Rechner fernhält, zeigt nur ein zweiter: dort zuerst mit --hold starten, dann hier prüfen.
Endet mit 0, wenn das Laufwerk geeignet ist, mit 1, wenn nicht, mit 2 bei falschem Aufruf.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

HELD = "antragsbudget-try.lock"  # what --hold holds, for another computer to see
BUSY = 4
PATIENCE = 60  # times that a busy ledger is waited for, some five seconds each
REPLACEMENTS = 300
TEXTS = {
    "start": (
        "Geprüft wird {0}: {1} Prozesse × {2} Buchungen, das dauert einige Minuten.",
        "Trying {0}: {1} processes × {2} bookings, this takes some minutes.",
    ),
    "fine": ("in Ordnung", "in order"),
    "bad": ("FEHLER", "FAULT"),
    "open": ("nicht geprüft", "not tried"),
    "lock": ("Eine Sperre hält andere fern", "A lock keeps others out"),
    "lock_none": (
        "Das Laufwerk kennt keine Sperren ({0}).",
        "The drive knows no locks ({0}).",
    ),
    "lock_lies": (
        "Zwei Prozesse bekamen dieselbe Sperre zugleich: Das Laufwerk hält nicht, was es zusagt.",
        "Two processes got the same lock at once: the drive promises it and does not keep it.",
    ),
    "lock_stays": (
        "Die Sperre eines abgebrochenen Prozesses blieb bestehen.",
        "The lock of a killed process stayed.",
    ),
    "other": ("Die Sperre eines anderen Rechners wird gesehen", "Another computer's lock is seen"),
    "other_none": (
        "dazu auf einem zweiten Rechner mit --hold starten, dann hier erneut prüfen",
        "for that, start with --hold on a second computer, then try here again",
    ),
    "other_unseen": (
        "Der andere Rechner hält die Sperre, dieser bekam sie trotzdem.",
        "The other computer holds the lock, and this one got it all the same.",
    ),
    "rename": (
        "Eine Datei wird im Ganzen ersetzt ({0}-mal, mitgelesen {1}-mal)",
        "A file is replaced as a whole ({0} times, read {1} times meanwhile)",
    ),
    "rename_bad": (
        "Beim Ersetzen fehlte die Datei {0}-mal, war {1}-mal nur zum Teil da und misslang {2}-mal.",
        "While it was replaced, the file was missing {0} times, partly there {1} times, and could "
        "not be replaced {2} times.",
    ),
    "booked": (
        "Jede bestätigte Buchung ist genau einmal da ({0} bestätigt, {1} in der Datei)",
        "Each confirmed booking is there just once ({0} confirmed, {1} in the file)",
    ),
    "few": ("Nur {0} von {1} Buchungen gelangen.", "Only {0} of {1} bookings succeeded."),
    "lost": ("Bestätigt und nicht da: {0}.", "Confirmed and not there: {0}."),
    "double": ("Mehrfach da: {0}.", "There more than once: {0}."),
    "unasked": (
        "Da, aber nicht bestätigt: {0}; durch den Abbruch ist höchstens eine zu erwarten.",
        "There, but not confirmed: {0}; the one killed explains one at most.",
    ),
    "said": ("Das Programm meldete: {0}", "The program said: {0}"),
    "killed": (
        "Nach einem gewaltsamen Abbruch geht es weiter",
        "It goes on after a process was killed",
    ),
    "chain": ("Die Prüfung der Datei findet nichts", "The check of the file finds nothing"),
    "reader": (
        "Wer liest, sieht immer eine ganze Datei ({0}-mal gelesen)",
        "Who reads always sees a whole file (read {0} times)",
    ),
    "reader_bad": (
        "Gelesen wurde {0}-mal nichts, {1}-mal ein Teil, {2}-mal ein älterer Stand als davor.",
        "Found was {0} times nothing, {1} times a part, {2} times an older state than before.",
    ),
    "left": ("Es bleibt nichts liegen", "Nothing is left behind"),
    "left_bad": ("Liegen geblieben: {0}", "Left behind: {0}"),
    "fit": (
        "Das Laufwerk ist für die Datei von antragsbudget geeignet, soweit ein Rechner es zeigt.",
        "The drive is fit for the file of antragsbudget, as far as one computer can show.",
    ),
    "fit_both": (
        "Das Laufwerk ist für die Datei von antragsbudget geeignet, auch für zwei Rechner.",
        "The drive is fit for the file of antragsbudget, for two computers too.",
    ),
    "unfit": (
        "Das Laufwerk ist NICHT geeignet: Die Datei bitte an einen anderen Ort legen.",
        "The drive is NOT fit: please put the file somewhere else.",
    ),
    "no_folder": ("{0}: In diesem Ordner kann nichts angelegt werden ({1}).",
                  "{0}: nothing can be made in this folder ({1})."),
    "no_program": (
        "Das Programm antragsbudget wurde nicht gefunden oder läuft nicht: {0}",
        "The program antragsbudget was not found or does not run: {0}",
    ),
    "holding": (
        "{0} ist gesperrt. Jetzt auf dem anderen Rechner prüfen; Eingabetaste beendet.",
        "{0} is locked. Now try on the other computer; Enter ends this.",
    ),
}  # fmt: skip


def lock(file: int) -> None:
    """Lock an open file as the program does; raises OSError if that cannot be."""
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def refused(problem: OSError) -> bool:
    """Say whether a lock was refused because another one holds it."""
    return problem.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@dataclass
class Trial:
    """A drive under trial: what is tried there, and what was found."""

    folder: Path
    program: Sequence[str]
    writers: int
    bookings: int
    english: bool
    faults: int = 0
    seen_by_other: bool = False
    confirmed: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    reads: Counter[str] = field(default_factory=Counter)

    @property
    def ledger(self) -> Path:
        return self.folder / "haushalt.toml"

    def text(self, name: str, *values: object) -> str:
        return TEXTS[name][self.english].format(*values)

    def tell(self, name: str, values: Sequence[object] = (), *faults: str) -> None:
        """Print what was tried, and what was found against the drive."""
        self.faults += len(faults)
        verdict = self.text("bad" if faults else "fine")
        print(f"{self.text(name, *values)}: {verdict}", flush=True)
        for fault in faults:
            print(f"  {fault}", flush=True)

    def run(self) -> int:
        self.locks()
        self.other_computer()
        self.replacing()
        self.booking()
        print()
        fit = "fit_both" if self.seen_by_other else "fit"
        print(self.text("unfit" if self.faults else fit))
        return 1 if self.faults else 0

    # locks

    def locks(self) -> None:
        """Hold a lock in one process, ask for it in another, kill the first and ask again."""
        path = self.folder / "probe.lock"
        first = self.asked_for(path, hold=True)
        assert first.stdout is not None
        with first:
            answer = first.stdout.readline().strip()
            second = self.asked_for(path).communicate()[0].strip()
            first.kill()
        third = self.asked_for(path).communicate()[0].strip()
        if answer != "got":
            self.tell("lock", (), self.text("lock_none", answer))
        elif second == "got":
            self.tell("lock", (), self.text("lock_lies"))
        elif second != "refused":
            self.tell("lock", (), self.text("lock_none", second))
        elif third != "got":
            self.tell("lock", (), self.text("lock_stays"))
        else:
            self.tell("lock")

    def asked_for(self, path: Path, *, hold: bool = False) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, __file__, str(path), "--ask-hold" if hold else "--ask"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def other_computer(self) -> None:
        path = self.folder.parent / HELD
        if not path.exists():
            print(f"{self.text('other')}: {self.text('open')} – {self.text('other_none')}")
            return
        answer = self.asked_for(path).communicate()[0].strip()
        self.seen_by_other = answer == "refused"
        self.tell("other", (), *([] if self.seen_by_other else [self.text("other_unseen")]))

    # one file in another one's place

    def replacing(self) -> None:
        """Replace a file again and again, and read it meanwhile."""
        path, counted, done = self.folder / "probe.txt", Counter[str](), threading.Event()
        size = 64 * 1024

        def read() -> None:
            while not done.is_set():
                counted["read"] += 1
                try:
                    content = path.read_bytes()
                except FileNotFoundError:
                    counted["missing"] += 1
                except OSError:  # Windows, while it is replaced: nothing wrong was seen
                    continue
                else:
                    counted["part"] += len(content) != size or len(set(content)) != 1
                time.sleep(0.001)

        path.write_bytes(b"0" * size)
        reader = threading.Thread(target=read)
        reader.start()
        for number in range(REPLACEMENTS):
            new = path.with_name("probe.new")
            try:
                new.write_bytes(b"%d" % (number % 10) * size)
                replace(new, path)
            except OSError:
                counted["failed"] += 1
        done.set()
        reader.join()
        counts = [counted[name] for name in ("missing", "part", "failed")]
        bad = [self.text("rename_bad", *counts)] if any(counts) else []
        self.tell("rename", (REPLACEMENTS, counted["read"]), *bad)
        path.unlink(missing_ok=True)

    # bookings

    def booking(self) -> None:
        """Let all book at once while one reads, kill one of them, and judge what is there."""
        begun = self.call("init", str(self.ledger))
        if begun.returncode != 0:
            self.tell("booked", (0, 0), self.text("said", said_of(begun)))
            return
        done = threading.Event()
        reader = threading.Thread(target=self.read, args=(done,))
        writers = [threading.Thread(target=self.write, args=(n,)) for n in range(self.writers)]
        reader.start()
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        done.set()
        reader.join()
        after = self.book("after")
        self.judge(after)

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.program, *words, "--json"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def words(self, voucher: str) -> list[str]:
        return [
            "expense", "DCP", "1", "--payee", "Probe", "--purpose", "Probe", "--voucher", voucher,
            "--ledger", str(self.ledger),
        ]  # fmt: skip

    def write(self, number: int) -> None:
        """Book as often as asked; the first writer is killed in the middle of one booking."""
        for turn in range(self.bookings):
            voucher = f"P-{number}-{turn}"
            if number == 0 and turn == self.bookings // 2:
                with subprocess.Popen(
                    [*self.program, *self.words(voucher)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                ) as killed:
                    time.sleep(0.1 + random.random() / 2)  # noqa: S311  # no secret
                    killed.kill()
                return
            if not self.book(voucher):
                return

    def book(self, voucher: str) -> bool:
        """Book, and wait for a busy ledger as often as it takes; say whether it is confirmed."""
        for _ in range(PATIENCE):
            done = self.call(*self.words(voucher))
            if done.returncode == 0:
                self.confirmed.append(voucher)
                return True
            if done.returncode != BUSY or '"ledger_busy"' not in done.stdout:
                break
        self.complaints.append(said_of(done))
        return False

    def read(self, done: threading.Event) -> None:
        """Read the file the whole time, past the program: each state goes on from the last."""
        last = self.ledger.read_bytes()
        while not done.is_set():
            time.sleep(0.005)
            self.reads["read"] += 1
            try:
                content = self.ledger.read_bytes()
                if content != last:
                    tomllib.loads(content.decode())
            except FileNotFoundError:
                self.reads["missing"] += 1
            except PermissionError:  # Windows, while it is replaced
                continue
            except (OSError, ValueError):
                self.reads["part"] += 1
            else:
                self.reads["older"] += not content.startswith(last)
                last = content

    def judge(self, after: bool) -> None:
        """Say whether what was booked is there, and whether what is there was booked."""
        entries = self.call("entries", "--ledger", str(self.ledger))
        try:
            booked = Counter(entry["voucher"] for entry in json.loads(entries.stdout)["entries"])
        except (ValueError, KeyError):
            booked = Counter()
            self.complaints.append(entries.stderr.strip() or entries.stdout.strip())
        asked = self.writers * self.bookings - (self.bookings - self.bookings // 2) + 1
        confirmed = len(self.confirmed)
        lost = sorted(set(self.confirmed) - set(booked))
        double = sorted(voucher for voucher, times in booked.items() if times > 1)
        unasked = sorted(set(booked) - set(self.confirmed))
        bad = []
        if confirmed < asked:
            bad.append(self.text("few", confirmed, asked))
            bad += [self.text("said", complaint) for complaint in sorted(set(self.complaints))[:3]]
        if lost:
            bad.append(self.text("lost", ", ".join(lost[:9])))
        if double:
            bad.append(self.text("double", ", ".join(double[:9])))
        if len(unasked) > 1:
            bad.append(self.text("unasked", ", ".join(unasked[:9])))
        self.tell("booked", (confirmed, booked.total()), *bad)
        self.tell("killed", (), *([] if after else self.complaints[-1:]))
        verified = self.call("verify", "--ledger", str(self.ledger))
        said = (verified.stdout or verified.stderr).strip()[:300]
        self.tell("chain", (), *([] if verified.returncode == 0 else [said]))
        counts = [self.reads[name] for name in ("missing", "part", "older")]
        unread = [self.text("reader_bad", *counts)] if any(counts) else []
        self.tell("reader", (self.reads["read"],), *unread)
        ours = {self.ledger.name + end for end in ("", "~", ".lock")} | {"probe.lock"}
        left = sorted(set(os.listdir(self.folder)) - ours)
        self.tell("left", (), *([self.text("left_bad", ", ".join(left))] if left else []))


def said_of(done: subprocess.CompletedProcess[str]) -> str:
    """Return what the program said against a command."""
    try:
        return str(json.loads(done.stdout)["error"]["message"])
    except (ValueError, KeyError):
        return done.stderr.strip()[-300:]


def replace(new: Path, path: Path) -> None:
    """Give *new* the name of *path*; Windows needs a moment while somebody reads."""
    for pause in (0.05, 0.1, 0.2, 0.4) if sys.platform == "win32" else ():
        with contextlib.suppress(PermissionError):
            os.replace(new, path)
            return
        time.sleep(pause)
    os.replace(new, path)


def ask(path: str, *, hold: bool) -> int:
    """Ask for a lock as a process of its own, print what came of it, and hold it if asked to."""
    with open(path, "ab") as file:
        try:
            lock(file.fileno())
        except OSError as problem:
            print("refused" if refused(problem) else errno.errorcode.get(problem.errno or 0, "?"))
            return 0
        print("got", flush=True)
        if hold:
            sys.stdin.read()
    return 0


def hold(folder: Path, *, english: bool) -> int:
    """Hold a lock until somebody presses Enter, for another computer to see."""
    path = folder / HELD
    with open(path, "ab") as file:
        lock(file.fileno())
        print(TEXTS["holding"][english].format(path), socket.gethostname(), flush=True)
        sys.stdin.readline()
    path.unlink(missing_ok=True)
    return 0


@contextlib.contextmanager
def made(folder: Path, *, keep: bool) -> Iterator[Path]:
    """Give a folder of our own in *folder*, and take it away with all that is in it."""
    own = Path(tempfile.mkdtemp(prefix="antragsbudget-try-", dir=folder))
    try:
        yield own
    finally:
        if not keep:
            shutil.rmtree(own, ignore_errors=True)


def usage(name: str, *values: object, english: bool) -> int:
    print(TEXTS[name][english].format(*values), file=sys.stderr)
    return 2


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folder", metavar="ORDNER", type=Path, help="auf dem Laufwerk, z. B. S:\\Haushalt"
    )
    parser.add_argument("--lang", choices=("de", "en"), default="de", help="Sprache")
    parser.add_argument("--writers", type=int, default=8, metavar="ZAHL", help="Prozesse (2–64)")
    parser.add_argument(
        "--bookings", type=int, default=50, metavar="ZAHL", help="Buchungen je Prozess (2–1000)"
    )
    parser.add_argument(
        "--program",
        default="antragsbudget",
        metavar="DATEI",
        help="das Programm, wenn es nicht im Suchpfad steht",
    )
    parser.add_argument("--keep", action="store_true", help="den Unterordner zum Ansehen behalten")
    parser.add_argument(
        "--hold",
        action="store_true",
        help="nur eine Sperre halten, für die Prüfung vom anderen Rechner",
    )
    for name in ("--ask", "--ask-hold"):
        parser.add_argument(name, action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask or given.ask_hold:
        return ask(given.folder, hold=given.ask_hold)
    english = given.lang == "en"
    if not (2 <= given.writers <= 64 and 2 <= given.bookings <= 1000):
        parser.error("--writers 2–64, --bookings 2–1000")
    try:
        if given.hold:
            return hold(given.folder, english=english)
        program = [shutil.which(given.program) or given.program]
        started = subprocess.run(
            [*program, "--version"], capture_output=True, encoding="utf-8", check=False
        )
        if started.returncode != 0:
            return usage("no_program", started.stderr.strip(), english=english)
        with made(given.folder, keep=given.keep) as own:
            print(TEXTS["start"][english].format(given.folder, given.writers, given.bookings))
            return Trial(own, program, given.writers, given.bookings, english).run()
    except OSError as problem:
        if problem.filename == given.program:
            return usage("no_program", problem.strerror, english=english)
        return usage("no_folder", given.folder, problem.strerror, english=english)


if __name__ == "__main__":
    sys.exit(main())
