"""What goes wrong, said to a person on stderr or as JSON on stdout, with its exit code."""

import errno
import os
import sys
import textwrap
from collections.abc import Sequence
from contextlib import suppress

from msgspec import Struct

from antragsbudget.cli import as_json
from antragsbudget.cli.line.call import Invocation, UsageProblem
from antragsbudget.cli.misread import Misread
from antragsbudget.cli.terminal_width import columns, is_narrow
from antragsbudget.core.violations import USAGE_CODES, Violation
from antragsbudget.errors import LedgerError, Place
from antragsbudget.language import PROGRAM, Both, Language
from antragsbudget.language.messages import Message, Speaker

DONE, REFUSED, USAGE, INVALID, NOT_WRITTEN, INTERRUPTED = 0, 1, 2, 3, 4, 130
CODES = {"ledger_missing": INVALID, "ledger_invalid": INVALID}
USAGE_PROBLEMS = {
    "missing_argument": "missing_field",
    "split_amount": "invalid_amount",
}
KNOWN = ("allocation", "available", "amount", "missing", "entry", "line")

LEAD = {
    REFUSED: Both("abgelehnt", "refused"),
    USAGE: Both("Eingabefehler", "input error"),
    INVALID: Both("Fehler", "error"),
    NOT_WRITTEN: Both("nicht geschrieben", "not written"),
}
NOTHING_RECORDED = Both("nichts gebucht", "nothing recorded")
NOTHING_WRITTEN = Both("nichts geschrieben", "nothing written")
POSSIBLE = Both("möglich:", "possible:")
SOURCE = Both("Rechtsgrundlage:", "legal basis:")


def say(text: str, indent: str = "") -> None:
    """Say something beside the result, on stderr; in a terminal its lines end between words.

    If nobody can be told, what was done is done and what was refused is refused all the same.
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
    message: Message
    facts: dict[str, object]
    source: str = ""


def refuse(
    violations: Sequence[Violation], speaker: Speaker, *, json: bool, undone: Both | None
) -> int:
    """Say all violations at once and return the exit code, which the first one decides.

    *undone* says what was therefore not done.
    """
    complaints = [
        Complaint(v.code, speaker.violation(v), as_json.known(v.facts, KNOWN), v.source)
        for v in violations
    ]
    exit_code = USAGE if violations[0].code in USAGE_CODES else REFUSED
    return _complain(complaints, exit_code, speaker.language, json=json, undone=undone)


def fail(error: LedgerError, call: Invocation) -> int:
    """Say what stopped the program and return the exit code."""
    message = Speaker(call.language).failure(error)
    facts = as_json.known({**error.facts, "line": error.place.line}, KNOWN)
    exit_code = CODES.get(error.code, NOT_WRITTEN)
    complaint = Complaint(error.code, message, {k: v for k, v in facts.items() if v is not None})
    return _complain([complaint], exit_code, call.language, json=call.json)


def explain(problem: BaseException, call: Invocation) -> int:
    """Say what ended a command early and return the exit code."""
    from antragsbudget.ledger import store

    language = call.language
    match problem:
        case LedgerError():
            return fail(problem, call)
        case Misread():
            return refuse(
                [problem.violation], problem.speaker, json=call.json, undone=problem.undone
            )
        case UsageProblem():
            return misused(problem.says, dict(problem.facts), call)
        case KeyboardInterrupt():
            text = Both("abgebrochen, nichts gebucht", "interrupted, nothing recorded")
            if call.json:
                as_json.write(
                    False, _errors([{"code": "cancelled", "message": text.said(language)}])
                )
            else:
                say("")  # what was typed, and ^C, stand in the line above
                say(text.said(language))
            return INTERRUPTED
        case FileNotFoundError():
            here = Place(os.environ.get("PWD", os.curdir))
            return fail(LedgerError("not_writable", "folder_gone", here), call)
        case _:
            number = problem.errno if isinstance(problem, OSError) else None
            reason = errno.errorcode.get(number or 0, "?")
            done = store.has_written()
            lost = "output_of_done" if done else "output"
            say(Speaker(language).failed(lost, {"reason": reason}))
            return DONE if done else NOT_WRITTEN


def misused(says: str, facts: dict[str, object], call: Invocation) -> int:
    """Say what is wrong with a command line and return the exit code."""
    speaker = Speaker(call.language)
    help_line = str(facts["help"]) if "help" in facts else ""
    usage = str(facts["usage"]) if "usage" in facts and says != "split_amount" else ""
    message = Message(speaker.usage(says, facts), remedies=tuple(filter(None, (usage, help_line))))
    complaint = Complaint(USAGE_PROBLEMS.get(says, "usage"), message, {})
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
                        "message": c.message.sentence,
                        "remedies": list(c.message.remedies),
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
        say(f"{lead}: {complaints[0].message.sentence}{tail}")
        _say_details(complaints[0], language)
        return exit_code
    say(f"{lead}{tail}:")
    for complaint in complaints:
        say(f"- {complaint.message.sentence}")
        _say_details(complaint, language)
    return exit_code


def _errors(errors: list[dict[str, object]]) -> dict[str, object]:
    return {"error": errors[0], "errors": errors}


def _say_details(complaint: Complaint, language: Language) -> None:
    message = complaint.message
    for text in (message.figures, message.context):
        if text:
            say(text, "  ")
    if complaint.source and complaint.code not in USAGE_CODES:
        say(f"{SOURCE.said(language)} {complaint.source}", "  ")
    word = POSSIBLE.said(language)
    for remedy in message.remedies:
        say_command(word, remedy)
        word = ""
