"""What may answer a question of the guided entry: names, open entries, what was used before."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import suggestions
from antragsbudget.core.balances import Balances
from antragsbudget.core.outstanding import OpenEntry, outstanding
from antragsbudget.language import Both, Language, formats, vocabulary

if TYPE_CHECKING:
    from antragsbudget.cli.prompting import Candidate

Beside = Callable[[str], str]

NAMED: dict[str, Callable[[typer.Context, str], list[tuple[str, str]]]] = {
    "allocation": suggestions.allocations,
    "from_": suggestions.allocations,
    "to": suggestions.allocations,
    "measure": suggestions.measures,
    "area": suggestions.areas,
    "party": suggestions.parties,
    "year": suggestions.open_years,
}
USED_BEFORE = ("payee", "purpose", "decision", "reason", "reference")
# Which of what waits may answer to a number.
WAITING: dict[str, tuple[str, ...]] = {
    "commitment": ("commitments",),
    "reservation": ("reservations",),
    "payment entry": ("expenses",),
    "settlement entry": ("reservations", "commitments"),
}


def offered(
    ctx: typer.Context,
    balances: Balances,
    today: date,
    kind: str,
    key: str,
    allocation: str | None,
    language: Language,
) -> "list[Candidate]":
    """Return what may answer the question for *key*, each with what it is, as a terminal shows it.

    An open entry to draw on lies on *allocation*.
    """
    if key in NAMED:
        found = NAMED[key](ctx, "")
    elif key in USED_BEFORE:
        found = [(text, "") for text in _used_before(balances, key)]
    elif waiting := WAITING.get(key) or WAITING.get(f"{kind} {key}"):
        there = outstanding(balances, today, allocation)
        found = [_open(one, balances, language) for name in waiting for one in getattr(there, name)]
    elif key == "entry":
        found = suggestions.entry_numbers(ctx, "")
        if kind == "refund":
            found = [one for one in found if _is_expense(balances, int(one[0]))]
    else:
        found = []
    return [(name, about) for name, about in found if formats.visible(name) == name]


def _used_before(balances: Balances, key: str) -> Iterator[str]:
    """Yield the texts of a field, the latest first, each once."""
    entries = (balances.entries[nr] for nr in sorted(balances.entries, reverse=True))
    texts = (getattr(entry, key, None) for entry in entries)
    yield from dict.fromkeys(text for text in texts if text)


def _open(one: OpenEntry, balances: Balances, language: Language) -> tuple[str, str]:
    entry, left = one.entry, formats.euro(one.left, language)
    kind = vocabulary.KINDS[entry.kind].name.said(language)
    name = balances.budget.allocation(entry.allocation).name
    still_open = Both(f"offen {left}", f"open {left}").said(language)
    about = (kind, name, still_open, entry.payee or "", entry.purpose)
    return str(entry.nr), formats.visible(" ".join(filter(None, about)))


def _is_expense(balances: Balances, nr: int) -> bool:
    return balances.entries[nr].kind == "expense"
