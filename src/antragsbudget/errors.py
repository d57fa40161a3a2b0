"""What stops the program, and where; refusals by a rule are values and live in the core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from antragsbudget.language.records import Failure

if TYPE_CHECKING:
    from antragsbudget.language.messages.output import OfTemplate


class Location(Struct, frozen=True):
    """A file, and a line of it counted from 1 where one can be named."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class TemplateError(Exception):
    """Say what a Word template asks for that cannot be done."""

    def __init__(self, refusal: OfTemplate) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class NameTaken(Exception):
    """Say which file must not have its name, because of what has it: nothing was written.

    *by* is "another" file, the "ledger" or what stands beside it, or another "output" of the call.
    """

    def __init__(self, path: str, by: Literal["another", "ledger", "output"]) -> None:
        super().__init__(path, by)
        self.path = path
        self.by = by


class LedgerError(Exception):
    """Stop the program: the ledger cannot be read, is not valid, is busy or cannot be written."""

    def __init__(self, failure: Failure, location: Location) -> None:
        super().__init__(failure, location)
        self.failure = failure
        self.location = location

    @property
    def code(self) -> str:
        """Return the public error code."""
        return self.failure.code

    def __str__(self) -> str:
        return f"{self.location}: {self.code} ({type(self.failure).__name__})"
