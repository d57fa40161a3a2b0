"""The state of the money: conditions, figures, shortfalls, and changed appropriations."""

from datetime import date
from decimal import Decimal

from antragsbudget.language import Both, Language, formats

BY_ALLOCATION = Both("Mittel nach Ansätzen", "Funds by allocation")
USE = Both("Verwendung der Mittel", "Use of the funds")
POINTS_TO_NOTE = Both("Besonderheiten", "Points to note")
WHAT_IS_AVAILABLE = Both(
    "Verfügbar ist, was weder angeordnet noch durch Aufträge gebunden, vorgemerkt oder "
    "gesperrt ist. Alle Beträge in Euro, brutto.",
    "Funds are available if they are not ordered, committed, reserved or blocked. All amounts "
    "in euros, gross.",
)
RELEASED = Both("Die Mittel sind freigegeben.", "The funds are released.")
RELEASED_EARLY = Both(
    "Die Mittel sind freigegeben, obwohl Zustimmungen fehlen.",
    "The funds are released although consents are missing.",
)


def release(amount: Decimal, day: date, decision: str, language: Language) -> str:
    """Return that money was released, and by which decision."""
    shown, on = formats.euro(amount, language), formats.day(day, language)
    return Both(
        f"Freigabe über {shown} am {on}: {decision}", f"Release of {shown} on {on}: {decision}"
    ).said(language)


def condition(name: str, text: str, language: Language) -> str:
    """Return the condition on the money of an allocation."""
    return Both(
        f"{name} ist mit einem Sperrvermerk versehen: {text}.",
        f"{name} is subject to a condition: {text}.",
    ).said(language)


def consents(given: int, parties: int, language: Language) -> str:
    """Return how many of the parties consented."""
    return Both(
        f"Zustimmungen: {given} von {parties} erteilt.", f"Consents: {given} of {parties} given."
    ).said(language)


def still_blocked(amount: Decimal, language: Language) -> str:
    """Return how much a condition still blocks."""
    shown = formats.euro(amount, language)
    return Both(
        f"Gesperrt sind dadurch noch {shown}; über die Freigabe ist noch zu beschließen.",
        f"{shown} is still blocked by it; the release is yet to be decided.",
    ).said(language)


def year_closed(year: int, language: Language) -> str:
    """Return how to read the figures of a closed year."""
    return Both(
        f"Das Haushaltsjahr {year} ist abgeschlossen: Die Änderungen enthalten, was nach "
        f"{year + 1} ging; was als verfügbar oder gesperrt ausgewiesen ist, ist verfallen.",
        f"The budget year {year} is closed: the changes include what went on to "
        f"{year + 1}; what is shown as available or blocked has lapsed.",
    ).said(language)


def only_carried(earlier: int, language: Language) -> str:
    """Return that all the money of a year comes from an earlier one."""
    return Both(
        f"Einen neuen Ansatz gibt es nicht; die Mittel sind aus {earlier} übertragen.",
        f"There is no new appropriation; the funds are carried from {earlier}.",
    ).said(language)


def shortfall(name: str, amount: Decimal, language: Language) -> str:
    """Return by how much the obligations of an allocation exceed its money."""
    shown = formats.euro(amount, language)
    return Both(
        f"{name}: Es besteht ein Fehlbetrag von {shown}.",
        f"{name}: there is a shortfall of {shown}.",
    ).said(language)


def blocked(name: str, amount: Decimal, reasons: str, language: Language) -> str:
    """Return how much of an allocation is blocked by decision, and why."""
    shown = formats.euro(amount, language)
    return Both(
        f"{name}: Gesperrt sind {shown} ({reasons}).", f"{name}: {shown} is blocked ({reasons})."
    ).said(language)


def reserved_on_blocked(name: str, amount: Decimal, language: Language) -> str:
    """Return how much is reserved of money that is blocked."""
    shown = formats.euro(amount, language)
    return Both(
        f"{name}: Von den Vormerkungen liegen {shown} auf gesperrten Mitteln.",
        f"{name}: {shown} of the reservations is on blocked funds.",
    ).said(language)


def moved_in(name: str, amount: Decimal, earlier: int, language: Language) -> str:
    """Return the money carried in for commitments left open the year before."""
    shown = formats.euro(amount, language)
    return Both(
        f"{name}: Für {earlier} erteilte, noch nicht abgerechnete Aufträge wurden {shown} "
        "übertragen (§ 22 KomHVO NRW).",
        f"{name}: {shown} was carried for commitments of {earlier} that were not yet settled "
        "(§ 22 KomHVO NRW).",
    ).said(language)


def transferred(amount: Decimal, source: str, target: str, language: Language) -> str:
    """Return that money went from one allocation to another."""
    shown = formats.euro(amount, language)
    return Both(
        f"{shown} von {source} nach {target} umgeschichtet",
        f"{shown} transferred from {source} to {target}",
    ).said(language)


def raised(name: str, amount: Decimal, language: Language) -> str:
    """Return that an appropriation was raised."""
    shown = formats.euro(amount, language)
    return Both(f"{name} um {shown} aufgestockt", f"{name} raised by {shown}").said(language)


def cut(name: str, amount: Decimal, language: Language) -> str:
    """Return that an appropriation was cut."""
    shown = formats.euro(amount, language)
    return Both(f"{name} um {shown} gekürzt", f"{name} cut by {shown}").said(language)


def carried(name: str, amount: Decimal, earlier: int, later: int, language: Language) -> str:
    """Return that money was carried into a later year."""
    shown = formats.euro(amount, language)
    return Both(
        f"für {name} {shown} von {earlier} nach {later} übertragen",
        f"{shown} of {name} carried from {earlier} to {later}",
    ).said(language)
