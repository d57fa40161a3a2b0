"""What each kind of entry does to the figures, whatever the rules would say to it."""

from datetime import date

import pytest
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    FINGERPRINT,
    YEAR,
    block,
    books,
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

from antragsbudget.core.balances import (
    NOTHING,
    Balances,
    Drawdown,
    Effect,
    Item,
    ItemChange,
    Position,
    Posting,
    fold,
    stands_alone,
    voucher_key,
)
from antragsbudget.core.entries import Entry, named_by

GRANTED = eur("300000.00")


def position(**given: str) -> Position:
    return Position(appropriation=GRANTED, **{name: eur(amount) for name, amount in given.items()})


def dcp(*entries: Entry) -> Position:
    return fold(budget(), entries).position("dcp", YEAR)


class TestALedgerWithoutEntries:
    """A condition in the header (Sperrvermerk) blocks the whole amount from the start."""

    def test_blocks_what_stands_under_a_condition_and_nothing_else(self) -> None:
        assert Balances.opening(budget()).positions == {
            ("dz", 2022): position(blocked="300000.00"),
            ("dcp", 2022): position(),
        }

    def test_has_one_open_year_the_headers(self) -> None:
        assert Balances.opening(budget(fiscal_year=2023)).open_years == {2023}

    def test_has_no_money_in_another_year_or_on_another_allocation(self) -> None:
        opened = Balances.opening(budget())
        assert opened.position("dcp", 2023) == Position()
        assert opened.position("nowhere", 2022) == Position()


class TestTheWatchedAmounts:
    """unblocked = revised − ordered − committed − blocked;
    unreserved = revised − ordered − committed − reserved; available is the smaller of the two.
    """

    @pytest.mark.parametrize(
        ("blocked", "reserved", "available"),
        [("50.00", "30.00", "120.00"), ("30.00", "50.00", "120.00"), ("50.00", "50.00", "120.00")],
    )
    def test_available_is_the_smaller(self, blocked: str, reserved: str, available: str) -> None:
        held = Position(
            appropriation=eur("190.00"),
            changes=eur("10.00"),
            blocked=eur(blocked),
            reserved=eur(reserved),
            committed=eur("10.00"),
            ordered=eur("20.00"),
            paid=eur("20.00"),
        )
        assert held.revised == eur("200.00")
        assert held.unblocked == eur("170.00") - eur(blocked)
        assert held.unreserved == eur("170.00") - eur(reserved)
        assert held.available == eur(available) == min(held.unblocked, held.unreserved)


class TestWhatOneEntryChanges:
    def test_a_reservation_is_reserved(self) -> None:
        assert dcp(reservation()) == position(reserved="100.00")

    def test_a_commitment_is_committed(self) -> None:
        assert dcp(commitment()) == position(committed="100.00")

    def test_an_expense_is_ordered(self) -> None:
        assert dcp(expense()) == position(ordered="100.00")

    def test_a_block_is_blocked(self) -> None:
        assert dcp(block()) == position(blocked="100.00")

    def test_a_release_is_blocked_no_longer(self) -> None:
        after = fold(budget(), [release(amount="100.00")])
        assert after.position("dz", YEAR) == position(blocked="299900.00")

    def test_a_transfer_is_a_change_on_both_sides(self) -> None:
        after = fold(budget(), [transfer(amount="100.00")])
        assert after.position("dcp", YEAR) == position(changes="-100.00")
        assert after.position("dz", YEAR) == position(changes="100.00", blocked="300000.00")

    def test_a_supplement_is_a_change(self) -> None:
        assert dcp(supplement()) == position(changes="100.00")

    def test_a_cut_is_a_change(self) -> None:
        assert dcp(cut()) == position(changes="-100.00")

    @pytest.mark.parametrize(
        ("earlier", "amount", "blocked"),
        [
            ([block(1, amount="100.00")], "299900.00", "100.00"),
            ([block(1, amount="100.00")], "299900.01", "99.99"),
            ([block(1, amount="100.00"), commitment(2, amount="50.00")], "299850.00", "100.00"),
            ([block(1, amount="100.00"), commitment(2, amount="50.00")], "299850.01", "99.99"),
            ([block(1, amount="100.00"), expense(2, amount="50.00")], "299949.99", "0.01"),
            ([block(1, amount="100.00"), expense(2, amount="50.00")], "299950.00", "0.00"),
            ([block(1, amount="100.00"), expense(2, amount="50.00")], "299950.01", "0.00"),
            ([block(1, amount="100.00"), reservation(2, amount="50.00")], "299900.00", "100.00"),
        ],
    )
    def test_a_cut_leaves_blocked_at_most_what_is_neither_ordered_nor_bound_and_at_least_nothing(
        self, earlier: list[Entry], amount: str, blocked: str
    ) -> None:
        """`blocked` becomes at most `revised − ordered − committed`, at least 0."""
        after = dcp(*earlier, cut(3, amount=amount))
        assert (after.changes, after.blocked) == (-eur(amount), eur(blocked))

    def test_a_carry_forward_is_a_change_in_both_years_with_what_stays_blocked(self) -> None:
        after = fold(budget(), [carry_forward(allocation="dz", amount="70.00", blocked="40.00")])
        assert after.position("dz", 2022) == position(changes="-70.00", blocked="299960.00")
        assert after.position("dz", 2023) == Position(changes=eur("70.00"), blocked=eur("40.00"))

    def test_the_end_of_a_year_moves_commitments_and_drops_reservations(self) -> None:
        before = fold(
            budget(), [reservation(1), commitment(2, reservation=1, amount="30.00"), expense(3)]
        )
        effect = before.record(year_close(4))
        assert effect == Effect(
            postings=(
                Posting("dcp", 2022, "reserved", eur("-70.00")),
                Posting("dcp", 2022, "committed", eur("-30.00")),
                Posting("dcp", 2023, "committed", eur("30.00")),
                Posting("dcp", 2022, "changes", eur("-30.00")),
                Posting("dcp", 2023, "changes", eur("30.00")),
            ),
            item_changes=(ItemChange(1, left=eur("-70.00")), ItemChange(2, years=1)),
        )
        assert before.position("dcp", 2022) == position(changes="-30.00", ordered="100.00")
        assert before.position("dcp", 2023) == Position(
            changes=eur("30.00"), committed=eur("30.00")
        )
        assert (before.open_years, before.closed) == ({2023}, {2022: year_close(4)})

    def test_undone_brings_each_booking_back_to_its_year(self) -> None:
        effect = Effect(item_changes=(ItemChange(1, left=eur("-70.00")), ItemChange(2, years=1)))
        undone = Effect(item_changes=(ItemChange(1, left=eur("70.00")), ItemChange(2, years=-1)))
        assert (effect.inverse(), undone.inverse()) == (undone, effect)
        after = fold(budget(), [reservation(1), commitment(2), year_close(3), reversal(4, 3)])
        assert [(nr, item.year, item.left) for nr, item in after.items.items()] == [
            (1, 2022, eur("100.00")),
            (2, 2022, eur("100.00")),
        ]

    @pytest.mark.parametrize(
        "entry", [consent(), measure(planned="5.00"), setting(), issued_paper()]
    )
    def test_evidence_and_settings_change_no_figure(self, entry: Entry) -> None:
        """Evidence, never a switch."""
        after = Balances.opening(budget())
        assert after.record(entry) == NOTHING
        assert after.positions == Balances.opening(budget()).positions

    def test_an_entry_is_counted_in_the_year_that_it_stores(self) -> None:
        after = fold(budget(), [commitment(date=date(2023, 1, 10), year=2022)])
        assert after.position("dcp", 2022) == position(committed="100.00")
        assert after.position("dcp", 2023) == Position()

    def test_a_step_leaves_the_effect_it_said_before(self) -> None:
        before = fold(budget(), [reservation(1)])
        entry = commitment(2, reservation=1, amount="30.00", final=True)
        said = before.effect(entry)
        assert before == fold(budget(), [reservation(1)])
        assert before.record(entry) == said


class TestDrawingDown:
    """A commitment or an expense that names a reservation, and an expense that names a commitment,
    uses up what it names by value; only the excess needs free money, and is named. The remainder
    stays open until it is settled.
    """

    def test_a_part_leaves_the_remainder_open(self) -> None:
        after = fold(budget(), [reservation(1), commitment(2, reservation=1, amount="30.00")])
        assert after.position("dcp", YEAR) == position(reserved="70.00", committed="30.00")
        assert after.effects[2] == Effect(
            postings=(
                Posting("dcp", 2022, "reserved", eur("-30.00")),
                Posting("dcp", 2022, "committed", eur("30.00")),
            ),
            item_changes=(ItemChange(1, left=eur("-30.00")), ItemChange(2, left=eur("30.00"))),
            drawdown=Drawdown(1, eur("30.00"), eur("0.00"), eur("0.00"), eur("70.00")),
        )

    def test_the_last_draw_can_be_final_and_release_the_remainder(self) -> None:
        after = fold(
            budget(), [reservation(1), commitment(2, reservation=1, amount="30.00", final=True)]
        )
        assert after.position("dcp", YEAR) == position(committed="30.00")
        assert after.effects[2].drawdown == Drawdown(
            1, eur("30.00"), eur("70.00"), eur("0.00"), eur("0.00")
        )

    @pytest.mark.parametrize(
        ("amount", "drawn", "excess", "still_open"),
        [
            ("99.99", "99.99", "0.00", "0.01"),
            ("100.00", "100.00", "0.00", "0.00"),
            ("100.01", "100.00", "0.01", "0.00"),
        ],
    )
    @pytest.mark.parametrize("final", [True, None])
    def test_only_what_exceeds_what_is_open_is_excess(
        self, amount: str, drawn: str, excess: str, still_open: str, final: bool | None
    ) -> None:
        after = fold(
            budget(), [commitment(1), expense(2, commitment=1, amount=amount, final=final)]
        )
        released = eur(still_open) if final else eur("0.00")
        left = eur("0.00") if final else eur(still_open)
        assert after.effects[2].drawdown == Drawdown(1, eur(drawn), released, eur(excess), left)
        assert after.position("dcp", YEAR) == position(ordered=amount, committed=str(left))

    @pytest.mark.parametrize("end", [settlement(2, 1), expense(2, commitment=1)])
    @pytest.mark.parametrize("final", [True, None])
    def test_on_a_settled_or_used_up_entry_all_of_it_is_excess(
        self, end: Entry, final: bool | None
    ) -> None:
        after = fold(
            budget(), [commitment(1), end, expense(3, commitment=1, amount="30.00", final=final)]
        )
        assert after.effects[3].drawdown == Drawdown(
            1, eur("0.00"), eur("0.00"), eur("30.00"), eur("0.00")
        )
        assert after.position("dcp", YEAR).committed == 0

    def test_an_expense_may_draw_on_a_reservation_without_a_commitment(self) -> None:
        assert dcp(
            reservation(1), expense(2, reservation=1, amount="40.00", final=True)
        ) == position(ordered="40.00")

    def test_money_goes_from_reserved_to_committed_to_ordered_to_paid(self) -> None:
        entries: list[Entry] = [
            reservation(1, amount="100.00"),
            commitment(2, reservation=1, amount="80.00"),
            expense(3, commitment=2, amount="50.00"),
            payment(4, 3),
        ]
        assert dcp(*entries[:2]) == position(reserved="20.00", committed="80.00")
        assert dcp(*entries[:3]) == position(reserved="20.00", committed="30.00", ordered="50.00")
        assert dcp(*entries) == position(
            reserved="20.00", committed="30.00", ordered="50.00", paid="50.00"
        )

    def test_excess_is_not_assigned_anew_when_an_earlier_draw_is_reversed(self) -> None:
        """Excess is not assigned anew when an earlier draw is reversed."""
        after = fold(
            budget(),
            [
                commitment(1, amount="100.00"),
                expense(2, commitment=1, amount="80.00"),
                expense(3, commitment=1, amount="50.00"),
                reversal(4, 2),
            ],
        )
        assert after.effects[3].drawdown == Drawdown(
            1, eur("20.00"), eur("0.00"), eur("30.00"), eur("0.00")
        )
        assert after.items[1].left == eur("80.00")
        assert after.position("dcp", YEAR) == position(committed="80.00", ordered="50.00")


class TestSettling:
    """`settle` releases the open remainder of a reservation or commitment."""

    @pytest.mark.parametrize(
        ("entry", "draw", "after"),
        [
            (reservation(1), commitment(2, reservation=1, amount="30.00"), {"committed": "30.00"}),
            (commitment(1), expense(2, commitment=1, amount="30.00"), {"ordered": "30.00"}),
        ],
    )
    def test_frees_what_is_open_and_nothing_else(
        self, entry: Entry, draw: Entry, after: dict[str, str]
    ) -> None:
        settled = fold(budget(), [entry, draw, settlement(3, 1)])
        assert settled.position("dcp", YEAR) == position(**after)
        assert settled.items[1].left == 0


class TestPaymentAndRefund:
    """`pay` notes what is left unpaid of the expense at that moment. A refund lowers `ordered`, and
    `paid` if more were paid than is left; it does not reopen the commitment.
    """

    def test_a_payment_changes_nothing_but_paid(self) -> None:
        assert dcp(expense(1), payment(2, 1)) == position(ordered="100.00", paid="100.00")

    def test_a_payment_notes_what_a_refund_has_left(self) -> None:
        assert dcp(expense(1), refund(2, 1, amount="40.00"), payment(3, 1)) == position(
            ordered="60.00", paid="60.00"
        )

    def test_a_second_payment_would_note_nothing(self) -> None:
        after = fold(budget(), [expense(1), payment(2, 1)])
        assert after.effect(payment(3, 1)) == Effect(
            (Posting("dcp", 2022, "paid", eur("0.00")),), (ItemChange(1, paid=eur("0.00")),)
        )

    def test_a_refund_on_an_unpaid_expense_lowers_what_is_ordered(self) -> None:
        assert dcp(expense(1), refund(2, 1, amount="40.00")) == position(ordered="60.00")

    def test_a_refund_on_a_paid_expense_lowers_what_is_paid_as_well(self) -> None:
        assert dcp(expense(1), payment(2, 1), refund(3, 1, amount="40.00")) == position(
            ordered="60.00", paid="60.00"
        )

    @pytest.mark.parametrize(
        ("amount", "ordered", "paid"),
        [("39.99", "60.01", "60.00"), ("40.00", "60.00", "60.00"), ("40.01", "59.99", "59.99")],
    )
    def test_a_refund_on_a_partly_paid_expense_takes_the_unpaid_part_first(
        self, amount: str, ordered: str, paid: str
    ) -> None:
        partly_paid = fold(budget(), [expense(1)])
        partly_paid.items[1].paid = eur("60.00")
        partly_paid.positions["dcp", 2022].paid = eur("60.00")
        partly_paid.record(refund(2, 1, amount=amount))
        assert partly_paid.position("dcp", YEAR) == position(ordered=ordered, paid=paid)

    def test_a_refund_does_not_reopen_the_commitment(self) -> None:
        after = fold(
            budget(),
            [commitment(1), expense(2, commitment=1), refund(3, 2, amount="40.00")],
        )
        assert after.items[1].left == 0
        assert after.position("dcp", YEAR) == position(ordered="60.00")


class TestReversal:
    """Undoes exactly what its entry itself changed."""

    @pytest.mark.parametrize(
        ("earlier", "entry"),
        [
            ([], reservation(2)),
            ([], commitment(2)),
            ([], expense(2)),
            ([], transfer(2)),
            ([], supplement(2)),
            ([], cut(2)),
            ([block(1)], cut(2, amount="299950.00")),
            ([commitment(1)], cut(2, amount="300000.00")),
            ([], block(2)),
            ([], release(2)),
            ([], consent(2)),
            ([reservation(1)], commitment(2, reservation=1, amount="30.00")),
            ([reservation(1)], commitment(2, reservation=1, amount="30.00", final=True)),
            ([reservation(1)], expense(2, reservation=1, amount="130.00")),
            ([commitment(1)], expense(2, commitment=1, amount="30.00", final=True)),
            ([expense(1)], payment(2, 1)),
            ([expense(1)], refund(2, 1)),
            ([commitment(1)], settlement(2, 1)),
            ([reservation(1)], settlement(2, 1)),
        ],
    )
    def test_of_any_entry_leaves_the_figures_as_they_were(
        self, earlier: list[Entry], entry: Entry
    ) -> None:
        before = fold(budget(), earlier)
        after = fold(budget(), [*earlier, entry, reversal(3, 2)])
        assert after.positions == before.positions
        assert all(after.items[nr] == item for nr, item in before.items.items())
        assert after.reversed_by == {2: 3}

    def test_of_a_refund_gives_back_what_it_took_from_paid(self) -> None:
        assert dcp(expense(1), payment(2, 1), refund(3, 1), reversal(4, 3)) == position(
            ordered="100.00", paid="100.00"
        )

    def test_of_an_expense_reopens_a_commitment_that_was_settled_since_by_the_draw_alone(
        self,
    ) -> None:
        """A settled commitment does not keep its expenses from being reversed."""
        after = fold(
            budget(),
            [
                commitment(1),
                expense(2, commitment=1, amount="60.00"),
                settlement(3, 1),
                reversal(4, 2),
            ],
        )
        assert after.position("dcp", YEAR) == position(committed="60.00")
        assert after.items == {
            1: Item(commitment(1), 2022, eur("60.00")),
            2: Item(expense(2, commitment=1, amount="60.00"), 2022),
        }

    def test_of_that_settlement_then_binds_the_rest_again(self) -> None:
        assert dcp(
            commitment(1),
            expense(2, commitment=1, amount="60.00"),
            settlement(3, 1),
            reversal(4, 2),
            reversal(5, 3),
        ) == position(committed="100.00")

    @pytest.mark.parametrize(
        ("named", "drawing", "figure"),
        [
            (reservation(1), commitment(2, reservation=1, amount="30.00", final=True), "reserved"),
            (reservation(1), expense(2, reservation=1, amount="30.00", final=True), "reserved"),
            (commitment(1), expense(2, commitment=1, amount="30.00", final=True), "committed"),
        ],
    )
    def test_keep_settled_gives_back_the_draw_alone(
        self, named: Entry, drawing: Entry, figure: str
    ) -> None:
        after = fold(budget(), [named, drawing, reversal(3, 2, keep_settled=True)])
        assert after.position("dcp", YEAR) == position(**{figure: "30.00"})
        assert (after.items[1].left, after.items[2].left) == (eur("30.00"), eur("0.00"))

    def test_of_what_is_reversed_already_changes_nothing(self) -> None:
        after = fold(budget(), [expense(1), reversal(2, 1)])
        assert after.effect(reversal(3, 1)) == NOTHING


class TestAnyHistoryHasItsFigures:
    """Nothing here refuses: what may be recorded is for the rules to say."""

    @pytest.mark.parametrize(
        "entry",
        [payment(1, 9), settlement(1, 9), refund(1, 9), reversal(1, 9)],
    )
    def test_what_names_nothing_known_changes_nothing(self, entry: Entry) -> None:
        after = Balances.opening(budget())
        assert after.record(entry) == NOTHING

    @pytest.mark.parametrize("entry", [payment(2, 1), refund(2, 1)])
    def test_only_an_expense_is_paid_or_refunded(self, entry: Entry) -> None:
        assert fold(budget(), [commitment(1)]).effect(entry) == NOTHING

    @pytest.mark.parametrize("year", [2021, 2023])
    def test_only_an_open_year_ends(self, year: int) -> None:
        after = fold(budget(), [commitment(1)])
        assert after.record(year_close(2, year=year)) == NOTHING
        assert (after.open_years, after.closed) == ({2022}, {})

    def test_a_year_ends_once(self) -> None:
        after = fold(budget(), [commitment(1), year_close(2)])
        assert after.record(year_close(3)) == NOTHING
        assert (after.open_years, after.closed) == ({2023}, {2022: year_close(2)})

    def test_an_expense_is_not_settled(self) -> None:
        assert fold(budget(), [expense(1)]).effect(settlement(2, 1)) == NOTHING

    @pytest.mark.parametrize("named", [1, 9])
    def test_what_draws_on_an_expense_or_on_nothing_draws_nothing(self, named: int) -> None:
        after = fold(budget(), [expense(1), commitment(2, reservation=named, final=True)])
        assert after.effects[2].drawdown is None
        assert after.position("dcp", YEAR) == position(ordered="100.00", committed="100.00")


class TestWhatAnEntryNames:
    @pytest.mark.parametrize(
        ("entry", "numbers"),
        [
            (reservation(9), ()),
            (commitment(9), ()),
            (commitment(9, reservation=1), (1,)),
            (expense(9), ()),
            (expense(9, commitment=2), (2,)),
            (expense(9, reservation=1), (1,)),
            (expense(9, commitment=2, reservation=1), (2, 1)),
            (payment(9, 3), (3,)),
            (settlement(9, 3), (3,)),
            (refund(9, 3), (3,)),
            (reversal(9, 3), (3,)),
            (transfer(9), ()),
            (supplement(9), ()),
            (cut(9), ()),
            (block(9), ()),
            (release(9), ()),
            (consent(9), ()),
            (measure(9), ()),
            (setting(9), ()),
            (carry_forward(9), ()),
            (year_close(9), ()),
            (issued_paper(9), ()),
        ],
    )
    def test_is_listed_for_every_kind(self, entry: Entry, numbers: tuple[int, ...]) -> None:
        assert named_by(entry) == numbers

    def test_what_was_reversed_names_nothing_any_more(self) -> None:
        after = fold(budget(), [expense(1), refund(2, 1), payment(3, 1), reversal(4, 2)])
        assert after.naming == {1: [2, 3], 2: [4]}
        assert after.live_names(1) == [3]
        assert after.live_names(9) == []


class TestConsents:
    """What a party answered, the latest answer last: what counts is the day on which somebody
    answered, not the one on which it was recorded.
    """

    def test_are_kept_by_party_the_latest_answer_last(self) -> None:
        answers = (consent(1), consent(2, party="Jüchen"), consent(3, answer="withdrawn"))
        assert fold(budget(), answers).answers("dz") == {
            "Neuss": [answers[0], answers[2]],
            "Jüchen": [answers[1]],
        }

    @pytest.mark.parametrize(
        ("days", "order"),
        [((BEFORE, DAY), [1, 2]), ((DAY, DAY), [1, 2]), ((DAY, BEFORE), [2, 1])],
    )
    def test_the_latest_is_that_of_the_latest_day_and_of_one_day_the_last_recorded(
        self, days: tuple[date, date], order: list[int]
    ) -> None:
        first, second = days
        after = fold(budget(), [consent(1, date=first), consent(2, date=second)])
        assert [answer.nr for answer in after.answers("dz")["Neuss"]] == order

    def test_a_reversed_answer_gives_way_to_the_one_before(self) -> None:
        after = fold(budget(), [consent(1), consent(2, answer="refused"), reversal(3, 2)])
        assert after.answers("dz") == {"Neuss": [consent(1)]}

    def test_an_answer_belongs_to_its_allocation(self) -> None:
        assert fold(budget(), [consent(1)]).answers("dcp") == {}


class TestSettings:
    def test_without_an_entry_the_header_stands(self) -> None:
        opened = Balances.opening(budget(warn_at=eur("0.75"), four_eyes_from=eur("5000.00")))
        assert (opened.warn_at, opened.four_eyes_from) == (eur("0.75"), eur("5000.00"))

    def test_without_either_it_is_ninety_per_cent_and_no_four_eyes(self) -> None:
        opened = Balances.opening(budget())
        assert (opened.warn_at, opened.four_eyes_from) == (eur("0.90"), None)

    def test_the_latest_entry_stands(self) -> None:
        after = fold(
            budget(),
            [
                setting(1, value="0.80"),
                setting(2, value="0.70"),
                setting(3, key="four_eyes_from", value="5000.00"),
            ],
        )
        assert (after.warn_at, after.four_eyes_from) == (eur("0.70"), eur("5000.00"))


class TestTheFingerprint:
    """The fingerprint is the last hash, of an empty ledger hash(0)."""

    def test_of_a_ledger_without_entries_is_that_of_its_header(self) -> None:
        assert Balances.opening(budget(), FINGERPRINT).fingerprint == FINGERPRINT
        assert fold(budget(), [], FINGERPRINT).fingerprint == FINGERPRINT

    def test_is_the_hash_of_the_last_entry_whatever_the_entry(self) -> None:
        after = Balances.opening(budget(), FINGERPRINT)
        after.record(block(1, hash="1" * 64))
        assert after.fingerprint == "1" * 64
        after.record(issued_paper(2, hash="2" * 64))
        assert after.fingerprint == "2" * 64

    def test_is_empty_where_nobody_asks_for_it(self) -> None:
        assert (Balances.opening(budget()).fingerprint, fold(budget(), []).fingerprint) == ("", "")


class TestWhatStandsAlone:
    """What an entry changes is the same whatever was recorded before it, or it says so."""

    BEFORE = (reservation(1), commitment(2), expense(3), block(4, amount="50000.00"))

    @pytest.mark.parametrize(
        "entry",
        [
            *(reservation(9), commitment(9), expense(9), transfer(9), supplement(9), block(9)),
            *(release(9), consent(9), measure(9), setting(9), issued_paper(9), carry_forward(9)),
        ],
        ids=lambda entry: entry.kind,
    )
    def test_names_nothing(self, entry: Entry) -> None:
        assert stands_alone(entry)
        before = fold(budget(), self.BEFORE)
        assert before.effect(entry) == Balances.opening(budget()).effect(entry)

    @pytest.mark.parametrize(
        "entry",
        [
            *(commitment(9, reservation=1), expense(9, commitment=2), expense(9, reservation=1)),
            *(payment(9, 3), settlement(9, 1), refund(9, 3), reversal(9, 3), year_close(9)),
            cut(9, amount="280000.00"),
        ],
        ids=lambda entry: entry.kind,
    )
    def test_does_not_where_it_draws_pays_undoes_cuts_or_closes(self, entry: Entry) -> None:
        assert not stands_alone(entry)
        before = fold(budget(), self.BEFORE)
        assert before.effect(entry) != Balances.opening(budget()).effect(entry)


class TestEarlierVouchers:
    """Same payee and voucher: who holds the first entries elsewhere says which of them it is."""

    def test_stand_before_those_recorded_here(self) -> None:
        asked = expense(3, voucher="R")
        after = fold(budget(), [expense(1, voucher="other"), expense(2, voucher="R")])
        after.earlier_vouchers = lambda key: {voucher_key(asked): [1]}.get(key, [])
        assert [one.nr for one in after.same_voucher(asked)] == [1, 2]
        assert [*after.same_voucher(expense(3, voucher="R", payee="Kabel KG"))] == []


class TestWhatBlocks:
    """Entries that changed what is blocked are known, so that nobody has to look for them."""

    def test_are_blocks_releases_cuts_into_blocked_money_and_what_undoes_them(self) -> None:
        entries: list[Entry] = [
            *(block(1, amount="100.00"), reservation(2), release(3, amount="40.00"), expense(4)),
            *(cut(5, amount="1.00"), reversal(6, 3), reversal(7, 2), setting(8)),
            carry_forward(9, blocked="10.00"),
            carry_forward(10),
        ]
        assert fold(budget(), entries).blocking == [1, 3, 6, 9]


class TestIssuedPapers:
    """Issuing appends the entry `paper`."""

    def test_are_kept_in_their_order(self) -> None:
        first, second = issued_paper(1), issued_paper(3, public=False)
        assert fold(budget(), [first, block(2), second]).papers == [first, second]
        assert fold(budget(), [block(1)]).papers == []


class TestTheBlockedShare:
    """Free money is taken first; carried money that was blocked stays blocked."""

    @pytest.mark.parametrize(
        ("committed", "amount", "share"),
        [
            ("0.00", "70.00", "0.00"),
            ("0.00", "70.01", "0.01"),
            ("0.00", "100.00", "30.00"),
            ("20.00", "50.00", "0.00"),
            ("20.00", "50.01", "0.01"),
            ("70.00", "0.01", "0.01"),
            ("90.00", "0.01", "0.01"),  # a shortfall: nothing is free
            ("90.00", "30.01", "30.00"),  # never more than is blocked
        ],
    )
    def test_is_what_exceeds_the_free_money(self, committed: str, amount: str, share: str) -> None:
        held = Position(appropriation=eur("100.00"), blocked=eur("30.00"), committed=eur(committed))
        assert held.blocked_share(eur(amount)) == eur(share)


class TestAsOf:
    """`--as-of` replays, in recorded order, the entries valued up to that day, drawing anew and
    without the rule.
    """

    def test_what_was_drawn_later_is_still_open(self) -> None:
        entries: list[Entry] = [
            commitment(1, date=BEFORE),
            expense(2, commitment=1, amount="30.00"),
        ]
        assert valued_up_to(BEFORE, entries) == position(committed="100.00")
        assert valued_up_to(DAY, entries) == position(committed="70.00", ordered="30.00")

    def test_a_settlement_valued_before_a_draw_recorded_earlier_releases_all(self) -> None:
        entries: list[Entry] = [
            commitment(1, date=BEFORE),
            expense(2, commitment=1, amount="30.00", date=AFTER),
            settlement(3, 1, date=DAY),
        ]
        assert valued_up_to(DAY, entries) == position()
        assert valued_up_to(AFTER, entries) == position(ordered="30.00")

    def test_a_cut_takes_what_is_blocked_on_that_day(self) -> None:
        entries: list[Entry] = [
            block(1, amount="300000.00", date=BEFORE),
            release(2, allocation="dcp", amount="100.00", date=AFTER),
            cut(3, amount="100.00", date=DAY),
        ]
        assert valued_up_to(DAY, entries) == position(changes="-100.00", blocked="299900.00")
        assert valued_up_to(AFTER, entries) == position(changes="-100.00", blocked="299900.00")

    def test_a_transfer_may_be_valued_before_the_money_that_it_takes(self) -> None:
        entries: list[Entry] = [
            supplement(1, amount="100.00", date=AFTER),
            transfer(2, amount="300100.00", date=DAY),
        ]
        assert valued_up_to(DAY, entries) == position(changes="-300100.00")
        assert valued_up_to(AFTER, entries) == position(changes="-300000.00")

    def test_excess_is_drawn_anew(self) -> None:
        entries: list[Entry] = [
            commitment(1, date=BEFORE),
            expense(2, commitment=1, amount="80.00", date=AFTER),
            expense(3, commitment=1, amount="50.00", date=DAY),
        ]
        assert valued_up_to(DAY, entries) == position(committed="50.00", ordered="50.00")
        assert valued_up_to(AFTER, entries) == position(ordered="130.00")


def valued_up_to(day: date, entries: list[Entry]) -> Position:
    return dcp(*(entry for entry in entries if entry.date <= day))


class TestReservationsOnBlockedMoney:
    """Which reservation lies on blocked money is not fixed: the first one drawn uses the free
    part.
    """

    def test_the_first_one_drawn_uses_the_free_part(self) -> None:
        on_dz = books()
        on_dz.release("DZ", "100.000,00")
        on_dz.reserve("DZ", "200.000,00")
        on_dz.reserve("DZ", "100.000,00")
        on_dz.commit("DZ", "100.000,00", reservation=3)
        refused = on_dz.ask.commit("DZ", "0,01", reservation=2)
        assert [violation.code for violation in refused.violations] == ["blocked"]
