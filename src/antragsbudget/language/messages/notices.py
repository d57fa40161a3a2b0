"""What a person should know of an entry that is admitted."""

import datetime
from decimal import Decimal
from typing import ClassVar

from antragsbudget.language import Both, formats, vocabulary
from antragsbudget.language.conditions import Consents
from antragsbudget.language.records import Notice
from antragsbudget.language.speaker import Speaker


class Excess(Notice, frozen=True, kw_only=True):
    code = "excess"
    entry: int
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        amount, nr = w.euro(self.amount), w.nr(self.entry)
        return w.said(
            f"{amount} gehen über {nr} hinaus und werden aus freien Mitteln gedeckt",
            f"{amount} goes beyond {nr} and is covered by free funds",
        )


class Exhausted(Notice, frozen=True, kw_only=True):
    code = "exhausted"
    allocation: str

    def sentence(self, w: Speaker) -> str:
        name = w.name(self.allocation)
        return w.said(f"auf {name} ist nichts mehr verfügbar", f"nothing is left on {name}")


class Shortfall(Notice, frozen=True, kw_only=True):
    code = "shortfall"
    allocation: str
    missing: Decimal

    def sentence(self, w: Speaker) -> str:
        name, missing = w.name(self.allocation), w.euro(self.missing)
        return w.said(
            f"auf {name} besteht jetzt ein Fehlbetrag von {missing}",
            f"{name} now has a shortfall of {missing}",
        )


class WarnAt(Notice, frozen=True, kw_only=True):
    code = "warn_at"
    allocation: str
    available: Decimal
    share: Decimal

    def sentence(self, w: Speaker) -> str:
        name, share, available = (
            w.name(self.allocation),
            w.percent(self.share),
            w.euro(self.available),
        )
        return w.said(
            f"{name} ist zu {share} ausgeschöpft; verfügbar sind noch {available}",
            f"{name} is {share} used; {available} remains available",
        )


class ConsentsMissing(Notice, frozen=True, kw_only=True):
    code = "consents_missing"
    allocation: str
    consents: Consents

    def sentence(self, w: Speaker) -> str:
        consents = self.consents.in_words(w)
        return w.said(
            f"freigegeben wird, obwohl Zustimmungen fehlen: {consents}",
            f"released although consents are missing: {consents}",
        )


class YearRunning(Notice, frozen=True, kw_only=True):
    code = "year_running"
    year: int

    def sentence(self, w: Speaker) -> str:
        last = w.day(datetime.date(self.year, 12, 31))
        return w.said(
            f"das Haushaltsjahr {self.year} läuft noch bis zum {last}; nach dem Abschluss nimmt es nur noch Zahlungen auf",
            f"the budget year {self.year} still runs until {last}; once closed it takes nothing but payments",
        )


class ShortNotice(Notice, frozen=True, kw_only=True):
    """A paper for a meeting that is too near: § 1 of the county's Geschäftsordnung."""

    code = "short_notice"
    IN_TIME: ClassVar[int] = 6  # calendar days
    date: datetime.date
    days: int

    def sentence(self, w: Speaker) -> str:
        day, ahead = w.day(self.date), w.days_from_now(self.days)
        demanded = vocabulary.CARDINALS[self.IN_TIME].said(w.language)
        return w.said(
            f"die Sitzung am {day} ist {ahead}; die Geschäftsordnung verlangt {demanded} Tage",
            f"the meeting of {day} is {ahead}; the rules of procedure demand {demanded} days",
        )


class MeetingPast(Notice, frozen=True, kw_only=True):
    code = "meeting_past"
    date: datetime.date

    def sentence(self, w: Speaker) -> str:
        day = w.day(self.date)
        return w.said(
            f"die Sitzung am {day} ist schon vorbei", f"the meeting of {day} is already past"
        )


class SameVoucher(Notice, frozen=True, kw_only=True):
    code = "same_voucher"
    entry: int
    allocation: str

    def sentence(self, w: Speaker) -> str:
        name, nr = w.name(self.allocation), w.nr(self.entry)
        return w.said(
            f"derselbe Beleg steht auch auf {name}: {nr} (geteilte Rechnung?)",
            f"the same voucher stands on {name} as well: {nr} (a split invoice?)",
        )


class ClockBehind(Notice, frozen=True, kw_only=True):
    code = "clock"
    entry: int

    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(
            f"die Uhr geht nach: {nr} wurde später erfasst als diese Buchung",
            f"the clock is behind: {nr} was recorded later than this entry",
        )


class ClockBeforeRelease(Notice, frozen=True, kw_only=True):
    """The clock shows a day before that on which this program was released."""

    code = "clock"
    date: datetime.date
    released: datetime.date

    def sentence(self, w: Speaker) -> str:
        day, released = w.day(self.date), w.day(self.released)
        return w.said(
            f"die Uhr geht nach: sie zeigt den {day}, dieses Programm gibt es erst seit dem {released}",
            f"the clock is behind: it shows {day}, and this program was released on {released}",
        )


class HeaderBroken(Notice, frozen=True, kw_only=True):
    code = "header_broken"
    texts: int

    def sentence(self, w: Speaker) -> str:
        found = formats.count(
            self.texts,
            Both("Text, der nicht in Form ist", "text that is not in form"),
            Both("Texte, die nicht in Form sind", "texts that are not in form"),
            w.language,
        )
        command = w.command("verify")
        return w.said(
            f"der Kopf der Datei enthält {found}; gebucht wird trotzdem, bitte „{command}“ ausführen",
            f"the header of the ledger holds {found}; entries are recorded all the same, please run {command}",
        )


class RulesBroken(Notice, frozen=True, kw_only=True):
    code = "rules_broken"
    entries: int

    def sentence(self, w: Speaker) -> str:
        found = formats.count(
            self.entries,
            Both("Buchung, die eine Regel verletzt", "entry that breaks a rule"),
            Both("Buchungen, die eine Regel verletzen", "entries that break a rule"),
            w.language,
        )
        command = w.command("verify")
        return w.said(
            f"die Datei enthält {found}; gerechnet wurde mit den gespeicherten Beträgen, bitte „{command}“ ausführen",
            f"the ledger has {found}; figures are as stored, please run {command}",
        )
