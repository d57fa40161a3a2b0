"""The JSON of the contract: one object on stdout, amounts as strings, for every exit code."""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from antragsbudget import interruption
from antragsbudget.core.entries import Entry, table_of
from antragsbudget.core.statement import AMOUNTS, Figures, Line, Statement
from antragsbudget.values import texts
from antragsbudget.values.money import plain

SCHEMA = 1
_STEERING = re.compile(f"[{texts.STEERING}]|{texts.UNSEEN.pattern}")


def write(ok: bool, content: Mapping[str, Any]) -> None:
    """Print the one object; what could steer a terminal is escaped, which is the same text."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    text = json.dumps(
        {"schema": SCHEMA, "ok": ok, **content},
        ensure_ascii=encoding != "utf8",
        indent=2,
        default=_plain,
    )
    interruption.ignore()  # from here on this is the answer: there is no second one
    print(_STEERING.sub(lambda one: json.dumps(one[0])[1:-1], text))


def figures(of: Figures) -> dict[str, str | None]:
    """Return the ten figures."""
    amounts: dict[str, str | None] = {name: plain(getattr(of, name)) for name in AMOUNTS}
    return amounts | {"utilisation": None if of.utilisation is None else str(of.utilisation)}


def line(of: Line) -> dict[str, str | None]:
    """Return one allocation with its figures."""
    allocation = of.allocation
    names = {"id": allocation.id, "code": allocation.code, "title": allocation.title}
    return names | figures(of.figures)


def statement(of: Statement) -> dict[str, Any]:
    """Return the allocations and their total."""
    return {
        "year": of.year,
        "as_of": of.as_of,
        "currency": of.budget.currency,
        "allocations": [line(one) for one in of.lines],
        "total": figures(of.total),
    }


def entry(of: Entry) -> dict[str, object]:
    """Return an entry as it is stored."""
    return table_of(of)


def known(facts: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    """Return those of *names* that the facts hold."""
    return {name: facts[name] for name in names if name in facts}


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
