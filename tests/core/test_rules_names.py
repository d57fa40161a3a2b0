"""What an entry may name: the header's names, and earlier entries."""

from collections.abc import Callable

import pytest
from tests.builders import (
    AREAS,
    PARTIES,
    Books,
    asked_of,
    block,
    books,
    carry_forward,
    commitment,
    consent,
    cut,
    expense,
    fact,
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

from antragsbudget.core.entries import Entry
from antragsbudget.core.rules.names import Drawing, KnownNames, Naming, Reversing, StandingEntry
from antragsbudget.language.messages import remedies
from antragsbudget.language.messages.inputs import (
    NoParties,
    UnknownAllocation,
    UnknownArea,
    UnknownMeasure,
    UnknownParty,
)
from antragsbudget.language.messages.irreversible import (
    CarryForwardStands,
    MeasureStands,
    NotReversible,
    PaperStands,
    ReversalStands,
    SettingStands,
    YearEndStands,
)
from antragsbudget.language.messages.procedure import InFuture, YearNotOpen
from antragsbudget.language.messages.references import (
    AlreadyReversed,
    FinalWithoutDraw,
    Lapsed,
    NamedByOthers,
    NothingLeft,
    NothingOpen,
    NothingToKeep,
    NothingUnpaid,
    OtherAllocation,
    OtherYear,
    SameAllocation,
    TwoDraws,
    UnknownEntry,
    WrongKind,
)
from antragsbudget.language.records import Remedy

YEARS = "§ 78 (3), (4) GO NRW"


def reverse(nr: int) -> Remedy:
    return remedies.Reverse(entry=nr)


class TestKnownNames:
    """A rule of the program: an entry stands on an allocation of the header, and uses its areas and
    parties. What a file holds is asked as what is typed.
    """

    @pytest.mark.parametrize(
        "entry",
        [
            reservation(),
            commitment(),
            expense(),
            transfer(),
            supplement(),
            cut(),
            block(),
            release(),
            consent(),
            measure(),
            measure(allocation="dz"),
            setting(),
            carry_forward(),
            year_close(),
        ],
    )
    def test_the_headers_allocations_are_known(self, entry: Entry) -> None:
        assert asked_of(KnownNames(), entry) == ()

    @pytest.mark.parametrize(
        "entry",
        [
            reservation(allocation="dx"),
            commitment(allocation="dx"),
            expense(allocation="dx"),
            transfer(from_="dx"),
            transfer(to="dx"),
            supplement(allocation="dx"),
            cut(allocation="dx"),
            block(allocation="dx"),
            release(allocation="dx"),
            consent(allocation="dx"),
            measure(allocation="dx"),
            carry_forward(allocation="dx"),
        ],
    )
    def test_another_allocation_is_not(self, entry: Entry) -> None:
        assert asked_of(KnownNames(), entry) == (
            UnknownAllocation(field="allocation", text="dx", candidates=("DZ", "DCP")),
        )

    def test_a_transfer_goes_from_one_allocation_to_another(self) -> None:
        assert asked_of(KnownNames(), transfer(from_="dz", to="dz")) == (
            SameAllocation(allocation="dz"),
        )
        said = asked_of(KnownNames(), transfer(from_="dx", to="dy"))
        assert [fact(violation, "text") for violation in said] == ["dx", "dy"]

    @pytest.mark.parametrize("booked", [reservation, commitment, expense])
    def test_a_booking_names_a_measure_that_is_recorded(self, booked: Callable[..., Entry]) -> None:
        known = (measure(1), measure(2, measure="netz"))
        assert asked_of(KnownNames(), booked(3, measure="netz"), *known) == ()
        for text in ("net", "NETZ"):  # a file holds the id, whole
            assert asked_of(KnownNames(), booked(3, measure=text), *known) == (
                UnknownMeasure(field="measure", text=text, candidates=("pentest", "netz")),
            )

    def test_a_measure_brings_its_own_name(self) -> None:
        assert asked_of(KnownNames(), measure(2, measure="netz"), measure(1)) == ()

    def test_a_file_holds_the_id_and_not_the_code(self) -> None:
        (violation,) = asked_of(KnownNames(), commitment(allocation="DCP"))
        assert violation.code == "unknown_allocation"

    @pytest.mark.parametrize(
        "entry", [reservation(area="X"), commitment(area="X"), expense(area="X"), measure(area="X")]
    )
    def test_an_area_is_one_of_the_headers(self, entry: Entry) -> None:
        assert asked_of(KnownNames(), entry) == (
            UnknownArea(field="area", text="X", candidates=AREAS),
        )
        assert asked_of(KnownNames(), reservation(area=AREAS[0])) == ()

    def test_a_consent_is_that_of_a_party_to_the_condition(self) -> None:
        assert asked_of(KnownNames(), consent(party="Düsseldorf")) == (
            UnknownParty(field="party", text="Düsseldorf", candidates=PARTIES),
        )

    def test_an_allocation_without_a_condition_has_no_parties(self) -> None:
        assert asked_of(KnownNames(), consent(allocation="dcp")) == (
            NoParties(field="party", text="Neuss", candidates=()),
        )


class TestDrawing:
    """What an entry names lies on its own allocation and budget year."""

    @pytest.mark.parametrize(
        ("entry", "earlier"),
        [
            (commitment(1), []),
            (expense(1), []),
            (commitment(2, reservation=1, final=True), [reservation(1)]),
            (expense(2, reservation=1, final=True), [reservation(1)]),
            (expense(2, commitment=1, final=True), [commitment(1)]),
            (reservation(2), [reservation(1)]),
        ],
    )
    def test_a_reservation_or_a_commitment_of_its_own_place_may_be_drawn_on(
        self, entry: Entry, earlier: list[Entry]
    ) -> None:
        assert asked_of(Drawing(), entry, *earlier) == ()

    def test_not_both_at_once(self) -> None:
        assert asked_of(
            Drawing(), expense(3, reservation=1, commitment=2), reservation(1), commitment(2)
        ) == (TwoDraws(),)

    @pytest.mark.parametrize("entry", [commitment(1, final=True), expense(1, final=True)])
    def test_only_what_draws_can_be_final(self, entry: Entry) -> None:
        assert asked_of(Drawing(), entry) == (FinalWithoutDraw(),)

    @pytest.mark.parametrize(
        ("entry", "earlier", "kind", "expected"),
        [
            (commitment(2, reservation=1), commitment(1), "commitment", "reservation"),
            (expense(2, reservation=1), commitment(1), "commitment", "reservation"),
            (expense(2, commitment=1), reservation(1), "reservation", "commitment"),
            (expense(2, commitment=1), expense(1), "expense", "commitment"),
            (expense(2, commitment=1), block(1), "block", "commitment"),
        ],
    )
    def test_the_entry_named_is_of_the_kind_that_it_is_called(
        self, entry: Entry, earlier: Entry, kind: str, expected: str
    ) -> None:
        assert asked_of(Drawing(), entry, earlier) == (
            WrongKind(entry=1, kind=kind, expected=(expected,)),
        )

    @pytest.mark.parametrize("nr", [2, 3, 99])
    def test_an_entry_that_is_not_there_cannot_be_named_nor_the_entry_itself(self, nr: int) -> None:
        assert asked_of(Drawing(), commitment(2, reservation=nr), block(1)) == (
            UnknownEntry(entry=nr, last=1),
        )

    def test_it_lies_on_the_same_allocation(self) -> None:
        assert asked_of(
            Drawing(), commitment(2, allocation="dz", reservation=1), reservation()
        ) == (OtherAllocation(entry=1, allocation="dcp"),)

    def test_it_lies_in_the_same_budget_year(self) -> None:
        kept = books()
        kept.balances.open_years.add(2023)
        kept.reserve("DCP", "100,00")
        asked = kept.ask.commit("DCP", "100,00", reservation=1, year="2023")
        assert asked.violations == (OtherYear(entry=1, year=2022, source=YEARS),)


class TestNaming:
    """A rule of the program: `pay` and `refund` name an expense, `settle` a reservation or
    commitment that is open; nothing twice.
    """

    @pytest.mark.parametrize(
        ("entry", "earlier"),
        [
            (payment(2, 1), [expense(1)]),
            (refund(2, 1), [expense(1)]),
            (refund(3, 1), [expense(1), payment(2, 1)]),
            (refund(3, 1), [expense(1), refund(2, 1, amount="99.99")]),
            (payment(3, 1), [expense(1), refund(2, 1, amount="99.99")]),
            (settlement(2, 1), [reservation(1)]),
            (settlement(2, 1), [commitment(1)]),
            (settlement(3, 1), [commitment(1), expense(2, commitment=1, amount="99.99")]),
            (reservation(1), []),
        ],
    )
    def test_what_is_left_may_be_paid_refunded_and_settled(
        self, entry: Entry, earlier: list[Entry]
    ) -> None:
        assert asked_of(Naming(), entry, *earlier) == ()

    @pytest.mark.parametrize(
        ("entry", "earlier", "kind"),
        [
            (payment(3, 1), [expense(1), payment(2, 1)], NothingUnpaid),
            (payment(3, 1), [expense(1), refund(2, 1, amount="100.00")], NothingUnpaid),
            (
                payment(4, 1),
                [expense(1), payment(2, 1), refund(3, 1, amount="40.00")],
                NothingUnpaid,
            ),
            (refund(3, 1), [expense(1), refund(2, 1, amount="100.00")], NothingLeft),
            (settlement(3, 1), [reservation(1), settlement(2, 1)], NothingOpen),
            (settlement(3, 1), [commitment(1), expense(2, commitment=1)], NothingOpen),
            (
                settlement(3, 1),
                [commitment(1), expense(2, commitment=1, amount="1.00", final=True)],
                NothingOpen,
            ),
        ],
    )
    def test_where_nothing_is_left_it_may_not(
        self,
        entry: Entry,
        earlier: list[Entry],
        kind: type[NothingOpen | NothingUnpaid | NothingLeft],
    ) -> None:
        assert asked_of(Naming(), entry, *earlier) == (kind(entry=1),)

    def test_a_reservation_that_lapsed_has_nothing_open(self) -> None:
        earlier = (reservation(1), commitment(2), reservation(3), year_close(4))
        assert asked_of(Naming(), settlement(5, 3, year=2023), *earlier) == (
            Lapsed(entry=3, close=4),
        )
        assert asked_of(Naming(), settlement(5, 2, year=2023), *earlier) == ()

    @pytest.mark.parametrize(
        ("entry", "earlier", "expected"),
        [
            (payment(2, 1), commitment(1), ("expense",)),
            (refund(2, 1), reservation(1), ("expense",)),
            (refund(2, 1), block(1), ("expense",)),
            (settlement(2, 1), expense(1), ("reservation", "commitment")),
            (settlement(2, 1), setting(1), ("reservation", "commitment")),
        ],
    )
    def test_an_entry_of_another_kind_may_not(
        self, entry: Entry, earlier: Entry, expected: tuple[str, ...]
    ) -> None:
        assert asked_of(Naming(), entry, earlier) == (
            WrongKind(entry=1, kind=earlier.kind, expected=expected),
        )

    @pytest.mark.parametrize("entry", [payment(1, 9), refund(1, 9), settlement(1, 9)])
    def test_an_entry_that_is_not_there_may_not(self, entry: Entry) -> None:
        assert asked_of(Naming(), entry) == (UnknownEntry(entry=9, last=0),)


class TestTheYearOfWhatIsNamed:
    """What an entry names lies on its own allocation and budget year."""

    def test_a_payment_lies_in_the_year_of_its_expense(self) -> None:
        kept = books()
        kept.expense("DCP", "100,00")
        assert kept.ask.pay(1, year=2031).violations == (
            OtherYear(entry=1, year=2022, source=YEARS),
        )

    @pytest.mark.parametrize("kind", ["refund", "reversal", "settlement"])
    def test_nothing_else_lies_in_a_year_that_is_not_open(self, kind: str) -> None:
        kept = books()
        kept.expense("DCP", "100,00")
        kept.commit("DCP", "100,00")
        asked = {
            "refund": lambda: kept.ask.refund(1, "1,00", year=2031),
            "reversal": lambda: kept.ask.reverse(1, year=2031),
            "settlement": lambda: kept.ask.settle(2, year=2031),
        }[kind]()
        assert asked.violations == (YearNotOpen(year=2031, open=(2022,), source=YEARS),)


class TestAReversedEntry:
    """A reversed entry cannot be drawn on, settled, paid or refunded (`already_reversed`)."""

    @pytest.mark.parametrize(
        ("first", "entry"),
        [
            (reservation(1), commitment(3, reservation=1)),
            (reservation(1), expense(3, reservation=1)),
            (commitment(1), expense(3, commitment=1)),
            (commitment(1), settlement(3, 1)),
            (expense(1), payment(3, 1)),
            (expense(1), refund(3, 1)),
            (expense(1), reversal(3, 1)),
        ],
    )
    def test_is_named_by_nothing_more_and_only_that_is_said(
        self, first: Entry, entry: Entry
    ) -> None:
        rules = (Drawing(), Naming(), StandingEntry(), Reversing())
        said = [v for rule in rules for v in asked_of(rule, entry, first, reversal(2, 1))]
        assert said == [AlreadyReversed(entry=1, reversal=2)]

    def test_what_stands_may_be_named(self) -> None:
        assert asked_of(StandingEntry(), payment(2, 1), expense(1)) == ()


class TestReversing:
    """An entry can be reversed only once every draw, refund, payment and settlement that names it
    has been reversed; the refusal lists them.
    """

    @pytest.mark.parametrize(
        "entry",
        [
            reservation(1),
            commitment(1),
            expense(1),
            transfer(1),
            supplement(1),
            cut(1),
            block(1),
            release(1),
            consent(1),
        ],
    )
    def test_what_nothing_names_can_be_reversed(self, entry: Entry) -> None:
        assert asked_of(Reversing(), reversal(2, 1), entry) == ()

    @pytest.mark.parametrize(
        ("entry", "naming"),
        [
            (reservation(1), commitment(2, reservation=1)),
            (reservation(1), expense(2, reservation=1)),
            (reservation(1), settlement(2, 1)),
            (commitment(1), expense(2, commitment=1)),
            (commitment(1), settlement(2, 1)),
            (expense(1), payment(2, 1)),
            (expense(1), refund(2, 1)),
        ],
    )
    def test_what_something_names_cannot_until_that_is_reversed(
        self, entry: Entry, naming: Entry
    ) -> None:
        assert asked_of(Reversing(), reversal(3, 1), entry, naming) == (
            NamedByOthers(entry=1, others=(2,), remedies=(reverse(2),)),
        )
        assert asked_of(Reversing(), reversal(4, 1), entry, naming, reversal(3, 2)) == ()

    def test_what_lies_in_a_closed_year_is_not_told_to_reverse_what_names_it(self) -> None:
        """No reversal of what names it would help: the year is closed."""
        for earlier in (
            (expense(1), payment(2, 1)),
            (commitment(1), expense(2, commitment=1, amount="40.00")),
        ):
            assert asked_of(Reversing(), reversal(3, 1), *earlier) == (
                NamedByOthers(entry=1, others=(2,), remedies=(reverse(2),)),
            )
            assert asked_of(Reversing(), reversal(4, 1), *earlier, year_close(3)) == ()

    def test_what_lies_in_an_open_year_is_though_another_one_was_closed(self) -> None:
        earlier = (
            commitment(1),
            year_close(2),
            expense(3, commitment=1, year=2023),
            payment(4, 3, year=2023),
        )
        assert asked_of(Reversing(), reversal(5, 3, year=2023), *earlier) == (
            NamedByOthers(entry=3, others=(4,), remedies=(reverse(4),)),
        )

    def test_the_refusal_lists_all_and_shows_how_to_undo_the_last_three_the_last_first(
        self,
    ) -> None:
        draws = [expense(nr, commitment=1, amount="10.00") for nr in (2, 3, 4, 5)]
        (violation,) = asked_of(
            Reversing(), reversal(8, 1), commitment(1), *draws, reversal(6, 3), settlement(7, 1)
        )
        assert violation == NamedByOthers(
            entry=1,
            others=(2, 4, 5, 7),
            remedies=(reverse(7), reverse(5), reverse(4)),
        )

    def test_a_settled_commitment_does_not_keep_its_expenses_from_being_reversed(self) -> None:
        """A settled commitment does not keep its expenses from being reversed."""
        assert (
            asked_of(
                Reversing(),
                reversal(4, 2),
                commitment(1),
                expense(2, commitment=1, amount="60.00"),
                settlement(3, 1),
            )
            == ()
        )

    @pytest.mark.parametrize(
        ("entry", "kind"),
        [
            (reversal(2, 1), ReversalStands),
            (setting(2), SettingStands),
            (measure(2), MeasureStands),
            (carry_forward(2), CarryForwardStands),
            (year_close(2), YearEndStands),
            (issued_paper(2), PaperStands),
            (issued_paper(2, public=False), PaperStands),
        ],
    )
    def test_some_entries_are_never_reversed(self, entry: Entry, kind: type[NotReversible]) -> None:
        """Reversals, settings, measures, papers, year-ends and what they carried are not
        reversed.
        """
        assert asked_of(Reversing(), reversal(3, 2), block(1), entry) == (kind(entry=2),)

    def test_an_entry_that_is_not_there_is_not_reversed(self) -> None:
        assert asked_of(Reversing(), reversal(1, 9)) == (UnknownEntry(entry=9, last=0),)

    @pytest.mark.parametrize(
        ("earlier", "entry"),
        [
            (commitment(1), expense(2, commitment=1, final=True)),
            (reservation(1), expense(2, reservation=1, final=True)),
            (reservation(1), commitment(2, reservation=1, final=True)),
        ],
    )
    def test_keep_settled_is_for_what_was_final(self, earlier: Entry, entry: Entry) -> None:
        """`--keep-settled` gives back the draw alone (on any other entry it is `usage`)."""
        assert asked_of(Reversing(), reversal(3, 2, keep_settled=True), earlier, entry) == ()

    @pytest.mark.parametrize(
        "entry",
        [
            reservation(2),
            commitment(2),
            commitment(2, reservation=1),
            expense(2),
            expense(2, reservation=1, final=False),
            settlement(2, 1),
            block(2),
            transfer(2),
        ],
    )
    def test_keep_settled_on_any_other_entry_is_wrong_usage(self, entry: Entry) -> None:
        assert asked_of(Reversing(), reversal(3, 2, keep_settled=True), reservation(1), entry) == (
            NothingToKeep(entry=2),
        )


class TestTheCommandsMeetTheRules:
    """The same rules judge what is typed; all violations at once."""

    def test_a_draw_on_another_allocations_entry_is_not_accused_of_a_lack(self) -> None:
        kept = open_books()
        refused = kept.ask.commit("DZ", "100,00", reservation=1)
        assert [violation.code for violation in refused.violations] == ["other_allocation"]

    def test_both_a_wrong_draw_and_a_wrong_final_are_told(self) -> None:
        kept = open_books()
        refused = kept.ask.commit("DCP", "100,00", reservation=99)
        assert [type(v) for v in refused.violations] == [UnknownEntry]
        refused = kept.ask.commit("DCP", "100,00", final=True, date="2999-01-01")
        assert [type(v) for v in refused.violations] == [
            FinalWithoutDraw,
            InFuture,
        ]


def open_books() -> Books:
    kept = books()
    kept.reserve("DCP", "100,00")
    return kept
