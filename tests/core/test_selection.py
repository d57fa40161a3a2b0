"""Which entries are meant, and what they add up to."""

from typing import Any

import pytest
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    block,
    budget,
    commitment,
    consent,
    eur,
    expense,
    payment,
    refund,
    release,
    reservation,
    reversal,
    setting,
    settlement,
)

from antragsbudget.core.balances import fold
from antragsbudget.core.entries import Entry, allocation_of, amount_of
from antragsbudget.core.selection import Selection, amount_shown, booked_entry, selected, sums

ENTRIES: tuple[Entry, ...] = (
    release(1, amount="5000.00", date=BEFORE, decision="Kreistag 30.03.2022"),
    reservation(2, allocation="dz", purpose="Zwilling", area="Digitaler Zwilling", date=BEFORE),
    commitment(3, amount="200.00", payee="Prüfwerk GmbH", area="Resilienz", measure="pentest"),
    expense(4, commitment=3, payee="PRÜFWERK gmbh", measure="pentest", note="Teilrechnung"),
    payment(5, 4, date=AFTER),
    refund(6, 4, date=AFTER),
    reversal(7, 6, date=AFTER),
    expense(8, payee="Netz AG", year=2023),
    consent(9, reference="Rat der Stadt Neuss"),
    setting(10),
)
BALANCES = fold(budget(), ENTRIES)


def numbers(**wanted: Any) -> list[int]:
    return [entry.nr for entry in selected(BALANCES, Selection(**wanted))]


class TestTheEntries:
    """`entries`: filtered by allocation, kind, payee, measure, area, period, text, with sums."""

    @pytest.mark.parametrize(
        ("wanted", "meant"),
        [
            ({}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
            ({"allocation": "dz"}, [1, 2, 9]),
            ({"allocation": "dcp"}, [3, 4, 5, 6, 7, 8]),
            ({"kind": "expense"}, [4, 8]),
            ({"kind": "payment"}, [5]),
            ({"area": "Resilienz"}, [3]),
            ({"area": "Resil"}, []),
            ({"payee": "prüfwerk"}, [3, 4, 5, 6, 7]),
            ({"payee": "Luft"}, []),
            ({"measure": "PEN"}, [3, 4, 5, 6, 7]),
            ({"first": DAY}, [3, 4, 5, 6, 7, 8, 9, 10]),
            ({"first": AFTER}, [5, 6, 7]),
            ({"last": BEFORE}, [1, 2]),
            ({"last": DAY}, [1, 2, 3, 4, 8, 9, 10]),
            ({"first": DAY, "last": DAY}, [3, 4, 8, 9, 10]),
            ({"year": 2023}, [8]),
            ({"text": "kreistag"}, [1, 10]),
            ({"text": "teilrechnung"}, [4]),
            ({"text": "Doppelt"}, [7]),
            ({"text": "000000"}, []),
            ({"kind": "expense", "allocation": "dcp", "payee": "netz"}, [8]),
        ],
    )
    def test_are_those_that_pass_every_filter_in_their_order(
        self, wanted: dict[str, Any], meant: list[int]
    ) -> None:
        assert numbers(**wanted) == meant

    def test_that_name_another_belong_where_that_belongs(self) -> None:
        assert [booked_entry(entry, BALANCES).nr for entry in ENTRIES] == [
            *(1, 2, 3, 4, 4, 4, 4, 8, 9, 10)
        ]

    def test_that_name_nothing_known_belong_to_themselves(self) -> None:
        forged = payment(1, 99)
        assert booked_entry(forged, fold(budget(), [forged])) == forged

    def test_that_name_themselves_end_the_search(self) -> None:
        forged = payment(1, 1)
        assert booked_entry(forged, fold(budget(), [forged])) == forged


class TestTheSums:
    def test_are_those_of_each_kind_without_what_was_reversed(self) -> None:
        assert sums(ENTRIES, BALANCES) == {
            "release": eur("5000.00"),
            "reservation": eur("100.00"),
            "commitment": eur("200.00"),
            "expense": eur("200.00"),
            "payment": eur("100.00"),
        }

    def test_of_nothing_are_none(self) -> None:
        assert sums([], BALANCES) == {}


class TestTheAmountThatIsShown:
    def test_is_the_entrys_own_or_what_it_paid_released_or_undid(self) -> None:
        entries: list[Entry] = [
            commitment(1, amount="200.00"),
            expense(2, commitment=1, amount="60.00"),
            refund(3, 2, amount="10.00"),
            payment(4, 2),
            settlement(5, 1),
            reversal(6, 5),
            consent(7),
            payment(8, 99),
            reversal(9, 99),
        ]
        balances = fold(budget(), entries)
        shown = [amount_shown(entry, balances) for entry in entries]
        assert [None if amount is None else str(amount) for amount in shown] == [
            *("200.00", "60.00", "10.00", "50.00", "140.00", "140.00"),
            *(None, None, None),
        ]

    def test_is_none_for_a_reversal_of_itself(self) -> None:
        forged = reversal(1, 1)
        assert amount_shown(forged, fold(budget(), [forged])) is None


class TestWhatAnEntryItselfSays:
    @pytest.mark.parametrize(
        ("entry", "amount", "allocation"),
        [
            (reservation(), "100.00", "dcp"),
            (commitment(), "100.00", "dcp"),
            (expense(), "100.00", "dcp"),
            (refund(2, 1), "10.00", None),
            (block(), "100.00", "dcp"),
            (release(), "100.00", "dz"),
            (consent(), None, "dz"),
            (payment(2, 1), None, None),
            (setting(), None, None),
        ],
    )
    def test_is_its_amount_and_its_allocation_if_it_has_one(
        self, entry: Entry, amount: str | None, allocation: str | None
    ) -> None:
        assert amount_of(entry) == (None if amount is None else eur(amount))
        assert allocation_of(entry) == allocation
