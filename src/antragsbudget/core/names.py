"""How things are called: by id, code or unambiguous prefix, without regard to case.

A name is found by what it is, never by how it is shown. Nor need a person type what she cannot see:
composed or not, with or without an invisible character, it is the same name, unless two differ in
nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, TypeVar

from antragsbudget.core.budget import Allocation, Budget
from antragsbudget.language import messages
from antragsbudget.language.records import Refusal
from antragsbudget.values import dates, texts

T = TypeVar("T")
Sort = Literal["area", "party", "measure"]


def allocation_named(budget: Budget, text: str) -> Allocation | Refusal:
    """Return the allocation that *text* means, or why it means none."""
    names = _names(budget)
    found = _among(names, text)
    if len(found) == 1:
        return found[0]
    if found:
        return _ambiguous(text, (a.name for a in found))
    every = [a.name for a in budget.allocations]
    return _unknown(messages.inputs.UnknownAllocation, text, nearest_to(text, names), every)


def day_named(text: str, today: date) -> date | Refusal:
    """Return the day that *text* means on the day *today*, or why it means none."""
    try:
        return dates.parse(text, today)
    except dates.NoSuchDayError as problem:
        return messages.inputs.NoSuchDay(text=text, last=problem.last)
    except dates.NoSuchMonthError:
        return messages.inputs.NoSuchMonth(text=text)
    except dates.TooEarlyError:
        return messages.inputs.TooEarly(text=text)
    except dates.DateError:
        return messages.inputs.NotADate(text=text)


def typable(budget: Budget, allocation: Allocation) -> str:
    """Return the shortest name of *allocation* that can be typed and means no other."""
    names = _names(budget)
    for name in (allocation.code, allocation.id):
        typed = texts.typable(name or "")
        if typed and _among(names, typed) == [allocation]:
            return typed
    return allocation.name


def word_named(sort: Sort, words: Iterable[str], text: str) -> str | Refusal:
    """Return the one of *words* of a sort that *text* means, or why it means none."""
    known = {word: word for word in words}
    found = _among(known, text)
    if len(found) == 1:
        return found[0]
    if found:
        return _ambiguous(text, found)
    unknown, none = {
        "area": (messages.inputs.UnknownArea, messages.inputs.NoAreas),
        "party": (messages.inputs.UnknownParty, messages.inputs.NoParties),
        "measure": (messages.inputs.UnknownMeasure, messages.inputs.NoMeasures),
    }[sort]
    if not known:
        return none(text=text)
    return _unknown(unknown, text, nearest_to(text, known), known)


def nearest_to(text: str, names: Iterable[str]) -> list[str]:
    """Return up to three names that look like *text*, best first."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in names}
    return [folded[n] for n in get_close_matches(text.casefold()[:200], folded, 3, 0.6)]


def _names(budget: Budget) -> dict[str, Allocation]:
    codes = {a.code: a for a in budget.allocations if a.code}
    return {a.id: a for a in budget.allocations} | codes


def _among(names: Mapping[str, T], text: str) -> list[T]:
    """Return what *text* is the name of, else what it is alike, else what begins alike."""
    if text in names:
        return [names[text]]
    wanted = _folded(text)
    if not wanted:
        return []
    folded = [(_folded(name), thing) for name, thing in names.items()]
    found = [thing for name, thing in folded if name == wanted]
    found = found or [thing for name, thing in folded if name.startswith(wanted)]
    return list(dict.fromkeys(found))


def _folded(name: str) -> str:
    return texts.typable(name).casefold()


def _ambiguous(text: str, found: Iterable[str]) -> Refusal:
    return messages.inputs.Ambiguous(text=text, nearest=tuple(found))


def _unknown(
    unknown: type[messages.inputs.UnknownName], text: str, nearest: list[str], every: Iterable[str]
) -> Refusal:
    """Name the nearest; where nothing is near, all there are."""
    if nearest:
        return unknown(text=text, nearest=_as_typed(nearest))
    return unknown(text=text, candidates=_as_typed(every))


def _as_typed(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(texts.typable(name) or name for name in names)
