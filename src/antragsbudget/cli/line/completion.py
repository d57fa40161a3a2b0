"""Answers a shell that completes a command line, in the person's language.

Not Typer's own: that imports Rich to show a help text, loosens the execution policy of PowerShell
when installed, and knows one name per command. The shell's script and the program agree on three
variables: which shell asks, the words before the cursor (one per line, the program first), and
the word at the cursor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from typer.core import TyperOption

from antragsbudget.cli.line.call import UsageProblem, in_language
from antragsbudget.cli.line.reading import arguments_of, metavar, read

if TYPE_CHECKING:
    from typer._click import (
        Context,
        Parameter,
    )  # the types of what a public Typer command holds

    from antragsbudget.cli.line.call import Words

SHELLS = ("bash", "zsh", "fish", "powershell")

_SCRIPTS = {
    "bash": """\
_NAME_complete() {
    local IFS=$'\\n' at="${COMP_WORDS[COMP_CWORD]}" found
    COMPREPLY=()
    for found in $( _PREFIX_COMPLETE=bash _PREFIX_WORDS="${COMP_WORDS[*]:0:COMP_CWORD}" \\
        _PREFIX_WORD="$at" "$1" 2>/dev/null ); do
        [[ $at == [\\"\\']* ]] || printf -v found %q "$found"
        COMPREPLY+=("$found")
    done
}
complete -o default -F _NAME_complete PROGRAM
""",
    "zsh": """\
#compdef PROGRAM
_NAME_complete() {
    local -a found
    found=("${(@f)$(_PREFIX_COMPLETE=zsh _PREFIX_WORDS="${(F)words[1,CURRENT-1]}" \\
        _PREFIX_WORD="${words[CURRENT]}" PROGRAM 2>/dev/null)}")
    if [[ -n "$found" ]]; then _describe '' found; else _files; fi
}
compdef _NAME_complete PROGRAM
""",
    "fish": """\
function _NAME_complete
    set -lx _PREFIX_COMPLETE fish
    set -lx _PREFIX_WORDS (commandline -opc | string collect)
    set -lx _PREFIX_WORD (commandline -ct | string collect)
    set -l found (PROGRAM 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path "$_PREFIX_WORD"
    end
end
complete --command PROGRAM --no-files --arguments "(_NAME_complete)"
""",
    "powershell": """\
Register-ArgumentCompleter -Native -CommandName PROGRAM -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $Env:_PREFIX_COMPLETE = "powershell"
    $Env:_PREFIX_WORDS = ($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { "$_" }) -join "`n"
    $Env:_PREFIX_WORD = $wordToComplete
    $encoding = $Env:PYTHONIOENCODING
    $Env:PYTHONIOENCODING = [Console]::OutputEncoding.WebName
    PROGRAM 2>$null | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if (-not $help) { $help = $value }
        [System.Management.Automation.CompletionResult]::new(
            $value, $value, 'ParameterValue', $help)
    }
    $Env:PYTHONIOENCODING = $encoding
    $Env:_PREFIX_COMPLETE = $Env:_PREFIX_WORDS = $Env:_PREFIX_WORD = $null
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


def script(shell: str, program: str) -> str:
    """Return what to put into the start file of *shell*."""
    name = program.replace("-", "_")
    text = _SCRIPTS[shell].replace("_PREFIX", f"_{name.upper()}").replace("_NAME", f"_{name}")
    return text.replace("PROGRAM", program)


def requested(program: str, environment: Mapping[str, str]) -> Request | None:
    """Return what a shell asks of us, if this call comes from its completion."""
    prefix = f"_{program.replace('-', '_').upper()}"
    shell = environment.get(f"{prefix}_COMPLETE", "")
    if shell not in SHELLS:
        return None
    before = environment.get(f"{prefix}_WORDS", "").split("\n")[1:]
    at_cursor = environment.get(f"{prefix}_WORD", "")
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


def complete_parameters(
    ctx: Context,
    params: Sequence[Parameter],
    words: Words,
    command: str,
    request: Request,
) -> list[Candidate]:
    """Return the options, or the values of the option or argument at the cursor."""
    line = read(request.before, params, words, to_command=False)
    word = request.at_cursor
    if line.unfinished:
        return _values(line.unfinished, ctx, words, word)
    options = [one for one in params if isinstance(one, TyperOption) and not one.hidden]
    name, attached, value = word.partition("=")
    if attached and name.startswith("--"):
        found = [_values(one, ctx, words, value) for one in options if name in one.opts]
        return [Candidate(f"{name}={value}", text) for values in found for value, text in values]
    if word.startswith("-"):
        return [
            Candidate(name, words.option(in_language(one.opts, "en"), command))
            for one in options
            if (one.multiple or one not in line.given)
            and (name := in_language(one.opts, words.language)).startswith(word)
        ]
    slots = arguments_of(params)
    at = len(line.rest)
    if at < len(slots):
        return _values(slots[at], ctx, words, word)
    return _values(slots[-1], ctx, words, word) if slots and slots[-1].nargs == -1 else []


def _values(param: Parameter, ctx: Context, words: Words, word: str) -> list[Candidate]:
    """Return what *param* completes to: its own callback, else the choices in its placeholder."""
    # Typer would keep what has the same case; names are valid in either.
    offered = param.shell_complete(ctx, "")
    found = [
        Candidate(item.value, item.help or "")
        for item in offered
        if item.value.casefold().startswith(word.casefold())
    ]
    choices = words.value(metavar(param)) if isinstance(param, TyperOption) else ""
    if not offered and "|" in choices:
        found = [Candidate(one) for one in choices.split("|") if one.startswith(word)]
    return found


def checked_shell(option: str, shell: str) -> str:
    """Return *shell* if there is a script for it; raises UsageProblem otherwise."""
    if shell in SHELLS:
        return shell
    raise UsageProblem("invalid_choice", {"option": option, "value": shell, "choices": SHELLS})


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
