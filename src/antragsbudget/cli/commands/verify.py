"""Carries out `verify`: the whole ledger replayed, and all findings told at once."""

from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.context import language_of, ledger_path
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.show import problems
from antragsbudget.cli.terminal_width import fitted
from antragsbudget.core.chain import grouped
from antragsbudget.errors import Place
from antragsbudget.language import Both, Language, formats
from antragsbudget.language.documents import ENTRIES, ENTRY
from antragsbudget.language.records import Failure
from antragsbudget.language.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from antragsbudget.ledger.verification import Found, Verification


def verify(ctx: typer.Context, fingerprint: str | None) -> int:
    """Replay everything and tell all findings at once."""
    from antragsbudget import pipeline

    path = ledger_path(ctx)
    words = typed.Words(Speaker(language_of(ctx)), clock.today())
    wanted = words.fingerprint(fingerprint)
    result = pipeline.verify(path, wanted)
    with suppress(BrokenPipeError):  # who reads no further learns by the code what was found
        _tell(ctx, path, result, wanted)
    return problems.REFUSED if result.findings else 0


def _tell(ctx: typer.Context, path: "Path", result: "Verification", wanted: str | None) -> None:
    """Tell all findings, and the outcome."""
    language = language_of(ctx)
    names = result.budget.names if result.budget else {}
    teller = Speaker(language, names, of_file=True)
    if invocation(ctx).json:
        as_json.write(
            not result.findings,
            {
                "entries": result.entries,
                "fingerprint": result.fingerprint,
                "findings": [
                    {"line": f.line, "entry": f.entry, "code": f.code, "message": _said(f, teller)}
                    for f in result.findings
                ],
                **({} if wanted is None else {"matched_entry": result.matched}),
            },
        )
    else:
        for finding in result.findings:
            place = Place(formats.visible(str(path)), finding.line)
            print(fitted(f"{place}: {_said(finding, teller)}"))
        _say_verified(result, wanted, language)


def _said(finding: "Found", speaker: Speaker) -> str:
    sentence = finding.fault.sentence(speaker)
    if isinstance(finding.fault, Failure) or finding.entry is None:  # the latter: in the header
        return sentence
    return f"{speaker.nr(finding.entry)}: {sentence}"


def _say_verified(result: "Verification", wanted: str | None, language: Language) -> None:
    """Say the outcome in words; a fingerprint is told how far it reaches."""
    number = formats.count(result.entries, ENTRY, ENTRIES, language)
    if result.findings:
        findings = formats.count(
            len(result.findings),
            Both("Beanstandung", "finding"),
            Both("Beanstandungen", "findings"),
            language,
        )
        text = Both(f"{findings} bei {number}", f"{findings} on {number}")
        print(fitted(text.said(language) + _replayed(result).said(language)))
        return
    digits = grouped(result.fingerprint or "")
    text = Both(
        f"{number} geprüft, keine Beanstandung; Fingerabdruck {digits}",
        f"{number} verified, no finding; fingerprint {digits}",
    )
    if result.entries == 0:
        text = Both(
            f"noch keine Buchung; Kopf geprüft, keine Beanstandung; Fingerabdruck {digits}",
            f"no entry yet; header verified, no finding; fingerprint {digits}",
        )
    print(fitted(text.said(language)))
    if wanted is not None and result.matched is not None:
        print(fitted(_matched(result, wanted, result.matched, language)))


def _replayed(result: "Verification") -> Both:
    """Return how far the rules were asked, if a fault of the file kept them from the whole."""
    if result.replayed == result.entries:
        return Both("", "")
    if result.replayed == 0:
        return Both("; die Regeln sind noch nicht geprüft", "; the rules are not checked yet")
    return Both(
        f"; die Regeln sind bis Nr. {result.replayed} geprüft",
        f"; the rules are checked up to no. {result.replayed}",
    )


def _matched(result: "Verification", wanted: str, matched: int, language: Language) -> str:
    """Return up to which entry the ledger is what a fingerprint fixed, and what came since."""
    later = result.entries - matched
    since = formats.count(later, ENTRY, ENTRIES, language)
    if later == 0:
        since = Both("keine weitere Buchung", "no further entry").said(language)
    digits = Both(
        f" ({len(wanted)} von 64 Stellen geprüft)", f" ({len(wanted)} of 64 digits checked)"
    )
    checked = "" if len(wanted) == 64 else digits.said(language)
    state = Both(f"der Stand nach Nr. {matched}", f"the state after no. {matched}")
    if matched == 0:
        state = Both("der Stand vor der ersten Buchung", "the state before the first entry")
    return Both(
        f"Der angegebene Fingerabdruck{checked} ist {state.de}; seitdem {since}.",
        f"The given fingerprint{checked} is {state.en}; since then {since}.",
    ).said(language)
