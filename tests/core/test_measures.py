"""Measures: their latest state, and the money of the bookings that name them."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    IN_NEXT_YEAR,
    MOMENT,
    Books,
    Words,
    block,
    books,
    books_of,
    budget,
    commitment,
    eur,
    expense,
    figures,
    measure,
    payment,
    refund,
    reservation,
    reversal,
    settlement,
    stored,
    year_close,
)

from antragsbudget.core.admission import audit
from antragsbudget.core.balances import fold
from antragsbudget.core.entries import Entry, Measure
from antragsbudget.core.measures import MeasureLine, measure_lines
from antragsbudget.language.messages import remedies
from antragsbudget.language.messages.form import ControlCharacters, OfField, Placeholder
from antragsbudget.language.messages.inputs import (
    Ambiguous,
    Missing,
    NothingOfMeasure,
    UnknownMeasure,
)
from antragsbudget.language.records import Refusal, Remedy

NOTHING = dict.fromkeys(("reserved", "committed", "ordered", "paid"), "0.00")


def line(name: str, state: Measure | None, **money: str) -> MeasureLine:
    return MeasureLine(name, state, {key: eur(sum_) for key, sum_ in (NOTHING | money).items()})


def lines(*entries: Entry, year: int | None = None) -> list[MeasureLine]:
    return list(measure_lines(fold(budget(), entries), year))


class TestTheStateOfAMeasure:
    """`measure ID`: a measure or its new state; what is left out is as it was."""

    def test_is_that_of_its_only_entry(self) -> None:
        state = measure(1, title="Penetrationstest", planned="17850.00")
        assert fold(budget(), [state]).measures == {"pentest": state}

    def test_keeps_what_a_later_entry_leaves_out(self) -> None:
        merged = fold(
            budget(),
            [
                measure(
                    1,
                    date=BEFORE,
                    title="Penetrationstest",
                    allocation="dcp",
                    area="Resilienz",
                    status="planned",
                    planned="17850.00",
                    target_date=date(2022, 12, 31),
                    public=False,
                ),
                measure(2, status="running", planned="20000.00", next_step="Auswertung"),
                measure(
                    3,
                    date=AFTER,
                    status="completed",
                    result="12 Befunde",
                    funding="Land NRW",
                    public_text="Das Netz wurde geprüft.",
                    public=True,
                ),
            ],
        ).measures["pentest"]
        assert merged == Measure(
            nr=3,
            date=AFTER,
            recorded_at=MOMENT,
            recorded_by="kb",
            hash="0" * 64,
            measure="pentest",
            title="Penetrationstest",
            allocation="dcp",
            area="Resilienz",
            status="completed",
            planned=eur("20000.00"),
            result="12 Befunde",
            next_step="Auswertung",
            target_date=date(2022, 12, 31),
            funding="Land NRW",
            public_text="Das Netz wurde geprüft.",
            public=True,
        )

    def test_is_recorded_as_its_latest_entry_was(self) -> None:
        first = measure(
            1,
            date=BEFORE,
            year=2021,
            recorded_by="mü",
            reference="10/1234",
            note="eilig",
            title="Penetrationstest",
        )
        second = measure(
            2,
            recorded_at=MOMENT + timedelta(minutes=1),
            hash="1" * 64,
            status="running",
        )
        assert fold(budget(), [first, second]).measures == {
            "pentest": Measure(
                nr=2,
                date=DAY,
                recorded_at=MOMENT + timedelta(minutes=1),
                recorded_by="kb",
                hash="1" * 64,
                measure="pentest",
                title="Penetrationstest",
                status="running",
            )
        }
        third = measure(3, year=2023, reference="10/9", note="x")
        merged = fold(budget(), [first, second, third]).measures["pentest"]
        assert (merged.nr, merged.year, merged.reference, merged.note, merged.title) == (
            *(3, 2023, "10/9", "x"),
            "Penetrationstest",
        )

    def test_is_the_last_recorded_whatever_the_value_dates(self) -> None:
        """`--as-of` replays in recorded order."""
        balances = fold(
            budget(), [measure(1, status="running"), measure(2, status="stopped", date=BEFORE)]
        )
        assert balances.measures["pentest"].status == "stopped"

    def test_leaves_the_entries_as_they_were_recorded(self) -> None:
        first, second = measure(1, title="Netz"), measure(2, status="running")
        balances = fold(budget(), [first, second])
        assert balances.entries == {1: first, 2: second}

    def test_of_one_measure_is_none_of_another(self) -> None:
        one, other = measure(1, title="Netz"), measure(2, measure="post", status="running")
        assert fold(budget(), [one, other]).measures == {"pentest": one, "post": other}

    def test_on_a_day_is_what_was_recorded_for_it_up_to_then(self) -> None:
        kept = [measure(1, status="planned", date=BEFORE), measure(2, status="running")]
        before = fold(budget(), [entry for entry in kept if entry.date <= BEFORE])
        assert before.measures["pentest"].status == "planned"


class TestThePlan:
    """`--planned` is what was planned: no reservation, and part of no figure."""

    def test_changes_no_figure(self) -> None:
        kept = books()
        kept.measure("pentest", planned="500.000,00", allocation="DCP")
        assert kept.ten("DCP") == figures(available="300000.00")
        assert kept.commit("DCP", "300.000,00").violations == ()

    def test_is_that_of_the_latest_state(self) -> None:
        (one,) = lines(measure(1, planned="100.00"), measure(2, planned="200.00"), measure(3))
        assert one.planned == eur("200.00")

    def test_is_none_where_nothing_was_planned(self) -> None:
        assert [one.planned for one in lines(measure(1), commitment(2, measure="netz"))] == [
            *(None, None),
        ]


class TestTheMoneyOfAMeasure:
    """`measures`: the measures with plan, money and state."""

    ENTRIES: tuple[Entry, ...] = (
        measure(1),
        measure(2, measure="netz"),
        reservation(3, amount="1000.00", measure="pentest"),
        commitment(4, reservation=3, amount="600.00", measure="pentest"),
        expense(5, commitment=4, amount="250.00", measure="pentest"),
        payment(6, 5),
        expense(7, amount="40.00", measure="pentest"),
        refund(8, 7, amount="10.00"),
        commitment(9, amount="5.00", measure="netz"),
        expense(10, amount="3.00"),
        block(11),
    )

    def test_is_what_is_left_of_the_bookings_that_name_it(self) -> None:
        state = {entry.measure: entry for entry in self.ENTRIES if isinstance(entry, Measure)}
        assert lines(*self.ENTRIES) == [
            line(
                "pentest",
                state["pentest"],
                reserved="400.00",
                committed="350.00",
                ordered="280.00",
                paid="250.00",
            ),
            line("netz", state["netz"], committed="5.00"),
        ]

    @pytest.mark.parametrize(
        ("end", "money"),
        [
            (settlement(2, 1), {}),
            (reversal(2, 1), {}),
            (expense(2, commitment=1, amount="40.00", final=True), {}),
            (
                expense(2, commitment=1, amount="40.00", measure="pentest"),
                {"committed": "60.00", "ordered": "40.00"},
            ),
        ],
    )
    def test_is_no_longer_what_was_settled_reversed_or_used_up(
        self, end: Entry, money: dict[str, str]
    ) -> None:
        assert lines(commitment(1, measure="pentest"), end) == [line("pentest", None, **money)]

    def test_has_a_line_without_a_state_where_only_bookings_name_it(self) -> None:
        """A replay up to a day may meet a booking before its measure."""
        assert lines(commitment(1, measure="netz"), measure(2)) == [
            line("pentest", measure(2)),
            line("netz", None, committed="100.00"),
        ]

    def test_is_that_of_all_years_or_of_one(self) -> None:
        entries: list[Entry] = [
            measure(1),
            expense(2, amount="40.00", measure="pentest"),
            commitment(3, amount="60.00", measure="pentest"),
            year_close(4, date=IN_NEXT_YEAR),
            expense(5, commitment=3, amount="20.00", measure="pentest", date=IN_NEXT_YEAR),
        ]
        state = measure(1)
        assert lines(*entries) == [line("pentest", state, committed="40.00", ordered="60.00")]
        assert lines(*entries, year=2022) == [line("pentest", state, ordered="40.00")]
        assert lines(*entries, year=2023) == [
            line("pentest", state, committed="40.00", ordered="20.00")
        ]
        assert lines(*entries, year=2024) == [line("pentest", state)]

    def test_of_a_commitment_moves_on_when_its_year_is_closed(self) -> None:
        entries: list[Entry] = [commitment(1, measure="pentest")]
        assert lines(*entries, year=2022) == [line("pentest", None, committed="100.00")]
        entries.append(year_close(2, date=IN_NEXT_YEAR))
        assert lines(*entries, year=2022) == [line("pentest", None)]
        assert lines(*entries, year=2023) == [line("pentest", None, committed="100.00")]


class TestTheNameOfAMeasure:
    """Measures answer to id or an unambiguous prefix, without regard to case; an ambiguous one is
    refused with the candidates, an unknown one with the nearest.
    """

    def known(self) -> Books:
        return books_of(measure(1), measure(2, measure="penny"), measure(3, measure="Netz"))

    @pytest.mark.parametrize("typed", ["pentest", "PENTEST", "pent", " pente "])
    def test_is_found_by_a_booking_and_stored_whole(self, typed: str) -> None:
        entry = self.known().commit("DCP", "1,00", measure=typed, date="2022-04-05").entry
        assert stored(entry)["measure"] == "pentest"

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("pen", Ambiguous(text="pen", nearest=("pentest", "penny"))),
            (
                "pentets",
                UnknownMeasure(text="pentets", nearest=("pentest",)),
            ),
            (
                "zwilling",
                UnknownMeasure(text="zwilling", candidates=("pentest", "penny", "Netz")),
            ),
        ],
    )
    def test_that_a_booking_does_not_find_is_refused_with_what_could_be_meant(
        self, typed: str, expected: Refusal
    ) -> None:
        assert self.known().ask.commit("DCP", "1,00", measure=typed).violations == (
            replace(expected, field="measure"),
        )

    def test_is_found_by_its_new_state_without_a_title(self) -> None:
        changed = self.known().measure("NET", status="running", date="2022-04-05")
        assert stored(changed.entry) == {"date": DAY, "measure": "Netz", "status": "running"}

    @pytest.mark.parametrize(
        ("typed", "kind", "nearest"),
        [
            ("pen", Ambiguous, ("pentest", "penny")),
            ("pentets", UnknownMeasure, ("pentest",)),
            ("netze", UnknownMeasure, ("Netz",)),
        ],
    )
    def test_that_is_like_a_known_one_is_new_only_with_a_title(
        self, typed: str, kind: type[Ambiguous | UnknownMeasure], nearest: tuple[str, ...]
    ) -> None:
        kept = self.known()
        assert kept.ask.measure(typed, status="running").violations == (
            kind(
                field="measure",
                text=typed,
                nearest=nearest,
                remedies=(remedies.NewMeasure(name=typed),),
            ),
        )
        made = kept.measure(typed, title="Eine andere").entry
        assert stored(made)["measure"] == typed

    def test_with_a_title_is_the_known_one_only_if_it_is_the_same_but_for_case(self) -> None:
        kept = self.known()
        assert stored(kept.ask.measure("NETZ", title="Netz 2.0").entry)["measure"] == "Netz"
        assert stored(kept.ask.measure("net", title="Neu").entry)["measure"] == "net"

    def test_like_no_known_one_is_new_without_a_title_too(self) -> None:
        made = self.known().measure("zwilling", status="planned").entry
        assert stored(made)["measure"] == "zwilling"
        assert stored(books().measure("pentest", status="planned").entry)["measure"] == "pentest"

    @pytest.mark.parametrize(
        ("typed", "kind"),
        [
            ("", Missing),
            (" ", Missing),
            ("TITLE", Placeholder),
            ("BEZEICHNUNG", Placeholder),
            ("a\nb", ControlCharacters),
        ],
    )
    def test_is_a_text(self, typed: str, kind: type[Missing | OfField]) -> None:
        for given in ({"status": "planned"}, {"title": "Netz"}):
            asked = self.known().ask.measure(typed, **given)
            assert asked.violations == (kind(field="measure"),)

    @pytest.mark.parametrize("typed", ["ID", "KÜRZEL"])
    def test_may_be_what_the_commands_call_it(self, typed: str) -> None:
        assert stored(books().measure(typed, status="planned").entry)["measure"] == typed

    @pytest.mark.parametrize(
        "given", [{}, {"note": "x", "reference": "y"}, {"date": "5.4.2022", "year": 2022}]
    )
    @pytest.mark.parametrize(
        ("typed", "ways"),
        [("pentest", ()), ("zwilling", (remedies.NewMeasure(name="zwilling"),))],
    )
    def test_alone_says_nothing_about_it(
        self, typed: str, ways: tuple[Remedy, ...], given: dict[str, Words]
    ) -> None:
        asked = self.known().ask.measure(typed, **given)
        expected = NothingOfMeasure(remedies=ways)
        assert (asked.entry, asked.violations) == (None, (expected,))

    @pytest.mark.parametrize(
        "given",
        [
            {"title": "Netz"},
            {"allocation": "DCP"},
            {"area": "Resilienz"},
            {"status": "running"},
            {"planned": "1,00"},
            {"result": "12 Befunde"},
            {"next_step": "Auswertung"},
            {"target_date": "31.12.2022"},
            {"funding": "Land NRW"},
            {"public_text": "Das Netz wurde geprüft."},
            {"public": False},
        ],
    )
    def test_with_one_thing_about_it_is_enough(self, given: dict[str, Words]) -> None:
        assert self.known().ask.measure("pentest", **given).violations == ()

    def test_alone_is_in_a_file_what_it_is(self) -> None:
        """What a command demands of a person is not held against what was recorded."""
        assert audit(budget(), [measure(1)])[1] == []

    def test_of_its_allocation_and_area_are_the_headers(self) -> None:
        asked = books().ask.measure("netz", allocation="Luftfahrt", area="resi", planned="1,234")
        assert [(v.code, v.field) for v in asked.violations] == [
            ("unknown_allocation", "allocation"),
            ("invalid_amount", "planned"),
        ]

    def test_is_read_with_its_day_and_its_amount(self) -> None:
        made = books().measure("netz", planned="17.850 €", target_date="31.12.22", area="resi")
        assert stored(made.entry) == {
            "date": DAY,
            "measure": "netz",
            "area": "Resilienz",
            "planned": eur("17850.00"),
            "target_date": date(2022, 12, 31),
        }


class TestWhatAMeasureSupplies:
    """`--area` is taken from the measure when left out; `public = false` marks what is not
    public.
    """

    def known(self, **given: Any) -> Books:
        marked = measure(1, area="Resilienz", public=False)
        return books_of(marked, measure(2, measure="netz"), today=DAY)

    @pytest.mark.parametrize("verb", ["reserve", "commit", "expense"])
    def test_is_area_and_mark_of_its_bookings(self, verb: str) -> None:
        made = stored(getattr(self.known(), verb)("DCP", "1,00", measure="pent").entry)
        assert (made["measure"], made["area"], made["public"]) == ("pentest", "Resilienz", False)

    def test_is_nothing_that_it_does_not_have(self) -> None:
        made = stored(self.known().commit("DCP", "1,00", measure="netz").entry)
        assert {"area", "public"} & made.keys() == set()

    def test_is_nothing_that_was_said_or_could_not_be_read(self) -> None:
        kept = self.known()
        said = kept.commit("DCP", "1,00", measure="pentest", area="Digitale Post")
        assert stored(said.entry)["area"] == "Digitale Post"
        unread = kept.ask.commit("DCP", "1,00", measure="pentest", area="Luftfahrt")
        assert [violation.code for violation in unread.violations] == ["unknown_area"]

    def test_is_nothing_that_the_entry_drawn_on_supplies_already(self) -> None:
        kept = self.known()
        kept.reserve("DCP", "9,00", measure="pentest", area="Digitale Post")
        drawn = stored(kept.commit("DCP", "1,00", reservation=3).entry)
        assert (drawn["measure"], drawn["area"]) == ("pentest", "Digitale Post")
        kept.reserve("DCP", "9,00")
        other = stored(kept.commit("DCP", "1,00", reservation=5, measure="pentest").entry)
        assert (other["measure"], other["area"]) == ("pentest", "Resilienz")

    @pytest.mark.parametrize("verb", ["reserve", "commit", "expense"])
    def test_is_nothing_for_a_booking_without_one_whatever_a_measure_is_called(
        self, verb: str
    ) -> None:
        kept = books_of(
            measure(1, measure="None", area="Resilienz", public=False),
            reservation(2),
            today=DAY,
        )
        made = stored(getattr(kept.ask, verb)("DCP", "1,00").entry)
        assert {"measure", "area", "public"} & made.keys() == set()
        made = stored(getattr(kept.ask, verb)("DCP", "1,00", measure="None").entry)
        assert (made["measure"], made["area"], made["public"]) == ("None", "Resilienz", False)
        drawn = stored(kept.ask.commit("DCP", "1,00", reservation=2).entry)
        assert {"measure", "area", "public"} & drawn.keys() == set()

    def test_is_supplied_to_no_measure(self) -> None:
        made = self.known().measure("pentest", status="running")
        assert stored(made.entry) == {"date": DAY, "measure": "pentest", "status": "running"}
