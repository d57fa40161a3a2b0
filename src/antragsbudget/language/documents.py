"""The words that paper and screen share: titles, columns, and short remarks."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from antragsbudget.language import Both, Language, formats

ENTRY, ENTRIES = Both("Buchung", "entry"), Both("Buchungen", "entries")
DAY, DAYS = Both("Tag", "day"), Both("Tage", "days")

TOTAL = Both("insgesamt", "in total")
AMOUNTS_IN_EUROS = Both("Beträge in Euro", "amounts in euros")
NUMBER = Both("Nr.", "no.")
VALUE_DATE = Both("Wertstellung", "value date")
KIND = Both("Art", "kind")
ALLOCATION = Both("Ansatz", "allocation")
AMOUNT = Both("Betrag", "amount")
PURPOSE = Both("Gegenstand", "purpose")
PAYEE_AND_PURPOSE = Both("Empfänger · Gegenstand", "payee · purpose")
SINCE = Both("seit", "since")
LEFT = Both("offen", "open")
TARGET_DAY = Both("Termin", "date")
MEASURE = Both("Maßnahme", "measure")
PARTY = Both("Beteiligter", "party")
ANSWER = Both("Antwort", "answer")
EVIDENCE = Both("Nachweis", "evidence")
AVAILABLE = Both("verfügbar", "available")
BEFORE = Both("vorher", "before")
THIS_ENTRY = Both("diese Buchung", "this entry")
AFTER = Both("nachher", "after")
STATE = Both("Stand", "state")

NOT_ANSWERED = Both("noch offen", "not answered yet")
NOT_RESERVED = Both(", nicht vorgemerkt", ", not reserved")
NOT_PUBLIC = Both("nicht öffentlich", "not public")
NO_ENTRIES = Both("keine Buchungen", "no entries")
NO_MEASURES = Both("keine Maßnahmen", "no measures")
NOTHING_REMAINED = Both("nichts blieb übrig", "nothing was left")
NOTHING_OPEN = Both("nichts offen", "nothing is open")
NOTHING_LEFT = Both("nichts mehr verfügbar", "nothing is left")
RESERVATIONS = Both("Offene Vormerkungen", "Open reservations")
COMMITMENTS = Both("Offene Aufträge", "Open commitments")
EXPENSES = Both("Nicht gezahlte Anordnungen", "Unpaid expenses")
TARGET_DATES = Both("Zieltermine der Maßnahmen", "Target dates of measures")
NAMES = Both("nimmt in Anspruch oder betrifft", "draws on or refers to")
NAMED_BY = Both("dazu gebucht", "recorded on it")
SUMS = Both("Summen (ohne stornierte Buchungen)", "sums (without reversed entries)")


def state_of_funds(day: date, year: int, language: Language) -> str:
    """Return the title of the figures of a budget year."""
    shown = formats.day(day, language)
    return Both(
        f"Stand der Mittel am {shown}, Haushaltsjahr {year}, in Euro",
        f"State of funds on {shown}, budget year {year}, in euros",
    ).said(language)


def closed_since(day: date, language: Language) -> str:
    """Return when a year was closed, lest the amount still available be misread."""
    shown = formats.day(day, language)
    return Both(
        f"Das Haushaltsjahr ist seit dem {shown} abgeschlossen.",
        f"The budget year has been closed since {shown}.",
    ).said(language)


def last_paper(paper: str, since: int, language: Language) -> str:
    """Return which paper was issued last, and how many entries were recorded since."""
    number = formats.count(since, ENTRY, ENTRIES, language)
    return Both(
        f"Letzte Vorlage: {paper}, seitdem {number}", f"Last paper: {paper}, {number} since"
    ).said(language)


def fingerprint(digits: str, language: Language) -> str:
    """Return the fingerprint, labelled."""
    return Both(f"Fingerabdruck {digits}", f"fingerprint {digits}").said(language)


def share_of(share: Decimal, usable: Decimal, language: Language, *, blocked: bool) -> str:
    """Return how much of the usable money is no longer available."""
    percent, amount = formats.percent(share, language), formats.euro(usable, language)
    if blocked:
        return Both(
            f"{percent} von {amount} ohne Gesperrtes", f"{percent} of {amount} not blocked"
        ).said(language)
    return Both(f"{percent} von {amount}", f"{percent} of {amount}").said(language)


def blocked(amount: Decimal, reasons: Sequence[str], language: Language) -> str:
    """Return how much is blocked, and why."""
    shown = formats.euro(amount, language)
    text = Both(f"gesperrt: {shown}", f"blocked: {shown}").said(language)
    return " · ".join([text, *reasons])


def consents(state: str, language: Language) -> str:
    """Return the state of the consents, labelled."""
    return Both(f"Zustimmungen: {state}", f"consents: {state}").said(language)


def reserved_on_blocked(reserved: Decimal, on_blocked: Decimal, language: Language) -> str:
    """Return how much of the reserved money lies on blocked money."""
    amount, part = formats.euro(reserved, language), formats.euro(on_blocked, language)
    return Both(
        f"vorgemerkt: {amount}, davon {part} auf gesperrten Mitteln",
        f"reserved: {amount}, of which {part} on blocked money",
    ).said(language)


def shortfall(amount: Decimal, language: Language) -> str:
    """Return by how much the obligations exceed the money."""
    shown = formats.euro(amount, language)
    return Both(f"Fehlbetrag: {shown}", f"shortfall: {shown}").said(language)


def shortfall_on(name: str, amount: Decimal, language: Language) -> str:
    """Return by how much the obligations of an allocation exceed its money."""
    shown = formats.euro(amount, language)
    return Both(f"Fehlbetrag auf {name}: {shown}", f"shortfall on {name}: {shown}").said(language)


def nearly_used(share: Decimal | None, language: Language) -> str:
    """Return the warning that most of the money is used."""
    shown = formats.percent(share, language)
    return Both(f"Warnung: zu {shown} ausgeschöpft", f"warning: {shown} used").said(language)


def lapsed(amount: Decimal, language: Language) -> str:
    """Return how much of a closed year lapsed because it was not carried."""
    shown = formats.euro(amount, language)
    return Both(f"nicht übertragen, verfallen: {shown}", f"not carried, lapsed: {shown}").said(
        language
    )


def consents_on(name: str, language: Language) -> str:
    """Return the title of the parties' answers."""
    return Both(f"Zustimmungen zu {name}", f"Consents for {name}").said(language)


def earlier_answer(answer: str, day: date, evidence: str, language: Language) -> str:
    """Return an earlier answer of a party."""
    shown, of = formats.day(day, language), f" ({evidence})" if evidence else ""
    return Both(f"zuvor {answer} am {shown}{of}", f"earlier: {answer} on {shown}{of}").said(
        language
    )


def open_on(day: date, language: Language) -> str:
    """Return the title of the open entries."""
    shown = formats.day(day, language)
    return Both(f"Offen am {shown}", f"Open on {shown}").said(language)


def distance(days: int, language: Language) -> str:
    """Return how far away a day is, or for how long it has been overdue."""
    if days == 0:
        return Both("heute", "today").said(language)
    count = formats.count(abs(days), DAY, DAYS, language)
    if days < 0:
        return Both(f"{count} überfällig", f"{count} overdue").said(language)
    return Both(f"noch {count}", f"{count} left").said(language)


def measures_on(day: date, year: int | None, language: Language) -> str:
    """Return the title of the measures, with the money of one budget year or of all."""
    shown, years = formats.day(day, language), Both("alle Haushaltsjahre", "all budget years")
    if year is not None:
        years = Both(f"Haushaltsjahr {year}", f"budget year {year}")
    return Both(
        f"Maßnahmen am {shown}, {years.de}, in Euro", f"Measures on {shown}, {years.en}, in euros"
    ).said(language)


def target_date(day: date, language: Language, *, passed: bool) -> str:
    """Return the target date of a measure."""
    shown = formats.day(day, language)
    late = Both(" (überschritten)", " (passed)").said(language) if passed else ""
    return Both(f"Zieltermin: {shown}", f"target date: {shown}").said(language) + late


def reversed_by(nr: int, language: Language) -> str:
    """Return that an entry was reversed."""
    return Both(f"storniert durch Nr. {nr}", f"reversed by no. {nr}").said(language)


def lapsed_with(nr: int, language: Language) -> str:
    """Return that a reservation ended with its year."""
    return Both(f"erloschen mit Nr. {nr}", f"lapsed with no. {nr}").said(language)


def left(amount: Decimal, language: Language, *, unpaid: bool) -> str:
    """Return how much of an entry is still open, or how much of an expense is still unpaid."""
    word = Both("nicht gezahlt", "unpaid") if unpaid else Both("offen", "open")
    return f"{word.said(language)} {formats.euro(amount, language)}"


def year_end_rows(*, closed: bool) -> dict[str, Both]:
    """Return the row titles of the year-end table, before or after the year is closed."""
    lapses = Both("davon verfällt", "of which lapses")
    return {
        "revised": Both("Ansatz bis zum Abschluss", "appropriation before closing"),
        "ordered": Both("angeordnet", "ordered"),
        "left": Both("nicht angeordnet", "not ordered"),
        "committed": Both("davon in offenen Aufträgen", "of which in open commitments"),
        "carried": Both("davon übertragen", "of which carried"),
        "carried_blocked": Both("übertragen, aber gesperrt", "carried but blocked"),
        "lapses": Both("davon verfallen", "of which lapsed") if closed else lapses,
    }


def year_end(year: int, language: Language) -> str:
    """Return the title of what went on into the next year."""
    return Both(
        f"Übergang der Mittel nach {year + 1} (§ 22 KomHVO NRW)",
        f"What went on to {year + 1} (§ 22 KomHVO NRW)",
    ).said(language)


def moved_on(amount: Decimal, later: int, language: Language) -> str:
    """Return the money that moved on with the open commitments."""
    shown = formats.euro(amount, language)
    return Both(
        f"{shown} wurden für erteilte, noch nicht abgerechnete Aufträge nach {later} übertragen",
        f"{shown} was carried to {later} for open commitments",
    ).said(language)


def carried(
    amount: Decimal, blocked: Decimal, later: int, language: Language, *, further: bool
) -> str:
    """Return the money carried into the next year."""
    shown, kept = formats.euro(amount, language), formats.euro(blocked, language)
    of = Both(f" (davon gesperrt {kept})", f" ({kept} of it blocked)").said(language)
    return Both(
        f"{'weitere ' if further else ''}{shown} wurden nach {later} übertragen",
        f"{'a further ' if further else ''}{shown} was carried to {later}",
    ).said(language) + (of if blocked else "")


def has_lapsed(amount: Decimal, language: Language) -> str:
    """Return the money that was neither ordered nor moved on."""
    shown = formats.euro(amount, language)
    return Both(f"{shown} sind verfallen", f"{shown} lapsed").said(language)


def was_missing(amount: Decimal, language: Language) -> str:
    """Return by how much the obligations exceeded the money."""
    shown = formats.euro(amount, language)
    return Both(f"{shown} fehlten", f"{shown} was missing").said(language)


def lapsing(number: int, left: Decimal, purpose: str, language: Language, *, closed: bool) -> str:
    """Return that a reservation lapses with its year, or did."""
    head = Both("es erlischt: Vormerkung", "lapses: reservation")
    if closed:
        head = Both("erloschen: Vormerkung", "lapsed: reservation")
    shown = formats.numbers([number], language)
    return f"{head.said(language)} {shown} · {formats.euro(left, language)} · {purpose}"
