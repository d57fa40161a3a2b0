"""The few paths through the program, from the first step to the last."""

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
    """What became of proposals; `written` only if the file now holds their entries."""

    ledger: Ledger
    balances: Balances  # before the last entry
    decisions: "tuple[Decision, ...]"
    broken: int  # number of recorded entries that break a rule
    odd_texts: int  # number of texts in the header that break a rule of form
    written: bool = False
    declined: bool = False

    @property
    def decision(self) -> "Decision":
        """Return the decision on the last entry, usually the only one."""
        return self.decisions[-1]

    @property
    def violations(self) -> tuple[Refusal, ...]:
        """Return all refusals, without repetition; those of mistyped words come first."""
        refusals = distinct(
            violation for decision in self.decisions for violation in decision.violations
        )
        return tuple(sorted(refusals, key=lambda refusal: not isinstance(refusal, Mistyped)))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries that were admitted; none if anything was refused."""
        admitted = [decision.entry for decision in self.decisions if decision.entry is not None]
        return tuple(admitted) if len(admitted) == len(self.decisions) else ()


def read(path: Path) -> Ledger:
    """Return the ledger at *path*. Raises `LedgerError` if it cannot be read or is not valid."""
    return ledger.read(path)


def judge(path: Path, proposals: "Sequence[Proposal]", now: "Now") -> Outcome:
    """Return the decisions on *proposals*, each after those before it, without writing.

    Raises `LedgerError` like `read`.
    """
    return _judge(read(path), proposals, now)


def _judge(current: Ledger, proposals: "Sequence[Proposal]", now: "Now") -> Outcome:
    from antragsbudget.core.admission import admit_each
    from antragsbudget.core.form import check_header

    balances, broken = ledger.audit(current)
    decisions = tuple(admit_each(balances, proposals, now))
    return Outcome(current, balances, decisions, len(broken), len(check_header(current.budget)))


def record(
    path: Path,
    proposals: "Sequence[Proposal]",
    clock: "Callable[[], Now]",
    confirm: Callable[[Outcome], bool] | None,
    waiting: Callable[[store.LockHolder], None],
) -> Outcome:
    """Append what *proposals* ask for, all or nothing, unless a rule or the person forbids it.

    Raises `LedgerError` if the ledger cannot be read, locked or written; it is then unchanged.
    """

    def judged() -> Outcome:
        return judge(path, proposals, clock())

    return _confirm_and_write(path, judged, _append, confirm, waiting)


def _confirm_and_write(
    path: Path,
    judged: Callable[[], Outcome],
    written: Callable[[Outcome], Outcome],
    confirm: Callable[[Outcome], bool] | None,
    waiting: Callable[[store.LockHolder], None],
    *,
    require_sound: bool = False,
) -> Outcome:
    """Judge, ask the person, and write under the lock.

    The person is asked without holding the lock. If the ledger has changed meanwhile, it is judged
    anew and she is asked again. *require_sound*: write nothing if recorded entries break a rule.
    """
    while True:
        seen = None
        if confirm is not None:
            seen = judged()
            if not seen.entries or (require_sound and seen.broken):
                return seen
            if not confirm(seen):
                return replace(seen, declined=True)
        with store.locked(path, waiting):
            outcome = judged()
            if seen and outcome.ledger.content != seen.ledger.content:
                continue
            if not outcome.entries or (require_sound and outcome.broken):
                return outcome
            return written(outcome)


def _append(outcome: Outcome) -> Outcome:
    current = outcome.ledger
    last, decisions, tables = current.fingerprint, [], []
    for decision, entry in zip(outcome.decisions, outcome.entries, strict=True):
        last = entry_hash(last, table_of(entry))
        chained = replace(entry, hash=last)
        decisions.append(replace(decision, entry=chained))
        tables.append(table_of(chained))
    new = codec.append(current.content, str(current.path), *tables)
    store.replace(current.path, current.content, new)
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
    """Write a paper and record it, both or none; the paper shows the ledger as of that moment.

    Raises `NameTaken` if a file must not have its name, and `LedgerError` like `record`: nothing is
    recorded then. Raises `LedgerError` also if a recorded paper could not get its name.
    No empty file reserves the names while the entry is written: a process killed there would leave
    what looks like a paper and blocks the next one. For names taken meanwhile see `_give_names`.
    """
    wanted: Issue

    def judged() -> Outcome:
        nonlocal wanted
        current = read(path)
        wanted = prepared(current)
        return _judge(current, [wanted.proposal], clock())

    def written(outcome: Outcome) -> Outcome:
        with wanted.outputs.held(wanted.files) as give_name:
            recorded = _append(outcome)
            _give_names(give_name, wanted.files, recorded.entries[-1].nr)
        return recorded

    return _confirm_and_write(path, judged, written, confirm, waiting, require_sound=True)


def _give_names(give_name: Callable[[Path], None], files: Iterable[Path], nr: int) -> None:
    """Give the files of a recorded paper their names; a paper that fails can be written again.

    A name that was taken after the last check stays taken: the error proposes another one.
    """
    failed: dict[str, str] = {}
    reason: str | None = None
    for path in files:
        try:
            give_name(path)
        except (NameTaken, LedgerError) as error:
            failure = error.failure if isinstance(error, LedgerError) else None
            disk_reason = failure.reason if isinstance(failure, messages.disk.NotWritten) else None
            failed[str(path)] = str(path if disk_reason else path.with_stem(f"{path.stem}-{nr}"))
            reason = reason or disk_reason or "EEXIST"
    if failed:
        lost = messages.disk.NotPlaced(
            entry=nr, reason=reason or "?", outputs=tuple(failed.values())
        )
        raise LedgerError(lost, Location(next(iter(failed))))


def create(path: Path, year: int | None, *, example: bool = False) -> bool:
    """Write a new ledger of the motion, or of the worked example; False if *path* exists already.

    An existing file is never touched. Raises `LedgerError` if the file cannot be written.
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
