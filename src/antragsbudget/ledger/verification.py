"""Verification of a ledger: form, sums, numbers, chain and every rule, over all of it."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from antragsbudget.core.admission import audit
from antragsbudget.core.budget import Budget
from antragsbudget.core.form import check_header
from antragsbudget.errors import LedgerError
from antragsbudget.language import messages
from antragsbudget.language.records import Failure, Refusal
from antragsbudget.ledger import codec, fast_reader, gate, store


class LocatedFinding(Struct, frozen=True):
    """A fault of the file, or a rule that the header or an entry breaks, with its line."""

    line: int | None
    entry: int | None
    fault: Failure | Refusal

    @property
    def code(self) -> str:
        """Return the public code of the finding."""
        return self.fault.finding if isinstance(self.fault, Failure) else self.fault.code


class Verification(Struct, frozen=True):
    """What the replay found; `matched` is the number of the entry with the given fingerprint."""

    budget: Budget | None
    entries: int
    replayed: int  # those before the first fault of the file: the rules were asked about them
    fingerprint: str | None
    findings: tuple[LocatedFinding, ...]
    matched: int | None = None


def verify(path: Path, fingerprint: str | None) -> Verification:
    """Replay the ledger at *path*. Raises `LedgerError` only if the file cannot be read at all.

    A *fingerprint* may be shortened to its beginning; None if none is to be matched.
    """
    content = store.read(path)
    try:
        document, inspection = _inspect(path, content)
    except LedgerError as error:
        finding = LocatedFinding(error.location.line, None, error.failure)
        return Verification(None, 0, 0, None, (finding,))
    sound_count = 0 if inspection.budget is None else inspection.sound_count
    findings = [*_faults(document, inspection), *_violations(document, inspection, sound_count)]
    matched = None
    if fingerprint is not None:
        hashes = inspection.hashes
        matched = next((n for n, h in enumerate(hashes) if h.startswith(fingerprint)), None)
        if matched is None:
            other = messages.file.OtherFingerprint(fingerprint=fingerprint)
            findings.append(LocatedFinding(None, None, other))
    findings.sort(key=lambda finding: finding.line or 0)
    return Verification(
        budget=inspection.budget,
        entries=inspection.count,
        replayed=sound_count,
        fingerprint=inspection.fingerprint or None,
        findings=tuple(findings),
        matched=matched,
    )


def _inspect(path: Path, content: bytes) -> tuple[codec.TomlDocument, gate.Inspection]:
    """Return the file and what it holds; raises `LedgerError` if it is not TOML."""
    if fast := fast_reader.read(content):
        inspection = gate.sound_inspection(fast.budget, fast.entries, fast.opening_hash)
        return codec.TomlDocument(str(path), content, {}, []), inspection
    document = codec.parse(content, str(path))
    return document, gate.inspect(document)


def _faults(document: codec.TomlDocument, inspection: gate.Inspection) -> Iterator[LocatedFinding]:
    for fault in inspection.faults:
        yield LocatedFinding(document.line(*fault.path), fault.failure.entry, fault.failure)


def _violations(
    document: codec.TomlDocument, inspection: gate.Inspection, sound_count: int
) -> Iterator[LocatedFinding]:
    """Yield the rules that the header breaks, and those that entries before the first fault break.

    Later violations may only follow from that fault: one change is one finding.
    """
    if inspection.budget is None:
        return
    for keys, violation in check_header(inspection.budget):
        yield LocatedFinding(document.line(*keys), None, violation)
    for finding in audit(inspection.budget, inspection.entries[:sound_count], inspection.hashes[0])[
        1
    ]:
        line = document.line("entry", finding.entry - 1)
        yield LocatedFinding(line, finding.entry, finding.violation)
