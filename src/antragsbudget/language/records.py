"""What every message is: a record whose fields are its facts, and whose sentence stands beside it.

Refusals, notices, failures and misuses are families of such records. The core and the ledger make
them; the code that shows one asks for its sentence, with a `Speaker` that knows the reader's
language. Amounts, days and names get their format there, and a text from outside becomes visible
or quoted there: a sentence never takes it as it is.
"""

from collections.abc import Iterable
from typing import ClassVar, Self

from msgspec import Struct
from msgspec.structs import replace

from antragsbudget.language.speaker import Speaker


class Message(Struct, frozen=True, kw_only=True):
    """One thing to tell a person, by its facts."""

    def sentence(self, w: Speaker) -> str:
        """Return the sentence."""
        raise NotImplementedError


class Remedy(Message, frozen=True, kw_only=True):
    """A lawful way out: a command to type, or an advice where no command can know better."""


class Refusal(Message, frozen=True, kw_only=True):
    """Why something is not done. The code is the contract's; the source is the law's.

    `field`: the field of an entry that it is about, if it is about one.
    """

    code: ClassVar[str]

    field: str | None = None
    remedies: tuple[Remedy, ...] = ()
    source: str = ""

    def figures(self, w: Speaker) -> str:
        """Return the money available and asked for, if the refusal is about money."""
        return ""

    def context(self, w: Speaker) -> str:
        """Return any further explanation."""
        return ""

    def bare(self) -> Self:
        """Return it without what its sentence leaves out, to compare sentences."""
        return replace(self, remedies=(), source="")


class Mistyped(Refusal, frozen=True, kw_only=True):
    """The person's words were wrong: exit code 2, and not 1 as for what a rule refuses."""


class NotUnderstood(Mistyped, frozen=True, kw_only=True):
    """A word that means nothing here. It may be typed once for several entries and fields."""

    text: str

    def bare(self) -> Self:
        """Return it without its field, too: the sentence gives only the word."""
        return replace(self, field=None, remedies=(), source="")


def distinct(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Return the refusals without repetitions: several rules, entries or fields may say the same.

    If a text was typed for several fields, the first is kept.
    """
    distinct: dict[Refusal, Refusal] = {}
    for refusal in refusals:
        distinct.setdefault(refusal.bare(), refusal)
    return tuple(distinct.values())


class Notice(Message, frozen=True, kw_only=True):
    """What the person should know although the entry is admitted (a warning)."""

    code: ClassVar[str]


class Failure(Message, frozen=True, kw_only=True):
    """What keeps a file from being read or written. The codes are the contract's.

    `entry`: the number of the entry in which it is, or at which it happened.
    """

    code: ClassVar[str] = "ledger_invalid"
    finding: ClassVar[str] = "ledger_invalid"  # its code among the findings of `verify`

    entry: int | None = None

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        """Return what to do about it."""
        copy = w.visible(f"{file}~")
        return (
            w.said(
                f"die Stelle korrigieren; wenn es sie gibt, mit der Sicherung vergleichen: {copy}",
                f"correct the place; compare with the copy, if there is one: {copy}",
            ),
        )


class Misuse(Message, frozen=True, kw_only=True):
    """Why a command line cannot be carried out: exit code 2.

    `of_usage`: whether the usage line of the command would help.
    """

    code: ClassVar[str] = "usage"
    of_usage: ClassVar[bool] = True
