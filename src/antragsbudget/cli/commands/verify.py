"""Carries out `verify`: the whole ledger replayed, and all findings reported at once."""

from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.context import language_of, ledger_path
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.show import problems
from antragsbudget.cli.terminal_width import fitted
from antragsbudget.core.chain import grouped
from antragsbudget.errors import Location
from antragsbudget.language import Language, formats, verification
from antragsbudget.language.records import Failure
from antragsbudget.language.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from antragsbudget.ledger.verification import LocatedFinding, Verification


def verify(ctx: typer.Context, fingerprint: str | None) -> int:
    """Replay everything and report all findings at once."""
    from antragsbudget import pipeline

    path = ledger_path(ctx)
    interpreter = typed.Interpreter(Speaker(language_of(ctx)), clock.today())
    wanted = interpreter.fingerprint(fingerprint)
    result = pipeline.verify(path, wanted)
    with suppress(BrokenPipeError):  # who reads no further learns by the code what was found
        _report(ctx, path, result, wanted)
    return problems.REFUSED if result.findings else 0


def _report(ctx: typer.Context, path: "Path", result: "Verification", wanted: str | None) -> None:
    """Report all findings, and the outcome."""
    language = language_of(ctx)
    names = result.budget.names if result.budget else {}
    speaker = Speaker(language, names, of_file=True)
    if invocation(ctx).json:
        as_json.write(
            not result.findings,
            {
                "entries": result.entries,
                "fingerprint": result.fingerprint,
                "findings": [_as_data(finding, speaker) for finding in result.findings],
                **({} if wanted is None else {"matched_entry": result.matched}),
            },
        )
    else:
        for finding in result.findings:
            location = Location(formats.visible(str(path)), finding.line)
            print(fitted(f"{location}: {_sentence(finding, speaker)}"))
        _say_verified(result, wanted, language)


def _as_data(finding: "LocatedFinding", speaker: Speaker) -> dict[str, object]:
    place = {"line": finding.line, "entry": finding.entry}
    return {**place, "code": finding.code, "message": _sentence(finding, speaker)}


def _sentence(finding: "LocatedFinding", speaker: Speaker) -> str:
    sentence = finding.fault.sentence(speaker)
    if isinstance(finding.fault, Failure) or finding.entry is None:  # the latter: in the header
        return sentence
    return f"{speaker.nr(finding.entry)}: {sentence}"


def _say_verified(result: "Verification", wanted: str | None, language: Language) -> None:
    """Say the outcome in words, and how far a given fingerprint reaches."""
    if result.findings:
        found = len(result.findings)
        print(fitted(verification.found(found, result.entries, result.replayed, language)))
        return
    digits = grouped(result.fingerprint or "")
    print(fitted(verification.verified(result.entries, digits, language)))
    if wanted is not None and result.matched is not None:
        later = result.entries - result.matched
        print(fitted(verification.matched(len(wanted), result.matched, later, language)))
