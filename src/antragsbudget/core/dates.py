"""What a person may type for a day, and how a day is shown; never which day it is."""

import re
from datetime import date, timedelta

_TODAY = frozenset({"heute", "today"})
_YESTERDAY = frozenset({"gestern", "yesterday"})

_TYPED = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})"),
)


class DateError(ValueError):
    """A text that names no day."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a date: {text[:64]!r}")
        self.text = text


def parse(text: str, today: date) -> date:
    """Return the day that a person typed; a year of two digits is one of this century.

    Raises:
        DateError: for any other form, and for a day that no calendar has.
    """
    typed = text.strip()
    word = typed.lower()
    if word in _TODAY:
        return today
    if word in _YESTERDAY:
        return today - timedelta(days=1)
    for form in _TYPED:
        if match := form.fullmatch(typed):
            year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
            try:
                return date(int(year), int(match["month"]), int(match["day"]))
            except ValueError as no_such_day:
                raise DateError(text) from no_such_day
    raise DateError(text)


def in_german(day: date) -> str:
    """Return the day as ``05.04.2022``."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def in_english(day: date) -> str:
    """Return the day as ``2022-04-05``."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"
