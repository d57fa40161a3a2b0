"""The names of figures, kinds of entries and their fields, as a person reads them."""

from typing import NamedTuple

from antragsbudget.language import Both, Language


class Noun(NamedTuple):
    """A kind of entry: its name, its plural, with article, and with the demonstrative."""

    name: Both
    plural: Both
    a: Both
    this: Both


KINDS: dict[str, Noun] = {
    "reservation": Noun(
        Both("Vormerkung", "reservation"),
        Both("Vormerkungen", "reservations"),
        Both("eine Vormerkung", "a reservation"),
        Both("diese Vormerkung", "this reservation"),
    ),
    "commitment": Noun(
        Both("Auftrag", "commitment"),
        Both("Aufträge", "commitments"),
        Both("ein Auftrag", "a commitment"),
        Both("dieser Auftrag", "this commitment"),
    ),
    "expense": Noun(
        Both("Anordnung", "expense"),
        Both("Anordnungen", "expenses"),
        Both("eine Anordnung", "an expense"),
        Both("diese Anordnung", "this expense"),
    ),
    "payment": Noun(
        Both("Zahlung", "payment"),
        Both("Zahlungen", "payments"),
        Both("eine Zahlung", "a payment"),
        Both("diese Zahlung", "this payment"),
    ),
    "settlement": Noun(
        Both("Erledigung", "settlement"),
        Both("Erledigungen", "settlements"),
        Both("eine Erledigung", "a settlement"),
        Both("diese Erledigung", "this settlement"),
    ),
    "refund": Noun(
        Both("Absetzung", "refund"),
        Both("Absetzungen", "refunds"),
        Both("eine Absetzung", "a refund"),
        Both("diese Absetzung", "this refund"),
    ),
    "reversal": Noun(
        Both("Storno", "reversal"),
        Both("Stornos", "reversals"),
        Both("ein Storno", "a reversal"),
        Both("dieser Storno", "this reversal"),
    ),
    "transfer": Noun(
        Both("Umschichtung", "transfer"),
        Both("Umschichtungen", "transfers"),
        Both("eine Umschichtung", "a transfer"),
        Both("diese Umschichtung", "this transfer"),
    ),
    "supplement": Noun(
        Both("Aufstockung", "supplement"),
        Both("Aufstockungen", "supplements"),
        Both("eine Aufstockung", "a supplement"),
        Both("diese Aufstockung", "this supplement"),
    ),
    "cut": Noun(
        Both("Kürzung", "cut"),
        Both("Kürzungen", "cuts"),
        Both("eine Kürzung", "a cut"),
        Both("diese Kürzung", "this cut"),
    ),
    "block": Noun(
        Both("Sperre", "block"),
        Both("Sperren", "blocks"),
        Both("eine Sperre", "a block"),
        Both("diese Sperre", "this block"),
    ),
    "release": Noun(
        Both("Freigabe", "release"),
        Both("Freigaben", "releases"),
        Both("eine Freigabe", "a release"),
        Both("diese Freigabe", "this release"),
    ),
    "consent": Noun(
        Both("Zustimmung", "consent"),
        Both("Zustimmungen", "consents"),
        Both("eine Antwort zur Zustimmung", "an answer on consent"),
        Both("diese Antwort zur Zustimmung", "this answer on consent"),
    ),
    "measure": Noun(
        Both("Maßnahme", "measure"),
        Both("Maßnahmen", "measures"),
        Both("eine Maßnahme", "a measure"),
        Both("diese Maßnahme", "this measure"),
    ),
    "setting": Noun(
        Both("Festlegung", "setting"),
        Both("Festlegungen", "settings"),
        Both("eine Festlegung", "a setting"),
        Both("diese Festlegung", "this setting"),
    ),
    "carry_forward": Noun(
        Both("Übertragung", "carry-forward"),
        Both("Übertragungen", "carry-forwards"),
        Both("eine Übertragung", "a carry-forward"),
        Both("diese Übertragung", "this carry-forward"),
    ),
    "paper": Noun(
        Both("Vorlage", "paper"),
        Both("Vorlagen", "papers"),
        Both("eine Vorlage", "a paper"),
        Both("diese Vorlage", "this paper"),
    ),
    "year_close": Noun(
        Both("Jahreswechsel", "year-end"),
        Both("Jahreswechsel", "year-ends"),
        Both("ein Jahreswechsel", "a year-end"),
        Both("dieser Jahreswechsel", "this year-end"),
    ),
}

FIGURES: dict[str, Both] = {
    "appropriation": Both("Ansatz", "appropriation"),
    "changes": Both("Änderungen", "changes"),
    "revised": Both("fortgeschriebener Ansatz", "revised appropriation"),
    "blocked": Both("gesperrt", "blocked"),
    "reserved": Both("vorgemerkt", "reserved"),
    "committed": Both("gebunden", "committed"),
    "ordered": Both("angeordnet", "ordered"),
    "paid": Both("davon gezahlt", "of which paid"),
    "available": Both("verfügbar", "available"),
    "utilisation": Both("Ausschöpfung", "utilisation"),
}

# The fields of an entry, in the order in which one is shown.
FIELDS: dict[str, Both] = {
    "nr": Both("Nummer", "number"),
    "kind": Both("Art", "kind"),
    "date": Both("Wertstellung", "value date"),
    "year": Both("Haushaltsjahr", "budget year"),
    "recorded_at": Both("erfasst am", "recorded at"),
    "recorded_by": Both("erfasst von", "recorded by"),
    "allocation": Both("Ansatz", "allocation"),
    "from": Both("von Ansatz", "from allocation"),
    "to": Both("an Ansatz", "to allocation"),
    "from_year": Both("aus Haushaltsjahr", "from budget year"),
    "to_year": Both("in Haushaltsjahr", "to budget year"),
    "amount": Both("Betrag", "amount"),
    "blocked": Both("davon gesperrt", "of which blocked"),
    "net": Both("netto", "net"),
    "tax_rate": Both("Steuersatz", "tax rate"),
    "entry": Both("betrifft Nr.", "refers to no."),
    "reservation": Both("auf Vormerkung Nr.", "on reservation no."),
    "commitment": Both("auf Auftrag Nr.", "on commitment no."),
    "final": Both("abschließend", "final"),
    "payee": Both("Empfänger", "payee"),
    "purpose": Both("Gegenstand", "purpose"),
    "voucher": Both("Beleg", "voucher"),
    "order_number": Both("Auftragsnummer", "order number"),
    "invoice_date": Both("Rechnungsdatum", "invoice date"),
    "due_date": Both("fällig am", "due date"),
    "until": Both("läuft bis", "until"),
    "measure": Both("Maßnahme", "measure"),
    "title": Both("Bezeichnung", "title"),
    "area": Both("Verwendungsbereich", "area"),
    "status": Both("Status", "status"),
    "planned": Both("geplant", "planned"),
    "result": Both("Ergebnis", "result"),
    "next_step": Both("nächster Schritt", "next step"),
    "target_date": Both("Zieltermin", "target date"),
    "funding": Both("Mittel Dritter", "third-party funding"),
    "public_text": Both("öffentlicher Text", "public text"),
    "certified_by": Both(
        "sachlich und rechnerisch richtig festgestellt von", "certified as correct by"
    ),
    "ordered_by": Both("angeordnet von", "ordered by"),
    "reason": Both("Grund", "reason"),
    "keep_settled": Both("Rest bleibt frei", "remainder stays free"),
    "despite_shortfall": Both("trotz Fehlbetrag", "despite shortfall"),
    "basis": Both("Grundlage", "basis"),
    "decision": Both("Beschluss", "decision"),
    "party": Both("Beteiligter", "party"),
    "answer": Both("Antwort", "answer"),
    "key": Both("Schlüssel", "key"),
    "value": Both("Wert", "value"),
    "meeting": Both("Sitzung", "meeting"),
    "as_of": Both("Stichtag", "as of"),
    "fingerprint": Both("Fingerabdruck", "fingerprint"),
    "number": Both("Nummer der Vorlage", "number of the paper"),
    "files": Both("SHA-256 der Dateien", "SHA-256 of the files"),
    "public": Both("öffentlich", "public"),
    "file": Both("Datei", "file"),
    "file_sha256": Both("SHA-256 der Datei", "SHA-256 of the file"),
    "reference": Both("Bezug", "reference"),
    "note": Both("Bemerkung", "note"),
    "hash": Both("Prüfsumme", "hash"),
    # of the header alone
    "authority": Both("Körperschaft", "authority"),
    "committee": Both("Ausschuss", "committee"),
    "office": Both("Amt", "office"),
    "chair": Both("Vorsitz", "chair"),
    "movers": Both("Antragsteller", "movers"),
    "areas": Both("Verwendungsbereiche", "areas"),
    "id": Both("Kennung des Ansatzes", "id of the allocation"),
    "code": Both("Kürzel des Ansatzes", "code of the allocation"),
    "text": Both("Text des Sperrvermerks", "text of the condition"),
    "parties": Both("Beteiligte", "parties"),
}

ANSWERS: dict[str, Both] = {
    "given": Both("erteilt", "given"),
    "refused": Both("abgelehnt", "refused"),
    "withdrawn": Both("zurückgezogen", "withdrawn"),
}

STATUSES: dict[str, Both] = {
    "planned": Both("geplant", "planned"),
    "commissioned": Both("beauftragt", "commissioned"),
    "running": Both("laufend", "running"),
    "completed": Both("abgeschlossen", "completed"),
    "stopped": Both("eingestellt", "stopped"),
}

BASES: dict[str, Both] = {
    "nachtrag": Both("Nachtragssatzung", "supplementary budget"),
    "ueberplanmaessig": Both("überplanmäßige Bereitstellung", "above-budget appropriation"),
    "beschluss": Both("Beschluss", "resolution"),
}

SETTINGS: dict[str, Both] = {
    "warn_at": Both("Warngrenze", "warning from"),
    "four_eyes_from": Both("Vier-Augen-Prinzip ab", "two-person rule from"),
    "committee": Both("Gremium", "committee"),
    "office": Both("federführendes Amt", "responsible office"),
    "adopted": Both("Beschluss über die Mittel", "resolution that granted the money"),
}

CARDINALS = (
    Both("null", "no"),
    Both("ein", "one"),
    Both("zwei", "two"),
    Both("drei", "three"),
    Both("vier", "four"),
    Both("fünf", "five"),
    Both("sechs", "six"),
    Both("sieben", "seven"),
    Both("acht", "eight"),
    Both("neun", "nine"),
    Both("zehn", "ten"),
)

YES = Both("ja", "yes")
NO = Both("nein", "no")


UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

# What a person may call a kind besides its name and plural.
OFFICIAL_NAMES = {
    "mittelvormerkung": "reservation",
    "mittelbindung": "commitment",
    "auszahlungsanordnung": "expense",
}


def field_words(field: str) -> Both:
    """Return the name of an entry's field; `from_` is what the file calls `from`."""
    return FIELDS[field.removesuffix("_")]


def kind_named(text: str) -> str | None:
    """Return the kind that *text* names, in either language, singular or plural; else None."""
    wanted = text.strip().casefold()
    if wanted in OFFICIAL_NAMES:
        return OFFICIAL_NAMES[wanted]
    names = {key: noun.name for key, noun in KINDS.items()}
    plurals = {key: noun.plural for key, noun in KINDS.items()}
    return choice(names, text) or choice(plurals, text)


def choice(words: dict[str, Both], text: str) -> str | None:
    """Return the key whose name, in either language, is *text*; None if there is none."""
    wanted = text.strip().casefold()
    for key, names in words.items():
        if wanted in (key, names.de.casefold(), names.en.casefold()):
            return key
    plain = wanted.translate(UMLAUTS)
    return plain if plain in words else None


def meant(words: dict[str, Both], text: str) -> str:
    """Return the key whose name is *text*; *text* itself if there is none, for a rule to refuse."""
    return choice(words, text) or text


def shown_choices(words: dict[str, Both], language: Language) -> str:
    """Return the names of a choice as `a|b|c`."""
    return "|".join(names.said(language) for names in words.values())
