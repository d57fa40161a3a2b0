"""The words for the subject of an entry, and for the legal basis of the money."""

from datetime import date
from decimal import Decimal

from antragsbudget.language import Both, Language, formats


def voucher(number: str, language: Language) -> str:
    """Return the number of a voucher with its name."""
    return Both(f"Beleg {number}", f"voucher {number}").said(language)


def on_entry(nr: int, language: Language) -> str:
    """Return which other entry it refers to."""
    return Both(f"zu Nr. {nr}", f"on no. {nr}").said(language)


def of_which_blocked(amount: Decimal, language: Language) -> str:
    """Return how much of a carried amount is blocked."""
    shown = formats.euro(amount, language)
    return Both(f"davon {shown} gesperrt", f"{shown} of it blocked").said(language)


def budget_year(year: int, language: Language) -> str:
    """Return a budget year with its name."""
    return Both(f"Haushaltsjahr {year}", f"budget year {year}").said(language)


def meeting(day: date, language: Language) -> str:
    """Return the meeting that a paper was issued for."""
    shown = formats.day(day, language)
    return Both(f"Sitzung am {shown}", f"meeting of {shown}").said(language)


def planned(amount: Decimal, language: Language) -> str:
    """Return what a measure is planned to cost."""
    shown = formats.euro(amount, language)
    return Both(f"Plan {shown}", f"plan {shown}").said(language)


def finished_by(day: date, language: Language) -> str:
    """Return the date by which a measure is to be finished."""
    shown = formats.day(day, language)
    return Both(f"bis {shown}", f"by {shown}").said(language)


def basis(resolution: str, language: Language) -> str:
    """Return the resolution that adopted the money."""
    return Both(f"Grundlage: {resolution}", f"Basis: {resolution}").said(language)


def basis_without_resolution(motion: date | None, language: Language) -> str:
    """Return that only a motion is recorded as the basis of the money."""
    day = "" if motion is None else formats.day(motion, language)
    return Both(
        f"Grundlage: Antrag{day and f' vom {day}'}; Beschluss nicht eingetragen",
        f"Basis: motion{day and f' of {day}'}; no resolution recorded",
    ).said(language)
