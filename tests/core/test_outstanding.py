"""What is still to be done."""

from datetime import date
from typing import Any

import pytest
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    IN_NEXT_YEAR,
    budget,
    commitment,
    eur,
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
from antragsbudget.core.outstanding import OpenEntry, Outstanding, outstanding


def waiting(*entries: Entry, as_of: date = DAY, **wanted: Any) -> Outstanding:
    return outstanding(fold(budget(), entries), as_of, **wanted)


def numbers(*entries: Entry, **wanted: Any) -> tuple[list[int], list[int], list[int]]:
    """Return the numbers of the open reservations, open commitments and unpaid expenses."""
    found = waiting(*entries, **wanted)
    reservations, commitments, expenses = (
        [one.entry.nr for one in group]
        for group in (found.reservations, found.commitments, found.expenses)
    )
    return reservations, commitments, expenses


class TestWhatWaits:
    """`open`: open reservations and commitments by age, unpaid expenses, target dates of
    measures.
    """

    def test_in_a_ledger_without_entries_is_nothing(self) -> None:
        assert waiting() == Outstanding(DAY, (), (), (), ())

    def test_is_what_is_left_of_each_booking_and_how_long_it_has_waited(self) -> None:
        first = reservation(1, amount="1000.00", date=date(2022, 3, 6))
        second = commitment(2, reservation=1, amount="600.00", date=BEFORE)
        third = expense(3, commitment=2, amount="250.00")
        assert waiting(first, second, third) == Outstanding(
            as_of=DAY,
            reservations=(OpenEntry(first, eur("400.00"), 30),),
            commitments=(OpenEntry(second, eur("350.00"), 1),),
            expenses=(OpenEntry(third, eur("250.00"), 0),),
            measures=(),
        )

    @pytest.mark.parametrize(
        ("end", "left"),
        [
            (expense(2, commitment=1, amount="99.99"), "0.01"),
            (expense(2, commitment=1, amount="100.00"), None),
            (expense(2, commitment=1, amount="100.01"), None),
            (expense(2, commitment=1, amount="0.01", final=True), None),
            (settlement(2, 1), None),
            (reversal(2, 1), None),
        ],
    )
    def test_is_open_to_the_last_cent(self, end: Entry, left: str | None) -> None:
        found = [one.left for one in waiting(commitment(1), end).commitments]
        assert found == ([] if left is None else [eur(left)])

    @pytest.mark.parametrize(
        ("later", "left"),
        [
            ([], "100.00"),
            ([refund(2, 1, amount="99.99")], "0.01"),
            ([refund(2, 1, amount="100.00")], None),
            ([payment(2, 1)], None),
            ([payment(2, 1), refund(3, 1, amount="40.00")], None),
            ([refund(2, 1, amount="40.00"), payment(3, 1)], None),
            ([payment(2, 1), reversal(3, 2)], "100.00"),
            ([reversal(2, 1)], None),
        ],
    )
    def test_of_an_expense_is_what_is_unpaid(self, later: list[Entry], left: str | None) -> None:
        found = [one.left for one in waiting(expense(1), *later).expenses]
        assert found == ([] if left is None else [eur(left)])

    def test_has_the_oldest_first_and_of_one_day_the_first_recorded(self) -> None:
        entries: list[Entry] = [
            commitment(1, date=DAY),
            commitment(2, date=BEFORE),
            commitment(3, date=DAY),
            reservation(4, date=AFTER),
            reservation(5, date=BEFORE),
            expense(6, date=DAY),
            expense(7, date=BEFORE),
        ]
        assert numbers(*entries) == ([5, 4], [2, 1, 3], [7, 6])

    @pytest.mark.parametrize(
        ("day", "age"), [(DAY, 0), (AFTER, 1), (date(2022, 12, 31), 270), (IN_NEXT_YEAR, 280)]
    )
    def test_grows_older_by_the_day(self, day: date, age: int) -> None:
        assert [one.age for one in waiting(commitment(1), as_of=day).commitments] == [age]


class TestTheFilters:
    """`open`, of one allocation and budget year or of all."""

    ENTRIES: tuple[Entry, ...] = (
        commitment(1),
        commitment(2, allocation="dz"),
        reservation(3, allocation="dz"),
        expense(4),
        reservation(5),
        year_close(6, date=IN_NEXT_YEAR),
        expense(7, commitment=1, amount="10.00", date=IN_NEXT_YEAR),
        reservation(8, date=IN_NEXT_YEAR),
    )

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ({}, ([8], [1, 2], [4, 7])),
            ({"allocation": "dcp"}, ([8], [1], [4, 7])),
            ({"allocation": "dz"}, ([], [2], [])),
            ({"allocation": "dx"}, ([], [], [])),
            ({"year": 2022}, ([], [], [4])),
            ({"year": 2023}, ([8], [1, 2], [7])),
            ({"year": 2024}, ([], [], [])),
            ({"allocation": "dz", "year": 2023}, ([], [2], [])),
        ],
    )
    def test_leave_what_lies_there_now(
        self, wanted: dict[str, Any], found: tuple[list[int], list[int], list[int]]
    ) -> None:
        """Closing moves open commitments along; reservations lapse; unpaid expenses stay."""
        assert numbers(*self.ENTRIES, **wanted) == found

    def test_on_a_day_before_the_year_was_closed_find_it_all_in_that_year(self) -> None:
        """`--as-of` replays, in recorded order, the entries valued up to that day."""
        earlier = [entry for entry in self.ENTRIES if entry.date <= DAY]
        assert numbers(*earlier, year=2022) == ([3, 5], [1, 2], [4])


class TestTheTargetDatesOfMeasures:
    """`measure ID`: `--target-date`, `--status planned|commissioned|running|completed|stopped`."""

    def due(self, *entries: Entry, **wanted: Any) -> list[str]:
        return [state.measure for state in waiting(*entries, **wanted).measures]

    def test_are_told_the_first_due_first_and_of_one_day_by_name(self) -> None:
        assert self.due(
            measure(1, measure="c", target_date=AFTER),
            measure(2, measure="b", target_date=AFTER),
            measure(3, measure="a", target_date=IN_NEXT_YEAR),
            measure(4, measure="d", target_date=BEFORE),
            measure(5, measure="e"),
        ) == ["d", "b", "c", "a"]

    @pytest.mark.parametrize(
        ("status", "due"),
        [
            (None, ["pentest"]),
            ("planned", ["pentest"]),
            ("commissioned", ["pentest"]),
            ("running", ["pentest"]),
            ("completed", []),
            ("stopped", []),
        ],
    )
    def test_are_those_of_what_is_not_done(self, status: str | None, due: list[str]) -> None:
        assert self.due(measure(1, target_date=DAY), measure(2, status=status)) == due

    def test_are_those_of_the_latest_state(self) -> None:
        moved = (measure(1, target_date=DAY), measure(2, target_date=AFTER))
        (state,) = waiting(*moved).measures
        assert (state.nr, state.target_date) == (2, AFTER)

    @pytest.mark.parametrize(
        ("allocation", "due"), [(None, ["a", "b", "c"]), ("dz", ["b"]), ("dcp", ["a"])]
    )
    def test_are_those_of_one_allocation_or_of_all(
        self, allocation: str | None, due: list[str]
    ) -> None:
        entries = (
            measure(1, measure="a", target_date=DAY, allocation="dcp"),
            measure(2, measure="b", target_date=DAY, allocation="dz"),
            measure(3, measure="c", target_date=DAY),
        )
        assert self.due(*entries, allocation=allocation) == due
