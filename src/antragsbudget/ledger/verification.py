"""The proof of a ledger: form, sums, numbers, chain and every rule, asked of all of it anew."""

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


class Found(Struct, frozen=True):
    """One finding of the audit, and where: a fault of the file, or what a rule has against it."""

    line: int | None
    entry: int | None
    fault: Failure | Refusal

    @property
    def code(self) -> str:
        """Return the public code of the finding."""
        return self.fault.finding if isinstance(self.fault, Failure) else self.fault.code


class Verification(Struct, frozen=True):
    """What the replay of everything found; `matched` is the entry that a fingerprint is of."""

    budget: Budget | None
    entries: int
    replayed: int  # those before the first fault of the file: the rules were asked about them
    fingerprint: str | None
    findings: tuple[Found, ...]
    matched: int | None = None


def verified(path: Path, fingerprint: str | None) -> Verification:
    """Return what the replay of the ledger at *path* finds; LedgerError if it cannot be read."""
    content = store.read(path)
    try:
        document, passed = _passed(path, content)
    except LedgerError as error:
        found = Found(error.location.line, None, error.failure)
        return Verification(None, 0, 0, None, (found,))
    sound = 0 if passed.budget is None else passed.sound
    findings = [*_faults(document, passed), *_broken(document, passed, sound)]
    matched = None
    if fingerprint is not None:
        hashes = passed.hashes
        matched = next((n for n, h in enumerate(hashes) if h.startswith(fingerprint)), None)
        if matched is None:
            other = messages.file.OtherFingerprint(fingerprint=fingerprint)
            findings.append(Found(None, None, other))
    findings.sort(key=lambda found: found.line or 0)
    last = passed.fingerprint or None
    return Verification(passed.budget, passed.count, sound, last, tuple(findings), matched)


def _passed(path: Path, content: bytes) -> tuple[codec.TomlDocument, gate.Passed]:
    """Return the file and what it holds; LedgerError if it is no TOML."""
    if found := fast_reader.read(content):
        passed = gate.whole(found.budget, found.entries, found.opening_hash)
        return codec.TomlDocument(str(path), content, {}, []), passed
    document = codec.parse(content, str(path))
    return document, gate.inspected(document)


def _faults(document: codec.TomlDocument, passed: gate.Passed) -> Iterator[Found]:
    for fault in passed.faults:
        yield Found(document.line(*fault.path), fault.failure.entry, fault.failure)


def _broken(document: codec.TomlDocument, passed: gate.Passed, sound: int) -> Iterator[Found]:
    """Yield what the rules say to the header, and to the entries before the first fault.

    What they say behind it may follow from it: one change is one finding.
    """
    if passed.budget is None:
        return
    for keys, violation in check_header(passed.budget):
        yield Found(document.line(*keys), None, violation)
    for finding in audit(passed.budget, passed.entries[:sound], passed.hashes[0])[1]:
        line = document.line("entry", finding.entry - 1)
        yield Found(line, finding.entry, finding.violation)
