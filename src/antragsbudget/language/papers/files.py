"""The files attached to a paper, and the words on a page besides its text."""

from antragsbudget.language import Both

DATA_NAME = Both("vorlage.json", "paper.json")
DATA = Both("Alle Angaben der Vorlage als Daten", "All that the paper says, as data")
ALLOCATIONS_NAME = Both("ansaetze.csv", "allocations.csv")
ENTRIES_NAME = Both("buchungen.csv", "entries.csv")

PAGE, OF = Both("Seite", "Page"), Both("von", "of")
TABLE = Both("Tabelle", "Table")
