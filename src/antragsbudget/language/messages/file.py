"""TOML tables that are not a ledger: keys, types, sums, numbers and the chain of hashes."""

from decimal import Decimal
from typing import ClassVar

from antragsbudget.language import Both, commands
from antragsbudget.language.records import Failure
from antragsbudget.language.speaker import Speaker
from antragsbudget.values.dates import EARLIEST_YEAR, LATEST_YEAR
from antragsbudget.values.money import LARGEST, ZERO, plain

# What a key of the file must hold, by the name of its type.
TYPES: dict[str, Both] = {
    "str": Both("einen Text in Anführungszeichen", "a text in quotes"),
    "int": Both("eine ganze Zahl", "a whole number"),
    "bool": Both("true oder false", "true or false"),
    "Decimal": Both(
        "einen Betrag mit genau zwei Nachkommastellen wie 1234.50",
        "an amount with exactly two decimals such as 1234.50",
    ),
    "date": Both("ein Datum wie 2022-04-05", "a date such as 2022-04-05"),
    "datetime": Both(
        "einen Zeitpunkt in UTC mit ganzen Sekunden wie 2022-04-05T09:14:07Z",
        "a moment in UTC with whole seconds such as 2022-04-05T09:14:07Z",
    ),
    "dict": Both("eine Tabelle", "a table"),
    "list": Both("eine Liste von Tabellen", "a list of tables"),
    "texts": Both("eine Liste von Texten", "a list of texts"),
}


class NewerFormat(Failure, frozen=True, kw_only=True):
    format: int
    known: int

    def sentence(self, w: Speaker) -> str:
        return w.said(
            f"format = {self.format}, diese Version kennt {self.known}",
            f"format = {self.format}, this version knows {self.known}",
        )

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        return (
            w.said(
                "antragsbudget aktualisieren, etwa mit: pipx upgrade antragsbudget",
                "update antragsbudget, such as with: pipx upgrade antragsbudget",
            ),
        )


class MissingKey(Failure, frozen=True, kw_only=True):
    key: str

    def sentence(self, w: Speaker) -> str:
        key = w.visible(self.key)
        return w.said(f"es fehlt {key}", f"{key} is missing")


class UnknownKey(Failure, frozen=True, kw_only=True):
    """`nearest` are keys like it; where none is, `candidates` are all."""

    key: str
    nearest: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    def sentence(self, w: Speaker) -> str:
        key, possible = w.visible(self.key), w.candidates(self.nearest, self.candidates)
        return w.said(f"{key} ist hier unbekannt{possible}", f"{key} is unknown here{possible}")


class WrongType(Failure, frozen=True, kw_only=True):
    """`expected`: the name of the type, as among `TYPES`, or the texts that are possible."""

    key: str
    expected: str

    def sentence(self, w: Speaker) -> str:
        key, expected = w.visible(self.key), w.visible(self.expected)
        if self.expected in TYPES:
            expected = TYPES[self.expected].said(w.language)
        return w.said(
            f"{key} hat den falschen Typ, erwartet {expected}",
            f"{key} has the wrong type, expected {expected}",
        )


class WrongValue(Failure, frozen=True, kw_only=True):
    key: str
    expected: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        key, expected = w.visible(self.key), w.one_of(self.expected)
        return w.said(
            f"{key} hat den falschen Wert, erwartet {expected}",
            f"{key} has the wrong value, expected {expected}",
        )


class NotWrittenAsAmount(Failure, frozen=True, kw_only=True):
    key: str
    written: str

    def sentence(self, w: Speaker) -> str:
        key, written = w.visible(self.key), w.visible(self.written)
        return w.said(
            f"{key} = {written} ist kein Betrag, erwartet eine Zahl mit genau zwei Nachkommastellen wie 1234.50",
            f"{key} = {written} is not an amount, expected a number with exactly two decimals such as 1234.50",
        )


class AmountBeyond(Failure, frozen=True, kw_only=True):
    key: str

    def sentence(self, w: Speaker) -> str:
        key, least, most = w.visible(self.key), w.amount(ZERO), w.euro(LARGEST)
        return w.said(
            f"{key} muss zwischen {least} und {most} liegen",
            f"{key} must lie between {least} and {most}",
        )


class YearBeyond(Failure, frozen=True, kw_only=True):
    key: str

    def sentence(self, w: Speaker) -> str:
        key = w.visible(self.key)
        return w.said(
            f"{key} ist kein Jahr zwischen {EARLIEST_YEAR} und {LATEST_YEAR}",
            f"{key} is not a year between {EARLIEST_YEAR} and {LATEST_YEAR}",
        )


class ShareBeyond(Failure, frozen=True, kw_only=True):
    LEAST: ClassVar[Decimal] = Decimal("0.01")
    MOST: ClassVar[Decimal] = Decimal("1.00")
    key: str

    def sentence(self, w: Speaker) -> str:
        key, least, most = w.visible(self.key), plain(self.LEAST), plain(self.MOST)
        return w.said(
            f"{key} ist kein Anteil zwischen {least} und {most}",
            f"{key} is not a share between {least} and {most}",
        )


class Twice(Failure, frozen=True, kw_only=True):
    key: str
    text: str

    def sentence(self, w: Speaker) -> str:
        key, text = w.visible(self.key), w.quoted(self.text)
        return w.said(f"{key} = {text} kommt zweimal vor", f"{key} = {text} occurs twice")


class Empty(Failure, frozen=True, kw_only=True):
    key: str

    def sentence(self, w: Speaker) -> str:
        key = w.visible(self.key)
        return w.said(f"{key} ist leer", f"{key} is empty")


class SumDiffers(Failure, frozen=True, kw_only=True):
    total: Decimal
    sum: Decimal

    def sentence(self, w: Speaker) -> str:
        found, total = w.euro(self.sum), w.euro(self.total)
        difference = w.euro(self.sum - self.total)
        return w.said(
            f"die Ansätze ergeben {found}, total ist {total} (Unterschied {difference})",
            f"the allocations add up to {found}, total is {total} (difference {difference})",
        )


class UnknownKind(Failure, frozen=True, kw_only=True):
    text: str
    candidates: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        text, possible = w.quoted(self.text), w.candidates((), self.candidates)
        return w.said(
            f"die Art {text} ist unbekannt{possible}", f"the kind {text} is unknown{possible}"
        )


class UnknownAllocation(Failure, frozen=True, kw_only=True):
    text: str
    candidates: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        text, possible = w.quoted(self.text), w.candidates((), self.candidates)
        return w.said(f"{text} ist kein Ansatz{possible}", f"{text} is not an allocation{possible}")


class Gap(Failure, frozen=True, kw_only=True):
    """A number out of order; `until`: the last number of a run of such, None if it is the only."""

    found: int
    expected: int
    until: int | None = None

    def sentence(self, w: Speaker) -> str:
        found, expected, until = self.found, self.expected, self.until
        if until is None:
            return w.said(
                f"nr = {found}, erwartet {expected}", f"nr = {found}, expected {expected}"
            )
        return w.said(
            f"nr = {found}, erwartet {expected}; die Reihenfolge stimmt bis Nr. {until} nicht",
            f"nr = {found}, expected {expected}; the order is wrong up to no. {until}",
        )


class ChainBroken(Failure, frozen=True, kw_only=True):
    """A hash that does not match; `until`: the last number of a run of such, None if only one."""

    finding = "chain"
    entry: int
    until: int | None = None

    def sentence(self, w: Speaker) -> str:
        nr, until = w.nr(self.entry), self.until
        if until is None:
            return w.said(
                f"die Prüfsumme von {nr} stimmt nicht: Die Buchung oder etwas davor wurde verändert",
                f"the hash of {nr} does not match: the entry or something before it was changed",
            )
        return w.said(
            f"die Prüfsummen von {nr} bis Nr. {until} stimmen nicht: Diese Buchungen oder etwas davor wurden verändert",
            f"the hashes of {nr} to no. {until} do not match: these entries or something before them were changed",
        )

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        copy = w.visible(f"{file}~")
        return (
            commands.line(w.language, "verify", ledger=file),
            w.said(
                f"mit der Sicherung vergleichen: {copy} (Stand vor der letzten Buchung)",
                f"compare with the copy: {copy} (the state before the last write)",
            ),
        )


class OtherFingerprint(Failure, frozen=True, kw_only=True):
    finding = "fingerprint"
    fingerprint: str

    def sentence(self, w: Speaker) -> str:
        fingerprint = w.visible(self.fingerprint)
        return w.said(
            f"der Fingerabdruck {fingerprint} kommt in dieser Datei nicht vor; sie beginnt nicht mit diesem Stand",
            f"the fingerprint {fingerprint} does not occur in this ledger: it does not begin with that state",
        )
