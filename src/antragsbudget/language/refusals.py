"""The words around a refusal or a failure: how it begins, and what was therefore not done."""

from antragsbudget.language import Both

REFUSED = Both("abgelehnt", "refused")
INPUT_ERROR = Both("Eingabefehler", "input error")
ERROR = Both("Fehler", "error")
NOT_WRITTEN = Both("nicht geschrieben", "not written")

NOTHING_RECORDED = Both("nichts gebucht", "nothing recorded")
NOTHING_WRITTEN = Both("nichts geschrieben", "nothing written")
INTERRUPTED = Both("abgebrochen, nichts gebucht", "interrupted, nothing recorded")

POSSIBLE = Both("möglich:", "possible:")
LEGAL_BASIS = Both("Rechtsgrundlage:", "legal basis:")
