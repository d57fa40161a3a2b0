"""The few paths through the program; who reads this has seen the whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from antragsbudget.core.balances import Balances
from antragsbudget.core.chain import entry_hash
from antragsbudget.core.entries import Entry, table_of
from antragsbudget.errors import LedgerError, Location, NameTaken
from antragsbudget.language import messages
from antragsbudget.language.records import Mistyped, Refusal, distinct
from antragsbudget.ledger import codec, ledger, motion, store
from antragsbudget.ledger.ledger import Ledger

if TYPE_CHECKING:  # a reading command does without Pydantic
    from antragsbudget.core.admission import Decision
    from antragsbudget.core.entries import IssuedPaper
    from antragsbudget.core.paper import Annex, Occasion, Paper
    from antragsbudget.core.proposal import Now, Proposal
    from antragsbudget.ledger.outputs import Outputs
    from antragsbudget.ledger.verification import Verification


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
    def violations(self) -> tuple[Refusal, ...]:
        """Return all that stands against the proposals, the same words once."""
        found = distinct(one for decision in self.decisions for one in decision.violations)
        return tuple(sorted(found, key=lambda one: not isinstance(one, Mistyped)))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries that were admitted; none if anything was refused."""
        made = [decision.entry for decision in self.decisions if decision.entry is not None]
        return tuple(made) if len(made) == len(self.decisions) else ()


def read(path: Path) -> Ledger:
    """Return the ledger at *path*; LedgerError for whatever is none."""
    return ledger.read(path)


def judge(path: Path, proposals: "Sequence[Proposal]", now: "Now") -> Outcome:
    """Return what the rules say to *proposals*, each after those before it, without writing."""
    return _judged(read(path), proposals, now)


def _judged(found: Ledger, proposals: "Sequence[Proposal]", now: "Now") -> Outcome:
    from antragsbudget.core.admission import admit_each
    from antragsbudget.core.form import check_header

    balances, broken = ledger.audit(found)
    decisions = tuple(admit_each(balances, proposals, now))
    return Outcome(found, balances, decisions, len(broken), len(check_header(found.budget)))


def record(
    path: Path,
    proposals: "Sequence[Proposal]",
    clock: "Callable[[], Now]",
    confirm: Callable[[Outcome], bool] | None,
    waiting: Callable[[store.LockHolder], None],
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
    waiting: Callable[[store.LockHolder], None],
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
    judged = outcome.ledger
    last, decisions, tables = judged.fingerprint, [], []
    for decision, entry in zip(outcome.decisions, outcome.entries, strict=True):
        last = entry_hash(last, table_of(entry))
        chained = replace(entry, hash=last)
        decisions.append(replace(decision, entry=chained))
        tables.append(table_of(chained))
    new = codec.append(judged.content, str(judged.path), *tables)
    store.replace(judged.path, judged.content, new)
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
    waiting: Callable[[store.LockHolder], None],
) -> Outcome:
    """Write a paper and record it, both or none; what is told is the ledger as it is then.

    Raises `NameTaken` if a file must not have its name: nothing is recorded then. No empty file
    keeps the names while the entry is written: a process killed there would leave what looks like
    a paper, and blocks the next one. Who takes a name in that instant has it; see `_place`.
    """
    wanted: Issue

    def judged() -> Outcome:
        nonlocal wanted
        found = read(path)
        wanted = prepared(found)
        return _judged(found, [wanted.proposal], clock())

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
    reason: str | None = None
    for path in files:
        try:
            place(path)
        except (NameTaken, LedgerError) as error:
            failure = error.failure if isinstance(error, LedgerError) else None
            known = failure.reason if isinstance(failure, messages.disk.NotWritten) else None
            failed[str(path)] = str(path if known else path.with_stem(f"{path.stem}-{nr}"))
            reason = reason or known or "EEXIST"
    if failed:
        lost = messages.disk.NotPlaced(
            entry=nr, reason=reason or "?", outputs=tuple(failed.values())
        )
        raise LedgerError(lost, Location(next(iter(failed))))


def create(path: Path, year: int | None, *, example: bool = False) -> bool:
    """Write a new ledger of the motion, or of the worked example; False if *path* exists already.

    An existing file is never touched.
    """
    return store.create(path, motion.example() if example else motion.new_ledger(year))


def compose(
    found: Ledger, occasion: "Occasion", *, public: bool, since: date | None = None
) -> "Paper | Annex":
    """Return the paper on the state that *occasion* fixes, or its annex of what is not public.

    It is compared with the last paper before that state, or with what was recorded before *since*.
    """
    from antragsbudget.core.paper import annex, compared_with, paper

    balances = found.balances(occasion.as_of, occasion.entries)
    known = found.balances(upto=occasion.entries)
    if not public:
        return annex(balances, occasion, known)
    entries = found.entries[: occasion.entries]
    earlier = compared_with(found.budget, entries, occasion.as_of, since, found.balances)
    return paper(balances, occasion, earlier, known)


def compose_again(found: Ledger, issued: "IssuedPaper") -> "Paper | Annex":
    """Return an issued paper as it was: nothing recorded since is in it."""
    from antragsbudget.core.paper import occasion_of

    occasion = occasion_of(issued, found.balances(issued.as_of, issued.nr - 1))
    return compose(found, occasion, public=issued.public is not False)


def verify(path: Path, fingerprint: str | None) -> "Verification":
    """Replay the ledger at *path*: form, sums, numbers, chain, every rule; all findings at once."""
    from antragsbudget.ledger.verification import verify

    return verify(path, fingerprint)
