"""The course of spending in a budget year, and what of it may be seen."""

from datetime import date

import pytest
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    IN_NEXT_YEAR,
    YEAR,
    block,
    budget,
    commitment,
    expense,
    measure,
    payment,
    refund,
    reservation,
    reversal,
    settlement,
    year_close,
)

from antragsbudget.core.balances import fold
from antragsbudget.core.entries import Entry
from antragsbudget.core.publicity import is_public
from antragsbudget.core.spending import spending

FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)
LATER = date(2022, 5, 1)


def course(*entries: Entry, year: int = YEAR) -> list[tuple[date, str]]:
    balances = fold(budget(), entries)
    public = {entry.nr: is_public(balances, entry) for entry in entries}
    return [(day, str(total)) for day, total in spending(balances, year, public)]


class TestTheCourse:
    """The pace of spending against the year: what was ordered after each day on which it
    changed.
    """

    def test_of_a_year_in_which_nothing_was_ordered_is_empty(self) -> None:
        assert course() == []
        assert course(reservation(1), commitment(2), settlement(3, 2), block(4)) == []

    def test_has_each_day_once_in_order_with_the_sum_after_it(self) -> None:
        assert course(
            expense(1, amount="1.00", date=AFTER),
            expense(2, amount="2.00", date=BEFORE),
            expense(3, amount="4.00", date=AFTER),
            expense(4, amount="8.00"),
        ) == [(BEFORE, "2.00"), (DAY, "10.00"), (AFTER, "15.00")]

    def test_counts_an_expense_once_whatever_it_draws_on_and_when_it_is_paid(self) -> None:
        assert course(
            commitment(1, date=BEFORE),
            expense(2, commitment=1, amount="60.00", final=True),
            payment(3, 2, date=AFTER),
        ) == [(DAY, "60.00")]

    def test_falls_with_refunds_and_reversals_on_their_days(self) -> None:
        assert course(
            expense(1, amount="100.00"),
            refund(2, 1, amount="10.00", date=AFTER),
            expense(3, amount="5.00"),
            reversal(4, 3, date=LATER),
        ) == [(DAY, "105.00"), (AFTER, "95.00"), (LATER, "90.00")]

    def test_keeps_a_day_on_which_what_came_went_again(self) -> None:
        assert course(expense(1), reversal(2, 1)) == [(DAY, "0.00")]

    def test_of_what_was_valued_before_or_after_the_year_counts_its_first_or_last_day(self) -> None:
        """`--year` says otherwise: an entry's budget year need not be its value date's."""
        assert course(
            expense(1, amount="1.00", date=date(2021, 12, 31), year=YEAR),
            expense(2, amount="2.00", date=FIRST),
            expense(3, amount="4.00", date=LAST),
            expense(4, amount="8.00", date=date(2023, 1, 1), year=YEAR),
        ) == [(FIRST, "3.00"), (LAST, "15.00")]

    def test_is_that_of_one_budget_year(self) -> None:
        entries = (
            expense(1, amount="1.00"),
            commitment(2),
            year_close(3, date=IN_NEXT_YEAR),
            expense(4, commitment=2, amount="2.00", year=2023, date=DAY),
            expense(5, amount="4.00", date=IN_NEXT_YEAR),
        )
        assert course(*entries) == [(DAY, "1.00")]
        assert course(*entries, year=2023) == [(date(2023, 1, 1), "2.00"), (IN_NEXT_YEAR, "6.00")]
        assert course(*entries, year=2024) == []


class TestADayOnWhichAPriceWouldBeSeen:
    """No word or single amount of a non-public entry may reach the public paper. A day is left out
    while a single order that is not public stands behind the change.
    """

    END = expense(9, amount="1.00", date=LAST)

    def test_is_left_out_until_a_second_order_is_in_the_sum(self) -> None:
        one = expense(1, amount="1111.11", public=False, date=BEFORE)
        two = expense(2, amount="2222.22", public=False, date=AFTER)
        assert course(one, self.END) == [(LAST, "1112.11")]
        assert course(one, two, self.END) == [(AFTER, "3333.33"), (LAST, "3334.33")]

    def test_is_left_out_though_something_public_was_ordered_on_it(self) -> None:
        assert course(
            expense(1, amount="1.00", date=BEFORE),
            expense(2, amount="1111.11", public=False),
            expense(3, amount="2.00"),
            expense(4, amount="4.00", date=AFTER),
            self.END,
        ) == [(BEFORE, "1.00"), (LAST, "1119.11")]

    def test_is_told_where_two_orders_fall_on_it(self) -> None:
        assert course(
            expense(1, amount="1111.11", public=False),
            expense(2, amount="2222.22", public=False),
            self.END,
        ) == [(DAY, "3333.33"), (LAST, "3334.33")]

    def test_counts_from_anew_after_a_day_that_is_told(self) -> None:
        assert course(
            expense(1, amount="1111.11", public=False, date=BEFORE),
            expense(2, amount="2222.22", public=False, date=BEFORE),
            expense(3, amount="4444.44", public=False, date=DAY),
            expense(4, amount="8888.88", public=False, date=AFTER),
            self.END,
        ) == [(BEFORE, "3333.33"), (AFTER, "16666.65"), (LAST, "16667.65")]

    @pytest.mark.parametrize(
        "entries",
        [
            (
                commitment(1, public=False),
                expense(2, commitment=1, amount="60.00", public=False),
                expense(3, commitment=1, amount="40.00", public=False, date=AFTER),
            ),
            (
                reservation(1, public=False),
                commitment(2, reservation=1, amount="60.00", public=False),
                expense(3, commitment=2, amount="60.00", public=False),
                expense(4, reservation=1, amount="40.00", public=False, date=AFTER),
            ),
            (
                expense(1, amount="110.00", public=False),
                refund(2, 1, amount="10.00", date=AFTER),
            ),
        ],
        ids=("commitment", "reservation", "refund"),
    )
    def test_is_left_out_for_all_that_belongs_to_one_order(
        self, entries: tuple[Entry, ...]
    ) -> None:
        """A commitment and the expense drawn on it are one order."""
        assert course(*entries, self.END) == [(LAST, "101.00")]

    def test_is_told_once_the_order_behind_it_has_come_to_nothing(self) -> None:
        assert course(
            expense(1, amount="50.00", public=False, date=BEFORE),
            reversal(2, 1, date=DAY),
            expense(3, amount="100.00", date=DAY),
            self.END,
        ) == [(DAY, "100.00"), (LAST, "101.00")]

    def test_is_told_for_two_orders_that_name_nothing_in_common(self) -> None:
        assert course(
            commitment(1, public=False),
            commitment(2, public=False),
            expense(3, commitment=1, amount="60.00", public=False),
            expense(4, commitment=2, amount="40.00", public=False, date=AFTER),
            self.END,
        ) == [(AFTER, "100.00"), (LAST, "101.00")]

    def test_is_left_out_for_what_belongs_to_a_hidden_measure(self) -> None:
        marked = measure(1, public=False)
        assert course(marked, expense(2, measure="pentest"), self.END) == [(LAST, "101.00")]

    def test_is_never_the_last_which_is_the_sum_of_all(self) -> None:
        """The last day is the sum of all, and always there: the allocation shows it as well."""
        assert course(expense(1, amount="7.77", public=False)) == [(DAY, "7.77")]

    def test_is_the_first_of_the_year_for_what_was_valued_before_it(self) -> None:
        assert course(
            expense(1, amount="7.77", public=False, date=date(2021, 12, 30), year=YEAR),
            expense(2, amount="1.00", date=FIRST),
            self.END,
        ) == [(LAST, "9.77")]

    def test_takes_the_days_before_it_along_where_the_last_would_show_a_price(self) -> None:
        told = course(
            expense(1, amount="1111.11", public=False, date=BEFORE),
            expense(2, amount="2222.22", public=False, date=BEFORE),
            expense(3, amount="7.77", public=False, date=AFTER),
        )
        assert told == [(AFTER, "3341.10")]

    def test_is_left_out_though_another_order_came_and_went(self) -> None:
        """Only what changes the sum hides the price: a reversed order does not."""
        told = course(
            expense(1, amount="1111.11", public=False),
            reversal(2, 1),
            expense(3, amount="7.77", public=False),
            self.END,
        )
        assert told == [(LAST, "8.77")]
