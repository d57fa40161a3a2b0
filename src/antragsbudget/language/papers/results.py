"""What the money achieves: measures and areas."""

from antragsbudget.language import Both

MEASURES = Both("Maßnahmen", "Measures")
NO_AREA = Both("keinem Bereich zugeordnet", "no area")
AREAS_NOT_PUBLIC = Both("nicht öffentlich, zusammengefasst", "not public, combined")
BY_AREA = Both(
    "Aufträge und Anordnungen nach Verwendungsbereichen", "Commitments and expenses by area"
)
MEASURES_NOT_PUBLIC = Both(
    "nicht öffentliche Maßnahmen, zusammengefasst", "measures that are not public, combined"
)
MEASURE_AND_AREA = Both("Maßnahme · Bereich", "measure · area")
RESULT_AND_NEXT_STEP = Both("Ergebnis · nächster Schritt", "result · next step")
STATUS = Both("Status", "status")
ALL_YEARS = Both(
    "Maßnahmen, erfolgreiche zuerst; Aufträge und Anordnungen aller Jahre in Euro",
    "Measures, successful ones first; commitments and expenses of all years in euros",
)
