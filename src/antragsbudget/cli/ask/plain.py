"""Asks one question in a line of its own, for screen readers and for terminals that only print."""

import sys
from collections.abc import Callable, Sequence

from antragsbudget.cli.ask.candidates import Candidate


def ask(
    label: str, text: str, candidates: Sequence[Candidate], beside: Callable[[str], str]
) -> str:
    """Return the line that is typed; an empty one is *text*, the answer given before.

    Raises EOFError for Ctrl-D.
    """
    kept = f" [{text}]" if text else ""
    print(f"{label}{kept}: ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        print(file=sys.stderr)
        raise EOFError
    return line.strip() or text
