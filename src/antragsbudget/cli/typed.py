"""What a person types for a reading command, read: days, years, numbers, names; or Misread."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NoReturn, TypeVar

from msgspec import Struct

from antragsbudget.cli.misread import Misread
from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Budget
from antragsbudget.core.entries import Entry
from antragsbudget.core.names import allocation_named, day_named, word_named
from antragsbudget.core.selection import Selection
from antragsbudget.language import messages, vocabulary
from antragsbudget.language.records import Refusal
from antragsbudget.language.speaker import Speaker
from antragsbudget.values import texts
from antragsbudget.values.dates import EARLIEST_YEAR, LATEST_YEAR

T = TypeVar("T")
HEX = frozenset("0123456789abcdef")


class Interpreter(Struct, frozen=True):
    """Interprets typed words for one ledger, on one day."""

    speaker: Speaker
    today: date

    def day(self, text: str | None) -> date | None:
        """Return the day that was typed."""
        return None if text is None else self._found(day_named(text, self.today))

    def cut_off(self, text: str | None) -> date | None:
        """Return the cut-off day that was typed: nobody knows what is so on a day to come."""
        day = self.day(text)
        if day is not None and day > self.today:
            self._refuse(messages.inputs.DayInFuture(date=day, today=self.today))
        return day

    def year(self, text: str | None, balances: Balances) -> int | None:
        """Return the budget year that was typed, which the ledger must know."""
        if text is None:
            return None
        if text.isascii() and text.isdigit() and int(text[:9]) in balances.years:
            return int(text[:9])
        years = tuple(sorted(balances.years))
        self._refuse(messages.inputs.UnknownYear(text=text, candidates=years))

    def first_year(self, text: str | None) -> int | None:
        """Return the budget year of a new ledger."""
        if text is None:
            return None
        if text.isascii() and text.isdigit() and EARLIEST_YEAR <= int(text[:5]) <= LATEST_YEAR:
            return int(text)
        self._refuse(messages.inputs.NotAYear(text=text))

    def text(self, text: str | None, field: str) -> str | None:
        """Return a text as it may stand in a paper."""
        if text is None:
            return None
        fault = texts.fault_when_new(texts.typed(text))
        if fault is not None:
            if fault == "empty":
                self._refuse(messages.inputs.EmptyText(field=field))
            self._refuse(messages.form.TEXT_FAULTS[fault](field=field))
        return texts.typed(text)

    def entry(self, text: str, balances: Balances, year: int | None) -> Entry:
        """Return the entry with the number that was typed, which must be of *year* if given."""
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            self._refuse(messages.inputs.NotANumber(text=text))
        if int(text) not in balances.entries:
            last = len(balances.entries)
            self._refuse(messages.references.UnknownEntry(entry=int(text), last=last))
        entry = balances.entries[int(text)]
        if year is not None and year not in entry.budget_years:
            other = entry.budget_year
            self._refuse(messages.references.EntryOfOtherYear(entry=entry.nr, year=other))
        return entry

    def fingerprint(self, text: str | None) -> str | None:
        """Return the hexadecimal digits of a fingerprint, typed with or without spaces."""
        if text is None:
            return None
        digits = "".join(text.split()).lower()
        kind = messages.inputs.NotAFingerprint
        if not (kind.SHORTEST <= len(digits) <= kind.LONGEST and HEX.issuperset(digits)):
            self._refuse(kind(text=text))
        return digits

    def selection(
        self, allocation: str | None, filters: Mapping[str, str], balances: Balances
    ) -> Selection:
        """Return the *filters* that were typed, each under the name of its option."""
        budget = balances.budget
        kinds = {key: noun.name for key, noun in vocabulary.KINDS.items()}
        measures = [*balances.measures, *(i.entry.measure for i in balances.items.values())]
        known = dict.fromkeys(name for name in measures if name is not None)
        kind = vocabulary.kind_named(filters["kind"]) if "kind" in filters else None
        if "kind" in filters and kind is None:
            names = tuple(name.said(self.speaker.language) for name in kinds.values())
            self._refuse(messages.inputs.UnknownKind(text=filters["kind"], candidates=names))
        first, last = self.day(filters.get("first")), self.day(filters.get("last"))
        if first is not None and last is not None and first > last:
            self._refuse(messages.inputs.PeriodReversed(begin=first, end=last))

        def named(sort: Literal["area", "measure"], words: Iterable[str]) -> str | None:
            return self._found(word_named(sort, words, filters[sort])) if sort in filters else None

        return Selection(
            allocation=self.allocation(allocation, budget),
            kind=kind,
            area=named("area", budget.areas),
            payee=filters.get("payee"),
            measure=named("measure", known),
            first=first,
            last=last,
            year=self.year(filters.get("year"), balances),
            text=filters.get("text"),
        )

    def allocation(self, text: str | None, budget: Budget) -> str | None:
        """Return the id of the allocation that was typed."""
        return None if text is None else self._found(allocation_named(budget, text)).id

    def _found(self, found: T | Refusal) -> T:
        if isinstance(found, Refusal):
            self._refuse(found)
        return found

    def _refuse(self, refusal: Refusal) -> NoReturn:
        raise Misread(refusal, self.speaker)
