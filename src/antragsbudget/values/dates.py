"""What a person may type for a day, and how a day is shown; never which day it is."""

import re
from datetime import date, timedelta

EARLIEST_YEAR, LATEST_YEAR = 1900, 2999  # that a ledger can be about

_DAYS_AGO = {"heute": 0, "today": 0, "gestern": 1, "yesterday": 1, "vorgestern": 2}
_WEEKDAYS = {
    name: number
    for names in (
        ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
    for number, name in enumerate(names)
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("januar", "january"), ("februar", "february"), ("märz", "march"), ("april",)),
            *(("mai", "may"), ("juni", "june"), ("juli", "july"), ("august",), ("september",)),
            *(("oktober", "october"), ("november",), ("dezember", "december")),
        ),
        start=1,
    )
    for name in names
}
_LAST = re.compile(r"(?:(?:letzten|last) )?(?P<weekday>[a-z]+)")

_TYPED = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.? (?P<name>[a-zä]+) (?P<year>[0-9]{4})"),
)


class DateError(ValueError):
    """A text that names no day."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a date: {text[:64]!r}")
        self.text = text


def parse(text: str, today: date) -> date:
    """Return the day that a person typed; a year of two digits is one of this century.

    A weekday is the last one before *today*.

    Raises:
        DateError: for any other form, and for a day that no calendar has.
    """
    typed = text.strip().lower()
    if typed in _DAYS_AGO:
        return today - timedelta(days=_DAYS_AGO[typed])
    if (match := _LAST.fullmatch(typed)) and match["weekday"] in _WEEKDAYS:
        past = (today.weekday() - _WEEKDAYS[match["weekday"]]) % 7
        return today - timedelta(days=past or 7)
    for form in _TYPED:
        if match := form.fullmatch(typed):
            year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
            try:
                return date(int(year), _month(match), int(match["day"]))
            except ValueError as no_such_day:
                raise DateError(text) from no_such_day
    raise DateError(text)


def _month(match: re.Match[str]) -> int:
    """Return the number of the month; no calendar has the month 0 of a name that is none."""
    name = match.groupdict().get("name")
    return int(match["month"]) if name is None else _MONTHS.get(name, 0)


def in_german(day: date) -> str:
    """Return the day as ``05.04.2022``."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def in_english(day: date) -> str:
    """Return the day as ``2022-04-05``."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"
