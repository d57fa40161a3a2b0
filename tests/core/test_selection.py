"""Which entries are meant, and what they add up to."""

from typing import Any

import pytest
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    IN_NEXT_YEAR,
    block,
    budget,
    carry_forward,
    commitment,
    consent,
    cut,
    eur,
    expense,
    issued_paper,
    measure,
    payment,
    refund,
    release,
    reservation,
    reversal,
    setting,
    settlement,
    supplement,
    transfer,
    year_close,
)

from antragsbudget.core.balances import fold
from antragsbudget.core.entries import Entry, allocations_of, amount_of
from antragsbudget.core.selection import (
    Selection,
    amount_shown,
    booked_entry,
    selected,
    sums,
)

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
    measure(11, allocation="dcp", area="Resilienz", title="Penetrationstest"),
    transfer(12, amount="40.00", date=BEFORE),
    transfer(13, from_="dz", to="dcp", amount="60.00"),
    reversal(14, 12, date=AFTER),
    carry_forward(15, date=IN_NEXT_YEAR),
    year_close(16, date=IN_NEXT_YEAR),
)
BALANCES = fold(budget(), ENTRIES)


def numbers(**wanted: Any) -> list[int]:
    return [entry.nr for entry in selected(BALANCES, Selection(**wanted))]


class TestTheEntries:
    """`entries`: filtered by allocation, kind, payee, measure, area, period, text, with sums."""

    @pytest.mark.parametrize(
        ("wanted", "meant"),
        [
            ({}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
            ({"allocation": "dz"}, [1, 2, 9, 12, 13, 14]),
            ({"allocation": "dcp"}, [3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15]),
            ({"allocation": "dx"}, []),
            ({"kind": "expense"}, [4, 8]),
            ({"kind": "payment"}, [5]),
            ({"kind": "transfer"}, [12, 13]),
            ({"kind": "year_close"}, [16]),
            ({"area": "Resilienz"}, [3, 11]),
            ({"area": "Resil"}, []),
            ({"payee": "prüfwerk"}, [3, 4, 5, 6, 7]),
            ({"payee": "Luft"}, []),
            ({"measure": "pentest"}, [3, 4, 5, 6, 7, 11]),
            ({"measure": "PENTEST"}, []),
            ({"measure": "pen"}, []),
            ({"first": DAY}, [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16]),
            ({"first": AFTER}, [5, 6, 7, 14, 15, 16]),
            ({"last": BEFORE}, [1, 2, 12]),
            ({"last": DAY}, [1, 2, 3, 4, 8, 9, 10, 11, 12, 13]),
            ({"first": DAY, "last": DAY}, [3, 4, 8, 9, 10, 11, 13]),
            ({"year": 2022}, [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16]),
            ({"year": 2023}, [8, 15, 16]),
            ({"year": 2024}, []),
            ({"text": "kreistag"}, [1, 10]),
            ({"text": "kreisausschuss"}, [12, 13]),
            ({"text": "penetration"}, [11]),
            ({"text": "teilrechnung"}, [4]),
            ({"text": "Doppelt"}, [7, 14]),
            ({"text": "000000"}, []),
            ({"kind": "expense", "allocation": "dcp", "payee": "netz"}, [8]),
            ({"kind": "transfer", "allocation": "dz", "last": BEFORE}, [12]),
        ],
    )
    def test_are_those_that_pass_every_filter_in_their_order(
        self, wanted: dict[str, Any], meant: list[int]
    ) -> None:
        assert numbers(**wanted) == meant

    def test_that_name_another_belong_where_that_belongs(self) -> None:
        assert [booked_entry(entry, BALANCES).nr for entry in ENTRIES] == [
            *(1, 2, 3, 4, 4, 4, 4, 8, 9, 10, 11, 12, 13, 12, 15, 16)
        ]

    @pytest.mark.parametrize(
        ("entry", "years"),
        [
            (commitment(1), (2022,)),
            (commitment(1, date=IN_NEXT_YEAR), (2023,)),
            (commitment(1, date=IN_NEXT_YEAR, year=2022), (2022,)),
            (carry_forward(1, date=IN_NEXT_YEAR), (2022, 2023)),
            (year_close(1, date=IN_NEXT_YEAR), (2022, 2023)),
            (year_close(1, date=DAY), (2022, 2023)),
        ],
    )
    def test_of_a_years_end_belong_to_both_years(
        self, entry: Entry, years: tuple[int, ...]
    ) -> None:
        assert entry.budget_years == years

    def test_may_be_papers_by_their_number_but_never_by_a_hash_in_them(self) -> None:
        issued = issued_paper(1, number="68/1234", fingerprint="abc1" * 16, files=("abc2" * 16,))
        balances = fold(budget(), [issued, block(2)])
        for wanted, meant in (
            (Selection(kind="paper"), [issued]),
            (Selection(text="68/12"), [issued]),
            (Selection(text="abc"), []),
            (Selection(year=2022, kind="paper"), [issued]),
            (Selection(allocation="dcp", kind="paper"), []),
        ):
            assert selected(balances, wanted) == meant

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
            "transfer": eur("60.00"),
            "carry_forward": eur("100.00"),
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
            transfer(10, amount="7.00"),
            reversal(11, 10),
            measure(12, planned="500.00"),
            carry_forward(13, amount="9.00", blocked="1.00"),
            year_close(14),
        ]
        balances = fold(budget(), entries)
        shown = [amount_shown(entry, balances) for entry in entries]
        assert [None if amount is None else str(amount) for amount in shown] == [
            *("200.00", "60.00", "10.00", "50.00", "140.00", "140.00"),
            *(None, None, None),
            *("7.00", "7.00", None, "9.00", None),
        ]

    def test_is_none_for_a_reversal_of_itself(self) -> None:
        forged = reversal(1, 1)
        assert amount_shown(forged, fold(budget(), [forged])) is None


class TestWhatAnEntryItselfSays:
    @pytest.mark.parametrize(
        ("entry", "amount", "allocations"),
        [
            (reservation(), "100.00", ("dcp",)),
            (commitment(), "100.00", ("dcp",)),
            (expense(), "100.00", ("dcp",)),
            (refund(2, 1), "10.00", ()),
            (transfer(), "100.00", ("dcp", "dz")),
            (supplement(), "100.00", ("dcp",)),
            (cut(), "100.00", ("dcp",)),
            (block(), "100.00", ("dcp",)),
            (release(), "100.00", ("dz",)),
            (consent(), None, ("dz",)),
            (measure(planned="5.00"), None, ()),
            (measure(allocation="dz"), None, ("dz",)),
            (carry_forward(), "100.00", ("dcp",)),
            (year_close(), None, ()),
            (payment(2, 1), None, ()),
            (setting(), None, ()),
            (issued_paper(), None, ()),
        ],
    )
    def test_is_its_amount_and_its_allocations_the_source_first(
        self, entry: Entry, amount: str | None, allocations: tuple[str, ...]
    ) -> None:
        assert amount_of(entry) == (None if amount is None else eur(amount))
        assert allocations_of(entry) == allocations
