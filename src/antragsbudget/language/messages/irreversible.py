"""Entries that are never reversed; each kind says what to do instead."""

from antragsbudget.language.records import Refusal
from antragsbudget.language.speaker import Speaker


class NotReversible(Refusal, frozen=True, kw_only=True):
    """What can only be followed by something new; each kind has its own words."""

    code = "not_reversible"
    entry: int


class ReversalStands(NotReversible, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(
            f"{nr} ist selbst ein Storno und kann nicht storniert werden; bitte neu buchen",
            f"{nr} is itself a reversal and cannot be reversed; record a new entry",
        )


class SettingStands(NotReversible, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(
            f"{nr} ist eine Festlegung; sie gilt, bis etwas anderes festgelegt wird",
            f"{nr} is a setting; it holds until something else is set",
        )


class MeasureStands(NotReversible, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(
            f"{nr} ist der Stand einer Maßnahme; bitte den neuen Stand erfassen",
            f"{nr} is the state of a measure; record its new state",
        )


class PaperStands(NotReversible, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(
            f"{nr} ist eine ausgefertigte Vorlage; bitte eine neue ausfertigen",
            f"{nr} is an issued paper; issue a new one",
        )


class CarryForwardStands(NotReversible, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(
            f"{nr} gehört zu einem Jahreswechsel und kann nicht storniert werden",
            f"{nr} belongs to a year-end and cannot be reversed",
        )


class YearEndStands(NotReversible, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        nr = w.nr(self.entry)
        return w.said(
            f"{nr} ist ein Jahreswechsel und kann nicht storniert werden",
            f"{nr} is a year-end and cannot be reversed",
        )
