"""The words of what `verify` found."""

from antragsbudget.language import Both, Language, formats
from antragsbudget.language.documents import ENTRIES, ENTRY
from antragsbudget.language.messages.inputs import NotAFingerprint

FINDING, FINDINGS = Both("Beanstandung", "finding"), Both("Beanstandungen", "findings")


def found(findings: int, entries: int, replayed: int, language: Language) -> str:
    """Return how many findings there are, and up to which entry the rules were asked.

    A fault of the file may keep the rules from the whole: *replayed* is then below *entries*.
    """
    faults = formats.count(findings, FINDING, FINDINGS, language)
    number = formats.count(entries, ENTRY, ENTRIES, language)
    rules = Both("", "")
    if replayed == 0 < entries:
        rules = Both("; die Regeln sind noch nicht geprüft", "; the rules are not checked yet")
    elif replayed < entries:
        rules = Both(
            f"; die Regeln sind bis Nr. {replayed} geprüft",
            f"; the rules are checked up to no. {replayed}",
        )
    return Both(f"{faults} bei {number}{rules.de}", f"{faults} on {number}{rules.en}").said(
        language
    )


def verified(entries: int, fingerprint: str, language: Language) -> str:
    """Return that nothing was found, with the fingerprint of the ledger."""
    if entries == 0:
        return Both(
            f"noch keine Buchung; Kopf geprüft, keine Beanstandung; Fingerabdruck {fingerprint}",
            f"no entry yet; header verified, no finding; fingerprint {fingerprint}",
        ).said(language)
    number = formats.count(entries, ENTRY, ENTRIES, language)
    return Both(
        f"{number} geprüft, keine Beanstandung; Fingerabdruck {fingerprint}",
        f"{number} verified, no finding; fingerprint {fingerprint}",
    ).said(language)


def matched(digits: int, entry: int, later: int, language: Language) -> str:
    """Return after which entry the ledger had a given fingerprint, and how many came *later*.

    Of the fingerprint so many *digits* were given; *entry* 0 is the ledger before the first.
    """
    since = Both("keine weitere Buchung", "no further entry").said(language)
    if later:
        since = formats.count(later, ENTRY, ENTRIES, language)
    every, checked = NotAFingerprint.LONGEST, Both("", "")
    if digits < every:
        checked = Both(
            f" ({digits} von {every} Stellen geprüft)", f" ({digits} of {every} digits checked)"
        )
    state = Both(f"der Stand nach Nr. {entry}", f"the state after no. {entry}")
    if entry == 0:
        state = Both("der Stand vor der ersten Buchung", "the state before the first entry")
    return Both(
        f"Der angegebene Fingerabdruck{checked.de} ist {state.de}; seitdem {since}.",
        f"The given fingerprint{checked.en} is {state.en}; since then {since}.",
    ).said(language)
