"""The names of commands, arguments and options in both languages, and what their help says."""

import shlex
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from antragsbudget.language import PROGRAM, Both, Language, formats, vocabulary


class Command(Struct, frozen=True):
    """One command: its German name, its group in the list and a few words there; help, example."""

    german: str
    group: str
    brief: Both
    help: Both
    example: Both


GROUPS: dict[str, Both] = {
    "daily": Both("Alltag", "Every day"),
    "money": Both("Mittel bewegen, sperren, freigeben", "Moving, blocking and releasing funds"),
    "meeting": Both("Vor der Sitzung", "Before the meeting"),
    "file": Both("Die Datei", "The file"),
}

COMMANDS: dict[str, Command] = {
    "status": Command(
        "stand",
        "daily",
        Both("verfügbare Mittel", "what is available"),
        Both(
            "zeigt, was je Ansatz und insgesamt verfügbar ist",
            "shows what is available, per allocation and in total",
        ),
        Both("stand --alle", "status --all"),
    ),
    "reserve": Command(
        "vormerken",
        "daily",
        Both("Mittel vormerken", "reserve funds"),
        Both("merkt geplante Mittel vor (Mittelvormerkung)", "reserves planned funds"),
        Both(
            "vormerken DZ '238.000,00' --gegenstand \"Erstbefahrung\"",
            "reserve DZ '238000.00' --purpose \"First survey\"",
        ),
    ),
    "commit": Command(
        "binden",
        "daily",
        Both("Mittel für Aufträge", "funds for a contract"),
        Both(
            "bindet Mittel für einen erteilten Auftrag",
            "commits funds to a contract that was awarded",
        ),
        Both(
            'binden DCP \'17.850,00\' --empfaenger "Prüfwerk GmbH" --gegenstand "Penetrationstest"',
            'commit DCP \'17850.00\' --payee "Prüfwerk GmbH" --purpose "Penetration test"',
        ),
    ),
    "expense": Command(
        "anordnen",
        "daily",
        Both("Auszahlungsanordnung", "order to pay"),
        Both("erfasst eine Auszahlungsanordnung", "records an order to pay an invoice"),
        Both(
            "anordnen DCP '17.850,00' --auftrag 3 --beleg RE-7",
            "expense DCP '17850.00' --commitment 3 --voucher RE-7",
        ),
    ),
    "pay": Command(
        "zahlung",
        "daily",
        Both("Anordnung ist gezahlt", "expense was paid"),
        Both("vermerkt, dass eine Anordnung gezahlt ist", "notes that an expense was paid"),
        Both("zahlung 4", "pay 4"),
    ),
    "settle": Command(
        "erledigen",
        "daily",
        Both("offenen Rest freigeben", "release what is open"),
        Both(
            "gibt den offenen Rest einer Vormerkung oder eines Auftrags frei",
            "releases the open remainder of a reservation or commitment",
        ),
        Both("erledigen 1", "settle 1"),
    ),
    "refund": Command(
        "absetzen",
        "daily",
        Both("Gutschrift, Rückzahlung", "credit note, repayment"),
        Both(
            "setzt eine Gutschrift oder Rückzahlung von einer Anordnung ab",
            "takes a credit note or repayment off an expense",
        ),
        Both("absetzen 4 '119,00' --beleg GS-12", "refund 4 '119.00' --voucher GS-12"),
    ),
    "reverse": Command(
        "stornieren",
        "daily",
        Both("Buchung zurücknehmen", "undo an entry"),
        Both("macht genau eine Buchung rückgängig (Storno)", "undoes exactly one entry"),
        Both('stornieren 6 --grund "falscher Betrag"', 'reverse 6 --reason "wrong amount"'),
    ),
    "entries": Command(
        "buchungen",
        "daily",
        Both("Buchungen suchen", "find entries"),
        Both(
            "listet Buchungen auf, gefiltert und mit Summen",
            "lists entries, filtered and with sums",
        ),
        Both(
            "buchungen DCP --art anordnung --von 01.04.2022",
            "entries DCP --kind expense --from 2022-04-01",
        ),
    ),
    "open": Command(
        "offen",
        "daily",
        Both("was noch zu tun ist", "what is to be done"),
        Both(
            "zeigt, was noch zu erledigen ist, das Älteste zuerst",
            "shows what is still to be done, the oldest first",
        ),
        Both("offen DCP", "open DCP"),
    ),
    "show": Command(
        "zeigen",
        "daily",
        Both("eine Buchung ganz", "one entry whole"),
        Both(
            "zeigt eine Buchung ganz, mit allem, was zu ihr gehört",
            "shows one entry whole, with all that belongs to it",
        ),
        Both("zeigen 3", "show 3"),
    ),
    "transfer": Command(
        "umschichten",
        "money",
        Both("von Ansatz zu Ansatz", "between allocations"),
        Both(
            "schichtet verfügbare Mittel von einem Ansatz zum anderen um",
            "moves available funds from one allocation to another",
        ),
        Both(
            "umschichten DCP DZ '10.000,00' --beschluss \"Kreisausschuss 28.06.2022\"",
            "transfer DCP DZ '10000.00' --decision \"County committee 2022-06-28\"",
        ),
    ),
    "supplement": Command(
        "aufstocken",
        "money",
        Both("Ansatz erhöhen", "raise an allocation"),
        Both("erhöht einen Ansatz (§§ 81, 83 GO)", "raises an appropriation (§§ 81, 83 GO)"),
        Both(
            "aufstocken DZ '25.000,00' --grundlage nachtrag --beschluss \"Kreistag 15.06.2022\"",
            "supplement DZ '25000.00' --basis nachtrag --decision \"Kreistag 2022-06-15\"",
        ),
    ),
    "cut": Command(
        "kuerzen",
        "money",
        Both("Ansatz kürzen", "lower an allocation"),
        Both("kürzt einen Ansatz", "lowers an appropriation"),
        Both(
            "kuerzen DCP '20.000,00' --beschluss \"Kreistag 15.06.2022\"",
            "cut DCP '20000.00' --decision \"Kreistag 2022-06-15\"",
        ),
    ),
    "consent": Command(
        "zustimmung",
        "money",
        Both("Antwort einer Kommune", "answer of a party"),
        Both("hält fest, was ein Beteiligter geantwortet hat", "records a party's answer"),
        Both(
            'zustimmung DZ Kaarst --antwort erteilt --bezug "Rat 17.03.2022"',
            'consent DZ Kaarst --answer given --reference "Council 2022-03-17"',
        ),
    ),
    "release": Command(
        "freigeben",
        "money",
        Both("Sperre aufheben", "lift a block"),
        Both(
            "hebt eine Sperre durch Beschluss auf, ganz oder zum Teil",
            "lifts a block by a decision, in whole or in part",
        ),
        Both(
            'freigeben DZ alles --beschluss "Kreistag 30.03.2022"',
            'release DZ all --decision "Kreistag 2022-03-30"',
        ),
    ),
    "block": Command(
        "sperren",
        "money",
        Both("Mittel sperren", "block funds"),
        Both(
            "sperrt Mittel (§ 25 KomHVO, § 81 Abs. 4 GO)", "blocks funds (§ 25 KomHVO, § 81 (4) GO)"
        ),
        Both(
            "sperren DCP '50.000,00' --grund \"Haushaltssperre\"",
            "block DCP '50000.00' --reason \"Spending freeze\"",
        ),
    ),
    "set": Command(
        "festlegen",
        "money",
        Both("Beschluss, Grenzen u. a.", "resolution, limits …"),
        Both(
            "legt Beschluss, Warngrenze, Vier-Augen-Grenze u. a. fest",
            "sets the resolution, the warning limit, four eyes etc.",
        ),
        Both(
            'festlegen warn_at 0,80 --beschluss "Kreistag 30.03.2022"',
            'set warn_at 0.80 --decision "Kreistag 2022-03-30"',
        ),
    ),
    "close-year": Command(
        "jahreswechsel",
        "money",
        Both("Jahr abschließen", "close a budget year"),
        Both(
            "schließt ein Haushaltsjahr ab und überträgt Mittel (§ 22 KomHVO)",
            "closes a budget year and carries funds forward (§ 22 KomHVO)",
        ),
        Both(
            "jahreswechsel 2022 --uebertrag DZ='79.850,00' --grund \"zweite Befahrung\"",
            "close-year 2022 --carry DZ='79850.00' --reason \"Second survey\"",
        ),
    ),
    "measure": Command(
        "massnahme",
        "meeting",
        Both("Maßnahme festhalten", "record a measure"),
        Both(
            "legt eine Maßnahme an oder hält ihren neuen Stand fest",
            "adds a measure, or records its new state",
        ),
        Both(
            'massnahme pentest --titel "Penetrationstest" --status beauftragt',
            'measure pentest --title "Penetration test" --status commissioned',
        ),
    ),
    "measures": Command(
        "massnahmen",
        "meeting",
        Both("alle Maßnahmen", "all measures"),
        Both(
            "zeigt die Maßnahmen mit Plan, Geld, Status und Ergebnis",
            "shows the measures with plan, money, status and result",
        ),
        Both("massnahmen", "measures"),
    ),
    "summary": Command(
        "vorlage",
        "meeting",
        Both("Vorlage schreiben", "write the paper"),
        Both(
            "schreibt die Vorlage für die nächste Ausschusssitzung",
            "writes the paper for the next committee meeting",
        ),
        Both(
            "vorlage --sitzung 24.11.2022 --ausgabe vorlage.docx --ausgabe vorlage.pdf",
            "summary --meeting 2022-11-24 --output paper.docx --output paper.pdf",
        ),
    ),
    "verify": Command(
        "pruefen",
        "file",
        Both("Datei prüfen", "check the ledger"),
        Both(
            "prüft die ganze Datei: Form, Prüfsummen, Regeln",
            "replays everything: form, chain and every rule",
        ),
        Both(
            'pruefen --fingerabdruck "6c1f 09ab 44d0 e1b2"',
            'verify --fingerprint "6c1f 09ab 44d0 e1b2"',
        ),
    ),
    "init": Command(
        "anlegen",
        "file",
        Both("neue Datei anlegen", "write a new ledger"),
        Both("legt eine neue Datei zu diesem Antrag an", "writes a new ledger of this motion"),
        Both("anlegen --jahr 2022", "init --year 2022"),
    ),
}


class Option(Struct, frozen=True):
    """One option: its German name and one line of help; some commands say it differently."""

    german: str
    help: Both
    differs: Mapping[str, Both] | None = None


PROGRAM_ITSELF = ""  # in the place of a command's name

OPTIONS: dict[str, Option] = {
    "--ledger": Option(
        "--datei",
        Both("die Datei mit den Buchungen", "the file that holds the entries"),
        {PROGRAM_ITSELF: Both("die Datei", "the ledger")},
    ),
    "--lang": Option(
        "--sprache",
        Both("Sprache der Ausgabe", "language of the output"),
        {PROGRAM_ITSELF: Both("Sprache", "language")},
    ),
    "--plain": Option(
        "--schlicht",
        Both(
            "für Vorleseprogramme: eine Angabe je Zeile",
            "for screen readers: one fact a line",
        ),
        {PROGRAM_ITSELF: Both("ohne Tabellen", "no tables")},
    ),
    "--help": Option(
        "--hilfe",
        Both("zeigt diese Hilfe", "shows this help"),
        {PROGRAM_ITSELF: Both("Hilfe, auch nach BEFEHL", "help, also after COMMAND")},
    ),
    "--version": Option("--version", Both("Version", "version")),
    "--show-completion": Option(
        "--zeige-ergaenzung",
        Both("Tab-Ergänzung", "tab completion"),
    ),
    "--date": Option(
        "--datum", Both("Tag der Wertstellung (sonst heute)", "value date (default: today)")
    ),
    "--by": Option(
        "--erfasst-von",
        Both(
            "Kürzel der erfassenden Person (sonst der Anmeldename)",
            "who records it (default: the system user)",
        ),
    ),
    "--reference": Option(
        "--bezug",
        Both("Bezug, etwa ein Aktenzeichen", "reference, such as a file number"),
        {
            "consent": Both(
                "wo die Antwort steht, etwa ein Ratsbeschluss",
                "where the answer stands, such as a council resolution",
            )
        },
    ),
    "--note": Option("--bemerkung", Both("Bemerkung", "note")),
    "--year": Option(
        "--jahr",
        Both(
            "Haushaltsjahr, wenn nicht das der Wertstellung",
            "budget year, if not that of the value date",
        ),
        {
            "init": Both("Haushaltsjahr der neuen Datei", "budget year of the new ledger"),
            "status": Both(
                "Haushaltsjahr (sonst das letzte offene)",
                "budget year (default: the latest open one)",
            ),
            "entries": Both("nur dieses Haushaltsjahr", "this budget year only"),
            "open": Both("nur dieses Haushaltsjahr", "this budget year only"),
            "show": Both("nur aus diesem Haushaltsjahr", "of this budget year only"),
            "measures": Both(
                "nur das Geld dieses Haushaltsjahrs (sonst aller Jahre)",
                "money of this budget year only (default: of all years)",
            ),
            "summary": Both(
                "Haushaltsjahr (sonst das letzte offene)",
                "budget year (default: the latest open one)",
            ),
        },
    ),
    "--dry-run": Option(
        "--probe", Both("prüft alles, schreibt nichts", "checks everything, writes nothing")
    ),
    "--yes": Option("--ja", Both("bucht ohne Rückfrage", "records without asking")),
    "--json": Option("--json", Both("Ausgabe als JSON", "output as JSON")),
    "--payee": Option(
        "--empfaenger",
        Both("Empfänger oder Kreditorennummer", "payee or creditor number"),
        {
            "entries": Both(
                "nur Empfänger, die diesen Text enthalten", "only payees that contain this text"
            )
        },
    ),
    "--purpose": Option("--gegenstand", Both("Gegenstand der Buchung", "what it is for")),
    "--measure": Option(
        "--massnahme",
        Both("Maßnahme, zu der die Buchung gehört", "measure that the entry belongs to"),
        {"entries": Both("nur diese Maßnahme", "this measure only")},
    ),
    "--area": Option(
        "--bereich",
        Both("Verwendungsbereich aus dem Antrag", "one of the motion's areas"),
        {"entries": Both("nur dieser Verwendungsbereich", "this area only")},
    ),
    "--voucher": Option(
        "--beleg",
        Both("Belegnummer, etwa die Rechnungsnummer", "voucher, such as the invoice number"),
    ),
    "--order-number": Option(
        "--auftragsnummer", Both("Nummer des Auftrags oder der Bestellung", "number of the order")
    ),
    "--net": Option(
        "--netto",
        Both("der Betrag ist netto; verlangt --steuersatz", "the amount is net; needs --tax-rate"),
    ),
    "--tax-rate": Option("--steuersatz", Both("19, 7 oder 0", "19, 7 or 0")),
    "--certified-by": Option(
        "--festgestellt-von",
        Both(
            "wer die sachliche und rechnerische Richtigkeit festgestellt hat",
            "who certified that the claim is correct",
        ),
    ),
    "--ordered-by": Option(
        "--angeordnet-von", Both("wer die Auszahlung angeordnet hat", "who ordered the payment")
    ),
    "--non-public": Option(
        "--nicht-oeffentlich",
        Both("gehört nicht in öffentliche Vorlagen", "keep out of public papers"),
        {
            "summary": Both(
                "die nichtöffentliche Anlage statt der Vorlage",
                "the annex that is not public instead of the paper",
            )
        },
    ),
    "--reservation": Option(
        "--vormerkung",
        Both(
            "Nr. der Vormerkung, aus der gebucht wird",
            "number of the reservation that this draws on",
        ),
    ),
    "--commitment": Option(
        "--auftrag",
        Both(
            "Nr. des Auftrags, aus dem gebucht wird",
            "number of the commitment that this draws on",
        ),
    ),
    "--final": Option(
        "--abschliessend",
        Both(
            "abschließend: der offene Rest wird freigegeben",
            "final: the open remainder is released",
        ),
    ),
    "--until": Option(
        "--bis-jahr",
        Both(
            "Jahr, bis zu dem der Auftrag läuft (nachrichtlich)",
            "year up to which the commitment runs (for information)",
        ),
    ),
    "--reason": Option("--grund", Both("Grund", "reason")),
    "--decision": Option(
        "--beschluss",
        Both("Beschluss: Gremium, Datum, Vorlage", "decision: committee, date, paper"),
    ),
    "--keep-settled": Option(
        "--rest-bleibt-frei",
        Both(
            "der freigegebene Rest wird nicht wieder gebunden",
            "the remainder that was released is not bound again",
        ),
    ),
    "--despite-shortfall": Option(
        "--trotz-fehlbetrag",
        Both("auch wenn danach ein Fehlbetrag bleibt", "even if it leaves a shortfall"),
    ),
    "--basis": Option("--grundlage", Both("worauf die Aufstockung beruht", "what it rests on")),
    "--carry": Option(
        "--uebertrag",
        Both(
            "was außer den offenen Aufträgen übertragen wird, auch „alles“; mehrfach möglich",
            "what is carried besides open commitments, also “all”; may be repeated",
        ),
    ),
    "--title": Option("--titel", Both("Bezeichnung der Maßnahme", "title of the measure")),
    "--allocation": Option(
        "--ansatz", Both("Ansatz, aus dem die Maßnahme bezahlt wird", "allocation that pays for it")
    ),
    "--status": Option("--status", Both("Stand der Maßnahme", "how far it is")),
    "--planned": Option(
        "--geplant", Both("geplante Kosten; merkt nichts vor", "planned cost; reserves nothing")
    ),
    "--result": Option("--ergebnis", Both("was erreicht wurde", "what was achieved")),
    "--next-step": Option("--naechster-schritt", Both("was als Nächstes ansteht", "what is next")),
    "--target-date": Option("--zieltermin", Both("bis wann", "by when")),
    "--funding": Option(
        "--drittmittel",
        Both(
            "Geld von anderen, etwa ein Landeszuschuss; zählt nicht zu den Mitteln",
            "money from others, such as a state grant; never counts as funds",
        ),
    ),
    "--public-text": Option(
        "--oeffentlicher-text",
        Both(
            "wie die Maßnahme in öffentlichen Vorlagen heißt, wenn sie nicht öffentlich ist",
            "what public papers call it if it is not public",
        ),
    ),
    "--example": Option(
        "--beispiel",
        Both(
            "mit zwei durchgespielten Jahren, teils erfunden",
            "with two years played through, partly fictional",
        ),
    ),
    "--answer": Option("--antwort", Both("die Antwort", "the answer")),
    "--as-of": Option(
        "--stichtag",
        Both("Stand nach Wertstellungen bis zu diesem Tag", "as of this day, by value dates"),
    ),
    "--all": Option(
        "--alle",
        Both(
            "alle zehn Kennzahlen je Ansatz, dazu die Zustimmungen",
            "all ten figures of each allocation, and the consents",
        ),
    ),
    "--kind": Option(
        "--art", Both("nur diese Art, etwa anordnung", "this kind only, such as expense")
    ),
    "--from": Option("--von", Both("Wertstellung ab diesem Tag", "value date from this day on")),
    "--to": Option("--bis", Both("Wertstellung bis zu diesem Tag", "value date up to this day")),
    "--text": Option(
        "--text",
        Both("nur Buchungen, in denen dieser Text vorkommt", "only entries that contain this text"),
    ),
    "--fingerprint": Option(
        "--fingerabdruck",
        Both(
            "Fingerabdruck aus einer Vorlage oder Niederschrift",
            "fingerprint from a paper or from minutes",
        ),
    ),
    "--since": Option(
        "--seit",
        Both(
            "zeigt zusätzlich, was seit diesem Tag erfasst wurde",
            "shows as well what was recorded since this day",
        ),
    ),
    "--meeting": Option("--sitzung", Both("Tag der Sitzung", "day of the meeting")),
    "--number": Option("--nummer", Both("Nummer der Vorlage", "number of the paper")),
    "--format": Option("--format", Both("Ausgabeformat", "output format")),
    "--output": Option(
        "--ausgabe",
        Both("schreibt in diese Datei; mehrfach möglich", "writes to this file; may be repeated"),
    ),
    "--template": Option(
        "--formatvorlage",
        Both(
            "eigene Word-Datei mit Platzhaltern wie {{inhalt}}",
            "a Word file of your own with placeholders such as {{inhalt}}",
        ),
    ),
    "--issue": Option(
        "--ausfertigen",
        Both("fertigt die Vorlage aus und vermerkt sie", "issues the paper and records it"),
    ),
    "--reissue": Option(
        "--nochmals",
        Both("schreibt eine ausgefertigte Vorlage noch einmal", "writes an issued paper again"),
    ),
    "--force": Option(
        "--ersetzen",
        Both(
            "ersetzt die Ausgabedatei, wenn es sie schon gibt",
            "replaces the output file if it exists",
        ),
    ),
}

# What a command cannot do without, besides its arguments; for lack of it the person is asked.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "reserve": ("--purpose",),
    "commit": ("--payee", "--purpose"),
    "expense": ("--payee", "--purpose", "--voucher"),
    "reverse": ("--reason",),
    "transfer": ("--decision",),
    "supplement": ("--basis", "--decision"),
    "cut": ("--decision",),
    "consent": ("--answer", "--reference"),
    "release": ("--decision",),
    "block": ("--reason",),
    "set": ("--decision",),
}

VALUES: dict[str, Both] = {
    "ALLOCATION": Both("ANSATZ", "ALLOCATION"),
    "AMOUNT": Both("BETRAG", "AMOUNT"),
    "NR": Both("NR", "NR"),
    "PARTY": Both("BETEILIGTER", "PARTY"),
    "KEY": Both("SCHLÜSSEL", "KEY"),
    "VALUE": Both("WERT", "VALUE"),
    "FILE": Both("DATEI", "FILE"),
    "SHELL": Both("SHELL", "SHELL"),
    "DATE": Both("DATUM", "DATE"),
    "YEAR": Both("JAHR", "YEAR"),
    "TEXT": Both("TEXT", "TEXT"),
    "RATE": Both("SATZ", "RATE"),
    "KIND": Both("ART", "KIND"),
    "HEX": Both("ZIFFERN", "HEX"),
    "ANSWER": Both(
        vocabulary.shown_choices(vocabulary.ANSWERS, "de"),
        vocabulary.shown_choices(vocabulary.ANSWERS, "en"),
    ),
    "STATUS": Both(
        vocabulary.shown_choices(vocabulary.STATUSES, "de"),
        vocabulary.shown_choices(vocabulary.STATUSES, "en"),
    ),
    "BASIS": Both("|".join(vocabulary.BASES), "|".join(vocabulary.BASES)),
    "FROM": Both("VON", "FROM"),
    "TO": Both("AN", "TO"),
    "ID": Both("KÜRZEL", "ID"),
    "ALLOCATION=AMOUNT": Both("ANSATZ=BETRAG", "ALLOCATION=AMOUNT"),
}

ARGUMENTS: dict[str, Both] = {
    "ALLOCATION": Both("Kürzel, Kennung oder eindeutiger Anfang", "code, id or unambiguous prefix"),
    "AMOUNT": Both(
        "Betrag in Euro, brutto, etwa '1.234,56'", "amount in euros, gross, such as '1234.56'"
    ),
    "NR": Both("Nummer der Buchung", "number of the entry"),
    "PARTY": Both("etwa der Name der Kommune", "such as the name of the municipality"),
    "KEY": Both(
        "adopted (Beschluss über die Mittel), warn_at (Warngrenze), four_eyes_from (Vier-Augen-Grenze), committee (Gremium) oder office (Amt)",
        "adopted (the resolution), warn_at, four_eyes_from, committee or office",
    ),
    "VALUE": Both("der neue Wert", "the new value"),
    "release AMOUNT": Both("Betrag in Euro oder „alles“", "amount in euros, or “all”"),
    "pay NR": Both("Nummer der Anordnung", "number of the expense"),
    "refund NR": Both("Nummer der Anordnung", "number of the expense"),
    "FROM": Both("Ansatz, der Mittel abgibt", "allocation that gives"),
    "TO": Both("Ansatz, der sie erhält", "allocation that receives"),
    "ID": Both("kurzer Name, etwa pentest", "short name, such as pentest"),
    "YEAR": Both("das Haushaltsjahr, das endet", "the budget year that ends"),
    "settle NR": Both(
        "Nummer der Vormerkung oder des Auftrags", "number of the reservation or commitment"
    ),
    "FILE": Both("Pfad der neuen Datei", "path of the new file"),
}

OBEYED = frozenset('"$`\\!')
DECISION = Both("GREMIUM, DATUM, VORLAGE", "COMMITTEE, DATE, PAPER")
REASON = Both("GRUND", "REASON")
PURPOSE = Both("GEGENSTAND", "PURPOSE")
TITLE = Both("BEZEICHNUNG", "TITLE")


def command_name(name: str, language: Language) -> str:
    """Return the name of a command in *language*."""
    return COMMANDS[name].german if language == "de" else name


def option_name(name: str, language: Language) -> str:
    """Return the name of the option `--name` in *language*."""
    return OPTIONS[name].german if language == "de" else name


def option_names(name: str) -> tuple[str, ...]:
    """Return both names of an option, as Typer declares them; one if they are the same."""
    return tuple(dict.fromkeys((name, OPTIONS[name].german)))


# Fields that are arguments; an option that is called the same means something else.
ARGUMENTS_ALONE = frozenset({"allocation", "amount", "value", "key", "party", "to"})


def field_name(field: str, language: Language) -> str:
    """Return the option or argument that gives the value of a field."""
    option = "--" + {"recorded_by": "by"}.get(field, field).replace("_", "-")
    if option in OPTIONS and field not in ARGUMENTS_ALONE:
        return option_name(option, language)
    metavar = {"entry": "NR", "from_": "FROM", "from_year": "YEAR"}.get(field, field.upper())
    return VALUES[metavar].said(language) if metavar in VALUES else field


def line(language: Language, command: str, *arguments: object, **options: object) -> str:
    """Return a command as it can be typed: names in *language*, amounts and texts quoted.

    An option that is True is a flag; None leaves it out.
    """
    words = [PROGRAM, command_name(command, language)]
    words += [_typed(argument, language) for argument in arguments]
    for key, value in options.items():
        if value is None or value is False:
            continue
        words.append(option_name("--" + key.replace("_", "-"), language))
        if value is not True:
            words.append(_typed(value, language))
    return " ".join(words)


def _typed(value: object, language: Language) -> str:
    if isinstance(value, Decimal):
        return formats.typed_amount(value, language)
    text = value.said(language) if isinstance(value, Both) else str(value)
    bare = text.replace("-", "").replace("_", "").replace(".", "").replace("/", "")
    if bare.isalnum() and text.isascii():
        return text
    # What a shell would obey inside double quotes can only come from outside, as in a path.
    shown = formats.visible(text)
    return shlex.quote(shown) if OBEYED.intersection(shown) else f'"{shown}"'
