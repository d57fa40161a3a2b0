"""What was recorded: since the last paper, and in the budget year."""

from collections.abc import Iterable
from datetime import date

from antragsbudget.language import Both, Language, formats

NOTHING_RECORDED = Both("Seitdem wurde nichts gebucht.", "Nothing has been booked since.")
AVAILABLE = Both("verfügbar in Euro", "available in euros")
CHANGE = Both("Veränderung", "change")
COMPARED = Both("Verfügbare Mittel im Vergleich", "Available funds compared")
NEW = Both("Neue Buchungen", "New entries")
NEW_OF_EARLIER_YEARS = Both(
    "Neue Buchungen früherer Haushaltsjahre", "New entries of earlier budget years"
)
RECORDED_LATE = Both(
    "Nachträglich erfasst: Wertstellung bis zum Stichtag der letzten Vorlage",
    "Recorded late: value date on or before the cut-off day of the last paper",
)
ANNEX = Both("Anlage: Buchungen", "Annex: entries")


def changes(since: date | None, language: Language) -> str:
    """Return the title of the movements since a day, or since the last paper."""
    if since is None:
        return Both("Veränderungen seit der letzten Vorlage", "Changes since the last paper").said(
            language
        )
    day = formats.day(since, language)
    return Both(f"Veränderungen seit dem {day}", f"Changes since {day}").said(language)


def last_paper(number: str | None, meeting: date, as_of: date, language: Language) -> str:
    """Return the meeting of the last paper, and the day up to which it reported."""
    named = "" if number is None else f" {number}"
    held, day = formats.day(meeting, language), formats.day(as_of, language)
    return Both(
        f"Die letzte Vorlage{named} zur Sitzung am {held} berichtete zum Stichtag {day}.",
        f"The last paper{named} for the meeting of {held} reported as of {day}.",
    ).said(language)


def recorded(new: int, not_public: int, late: int, language: Language) -> str:
    """Return how many entries were added, and how many of them were not public or *late*."""
    singular, plural = Both("Buchung", "entry"), Both("Buchungen", "entries")
    number = formats.count(new, singular, plural, language)
    text = Both(
        f"Seitdem {'ist' if new == 1 else 'sind'} {number} hinzugekommen",
        f"Since then {number} {'was' if new == 1 else 'were'} added",
    ).said(language)
    if not_public:
        text += Both(
            f", davon {not_public} nicht öffentlich", f", {not_public} of them not public"
        ).said(language)
    if late:
        text += Both(f"; nachträglich erfasst: {late}", f"; recorded late: {late}").said(language)
    return text + "."


def compared_with_beginning(earlier: int, year: int, language: Language) -> str:
    """Return why the comparison does not start from the last paper: it was of an earlier year."""
    return Both(
        f"Damals war {earlier} das offene Haushaltsjahr; verglichen wird deshalb mit dem "
        f"Beginn des Haushaltsjahres {year}.",
        f"At that time {earlier} was the open budget year; the comparison is therefore with the "
        f"beginning of the budget year {year}.",
    ).said(language)


def measures(names: Iterable[str], language: Language) -> str:
    """Return which measures have changed."""
    listed = "; ".join(names)
    return Both(f"Maßnahmen mit neuem Stand: {listed}.", f"Measures updated: {listed}.").said(
        language
    )


def entries_of(year: int, language: Language) -> str:
    """Return the title of the entries of a year."""
    return Both(
        f"Buchungen des Haushaltsjahres {year}, Beträge in Euro",
        f"Entries of the budget year {year}, amounts in euros",
    ).said(language)


def only_in_sums(not_public: int, language: Language) -> str:
    """Return how many entries are not listed, though their amounts are in the sums."""
    if not_public == 1:
        return Both(
            "1 nicht öffentliche Buchung ist nur in den Summen enthalten.",
            "1 entry that is not public is included in the sums only.",
        ).said(language)
    return Both(
        f"{not_public} nicht öffentliche Buchungen sind nur in den Summen enthalten.",
        f"{not_public} entries that are not public are included in the sums only.",
    ).said(language)
