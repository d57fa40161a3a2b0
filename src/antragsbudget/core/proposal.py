"""What a person asked for, in the person's own words, and the draft of an entry made from it.

The words come as typed; here they get their meaning: names become ids, amounts and dates are read,
what an entry draws on supplies what was left out. Whether it may be recorded is for the rules.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from antragsbudget.core.balances import Balances
from antragsbudget.core.entries import (
    KINDS,
    CarryForward,
    Entry,
    Expense,
    Measure,
    Recorded,
    Release,
    YearClose,
    alias_of,
    fields_holding,
    fields_of,
)
from antragsbudget.core.names import allocation_named, day_named, word_named
from antragsbudget.core.statement import current_year
from antragsbudget.language import messages
from antragsbudget.language.records import Refusal
from antragsbudget.values import money, texts
from antragsbudget.values.money import ZERO

OWN_OF_MEASURE = set(Measure.__struct_fields__) - {"measure", *Recorded.__struct_fields__}
INHERITED = ("payee", "purpose", "measure", "area", "public")
EVERYTHING = ("all", "alles")
REFUNDS_OFFERED = 3
DECISIVE = {"amount", "date", "year", "from_year"}  # beside what an entry names and stands on


Typed = str | bool | tuple[str, ...]  # the last: what no person types, such as hashes


class Proposal(Struct, frozen=True):
    """An entry asked for: its kind, and its fields as typed (a flag is True or absent).

    Besides the fields of the kind: `net`, a flag, says that the amount is net.
    """

    kind: str
    given: Mapping[str, Typed]


class Now(Struct, frozen=True):
    """The day and the moment at which something is recorded, and who records it.

    *before* is the day of this program's release, if the clock shows an earlier one.
    """

    today: date
    moment: datetime
    by: str
    before: date | None = None


class Unknown:
    """Stands for a value that depends on another one that is wrong."""


class Draft(Struct):
    """The values of an entry as far as they could be read, and what could not be."""

    kind: type[Entry]
    values: dict[str, object]
    problems: list[Refusal] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def take(self, key: str, value: object) -> None:
        """Keep the value of a field, or note why it has none."""
        if isinstance(value, Refusal | Unknown):
            self.unread.add(key)
        if isinstance(value, Unknown):
            return
        if isinstance(value, Refusal):
            self.problems.append(replace(value, field=key))
        elif value is not None:
            self.values[key] = value

    def entry(self) -> Entry | None:
        """Return the entry, or None while a value is missing that the figures depend on.

        Missing texts are filled in, so that the rules can check the rest; the form has
        refused such an entry already.
        """
        fillers: dict[str, object] = {"text": "", "party": "", "digest": ""}
        values = dict(self.values)
        for spec in fields_of(self.kind):
            if spec.name not in values and spec.required:
                filler = fillers.get(alias_of(spec.type))
                if filler is None:
                    return None
                values[spec.name] = filler
        if self.unread & {*DECISIVE, *self.kind.names, *fields_holding(self.kind, "allocation")}:
            return None
        return self.kind(**values)  # type: ignore[arg-type]  # form checks what the keys hold


def understand(proposal: Proposal, balances: Balances, now: Now) -> Draft:
    """Return the draft of the entry that *proposal* asks for."""
    kind = KINDS[proposal.kind]
    draft = Draft(kind, {"nr": len(balances.entries) + 1, "recorded_at": now.moment})
    given = {"date": "today", "recorded_by": now.by, **proposal.given}
    read = _Reader(balances, now.today, draft, given)
    for spec in fields_of(kind):
        if spec.name in given and spec.name not in ("nr", "recorded_at", "hash", "net"):
            draft.take(spec.name, read.value(spec.name, alias_of(spec.type), given[spec.name]))
    if "measure" in draft.values and kind is Measure and not OWN_OF_MEASURE & given.keys():
        name = str(draft.values["measure"])
        is_new = bool(name) and name not in balances.measures
        new = (messages.remedies.NewMeasure(name=name),) if is_new else ()
        draft.problems.append(messages.inputs.NothingOfMeasure(remedies=new))
    _inherit(draft, balances)
    if kind is Expense:
        draft.problems = [
            _leading_to_refund(problem, draft, balances) for problem in draft.problems
        ]
    if kind is CarryForward:
        _carry(draft, balances)
    elif kind is not YearClose:
        _budget_year(draft, balances)
    if given.get("net"):
        _add_tax(draft)
    elif "tax_rate" in draft.values:
        draft.take("tax_rate", messages.procedure.TaxWithoutNet(lacking="net"))
    return draft


class _Reader(Struct, frozen=True):
    """Reads one typed value by the alias of its field."""

    balances: Balances
    today: date
    draft: Draft
    given: Mapping[str, Typed]

    def value(self, key: str, alias: str, given: Typed) -> object:
        if not isinstance(given, str):
            return given
        text = texts.typed(given)
        readers: dict[str, Callable[[str], object]] = {
            "amount": self._amount,
            "rate": _rate,
            "date": self._date,
            "number": _number,
            "year": _year,
            "allocation": self._allocation,
            "area": self._area,
        }
        if key == "party":
            return self._party(text)
        if key == "measure":
            return self._measure(text)
        if key == "value":
            return _setting(self.draft.values.get("key"), text)
        return readers.get(alias, str)(text)

    def _amount(self, text: str) -> object:
        if text.casefold() in EVERYTHING and self.draft.kind is Release:
            return self._everything_blocked()
        if text.casefold() in EVERYTHING and self.draft.kind is CarryForward:
            return self._everything_left()
        return _amount(text)

    def _everything_blocked(self) -> object:
        allocation = self.draft.values.get("allocation")
        if not isinstance(allocation, str) or self.draft.unread & {"date", "year"}:
            return Unknown()
        year = _year_of(self.draft, self.balances)
        blocked = self.balances.position(allocation, year or current_year(self.balances)).blocked
        if blocked > 0:
            return blocked
        return messages.funds.NothingBlocked(allocation=allocation)

    def _everything_left(self) -> object:
        allocation = self.draft.values.get("allocation")
        if not isinstance(allocation, str):
            return Unknown()
        year = _year(str(self.given.get("from_year", "")))
        if not isinstance(year, int):
            return Unknown()
        if year not in self.balances.open_years:
            return money.CENT  # any amount will do: the year is refused
        left = self.balances.position(allocation, year).unobligated
        if left > 0:
            return left
        return messages.funds.NothingToCarry(allocation=allocation, source="§ 22 KomHVO NRW")

    def _measure(self, text: str) -> object:
        """Return the id of a known measure; only a measure's own entry may bring a new one."""
        known = self.balances.measures
        if self.draft.kind is Measure and "title" in self.given:
            same = (name for name in known if name.casefold() == text.casefold())
            return next(same, text)
        found = word_named("measure", known, text)
        if self.draft.kind is not Measure or isinstance(found, str):
            return found
        is_new = isinstance(found, messages.inputs.UnknownMeasure) and not found.nearest
        ways = (messages.remedies.NewMeasure(name=text),) if text else ()
        return text if is_new else replace(found, remedies=ways)

    def _date(self, text: str) -> object:
        return day_named(text, self.today)

    def _allocation(self, text: str) -> object:
        found = allocation_named(self.balances.budget, text)
        return found if isinstance(found, Refusal) else found.id

    def _area(self, text: str) -> object:
        return word_named("area", self.balances.budget.areas, text)

    def _party(self, text: str) -> object:
        allocation = self.draft.values.get("allocation")
        if not isinstance(allocation, str):
            return text
        condition = self.balances.budget.allocation(allocation).condition
        parties = condition.parties if condition else ()
        return word_named("party", parties, text)


def _amount(text: str) -> object:
    try:
        return money.parse(text)
    except money.NegativeError as problem:
        return messages.inputs.NegativeAmount(text=text, magnitude=problem.magnitude)
    except money.AmountError as problem:
        return messages.inputs.NotAnAmount(text=text, readings=problem.readings)


def _rate(text: str) -> object:
    try:
        return money.parse_tax_rate(text)
    except money.AmountError:
        return messages.inputs.NotATaxRate()


def _number(text: str) -> object:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    return messages.inputs.NotANumber(text=text)


def _year(text: str) -> object:
    if text.isascii() and text.isdigit() and len(text) == 4:
        return int(text)
    return messages.inputs.NotAYear(text=text)


def _setting(key: object, text: str) -> object:
    """Return the value of a setting as it is stored: amounts and shares with two decimals."""
    if key == "four_eyes_from":
        amount = _amount(text)
        return amount if isinstance(amount, Refusal) else str(amount)
    if key == "warn_at":
        return _share(text)
    return text


def _share(text: str) -> object:
    """Read `0,9`, `0.90` or `90 %` as a share above 0 and up to 1."""
    percent = text.endswith("%")
    try:
        amount = money.parse(text.removesuffix("%").strip())
    except money.AmountError:
        return messages.inputs.NotAShare(text=text)
    share = amount / 100 if percent else amount
    if share > 1 or share != round(share, 2):
        return messages.inputs.NotAShare(text=text)
    return f"{share:.2f}"


def _inherit(draft: Draft, balances: Balances) -> None:
    """Let the entry drawn on supply what was left out, then the measure; not public stays so."""
    named = draft.values.get("commitment", draft.values.get("reservation"))
    item = balances.items.get(named) if isinstance(named, int) else None
    if item is not None:
        _supply(draft, item.entry, INHERITED)
    measure = draft.values.get("measure")
    if measure in balances.measures and draft.kind is not Measure:
        _supply(draft, balances.measures[str(measure)], ("area", "public"))


def _leading_to_refund(problem: Refusal, draft: Draft, balances: Balances) -> Refusal:
    """Offer for a negative expense a refund of an expense of the same payee."""
    if not isinstance(problem, messages.inputs.NegativeAmount):
        return problem
    payee, amount = str(draft.values.get("payee", "")).casefold(), problem.magnitude
    refundable = [
        nr
        for nr, item in balances.items.items()
        if isinstance(item.entry, Expense)
        and item.entry.payee.casefold() == payee
        and item.year in balances.open_years
        and item.left >= amount
        and nr not in balances.reversed_by
    ]
    numbers = sorted(refundable, reverse=True)[:REFUNDS_OFFERED] or (None,)
    kind, voucher = messages.remedies.Refund, str(draft.values.get("voucher", "")) or None
    refunds = tuple(kind(entry=nr, amount=amount, voucher=voucher) for nr in numbers)
    return replace(problem, remedies=refunds)


def _supply(draft: Draft, source: Entry, keys: tuple[str, ...]) -> None:
    for key in keys:
        if (
            key in draft.kind.__struct_fields__
            and key not in draft.values
            and key not in draft.unread
        ):
            draft.take(key, getattr(source, key, None))


def _carry(draft: Draft, balances: Balances) -> None:
    """Carry into the year that follows; free money goes first, what is blocked stays blocked."""
    draft.values.pop("year", None)
    year, amount = draft.values.get("from_year"), draft.values.get("amount")
    allocation = draft.values.get("allocation")
    draft.take("to_year", year + 1 if isinstance(year, int) else Unknown())
    if not isinstance(year, int):
        return
    if isinstance(amount, Decimal) and isinstance(allocation, str):
        blocked = balances.position(allocation, year).blocked_share(amount)
        draft.take("blocked", blocked if blocked > ZERO else None)


def _budget_year(draft: Draft, balances: Balances) -> None:
    """Store the budget year where it is not the value date's."""
    day, year = draft.values.get("date"), _year_of(draft, balances)
    draft.values.pop("year", None)
    if isinstance(day, date) and year != day.year:
        draft.take("year", year)


def _year_of(draft: Draft, balances: Balances) -> int | None:
    """Return the budget year: as given, as that of the entry named, or by the value date."""
    given, day = draft.values.get("year"), draft.values.get("date")
    if isinstance(given, int):
        return given
    named = _named_year(draft, balances)
    if named is not None or not isinstance(day, date):
        return named
    return day.year if day.year in balances.open_years else current_year(balances)


def _named_year(draft: Draft, balances: Balances) -> int | None:
    """Return the budget year in which the entry named now lies."""
    draws = bool(fields_holding(draft.kind, "allocation"))
    for key in draft.kind.names:
        nr = draft.values.get(key)
        if isinstance(nr, int) and nr in balances.items:
            year = balances.items[nr].year
            return None if draws and year not in balances.open_years else year
        if isinstance(nr, int) and nr in balances.entries:
            return balances.entries[nr].budget_year
    return None


def _add_tax(draft: Draft) -> None:
    """Take the amount as net: store gross, net and rate."""
    net, rate = draft.values.get("amount"), draft.values.get("tax_rate")
    if rate is None and "tax_rate" not in draft.unread:
        draft.take("tax_rate", messages.inputs.Missing(field="tax_rate"))
    if isinstance(net, Decimal) and isinstance(rate, Decimal):
        draft.values["net"] = net
        draft.values["amount"] = money.gross(net, rate)
