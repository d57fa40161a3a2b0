"""The ten figures that anything shows, and their total."""

from decimal import ROUND_CEILING, Context, Decimal, Inexact, localcontext
from typing import Any

import pytest
from tests.builders import (
    AFTER,
    BEFORE,
    DAY,
    DCP,
    DZ,
    YEAR,
    block,
    books,
    budget,
    commitment,
    eur,
    expense,
    figures,
    payment,
    release,
    reservation,
    ten,
)

from antragsbudget.core.balances import Balances, Position, fold
from antragsbudget.core.entries import Entry
from antragsbudget.core.statement import (
    Figures,
    Statement,
    StatementLine,
    current_year,
    figures_of,
    positions_after,
    statement,
    statement_after,
)

BARRED: dict[str, Any] = {"blocked": "300000.00", "utilisation": None}


def of(**amounts: str) -> Figures:
    """Return the figures of a position; without another grant, of 1,000."""
    given = {"appropriation": "1000.00", **amounts}
    return figures_of(Position(**{name: Decimal(amount) for name, amount in given.items()}))


class TestTheTenFigures:
    """available = revised − ordered − committed − max(blocked, reserved)"""

    def test_of_an_untouched_allocation(self) -> None:
        assert books().ten("DCP") == figures(available="300000.00")

    def test_of_an_allocation_under_a_condition(self) -> None:
        assert books().ten("DZ") == figures(**BARRED)

    def test_of_an_allocation_with_one_entry_of_each_sort(self) -> None:
        after = fold(
            budget(),
            [
                block(1, amount="1000.00"),
                reservation(2, amount="4000.00"),
                commitment(3, amount="20000.00"),
                expense(4, commitment=3, amount="5000.00"),
                expense(5, amount="2500.00"),
                payment(6, 5),
            ],
        )
        assert ten(statement(after, YEAR, DAY).line("dcp").figures) == figures(
            blocked="1000.00",
            reserved="4000.00",
            committed="15000.00",
            ordered="7500.00",
            paid="2500.00",
            available="273500.00",
            utilisation="0.0853",
        )

    @pytest.mark.parametrize(
        ("blocked", "reserved", "available", "on_blocked"),
        [
            ("100.00", "99.99", "900.00", "99.99"),
            ("100.00", "100.00", "900.00", "100.00"),
            ("100.00", "100.01", "899.99", "100.00"),
        ],
    )
    def test_reservations_fill_the_blocked_part_first(
        self, blocked: str, reserved: str, available: str, on_blocked: str
    ) -> None:
        """A Vormerkung may be noted on blocked money, so reservations fill the blocked part first;
        where that makes a row look as if it did not add up, say "davon … auf gesperrten Mitteln".
        """
        shown = of(blocked=blocked, reserved=reserved)
        assert shown.available == eur(available)
        assert shown.reserved_on_blocked == eur(on_blocked)

    @pytest.mark.parametrize(
        ("committed", "shortfall"), [("999.99", "0.00"), ("1000.00", "0.00"), ("1000.01", "0.01")]
    )
    def test_a_shortfall_is_what_is_available_below_zero(
        self, committed: str, shortfall: str
    ) -> None:
        assert of(committed=committed).shortfall == eur(shortfall)


class TestUtilisation:
    """(revised − blocked − available) / (revised − blocked); null if the divisor is not above 0;
    a string with four decimals (half up, at most "0.9999" while it is below 1).
    """

    @pytest.mark.parametrize(
        ("committed", "share"),
        [
            ("0.00", "0.0000"),
            ("0.04", "0.0000"),
            ("0.05", "0.0001"),
            ("899.94", "0.8999"),
            ("899.95", "0.9000"),
            ("999.95", "0.9999"),
            ("999.99", "0.9999"),
            ("1000.00", "1.0000"),
            ("1500.00", "1.5000"),
        ],
    )
    def test_has_four_decimals_half_up(self, committed: str, share: str) -> None:
        assert ten(of(committed=committed))["utilisation"] == share

    @pytest.mark.parametrize(("blocked", "share"), [("999.99", "0.0000"), ("1000.00", "None")])
    def test_is_null_where_nothing_is_usable(self, blocked: str, share: str) -> None:
        assert str(ten(of(blocked=blocked))["utilisation"]) == share

    def test_counts_what_is_not_blocked_alone(self) -> None:
        assert ten(of(blocked="600.00", committed="100.00"))["utilisation"] == "0.2500"

    def test_counts_a_reservation_only_as_far_as_it_exceeds_the_blocked_part(self) -> None:
        shown = of(blocked="600.00", reserved="700.00")
        assert (shown.usable, shown.used) == (eur("400.00"), eur("100.00"))
        assert ten(shown)["utilisation"] == "0.2500"

    def test_does_not_depend_on_the_context_of_the_caller(self) -> None:
        shown = of(committed="333.33")
        with localcontext(Context(prec=9, rounding=ROUND_CEILING, traps=[])) as context:
            context.traps[Inexact] = False
            assert ten(shown)["utilisation"] == "0.3333"


class TestTheTotal:
    """The total's figures are the sums over the allocations, `available` too (the formula does not
    hold for the total).
    """

    def test_is_the_sum_of_every_figure(self) -> None:
        after = fold(
            budget(),
            [
                release(1, amount="100000.00"),
                reservation(2, allocation="dz", amount="50000.00"),
                commitment(3, allocation="dz", amount="10000.00"),
                expense(4, amount="30000.00"),
                payment(5, 4),
                reservation(6, amount="20000.00"),
            ],
        )
        shown = statement(after, YEAR, DAY)
        assert [ten(line.figures) for line in shown.lines] == [
            figures(
                blocked="200000.00",
                reserved="50000.00",
                committed="10000.00",
                available="90000.00",
                utilisation="0.1000",
            ),
            figures(
                reserved="20000.00",
                ordered="30000.00",
                paid="30000.00",
                available="250000.00",
                utilisation="0.1667",
            ),
        ]
        assert ten(shown.total) == figures(
            appropriation="600000.00",
            revised="600000.00",
            blocked="200000.00",
            reserved="70000.00",
            committed="10000.00",
            ordered="30000.00",
            paid="30000.00",
            available="340000.00",
            utilisation="0.1500",
        )

    def test_does_not_keep_the_formula(self) -> None:
        total = statement(fold(budget(), [reservation(1, amount="50000.00")]), YEAR, DAY).total
        by_formula = total.revised - max(total.blocked, total.reserved)
        assert (total.available, by_formula) == (eur("250000.00"), eur("300000.00"))


class TestAStatement:
    def test_names_the_budget_the_year_and_the_day(self) -> None:
        opened = Balances.opening(budget())
        lines = (
            StatementLine(DZ, figures_of(opened.position("dz", YEAR))),
            StatementLine(DCP, figures_of(opened.position("dcp", YEAR))),
        )
        shown = statement(opened, YEAR, DAY)
        assert shown == Statement(
            budget=budget(), year=2022, as_of=DAY, lines=lines, total=shown.total
        )

    def test_of_a_year_with_nothing_in_it_is_all_zero(self) -> None:
        shown = statement(Balances.opening(budget()), 2023, DAY)
        empty = figures(appropriation="0.00", revised="0.00", utilisation=None)
        assert [ten(line.figures) for line in shown.lines] == [empty, empty]
        assert ten(shown.total) == empty

    def test_has_no_line_for_what_the_header_does_not_have(self) -> None:
        with pytest.raises(KeyError):
            statement(Balances.opening(budget()), YEAR, DAY).line("nowhere")

    def test_is_by_default_of_the_latest_open_year(self) -> None:
        opened = Balances.opening(budget())
        assert current_year(opened) == 2022
        opened.open_years.add(2023)
        assert current_year(opened) == 2023


class TestTheStatementAfterAnEntry:
    @pytest.mark.parametrize(
        "entry",
        [
            commitment(2, reservation=1, amount="130.00"),
            commitment(2, reservation=1, amount="30.00", final=True),
            release(2, amount="0.01"),
        ],
    )
    def test_is_the_one_that_recording_it_leaves(self, entry: Entry) -> None:
        before = fold(budget(), [reservation(1)])
        foreseen = statement_after(before, before.effect(entry), YEAR, DAY)
        assert before.positions == fold(budget(), [reservation(1)]).positions
        before.record(entry)
        assert foreseen == statement(before, YEAR, DAY)

    def test_touches_only_what_the_entry_touches(self) -> None:
        before = fold(budget(), [reservation(1)])
        effect = before.effect(commitment(2, reservation=1))
        assert positions_after(before, effect) == {
            ("dcp", 2022): Position(appropriation=eur("300000.00"), committed=eur("100.00"))
        }


class TestAsOf:
    """`--as-of` replays the entries valued up to that day without the rule: `blocked` is then shown
    between 0 and `revised`, and `available` may be negative.
    """

    def test_a_release_before_its_block_shows_nothing_blocked(self) -> None:
        entries: list[Entry] = [
            block(1, amount="100.00", date=AFTER),
            release(2, allocation="dcp", amount="100.00", date=DAY),
        ]
        assert valued_up_to(DAY, entries)["dcp"] == figures(available="300000.00")

    @pytest.mark.parametrize(
        ("amount", "blocked", "available"),
        [("299999.99", "299999.99", "0.01"), ("300000.00", "300000.00", "0.00")],
    )
    def test_what_is_blocked_is_shown_up_to_the_revised_appropriation(
        self, amount: str, blocked: str, available: str
    ) -> None:
        shown = valued_up_to(DAY, [block(1, amount=amount)])["dcp"]
        assert (shown["blocked"], shown["available"]) == (blocked, available)

    def test_a_release_valued_later_than_a_block_on_top_shows_no_more_than_there_is(self) -> None:
        entries: list[Entry] = [
            release(1, amount="100000.00", date=AFTER),
            block(2, allocation="dz", amount="50000.00", date=DAY),
        ]
        assert valued_up_to(DAY, entries)["dz"] == figures(**BARRED)
        assert valued_up_to(AFTER, entries)["dz"] == figures(
            blocked="250000.00", available="50000.00"
        )

    def test_available_may_be_negative(self) -> None:
        entries: list[Entry] = [
            release(1, amount="300000.00", date=AFTER),
            commitment(2, allocation="dz", amount="0.01", date=DAY),
        ]
        assert valued_up_to(BEFORE, entries)["dz"] == figures(**BARRED)
        assert valued_up_to(DAY, entries)["dz"] == figures(
            **BARRED, committed="0.01", available="-0.01"
        )
        assert valued_up_to(AFTER, entries)["dz"] == figures(
            committed="0.01", available="299999.99"
        )


def valued_up_to(day: Any, entries: list[Entry]) -> dict[str, dict[str, str | None]]:
    balances = fold(budget(), (entry for entry in entries if entry.date <= day))
    return {line.allocation.id: ten(line.figures) for line in statement(balances, YEAR, day).lines}
