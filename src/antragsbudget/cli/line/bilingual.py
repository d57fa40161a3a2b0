"""Makes of a Typer app one in German and English: names, help, usage problems, completion.

The app declares English names; `Words` give the German ones. Commands are built when they are
called, help is written and lines are read here, so that Typer never says a word of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer
from msgspec.structs import replace
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from antragsbudget.cli.line import completion
from antragsbudget.cli.line import help as pages
from antragsbudget.cli.line.call import (
    CommandWords,
    Invocation,
    UsageProblem,
    Words,
    in_language,
)
from antragsbudget.cli.line.language import OPTION as LANGUAGE_OPTION
from antragsbudget.cli.line.option_groups import flattened
from antragsbudget.cli.line.reading import Line, check, nearest, read
from antragsbudget.cli.terminal_width import fitted

if TYPE_CHECKING:
    # Typer re-exports `Context` as a subclass only; its methods hand out these.
    from typer._click import Command, Context, HelpFormatter, Parameter

HELP_NAMES = ("--help", "--hilfe", "-h")
PLAIN_OPTION = ("--plain", "--schlicht")
ASKS_NOT = "--yes"


def invocation(ctx: Context) -> Invocation:
    """Return what holds for this call: ledger, words, JSON or not."""
    found = ctx.obj
    assert isinstance(found, Invocation)
    return found


def build(app: typer.Typer) -> BilingualGroup:
    """Return the root of *app*; its commands are built one by one when they are asked for."""
    callback = app.registered_callback.callback if app.registered_callback else None
    root = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    root.callback(cls=BilingualGroup, invoke_without_command=True, add_help_option=False)(
        flattened(callback or _nothing)
    )
    group = get_command(root)
    assert isinstance(group, BilingualGroup)
    group.params += [*_shared_options(), _show_completion_option(), _help_option()]
    for command in app.registered_commands:
        assert command.name and command.callback, "a command is registered with its English name"
        group.functions[command.name] = command.callback
    return group


class BilingualCommand(TyperCommand):
    """A command that reads its line and writes its help in the person's language."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _for_typer(ctx, args, to_command=False))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        pages.write_command_help(formatter, invocation(ctx), self.name or "", self.params)


class BilingualGroup(TyperGroup):
    """The program: its commands under their names in both languages; English ones inside."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.functions: dict[str, Callable[..., Any]] = {}

    def described(self, words: Words) -> dict[str, CommandWords]:
        """Return what is said about each command, in the order of registration."""
        return {name: words.command(name) for name in self.functions}

    def list_commands(self, ctx: Context) -> list[str]:
        return list(self.functions)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        for name, about in self.described(invocation(ctx).words).items():
            if cmd_name in (name, about.german_name):
                return build_command(name, self.functions[name])
        return None

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        command = self.get_command(ctx, args[0])
        if command is None:
            words = invocation(ctx).words
            described = self.described(words).items()
            shown = {
                known: pages.shown_name(name, about, words.language)
                for name, about in described
                for known in (name, about.german_name)
            }
            facts = {"name": args[0], "nearest": nearest(args[0], shown)}
            raise _with_hints(UsageProblem("unknown_command", facts), ctx)
        return command.name, command, args[1:]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _for_typer(ctx, args, to_command=True))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        call = invocation(ctx)
        pages.write_program_help(formatter, call, self.described(call.words), self.params)


def build_command(name: str, function: Callable[..., Any]) -> Command:
    """Return the command *name*, with the options that every command has."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name, cls=BilingualCommand, add_help_option=False)(flattened(function))
    command = get_command(alone)
    command.params += [*_shared_options(), _help_option()]
    return command


def tell(ctx: Context, name: str, text: str) -> None:
    """Print *text*, or with `--json` the one object that holds it as *name*."""
    if invocation(ctx).json:
        from antragsbudget.cli import as_json

        as_json.write(True, {name: text})
    else:
        print(text)


def command_missing(ctx: Context) -> UsageProblem:
    """Say that the line names no command."""
    slot = invocation(ctx).words.phrase("command_slot").split()[0]
    problem = UsageProblem("missing_argument", {"argument": slot, "missing": (slot,)})
    return _with_hints(problem, ctx)


def _nothing() -> None:
    """Stand for the callback of an app that has none."""


def _for_typer(ctx: Context, args: list[str], *, to_command: bool) -> list[str]:
    """Return *args* in a form that Typer cannot misread; raises UsageProblem."""
    params = ctx.command.params
    words = invocation(ctx).words
    line = read(args, params, words, to_command=to_command)
    if any(name in HELP_NAMES for name in line.options):
        return [HELP_NAMES[0]]
    if not ctx.resilient_parsing:
        if not to_command and _asks(ctx, line):
            line.leave_blank(params)
        try:
            # What follows a command is that command's to check.
            check(replace(line, rest=[]) if to_command else line, params, words)
        except UsageProblem as problem:
            raise _with_hints(problem, ctx) from None
    return line.for_typer()


def _asks(ctx: Context, line: Line) -> bool:
    """Say whether the command asks for what is missing; one that does has `--yes` to skip it."""
    skips = [one for one in ctx.command.params if ASKS_NOT in one.opts]
    return invocation(ctx).attended and bool(skips) and line.given.isdisjoint(skips)


def _with_hints(problem: UsageProblem, ctx: Context) -> UsageProblem:
    call = invocation(ctx)
    command = ctx.command.name or ""
    hints = {
        "usage": pages.usage_line(call, command, ctx.command.params),
        "help": pages.help_call(call, command, HELP_NAMES),
    }
    return UsageProblem(problem.says, {**problem.facts, **hints})


def _shared_options() -> list[TyperOption]:
    """Return what every command and the program itself take; the later one wins."""
    return [
        TyperOption(
            param_decls=["ledger", "--ledger", "--datei"],
            metavar="FILE",
            expose_value=False,
            callback=_remember_ledger,
        ),
        # Only declared here: the whole line was searched for these before anything was said.
        TyperOption(
            param_decls=["language", *LANGUAGE_OPTION],
            metavar="de|en",
            expose_value=False,
        ),
        TyperOption(param_decls=["plain", *PLAIN_OPTION], is_flag=True, expose_value=False),
    ]


def _remember_ledger(ctx: Context, param: Parameter, value: str | None) -> None:
    if value is not None:
        ctx.obj = replace(invocation(ctx), ledger=value)


def _help_option() -> TyperOption:
    return TyperOption(
        param_decls=["help", *HELP_NAMES],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
    )


def _show_help(ctx: Context, param: Parameter, value: bool | None) -> None:
    if value and not ctx.resilient_parsing:
        tell(ctx, "help", fitted(ctx.get_help()))
        ctx.exit()


def _show_completion_option() -> TyperOption:
    return TyperOption(
        param_decls=["show_completion", "--show-completion", "--zeige-ergaenzung"],
        metavar="SHELL",
        autocompletion=_shells,
        is_eager=True,
        expose_value=False,
        callback=_show_completion,
    )


def _shells(ctx: Context, args: list[str], incomplete: str) -> list[tuple[str, str] | str]:
    return list(completion.SHELLS)


def _show_completion(ctx: Context, param: Parameter, value: str | None) -> None:
    if value is not None and not ctx.resilient_parsing:
        call = invocation(ctx)
        shell = completion.checked_shell(in_language(param.opts, call.words.language), value)
        tell(ctx, "completion", completion.script(shell, call.program).removesuffix("\n"))
        ctx.exit()


def candidates(
    group: BilingualGroup, call: Invocation, request: completion.Request
) -> list[completion.Candidate]:
    """Return how the line of *request* can go on; raises UsageProblem for an unknown command."""
    line = read(request.before, group.params, call.words, to_command=True)
    ctx = group.make_context(call.program, list(request.before), obj=call, resilient_parsing=True)
    if not line.rest:
        if line.unfinished or request.at_cursor.startswith("-"):
            return completion.complete_parameters(ctx, group.params, call.words, "", request)
        return [
            completion.Candidate(name, about.help)
            for english, about in group.described(call.words).items()
            if (name := pages.shown_name(english, about, call.words.language)).startswith(
                request.at_cursor
            )
        ]
    english, command, rest = group.resolve_command(ctx, line.arguments)
    assert english and command
    inner = command.make_context(english, list(rest), parent=ctx, resilient_parsing=True)
    return completion.complete_parameters(
        inner, command.params, call.words, english, request._replace(before=rest)
    )
