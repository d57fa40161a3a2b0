"""What makes an entry disorderly: its tax, its day, its year, its voucher, its persons, its state."""

import datetime
from decimal import Decimal

from antragsbudget.language.records import Mistyped, Refusal
from antragsbudget.language.speaker import Speaker


class TaxWithoutNet(Mistyped, frozen=True, kw_only=True):
    """A tax rate without a net amount, or the reverse; `lacking` is the field that is not there."""

    code = "usage"
    lacking: str

    def sentence(self, w: Speaker) -> str:
        lacking = w.field(self.lacking)
        return w.said(
            f"ein Steuersatz gehört zu einem Nettobetrag; es fehlt {lacking}",
            f"a tax rate belongs to a net amount; missing: {lacking}",
        )


class GrossDiffers(Mistyped, frozen=True, kw_only=True):
    code = "usage"
    amount: Decimal
    expected: Decimal

    def sentence(self, w: Speaker) -> str:
        amount, expected = w.euro(self.amount), w.euro(self.expected)
        return w.said(
            f"brutto {amount} passt nicht zu netto und Steuersatz; richtig wären {expected}",
            f"gross {amount} does not match net and tax rate; {expected} would be right",
        )


class InFuture(Mistyped, frozen=True, kw_only=True):
    code = "invalid_date"
    date: datetime.date
    today: datetime.date

    def sentence(self, w: Speaker) -> str:
        day, today = w.day(self.date), w.day(self.today)
        return w.said(
            f"die Wertstellung {day} liegt in der Zukunft (heute ist der {today})",
            f"the value date {day} lies in the future (today is {today})",
        )


class BeforeNamed(Mistyped, frozen=True, kw_only=True):
    code = "invalid_date"
    date: datetime.date
    entry: int
    earliest: datetime.date

    def sentence(self, w: Speaker) -> str:
        day, nr, earliest = w.day(self.date), w.nr(self.entry), w.day(self.earliest)
        return w.said(
            f"die Wertstellung {day} liegt vor der von {nr} ({earliest})",
            f"the value date {day} lies before that of {nr} ({earliest})",
        )


class YearClosed(Refusal, frozen=True, kw_only=True):
    code = "year_closed"
    year: int
    date: datetime.date

    def sentence(self, w: Speaker) -> str:
        year, day = self.year, w.day(self.date)
        return w.said(
            f"das Haushaltsjahr {year} ist seit dem {day} abgeschlossen und nimmt nur noch Zahlungen auf",
            f"the budget year {year} has been closed since {day} and takes nothing but payments",
        )


class YearNotOpen(Refusal, frozen=True, kw_only=True):
    code = "year_closed"
    year: int
    open: tuple[int, ...]

    def sentence(self, w: Speaker) -> str:
        year, are_open = self.year, w.all_of(self.open)
        return w.said(
            f"das Haushaltsjahr {year} ist nicht eröffnet; offen ist {are_open}",
            f"the budget year {year} is not open; open is {are_open}",
        )


class YearNotBegun(Mistyped, frozen=True, kw_only=True):
    code = "invalid_date"
    year: int
    date: datetime.date

    def sentence(self, w: Speaker) -> str:
        year, day = self.year, w.day(self.date)
        return w.said(
            f"das Haushaltsjahr {year} hat am {day} noch nicht begonnen",
            f"the budget year {year} had not begun on {day}",
        )


class Duplicate(Refusal, frozen=True, kw_only=True):
    """The same invoice, recorded as the expense `entry` of that day and amount."""

    code = "duplicate"
    entry: int
    date: datetime.date
    amount: Decimal
    payee: str
    voucher: str

    def sentence(self, w: Speaker) -> str:
        voucher, payee = w.quoted(self.voucher), w.quoted(self.payee)
        nr, day, amount = w.nr(self.entry), w.day(self.date), w.euro(self.amount)
        return w.said(
            f"Beleg {voucher} von {payee} ist schon angeordnet: {nr} vom {day} über {amount}",
            f"voucher {voucher} of {payee} has been recorded already: {nr} of {day}, {amount}",
        )


class PersonsMissing(Refusal, frozen=True, kw_only=True):
    """`lacking`: the fields of the persons that an expense from `limit` on must name."""

    code = "four_eyes"
    amount: Decimal
    limit: Decimal
    lacking: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        limit, fields = w.euro(self.limit), w.fields(self.lacking)
        lack = w.lack(self.lacking)
        return w.said(
            f"ab {limit} gilt das Vier-Augen-Prinzip: Eine Person stellt sachlich und rechnerisch richtig fest, eine andere ordnet an; es {lack}",
            f"from {limit} on two people must sign, one who certifies and another who orders; missing: {fields}",
        )


class SamePerson(Refusal, frozen=True, kw_only=True):
    code = "four_eyes"
    person: str

    def sentence(self, w: Speaker) -> str:
        person = w.quoted(self.person)
        return w.said(
            f"wer sachlich und rechnerisch richtig festgestellt hat, darf nicht anordnen ({person})",
            f"who certified the claim must not order the payment ({person})",
        )


class OtherState(Mistyped, frozen=True, kw_only=True):
    """A paper fixes another state than that before it; both by the beginning of their hash."""

    code = "usage"
    found: str
    expected: str

    def sentence(self, w: Speaker) -> str:
        found, expected = w.visible(self.found), w.visible(self.expected)
        return w.said(
            f"die Vorlage nennt den Fingerabdruck {found}…, der Stand davor hat {expected}…",
            f"the paper names the fingerprint {found}…, the state before it has {expected}…",
        )
