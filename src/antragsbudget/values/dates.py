"""What a person may type for a day, and how a day is shown; never which day it is."""

import re
from contextlib import suppress
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
MONTHS = (  # German and English
    *(("Januar", "January"), ("Februar", "February"), ("März", "March"), ("April", "April")),
    *(("Mai", "May"), ("Juni", "June"), ("Juli", "July"), ("August", "August")),
    *(("September", "September"), ("Oktober", "October"), ("November", "November")),
    ("Dezember", "December"),
)
_MONTHS = {name.lower(): month for month, names in enumerate(MONTHS, start=1) for name in names}
_LAST = re.compile(r"(?:(?:letzten|last) )?(?P<weekday>[a-z]+)")

_TYPED = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.? (?P<name>[a-zä]+) (?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>)"),
)
_LEAP_CYCLE = 8  # years within which every day of the calendar comes, whatever century ends


class DateError(ValueError):
    """A text that names no day, or one that nothing here can be about."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a date: {text[:64]!r}")
        self.text = text


class NoSuchMonthError(DateError):
    """A day of a thirteenth month, or of none."""


class NoSuchDayError(DateError):
    """A day that its month does not have; *last* is the last one that it has."""

    def __init__(self, text: str, last: date) -> None:
        super().__init__(text)
        self.last = last


class TooEarlyError(DateError):
    """A day before EARLIEST_YEAR: mostly a year with a digit too few or too many."""


def parse(text: str, today: date) -> date:
    """Return the day that a person typed; a year of two digits is one of this century.

    A weekday is the last one before *today*, a day without a year the last one up to it.

    Raises:
        NoSuchMonthError, NoSuchDayError: for a day that no calendar has.
        TooEarlyError: for a day before EARLIEST_YEAR.
        DateError: for any other form.
    """
    typed = text.strip().lower()
    if typed in _DAYS_AGO:
        return today - timedelta(days=_DAYS_AGO[typed])
    if (match := _LAST.fullmatch(typed)) and match["weekday"] in _WEEKDAYS:
        past = (today.weekday() - _WEEKDAYS[match["weekday"]]) % 7
        return today - timedelta(days=past or 7)
    for form in _TYPED:
        if match := form.fullmatch(typed):
            return _day(text, match, today)
    raise DateError(text)


def _day(text: str, match: re.Match[str], today: date) -> date:
    """Return the day that *text* names by day, month (or its name) and year, if there is such."""
    parts = match.groupdict()
    month = _MONTHS.get(parts["name"]) if "name" in parts else int(parts["month"])
    day, year = int(parts["day"]), parts["year"]
    if month is None:
        raise DateError(text)
    if not 1 <= month <= 12:
        raise NoSuchMonthError(text)
    if not year:
        return _latest(text, month, day, today)
    return _of_year(text, int(year) if len(year) == 4 else 2000 + int(year), month, day)


def _of_year(text: str, year: int, month: int, day: int) -> date:
    if year < EARLIEST_YEAR:
        raise TooEarlyError(text)
    try:
        return date(year, month, day)
    except ValueError as no_such_day:
        raise NoSuchDayError(text, _last_day(year, month)) from no_such_day


def _latest(text: str, month: int, day: int, today: date) -> date:
    """Return the latest day with this month and day that is not after *today*."""
    for year in range(today.year, today.year - _LEAP_CYCLE - 1, -1):
        with suppress(ValueError):
            if (found := date(year, month, day)) <= today:
                return found
    raise NoSuchDayError(text, _last_day(today.year, month))


def _last_day(year: int, month: int) -> date:
    from calendar import monthrange

    return date(year, month, monthrange(year, month)[1])


def in_german(day: date) -> str:
    """Return the day as ``05.04.2022``."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def in_english(day: date) -> str:
    """Return the day as ``2022-04-05``."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"
