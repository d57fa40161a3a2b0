"""A new kind of entry: what is to be known of it is declared at its class, and nothing forgets it.

Here such a kind is added to a copy of the program, at the places that CONTRIBUTING.md names.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar, get_args

import pytest
from tests.builders import MOMENT, budget, commitment, eur, expense, reversal
from tests.program import LEDGER, environment, place
from tools.readme import ROOT

from antragsbudget.core.balances import fold
from antragsbudget.core.entries import (
    KINDS,
    AmountFrom,
    Entry,
    Expense,
    Number,
    Recorded,
    Text,
    fields_holding,
)
from antragsbudget.core.rules import NAMES, Case
from antragsbudget.language import vocabulary
from antragsbudget.language.messages.irreversible import NotReversible, PaperStands
from antragsbudget.language.messages.references import WrongKind
from antragsbudget.language.records import Refusal

SOURCE = Path("src/antragsbudget")
FACTS = sorted(Recorded.__annotations__.keys() - {*Recorded.__struct_fields__})
OF_ALL = {*Recorded.__struct_fields__}


class Inspection(Recorded, frozen=True, kw_only=True):
    """A scratch kind: somebody looked at an expense."""

    kind = "inspection"
    names: ClassVar = {"entry": (Expense,)}
    irreversible: ClassVar[type[NotReversible] | None] = None
    amount_from = "named"
    in_papers = True
    stands_alone = True

    entry: Number
    reason: Text | None = None


def undeclared(kind: type[Recorded]) -> list[str]:
    """Return what a kind does not say of itself, or says of fields that it does not have."""
    silent = [fact for fact in FACTS if fact not in vars(kind)]
    if "names" in vars(kind):
        numbers = {*fields_holding(kind, "number")} - OF_ALL
        silent += sorted(f"names: {field}" for field in numbers ^ kind.names.keys())
    return silent


class TestEveryKind:
    @pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
    def test_declares_itself_all_that_is_to_be_known_of_it(self, kind: type[Entry]) -> None:
        assert undeclared(kind) == []
        assert kind.amount_from in get_args(AmountFrom)
        assert kind.irreversible is None or issubclass(kind.irreversible, NotReversible)

    @pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
    def test_stands_on_allocations_or_on_what_it_names_or_on_nothing(
        self, kind: type[Entry]
    ) -> None:
        """What has no allocation of its own, and names an entry, names just one in any case."""
        if kind.names and not fields_holding(kind, "allocation"):
            (field,) = kind.names
            assert field in {*kind.__struct_fields__} - {*kind.__struct_defaults__}

    def test_has_a_noun(self) -> None:
        assert vocabulary.KINDS.keys() == KINDS.keys()


class TestAKindThatSaysNotAll:
    @pytest.mark.parametrize("fact", FACTS)
    def test_is_found(self, fact: str) -> None:
        facts = {name: value for name, value in vars(Inspection).items() if name in FACTS}
        assert undeclared(Inspection) == []
        silent = type("Silent", (Recorded,), {k: v for k, v in facts.items() if k != fact})
        assert fact in undeclared(silent)

    def test_is_found_where_it_does_not_say_what_a_number_may_name(self) -> None:
        class Forgetful(Inspection, frozen=True, kw_only=True):
            names: ClassVar = {}

        assert "names: entry" in undeclared(Forgetful)


class TestAnEntryOfANewKind:
    """Naming an entry of a kind is refused unless the naming one declares it."""

    def named(self, entry: Any) -> list[tuple[type[Refusal], object]]:
        """Return what the rules say of a kind that nobody expected, with what it names."""
        balances = fold(budget(), [expense(1)])
        inspected: Any = Inspection(**self.head(2), entry=1)
        balances.entries[2] = inspected
        case = Case(balances, entry, balances.effect(entry), MOMENT.date())
        refusals = [refusal for rule in NAMES for refusal in rule.check(case)]
        return [(type(refusal), getattr(refusal, "expected", None)) for refusal in refusals]

    @staticmethod
    def head(nr: int) -> dict[str, Any]:
        day = MOMENT.date()
        return {
            "nr": nr,
            "date": day,
            "recorded_at": MOMENT,
            "recorded_by": "kb",
            "hash": "0" * 64,
        }

    @pytest.mark.parametrize(
        ("kind", "field"),
        [
            (kind, field)
            for kind in KINDS.values()
            for field, named in kind.names.items()
            if named != (Recorded,)
        ],
        ids=lambda one: one if isinstance(one, str) else one.kind,
    )
    def test_cannot_be_named(self, kind: type[Entry], field: str) -> None:
        makers: dict[str, Any] = {"commitment": commitment, "expense": expense}
        make = makers.get(kind.kind)
        more: dict[str, Any] = {"amount": eur("5.00")} if "amount" in kind.__struct_fields__ else {}
        entry = make(3, **{field: 2}) if make else kind(**{**self.head(3), field: 2, **more})
        expected = tuple(one.kind for one in kind.names[field])
        assert (WrongKind, expected) in self.named(entry)

    def test_can_be_reversed_if_it_says_so(self) -> None:
        assert self.named(reversal(3, 2)) == []
        Inspection.irreversible = PaperStands
        try:
            assert self.named(reversal(3, 2)) == [(PaperStands, None)]
        finally:
            Inspection.irreversible = None


# The kind, at each of its places: what is put there, and before which line.

PLACES: dict[str, list[tuple[str, str]]] = {
    "core/entries.py": [
        (
            "Booking = Reservation",
            '''class Inspection(Recorded, frozen=True, kw_only=True):
    """Somebody looked at an expense."""

    kind = "inspection"
    names = {"entry": (Expense,)}
    irreversible = None
    amount_from = "named"
    in_papers = True
    stands_alone = True

    entry: Number
    reason: Text | None = None


''',
        ),
        ("    | IssuedPaper\n)", "    | Inspection\n"),
    ],
    "core/balances.py": [
        ("    IssuedPaper,\n", "    Inspection,\n"),
        ("            case Consent() | Measure() | Setting() | IssuedPaper():\n",
         "            case Inspection():\n                return NOTHING\n"),
        ("            case Supplement() | Cut() | Block()",
         "            case Inspection():\n                pass\n"),
    ],
    "documents/subjects.py": [
        ("    IssuedPaper,\n", "    Inspection,\n"),
        ("        case Transfer() | Cut():",
         "        case Inspection():\n"
         "            return _joined(subjects.on_entry(entry.entry, language), entry.reason)\n"),
    ],
    "language/vocabulary.py": [
        (
            '    "paper": Noun(',
            '''    "inspection": Noun(
        Both("Sichtung", "inspection"),
        Both("Sichtungen", "inspections"),
        Both("eine Sichtung", "an inspection"),
        Both("diese Sichtung", "this inspection"),
    ),
''',
        ),
    ],
}  # fmt: skip


def copied(folder: Path, *places: str) -> Path:
    """Return the folder of a copy of the program in which these places know the kind."""
    shutil.copytree(ROOT / SOURCE, folder / SOURCE, ignore=shutil.ignore_patterns("__pycache__"))
    for name in places:
        path = folder / SOURCE / name
        text = path.read_text(encoding="utf-8")
        for before, added in PLACES[name]:
            assert text.count(before) == 1, (name, before)
            text = text.replace(before, added + before)
        path.write_text(text, encoding="utf-8")
    return folder / "src"


def complaints(source: Path, *modules: str) -> set[str]:
    """Return the files of a copy in which mypy finds a fault; all of it, or these modules."""
    (source / "mypy.ini").write_text("[mypy]\nstrict = true\nplugins = pydantic.mypy\n")
    wanted = [word for module in modules for word in ("-m", module)]
    line = [sys.executable, "-m", "mypy", "--cache-dir", str(source.parent / "cache"), *wanted]
    done = subprocess.run(line, cwd=source, capture_output=True, text=True)
    found = set(re.findall(r"^antragsbudget/(\S+?):\d+: error: .*", done.stdout, re.MULTILINE))
    assert (done.returncode == 0) == (not found), done.stdout + done.stderr
    return found


JUDGED = tuple(
    f"antragsbudget.{name}" for name in ("core.balances", "documents.subjects", "core.selection")
)


def test_the_places_of_a_kind_are_those_that_contributing_names_and_four() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (section,) = re.findall(r"\*\*Add a kind of entry\*\*.*?\n\n", text, re.DOTALL)
    named = re.findall(r"^\d\. `((?:core|documents|language)/\S+\.py)`", section, re.MULTILINE)
    assert sorted(named) == (sorted(PLACES))
    assert len(PLACES) == 4


def test_what_forgets_a_new_kind_fails_type_checking(tmp_path: Path) -> None:
    source = copied(tmp_path, "core/entries.py")
    assert complaints(source, *JUDGED) == {"core/balances.py", "documents/subjects.py"}


def test_known_at_its_four_places_a_kind_is_read_judged_listed_shown_and_told(
    tmp_path: Path,
) -> None:
    source = copied(tmp_path, *PLACES)
    assert complaints(source, *JUDGED) == set()
    ledger = place(tmp_path, "valid/two-years")
    script = tmp_path / "append.py"
    script.write_text(
        """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from antragsbudget import pipeline
from antragsbudget.core.entries import Expense
from antragsbudget.core.proposal import Now, Proposal

path = Path(sys.argv[1])
now = Now(date(2023, 6, 1), datetime(2023, 6, 1, 9, tzinfo=UTC), "kb")
balances = pipeline.read(path).balances()
nr = max(nr for nr, item in balances.items.items() if isinstance(item.entry, Expense)
         and item.year in balances.open_years and not balances.live_names(nr)
         and nr not in balances.reversed_by)
for named in (1, nr):
    words = {"entry": str(named), "reason": "gesehen"}
    outcome = pipeline.record(path, [Proposal("inspection", words)], lambda: now, None, print)
    print(named == nr, [type(one).__name__ for one in outcome.violations], outcome.written)
print(nr, outcome.entries[0].nr)
"""
    )
    env = environment(PYTHONPATH=str(source))

    def told(*line: str) -> str:
        return subprocess.run(
            [sys.executable, *line], cwd=tmp_path, env=env, capture_output=True, text=True
        ).stdout

    lines = told(str(script), str(ledger)).splitlines()
    assert lines[0].startswith("False ['WrongKind'") and lines[1] == "True [] True"
    expense_nr, nr = lines[2].split()
    run = ("-m", "antragsbudget", "--ledger", str(LEDGER))
    assert '"ok":true' in told(*run, "pruefen", "--json").replace(" ", "")
    assert "gesehen" in told(*run, "zeigen", nr)
    assert f"Nr. {expense_nr}, gesehen" in told(*run, "buchungen", "--art", "sichtung")
    refused = told(*run, "stornieren", expense_nr, "--grund", "x", "--json")
    assert '"named_by_others"' in refused
    done = told(*run, "stornieren", nr, "--grund", "x", "--json")
    assert '"kind": "reversal"' in done or '"kind":"reversal"' in done
