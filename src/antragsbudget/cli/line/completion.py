"""Answers a shell that completes a command line, in the person's language.

Not Typer's own: that imports Rich to show a help text, loosens the execution policy of PowerShell
when installed, and knows one name per command. The shell's script and the program agree on three
variables: which shell asks, the words before the cursor (one per line, the program first), and
the word at the cursor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from typer.core import TyperOption

from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.line.reading import (
    arguments_of,
    english_name,
    metavar,
    name_of,
    options_of,
    read,
)
from antragsbudget.language import Language
from antragsbudget.language.commands import COMMANDS, command_name
from antragsbudget.language.help import option_help, placeholder

if TYPE_CHECKING:
    from typer._click import Context, Parameter  # the types of what a Typer command holds

SCRIPTS = {
    "bash": """\
_antragsbudget_complete() {
    local IFS=$'\\n' at="${COMP_WORDS[COMP_CWORD]}" found
    COMPREPLY=()
    for found in $( _ANTRAGSBUDGET_COMPLETE=bash _ANTRAGSBUDGET_WORD="$at" \\
        _ANTRAGSBUDGET_WORDS="${COMP_WORDS[*]:0:COMP_CWORD}" "$1" 2>/dev/null ); do
        [[ $at == [\\"\\']* ]] || printf -v found %q "$found"
        COMPREPLY+=("$found")
    done
}
complete -o default -F _antragsbudget_complete antragsbudget
""",
    "zsh": """\
#compdef antragsbudget
_antragsbudget_complete() {
    local -a found
    found=("${(@f)$(_ANTRAGSBUDGET_COMPLETE=zsh _ANTRAGSBUDGET_WORDS="${(F)words[1,CURRENT-1]}" \\
        _ANTRAGSBUDGET_WORD="${words[CURRENT]}" antragsbudget 2>/dev/null)}")
    if [[ -n "$found" ]]; then _describe '' found; else _files; fi
}
compdef _antragsbudget_complete antragsbudget
""",
    "fish": """\
function _antragsbudget_complete
    set -lx _ANTRAGSBUDGET_COMPLETE fish
    set -lx _ANTRAGSBUDGET_WORDS (commandline -opc | string collect)
    set -lx _ANTRAGSBUDGET_WORD (commandline -ct | string collect)
    set -l found (antragsbudget 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path "$_ANTRAGSBUDGET_WORD"
    end
end
complete --command antragsbudget --no-files --arguments "(_antragsbudget_complete)"
""",
    "powershell": """\
Register-ArgumentCompleter -Native -CommandName antragsbudget -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $Env:_ANTRAGSBUDGET_COMPLETE = "powershell"
    $Env:_ANTRAGSBUDGET_WORDS = ($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { "$_" }) -join "`n"
    $Env:_ANTRAGSBUDGET_WORD = $wordToComplete
    $encoding = $Env:PYTHONIOENCODING
    $Env:PYTHONIOENCODING = [Console]::OutputEncoding.WebName
    antragsbudget 2>$null | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if (-not $help) { $help = $value }
        [System.Management.Automation.CompletionResult]::new(
            $value, $value, 'ParameterValue', $help)
    }
    $Env:PYTHONIOENCODING = $encoding
    $Env:_ANTRAGSBUDGET_COMPLETE = $Env:_ANTRAGSBUDGET_WORDS = $Env:_ANTRAGSBUDGET_WORD = $null
}
""",
}


class Request(NamedTuple):
    """What a shell asks: the words before the cursor, without the program, and the one at it."""

    shell: str
    before: list[str]
    at_cursor: str


class Candidate(NamedTuple):
    """One way to go on, and what to say about it."""

    value: str
    help: str = ""


def requested(environment: Mapping[str, str]) -> Request | None:
    """Return what a shell asks of us, if this call comes from its completion."""
    shell = environment.get("_ANTRAGSBUDGET_COMPLETE", "")
    if shell not in SCRIPTS:
        return None
    before = environment.get("_ANTRAGSBUDGET_WORDS", "").split("\n")[1:]
    at_cursor = environment.get("_ANTRAGSBUDGET_WORD", "")
    # bash takes `--lang=de` for three words.
    before = [_unquoted(word) for word in before if word != "="]
    return Request(shell, before, "" if at_cursor == "=" else _unquoted(at_cursor))


def answer(shell: str, found: Iterable[Candidate]) -> str:
    """Return *found* as the script of *shell* reads it: one per line."""
    lines: list[str] = []
    for value, text in found:
        line = " ".join(text.split())
        match shell:
            case "bash":
                lines.append(value)
            case "zsh":
                escaped = value.replace("\\", "\\\\").replace(":", "\\:")
                lines.append(f"{escaped}:{line}" if line else escaped)
            case "powershell":  # takes the value into the command line as it stands
                lines.append(f"{_quoted(value)}\t{line}" if line else _quoted(value))
            case _:
                lines.append(f"{value}\t{line}" if line else value)
    return "\n".join(lines)


def of_commands(names: Iterable[str], request: Request, language: Language) -> list[Candidate]:
    """Return the commands among *names* at the cursor."""
    return [
        Candidate(name, COMMANDS[english].help.said(language))
        for english in names
        if (name := command_name(english, language)).startswith(request.at_cursor)
    ]


def of_parameters(ctx: Context, request: Request) -> list[Candidate]:
    """Return the options, or the values of the option or argument at the cursor."""
    params, language = ctx.command.params, invocation(ctx).language
    line = read(request.before, params, language, to_command=False)
    word = request.at_cursor
    if line.unfinished:
        return _values(line.unfinished, ctx, word)
    options = options_of(params)
    name, attached, value = word.partition("=")
    if attached and name.startswith("--"):
        found = [_values(option, ctx, value) for option in options if name in option.opts]
        return [Candidate(f"{name}={value}", text) for values in found for value, text in values]
    if word.startswith("-"):
        command = ctx.command.name or ""
        return [
            Candidate(name, option_help(english_name(option), command, language))
            for option in options
            if (option.multiple or option not in line.given)
            and (name := name_of(option, language)).startswith(word)
        ]
    slots = arguments_of(params)[len(line.rest) :]
    return _values(slots[0], ctx, word) if slots else []


def _values(param: Parameter, ctx: Context, word: str) -> list[Candidate]:
    """Return what *param* completes to: its own callback, else the choices in its placeholder."""
    # Typer would keep what has the same case; names are valid in either.
    offered = param.shell_complete(ctx, "")
    found = [
        Candidate(item.value, item.help or "")
        for item in offered
        if item.value.casefold().startswith(word.casefold())
    ]
    if not offered and isinstance(param, TyperOption):
        choices = placeholder(metavar(param), invocation(ctx).language)
        if "|" in choices:
            found = [Candidate(choice) for choice in choices.split("|") if choice.startswith(word)]
    return found


def _quoted(value: str) -> str:
    """Return *value* as one word of PowerShell, to which typographic apostrophes are quotes too."""
    if re.fullmatch(r"[\w./:\\=-]+", value):
        return value
    doubled = re.sub("(['‘’‚‛])", r"\1\1", value)
    return f"'{doubled}'"


def _unquoted(word: str) -> str:
    """Return *word* without the quotes that the shell left around it."""
    if word[:1] in ("'", '"'):
        quote, rest = word[0], word[1:]
        return (rest[:-1] if rest[-1:] == quote else rest).replace(2 * quote, quote)
    return word
