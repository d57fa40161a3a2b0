"""The ledgers of the corpus: some are stored, each other one is a stored one and its edits.

`python tests/make_corpus.py broken/sum` prints one as the program gets to see it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.ledger import codec

CORPUS = Path(__file__).with_name("corpus")
DCP = "digitalisierung-cybersicherheit-post"
ENTRY = "\n[[entry]]\n"

Edit = Callable[[str], str]


@cache
def ledger_bytes(name: str) -> bytes:
    """Return a ledger by its folder and name, such as `broken/sum`."""
    folder, _, case = name.partition("/")
    if folder == "refused":
        return ledger_bytes(named_in(CORPUS / f"{name}.args"))
    for base, edits in EDITS.get(folder, {}).items():
        if case in edits:
            text = edits[case](ledger_bytes(f"valid/{base}").decode())
            return text.encode("utf-8", "surrogateescape")
    return (CORPUS / f"{name}.toml").read_bytes()


@cache
def names(folder: str) -> tuple[str, ...]:
    """Return the names of all cases of a folder, sorted."""
    ending = "args" if folder in ("stories", "refused") else "toml"
    stored = [path.stem for path in CORPUS.glob(f"{folder}/*.{ending}")]
    edited = [name for edits in EDITS.get(folder, {}).values() for name in edits]
    return tuple(sorted([*stored, *edited]))


def named_in(commands: Path) -> str:
    """Return the ledger on which commands are refused: their first line says it."""
    found = re.match(r"# ledger: (\S+)\n", commands.read_text("utf-8"))
    assert found, f"{commands} does not begin with the name of its ledger"
    return found[1]


# What an edit can do


def sealed(text: str) -> str:
    """Return the ledger with its hashes computed anew: a chain that is whole, whatever it says.

    A paper that names a hash names the new one, as somebody would see to who forges a ledger.
    """
    document = codec.parse(text.encode(), "")
    last = header_hash(document.header)
    new: dict[object, str] = {}
    for table in document.entries:
        named, old = table.get("fingerprint"), str(table["hash"])
        last = entry_hash(last, {**table, "fingerprint": new[named]} if named in new else table)
        new[old] = last
        text = text.replace(old, last)
    return text


def entry(text: str, nr: int) -> str:
    """Return the lines of the entry *nr*."""
    return text.split(ENTRY)[nr]


def changed(old: str, new: str) -> Edit:
    """Change the first *old*: where that breaks the chain, the break is to be found."""

    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return edit


def forged(old: str, new: str, *, nr: int | None = None) -> Edit:
    """Change the first *old*, if need be that of one entry, and seal the ledger again."""

    def edit(text: str) -> str:
        before, table, after = "", text, ""
        if nr is not None:
            table = ENTRY + entry(text, nr)
            before, _, after = text.partition(table)
        return sealed(before + changed(old, new)(table) + after)

    return edit


def added(kind: str, at: str, **keys: object) -> Edit:
    """Add an entry, booked on the day and at the moment *at*, that the program would refuse."""
    moment = datetime.fromisoformat(at)
    recorded = {"date": moment.date(), "recorded_at": moment, "recorded_by": "kb"}

    def edit(text: str) -> str:
        nr = text.count(ENTRY) + 1
        table = {"nr": nr, "kind": kind, **recorded, **keys, "hash": f"{nr:064}"}
        return sealed(text + codec.block(table, "\n"))

    return edit


def removed(nr: int) -> Edit:
    return lambda text: text.replace(ENTRY + entry(text, nr), "", 1)


def in_turn(*edits: Edit) -> Edit:
    def edit(text: str) -> str:
        for one in edits:
            text = one(text)
        return text

    return edit


# Edits that one ledger needs


def swapped(text: str) -> str:
    parts = text.split(ENTRY)
    parts[4], parts[5] = parts[5], parts[4]
    return ENTRY.join(parts)


def renumbered(text: str) -> str:
    """Remove the third entry and number on, as somebody would who wants it to pass unseen."""
    numbers = (changed(f"nr = {nr}\n", f"nr = {nr - 1}\n") for nr in range(4, 8))
    return in_turn(removed(3), *numbers)(text)


def inline(text: str) -> str:
    """Write the first entry as an inline array, as a tool might that dumps the whole."""
    header = text.partition(ENTRY)[0]
    fields = ", ".join(entry(text, 1).strip().split("\n"))
    return f"entry = [{{ {fields} }}]\n{header}"


def in_latin_1(text: str) -> str:
    return text.encode("latin-1", "replace").decode("utf-8", "surrogateescape")


def of_other_state(text: str) -> str:
    """Let a paper fix an earlier state than the one before it."""
    document = codec.parse(text.encode(), "")
    named, earlier = (str(document.entries[nr - 1]["hash"]) for nr in (46, 45))
    return forged(f'fingerprint = "{named}"', f'fingerprint = "{earlier}"', nr=47)(text)


def with_remarks(text: str) -> str:
    """Write as an editor on Windows does, with remarks between the entries."""
    text = text.replace(ENTRY, f"\n# geprüft: mw{ENTRY}").replace("total =", "  total  =")
    return f"\ufeff# von Hand ergänzt\n{text}\n# Ende".replace("\n", "\r\n")


NUMBER = 'number = "61/0815"\n'
# No such file lies in the corpus: any hash will do.
FILES = "".join(f'    "{digit * 64}",\n' for digit in "0f")

# Folder, stored ledger, edited ledger, edit. What is called rule-… breaks a rule in a whole chain.
EDITS: dict[str, dict[str, dict[str, Edit]]] = {
    "valid": {
        "shipped": {
            "large": in_turn(
                changed("total = 600000.00", "total = 9999999999.99"),
                changed("amount = 300000.00", "amount = 4999999999.99"),
                changed("amount = 300000.00", "amount = 5000000000.00"),
            ),
        },
        "acceptance": {"windows": with_remarks},
        "two-years": {"with-files": forged(NUMBER, f"{NUMBER}files = [\n{FILES}]\n", nr=47)},
    },
    "broken": {
        "acceptance": {
            "empty": lambda text: "",
            "only-a-comment": lambda text: "# hier stand einmal etwas\n",
            "not-utf-8": in_turn(lambda text: text.replace("Befahrung", "Prüfung"), in_latin_1),
            "toml-syntax": changed('purpose = "Befahrung', "purpose = Befahrung"),
            "toml-cut-off": lambda text: text[: text.rindex("payee") + 20],
            "deeply-nested": changed("format = 1", f"format = 1\ndeep = {'[' * 40}{']' * 40}"),
            "outsize-number": changed("format = 1", f"format = 1{'0' * 80}"),
            "newer-format": changed("format = 1", "format = 2"),
            "older-format": changed("format = 1", "format = 0"),
            "sum": changed("total = 600000.00", "total = 600000.01"),
            "missing-header-key": changed("total = 600000.00\n", ""),
            "unknown-header-key": changed("fiscal_year =", "year = 2022\nfiscal_year ="),
            "bad-year": changed("fiscal_year = 2022", "fiscal_year = 22"),
            "bad-share": changed("fiscal_year = 2022", "fiscal_year = 2022\nwarn_at = 1.01"),
            "wrong-currency": changed('currency = "EUR"', 'currency = "CHF"'),
            "negative-allocation": changed("amount = 300000.00", "amount = -300000.00"),
            "same-code-twice": changed('code = "DCP"', 'code = "dz"'),
            "empty-id": changed('id = "digitaler-zwilling"', 'id = ""'),
            "unknown-key": changed('schreibung"\n', 'schreibung"\nvat = 19\n'),
            "missing-key": changed('purpose = "Fortschreibung"\n', ""),
            "unknown-kind": changed('kind = "reservation"', 'kind = "present"'),
            "no-kind": changed('kind = "reservation"\n', ""),
            "bad-float": changed("amount = 238000.00", "amount = 238000.0"),
            "infinite-float": changed("amount = 238000.00", "amount = inf"),
            "whole-number": changed("amount = 238000.00", "amount = 238000"),
            "wrong-type": changed('payee = "Stadtmodell eG"', "payee = 4711"),
            "wrong-moment": changed("2022-06-14T10:00:00Z", "2022-06-14T10:00:00"),
            "escape-sequence": changed('"Stadtmodell eG"', r'"\u001b[31mStadtmodell[/red]"'),
            "unknown-allocation": changed('n = "digitaler-zwilling"', 'n = "zwilling"'),
            "inline-entries": in_turn(inline, sealed),
            "entry-is-a-table": lambda text: f"{text.partition(ENTRY)[0]}\n[entry]\nnr = 1\n",
            "gap": removed(4),
            "removed-and-renumbered": renumbered,
            "repeated": lambda text: text + ENTRY + entry(text, 7),
            "swapped": swapped,
            "changed-header": changed("Kaarst", "Kaarst-Büttgen"),
            "changed-amount": changed("amount = 88060.00", "amount = 8806.00"),
            "changed-hash": in_turn(  # one a digit too long, another one too short
                changed('hash = "', 'hash = "0'),
                changed('0"\n', '"\n'),
            ),
            "changed-twice": in_turn(
                changed("amount = 88060.00", "amount = 8806.00"),
                changed("Aufmaß strittig", "Aufmaß falsch"),
            ),
            "several-at-once": in_turn(
                changed("total = 600000.00", "total = 1.00"),
                changed('kind = "reservation"', 'kind = "present"'),
                changed("amount = 134000.00", "amount = 134000.0"),
            ),
            "rule-overspent": forged("79850.00", "79850.01"),
            "rule-unknown-area": forged("nr = 7\n", 'area = "Kantine"\nnr = 7\n'),
            "rule-form": in_turn(
                changed('"Aufmaß strittig"', '"REASON"'),
                changed('"Fortschreibung"', r'"Fort\nschreibung"'),
                changed("79850.00", "0.00"),
                changed('recorded_by = "kb"', 'recorded_by = ""'),
                sealed,
            ),
            "rule-header": in_turn(
                lambda text: text.replace("digitaler-zwilling", r"digitaler-\u00adzwilling"),
                changed('title = "Einrichtung', 'title = "a\u0308Einrichtung'),
                changed('"Neuss"', r'"Ne\nuss"'),
                sealed,
            ),
            "rule-decomposed": forged("Aufmaß", "Aufmaß a\u0308"),
            "rule-future": forged("date = 2022-04-05", "date = 2022-04-07"),
            "rule-gross": forged("= 79850.00\n", "= 79850.00\nnet = 1.00\ntax_rate = 19.00\n"),
            "rule-year": forged("date = 2022-10-04", "date = 2023-10-04"),
            "rule-reversed-twice": added(
                "reversal", "2022-10-05T08:00:00Z", entry=5, reason="Aufmaß strittig"
            ),
        },
        "two-years": {
            "rule-carry-unblocked": forged("blocked = 50000.00\n", "", nr=36),
            "rule-carry-blocked-more": forged("blocked = 50000.00", "blocked = 60000.00", nr=36),
            "rule-carry-above": forged("amount = 34000.00", "amount = 39000.01", nr=37),
            "rule-carry-years": forged("to_year = 2023", "to_year = 2024", nr=36),
            "rule-carry-late": forged("from_year = 2022", "from_year = 2023", nr=36),
            "rule-close-year": forged("year = 2022", "year = 2021", nr=38),
            "rule-close-early": forged("date = 2023-01-16", "date = 2022-10-31", nr=38),
            "rule-measure": forged('measure = "pentest"', 'measure = "pentets"', nr=23),
            "rule-cut": forged('reason = "Haushaltssicherung"\n', "", nr=29),
            "rule-cut-shortfall": forged("despite_shortfall = true\n", "", nr=29),
            "rule-transfer": forged('to = "digitaler-zwilling"', f'to = "{DCP}"', nr=17),
            "rule-four-eyes": forged('ordered_by = "kb"', 'ordered_by = "MW"', nr=19),
            "rule-paper-fingerprint": of_other_state,
            "rule-paper-digest": forged('fingerprint = "', 'fingerprint = "0', nr=47),
            "rule-paper-future": forged("as_of = 2022-12-31", "as_of = 2023-03-10", nr=47),
            "rule-paper-files": forged(NUMBER, f'{NUMBER}files = ["abc"]\n', nr=47),
            "rule-paper-no-files": forged(NUMBER, f"{NUMBER}files = []\n", nr=47),
            "paper-number": changed('number = "61/0815"', 'number = "61/0816"'),
            "paper-meeting": changed("meeting = 2023-05-08", 'meeting = "2023-05-08"'),
            "paper-removed": removed(51),
            "unknown-source": changed(f'from = "{DCP}"', 'from = "digitalisirung"'),
            "unknown-basis": changed('basis = "nachtrag"', 'basis = "spende"'),
            "carry-is-no-amount": changed("\nblocked = 50000.00", "\nblocked = 50000"),
        },
    },
}
