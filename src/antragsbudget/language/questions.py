"""What the program asks: before it writes, and in the guided entry for each value."""

from antragsbudget.language import Both, Language, vocabulary

RECORD = Both("Buchen? [J/n] ", "Record? [Y/n] ")
RECORD_FOR_GOOD = Both("Endgültig buchen? [j/N] ", "Record for good? [y/N] ")
ISSUE = Both("Ausfertigen? [J/n] ", "Issue it? [Y/n] ")
CLOCK_IS_BEHIND = Both(
    "Die Uhr geht nach. Trotzdem fortfahren? [j/N] ", "The clock is behind. Go on anyway? [y/N] "
)
YES, NO = ("j", "ja", "y", "yes"), ("n", "nein", "no")  # what answers them, in either language

KEYS = Both(
    "Eingabetaste nimmt an, Tab ergänzt, < geht zurück, Strg-C bricht ab",
    "Enter takes it, Tab completes, < goes back, Ctrl-C stops",
)
KEYS_PLAIN = Both(
    "Eingabetaste nimmt an, < geht zurück, Strg-C bricht ab",
    "Enter takes it, < goes back, Ctrl-C stops",
)
FIRST = Both(
    "das ist die erste Frage; Strg-C bricht ab", "this is the first question; Ctrl-C stops"
)
YES_OR_NO = Both("bitte mit ja oder nein antworten", "please answer yes or no")
STOPPED = Both("abgebrochen, nichts gebucht", "stopped, nothing recorded")
OPTIONAL = Both("freiwillig", "optional")
ROUNDED = Both("gerundet", "rounded")
LEFT = Both("noch offen {0}", "still open {0}")
REFUNDABLE = Both("noch übrig {0}", "still left {0}")
MORE = Both("… und {0} weitere, Tab zeigt sie", "… and {0} more, Tab shows them")

# What is asked otherwise than the field is called.
LABELS: dict[str, Both] = {
    "payment entry": Both("Nummer der Anordnung", "number of the expense"),
    "refund entry": Both("Nummer der Anordnung", "number of the expense"),
    "settlement entry": Both(
        "Nummer der Vormerkung oder des Auftrags", "number of the reservation or commitment"
    ),
    "reversal entry": Both("Nummer der Buchung", "number of the entry"),
    "measure measure": Both("Kurzname der Maßnahme", "short name of the measure"),
    "net": Both("Betrag netto", "net amount"),
    "new_title": Both("Bezeichnung der neuen Maßnahme", "title of the new measure"),
    "final": Both("Rest freigeben, ja oder nein", "release the rest, yes or no"),
    "date": Both("Wertstellung [heute]", "value date [today]"),
    "decision": Both("Beschluss (Gremium, Datum, Vorlage)", "decision (committee, date, paper)"),
}


def being_written(holder: str | None, language: Language) -> str:
    """Return that somebody writes the ledger, by name where it is known, and that it takes time."""
    name = holder or Both("jemand anderem", "somebody else").said(language)
    return Both(
        f"die Datei wird gerade von {name} beschrieben, bitte warten …",
        f"the ledger is being written by {name}, please wait …",
    ).said(language)


def label(kind: str, field: str, language: Language) -> str:
    """Return the prompt for *field* in an entry of *kind*."""
    words = LABELS.get(f"{kind} {field}") or LABELS.get(field) or vocabulary.field_words(field)
    text = words.said(language)
    return text[:1].upper() + text[1:]
