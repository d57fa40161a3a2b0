"""What the paper for the committee says, as data."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.builders import (
    BEFORE,
    DAY,
    DCP,
    DZ,
    MOMENT,
    PARTIES,
    YEAR,
    block,
    budget,
    commitment,
    eur,
    expense,
    figures,
    measure,
    payment,
    reservation,
    reversal,
    setting,
    ten,
)

from antragsbudget.core.balances import fold
from antragsbudget.core.conditions import BlockState, ConditionState
from antragsbudget.core.entries import Entry
from antragsbudget.core.paper import Paper, is_public, paper
from antragsbudget.core.statement import statement

FINGERPRINT = "0123456789abcdef" * 4


def written(*entries: Entry, **given: Any) -> Paper:
    header = {key: given.pop(key) for key in ("committee", "office") if key in given}
    balances = fold(budget(**header), entries)
    return paper(balances, YEAR, DAY, entries=len(entries), fingerprint=FINGERPRINT, **given)


class TestThePaper:
    """Head, state of the consents, the figures per allocation, the fingerprint."""

    def test_of_a_ledger_without_entries_names_the_header_and_the_figures(self) -> None:
        opened = fold(budget(committee="Ausschuss", office="ZS 3"), [])
        assert written(committee="Ausschuss", office="ZS 3") == Paper(
            budget=opened.budget,
            committee="Ausschuss",
            office="ZS 3",
            adopted=None,
            meeting=None,
            number=None,
            statement=statement(opened, YEAR, DAY),
            conditions=(ConditionState(DZ, (), (), (), PARTIES),),
            blocks={
                "dz": BlockState(eur("300000.00"), eur("0.00"), ()),
                "dcp": BlockState(eur("0.00"), eur("0.00"), ()),
            },
            period=None,
            entries=0,
            fingerprint=FINGERPRINT,
        )

    def test_names_what_was_set_instead_of_the_header(self) -> None:
        adopted = setting(3, key="adopted", value="Kreistag, 30.03.2022")
        said = written(
            setting(1, key="committee", value="Kreisausschuss"),
            setting(2, key="office", value="ZS 4"),
            adopted,
            committee="Ausschuss",
            office="ZS 3",
            meeting=date(2022, 6, 28),
            number="10/1234",
        )
        assert (said.committee, said.office, said.adopted) == ("Kreisausschuss", "ZS 4", adopted)
        assert (said.meeting, said.number, said.entries) == (date(2022, 6, 28), "10/1234", 3)

    def test_can_do_without_a_committee_and_an_office(self) -> None:
        assert (written().committee, written().office) == (None, None)


class TestWhatIsPublic:
    """`public = false` marks what is not public."""

    def test_is_what_is_not_marked(self) -> None:
        entries: list[Entry] = [
            reservation(1, public=False),
            commitment(2, reservation=1),
            expense(3, commitment=2),
            payment(4, 3),
            reversal(5, 4),
            commitment(6, public=True),
            expense(7, commitment=6),
            block(8),
            payment(9, 99),
        ]
        assert shown(entries) == [6, 7, 8, 9]

    def test_is_not_what_belongs_to_a_measure_that_is_marked(self) -> None:
        entries: list[Entry] = [
            measure(1, public=False),
            measure(2, measure="netz"),
            commitment(3, measure="pentest"),
            expense(4, commitment=3, measure="netz"),
            payment(5, 4),
            commitment(6, measure="netz"),
            expense(7, commitment=6, measure="netz"),
            expense(8, measure="pentest", public=True),
            commitment(9, measure="unknown"),
        ]
        assert shown(entries) == [2, 6, 7, 9]

    def test_is_decided_by_the_latest_state_of_the_measure(self) -> None:
        states: list[Entry] = [measure(1, title="Netz"), commitment(2, measure="pentest")]
        assert shown(states) == [1, 2]
        marked = [*states, measure(3, public=False)]
        assert shown(marked) == []
        assert shown([*marked, measure(4, public=True)]) == [1, 2, 4]

    def test_is_decided_although_an_entry_names_itself(self) -> None:
        forged = payment(1, 1)
        assert is_public(fold(budget(), [forged]), forged)


def shown(entries: list[Entry]) -> list[int]:
    balances = fold(budget(), entries)
    return [entry.nr for entry in entries if is_public(balances, entry)]


class TestThePeriod:
    """What moved since the recording date given with `--since`."""

    ENTRIES = (
        commitment(1, amount="1000.00", recorded_at=MOMENT - timedelta(days=2)),
        commitment(2, amount="2000.00", recorded_at=MOMENT - timedelta(days=1), date=DAY),
        commitment(3, amount="4000.00", date=BEFORE),
        reservation(4, amount="8000.00", public=False),
    )

    def test_is_not_told_unless_asked_for(self) -> None:
        assert written(*self.ENTRIES).period is None

    def test_has_what_was_recorded_from_that_day_on_and_how_the_money_moved(self) -> None:
        period = written(*self.ENTRIES, since=DAY).period
        assert period is not None
        assert (period.since, period.entries, period.not_public) == (DAY, self.ENTRIES[2:3], 1)
        dz, dcp = period.changes
        barred = figures(blocked="300000.00", utilisation=None)
        assert (dz.allocation, ten(dz.before), ten(dz.after)) == (DZ, barred, barred)
        assert (dcp.allocation, ten(dcp.before), ten(dcp.after)) == (
            DCP,
            figures(committed="3000.00", available="297000.00", utilisation="0.0100"),
            figures(
                reserved="8000.00",
                committed="7000.00",
                available="285000.00",
                utilisation="0.0500",
            ),
        )

    def test_tells_how_the_total_moved(self) -> None:
        period = written(*self.ENTRIES, since=DAY).period
        assert period is not None
        assert (period.total.before.committed, period.total.after.committed) == (
            eur("3000.00"),
            eur("7000.00"),
        )

    def test_tells_what_was_reversed(self) -> None:
        period = written(*self.ENTRIES, reversal(5, 3), since=DAY).period
        assert period is not None
        assert period.reversed_by == {3: 5}

    @pytest.mark.parametrize(("days", "numbers"), [(0, [3]), (1, [2, 3]), (2, [1, 2, 3])])
    def test_begins_with_the_day_itself(self, days: int, numbers: list[int]) -> None:
        period = written(*self.ENTRIES, since=DAY - timedelta(days=days)).period
        assert period is not None
        assert [entry.nr for entry in period.entries] == numbers

    def test_in_which_nothing_was_recorded_moves_nothing(self) -> None:
        period = written(*self.ENTRIES, since=DAY + timedelta(days=1)).period
        assert period is not None
        assert (period.entries, period.not_public) == ((), 0)
        assert all(change.before == change.after for change in period.changes)
