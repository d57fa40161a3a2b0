"""What holds for every history whatever: the laws of the ledger.

Each law is asked of random histories (`strategies`), and where figures are concerned, against a
second bookkeeper who knows the contract and not the program (`reference`).
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from itertools import count
from math import floor
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields, replace
from rich.console import Console
from tests.builders import fact, said
from tests.laws.reference import OBLIGATIONS, Bookkeeper, Table, cents
from tests.laws.strategies import (
    AREAS,
    FIRST_DAY,
    LONGEST,
    PARTIES,
    YEAR,
    Forgery,
    Header,
    History,
    Step,
    by_chance,
    forgeries,
    headers,
    histories,
    play,
    wish,
)

from antragsbudget.core.admission import Decision, admit, admit_each, audit
from antragsbudget.core.balances import Balances, Position, fold, held_in
from antragsbudget.core.budget import Allocation, Budget, Condition
from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.core.closing import closing
from antragsbudget.core.conditions import block_state, conditions, register
from antragsbudget.core.entries import (
    KINDS,
    Block,
    Booking,
    CarryForward,
    Cut,
    Entry,
    Expense,
    IssuedPaper,
    Measure,
    Payment,
    Refund,
    Reversal,
    Setting,
    Supplement,
    Transfer,
    YearClose,
    allocations_of,
    named_by,
    table_of,
)
from antragsbudget.core.measures import measure_lines
from antragsbudget.core.outstanding import outstanding
from antragsbudget.core.paper import EarlierState, Occasion, annex, paper
from antragsbudget.core.proposal import Now, Proposal
from antragsbudget.core.publicity import is_public
from antragsbudget.core.selection import Selection, amount_shown, booked_entry, selected, sums
from antragsbudget.core.statement import (
    AMOUNTS,
    Figures,
    Statement,
    current_year,
    positions_after,
    statement,
    statement_after,
)
from antragsbudget.documents import terminal
from antragsbudget.documents.figures import by_figure
from antragsbudget.documents.subjects import names_of, payee_of, subject_of
from antragsbudget.language import Language
from antragsbudget.language.speaker import Speaker
from antragsbudget.ledger import codec, gate
from antragsbudget.ledger.ledger import Ledger
from antragsbudget.papers import composition, markdown, web
from antragsbudget.values.money import CENT, ZERO
from antragsbudget.values.shares import for_programs

LANGUAGES: tuple[Language, ...] = get_args(Language)
IRREVOCABLE = (Reversal, Setting, Measure, CarryForward, YearClose, IssuedPaper)
NOW = Now(FIRST_DAY, datetime(YEAR, 3, 1, 9, tzinfo=UTC), "kb")


def replayed(history: History) -> Iterator[tuple[Balances, Entry]]:
    """Yield the balances before each entry, and the entry; the balances go on afterwards."""
    balances = Balances.opening(history.budget)
    for entry in history.entries:
        yield balances, entry
        balances.record(entry)


def states(history: History) -> Iterator[Balances]:
    """Yield the balances of the empty ledger, and those after each entry."""
    balances = Balances.opening(history.budget)
    yield balances
    for entry in history.entries:
        balances.record(entry)
        yield balances


def in_cents(shown: Statement) -> dict[str, dict[str, int]]:
    return {
        line.allocation.id: {name: cents(getattr(line.figures, name)) for name in AMOUNTS}
        for line in shown.lines
    }


def remainders(balances: Balances) -> dict[int, tuple[int, int]]:
    return {nr: (cents(item.left), cents(item.paid)) for nr, item in balances.items.items()}


def positions(balances: Balances) -> dict[tuple[str, int], Position]:
    """Return the positions that hold anything."""
    return {place: held for place, held in balances.positions.items() if held != Position()}


SIMPLE = Header(
    Budget(
        title="Antrag",
        currency="EUR",
        fiscal_year=YEAR,
        total=Decimal("100.00"),
        allocations=(Allocation(id="a", amount=Decimal("100.00")),),
        areas=AREAS,
    )
)


# A small expense, and its payment with the slip `--year 2031`
SPENT = wish(bytes((2, 0, 0, 0, 1, 0, 0, 0, 0, 13, 0, 0)))
PAID_IN_2031 = replace(SPENT, kind="payment", target=0, slip={"year": "2031"})

# An order moves on with its year, and is reversed; a year is closed before its last entry
ORDERED = replace(SPENT, kind="commitment")
CLOSED = replace(SPENT, kind="year_close")
REVERSED = replace(SPENT, kind="reversal", target=0, slip={})
CLOSED_EARLIER = replace(CLOSED, flag=True, back=5)

# Two answers of one party: the one recorded last is the earlier one
CONDITIONAL = Header(
    replace(
        SIMPLE.budget,
        allocations=(
            Allocation(
                id="a", amount=Decimal("100.00"), condition=Condition(text="b", parties=PARTIES)
            ),
        ),
    )
)
WITHDRAWN = replace(SPENT, kind="consent", text=2, slip={})
GIVEN_BEFORE = replace(WITHDRAWN, back=5, slip={"party": PARTIES[2], "answer": "given"})


def common(nr: int) -> dict[str, Any]:
    return {
        "nr": nr,
        "date": FIRST_DAY,
        "recorded_at": NOW.moment,
        "recorded_by": "kb",
        "hash": "0" * 64,
    }


def expense(nr: int, amount: str = "1.00") -> Expense:
    return Expense(
        **common(nr),
        allocation="a",
        amount=Decimal(amount),
        payee="p",
        purpose="q",
        voucher=f"R-{nr}",
    )


def payment(nr: int, *, entry: int) -> Payment:
    return Payment(**common(nr), entry=entry)


def setting(key: Literal["warn_at", "four_eyes_from"], value: str) -> Setting:
    return Setting(**common(1), key=key, value=value, decision="KA")


def forged(*entries: Entry) -> Forgery:
    return Forgery(SIMPLE, entries)


def second_bookkeeper(history: History) -> Bookkeeper:
    return Bookkeeper(history.header.table, history.tables)


def assert_two_bookkeepers_agree(history: History) -> None:
    second = second_bookkeeper(history)
    for number, balances in enumerate(states(history)):
        assert_same_figures(balances, second, number, history)


def assert_same_figures(
    balances: Balances, second: Bookkeeper, upto: int, history: History
) -> None:
    """And the same remainders, in the same years."""
    assert remainders(balances) == second.remainders(upto)
    lies_in = {nr: item.year for nr, item in balances.items.items()}
    assert lies_in == {nr: second.year_of(nr, upto) for nr in lies_in}
    assert balances.open_years == {second.open_year(upto)}
    ids = [allocation.id for allocation in history.budget.allocations]
    for year in history.years:
        expected = {name: second.figures(name, year, upto) for name in ids}
        assert in_cents(statement(balances, year, history.today)) == expected


def assert_same_lists(balances: Balances, second: Bookkeeper, history: History, day: date) -> None:
    """What is open, and the money of the measures, are sums over the raw entries as well."""
    upto = second.last
    waiting: dict[str, list[tuple[date, int, int]]] = {kind: [] for kind in OBLIGATIONS}
    for nr, (left, paid) in second.remainders(upto).items():
        entry = second.by_number[nr]
        if left > paid:
            waiting[entry["kind"]].append((entry["date"], nr, left - paid))
    found = outstanding(balances, day)
    for year in history.years:
        lies_in = [
            nr
            for nr, (left, paid) in second.remainders(upto).items()
            if left > paid and second.year_of(nr, upto) == year
        ]
        of_year = outstanding(balances, day, year=year)
        listed_in = (*of_year.reservations, *of_year.commitments, *of_year.expenses)
        assert sorted(one.entry.nr for one in listed_in) == lies_in
    for kind, listed in waiting.items():
        ones = getattr(found, f"{kind}s")
        assert [(one.entry.date, one.entry.nr, cents(one.left)) for one in ones] == sorted(listed)
        assert [one.age for one in ones] == [(day - since).days for since, *_ in sorted(listed)]
    states = second.measures(upto)
    due = [
        (state["target_date"], name)
        for name, state in states.items()
        if "target_date" in state and state.get("status") not in ("completed", "stopped")
    ]
    assert [(one.target_date, one.measure) for one in found.measures] == sorted(due)
    ids = [allocation.id for allocation in history.budget.allocations]
    for year in (None, *history.years):
        lines = measure_lines(balances, year)
        named = {entry["measure"] for entry in second.entries if "measure" in entry}
        assert [line.id for line in lines][: len(states)] == list(states)
        assert {line.id for line in lines} == named
        for line in lines:
            assert told(line.state) == states.get(line.id, {})
            by_allocation = [second.sums(name, year, upto, line.id) for name in ids]
            money = {key: sum(one[key] for one in by_allocation) for key in line.money}
            assert {key: cents(amount) for key, amount in line.money.items()} == money


def told(measure: Measure | None) -> dict[str, Any]:
    """Return what is known of a measure."""
    if measure is None:
        return {}
    common = {"nr", "kind", "date", "year", "recorded_at", "recorded_by", "reference", "note"}
    left_out = {*common, "hash", "measure"}
    return {key: value for key, value in table_of(measure).items() if key not in left_out}


class TestFigures:
    """Contract, section 1: the ten figures."""

    @given(histories())
    def test_the_figures_equal_an_independent_summation_over_the_raw_entries(
        self, history: History
    ) -> None:
        """After each entry, two bookkeepers who know nothing of each other agree."""
        assert_two_bookkeepers_agree(history)

    @given(histories())
    def test_the_total_is_the_sum_of_the_allocations(self, history: History) -> None:
        """Available too: the formula does not hold for a total."""
        balances = fold(history.budget, history.entries)
        for year in history.years:
            shown = statement(balances, year, history.today)
            sums_of_lines = {
                name: sum((getattr(line.figures, name) for line in shown.lines), ZERO)
                for name in AMOUNTS
            }
            assert {name: getattr(shown.total, name) for name in AMOUNTS} == sums_of_lines
            granted = history.budget.total if year == YEAR else ZERO
            assert shown.total.appropriation == granted

    @given(histories())
    def test_the_utilisation_is_the_used_share_of_the_unblocked_money(
        self, history: History
    ) -> None:
        """Of what is not blocked; four decimals, half up, at most 0.9999 while it is below 1; null
        where the divisor is not above 0.
        """
        for balances in states(history):
            for year in balances.years:
                shown = statement(balances, year, history.today)
                for figures in (*(line.figures for line in shown.lines), shown.total):
                    assert told_to_programs(figures) == utilisation(figures)

    @given(histories())
    def test_no_floor_is_ever_broken(self, history: History) -> None:
        """No figure or remainder below 0, blocked at most revised, paid at most ordered."""
        for balances in states(history):
            for held in balances.positions.values():
                assert min(held.revised, held.reserved, held.committed) >= 0
                assert 0 <= held.blocked <= held.revised
                assert 0 <= held.paid <= held.ordered
            for item in balances.items.values():
                most = item.left if isinstance(item.entry, Expense) else ZERO
                assert 0 <= item.paid <= most or item.paid == 0 <= item.left

    @given(histories())
    def test_each_figure_is_the_sum_of_what_is_left_of_its_entries(self, history: History) -> None:
        """Reserved, committed, ordered and paid have no other source than the entries."""
        balances = fold(history.budget, history.entries)
        for (allocation, year), held in balances.positions.items():
            left = Counter[str]()
            for item in balances.items.values():
                if (item.allocation, item.year) == (allocation, year):
                    left[held_in(item.entry)] += cents(item.left)
                    left["paid"] += cents(item.paid)
            for figure in ("reserved", "committed", "ordered", "paid"):
                assert cents(getattr(held, figure)) == left[figure]


def utilisation(figures: Figures) -> Decimal | None:
    usable = Fraction(figures.revised) - Fraction(figures.blocked)
    if usable <= 0:
        return None
    share = (usable - Fraction(figures.available)) / usable
    parts = floor(share * 10_000 + Fraction(1, 2))
    return Decimal(min(parts, 9_999) if share < 1 else parts).scaleb(-4)


def told_to_programs(figures: Figures) -> Decimal | None:
    return None if figures.utilisation is None else for_programs(figures.utilisation)


class TestTheRule:
    """Contract, section 1: an entry is admitted only if both amounts are ≥ 0 or have not fallen."""

    @given(histories())
    def test_each_watched_amount_is_covered_or_has_not_fallen(self, history: History) -> None:
        """Summed by the second bookkeeper.

        A block or cut despite a shortfall may do otherwise; and carried money may be reserved, for
        reservations lapse.
        """
        second = second_bookkeeper(history)
        for entry, allocation, year in places(history):
            unblocked, unreserved = watched(second.figures(allocation, year, entry.nr))
            blocked_before, reserved_before = watched(
                second.figures(allocation, year, entry.nr - 1)
            )
            if isinstance(entry, Block | Cut) and entry.despite_shortfall:
                continue
            assert unblocked >= 0 or unblocked >= blocked_before
            if not isinstance(entry, CarryForward):
                assert unreserved >= 0 or unreserved >= reserved_before

    @given(histories())
    def test_obligations_never_exceed_unblocked_money(self, history: History) -> None:
        """Unless a block or cut that leaves a shortfall was decided, recorded, and still stands.

        Reserved money lacks only where it was cut so, or carried from under its reservations.
        """
        second = second_bookkeeper(history)
        for last, allocation, year in places(history):
            decided = {
                entry.kind
                for entry in history.entries[: last.nr]
                if isinstance(entry, Block | Cut)
                and entry.despite_shortfall
                and (entry.allocation, entry.budget_year) == (allocation, year)
                and second.stands(entry.nr, last.nr)
            }
            carried = {
                entry.from_year
                for entry in history.entries[: last.nr]
                if isinstance(entry, CarryForward) and entry.allocation == allocation
            }
            unblocked, unreserved = watched(second.figures(allocation, year, last.nr))
            assert unblocked >= 0 or decided
            assert unreserved >= 0 or "cut" in decided or year in carried

    @given(histories())
    def test_what_is_missing_is_the_largest_lack_among_the_amounts_that_fail(
        self, history: History
    ) -> None:
        """With so much less the booking is covered, and a cent more is too much.

        Not so after a shortfall, which is a lack that was there before.
        """
        balances = Balances.opening(history.budget)
        for step in history.steps:
            codes = {violation.code for violation in step.decision.violations}
            words = step.proposal.given
            if codes in ({"not_available"}, {"blocked"}) and "amount" in words:
                [violation] = step.decision.violations
                amount, missing = fact(violation, "amount"), fact(violation, "missing")
                assert isinstance(amount, Decimal) and isinstance(missing, Decimal)
                available = getattr(violation, "available", getattr(violation, "left", ZERO))
                assert isinstance(available, Decimal)
                if available < 0:
                    continue
                covered = amount - missing
                for asked in (covered, covered + CENT):
                    if asked <= 0 or "net" in words:
                        continue
                    again = Proposal(step.proposal.kind, {**words, "amount": f"{asked:.2f}"})
                    found = {v.code for v in admit(balances, again, step.now).violations}
                    assert len(found) == (asked > covered)
                    assert found <= {"not_available", "blocked"}
            if step.entry is not None:
                balances.record(step.entry)


def places(history: History) -> Iterator[tuple[Entry, str, int]]:
    """Yield each entry with each allocation and budget year that it could have touched."""
    for entry in history.entries:
        for allocation in history.budget.allocations:
            for year in history.years:
                yield entry, allocation.id, year


def watched(figures: dict[str, int]) -> tuple[int, int]:
    """Return unblocked and unreserved."""
    free = figures["revised"] - figures["ordered"] - figures["committed"]
    return free - figures["blocked"], free - figures["reserved"]


class TestDecisions:
    """A decision looks, and touches nothing; the same decision serves the append and the audit."""

    @given(histories())
    def test_deciding_changes_nothing_whether_it_admits_or_refuses(self, history: History) -> None:
        """Asking twice gives the same answer, and leaves what replaying the entries gives."""
        balances = Balances.opening(history.budget)
        recorded: list[Entry] = []
        for step in history.steps:
            assert admit(balances, step.proposal, step.now) == step.decision
            assert balances == fold(history.budget, recorded)
            if step.entry is not None:
                balances.record(step.entry)
                recorded.append(step.entry)

    @given(histories())
    def test_an_effect_foretold_is_the_effect_recorded(self, history: History) -> None:
        """Foretelling changes nothing; the statement foretold is the one that comes."""
        for balances, entry in replayed(history):
            effect = balances.effect(entry)
            assert balances == fold(history.budget, history.entries[: entry.nr - 1])
            years = balances.years | {current_year(balances) + 1}
            foretold = [statement_after(balances, effect, year, history.today) for year in years]
            held = positions_after(balances, effect)
            after = fold(history.budget, history.entries[: entry.nr - 1])
            assert after.record(entry) == effect
            assert [statement(after, year, history.today) for year in years] == foretold
            assert {place: after.position(*place) for place in held} == held

    @given(histories())
    def test_the_decision_shows_what_the_entry_makes_of_the_figures(self, history: History) -> None:
        """The preview's two statements are those before and after; a refusal shows no change.

        They are of the open year; after a year-end, of the one that it opens; of a payment, of the
        year in which the expense lies.
        """
        balances = Balances.opening(history.budget)
        for step in history.steps:
            today, decision = step.now.today, step.decision
            assert decision.before == statement(balances, decision.before.year, today)
            if step.entry is None:
                assert decision.after == decision.before
            else:
                paid = isinstance(step.entry, Payment)
                year = step.entry.budget_year if paid else current_year(balances)
                assert decision.before.year == year
                balances.record(step.entry)
                year = year if paid else current_year(balances)
                assert decision.after == statement(balances, year, today)
            assert (decision.entry is None) == bool(decision.violations)

    @given(histories())
    def test_what_is_decided_together_is_decided_each_after_those_before_it(
        self, history: History
    ) -> None:
        """As a year-end is with what it carries; all but the last are then recorded."""
        asked = [step.proposal for step in history.steps]
        one_by_one: list[Decision] = []
        balances = Balances.opening(history.budget)
        for proposal in asked:
            one_by_one.append(admit(balances, proposal, history.now))
            if one_by_one[-1].entry is not None and len(one_by_one) < len(asked):
                balances.record(one_by_one[-1].entry)
        together = Balances.opening(history.budget)
        assert admit_each(together, asked, history.now) == one_by_one
        assert together == balances

    @given(histories())
    def test_what_was_admitted_one_by_one_replays_clean(self, history: History) -> None:
        balances, findings = audit(history.budget, history.entries)
        assert findings == []
        assert balances == fold(history.budget, history.entries)

    @given(histories())
    def test_what_was_admitted_reads_back_from_the_file_as_it_was(self, history: History) -> None:
        """The same budget, entries and fingerprint, every earlier byte as it was, no finding."""
        document = codec.parse(tomli_w.dumps(history.header.table).encode(), "l.toml")
        for table in history.tables:
            longer = codec.append(document.content, document.file, table)
            assert longer.startswith(document.content)
            document = codec.parse(longer, "l.toml")
        passed = gate.require_sound(document)
        assert passed.budget == history.budget
        assert passed.entries == history.entries
        assert passed.fingerprint == history.fingerprint
        assert audit(history.budget, passed.entries)[1] == []


class TestChanges:
    """Contract, section 1: supplements − cuts ± transfers ± carry-forward."""

    @given(histories())
    def test_only_a_supplement_or_a_cut_changes_the_money_as_a_whole(
        self, history: History
    ) -> None:
        """Over all years: no transfer, carry or year-end makes or loses a cent."""
        second = second_bookkeeper(history)
        for number, balances in enumerate(states(history)):
            expected = cents(history.budget.total)
            for entry in history.entries[:number]:
                if isinstance(entry, Supplement | Cut) and second.stands(entry.nr, number):
                    sign = 1 if isinstance(entry, Supplement) else -1
                    expected += sign * cents(entry.amount)
            totals = [statement(balances, year, history.today).total for year in history.years]
            assert sum(cents(total.revised) for total in totals) == expected

    @given(histories())
    def test_a_transfer_leaves_the_total_as_it_was_and_names_both_sides(
        self, history: History
    ) -> None:
        for balances, entry in replayed(history):
            if not isinstance(entry, Transfer):
                continue
            year = entry.budget_year
            before = statement(balances, year, history.today)
            after = statement_after(balances, balances.effect(entry), year, history.today)
            assert after.total.revised == before.total.revised
            assert after.total.changes == before.total.changes
            moved = {
                line.allocation.id: line.figures.changes - old.figures.changes
                for old, line in zip(before.lines, after.lines, strict=True)
                if line != old
            }
            assert moved == {entry.from_: -entry.amount, entry.to: entry.amount}
            assert set(allocations_of(entry)) == moved.keys()
            known = fold(history.budget, history.entries[: entry.nr])
            for side in moved:
                assert entry in selected(known, Selection(allocation=side))
                assert history.budget.allocation(side).name in names_of(entry, history.budget)

    @given(histories())
    def test_a_cut_takes_free_money_first_then_blocked_money(self, history: History) -> None:
        """Blocked becomes at most revised − ordered − committed, at least 0."""
        second = second_bookkeeper(history)
        for entry in history.entries:
            if isinstance(entry, Cut):
                place = entry.allocation, entry.budget_year
                before = second.figures(*place, entry.nr - 1)
                after = second.figures(*place, entry.nr)
                free = after["revised"] - after["ordered"] - after["committed"]
                assert after["revised"] == before["revised"] - cents(entry.amount)
                assert after["blocked"] == min(before["blocked"], max(free, 0))


class TestYears:
    """Contract, section 1: budget years, and what closing one does."""

    @example(play(SIMPLE, [SPENT, PAID_IN_2031]))
    @given(histories())
    def test_an_entry_lies_in_the_budget_year_of_what_it_names(self, history: History) -> None:
        """Of the year in which that lies when it is named: a commitment may have moved on."""
        second = second_bookkeeper(history)
        for entry in history.entries:
            for nr in named_by(entry):
                named = history.entries[nr - 1]
                year = named.budget_year
                if isinstance(named, Booking):
                    year = second.year_of(nr, entry.nr - 1)
                assert entry.budget_year == year

    @given(histories())
    def test_the_budget_year_is_the_value_dates_if_open_else_the_latest_open_one(
        self, history: History
    ) -> None:
        """One year is open, those before it are closed, and only a payment lies in one of them."""
        balances = Balances.opening(history.budget)
        for step in history.steps:
            year, entry = current_year(balances), step.entry
            assert balances.open_years == {year}
            assert balances.closed.keys() == set(range(YEAR, year))
            if entry is None:
                continue
            lies_in = entry.budget_year
            assert lies_in == year or (isinstance(entry, Payment) and lies_in < year)
            if not isinstance(entry, CarryForward | YearClose):
                assert (entry.year is None) == (entry.date.year == lies_in)
            balances.record(entry)

    @example(play(SIMPLE, [SPENT, CLOSED_EARLIER]))
    @given(histories())
    def test_no_day_before_the_close_lacks_what_was_recorded_in_the_year(
        self, history: History
    ) -> None:
        """A year ends on the last day on which something was recorded in it, or later."""
        for balances, entry in replayed(history):
            if isinstance(entry, YearClose):
                of_year = [e.date for e in balances.entries.values() if e.budget_year == entry.year]
                assert entry.date >= max(of_year, default=entry.date)

    @given(histories())
    def test_what_was_left_moves_on_is_carried_or_lapses(self, history: History) -> None:
        """To the cent, summed independently; what moves, moves with its money."""
        second = second_bookkeeper(history)
        for balances, entry in replayed(history):
            if not isinstance(entry, YearClose):
                continue
            nr, old, new = entry.nr, entry.year, entry.year + 1
            end = closing(balances, old)
            for line in end.lines:
                place = line.allocation.id
                before, after = second.figures(place, old, nr - 1), second.figures(place, old, nr)
                carries = [
                    other
                    for other in second.entries[: nr - 1]
                    if other["kind"] == "carry_forward"
                    and (other["allocation"], other["from_year"]) == (place, old)
                ]
                carried = sum(cents(carry["amount"]) for carry in carries)
                blocked = sum(cents(carry.get("blocked", ZERO)) for carry in carries)
                moved = before["committed"]
                left = before["revised"] + carried - before["ordered"]
                lapses = after["revised"] - after["ordered"]
                assert left == moved + carried + lapses
                assert after["reserved"] == after["committed"] == 0
                opened = second.figures(place, new, nr)
                assert opened["committed"] == moved
                assert opened["revised"] == moved + carried
                assert opened["blocked"] == blocked
                assert (
                    *(cents(line.revised), cents(line.ordered), cents(line.left)),
                    *(cents(line.committed), cents(line.carried), cents(line.carried_blocked)),
                    cents(line.lapses),
                ) == (
                    left + before["ordered"],
                    before["ordered"],
                    left,
                    moved,
                    carried,
                    blocked,
                    lapses,
                )
            open_before = {
                kind: [
                    other
                    for other, (rest, _) in second.remainders(nr - 1).items()
                    if rest and second.by_number[other]["kind"] == kind
                ]
                for kind in ("commitment", "reservation")
            }
            assert [item.entry.nr for item in end.commitments] == open_before["commitment"]
            assert [item.entry.nr for item in end.reservations] == open_before["reservation"]
            closed = fold(history.budget, history.entries[:nr])
            for other in closed.items:
                lapsed = other in open_before["reservation"]
                assert (closed.lapsed_with(other) == nr) == lapsed

    @given(histories())
    def test_the_year_end_changes_no_sum_over_both_years(self, history: History) -> None:
        """Nor does a carry; only what was reserved is so no longer."""
        for balances, entry in replayed(history):
            if not isinstance(entry, CarryForward | YearClose):
                continue
            effect = balances.effect(entry)
            kept = ["appropriation", "changes", "revised", "committed", "ordered", "paid"]
            if isinstance(entry, CarryForward):
                kept += ["blocked", "reserved"]
            years, day = history.years, entry.date
            before = [statement(balances, year, day) for year in years]
            after = [statement_after(balances, effect, year, day) for year in years]
            for nth in range(len(history.budget.allocations)):
                for name in kept:
                    was, is_now = (
                        sum(cents(getattr(one.lines[nth].figures, name)) for one in over_years)
                        for over_years in (before, after)
                    )
                    assert was == is_now

    @given(histories())
    def test_what_is_carried_was_left_and_stays_blocked(self, history: History) -> None:
        """At most revised − ordered − committed; free money is taken first."""
        second = second_bookkeeper(history)
        for entry in history.entries:
            if not isinstance(entry, CarryForward):
                continue
            assert entry.to_year == entry.from_year + 1
            before = second.figures(entry.allocation, entry.from_year, entry.nr - 1)
            unblocked, _ = watched(before)
            amount, blocked = cents(entry.amount), cents(entry.blocked or ZERO)
            assert amount <= unblocked + before["blocked"]
            assert blocked == max(amount - max(unblocked, 0), 0) <= before["blocked"]

    @example(play(SIMPLE, [ORDERED, CLOSED, REVERSED]))
    @given(histories())
    def test_after_the_close_no_figure_but_paid_ever_changes(self, history: History) -> None:
        """And what is paid only grows: a closed year takes nothing but payments."""
        closed: dict[int, Statement] = {}
        for balances in states(history):
            for year in balances.closed:
                shown = statement(balances, year, FIRST_DAY)
                before = closed.setdefault(year, shown)
                for old, new in zip(before.lines, shown.lines, strict=True):
                    assert replace(new.figures, paid=old.figures.paid) == old.figures
                    assert new.figures.paid >= old.figures.paid
                closed[year] = shown


class TestMeasures:
    """Contract, section 2: each measure with plan, money and state."""

    @given(histories())
    def test_the_money_of_all_measures_and_of_none_is_all_the_money(self, history: History) -> None:
        balances = fold(history.budget, history.entries)
        for year in history.years:
            money = Counter[str]()
            for line in measure_lines(balances, year):
                money.update({key: cents(amount) for key, amount in line.money.items()})
            for item in balances.items.values():
                if item.entry.measure is None and item.year == year:
                    money[held_in(item.entry)] += cents(item.left)
                    money["paid"] += cents(item.paid)
            total = statement(balances, year, history.today).total
            for name in ("reserved", "committed", "ordered", "paid"):
                assert money[name] == cents(getattr(total, name))

    @given(histories())
    def test_a_booking_names_a_measure_that_an_entry_brought_up(self, history: History) -> None:
        """And is not public if the measure is not."""
        for balances, entry in replayed(history):
            if isinstance(entry, Booking) and entry.measure is not None:
                measure = balances.measures[entry.measure]
                assert entry.area is not None or measure.area is None
                assert measure.public is not False or not is_public(balances, entry)


class TestOpen:
    """What is still to be done is what is left over, by whatever way one adds up."""

    @given(histories())
    def test_what_is_open_and_what_measures_cost_is_summed_from_the_raw_entries(
        self, history: History
    ) -> None:
        balances = fold(history.budget, history.entries)
        assert_same_lists(balances, second_bookkeeper(history), history, history.today)

    @given(histories())
    def test_what_is_open_of_each_place_is_all_that_is_open(self, history: History) -> None:
        """Divided by allocations and years, nothing is listed twice or left out."""
        balances, day = fold(history.budget, history.entries), history.today
        for kind in ("reservations", "commitments", "expenses"):
            parts = [
                one.entry.nr
                for allocation in history.budget.allocations
                for year in history.years
                for one in getattr(outstanding(balances, day, allocation.id, year), kind)
            ]
            whole = [one.entry.nr for one in getattr(outstanding(balances, day), kind)]
            assert sorted(parts) == sorted(whole)


class TestConsents:
    """Contract, section 3: evidence, never a switch."""

    @example(play(CONDITIONAL, [WITHDRAWN, GIVEN_BEFORE]))
    @given(histories())
    def test_what_a_party_answered_last_counts_by_value_date(self, history: History) -> None:
        """Of two answers of one day, the one recorded later; what was reversed, never."""
        second = second_bookkeeper(history)
        balances = fold(history.budget, history.entries)
        for state in conditions(balances):
            answers: dict[str, list[Table]] = {}
            for entry in sorted(second.entries, key=lambda entry: entry["date"]):
                mine = entry["kind"] == "consent" and entry["allocation"] == state.allocation.id
                if mine and second.stands(entry["nr"], second.last):
                    answers.setdefault(entry["party"], []).append(entry)
            for party, known in register(balances, state.allocation).items():
                given_ = answers.get(party, [])
                assert [consent.nr for consent in known] == [entry["nr"] for entry in given_]
                last = given_[-1]["answer"] if given_ else "unanswered"
                assert [
                    name
                    for name in ("given", "refused", "withdrawn", "unanswered")
                    if party in getattr(state, name)
                ] == [last]


class TestReplay:
    """A ledger is its entries: where one stops to add up makes no difference."""

    @given(histories(), st.integers(0, LONGEST))
    def test_a_fold_can_stop_and_resume_anywhere(self, history: History, stop: int) -> None:
        resumed = fold(history.budget, history.entries[:stop])
        for entry in history.entries[stop:]:
            resumed.record(entry)
        assert resumed == fold(history.budget, history.entries)

    @given(histories(), st.integers(-1, LONGEST), st.integers(-1, 1))
    def test_a_day_is_replayed_from_what_was_valued_up_to_it(
        self, history: History, nth: int, beside: int
    ) -> None:
        """Nothing valued later counts, no year-end either; the rest is drawn anew, without rules.

        Nothing that a reading command shows knows the future: it is the same of a ledger that
        holds nothing else.
        """
        days = [FIRST_DAY, *(entry.date for entry in history.entries)]
        day = days[(nth + 1) % len(days)] + timedelta(days=beside)
        up_to_day = tuple(entry for entry in history.entries if entry.date <= day)
        document = codec.TomlDocument("l.toml", b"", {}, [])
        ledger = Ledger(Path("l.toml"), document.content, history.budget, history.entries, "")
        balances = ledger.balances(day)
        assert balances == replace(ledger, entries=up_to_day).balances()
        second = Bookkeeper(history.header.table, tuple(map(table_of, up_to_day)))
        assert_same_figures(balances, second, second.last, history)
        assert_same_lists(balances, second, history, day)
        for year in history.years:
            for line in statement(balances, year, day).lines:
                assert 0 <= line.figures.blocked <= max(line.figures.revised, ZERO)
        read_everything(history, balances, day)

    @given(histories(), st.integers(0, LONGEST))
    def test_a_day_before_the_close_is_shown_as_if_the_year_were_open(
        self, history: History, nth: int
    ) -> None:
        """Before its value date, a year-end has moved and ended nothing yet."""
        ends = [entry for entry in history.entries if isinstance(entry, YearClose)]
        if not ends:
            return
        end = ends[nth % len(ends)]
        day = end.date - timedelta(days=1)
        balances = fold(history.budget, (e for e in history.entries if e.date <= day))
        assert end.year not in balances.closed
        for item in balances.items.values():
            assert item.year == item.entry.budget_year or item.year <= end.year

    @given(histories())
    def test_the_last_day_shows_everything(self, history: History) -> None:
        document = codec.TomlDocument("l.toml", b"", {}, [])
        ledger = Ledger(Path("l.toml"), document.content, history.budget, history.entries, "")
        assert ledger.balances(history.today) == ledger.balances()


class TestReversal:
    """Contract, section 1: undoes exactly what its entry itself changed."""

    @given(histories(), st.integers(0, LONGEST))
    def test_an_entry_and_its_reversal_leave_everything_as_it_was(
        self, history: History, stop: int
    ) -> None:
        """Figures, remainders, answers and vouchers; admitted wherever the money was in order."""
        *earlier, entry = history.entries[: stop + 1] or (None,)
        if entry is None or isinstance(entry, IRREVOCABLE):
            return
        before = fold(history.budget, earlier)
        balances = fold(history.budget, (*earlier, entry))
        asked = Proposal("reversal", {"entry": str(entry.nr), "reason": "Irrtum"})
        decision = admit(balances, asked, history.now)
        orderly = all(min(p.unblocked, p.unreserved) >= 0 for p in before.positions.values())
        if entry.budget_year not in before.open_years:  # a payment on what a closed year left
            assert {violation.code for violation in decision.violations} == {"year_closed"}
        else:
            assert decision.entry is not None or not orderly, decision.violations
        if decision.entry is None:
            return
        balances.record(decision.entry)
        assert positions(balances) == positions(before)
        gone = {entry.nr: (0, 0)} if entry.nr in balances.items else {}
        assert remainders(balances) == {**remainders(before), **gone}
        assert conditions(balances) == conditions(before)
        if isinstance(entry, Expense):
            assert list(balances.same_voucher(entry)) == list(before.same_voucher(entry))

    @given(histories(), st.integers(0, LONGEST))
    def test_what_is_never_reversed_is_refused_as_such(self, history: History, stop: int) -> None:
        """Reversals, settings, measures, year-ends and what they carried."""
        balances = fold(history.budget, history.entries[:stop])
        for entry in history.entries[:stop]:
            asked = Proposal("reversal", {"entry": str(entry.nr), "reason": "Irrtum"})
            decision = admit(balances, asked, history.now)
            codes = {violation.code for violation in decision.violations}
            assert ("not_reversible" in codes) == isinstance(entry, IRREVOCABLE)
            years = {move.year for move in balances.effects[entry.nr].postings}
            if not {entry.budget_year, *years} <= balances.open_years:
                assert codes

    @given(histories())
    def test_a_ledger_can_be_taken_back_entry_by_entry(self, history: History) -> None:
        """From the newest to the oldest, whatever was reversed before: nothing then is left.

        Nothing but what is never reversed. Where a rule forbids a step (a draw alone was given
        back, a shortfall was left, the year is closed), the rest is still a ledger that replays
        clean.
        """
        balances = fold(history.budget, history.entries)
        refused = False
        for entry in reversed(history.entries):
            if isinstance(entry, IRREVOCABLE) or entry.nr in balances.reversed_by:
                continue
            asked = Proposal("reversal", {"entry": str(entry.nr), "reason": "Irrtum"})
            decision = admit(balances, asked, history.now)
            refused = refused or decision.entry is None
            if decision.entry is not None:
                balances.record(decision.entry)
        if not refused:
            assert set(remainders(balances).values()) <= {(0, 0)}
            kept = [entry for entry in history.entries if isinstance(entry, IRREVOCABLE)]
            assert positions(balances) == positions(fold(history.budget, kept))
        assert audit(history.budget, balances.entries.values())[1] == []


class TestReading:
    """No admitted history makes a later command crash."""

    @given(histories())
    def test_everything_can_be_read_and_said_in_both_languages(self, history: History) -> None:
        balances = Balances.opening(history.budget)
        for step in history.steps:
            for language in LANGUAGES:
                speaker = Speaker(language, history.budget.names)
                for record in (*step.decision.violations, *step.decision.notices):
                    assert all(said(record, speaker))
            if step.entry is not None:
                balances.record(step.entry)
        read_everything(history, balances, history.today)


def read_everything(history: History, balances: Balances, as_of: date) -> None:
    """Ask all that a reading command could ask, and write it out."""
    assert balances.open_years == {current_year(balances)}
    entries = list(balances.entries.values())
    assert selected(balances, Selection()) == entries
    for entry in entries:
        booked = booked_entry(entry, balances)
        day, year = entry.date, entry.budget_year
        wanted = Selection(kind=entry.kind, first=day, last=day, year=year)
        assert entry in selected(balances, wanted)
        for name in allocations_of(booked) or (None,):
            wanted = Selection(
                allocation=name,
                area=getattr(booked, "area", None),
                payee=getattr(booked, "payee", None),
                measure=getattr(booked, "measure", None),
                text=entry.recorded_by,
            )
            assert entry in selected(balances, wanted)
        assert isinstance(amount_shown(entry, balances), Decimal | None)
        assert balances.lapsed_with(entry.nr) is None or entry.nr in balances.items
        for language in LANGUAGES:
            assert isinstance(subject_of(entry, language), str)
            assert isinstance(payee_of(entry), str)
            assert isinstance(names_of(entry, history.budget), str)
    for allocation in history.budget.allocations:
        answers = register(balances, allocation)
        assert set(answers) == set(allocation.condition.parties if allocation.condition else ())
    assert outstanding(balances, as_of).as_of == as_of
    for year in (*sorted(balances.years), current_year(balances) + 1):
        assert closing(balances, year).year == year
        assert {line.id for line in measure_lines(balances, year)} >= balances.measures.keys()
        for allocation in history.budget.allocations:
            blocked = max(balances.position(allocation.id, year).blocked, ZERO)
            state = block_state(balances, allocation, year)
            assert state.by_condition + state.by_decision == blocked
            assert min(state.by_condition, state.by_decision) >= 0
        read_paper(history, balances, as_of, year)
    assert sums(entries, balances).keys() <= KINDS.keys()


def read_paper(history: History, balances: Balances, as_of: date, year: int) -> None:
    """Write the paper on a year's money and its annex, since a paper, a day, and nothing at all."""
    shown = statement(balances, year, as_of)
    occasion = Occasion(
        year=year,
        as_of=as_of,
        entries=len(history.entries),
        fingerprint=history.fingerprint,
        meeting=as_of,
        number="61/2022",
    )
    half = fold(history.budget, history.entries[: len(history.entries) // 2])
    issued = next(iter(half.papers), None)
    since = EarlierState(half, issued, as_of if issued is None else None)
    for language, earlier in zip(LANGUAGES, (since, None), strict=True):
        content = paper(balances, occasion, earlier)
        assert content.statement == shown
        document = composition.compose(content, language)
        assert markdown.write(document).endswith("\n")
        hidden = composition.compose_annex(annex(balances, occasion), language)
        assert web.write(hidden).endswith("</html>\n")
    terminal.write(document.parts, Console(file=StringIO(), width=80), document.language)


class TestTotality:
    """Whatever a forged chain holds, it has its figures and its findings; only types are sure.

    Numbers name nothing, themselves or what comes later; they are missing, or there twice.
    """

    @given(forgeries())
    def test_any_sequence_of_entries_has_its_figures(self, forgery: Forgery) -> None:
        balances = fold(forgery.header.budget, forgery.entries)
        for year in (*balances.years, current_year(balances) + 1, -5):
            shown = statement(balances, year, FIRST_DAY)
            for figures in (*(line.figures for line in shown.lines), shown.total):
                assert figures.blocked >= 0
                assert (figures.utilisation is None) == (figures.usable <= 0)

    @example(forged(setting("four_eyes_from", "abc"), expense(2)))
    @example(forged(replace(expense(1), recorded_at=datetime(9999, 12, 31, tzinfo=UTC))))
    @given(forgeries())
    def test_any_sequence_of_entries_has_its_findings(self, forgery: Forgery) -> None:
        """And each finding can be said."""
        balances, findings = audit(forgery.header.budget, forgery.entries)
        assert balances == fold(forgery.header.budget, forgery.entries)
        for language in LANGUAGES:
            speaker = Speaker(language, forgery.header.budget.names)
            assert all(finding.violation.sentence(speaker) for finding in findings)

    @example(forged(setting("warn_at", "abc")))
    @example(forged(setting("four_eyes_from", "abc")))
    @given(forgeries())
    def test_any_sequence_of_entries_can_be_written_behind(self, forgery: Forgery) -> None:
        """Contract, section 6: judged on the replayed figures, whatever rule was broken before."""
        budget = forgery.header.budget
        balances = fold(budget, forgery.entries)
        first, last = budget.allocations[0].id, budget.allocations[-1].id
        year = str(current_year(balances))
        words = {"amount": "1", "purpose": "a", "payee": "b", "voucher": "R", "reason": "c"}
        words |= {"allocation": first, "from_": first, "to": last, "from_year": year, "year": year}
        words |= {"basis": "beschluss", "decision": "d", "key": "office", "value": "e"}
        words |= {"party": "f", "answer": "given", "reference": "g", "measure": "h", "entry": "1"}
        for kind, entry in KINDS.items():
            known = {spec.name for spec in fields(entry)}
            if kind != "year_close":
                known -= {"year"}
            if kind not in ("measure", "reservation"):
                known -= {"measure"}
            asked = Proposal(kind, {key: word for key, word in words.items() if key in known})
            decision = admit(balances, asked, NOW)
            assert (decision.entry is None) == bool(decision.violations)

    @example(forged(setting("warn_at", "abc")))
    @example(forged(payment(1, entry=1)))
    @example(forged(payment(1, entry=2), payment(2, entry=1)))
    @example(forged(expense(1), *(payment(nr, entry=nr - 1) for nr in range(2, 40))))
    @given(forgeries())
    def test_any_sequence_of_entries_can_be_read(self, forgery: Forgery) -> None:
        balances = fold(forgery.header.budget, forgery.entries)
        read_everything(History(forgery.header, ()), balances, FIRST_DAY)

    def test_a_long_line_of_entries_that_name_each_other_is_followed_to_its_end(self) -> None:
        chain: list[Entry] = [expense(1), *(payment(nr, entry=nr - 1) for nr in range(2, 3_000))]
        balances = fold(SIMPLE.budget, chain)
        assert booked_entry(chain[-1], balances) == chain[0]
        assert is_public(balances, chain[-1])

    @pytest.mark.parametrize("amount", ["9" * 30 + ".00", "-" + "9" * 63 + ".99"])
    def test_an_amount_beyond_all_bounds_is_refused_at_the_gate_or_shown(self, amount: str) -> None:
        header = SIMPLE.table
        entry = expense(1, amount)
        entry = replace(entry, hash=entry_hash(header_hash(header), table_of(entry)))
        document = codec.parse(tomli_w.dumps(header).encode(), "l.toml")
        content = codec.append(document.content, document.file, table_of(entry))
        passed = gate.inspect(codec.parse(content, "l.toml"))
        if passed.faults:
            return
        shown = statement(fold(SIMPLE.budget, passed.entries), YEAR, FIRST_DAY)
        assert told_to_programs(shown.total) == utilisation(shown.total)
        for language in LANGUAGES:
            assert by_figure(shown, ("available",), language).rows


class TestTheHistoriesThemselves:
    """Laws over histories in which nothing happens would hold for nothing."""

    def test_the_histories_hold_every_kind_of_entry_and_every_refusal(self) -> None:
        """By fixed seeds, so that no edit here changes the luck; the bookkeepers agree on all."""
        seen = Counter[str]()
        seeds = count()

        @settings(max_examples=150, derandomize=True, database=None)
        @given(headers())
        def look(header: Header) -> None:
            history = play(header, by_chance(bytes([next(seeds) % 256])))
            assert_two_bookkeepers_agree(history)
            for step in history.steps:
                seen.update(violation.code for violation in step.decision.violations)
                seen.update(f"warned: {notice.code}" for notice in step.decision.notices)
                if step.entry is not None:
                    seen.update((f"recorded: {step.entry.kind}", *marks(step)))
            for balances, entry in replayed(history):
                seen.update(marks_of_year(balances, entry))

        look()
        assert EXPECTED - seen.keys() == set()


def marks(step: Step) -> Iterator[str]:
    """Yield what an admitted entry has that not every one of its kind has."""
    entry, draw = step.entry, step.decision.effect.drawdown
    for key in ("final", "keep_settled", "despite_shortfall", "net", "year"):
        if getattr(entry, key, None):
            yield f"with: {key}"
    if draw is not None and entry is not None:
        yield f"drawn by: {entry.kind}"
        yield "drawn to the last cent" if draw.still_open == 0 == draw.released else "drawn in part"
    for line in step.decision.after.lines:
        if line.figures.available == 0 < line.figures.ordered:
            yield "spent to the last cent"
    if isinstance(entry, Refund) and any(
        move.figure == "paid" and move.amount for move in step.decision.effect.postings
    ):
        yield "paid back"


def marks_of_year(balances: Balances, entry: Entry) -> Iterator[str]:
    """Yield what is special about an admitted entry at or after the end of a year."""
    effect = balances.effect(entry)
    if isinstance(entry, YearClose):
        for turn in effect.item_changes:
            yield "moved on" if turn.years else "lapsed"
        if balances.closed:
            yield "a second year closed"
    elif isinstance(entry, CarryForward):
        yield "carried blocked" if entry.blocked else "carried"
    elif isinstance(entry, Cut):
        yield "cut of blocked money" if effect.postings[1].amount else "cut"
    elif balances.closed:
        yield f"{entry.kind} after a close"
        if entry.budget_year in balances.closed:
            yield f"{entry.kind} in a closed year"
        if entry.date.year in balances.closed:
            yield f"{entry.kind} valued in a closed year"
        if any(
            balances.items[nr].year != balances.entries[nr].budget_year
            for nr in named_by(entry)
            if nr in balances.items
        ):
            yield f"{entry.kind} on what moved on"
    if isinstance(entry, Booking) and entry.measure is not None:
        yield "of a measure"


EXPECTED = {
    *(f"recorded: {kind}" for kind in KINDS),
    *("with: final", "with: keep_settled", "with: despite_shortfall", "with: net", "with: year"),
    *("drawn by: commitment", "drawn by: expense", "drawn to the last cent", "drawn in part"),
    *("spent to the last cent", "paid back"),
    *("warned: excess", "warned: exhausted", "warned: warn_at", "warned: same_voucher"),
    *("warned: clock", "warned: shortfall", "warned: consents_missing", "warned: year_running"),
    *("warned: short_notice", "warned: meeting_past"),
    # at the end of a year, and after it
    *("moved on", "lapsed", "carried", "carried blocked", "a second year closed"),
    *("payment in a closed year", "expense on what moved on"),
    *("settlement on what moved on", "reversal after a close", "transfer after a close"),
    *("cut", "cut of blocked money", "of a measure"),
    *(
        f"{kind} valued in a closed year"
        for kind in ("reservation", "commitment", "expense", "transfer", "supplement", "measure")
    ),
    # refused by a rule
    *("not_available", "blocked", "below_floor", "duplicate", "already_reversed", "year_closed"),
    *("named_by_others", "nothing_open", "four_eyes", "not_reversible", "other_allocation"),
    "other_year",
    # refused for their words
    *("usage", "missing_field", "invalid_amount", "invalid_date", "invalid_text", "ambiguous"),
    *("unknown_allocation", "unknown_entry", "unknown_measure", "unknown_area", "unknown_party"),
}
