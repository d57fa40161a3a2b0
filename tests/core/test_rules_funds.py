"""What the money covers: the floor under every figure, and the two watched amounts."""

from typing import Any

import pytest
from tests.builders import (
    IN_NEXT_YEAR,
    PARTIES,
    Books,
    Words,
    asked_of,
    block,
    books,
    carry_forward,
    commitment,
    cut,
    eur,
    expense,
    fact,
    figures,
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

from antragsbudget.core.admission import Decision
from antragsbudget.core.budget import Allocation
from antragsbudget.core.entries import Entry
from antragsbudget.core.rules import FUNDS
from antragsbudget.core.rules.funds import Availability, Floor
from antragsbudget.core.rules.years import CarryingForward
from antragsbudget.language.conditions import Consents, ReasonsOfBlock
from antragsbudget.language.messages import remedies
from antragsbudget.language.messages.form import NotABasis
from antragsbudget.language.messages.funds import (
    BelowFloor,
    Blocked,
    BlockedInPart,
    EntryBelowFloor,
    NotAvailable,
    NotAvailableToBlock,
    NotAvailableToCut,
    NotAvailableToReverse,
    NotAvailableToTransfer,
    RefundAboveLeft,
    ReleaseAboveBlocked,
    ReleaseOfNothing,
    RevisedBelowFloor,
)
from antragsbudget.language.messages.inputs import Missing
from antragsbudget.language.messages.notices import Exhausted, Shortfall
from antragsbudget.language.records import Refusal, Remedy
from antragsbudget.values.money import in_german

SOURCE = "§ 24 KomHVO NRW"
OF_DZ = ReasonsOfBlock(
    condition="vorbehaltlich der Zustimmung der Kommunen", consents=Consents(unanswered=PARTIES)
)
BY_DECISION = ReasonsOfBlock(blocks=("Haushaltssperre",))


def lack(refusal: type[NotAvailable], /, *ways: Remedy, **facts: Any) -> Refusal:
    """Return the refusal of an amount that is not covered; figures not given are zero."""
    amounts = dict.fromkeys(("blocked", "reserved", "available"), "0.00")
    given = {"revised": "300000.00", **amounts, **facts}
    known = (*amounts, "revised", "amount", "missing")
    money: dict[str, Any] = {key: eur(given[key]) for key in known if key in given}
    named = {"allocation": given["allocation"], "year": 2022, "kind": given["kind"]}
    if issubclass(refusal, Blocked):
        reasons = OF_DZ if given["allocation"] == "dz" else BY_DECISION
        return refusal(**named, **money, reasons=reasons, remedies=ways, source=SOURCE)
    return refusal(**named, **money, remedies=ways, source=SOURCE)


def at_most(amount: str) -> Remedy:
    return remedies.BookAtMost(amount=eur(amount))


def at_most_moved(amount: str) -> Remedy:
    return remedies.TransferAtMost(amount=eur(amount))


def free(amount: str, allocation: str = "dz") -> Remedy:
    return remedies.Release(allocation=allocation, amount=eur(amount))


def more(amount: str, allocation: str = "dcp") -> Remedy:
    return remedies.Supplement(allocation=allocation, amount=eur(amount))


def from_dcp(amount: str) -> Remedy:
    return remedies.Transfer(source="dcp", allocation="dz", amount=eur(amount))


def reserved_instead(amount: str) -> Remedy:
    return remedies.ReserveOnly(allocation="dz", amount=eur(amount))


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
                NotAvailable,
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
                NotAvailable,
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
                NotAvailable,
                remedies.DrawOn(
                    kind="reservation", entry=1, amount=eur("100000.00"), purpose="Studie"
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
        assert type(violation) is BlockedInPart
        assert fact(violation, "missing") == eur("0.01")

    def test_a_reservation_may_be_noted_on_blocked_money(self) -> None:
        """A Vormerkung may be noted on blocked money (it is planning)."""
        kept = books()
        assert kept.ask.reserve("DZ", "300.000,00").violations == ()
        assert kept.ask.reserve("DZ", "300.000,01").violations == (
            lack(
                NotAvailable,
                at_most("300000.00"),
                from_dcp("0.01"),
                more("0.01", "dz"),
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
        assert fact(violation, "missing") == eur("0.01")
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
                Blocked,
                free("300000.00"),
                reserved_instead("300000.00"),
                allocation="dz",
                kind="commitment",
                amount="300000.00",
                missing="300000.00",
                blocked="300000.00",
            ),
        )

    def test_what_is_blocked_in_part_is_told_so(self) -> None:
        kept = books()
        kept.release("DZ", "0,01")
        assert kept.ask.commit("DZ", "300.000,00").violations == (
            lack(
                BlockedInPart,
                at_most("0.01"),
                free("299999.99"),
                reserved_instead("300000.00"),
                allocation="dz",
                kind="commitment",
                amount="300000.00",
                missing="299999.99",
                blocked="299999.99",
                available="0.01",
            ),
        )

    @pytest.mark.parametrize(
        ("blocked", "kind"),
        [("300.000,00", Blocked), ("299.999,99", BlockedInPart)],
    )
    def test_what_is_blocked_by_decision_is_told_like_a_condition(
        self, blocked: str, kind: type[Blocked]
    ) -> None:
        kept = books()
        kept.block("DCP", blocked)
        for asked in (
            kept.ask.commit("DCP", "0,02"),
            kept.ask.expense("DCP", "0,02"),
            kept.ask.transfer("DCP", "DZ", "0,02"),
        ):
            assert [type(v) for v in asked.violations] == [kind]

    def test_a_single_blocked_cent_is_told_like_all(self) -> None:
        kept = books()
        kept.block("DCP", "0,01")
        assert kept.ask.commit("DCP", "299.999,99").violations == ()
        assert codes(kept.ask.commit("DCP", "300.000,00")) == ["blocked"]
        assert codes(kept.ask.commit("DCP", "300.000,01")) == ["not_available"]

    def test_what_was_granted_on_top_of_blocked_money_leaves_it_blocked_in_part(self) -> None:
        kept = books()
        kept.supplement("DZ", "0,01")
        asked = kept.ask.expense("DZ", "0,02")
        assert [type(v) for v in asked.violations] == [BlockedInPart]

    def test_what_remains_after_a_cut_of_the_free_part_is_all_blocked(self) -> None:
        kept = books()
        kept.release("DZ", "100.000,00")
        kept.cut("DZ", "100.000,00")
        (violation,) = kept.ask.expense("DZ", "0,01").violations
        assert type(violation) is Blocked

    def test_one_cent_more_than_a_release_would_cover_is_not_available(self) -> None:
        assert books().ask.commit("DZ", "300.000,01").violations == (
            lack(
                NotAvailable,
                free("300000.00"),
                from_dcp("0.01"),
                more("0.01", "dz"),
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
        assert fact(violation, "missing") == eur(missing)

    def test_a_draw_on_a_reservation_is_blocked_although_others_reserved_the_rest(self) -> None:
        kept = books()
        kept.reserve("DZ", "200.000,00")
        kept.reserve("DZ", "100.000,00")
        (violation,) = kept.ask.commit("DZ", "200.000,00", reservation=1).violations
        assert (violation.code, violation.remedies) == ("blocked", (free("200000.00"),))

    def test_a_draw_is_blocked_although_too_much_is_reserved_as_long_as_it_adds_nothing(
        self,
    ) -> None:
        kept = books()
        kept.reserve("DCP", "300.000,00")
        kept.cut("DCP", "0,01", despite_shortfall=True, reason="Nothaushalt")
        kept.block("DCP", "100,00")
        ask = kept.ask
        assert ask.commit("DCP", "299.899,99", reservation=1).violations == ()
        assert codes(ask.commit("DCP", "299.900,00", reservation=1)) == ["blocked"]

    @pytest.mark.parametrize(
        ("reserved", "needed"), [("80.000,00", "30000.00"), ("120.000,00", "70000.00")]
    )
    def test_the_ways_out_are_enough_together(self, reserved: str, needed: str) -> None:
        kept = books()
        kept.release("DZ", "200.000,00")
        kept.reserve("DZ", reserved)
        (violation,) = kept.ask.commit("DZ", "250.000,00").violations
        assert violation.remedies[-2:] == (from_dcp(needed), more(needed, "dz"))


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
            remedies.DrawOn(kind="commitment", entry=2, amount=eur("60000.00"), purpose="Netz"),
            remedies.DrawOn(kind="reservation", entry=3, amount=eur("50000.00"), purpose="Post"),
            remedies.DrawOn(kind="reservation", entry=1, amount=eur("40000.00"), purpose="Studie"),
            more("0.01"),
        )

    @pytest.mark.parametrize(
        ("drawn", "shown"), [("99.999,99", ["reservation"]), ("100.000,00", [])]
    )
    def test_it_is_shown_what_holds_a_single_cent(self, drawn: str, shown: list[str]) -> None:
        kept = books()
        kept.reserve("DCP", "100.000,00")
        kept.commit("DCP", drawn, reservation=1)
        kept.expense("DCP", kept.available("DCP"))
        (violation,) = kept.ask.commit("DCP", "0,01").violations
        ways = [way for way in violation.remedies if isinstance(way, remedies.DrawOn)]
        assert [way.kind for way in ways] == shown

    def test_a_commitment_could_draw_on_reservations_alone(self) -> None:
        kept = books()
        kept.commit("DCP", "200.000,00")
        kept.reserve("DCP", "100.000,00")
        (violation,) = kept.ask.commit("DCP", "0,01").violations
        drawn, raised = violation.remedies
        assert isinstance(drawn, remedies.DrawOn) and drawn.kind == "reservation"
        assert isinstance(raised, remedies.Supplement)

    def test_a_reservation_and_what_draws_already_are_shown_none(self) -> None:
        kept = books()
        kept.reserve("DCP", "200.000,00")
        kept.reserve("DCP", "100.000,00")
        for asked in (
            kept.ask.reserve("DCP", "0,01"),
            kept.ask.commit("DCP", "100.000,01", reservation=2),
        ):
            (violation,) = asked.violations
            assert remedies.DrawOn not in map(type, violation.remedies)


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
                NotAvailableToBlock,
                remedies.DespiteShortfall(),
                allocation="dcp",
                kind="block",
                amount="200000.01",
                missing="0.01",
                committed="100000.00",
                available="200000.00",
            ),
        )

    @pytest.mark.parametrize(
        ("amount", "given", "said"),
        [
            ("200.000,01", {}, [(NotAvailableToBlock, (remedies.DespiteShortfall,))]),
            ("300.000,00", {}, [(NotAvailableToBlock, (remedies.DespiteShortfall,))]),
            ("300.000,01", {}, [(NotAvailableToBlock, ()), (BelowFloor, ())]),
            (
                "300.000,00",
                {"reason": None},
                [(Missing, ()), (NotAvailableToBlock, (remedies.DespiteShortfall,))],
            ),
        ],
    )
    def test_is_shown_the_flag_only_where_it_would_help(
        self,
        amount: str,
        given: dict[str, Words],
        said: list[tuple[type[Refusal], tuple[type[Remedy], ...]]],
    ) -> None:
        """Whatever its flags, no entry may leave `blocked` above `revised`."""
        kept = books()
        kept.commit("DCP", "100.000,00")
        asked = kept.ask.block("DCP", amount, **given)
        assert [(type(v), tuple(map(type, v.remedies))) for v in asked.violations] == said

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
            BelowFloor(
                allocation="dcp",
                figure="blocked",
                after=eur("300000.01"),
                limit=eur("300000.00"),
            ),
        )

    def test_despite_a_shortfall_has_a_reason_like_every_block(self) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        asked = kept.ask.block("DCP", "250.000,00", despite_shortfall=True, reason=None)
        assert codes(asked) == ["missing_field"]

    def test_is_reversed_to_the_cent_with_or_without_the_shortfall_that_it_left(self) -> None:
        for kept in (short(), books()):
            before = kept.ten("DCP")
            kept.block("DCP", "50.000,00", despite_shortfall=True)
            kept.reverse(len(kept.balances.entries))
            assert kept.ten("DCP") == before

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


class TestATransfer:
    """`transfer FROM TO AMOUNT`: Mittelumschichtung of available money, with its decision. For what
    spends or binds money there is no override.
    """

    def test_takes_the_last_available_cent_and_leaves_the_total(self) -> None:
        kept = books()
        moved = kept.transfer("DCP", "DZ", "300.000,00")
        assert kept.ten("DCP") == figures(changes="-300000.00", revised="0.00", utilisation=None)
        assert kept.ten("DZ") == figures(
            changes="300000.00",
            revised="600000.00",
            blocked="300000.00",
            available="300000.00",
        )
        assert moved.after.total == moved.before.total

    def test_is_warned_about_where_it_takes_and_not_where_it_gives(self) -> None:
        assert books().transfer("DCP", "DZ", "300.000,00").notices == (Exhausted(allocation="dcp"),)

    def test_of_one_cent_more_than_is_available_is_refused(self) -> None:
        kept = books()
        kept.commit("DCP", "60.000,00")
        kept.expense("DCP", "40.000,00")
        assert kept.ask.transfer("DCP", "DZ", "200.000,00").violations == ()
        assert kept.ask.transfer("DCP", "DZ", "200.000,01").violations == (
            lack(
                NotAvailableToTransfer,
                at_most_moved("200000.00"),
                allocation="dcp",
                kind="transfer",
                amount="200000.01",
                missing="0.01",
                committed="60000.00",
                ordered="40000.00",
                available="200000.00",
            ),
        )

    def test_never_takes_blocked_money(self) -> None:
        kept = books()
        kept.block("DCP", "100.000,00")
        kept.commit("DCP", "50.000,00")
        assert kept.ask.transfer("DCP", "DZ", "150.000,00").violations == ()
        assert kept.ask.transfer("DCP", "DZ", "150.000,01").violations == (
            lack(
                BlockedInPart,
                at_most_moved("150000.00"),
                free("0.01", "dcp"),
                allocation="dcp",
                kind="transfer",
                amount="150000.01",
                missing="0.01",
                blocked="100000.00",
                committed="50000.00",
                available="150000.00",
            ),
        )

    def test_never_takes_reserved_money(self) -> None:
        kept = books()
        kept.reserve("DCP", "100.000,00")
        assert kept.ask.transfer("DCP", "DZ", "200.000,00").violations == ()
        assert kept.ask.transfer("DCP", "DZ", "200.000,01").violations == (
            lack(
                NotAvailableToTransfer,
                at_most_moved("200000.00"),
                allocation="dcp",
                kind="transfer",
                amount="200000.01",
                missing="0.01",
                reserved="100000.00",
                available="200000.00",
            ),
        )

    @pytest.mark.parametrize(
        ("reserved", "code", "ways"),
        [
            # 100.000,00 of blocked money would do; of what is reserved, none is free to move
            ("200.000,00", "blocked", (at_most_moved("100000.00"), free("100000.00", "dcp"))),
            ("200.000,01", "not_available", (at_most_moved("100000.00"),)),
            ("350.000,00", "not_available", (at_most_moved("50000.00"),)),
        ],
    )
    def test_is_shown_the_release_only_while_no_reserved_money_is_in_the_way(
        self, reserved: str, code: str, ways: tuple[Remedy, ...]
    ) -> None:
        kept = books()
        kept.supplement("DCP", "100.000,00")
        kept.block("DCP", "300.000,00")
        kept.reserve("DCP", reserved)
        (violation,) = kept.ask.transfer("DCP", "DZ", "200.000,00").violations
        assert (violation.code, violation.remedies) == (code, ways)
        if code == "blocked":
            kept.release("DCP", "100.000,00")
            assert kept.ask.transfer("DCP", "DZ", "200.000,00").violations == ()

    def test_of_reserved_and_blocked_money_is_told_with_what_both_leave(self) -> None:
        kept = books()
        kept.block("DCP", "50.000,00")
        kept.reserve("DCP", "100.000,00")
        assert kept.ask.transfer("DCP", "DZ", "250.000,01").violations == (
            lack(
                NotAvailableToTransfer,
                at_most_moved("200000.00"),
                allocation="dcp",
                kind="transfer",
                amount="250000.01",
                missing="50000.01",
                blocked="50000.00",
                reserved="100000.00",
                available="200000.00",
            ),
        )

    def test_of_all_that_is_under_a_condition_is_refused(self) -> None:
        assert books().ask.transfer("DZ", "DCP", "0,01").violations == (
            lack(
                Blocked,
                free("0.01"),
                allocation="dz",
                kind="transfer",
                amount="0.01",
                missing="0.01",
                blocked="300000.00",
            ),
        )

    def test_passes_no_flag(self) -> None:
        asked = books().ask.transfer("DCP", "DZ", "300.000,01", despite_shortfall=True, reason="x")
        assert asked.violations == (
            lack(
                NotAvailableToTransfer,
                at_most_moved("300000.00"),
                allocation="dcp",
                kind="transfer",
                amount="300000.01",
                missing="0.01",
                available="300000.00",
            ),
        )

    @pytest.mark.parametrize(
        ("source", "to", "code"),
        [
            ("DCP", "dcp", "usage"),
            ("Luftfahrt", "DZ", "unknown_allocation"),
            ("DCP", "Luftfahrt", "unknown_allocation"),
            ("d", "DZ", "ambiguous"),
        ],
    )
    def test_goes_from_one_known_allocation_to_another(
        self, source: str, to: str, code: str
    ) -> None:
        assert codes(books().ask.transfer(source, to, "0,01")) == [code]

    def test_of_money_that_a_shortfall_lacks_is_refused(self) -> None:
        assert short().ask.transfer("DCP", "DZ", "0,01").violations == (
            lack(
                BlockedInPart,
                free("50000.01", "dcp"),
                allocation="dcp",
                kind="transfer",
                amount="0.01",
                missing="50000.01",
                blocked="250000.00",
                committed="100000.00",
                available="-50000.00",
            ),
        )
        kept = short()
        kept.release("DZ", "alles")
        kept.transfer("DZ", "DCP", "50.000,00")
        assert kept.available("DCP") == "0,00"

    def test_is_reversed_while_what_it_gave_is_still_there(self) -> None:
        kept = books()
        kept.transfer("DCP", "DZ", "100.000,00")
        kept.commit("DZ", "0,01")
        assert codes(kept.ask.reverse(1)) == ["blocked"]
        kept.reverse(2)
        kept.reverse(1)
        assert (kept.ten("DCP"), kept.ten("DZ")) == (books().ten("DCP"), books().ten("DZ"))


class TestASupplement:
    """`supplement ALLOCATION AMOUNT`: raises the Ansatz (§§ 81, 83 GO NRW), with its basis and its
    decision.
    """

    @pytest.mark.parametrize("basis", ["nachtrag", "ueberplanmaessig", "beschluss"])
    def test_raises_the_revised_appropriation_and_leaves_the_headers(self, basis: str) -> None:
        kept = books()
        kept.supplement("DCP", "0,01", basis=basis)
        assert kept.ten("DCP") == figures(
            changes="0.01", revised="300000.01", available="300000.01"
        )
        assert kept.ask.commit("DCP", "300.000,01").violations == ()
        assert codes(kept.ask.commit("DCP", "300.000,02")) == ["not_available"]

    def test_of_an_allocation_under_a_condition_is_free(self) -> None:
        """A condition in the header blocks the whole amount from the start: of the header."""
        kept = books()
        kept.supplement("DZ", "100,00")
        assert (kept.position("DZ").blocked, kept.available("DZ")) == (eur("300000.00"), "100,00")

    def test_passes_although_it_does_not_end_a_shortfall(self) -> None:
        kept = short()
        assert kept.supplement("DCP", "0,01").notices == ()
        assert kept.available("DCP") == "-49.999,99"

    @pytest.mark.parametrize(
        ("given", "field"), [({"basis": None}, "basis"), ({"decision": None}, "decision")]
    )
    def test_names_its_basis_and_its_decision(self, given: dict[str, Any], field: str) -> None:
        (violation,) = books().ask.supplement("DCP", "1,00", **given).violations
        assert violation == Missing(field=field)

    def test_has_one_of_three_bases(self) -> None:
        assert books().ask.supplement("DCP", "1,00", basis="spende").violations == (
            NotABasis(field="basis", text="spende"),
        )

    def test_is_reversed_while_its_money_is_still_there(self) -> None:
        kept = books()
        kept.supplement("DCP", "100,00")
        kept.commit("DCP", "300.000,00")
        assert kept.ask.reverse(1).violations == ()
        kept.commit("DCP", "0,01")
        assert kept.ask.reverse(1).violations == (
            lack(
                NotAvailableToReverse,
                allocation="dcp",
                kind="reversal",
                missing="0.01",
                revised="300100.00",
                committed="300000.01",
                available="99.99",
            ),
        )


class TestACut:
    """§ 25 KomHVO NRW. A cut takes free money first, then blocked money: `blocked` becomes at most
    `revised − ordered − committed`, at least 0. A cut that was decided elsewhere can be recorded
    although it leaves a shortfall, with `--despite-shortfall` and a reason.
    """

    def of_dz(self) -> Books:
        """Return books in which DZ has 200,000 blocked, 60,000 bound and 40,000 free."""
        kept = books()
        kept.release("DZ", "100.000,00")
        kept.commit("DZ", "50.000,00")
        kept.expense("DZ", "10.000,00")
        return kept

    @pytest.mark.parametrize(
        ("amount", "blocked", "available"),
        [
            ("39.999,99", "200000.00", "0,01"),
            ("40.000,00", "200000.00", "0,00"),
            ("40.000,01", "199999.99", "0,00"),
            ("239.999,99", "0.01", "0,00"),
            ("240.000,00", "0.00", "0,00"),
        ],
    )
    def test_takes_free_money_first_then_blocked_money(
        self, amount: str, blocked: str, available: str
    ) -> None:
        kept = self.of_dz()
        kept.cut("DZ", amount)
        assert (kept.position("DZ").blocked, kept.available("DZ")) == (eur(blocked), available)

    def test_of_one_cent_more_than_is_neither_ordered_nor_bound_is_refused(self) -> None:
        assert self.of_dz().ask.cut("DZ", "240.000,01").violations == (
            lack(
                NotAvailableToCut,
                remedies.DespiteShortfallWithReason(),
                allocation="dz",
                kind="cut",
                amount="240000.01",
                missing="0.01",
                blocked="200000.00",
                committed="50000.00",
                ordered="10000.00",
                available="40000.00",
            ),
        )

    @pytest.mark.parametrize(
        ("amount", "reason", "said"),
        [
            ("240.000,01", None, [(NotAvailableToCut, (remedies.DespiteShortfallWithReason,))]),
            ("240.000,01", "Nothaushalt", [(NotAvailableToCut, (remedies.DespiteShortfall,))]),
            ("300.000,00", None, [(NotAvailableToCut, (remedies.DespiteShortfallWithReason,))]),
            ("300.000,00", "Nothaushalt", [(NotAvailableToCut, (remedies.DespiteShortfall,))]),
            ("300.000,01", None, [(NotAvailableToCut, ()), (RevisedBelowFloor, ())]),
            ("300.000,01", "Nothaushalt", [(NotAvailableToCut, ()), (RevisedBelowFloor, ())]),
        ],
    )
    def test_is_shown_the_flag_only_where_it_would_help_with_the_reason_that_it_lacks(
        self,
        amount: str,
        reason: str | None,
        said: list[tuple[type[Refusal], tuple[type[Remedy], ...]]],
    ) -> None:
        """Whatever its flags, no entry may leave `revised` below 0."""
        kept = self.of_dz()
        asked = kept.ask.cut("DZ", amount, reason=reason)
        assert [(type(v), tuple(map(type, v.remedies))) for v in asked.violations] == said
        again = kept.ask.cut("DZ", amount, reason="Nothaushalt", despite_shortfall=True)
        helps = said[0][1] != ()
        assert [type(v) for v in again.violations] == ([] if helps else [RevisedBelowFloor])

    def test_takes_no_reserved_money(self) -> None:
        kept = self.of_dz()
        kept.reserve("DZ", "100.000,00")
        assert kept.ask.cut("DZ", "140.000,00").violations == ()
        (violation,) = kept.ask.cut("DZ", "140.000,01").violations
        assert (violation.code, fact(violation, "missing")) == ("not_available", eur("0.01"))

    def test_is_recorded_despite_the_shortfall_that_it_leaves_with_a_reason(self) -> None:
        kept = self.of_dz()
        flagged = {"despite_shortfall": True}
        assert codes(kept.ask.cut("DZ", "240.000,01", **flagged)) == ["missing_field"]
        assert codes(kept.ask.cut("DZ", "240.000,01", reason="Nothaushalt")) == ["not_available"]
        recorded = kept.cut("DZ", "240.000,01", reason="Nothaushalt", **flagged)
        assert recorded.notices == (Shortfall(allocation="dz", missing=eur("0.01")),)
        assert kept.ten("DZ") == figures(
            changes="-240000.01",
            revised="59999.99",
            committed="50000.00",
            ordered="10000.00",
            available="-0.01",
            utilisation="1.0000",
        )

    def test_may_carry_the_flag_without_leaving_a_shortfall(self) -> None:
        kept = books()
        kept.cut("DCP", "300.000,00", despite_shortfall=True, reason="Nothaushalt")
        assert kept.ten("DCP") == figures(changes="-300000.00", revised="0.00", utilisation=None)

    def test_of_more_than_there_is_passes_no_flag(self) -> None:
        """No entry, whatever its flags, may leave `revised` below 0."""
        kept = books()
        kept.commit("DCP", "100.000,00")
        flagged: dict[str, Words] = {"despite_shortfall": True, "reason": "Nothaushalt"}
        assert kept.ask.cut("DCP", "300.000,00", **flagged).violations == ()
        assert kept.ask.cut("DCP", "300.000,01", **flagged).violations == (
            RevisedBelowFloor(allocation="dcp", after=eur("-0.01")),
        )

    @pytest.mark.parametrize("amount", ["39.999,99", "40.000,01", "240.000,00", "300.000,00"])
    def test_is_reversed_to_the_cent_the_blocked_part_too(self, amount: str) -> None:
        kept = self.of_dz()
        before = kept.ten("DZ")
        kept.cut("DZ", amount, despite_shortfall=True, reason="Nothaushalt")
        kept.reverse(len(kept.balances.entries))
        assert kept.ten("DZ") == before

    def test_binds_nothing_more_than_it_left(self) -> None:
        kept = books()
        kept.cut("DCP", "100.000,00")
        assert kept.ask.commit("DCP", "200.000,00").violations == ()
        assert codes(kept.ask.commit("DCP", "200.000,01")) == ["not_available"]


class TestMoreMoney:
    """More comes from a transfer, a release or a supplement, each with its decision."""

    def of_three(self, *free: str) -> Books:
        """Return books of `A` and others, in which all of `A` is bound, with so much free."""
        others = [Allocation(id=f"x{nr}", amount=eur(amount)) for nr, amount in enumerate(free)]
        kept = books(Allocation(id="a", amount=eur("10.00")), *others)
        kept.commit("a", "10,00")
        return kept

    @pytest.mark.parametrize(
        ("free", "source"),
        [
            (("5.00", "7.00"), "x1"),
            (("7.00", "5.00"), "x0"),
            (("5.00", "5.00"), "x0"),
            (("4.99", "5.00"), "x1"),
            (("4.99", "4.99"), None),
            ((), None),
        ],
    )
    def test_comes_from_the_allocation_that_has_most_if_it_has_enough_or_by_a_supplement(
        self, free: tuple[str, ...], source: str | None
    ) -> None:
        (violation,) = self.of_three(*free).ask.commit("a", "5,00").violations
        ways = (
            [remedies.Transfer(source=source, allocation="a", amount=eur("5.00"))] if source else []
        )
        assert violation.remedies == (
            *ways,
            remedies.Supplement(allocation="a", amount=eur("5.00")),
        )

    def test_that_others_have_blocked_or_reserved_is_not_proposed(self) -> None:
        kept = self.of_three("5.00", "5.00")
        kept.block("x0", "0,01")
        kept.reserve("x1", "0,01")
        (violation,) = kept.ask.commit("a", "5,00").violations
        assert [type(remedy) for remedy in violation.remedies] == [remedies.Supplement]

    def test_is_that_of_the_year_of_the_entry(self) -> None:
        kept = self.of_three("5.00")
        kept.today = IN_NEXT_YEAR
        kept.close()
        (violation,) = kept.ask.commit("a", "5,00").violations
        assert [type(remedy) for remedy in violation.remedies] == [remedies.Supplement]

    @pytest.mark.parametrize("verb", ["reserve", "commit", "expense"])
    def test_is_proposed_to_whatever_takes_money(self, verb: str) -> None:
        (violation,) = getattr(self.of_three().ask, verb)("a", "5,00").violations
        assert isinstance(violation.remedies[-1], remedies.Supplement)


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
        assert (violation.code, fact(violation, "missing")) == ("blocked", eur("50000.01"))
        assert codes(kept.ask.block("DCP", "0,01")) == ["not_available"]
        assert kept.ask.reserve("DCP", "200.000,00").violations == ()
        assert codes(kept.ask.reserve("DCP", "200.000,01")) == ["not_available"]

    def test_an_expense_on_the_commitment_passes_for_it_takes_no_free_money(self) -> None:
        kept = short()
        assert kept.ask.expense("DCP", "100.000,00", commitment=1).violations == ()
        (violation,) = kept.ask.expense("DCP", "100.000,01", commitment=1).violations
        assert fact(violation, "missing") == eur("50000.01")

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

    @pytest.mark.parametrize("blocked", ["300000.00", "0.01"])
    def test_of_one_cent_more_is_refused_with_what_can_be_released(self, blocked: str) -> None:
        kept = books()
        kept.block("DCP", in_german(eur(blocked)))
        amount = eur(blocked) + eur("0.01")
        assert kept.ask.release("DCP", in_german(amount)).violations == (
            ReleaseAboveBlocked(
                allocation="dcp",
                blocked=eur(blocked),
                amount=amount,
                remedies=(free(blocked, "dcp"),),
            ),
        )

    def test_where_nothing_is_blocked_proposes_nothing(self) -> None:
        assert books().ask.release("DCP", "0,01").violations == (
            ReleaseOfNothing(allocation="dcp", amount=eur("0.01")),
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
            RefundAboveLeft(entry=2, left=eur("60.00"), amount=eur("60.01")),
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
                NotAvailableToReverse,
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
        assert (type(violation), violation.remedies) == (NotAvailableToReverse, ())

    def test_of_a_refund_needs_the_money_still_free(self) -> None:
        kept = books()
        kept.expense("DCP", "100.000,00")
        kept.refund(1, "50.000,00")
        kept.commit("DCP", "250.000,00")
        (violation,) = kept.ask.reverse(2).violations
        assert fact(violation, "missing") == eur("50000.00")

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
                NotAvailableToReverse,
                remedies.KeepSettled(entry=2, amount=eur("40000.00")),
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

    @pytest.mark.parametrize("drawn", ["99.999,99", "60.000,00"])
    def test_is_shown_the_flag_for_a_single_released_cent(self, drawn: str) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        kept.expense("DCP", drawn, commitment=1, final=True)
        kept.commit("DCP", kept.available("DCP"))
        (violation,) = kept.ask.reverse(2).violations
        assert [type(way) for way in violation.remedies] == [remedies.KeepSettled]

    def test_is_shown_no_flag_where_nothing_was_released(self) -> None:
        """Asked of the rule alone: only a forged draw needs money that it does not free."""
        forged = (commitment(1), expense(2, commitment=1, allocation="dz"))
        spent = expense(3, amount="300000.00")
        (violation,) = asked_of(Availability(), reversal(4, 2), *forged, spent)
        assert (fact(violation, "allocation"), violation.remedies) == ("dcp", ())

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
        assert violation == lack(
            BlockedInPart,
            remedies.KeepSettled(entry=2, amount=eur("40000.00")),
            allocation="dcp",
            kind="reversal",
            missing="40000.00",
            blocked="240000.00",
            ordered="60000.00",
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
            BelowFloor(
                allocation="dcp",
                figure="blocked",
                after=eur("-0.01"),
                limit=eur("0.00"),
            ),
        )

    def test_a_release_is_not_reversed_once_as_much_was_blocked_anew(self) -> None:
        kept = books()
        kept.release("DZ", "100,00")
        kept.block("DZ", "100,00")
        assert kept.ask.reverse(1).violations == (
            lack(
                NotAvailableToReverse,
                allocation="dz",
                kind="reversal",
                missing="100.00",
                blocked="300000.00",
            ),
            BelowFloor(
                allocation="dz",
                figure="blocked",
                after=eur("300100.00"),
                limit=eur("300000.00"),
            ),
        )

    def test_a_payment_is_not_reversed_once_a_refund_took_from_it(self) -> None:
        kept = books()
        kept.expense("DCP", "500,00")
        kept.pay(1)
        kept.expense("DCP", "100,00")
        kept.pay(3)
        kept.refund(3, "40,00")
        assert kept.ask.reverse(4).violations == (EntryBelowFloor(entry=3, after=eur("-40.00")),)
        kept.reverse(5)
        assert kept.ask.reverse(4).violations == ()

    def test_a_commitment_that_was_kept_settled_is_not_reversed_but_settled(self) -> None:
        kept = books()
        kept.commit("DCP", "100,00")
        kept.expense("DCP", "60,00", commitment=1, final=True)
        kept.reverse(2, keep_settled=True)
        kept.commit("DCP", "500,00")
        assert kept.ask.reverse(1).violations == (EntryBelowFloor(entry=1, after=eur("-40.00")),)
        kept.settle(1)
        assert kept.left(1) == "0,00"

    @pytest.mark.parametrize(
        ("entry", "earlier", "figure"),
        [
            (block(1, amount="-0.01"), [], "blocked"),
            (reservation(1, amount="-0.01"), [], "reserved"),
            (commitment(1, amount="-0.01"), [], "committed"),
            (expense(1, amount="-0.01"), [], "ordered"),
            (
                reversal(4, 2),
                [expense(1), payment(2, 1), refund(3, 1, amount="0.01")],
                "paid",
            ),
        ],
    )
    def test_no_figure_falls_below_zero(
        self, entry: Entry, earlier: list[Entry], figure: str
    ) -> None:
        said = asked_of(Floor(), entry, *earlier)
        of_the_expense = EntryBelowFloor(entry=1, after=eur("-0.01"))
        assert said == (
            BelowFloor(
                allocation="dcp",
                figure=figure,
                after=eur("-0.01"),
                limit=eur("0.00"),
            ),
            *([of_the_expense] if figure == "paid" else []),
        )

    @pytest.mark.parametrize(
        ("entry", "earlier"),
        [
            (cut(1, amount="300000.01"), []),
            (supplement(1, amount="-300000.01"), []),
            (reversal(3, 1), [supplement(1, amount="0.02"), cut(2, amount="300000.01")]),
        ],
    )
    def test_the_revised_appropriation_falls_no_lower_than_zero(
        self, entry: Entry, earlier: list[Entry]
    ) -> None:
        assert asked_of(Floor(), entry, *earlier) == (
            RevisedBelowFloor(allocation="dcp", after=eur("-0.01")),
        )

    def test_a_transfer_is_judged_by_what_is_available_alone(self) -> None:
        entry = transfer(1, amount="300000.01")
        assert asked_of(Floor(), entry) == ()
        assert asked_of(Floor(), transfer(1, from_="dz", to="dcp")) == ()
        (violation,) = asked_of(Availability(), entry)
        assert (type(violation), fact(violation, "missing")) == (
            NotAvailableToTransfer,
            eur("0.01"),
        )

    def test_a_transfer_reversed_is_judged_by_the_floor_as_well(self) -> None:
        kept = books()
        kept.transfer("DCP", "DZ", "100,00")
        kept.cut("DZ", "300.100,00")
        assert [type(v) for v in kept.ask.reverse(1).violations] == [
            NotAvailableToReverse,
            RevisedBelowFloor,
        ]

    def test_is_asked_last(self) -> None:
        assert [type(rule) for rule in FUNDS] == [CarryingForward, Availability, Floor]

    def test_nothing_paid_exceeds_what_is_ordered(self) -> None:
        paid_before_a_forged_refund = (
            expense(1),
            payment(2, 1),
            expense(3, amount="-50.00"),
        )
        assert asked_of(Floor(), expense(4, amount="-0.01"), *paid_before_a_forged_refund) == (
            BelowFloor(
                allocation="dcp",
                figure="paid",
                after=eur("100.00"),
                limit=eur("49.99"),
            ),
        )

    def test_a_paid_expense_is_not_reversed_before_its_payment(self) -> None:
        """Asked of the floor alone; that the payment names the expense forbids it already."""
        said = asked_of(Floor(), reversal(3, 1), expense(1), payment(2, 1))
        assert said == (
            BelowFloor(
                allocation="dcp",
                figure="paid",
                after=eur("100.00"),
                limit=eur("0.00"),
            ),
            EntryBelowFloor(entry=1, after=eur("0.00")),
        )

    def test_what_an_entry_does_not_touch_is_not_held_against_it(self) -> None:
        odd = (block(1, amount="400000.00"), reservation(2, amount="-5.00"))
        assert asked_of(Floor(), commitment(3), *odd) == ()
        paid_above_what_is_ordered = (expense(1), payment(2, 1), expense(3, amount="-0.01"))
        assert asked_of(Floor(), commitment(4), *paid_above_what_is_ordered) == ()

    def test_what_moves_nothing_touches_nothing(self) -> None:
        paid_above_what_is_ordered = (expense(1), payment(2, 1), expense(3, amount="-0.01"))
        assert asked_of(Floor(), payment(4, 1), *paid_above_what_is_ordered) == ()

    def test_a_payment_that_a_forged_reversal_brings_back_is_paid_without_an_order(self) -> None:
        forged = (expense(1), payment(2, 1), reversal(3, 2), reversal(4, 1))
        said = asked_of(Floor(), reversal(5, 3), *forged)
        of_the_figure, of_the_entry = said
        assert isinstance(of_the_figure, BelowFloor) and of_the_figure.figure == "paid"
        assert isinstance(of_the_entry, EntryBelowFloor)

    def test_an_entry_that_leaves_or_raises_what_is_below_it_is_not_told_of_the_entry(self) -> None:
        """Asked of a forged ledger: a commitment of which less than nothing is open."""
        forged = (
            commitment(1),
            expense(2, commitment=1, amount="0.50"),
            settlement(3, 1),
            reversal(4, 1),
        )
        for entry in (reversal(5, 2), year_close(5)):
            said = [type(violation) for violation in asked_of(Floor(), entry, *forged)]
            assert said and EntryBelowFloor not in said

    @pytest.mark.parametrize(
        "entry",
        [
            setting(1),
            release(1),
            commitment(1),
            refund(1, 9),
            transfer(1, amount="300000.00"),
            supplement(1),
            cut(1, amount="300000.00"),
            carry_forward(1, amount="300000.01"),  # the rule on carrying says it all
            year_close(1),
        ],
    )
    def test_an_orderly_entry_stays_above_it(self, entry: Entry) -> None:
        assert asked_of(Floor(), entry) == ()


class TestWhatTheRuleIsAskedOf:
    def test_an_entry_without_an_effect_is_covered(self) -> None:
        assert asked_of(Availability(), setting(1)) == ()

    def test_an_allocation_unknown_to_the_header_has_no_money(self) -> None:
        (violation,) = asked_of(Availability(), commitment(1, allocation="dx"))
        assert fact(violation, "missing") == eur("100.00")
