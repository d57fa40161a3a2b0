"""What can be recorded: one frozen record per kind of entry, and nothing about how.

The fields are the keys of the ledger file (a field without a default is required there), and the
alias of a field says what its value must look like; `form` gives each alias its bounds, `proposal`
says how a person types it. All else about a kind is declared at its class.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from antragsbudget.language.messages.irreversible import (
    CarryForwardStands,
    MeasureStands,
    NotReversible,
    PaperStands,
    ReversalStands,
    SettingStands,
    YearEndStands,
)

Text = Annotated[str, "text"]  # one line, NFC, no control characters
Amount = Annotated[Decimal, "amount"]  # EUR, above zero, two decimals
Rate = Annotated[Decimal, "rate"]  # per cent, two decimals
Name = Annotated[str, "allocation"]  # id of an allocation
Area = Annotated[str, "area"]  # one of the header's areas
Party = Annotated[str, "party"]  # one of a condition's parties in the header
Number = Annotated[int, "number"]  # nr of an earlier entry
Year = Annotated[int, "year"]
Day = Annotated[date, "date"]
Moment = Annotated[datetime, "moment"]  # UTC, whole seconds
Digest = Annotated[str, "digest"]  # 64 hexadecimal digits
Digests = Annotated[tuple[str, ...], "digests"]  # each of 64 hexadecimal digits
Flag = Annotated[bool, "flag"]
Answer = Annotated[Literal["given", "refused", "withdrawn"], "answer"]
Basis = Annotated[Literal["nachtrag", "ueberplanmaessig", "beschluss"], "basis"]
Status = Annotated[
    Literal["planned", "commissioned", "running", "completed", "stopped"], "measure status"
]
Key = Annotated[
    Literal["warn_at", "four_eyes_from", "committee", "office", "adopted"],
    "setting key",
]

AmountFrom = Literal["itself", "effect", "named"]


class Recorded(Struct, frozen=True, kw_only=True):
    """What every entry has: its number, its value date, when and by whom it was recorded.

    Each kind declares all of these itself:

    - `kind`: its key in the file.
    - `names`: the fields that hold the number of an earlier entry, each with the kinds that may be
      named there; any other is refused.
    - `irreversible`: what it says to a reversal, if it cannot be reversed; None if it can.
    - `amount_from`: whose amount a list shows, its own (if it has one), that of its effect on the
      entry that it names, or that of the entry named.
    - `in_papers`: whether the list of entries in a paper shows it.
    - `stands_alone`: whether an entry that names no other changes the same figures whatever was
      recorded before it.
    """

    kind: ClassVar[str]
    names: ClassVar[Mapping[str, tuple[type["Recorded"], ...]]]
    irreversible: ClassVar[type[NotReversible] | None]
    amount_from: ClassVar[AmountFrom]
    in_papers: ClassVar[bool]
    stands_alone: ClassVar[bool]

    nr: Number
    date: Day
    year: Year | None = None
    recorded_at: Moment
    recorded_by: Text
    reference: Text | None = None
    note: Text | None = None
    hash: Digest

    @property
    def budget_year(self) -> int:
        """Return the budget year: the value date's unless another is stored."""
        return self.date.year if self.year is None else self.year

    @property
    def budget_years(self) -> tuple[int, ...]:
        """Return the budget years that it belongs to: one, or at a year's end both."""
        return (self.budget_year,)

    @property
    def is_listed(self) -> bool:
        """Say whether the list of entries in a paper shows this one."""
        return self.in_papers


class Reservation(Recorded, frozen=True, kw_only=True):
    """Mittelvormerkung: planned money, which may lie on blocked money."""

    kind = "reservation"
    names = {}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    allocation: Name
    amount: Amount
    payee: Text | None = None
    purpose: Text
    measure: Text | None = None
    area: Area | None = None
    net: Amount | None = None
    tax_rate: Rate | None = None
    public: Flag | None = None


class Commitment(Recorded, frozen=True, kw_only=True):
    """Mittelbindung: an order was placed."""

    kind = "commitment"
    names = {"reservation": (Reservation,)}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    allocation: Name
    amount: Amount
    reservation: Number | None = None
    final: Flag | None = None
    payee: Text
    purpose: Text
    until: Year | None = None
    order_number: Text | None = None
    measure: Text | None = None
    area: Area | None = None
    net: Amount | None = None
    tax_rate: Rate | None = None
    public: Flag | None = None


class Expense(Recorded, frozen=True, kw_only=True):
    """Auszahlungsanordnung: an invoice is to be paid."""

    kind = "expense"
    names = {"commitment": (Commitment,), "reservation": (Reservation,)}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    allocation: Name
    amount: Amount
    commitment: Number | None = None
    reservation: Number | None = None
    final: Flag | None = None
    payee: Text
    purpose: Text
    voucher: Text
    order_number: Text | None = None
    invoice_date: Day | None = None
    due_date: Day | None = None
    measure: Text | None = None
    area: Area | None = None
    net: Amount | None = None
    tax_rate: Rate | None = None
    certified_by: Text | None = None
    ordered_by: Text | None = None
    public: Flag | None = None
    file: Text | None = None
    file_sha256: Digest | None = None


class Payment(Recorded, frozen=True, kw_only=True):
    """Zahlung: what was left unpaid of an expense was paid."""

    kind = "payment"
    names = {"entry": (Expense,)}
    irreversible = None
    amount_from = "effect"
    in_papers = True
    stands_alone = False

    entry: Number


class Settlement(Recorded, frozen=True, kw_only=True):
    """Erledigung: the open remainder of a reservation or commitment is free again."""

    kind = "settlement"
    names = {"entry": (Reservation, Commitment)}
    irreversible = None
    amount_from = "effect"
    in_papers = True
    stands_alone = False

    entry: Number
    reason: Text | None = None


class Refund(Recorded, frozen=True, kw_only=True):
    """Absetzung: money came back on an expense."""

    kind = "refund"
    names = {"entry": (Expense,)}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = False

    entry: Number
    amount: Amount
    voucher: Text | None = None
    purpose: Text | None = None


class Reversal(Recorded, frozen=True, kw_only=True):
    """Storno: the exact inverse of what one entry changed."""

    kind = "reversal"
    names = {"entry": (Recorded,)}  # whatever can be reversed
    irreversible = ReversalStands
    amount_from = "named"
    in_papers = True
    stands_alone = False

    entry: Number
    reason: Text
    keep_settled: Flag | None = None


class Transfer(Recorded, frozen=True, kw_only=True):
    """Mittelumschichtung: available money of one allocation becomes another's."""

    kind = "transfer"
    names = {}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    from_: Name
    to: Name
    amount: Amount
    decision: Text
    reason: Text | None = None


class Supplement(Recorded, frozen=True, kw_only=True):
    """Aufstockung (§§ 81, 83 GO NRW): more money for an allocation."""

    kind = "supplement"
    names = {}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    allocation: Name
    amount: Amount
    basis: Basis
    decision: Text
    reason: Text | None = None


class Cut(Recorded, frozen=True, kw_only=True):
    """Kürzung: less money for an allocation; free money goes first, then blocked money."""

    kind = "cut"
    names = {}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = False

    allocation: Name
    amount: Amount
    decision: Text
    reason: Text | None = None
    despite_shortfall: Flag | None = None


class Block(Recorded, frozen=True, kw_only=True):
    """Sperre (§ 25 KomHVO NRW, § 81 (4) GO NRW)."""

    kind = "block"
    names = {}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    allocation: Name
    amount: Amount
    reason: Text
    decision: Text | None = None
    despite_shortfall: Flag | None = None


class Release(Recorded, frozen=True, kw_only=True):
    """Freigabe: a Sperrvermerk or Sperre is lifted by a decision."""

    kind = "release"
    names = {}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    allocation: Name
    amount: Amount
    decision: Text


class Consent(Recorded, frozen=True, kw_only=True):
    """What a party to a condition answered."""

    kind = "consent"
    names = {}
    irreversible = None
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    allocation: Name
    party: Party
    answer: Answer
    reference: Text


class Measure(Recorded, frozen=True, kw_only=True):
    """Maßnahme: what the money is to bring about, or its new state; what is left out stays."""

    kind = "measure"
    names = {}
    irreversible = MeasureStands
    amount_from = "itself"
    in_papers = False  # a table of their own shows them
    stands_alone = True

    measure: Text
    title: Text | None = None
    allocation: Name | None = None
    area: Area | None = None
    status: Status | None = None
    planned: Amount | None = None
    result: Text | None = None
    next_step: Text | None = None
    target_date: Day | None = None
    funding: Text | None = None
    public_text: Text | None = None
    public: Flag | None = None


class Setting(Recorded, frozen=True, kw_only=True):
    """A parameter of a rule, a name in the papers, or the resolution that granted the money."""

    kind = "setting"
    names = {}
    irreversible = SettingStands
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    key: Key
    value: Text
    decision: Text

    @property
    def is_listed(self) -> bool:
        """Say whether it is the resolution that granted the money: no other setting is listed."""
        return self.key == "adopted"


class CarryForward(Recorded, frozen=True, kw_only=True):
    """Ermächtigungsübertragung (§ 22 KomHVO NRW): money of a year that ends stays for the next."""

    kind = "carry_forward"
    names = {}
    irreversible = CarryForwardStands
    amount_from = "itself"
    in_papers = True
    stands_alone = True

    allocation: Name
    amount: Amount
    from_year: Year
    to_year: Year
    blocked: Amount | None = None
    reason: Text | None = None

    @property
    def budget_year(self) -> int:
        """Return the year that ends."""
        return self.from_year

    @property
    def budget_years(self) -> tuple[int, ...]:
        """Return the year that ends, and the one into which it carries."""
        return self.from_year, self.from_year + 1


class YearClose(Recorded, frozen=True, kw_only=True):
    """Jahreswechsel: the budget year `year` ends, the next one begins."""

    kind = "year_close"
    names = {}
    irreversible = YearEndStands
    amount_from = "itself"
    in_papers = True
    stands_alone = False

    year: Year
    reason: Text | None = None

    @property
    def budget_years(self) -> tuple[int, ...]:
        """Return the year that ends and the one that begins."""
        return self.year, self.year + 1


class IssuedPaper(Recorded, frozen=True, kw_only=True):
    """Vorlage: which state of the ledger, by its fingerprint, the committee was shown."""

    kind = "paper"
    names = {}
    irreversible = PaperStands
    amount_from = "itself"
    in_papers = False
    stands_alone = True

    meeting: Day
    as_of: Day
    fingerprint: Digest  # of the state before this entry
    number: Text | None = None
    public: Flag | None = None
    files: Digests | None = None  # SHA-256 of each file that was written


Booking = Reservation | Commitment | Expense
Entry = (
    Reservation
    | Commitment
    | Expense
    | Payment
    | Settlement
    | Refund
    | Reversal
    | Transfer
    | Supplement
    | Cut
    | Block
    | Release
    | Consent
    | Measure
    | Setting
    | CarryForward
    | YearClose
    | IssuedPaper
)

KINDS: dict[str, type[Entry]] = {kind.kind: kind for kind in get_args(Entry)}
LAST_KEYS = ("reference", "note", "hash")


def key_of(field: str) -> str:
    """Return the key of a field in the file: Python reserves `from`, so its field is `from_`."""
    return field.removesuffix("_")


def field_of(key: str) -> str:
    """Return the field that holds what the file has under *key*."""
    return "from_" if key == "from" else key


@cache
def fields_of(kind: type[Entry]) -> tuple[FieldInfo, ...]:
    """Return the fields of a kind: name, type and whether it is required."""
    return fields(kind)


def alias_of(annotation: Any) -> str:
    """Return the alias of a field of an entry, `Text | None` being "text" as well."""
    for part in (annotation, *get_args(annotation)):
        if get_origin(part) is Annotated:
            return str(part.__metadata__[0])
    raise TypeError(annotation)


@cache
def fields_holding(kind: type[Entry], alias: str) -> tuple[str, ...]:
    """Return the fields of a kind that have an alias, such as "year", in their order."""
    return tuple(field.name for field in fields_of(kind) if alias_of(field.type) == alias)


@cache
def keys_of(kind: type[Entry]) -> tuple[str, ...]:
    """Return the keys of a kind in the order in which the file has them."""
    names = [key_of(name) for name in kind.__struct_fields__]
    head = [name for name in names if name not in LAST_KEYS]
    return ("nr", "kind", *head[1:], *LAST_KEYS)


def table_of(entry: Entry) -> dict[str, object]:
    """Return the entry as the table that the file holds: keys in order, nothing empty."""
    values = {key: getattr(entry, field_of(key)) for key in keys_of(type(entry))}
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value is not None and value != ""
    }


def amount_of(entry: Entry) -> Decimal | None:
    """Return the amount of an entry; None for one that has none of its own."""
    amount: Decimal | None = getattr(entry, "amount", None)
    return amount


def allocations_of(entry: Entry) -> tuple[str, ...]:
    """Return the ids of the allocations that an entry itself names; a transfer's source first."""
    found = (getattr(entry, field) for field in fields_holding(type(entry), "allocation"))
    return tuple(allocation for allocation in found if allocation is not None)


def named_by(entry: Entry) -> tuple[int, ...]:
    """Return the numbers of the entries that *entry* names."""
    numbers = (getattr(entry, field) for field in entry.names)
    return tuple(nr for nr in numbers if nr is not None)
