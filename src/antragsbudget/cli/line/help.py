"""Writes usage lines and help pages as plain text in the person's language, 80 columns at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING

from antragsbudget.cli.line.reading import arguments_of, english_name, metavar, name_of, options_of
from antragsbudget.language import PROGRAM, Language
from antragsbudget.language import help as words
from antragsbudget.language.commands import (
    COMMANDS,
    GROUPS,
    PROGRAM_ITSELF,
    command_name,
    option_name,
)

if TYPE_CHECKING:
    # The types of what Typer hands to the public methods of a command.
    from typer._click import HelpFormatter, Parameter

Row = tuple[str, str]  # what is typed, and what it does


def usage_line(command: str, params: Iterable[Parameter], language: Language) -> str:
    """Return what to type for *command*, or for the program itself."""
    return f"{_called(command, language)} {_slots(command, params, language)}"


def help_call(command: str, language: Language) -> str:
    """Return what to type for the help of *command*."""
    return f"{_called(command, language)} {option_name('--help', language)}"


def write_command_help(
    page: HelpFormatter, command: str, params: Iterable[Parameter], language: Language
) -> None:
    """Write the help of one command; it ends with an example."""
    about, params = COMMANDS[command], list(params)
    _write_usage(page, command, params, language)
    page.write_paragraph()
    with page.indentation():
        page.write_text(about.help.said(language))
    arguments = [
        (words.placeholder(name, language), words.argument_help(name, command, language))
        for name in map(metavar, arguments_of(params))
    ]
    if arguments:
        with page.section(words.ITS_ARGUMENTS.said(language)):
            page.write_dl(arguments)
    with page.section(words.ITS_OPTIONS.said(language)):
        page.write_dl(_option_rows(command, params, language))
    with page.section(words.EXAMPLE.said(language)):
        example = f"{PROGRAM} {about.example.said(language)}"
        page.write(f"{'':>{page.current_indent}}{example}\n")


def write_program_help(
    page: HelpFormatter, params: Iterable[Parameter], language: Language, *, plain: bool
) -> None:
    """Write the help of the program, on one screen: the commands under their groups, in order."""
    params = list(params)
    _write_usage(page, PROGRAM_ITSELF, params, language)
    sections: dict[str, list[Row]] = {}
    for name, about in COMMANDS.items():
        row = (command_name(name, language), about.brief.said(language))
        sections.setdefault(GROUPS[about.group].said(language), []).append(row)
    columns = 1 if plain else 2
    _write_sections(page, sections, columns)
    options = _option_rows(PROGRAM_ITSELF, params, language)
    _write_sections(page, {words.ITS_OPTIONS.said(language): options}, columns)


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


def _called(command: str, language: Language) -> str:
    return f"{PROGRAM} {command_name(command, language)}" if command else PROGRAM


def _slots(command: str, params: Iterable[Parameter], language: Language) -> str:
    pieces = [words.SOME_OPTIONS.said(language)]
    for argument in arguments_of(params):
        name = words.placeholder(metavar(argument), language)
        pieces.append(name if argument.required else f"[{name}]")
    return " ".join(pieces if command else [*pieces, words.A_COMMAND.said(language)])


def _write_usage(
    page: HelpFormatter, command: str, params: Iterable[Parameter], language: Language
) -> None:
    prefix = f"{words.USAGE.said(language)}: "
    page.write_usage(_called(command, language), _slots(command, params, language), prefix)


def _option_rows(command: str, params: Iterable[Parameter], language: Language) -> list[Row]:
    """Return each option with its value, and what it is for."""
    rows: list[Row] = []
    for option in options_of(params):
        short = [name for name in option.opts if not name.startswith("--")]
        typed = ", ".join([*short, name_of(option, language)])
        if not option.is_flag:
            typed += f" {words.placeholder(metavar(option), language)}"
        rows.append((typed, words.option_help(english_name(option), command, language)))
    return rows
