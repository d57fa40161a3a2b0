"""What an issued paper must say truly."""

import pytest
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    FINGERPRINT,
    asked_of,
    block,
    budget,
    issued_paper,
)

from antragsbudget.core.balances import NOTHING, Balances
from antragsbudget.core.entries import Entry
from antragsbudget.core.rules import VOUCHERS, Case
from antragsbudget.core.rules.papers import FixedState
from antragsbudget.language.messages.inputs import DayInFuture
from antragsbudget.language.messages.procedure import OtherState
from antragsbudget.language.records import Refusal

OTHER = "f" * 64


def asked_at_the_opening(entry: Entry, opening_hash: str) -> tuple[Refusal, ...]:
    """Return what the rule says to the first entry of a ledger whose header has this hash."""
    case = Case(Balances.opening(budget(), opening_hash), entry, NOTHING, entry.date)
    return tuple(FixedState().check(case))


def another_state(expected: str) -> Refusal:
    return OtherState(found=OTHER[:16], expected=expected[:16])


class TestTheStateThatAPaperFixes:
    """`fingerprint`: of the state before it. Every issued paper prints it, so that the minutes fix
    the state.
    """

    def test_is_that_of_the_entry_before(self) -> None:
        before = block(1, hash=FINGERPRINT)
        assert asked_of(FixedState(), issued_paper(2, fingerprint=FINGERPRINT), before) == ()
        assert asked_of(FixedState(), issued_paper(2, fingerprint=OTHER), before) == (
            another_state(FINGERPRINT),
        )

    def test_is_that_of_the_header_where_nothing_was_recorded(self) -> None:
        assert asked_at_the_opening(issued_paper(fingerprint=FINGERPRINT), FINGERPRINT) == ()
        assert asked_at_the_opening(issued_paper(fingerprint=OTHER), FINGERPRINT) == (
            another_state(FINGERPRINT),
        )

    def test_is_not_that_of_an_earlier_entry(self) -> None:
        entries = (block(1, hash=OTHER), block(2, hash=FINGERPRINT))
        assert asked_of(FixedState(), issued_paper(3, fingerprint=OTHER), *entries) == (
            another_state(FINGERPRINT),
        )

    def test_is_the_same_up_to_its_last_digit(self) -> None:
        near = FINGERPRINT[:-1] + "0"
        (said,) = asked_of(
            FixedState(), issued_paper(2, fingerprint=near), block(1, hash=FINGERPRINT)
        )
        assert type(said) is OtherState

    def test_is_that_of_an_earlier_paper_too(self) -> None:
        first = issued_paper(1, fingerprint=OTHER, hash=FINGERPRINT)
        assert asked_of(FixedState(), issued_paper(2, fingerprint=FINGERPRINT), first) == ()

    def test_is_not_asked_for_where_nobody_knows_it(self) -> None:
        assert asked_at_the_opening(issued_paper(fingerprint=OTHER), "") == ()


class TestTheDayUpToWhichAPaperTells:
    @pytest.mark.parametrize("day", [BEFORE, DAY])
    def test_is_that_of_its_issue_or_earlier(self, day: object) -> None:
        assert asked_of(FixedState(), issued_paper(as_of=day)) == ()

    def test_is_not_one_to_come(self) -> None:
        assert asked_of(FixedState(), issued_paper(as_of=AFTER)) == (DayInFuture(date=AFTER),)

    def test_is_told_together_with_a_wrong_state(self) -> None:
        entry = issued_paper(2, as_of=AFTER, fingerprint=OTHER)
        said = asked_of(FixedState(), entry, block(1, hash=FINGERPRINT))
        assert [type(violation) for violation in said] == [OtherState, DayInFuture]

    def test_may_lie_behind_the_meeting(self) -> None:
        """A meeting in the past is a warning: papers are handed in at the table as well."""
        assert asked_of(FixedState(), issued_paper(meeting=BEFORE)) == ()


class TestTheRule:
    def test_says_nothing_to_another_kind(self) -> None:
        assert asked_of(FixedState(), block(2, date=AFTER), block(1, hash=FINGERPRINT)) == ()

    def test_is_one_of_those_that_every_entry_is_asked(self) -> None:
        assert FixedState() in VOUCHERS
