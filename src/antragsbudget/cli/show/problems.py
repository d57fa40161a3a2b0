"""What goes wrong, for a person on stderr or as JSON on stdout, with its exit code."""

import errno
import os
import sys
import textwrap
from collections.abc import Mapping, Sequence
from contextlib import suppress

from msgspec import Struct

from antragsbudget.cli import as_json
from antragsbudget.cli.line.call import Invocation, UsageProblem
from antragsbudget.cli.misread import Misread
from antragsbudget.cli.terminal_width import columns, is_narrow
from antragsbudget.errors import LedgerError, Location
from antragsbudget.language import PROGRAM, Both, Language, messages, refusals
from antragsbudget.language.records import Failure, Mistyped, Refusal
from antragsbudget.language.speaker import Speaker

DONE, REFUSED, USAGE, INVALID, NOT_WRITTEN, INTERRUPTED = 0, 1, 2, 3, 4, 130
CODES = {"ledger_missing": INVALID, "ledger_invalid": INVALID}
KNOWN = ("allocation", "available", "amount", "missing", "entry")

LEAD = {
    REFUSED: refusals.REFUSED,
    USAGE: refusals.INPUT_ERROR,
    INVALID: refusals.ERROR,
    NOT_WRITTEN: refusals.NOT_WRITTEN,
}


def say(text: str, indent: str = "") -> None:
    """Say something beside the result, on stderr; in a terminal its lines end between words.

    If nobody can read it, what was done is done and what was refused is refused all the same.
    """
    if sys.stderr is not None and sys.stderr.isatty():
        width = columns()
        hanging = f"{indent}  "
        text = textwrap.fill(
            text,
            width,
            initial_indent=indent,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        text = indent + text
    _print(text)


def say_command(lead: str, command: str) -> None:
    """Say what can be typed, in one piece whatever the width: it is there to be copied."""
    if PROGRAM in command:
        between = "\n" if is_narrow() else " "
        _print(f"  {lead:<10}{between}{command}")
    else:
        say(f"{lead:<10} {command}", "  ")


def _print(text: str) -> None:
    with suppress(OSError):
        print(text, file=sys.stderr)


class Complaint(Struct, frozen=True):
    """One error with its public code and what is known about it."""

    code: str
    sentence: str
    facts: Mapping[str, object] = {}
    remedies: tuple[str, ...] = ()
    source: str = ""
    details: tuple[str, ...] = ()  # below it, for a person alone


def refuse(
    violations: Sequence[Refusal], speaker: Speaker, *, json: bool, undone: Both | None
) -> int:
    """Say all violations at once and return the exit code, which the first one decides.

    *undone* says what was therefore not done.
    """
    complaints = [_refused(violation, speaker) for violation in violations]
    exit_code = USAGE if isinstance(violations[0], Mistyped) else REFUSED
    return _complain(complaints, exit_code, speaker.language, json=json, undone=undone)


def _refused(refusal: Refusal, speaker: Speaker) -> Complaint:
    details = [refusal.figures(speaker), refusal.context(speaker)]
    if refusal.source and not isinstance(refusal, Mistyped):
        details.append(f"{refusals.LEGAL_BASIS.said(speaker.language)} {refusal.source}")
    return Complaint(
        refusal.code,
        refusal.sentence(speaker),
        _known(refusal),
        tuple(remedy.sentence(speaker) for remedy in refusal.remedies),
        refusal.source,
        tuple(filter(None, details)),
    )


def fail(error: LedgerError, call: Invocation) -> int:
    """Say what stopped the program and return the exit code."""
    speaker = Speaker(call.language)
    sentence = f"{speaker.visible(str(error.location))}: {error.failure.sentence(speaker)}"
    line = {} if error.location.line is None else {"line": error.location.line}
    cures = error.failure.cures(speaker, error.location.file)
    complaint = Complaint(error.code, sentence, {**_known(error.failure), **line}, cures)
    exit_code = CODES.get(error.code, NOT_WRITTEN)
    return _complain([complaint], exit_code, call.language, json=call.json)


def _known(record: Refusal | Failure) -> dict[str, object]:
    """Return the facts that the JSON of an error has besides its words."""
    facts = {name: getattr(record, name, None) for name in KNOWN}
    return {name: value for name, value in facts.items() if value is not None}


def explain(problem: BaseException, call: Invocation) -> int:
    """Say what ended a command early and return the exit code."""
    from antragsbudget.ledger import store

    language = call.language
    match problem:
        case LedgerError():
            return fail(problem, call)
        case Misread():
            return refuse([problem.refusal], problem.speaker, json=call.json, undone=problem.undone)
        case UsageProblem():
            return misused(problem, call)
        case KeyboardInterrupt():
            text = refusals.INTERRUPTED.said(language)
            if call.json:
                as_json.write(False, _errors([{"code": "cancelled", "message": text}]))
            else:
                say("")  # what was typed, and ^C, stand in the line above
                say(text)
            return INTERRUPTED
        case FileNotFoundError():
            here = Location(os.environ.get("PWD", os.curdir))
            return fail(LedgerError(messages.disk.FolderGone(), here), call)
        case _:
            number = problem.errno if isinstance(problem, OSError) else None
            reason = errno.errorcode.get(number or 0, "?")
            done = store.has_written()
            lost = messages.disk.OutputOfDoneLost if done else messages.disk.OutputLost
            say(lost(reason=reason).sentence(Speaker(language)))
            return DONE if done else NOT_WRITTEN


def misused(problem: UsageProblem, call: Invocation) -> int:
    """Say what is wrong with a command line and return the exit code."""
    misuse = problem.misuse
    remedies = tuple(filter(None, (problem.usage, problem.help_call)))
    complaint = Complaint(misuse.code, misuse.sentence(Speaker(call.language)), remedies=remedies)
    return _complain([complaint], USAGE, call.language, json=call.json)


def _complain(
    complaints: Sequence[Complaint],
    exit_code: int,
    language: Language,
    *,
    json: bool,
    undone: Both | None = None,
) -> int:
    if json:
        as_json.write(
            False,
            _errors(
                [
                    {
                        "code": c.code,
                        "message": c.sentence,
                        "remedies": list(c.remedies),
                        **({"source": c.source} if c.source else {}),
                        **c.facts,
                    }
                    for c in complaints
                ]
            ),
        )
        return exit_code
    lead = LEAD[exit_code].said(language)
    tail = f" – {undone.said(language)}" if undone else ""
    if len(complaints) == 1:
        say(f"{lead}: {complaints[0].sentence}{tail}")
        _say_details(complaints[0], language)
        return exit_code
    say(f"{lead}{tail}:")
    for complaint in complaints:
        say(f"- {complaint.sentence}")
        _say_details(complaint, language)
    return exit_code


def _errors(errors: list[dict[str, object]]) -> dict[str, object]:
    return {"error": errors[0], "errors": errors}


def _say_details(complaint: Complaint, language: Language) -> None:
    for text in complaint.details:
        say(text, "  ")
    word = refusals.POSSIBLE.said(language)
    for remedy in complaint.remedies:
        say_command(word, remedy)
        word = ""
