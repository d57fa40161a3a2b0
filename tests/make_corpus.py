"""Makes the corpus: ledgers told as stories, and beside each what the program says to it.

`python tests/make_corpus.py` writes everything anew; read what changed before you keep it.
"""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

if __name__ == "__main__":
    sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from tests.program import CORPUS, Result, run_each

from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.ledger import codec

LANGUAGES = ("de", "en")

# One command a line, each at its moment.
STORIES = {
    "shipped": "",
    "acceptance": """
        2022-03-09T08:00:00Z reserve DZ 238.000,00 --purpose "Befahrung mit Laserscannern"
        2022-03-31T07:30:00Z release DZ 300.000,00 --decision "Kreistag 30.03.2022"
        2022-04-05T09:14:07Z commit DZ 220.150,00 --reservation 1 --final --payee "Geodaten Rhein GmbH"
        2022-06-14T10:00:00Z expense DZ 88.060,00 --commitment 3 --voucher GR-2022-118
        2022-09-20T10:00:00Z expense DZ 134.000,00 --commitment 3 --voucher GR-2022-204 --final
        2022-09-21T06:45:00Z reverse 5 --reason "Aufmaß strittig"
        2022-10-04T12:00:00Z commit DZ 79.850,00 --payee "Stadtmodell eG" --purpose "Fortschreibung"
    """,  # noqa: E501  # a command is one line
    "in-use": """
        2022-03-31T07:00:00Z set adopted "600.000,00 EUR bewilligt" --decision "Kreistag 30.03.2022"
        2022-03-31T07:05:00Z consent DZ Kaarst --answer given --reference "Rat 17.03.2022"
        2022-03-31T07:06:00Z consent DZ Neuss --answer refused --reference "Schreiben 21.03.2022"
        2022-03-31T07:10:00Z reserve DZ 238.000 --purpose "Befahrung" --area "Digitaler Zwilling"
        2022-03-31T07:15:00Z release DZ alles --decision "Kreistag 30.03.2022, TOP 12"
        2022-04-05T09:14:07Z commit DZ 220.150 --reservation 4 --final --payee "Geodaten Rhein GmbH" --order-number B-17
        2022-06-14T10:00:00Z expense DZ 88.060 --commitment 6 --voucher GR-118 --certified-by mw --ordered-by kb
        2022-06-20T10:00:00Z pay 7
        2022-07-01T10:00:00Z refund 7 1.000 --voucher GS-4 --purpose "Gutschrift"
        2022-07-04T08:00:00Z commit DCP 15.000 --net --tax-rate 19 --payee "Prüfwerk IT-Sicherheit GmbH" --purpose Penetrationstest
        2022-08-02T08:00:00Z expense DCP 17.850 --commitment 10 --voucher RE-2022/007 --final
        2022-08-03T08:00:00Z reserve DCP 20.000 --purpose "Postscanner" --payee K-4711 --non-public
        2022-08-04T08:00:00Z settle 12 --reason "Vorhaben aufgegeben"
        2022-08-05T08:00:00Z expense DCP 500 --payee "Druck & Papier" --purpose Plakate --voucher D-1
        2022-08-08T08:00:00Z reverse 14 --reason "falscher Ansatz"
        2022-08-09T08:00:00Z reserve DCP 30.000 --purpose "Digitale Poststelle" --non-public
        2022-08-10T08:00:00Z block DCP 50.000 --reason "Haushaltssperre 2022"
        2022-08-11T08:00:00Z commit DCP 5.000 --payee "Studien GmbH" --purpose Machbarkeitsstudie --until 2023
        2022-08-12T08:00:00Z commit DCP 900 --payee "Kabel KG" --purpose "Netz" --note "zweiter Weg"
        2022-08-15T08:00:00Z expense DCP 1.000 --commitment 19 --final --voucher K-1
        2022-08-16T08:00:00Z expense DCP 250 --payee "Kabel KG" --purpose "Stecker" --voucher K-2
        2022-08-17T08:00:00Z refund 21 250 --voucher K-2-S
        2022-08-18T08:00:00Z expense DCP 750,50 --payee "Kabel KG" --purpose "Dosen" --voucher K-3 --date 12.08.2022
    """,  # noqa: E501  # a command is one line
    "four-eyes": """
        2022-04-01T08:00:00Z set four_eyes_from 1.000 --decision "Dienstanweisung 3/2022"
        2022-04-01T08:01:00Z set warn_at "80 %" --decision "Dienstanweisung 3/2022"
        2022-04-01T08:02:00Z set committee "Digitalausschuss" --decision "Dienstanweisung 3/2022"
        2022-04-01T08:03:00Z set office "ZS 3" --decision "Dienstanweisung 3/2022"
        2022-04-04T08:00:00Z expense DCP 999,99 --payee A --purpose B --voucher 1
        2022-04-05T08:00:00Z expense DCP 1.000,00 --payee A --purpose B --voucher 2 --certified-by mw --ordered-by kb
        2022-04-06T08:00:00Z commit DCP 250.000 --payee "Netz AG" --purpose "Ausfallsicheres Netz"
    """,  # noqa: E501  # a command is one line
    "used-up": """
        2022-04-04T08:00:00Z reserve DCP 100.000 --purpose "Vorhaben"
        2022-04-05T08:00:00Z commit DCP 60.000 --reservation 1 --final --payee A --purpose B
        2022-04-06T08:00:00Z commit DCP 240.000 --payee C --purpose D
        2022-04-07T08:00:00Z release DZ 100 --decision "Kreistag 30.03.2022"
        2022-04-08T08:00:00Z commit DZ 100 --payee E --purpose F
        2022-04-09T08:00:00Z block DZ 0,01 --despite-shortfall --reason "Haushaltssperre"
    """,  # a command is one line
}  # fmt: skip

# What is refused: ledger -> commands. English names; the answers come in both languages.
REFUSED = {
    "in-use": """
        expense DCP 10
        commit DCP 10
        reserve DCP 10
        reserve DCP 1,234 --purpose x
        reserve DCP -5 --purpose x
        reserve DCP 0,00 --purpose x
        reserve DCP 10 --purpose x --date 31.02.2022
        reserve DCP 10 --purpose x --date 02.12.2022
        reserve DCP 10 --purpose x --year 2021
        reserve DCP 10 --purpose x --year 22
        reserve DCQ 10 --purpose x
        reserve digi 10 --purpose x
        reserve DCP 10 --purpose x --area Kantine
        reserve DCP 10 --purpose x --measure M1
        reserve DCP 10 --purpose x --tax-rate 19
        reserve DCP 10 --purpose x --net
        reserve DCP 10 --purpose x --net --tax-rate 16
        reserve DCP 9.999.999.999,99 --purpose x --net --tax-rate 19
        reserve DCP 10 --purpose PURPOSE
        reserve DCP 10 --purpose TURNED
        reserve DCP 10 --purpose LONG
        reserve DCP 300.000 --purpose x
        commit DCP 230.000 --payee a --purpose b
        commit DCP 225.399,51 --payee a --purpose b
        commit DCP 400.000 --payee a --purpose b
        commit DCP 10 --payee a --purpose b --final
        commit DCP 10 --payee a --purpose b --until bald
        commit DCP 10 --reservation 4 --payee a
        commit DCP 10 --reservation 18 --payee a
        commit DCP 10 --reservation 16 --payee a --date 08.08.2022
        expense DCP 10 --commitment 18 --reservation 16 --voucher 1
        expense DCP 10 --commitment 6 --voucher 1
        expense DCP 10 --commitment 99 --voucher 1
        expense DCP 17.850 --payee "prüfwerk it-sicherheitGMBH" --purpose x --voucher "RE-2022/007"
        expense DCP 5 --payee a --purpose b --voucher 1 --certified-by K.B --ordered-by "k. b"
        pay abc
        pay 99
        pay 6
        pay 7
        pay 14
        settle 12
        settle 7
        settle 14
        refund 7 87.060,01
        refund 21 0,01
        refund 6 5
        reverse 99 --reason x
        reverse 1 --reason x
        reverse 15 --reason x
        reverse 14 --reason x
        reverse 10 --reason x
        reverse 7 --reason x
        reverse 8 --reason x
        reverse 5
        reverse 5 --reason REASON
        reverse 18 --reason x --keep-settled
        consent DZ Köln --answer given --reference x
        consent DCP Neuss --answer given --reference x
        consent DZ Neuss --answer vielleicht --reference x
        release DZ all --decision x
        release DCP 50.000,01 --decision x
        release DCP 50.000
        release DCP 50.000 --decision "COMMITTEE, DATE, PAPER"
        block DCP 300.000 --reason x
        block DCP 300.000 --reason x --despite-shortfall
        set colour blue
        set warn_at 2
        set four_eyes_from wenig
        status --year 2030
        status --as-of gestern1
        entries DZ --kind geschenk
        entries NIX
        show 99
        show x
        verify --fingerprint xyz
        summary --output vorlage
        summary --output in-use.toml --format markdown --force
        summary --number TURNED
        init in-use.toml
        init neu.toml --year 22
    """,
    "shipped": """
        commit DZ 100 --payee a --purpose b
        commit DZ 300.000,01 --payee a --purpose b
        reserve DZ 300.000,01 --purpose b
        pay 1
        release DZ 300.000,01 --decision x
    """,
    "four-eyes": """
        expense DCP 1.000,00 --payee A --purpose B --voucher 3
        expense DCP 1.000,00 --payee A --purpose B --voucher 3 --certified-by mw
        expense DCP 1.000,00 --payee A --purpose B --voucher 2 --certified-by kb --ordered-by kb
        commit DCP 48.000,02 --payee A --purpose B
        set warn_at 0
    """,
    "used-up": """
        reverse 2 --reason x
        reverse 4 --reason x
        reverse 2 --reason x --keep-settled --date 01.04.2022
        commit DCP 0,01 --payee a --purpose b
        reserve DCP 0,01 --purpose b
        block DCP 0,01 --reason x
        release DZ 299.900,02 --decision x
    """,
    "bare": """
        reserve b 10 --purpose x --area Kantine
        consent b Neuss --answer given --reference x
        reserve c 10 --purpose x
    """,
    "usage": """
        statsu
        reserve
        reserve DCP
        reserve DCP 1.234 56 --purpose x
        reserve DCP 10 20 --purpose x
        reserve DCP 10 --purpos x
        reserve DCP 10 --purpose
        reserve DCP 10 --purpose --json=1
        status --all=yes
        status zuviel
        status --summe
        summary --format pdf
        consent DZ
        status --lang fr
        --show-completion tcsh
    """,
}  # fmt: skip

# Words that stand for what cannot be read in a list of commands.
MEANT = {"LONG": "x" * 501, "TURNED": "links \u202e rechts"}
WRITE = "commit DCP 1 --payee Probe --purpose Probe"


def story(name: str, folder: Path) -> bytes:
    """Return the ledger that the story *name* makes."""
    path = folder / f"{name}.toml"
    commands = [shlex.split(line) for line in STORIES[name].split("\n") if line.strip()]
    done = run_each(folder, [["init", path.name], *(_on(path.name, line) for line in commands)])
    for result in done:
        assert result.code == 0, (name, result.said)
    return path.read_bytes()


def _on(ledger: str, command: list[str]) -> list[str]:
    """Add the ledger to a command, which may begin with its moment."""
    return [*command, "--ledger", ledger]


def sealed(text: str) -> str:
    """Return the ledger with its hashes computed anew: a chain that is whole, whatever it says."""
    document = codec.parse(text.encode(), "")
    last = header_hash(document.header)
    for table in document.entries:
        last, old = entry_hash(last, table), str(table["hash"])
        text = text.replace(old, last)
    return text


def entry(text: str, nr: int) -> str:
    """Return the lines of the entry *nr*."""
    return text.split("\n[[entry]]\n")[nr]


def swapped(text: str) -> str:
    parts = text.split("\n[[entry]]\n")
    parts[4], parts[5] = parts[5], parts[4]
    return "\n[[entry]]\n".join(parts)


def removed(text: str, nr: int) -> str:
    parts = text.split("\n[[entry]]\n")
    return "\n[[entry]]\n".join(parts[:nr] + parts[nr + 1 :])


def renumbered(text: str) -> str:
    """Remove the third entry and number on, as somebody would who wants it to pass unseen."""
    for nr in range(4, 8):
        text = text.replace(f"nr = {nr}\n", f"nr = {nr - 1}\n")
    return removed(text, 3)


def inline(text: str) -> str:
    """Write the first entry as an inline array, as a tool might that dumps the whole."""
    header = text.partition("\n[[entry]]\n")[0]
    fields = ", ".join(entry(text, 1).strip().split("\n"))
    return f"entry = [{{ {fields} }}]\n{header}"


def changed(old: str, new: str, times: int = 1) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, times)

    return change


def in_turn(*changes: Callable[[str], str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        for one in changes:
            text = one(text)
        return text

    return change


# Each kind of damage to the ledger of the acceptance sequence.
DAMAGE: dict[str, Callable[[str], str]] = {
    "toml-syntax": changed('purpose = "Befahrung', "purpose = Befahrung"),
    "toml-cut-off": lambda text: text[: text.rindex("payee") + 20],
    "sum": changed("total = 600000.00", "total = 600000.01"),
    "unknown-key": changed('purpose = "Fortschreibung"', 'purpose = "Fortschreibung"\nvat = 19'),
    "unknown-header-key": changed("fiscal_year =", "year = 2022\nfiscal_year ="),
    "unknown-kind": changed('kind = "reservation"', 'kind = "present"'),
    "no-kind": changed('kind = "reservation"\n', ""),
    "bad-float": changed("amount = 238000.00", "amount = 238000.0"),
    "infinite-float": changed("amount = 238000.00", "amount = inf"),
    "whole-number": changed("amount = 238000.00", "amount = 238000"),
    "missing-key": changed('purpose = "Fortschreibung"\n', ""),
    "missing-header-key": changed("total = 600000.00\n", ""),
    "wrong-type": changed('payee = "Stadtmodell eG"', "payee = 4711"),
    "wrong-moment": changed("2022-06-14T10:00:00Z", "2022-06-14T10:00:00"),
    "negative-allocation": changed("amount = 300000.00", "amount = -300000.00"),
    "same-code-twice": changed('code = "DCP"', 'code = "dz"'),
    "empty-id": changed('id = "digitaler-zwilling"', 'id = ""'),
    "bad-year": changed("fiscal_year = 2022", "fiscal_year = 22"),
    "bad-share": changed("fiscal_year = 2022", "fiscal_year = 2022\nwarn_at = 1.01"),
    "unknown-allocation": changed('allocation = "digitaler-zwilling"', 'allocation = "zwilling"'),
    "gap": partial(removed, nr=4),
    "removed-and-renumbered": renumbered,
    "repeated": lambda text: text + "\n[[entry]]\n" + entry(text, 7),
    "swapped": swapped,
    "changed-amount": changed("amount = 88060.00", "amount = 8806.00"),
    "changed-twice": in_turn(
        changed("amount = 88060.00", "amount = 8806.00"),
        changed("Aufmaß strittig", "Aufmaß falsch"),
    ),
    "changed-header": changed("Kaarst", "Kaarst-Büttgen"),
    "changed-hash": lambda text: text.replace('hash = "', 'hash = "0', 1).replace('0"', '"', 1),
    "newer-format": changed("format = 1", "format = 2"),
    "older-format": changed("format = 1", "format = 0"),
    "wrong-currency": changed('currency = "EUR"', 'currency = "CHF"'),
    "not-utf-8": lambda text: text.replace("Befahrung", "Prüfung"),  # written in Latin-1, below
    "empty": lambda text: "",
    "only-a-comment": lambda text: "# hier stand einmal etwas\n",
    "inline-entries": lambda text: sealed(inline(text)),
    "entry-is-a-table": lambda text: text.partition("\n[[entry]]\n")[0] + "\n[entry]\nnr = 1\n",
    "deeply-nested": changed("format = 1", f"format = 1\ndeep = {'[' * 40}{']' * 40}"),
    "outsize-number": changed("format = 1", f"format = 1{'0' * 80}"),
    "several-at-once": in_turn(
        changed("total = 600000.00", "total = 1.00"),
        changed('kind = "reservation"', 'kind = "present"'),
        changed("amount = 134000.00", "amount = 134000.0"),
    ),
    "rule-overspent": lambda text: sealed(text.replace("79850.00", "79850.01")),
    "rule-unknown-area": lambda text: sealed(
        text.replace(entry(text, 7), 'area = "Kantine"\n' + entry(text, 7))
    ),
    "rule-form": lambda text: sealed(
        text.replace('"Aufmaß strittig"', '"REASON"')
        .replace('"Fortschreibung"', r'"Fort\nschreibung"')
        .replace("79850.00", "0.00")
        .replace('recorded_by = "kb"', 'recorded_by = ""', 1)
    ),
    "rule-decomposed": lambda text: sealed(text.replace("Aufmaß", "Aufmaß a\u0308")),
    "rule-future": lambda text: sealed(text.replace("date = 2022-04-05", "date = 2022-04-07")),
    "rule-gross": lambda text: sealed(
        text.replace("amount = 79850.00", "amount = 79850.00\nnet = 1.00\ntax_rate = 19.00")
    ),
    "rule-year": lambda text: sealed(text.replace("date = 2022-10-04", "date = 2023-10-04")),
    "escape-sequence": changed('"Stadtmodell eG"', r'"\u001b[31mStadtmodell[/red]"'),
}  # fmt: skip


def commented(text: str) -> str:
    """Return the ledger as an editor on Windows saves it, with remarks between the entries."""
    text = text.replace("\n[[entry]]\n", "\n# geprüft: mw\n[[entry]]\n")
    return "\ufeff# von Hand ergänzt\n" + text.replace("total =", "  total  =") + "\n# Ende"


def large(text: str) -> str:
    """Return a ledger whose amounts are as long as amounts can be."""
    text = text.replace("total = 600000.00", "total = 9999999999.99")
    text = text.replace("amount = 300000.00", "amount = 4999999999.99", 1)
    return text.replace("amount = 300000.00", "amount = 5000000000.00", 1)


def ledgers() -> Iterator[tuple[str, bytes]]:
    """Yield every ledger of the corpus that is made, with its name below the corpus."""
    with tempfile.TemporaryDirectory() as folder:
        told = {name: story(name, Path(folder)) for name in STORIES}
    for name in ("shipped", "acceptance", "in-use", "four-eyes"):
        yield f"valid/{name}", told[name]
    acceptance = told["acceptance"].decode()
    yield "valid/windows", commented(acceptance).replace("\n", "\r\n").encode()
    yield "valid/large", large(told["shipped"].decode()).encode()
    vector = (CORPUS / "valid" / "chain-vector.toml").read_bytes()
    for name in REFUSED:
        yield f"refused/{name}", {"usage": told["in-use"], "bare": vector, **told}[name]
    for name, damage in DAMAGE.items():
        encoding = "latin-1" if name == "not-utf-8" else "utf-8"
        yield f"broken/{name}", damage(acceptance).encode(encoding, errors="replace")


def commands(kind: str, name: str) -> list[list[str]]:
    """Return what is asked of the ledger *name* in the folder *kind*."""
    if kind == "valid":
        return [["verify"], ["status"], ["status", "--all"], ["entries"]]
    if kind == "broken":
        return [["verify"], ["status"], shlex.split(WRITE)]
    lines = (CORPUS / kind / f"{name}.args").read_text("utf-8").splitlines()
    return [shlex.split(line) for line in lines]


@cache
def outputs(kind: str) -> dict[str, str]:
    """Return what the program says to every ledger of a folder, by file name."""
    found = {}
    names = sorted(path.stem for path in (CORPUS / kind).glob("*.toml"))
    asked: list[list[str]] = []
    for name in names:
        for language in LANGUAGES:
            for command in commands(kind, name):
                typed = [MEANT.get(word, word) for word in command]
                asked.append(["--lang", language, *_on(f"{name}.toml", typed)])
        asked.append(["--ledger", f"{name}.toml", "--json", "status"])
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            Path(folder, f"{name}.toml").write_bytes((CORPUS / kind / f"{name}.toml").read_bytes())
        results = iter(run_each(Path(folder), asked))
    for name in names:
        for language in LANGUAGES:
            said = [transcript(one, next(results)) for one in commands(kind, name)]
            found[f"{name}.{language}.txt"] = "\n".join(said)
        state = next(results)
        if kind == "valid":
            found[f"{name}.json"] = state.out
    return found


def transcript(command: list[str], result: Result) -> str:
    """Return a command, what it said and its exit code, as a text to read."""
    return f"$ antragsbudget {shlex.join(command)}\n{result.said}[{result.code}]\n"


def main() -> None:
    """Write the whole corpus."""
    for name, lines in REFUSED.items():
        text = re.sub(r"^ +", "", lines.strip("\n "), flags=re.MULTILINE)
        (CORPUS / "refused").mkdir(parents=True, exist_ok=True)
        (CORPUS / "refused" / f"{name}.args").write_text(text + "\n", "utf-8", newline="\n")
    for name, content in ledgers():
        path = CORPUS / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for kind in ("valid", "refused", "broken"):
        for file, text in outputs(kind).items():
            (CORPUS / kind / file).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
