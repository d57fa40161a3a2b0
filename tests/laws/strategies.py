"""Random histories: what people might propose, in typed words, and what became of it.

A wish is drawn without knowing the ledger ("as much as is available, and one cent more"); `play`
turns it into words against the ledger as it has become, asks `admit`, and records what is admitted.
So every drawn list of wishes is a history, and a shorter list is a simpler one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from antragsbudget.core import money
from antragsbudget.core.admission import Decision, admit
from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Allocation, Budget, Condition
from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.core.entries import KINDS, Entry, table_of
from antragsbudget.core.form import alias_of
from antragsbudget.core.money import CENT, LARGEST, ZERO
from antragsbudget.core.proposal import Now, Proposal

YEAR = 2022
FIRST_DAY = date(YEAR, 3, 1)
PARTIES = ("Dormagen", "Jüchen", "Neuss")
AREAS = ("Bürgerservice", "Cyber | Sicherheit")

# Texts that would be markup, a template or a formula for somebody who is not careful.
TEXTS = ("Lizenz", "[/x] {0} %s", "=1+1 | `a` <b>", "„Zwilling“ \\n", "ﷺ e\u0301", "x" * 500)


# Budgets


@dataclass(frozen=True, slots=True)
class Header:
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
    st.just(30_000_000), st.integers(10_000, 50_000_000), st.sampled_from((1_000_000, 100, 1, 0))
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

LIMITS = ("available", "unblocked", "unreserved", "left", "left and available", "blocked", "little")
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
SLIPS: tuple[Mapping[str, str | bool | None], ...] = (
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
    {"party": "Atlantis"},
    {"answer": "vielleicht"},
    {"year": "2031"},
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


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants, as far as it can be said without knowing the ledger."""

    kind: str
    place: int  # which allocation
    limit: str  # which limit the amount goes for …
    beside: int  # … and by how many cents it misses it
    target: int | None  # which earlier entry, the newest first; None draws on nothing
    anything: bool  # the target may be reversed, used up or elsewhere
    waited: int  # days since the last wish; a clock may run back
    back: int  # days by which the value date is earlier
    flag: bool  # final, keep_settled, despite_shortfall, net
    text: int  # which texts, persons and settings
    slip: Mapping[str, str | bool | None]


def wishes() -> SearchStrategy[Wish]:
    return st.builds(
        Wish,
        kind=st.sampled_from((*KINDS, "reservation", "commitment", "expense", "expense")),
        place=st.integers(0, 3),
        limit=st.sampled_from((*LIMITS, *("little",) * 9, *("half",) * 4)),
        beside=st.sampled_from((0, 0, -1, 1)),
        target=st.none() | st.integers(0, 5),
        anything=st.integers(0, 3).map(lambda n: n == 3),
        waited=st.sampled_from((0, 1, 0, 0, 2, 60, -1)),
        back=st.sampled_from((0, 0, 0, 1, 5, 100)),
        flag=st.integers(0, 2).map(lambda n: n == 2),
        text=st.integers(0, 40),
        slip=st.integers(0, 5).flatmap(
            lambda n: st.sampled_from(SLIPS) if n == 5 else st.just({})
        ),
    )


# Histories


@dataclass(frozen=True, slots=True)
class Step:
    """A proposal, when it was made, and what became of it; `entry` is what was recorded."""

    proposal: Proposal
    now: Now
    decision: Decision
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class History:
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
    def today(self) -> date:
        return max((step.now.today for step in self.steps), default=FIRST_DAY)

    @property
    def fingerprint(self) -> str:
        return self.entries[-1].hash if self.entries else header_hash(self.header.table)


def histories(longest: int = 25) -> SearchStrategy[History]:
    """Histories of up to so many wishes; `lists` alone would draw mostly short ones."""
    lists = st.integers(0, longest).flatmap(
        lambda size: st.lists(wishes(), min_size=size, max_size=size)
    )
    return st.builds(play, headers(), lists)


def play(header: Header, wishes: list[Wish]) -> History:
    """Propose one wish after the other to a new ledger."""
    balances = Balances.opening(header.budget)
    fingerprint = header_hash(header.table)
    today = FIRST_DAY
    steps = []
    for index, wish in enumerate(wishes):
        today += timedelta(days=wish.waited)
        moment = datetime(today.year, today.month, today.day, 9, index, tzinfo=UTC)
        now = Now(today, moment, "kb")
        proposal = worded(wish, balances, today)
        decision = admit(balances, proposal, now)
        entry = decision.entry
        if entry is not None:
            fingerprint = entry_hash(fingerprint, table_of(entry))
            entry = replace(entry, hash=fingerprint)
            balances.record(entry)
        steps.append(Step(proposal, now, decision, entry))
    return History(header, tuple(steps))


def worded(wish: Wish, balances: Balances, today: date) -> Proposal:
    """Return *wish* in the words that somebody would type who sees the ledger."""
    target = _target(wish, balances)
    kind = wish.kind
    conditional = [a for a in balances.budget.allocations if a.condition and a.condition.parties]
    hopeless = target is None if kind in NAMING else kind == "consent" and not conditional
    if hopeless and not wish.anything:
        kind = "expense"  # there is nothing yet that could be paid, settled or reversed
    item = None if target is None else balances.items.get(target)
    allocations = balances.budget.allocations
    if kind == "consent" and conditional and not wish.anything:
        allocations = tuple(conditional)
    place = allocations[wish.place % len(allocations)]
    if item is not None and not wish.anything:
        place = balances.budget.allocation(item.entry.allocation)
    words: dict[str, str | bool | None] = {
        "date": (today - timedelta(days=wish.back)).isoformat(),
        "allocation": (place.id, place.name, place.id[:9].upper())[wish.text % 3],
        "amount": _amount(wish, balances, place.id, None if item is None else item.left),
        "reason": "Grund",
        "decision": "KA, 28.06.2022",
        "reference": "Az. 10-2",
        "party": PARTIES[wish.text % 3],
        "answer": ("given", "refused", "withdrawn")[wish.text % 3],
        "voucher": f"R-{wish.text}" if wish.text < 5 else f"R-{len(balances.entries)}",
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
        words |= {"final": target is not None, "keep_settled": True, "despite_shortfall": True}
        words |= {"net": True, "tax_rate": "19"} if wish.text % 5 == 0 else {}
    words["key"], words["value"] = SETTINGS[wish.text % len(SETTINGS)]
    words |= wish.slip
    known = {"net", *(spec.name for spec in fields(KINDS[kind]))}
    given = {key: word for key, word in words.items() if key in known and word not in (None, False)}
    if "public" in words and "public" in known:
        given["public"] = False
    return Proposal(kind, {key: word for key, word in given.items() if word is not None})


def _named(wish: Wish, target: int | None) -> dict[str, str | bool | None]:
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
        "reversal": tuple(kind for kind in KINDS if kind not in ("reversal", "setting")),
    }.get(wish.kind, ())
    candidates = [
        nr
        for nr, entry in reversed(balances.entries.items())
        if wish.anything or (entry.kind in fitting and nr not in balances.reversed_by)
    ]
    return candidates[(wish.target or 0) % len(candidates)] if candidates and fitting else None


def _amount(wish: Wish, balances: Balances, allocation: str, left: Decimal | None) -> str:
    position = balances.position(allocation, YEAR)
    item_left = left is not None
    if left is None:
        left = position.blocked if wish.kind == "release" else position.available / 2
    limit = {
        "available": position.available,
        "unblocked": position.unblocked,
        "unreserved": position.unreserved,
        "blocked": position.blocked,
        "left": left,
        "left and available": left + position.available,
        "little": Decimal(wish.text * 7 + 1),
        "half": (left if item_left else position.available) / 2,
    }[wish.limit]
    amount = round(min(max(limit + wish.beside * CENT, CENT), LARGEST), 2)
    plain = money.plain(amount)
    return (plain, money.in_german(amount), f"EUR {plain.replace('.', ',')}")[wish.text % 3]


# Entries that no rule has seen: the right types, and nothing else right about them

STRANGE_AMOUNTS = st.integers(-(10**12), 10**12).map(lambda n: Decimal(n) / 100 + ZERO)
STRANGE_NUMBERS = st.integers(-1, 9)
STRANGE_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 30))
STRANGE_TEXTS = st.sampled_from(("", "abc", "1.00", "0.00", "-5.00", *TEXTS))
BY_ALIAS: dict[str, SearchStrategy[Any]] = {
    "text": STRANGE_TEXTS,
    "area": STRANGE_TEXTS,
    "amount": STRANGE_AMOUNTS,
    "rate": STRANGE_AMOUNTS,
    "number": STRANGE_NUMBERS,
    "year": st.integers(-5, 3000) | st.just(YEAR),
    "date": STRANGE_DAYS | st.just(FIRST_DAY),
    "moment": st.datetimes(
        datetime(1, 1, 1), datetime(9999, 12, 30), timezones=st.just(UTC)  # noqa: DTZ001
    ).map(lambda moment: moment.replace(microsecond=0)),
    "digest": st.just("0" * 64),
    "flag": st.booleans(),
    "answer": st.sampled_from(("given", "refused", "withdrawn")),
    "setting key": st.sampled_from(
        ("warn_at", "four_eyes_from", "committee", "office", "adopted")
    ),
}
REQUIRED = ("nr", "date", "recorded_at", "recorded_by", "hash")


def strange_entries(budget: Budget) -> SearchStrategy[Entry]:
    """Entries as the gate would let them pass in a chain that somebody forged."""
    allocations = st.sampled_from([allocation.id for allocation in budget.allocations])
    by_alias = {**BY_ALIAS, "allocation": allocations}

    def of(kind: type[Entry]) -> SearchStrategy[Entry]:
        values = {}
        for spec in fields(kind):
            value = by_alias[alias_of(spec.type)]
            required = spec.default is not None
            values[spec.name] = value if required else st.none() | value
        return st.builds(kind, **values)

    return st.one_of([of(kind) for kind in KINDS.values()])
