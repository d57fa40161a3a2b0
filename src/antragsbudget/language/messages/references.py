"""Earlier entries that an entry cannot name, or that are no longer open."""

from antragsbudget.language.records import Mistyped, Refusal
from antragsbudget.language.speaker import Speaker


class UnknownEntry(Mistyped, frozen=True, kw_only=True):
    """`last`: the number of the last entry; 0 if there is none."""

    code = "unknown_entry"
    entry: int
    last: int

    def sentence(self, w: Speaker) -> str:
        nr, last = w.nr(self.entry), self.last
        there = w.said(f"die letzte Buchung ist Nr. {last}", f"the last entry is no. {last}")
        if last == 0:
            there = w.said("die Datei enthält noch keine Buchung", "the ledger has no entry yet")
        return w.said(f"{nr} gibt es nicht; {there}", f"{nr} does not exist; {there}")


class WrongKind(Mistyped, frozen=True, kw_only=True):
    code = "unknown_entry"
    entry: int
    kind: str
    expected: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        nr, kind, expected = w.nr(self.entry), w.kind(self.kind), w.kind(*self.expected)
        return w.said(
            f"{nr} ist {kind}, erwartet wird {expected}", f"{nr} is {kind}, expected {expected}"
        )


class SameAllocation(Mistyped, frozen=True, kw_only=True):
    code = "usage"
    allocation: str

    def sentence(self, w: Speaker) -> str:
        name = w.name(self.allocation)
        return w.said(
            f"Quelle und Ziel der Umschichtung sind derselbe Ansatz ({name})",
            f"the transfer is from {name} to itself",
        )


class TwoDraws(Mistyped, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        return w.said(
            "eine Anordnung nimmt einen Auftrag oder eine Vormerkung in Anspruch, nicht beides",
            "an expense draws on a commitment or on a reservation, not on both",
        )


class FinalWithoutDraw(Mistyped, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        return w.said(
            "abschließend kann nur sein, was einen Auftrag oder eine Vormerkung in Anspruch nimmt",
            "only what draws on a commitment or a reservation can be final",
        )


class OtherAllocation(Refusal, frozen=True, kw_only=True):
    code = "other_allocation"
    entry: int
    allocation: str

    def sentence(self, w: Speaker) -> str:
        nr, name = w.nr(self.entry), w.name(self.allocation)
        return w.said(
            f"{nr} gehört zu einem anderen Ansatz ({name})",
            f"{nr} belongs to another allocation ({name})",
        )


class OtherYear(Refusal, frozen=True, kw_only=True):
    code = "other_year"
    entry: int
    year: int

    def sentence(self, w: Speaker) -> str:
        nr, year = w.nr(self.entry), self.year
        return w.said(
            f"{nr} gehört zum Haushaltsjahr {year}", f"{nr} belongs to the budget year {year}"
        )


class EntryOfOtherYear(Mistyped, frozen=True, kw_only=True):
    """The entry that a command is to show is not of the year that was typed."""

    code = "unknown_entry"
    entry: int
    year: int

    def sentence(self, w: Speaker) -> str:
        return OtherYear(entry=self.entry, year=self.year).sentence(w)


class AlreadyReversed(Refusal, frozen=True, kw_only=True):
    code = "already_reversed"
    entry: int
    reversal: int

    def sentence(self, w: Speaker) -> str:
        nr, reversal = w.nr(self.entry), self.reversal
        return w.said(
            f"{nr} ist schon storniert (durch Nr. {reversal})",
            f"{nr} has been reversed already (by no. {reversal})",
        )


class NamedByOthers(Refusal, frozen=True, kw_only=True):
    code = "named_by_others"
    entry: int
    others: tuple[int, ...]

    def sentence(self, w: Speaker) -> str:
        nr, others = w.nr(self.entry), w.nr(*self.others)
        return w.said(
            f"{nr} kann noch nicht storniert werden; zuerst zu stornieren: {others}",
            f"{nr} cannot be reversed yet; to be reversed first: {others}",
        )


class NothingToKeep(Mistyped, frozen=True, kw_only=True):
    """Only a final entry has released a remainder, which its reversal could leave free."""

    code = "usage"
    entry: int

    def sentence(self, w: Speaker) -> str:
        option, nr = w.field("keep_settled"), w.nr(self.entry)
        return w.said(
            f"{option} gilt nur für abschließende Buchungen; {nr} ist keine",
            f"{option} is only for what was recorded as final; {nr} was not",
        )


class NothingOpen(Refusal, frozen=True, kw_only=True):
    code = "nothing_open"
    entry: int

    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(f"bei {nr} ist nichts mehr offen", f"nothing is open any more on {nr}")


class Lapsed(Refusal, frozen=True, kw_only=True):
    code = "nothing_open"
    entry: int
    close: int

    def sentence(self, w: Speaker) -> str:
        nr, close = w.nr(self.entry), self.close
        return w.said(
            f"{nr} ist mit dem Jahreswechsel (Nr. {close}) erloschen",
            f"{nr} lapsed with the year-end (no. {close})",
        )


class NothingUnpaid(Refusal, frozen=True, kw_only=True):
    code = "nothing_open"
    entry: int

    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(f"{nr} ist bereits vollständig gezahlt", f"{nr} is paid in full already")


class NothingLeft(Refusal, frozen=True, kw_only=True):
    code = "nothing_open"
    entry: int

    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(f"von {nr} ist nichts mehr übrig", f"nothing is left of {nr}")
