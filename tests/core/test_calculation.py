"""The calculator in the amount: exact, bounded, and never a way to run anything."""

from __future__ import annotations

from decimal import Decimal, localcontext
from time import perf_counter

import pytest

from antragsbudget.core.calculation import (
    DEEPEST,
    LONGEST,
    Calculated,
    CalculationError,
    calculate,
    is_calculation,
)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("2*480+290", "1250.00"),
        ("2 * 480 + 290", "1250.00"),
        ("290+2*480", "1250.00"),
        ("(2+3)*4", "20.00"),
        ("((1))", "1.00"),
        ("10-2-3", "5.00"),
        ("100/4/5", "5.00"),
        ("2-3+4", "3.00"),
        ("1.234,56+1", "1235.56"),
        ("1.000*2", "2000.00"),
        ("1 234,56 + 0,44", "1235.00"),
        ("0,1+0,2", "0.30"),
        ("1234.56-0.56", "1234.00"),
        ("3×100÷4", "75.00"),
        ("100/3*3", "100.00"),
        ("0,01/3*1,5*2", "0.01"),
        ("9.999.999.999,98+0,01", "9999999999.99"),
        ("0,02-0,01", "0.01"),
        ("1.234,- + 1", "1235.00"),
        ("2*5,--", "10.00"),
        ("1.234,- - 5", "1229.00"),
        ("(5,\u2013)*2", "10.00"),
        ("1'234.56*2", "2469.12"),
    ],
)
def test_a_calculation_comes_to_its_amount_exactly(typed: str, amount: str) -> None:
    assert calculate(typed) == Calculated(Decimal(amount), rounded=False)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("100/3", "33.33"), ("200/3", "66.67"), ("0,01/2", "0.01"), ("99,99*1,19", "118.99"),
     ("0,01/3*1,5", "0.01"), ("0,25/2", "0.13")],
)  # fmt: skip
def test_only_fractions_of_a_cent_are_rounded_half_up_and_it_is_said(
    typed: str, amount: str
) -> None:
    assert calculate(typed) == Calculated(Decimal(amount), rounded=True)


def test_the_ambient_precision_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert calculate("123.456,78+1").amount == Decimal("123457.78")


@pytest.mark.parametrize(
    "typed",
    ["", " ", "+", "1+", "+1", "-5", "5-", "1++2", "2(3)", "(1", "(1(2))", "1)", "()", "1 2+3x",
     "1,234+1", "1/(2-2)", "2**3", "2//3", "1%2", "2^3", "1e3+1", "0x10+1", "1_000+1", "١٢+1",
     "NaN+1", "__import__('os')", "a+b", "1;2", "0*5", "1-1", "1-2", "9.999.999.999,99+0,01",
     "1.234,--5", "5,-3", "5.-3", "-119,00", "778.706,78-",
     "0,01/3", "9.999.999.999*9.999.999.999", "1\n+\x002", "1,5,5+1"],
)  # fmt: skip
def test_what_is_no_calculation_or_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(CalculationError):
        calculate(typed)


def test_length_and_depth_are_bounded_from_both_sides() -> None:
    assert calculate("1" + "+1" * 31).amount == 32
    longest = "1" + "+1" * 31 + " "
    assert len(longest) == LONGEST
    assert calculate(longest).amount == 32
    with pytest.raises(CalculationError):
        calculate(longest + " ")
    assert calculate("(" * DEEPEST + "1" + ")" * DEEPEST).amount == 1
    with pytest.raises(CalculationError):
        calculate("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1))


@pytest.mark.parametrize("typed", ["9" * 10**6, "(" * 10**6, "1" + "*9" * 10**5, "1" + " " * 10**6])
def test_hostile_length_costs_nothing(typed: str) -> None:
    start = perf_counter()
    with pytest.raises(CalculationError):
        calculate(typed)
    assert perf_counter() - start < 0.1


def test_only_an_operator_makes_a_calculation() -> None:
    assert is_calculation("2*3") and is_calculation("1-")
    assert not is_calculation("1.234,56 €") and not is_calculation("")
