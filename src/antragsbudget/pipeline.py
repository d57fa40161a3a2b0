"""The few paths through the program; who reads this has seen the whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from antragsbudget.core.balances import Balances, fold
from antragsbudget.core.budget import Budget
from antragsbudget.core.chain import entry_hash
from antragsbudget.core.entries import Entry, table_of
from antragsbudget.core.violations import USAGE_CODES, Violation, distinct
from antragsbudget.errors import LedgerError, NameTaken, Place
from antragsbudget.ledger import as_written, codec, gate, motion, remembered, store

if TYPE_CHECKING:  # a reading command does without Pydantic
    from antragsbudget.core.admission import Decision
    from antragsbudget.core.proposal import Now, Proposal
    from antragsbudget.ledger.outputs import Outputs


class Ledger(Struct, frozen=True):
    """A ledger that passed the gate."""

    path: Path
    content: bytes
    budget: Budget
    entries: Sequence[Entry]
    opening_hash: str
    begun: remembered.Beginning | None = None  # of a large one: what its beginning amounts to

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the whole ledger."""
        return self.state(len(self.entries))

    def balances(self, as_of: date | None = None, upto: int | None = None) -> Balances:
        """Return what the entries amount to: valued up to *as_of*, with numbers up to *upto*."""
        if self.begun is not None and as_of is None and upto is None:
            balances = self.begun.balances()
            for entry in self.entries[self.begun.figures.count :]:
                balances.record(entry)
            return balances
        entries = self.entries if upto is None else self.entries[:upto]
        counted = (entry for entry in entries if as_of is None or entry.date <= as_of)
        return fold(self.budget, counted, self.opening_hash)

    def state(self, upto: int) -> str:
        """Return the fingerprint of the state after the entry with the number *upto*."""
        return self.entries[upto - 1].hash if upto else self.opening_hash


class Outcome(Struct, frozen=True):
    """What became of a proposal; `written` only if the file now holds the entry."""

    ledger: Ledger
    balances: Balances  # before the last entry
    decisions: "tuple[Decision, ...]"
    broken: int  # recorded entries that break a rule
    odd_texts: int  # texts of the header that are not in form
    written: bool = False
    declined: bool = False

    @property
    def decision(self) -> "Decision":
        """Return the decision on the last entry, which is mostly the only one."""
        return self.decisions[-1]

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Return all that stands against the proposals, the same words once."""
        found = distinct(one for decision in self.decisions for one in decision.violations)
        return tuple(sorted(found, key=lambda one: one.code not in USAGE_CODES))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries that were admitted; none if anything was refused."""
        made = [decision.entry for decision in self.decisions if decision.entry is not None]
        return tuple(made) if len(made) == len(self.decisions) else ()


def read(path: Path) -> Ledger:
    """Return the ledger at *path*; LedgerError for whatever is none."""
    content = store.read(path)
    return _continued(path, content) or _read_whole(path, content)


def _continued(path: Path, content: bytes) -> Ledger | None:
    """Return the ledger if it begins with what is remembered of it, and goes on as written."""
    begun = remembered.recall(path, content)
    if begun is None:
        return None
    figures, state = begun.figures, begun.figures.state
    follows = (state.budget, figures.count, state.fingerprint)
    later = as_written.entries(content, figures.size, *follows)
    if later is None:
        return None
    entries = remembered.Entries(begun, later)
    return Ledger(path, content, state.budget, entries, figures.opening_hash, begun)


def _read_whole(path: Path, content: bytes) -> Ledger:
    """Return the ledger from its first byte on; a large one is remembered if it is as written."""
    found = as_written.read(content)
    if found is None:
        passed = gate.opened(codec.parse(content, str(path)))
        assert passed.budget is not None, "the gate lets nothing pass without a budget"
        return Ledger(path, content, passed.budget, passed.entries, passed.hashes[0])
    begun, opening_hash = None, found.opening_hash
    if len(content) >= remembered.LARGE and b"\r" not in content:
        balances = fold(found.budget, found.entries, opening_hash)
        begun = remembered.keep(path, content, opening_hash, balances, None)
    return Ledger(path, content, found.budget, found.entries, opening_hash, begun)


def judge(path: Path, proposals: "Sequence[Proposal]", now: "Now") -> Outcome:
    """Return what the rules say to *proposals*, each after those before it, without writing."""
    return _judged(read(path), proposals, now)


def _judged(ledger: Ledger, proposals: "Sequence[Proposal]", now: "Now") -> Outcome:
    from antragsbudget.core.admission import admit_each
    from antragsbudget.core.form import check_header

    balances, broken = _audited(ledger)
    decisions = tuple(admit_each(balances, proposals, now))
    return Outcome(ledger, balances, decisions, len(broken), len(check_header(ledger.budget)))


def _audited(ledger: Ledger) -> tuple[Balances, set[int]]:
    """Return what a ledger amounts to, and which entries break a rule; that is remembered too."""
    from antragsbudget.core.admission import audit_on

    begun, start, broken = ledger.begun, 0, set[int]()
    balances = Balances.opening(ledger.budget, ledger.opening_hash)
    if begun is not None and begun.figures.broken is not None:
        balances, start = begun.balances(), begun.figures.count
        broken |= {*begun.figures.broken}
    later = ledger.entries[start:]
    broken |= {finding.entry for finding in audit_on(balances, later)}
    if begun is not None and len(later) > remembered.MUCH:
        remembered.keep(ledger.path, ledger.content, ledger.opening_hash, balances, broken)
    return balances, broken


def record(
    path: Path,
    proposals: "Sequence[Proposal]",
    clock: "Callable[[], Now]",
    confirm: Callable[[Outcome], bool] | None,
    waiting: Callable[[store.Holder], None],
) -> Outcome:
    """Append what *proposals* ask for, all or nothing, unless a rule or the person forbids it."""

    def judged() -> Outcome:
        return judge(path, proposals, clock())

    return _confirmed(path, judged, _appended, confirm, waiting)


def _confirmed(
    path: Path,
    judged: Callable[[], Outcome],
    written: Callable[[Outcome], Outcome],
    confirm: Callable[[Outcome], bool] | None,
    waiting: Callable[[store.Holder], None],
    *,
    sound: bool = False,
) -> Outcome:
    """Return what became of what is judged; it is *written* while nobody else can write.

    The person is asked without holding the lock; what she confirmed is what is written, or she is
    asked again about the ledger as it has become. *sound*: not where recorded entries break a rule.
    """
    while True:
        seen = None
        if confirm is not None:
            seen = judged()
            if not seen.entries or (sound and seen.broken):
                return seen
            if not confirm(seen):
                return replace(seen, declined=True)
        with store.locked(path, waiting):
            outcome = judged()
            if seen and outcome.ledger.content != seen.ledger.content:
                continue
            if not outcome.entries or (sound and outcome.broken):
                return outcome
            return written(outcome)


def _appended(outcome: Outcome) -> Outcome:
    ledger = outcome.ledger
    last, decisions, tables = ledger.fingerprint, [], []
    for decision, entry in zip(outcome.decisions, outcome.entries, strict=True):
        last = entry_hash(last, table_of(entry))
        chained = replace(entry, hash=last)
        decisions.append(replace(decision, entry=chained))
        tables.append(table_of(chained))
    new = codec.append(ledger.content, str(ledger.path), *tables)
    store.replace(ledger.path, ledger.content, new)
    return replace(outcome, decisions=tuple(decisions), written=True)


class Issue(Struct, frozen=True):
    """A paper that is to be issued: what is recorded of it, and the files that are written."""

    proposal: "Proposal"
    outputs: "Outputs"
    files: Mapping[Path, bytes]


def issue(
    path: Path,
    prepared: "Callable[[Ledger], Issue]",
    clock: "Callable[[], Now]",
    confirm: Callable[[Outcome], bool] | None,
    waiting: Callable[[store.Holder], None],
) -> Outcome:
    """Write a paper and record it, both or none; what is told is the ledger as it is then.

    Raises `NameTaken` if a file must not have its name: nothing is recorded then. No empty file
    keeps the names while the entry is written: a process killed there would leave what looks like
    a paper, and blocks the next one. Who takes a name in that instant has it; see `_place`.
    """
    wanted: Issue

    def judged() -> Outcome:
        nonlocal wanted
        ledger = read(path)
        wanted = prepared(ledger)
        return _judged(ledger, [wanted.proposal], clock())

    def written(outcome: Outcome) -> Outcome:
        with wanted.outputs.held(wanted.files) as place:
            recorded = _appended(outcome)
            _place(place, wanted.files, recorded.entries[-1].nr)
        return recorded

    return _confirmed(path, judged, written, confirm, waiting, sound=True)


def _place(place: Callable[[Path], None], files: Iterable[Path], nr: int) -> None:
    """Give the files of a recorded paper their names; what fails can be written again.

    Whoever takes a name after the last look at it has it: the paper may be written under another.
    """
    failed: dict[str, str] = {}
    reason: object = None
    for path in files:
        try:
            place(path)
        except (NameTaken, LedgerError) as error:
            known = error.facts.get("reason") if isinstance(error, LedgerError) else None
            failed[str(path)] = str(path if known else path.with_stem(f"{path.stem}-{nr}"))
            reason = reason or known or "EEXIST"
    if failed:
        facts = {"reason": reason, "entry": nr, "outputs": tuple(failed.values())}
        raise LedgerError("not_writable", "not_placed", Place(next(iter(failed))), facts)


def create(path: Path, year: int | None, *, example: bool = False) -> bool:
    """Write a new ledger of the motion, or of the worked example; False if *path* exists already.

    An existing file is never touched.
    """
    return store.create(path, motion.example() if example else motion.new_ledger(year))


class Found(Struct, frozen=True):
    """One finding of the audit, and where; a fault of the file, or a violation of a rule."""

    line: int | None
    entry: int | None
    code: str
    says: str
    facts: Mapping[str, object] = field(default_factory=dict)
    violation: Violation | None = None


class Verification(Struct, frozen=True):
    """What the replay of everything found; `matched` is the entry that a fingerprint is of."""

    budget: Budget | None
    entries: int
    replayed: int  # those before the first fault of the file: the rules were asked about them
    fingerprint: str | None
    findings: tuple[Found, ...]
    matched: int | None = None


def verify(path: Path, fingerprint: str | None) -> Verification:
    """Replay the ledger at *path*: form, sums, numbers, chain, every rule; all findings at once."""
    from antragsbudget.core.admission import audit
    from antragsbudget.core.form import check_header

    content = store.read(path)
    if as_read := as_written.read(content):
        document = codec.Document(str(path), content, {}, [])
        passed = gate.whole(as_read.budget, as_read.entries, as_read.opening_hash)
    else:
        try:
            document = codec.parse(content, str(path))
        except LedgerError as error:
            found = Found(error.place.line, None, error.code, error.says, error.facts)
            return Verification(None, 0, 0, None, (found,))
        passed = gate.inspected(document)
    findings = [
        Found(document.line(*f.path), f.entry, f.code, f.says, {**f.facts, "entry": f.entry or 0})
        for f in passed.faults
    ]
    sound = 0 if passed.budget is None else passed.sound
    if passed.budget is not None:
        for keys, violation in check_header(passed.budget):
            line = document.line(*keys)
            says, facts = violation.says, violation.facts
            findings.append(Found(line, None, violation.code, says, facts, violation))
        # What the rules say behind a fault may follow from it: one change is one finding.
        for finding in audit(passed.budget, passed.entries[:sound], passed.hashes[0])[1]:
            line = document.line("entry", finding.entry - 1)
            violation = finding.violation
            findings.append(
                Found(
                    line, finding.entry, violation.code, violation.says, violation.facts, violation
                )
            )
    matched = None
    if fingerprint is not None:
        hashes = passed.hashes
        matched = next((n for n, h in enumerate(hashes) if h.startswith(fingerprint)), None)
        if matched is None:
            facts = {"fingerprint": fingerprint}
            findings.append(Found(None, None, "fingerprint", "fingerprint", facts))
    findings.sort(key=lambda found: found.line or 0)
    last = passed.fingerprint or None
    return Verification(passed.budget, passed.count, sound, last, tuple(findings), matched)
