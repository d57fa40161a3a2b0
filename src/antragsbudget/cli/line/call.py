"""What the command line is told (words, the call) and what it tells (usage problems)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from antragsbudget.core.violations import Violation
    from antragsbudget.language import Both
    from antragsbudget.language.messages import Speaker

Language = Literal["de", "en"]

Phrase = Literal[
    "usage",  # "Aufruf"
    "options_slot",  # "[OPTIONEN]"
    "command_slot",  # "BEFEHL …"
    "arguments",  # "Argumente"
    "options",  # "Optionen"
    "required",  # "Pflicht"
    "example",  # "Beispiel"
]

Says = Literal[
    "unknown_command",  # name, nearest
    "unknown_option",  # option, nearest
    "missing_argument",  # argument, missing (all of them)
    "missing_option",  # option
    "missing_value",  # option, slot (the placeholder of its value)
    "flag_with_value",  # option, value
    "extra_argument",  # argument
    "extra_text",  # argument, typed (the option and its text, in quotes)
    "split_amount",  # typed (as it was before the shell split it), parts
    "invalid_choice",  # option, value, choices
]


class CommandWords(Struct, frozen=True):
    """What is said about one command: all but its name in the person's language.

    `brief` is a few words for the list of commands, `help` a whole line.
    """

    german_name: str
    brief: str
    help: str
    example: str
    group: str


class Words(Protocol):
    """All words of one language; keys are the English names as declared."""

    @property
    def language(self) -> Language: ...

    def command(self, name: str) -> CommandWords: ...

    def option(self, name: str, command: str) -> str:
        """Return the help line of the option *name* (`--payee`); the root's *command* is empty."""

    def argument(self, metavar: str, command: str) -> str:
        """Return the help line of the argument *metavar* (`AMOUNT`), perhaps empty."""

    def value(self, metavar: str) -> str:
        """Return the placeholder for *metavar*: `AMOUNT` is `BETRAG`; `a|b` lists choices."""

    def phrase(self, key: Phrase) -> str: ...


class Invocation(Struct, frozen=True):
    """What holds for one call of the program, whichever command it names; found in `ctx.obj`."""

    program: str
    words: Words
    json: bool
    ledger: str | None = None
    attended: bool = False  # a person sits at the terminal and can be asked
    plain: bool = False  # output for a screen reader: no tables, one fact a line


class UsageProblem(Exception):
    """A command line that cannot be carried out.

    `facts` hold the names in the person's language, and, where a command is known, `usage` (its
    usage line) and `help` (what to type for its help).
    """

    def __init__(self, says: Says, facts: Mapping[str, object]) -> None:
        super().__init__(says, facts)
        self.says = says
        self.facts = facts


class Misread(Exception):
    """Something typed has no meaning here; says why, through the speaker who knows the ledger."""

    def __init__(self, violation: Violation, speaker: Speaker, undone: Both | None = None) -> None:
        super().__init__(violation.code)
        self.violation = violation
        self.speaker = speaker
        self.undone = undone  # what was therefore not done, where that needs saying


class Interrupted(Exception):
    """The person pressed Ctrl-C, or ended the input at a question."""


def in_language(names: Sequence[str], language: Language) -> str:
    """Return the long option name for *language*: English is declared first, German second."""
    long = [name for name in names if name.startswith("--")]
    return long[-1] if language == "de" else long[0]
