"""Whatever is changed in a ledger of two hundred entries is one finding, at the line of its entry.

Here is one change of each kind of value, and every tenth change of the order; `make stress` tries
each character, and each change of the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest
from tests.program import run_each
from tests.trust import tampering
from tests.trust.tampering import (
    ENTRIES,
    ORDER,
    Change,
    changed,
    faults,
    faults_against_paper,
    fingerprint_of_paper,
    forged,
    ledger,
    lost,
    one_character,
    one_of_each,
    values,
)

from antragsbudget import pipeline
from antragsbudget.core.entries import KINDS

KINDS_AND_HEADER = ["header", *KINDS]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "l.toml"


def test_the_ledger_is_clean_and_has_every_kind_of_entry(path: Path) -> None:
    path.write_text(ledger(), "utf-8", newline="\n")
    found = pipeline.verify(path, fingerprint_of_paper()[1])
    assert (found.findings, found.entries, found.matched) == ((), ENTRIES, 51)
    assert {value.kind for value in values()} == set(KINDS_AND_HEADER)


@pytest.mark.parametrize("kind", KINDS_AND_HEADER)
def test_a_changed_value_is_one_finding_at_its_entry(path: Path, kind: str) -> None:
    some = tuple(value for value in one_of_each() if value.kind == kind)
    assert len(some) > 4
    assert [fault for one in one_character(some) for fault in faults(one, path)] == []


@pytest.mark.parametrize("how", ORDER)
def test_an_entry_out_of_place_is_one_finding_where_it_is(path: Path, how: str) -> None:
    some = list(islice(ORDER[how](), 3, None, 10))
    assert len(some) >= 20
    assert [fault for one in some for fault in faults(one, path)] == []


def test_lost_entries_are_found_against_the_fingerprint_of_a_paper(path: Path) -> None:
    cut = list(islice(lost(), 0, None, 5))
    assert len(cut) > 10
    assert [fault for one in cut for fault in faults_against_paper(one, path)] == []


def test_a_forged_chain_is_found_against_the_fingerprint_of_a_paper(path: Path) -> None:
    """All hashes were computed anew: the chain alone is whole."""
    sealed = list(islice(forged(), 0, None, 5))
    assert len(sealed) > 10
    assert [fault for one in sealed for fault in faults_against_paper(one, path)] == []


def told(folder: Path, changes: Sequence[Change], *arguments: str) -> list[tuple[int, int, str]]:
    """Return what the program itself says: its code, how many findings, and of what sort."""
    names = [f"{number}.toml" for number in range(len(changes))]
    for name, change in zip(names, changes, strict=True):
        (folder / name).write_text(change.text, "utf-8", newline="\n")
    calls = [["verify", "--ledger", name, "--json", *arguments] for name in names]
    found = [(one.code, one.json["findings"]) for one in run_each(folder, calls)]
    return [(code, len(findings), findings[0]["code"]) for code, findings in found]


def test_the_program_itself_says_so(tmp_path: Path) -> None:
    amount = next(one for one in one_of_each() if (one.kind, one.key) == ("expense", "amount"))
    changes = [changed(amount, 0), *(next(iter(ORDER[how]())) for how in ORDER)]
    codes = told(tmp_path, changes)
    one, order, chain = (1, 1), "ledger_invalid", "chain"
    assert codes == [(*one, code) for code in (chain, order, chain, order, order, order)]
    paper = ("--fingerprint", fingerprint_of_paper()[1])
    changes = [next(tampering.lost()), next(tampering.forged())]
    assert told(tmp_path, changes, *paper) == [(1, 1, "fingerprint")] * 2
