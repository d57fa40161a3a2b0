"""The subject of a paper, its head, its resolution, and its proof."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from antragsbudget.language import Both, Language, formats

MASCULINE = ("ausschuss", "tag", "rat", "beirat")

PAPER = Both("Vorlage", "Paper")
TYPE = Both("Art", "Type")
COMMITTEE = Both("Gremium", "Committee")
MEETING = Both("Sitzung", "Meeting")
SESSION = Both("Beratung", "Session")
OFFICE = Both("Federführendes Amt", "Responsible office")
REFERENCE = Both("Bezug", "Reference")
STATUS = Both("Stand", "Status")

PUBLIC, NOT_PUBLIC = Both("öffentlich", "public"), Both("nicht öffentlich", "not public")
REPORT, ANNEX = Both("Mitteilung", "for information"), Both("Anlage", "annex")
DRAFT = Both("Entwurf, noch nicht ausgefertigt", "draft, not issued yet")
NO_NUMBER = Both("(noch nicht vergeben)", "(not assigned yet)")
NO_MEETING = Both("(noch nicht bestimmt)", "(not scheduled yet)")
NOT_STATED = Both("(nicht angegeben)", "(not stated)")
CONFIDENTIAL = Both(
    "Nicht zur Veröffentlichung bestimmt (§ 33 KrO NRW, Geschäftsordnung des Kreistags).",
    "Not for publication (§ 33 KrO NRW, Geschäftsordnung des Kreistags).",
)
ALL_PUBLIC = Both(
    "Alle Buchungen und Maßnahmen sind öffentlich.", "All entries and measures are public."
)

RESOLUTION = Both("Beschlussvorschlag", "Proposed resolution")
BACKGROUND = Both("Sachverhalt", "Background")
ENTRIES = Both("Buchungen", "Entries")

VERIFICATION = Both("Nachweis des Datenstands", "Verification of the data")
CUT_OFF = Both("Stichtag", "Cut-off day")
FINGERPRINT = Both("Fingerabdruck", "Fingerprint")
PROGRAM = Both("Programm", "Program")
AMOUNTS = Both("Beträge", "Amounts")
EUROS_GROSS = Both("alle Beträge in Euro, brutto", "all amounts in euros, gross")


def subject(title: str, language: Language) -> str:
    """Return the subject of the public paper."""
    return Both(
        f"{title} – Bericht über die Verwendung der Mittel",
        f"{title} – report on the use of the funds",
    ).said(language)


def annex_subject(title: str, number: str | None, language: Language) -> str:
    """Return the subject of the confidential annex, with the number of its paper."""
    to = Both("", "") if number is None else Both(f" zur Vorlage {number}", f" to paper {number}")
    return Both(
        f"{title} – nichtöffentliche Anlage{to.de}", f"{title} – annex{to.en}, not public"
    ).said(language)


def reference(
    movers: Iterable[str], motion: date | None, meeting: date | None, language: Language
) -> str:
    """Return the motion with its movers, its day, and the meeting that it was made for."""
    text = Both("Antrag", "Motion").said(language)
    if names := formats.listed(movers, language):
        text += Both(f" von {names}", f" by {names}").said(language)
    if motion is not None:
        text += Both(" vom ", ", ").said(language) + formats.day(motion, language)
    if meeting is not None:
        day = formats.day(meeting, language)
        text += Both(f" zur Sitzung am {day}", f", for the meeting of {day}").said(language)
    return text


def resolution(committee: str, language: Language) -> str:
    """Return the draft resolution; it names no committee if *committee* is empty."""
    if not committee:
        return Both(
            "Der Bericht der Verwaltung wird zur Kenntnis genommen.",
            "The administration's report is noted.",
        ).said(language)
    article = "Der " if committee.casefold().partition(" ")[0].endswith(MASCULINE) else ""
    return Both(
        f"{article}{committee} nimmt den Bericht der Verwaltung zur Kenntnis.",
        f"The {committee} takes note of the administration's report.",
    ).said(language)


def motion(total: Decimal, shares: Iterable[tuple[Decimal, str]], language: Language) -> str:
    """Return what the motion asks for: the total, and each allocation's amount with its name."""
    whole, joint = formats.euro(total, language), Both("für", "for").said(language)
    parts = (f"{formats.euro(amount, language)} {joint} {name}" for amount, name in shares)
    listed = formats.listed(parts, language)
    return Both(
        f"Beantragt wurden insgesamt {whole}: {listed}.",
        f"The motion asks for {whole} in total: {listed}.",
    ).said(language)
