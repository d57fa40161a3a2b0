"""Budgets, entries and books with defaults, so that a test names only what it is about.

Two allocations of 300,000 each in 2022: `DZ` is blocked by a condition, `DCP` is free.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from antragsbudget.core.admission import Decision, admit
from antragsbudget.core.balances import Balances, Position, fold
from antragsbudget.core.budget import Allocation, Budget, Condition
from antragsbudget.core.entries import (
    Block,
    CarryForward,
    Commitment,
    Consent,
    Cut,
    Entry,
    Expense,
    IssuedPaper,
    Measure,
    Payment,
    Refund,
    Release,
    Reservation,
    Reversal,
    Setting,
    Settlement,
    Supplement,
    Transfer,
    YearClose,
)
from antragsbudget.core.proposal import Now, Proposal, Typed
from antragsbudget.core.rules import Case, Rule
from antragsbudget.core.statement import AMOUNTS, Figures, statement
from antragsbudget.language.records import Failure, Message, Refusal
from antragsbudget.language.speaker import Speaker
from antragsbudget.values.money import in_german
from antragsbudget.values.shares import for_programs

YEAR = 2022
DAY = date(2022, 4, 5)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
MOMENT = datetime(2022, 4, 5, 9, 14, 7, tzinfo=UTC)
NEXT, IN_NEXT_YEAR = YEAR + 1, date(2023, 1, 10)
MEETING = date(2022, 6, 28)
FINGERPRINT = "0123456789abcdef" * 4
PARTIES = ("Dormagen", "Jüchen", "Neuss")
AREAS = ("Digitale Post", "Digitaler Zwilling", "Resilienz")

DZ = Allocation(
    id="dz",
    code="DZ",
    title="Digitaler Zwilling",
    amount=Decimal("300000.00"),
    condition=Condition(text="vorbehaltlich der Zustimmung der Kommunen", parties=PARTIES),
)
DCP = Allocation(id="dcp", code="DCP", title="Digitalisierung", amount=Decimal("300000.00"))

Words = str | int | bool | tuple[str, ...] | None
AMOUNTS_TYPED = {"amount", "planned", "blocked"}


def eur(amount: str) -> Decimal:
    """Return an amount that no test has to type: zero, below zero, or above the largest."""
    return Decimal(amount)


def budget(*allocations: Allocation, **fields: Any) -> Budget:
    chosen = allocations or (DZ, DCP)
    total = sum((allocation.amount for allocation in chosen), Decimal("0.00"))
    known: dict[str, Any] = {
        "title": "Digitalisierung unterstützen und gestalten!",
        "currency": "EUR",
        "fiscal_year": YEAR,
        "areas": AREAS,
    }
    return Budget(**(known | {"total": total, "allocations": chosen} | fields))


# Entries as the file holds them


def _entry(kind: Callable[..., Any], nr: int, given: dict[str, Any], **defaults: Any) -> Any:
    recorded = {
        "nr": nr,
        "date": DAY,
        "recorded_at": MOMENT,
        "recorded_by": "kb",
        "hash": "0" * 64,
    }
    values: dict[str, Any] = {**recorded, **defaults, **given}
    for key in AMOUNTS_TYPED & values.keys():
        values[key] = Decimal(values[key])
    return kind(**values)


def reservation(nr: int = 1, **given: Any) -> Reservation:
    entry: Reservation = _entry(
        Reservation, nr, given, allocation="dcp", amount="100.00", purpose="Studie"
    )
    return entry


def commitment(nr: int = 1, **given: Any) -> Commitment:
    entry: Commitment = _entry(
        Commitment,
        nr,
        given,
        allocation="dcp",
        amount="100.00",
        payee="Prüfwerk GmbH",
        purpose="Studie",
    )
    return entry


def expense(nr: int = 1, **given: Any) -> Expense:
    entry: Expense = _entry(
        Expense,
        nr,
        given,
        allocation="dcp",
        amount="100.00",
        payee="Prüfwerk GmbH",
        purpose="Studie",
        voucher=f"R-{nr}",
    )
    return entry


def payment(nr: int, of: int, **given: Any) -> Payment:
    entry: Payment = _entry(Payment, nr, given, entry=of)
    return entry


def settlement(nr: int, of: int, **given: Any) -> Settlement:
    entry: Settlement = _entry(Settlement, nr, given, entry=of)
    return entry


def refund(nr: int, of: int, **given: Any) -> Refund:
    entry: Refund = _entry(Refund, nr, given, entry=of, amount="10.00")
    return entry


def reversal(nr: int, of: int, **given: Any) -> Reversal:
    entry: Reversal = _entry(Reversal, nr, given, entry=of, reason="Doppelt erfasst")
    return entry


def block(nr: int = 1, **given: Any) -> Block:
    entry: Block = _entry(
        Block, nr, given, allocation="dcp", amount="100.00", reason="Haushaltssperre"
    )
    return entry


def release(nr: int = 1, **given: Any) -> Release:
    entry: Release = _entry(
        Release, nr, given, allocation="dz", amount="100.00", decision="Kreistag 30.03.2022"
    )
    return entry


def consent(nr: int = 1, **given: Any) -> Consent:
    entry: Consent = _entry(
        Consent,
        nr,
        given,
        allocation="dz",
        party="Neuss",
        answer="given",
        reference="Ratsbeschluss 12.05.2022",
    )
    return entry


def setting(nr: int = 1, **given: Any) -> Setting:
    entry: Setting = _entry(
        Setting, nr, given, key="warn_at", value="0.80", decision="Kreistag 30.03.2022"
    )
    return entry


def transfer(nr: int = 1, **given: Any) -> Transfer:
    entry: Transfer = _entry(
        Transfer,
        nr,
        given,
        from_="dcp",
        to="dz",
        amount="100.00",
        decision="Kreisausschuss 15.06.2022",
    )
    return entry


def supplement(nr: int = 1, **given: Any) -> Supplement:
    entry: Supplement = _entry(
        Supplement,
        nr,
        given,
        allocation="dcp",
        amount="100.00",
        basis="nachtrag",
        decision="Nachtragssatzung 15.06.2022",
    )
    return entry


def cut(nr: int = 1, **given: Any) -> Cut:
    entry: Cut = _entry(
        Cut, nr, given, allocation="dcp", amount="100.00", decision="Kreistag 15.06.2022"
    )
    return entry


def measure(nr: int = 1, **given: Any) -> Measure:
    entry: Measure = _entry(Measure, nr, given, measure="pentest")
    return entry


def carry_forward(nr: int = 1, **given: Any) -> CarryForward:
    entry: CarryForward = _entry(
        CarryForward, nr, given, allocation="dcp", amount="100.00", from_year=YEAR, to_year=NEXT
    )
    return entry


def year_close(nr: int = 1, **given: Any) -> YearClose:
    entry: YearClose = _entry(YearClose, nr, given, year=YEAR)
    return entry


def issued_paper(nr: int = 1, **given: Any) -> IssuedPaper:
    entry: IssuedPaper = _entry(
        IssuedPaper, nr, given, meeting=MEETING, as_of=DAY, fingerprint="0" * 64
    )
    return entry


def fact(refusal: Refusal, name: str) -> object:
    """Return a fact of a refusal, whichever it is."""
    return getattr(refusal, name)


def said(record: Message, w: Speaker) -> Iterator[str]:
    """Yield all that is said of a refusal, a notice or a failure."""
    yield record.sentence(w)
    if isinstance(record, Refusal):
        yield from filter(None, (record.figures(w), record.context(w)))
        yield from (remedy.sentence(w) for remedy in record.remedies)
    if isinstance(record, Failure):
        yield from record.cures(w, "l.toml")


def asked_of(rule: Rule, entry: Entry, *earlier: Entry, **header: Any) -> tuple[Refusal, ...]:
    """Return what one rule says to an entry of a file, after the earlier ones."""
    before = fold(budget(**header), earlier)
    return tuple(rule.check(Case(before, entry, before.effect(entry), entry.date)))


# Books: typed proposals, one after the other


class Books(Struct):
    """A ledger in memory: its verbs take typed words, and must be admitted.

    `books.ask.commit(…)` asks the same without recording; there a refusal is an answer.
    """

    balances: Balances
    today: date = DAY
    asking: bool = False

    @property
    def ask(self) -> "Books":
        return replace(self, asking=True)

    def propose(self, kind: str, **given: Words) -> Decision:
        """Propose exactly what is given, without a default; None is left out."""
        typed = {key: _typed(word) for key, word in given.items() if word is not None}
        nr = len(self.balances.entries) + 1
        midnight = datetime(self.today.year, self.today.month, self.today.day, tzinfo=UTC)
        now = Now(self.today, midnight + timedelta(hours=9, minutes=nr), "kb")
        decision = admit(self.balances, Proposal(kind, typed), now)
        if self.asking:
            return decision
        assert decision.entry is not None, decision.violations
        self.balances.record(decision.entry)
        return decision

    def reserve(self, allocation: str, amount: str, **given: Words) -> Decision:
        words = {"allocation": allocation, "amount": amount, "purpose": "Studie"}
        return self.propose("reservation", **(words | given))

    def commit(self, allocation: str, amount: str, **given: Words) -> Decision:
        words = {"allocation": allocation, "amount": amount, "purpose": "Studie"}
        return self.propose("commitment", **(words | {"payee": "Prüfwerk GmbH"} | given))

    def expense(self, allocation: str, amount: str, **given: Words) -> Decision:
        words = {"allocation": allocation, "amount": amount, "purpose": "Studie"}
        voucher = f"R-{len(self.balances.entries) + 1}"
        words |= {"payee": "Prüfwerk GmbH", "voucher": voucher}
        return self.propose("expense", **(words | given))

    def pay(self, nr: int, **given: Words) -> Decision:
        return self.propose("payment", entry=nr, **given)

    def settle(self, nr: int, **given: Words) -> Decision:
        return self.propose("settlement", entry=nr, **given)

    def refund(self, nr: int, amount: str, **given: Words) -> Decision:
        return self.propose("refund", entry=nr, amount=amount, **given)

    def reverse(self, nr: int, **given: Words) -> Decision:
        words: dict[str, Words] = {"reason": "Doppelt erfasst"}
        return self.propose("reversal", entry=nr, **(words | given))

    def block(self, allocation: str, amount: str, **given: Words) -> Decision:
        words: dict[str, Words] = {"allocation": allocation, "amount": amount}
        return self.propose("block", **(words | {"reason": "Haushaltssperre"} | given))

    def release(self, allocation: str, amount: str, **given: Words) -> Decision:
        words: dict[str, Words] = {"allocation": allocation, "amount": amount}
        return self.propose("release", **(words | {"decision": "Kreistag 30.03.2022"} | given))

    def consent(self, party: str, answer: str = "given", **given: Words) -> Decision:
        words: dict[str, Words] = {"allocation": "DZ", "party": party, "answer": answer}
        return self.propose("consent", **(words | {"reference": "Ratsbeschluss"} | given))

    def set(self, key: str, value: str, **given: Words) -> Decision:
        words: dict[str, Words] = {"key": key, "value": value}
        return self.propose("setting", **(words | {"decision": "Kreistag 30.03.2022"} | given))

    def transfer(self, source: str, to: str, amount: str, **given: Words) -> Decision:
        words: dict[str, Words] = {"from_": source, "to": to, "amount": amount}
        return self.propose("transfer", **(words | {"decision": "Kreisausschuss"} | given))

    def supplement(self, allocation: str, amount: str, **given: Words) -> Decision:
        words: dict[str, Words] = {"allocation": allocation, "amount": amount}
        words |= {"basis": "nachtrag", "decision": "Nachtragssatzung"}
        return self.propose("supplement", **(words | given))

    def cut(self, allocation: str, amount: str, **given: Words) -> Decision:
        words: dict[str, Words] = {"allocation": allocation, "amount": amount}
        return self.propose("cut", **(words | {"decision": "Kreistag 15.06.2022"} | given))

    def measure(self, name: str, **given: Words) -> Decision:
        return self.propose("measure", measure=name, **given)

    def carry(self, allocation: str, amount: str, **given: Words) -> Decision:
        words: dict[str, Words] = {"allocation": allocation, "amount": amount, "from_year": YEAR}
        return self.propose("carry_forward", **(words | given))

    def close(self, year: int = YEAR, **given: Words) -> Decision:
        return self.propose("year_close", year=year, **given)

    def issue(self, **given: Words) -> Decision:
        words: dict[str, Words] = {"meeting": "28.06.2022", "as_of": "heute"}
        fingerprint = self.balances.fingerprint or FINGERPRINT
        return self.propose("paper", **(words | {"fingerprint": fingerprint} | given))

    def position(self, allocation: str, year: int = YEAR) -> Position:
        return self.balances.position(allocation.casefold(), year)

    def ten(self, allocation: str, year: int = YEAR) -> dict[str, str | None]:
        """Return the ten figures of an allocation, as JSON has them."""
        lines = statement(self.balances, year, self.today)
        return ten(lines.line(allocation.casefold()).figures)

    def available(self, allocation: str, year: int = YEAR) -> str:
        return in_german(self.position(allocation, year).available)

    def left(self, nr: int) -> str:
        """Return what is left of an entry."""
        return in_german(self.balances.items[nr].left)


def books(*allocations: Allocation, **header: Any) -> Books:
    return Books(Balances.opening(budget(*allocations, **header)))


def books_of(*entries: Entry, today: date = IN_NEXT_YEAR) -> Books:
    """Return books that hold *entries* of a file, whatever the rules would say to them."""
    return Books(fold(budget(), entries), today)


def _typed(word: Words) -> Typed:
    return word if isinstance(word, bool | tuple) else str(word)


# Figures


def ten(figures: Figures) -> dict[str, str | None]:
    share = figures.utilisation
    amounts: dict[str, str | None] = {name: str(getattr(figures, name)) for name in AMOUNTS}
    return {**amounts, "utilisation": None if share is None else str(for_programs(share))}


def figures(**given: str | None) -> dict[str, str | None]:
    """Return ten figures: zero, but for a grant of 300,000 and what is given."""
    granted = {"appropriation": "300000.00", "revised": "300000.00"}
    return {**dict.fromkeys(AMOUNTS, "0.00"), **granted, "utilisation": "0.0000", **given}


def later_figures(amount: str = "0.00", **given: str | None) -> dict[str, str | None]:
    """Return ten figures of a later year: zero, but for *amount* that came over, and what is given.

    In a later year than the header's, `appropriation` is 0.00 and what was carried stands in
    `changes`.
    """
    carried = {"appropriation": "0.00", "changes": amount, "revised": amount}
    share = None if amount == "0.00" else "0.0000"
    return figures(**{**carried, "utilisation": share, **given})


def stored(entry: Entry | None) -> dict[str, object]:
    """Return the fields of an entry that say something, without number, moment, person and hash."""
    assert entry is not None
    plain = {spec.name: getattr(entry, spec.name) for spec in fields(entry)}
    left_out = ("nr", "recorded_at", "recorded_by", "hash")
    return {k: v for k, v in plain.items() if v is not None and k not in left_out}
