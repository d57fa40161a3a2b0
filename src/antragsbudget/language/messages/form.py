"""Values that the field of an entry cannot have, whatever came before it."""

from typing import ClassVar

from antragsbudget.language import vocabulary
from antragsbudget.language.records import Mistyped, NotUnderstood
from antragsbudget.language.speaker import Speaker
from antragsbudget.values import texts
from antragsbudget.values.money import CENT, LARGEST


class OfField(Mistyped, frozen=True, kw_only=True):
    code = "usage"
    field: str


class NotAText(OfField, frozen=True, kw_only=True):
    code = "invalid_text"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(f"{field} ist kein Text", f"{field} is not a text")


class AreaNotAText(NotAText, frozen=True, kw_only=True):
    code = "unknown_area"


class PartyNotAText(NotAText, frozen=True, kw_only=True):
    code = "unknown_party"


class LongText(OfField, frozen=True, kw_only=True):
    code = "invalid_text"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(
            f"{field} hat mehr als {texts.LONGEST} Zeichen",
            f"{field} has more than {texts.LONGEST} characters",
        )


class ControlCharacters(OfField, frozen=True, kw_only=True):
    code = "invalid_text"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(
            f"{field} enthält Zeilenumbrüche, Steuerzeichen oder unsichtbare Zeichen",
            f"{field} contains line breaks, control characters or invisible characters",
        )


class NotComposed(OfField, frozen=True, kw_only=True):
    code = "invalid_text"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(
            f"{field} liegt nicht in der Unicode-Normalform NFC vor",
            f"{field} is not in Unicode normal form NFC",
        )


class Noncharacters(OfField, frozen=True, kw_only=True):
    code = "invalid_text"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(
            f"{field} enthält Codes, die in Unicode nie ein Zeichen sind (etwa U+FFFE)",
            f"{field} contains codes that are never a character in Unicode (such as U+FFFE)",
        )


class Placeholder(OfField, frozen=True, kw_only=True):
    code = "invalid_text"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(
            f"{field} enthält noch einen Platzhalter; bitte die tatsächlichen Angaben einsetzen",
            f"{field} still contains a placeholder; put in the actual words",
        )


class AmountOutOfBounds(OfField, frozen=True, kw_only=True):
    code = "invalid_amount"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(
            f"{field} muss zwischen {w.euro(CENT)} und {w.euro(LARGEST)} liegen",
            f"{field} must lie between {w.euro(CENT)} and {w.euro(LARGEST)}",
        )


class NotADay(OfField, frozen=True, kw_only=True):
    code = "invalid_date"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(f"{field} ist kein Datum", f"{field} is not a date")


class NotAMoment(OfField, frozen=True, kw_only=True):
    code = "invalid_date"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(
            f"{field} ist kein Zeitpunkt in UTC mit ganzen Sekunden",
            f"{field} is not a moment in UTC with whole seconds",
        )


class NotAnEntryNumber(OfField, frozen=True, kw_only=True):
    code = "unknown_entry"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(f"{field} ist keine Buchungsnummer", f"{field} is not the number of an entry")


class NotABudgetYear(OfField, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(f"{field} ist kein Jahr", f"{field} is not a year")


class NotAnAllocation(OfField, frozen=True, kw_only=True):
    code = "unknown_allocation"

    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(f"{field} ist kein Ansatz", f"{field} is not an allocation")


class NotAFlag(OfField, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(f"{field} muss true oder false sein", f"{field} must be true or false")


class NotAHash(OfField, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(f"{field} ist keine Prüfsumme", f"{field} is not a hash")


class NotHashes(OfField, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        field = w.field(self.field)
        return w.said(f"{field} ist keine Liste von Prüfsummen", f"{field} is not a list of hashes")


class NotAnAnswer(NotUnderstood, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        text, choices = w.quoted(self.text), w.words_of(vocabulary.ANSWERS)
        return w.said(
            f"{text} ist keine Antwort; möglich: {choices}",
            f"{text} is not an answer; possible: {choices}",
        )


class NotABasis(NotUnderstood, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        text, choices = w.quoted(self.text), w.listed(vocabulary.BASES)
        return w.said(
            f"{text} ist keine Grundlage; möglich: {choices}",
            f"{text} is not a basis; possible: {choices}",
        )


class NotAStatus(NotUnderstood, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        text, choices = w.quoted(self.text), w.words_of(vocabulary.STATUSES)
        return w.said(
            f"{text} ist kein Status; möglich: {choices}",
            f"{text} is not a status; possible: {choices}",
        )


class NotASetting(NotUnderstood, frozen=True, kw_only=True):
    code = "usage"
    MEANT: ClassVar[dict[str, str]] = {  # what the keys mean, to who reads no English
        "adopted": "Beschluss über die Mittel",
        "warn_at": "Warngrenze",
        "four_eyes_from": "Vier-Augen-Grenze",
        "committee": "Gremium",
        "office": "Amt",
    }

    def sentence(self, w: Speaker) -> str:
        text = w.quoted(self.text)
        meant = ", ".join(f"{key} ({german})" for key, german in self.MEANT.items())
        return w.said(
            f"{text} lässt sich nicht festlegen; möglich: {meant}",
            f"{text} cannot be set; possible: {w.listed(self.MEANT)}",
        )


# What a text is, by what `texts.fault` finds in it.
TEXT_FAULTS: dict[str, type[OfField]] = {
    "long": LongText,
    "control": ControlCharacters,
    "composed": NotComposed,
    "noncharacter": Noncharacters,
    "placeholder": Placeholder,
}

# What a value is that has not the form of the alias of its field.
FAULTS: dict[str, type[OfField]] = {
    "text": NotAText,
    "area": AreaNotAText,
    "party": PartyNotAText,
    "amount": AmountOutOfBounds,
    "date": NotADay,
    "moment": NotAMoment,
    "number": NotAnEntryNumber,
    "year": NotABudgetYear,
    "allocation": NotAnAllocation,
    "flag": NotAFlag,
    "digest": NotAHash,
    "digests": NotHashes,
}
CHOICES: dict[str, type[NotUnderstood]] = {
    "answer": NotAnAnswer,
    "basis": NotABasis,
    "measure status": NotAStatus,
    "setting key": NotASetting,
}
