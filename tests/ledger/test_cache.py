"""What is remembered of a ledger: it saves time, and is never of another opinion than the file."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from benchmarks import generate
from tests.builders import expense
from tests.corpus_ledgers import ledger_bytes, names
from tests.ledger.test_fast_reader import written

from antragsbudget import pipeline
from antragsbudget.core.balances import Balances, fold
from antragsbudget.core.entries import Expense, table_of
from antragsbudget.core.proposal import Now, Proposal
from antragsbudget.errors import LedgerError
from antragsbudget.ledger import cache, fast_reader
from antragsbudget.ledger.ledger import Ledger

PADDING = b"# so viel, dass es sich lohnt\n" * (cache.MIN_CACHED_SIZE // 30)
VALID = [f"valid/{name}" for name in names("valid") if name != "windows"]
OF_HEADER = "rule-header"  # no entry breaks a rule in it
BROKEN = [
    f"broken/{name}" for name in names("broken") if name.startswith("rule-") and name != OF_HEADER
]
NOW = Now(date(2024, 3, 1), datetime(2024, 3, 1, 9, tzinfo=UTC), "kb")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of what is remembered: an own one for each test, and empty."""
    if sys.platform != "linux":
        pytest.skip("elsewhere the folder cannot be chosen by a variable")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "antragsbudget"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "l.toml"


def large(source: str) -> bytes:
    """Return a ledger of the corpus that is large by a comment, which changes no hash."""
    return PADDING + ledger_bytes(source)


def judged(path: Path) -> pipeline.Outcome:
    """Return what the rules say to an entry that is always admitted."""
    words = {"key": "office", "value": "Amt 16", "decision": "Kreistag 30.03.2022"}
    return pipeline.judge(path, [Proposal("setting", words)], NOW)


def beginnings(content: bytes) -> Iterator[bytes]:
    """Yield the ledger as it was before its first entry, after it, and so on; every third."""
    starts = [*fast_reader.offsets(content), len(content)]
    yield from (content[:start] for start in starts[::3])


def contents(balances: Balances) -> dict[str, object]:
    """Return all that balances hold, whether recalled or recorded."""
    whole = ("items", "entries", "effects", "naming")
    shown = {name: dict(getattr(balances, name)) for name in whole}
    rest = {*balances.__struct_fields__} - {*whole, "vouchers", "earlier_vouchers"}
    expenses = [one for one in balances.entries.values() if isinstance(one, Expense)]
    return {
        **shown,
        **{name: getattr(balances, name) for name in rest},
        "count": [len(getattr(balances, name)) for name in whole],
        "vouchers": {one.nr: [*balances.same_voucher(one)] for one in expenses},
    }


def as_folded(ledger: Ledger) -> dict[str, object]:
    """Return the same of the ledger's entries, recorded one by one."""
    return contents(fold(ledger.budget, ledger.entries, ledger.opening_hash))


@pytest.mark.parametrize("source", VALID)
def test_whatever_is_remembered_the_figures_are_those_of_the_file(
    path: Path, folder: Path, source: str
) -> None:
    content = large(source)
    path.write_bytes(content)
    anew = pipeline.read(path)
    for beginning in beginnings(content):
        for file in folder.iterdir():
            file.unlink()
        path.write_bytes(beginning)
        pipeline.read(path)
        path.write_bytes(content)
        recalled = pipeline.read(path)
        assert recalled.cached_prefix is not None and recalled.cached_prefix.snapshot.size == len(
            beginning
        )
        assert [*recalled.entries] == [*anew.entries]
        assert recalled.fingerprint == anew.fingerprint
        balances = recalled.balances()
        assert contents(balances) == as_folded(anew) == contents(anew.balances())
        for day in (date(2022, 6, 30), date(2023, 1, 31)):
            assert contents(recalled.balances(day)) == contents(anew.balances(day))


@pytest.mark.parametrize("source", BROKEN)
def test_what_breaks_a_rule_is_remembered_as_such(path: Path, source: str) -> None:
    path.write_bytes(large(source))
    first, second = judged(path), judged(path)
    assert first.broken == second.broken > 0


def test_a_ledger_that_is_not_large_is_not_remembered(path: Path, folder: Path) -> None:
    content = ledger_bytes("valid/two-years")
    fitted = b"#" * (cache.MIN_CACHED_SIZE - 1 - len(content) - 1) + b"\n" + content
    path.write_bytes(fitted)
    assert (len(fitted), pipeline.read(path).cached_prefix) == (cache.MIN_CACHED_SIZE - 1, None)
    path.write_bytes(b"#" + fitted)
    assert not folder.exists()
    assert pipeline.read(path).cached_prefix is not None
    (file,) = folder.iterdir()
    assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_ledger_with_line_ends_of_windows_is_not_remembered(path: Path, folder: Path) -> None:
    content = large("valid/two-years")
    path.write_bytes(content)
    expected = contents(pipeline.read(path).balances())
    next(folder.iterdir()).unlink()
    path.write_bytes(content.replace(b"\n", b"\r\n"))
    ledger = pipeline.read(path)
    assert (ledger.cached_prefix, [*folder.iterdir()]) == (None, [])
    assert contents(ledger.balances()) == expected


def test_another_beginning_is_read_anew(path: Path) -> None:
    content = large("valid/two-years")
    path.write_bytes(content)
    pipeline.read(path)
    path.write_bytes(content.replace(b"viel", b"gros", 1))
    ledger = pipeline.read(path)
    assert contents(ledger.balances()) == as_folded(ledger)


@pytest.mark.parametrize("behind", [b"# x\n", b" # x", b"[[entry]]\nnr = 1\n", b"x = 1\n"])
def test_what_stands_behind_the_last_entry_is_never_overlooked(path: Path, behind: bytes) -> None:
    """Also not where it begins in the line, or in the very place, in which the last one ended."""
    content = large("valid/two-years")
    for remembered_of in (content, content.rstrip(b"\n")):
        path.write_bytes(remembered_of)
        pipeline.read(path)
        path.write_bytes(remembered_of + behind)
        found = pipeline.verify(path, None).findings
        if b"#" in behind:
            assert (pipeline.read(path).fingerprint, found) == (
                pipeline.read(path).entries[-1].hash,
                (),
            )
        else:
            with pytest.raises(LedgerError):
                pipeline.read(path)
            assert found


@pytest.mark.parametrize("between", [b"\x0b", b"\x0c", b"\r \n"])
def test_what_is_no_space_in_toml_is_not_passed_over(path: Path, between: bytes) -> None:
    content = large("valid/two-years")
    *_, last = fast_reader.offsets(content)
    path.write_bytes(content[:last])
    pipeline.read(path)
    path.write_bytes(content[:last] + between + content[last:])
    with pytest.raises(LedgerError):
        pipeline.read(path)


def test_a_further_entry_that_stands_right_behind_the_last_is_seen(path: Path) -> None:
    content = large("valid/two-years")
    *_, last = fast_reader.offsets(content)
    path.write_bytes(content[: last + 1])  # with the line end that begins the last heading
    assert len(pipeline.read(path).entries) == 52
    path.write_bytes(content)
    assert len(pipeline.read(path).entries) == 53


@pytest.mark.parametrize("at", [0, 20, 33, 39, 45, 200, 2000, -1])
def test_what_is_damaged_is_thrown_away(path: Path, folder: Path, at: int) -> None:
    path.write_bytes(large("valid/two-years"))
    right = contents(pipeline.read(path).balances())
    (file,) = folder.iterdir()
    stored = bytearray(file.read_bytes())
    stored[at] ^= 1
    file.write_bytes(stored)
    assert cache.load(path, path.read_bytes()) is None
    assert contents(pipeline.read(path).balances()) == right
    assert cache.load(path, path.read_bytes()) is not None


@pytest.mark.parametrize("stored", [b"", b"x" * 31, b"x" * 32, b"x" * 40, b"x" * 4000])
def test_what_is_no_memory_at_all_is_thrown_away(path: Path, folder: Path, stored: bytes) -> None:
    path.write_bytes(large("valid/two-years"))
    pipeline.read(path)
    (file,) = folder.iterdir()
    file.write_bytes(stored)
    assert cache.load(path, path.read_bytes()) is None


def test_what_somebody_else_put_there_is_thrown_away(path: Path, folder: Path) -> None:
    path.write_bytes(large("valid/two-years"))
    pipeline.read(path)
    (file,) = folder.iterdir()
    if os.geteuid() == 0:
        os.chown(file, 65534, 65534)
        assert cache.load(path, path.read_bytes()) is None
    file.unlink()
    os.mkfifo(file)
    assert cache.load(path, path.read_bytes()) is None


def test_what_other_code_remembered_is_thrown_away(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(large("valid/two-years"))
    pipeline.read(path)
    monkeypatch.setattr(cache, "code_digest", lambda: b"other")
    assert cache.load(path, path.read_bytes()) is None


@pytest.mark.parametrize("there", ["", *cache.CODE_FOLDERS])
def test_where_the_code_is_in_no_files_nothing_is_remembered(
    path: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    (tmp_path / there).mkdir(parents=True, exist_ok=True)
    for name in cache.CODE_FOLDERS if there else ():
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        if name != there:
            (tmp_path / name / "one.py").touch()
    monkeypatch.setattr(cache, "PACKAGE", str(tmp_path))
    cache.code_digest.cache_clear()
    try:
        path.write_bytes(large("valid/two-years"))
        ledger = pipeline.read(path)
        assert (cache.code_digest(), [*folder.parent.rglob("*.figures")]) == (None, [])
        assert cache.load(path, path.read_bytes()) is None
        assert contents(ledger.balances()) == as_folded(ledger)
    finally:
        cache.code_digest.cache_clear()


def test_all_code_that_reads_adds_up_and_judges_counts() -> None:
    """A folder that is added there must be named, or figures would outlive what is in it."""
    package = Path(cache.PACKAGE)
    folders = {
        str(path.parent.relative_to(package))
        for name in ("core", "ledger", "values")
        for path in (package / name).rglob("*.py")
    }
    assert folders == {*cache.CODE_FOLDERS}


def test_where_nothing_can_be_stored_nothing_is(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(large("valid/two-years"))
    folder.parent.write_text("no folder")
    ledger = pipeline.read(path)
    assert contents(ledger.balances()) == as_folded(ledger)
    assert folder.parent.read_text() == "no folder"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda name: name)  # an account without a home
    assert contents(pipeline.read(path).balances()) == as_folded(ledger)


def test_a_voucher_with_an_escape_is_found_like_any_other(path: Path) -> None:
    content = large("valid/two-years")
    voucher = re.search(rb'voucher = "([^"]+)"', content)
    assert voucher is not None
    escaped = b"".join(b"\\u%04x" % byte for byte in voucher[1])
    path.write_bytes(content.replace(voucher[0], b'voucher = "%b"' % escaped, 1))
    pipeline.read(path)
    ledger = pipeline.read(path)
    assert ledger.cached_prefix is not None
    assert contents(ledger.balances()) == as_folded(ledger)


def test_the_same_voucher_of_somebody_else_is_another(path: Path) -> None:
    dcp, bills = "digitalisierung-cybersicherheit-post", [("A", "R-1"), ("B", "R-1"), ("a", "R-2")]
    tables = (
        table_of(expense(nr, allocation=dcp, payee=payee, voucher=voucher))
        for nr, (payee, voucher) in enumerate(bills, start=1)
    )
    path.write_bytes(PADDING + written(tables))
    pipeline.read(path)
    balances = pipeline.read(path).balances()
    for nr, payee, voucher, found in (
        *((1, "A", "R-1", [1]), (2, "B", "R-1", [2]), (3, "A", "R-2", [3])),
        *((4, "C", "R-1", []), (5, "A", "R-3", [])),
    ):
        asked = expense(nr, allocation=dcp, payee=payee, voucher=voucher)
        assert [one.nr for one in balances.same_voucher(asked)] == found


def test_nothing_that_was_recorded_goes_away(path: Path) -> None:
    path.write_bytes(large("valid/two-years"))
    pipeline.read(path)
    entries = pipeline.read(path).balances().entries
    with pytest.raises(TypeError):
        del entries[1]
    for nr in (0, -1, 54):
        assert nr not in entries
        with pytest.raises(KeyError):
            entries[nr]


def test_many_entries_behind_what_is_remembered_are_remembered_too(path: Path) -> None:
    content = "".join(generate.ledger(2 * cache.MAX_UNCACHED + 2)).encode()
    starts = [*fast_reader.offsets(content)]
    first, every = cache.MAX_UNCACHED + 1, len(starts)
    for count, remembers in ((first, first), (every - 1, first), (every, every)):
        path.write_bytes(PADDING + content[: [*starts, len(content)][count]])
        judged(path)
        ledger = pipeline.read(path)
        assert ledger.cached_prefix is not None
        assert (len(ledger.entries), ledger.cached_prefix.snapshot.count) == (count, remembers)
        assert contents(ledger.balances()) == as_folded(ledger)
