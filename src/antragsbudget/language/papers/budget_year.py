"""The outlook on a budget year, or how it ended."""

from datetime import date
from decimal import Decimal

from antragsbudget.language import Both, Language, formats

OUTLOOK = Both("Ausblick", "Outlook")
REVIEW = Both("Rückblick", "Review")
BY_AGE = Both("Offene Aufträge nach Alter", "Open commitments by age")


def ordered_in(year: int) -> Both:
    """Return the title of the spending of a year."""
    return Both(
        f"Angeordnete Mittel im Haushaltsjahr {year}", f"Funds ordered in the budget year {year}"
    )


def pace(
    day: date, year: int, elapsed: Decimal | None, spent: Decimal | None, language: Language
) -> str:
    """Return how much of the year has passed, and how much of the money is ordered."""
    on, passed = formats.day(day, language), formats.percent(elapsed, language)
    used = formats.percent(spent, language)
    return Both(
        f"Am {on} waren {passed} des Haushaltsjahres {year} vergangen und {used} der nicht "
        "gesperrten Mittel angeordnet.",
        f"On {on}, {passed} of the budget year {year} had passed and {used} of the unblocked "
        "funds had been ordered.",
    ).said(language)


def open_commitments(amount: Decimal, year: int, language: Language) -> str:
    """Return what happens to the open commitments at the end of the year (§ 22 KomHVO NRW)."""
    shown = formats.euro(amount, language)
    return Both(
        f"Offen sind Aufträge über {shown}; was davon Ende {year} nicht abgerechnet ist, "
        f"ist mit seinen Mitteln nach {year + 1} zu übertragen (§ 22 KomHVO NRW).",
        f"Commitments of {shown} are open; what is not settled by the end of {year} is to be "
        f"carried to {year + 1} with its funds (§ 22 KomHVO NRW).",
    ).said(language)


def missing(amount: Decimal, language: Language) -> str:
    """Return by how much the obligations exceed the money."""
    shown = formats.euro(amount, language)
    return Both(f"Es fehlen {shown}.", f"{shown} is missing.").said(language)


def still_available(amount: Decimal, language: Language) -> str:
    """Return what happens to the rest at the end of the year."""
    shown = formats.euro(amount, language)
    return Both(
        f"Verfügbar sind noch {shown}; was davon nicht übertragen wird, verfällt (§ 22 KomHVO NRW).",
        f"{shown} is still available; what is not carried forward lapses (§ 22 KomHVO NRW).",
    ).said(language)


def not_public(amount: Decimal, language: Language) -> str:
    """Return the sum of the open commitments that are not listed."""
    shown = formats.euro(amount, language)
    return Both(
        f"Dazu kommen nicht öffentliche Aufträge über zusammen {shown}.",
        f"In addition, commitments that are not public come to {shown} in total.",
    ).said(language)


def closed(
    year: int, since: date, total: Decimal, ordered: Decimal, rest: str, language: Language
) -> str:
    """Return how much of a closed year's money was ordered, and where the *rest* went."""
    day = formats.day(since, language)
    whole, part = formats.euro(total, language), formats.euro(ordered, language)
    return Both(
        f"Das Haushaltsjahr {year} ist seit dem {day} abgeschlossen. Von {whole} wurden "
        f"{part} angeordnet; {rest}.",
        f"The budget year {year} has been closed since {day}. Of {whole}, {part} was "
        f"ordered; {rest}.",
    ).said(language)
