"""The words of what a write would do, and of what it did."""

from datetime import date
from decimal import Decimal

from antragsbudget.language import Both, Language, formats

NOTE = Both("Hinweis", "note")
RECORDED = Both("gebucht: ", "recorded: ")
WRITTEN = Both("geschrieben: ", "written: ")
ONLY_CHECKED = Both("nur geprüft, nichts gebucht", "checked only, nothing recorded")
PAPER_ONLY_CHECKED = Both("nur geprüft, nichts geschrieben", "checked only, nothing written")
TO_UNDO = Both("zurücknehmen:", "to undo:")
YEAR_END_IS_FINAL = Both(
    "ein Jahreswechsel lässt sich nicht zurücknehmen", "a year-end cannot be taken back"
)
SAME_BYTES = Both(
    "bytegleich mit der ausgefertigten Datei", "the same bytes as the file that was issued"
)
OTHER_BYTES = Both(
    "derselbe Inhalt; ausgefertigt wurde eine andere Datei (anderes Format, andere Sprache "
    "oder Programmversion)",
    "the same content; another file was issued (another form, language or program version)",
)


def number(nr: int, language: Language) -> str:
    """Return the number of an entry at the beginning of its line."""
    return Both(f"Nr. {nr}", f"No. {nr}").said(language)


def budget_year(year: int, value_date: date, language: Language) -> str:
    """Return the budget year of an entry whose value date may lie in another."""
    day = formats.day(value_date, language)
    return Both(
        f"Haushaltsjahr {year} (Wertstellung {day})", f"budget year {year} (value date {day})"
    ).said(language)


def net_and_tax(net: Decimal, rate: int, language: Language) -> str:
    """Return the net amount of which an entry was made, and the tax on it in per cent."""
    shown = formats.euro(net, language)
    return Both(f"netto {shown}, dazu {rate} % Steuer", f"net {shown}, plus {rate} % tax").said(
        language
    )


def drawn(amount: Decimal, nr: int, released: Decimal, language: Language) -> str:
    """Return what an entry draws from an earlier one, and what of that one it releases."""
    shown, freed = formats.euro(amount, language), formats.euro(released, language)
    rest = Both(f"; {freed} werden frei", f"; {freed} is released") if released else Both("", "")
    return Both(f"{shown} aus Nr. {nr}{rest.de}", f"{shown} from no. {nr}{rest.en}").said(language)


def cut_from_blocked(amount: Decimal, language: Language) -> str:
    """Return how much of a cut is taken from blocked funds."""
    shown = formats.euro(amount, language)
    return Both(f"davon {shown} aus gesperrten Mitteln", f"{shown} of it from blocked funds").said(
        language
    )


def consents_for(name: str, state: str, language: Language) -> str:
    """Return which consents an allocation has."""
    return Both(f"Zustimmungen zu {name}: {state}", f"consents for {name}: {state}").said(language)


def available(
    name: str, after: Decimal, before: Decimal, shortfall: Decimal, language: Language
) -> str:
    """Return what an allocation has available after a write and before; a *shortfall* above 0."""
    new, old = formats.euro(after, language), formats.euro(before, language)
    missing, lack = formats.euro(shortfall, language), Both("", "")
    if shortfall > 0:
        lack = Both(f" · Fehlbetrag {missing}", f" · shortfall {missing}")
    return Both(
        f"auf {name} verfügbar: {new} (vorher {old}){lack.de}",
        f"available on {name}: {new} (before {old}){lack.en}",
    ).said(language)


def still_open(nr: int, left: Decimal, settle: str, language: Language) -> str:
    """Return what a reservation or commitment still holds, and the command that releases it."""
    shown = formats.euro(left, language)
    return Both(
        f"bei Nr. {nr} noch offen: {shown} (Rest freigeben: {settle})",
        f"still open on no. {nr}: {shown} (to release it: {settle})",
    ).said(language)


def state_of(year: int, language: Language) -> str:
    """Return what leads to the command that shows a budget year."""
    return Both(f"Stand {year}:", f"state {year}:").said(language)


def to_carry(option: str, name: str, language: Language) -> str:
    """Return with which option it is said what is to be carried into the next year."""
    return Both(
        f"was davon übertragen werden soll, nennt {option}, etwa {option} {name}=alles",
        f"{option} says what of it is to be carried, such as {option} {name}=all",
    ).said(language)
