"""What the end of a budget year does, told before it is done."""

import pytest
from tests.builders import (
    DCP,
    DZ,
    IN_NEXT_YEAR,
    Books,
    block,
    books_of,
    budget,
    carry_forward,
    commitment,
    cut,
    eur,
    expense,
    payment,
    release,
    reservation,
    reversal,
    settlement,
    year_close,
)

from antragsbudget.core.balances import Item, fold
from antragsbudget.core.closing import Closing, ClosingLine, closed, closing, summed
from antragsbudget.core.entries import Entry
from antragsbudget.language.messages.references import Lapsed, OtherYear

AMOUNTS = (
    "revised",
    "ordered",
    "left",
    "committed",
    "carried",
    "carried_blocked",
    "lapses",
)


def amounts(told: ClosingLine) -> dict[str, str]:
    """Return what is not zero on a line."""
    found = {name: str(getattr(told, name)) for name in AMOUNTS}
    return {name: amount for name, amount in found.items() if amount != "0.00"}


def told(*entries: Entry, year: int = 2022) -> dict[str, dict[str, str]]:
    end = closing(fold(budget(), entries), year)
    return {line.allocation.id: amounts(line) for line in end.lines}


class TestWhatIsToldOfAYearThatEnds:
    """Closing moves each open commitment along with its money; `--carry` carries more; carried
    money that was blocked stays blocked; reservations lapse and are listed; the rest lapses.
    """

    ENTRIES: tuple[Entry, ...] = (
        commitment(1, amount="100.00"),
        expense(2, commitment=1, amount="30.00"),
        reservation(3, amount="20.00"),
        reservation(4, allocation="dz", amount="40.00"),
        carry_forward(5, amount="1000.00"),
        carry_forward(6, amount="500.00"),
        carry_forward(7, allocation="dz", amount="250.00", blocked="250.00"),
    )

    def test_is_the_money_by_allocation_and_the_bookings_that_move_or_lapse(self) -> None:
        end = closing(fold(budget(), self.ENTRIES), 2022)
        assert end == Closing(
            year=2022,
            lines=(
                ClosingLine(
                    allocation=DZ,
                    revised=eur("300000.00"),
                    ordered=eur("0.00"),
                    left=eur("300000.00"),
                    committed=eur("0.00"),
                    carried=eur("250.00"),
                    carried_blocked=eur("250.00"),
                    lapses=eur("299750.00"),
                ),
                ClosingLine(
                    allocation=DCP,
                    revised=eur("300000.00"),
                    ordered=eur("30.00"),
                    left=eur("299970.00"),
                    committed=eur("70.00"),
                    carried=eur("1500.00"),
                    carried_blocked=eur("0.00"),
                    lapses=eur("298400.00"),
                ),
            ),
            commitments=(Item(commitment(1, amount="100.00"), 2022, eur("70.00")),),
            reservations=(
                Item(reservation(3, amount="20.00"), 2022, eur("20.00")),
                Item(reservation(4, allocation="dz", amount="40.00"), 2022, eur("40.00")),
            ),
        )

    def test_adds_up(self) -> None:
        for line in closing(fold(budget(), self.ENTRIES), 2022).lines:
            assert line.left == line.revised - line.ordered
            assert line.left == line.committed + line.carried + line.lapses

    def test_is_told_the_same_once_it_has_ended(self) -> None:
        entries = (*self.ENTRIES, close := year_close(8, date=IN_NEXT_YEAR))
        later = (
            payment(9, 2, date=IN_NEXT_YEAR),
            expense(10, commitment=1, amount="80.00", date=IN_NEXT_YEAR),
            carry_forward(11, amount="5.00", from_year=2023, to_year=2024, date=IN_NEXT_YEAR),
            year_close(12, year=2023, date=IN_NEXT_YEAR),
        )
        before = closing(fold(budget(), self.ENTRIES), 2022).lines
        assert closed(fold(budget(), entries), close) == before
        assert closed(fold(budget(), (*entries, *later)), close) == before

    @pytest.mark.parametrize(
        ("entries", "dcp"),
        [
            ([], {"revised": "300000.00", "left": "300000.00", "lapses": "300000.00"}),
            (
                [cut(1, amount="50000.00"), block(2, amount="10.00")],
                {"revised": "250000.00", "left": "250000.00", "lapses": "250000.00"},
            ),
            (
                [carry_forward(1, amount="300000.00")],
                {"revised": "300000.00", "left": "300000.00", "carried": "300000.00"},
            ),
            (
                [commitment(1, amount="300000.00")],
                {"revised": "300000.00", "left": "300000.00", "committed": "300000.00"},
            ),
            (
                [expense(1), cut(2, amount="299950.00", despite_shortfall=True, reason="x")],
                {"revised": "50.00", "ordered": "100.00", "left": "-50.00", "lapses": "-50.00"},
            ),
        ],
    )
    def test_is_what_lapses_or_the_shortfall(
        self, entries: list[Entry], dcp: dict[str, str]
    ) -> None:
        assert told(*entries)["dcp"] == dcp

    @pytest.mark.parametrize(
        "end",
        [settlement(2, 1), reversal(2, 1), expense(2, commitment=1, amount="1.00", final=True)],
    )
    def test_names_nothing_that_is_not_open(self, end: Entry) -> None:
        assert closing(fold(budget(), [commitment(1), end]), 2022).commitments == ()

    def test_names_what_moved_there_before(self) -> None:
        entries: list[Entry] = [commitment(1), year_close(2)]
        balances = fold(budget(), entries)
        assert closing(balances, 2022).commitments == ()
        assert closing(balances, 2023).commitments == (Item(commitment(1), 2023, eur("100.00")),)

    def test_names_no_carry_of_another_year(self) -> None:
        later = carry_forward(2, amount="5.00", from_year=2023, to_year=2024)
        entries: list[Entry] = [carry_forward(1, amount="10.00"), later]
        assert told(*entries)["dcp"]["carried"] == "10.00"
        assert told(*entries, year=2023)["dcp"] == {
            "revised": "10.00",
            "left": "10.00",
            "carried": "5.00",
            "lapses": "5.00",
        }

    def test_is_what_then_happens(self) -> None:
        kept = books_of(*self.ENTRIES)
        before = closing(kept.balances, 2022)
        kept.close()
        for line in before.lines:
            after = kept.position(line.allocation.id, 2023)
            assert after.revised == line.committed + line.carried
            assert after.committed == line.committed
            assert after.blocked == line.carried_blocked
            assert kept.position(line.allocation.id).unobligated == line.lapses


class TestAReservationThatLapsed:
    """Reservations lapse and are listed."""

    def a_year_later(self) -> Books:
        kept = books_of(
            release(1, amount="300000.00"),
            reservation(2),
            reservation(3),
            settlement(4, 3),
            commitment(5),
            reservation(6, amount="50.00"),
            commitment(7, reservation=6, amount="20.00"),
        )
        kept.close()
        return kept

    def test_lapsed_with_the_end_of_its_year(self) -> None:
        balances = self.a_year_later().balances
        assert [balances.lapsed_with(nr) for nr in range(10)] == [
            *(None, None, 8, None, None, None, 8, None, None, None),
        ]

    @pytest.mark.parametrize(
        "end",
        [
            settlement(2, 1),
            reversal(2, 1),
            commitment(2, reservation=1),
            expense(2, reservation=1, amount="40.00", final=True),
        ],
    )
    def test_did_not_lapse_if_nothing_of_it_was_open(self, end: Entry) -> None:
        balances = fold(budget(), [reservation(1), end])
        assert balances.lapsed_with(1) is None
        balances.record(year_close(3))
        assert (balances.lapsed_with(1), balances.lapsed_with(2)) == (None, None)

    def test_lapsed_with_what_was_left_of_it(self) -> None:
        entries: list[Entry] = [
            reservation(1),
            expense(2, reservation=1, amount="99.99"),
            year_close(3),
        ]
        assert fold(budget(), entries[:2]).lapsed_with(1) is None
        assert fold(budget(), entries).lapsed_with(1) == 3

    def test_did_not_lapse_with_a_close_that_ended_nothing(self) -> None:
        entries: list[Entry] = [reservation(1), year_close(2, year=2023), year_close(3)]
        assert fold(budget(), entries[:2]).lapsed_with(1) is None
        assert fold(budget(), [*entries, year_close(4)]).lapsed_with(1) == 3

    def test_lapsed_once(self) -> None:
        kept = self.a_year_later()
        kept.supplement("DCP", "10,00")
        kept.reserve("DCP", "10,00")
        kept.today = IN_NEXT_YEAR.replace(year=2024)
        kept.close(2023)
        assert [kept.balances.lapsed_with(nr) for nr in (2, 6, 10)] == [8, 8, 11]

    def test_is_drawn_on_no_more(self) -> None:
        kept = self.a_year_later()
        for asked in (
            kept.ask.commit("DCP", "1,00", reservation=2),
            kept.ask.expense("DCP", "1,00", reservation=2),
        ):
            assert asked.violations == (
                OtherYear(entry=2, year=2022, source="§ 78 (3), (4) GO NRW"),
            )

    @pytest.mark.parametrize("year", [None, 2022])
    def test_is_not_settled_for_nothing_of_it_is_open(self, year: int | None) -> None:
        assert self.a_year_later().ask.settle(2, year=year).violations == (
            Lapsed(entry=2, close=8),
        )


def test_the_sums_are_those_of_the_allocations() -> None:
    end = closing(fold(budget(), [commitment(1, amount="70.00"), carry_forward(2)]), 2022)
    sums = summed(end.lines)
    assert tuple(sums) == AMOUNTS
    for name, amount in sums.items():
        assert amount == sum(getattr(line, name) for line in end.lines), name
    assert (sums["committed"], sums["left"]) == (eur("70.00"), sums["revised"])
    assert set(summed(()).values()) == {eur("0.00")}
