"""Budget years: what a closed one still takes, and what stays when one ends."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    IN_NEXT_YEAR,
    NEXT,
    YEAR,
    Books,
    asked_of,
    block,
    books,
    books_of,
    budget,
    carry_forward,
    commitment,
    consent,
    cut,
    eur,
    expense,
    fact,
    figures,
    later_figures,
    measure,
    refund,
    release,
    reservation,
    setting,
    settlement,
    stored,
    supplement,
    transfer,
    year_close,
)

from antragsbudget.core.admission import Decision, admit_each, audit
from antragsbudget.core.balances import fold
from antragsbudget.core.entries import Entry
from antragsbudget.core.proposal import Now, Proposal
from antragsbudget.core.rules import Case
from antragsbudget.core.rules.years import CarryingForward, ClosingYear, OpenYear
from antragsbudget.language.messages import remedies
from antragsbudget.language.messages.funds import (
    CarryAboveLeft,
    CarryBlocked,
    CarryOfNothing,
    CarryToNext,
    CloseWithBlocked,
    CloseWithoutMoney,
    NothingToCarry,
)
from antragsbudget.language.messages.inputs import Missing, NotAYear
from antragsbudget.language.messages.irreversible import (
    CarryForwardStands,
    MeasureStands,
    NotReversible,
    YearEndStands,
)
from antragsbudget.language.messages.notices import YearRunning
from antragsbudget.language.messages.procedure import (
    BeforeNamed,
    InFuture,
    YearClosed,
    YearNotBegun,
    YearNotOpen,
)
from antragsbudget.language.messages.references import OtherYear, UnknownEntry
from antragsbudget.language.records import Notice, Refusal, Remedy

YEARS, CARRYING = "§ 78 (3), (4) GO NRW", "§ 22 KomHVO NRW"
FUNDS = "§ 24 KomHVO NRW"
LAST_DAY = date(2022, 12, 31)


def codes(decision: Decision) -> list[str]:
    return [violation.code for violation in decision.violations]


def closed(year: int = 2022, *ways: Remedy) -> Refusal:
    """Return the refusal of an entry in *year*, which was closed in January."""
    return YearClosed(year=year, date=IN_NEXT_YEAR, remedies=ways, source=YEARS)


def not_open(year: int, *open_years: int) -> Refusal:
    """Return the refusal of an entry in a *year* that was never opened."""
    return YearNotOpen(year=year, open=open_years or (2022,), source=YEARS)


def other_year(nr: int, year: int = 2022) -> Refusal:
    """Return the refusal to name an entry that lies in *year*."""
    return OtherYear(entry=nr, year=year, source=YEARS)


def missing(field: str) -> Refusal:
    return Missing(field=field)


def no_year(field: str, text: str) -> Refusal:
    return NotAYear(field=field, text=text)


def full() -> Books:
    """Return books of DCP with 100 bound, 50 ordered, 30 reserved and 20 blocked, in January."""
    return books_of(
        commitment(1, amount="100.00"),
        expense(2, amount="50.00"),
        reservation(3, amount="30.00"),
        block(4, amount="20.00"),
    )


def a_year_later() -> Books:
    """Return those books after 2022 was closed, with nothing carried."""
    kept = full()
    kept.close()
    return kept


class TestTheBudgetYear:
    """§ 78 (3), (4) GO NRW. A closed year takes nothing but payments (`year_closed`)."""

    def test_that_is_open_takes_an_entry(self) -> None:
        assert asked_of(OpenYear(), commitment(date=date(2022, 12, 31))) == ()
        assert asked_of(OpenYear(), commitment(date=date(2023, 1, 1), year=2022)) == ()

    @pytest.mark.parametrize(
        "entry",
        [
            reservation(date=date(2023, 1, 1)),
            commitment(date=date(2023, 1, 1)),
            expense(year=2023),
            transfer(year=2023),
            supplement(year=2023),
            cut(year=2023),
            block(year=2023),
            release(year=2023),
            consent(year=2023),
            measure(year=2023),
            setting(year=2023),
            carry_forward(from_year=2023, to_year=2024),
            year_close(year=2023),
        ],
    )
    def test_that_was_never_opened_takes_none(self, entry: Entry) -> None:
        assert asked_of(OpenYear(), entry) == (not_open(2023),)

    def test_several_open_years_are_listed_in_order(self) -> None:
        two = fold(budget(), [])
        two.open_years = {2024, 2023}
        entry = commitment()
        case = Case(two, entry, two.effect(entry), DAY)
        assert list(OpenYear().check(case)) == [not_open(2022, 2023, 2024)]

    def test_that_was_closed_is_told_with_the_day_of_its_close(self) -> None:
        kept = a_year_later()
        kept.today = date(2024, 1, 11)
        kept.close(2023, date="31.12.2023")
        assert kept.ask.supplement("DCP", "1,00", year=2022).violations == (closed(),)
        assert kept.ask.supplement("DCP", "1,00", year=2023).violations == (
            YearClosed(year=2023, date=date(2023, 12, 31), source=YEARS),
        )
        for year in (2021, 2025):
            assert kept.ask.supplement("DCP", "1,00", year=year).violations == (
                not_open(year, 2024),
            )


class TestAClosedYear:
    """A closed year takes nothing but payments (`year_closed`)."""

    @pytest.mark.parametrize(
        "entry",
        [
            reservation(6),
            commitment(6),
            expense(6),
            expense(6, commitment=1, year=2022, date=IN_NEXT_YEAR),
            refund(6, 2),
            transfer(6),
            supplement(6),
            cut(6),
            block(6),
            release(6, allocation="dcp", amount="20.00"),
            consent(6),
            measure(6),
            setting(6),
            carry_forward(6),
            year_close(6),
        ],
        ids=lambda entry: entry.kind,
    )
    def test_takes_no_entry_of_any_kind(self, entry: Entry) -> None:
        kept = a_year_later().balances
        case = Case(kept, entry, kept.effect(entry), IN_NEXT_YEAR)
        assert list(OpenYear().check(case)) == [closed()]

    @pytest.mark.parametrize("day", [DAY, LAST_DAY, IN_NEXT_YEAR])
    def test_takes_the_payment_of_its_expenses(self, day: date) -> None:
        kept = a_year_later()
        paid = kept.pay(2, date=day.isoformat())
        year = {} if day.year == 2022 else {"year": 2022}
        assert stored(paid.entry) == {"date": day, "entry": 2, **year}
        assert kept.position("DCP").paid == eur("50.00")

    def test_takes_payments_of_no_other_year(self) -> None:
        kept = a_year_later()
        assert kept.ask.pay(2, year=2023).violations == (other_year(2),)

    @pytest.mark.parametrize(
        "ask",
        [
            lambda ask: ask.refund(2, "1,00"),
            lambda ask: ask.reverse(2),
            lambda ask: ask.reverse(3),
            lambda ask: ask.reverse(4),
            lambda ask: ask.commit("DCP", "30,00", reservation=3, year=2022),
            lambda ask: ask.expense("DCP", "30,00", reservation=3, year=2022),
            lambda ask: ask.release("DCP", "20,00", year=2022),
            lambda ask: ask.transfer("DCP", "DZ", "1,00", year=2022),
            lambda ask: ask.measure("netz", status="running", year=2022),
            lambda ask: ask.set("office", "ZS 3", year=2022),
            lambda ask: ask.settle(1, year=2022),
        ],
    )
    def test_takes_nothing_else_that_is_typed(self, ask: Callable[[Books], Decision]) -> None:
        assert ask(a_year_later().ask).violations == (closed(),)

    @pytest.mark.parametrize("year", [None, 2023])
    def test_leaves_a_draw_on_what_lies_in_it_to_the_open_one_where_it_is_refused(
        self, year: int | None
    ) -> None:
        kept = a_year_later()
        for asked in (
            kept.ask.commit("DCP", "30,00", reservation=3, year=year),
            kept.ask.expense("DCP", "30,00", reservation=3, year=year),
            kept.ask.expense("DCP", "30,00", reservation=3, year=year, date="31.12.2022"),
        ):
            assert asked.violations == (other_year(3),)
            assert asked.before.year == 2023

    def test_lets_nothing_of_it_be_used_in_the_open_one(self) -> None:
        kept = a_year_later()
        assert kept.ask.refund(2, "1,00", year=2023).violations == (other_year(2),)
        assert kept.ask.reverse(2, year=2023).violations == (other_year(2),)
        assert kept.ask.reverse(4, year=2023).violations == (other_year(4),)

    def test_is_no_matter_where_a_name_is_wrong(self) -> None:
        """Names first: what a year says to an entry that names nothing is of no use."""
        kept = a_year_later()
        for asked in (
            kept.ask.expense("DCP", "1,00", commitment=9, year=2022),
            kept.ask.expense("DCP", "1,00", commitment=9, year=2031),
            kept.ask.settle(9, year=2022),
            kept.ask.reverse(9, year=2022),
        ):
            assert asked.violations == (UnknownEntry(entry=9, last=5),)

    @pytest.mark.parametrize(
        "ask",
        [
            lambda ask, day: ask.supplement("DCP", "1,00", date=day),
            lambda ask, day: ask.commit("DCP", "0,01", date=day),
            lambda ask, day: ask.consent("Neuss", date=day),
            lambda ask, day: ask.measure("netz", status="running", date=day),
            lambda ask, day: ask.set("office", "ZS 3", date=day),
        ],
    )
    def test_leaves_entries_valued_in_it_to_the_open_one_which_they_store(
        self, ask: Callable[[Books, str], Decision]
    ) -> None:
        """The budget year of an entry is that of its value date if that year is open, else the
        latest open year.
        """
        kept = a_year_later()
        kept.supplement("DCP", "1,00")
        made = ask(kept.ask, "31.12.2022").entry
        assert made is not None
        assert (made.date, made.year, made.budget_year) == (LAST_DAY, 2023, 2023)
        made = ask(kept.ask, "1.1.2023").entry
        assert made is not None
        assert (made.year, made.budget_year) == (None, 2023)

    def test_has_figures_that_change_no_more(self) -> None:
        kept = a_year_later()
        before = kept.ten("DCP")
        kept.supplement("DCP", "1.000,00", date="31.12.2022")
        kept.expense("DCP", "100,00", commitment=1)
        assert kept.ten("DCP") == before


class TestClosingAYear:
    """Closing moves each open commitment along with its money; reservations lapse and are listed;
    the rest lapses.
    """

    def test_moves_open_commitments_with_their_money_and_lets_the_rest_lapse(self) -> None:
        kept = a_year_later()
        assert kept.ten("DCP") == figures(
            changes="-100.00",
            revised="299900.00",
            blocked="20.00",
            ordered="50.00",
            available="299830.00",
            utilisation="0.0002",
        )
        assert kept.ten("DCP", 2023) == later_figures(
            "100.00", committed="100.00", available="0.00", utilisation="1.0000"
        )
        assert kept.ten("DZ", 2023) == later_figures()
        assert (kept.left(1), kept.left(2), kept.left(3)) == ("100,00", "50,00", "0,00")
        assert {nr: item.year for nr, item in kept.balances.items.items()} == {
            1: 2023,
            2: 2022,
            3: 2022,
        }
        assert (kept.balances.open_years, list(kept.balances.closed)) == ({2023}, [2022])
        assert kept.balances.years == {2022, 2023}

    def test_moves_only_what_is_left_of_a_commitment(self) -> None:
        kept = full()
        kept.expense("DCP", "99,99", commitment=1, date="31.12.2022")
        kept.close()
        assert kept.ten("DCP", 2023) == later_figures(
            "0.01", committed="0.01", available="0.00", utilisation="1.0000"
        )

    def test_moves_no_commitment_that_is_used_up_settled_or_reversed(self) -> None:
        kept = books_of(
            commitment(1),
            expense(2, commitment=1),
            commitment(3),
            settlement(4, 3),
            commitment(5),
        )
        kept.reverse(5, date="31.12.2022")
        kept.close()
        assert kept.ten("DCP", 2023) == later_figures()
        assert {item.year for item in kept.balances.items.values()} == {2022}

    def test_begins_a_year_whose_money_is_what_came_over(self) -> None:
        """In a later year than the header's, `appropriation` is 0.00 and what was carried forward
        stands in `changes`.
        """
        kept = a_year_later()
        refused = kept.ask.commit("DCP", "0,01").violations[0]
        assert fact(refused, "available") == eur("0.00")
        kept.supplement("DCP", "0,01")
        assert kept.commit("DCP", "0,01").violations == ()

    def test_is_not_asked_what_is_available(self) -> None:
        assert full().close().notices == ()

    @pytest.mark.parametrize(
        ("today", "notices"),
        [
            (DAY, (YearRunning(year=2022),)),
            (LAST_DAY, (YearRunning(year=2022),)),
            (date(2023, 1, 1), ()),
        ],
    )
    def test_of_a_year_that_is_still_running_is_warned_about(
        self, today: date, notices: tuple[Notice, ...]
    ) -> None:
        kept = books()
        kept.today = today
        assert kept.close().notices == notices

    def test_shows_the_year_that_ends_before_and_the_one_that_begins_after(self) -> None:
        kept = full()
        ended = kept.close()
        assert (ended.before.year, ended.after.year) == (2022, 2023)
        assert ended.before.total.committed == ended.after.total.committed == eur("100.00")

    @pytest.mark.parametrize("year", [2021, 2023])
    def test_is_of_a_year_that_is_open(self, year: int) -> None:
        assert books_of().ask.close(year).violations == (not_open(year),)

    def test_is_not_done_twice(self) -> None:
        assert a_year_later().ask.close().violations == (closed(),)

    def test_names_its_year(self) -> None:
        assert books_of().ask.propose("year_close").violations == (missing("year"),)
        assert books_of().ask.propose("year_close", year="22").violations == (
            no_year("year", "22"),
        )

    def test_and_the_next_one_move_an_open_commitment_twice(self) -> None:
        kept = a_year_later()
        kept.today = date(2024, 1, 10)
        kept.close(2023)
        assert (kept.balances.open_years, list(kept.balances.closed)) == ({2024}, [2022, 2023])
        assert kept.ten("DCP", 2023) == later_figures()
        assert kept.ten("DCP", 2024) == later_figures(
            "100.00", committed="100.00", available="0.00", utilisation="1.0000"
        )
        kept.expense("DCP", "100,00", commitment=1, final=True)
        assert kept.position("DCP", 2024).ordered == eur("100.00")


class TestTheDayOfClosing:
    """A year is closed no earlier than the last day on which something was recorded in it."""

    @pytest.mark.parametrize(
        "entry",
        [
            commitment(2, date=AFTER),
            consent(2, date=AFTER),
            measure(2, date=AFTER),
            setting(2, date=AFTER),
            carry_forward(2, date=AFTER),
            commitment(2, date=IN_NEXT_YEAR, year=2022),
        ],
    )
    def test_is_not_before_the_last_of_its_year(self, entry: Entry) -> None:
        earlier = (commitment(1, date=BEFORE), entry)
        assert asked_of(ClosingYear(), year_close(3, date=entry.date), *earlier) == ()
        assert asked_of(ClosingYear(), year_close(3, date=DAY), *earlier) == (
            BeforeNamed(
                date=DAY,
                entry=2,
                earliest=entry.date,
                remedies=(remedies.DateFrom(date=entry.date),),
            ),
        )

    def test_does_not_look_at_other_years(self) -> None:
        later = commitment(1, date=IN_NEXT_YEAR)
        assert asked_of(ClosingYear(), year_close(2, date=LAST_DAY), later) == ()

    def test_of_an_empty_year_may_be_any_once_it_has_begun(self) -> None:
        assert asked_of(ClosingYear(), year_close(1, date=BEFORE)) == ()
        assert asked_of(ClosingYear(), commitment(1)) == ()

    @pytest.mark.parametrize("entries", [(), (commitment(1, date=AFTER),)])
    def test_is_not_before_the_year_has_begun(self, entries: tuple[Entry, ...]) -> None:
        eve = date(2021, 12, 31)
        assert asked_of(ClosingYear(), year_close(2, date=eve), *entries) == (not_begun(2022, eve),)

    def test_may_be_its_first(self) -> None:
        first = year_close(2, date=date(2022, 1, 1))
        assert asked_of(ClosingYear(), first) == ()
        assert asked_of(ClosingYear(), first, commitment(1, date=date(2022, 1, 1))) == ()

    def test_is_asked_of_a_year_that_was_opened_by_an_early_close_as_well(self) -> None:
        kept = books()
        kept.close(date="5.4.2022")
        kept.today = date(2023, 1, 1)
        assert kept.ask.close(2023, date="31.12.2022").violations == (
            not_begun(2023, date(2022, 12, 31)),
        )
        assert kept.ask.close(2023, date="1.1.2023").violations == ()

    def test_is_not_asked_of_a_year_that_was_never_opened(self) -> None:
        assert books_of().ask.close(2024).violations == (not_open(2024),)

    def test_is_today_or_earlier(self) -> None:
        kept = full()
        assert kept.ask.close(date="31.12.2022").violations == ()
        assert kept.ask.close(date="11.1.2023").violations == (
            InFuture(date=date(2023, 1, 11), today=IN_NEXT_YEAR),
        )


def not_begun(year: int, day: date) -> Refusal:
    """Return the refusal to close a *year* on a *day* before it."""
    return YearNotBegun(year=year, date=day)


class TestClosingWithAShortfall:
    """No entry may leave `revised` below 0 or `blocked` above `revised`: what moves on must be
    there.
    """

    def cut_to(self, amount: str) -> Books:
        """Return books of DCP with 100 bound, cut to *amount*."""
        gone = eur("300000.00") - eur(amount)
        return books_of(
            commitment(1), cut(2, amount=gone, despite_shortfall=True, reason="Nothaushalt")
        )

    def test_takes_all_that_open_commitments_need(self) -> None:
        kept = self.cut_to("100.00")
        kept.close()
        assert (kept.position("DCP").revised, kept.available("DCP", 2023)) == (
            eur("0.00"),
            "0,00",
        )

    def test_that_leaves_commitments_uncovered_is_refused(self) -> None:
        kept = self.cut_to("99.99")
        assert kept.ask.close().violations == (
            CloseWithoutMoney(
                allocation="dcp",
                missing=eur("0.01"),
                remedies=(remedies.Supplement(allocation="dcp", amount=eur("0.01")),),
            ),
        )
        kept.supplement("DCP", "0,01", date="31.12.2022")
        assert kept.ask.close().violations == ()

    def test_that_leaves_more_blocked_than_there_is_is_refused(self) -> None:
        kept = books_of(commitment(1), block(2, amount="299900.01", despite_shortfall=True))
        assert kept.ask.close().violations == (
            CloseWithBlocked(
                allocation="dcp",
                missing=eur("0.01"),
                remedies=(remedies.Release(allocation="dcp", amount=eur("0.01")),),
            ),
        )
        kept.release("DCP", "0,01", date="31.12.2022")
        kept.close()
        assert kept.ten("DCP") == figures(
            changes="-100.00",
            revised="299900.00",
            blocked="299900.00",
            utilisation=None,
        )

    def test_by_orders_alone_lapses(self) -> None:
        kept = books_of(
            expense(1),
            cut(2, amount="299950.00", despite_shortfall=True, reason="x"),
        )
        kept.close()
        assert kept.available("DCP") == "-50,00"
        assert kept.ten("DCP", 2023) == later_figures()


class TestCarrying:
    """§ 22 KomHVO NRW. `--carry` carries more, at most `revised − ordered − committed`; carried
    money that was blocked stays blocked.
    """

    def test_takes_the_last_cent_that_is_neither_ordered_nor_bound(self) -> None:
        kept = full()
        carried = kept.carry("DCP", "299.850,00")
        assert stored(carried.entry) == {
            "date": IN_NEXT_YEAR,
            "allocation": "dcp",
            "amount": eur("299850.00"),
            "from_year": 2022,
            "to_year": 2023,
            "blocked": eur("20.00"),
        }
        kept.close()
        assert kept.ten("DCP") == figures(
            changes="-299950.00", revised="50.00", ordered="50.00", utilisation="1.0000"
        )
        assert kept.ten("DCP", 2023) == later_figures(
            "299950.00",
            blocked="20.00",
            committed="100.00",
            available="299830.00",
            utilisation="0.0003",
        )

    def test_of_one_cent_more_is_refused(self) -> None:
        assert full().ask.carry("DCP", "299.850,01").violations == (
            CarryAboveLeft(
                allocation="dcp",
                amount=eur("299850.01"),
                left=eur("299850.00"),
                missing=eur("0.01"),
                source=CARRYING,
            ),
        )

    @pytest.mark.parametrize("word", ["alles", "all", "ALLES"])
    def test_of_everything_is_what_is_left(self, word: str) -> None:
        entry = full().carry("DCP", word).entry
        assert entry is not None
        assert stored(entry)["amount"] == eur("299850.00")

    def test_of_what_was_carried_already_is_refused(self) -> None:
        kept = books_of()
        kept.carry("DCP", "299.999,99")
        assert kept.ask.carry("DCP", "0,02").violations == (
            CarryAboveLeft(
                allocation="dcp",
                amount=eur("0.02"),
                left=eur("0.01"),
                missing=eur("0.01"),
                source=CARRYING,
            ),
        )
        kept.carry("DCP", "0,01")
        assert kept.ask.carry("DCP", "0,01").violations == (nothing_left("0.01"),)
        assert kept.ask.carry("DCP", "alles").violations == (NOTHING_FOR_ALL,)

    @pytest.mark.parametrize(
        "entries",
        [
            [commitment(1, amount="300000.00")],
            [expense(1, amount="300000.00")],
            [cut(1, amount="300000.00")],
            [
                expense(1, amount="200000.00"),
                cut(2, amount="150000.00", despite_shortfall=True, reason="x"),
            ],
        ],
    )
    def test_of_everything_where_nothing_is_left_is_refused(self, entries: list[Entry]) -> None:
        kept = books_of(*entries)
        assert kept.ask.carry("DCP", "alles").violations == (NOTHING_FOR_ALL,)
        assert kept.ask.carry("DCP", "0,01").violations == (nothing_left("0.01"),)
        assert kept.ask.carry("DCP", "300.000,00").violations == (nothing_left("300000.00"),)

    @pytest.mark.parametrize(
        ("amount", "blocked"),
        [
            ("99.999,99", None),
            ("100.000,00", None),
            ("100.000,01", "0.01"),
            ("299.999,99", "199999.99"),
            ("300.000,00", "200000.00"),
        ],
    )
    def test_takes_free_money_first_and_keeps_the_blocked_part_blocked(
        self, amount: str, blocked: str | None
    ) -> None:
        kept = books()
        kept.release("DZ", "100.000,00")
        kept.today = IN_NEXT_YEAR
        carried = stored(kept.carry("DZ", amount).entry)
        assert carried.get("blocked") == (None if blocked is None else eur(blocked))
        kept.close()
        stays = eur(blocked or "0.00")
        assert kept.position("DZ", 2023).blocked == stays
        assert kept.position("DZ").blocked == eur("200000.00") - stays

    def test_takes_reserved_money_for_reservations_lapse(self) -> None:
        kept = books_of(reservation(1, amount="300000.00"))
        kept.carry("DCP", "300.000,00")
        kept.close()
        assert kept.ten("DCP") == figures(changes="-300000.00", revised="0.00", utilisation=None)
        assert kept.ten("DCP", 2023) == later_figures("300000.00", available="300000.00")

    def test_takes_from_money_that_a_shortfall_lacks_what_is_blocked(self) -> None:
        kept = books_of(
            commitment(1, amount="100000.00"),
            block(2, amount="250000.00", despite_shortfall=True),
        )
        assert stored(kept.ask.carry("DCP", "0,01").entry)["blocked"] == eur("0.01")

    @pytest.mark.parametrize("year", ["2021", "2023"])
    def test_is_from_a_year_that_is_open(self, year: str) -> None:
        for amount in ("1,00", "alles"):
            assert books_of().ask.carry("DCP", amount, from_year=year).violations == (
                not_open(int(year)),
            )

    def test_is_not_from_a_year_that_was_closed(self) -> None:
        kept = a_year_later()
        assert kept.ask.carry("DCP", "1,00").violations == (closed(),)
        kept.supplement("DCP", "1,00")
        assert kept.ask.carry("DCP", "alles").violations == (closed(),)

    def test_goes_to_the_next_year_and_stores_no_other(self) -> None:
        entry = books_of().carry("DCP", "1,00", to_year="2025", year="2031").entry
        assert entry is not None
        assert (stored(entry)["to_year"], entry.year, entry.budget_year) == (2023, None, 2022)

    def test_without_a_year_to_carry_from_is_not_understood(self) -> None:
        for amount in ("1,00", "alles"):
            asked = books_of().ask.carry("DCP", amount, from_year=None)
            assert asked.violations == (missing("from_year"),)
            asked = books_of().ask.carry("DCP", amount, from_year="22")
            assert asked.violations == (no_year("from_year", "22"),)

    def test_says_nothing_about_what_is_available(self) -> None:
        assert full().carry("DCP", "alles").notices == ()


NOTHING_FOR_ALL = NothingToCarry(field="amount", allocation="dcp", source="§ 22 KomHVO NRW")


def nothing_left(amount: str) -> Refusal:
    """Return the refusal to carry *amount* of DCP, of which nothing is left."""
    return CarryOfNothing(
        allocation="dcp", amount=eur(amount), missing=eur(amount), source=CARRYING
    )


class TestWhatAFileSaysWasCarried:
    """`verify` replays everything under the rules."""

    def test_may_be_what_is_carried_by_a_command(self) -> None:
        assert asked_of(CarryingForward(), carry_forward(1, amount="300000.00")) == ()
        blocked = carry_forward(1, allocation="dz", amount="0.01", blocked="0.01")
        assert asked_of(CarryingForward(), blocked) == ()
        assert asked_of(CarryingForward(), commitment(1)) == ()

    @pytest.mark.parametrize(
        ("allocation", "said", "due"),
        [("dcp", "0.01", "0.00"), ("dz", None, "100.00"), ("dz", "99.99", "100.00")],
    )
    def test_is_blocked_as_far_as_it_was(self, allocation: str, said: str | None, due: str) -> None:
        given = {} if said is None else {"blocked": said}
        entry = carry_forward(1, allocation=allocation, amount="100.00", **given)
        assert asked_of(CarryingForward(), entry) == (
            CarryBlocked(
                allocation=allocation, amount=eur("100.00"), blocked=eur(due), source=CARRYING
            ),
        )

    @pytest.mark.parametrize("to_year", [2021, 2022, 2024])
    def test_goes_to_the_next_year(self, to_year: int) -> None:
        assert asked_of(CarryingForward(), carry_forward(1, to_year=to_year)) == (
            CarryToNext(year=to_year, next=2023, source=CARRYING),
        )


class TestCarryingAndClosingTogether:
    """`close-year YEAR --carry ALLOCATION=AMOUNT`: what is carried is recorded before the close."""

    NOW = Now(IN_NEXT_YEAR, full().balances.entries[1].recorded_at, "kb")

    def asked(self, kept: Books, *amounts: str) -> list[Decision]:
        carries = [
            Proposal("carry_forward", {"allocation": "DCP", "amount": amount, "from_year": "2022"})
            for amount in amounts
        ]
        close = Proposal("year_close", {"year": "2022"})
        return admit_each(kept.balances, [*carries, close], self.NOW)

    def test_is_judged_one_after_the_other(self) -> None:
        kept = full()
        made = [decision.entry for decision in self.asked(kept, "299.000,00", "alles")]
        assert [None if entry is None else (entry.nr, entry.kind) for entry in made] == [
            *((5, "carry_forward"), (6, "carry_forward"), (7, "year_close")),
        ]
        assert stored(made[1])["amount"] == eur("850.00")
        assert [nr for nr in kept.balances.entries if nr > 4] == [5, 6]

    def test_of_one_cent_too_much_together_refuses_the_second(self) -> None:
        first, second, close = self.asked(full(), "299.000,00", "850,01")
        assert (codes(first), codes(second), codes(close)) == ([], ["not_available"], [])
        assert second.entry is None

    def test_replays_clean(self) -> None:
        kept = full()
        for _ in range(2):
            kept.carry("DCP", "100,00")
        kept.close()
        kept.pay(2)
        kept.expense("DCP", "100,00", commitment=1)
        assert audit(budget(), kept.balances.entries.values()) == (kept.balances, [])


class TestACommitmentThatMovedOn:
    """Closing moves each open commitment along with its money: it is settled and drawn on in the
    year in which it now lies.
    """

    @pytest.mark.parametrize("day", ["31.12.2022", "1.1.2023", None])
    def test_is_drawn_on_in_the_next_year_whatever_the_value_date(self, day: str | None) -> None:
        kept = a_year_later()
        drawn = kept.expense("DCP", "60,00", commitment=1, date=day)
        assert drawn.entry is not None
        assert drawn.entry.budget_year == 2023
        assert kept.ten("DCP", 2023) == later_figures(
            "100.00", committed="40.00", ordered="60.00", available="0.00", utilisation="1.0000"
        )

    def test_is_drawn_on_for_more_only_with_money_of_the_next_year(self) -> None:
        kept = a_year_later()
        assert kept.ask.expense("DCP", "100,00", commitment=1).violations == ()
        (violation,) = kept.ask.expense("DCP", "100,01", commitment=1).violations
        assert (violation.code, fact(violation, "year")) == ("not_available", 2023)

    def test_is_not_drawn_on_in_the_year_that_it_left(self) -> None:
        kept = a_year_later()
        asked = kept.ask.expense("DCP", "60,00", commitment=1, year=2022)
        assert asked.violations == (closed(),)

    def test_is_settled_in_the_next_year_and_its_money_is_free_there(self) -> None:
        kept = a_year_later()
        settled = kept.settle(1, date="31.12.2022")
        assert stored(settled.entry) == {"date": LAST_DAY, "year": 2023, "entry": 1}
        assert kept.ten("DCP", 2023) == later_figures("100.00", available="100.00")

    def test_is_settled_by_a_final_expense(self) -> None:
        kept = a_year_later()
        kept.expense("DCP", "60,00", commitment=1, final=True)
        assert kept.available("DCP", 2023) == "40,00"
        kept.reverse(6)
        assert (kept.left(1), kept.available("DCP", 2023)) == ("100,00", "0,00")

    def test_is_not_reversed_for_it_was_recorded_in_a_closed_year_but_settled(self) -> None:
        kept = a_year_later()
        settle = remedies.Settle(entry=1)
        assert kept.ask.reverse(1).violations == (closed(2022, settle),)
        kept.settle(1)
        assert kept.ask.reverse(6).violations == ()
        assert kept.ask.reverse(1).violations == (closed(),)

    def test_that_is_used_up_to_the_last_cent_is_not_proposed_to_be_settled(self) -> None:
        kept = a_year_later()
        kept.expense("DCP", "99,99", commitment=1)
        settle = remedies.Settle(entry=1)
        assert kept.ask.reverse(1).violations == (closed(2022, settle),)
        kept.expense("DCP", "0,01", commitment=1)
        assert kept.ask.reverse(1).violations == (closed(),)

    def test_gives_nothing_back_to_the_expenses_of_the_year_that_it_left(self) -> None:
        kept = full()
        kept.expense("DCP", "60,00", commitment=1, date="31.12.2022")
        kept.close()
        assert kept.ask.reverse(5).violations == (closed(),)
        assert kept.left(1) == "40,00"


class TestWhatIsNeverTakenBack:
    """Year-ends and what they carried are not reversed."""

    @pytest.mark.parametrize(("nr", "kind"), [(5, CarryForwardStands), (6, YearEndStands)])
    def test_is_a_year_end_and_what_it_carried(self, nr: int, kind: type[NotReversible]) -> None:
        kept = full()
        kept.carry("DCP", "100,00")
        kept.close()
        assert kept.ask.reverse(nr).violations == (kind(entry=nr),)

    def test_is_a_measure(self) -> None:
        kept = books_of(measure(1))
        assert kept.ask.reverse(1).violations == (MeasureStands(entry=1),)


class TestAsOfADayBeforeTheClosing:
    """`--as-of` replays, in recorded order, the entries valued up to that day."""

    ENTRIES = (
        commitment(1, amount="100.00"),
        reservation(2, amount="30.00", date=AFTER),
        carry_forward(3, amount="500.00", date=IN_NEXT_YEAR),
        year_close(4, date=IN_NEXT_YEAR),
        settlement(5, 1, date=date(2023, 1, 11)),
    )

    @pytest.mark.parametrize(
        ("day", "year", "expected"),
        [
            (BEFORE, 2022, figures(available="300000.00")),
            (
                LAST_DAY,
                2022,
                figures(
                    reserved="30.00",
                    committed="100.00",
                    available="299870.00",
                    utilisation="0.0004",
                ),
            ),
            (LAST_DAY, 2023, later_figures()),
            (
                IN_NEXT_YEAR,
                2022,
                figures(changes="-600.00", revised="299400.00", available="299400.00"),
            ),
            (
                IN_NEXT_YEAR,
                2023,
                later_figures(
                    "600.00", committed="100.00", available="500.00", utilisation="0.1667"
                ),
            ),
            (date(2023, 1, 11), 2023, later_figures("600.00", available="600.00")),
        ],
    )
    def test_the_year_is_open_and_all_is_in_it(
        self, day: date, year: int, expected: dict[str, str | None]
    ) -> None:
        kept = books_of(*(entry for entry in self.ENTRIES if entry.date <= day))
        assert kept.ten("DCP", year) == expected
        assert kept.balances.open_years == ({NEXT} if day >= IN_NEXT_YEAR else {YEAR})
