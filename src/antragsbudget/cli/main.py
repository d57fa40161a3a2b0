"""The entry point: one call of the program, from the arguments to the exit code."""

import gc
import os
import signal
import sys
from contextlib import suppress

INTERRUPTED = 130

# A short-lived process gains nothing from looking for circles while it imports and reads.
gc.disable()


def main() -> int:
    """Carry out the command line and return the exit code."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        with suppress(ValueError):  # not the main thread, which alone gets signals
            signal.signal(signal.SIGINT, _interrupt)
    try:
        return _run()
    except KeyboardInterrupt:  # nothing is loaded yet that could say more
        return INTERRUPTED


def _interrupt(*_: object) -> None:
    """Stop at Ctrl-C, but not once something is written: it must not be told as not done."""
    written = getattr(sys.modules.get("antragsbudget.ledger.store"), "has_written", None)
    if written is None or not written():
        raise KeyboardInterrupt


def _run() -> int:
    from antragsbudget.cli.app import app
    from antragsbudget.cli.running import run
    from antragsbudget.cli.words import Invocation, Misread
    from antragsbudget.cli.words_of_program import ProgramWords
    from antragsbudget.errors import LedgerError
    from antragsbudget.language import PROGRAM

    def explain(problem: Exception, call: Invocation) -> int:
        from antragsbudget.cli import reports

        return reports.explain(problem, call)

    code = run(
        app,
        sys.argv[1:],
        os.environ,
        program=PROGRAM,
        words=ProgramWords,
        failures=(LedgerError, Misread),
        explain=explain,
    )
    # Python looks for circles once more when it ends, in all that was imported and read.
    gc.freeze()
    return code
