"""What may be shown in public, and what only in sums."""

import pytest
from tests.builders import (
    AFTER,
    block,
    budget,
    commitment,
    consent,
    eur,
    expense,
    issued_paper,
    measure,
    payment,
    refund,
    reservation,
    reversal,
    settlement,
    transfer,
    year_close,
)

from antragsbudget.core.balances import Balances, Item, fold
from antragsbudget.core.entries import Booking, Entry
from antragsbudget.core.publicity import is_public, obligated, root_of, safe_sum


def shown(*entries: Entry) -> list[int]:
    """Return the numbers of the entries that are public once all of them are recorded."""
    balances = fold(budget(), entries)
    return [entry.nr for entry in entries if is_public(balances, entry)]


class TestWhatIsPublic:
    """`public = false` marks what is not public."""

    def test_is_what_is_not_marked_and_names_nothing_that_is(self) -> None:
        assert shown(
            reservation(1, public=False),
            commitment(2, reservation=1),
            expense(3, commitment=2),
            payment(4, 3),
            reversal(5, 4),
            commitment(6, public=True),
            expense(7, commitment=6),
            block(8),
            payment(9, 99),
            transfer(10),
            consent(11),
        ) == [6, 7, 8, 9, 10, 11]

    def test_is_not_what_pays_settles_refunds_or_reverses_what_is_marked(self) -> None:
        marked = (commitment(1, public=False), expense(2, public=False))
        assert shown(*marked, settlement(3, 1), payment(4, 2), refund(5, 2), reversal(6, 5)) == []

    def test_is_not_what_is_marked_itself_on_an_entry_that_is_not(self) -> None:
        assert shown(commitment(1), expense(2, commitment=1, public=False), payment(3, 2)) == [1]

    def test_is_not_the_reversal_of_what_is_marked_nor_that_entry(self) -> None:
        assert shown(commitment(1, public=False), reversal(2, 1)) == []

    def test_is_not_made_so_by_an_entry_that_says_it(self) -> None:
        marked = commitment(1, public=False)
        assert shown(marked, expense(2, commitment=1, public=True)) == []

    def test_is_every_paper_for_its_annex_is_told_in_no_list(self) -> None:
        assert shown(issued_paper(1), issued_paper(2, public=False)) == [1, 2]

    def test_is_decided_although_entries_name_themselves_or_each_other(self) -> None:
        """A forged ledger may lead in circles."""
        assert shown(payment(1, 1)) == [1]
        assert shown(payment(1, 2), payment(2, 1)) == [1, 2]
        assert shown(payment(1, 3), payment(2, 1), expense(3, commitment=2, public=False)) == []

    def test_is_asked_of_both_that_a_forged_expense_names(self) -> None:
        named = (commitment(1), reservation(2, public=False))
        assert shown(*named, expense(3, commitment=1, reservation=2)) == [1]


class TestWhatBelongsToAMeasure:
    """Entries and measures marked `--non-public` appear in the public paper only in sums."""

    def test_is_not_public_if_the_measure_is_marked(self) -> None:
        assert shown(
            measure(1, public=False),
            measure(2, measure="netz"),
            commitment(3, measure="pentest"),
            expense(4, commitment=3, measure="netz"),
            payment(5, 4),
            commitment(6, measure="netz"),
            expense(7, commitment=6, measure="netz"),
            commitment(8, measure="unknown"),
        ) == [2, 6, 7, 8]

    def test_is_not_public_though_it_is_said_to_be(self) -> None:
        """A public booking on a non-public measure."""
        assert shown(measure(1, public=False), expense(2, measure="pentest", public=True)) == []

    def test_is_not_public_if_it_is_marked_on_a_measure_that_is_not(self) -> None:
        """A non-public booking on a public measure."""
        assert shown(measure(1), expense(2, measure="pentest", public=False)) == [1]

    def test_is_decided_by_the_latest_state_of_the_measure(self) -> None:
        states: tuple[Entry, ...] = (measure(1, title="Netz"), commitment(2, measure="pentest"))
        assert shown(*states) == [1, 2]
        marked = (*states, measure(3, public=False))
        assert shown(*marked) == []
        assert shown(*marked, measure(4, title="Test")) == []
        assert shown(*marked, measure(4, public=True)) == [1, 2, 4]

    def test_is_decided_by_the_measure_of_any_entry_on_the_way(self) -> None:
        assert shown(
            measure(1, public=False),
            measure(2, measure="netz"),
            reservation(3, measure="pentest"),
            commitment(4, reservation=3, measure="netz"),
            expense(5, commitment=4, measure="netz"),
            refund(6, 5),
            reversal(7, 6),
        ) == [2]


class TestWhatIsObligated:
    """What of a booking is bound or ordered: of a reservation nothing is."""

    @pytest.mark.parametrize(
        ("booking", "amount"),
        [
            (reservation(), "0.00"),
            (commitment(), "70.00"),
            (expense(), "70.00"),
        ],
        ids=lambda value: getattr(value, "kind", None),
    )
    def test_is_what_is_left_of_a_commitment_and_of_an_expense(
        self, booking: Booking, amount: str
    ) -> None:
        item = Item(booking, 2022, left=eur("70.00"), paid=eur("30.00"))
        assert obligated(item) == eur(amount)


def folded(*entries: Entry) -> Balances:
    return fold(budget(), entries)


def summed(*entries: Entry) -> str | None:
    """Return the sum of all bookings among *entries*, if there may be one."""
    balances = folded(*entries)
    found = safe_sum(balances, balances.items.values())
    return None if found is None else str(found)


class TestASumOfWhatIsNotPublic:
    """Under their neutral text where at least two entries stand behind it. A sum of one order,
    with all that was drawn on it, would be its price.
    """

    def test_of_nothing_or_of_one_order_is_not_told(self) -> None:
        assert summed() is None
        assert summed(commitment(1)) is None

    def test_of_two_orders_is_told(self) -> None:
        assert summed(commitment(1, amount="70.00"), expense(2, amount="0.01")) == "70.01"

    def test_of_a_commitment_and_the_expenses_drawn_on_it_is_of_one_order(self) -> None:
        order = (
            commitment(1, amount="100.00"),
            expense(2, commitment=1, amount="60.00"),
            expense(3, commitment=1, amount="70.00"),
        )
        assert summed(*order) is None
        assert summed(*order, commitment(4, amount="5.00")) == "135.00"

    def test_of_all_that_was_drawn_on_one_reservation_is_of_one_order(self) -> None:
        chain = (
            reservation(1, amount="500.00"),
            commitment(2, reservation=1),
            expense(3, commitment=2, amount="40.00"),
            commitment(4, reservation=1),
            expense(5, reservation=1, amount="50.00"),
        )
        assert summed(*chain) is None
        assert summed(*chain, expense(6, amount="1.00")) == "251.00"

    def test_counts_no_reservation_for_nothing_is_bound_by_it(self) -> None:
        assert summed(reservation(1), reservation(2), commitment(3)) is None
        assert summed(reservation(1), reservation(2)) is None

    def test_counts_nothing_that_was_reversed(self) -> None:
        assert summed(commitment(1), commitment(2), reversal(3, 2)) is None
        assert summed(commitment(1), expense(2), reversal(3, 2), expense(4)) == "200.00"

    def test_counts_nothing_that_was_settled_or_wholly_refunded(self) -> None:
        assert summed(commitment(1), commitment(2), settlement(3, 2)) is None
        assert summed(expense(1), expense(2), refund(3, 2, amount="100.00")) is None

    def test_counts_what_is_left_to_the_last_cent(self) -> None:
        assert summed(expense(1), expense(2), refund(3, 2, amount="99.99")) == "100.01"

    def test_is_the_same_whether_it_is_paid_or_not(self) -> None:
        assert summed(expense(1), expense(2), payment(3, 1)) == "200.00"

    def test_is_of_what_is_asked_for_alone(self) -> None:
        balances = folded(commitment(1), expense(2, commitment=1), commitment(3))
        assert safe_sum(balances, [balances.items[2]]) is None
        assert safe_sum(balances, [balances.items[2], balances.items[3]]) == eur("200.00")

    def test_counts_no_order_that_amounts_to_nothing_on_an_earlier_day(self) -> None:
        """`--as-of` replays the entries valued up to that day: here the reversal of the refund,
        recorded before that of the expense, is valued after it.
        """
        assert (
            summed(
                reservation(1, amount="200.00"),
                expense(2, reservation=1),
                refund(3, 2, amount="10.00"),
                reversal(5, 2),
                expense(6, reservation=1, amount="10.00"),
                commitment(7, amount="50.00"),
            )
            is None
        )


class TestTheRootOfABooking:
    """The booking on which it rests, and with it all that draws on it."""

    def test_is_itself_where_it_draws_on_nothing(self) -> None:
        assert roots(reservation(1), commitment(2), expense(3)) == [1, 2, 3]

    def test_is_the_first_of_the_chain(self) -> None:
        assert roots(
            reservation(1),
            commitment(2, reservation=1),
            expense(3, commitment=2),
            expense(4, reservation=1),
            commitment(5),
            expense(6, commitment=5),
        ) == [1, 1, 1, 1, 5, 5]

    def test_is_the_same_after_a_reversal_and_a_year_end(self) -> None:
        assert roots(
            commitment(1),
            year_close(2),
            expense(3, commitment=1, year=2023),
            reversal(4, 3),
            expense(5, commitment=1, year=2023, date=AFTER),
        ) == [1, 1, 1]

    def test_is_itself_where_a_forged_ledger_names_an_expense_or_nothing_known(self) -> None:
        assert roots(expense(1), commitment(2, reservation=1), expense(3, commitment=9)) == [
            *(1, 2, 3)
        ]

    def test_is_found_although_bookings_name_themselves_or_each_other(self) -> None:
        assert roots(commitment(1, reservation=1)) == [1]
        balances = folded(commitment(1, reservation=2), commitment(2, reservation=1))
        assert {root_of(balances, item.entry) for item in balances.items.values()} == {1, 2}


def roots(*entries: Entry) -> list[int]:
    balances = folded(*entries)
    return [root_of(balances, item.entry) for item in balances.items.values()]
