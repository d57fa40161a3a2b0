"""The words of charts: the names of their lines, and their text alternatives."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from antragsbudget.language import Both, Language, formats

EVEN = Both("gleichmäßig über das Jahr", "evenly over the year")
QUARTERS = {
    1: Both("Jan.", "Jan"),
    4: Both("April", "Apr"),
    7: Both("Juli", "Jul"),
    10: Both("Okt.", "Oct"),
}


def ordered_until(day: date, language: Language) -> str:
    """Return the name of the spending line."""
    shown = formats.day(day, language)
    return Both(f"angeordnet bis {shown}", f"ordered up to {shown}").said(language)


def amounts(named: Iterable[tuple[str, Decimal]], language: Language) -> str:
    """Return names with their amounts."""
    return "; ".join(f"{name}: {formats.euro(amount, language)}" for name, amount in named) + "."


def stack(
    name: str, total: Decimal, shares: Iterable[tuple[str, Decimal]], language: Language
) -> str:
    """Return the money of an allocation, and what each share of it is used for."""
    parts = ", ".join(f"{share} {formats.euro(amount, language)}" for share, amount in shares)
    whole = formats.euro(total, language)
    return Both(f"{name}: {whole}, davon {parts}.", f"{name}: {whole}, of which {parts}.").said(
        language
    )


def spending(
    until: date,
    spent: Decimal,
    total: Decimal,
    even: Decimal,
    steps: Iterable[tuple[date, Decimal]],
    language: Language,
) -> str:
    """Return the spending of a year, beside an *even* one, with the sum after each step."""
    day = formats.day(until, language)
    now, whole, evenly = (formats.euro(amount, language) for amount in (spent, total, even))
    sums = "; ".join(
        f"{formats.day(on, language)} {formats.euro(amount, language)}" for on, amount in steps
    )
    return Both(
        f"Bis {day} angeordnet: {now} von {whole}; bei gleichmäßigem Verlauf wären es {evenly}. "
        f"Stand nach jeder Anordnung: {sums or 'keine'}.",
        f"Ordered up to {day}: {now} of {whole}; even spending would come to {evenly}. "
        f"Total after each expense: {sums or 'none'}.",
    ).said(language)
