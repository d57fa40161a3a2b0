"""Reads the words of a command line against the parameters of a command, before Typer does.

Typer's parser speaks English, takes `-5` for an option and an option for another's value. So the
line is read here, every problem is named here, and Typer gets it in a form it cannot misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field
from typer.core import TyperArgument, TyperOption

from antragsbudget.cli.line.call import UsageProblem
from antragsbudget.language import Language, messages
from antragsbudget.language.commands import option_name
from antragsbudget.language.help import placeholder

if TYPE_CHECKING:
    from typer._click import Parameter  # the type of what a public Typer command holds

_SPLIT_OFF = re.compile(r"[0-9]{1,2}")
_BEFORE_SPLIT = re.compile(r"[^,]*[0-9]")


class CommandLine(Struct):
    """A command line taken apart; `rest` holds the arguments with their positions in the line."""

    options: list[str] = field(default_factory=list)  # as `--name` or `--name=value`
    rest: list[tuple[int, str]] = field(default_factory=list)
    given: set[TyperOption] = field(default_factory=set)
    amounts: dict[int, str] = field(default_factory=dict)  # of options: position -> text
    texts: dict[int, tuple[str, str]] = field(default_factory=dict)  # position -> option and text
    unfinished: TyperOption | None = None  # the line ends where its value should stand
    problem: UsageProblem | None = None  # the first one

    def for_typer(self) -> list[str]:
        """Return the line with the options first, so that Typer reads it as it was read here."""
        return [*self.options, "--", *self.arguments]

    @property
    def arguments(self) -> list[str]:
        return [text for _, text in self.rest]

    def fail(self, problem: UsageProblem) -> None:
        self.problem = self.problem or problem

    def fill(self, slots: Sequence[TyperArgument], language: Language, *, asks: bool) -> None:
        """Let the arguments fill *slots*; empty ones stand for what the command *asks* for."""
        missing = [slot for slot in slots[len(self.rest) :] if slot.required]
        if len(self.rest) > len(slots):
            self.fail(_split_amount(self, slots) or _extra(self, self.rest[len(slots)]))
        elif asks:
            self.rest += [(-1, "") for _ in missing]
        elif missing:
            names = tuple(placeholder(metavar(slot), language) for slot in missing)
            self.fail(UsageProblem(messages.usage.MissingArguments(lacking=names)))


def read(
    words: Sequence[str], params: Iterable[Parameter], language: Language, *, to_command: bool
) -> CommandLine:
    """Take *words* apart; *to_command* stops options at the first argument (a command)."""
    known = {
        name: param for param in params if isinstance(param, TyperOption) for name in param.opts
    }
    line = CommandLine()
    at = 0
    while at < len(words):
        word = words[at]
        name, attached, value = word.partition("=")
        if word == "--" or (to_command and not _is_option(word)):
            start = at + (word == "--")
            line.rest += enumerate(words[start:], start)
            break
        if not _is_option(word):
            line.rest.append((at, word))
        elif (option := known.get(name)) is None:
            line.fail(_unknown_option(name, known, language))
        elif option.is_flag:
            if attached:
                line.fail(UsageProblem(messages.usage.FlagWithValue(option=name)))
            line.options.append(name)
            line.given.add(option)
        elif not attached and _lacks_value(words, at, known):
            slot = placeholder(metavar(option), language)
            line.fail(UsageProblem(messages.usage.MissingValue(option=name, slot=slot)))
            line.unfinished = option if at + 1 == len(words) else None
        else:
            if not attached:
                at += 1
                value = words[at]
            line.options.append(f"{name}={value}")
            line.given.add(option)
            if _is_amount(option):
                line.amounts[at] = value
            elif metavar(option) == "TEXT":
                line.texts[at] = (name, value)
        at += 1
    return line


def arguments_of(params: Iterable[Parameter]) -> list[TyperArgument]:
    """Return the arguments among *params* in their order."""
    return [param for param in params if isinstance(param, TyperArgument)]


def options_of(params: Iterable[Parameter]) -> list[TyperOption]:
    """Return the options among *params* that are shown, in their order."""
    return [param for param in params if isinstance(param, TyperOption) and not param.hidden]


def english_name(option: TyperOption) -> str:
    """Return the long name that was declared first."""
    return next(name for name in option.opts if name.startswith("--"))


def name_of(option: TyperOption, language: Language) -> str:
    """Return the long name of an option in *language*."""
    return option_name(english_name(option), language)


def metavar(param: TyperArgument | TyperOption) -> str:
    """Return the English placeholder of an argument, or of the value of an option."""
    assert param.metavar, "what takes a value is declared with its placeholder"
    return param.metavar


def nearest(typed: str, candidates: dict[str, str]) -> tuple[str, ...]:
    """Return what *typed* may have meant; *candidates* maps every name to the one to show."""
    from difflib import get_close_matches

    bare = {name.lstrip("-"): shown for name, shown in candidates.items()}
    found = get_close_matches(typed.lower().lstrip("-"), bare, n=3)
    return tuple(dict.fromkeys(bare[name] for name in found))


def _is_option(word: str) -> bool:
    """Tell options from arguments; `-5` is an amount for our own parser to refuse, `-` a text."""
    return len(word) > 1 and word[0] == "-" and not (word[1].isdigit() or word[1] in ",.")


def _lacks_value(words: Sequence[str], at: int, known: dict[str, TyperOption]) -> bool:
    following = words[at + 1 : at + 2]
    return not following or following[0] == "--" or following[0].partition("=")[0] in known


def _is_amount(param: TyperArgument | TyperOption) -> bool:
    return metavar(param).endswith("AMOUNT")


def _unknown_option(name: str, known: dict[str, TyperOption], language: Language) -> UsageProblem:
    shown = {
        other: name_of(option, language) for other, option in known.items() if not option.hidden
    }
    meant = nearest(name, shown)
    return UsageProblem(messages.usage.UnknownOption(option=name, nearest=meant))


def _extra(line: CommandLine, word: tuple[int, str]) -> UsageProblem:
    """Say that a word is too many; behind a text, quotes are missing."""
    at, argument = word
    if at - 1 not in line.texts:
        return UsageProblem(messages.usage.ExtraArgument(argument=argument))
    option, text = line.texts[at - 1]
    typed = f'{option} "{text} {argument} …"'
    return UsageProblem(messages.usage.ExtraText(argument=argument, typed=typed))


def _split_amount(line: CommandLine, slots: Sequence[TyperArgument]) -> UsageProblem | None:
    """Recognise `1.234` `56`, which Windows PowerShell makes of an unquoted `1.234,56`."""
    amounts = line.amounts | {
        at: text for (at, text), slot in zip(line.rest, slots, strict=False) if _is_amount(slot)
    }
    for at, text in line.rest:
        before = amounts.get(at - 1, "")
        if _SPLIT_OFF.fullmatch(text) and _BEFORE_SPLIT.fullmatch(before):
            typed = f"{before},{text}"
            return UsageProblem(messages.usage.SplitAmount(typed=typed, parts=(before, text)))
    return None
