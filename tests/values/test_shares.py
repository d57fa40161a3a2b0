"""How much of the money is used: exact, and never all of it while money is left."""

from __future__ import annotations

from decimal import ROUND_CEILING, Context, Decimal, Inexact, Rounded, localcontext
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antragsbudget.language.formats import percent
from antragsbudget.values.money import CENT, LARGEST
from antragsbudget.values.shares import for_programs, in_percent, share

figures = st.decimals(min_value=-LARGEST, max_value=LARGEST, places=2)
wholes = st.decimals(min_value=CENT, max_value=LARGEST, places=2)
STRICT = Context(prec=3, rounding=ROUND_CEILING, traps=[Inexact, Rounded])


def of(part: str, whole: str) -> Decimal:
    found = share(Decimal(part), Decimal(whole))
    assert found is not None
    return found


class TestAShare:
    @pytest.mark.parametrize("whole", ["0.00", "-0.01"])
    def test_is_none_where_there_is_no_whole(self, whole: str) -> None:
        assert share(Decimal("1.00"), Decimal(whole)) is None

    @given(figures, wholes)
    def test_is_on_the_same_side_of_all_as_the_money(self, part: Decimal, whole: Decimal) -> None:
        exact = of(str(part), str(whole))
        assert ((exact < 1), (exact == 1)) == ((part < whole), (part == whole))


@pytest.mark.parametrize(
    ("part", "whole", "to_programs", "to_people"),
    [
        ("0", "365", "0.0000", "0.0"),
        ("95", "365", "0.2603", "26.0"),
        ("0.01", "200.01", "0.0000", "0.0"),
        ("0.01", "200.00", "0.0001", "0.0"),
        ("0.05", "100.00", "0.0005", "0.1"),
        ("0.0449999", "100", "0.0004", "0.0"),  # rounded once: 0.0445 % are not 0.05 %, so 0.1 %
        ("0.0499999", "100", "0.0005", "0.0"),
        ("299985.00", "300000.00", "0.9999", "99.9"),
        ("299999.99", "300000.00", "0.9999", "99.9"),
        ("9999999999.98", "9999999999.99", "0.9999", "99.9"),
        ("300000.00", "300000.00", "1.0000", "100.0"),
        ("300000.01", "300000.00", "1.0000", "100.0"),
        ("300150.00", "300000.00", "1.0005", "100.1"),
        ("1500.00", "1000.00", "1.5000", "150.0"),
        ("-1.00", "3.00", "-0.3333", "-33.3"),
        ("9999999999.99", "0.01", "999999999999.0000", "99999999999900.0"),
    ],
)
def test_four_decimals_are_told_to_programs_and_one_of_the_exact_percentage_to_people(
    part: str, whole: str, to_programs: str, to_people: str
) -> None:
    exact = of(part, whole)
    assert (str(for_programs(exact)), str(in_percent(exact))) == (to_programs, to_people)
    assert percent(exact, "en") == f"{to_people}%"


@given(figures, wholes)
def test_both_are_the_exact_share_half_up_but_below_all_while_it_is(
    part: Decimal, whole: Decimal
) -> None:
    exact, found = Fraction(part) / Fraction(whole), of(str(part), str(whole))
    for shown, step in ((for_programs(found), 10_000), (in_percent(found) / 100, 1_000)):
        steps = floor(abs(exact) * step + Fraction(1, 2)) * (1 if exact >= 0 else -1)
        assert Fraction(shown) == Fraction(min(steps, step - 1) if exact < 1 else steps, step)


def test_nothing_depends_on_the_ambient_decimal_context() -> None:
    with localcontext(STRICT):
        exact = of("299999.99", "300000.00")
        assert (str(for_programs(exact)), str(in_percent(exact))) == ("0.9999", "99.9")
        assert str(in_percent(of("200000.00", "300000.00"))) == "66.7"
