"""The proof of a ledger: faults of the file, broken rules, and what a fingerprint is of."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.corpus_ledgers import ledger_bytes

from antragsbudget.errors import LedgerError
from antragsbudget.language.messages.file import OtherFingerprint
from antragsbudget.language.records import Refusal
from antragsbudget.ledger.verification import LocatedFinding, Verification, verify


def proof(folder: Path, content: bytes, fingerprint: str | None = None) -> Verification:
    path = folder / "l.toml"
    path.write_bytes(content)
    return verify(path, fingerprint)


def codes(result: Verification) -> list[tuple[int | None, int | None, str]]:
    return [(finding.line, finding.entry, finding.code) for finding in result.findings]


def test_a_whole_ledger_has_no_finding(tmp_path: Path) -> None:
    result = proof(tmp_path, ledger_bytes("valid/two-years"))
    assert (result.entries, result.replayed, result.findings) == (53, 53, ())


def test_what_is_no_toml_is_one_finding_and_no_ledger(tmp_path: Path) -> None:
    result = proof(tmp_path, b"format = 1\n[budget\n")
    assert codes(result) == [(2, None, "ledger_invalid")]
    assert (result.budget, result.entries, result.replayed, result.fingerprint) == (
        None,
        0,
        0,
        None,
    )


def test_a_header_that_is_none_is_told_and_the_rules_are_not_asked(tmp_path: Path) -> None:
    content = ledger_bytes("valid/two-years").replace(b"currency = ", b"currancy = ", 1)
    result = proof(tmp_path, content)
    assert (result.budget, result.replayed) == (None, 0)
    assert {code for _, _, code in codes(result)} == {"ledger_invalid"}


def test_one_change_is_one_finding_and_the_rules_are_asked_up_to_it(tmp_path: Path) -> None:
    content = ledger_bytes("broken/changed-amount")
    result = proof(tmp_path, content)
    ((line, entry, code),) = codes(result)
    assert (code, result.replayed) == ("chain", (entry or 0) - 1)
    assert content.splitlines()[(line or 0) - 1].startswith(b"hash = ")


def test_a_broken_rule_is_found_with_its_line_and_its_source(tmp_path: Path) -> None:
    found = proof(tmp_path, ledger_bytes("broken/rule-four-eyes")).findings
    assert [finding.code for finding in found] == ["four_eyes"]
    assert found[0].line is not None and isinstance(found[0].fault, Refusal)
    assert found[0].fault.source == "Dienstanweisung"


def test_a_text_of_the_header_that_is_out_of_form_is_found(tmp_path: Path) -> None:
    found = proof(tmp_path, ledger_bytes("broken/rule-header")).findings
    assert found and all(one.entry is None and one.line is not None for one in found)


def test_a_fingerprint_is_that_of_an_entry_or_of_none(tmp_path: Path) -> None:
    content = ledger_bytes("valid/two-years")
    whole = proof(tmp_path, content)
    assert proof(tmp_path, content, whole.fingerprint).matched == 53
    other = proof(tmp_path, content, "0" * 64)
    assert other.matched is None
    assert other.findings == (LocatedFinding(None, None, OtherFingerprint(fingerprint="0" * 64)),)
    assert other.findings[0].code == "fingerprint"


def test_a_file_that_is_not_there_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        verify(tmp_path / "none.toml", None)
