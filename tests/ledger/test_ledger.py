"""The ledger as it is read: the short way and the long one lead to the same."""

from __future__ import annotations

from pathlib import Path

from tests.corpus_ledgers import ledger_bytes

from antragsbudget.ledger import ledger


def test_what_was_written_by_hand_is_read_like_what_the_program_wrote(tmp_path: Path) -> None:
    content = ledger_bytes("valid/two-years")
    for name, text in (
        ("a.toml", content),
        ("b.toml", content.replace(b"[[entry]]", b"[[ entry ]]")),
    ):
        (tmp_path / name).write_bytes(text)
    short, long = (ledger.read(tmp_path / name) for name in ("a.toml", "b.toml"))
    assert short.content != long.content
    assert [*short.entries] == [*long.entries]
    assert (short.budget, short.opening_hash, short.fingerprint) == (
        (long.budget, long.opening_hash, long.fingerprint)
    )
    assert short.balances() == long.balances()


def test_the_state_after_all_entries_is_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "l.toml"
    path.write_bytes(ledger_bytes("valid/two-years"))
    found = ledger.read(path)
    assert found.balances(upto=len(found.entries)) == found.balances()
    assert found.balances(upto=0).entries == {}
    assert (found.state(0), found.state(53)) == (found.opening_hash, found.fingerprint)
