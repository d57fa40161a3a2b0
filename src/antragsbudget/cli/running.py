"""Runs the program as a process: exit codes, Ctrl-C, closed pipes, poor consoles."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from itertools import takewhile
from typing import TextIO

import typer

from antragsbudget import interruption
from antragsbudget.cli.app import app
from antragsbudget.cli.line import completion
from antragsbudget.cli.line.bilingual import build, candidates
from antragsbudget.cli.line.call import Invocation, UsageProblem
from antragsbudget.cli.line.language import language_of, language_of_locale
from antragsbudget.cli.misread import Misread
from antragsbudget.cli.terminal_width import columns, is_narrow
from antragsbudget.errors import LedgerError
from antragsbudget.language import PROGRAM, Language
from antragsbudget.language.commands import option_names

DONE, REFUSED, INTERRUPTED = 0, 1, 130
REPLACED = "antragsbudget.replaced"
LIKE = {"€": "EUR", "–": "-", "„": '"', "“": '"', "”": '"', "’": "'", "…": "...", "→": "->"}
LIKE |= {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "·": "-", "§": "Par."}
LIKE |= {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
PLAIN_VARIABLE = "ANTRAGSBUDGET_PLAIN"
EXPLAINED = (UsageProblem, Misread, LedgerError)


def run(argv: Sequence[str], environment: Mapping[str, str]) -> int:
    """Carry out the command line *argv* and return the exit code.

    What ends a command early is explained on stderr. A closed pipe ends the output in silence and
    leaves the code as it is: what was done is done (0), what was refused is refused. So does a
    place for messages that takes none: nobody can be told.
    """
    _open_closed()
    _print_anything()
    request = completion.requested(environment)
    language, problem = _language(request.before if request else argv, environment)
    said = set(takewhile(lambda word: word != "--", argv))
    as_json = any(word.partition("=")[0] == "--json" for word in said)
    call = Invocation(
        language,
        as_json,
        attended=not as_json and _attended(),
        plain=not said.isdisjoint(option_names("--plain"))
        or bool(environment.get(PLAIN_VARIABLE))
        or is_narrow(),
    )
    code, lost = DONE, None
    try:
        try:
            interruption.deliver()
            if request:
                code = _answer_shell(call, request)
            elif problem:
                raise problem
            else:
                code = _call(list(argv), call)
        except KeyboardInterrupt as interrupted:
            interruption.ignore()  # whoever presses Ctrl-C again gets the same answer
            code = INTERRUPTED
            _explain(interrupted, call)
        except EXPLAINED as failure:
            interruption.ignore()
            code = REFUSED  # stands if nobody reads the explanation
            code = _explain(failure, call)
        except FileNotFoundError as gone:
            if gone.filename is not None:  # without, it is the working folder: no print fails so
                raise
            interruption.ignore()
            code = _explain(gone, call)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        pass
    except OSError as unwritten:
        if unwritten.filename is not None:
            raise
        lost = unwritten  # of printing: it knows no file
    output, messages = _finish_output(sys.stdout), _finish_output(sys.stderr)
    lost = output or (None if messages else lost)
    if lost:
        code = _explain(lost, call)
        _finish_output(sys.stderr)
    return code


def _explain(problem: BaseException, call: Invocation) -> int:
    """Say what ended a command early and return the exit code."""
    from antragsbudget.cli.show import problems  # most calls have nothing to explain

    return problems.explain(problem, call)


def _attended() -> bool:
    """Say whether a person sits there: what is asked goes to stderr, the answer comes by stdin."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _language(
    argv: Sequence[str], environment: Mapping[str, str]
) -> tuple[Language, UsageProblem | None]:
    try:
        return language_of(argv, environment), None
    except UsageProblem as problem:
        return language_of_locale(environment), problem


def _call(argv: list[str], call: Invocation) -> int:
    group = build(app)
    try:
        # Typer would take even a $COLUMNS of 1 at its word.
        width = max(min(columns(), 80) - 2, 50)
        with group.make_context(PROGRAM, argv, obj=call, terminal_width=width) as ctx:
            code = group.invoke(ctx)
    except typer.Exit as end:
        code = end.exit_code
    return code if isinstance(code, int) else DONE


def _answer_shell(call: Invocation, request: completion.Request) -> int:
    """Print how the line can go on; whatever is wrong with line or ledger, a shell gets nothing."""
    try:
        found = candidates(build(app), call, request)
    except EXPLAINED:
        return REFUSED
    print(completion.answer(request.shell, found), end="")
    return DONE


def _open_closed() -> None:
    """Let nothing come from, and nothing go to, a stream that was closed.

    Else the next file that is opened would be taken for it, and messages would go to stdout.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _print_anything() -> None:
    """Let a console that cannot show a character show the like, or a question mark."""
    codecs.register_error(REPLACED, _replaced)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=REPLACED)
    if isinstance(sys.stdout, TextIOWrapper):
        # Even if Python runs unbuffered, a command learns nothing of a pipe that closed early.
        sys.stdout.reconfigure(write_through=False)


def _replaced(problem: UnicodeError) -> tuple[str, int]:
    assert isinstance(problem, UnicodeEncodeError)
    lost = problem.object[problem.start : problem.end]
    return "".join(LIKE.get(character, "?") for character in lost), problem.end


def _finish_output(stream: TextIO) -> OSError | None:
    """Write out what is buffered; a closed pipe is quiet then, also when Python shuts down."""
    try:
        stream.flush()
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        # Windows reports a closed pipe as an invalid argument.
        closed = isinstance(problem, BrokenPipeError) or sys.platform == "win32"
        return None if closed else problem
    return None
