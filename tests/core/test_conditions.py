"""Why money is blocked: conditions with their consents, and blocks by decision."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    DCP,
    DZ,
    NEXT,
    PARTIES,
    YEAR,
    block,
    books,
    budget,
    carry_forward,
    consent,
    cut,
    eur,
    release,
    reversal,
    supplement,
    year_close,
)

from antragsbudget.core.balances import fold
from antragsbudget.core.conditions import (
    BlockState,
    ConditionState,
    block_state,
    condition_state,
    conditions,
    register,
)
from antragsbudget.core.entries import Entry
from antragsbudget.language.conditions import Consents
from antragsbudget.language.messages.notices import ConsentsMissing


class TestTheConsents:
    """`consent`: `given|refused|withdrawn`; evidence, never a switch."""

    def test_each_party_is_counted_once_with_its_latest_answer(self) -> None:
        balances = fold(
            budget(),
            [
                consent(1, party="Neuss", answer="refused"),
                consent(2, party="Jüchen"),
                consent(3, party="Neuss"),
                consent(4, party="Jüchen", answer="withdrawn"),
            ],
        )
        (state,) = conditions(balances)
        assert state == ConditionState(DZ, ("Neuss",), (), ("Jüchen",), ("Dormagen",))
        assert state.parties == 3

    def test_what_counts_is_the_day_of_the_answer_and_not_of_its_recording(self) -> None:
        late = fold(budget(), [consent(1, date=DAY), consent(2, answer="refused", date=BEFORE)])
        assert condition_state(late, DZ).given == ("Neuss",)
        same_day = fold(budget(), [consent(1), consent(2, answer="refused")])
        assert condition_state(same_day, DZ).refused == ("Neuss",)

    @pytest.mark.parametrize(
        ("day", "given", "refused"),
        [(BEFORE, (), ("Neuss",)), (DAY, ("Neuss",), ()), (AFTER, ("Neuss",), ())],
    )
    def test_an_answer_about_to_be_recorded_counts_from_its_day_on(
        self, day: date, given: tuple[str, ...], refused: tuple[str, ...]
    ) -> None:
        balances = fold(budget(), [consent(1, answer="refused", date=DAY)])
        foreseen = condition_state(balances, DZ, consent(2, date=day))
        assert (foreseen.given, foreseen.refused) == (given, refused)

    def test_are_registered_by_party_in_the_order_of_the_header_with_every_answer(self) -> None:
        answers = (
            consent(1, party="Neuss", date=DAY),
            consent(2, party="Jüchen"),
            consent(3, party="Neuss", answer="refused", date=BEFORE),
        )
        assert list(register(fold(budget(), answers), DZ).items()) == [
            ("Dormagen", []),
            ("Jüchen", [answers[1]]),
            ("Neuss", [answers[2], answers[0]]),
        ]
        assert register(fold(budget(), answers), DCP) == {}

    def test_a_reversed_answer_does_not_count(self) -> None:
        balances = fold(budget(), [consent(1, answer="refused"), reversal(2, 1)])
        assert condition_state(balances, DZ) == ConditionState(DZ, (), (), (), PARTIES)
        balances = fold(budget(), [consent(1, answer="refused")])
        assert condition_state(balances, DZ).refused == ("Neuss",)

    def test_an_answer_about_to_be_recorded_can_be_foreseen(self) -> None:
        balances = fold(budget(), [consent(1, answer="refused")])
        foreseen = condition_state(balances, DZ, consent(2))
        assert foreseen == ConditionState(DZ, ("Neuss",), (), (), ("Dormagen", "Jüchen"))
        assert condition_state(balances, DZ).refused == ("Neuss",)

    def test_all_of_them_release_nothing(self) -> None:
        entries = [consent(nr, party=party) for nr, party in enumerate(PARTIES, 1)]
        balances = fold(budget(), entries)
        assert condition_state(balances, DZ).given == PARTIES
        assert balances.position("dz", YEAR).blocked == eur("300000.00")

    def test_an_allocation_without_a_condition_has_none(self) -> None:
        assert condition_state(fold(budget(), []), DCP) == ConditionState(DCP, (), (), (), ())


class TestWhyMoneyIsBlocked:
    """A release is counted against the Sperrvermerk first."""

    BY_DECISION = block(8, allocation="dz", amount="50000.00")

    @pytest.mark.parametrize(
        ("entries", "by_condition", "by_decision", "blocks"),
        [
            ([], "300000.00", "0.00", ()),
            ([release(1, amount="100000.00")], "200000.00", "0.00", ()),
            (
                [release(1, amount="100000.00"), BY_DECISION],
                "200000.00",
                "50000.00",
                (BY_DECISION,),
            ),
            ([release(1, amount="300000.00")], "0.00", "0.00", ()),
            ([release(1, amount="300000.00"), BY_DECISION], "0.00", "50000.00", (BY_DECISION,)),
            (
                [release(1, amount="300000.00"), BY_DECISION, release(9, amount="50000.00")],
                "0.00",
                "0.00",
                (),
            ),
            ([release(1, amount="100000.00"), reversal(2, 1)], "300000.00", "0.00", ()),
            (
                [release(1, amount="300000.00"), BY_DECISION, reversal(9, 8)],
                "0.00",
                "0.00",
                (),
            ),
            (  # beyond the Sperrvermerk, a release lifts what was blocked by decision
                [release(1, amount="100000.00"), BY_DECISION, release(9, amount="210000.00")],
                "0.00",
                "40000.00",
                (BY_DECISION,),
            ),
            (
                [
                    release(1, amount="100000.00"),
                    BY_DECISION,
                    release(9, amount="210000.00"),
                    reversal(10, 9),
                ],
                "200000.00",
                "50000.00",
                (BY_DECISION,),
            ),
            (  # blocks that were lifted whole are named no more, a later one is
                [
                    release(2, amount="300000.00"),
                    block(3, allocation="dz", amount="10.00"),
                    release(4, amount="10.00"),
                    BY_DECISION,
                ],
                "0.00",
                "50000.00",
                (BY_DECISION,),
            ),
            (  # a cut takes free money first: 50,000 are free
                [
                    release(1, amount="100000.00"),
                    BY_DECISION,
                    cut(9, allocation="dz", amount="50000.00"),
                ],
                "200000.00",
                "50000.00",
                (BY_DECISION,),
            ),
            (
                [
                    release(1, amount="100000.00"),
                    BY_DECISION,
                    cut(9, allocation="dz", amount="249999.99"),
                ],
                "0.01",
                "50000.00",
                (BY_DECISION,),
            ),
            (
                [
                    release(1, amount="100000.00"),
                    BY_DECISION,
                    cut(9, allocation="dz", amount="260000.00"),
                ],
                "0.00",
                "40000.00",
                (BY_DECISION,),
            ),
            (
                [
                    release(1, amount="100000.00"),
                    BY_DECISION,
                    cut(9, allocation="dz", amount="300000.00"),
                ],
                "0.00",
                "0.00",
                (),
            ),
        ],
    )
    def test_is_its_condition_or_a_decision(
        self, entries: list[Entry], by_condition: str, by_decision: str, blocks: tuple[Any, ...]
    ) -> None:
        assert block_state(fold(budget(), entries), DZ, YEAR) == BlockState(
            eur(by_condition), eur(by_decision), blocks
        )

    def test_without_a_condition_is_a_decision_alone(self) -> None:
        balances = fold(budget(), [block(1), block(2, allocation="dz")])
        assert block_state(balances, DCP, YEAR) == BlockState(
            eur("0.00"), eur("100.00"), (block(1),)
        )

    def test_that_was_cut_is_blocked_no_more(self) -> None:
        balances = fold(budget(), [cut(1, allocation="dz", amount="100000.00")])
        assert block_state(balances, DZ, YEAR) == BlockState(eur("200000.00"), eur("0.00"), ())

    def test_by_its_condition_goes_first_with_a_cut(self) -> None:
        by_decision = block(3, allocation="dz", amount="80000.00")
        entries: list[Entry] = [
            cut(1, allocation="dz", amount="100000.00"),
            supplement(2, allocation="dz", amount="100000.00"),
            by_decision,
        ]
        assert block_state(fold(budget(), entries), DZ, YEAR) == BlockState(
            eur("200000.00"), eur("80000.00"), (by_decision,)
        )

    def test_by_decision_lapses_with_its_year_unless_it_is_carried(self) -> None:
        earlier: list[Entry] = [release(1, amount="300000.00"), self.BY_DECISION]
        lapsed = fold(budget(), [*earlier, year_close(9)])
        assert block_state(lapsed, DZ, YEAR).blocks == (self.BY_DECISION,)
        assert block_state(lapsed, DZ, NEXT) == BlockState(eur("0.00"), eur("0.00"), ())
        carried = carry_forward(9, allocation="dz", amount="260000.00", blocked="10000.00")
        kept = fold(budget(), [*earlier, carried, year_close(10)])
        assert block_state(kept, DZ, YEAR) == BlockState(
            eur("0.00"), eur("40000.00"), (self.BY_DECISION,)
        )
        assert block_state(kept, DZ, NEXT) == BlockState(
            eur("0.00"), eur("10000.00"), (self.BY_DECISION,)
        )

    @pytest.mark.parametrize(
        ("carried", "blocked", "left", "kept"),
        [
            # of 300,000, 200,000 are under the Sperrvermerk, 50,000 by decision, 50,000 free
            ("50000.00", None, ("200000.00", "50000.00", 1), ("0.00", "0.00", 0)),
            ("50000.01", "0.01", ("199999.99", "50000.00", 1), ("0.01", "0.00", 0)),
            ("250000.00", "200000.00", ("0.00", "50000.00", 1), ("200000.00", "0.00", 0)),
            ("250000.01", "200000.01", ("0.00", "49999.99", 1), ("200000.00", "0.01", 1)),
            ("300000.00", "250000.00", ("0.00", "0.00", 0), ("200000.00", "50000.00", 1)),
        ],
    )
    def test_by_its_condition_is_carried_before_what_is_by_decision(
        self,
        carried: str,
        blocked: str | None,
        left: tuple[str, str, int],
        kept: tuple[str, str, int],
    ) -> None:
        given = {} if blocked is None else {"blocked": blocked}
        balances = fold(
            budget(),
            [
                release(1, amount="100000.00"),
                self.BY_DECISION,
                carry_forward(9, allocation="dz", amount=carried, **given),
                year_close(10),
            ],
        )
        for year, (by_condition, by_decision, blocks) in ((YEAR, left), (NEXT, kept)):
            assert block_state(balances, DZ, year) == BlockState(
                eur(by_condition), eur(by_decision), (self.BY_DECISION,) * blocks
            )

    def test_in_the_next_year_is_released_and_cut_like_before(self) -> None:
        earlier: list[Entry] = [
            release(1, amount="100000.00"),
            self.BY_DECISION,
            carry_forward(9, allocation="dz", amount="300000.00", blocked="250000.00"),
            year_close(10),
        ]
        later = block(11, allocation="dz", amount="50000.00", year=NEXT)
        for end, expected in (
            (
                [release(11, amount="200000.01", year=NEXT)],
                BlockState(eur("0.00"), eur("49999.99"), (self.BY_DECISION,)),
            ),
            (
                [cut(11, allocation="dz", amount="100000.00", year=NEXT)],
                BlockState(eur("150000.00"), eur("50000.00"), (self.BY_DECISION,)),
            ),
            ([later], BlockState(eur("200000.00"), eur("100000.00"), (self.BY_DECISION, later))),
            (
                [release(11, amount="250000.00", year=NEXT), replace(later, nr=12)],
                BlockState(eur("0.00"), eur("50000.00"), (replace(later, nr=12),)),
            ),
        ):
            balances = fold(budget(), [*earlier, *end])
            assert block_state(balances, DZ, NEXT) == expected
            assert block_state(balances, DZ, YEAR) == BlockState(eur("0.00"), eur("0.00"), ())

    def test_and_carried_twice_is_still_blocked_by_its_condition(self) -> None:
        by_decision = block(4, allocation="dz", amount="20000.00", year=NEXT)
        entries: list[Entry] = [
            carry_forward(1, allocation="dz", amount="100000.00", blocked="100000.00"),
            year_close(2),
            release(3, amount="30000.00", year=NEXT),
            by_decision,
            carry_forward(
                5,
                allocation="dz",
                amount="85000.00",
                blocked="75000.00",
                from_year=NEXT,
                to_year=NEXT + 1,
            ),
            year_close(6, year=NEXT),
        ]
        balances = fold(budget(), entries)
        assert [block_state(balances, DZ, year) for year in (YEAR, NEXT, NEXT + 1)] == [
            BlockState(eur("200000.00"), eur("0.00"), ()),
            BlockState(eur("0.00"), eur("15000.00"), (by_decision,)),
            BlockState(eur("70000.00"), eur("5000.00"), (by_decision,)),
        ]

    def test_that_was_carried_is_blocked_by_its_condition_in_the_next_year(self) -> None:
        """Carried money that was blocked stays blocked."""
        balances = fold(
            budget(),
            [
                carry_forward(1, allocation="dz", amount="50000.00", blocked="50000.00"),
                year_close(2),
            ],
        )
        assert block_state(balances, DZ, YEAR) == BlockState(eur("250000.00"), eur("0.00"), ())
        assert block_state(balances, DZ, NEXT) == BlockState(eur("50000.00"), eur("0.00"), ())


class TestReleasing:
    """Consents are evidence, never a switch: a release is a decision, and is admitted whatever the
    parties answered; whoever records it is told that some did not consent.
    """

    NOBODY = Consents(unanswered=PARTIES)

    @pytest.mark.parametrize(
        ("answers", "consents"),
        [
            ({}, NOBODY),
            (
                dict.fromkeys(PARTIES[:-1], "given"),
                Consents(given=PARTIES[:-1], unanswered=PARTIES[-1:]),
            ),
            (
                {**dict.fromkeys(PARTIES, "given"), PARTIES[0]: "refused"},
                Consents(given=PARTIES[1:], refused=PARTIES[:1]),
            ),
            (
                {**dict.fromkeys(PARTIES, "given"), PARTIES[-1]: "withdrawn"},
                Consents(given=PARTIES[:-1], withdrawn=PARTIES[-1:]),
            ),
            (dict.fromkeys(PARTIES, "given"), None),
        ],
    )
    def test_with_consents_that_are_missing_is_admitted_with_a_warning(
        self, answers: dict[str, str], consents: Consents | None
    ) -> None:
        kept = books()
        for party, answer in answers.items():
            kept.consent(party, answer)
        released = kept.release("DZ", "300.000,00")
        notices = (ConsentsMissing(allocation="dz", consents=consents),) if consents else ()
        assert (released.violations, released.notices) == ((), notices)
        assert kept.position("DZ").blocked == eur("0.00")

    def test_a_part_leaves_the_rest_blocked_and_says_the_same(self) -> None:
        kept = books()
        missing = ConsentsMissing(allocation="dz", consents=self.NOBODY)
        assert kept.release("DZ", "299.999,99").notices == (missing,)
        assert kept.position("DZ").blocked == eur("0.01")
        assert kept.release("DZ", "0,01").notices == (missing,)

    def test_what_stands_under_no_condition_says_nothing(self) -> None:
        kept = books()
        kept.block("DCP", "100,00")
        assert kept.release("DCP", "100,00").notices == ()

    def test_a_consent_withdrawn_after_the_release_blocks_nothing_again(self) -> None:
        kept = books()
        kept.release("DZ", "300.000,00")
        kept.consent("Neuss", "withdrawn")
        assert kept.position("DZ").blocked == eur("0.00")
