"""What stops the program, and where; refusals by a rule are values and live in the core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct


class Place(Struct, frozen=True):
    """Say where in which file."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class TemplateError(Exception):
    """Say what a Word template asks for that cannot be done, and which names it may use."""

    def __init__(self, problem: str, found: tuple[str, ...], known: tuple[str, ...]) -> None:
        super().__init__(problem, found, known)
        self.problem = problem
        self.found = found
        self.known = known


class NameTaken(Exception):
    """Say which file must not have its name, because of what has it: nothing was written.

    *by* is "another" file, the "ledger" or what stands beside it, or another "output" of the call.
    """

    def __init__(self, path: str, by: Literal["another", "ledger", "output"]) -> None:
        super().__init__(path, by)
        self.path = path
        self.by = by


class LedgerError(Exception):
    """Stop the program: the ledger cannot be read, is not valid, is busy or cannot be written.

    *code* is the public error code, *says* the key of the sentence that a person reads, and
    *facts* are the values for that sentence, as plain data: ledger text among them is untrusted.
    """

    def __init__(
        self,
        code: str,
        says: str,
        place: Place,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(code, says, place)
        self.code = code
        self.says = says
        self.place = place
        self.facts: Mapping[str, object] = facts or {}

    def __str__(self) -> str:
        return f"{self.place}: {self.code} ({self.says})"
