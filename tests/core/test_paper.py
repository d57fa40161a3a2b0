"""What the paper for the committee says, as data."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import fields
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    DCP,
    DZ,
    FINGERPRINT,
    IN_NEXT_YEAR,
    MEETING,
    MOMENT,
    PARTIES,
    YEAR,
    block,
    budget,
    carry_forward,
    commitment,
    consent,
    cut,
    eur,
    expense,
    figures,
    issued_paper,
    later_figures,
    measure,
    payment,
    refund,
    release,
    reservation,
    reversal,
    setting,
    settlement,
    supplement,
    ten,
    transfer,
    year_close,
)

from antragsbudget.core.balances import Balances, fold
from antragsbudget.core.conditions import BlockState, ConditionState
from antragsbudget.core.entries import Entry, IssuedPaper
from antragsbudget.core.listing import Row
from antragsbudget.core.outstanding import OpenEntry
from antragsbudget.core.paper import (
    Annex,
    Change,
    ConditionReport,
    EarlierState,
    MeasureReport,
    NeutralSum,
    Occasion,
    Outlook,
    Paper,
    Period,
    annex,
    compared_with,
    occasion_of,
    paper,
    row,
)
from antragsbudget.core.statement import current_year, statement
from antragsbudget.values.shares import for_programs, share

NEXT_DAY = AFTER + timedelta(days=1)


def valued(entries: Iterable[Entry], as_of: date, **header: Any) -> Balances:
    """Return what the entries amount to that are valued up to a day."""
    return fold(budget(**header), (entry for entry in entries if entry.date <= as_of))


def told(
    *entries: Entry,
    as_of: date = DAY,
    year: int | None = None,
    earlier: EarlierState | None = None,
    **header: Any,
) -> Paper:
    """Return the paper on *entries*; its year is the latest open one unless said otherwise."""
    balances = valued(entries, as_of, **header)
    known = fold(budget(**header), entries)
    return paper(balances, occasion(balances, as_of, year), earlier, known)


def occasion(balances: Balances, as_of: date, year: int | None = None, **given: Any) -> Occasion:
    known: dict[str, Any] = {"entries": len(balances.entries), "fingerprint": FINGERPRINT}
    return Occasion(year=year or current_year(balances), as_of=as_of, **(known | given))


def told_after_the_last(*entries: Entry, **given: Any) -> Paper:
    """Return the paper that compares with the last public one among *entries*.

    That one told what had been recorded before it, as far as it was valued up to its cut-off day.
    """
    last = [e for e in entries if isinstance(e, IssuedPaper) and e.public is not False][-1]
    before = [entry for entry in entries if entry.nr < last.nr]
    return told(*entries, earlier=EarlierState(valued(before, last.as_of), paper=last), **given)


def period_after(*entries: Entry, **given: Any) -> Period:
    found = told_after_the_last(*entries, **given).period
    assert found is not None
    return found


def listed(
    entry: Entry,
    amount: str | None,
    *allocations: str,
    reversed_by: int | None = None,
    payee: str | None = None,
) -> Row:
    return Row(
        entry,
        allocations or ("dcp",),
        None if amount is None else eur(amount),
        reversed_by,
        payee,
    )


def numbers(rows: Iterable[Row]) -> list[int]:
    return [one.entry.nr for one in rows]


class TestThePaper:
    """Head, state of the consents, the figures per allocation, the fingerprint."""

    def test_of_a_ledger_without_entries_names_the_header_and_the_figures(self) -> None:
        opened = fold(budget(committee="Ausschuss", office="ZS 3"), [])
        for_what = occasion(opened, DAY)
        assert paper(opened, for_what) == Paper(
            budget=opened.budget,
            occasion=Occasion(year=YEAR, as_of=DAY, entries=0, fingerprint=FINGERPRINT),
            committee="Ausschuss",
            office="ZS 3",
            adopted=None,
            statement=statement(opened, YEAR, DAY),
            conditions=(
                ConditionReport(
                    ConditionState(DZ, (), (), (), PARTIES), {name: [] for name in PARTIES}, ()
                ),
            ),
            blocks={
                "dz": BlockState(eur("300000.00"), eur("0.00"), ()),
                "dcp": BlockState(eur("0.00"), eur("0.00"), ()),
            },
            amendments=(),
            moved_in=(),
            closed=None,
            year_end=(),
            period=None,
            measures=(),
            neutral=(),
            areas=(),
            areas_hidden=None,
            spending=(),
            outlook=Outlook(
                elapsed=share(eur("95"), eur("365")) or eur("0.00"),
                spent=eur("0.00"),
                commitments=eur("0.00"),
                available=eur("300000.00"),
                waiting=(),
                waiting_hidden=None,
            ),
            annex=(),
            not_public=0,
        )

    def test_names_what_was_set_instead_of_the_header(self) -> None:
        adopted = setting(3, key="adopted", value="Kreistag, 30.03.2022")
        said = told(
            setting(1, key="committee", value="Kreisausschuss"),
            setting(2, key="office", value="ZS 4"),
            adopted,
            committee="Ausschuss",
            office="ZS 3",
        )
        assert (said.committee, said.office, said.adopted) == ("Kreisausschuss", "ZS 4", adopted)

    def test_can_do_without_a_committee_and_an_office(self) -> None:
        assert (told().committee, told().office) == (None, None)

    def test_keeps_the_occasion_that_it_was_written_for(self) -> None:
        balances = fold(budget(), [block(1)])
        issued = occasion(balances, DAY, meeting=MEETING, number="68/1234", issued=True)
        assert (paper(balances, issued).occasion, issued.entries) == (issued, 1)

    def test_is_the_same_every_time(self) -> None:
        assert told(*EVERYTHING) == told(*EVERYTHING)


class TestTheConditions:
    """Consents are evidence, never a switch."""

    def test_are_told_with_every_answer_the_latest_last_and_with_what_was_released(self) -> None:
        given, withdrawn = consent(1, date=BEFORE), consent(2, answer="withdrawn")
        other, freed = consent(3, party="Jüchen"), release(4)
        (report,) = told(withdrawn, given, other, freed, release(5), reversal(6, 5)).conditions
        assert report == ConditionReport(
            state=ConditionState(DZ, ("Jüchen",), (), ("Neuss",), ("Dormagen",)),
            answers={"Dormagen": [], "Jüchen": [other], "Neuss": [given, withdrawn]},
            releases=(freed,),
        )

    def test_have_the_releases_of_their_own_allocation(self) -> None:
        (report,) = told(block(1), release(2, allocation="dcp")).conditions
        assert report.releases == ()

    def test_stay_beside_what_is_blocked_by_decision(self) -> None:
        decided = block(1)
        said = told(decided, release(2, amount="50000.00"))
        assert said.blocks == {
            "dz": BlockState(eur("250000.00"), eur("0.00"), ()),
            "dcp": BlockState(eur("0.00"), eur("100.00"), (decided,)),
        }


class TestTheAmendments:
    """Every change of an Ansatz with its decision."""

    def test_are_supplements_cuts_transfers_and_what_was_carried(self) -> None:
        entries = (
            supplement(1),
            cut(2, amount="7.00"),
            transfer(3, amount="5.00"),
            block(4),
            carry_forward(5, amount="3.00", date=IN_NEXT_YEAR),
        )
        assert told(*entries, as_of=IN_NEXT_YEAR).amendments == (
            listed(entries[0], "100.00"),
            listed(entries[1], "7.00"),
            listed(entries[2], "5.00", "dcp", "dz"),
            listed(entries[4], "3.00"),
        )

    def test_do_not_tell_what_was_reversed(self) -> None:
        assert told(supplement(1), reversal(2, 1)).amendments == ()

    def test_are_of_the_year_and_what_was_carried_of_both(self) -> None:
        entries = (
            supplement(1),
            carry_forward(2, date=IN_NEXT_YEAR),
            year_close(3, date=IN_NEXT_YEAR),
            cut(4, date=IN_NEXT_YEAR),
        )
        for year, found in ((2022, [1, 2]), (2023, [2, 4]), (2024, [])):
            said = told(*entries, as_of=IN_NEXT_YEAR, year=year)
            assert numbers(said.amendments) == found


class TestTheMeasures:
    """Measures with area, status, money, result and next step, successful ones first."""

    def test_are_told_the_completed_first_and_those_with_a_result_before_the_others(self) -> None:
        states = [
            measure(1, measure="a"),
            measure(2, measure="b", status="stopped"),
            measure(3, measure="c", status="planned"),
            measure(4, measure="d", status="commissioned"),
            measure(5, measure="e", status="running"),
            measure(6, measure="f", status="completed"),
            measure(7, measure="g", status="completed", result="Fertig"),
            measure(8, measure="h", status="running", result="Halb"),
            measure(9, measure="i", result="Idee"),
            measure(10, measure="j", status="completed", result="Auch fertig"),
        ]
        found = [report.state.measure for report in told(*states).measures]
        assert found == ["g", "j", "f", "h", "e", "d", "c", "b", "i", "a"]

    def test_are_told_in_their_latest_state_with_what_is_bound_or_ordered(self) -> None:
        (report,) = told(
            measure(1, title="Penetrationstest", area="Resilienz", status="planned"),
            reservation(2, measure="pentest", amount="900.00"),
            commitment(3, reservation=2, measure="pentest", amount="500.00"),
            expense(4, commitment=3, measure="pentest", amount="200.00"),
            refund(5, 4, amount="50.00"),
            payment(6, 4),
            expense(7, measure="pentest", amount="30.00"),
            expense(8, amount="1000.00"),
            measure(9, status="running", next_step="Nachtest", result="12 Lücken geschlossen"),
        ).measures
        assert report == MeasureReport(
            measure(
                9,
                title="Penetrationstest",
                area="Resilienz",
                status="running",
                next_step="Nachtest",
                result="12 Lücken geschlossen",
            ),
            eur("480.00"),
        )

    def test_count_nothing_that_was_reversed_or_settled(self) -> None:
        (report,) = told(
            measure(1),
            commitment(2, measure="pentest"),
            expense(3, measure="pentest"),
            settlement(4, 2),
            reversal(5, 3),
        ).measures
        assert report.money == eur("0.00")

    def test_are_told_with_the_money_of_their_whole_life(self) -> None:
        (report,) = told(
            measure(1),
            expense(2, measure="pentest"),
            year_close(3, date=IN_NEXT_YEAR),
            expense(4, measure="pentest", date=IN_NEXT_YEAR),
            as_of=IN_NEXT_YEAR,
        ).measures
        assert report.money == eur("200.00")

    def test_that_are_marked_are_not_told(self) -> None:
        said = told(measure(1, public=False), measure(2, measure="netz"), measure(3, measure="x"))
        assert [report.state.measure for report in said.measures] == ["netz", "x"]

    def test_do_not_count_what_is_marked_on_them(self) -> None:
        (report,) = told(
            measure(1),
            commitment(2, measure="pentest", amount="50.00"),
            commitment(3, measure="pentest", amount="70.00", public=False),
        ).measures
        assert report.money == eur("50.00")


class TestTheNeutralTexts:
    """Entries and measures marked `--non-public` appear in the public paper only in sums, under
    their neutral text where at least two entries stand behind it, else summed into the allocation.
    """

    A = measure(1, measure="a", public=False, public_text="IT-Sicherheit")
    B = measure(2, measure="b", public=False, public_text="IT-Sicherheit")
    C = measure(3, measure="c", public=False, public_text="Netze")

    def neutral(self, *entries: Entry) -> tuple[NeutralSum, ...]:
        return told(self.A, self.B, self.C, *entries).neutral

    def test_stand_for_two_orders_at_least(self) -> None:
        first, second = commitment(4, measure="a"), expense(5, measure="a", amount="0.01")
        assert self.neutral(first) == ()
        assert self.neutral(first, second) == (NeutralSum("IT-Sicherheit", eur("100.01")),)

    def test_stand_for_all_measures_that_share_them(self) -> None:
        assert self.neutral(commitment(4, measure="a"), commitment(5, measure="b")) == (
            NeutralSum("IT-Sicherheit", eur("200.00")),
        )

    def test_stand_for_no_measure_of_another_text(self) -> None:
        assert self.neutral(commitment(4, measure="a"), commitment(5, measure="c")) == ()

    def test_are_told_each_in_the_order_of_their_first_booking(self) -> None:
        entries = [commitment(nr, measure="ca"[nr % 2], amount=f"{nr}.00") for nr in range(4, 8)]
        assert self.neutral(*entries) == (
            NeutralSum("Netze", eur("10.00")),
            NeutralSum("IT-Sicherheit", eur("12.00")),
        )

    def test_do_not_stand_for_one_order_with_what_was_drawn_on_it(self) -> None:
        """A commitment and the expense drawn on it are one order."""
        chain = (
            reservation(4, measure="a"),
            commitment(5, reservation=4, measure="a", amount="70.00"),
            expense(6, commitment=5, measure="b", amount="40.00"),
            payment(7, 6),
            expense(8, reservation=4, measure="a", amount="20.00"),
        )
        assert self.neutral(*chain) == ()
        assert self.neutral(*chain, expense(9, measure="b", amount="5.00")) == (
            NeutralSum("IT-Sicherheit", eur("95.00")),
        )

    def test_do_not_stand_for_what_was_reversed(self) -> None:
        pair = (commitment(4, measure="a"), commitment(5, measure="a"))
        assert self.neutral(*pair, reversal(6, 5)) == ()

    def test_do_not_stand_for_what_is_marked_on_a_measure_that_is_not(self) -> None:
        said = told(
            measure(1, public_text="IT-Sicherheit"),
            commitment(2, measure="pentest", public=False),
            commitment(3, measure="pentest", public=False),
        )
        assert (said.neutral, said.areas_hidden) == ((), eur("200.00"))

    def test_do_not_stand_for_a_measure_without_one_nor_for_one_that_is_unknown(self) -> None:
        said = told(
            measure(1, public=False),
            commitment(2, measure="pentest"),
            commitment(3, measure="pentest"),
            commitment(4, measure="unknown", public=False),
            commitment(5, public=False),
        )
        assert (said.neutral, said.areas_hidden) == ((), eur("400.00"))


class TestTheAreas:
    def test_are_told_with_what_is_bound_or_ordered_the_largest_first(self) -> None:
        said = told(
            commitment(1, area="Resilienz", amount="100.00"),
            expense(2, commitment=1, area="Resilienz", amount="40.00"),
            expense(3, area="Digitale Post", amount="100.01"),
            reservation(4, area="Digitaler Zwilling"),
            expense(5, amount="100.00"),
        )
        assert said.areas == (
            ("Digitale Post", eur("100.01")),
            (None, eur("100.00")),
            ("Resilienz", eur("100.00")),
        )

    def test_do_not_tell_what_is_not_public_but_in_one_sum_of_two_orders(self) -> None:
        open_ = commitment(1, area="Resilienz")
        hidden = commitment(2, area="Resilienz", public=False, amount="70.00")
        drawn = expense(3, commitment=2, area="Resilienz", public=False, amount="20.00")
        other = expense(4, area="Digitale Post", public=False, amount="5.00")
        assert (told(open_, hidden, drawn).areas_hidden, told(open_).areas_hidden) == (None, None)
        said = told(open_, hidden, drawn, other)
        assert (said.areas, said.areas_hidden) == ((("Resilienz", eur("100.00")),), eur("75.00"))

    def test_without_money_are_left_out(self) -> None:
        assert told(expense(1, area="Resilienz"), reversal(2, 1)).areas == ()


class TestTheOutlook:
    """Pace of spending against the year, expected carry-forward, open commitments by age."""

    @pytest.mark.parametrize(
        ("year", "as_of", "elapsed"),
        [
            (2022, date(2022, 1, 1), "0.0027"),
            (2022, date(2022, 7, 1), "0.4986"),
            (2022, date(2022, 7, 2), "0.5014"),
            (2022, date(2022, 12, 30), "0.9973"),
            (2022, date(2022, 12, 31), "1.0000"),
            (2022, date(2023, 1, 1), "1.0000"),
            (2024, date(2024, 1, 1), "0.0027"),
            (2024, date(2024, 2, 29), "0.1639"),
            (2024, date(2024, 7, 1), "0.5000"),
            (2024, date(2024, 12, 30), "0.9973"),
            (2024, date(2024, 12, 31), "1.0000"),
        ],
    )
    def test_tells_how_much_of_the_year_has_passed_that_day_included(
        self, year: int, as_of: date, elapsed: str
    ) -> None:
        said = told(as_of=as_of, fiscal_year=year)
        assert (said.occasion.year, str(for_programs(said.outlook.elapsed))) == (year, elapsed)

    def test_never_tells_that_less_than_nothing_has_passed(self) -> None:
        early = date(2022, 6, 1)
        said = told(year_close(1, date=early), as_of=early)
        assert (said.occasion.year, said.outlook.elapsed >= 0) == (2023, True)

    def test_tells_that_nothing_has_passed_of_a_year_that_has_not_begun(self) -> None:
        """A year may be closed in December: the next one is the latest open one from then on."""
        december = date(2022, 12, 15)
        said = told(year_close(1, date=december), as_of=december)
        assert (said.occasion.year, str(for_programs(said.outlook.elapsed))) == (2023, "0.0000")

    @pytest.mark.parametrize(
        ("amount", "spent"),
        [
            ("14.99", "0.0000"),
            ("15.00", "0.0001"),
            ("299984.99", "0.9999"),
            ("299985.00", "0.9999"),
            ("300000.00", "1.0000"),
            ("450000.00", "1.5000"),
        ],
    )
    def test_tells_how_much_of_the_unblocked_money_is_ordered_half_up(
        self, amount: str, spent: str
    ) -> None:
        found = told(expense(1, amount=amount)).outlook.spent
        assert found is not None
        assert str(for_programs(found)) == spent

    def test_has_no_share_where_nothing_is_unblocked(self) -> None:
        said = told(block(1, amount="299999.99"))
        assert said.outlook.spent == eur("0.0000")
        assert told(block(1, amount="300000.00")).outlook.spent is None

    def test_tells_what_is_bound_and_what_is_available(self) -> None:
        said = told(
            commitment(1, amount="5000.00"),
            expense(2, commitment=1, amount="2000.00"),
            reservation(3, amount="700.00"),
            commitment(4, public=False),
        )
        assert (said.outlook.commitments, said.outlook.available) == (
            eur("3100.00"),
            eur("294200.00"),
        )

    def test_tells_the_open_commitments_oldest_first_with_their_age(self) -> None:
        young, old = commitment(1), commitment(2, date=date(2022, 3, 6), amount="70.00")
        done, reserved = commitment(3), reservation(4)
        said = told(young, old, done, reserved, expense(5, commitment=3), expense(6, commitment=2))
        assert said.outlook.waiting == (OpenEntry(young, eur("100.00"), 0),)
        said = told(young, old, done, reserved, expense(5, commitment=3))
        assert said.outlook.waiting == (
            OpenEntry(old, eur("70.00"), 30),
            OpenEntry(young, eur("100.00"), 0),
        )

    def test_tells_those_that_are_not_public_in_one_sum_of_two_orders(self) -> None:
        one = commitment(1, public=False, amount="70.00")
        two = commitment(2, public=False, amount="50.00")
        open_ = commitment(3)
        assert told(one, open_).outlook.waiting_hidden is None
        said = told(one, two, open_).outlook
        assert (said.waiting, said.waiting_hidden) == (
            (OpenEntry(open_, eur("100.00"), 0),),
            eur("120.00"),
        )
        assert told(one, two, expense(4, commitment=2, public=False)).outlook.waiting_hidden is None

    def test_counts_two_commitments_on_one_reservation_as_one_order(self) -> None:
        said = told(
            reservation(1, public=False),
            commitment(2, reservation=1, public=False, amount="70.00"),
            commitment(3, reservation=1, public=False, amount="20.00"),
        )
        assert said.outlook.waiting_hidden is None

    def test_tells_the_commitments_that_lie_in_the_year(self) -> None:
        entries = (commitment(1), year_close(2, date=IN_NEXT_YEAR), commitment(3, date=AFTER))
        for year, waiting in ((2022, [3]), (2023, [1])):
            said = told(*entries, as_of=IN_NEXT_YEAR, year=year)
            assert [one.entry.nr for one in said.outlook.waiting] == waiting


class TestTheCourseOfSpending:
    def test_is_that_of_the_year_without_days_that_would_show_a_price(self) -> None:
        said = told(
            expense(1, amount="1.00", date=BEFORE),
            expense(2, amount="1111.11", public=False),
            expense(3, amount="2.00", date=AFTER),
            expense(4, amount="4.00", date=NEXT_DAY),
            as_of=NEXT_DAY,
        )
        assert said.spending == ((BEFORE, eur("1.00")), (NEXT_DAY, eur("1118.11")))


class TestTheList:
    """Every public entry of the year, but measures, which have a table of their own.

    Of the settings, the resolution on the money is the committee's affair.
    """

    def test_has_every_kind_of_entry_with_what_it_paid_released_or_undid(self) -> None:
        spent, bound = expense(1, amount="60.00"), commitment(2)
        shown = told(
            *(spent, bound),
            *(refunded := refund(3, 1), paid := payment(4, 1), settled := settlement(5, 2)),
            *(
                undone := reversal(6, 5),
                moved := transfer(7),
                said := consent(8),
                setting(9),
                granted := setting(13, key="adopted", value="Kreistag"),
            ),
            *(measure(10), issued_paper(11), issued_paper(12, public=False)),
        ).annex
        assert shown == (
            listed(spent, "60.00"),
            listed(bound, "100.00"),
            listed(refunded, "10.00"),
            listed(paid, "50.00"),
            listed(settled, "100.00", reversed_by=6),
            listed(undone, "100.00"),
            listed(moved, "100.00", "dcp", "dz"),
            listed(said, None, "dz"),
            Row(granted, (), None, None),
        )

    def test_is_of_one_year_and_a_year_end_of_both(self) -> None:
        entries = (
            commitment(1),
            carry_forward(2, date=IN_NEXT_YEAR),
            year_close(3, date=IN_NEXT_YEAR),
            expense(4, date=IN_NEXT_YEAR),
            expense(5, commitment=1, date=DAY, year=2023),
        )
        for year, found in ((2022, [1, 2, 3]), (2023, [2, 3, 4, 5]), (2024, [])):
            assert numbers(told(*entries, as_of=IN_NEXT_YEAR, year=year).annex) == found

    def test_counts_what_it_does_not_have(self) -> None:
        said = told(
            commitment(1, public=False),
            expense(2, commitment=1),
            payment(3, 2),
            commitment(4),
            measure(5, public=False),
            expense(6, public=False, year=2023),
        )
        assert (numbers(said.annex), said.not_public) == ([4], 3)


class TestARow:
    """Where an entry stands, its amount, what became of it."""

    def test_of_a_payment_stands_where_its_expense_stands(self) -> None:
        paid = payment(2, 1)
        balances = fold(budget(), [expense(1, allocation="dz"), paid, reversal(3, 2)])
        payee = "Prüfwerk GmbH"
        assert row(balances, paid) == listed(paid, "100.00", "dz", reversed_by=3, payee=payee)

    def test_of_a_payment_of_nothing_known_stands_nowhere(self) -> None:
        paid = payment(1, 99)
        assert row(fold(budget(), [paid]), paid) == Row(paid, (), None, None)


class TestTheAnnexThatIsNotPublic:
    """For a meeting behind closed doors: what the public paper shows in sums alone, one by one."""

    def of(self, *entries: Entry, **given: Any) -> Annex:
        balances = fold(budget(**given), entries)
        return annex(balances, occasion(balances, DAY))

    def test_of_a_ledger_without_entries_has_its_head(self) -> None:
        opened = budget(committee="Ausschuss", office="ZS 3")
        assert self.of(committee="Ausschuss", office="ZS 3") == Annex(
            budget=opened,
            occasion=Occasion(year=YEAR, as_of=DAY, entries=0, fingerprint=FINGERPRINT),
            committee="Ausschuss",
            office="ZS 3",
            measures=(),
            entries=(),
        )

    def test_names_what_was_set_instead_of_the_header(self) -> None:
        said = self.of(setting(1, key="committee", value="Kreisausschuss"), committee="Ausschuss")
        assert said.committee == "Kreisausschuss"

    def test_has_the_marked_entries_and_measures_with_all_that_belongs_to_them(self) -> None:
        marked = measure(1, public=False, status="running")
        entries = (
            marked,
            measure(2, measure="netz"),
            bound := commitment(3, measure="pentest"),
            spent := expense(4, commitment=3, measure="pentest", amount="60.00"),
            paid := payment(5, 4),
            commitment(6, measure="netz"),
            hidden := expense(7, measure="netz", amount="5.00", public=False),
            reversal(8, 7),
        )
        said = self.of(*entries)
        assert said.measures == (MeasureReport(marked, eur("100.00")),)
        assert said.entries == (
            listed(bound, "100.00", payee="Prüfwerk GmbH"),
            listed(spent, "60.00", payee="Prüfwerk GmbH"),
            listed(paid, "60.00", payee="Prüfwerk GmbH"),
            listed(hidden, "5.00", reversed_by=8, payee="Prüfwerk GmbH"),
            listed(entries[-1], "5.00", payee="Prüfwerk GmbH"),
        )

    def test_has_every_entry_of_the_year_that_the_public_list_has_not(self) -> None:
        balances = fold(budget(), EVERYTHING)
        of_year = occasion(balances, DAY)
        both = [
            *numbers(paper(balances, of_year).annex),
            *numbers(annex(balances, of_year).entries),
        ]
        assert sorted(both) == [e.nr for e in EVERYTHING if e.kind not in ("measure", "paper")]
        assert len(annex(balances, of_year).entries) == paper(balances, of_year).not_public > 0


EVERYTHING: tuple[Entry, ...] = (
    measure(1, title="Test", status="completed", result="Gut"),
    measure(2, measure="netz", public=False, public_text="IT-Sicherheit"),
    reservation(3, amount="900.00", measure="netz"),
    commitment(4, reservation=3, measure="netz", amount="500.00"),
    expense(5, commitment=4, measure="netz"),
    payment(6, 5),
    commitment(7, measure="pentest", area="Resilienz"),
    expense(8, commitment=7, measure="pentest", amount="30.00"),
    refund(9, 8),
    issued_paper(10),
    expense(11, public=False, amount="5.00"),
    reversal(12, 11),
    supplement(13),
    consent(14),
    release(15),
    commitment(16, public=False),
    settlement(17, 16),
)


class TestThePeriod:
    """What moved since the last issued paper, late entries (value date before its cut-off) named
    apart. "Since the last paper" counts by recording order, so nothing falls between two papers.
    """

    def test_is_not_told_where_there_is_nothing_to_compare_with(self) -> None:
        assert told(*EVERYTHING).period is None

    def test_has_what_was_not_told_and_how_the_money_moved(self) -> None:
        early = commitment(1, amount="1000.00", date=BEFORE)
        ahead = commitment(2, amount="2000.00", date=AFTER)
        last = issued_paper(3, as_of=DAY)
        late = commitment(4, amount="4000.00", date=DAY)
        new = expense(5, commitment=1, amount="600.00", date=AFTER)
        hidden = reservation(6, amount="8000.00", public=False, date=DAY)
        period = period_after(early, ahead, last, late, new, hidden, as_of=AFTER)
        barred = statement(fold(budget(), []), YEAR, AFTER).lines[0].figures
        before = valued([early], DAY)
        after = valued([early, ahead, late, new, hidden], AFTER)
        assert period == Period(
            paper=last,
            since=None,
            last_year=YEAR,
            new=(listed(ahead, "2000.00"), listed(late, "4000.00"), listed(new, "600.00")),
            late=(listed(late, "4000.00"),),
            not_public=1,
            measures=(),
            changes=(
                Change(DZ, barred, barred),
                Change(
                    DCP,
                    statement(before, YEAR, AFTER).line("dcp").figures,
                    statement(after, YEAR, AFTER).line("dcp").figures,
                ),
            ),
            total=Change(
                None, statement(before, YEAR, AFTER).total, statement(after, YEAR, AFTER).total
            ),
        )
        assert ten(period.changes[1].before) == figures(
            committed="1000.00", available="299000.00", utilisation="0.0033"
        )
        assert ten(period.changes[1].after) == figures(
            committed="6400.00",
            ordered="600.00",
            reserved="8000.00",
            available="285000.00",
            utilisation="0.0500",
        )

    def test_of_a_ledger_without_entries_is_still(self) -> None:
        last = issued_paper(1)
        period = period_after(last)
        assert (period.paper, period.new, period.late, period.not_public) == (last, (), (), 0)
        assert [change.allocation for change in (*period.changes, period.total)] == [DZ, DCP, None]
        assert all(one.before == one.after for one in (*period.changes, period.total))

    @pytest.mark.parametrize(("day", "late"), [(BEFORE, [3]), (DAY, [3]), (AFTER, [])])
    def test_names_as_late_what_is_valued_up_to_the_cut_off_day_itself(
        self, day: date, late: list[int]
    ) -> None:
        period = period_after(block(1), issued_paper(2), block(3, date=day), as_of=AFTER)
        assert (numbers(period.new), numbers(period.late)) == ([3], late)

    def test_has_what_was_recorded_before_the_paper_but_valued_after_its_cut_off(self) -> None:
        """It was not told, but it is not late either."""
        entries = (block(1, date=DAY), block(2, date=AFTER), issued_paper(3, as_of=DAY, date=AFTER))
        period = period_after(*entries, as_of=AFTER)
        assert (numbers(period.new), numbers(period.late)) == ([2], [])

    def test_waits_with_what_is_valued_after_its_own_cut_off(self) -> None:
        entries = (block(1), issued_paper(2), block(3, date=AFTER), block(4, date=NEXT_DAY))
        for as_of, new in ((DAY, []), (AFTER, [3]), (NEXT_DAY, [3, 4])):
            assert numbers(period_after(*entries, as_of=as_of).new) == new

    def test_does_not_depend_on_the_clock(self) -> None:
        """Order is `nr`: a clock that ran back only warns."""
        yesterday = MOMENT - timedelta(days=1)
        entries = (block(1), issued_paper(2), block(3, recorded_at=yesterday))
        assert numbers(period_after(*entries).new) == [3]

    def test_never_has_the_papers_themselves(self) -> None:
        entries = (issued_paper(1), issued_paper(2, public=False), block(3))
        period = period_after(*entries)
        assert (period.paper, numbers(period.new), period.not_public) == (entries[0], [3], 0)

    def test_has_consents_and_the_resolution_without_an_amount(self) -> None:
        entries = (consent(2), setting(3, key="adopted", value="Kreistag 30.03.2022"))
        assert period_after(issued_paper(1), *entries).new == (
            Row(entries[0], ("dz",), None, None),
            Row(entries[1], (), None, None),
        )

    def test_lists_neither_measures_nor_other_settings_as_the_annex_does_not(self) -> None:
        entries = (issued_paper(1), measure(2), setting(3), block(4))
        assert numbers(period_after(*entries).new) == [4]
        assert numbers(told(*entries).annex) == [4]

    def test_names_each_public_measure_that_has_a_new_state_once(self) -> None:
        period = period_after(
            measure(1, measure="alt", title="Alt"),
            measure(2, title="Pentest"),
            issued_paper(3),
            measure(4, status="running"),
            measure(5, measure="netz"),
            measure(6, status="completed"),
            measure(7, measure="geheim", public=False),
        )
        states = [(one.measure, one.title, one.status) for one in period.measures]
        assert states == [("pentest", "Pentest", "completed"), ("netz", None, None)]
        assert (period.new, period.not_public) == ((), 0)

    def test_of_an_earlier_year_has_the_entries_of_that_year(self) -> None:
        entries = (
            expense(1),
            expense(2, public=False),
            issued_paper(3),
            carry_forward(4, amount="5.00", date=IN_NEXT_YEAR),
            year_close(5, date=IN_NEXT_YEAR),
            payment(6, 1, date=IN_NEXT_YEAR, year=YEAR),
            payment(7, 2, date=IN_NEXT_YEAR, year=YEAR),
            block(8, date=IN_NEXT_YEAR),
            expense(9, public=False, date=IN_NEXT_YEAR),
        )
        for year, new, hidden in ((YEAR, [4, 5, 6], 1), (YEAR + 1, [4, 5, 6, 8], 2)):
            period = period_after(*entries, as_of=IN_NEXT_YEAR, year=year)
            assert (numbers(period.new), period.not_public) == (new, hidden)

    def test_tells_the_reversal_of_what_was_told(self) -> None:
        undone = reversal(3, 1)
        period = period_after(commitment(1), issued_paper(2), undone)
        assert period.new == (listed(undone, "100.00"),)
        assert ten(period.changes[1].after) == figures(available="300000.00")

    def test_tells_what_came_and_went(self) -> None:
        period = period_after(issued_paper(1), bound := commitment(2), undone := reversal(3, 2))
        assert period.new == (listed(bound, "100.00", reversed_by=3), listed(undone, "100.00"))
        assert period.total.before == period.total.after

    def test_counts_what_is_not_public_and_names_none_of_it(self) -> None:
        period = period_after(
            commitment(1, public=False),
            issued_paper(2),
            settlement(3, 1),
            measure(4, public=False),
            expense(5, measure="pentest", date=BEFORE),
            block(6),
        )
        assert (numbers(period.new), numbers(period.late), period.not_public) == ([6], [6], 2)

    def test_may_be_that_since_a_day_and_then_nothing_is_late(self) -> None:
        """`--since` names a day instead of the last paper."""
        entries = (commitment(1), commitment(2, date=BEFORE))
        earlier = EarlierState(fold(budget(), entries[:1]), since=AFTER)
        period = told(*entries, earlier=earlier).period
        assert period is not None
        assert (period.paper, period.since, numbers(period.new), period.late) == (
            *(None, AFTER),
            *([2], ()),
        )


class TestNothingFallsBetweenTwoPapers:
    """Counts by recording order, so nothing falls between two papers."""

    DAYS = (DAY, AFTER, BEFORE, NEXT_DAY, BEFORE, DAY, AFTER, NEXT_DAY)

    def ledger(self, *cut_offs: date) -> tuple[Entry, ...]:
        """Return entries of every value date, with a paper after every second of them."""
        entries: list[Entry] = []
        for index, day in enumerate(self.DAYS):
            entries.append(block(len(entries) + 1, date=day))
            if index % 2 and index // 2 < len(cut_offs):
                paper_ = issued_paper(len(entries) + 1, as_of=cut_offs[index // 2], date=NEXT_DAY)
                entries.append(paper_)
        return tuple(entries)

    def told_by_each(self, *cut_offs: date) -> list[list[int]]:
        """Return what the first paper lists, what each later one calls new, and the next draft."""
        entries, found = self.ledger(*cut_offs), list[list[int]]()
        for issued in [e for e in entries if isinstance(e, IssuedPaper)]:
            before = entries[: issued.nr - 1]
            if found:
                found.append(numbers(period_after(*before, as_of=issued.as_of).new))
            else:
                found.append(numbers(told(*before, as_of=issued.as_of).annex))
        return [*found, numbers(period_after(*entries, as_of=NEXT_DAY).new)]

    def test_each_entry_is_new_in_one_paper_while_their_days_go_on(self) -> None:
        assert self.told_by_each(BEFORE, DAY, AFTER) == [[], [1, 4], [2, 7, 8], [5, 10, 11]]
        assert self.told_by_each(DAY, DAY, NEXT_DAY) == [[1], [4], [2, 5, 7, 8], [10, 11]]

    def test_no_entry_is_lost_where_a_paper_goes_back_to_an_earlier_day(self) -> None:
        """What the paper before the last one told is told again: twice, but never not at all."""
        every = {entry.nr for entry in self.ledger(NEXT_DAY, BEFORE) if entry.kind == "block"}
        told_ = self.told_by_each(NEXT_DAY, BEFORE)
        assert told_ == [[1, 2], [4], [1, 2, 5, 7, 8, 9, 10]]
        assert {nr for numbers_ in told_ for nr in numbers_} == every


class TestWhatAPaperIsComparedWith:
    """The last public paper up to its cut-off day; else what was recorded before a day."""

    FIRST, SECRET, LATER = (
        issued_paper(2),
        issued_paper(4, public=False),
        issued_paper(6, as_of=AFTER, date=AFTER),
    )
    ENTRIES = (block(1), FIRST, block(3), SECRET, block(5), LATER, block(7, date=AFTER))

    def compared(
        self, as_of: date, since: date | None = None, upto: int = 7
    ) -> EarlierState | None:
        def balances(day: date, last: int) -> Balances:
            return fold(budget(), (e for e in self.ENTRIES[:last] if e.date <= day))

        return compared_with(budget(), self.ENTRIES[:upto], as_of, since, balances)

    @pytest.mark.parametrize(
        ("as_of", "upto", "paper_", "told_"),
        [
            (AFTER, 7, LATER, [1, 2, 3, 4, 5]),
            (AFTER, 5, FIRST, [1]),
            (DAY, 7, FIRST, [1]),
            (BEFORE, 7, None, []),
            (DAY, 1, None, []),
        ],
    )
    def test_is_what_the_last_one_told_up_to_its_day(
        self, as_of: date, upto: int, paper_: IssuedPaper | None, told_: list[int]
    ) -> None:
        found = self.compared(as_of, upto=upto)
        assert (None if found is None else found.paper) == paper_
        assert ([] if found is None else [*found.balances.entries]) == told_

    def test_is_what_was_recorded_before_a_day_and_valued_up_to_the_cut_off(self) -> None:
        """All of these were recorded on one day."""
        for since, as_of, told_ in (
            (MOMENT.date(), AFTER, []),
            (MOMENT.date() + timedelta(days=1), AFTER, [1, 2, 3, 4, 5, 6, 7]),
            (MOMENT.date() + timedelta(days=1), DAY, [1, 2, 3, 4, 5]),
        ):
            found = self.compared(as_of, since)
            assert found is not None
            assert ([*found.balances.entries], found.since, found.paper) == (told_, since, None)

    def test_an_issued_paper_says_what_it_was_written_for(self) -> None:
        issued = issued_paper(2, number="68/1", as_of=DAY)
        assert occasion_of(issued, fold(budget(), [block(1)])) == Occasion(
            year=YEAR,
            as_of=DAY,
            entries=1,
            fingerprint=issued.fingerprint,
            meeting=issued.meeting,
            number="68/1",
            issued=True,
        )


class TestAPaperThatIsIssuedAgain:
    """Reissued papers have the same content always."""

    def test_has_nothing_in_it_that_was_recorded_since(self) -> None:
        before = EVERYTHING[:9]
        issued = told(*before)
        ledger = (
            *EVERYTHING,
            measure(18, public=False),
            expense(19, commitment=7, amount="1.00", date=BEFORE),
            setting(20, key="committee", value="Kreisausschuss"),
            reversal(21, 8),
            year_close(22, date=IN_NEXT_YEAR),
        )
        assert told(*ledger[: issued_nr(ledger) - 1]) == issued
        assert told(*ledger, as_of=IN_NEXT_YEAR) != issued

    def test_compares_with_the_same_paper_before_it(self) -> None:
        first, second = issued_paper(2), issued_paper(4, as_of=AFTER, date=AFTER)
        before = (block(1), first, block(3, date=BEFORE))
        issued = told_after_the_last(*before, as_of=AFTER)
        later = (*before, second, block(5, date=BEFORE), issued_paper(6, as_of=AFTER, date=AFTER))
        assert told_after_the_last(*later[:3], as_of=AFTER) == issued
        assert issued.period is not None and issued.period.paper == first


def issued_nr(entries: Iterable[Entry]) -> int:
    (found,) = (entry.nr for entry in entries if isinstance(entry, IssuedPaper))
    return found


class TestAYearEndBetweenTwoPapers:
    """Closing moves each open commitment along with its money; the rest lapses."""

    ENTRIES: tuple[Entry, ...] = (
        commitment(1, amount="5000.00"),
        reservation(2, amount="700.00"),
        issued_paper(3),
        expense(4, commitment=1, amount="2000.00", date=AFTER),
        carry_forward(5, amount="1000.00", date=IN_NEXT_YEAR),
        year_close(6, date=IN_NEXT_YEAR),
        expense(7, amount="10.00", date=IN_NEXT_YEAR),
        payment(8, 4, date=IN_NEXT_YEAR),
    )

    def test_tells_the_entries_of_both_years_and_the_money_of_the_new_one(self) -> None:
        said = told_after_the_last(*self.ENTRIES, as_of=IN_NEXT_YEAR)
        period = said.period
        assert period is not None
        assert (said.occasion.year, numbers(period.new), period.late) == (2023, [4, 5, 6, 7, 8], ())
        assert ten(period.changes[1].before) == later_figures()
        assert ten(period.changes[1].after) == later_figures(
            "4000.00",
            committed="3000.00",
            ordered="10.00",
            available="990.00",
            utilisation="0.7525",
        )
        assert [one.entry.nr for one in said.outlook.waiting] == [1]
        assert (numbers(said.annex), numbers(said.amendments)) == ([5, 6, 7, 8], [5])
        assert said.spending == ((IN_NEXT_YEAR, eur("10.00")),)

    @pytest.mark.parametrize("as_of", [date(2022, 12, 31), IN_NEXT_YEAR - timedelta(days=1)])
    def test_is_not_yet_seen_as_of_a_day_before_the_closing(self, as_of: date) -> None:
        """Papers of a closed year by as-of."""
        said = told_after_the_last(*self.ENTRIES, as_of=as_of)
        assert said.period is not None
        assert (said.occasion.year, numbers(said.period.new)) == (2022, [4])
        assert ten(said.statement.line("dcp").figures) == figures(
            ordered="2000.00",
            committed="3000.00",
            reserved="700.00",
            available="294300.00",
            utilisation="0.0190",
        )
        assert said.outlook.elapsed == eur("1.0000")
        assert [(one.entry.nr, one.left) for one in said.outlook.waiting] == [(1, eur("3000.00"))]
        assert (numbers(said.annex), said.amendments) == ([1, 2, 4], ())

    def test_leaves_the_closed_year_with_what_was_ordered_in_it(self) -> None:
        said = told(*self.ENTRIES, as_of=IN_NEXT_YEAR, year=2022)
        assert ten(said.statement.line("dcp").figures) == figures(
            changes="-4000.00",
            revised="296000.00",
            ordered="2000.00",
            paid="2000.00",
            available="294000.00",
            utilisation="0.0068",
        )
        assert (said.outlook.elapsed, said.outlook.waiting) == (eur("1.0000"), ())
        assert said.spending == ((AFTER, eur("2000.00")),)
        assert numbers(said.annex) == [1, 2, 4, 5, 6]

    def test_leaves_the_areas_of_each_year_to_its_own_paper(self) -> None:
        """Per allocation and budget year."""
        said = told(*self.ENTRIES, as_of=IN_NEXT_YEAR, year=2023)
        total = said.statement.total
        assert sum(money for _, money in said.areas) == total.committed + total.ordered


def leaves(value: object) -> Iterator[object]:
    """Yield every plain value that a paper holds, at any depth."""
    if isinstance(value, Struct):
        for spec in fields(value):
            yield from leaves(getattr(value, spec.name))
    elif isinstance(value, Mapping):
        yield from leaves(tuple(value.items()))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from leaves(one)
    else:
        yield value


SECRET = {
    "payee": "Geheim GmbH",
    "purpose": "geheimer Zweck",
    "note": "geheime Notiz",
    "reference": "Az. geheim",
}
ON_EXPENSE = {**SECRET, "voucher": "R-geheim", "order_number": "B-geheim", "file": "geheim.xml"}
ON_FOLLOWING = {"note": "geheime Notiz", "reference": "Az. geheim"}
HIDDEN = {"public": False}
SECRET_MEASURE = {
    "measure": "geheim",
    "title": "Geheime Maßnahme",
    "result": "geheim",
    "next_step": "geheim",
    "funding": "geheim",
    "planned": "5555.55",
}

# Beside what is not public stands something public, in every figure: the allocation's sums hide it.
OPEN: tuple[Entry, ...] = (
    commitment(1, amount="10.00", date=BEFORE),
    expense(2, amount="20.00", date=BEFORE),
    payment(3, 2, date=BEFORE),
    reservation(4, amount="30.00", date=BEFORE),
    issued_paper(5, as_of=BEFORE, date=BEFORE),
    commitment(6, amount="40.00"),
    expense(7, amount="80.00"),
    payment(8, 7),
    reservation(9, amount="160.00"),
)
CASES: dict[str, tuple[Entry, ...]] = {
    "a commitment and the expense drawn on it": (
        commitment(10, amount="1111.11", **SECRET, **HIDDEN),
        expense(11, commitment=10, amount="444.44", **ON_EXPENSE, **HIDDEN),
    ),
    "an expense that does not say so itself": (
        commitment(10, amount="1111.11", **SECRET, **HIDDEN),
        expense(11, commitment=10, amount="444.44", **ON_EXPENSE),
    ),
    "a chain from the reservation to the payment": (
        reservation(10, amount="3333.33", **SECRET, **HIDDEN),
        commitment(11, reservation=10, amount="1111.11", **SECRET),
        expense(12, commitment=11, amount="444.44", **ON_EXPENSE),
        payment(13, 12, **ON_FOLLOWING),
    ),
    "two commitments on one reservation": (
        reservation(10, amount="3333.33", **SECRET, **HIDDEN),
        commitment(11, reservation=10, amount="1111.11", **SECRET),
        commitment(12, reservation=10, amount="444.44", **SECRET),
    ),
    "a final expense with the excess": (
        commitment(10, amount="444.44", **SECRET, **HIDDEN),
        expense(11, commitment=10, amount="1111.11", final=True, **ON_EXPENSE),
    ),
    "a reversed entry": (
        expense(10, amount="1111.11", **ON_EXPENSE, **HIDDEN),
        reversal(11, 10, reason="geheimer Grund", **ON_FOLLOWING),
    ),
    "a refund": (
        expense(10, amount="1111.11", **ON_EXPENSE, **HIDDEN),
        refund(11, 10, amount="444.44", voucher="geheim", purpose="geheim", **ON_FOLLOWING),
    ),
    "the reversal of a refund": (
        expense(10, amount="1111.11", **ON_EXPENSE, **HIDDEN),
        refund(11, 10, amount="444.44", voucher="geheim", purpose="geheim", **ON_FOLLOWING),
        reversal(12, 11, reason="geheimer Grund", **ON_FOLLOWING),
    ),
    "a settlement": (
        commitment(10, amount="1111.11", **SECRET, **HIDDEN),
        settlement(11, 10, reason="geheimer Grund", **ON_FOLLOWING),
    ),
    "a public booking on a measure that is not": (
        measure(10, public_text="IT-Sicherheit", **SECRET_MEASURE, **HIDDEN),
        commitment(11, measure="geheim", amount="1111.11", public=True, **SECRET),
        expense(12, commitment=11, measure="geheim", amount="444.44", **ON_EXPENSE),
    ),
    "a booking that is not public on a public measure": (
        measure(10, title="Offen", result="Fertig", status="completed"),
        commitment(11, measure="pentest", amount="1111.11", **SECRET, **HIDDEN),
        expense(12, measure="pentest", amount="5.00"),
    ),
    "a measure that is marked later": (
        measure(10, **SECRET_MEASURE),
        commitment(11, measure="geheim", amount="1111.11", **SECRET),
        measure(12, measure="geheim", public=False),
    ),
    "a measure that was told before it was marked": (
        measure(10, **SECRET_MEASURE),
        commitment(11, measure="geheim", amount="1111.11", **SECRET),
        issued_paper(12),
        measure(13, measure="geheim", public=False),
        settlement(14, 11, reason="geheimer Grund"),
    ),
    "two orders under a neutral text": (
        measure(10, public_text="IT-Sicherheit", **SECRET_MEASURE, **HIDDEN),
        commitment(11, measure="geheim", amount="1111.11", **SECRET),
        commitment(12, measure="geheim", amount="444.44", **SECRET),
        expense(13, commitment=12, measure="geheim", amount="222.22", **ON_EXPENSE),
    ),
    "two measures with texts of their own": (
        measure(10, public_text="IT-Sicherheit", **SECRET_MEASURE, **HIDDEN),
        measure(11, public_text="Netze", **{**SECRET_MEASURE, "measure": "geheim 2"}, **HIDDEN),
        commitment(12, measure="geheim", amount="1111.11", **SECRET),
        commitment(13, measure="geheim 2", amount="444.44", **SECRET),
    ),
}


class TestWhatIsNotPublicStaysSo:
    """No word or single amount of a non-public entry may reach the public paper."""

    @pytest.mark.parametrize("case", CASES)
    @pytest.mark.parametrize("compared", [False, True], ids=("alone", "compared"))
    def test_there_is_neither_a_word_nor_an_amount_of_it(self, case: str, compared: bool) -> None:
        entries = (*OPEN, *CASES[case])
        said = told_after_the_last(*entries) if compared else told(*entries)
        words = [text for text in leaves(said) if isinstance(text, str)]
        amounts = {amount for amount in leaves(said) if isinstance(amount, Decimal)}
        amounts |= {after - before for before, after in courses(said)}
        assert not [text for text in words if "geheim" in text.casefold()]
        assert amounts.isdisjoint(eur(a) for a in SINGLE)

    @pytest.mark.parametrize("case", CASES)
    def test_all_of_it_stands_in_the_annex(self, case: str) -> None:
        entries = (*OPEN, *CASES[case])
        balances = fold(budget(), entries)
        for_what = occasion(balances, DAY)
        told_ = {
            *numbers(annex(balances, for_what).entries),
            *numbers(paper(balances, for_what).annex),
        }
        assert told_ == {e.nr for e in entries if e.kind not in ("measure", "paper")}

    def test_is_told_in_a_sum_under_its_neutral_text(self) -> None:
        said = told(*OPEN, *CASES["two orders under a neutral text"])
        assert said.neutral == (NeutralSum("IT-Sicherheit", eur("1555.55")),)
        assert (said.areas_hidden, said.outlook.waiting_hidden) == (eur("1555.55"), eur("1333.33"))

    def test_is_told_in_the_sums_of_its_allocation_else(self) -> None:
        said = told(*OPEN, *CASES["a commitment and the expense drawn on it"])
        assert (said.neutral, said.areas_hidden, said.outlook.waiting_hidden) == ((), None, None)
        assert said.statement.line("dcp").figures.committed == eur("716.67")

    def test_was_told_by_the_paper_that_was_issued_before_it_was_marked(self) -> None:
        entries = (*OPEN, *CASES["a measure that was told before it was marked"])
        before = told(*entries[:11])
        assert [report.state.measure for report in before.measures] == ["geheim"]
        assert told(*entries).measures == ()

    def test_stays_so_when_its_commitment_moves_to_the_next_year(self) -> None:
        entries = (
            commitment(1, amount="10.00"),
            commitment(2, amount="1111.11", **SECRET, **HIDDEN),
            issued_paper(3),
            carry_forward(4, amount="500.00", date=IN_NEXT_YEAR),
            year_close(5, date=IN_NEXT_YEAR),
            expense(6, amount="20.00", date=IN_NEXT_YEAR),
            expense(7, commitment=2, amount="444.44", date=IN_NEXT_YEAR, **ON_EXPENSE),
        )
        for year in (2022, 2023):
            said = told_after_the_last(*entries, as_of=IN_NEXT_YEAR, year=year)
            found = list(leaves(said))
            assert not [text for text in found if isinstance(text, str) and "geheim" in text]
            assert not {eur(amount) for amount in SINGLE} & set(found)
            assert [one.entry.nr for one in said.outlook.waiting] == ([1] if year == 2023 else [])

    def test_is_not_what_a_public_commitment_lacks(self) -> None:
        """A commitment and the expense drawn on it are one order."""
        entries = (*OPEN, bound := commitment(10, amount="5000.00"))
        drawn = expense(11, commitment=10, amount="1111.11", **ON_EXPENSE, **HIDDEN)
        said = told(*entries, drawn)
        assert OpenEntry(bound, eur("3888.89"), 0) not in said.outlook.waiting

    def test_is_not_what_one_sum_has_more_than_another(self) -> None:
        said = told(
            *OPEN,
            measure(10, public_text="IT-Sicherheit", **SECRET_MEASURE, **HIDDEN),
            commitment(11, measure="geheim", amount="1111.11", **SECRET),
            commitment(12, measure="geheim", amount="444.44", **SECRET),
            commitment(13, amount="222.22", **SECRET, **HIDDEN),
        )
        shown = sum((one.money for one in said.neutral), eur("0.00"))
        assert (said.areas_hidden or eur("0.00")) - shown != eur("222.22")


SINGLE = ("1111.11", "444.44", "222.22", "666.67", "888.89", "3333.33", "2222.22", "5555.55")


def courses(said: Paper) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield each two sums of the course of spending that stand beside each other."""
    sums = [Decimal(0), *(total for _, total in said.spending)]
    yield from pairwise(sums)


class TestAYearThatFollows:
    """Closing moves each open commitment along with its money."""

    ENTRIES = (commitment(1, amount="700.00"), year_close(2, date=IN_NEXT_YEAR))

    def test_tells_what_came_with_open_orders(self) -> None:
        said = told(*self.ENTRIES, as_of=IN_NEXT_YEAR)
        assert said.moved_in == ((DCP, eur("700.00")),)
        assert (said.closed, said.year_end) == (None, ())

    def test_leaves_the_closed_year_its_day(self) -> None:
        said = told(*self.ENTRIES, as_of=IN_NEXT_YEAR, year=YEAR)
        assert (said.moved_in, said.closed) == ((), self.ENTRIES[1])

    def test_leaves_the_closed_year_what_became_of_its_money(self) -> None:
        said = told(*self.ENTRIES, as_of=IN_NEXT_YEAR, year=YEAR)
        assert [(one.committed, one.carried, one.lapses) for one in said.year_end] == [
            (eur("0.00"), eur("0.00"), eur("300000.00")),
            (eur("700.00"), eur("0.00"), eur("299300.00")),
        ]

    def test_is_compared_with_another_year_than_the_last_paper_told(self) -> None:
        period = period_after(
            *(self.ENTRIES[0], issued_paper(3)),
            *(year_close(4, date=IN_NEXT_YEAR), expense(5, date=IN_NEXT_YEAR)),
            as_of=IN_NEXT_YEAR,
        )
        assert (period.last_year, numbers(period.new)) == (YEAR, [4, 5])


class TestWhatIsMarkedLater:
    """What is not public is so by all that was recorded, whatever its day."""

    ENTRIES = (
        measure(1, measure="pentest", title="Geheim"),
        commitment(2, measure="pentest", amount="1111.11"),
        measure(3, measure="pentest", public=False, date=AFTER),
    )

    def test_is_hidden_on_an_earlier_day_as_well(self) -> None:
        said = told(*self.ENTRIES, as_of=DAY)
        assert (said.measures, said.annex, said.outlook.waiting) == ((), (), ())
        assert (said.areas, said.not_public) == ((), 1)

    def test_is_in_the_annex_of_that_day(self) -> None:
        balances = valued(self.ENTRIES, DAY)
        said = annex(balances, occasion(balances, DAY), fold(budget(), self.ENTRIES))
        assert [report.state.title for report in said.measures] == ["Geheim"]
        assert numbers(said.entries) == [2]
