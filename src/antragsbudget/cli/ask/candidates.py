"""What may answer a question or complete a word: names, open entries, what was used before."""

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from antragsbudget.core import names
from antragsbudget.core.balances import Balances
from antragsbudget.core.entries import KINDS
from antragsbudget.core.outstanding import OpenEntry, outstanding
from antragsbudget.core.selection import amount_shown, booked_entry
from antragsbudget.core.statement import current_year, statement
from antragsbudget.documents.subjects import names_of, payee_of, subject_of
from antragsbudget.language import Language, documents, formats, vocabulary
from antragsbudget.values import texts

Candidate = tuple[str, str]  # what can be typed, and what it is

USED_BEFORE = ("payee", "purpose", "decision", "reason", "reference", "certified_by", "ordered_by")
# Only what still waits answers where an entry draws, pays or settles.
WAITING = ("commitment", "reservation", "payment entry", "settlement entry")


class Candidates(Struct, frozen=True):
    """What the ledger has to offer on *today*, each with what it is, in one language."""

    balances: Balances
    today: date
    language: Language

    def named(self, key: str) -> list[Candidate]:
        """Return all that the name *key* can stand for; nothing for any other key."""
        named: dict[str, Callable[[], Iterator[Candidate]]] = {
            **dict.fromkeys(("allocation", "from_", "to"), self._allocations),
            "measure": self._measures,
            "area": self._areas,
            "party": self._parties,
            "year": self._open_years,
            "entry": self._entries,
            "paper": self._papers,
            "kind": self._kinds,
            "key": self._settings,
        }
        found = named[key]() if key in named else ()
        return [(name, about) for name, about in found if name and formats.visible(name) == name]

    def answers(self, kind: str, key: str, allocation: str | None) -> list[Candidate]:
        """Return what may answer the question for *key* of a *kind*, as a terminal can show it.

        An open entry to draw on lies on *allocation*.
        """
        if key in USED_BEFORE:
            found = [(text, "") for text in self._used_before(key)]
        elif key in WAITING or f"{kind} {key}" in WAITING:
            there = outstanding(self.balances, self.today, allocation)
            waiting = (*there.reservations, *there.commitments, *there.expenses)
            kinds = KINDS[kind].names[key]
            found = [self._open(item) for item in waiting if isinstance(item.entry, kinds)]
        else:
            found = self.named(key)
        if key == "allocation" and kind == "consent":
            found = list(self._allocations(conditioned=True))
        if key == "entry":
            entries, kinds = self.balances.entries, KINDS[kind].names[key]
            found = [(nr, about) for nr, about in found if isinstance(entries[int(nr)], kinds)]
        if key == "entry" and kind == "reversal":
            found = [(nr, about) for nr, about in found if entries[int(nr)].irreversible is None]
        return [(name, about) for name, about in found if formats.visible(name) == name]

    def _allocations(self, *, conditioned: bool = False) -> Iterator[Candidate]:
        budget = self.balances.budget
        shown = statement(self.balances, current_year(self.balances), self.today)
        word = documents.AVAILABLE.said(self.language)
        for line in shown.lines:
            if conditioned and line.allocation.condition is None:
                continue
            available = formats.amount(line.figures.available, self.language)
            yield names.typable(budget, line.allocation), f"{word} {available}"

    def _parties(self) -> Iterator[Candidate]:
        for allocation in self.balances.budget.allocations:
            answers = self.balances.answers(allocation.id)
            for party in allocation.condition.parties if allocation.condition else ():
                words = vocabulary.ANSWERS[answers[party][-1].answer] if party in answers else None
                yield texts.typable(party), words.said(self.language) if words else ""

    def _areas(self) -> Iterator[Candidate]:
        return ((texts.typable(area), "") for area in self.balances.budget.areas)

    def _measures(self) -> Iterator[Candidate]:
        for name, state in self.balances.measures.items():
            yield texts.typable(name), formats.visible(state.title or "")

    def _papers(self) -> Iterator[Candidate]:
        for paper in reversed(self.balances.papers):
            yield str(paper.nr), formats.visible(subject_of(paper, self.language))

    def _open_years(self) -> Iterator[Candidate]:
        return ((str(year), "") for year in sorted(self.balances.open_years))

    def _kinds(self) -> Iterator[Candidate]:
        for noun in vocabulary.KINDS.values():
            yield noun.name.said(self.language).lower(), ""

    def _settings(self) -> Iterator[Candidate]:
        for key, words in vocabulary.SETTINGS.items():
            yield key, words.said(self.language)

    def _entries(self) -> Iterator[Candidate]:
        """Yield the entries that stand, the latest first."""
        for nr in sorted(self.balances.entries, reverse=True):
            if nr in self.balances.reversed_by:
                continue
            entry = self.balances.entries[nr]
            booked, amount = booked_entry(entry, self.balances), amount_shown(entry, self.balances)
            about = (
                vocabulary.KINDS[entry.kind].name.said(self.language),
                names_of(booked, self.balances.budget),
                "" if amount is None else formats.euro(amount, self.language),
                payee_of(booked),
                subject_of(entry, self.language),
            )
            yield str(nr), formats.visible(" ".join(filter(None, about)))

    def _used_before(self, key: str) -> Iterator[str]:
        """Yield the texts of a field, the latest first, each once."""
        entries = (self.balances.entries[nr] for nr in sorted(self.balances.entries, reverse=True))
        used = (getattr(entry, key, None) for entry in entries)
        yield from dict.fromkeys(text for text in used if text)

    def _open(self, item: OpenEntry) -> Candidate:
        entry, left = item.entry, documents.left(item.left, self.language, unpaid=False)
        kind = vocabulary.KINDS[entry.kind].name.said(self.language)
        name = self.balances.budget.allocation(entry.allocation).name
        about = (kind, name, left, entry.payee or "", entry.purpose)
        return str(entry.nr), formats.visible(" ".join(filter(None, about)))
