"""Words that mean nothing here, or the wrong thing: amounts, days, numbers, names."""

import datetime
from decimal import Decimal
from typing import ClassVar

from antragsbudget.language.records import Mistyped, NotUnderstood
from antragsbudget.language.speaker import Speaker
from antragsbudget.values.dates import EARLIEST_YEAR, MONTHS
from antragsbudget.values.money import TAX_RATES


class Missing(Mistyped, frozen=True, kw_only=True):
    code = "missing_field"
    field: str

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(f"{field} fehlt", f"{field} is missing")


class EmptyText(Missing, frozen=True, kw_only=True):
    """An empty text."""

    code = "invalid_text"


class NotAnAmount(NotUnderstood, frozen=True, kw_only=True):
    code = "invalid_amount"
    readings: tuple[Decimal, ...] = ()

    def sentence(self, w: Speaker) -> str:
        text, readings = w.quoted(self.text), w.readings(self.readings)
        return w.said(f"{text} ist kein Betrag{readings}", f"{text} is not an amount{readings}")


class NegativeAmount(NotUnderstood, frozen=True, kw_only=True):
    """An amount below zero; `magnitude` is what it is without its sign."""

    code = "invalid_amount"
    magnitude: Decimal

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"{text} ist negativ, und Beträge sind hier immer positiv",
            f"{text} is negative, and amounts are always positive here",
        )


class NotADate(NotUnderstood, frozen=True, kw_only=True):
    code = "invalid_date"

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"{text} ist kein Datum; möglich sind etwa 05.04.2022, 5.4.22, 2022-04-05, heute, gestern",
            f"{text} is not a date; use 2022-04-05, 5.4.2022, today or yesterday",
        )


class NoSuchDay(NotUnderstood, frozen=True, kw_only=True):
    """A day that its month does not have; `last` is the last one that it has."""

    code = "invalid_date"
    last: datetime.date

    def sentence(self, w: Speaker) -> str:
        text, days, year = w.quoted(self.text), self.last.day, self.last.year
        month = w.said(*MONTHS[self.last.month - 1])
        return w.said(
            f"{text} gibt es nicht: Der {month} {year} hat {days} Tage",
            f"there is no {text}: {month} {year} has {days} days",
        )


class NoSuchMonth(NotUnderstood, frozen=True, kw_only=True):
    code = "invalid_date"

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"{text} gibt es nicht: Das Jahr hat zwölf Monate",
            f"there is no {text}: a year has twelve months",
        )


class TooEarly(NotUnderstood, frozen=True, kw_only=True):
    code = "invalid_date"

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"{text} liegt vor dem Jahr {EARLIEST_YEAR}; ist das Jahr richtig getippt?",
            f"{text} lies before the year {EARLIEST_YEAR}; is the year typed right?",
        )


class NotANumber(NotUnderstood, frozen=True, kw_only=True):
    code = "unknown_entry"

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"{text} ist keine Buchungsnummer; erwartet wird eine Zahl wie 12",
            f"{text} is not the number of an entry; expected a number such as 12",
        )


class NotAYear(NotUnderstood, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"{text} ist kein Jahr; erwartet wird eine Jahreszahl wie 2022",
            f"{text} is not a year; expected a year such as 2022",
        )


class NotAShare(NotUnderstood, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"{text} ist kein Anteil; möglich ist etwa 0,90 oder 90 %",
            f"{text} is not a share; use 0.90 or 90 %",
        )


class NotATaxRate(Mistyped, frozen=True, kw_only=True):
    code = "invalid_amount"

    def sentence(self, w: Speaker) -> str:
        rates = w.one_of(TAX_RATES)
        return w.said(f"als Steuersatz möglich: {rates}", f"possible tax rates: {rates}")


class NotAFingerprint(NotUnderstood, frozen=True, kw_only=True):
    code = "usage"
    SHORTEST: ClassVar[int] = 8  # digits
    LONGEST: ClassVar[int] = 64

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"{text} ist kein Fingerabdruck; erwartet werden {self.SHORTEST} bis {self.LONGEST} Ziffern aus 0–9 und a–f",
            f"{text} is not a fingerprint; expected {self.SHORTEST} to {self.LONGEST} digits of 0–9 and a–f",
        )


class UnknownName(NotUnderstood, frozen=True, kw_only=True):
    """A name that nothing has: `nearest` are like it; where none is, `candidates` are all."""

    nearest: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


class UnknownAllocation(UnknownName, frozen=True, kw_only=True):
    code = "unknown_allocation"

    def sentence(self, w: Speaker) -> str:
        text, possible = w.quoted(self.text), w.candidates(self.nearest, self.candidates)
        return w.said(f"{text} ist kein Ansatz{possible}", f"{text} is not an allocation{possible}")


class UnknownArea(UnknownName, frozen=True, kw_only=True):
    code = "unknown_area"

    def sentence(self, w: Speaker) -> str:
        text, possible = w.quoted(self.text), w.candidates(self.nearest, self.candidates)
        return w.said(
            f"{text} ist kein Verwendungsbereich{possible}", f"{text} is not an area{possible}"
        )


class NoAreas(UnknownArea, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said("diese Datei kennt keine Verwendungsbereiche", "this ledger has no areas")


class UnknownParty(UnknownName, frozen=True, kw_only=True):
    code = "unknown_party"

    def sentence(self, w: Speaker) -> str:
        text, possible = w.quoted(self.text), w.candidates(self.nearest, self.candidates)
        return w.said(
            f"{text} ist hier nicht als Beteiligter eingetragen{possible}",
            f"{text} is not one of the parties to this condition{possible}",
        )


class NoParties(UnknownParty, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "dieser Ansatz hängt von keiner Zustimmung ab",
            "this allocation depends on no consent",
        )


class UnknownMeasure(UnknownName, frozen=True, kw_only=True):
    code = "unknown_measure"

    def sentence(self, w: Speaker) -> str:
        text, possible = w.quoted(self.text), w.candidates(self.nearest, self.candidates)
        return w.said(
            f"die Maßnahme {text} gibt es nicht{possible}", f"there is no measure {text}{possible}"
        )


class NoMeasures(UnknownMeasure, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"die Maßnahme {text} gibt es nicht; es ist noch keine angelegt",
            f"there is no measure {text}; none has been added yet",
        )


class UnknownKind(UnknownName, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        text, possible = w.quoted(self.text), w.candidates(self.nearest, self.candidates)
        return w.said(
            f"{text} ist keine Art von Buchung{possible}",
            f"{text} is not a kind of entry{possible}",
        )


class UnknownYear(NotUnderstood, frozen=True, kw_only=True):
    code = "usage"
    candidates: tuple[int, ...]

    def sentence(self, w: Speaker) -> str:
        text, possible = w.quoted(self.text), w.candidates((), self.candidates)
        return w.said(
            f"das Haushaltsjahr {text} ist nicht eingerichtet{possible}",
            f"the budget year {text} is not set up{possible}",
        )


class Ambiguous(NotUnderstood, frozen=True, kw_only=True):
    code = "ambiguous"
    nearest: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        text, possible = w.quoted(self.text), w.candidates(self.nearest)
        return w.said(f"{text} ist nicht eindeutig{possible}", f"{text} is ambiguous{possible}")


class NothingOfMeasure(Mistyped, frozen=True, kw_only=True):
    """A measure is named, but nothing is said about it."""

    code = "missing_field"

    def sentence(self, w: Speaker) -> str:
        return w.said(
            "es fehlt, was zur Maßnahme festgehalten werden soll",
            "what is to be recorded of the measure is missing",
        )


class CarryNotUnderstood(NotUnderstood, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        return w.said(
            f"{text} nennt nicht, was übertragen wird; erwartet wird etwa DZ='50.000,00' oder DZ=alles",
            f"{text} does not say what is carried; expected such as DZ='50000.00' or DZ=all",
        )


class YearOfExample(Mistyped, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        option = w.option("--year")
        return w.said(
            f"das Beispiel hat seine eigenen Jahre; {option} passt nicht dazu",
            f"the example has years of its own; {option} does not go with it",
        )


class PeriodReversed(Mistyped, frozen=True, kw_only=True):
    code = "invalid_date"
    begin: datetime.date
    end: datetime.date

    def sentence(self, w: Speaker) -> str:
        begin, end = w.day(self.begin), w.day(self.end)
        return w.said(
            f"der Zeitraum endet vor seinem Beginn: {begin} bis {end}",
            f"the period ends before it begins: {begin} to {end}",
        )


class DayInFuture(Mistyped, frozen=True, kw_only=True):
    """A cut-off day after `today`; when that is is not said of a paper issued long ago."""

    code = "invalid_date"
    date: datetime.date
    today: datetime.date | None = None

    def sentence(self, w: Speaker) -> str:
        day = w.day(self.date)
        if self.today is None:
            return w.said(
                f"der Stichtag {day} liegt in der Zukunft",
                f"the cut-off day {day} lies in the future",
            )
        today = w.day(self.today)
        return w.said(
            f"der Stichtag {day} liegt in der Zukunft (heute ist der {today})",
            f"the cut-off day {day} lies in the future (today is {today})",
        )
