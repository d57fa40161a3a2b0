"""The lawful ways out of a refusal; none invents a decision: its place is kept by capitals."""

import datetime
from decimal import Decimal

from antragsbudget.language import commands
from antragsbudget.language.records import Remedy
from antragsbudget.language.speaker import Speaker


class BookAtMost(Remedy, frozen=True, kw_only=True):
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        amount = w.euro(self.amount)
        return w.said(f"höchstens {amount} buchen", f"record at most {amount}")


class TransferAtMost(Remedy, frozen=True, kw_only=True):
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        amount = w.euro(self.amount)
        return w.said(f"höchstens {amount} umschichten", f"transfer at most {amount}")


class DateFrom(Remedy, frozen=True, kw_only=True):
    date: datetime.date

    def sentence(self, w: Speaker) -> str:
        day = w.day(self.date)
        return w.said(f"Wertstellung ab {day}", f"a value date from {day} on")


class KeepSettled(Remedy, frozen=True, kw_only=True):
    entry: int
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        option, amount = w.option("--keep-settled"), w.euro(self.amount)
        return w.said(
            f"mit {option} bleibt der freigegebene Rest von {amount} frei",
            f"with {option} the released remainder of {amount} stays free",
        )


class DespiteShortfall(Remedy, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        option = w.option("--despite-shortfall")
        return w.said(
            f"wenn es so beschlossen ist: {option}; der Fehlbetrag wird dann überall gezeigt",
            f"if it was decided so: {option}; the shortfall is then shown everywhere",
        )


class DespiteShortfallWithReason(Remedy, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        options = w.all_of((w.option("--despite-shortfall"), w.option("--reason")))
        return w.said(
            f"wenn es so beschlossen ist: {options}; der Fehlbetrag wird dann überall gezeigt",
            f"if it was decided so: {options}; the shortfall is then shown everywhere",
        )


class DrawOn(Remedy, frozen=True, kw_only=True):
    """An open reservation or commitment of the allocation that the entry could name."""

    kind: str
    entry: int
    amount: Decimal
    purpose: str

    def sentence(self, w: Speaker) -> str:
        option, amount, purpose = w.option(f"--{self.kind}"), w.euro(self.amount), self.purpose
        return w.said(
            f"{option} {self.entry}: offen {amount}, {w.quoted(purpose)}",
            f"{option} {self.entry}: open {amount}, {w.quoted(purpose)}",
        )


class Release(Remedy, frozen=True, kw_only=True):
    allocation: str
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        name, decision = w.typed_name(self.allocation), commands.DECISION
        return w.command("release", name, self.amount, decision=decision)


class ReserveOnly(Remedy, frozen=True, kw_only=True):
    allocation: str
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        name, purpose = w.typed_name(self.allocation), commands.PURPOSE
        command = w.command("reserve", name, self.amount, purpose=purpose)
        return w.said(f"nur vormerken: {command}", f"reserve only: {command}")


class Transfer(Remedy, frozen=True, kw_only=True):
    source: str
    allocation: str
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        names, decision = map(w.typed_name, (self.source, self.allocation)), commands.DECISION
        return w.command("transfer", *names, self.amount, decision=decision)


class Supplement(Remedy, frozen=True, kw_only=True):
    allocation: str
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        name, decision = w.typed_name(self.allocation), commands.DECISION
        return w.command("supplement", name, self.amount, basis="beschluss", decision=decision)


class NewMeasure(Remedy, frozen=True, kw_only=True):
    name: str

    def sentence(self, w: Speaker) -> str:
        command = w.command("measure", self.name, title=commands.TITLE)
        return w.said(f"neu anlegen: {command}", f"a new one: {command}")


class Reverse(Remedy, frozen=True, kw_only=True):
    entry: int

    def sentence(self, w: Speaker) -> str:
        return w.command("reverse", self.entry, reason=commands.REASON)


class Settle(Remedy, frozen=True, kw_only=True):
    entry: int

    def sentence(self, w: Speaker) -> str:
        return w.command("settle", self.entry)


class Refund(Remedy, frozen=True, kw_only=True):
    """A credit note on the expense `entry`; on one that the person has yet to find if None."""

    entry: int | None
    amount: Decimal
    voucher: str | None = None

    def sentence(self, w: Speaker) -> str:
        command = w.command("refund", self.entry or "NR", self.amount, voucher=self.voucher)
        return w.said(f"Gutschrift: {command}", f"credit note: {command}")


class Show(Remedy, frozen=True, kw_only=True):
    entry: int

    def sentence(self, w: Speaker) -> str:
        return w.command("show", self.entry)


class Verify(Remedy, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.command("verify")


class Status(Remedy, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.command("status")
