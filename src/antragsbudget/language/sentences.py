"""What the program says: one sentence for every violation, notice, failure and way out.

The keys are the `says` and `code` of the core's data; a name in braces is one of its facts, shown
in the reader's format.
"""

from antragsbudget.language import Both

VIOLATIONS: dict[str, Both] = {
    # what was typed
    "missing": Both("{field} fehlt", "{field} is missing"),
    "amount": Both("{text} ist kein Betrag{readings}", "{text} is not an amount{readings}"),
    "date": Both(
        "{text} ist kein Datum; möglich sind etwa 05.04.2022, 5.4.22, 2022-04-05, heute, gestern",
        "{text} is not a date; use 2022-04-05, 5.4.2022, today or yesterday",
    ),
    "no_number": Both(
        "{text} ist keine Buchungsnummer; erwartet wird eine Zahl wie 12",
        "{text} is not the number of an entry; expected a number such as 12",
    ),
    "unknown_allocation": Both(
        "{text} ist kein Ansatz{candidates}",
        "{text} is not an allocation{candidates}",
    ),
    "unknown_area": Both(
        "{text} ist kein Verwendungsbereich{candidates}",
        "{text} is not an area{candidates}",
    ),
    "unknown_party": Both(
        "{text} ist hier nicht als Beteiligter eingetragen{candidates}",
        "{text} is not one of the parties to this condition{candidates}",
    ),
    "unknown_area_none": Both(
        "diese Datei kennt keine Verwendungsbereiche", "this ledger has no areas"
    ),
    "unknown_party_none": Both(
        "dieser Ansatz hängt von keiner Zustimmung ab", "this allocation depends on no consent"
    ),
    "unknown_measure": Both(
        "die Maßnahme {text} gibt es nicht{candidates}",
        "there is no measure {text}{candidates}",
    ),
    "measure_empty": Both(
        "es fehlt, was zur Maßnahme festgehalten werden soll",
        "what is to be recorded of the measure is missing",
    ),
    "unknown_measure_none": Both(
        "die Maßnahme {text} gibt es nicht; es ist noch keine angelegt",
        "there is no measure {text}; none has been added yet",
    ),
    "ambiguous": Both("{text} ist nicht eindeutig{candidates}", "{text} is ambiguous{candidates}"),
    "share": Both(
        "{text} ist kein Anteil; möglich ist etwa 0,90 oder 90 %",
        "{text} is not a share; use 0.90 or 90 %",
    ),
    "form_text": Both("{field} ist kein Text", "{field} is not a text"),
    "form_area": Both("{field} ist kein Text", "{field} is not a text"),
    "form_party": Both("{field} ist kein Text", "{field} is not a text"),
    "form_long": Both("{field} hat mehr als 500 Zeichen", "{field} has more than 500 characters"),
    "form_control": Both(
        "{field} enthält Zeilenumbrüche, Steuerzeichen oder unsichtbare Zeichen",
        "{field} contains line breaks, control characters or invisible characters",
    ),
    "form_composed": Both(
        "{field} liegt nicht in der Unicode-Normalform NFC vor",
        "{field} is not in Unicode normal form NFC",
    ),
    "form_noncharacter": Both(
        "{field} enthält Codes, die in Unicode nie ein Zeichen sind (etwa U+FFFE)",
        "{field} contains codes that are never a character in Unicode (such as U+FFFE)",
    ),
    "form_placeholder": Both(
        "{field} enthält noch einen Platzhalter; bitte die tatsächlichen Angaben einsetzen",
        "{field} still contains a placeholder; put in the actual words",
    ),
    "form_amount": Both(
        "{field} muss zwischen 0,01 € und 9.999.999.999,99 € liegen",
        "{field} must lie between EUR 0.01 and EUR 9 999 999 999.99",
    ),
    "form_rate": Both("als Steuersatz möglich: 19, 7 oder 0", "possible tax rates: 19, 7 or 0"),
    "form_date": Both("{field} ist kein Datum", "{field} is not a date"),
    "form_moment": Both(
        "{field} ist kein Zeitpunkt in UTC mit ganzen Sekunden",
        "{field} is not a moment in UTC with whole seconds",
    ),
    "form_number": Both(
        "{field} ist keine Buchungsnummer", "{field} is not the number of an entry"
    ),
    "form_year": Both("{field} ist kein Jahr", "{field} is not a year"),
    "form_allocation": Both("{field} ist kein Ansatz", "{field} is not an allocation"),
    "form_flag": Both("{field} muss true oder false sein", "{field} must be true or false"),
    "form_digest": Both("{field} ist keine Prüfsumme", "{field} is not a hash"),
    "form_digests": Both(
        "{field} ist keine Liste von Prüfsummen", "{field} is not a list of hashes"
    ),
    "form_answer": Both(
        "{text} ist keine Antwort; möglich: erteilt, abgelehnt, zurückgezogen",
        "{text} is not an answer; possible: given, refused, withdrawn",
    ),
    "form_basis": Both(
        "{text} ist keine Grundlage; möglich: nachtrag, ueberplanmaessig, beschluss",
        "{text} is not a basis; possible: nachtrag, ueberplanmaessig, beschluss",
    ),
    "form_measure status": Both(
        "{text} ist kein Status; möglich: geplant, beauftragt, laufend, abgeschlossen, eingestellt",
        "{text} is not a status; possible: planned, commissioned, running, completed, stopped",
    ),
    "form_setting key": Both(
        "{text} lässt sich nicht festlegen; möglich: adopted (Beschluss über die Mittel), warn_at (Warngrenze), four_eyes_from (Vier-Augen-Grenze), committee (Gremium), office (Amt)",
        "{text} cannot be set; possible: adopted, warn_at, four_eyes_from, committee, office",
    ),
    "tax_without_net": Both(
        "ein Steuersatz gehört zu einem Nettobetrag; es fehlt {fields}",
        "a tax rate belongs to a net amount; missing: {fields}",
    ),
    "gross": Both(
        "brutto {amount} passt nicht zu netto und Steuersatz; richtig wären {expected}",
        "gross {amount} does not match net and tax rate; {expected} would be right",
    ),
    "two_draws": Both(
        "eine Anordnung nimmt einen Auftrag oder eine Vormerkung in Anspruch, nicht beides",
        "an expense draws on a commitment or on a reservation, not on both",
    ),
    "final_without_draw": Both(
        "abschließend kann nur sein, was einen Auftrag oder eine Vormerkung in Anspruch nimmt",
        "only what draws on a commitment or a reservation can be final",
    ),
    "no_such_year": Both(
        "das Haushaltsjahr {text} ist nicht eingerichtet{candidates}",
        "the budget year {text} is not set up{candidates}",
    ),
    "carry_form": Both(
        "{text} nennt nicht, was übertragen wird; erwartet wird etwa DZ='50.000,00' oder DZ=alles",
        "{text} does not say what is carried; expected such as DZ='50000.00' or DZ=all",
    ),
    "example_year": Both(
        "das Beispiel hat seine eigenen Jahre; --jahr passt nicht dazu",
        "the example has years of its own; --year does not go with it",
    ),
    "no_such_kind": Both(
        "{text} ist keine Art von Buchung{candidates}",
        "{text} is not a kind of entry{candidates}",
    ),
    "no_fingerprint": Both(
        "{text} ist kein Fingerabdruck; erwartet werden 8 bis 64 Ziffern aus 0–9 und a–f",
        "{text} is not a fingerprint; expected 8 to 64 digits of 0–9 and a–f",
    ),
    "no_year": Both(
        "{text} ist kein Jahr; erwartet wird eine Jahreszahl wie 2022",
        "{text} is not a year; expected a year such as 2022",
    ),
    "output_without_format": Both(
        "für eine Datei bitte --format angeben oder einen Dateinamen mit der Endung .docx, .pdf, .html oder .md",
        "for a file give --format, or a file name that ends in .docx, .pdf, .html or .md",
    ),
    "form_without_output": Both(
        "{form} gehört in eine Datei; es fehlt --ausgabe",
        "{form} goes into a file; --output is missing",
    ),
    "issue_and_reissue": Both(
        "--ausfertigen und --nochmals schließen einander aus",
        "--issue and --reissue exclude each other",
    ),
    "reissue_alone": Both(
        "eine ausgefertigte Vorlage wird geschrieben, wie sie war; {option} passt nicht zu --nochmals",
        "an issued paper is written as it was; {option} does not go with --reissue",
    ),
    "output_form": Both(
        "der Dateiname {path} passt nicht zu --format {form}",
        "the file name {path} does not go with --format {form}",
    ),
    "issue_since": Both(
        "ausgefertigt wird immer seit der letzten Vorlage; --seit passt nicht zu --ausfertigen",
        "what is issued always tells since the last paper; --since does not go with --issue",
    ),
    "issue_year": Both(
        "das Haushaltsjahr einer Ausfertigung folgt aus dem Stichtag; statt --jahr bitte --stichtag angeben",
        "the budget year of an issued paper follows from its cut-off day; give --as-of instead of --year",
    ),
    "not_verified": Both(
        "die Datei hat Beanstandungen; sie sind vor der Ausfertigung zu klären",
        "the ledger has findings; they must be cleared up before a paper is issued",
    ),
    "paper_fingerprint": Both(
        "die Vorlage nennt den Fingerabdruck {found}…, der Stand davor hat {expected}…",
        "the paper names the fingerprint {found}…, the state before it has {expected}…",
    ),
    "writer_missing": Both(
        'für Word und PDF fehlen Zusatzpakete; im Ordner des Programms einzurichten mit: pipx install --force ".[papers]"',
        'Word and PDF need further packages; to install, in the folder of the program: pipx install --force ".[papers]"',
    ),
    "template_without_word": Both(
        "--formatvorlage gilt nur für Word-Dateien (.docx)",
        "--template is for Word files (.docx) only",
    ),
    "template_missing": Both(
        "die Formatvorlage {path} kann nicht gelesen werden ({reason})",
        "the template {path} cannot be read ({reason})",
    ),
    "template_gone": Both("die Formatvorlage {path} gibt es nicht", "there is no template {path}"),
    "template_large": Both(
        "die Formatvorlage {path} ist größer als 20 MB", "the template {path} is larger than 20 MB"
    ),
    "template_unreadable": Both(
        "{path} ist keine lesbare Word-Datei (.docx)", "{path} is not a readable Word file (.docx)"
    ),
    "template_macros": Both(
        "{path} enthält Makros; bitte in Word als .docx oder .dotx speichern",
        "{path} holds macros; save it in Word as .docx or .dotx",
    ),
    "template_fetches": Both(
        "{path} verweist nach außen auf {found}; wer das fertige Dokument öffnet, würde es laden. Bitte in Word lösen (Dokumentvorlage „Normal“ einstellen, Bilder und Objekte einbetten) und neu speichern",
        "{path} refers outside, to {found}; whoever opens the paper would fetch it. Detach it in Word (attach the template “Normal”, embed pictures and objects) and save it again",
    ),
    "template_unknown": Both(
        "{path} enthält unbekannte Platzhalter: {found}; möglich: {known}",
        "{path} holds unknown placeholders: {found}; possible: {known}",
    ),
    "template_open": Both(
        "{path} enthält „{{{{“ ohne „}}}}“: {found}", "{path} holds “{{{{” without “}}}}”: {found}"
    ),
    "template_no_content": Both(
        "{path} braucht den Platzhalter {{{{inhalt}}}} genau einmal",
        "{path} needs the placeholder {{{{inhalt}}}} exactly once",
    ),
    "template_content_in_text": Both(
        "in {path} muss {{{{inhalt}}}} allein in seinem Absatz stehen: {found}",
        "in {path}, {{{{inhalt}}}} must stand alone in its paragraph: {found}",
    ),
    "period": Both(
        "der Zeitraum endet vor seinem Beginn: {begin} bis {end}",
        "the period ends before it begins: {begin} to {end}",
    ),
    "future_day": Both("{date} liegt in der Zukunft", "{date} lies in the future"),
    "output_exists": Both(
        "{path} ist bereits vorhanden; mit --ersetzen wird die Datei überschrieben",
        "{path} exists already; --force replaces the file",
    ),
    "output_twice": Both("{path} ist zweimal genannt", "{path} is named twice"),
    "output_is_ledger": Both(
        "{path} ist die Datei mit den Buchungen oder gehört zu ihr und wird nicht überschrieben",
        "{path} is the ledger or belongs to it, and is not overwritten",
    ),
    "ledger_exists": Both(
        "{path} ist bereits vorhanden und bleibt unverändert",
        "{path} exists already and stays unchanged",
    ),
    # what is named
    "same_allocation": Both(
        "Quelle und Ziel der Umschichtung sind derselbe Ansatz ({allocation})",
        "the transfer is from {allocation} to itself",
    ),
    "unknown_entry": Both(
        "{number} gibt es nicht{last_entry}", "{number} does not exist{last_entry}"
    ),
    "wrong_kind": Both(
        "{number} ist {kind}, erwartet wird {expected}", "{number} is {kind}, expected {expected}"
    ),
    "other_allocation": Both(
        "{number} gehört zu einem anderen Ansatz ({allocation})",
        "{number} belongs to another allocation ({allocation})",
    ),
    "other_year": Both(
        "{number} gehört zum Haushaltsjahr {year}", "{number} belongs to the budget year {year}"
    ),
    "already_reversed": Both(
        "{number} ist schon storniert (durch Nr. {reversal})",
        "{number} has been reversed already (by no. {reversal})",
    ),
    "named_by_others": Both(
        "{number} kann noch nicht storniert werden; zuerst zu stornieren: {others}",
        "{number} cannot be reversed yet; to be reversed first: {others}",
    ),
    "not_reversible_reversal": Both(
        "{number} ist selbst ein Storno und kann nicht storniert werden; bitte neu buchen",
        "{number} is itself a reversal and cannot be reversed; record a new entry",
    ),
    "not_reversible_setting": Both(
        "{number} ist eine Festlegung; sie gilt, bis etwas anderes festgelegt wird",
        "{number} is a setting; it holds until something else is set",
    ),
    "not_reversible_measure": Both(
        "{number} ist der Stand einer Maßnahme; bitte den neuen Stand erfassen",
        "{number} is the state of a measure; record its new state",
    ),
    "not_reversible_paper": Both(
        "{number} ist eine ausgefertigte Vorlage; bitte eine neue ausfertigen",
        "{number} is an issued paper; issue a new one",
    ),
    "not_reversible_carry_forward": Both(
        "{number} gehört zu einem Jahreswechsel und kann nicht storniert werden",
        "{number} belongs to a year-end and cannot be reversed",
    ),
    "not_reversible_year_close": Both(
        "{number} ist ein Jahreswechsel und kann nicht storniert werden",
        "{number} is a year-end and cannot be reversed",
    ),
    "keep_settled": Both(
        "{fields} gilt nur für abschließende Buchungen; {number} ist keine",
        "{fields} is only for what was recorded as final; {number} was not",
    ),
    "nothing_open": Both(
        "bei {number} ist nichts mehr offen", "nothing is open any more on {number}"
    ),
    "lapsed": Both(
        "{number} ist mit dem Jahreswechsel (Nr. {close}) erloschen",
        "{number} lapsed with the year-end (no. {close})",
    ),
    "nothing_unpaid": Both(
        "{number} ist bereits vollständig gezahlt", "{number} is paid in full already"
    ),
    "nothing_left": Both("von {number} ist nichts mehr übrig", "nothing is left of {number}"),
    "nothing_blocked": Both(
        "auf {allocation} ist nichts gesperrt", "nothing is blocked on {allocation}"
    ),
    "nothing_to_carry": Both(
        "auf {allocation} ist nichts übrig, was übertragen werden könnte",
        "nothing is left on {allocation} that could be carried forward",
    ),
    # day, year, voucher, persons
    "future": Both(
        "die Wertstellung {date} liegt in der Zukunft (heute ist der {today})",
        "the value date {date} lies in the future (today is {today})",
    ),
    "before_named": Both(
        "die Wertstellung {date} liegt vor der von {number} ({earliest})",
        "the value date {date} lies before that of {number} ({earliest})",
    ),
    "year_closed": Both(
        "das Haushaltsjahr {year} ist seit dem {date} abgeschlossen und nimmt nur noch Zahlungen auf",
        "the budget year {year} has been closed since {date} and takes nothing but payments",
    ),
    "year_not_open": Both(
        "das Haushaltsjahr {year} ist nicht eröffnet; offen ist {open}",
        "the budget year {year} is not open; open is {open}",
    ),
    "year_not_begun": Both(
        "das Haushaltsjahr {year} hat am {date} noch nicht begonnen",
        "the budget year {year} had not begun on {date}",
    ),
    "duplicate": Both(
        "Beleg {voucher} von {payee} ist schon angeordnet: {number} vom {date} über {amount}",
        "voucher {voucher} of {payee} has been recorded already: {number} of {date}, {amount}",
    ),
    "four_eyes_missing": Both(
        "ab {limit} gilt das Vier-Augen-Prinzip: Eine Person stellt sachlich und rechnerisch richtig fest, eine andere ordnet an; es {lack} {fields}",
        "from {limit} on two people must sign, one who certifies and another who orders; missing: {fields}",
    ),
    "four_eyes_same": Both(
        "wer sachlich und rechnerisch richtig festgestellt hat, darf nicht anordnen ({person})",
        "who certified the claim must not order the payment ({person})",
    ),
    # the money
    "not_available": Both(
        "{allocation_long}: Die Mittel reichen nicht aus; es fehlen {missing}",
        "{allocation_long} does not cover this; short by {missing}",
    ),
    "not_available_reversal": Both(
        "der Storno ist nicht gedeckt: auf {allocation} fehlen {missing}",
        "the reversal is not covered: {allocation} is short by {missing}",
    ),
    "not_available_transfer": Both(
        "auf {allocation} ist weniger verfügbar, als umgeschichtet werden soll; es fehlen {missing}",
        "less is available on {allocation} than is to be transferred; short by {missing}",
    ),
    "not_available_cut": Both(
        "die Kürzung lässt auf {allocation} einen Fehlbetrag von {missing}",
        "the cut leaves {allocation} with a shortfall of {missing}",
    ),
    "not_available_block": Both(
        "auf {allocation} ist weniger frei, als gesperrt werden soll; es fehlen {missing}",
        "less is free on {allocation} than is to be blocked; short by {missing}",
    ),
    "blocked": Both(
        "{allocation_long} ist gesperrt; es fehlen {missing} an freien Mitteln",
        "{allocation_long} is blocked; short of {missing} in unblocked funds",
    ),
    "carry_above_left": Both(
        "auf {allocation} sind nur {left} weder angeordnet noch gebunden, übertragen werden sollen {amount}",
        "only {left} is neither ordered nor committed on {allocation}; {amount} is to be carried forward",
    ),
    "carry_blocked": Both(
        "von {amount} auf {allocation} bleiben {blocked} gesperrt; in der Datei steht etwas anderes",
        "{blocked} of {amount} on {allocation} stays blocked; the ledger says otherwise",
    ),
    "carry_to_next": Both(
        "übertragen wird in das folgende Jahr {next}, nicht in {year}",
        "funds are carried to the next year {next}, not to {year}",
    ),
    "close_revised": Both(
        "auf {allocation} fehlen {missing}, um die offenen Aufträge mit ihrem Geld zu übertragen",
        "{allocation} is short by {missing} to move its open commitments with their money",
    ),
    "close_blocked": Both(
        "auf {allocation} wären nach dem Jahreswechsel {missing} mehr gesperrt, als noch da ist",
        "after the year-end {missing} more would be blocked on {allocation} than there is",
    ),
    "blocked_in_part": Both(
        "{allocation_long} ist zum Teil gesperrt; es fehlen {missing} an freien Mitteln",
        "{allocation_long} is blocked in part; short of {missing} in unblocked funds",
    ),
    "release_above_blocked": Both(
        "auf {allocation} sind nur {blocked} gesperrt, freigegeben werden sollen {amount}",
        "only {blocked} is blocked on {allocation}; {amount} is to be released",
    ),
    "refund_above_left": Both(
        "von {number} sind noch {left} übrig, abgesetzt werden sollen {amount}",
        "{left} is left of {number}; {amount} is to be taken off",
    ),
    "below_floor_revised": Both(
        "der fortgeschriebene Ansatz von {allocation} würde negativ ({after})",
        "the revised appropriation of {allocation} would become negative ({after})",
    ),
    "below_floor": Both(
        "auf {allocation} wären dann {after} {figure}; die Grenze ist {limit}",
        "on {allocation} “{figure}” would become {after}; the limit is {limit}",
    ),
    "below_floor_entry": Both(
        "{number} würde dadurch negativ ({after})",
        "{number} would become negative ({after})",
    ),
}

REMEDIES: dict[str, Both] = {
    "at_most": Both("höchstens {amount} buchen", "record at most {amount}"),
    "at_most_moved": Both("höchstens {amount} umschichten", "transfer at most {amount}"),
    "date": Both("Wertstellung ab {date}", "a value date from {date} on"),
    "keep_settled": Both(
        "mit {option} bleibt der freigegebene Rest von {amount} frei",
        "with {option} the released remainder of {amount} stays free",
    ),
    "despite_shortfall": Both(
        "wenn es so beschlossen ist: {option}; der Fehlbetrag wird dann überall gezeigt",
        "if it was decided so: {option}; the shortfall is then shown everywhere",
    ),
    "despite_shortfall_reason": Both(
        "wenn es so beschlossen ist: {option} und --grund; der Fehlbetrag wird dann überall gezeigt",
        "if it was decided so: {option} and --reason; the shortfall is then shown everywhere",
    ),
    "draw_reservation": Both(
        "{option} {entry}: offen {amount}, {purpose}", "{option} {entry}: open {amount}, {purpose}"
    ),
    "draw_commitment": Both(
        "{option} {entry}: offen {amount}, {purpose}", "{option} {entry}: open {amount}, {purpose}"
    ),
}

# What to do about a failure.
ANOTHER_FILE = Both(
    "eine andere Datei: --datei DATEI oder die Umgebungsvariable ANTRAGSBUDGET_LEDGER",
    "another file: --ledger FILE or the environment variable ANTRAGSBUDGET_LEDGER",
)
ELSEWHERE = Both(
    "wenn sie woanders liegt: --datei DATEI oder die Umgebungsvariable ANTRAGSBUDGET_LEDGER",
    "if it lies elsewhere: --ledger FILE or the environment variable ANTRAGSBUDGET_LEDGER",
)
COMPARE = Both(
    "mit der Sicherung vergleichen: {} (Stand vor der letzten Buchung)",
    "compare with the copy: {} (the state before the last write)",
)
RESTORE = Both(
    "die Sicherung zurückspielen: {} (Stand vor der letzten Buchung)",
    "put the copy back: {} (the state before the last write)",
)
MEND = Both(
    "die Stelle korrigieren; wenn es sie gibt, mit der Sicherung vergleichen: {}",
    "correct the place; compare with the copy, if there is one: {}",
)
UPGRADE = Both(
    "antragsbudget aktualisieren, etwa mit: pipx upgrade antragsbudget",
    "update antragsbudget, such as with: pipx upgrade antragsbudget",
)
MOUNT_FOLDER = Both(
    "den Ordner statt der Datei einhängen, etwa mit -v /srv/haushalt:/data",
    "mount the folder instead of the file, such as with -v /srv/budget:/data",
)
REMOVE = Both(
    "wegräumen, wenn gerade niemand bucht; die Sperrdatei entsteht dann neu",
    "put it away while nobody records; the lock file is then made anew",
)
AGAIN = Both("gleich noch einmal versuchen", "try again in a moment")

NOTICES: dict[str, Both] = {
    "excess": Both(
        "{amount} gehen über {number} hinaus und werden aus freien Mitteln gedeckt",
        "{amount} goes beyond {number} and is covered by free funds",
    ),
    "exhausted": Both(
        "auf {allocation} ist nichts mehr verfügbar", "nothing is left on {allocation}"
    ),
    "shortfall": Both(
        "auf {allocation} besteht jetzt ein Fehlbetrag von {missing}",
        "{allocation} now has a shortfall of {missing}",
    ),
    "consents_missing": Both(
        "freigegeben wird, obwohl Zustimmungen fehlen: {consents}",
        "released although consents are missing: {consents}",
    ),
    "year_running": Both(
        "das Haushaltsjahr {year} läuft noch bis zum 31.12.{year}; nach dem Abschluss nimmt es nur noch Zahlungen auf",
        "the budget year {year} still runs until {year}-12-31; once closed it takes nothing but payments",
    ),
    "short_notice": Both(
        "die Sitzung am {date} ist {days_from_now}; die Geschäftsordnung verlangt sechs Tage",
        "the meeting of {date} is {days_from_now}; the rules of procedure demand six days",
    ),
    "meeting_past": Both(
        "die Sitzung am {date} ist schon vorbei", "the meeting of {date} is already past"
    ),
    "warn_at": Both(
        "{allocation} ist zu {share} ausgeschöpft; verfügbar sind noch {available}",
        "{allocation} is {share} used; {available} remains available",
    ),
    "same_voucher": Both(
        "derselbe Beleg steht auch auf {allocation}: {number} (geteilte Rechnung?)",
        "the same voucher stands on {allocation} as well: {number} (a split invoice?)",
    ),
    "clock": Both(
        "die Uhr geht nach: {number} wurde später erfasst als diese Buchung",
        "the clock is behind: {number} was recorded later than this entry",
    ),
    "clock_released": Both(
        "die Uhr geht nach: sie zeigt den {date}, dieses Programm gibt es erst seit dem {released}",
        "the clock is behind: it shows {date}, and this program was released on {released}",
    ),
    "header_broken": Both(
        "der Kopf der Datei enthält {findings}; gebucht wird trotzdem, bitte „{command}“ ausführen",
        "the header of the ledger holds {findings}; entries are recorded all the same, please run {command}",
    ),
    "rules_broken": Both(
        "die Datei enthält {findings}; gerechnet wurde mit den gespeicherten Beträgen, bitte „{command}“ ausführen",
        "the ledger has {findings}; figures are as stored, please run {command}",
    ),
}

USAGE: dict[str, Both] = {
    "unknown_command": Both(
        "den Befehl {name} gibt es nicht{nearest}", "there is no command {name}{nearest}"
    ),
    "unknown_option": Both(
        "die Option {option} gibt es hier nicht{nearest}",
        "there is no option {option} here{nearest}",
    ),
    "missing_argument": Both("es {lack}: {missing}", "missing: {missing}"),
    "missing_value": Both(
        "nach {option} fehlt der Wert ({slot})", "{option} needs a value ({slot})"
    ),
    "flag_with_value": Both("{option} nimmt keinen Wert", "{option} takes no value"),
    "extra_argument": Both("{argument} ist überzählig", "unexpected argument {argument}"),
    "extra_text": Both(
        "{argument} ist überzählig; ein Text mit Leerzeichen gehört in Anführungszeichen: {typed}",
        "unexpected argument {argument}; a text with spaces needs quotes: {typed}",
    ),
    "split_amount": Both(
        "der Betrag kam in zwei Teilen an ({parts}); in der PowerShell bitte in Anführungszeichen setzen: '{typed}'",
        "the amount arrived in two parts ({parts}); in PowerShell put it in quotes: '{typed}'",
    ),
    "invalid_choice": Both(
        "{value} ist für {option} nicht zulässig; möglich: {choices}",
        "{value} is not valid for {option}; possible: {choices}",
    ),
}

FAILURES: dict[str, Both] = {
    # the file
    "missing": Both("die Datei gibt es nicht", "there is no such file"),
    "directory": Both(
        "das ist ein Ordner, erwartet wird eine Datei", "this is a folder, expected a file"
    ),
    "unreadable": Both(
        "die Datei kann nicht gelesen werden ({reason})", "the file cannot be read ({reason})"
    ),
    "blank": Both("die Datei ist leer", "the file is empty"),
    "encoding": Both(
        "die Datei ist nicht in UTF-8 gespeichert, erwartet wird UTF-8",
        "the file is not UTF-8, expected UTF-8",
    ),
    "toml": Both("kein gültiges TOML: {detail}", "not valid TOML: {detail}"),
    # the header and the entries
    "newer": Both(
        "format = {format}, diese Version kennt {known}",
        "format = {format}, this version knows {known}",
    ),
    "missing_key": Both("es fehlt {key}", "{key} is missing"),
    "unknown_key": Both(
        "{key} ist hier unbekannt{candidates}",
        "{key} is unknown here{candidates}",
    ),
    "type": Both(
        "{key} hat den falschen Typ, erwartet {expected}",
        "{key} has the wrong type, expected {expected}",
    ),
    "value": Both(
        "{key} hat den falschen Wert, erwartet {expected}",
        "{key} has the wrong value, expected {expected}",
    ),
    "not_an_amount": Both(
        "{key} = {written} ist kein Betrag, erwartet eine Zahl mit genau zwei Nachkommastellen wie 1234.50",
        "{key} = {written} is not an amount, expected a number with exactly two decimals such as 1234.50",
    ),
    "bounds": Both(
        "{key} muss zwischen 0,00 und {largest} liegen", "{key} must lie between 0.00 and {largest}"
    ),
    "year": Both(
        "{key} ist kein Jahr zwischen 1900 und 2999", "{key} is not a year between 1900 and 2999"
    ),
    "share": Both(
        "{key} ist kein Anteil zwischen 0.01 und 1.00", "{key} is not a share between 0.01 and 1.00"
    ),
    "twice": Both("{key} = {text} kommt zweimal vor", "{key} = {text} occurs twice"),
    "empty": Both("{key} ist leer", "{key} is empty"),
    "sum": Both(
        "die Ansätze ergeben {sum}, total ist {total} (Unterschied {difference})",
        "the allocations add up to {sum}, total is {total} (difference {difference})",
    ),
    "kind": Both(
        "die Art {text} ist unbekannt{candidates}",
        "the kind {text} is unknown{candidates}",
    ),
    "allocation": Both(
        "{text} ist kein Ansatz{candidates}",
        "{text} is not an allocation{candidates}",
    ),
    "gap": Both("nr = {found}, erwartet {expected}", "nr = {found}, expected {expected}"),
    "gap_run": Both(
        "nr = {found}, erwartet {expected}; die Reihenfolge stimmt bis Nr. {until} nicht",
        "nr = {found}, expected {expected}; the order is wrong up to no. {until}",
    ),
    "chain": Both(
        "die Prüfsumme von {number} stimmt nicht: Die Buchung oder etwas davor wurde verändert",
        "the hash of {number} does not match: the entry or something before it was changed",
    ),
    "chain_run": Both(
        "die Prüfsummen von {number} bis Nr. {until} stimmen nicht: Diese Buchungen oder etwas davor wurden verändert",
        "the hashes of {number} to no. {until} do not match: these entries or something before them were changed",
    ),
    "fingerprint": Both(
        "der Fingerabdruck {fingerprint} kommt in dieser Datei nicht vor; sie beginnt nicht mit diesem Stand",
        "the fingerprint {fingerprint} does not occur in this ledger: it does not begin with that state",
    ),
    "not_a_file": Both("das ist keine gewöhnliche Datei", "this is not a regular file"),
    "denied": Both("die Datei darf nicht gelesen werden", "the file may not be read"),
    "too_large": Both(
        "die Datei ist mit {size} Bytes zu groß, möglich sind {largest}",
        "the file is too large with {size} bytes, at most {largest}",
    ),
    "outsize": Both("ein Schlüssel oder eine Zahl ist zu lang", "a key or a number is too long"),
    "nesting": Both("zu tief verschachtelt", "nested too deep"),
    "entry_tables": Both(
        "entry ist keine Liste von Tabellen, erwartet wird [[entry]]",
        "entry is not a list of tables, expected [[entry]]",
    ),
    "entries_inline": Both(
        "die Buchungen stehen in einer Zeile, erwartet wird je Buchung ein [[entry]]",
        "the entries stand in one line, expected an [[entry]] for each",
    ),
    # writing
    "special": Both("das ist keine gewöhnliche Datei", "this is not a regular file"),
    "dangling": Both(
        "das ist ein Verweis, der auf keine vorhandene Datei führt",
        "this is a link that leads to no existing file",
    ),
    "long_name": Both(
        "der Name ist mit {size} Bytes zu lang: In diesem Ordner sind höchstens {largest} möglich (Umlaute zählen doppelt), weil daneben noch eine Datei NAME.lock stehen muss",
        "the name is too long with {size} bytes: in this folder at most {largest} are possible, for a file NAME.lock must stand beside it",
    ),
    "mounted": Both(
        "die Datei ist einzeln eingehängt, etwa in einen Container, und kann deshalb nicht als Ganzes ersetzt werden",
        "the file is mounted by itself, into a container perhaps, so that it cannot be replaced as a whole",
    ),
    "lock_link": Both(
        "hier liegt ein Verweis statt der Sperrdatei",
        "a symbolic link stands here instead of the lock file",
    ),
    "lock_hard_link": Both(
        "die Sperrdatei hat noch einen zweiten Namen (Hardlink)",
        "the lock file has a second name (a hard link)",
    ),
    "lock_folder": Both(
        "hier liegt ein Ordner statt der Sperrdatei",
        "a folder stands here instead of the lock file",
    ),
    "lock_device": Both(
        "hier liegt ein Gerät oder eine Pipe statt der Sperrdatei",
        "a device or a pipe stands here instead of the lock file",
    ),
    "folder_gone": Both(
        "diesen Ordner gibt es nicht mehr; bitte in einen anderen wechseln",
        "this folder is no longer there; please change to another one",
    ),
    "read_only": Both("die Datei ist schreibgeschützt", "the file is read-only"),
    "busy": Both(
        "die Datei wird gerade von {holder} beschrieben", "the ledger is being written by {holder}"
    ),
    "changed": Both("die Datei wurde inzwischen verändert", "the file was changed in the meantime"),
    "not_writable": Both(
        "die Datei kann nicht geschrieben werden ({reason})",
        "the file cannot be written ({reason})",
    ),
    "not_placed": Both(
        "die Vorlage ist als {number} verzeichnet, aber die Datei kann nicht geschrieben werden ({reason})",
        "the paper is recorded as {number}, but the file cannot be written ({reason})",
    ),
    "output": Both(
        "die Ausgabe konnte nicht geschrieben werden ({reason})",
        "the output could not be written ({reason})",
    ),
    "output_of_done": Both(
        "ausgeführt und gespeichert; nur die Ausgabe darüber konnte nicht geschrieben werden ({reason})",
        "done and saved; only the output about it could not be written ({reason})",
    ),
}

_ODD_CHARACTER = Both(
    "ein Text enthält ein unzulässiges Zeichen oder endet nicht in seiner Zeile",
    "a text holds a character that is not allowed, or does not end in its line",
)
_WRONG_ESCAPE = Both(
    "hinter einem Rückstrich steht keine gültige Nummer eines Zeichens",
    "behind a backslash stands no valid number of a character",
)
_KEY_TWICE = Both(
    "derselbe Schlüssel steht schon weiter oben", "the same key stands further up already"
)
_HEADING_TWICE = Both(
    "dieselbe Überschrift steht schon weiter oben", "the same heading stands further up already"
)
# What Python's reader of TOML finds, by the beginning of what it says.
TOML_FAULTS: dict[str, Both] = {
    "Unterminated string": Both(
        "ein Text endet ohne Anführungszeichen", "a text ends without its quote"
    ),
    "Illegal character": _ODD_CHARACTER,
    'Expected "\'"': _ODD_CHARACTER,
    "Found invalid character": _ODD_CHARACTER,
    "Unescaped": Both(
        "vor einem Rückstrich im Text fehlt ein zweiter", "a backslash in a text lacks a second one"
    ),
    "Escaped character": _WRONG_ESCAPE,
    "Invalid hex value": _WRONG_ESCAPE,
    "Expected '='": Both("nach dem Schlüssel fehlt ein =", "an = is missing after the key"),
    "Expected ']": Both(
        "eine eckige Klammer ist nicht geschlossen", "a square bracket is not closed"
    ),
    "Expected newline": Both(
        "hinter dem Wert steht noch etwas", "something stands behind the value"
    ),
    "Invalid initial character": Both("hier wird ein Schlüssel erwartet", "a key is expected here"),
    "Invalid statement": Both(
        "hier wird ein Schlüssel oder eine Überschrift in eckigen Klammern erwartet",
        "a key, or a heading in square brackets, is expected here",
    ),
    "Invalid value": Both(
        "der Wert ist weder ein Text in Anführungszeichen noch eine Zahl oder ein Datum",
        "the value is no text in quotes, no number and no date",
    ),
    "Invalid date": Both("dieses Datum gibt es nicht", "there is no such date"),
    "Cannot overwrite": _KEY_TWICE,
    "Duplicate inline table key": _KEY_TWICE,
    "Cannot mutate": _KEY_TWICE,
    "Cannot redefine": _HEADING_TWICE,
    "Cannot declare": _HEADING_TWICE,
    "Unclosed array": Both("eine Liste ist nicht mit ] geschlossen", "a list is not closed with ]"),
    "Unclosed inline table": Both(
        "eine Tabelle ist nicht mit } geschlossen", "a table is not closed with }"
    ),
}

# What the operating system answers, by the name of its error.
REASONS: dict[str, Both] = {
    "EEXIST": Both("der Name ist schon vergeben", "the name is taken already"),
    "EACCES": Both("keine Berechtigung", "no permission"),
    "EPERM": Both("keine Berechtigung", "no permission"),
    "ENOENT": Both("den Ordner gibt es nicht", "there is no such folder"),
    "ENOTDIR": Both("den Ordner gibt es nicht", "there is no such folder"),
    "EISDIR": Both("das ist ein Ordner", "this is a folder"),
    "ENOSPC": Both("der Datenträger ist voll", "the disk is full"),
    "EDQUOT": Both("das Speicherkontingent ist erschöpft", "the quota is used up"),
    "EFBIG": Both("die Datei würde zu groß", "the file would be too large"),
    "EROFS": Both("der Datenträger ist schreibgeschützt", "the disk is read-only"),
    "EIO": Both("der Datenträger meldet einen Fehler", "the disk reports an error"),
    "EBUSY": Both(
        "die Datei ist in Gebrauch oder einzeln eingehängt",
        "the file is in use, or mounted by itself",
    ),
    "ENAMETOOLONG": Both("der Name ist zu lang", "the name is too long"),
    "ELOOP": Both("die Verweise führen im Kreis", "the links lead in a circle"),
    "EINVAL": Both("der Name ist ungültig", "the name is not valid"),
    "ENOLCK": Both("der Ordner kennt keine Dateisperren", "the folder knows no file locks"),
    "ENOSYS": Both("der Ordner kennt keine Dateisperren", "the folder knows no file locks"),
}

# What a key of the file must hold.
TYPES: dict[str, Both] = {
    "str": Both("einen Text in Anführungszeichen", "a text in quotes"),
    "int": Both("eine ganze Zahl", "a whole number"),
    "bool": Both("true oder false", "true or false"),
    "Decimal": Both(
        "einen Betrag mit genau zwei Nachkommastellen wie 1234.50",
        "an amount with exactly two decimals such as 1234.50",
    ),
    "date": Both("ein Datum wie 2022-04-05", "a date such as 2022-04-05"),
    "datetime": Both(
        "einen Zeitpunkt in UTC mit ganzen Sekunden wie 2022-04-05T09:14:07Z",
        "a moment in UTC with whole seconds such as 2022-04-05T09:14:07Z",
    ),
    "dict": Both("eine Tabelle", "a table"),
    "list": Both("eine Liste von Tabellen", "a list of tables"),
    "texts": Both("eine Liste von Texten", "a list of texts"),
}
