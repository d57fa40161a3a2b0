"""What the money covers: the floor under every figure, and the two watched amounts."""

from typing import Any

import pytest
from tests.builders import (
    Books,
    asked_of,
    block,
    books,
    commitment,
    eur,
    expense,
    figures,
    payment,
    refund,
    release,
    reservation,
    reversal,
    setting,
)

from antragsbudget.core.admission import Decision
from antragsbudget.core.entries import Entry
from antragsbudget.core.rules.funds import Availability, Floor
from antragsbudget.core.violations import Remedy, Violation

SOURCE = "§ 24 KomHVO NRW"


def lack(code: str, says: str, *remedies: Remedy, **facts: Any) -> Violation:
    """Return the refusal of an amount that is not covered; figures not given are zero."""
    amounts = dict.fromkeys(("blocked", "reserved", "committed", "ordered", "available"), "0.00")
    given = {"revised": "300000.00", **amounts, **facts}
    known = [key for key in (*amounts, "revised", "amount", "missing") if key in given]
    money = {key: eur(given[key]) for key in known}
    return Violation(
        code,
        says,
        {"allocation": given["allocation"], "year": 2022, "kind": given["kind"], **money},
        remedies,
        SOURCE,
    )


def at_most(amount: str) -> Remedy:
    return Remedy("at_most", {"amount": eur(amount)})


def free(amount: str, allocation: str = "dz") -> Remedy:
    return Remedy("release", {"allocation": allocation, "amount": eur(amount)})


def more(missing: str) -> Remedy:
    return Remedy("more_money", {"missing": eur(missing)})


def reserved_instead(amount: str) -> Remedy:
    return Remedy("reserve", {"allocation": "dz", "amount": eur(amount)})


def codes(decision: Decision) -> list[str]:
    return [violation.code for violation in decision.violations]


class TestTheRule:
    """An entry is admitted only if afterwards each of them is ≥ 0 or has not fallen."""

    @pytest.mark.parametrize("verb", ["reserve", "commit", "expense"])
    def test_the_last_cent_is_covered(self, verb: str) -> None:
        asked = getattr(books().ask, verb)("DCP", "300.000,00")
        assert asked.violations == ()

    @pytest.mark.parametrize(
        ("verb", "kind"),
        [("reserve", "reservation"), ("commit", "commitment"), ("expense", "expense")],
    )
    def test_one_cent_more_is_not(self, verb: str, kind: str) -> None:
        asked = getattr(books().ask, verb)("DCP", "300.000,01")
        assert asked.violations == (
            lack(
                "not_available",
                "not_available",
                at_most("300000.00"),
                more("0.01"),
                allocation="dcp",
                kind=kind,
                amount="300000.01",
                missing="0.01",
                available="300000.00",
            ),
        )
        assert (asked.entry, asked.before, asked.notices) == (None, asked.after, ())

    def test_where_nothing_is_left_nothing_is_proposed_but_more_money(self) -> None:
        kept = books()
        kept.expense("DCP", "300.000,00")
        assert kept.ask.commit("DCP", "0,01").violations == (
            lack(
                "not_available",
                "not_available",
                more("0.01"),
                allocation="dcp",
                kind="commitment",
                amount="0.01",
                missing="0.01",
                ordered="300000.00",
            ),
        )

    def test_nobody_takes_what_others_reserved(self) -> None:
        kept = books()
        kept.reserve("DCP", "100.000,00")
        assert kept.ask.commit("DCP", "200.000,00").violations == ()
        assert kept.ask.commit("DCP", "200.000,01").violations == (
            lack(
                "not_available",
                "not_available",
                Remedy(
                    "draw_reservation",
                    {"entry": 1, "amount": eur("100000.00"), "purpose": "Studie"},
                ),
                at_most("200000.00"),
                more("0.01"),
                allocation="dcp",
                kind="commitment",
                amount="200000.01",
                missing="0.01",
                reserved="100000.00",
                available="200000.00",
            ),
        )

    @pytest.mark.parametrize("verb", ["commit", "expense"])
    def test_nobody_binds_blocked_money(self, verb: str) -> None:
        kept = books()
        kept.release("DZ", "100.000,00")
        assert getattr(kept.ask, verb)("DZ", "100.000,00").violations == ()
        (violation,) = getattr(kept.ask, verb)("DZ", "100.000,01").violations
        assert violation.code == "blocked"

    def test_a_reservation_may_be_noted_on_blocked_money(self) -> None:
        """A Vormerkung may be noted on blocked money (it is planning)."""
        kept = books()
        assert kept.ask.reserve("DZ", "300.000,00").violations == ()
        assert kept.ask.reserve("DZ", "300.000,01").violations == (
            lack(
                "not_available",
                "not_available",
                at_most("300000.00"),
                more("0.01"),
                allocation="dz",
                kind="reservation",
                amount="300000.01",
                missing="0.01",
                blocked="300000.00",
            ),
        )

    @pytest.mark.parametrize("verb", ["commit", "expense"])
    def test_only_the_excess_of_a_draw_needs_free_money(self, verb: str) -> None:
        kept = books()
        kept.reserve("DCP", "100.000,00")
        kept.commit("DCP", "190.000,00")
        ask = getattr(kept.ask, verb)
        assert ask("DCP", "110.000,00", reservation=1).violations == ()
        (violation,) = ask("DCP", "110.000,01", reservation=1).violations
        assert violation.facts["missing"] == eur("0.01")
        assert violation.remedies == (at_most("110000.00"), more("0.01"))

    def test_money_of_one_allocation_does_not_cover_another(self) -> None:
        kept = books()
        kept.release("DZ", "alles")
        assert kept.ask.commit("DZ", "300.000,00").violations == ()
        assert codes(kept.ask.commit("DZ", "300.000,01")) == ["not_available"]


class TestBlockedOrNotAvailable:
    """`blocked`: it would be covered but for the block; `missing` is the largest lack among the
    amounts that fail.
    """

    def test_what_a_release_would_cover_is_blocked(self) -> None:
        assert books().ask.commit("DZ", "300.000,00").violations == (
            lack(
                "blocked",
                "blocked",
                free("300000.00"),
                reserved_instead("300000.00"),
                allocation="dz",
                kind="commitment",
                amount="300000.00",
                missing="300000.00",
                blocked="300000.00",
            ),
        )

    def test_one_cent_more_than_a_release_would_cover_is_not_available(self) -> None:
        assert books().ask.commit("DZ", "300.000,01").violations == (
            lack(
                "not_available",
                "not_available",
                free("300000.00"),
                more("0.01"),
                allocation="dz",
                kind="commitment",
                amount="300000.01",
                missing="300000.01",
                blocked="300000.00",
            ),
        )

    def test_an_expense_is_not_advised_to_become_a_reservation(self) -> None:
        (violation,) = books().ask.expense("DZ", "100,00").violations
        assert (violation.code, violation.remedies) == ("blocked", (free("100.00"),))

    @pytest.mark.parametrize(
        ("amount", "code"), [("150.000,00", "blocked"), ("150.000,01", "not_available")]
    )
    def test_what_others_reserved_is_not_the_blocks_fault(self, amount: str, code: str) -> None:
        kept = books()
        kept.release("DZ", "100.000,00")
        kept.reserve("DZ", "150.000,00")
        assert codes(kept.ask.commit("DZ", amount)) == [code]

    @pytest.mark.parametrize(
        ("released", "reserved", "missing"),
        [
            ("200.000,00", "50.000,00", "50000.00"),
            ("200.000,00", "100.000,00", "50000.00"),
            ("200.000,00", "100.000,01", "50000.01"),
        ],
    )
    def test_missing_is_the_larger_lack(self, released: str, reserved: str, missing: str) -> None:
        kept = books()
        kept.release("DZ", released)
        kept.reserve("DZ", reserved)
        (violation,) = kept.ask.commit("DZ", "250.000,00").violations
        assert violation.facts["missing"] == eur(missing)

    def test_a_draw_on_a_reservation_is_blocked_although_others_reserved_the_rest(self) -> None:
        kept = books()
        kept.reserve("DZ", "200.000,00")
        kept.reserve("DZ", "100.000,00")
        (violation,) = kept.ask.commit("DZ", "200.000,00", reservation=1).violations
        assert (violation.code, violation.remedies) == ("blocked", (free("200000.00"),))

    @pytest.mark.parametrize(
        ("reserved", "needed"), [("80.000,00", "30000.00"), ("120.000,00", "70000.00")]
    )
    def test_the_ways_out_are_enough_together(self, reserved: str, needed: str) -> None:
        kept = books()
        kept.release("DZ", "200.000,00")
        kept.reserve("DZ", reserved)
        (violation,) = kept.ask.commit("DZ", "250.000,00").violations
        assert more(needed) in violation.remedies


class TestTheNearestWayOut:
    """What to type next, nothing invented."""

    def test_an_expense_is_shown_what_it_could_draw_on_the_largest_first(self) -> None:
        kept = books()
        kept.reserve("DCP", "40.000,00", purpose="Studie")
        kept.commit("DCP", "60.000,00", purpose="Netz")
        kept.reserve("DCP", "50.000,00", purpose="Post")
        kept.reserve("DCP", "30.000,00", purpose="Zwilling")
        kept.reserve("DCP", "20.000,00", purpose="storniert")
        kept.reverse(5)
        kept.reserve("DCP", "10.000,00", purpose="erledigt")
        kept.settle(7)
        kept.reserve("DZ", "70.000,00", purpose="woanders")
        kept.expense("DCP", "120.000,00")
        (violation,) = kept.ask.expense("DCP", "0,01").violations
        assert violation.remedies == (
            Remedy("draw_commitment", {"entry": 2, "amount": eur("60000.00"), "purpose": "Netz"}),
            Remedy("draw_reservation", {"entry": 3, "amount": eur("50000.00"), "purpose": "Post"}),
            Remedy(
                "draw_reservation", {"entry": 1, "amount": eur("40000.00"), "purpose": "Studie"}
            ),
            more("0.01"),
        )

    def test_a_commitment_could_draw_on_reservations_alone(self) -> None:
        kept = books()
        kept.commit("DCP", "200.000,00")
        kept.reserve("DCP", "100.000,00")
        (violation,) = kept.ask.commit("DCP", "0,01").violations
        assert [remedy.says for remedy in violation.remedies] == ["draw_reservation", "more_money"]

    def test_a_reservation_and_what_draws_already_are_shown_none(self) -> None:
        kept = books()
        kept.reserve("DCP", "200.000,00")
        kept.reserve("DCP", "100.000,00")
        for asked in (
            kept.ask.reserve("DCP", "0,01"),
            kept.ask.commit("DCP", "100.000,01", reservation=2),
        ):
            (violation,) = asked.violations
            assert "draw_reservation" not in [remedy.says for remedy in violation.remedies]


class TestABlock:
    """§ 25 KomHVO NRW, § 81 (4) GO NRW. A block that was decided elsewhere can be recorded although
    it leaves a shortfall, with `--despite-shortfall` and a reason; the shortfall is then shown
    everywhere.
    """

    def test_takes_the_last_free_cent(self) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        assert kept.ask.block("DCP", "200.000,00").violations == ()

    def test_takes_reserved_money_too(self) -> None:
        kept = books()
        kept.reserve("DCP", "100.000,00")
        kept.block("DCP", "300.000,00")
        assert kept.ten("DCP") == figures(
            reserved="100000.00", blocked="300000.00", utilisation=None
        )

    def test_of_one_cent_more_than_is_free_is_refused(self) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        assert kept.ask.block("DCP", "200.000,01").violations == (
            lack(
                "not_available",
                "not_available_block",
                Remedy("despite_shortfall", {"missing": eur("0.01")}),
                allocation="dcp",
                kind="block",
                amount="200000.01",
                missing="0.01",
                committed="100000.00",
                available="200000.00",
            ),
        )

    def test_is_recorded_despite_the_shortfall_that_it_leaves(self) -> None:
        assert short().ten("DCP") == figures(
            committed="100000.00",
            blocked="250000.00",
            available="-50000.00",
            utilisation="2.0000",
        )

    def test_of_more_than_there_is_passes_no_flag(self) -> None:
        """`blocked` is never more than `revised` (`below_floor`)."""
        kept = books()
        ask = kept.ask
        assert ask.block("DCP", "300.000,00", despite_shortfall=True).violations == ()
        assert ask.block("DCP", "300.000,01", despite_shortfall=True).violations == (
            Violation(
                "below_floor",
                "below_floor",
                {
                    "allocation": "dcp",
                    "figure": "blocked",
                    "after": eur("300000.01"),
                    "limit": eur("300000.00"),
                },
                source=SOURCE,
            ),
        )

    def test_the_flag_gives_nobody_else_money(self) -> None:
        """For what spends or binds money there is no override."""
        asked = books().ask.propose(
            "commitment",
            allocation="DCP",
            amount="300.000,01",
            payee="P",
            purpose="p",
            despite_shortfall=True,
        )
        assert codes(asked) == ["not_available"]


def short() -> Books:
    """Return books in which a block left DCP 50,000 short."""
    kept = books()
    kept.commit("DCP", "100.000,00")
    kept.block("DCP", "250.000,00", despite_shortfall=True)
    return kept


class TestAfterAShortfall:
    """A correction that only frees money always passes."""

    def test_nothing_more_is_bound_or_reserved_beyond_the_reserved_part(self) -> None:
        kept = short()
        (violation,) = kept.ask.commit("DCP", "0,01").violations
        assert (violation.code, violation.facts["missing"]) == ("blocked", eur("50000.01"))
        assert codes(kept.ask.block("DCP", "0,01")) == ["not_available"]
        assert kept.ask.reserve("DCP", "200.000,00").violations == ()
        assert codes(kept.ask.reserve("DCP", "200.000,01")) == ["not_available"]

    def test_an_expense_on_the_commitment_passes_for_it_takes_no_free_money(self) -> None:
        kept = short()
        assert kept.ask.expense("DCP", "100.000,00", commitment=1).violations == ()
        (violation,) = kept.ask.expense("DCP", "100.000,01", commitment=1).violations
        assert violation.facts["missing"] == eur("50000.01")

    def test_a_settlement_passes(self) -> None:
        kept = short()
        kept.settle(1)
        assert kept.available("DCP") == "50.000,00"

    def test_a_partial_release_passes_though_it_does_not_end_the_shortfall(self) -> None:
        kept = short()
        kept.release("DCP", "0,01")
        assert kept.available("DCP") == "-49.999,99"

    def test_a_reversal_of_the_commitment_or_of_the_block_passes(self) -> None:
        kept = short()
        assert kept.ask.reverse(1).violations == ()
        assert kept.ask.reverse(2).violations == ()

    def test_a_refund_passes(self) -> None:
        kept = books()
        kept.expense("DCP", "100.000,00")
        kept.block("DCP", "250.000,00", despite_shortfall=True)
        kept.refund(1, "0,01")
        assert kept.available("DCP") == "-49.999,99"


class TestARelease:
    """A release is at most what is blocked (`below_floor`)."""

    def test_of_all_that_is_blocked_is_admitted(self) -> None:
        assert books().ask.release("DZ", "300.000,00").violations == ()

    def test_of_one_cent_more_is_refused_with_what_can_be_released(self) -> None:
        facts = {
            "allocation": "dz",
            "figure": "blocked",
            "after": eur("-0.01"),
            "blocked": eur("300000.00"),
            "amount": eur("300000.01"),
        }
        assert books().ask.release("DZ", "300.000,01").violations == (
            Violation("below_floor", "release_above_blocked", facts, (free("300000.00"),), SOURCE),
        )

    def test_where_nothing_is_blocked_proposes_nothing(self) -> None:
        facts = {
            "allocation": "dcp",
            "figure": "blocked",
            "after": eur("-0.01"),
            "blocked": eur("0.00"),
            "amount": eur("0.01"),
        }
        assert books().ask.release("DCP", "0,01").violations == (
            Violation("below_floor", "release_above_blocked", facts, (), SOURCE),
        )


class TestARefund:
    """It is at most what is left of the expense."""

    def test_of_all_that_is_left_is_admitted(self) -> None:
        kept = books()
        kept.expense("DCP", "100,00")
        kept.refund(1, "40,00")
        assert kept.ask.refund(1, "60,00").violations == ()

    def test_of_one_cent_more_is_refused(self) -> None:
        kept = books()
        kept.expense("DCP", "500,00")
        kept.expense("DCP", "100,00")
        kept.refund(2, "40,00")
        assert kept.ask.refund(2, "60,01").violations == (
            Violation(
                "below_floor",
                "refund_above_left",
                {"entry": 2, "left": eur("60.00"), "amount": eur("60.01")},
                source=SOURCE,
            ),
        )


class TestAReversal:
    """The rule and the floor apply."""

    def test_of_a_release_needs_the_money_still_free(self) -> None:
        kept = books()
        kept.release("DZ", "100.000,00")
        assert kept.ask.reverse(1).violations == ()
        kept.commit("DZ", "0,01")
        assert kept.ask.reverse(1).violations == (
            lack(
                "not_available",
                "not_available_reversal",
                allocation="dz",
                kind="reversal",
                missing="0.01",
                blocked="200000.00",
                committed="0.01",
                available="99999.99",
            ),
        )

    def test_of_a_settlement_needs_the_remainder_still_free(self) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        kept.settle(1)
        kept.commit("DCP", "200.000,00")
        assert kept.ask.reverse(2).violations == ()
        kept.commit("DCP", "0,01")
        (violation,) = kept.ask.reverse(2).violations
        assert (violation.code, violation.says, violation.remedies) == (
            "not_available",
            "not_available_reversal",
            (),
        )

    def test_of_a_refund_needs_the_money_still_free(self) -> None:
        kept = books()
        kept.expense("DCP", "100.000,00")
        kept.refund(1, "50.000,00")
        kept.commit("DCP", "250.000,00")
        (violation,) = kept.ask.reverse(2).violations
        assert violation.facts["missing"] == eur("50000.00")

    def test_of_a_final_draw_binds_the_released_remainder_again(self) -> None:
        """If it was final, it binds the released remainder again."""
        kept = books()
        kept.commit("DCP", "100.000,00")
        kept.expense("DCP", "60.000,00", commitment=1, final=True)
        kept.commit("DCP", "240.000,00")
        assert codes(kept.ask.reverse(2)) == ["not_available"]
        kept.reverse(3)
        kept.commit("DCP", "200.000,00")
        kept.reverse(2)
        assert kept.left(1) == "100.000,00"

    def test_of_a_final_draw_whose_money_is_gone_keeps_the_rest_settled(self) -> None:
        """Where that money is gone, `--keep-settled` gives back the draw alone."""
        kept = books()
        kept.commit("DCP", "100.000,00")
        kept.expense("DCP", "60.000,00", commitment=1, final=True)
        kept.commit("DCP", "240.000,00")
        assert kept.ask.reverse(2).violations == (
            lack(
                "not_available",
                "not_available_reversal",
                Remedy("keep_settled", {"entry": 2, "amount": eur("40000.00")}),
                allocation="dcp",
                kind="reversal",
                missing="40000.00",
                committed="240000.00",
                ordered="60000.00",
            ),
        )
        kept.reverse(2, keep_settled=True)
        assert kept.left(1) == "60.000,00"
        assert kept.available("DCP") == "0,00"

    def test_of_a_draw_that_was_not_final_needs_no_money_and_no_flag(self) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        kept.expense("DCP", "110.000,00", commitment=1)
        kept.commit("DCP", "190.000,00")
        kept.reverse(2)
        assert kept.available("DCP") == "10.000,00"

    def test_of_a_final_draw_blocked_since_is_blocked(self) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        kept.expense("DCP", "60.000,00", commitment=1, final=True)
        kept.block("DCP", "240.000,00")
        (violation,) = kept.ask.reverse(2).violations
        assert (violation.code, violation.says) == ("blocked", "blocked")
        assert violation.remedies == (
            Remedy("keep_settled", {"entry": 2, "amount": eur("40000.00")}),
        )


class TestTheFloor:
    """No entry, a reversal included and whatever its flags, may leave `revised`, `blocked`,
    `reserved`, `committed`, `ordered`, `paid` or the open remainder of any entry below 0, `blocked`
    above `revised`, or `paid` above `ordered`.
    """

    def test_a_block_is_not_reversed_once_it_was_released(self) -> None:
        kept = books()
        kept.block("DCP", "100,00")
        kept.release("DCP", "0,01")
        assert kept.ask.reverse(1).violations == (
            Violation(
                "below_floor",
                "below_floor",
                {
                    "allocation": "dcp",
                    "figure": "blocked",
                    "after": eur("-0.01"),
                    "limit": eur("0.00"),
                },
                source=SOURCE,
            ),
        )

    def test_a_release_is_not_reversed_once_as_much_was_blocked_anew(self) -> None:
        kept = books()
        kept.release("DZ", "100,00")
        kept.block("DZ", "100,00")
        assert "below_floor" in codes(kept.ask.reverse(1))

    def test_a_payment_is_not_reversed_once_a_refund_took_from_it(self) -> None:
        kept = books()
        kept.expense("DCP", "500,00")
        kept.pay(1)
        kept.expense("DCP", "100,00")
        kept.pay(3)
        kept.refund(3, "40,00")
        assert kept.ask.reverse(4).violations == (
            Violation(
                "below_floor",
                "below_floor_entry",
                {"entry": 3, "after": eur("-40.00")},
                source=SOURCE,
            ),
        )
        kept.reverse(5)
        assert kept.ask.reverse(4).violations == ()

    def test_a_commitment_that_was_kept_settled_is_not_reversed_but_settled(self) -> None:
        kept = books()
        kept.commit("DCP", "100,00")
        kept.expense("DCP", "60,00", commitment=1, final=True)
        kept.reverse(2, keep_settled=True)
        kept.commit("DCP", "500,00")
        assert kept.ask.reverse(1).violations == (
            Violation(
                "below_floor",
                "below_floor_entry",
                {"entry": 1, "after": eur("-40.00")},
                source=SOURCE,
            ),
        )
        kept.settle(1)
        assert kept.left(1) == "0,00"

    @pytest.mark.parametrize(
        ("entry", "earlier", "figures"),
        [
            (block(1, amount="-0.01"), [], {"blocked": "-0.01"}),
            (reservation(1, amount="-0.01"), [], {"reserved": "-0.01"}),
            (commitment(1, amount="-0.01"), [], {"committed": "-0.01"}),
            (expense(1, amount="-0.01"), [], {"ordered": "-0.01"}),
            (
                reversal(4, 2),
                [expense(1), payment(2, 1), refund(3, 1, amount="0.01")],
                {"paid": "-0.01"},
            ),
        ],
    )
    def test_no_figure_falls_below_zero(
        self, entry: Entry, earlier: list[Entry], figures: dict[str, str]
    ) -> None:
        said = asked_of(Floor(), entry, *earlier)
        below = {v.facts["figure"]: v.facts["after"] for v in said if v.says == "below_floor"}
        assert below == {figure: eur(after) for figure, after in figures.items()}

    def test_nothing_paid_exceeds_what_is_ordered(self) -> None:
        paid_before_a_forged_refund = (
            expense(1),
            payment(2, 1),
            expense(3, amount="-50.00"),
        )
        assert asked_of(Floor(), expense(4, amount="-0.01"), *paid_before_a_forged_refund) == (
            Violation(
                "below_floor",
                "below_floor",
                {
                    "allocation": "dcp",
                    "figure": "paid",
                    "after": eur("100.00"),
                    "limit": eur("49.99"),
                },
                source=SOURCE,
            ),
        )

    def test_a_paid_expense_is_not_reversed_before_its_payment(self) -> None:
        """Asked of the floor alone; that the payment names the expense forbids it already."""
        said = asked_of(Floor(), reversal(3, 1), expense(1), payment(2, 1))
        assert [(violation.says, violation.facts) for violation in said] == [
            (
                "below_floor",
                {
                    "allocation": "dcp",
                    "figure": "paid",
                    "after": eur("100.00"),
                    "limit": eur("0.00"),
                },
            ),
            ("below_floor_entry", {"entry": 1, "after": eur("0.00")}),
        ]

    def test_what_an_entry_does_not_touch_is_not_held_against_it(self) -> None:
        odd = (block(1, amount="400000.00"), reservation(2, amount="-5.00"))
        assert asked_of(Floor(), commitment(3), *odd) == ()

    @pytest.mark.parametrize("entry", [setting(1), release(1), commitment(1), refund(1, 9)])
    def test_an_orderly_entry_stays_above_it(self, entry: Entry) -> None:
        assert asked_of(Floor(), entry) == ()


class TestWhatTheRuleIsAskedOf:
    def test_an_entry_without_an_effect_is_covered(self) -> None:
        assert asked_of(Availability(), setting(1)) == ()

    def test_an_allocation_unknown_to_the_header_has_no_money(self) -> None:
        (violation,) = asked_of(Availability(), commitment(1, allocation="dx"))
        assert violation.facts["missing"] == eur("100.00")
