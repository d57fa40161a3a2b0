"""Random histories: what people might propose, in typed words, and what became of it.

A wish is drawn without knowing the ledger ("as much as is available, and one cent more"); `play`
turns it into words against the ledger as it has become, asks `admit`, and records what is admitted.
So every drawn list of wishes is a history, and a shorter list is a simpler one.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import Struct
from msgspec.structs import fields, replace

from antragsbudget.core.admission import Decision, admit
from antragsbudget.core.balances import Balances, Position
from antragsbudget.core.budget import Allocation, Budget, Condition
from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.core.entries import KINDS, Basis, Entry, Status, alias_of, table_of
from antragsbudget.core.proposal import Now, Proposal, Typed
from antragsbudget.core.statement import current_year
from antragsbudget.values import money
from antragsbudget.values.money import CENT, LARGEST, ZERO

T = TypeVar("T")

YEAR = 2022
FIRST_DAY = date(YEAR, 3, 1)
PARTIES = ("Dormagen", "Jüchen", "Neuss")
AREAS = ("Bürgerservice", "Cyber | Sicherheit")
MEASURES = ("M-1", "m-2 [/x]", "Zwilling {0}")
BASES: tuple[str, ...] = get_args(get_args(Basis)[0])
STATUSES: tuple[str, ...] = get_args(get_args(Status)[0])

# Texts that would be markup, a template or a formula for somebody who is not careful.
TEXTS = ("Lizenz", "[/x] {0} %s", "=1+1 | `a` <b>", "„Zwilling“ \\n", "ﷺ e\u0301", "x" * 500)


# Budgets


class Header(Struct, frozen=True):
    """A budget, and the table that the file holds of it."""

    budget: Budget

    @property
    def table(self) -> dict[str, Any]:
        budget = _filled(self.budget)
        allocations = [_filled(allocation) for allocation in budget.pop("allocations")]
        for allocation in allocations:
            if "condition" in allocation:
                condition = _filled(allocation["condition"])
                allocation["condition"] = {**condition, "parties": list(condition["parties"])}
        for key in ("areas", "movers"):
            budget[key] = list(budget[key])
        return {"format": 1, "budget": budget, "allocation": allocations}


def _filled(thing: Any) -> dict[str, Any]:
    values = {spec.name: getattr(thing, spec.name) for spec in fields(thing)}
    return {key: value for key, value in values.items() if value is not None}


grants = st.one_of(
    st.just(30_000_000),
    st.integers(100_000, 50_000_000),
    st.sampled_from((1_000_000, 10_000_000, 1_000, 1, 0)),
)
conditions = st.sampled_from(
    (
        None,
        None,
        None,
        Condition(text="vorbehaltlich der Zustimmung", parties=PARTIES),
        Condition(text="[/x] {amount}"),
    )
)


@st.composite
def headers(draw: st.DrawFn) -> Header:
    names = (("digitaler-zwilling", "DZ"), ("digitale-post", None), ("mobil", "{M}"), ("n", "[/x]"))
    allocations = tuple(
        Allocation(
            id=name,
            code=code,
            title=draw(st.sampled_from((None, *TEXTS))),
            amount=Decimal(draw(grants)) / 100 + ZERO,
            condition=draw(conditions),
        )
        for name, code in names[: draw(st.integers(1, 4))]
    )
    budget = Budget(
        title=draw(st.sampled_from(TEXTS)),
        currency="EUR",
        fiscal_year=YEAR,
        total=sum((allocation.amount for allocation in allocations), ZERO),
        allocations=allocations,
        motion_date=draw(st.sampled_from((None, date(2022, 2, 24)))),
        movers=draw(st.sampled_from(((), ("A", "B")))),
        areas=AREAS,
        warn_at=draw(st.sampled_from((Decimal("0.90"), Decimal("0.01"), Decimal("1.00")))),
        four_eyes_from=draw(st.sampled_from((None, None, Decimal("5000.00")))),
    )
    return Header(budget)


# Wishes

LONGEST = 35  # wishes in a history
WISHED = (
    *KINDS,
    *("reservation", "commitment", "commitment", "commitment", "payment", "settlement", "refund"),
    *("expense", "expense", "expense", "expense", "expense", "reversal", "reversal"),
    *("release", "transfer", "cut", "measure"),
)
LIMITS = (
    *("available", "unblocked", "unreserved", "unobligated", "left", "left and available"),
    *("blocked", "revised", "little"),
)
CARRIED = ("everything", "half", "everything", "what is free", "a cent more", "nothing", "all")
SETTINGS = (
    ("warn_at", "90 %"),
    ("warn_at", "2"),
    ("four_eyes_from", "1.000"),
    ("four_eyes_from", "1,000"),
    ("committee", "Kreisausschuss [/x]"),
    ("office", "ZS 3"),
    ("adopted", "Kreistag, 30.03.2022 {x}"),
    ("colour", "blau"),
)
SLIPS: tuple[Mapping[str, Typed | None], ...] = (
    {"amount": "1,234"},
    {"amount": "9.999.999.999,99"},
    {"amount": None},
    {"date": "31.2.2022"},
    {"date": "1.1.2999"},
    {"date": "2022-01-31"},
    {"allocation": "digital"},
    {"allocation": "nirgends"},
    {"allocation": None},
    {"purpose": None},
    {"purpose": "GEGENSTAND"},
    {"purpose": "a\u202eb"},
    {"payee": "y" * 501},
    {"voucher": None},
    {"decision": None},
    {"reason": " "},
    {"area": "Luftfahrt"},
    {"measure": "m1"},
    {"measure": "m1", "amount": "0"},
    {"measure": "m"},
    {"amount": "alles"},
    {"to": None},
    {"from_": "nirgends"},
    {"basis": "laune"},
    {"status": "vielleicht"},
    {"target_date": "31.2.2022"},
    {"planned": "1,234"},
    {"from_year": "2031"},
    {"reason": None},
    {"party": "Atlantis"},
    {"fingerprint": "f" * 64},
    {"as_of": "1.1.2999"},
    {"meeting": None},
    {"answer": "vielleicht"},
    {"year": "2031"},
    {"year": "2023"},
    {"year": "MMXXII"},
    {"entry": "99"},
    {"entry": "erste"},
    {"commitment": "1", "reservation": "1"},
    {"commitment": "99", "reservation": None},
    {"final": True},
    {"keep_settled": True},
    {"tax_rate": "16"},
    {"tax_rate": "7"},
    {"net": True},
    {"certified_by": "K B", "ordered_by": "kb"},
    {"certified_by": "kb", "ordered_by": None},
)


NAMING = ("payment", "settlement", "refund", "reversal")
NOT_REVERSED = ("reversal", "setting", "measure", "carry_forward", "year_close", "paper")


class Wish(Struct, frozen=True):
    """What somebody wants, as far as it can be said without knowing the ledger."""

    kind: str
    place: int  # which allocation
    limit: str  # which limit the amount goes for …
    beside: int  # … and by how many cents it misses it
    target: int | None  # which earlier entry, the newest first; None draws on nothing
    anything: bool  # the target may be reversed, used up or elsewhere
    waited: int  # days since the last wish; a clock may run back
    back: int  # days by which the value date is earlier
    flag: bool  # final, keep_settled, despite_shortfall, net; a year-end before the year is over
    text: int  # which texts, persons and settings
    slip: Mapping[str, Typed | None]


def wish(decisions: bytes) -> Wish:
    """Read a wish from bytes, one a decision.

    Drawn one by one, a history's hundreds of decisions come out much alike, and mostly nothing
    happens; bytes are drawn evenly, and shrink one by one just as well.
    """
    kind, place, limit, beside, target, anything, waited, back, flag, text, slip, which = decisions
    return Wish(
        kind=_one_of(WISHED, kind),
        place=place % 4,
        limit=_one_of((*("little",) * 12, *("half",) * 4, *LIMITS), limit),
        beside=_one_of((0, 0, -1, 1), beside),
        target=_one_of((0, None, 1, 2, 0, 3, None, 4, 5), target),
        anything=anything % 8 == 7,
        waited=_one_of((0, 1, 0, 0, 2, 0, 1, 0, 60, 0, 0, -1), waited),
        back=_one_of((*(0,) * 12, 1, 5, 100), back),
        flag=flag % 3 == 2,
        text=text % 41,
        slip=_one_of(SLIPS, which) if slip % 5 == 4 else {},
    )


def _one_of(choices: Sequence[T], decision: int) -> T:
    return choices[decision % len(choices)]


wishes = st.binary(min_size=12, max_size=12).map(wish)


# Histories


class Step(Struct, frozen=True):
    """A proposal, when it was made, and what became of it; `entry` is what was recorded."""

    proposal: Proposal
    now: Now
    decision: Decision
    entry: Entry | None


class History(Struct, frozen=True):
    header: Header
    steps: tuple[Step, ...]

    @property
    def budget(self) -> Budget:
        return self.header.budget

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(step.entry for step in self.steps if step.entry is not None)

    @property
    def tables(self) -> tuple[dict[str, object], ...]:
        return tuple(map(table_of, self.entries))

    @property
    def years(self) -> range:
        """Return the budget years up to the one after the last that was opened."""
        return range(YEAR, YEAR + 2 + sum(entry.kind == "year_close" for entry in self.entries))

    @property
    def today(self) -> date:
        return max((step.now.today for step in self.steps), default=FIRST_DAY)

    @property
    def now(self) -> Now:
        """Return a moment at the end of the last day."""
        day = self.today
        return Now(day, datetime(day.year, day.month, day.day, 22, tzinfo=UTC), "kb")

    @property
    def fingerprint(self) -> str:
        return self.entries[-1].hash if self.entries else header_hash(self.header.table)

    def __repr__(self) -> str:
        """Say what was asked and what became of it; all fields of all steps nobody could read."""
        lines = [_short(table) for table in self.header.table["allocation"]]
        for step in self.steps:
            became = [violation.code for violation in step.decision.violations]
            number = None if step.entry is None else step.entry.nr
            asked = _short(step.proposal.given)
            lines.append(f"{step.now.today} {step.proposal.kind} {asked} -> {number or became}")
        return "\n    ".join(("History:", *lines))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


def _short(table: Mapping[str, object]) -> str:
    return ", ".join(f"{key}={str(value)[:40]}" for key, value in table.items())


def histories() -> SearchStrategy[History]:
    """Histories of up to 35 wishes; `lists` alone would draw hardly a long one.

    Most are drawn whole from one seed: they do not shrink, but Hypothesis does not repeat parts of
    them either, so that more happens in them, and a year ends in every third. It does repeat the
    seed itself, so that the header is made part of it.
    """
    sizes = ((0, 5), (6, 15), (16, LONGEST))
    lists = [st.lists(wishes, min_size=least, max_size=most) for least, most in sizes]
    drawn = st.builds(play, headers(), st.one_of(lists))
    seeded = st.builds(play_by_chance, headers(), st.binary(min_size=8, max_size=8))
    return st.one_of(drawn, *(seeded,) * 3)


def play_by_chance(header: Header, seed: bytes) -> History:
    return play(header, by_chance(seed + repr(header).encode()))


def by_chance(seed: bytes) -> list[Wish]:
    chance = Random(seed)
    return [wish(chance.randbytes(12)) for _ in range(LONGEST)]


def play(header: Header, wishes: list[Wish]) -> History:
    """Propose one wish after the other to a new ledger."""
    balances = Balances.opening(header.budget)
    fingerprint = header_hash(header.table)
    today = FIRST_DAY
    steps = []
    for index, wish in enumerate(wishes):
        today += timedelta(days=wish.waited)
        if wish.kind == "year_close" and not wish.flag:
            today = max(today, date(current_year(balances) + 1, 1, 1 + wish.text % 28))
        moment = datetime(today.year, today.month, today.day, 9, index, tzinfo=UTC)
        now = Now(today, moment, "kb")
        for proposal in proposals(wish, balances, today):
            decision = admit(balances, proposal, now)
            entry = decision.entry
            if entry is not None:
                fingerprint = entry_hash(fingerprint, table_of(entry))
                entry = replace(entry, hash=fingerprint)
                balances.record(entry)
            steps.append(Step(proposal, now, decision, entry))
    return History(header, tuple(steps))


def proposals(wish: Wish, balances: Balances, today: date) -> Iterator[Proposal]:
    """Yield what is asked for, each in the words that fit the balances as they have become."""
    if wish.kind == "year_close":
        for nth, allocation in enumerate(balances.budget.allocations):
            carried = _one_of(CARRIED, wish.text + nth * wish.place)
            amount = _carried(carried, balances.position(allocation.id, current_year(balances)))
            if amount is not None:
                words = {"allocation": allocation.id, "amount": amount, "reason": "Grund"}
                words["date"] = (today - timedelta(days=wish.back)).isoformat()
                words["from_year"] = str(current_year(balances))
                yield Proposal("carry_forward", words)
    yield worded(wish, balances, today)


def _carried(carried: str, position: Position) -> str | None:
    """Return the amount that is carried, as it is typed; None carries nothing."""
    left = position.unobligated
    amounts = {
        "nothing": ZERO,
        "half": left / 2,
        "what is free": position.unblocked,
        "a cent more": max(left, ZERO) + CENT,
    }
    if carried not in amounts:
        return "alles" if left > 0 or carried == "all" else None
    amount = round(amounts[carried], 2)
    return money.plain(amount) if amount > 0 else None


def worded(wish: Wish, balances: Balances, today: date) -> Proposal:
    """Return *wish* in the words that somebody would type who sees the ledger."""
    target = _target(wish, balances)
    item = None if target is None else balances.items.get(target)
    kind = wish.kind
    if kind == "carry_forward" and not wish.anything:  # mostly it belongs to a year-end
        kind = "supplement"
    places = _places(kind, balances)
    if (not places or (target is None and kind in NAMING)) and not wish.anything:
        kind, places = "expense", _places("expense", balances)
    if kind == "expense" and not places and wish.text % 3:  # else a spent ledger stays as it is
        kind, places = "supplement", balances.budget.allocations
    if wish.anything or not places:
        places = balances.budget.allocations
    place = _one_of(places, wish.place)
    if item is not None and not wish.anything:
        place = balances.budget.allocation(item.allocation)
    words: dict[str, Typed | None] = {
        "date": (today - timedelta(days=wish.back)).isoformat(),
        "allocation": (place.id, place.name, place.id[:9].upper())[wish.text % 3],
        "amount": _amount(wish, kind, balances, place.id, None if item is None else item.left),
        "reason": "Grund",
        "decision": "KA, 28.06.2022",
        "reference": "Az. 10-2",
        "party": PARTIES[wish.text % 3],
        "answer": ("given", "refused", "withdrawn")[wish.text % 3],
        "voucher": f"R-{wish.text % 2}" if wish.text < 12 else f"R-{len(balances.entries)}",
        "from_": place.id,
        "to": _one_of(balances.budget.allocations, wish.text + wish.anything).id,
        "basis": _one_of(BASES, wish.text),
        "meeting": (today + timedelta(days=wish.text - 3)).isoformat(),
        "as_of": (today - timedelta(days=wish.back)).isoformat(),
        "fingerprint": balances.fingerprint or "0" * 64,
        "files": (f"{wish.text:064x}",) if wish.flag else None,
        **_named(wish, target),
    }
    if target is None or wish.text % 2:  # else what it draws on supplies them
        words["purpose"] = TEXTS[wish.text % len(TEXTS)]
        words["payee"] = ("Prüfwerk GmbH", "PRÜFWERK  GmbH", TEXTS[1])[wish.text % 3]
        words["area"] = AREAS[wish.text % 2][:5]
    if wish.text % 4:
        words |= {"certified_by": "kb", "ordered_by": "mü"}
    if wish.text % 5 == 1:
        words["public"] = False
    if wish.flag:
        words["final"] = True if target is not None or wish.anything else None
        words["keep_settled"] = True if wish.anything or _is_final(balances, target) else None
        words["despite_shortfall"] = True
        words |= {"net": True, "tax_rate": "19"} if wish.text % 5 == 0 else {}
    words["key"], words["value"] = SETTINGS[wish.text % len(SETTINGS)]
    if kind in ("carry_forward", "year_close"):
        year = str(current_year(balances) + (wish.anything and wish.text % 3 - 1))
        words["year" if kind == "year_close" else "from_year"] = year
    if kind == "transfer" and words["to"] == place.id and not wish.anything:
        others = [one.id for one in balances.budget.allocations if one != place]
        words["to"] = _one_of(others, wish.text) if others else None
    if kind == "measure":
        words = _state(wish, words, today)
    elif balances.measures and wish.text % 3 == 1:
        words["measure"] = _one_of(tuple(balances.measures), wish.place)[: 3 + wish.text].lower()
    words |= wish.slip
    known = {"net", *(spec.name for spec in fields(KINDS[kind]))}
    return Proposal(kind, {key: w for key, w in words.items() if key in known and w is not None})


def _state(wish: Wish, words: Mapping[str, Typed | None], today: date) -> dict[str, Typed | None]:
    """Return a measure or its new state: some of what can be said of it, mostly not all."""
    sayings: dict[str, Typed | None] = {
        "title": TEXTS[wish.text % len(TEXTS)],
        "allocation": words["allocation"],
        "area": AREAS[wish.text % 2],
        "status": _one_of(STATUSES, wish.text),
        "planned": words["amount"],
        "result": TEXTS[wish.text % 4],
        "next_step": TEXTS[wish.text % 3],
        "target_date": (today + timedelta(days=wish.text - 9)).isoformat(),
        "funding": "Land NRW, 50 %",
        "public_text": TEXTS[2],
        "public": False,
    }
    bits = wish.text * 97 + wish.place * 11 + (wish.target or 0) * 31
    said = {key: word for nth, (key, word) in enumerate(sayings.items()) if bits >> nth & 1}
    return {"measure": _one_of(MEASURES, wish.text), "date": words["date"], **said}


def _places(kind: str, balances: Balances) -> Sequence[Allocation]:
    """Return the allocations on which an entry of this kind has a chance."""
    several = len(balances.budget.allocations) > 1

    def has_chance(allocation: Allocation) -> bool:
        position = balances.position(allocation.id, current_year(balances))
        match kind:
            case "release":
                return position.blocked > 0
            case "transfer":
                return position.available > 0 and several
            case "cut":
                return position.unobligated > 0
            case "consent":
                return allocation.condition is not None and allocation.condition.parties != ()
            case "reservation":
                return position.unreserved > 0
            case "commitment" | "expense":
                return position.available > 0
            case _:
                return True

    return [allocation for allocation in balances.budget.allocations if has_chance(allocation)]


def _named(wish: Wish, target: int | None) -> dict[str, Typed | None]:
    if target is None:
        return {"entry": "1"}
    drawn = "reservation" if wish.kind == "commitment" or wish.target in (2, 5) else "commitment"
    return {"entry": str(target), drawn: str(target)}


def _target(wish: Wish, balances: Balances) -> int | None:
    """Return the number of the entry that the wish names, of a fitting kind if there is one."""
    if wish.target is None and wish.kind in ("commitment", "expense"):
        return None
    fitting = {
        "commitment": ("reservation",),
        "expense": ("reservation",) if wish.target in (2, 5) else ("commitment",),
        "payment": ("expense",),
        "refund": ("expense",),
        "settlement": ("reservation", "commitment"),
        "reversal": tuple(kind for kind in KINDS if kind not in NOT_REVERSED),
    }.get(wish.kind, ())
    anywhen = wish.kind == "payment" or wish.text % 3 == 0
    candidates = [
        nr
        for nr, entry in reversed([*balances.entries.items()])
        if wish.anything
        or (
            entry.kind in fitting
            and nr not in balances.reversed_by
            and (anywhen or _year_of(nr, balances) in balances.open_years)
        )
    ]
    if wish.kind == "reversal" and wish.flag:  # to keep settled what a final draw has released
        candidates = [nr for nr in candidates if _is_final(balances, nr)] or candidates
    return candidates[(wish.target or 0) % len(candidates)] if candidates and fitting else None


def _year_of(nr: int, balances: Balances) -> int:
    item = balances.items.get(nr)
    return balances.entries[nr].budget_year if item is None else item.year


def _is_final(balances: Balances, nr: int | None) -> bool:
    return nr is not None and getattr(balances.entries[nr], "final", None) is True


def _amount(
    wish: Wish, kind: str, balances: Balances, allocation: str, left: Decimal | None
) -> str:
    position = balances.position(allocation, current_year(balances))
    whole = left
    if whole is None:
        whole = {
            "release": position.blocked * 2,
            "supplement": max(position.revised, Decimal(wish.text * 2_000)),
            "cut": position.revised * Decimal("1.3") if wish.flag else position.available,
            "block": position.revised * Decimal("1.3") if wish.flag else position.available,
        }.get(kind, position.available)
    limit = {
        "available": position.available,
        "unblocked": position.unblocked,
        "unreserved": position.unreserved,
        "unobligated": position.unobligated,
        "blocked": position.blocked,
        "revised": position.revised,
        "left": whole / 2 if left is None else left,
        "left and available": (left or whole / 2) + position.available,
        "little": Decimal(wish.text * 7 + 1),
        "half": whole / 2,
    }[wish.limit]
    amount = round(min(max(limit + wish.beside * CENT, CENT), LARGEST), 2)
    plain = money.plain(amount)
    return (plain, money.in_german(amount), f"EUR {plain.replace('.', ',')}")[wish.text % 3]


# Entries that no rule has seen, as they may stand in a chain that somebody forged

SOUND: dict[str, SearchStrategy[Any]] = {
    "text": st.sampled_from(("abc", "1.00", *TEXTS[:4])),
    "area": st.sampled_from(AREAS),
    "party": st.sampled_from(PARTIES),
    "amount": st.integers(1, 20_000).map(lambda n: Decimal(n) / 100 + ZERO),
    "rate": st.sampled_from((Decimal("19.00"), ZERO)),
    "number": st.integers(1, 9),
    "year": st.sampled_from((YEAR, YEAR, YEAR + 1)) | st.integers(1900, 2999),
    "date": st.just(FIRST_DAY) | st.dates(date(2021, 12, 1), date(2023, 2, 1)),
    "moment": st.just(datetime(YEAR, 3, 1, 9, tzinfo=UTC)),
    "digest": st.just("0" * 64),
    "digests": st.just(("0" * 64,)),
    "flag": st.booleans(),
    "answer": st.sampled_from(("given", "refused", "withdrawn")),
    "basis": st.sampled_from(BASES),
    "measure status": st.sampled_from(STATUSES),
    "setting key": st.sampled_from(("warn_at", "four_eyes_from", "committee", "office", "adopted")),
}
ODD: dict[str, SearchStrategy[Any]] = {
    **SOUND,
    "text": st.sampled_from(("", "\x1b[31m", *TEXTS)),
    "area": st.sampled_from(("", "Luftfahrt")),
    "party": st.sampled_from(("", "Entenhausen")),
    "amount": st.integers(-(10**12), 10**12).map(lambda n: Decimal(n) / 100 + ZERO),
    "rate": st.integers(-10, 10_000).map(lambda n: Decimal(n) + ZERO),
    "number": st.integers(-1, 99),
    "digests": st.sampled_from(((), ("abc", "[/x]"))),
    "year": st.integers(-5, 10_000),
    "date": st.dates(),
    "moment": st.datetimes(timezones=st.just(UTC)).map(lambda m: m.replace(microsecond=0)),
}


class Forgery(Struct, frozen=True):
    header: Header
    entries: tuple[Entry, ...]

    def __repr__(self) -> str:
        tables = (*self.header.table["allocation"], *map(table_of, self.entries))
        return "\n    ".join(("Forgery:", *map(_short, tables)))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


def forgeries() -> SearchStrategy[Forgery]:
    return headers().flatmap(
        lambda header: st.builds(
            Forgery,
            st.just(header),
            st.lists(strange_entries(ids_of(header.budget)), max_size=15).map(tuple),
        )
    )


def ids_of(budget: Budget) -> tuple[str, ...]:
    return tuple(allocation.id for allocation in budget.allocations)


@cache  # made anew for each header, the strategies would cost more than what they draw
def strange_entries(ids: tuple[str, ...]) -> SearchStrategy[Entry]:
    """Entries with values of the right types, half of them in sound form; all else is chance."""
    allocations = st.sampled_from(ids)

    def of(kind: type[Entry], by_alias: Mapping[str, SearchStrategy[Any]]) -> SearchStrategy[Entry]:
        values = {}
        for spec in fields(kind):
            alias = alias_of(spec.type)
            value = allocations if alias == "allocation" else by_alias[alias]
            values[spec.name] = st.none() | value if spec.default is None else value
        return st.builds(kind, **values)

    return st.one_of([of(kind, form) for form in (SOUND, ODD) for kind in KINDS.values()])
