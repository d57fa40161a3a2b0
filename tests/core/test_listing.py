"""An entry as any list shows it."""

import pytest
from tests.builders import (
    DAY,
    IN_NEXT_YEAR,
    budget,
    commitment,
    eur,
    expense,
    measure,
    payment,
    reservation,
    reversal,
    year_close,
)

from antragsbudget.core.balances import fold
from antragsbudget.core.entries import Entry
from antragsbudget.core.listing import Row, row

PAYEE = "Prüfwerk GmbH"


def rows(*entries: Entry) -> list[Row]:
    balances = fold(budget(), entries)
    return [row(balances, entry) for entry in entries]


def test_a_commitment_is_open_with_what_no_expense_has_drawn() -> None:
    bound, spent = commitment(1), expense(2, commitment=1, amount="60.00")
    assert rows(bound, spent) == [
        Row(bound, ("dcp",), eur("100.00"), payee=PAYEE, left=eur("40.00")),
        Row(spent, ("dcp",), eur("60.00"), payee=PAYEE, left=eur("60.00")),
    ]


def test_what_is_used_up_or_paid_has_nothing_left() -> None:
    entries = (commitment(1), expense(2, commitment=1), payment(3, 2))
    assert [one.left for one in rows(*entries)] == [None, None, None]


def test_a_payment_tells_allocation_payee_and_amount_of_its_expense() -> None:
    paid = payment(2, 1)
    found = rows(expense(1, allocation="dz"), paid)[1]
    assert found == Row(paid, ("dz",), eur("100.00"), payee=PAYEE)


def test_what_is_reversed_is_told_as_that_alone() -> None:
    bound = commitment(1)
    assert rows(bound, reversal(2, 1))[0] == Row(
        bound, ("dcp",), eur("100.00"), reversed_by=2, payee=PAYEE
    )


def test_a_reservation_that_ended_with_its_year_names_what_ended_it() -> None:
    planned = reservation(1, date=DAY)
    assert rows(planned, year_close(2, date=IN_NEXT_YEAR))[0].lapsed_with == 2
    assert rows(planned)[0].lapsed_with is None


@pytest.mark.parametrize("entry", [measure(1)])
def test_what_moves_no_money_has_neither_amount_nor_payee(entry: Entry) -> None:
    (found,) = rows(entry)
    assert (found.amount, found.payee, found.left) == (None, None, None)
