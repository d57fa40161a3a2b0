"""The figures as plain data, for programs: amounts with two decimals, shares with four."""

from antragsbudget.core.statement import AMOUNTS, Figures, Statement, StatementLine
from antragsbudget.values.money import plain
from antragsbudget.values.shares import for_programs


def figures(of: Figures) -> dict[str, object]:
    """Return the ten figures."""
    share = of.utilisation
    amounts = {name: plain(getattr(of, name)) for name in AMOUNTS}
    return {**amounts, "utilisation": None if share is None else str(for_programs(share))}


def line(of: StatementLine) -> dict[str, object]:
    """Return one allocation with its figures."""
    allocation = of.allocation
    names = {"id": allocation.id, "code": allocation.code, "title": allocation.title}
    return names | figures(of.figures)


def statement(of: Statement) -> dict[str, object]:
    """Return the allocations and their total."""
    return {
        "year": of.year,
        "as_of": of.as_of,
        "currency": of.budget.currency,
        "allocations": [line(allocation) for allocation in of.lines],
        "total": figures(of.total),
    }
