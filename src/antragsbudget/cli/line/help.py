"""Writes usage lines and help pages as plain text in the person's language, 80 columns at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING

from typer.core import TyperOption

from antragsbudget.cli.line.call import CommandWords, Invocation, Words, in_language
from antragsbudget.cli.line.reading import arguments_of, metavar

if TYPE_CHECKING:
    # The types of what Typer hands to the public methods of a command.
    from typer._click import HelpFormatter, Parameter

Row = tuple[str, str]  # what is typed, and what it does


def usage_line(invocation: Invocation, command: str, params: Iterable[Parameter]) -> str:
    """Return what to type for *command*; an empty one is the program itself."""
    return f"{_called(invocation, command)} {_slots(invocation, command, params)}"


def help_call(invocation: Invocation, command: str, names: Iterable[str]) -> str:
    """Return what to type for the help of *command*, given all *names* of the help option."""
    option = in_language(list(names), invocation.words.language)
    return f"{_called(invocation, command)} {option}"


def shown_name(command: str, words: CommandWords, language: str) -> str:
    """Return the name of *command* in the person's language."""
    return words.german_name if language == "de" else command


def write_command_help(
    page: HelpFormatter,
    invocation: Invocation,
    command: str,
    params: Iterable[Parameter],
) -> None:
    """Write the help of one command; it ends with an example."""
    words, params = invocation.words, list(params)
    about = words.command(command)
    _write_usage(page, invocation, command, params)
    _write_paragraph(page, about.help)
    arguments = [
        (words.value(metavar(one)), words.argument(metavar(one), command))
        for one in arguments_of(params)
    ]
    if arguments:
        with page.section(words.phrase("arguments")):
            page.write_dl(arguments)
    _write_options(page, invocation, command, params)
    with page.section(words.phrase("example")):
        page.write(f"{'':>{page.current_indent}}{about.example}\n")


def write_program_help(
    page: HelpFormatter,
    invocation: Invocation,
    commands: Mapping[str, CommandWords],
    params: Iterable[Parameter],
) -> None:
    """Write the help of the program, on one screen: the *commands* under their groups, in order."""
    words, params = invocation.words, list(params)
    _write_usage(page, invocation, "", params)
    sections: dict[str, list[Row]] = {}
    for name, about in commands.items():
        row = (shown_name(name, about, words.language), about.brief)
        sections.setdefault(about.group, []).append(row)
    columns = 1 if invocation.plain else 2
    _write_sections(page, sections, columns)
    _write_sections(page, {words.phrase("options"): _option_rows(words, "", params)}, columns)


def _write_sections(page: HelpFormatter, sections: Mapping[str, list[Row]], columns: int) -> None:
    """Write rows in columns that read downwards, aligned over all *sections*, if they fit."""
    split = {title: _split(rows, columns) for title, rows in sections.items()}
    every = [
        [row for parts in split.values() if len(parts) > side for row in parts[side]]
        for side in range(columns)
    ]
    names, texts = (
        [max((len(row[i]) for row in rows), default=0) for rows in every] for i in (0, 1)
    )
    if columns > 1 and sum(names) + sum(texts) + 4 * columns - 2 > page.width + page.current_indent:
        _write_sections(page, sections, 1)
        return
    for title, parts in split.items():
        page.write(f"{title}:\n")
        for line in zip_longest(*parts, fillvalue=("", "")):
            cells = (
                f"  {name:<{names[side]}}  {text:<{texts[side]}}"
                for side, (name, text) in enumerate(line)
            )
            page.write("".join(cells).rstrip() + "\n")


def _split(rows: list[Row], columns: int) -> list[list[Row]]:
    height = -(-len(rows) // columns)
    return [rows[at : at + height] for at in range(0, len(rows), height)]


def _called(invocation: Invocation, command: str) -> str:
    if not command:
        return invocation.program
    words = invocation.words
    return f"{invocation.program} {shown_name(command, words.command(command), words.language)}"


def _slots(invocation: Invocation, command: str, params: Iterable[Parameter]) -> str:
    words = invocation.words
    pieces = [words.phrase("options_slot")]
    for one in arguments_of(params):
        name = words.value(metavar(one)) + ("…" if one.nargs == -1 else "")
        pieces.append(name if one.required else f"[{name}]")
    return " ".join(pieces if command else [*pieces, words.phrase("command_slot")])


def _write_usage(
    page: HelpFormatter,
    invocation: Invocation,
    command: str,
    params: Iterable[Parameter],
) -> None:
    page.write_usage(
        _called(invocation, command),
        _slots(invocation, command, params),
        prefix=f"{invocation.words.phrase('usage')}: ",
    )


def _write_paragraph(page: HelpFormatter, text: str) -> None:
    page.write_paragraph()
    with page.indentation():
        page.write_text(text)


def _write_options(
    page: HelpFormatter,
    invocation: Invocation,
    command: str,
    params: Iterable[Parameter],
) -> None:
    with page.section(invocation.words.phrase("options")):
        page.write_dl(_option_rows(invocation.words, command, params))


def _option_rows(words: Words, command: str, params: Iterable[Parameter]) -> list[Row]:
    """Return each option with its value, and what it is for."""
    rows: list[Row] = []
    for one in params:
        if isinstance(one, TyperOption) and not one.hidden:
            short = [name for name in one.opts if not name.startswith("--")]
            names = ", ".join([*short, in_language(one.opts, words.language)])
            text = words.option(in_language(one.opts, "en"), command)
            rows.append(
                (
                    names if one.is_flag else f"{names} {words.value(metavar(one))}",
                    f"{text} ({words.phrase('required')})" if one.required else text,
                )
            )
    return rows
