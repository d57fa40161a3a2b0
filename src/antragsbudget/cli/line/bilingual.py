"""Makes of a Typer app one in German and English: names, help, usage problems, completion.

The app declares English names; the tables of `language` give the German ones. Commands are built
when they are called, help is written and lines are read here, so that Typer never says a word of
its own.
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
from antragsbudget.cli.line.call import UsageProblem, invocation
from antragsbudget.cli.line.option_groups import flattened
from antragsbudget.cli.line.reading import CommandLine, arguments_of, nearest, read
from antragsbudget.cli.terminal_width import fitted
from antragsbudget.language import PROGRAM, messages
from antragsbudget.language.commands import COMMANDS, command_name, option_name, option_names
from antragsbudget.language.help import A_COMMAND

if TYPE_CHECKING:
    # Typer re-exports `Context` as a subclass only; its methods hand out these.
    from typer._click import Command, Context, HelpFormatter, Parameter

    from antragsbudget.cli.line.call import Invocation

HELP_NAMES = (*option_names("--help"), "-h")
ASKS_NOT = "--yes"


def build(app: typer.Typer) -> BilingualGroup:
    """Return the root of *app*; its commands are built one by one when they are asked for."""
    root = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    assert app.registered_callback and app.registered_callback.callback
    root.callback(cls=BilingualGroup, invoke_without_command=True, add_help_option=False)(
        app.registered_callback.callback
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
        pages.write_command_help(formatter, self.name or "", self.params, invocation(ctx).language)


class BilingualGroup(TyperGroup):
    """The program: its commands under their names in both languages; English ones inside."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.functions: dict[str, Callable[..., int]] = {}

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        for name, function in self.functions.items():
            if cmd_name in (name, COMMANDS[name].german):
                return _command(name, function)
        return None

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        command = self.get_command(ctx, args[0])
        if command is None:
            language = invocation(ctx).language
            shown = {
                known: command_name(name, language)
                for name in self.functions
                for known in (name, COMMANDS[name].german)
            }
            meant = nearest(args[0], shown)
            unknown = messages.usage.UnknownCommand(name=args[0], nearest=meant)
            raise _with_hints(UsageProblem(unknown), ctx)
        return command.name, command, args[1:]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _for_typer(ctx, args, to_command=True))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        call = invocation(ctx)
        pages.write_program_help(formatter, self.params, call.language, plain=call.plain)


def _command(name: str, function: Callable[..., int]) -> Command:
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
    slot = A_COMMAND.said(invocation(ctx).language).split()[0]
    problem = UsageProblem(messages.usage.MissingArguments(lacking=(slot,)))
    return _with_hints(problem, ctx)


def _for_typer(ctx: Context, args: list[str], *, to_command: bool) -> list[str]:
    """Return *args* in a form that Typer cannot misread; raises UsageProblem."""
    params, language = ctx.command.params, invocation(ctx).language
    line = read(args, params, language, to_command=to_command)
    if any(name in HELP_NAMES for name in line.options):
        return [HELP_NAMES[0]]
    if not ctx.resilient_parsing:
        if not to_command:  # what follows a command is that command's to judge
            line.fill(arguments_of(params), language, asks=_asks(ctx, line))
        if line.problem:
            raise _with_hints(line.problem, ctx)
    return line.for_typer()


def _asks(ctx: Context, line: CommandLine) -> bool:
    """Say whether the command asks for what is missing; one that does has `--yes` to skip it."""
    skips = [param for param in ctx.command.params if ASKS_NOT in param.opts]
    return invocation(ctx).attended and bool(skips) and line.given.isdisjoint(skips)


def _with_hints(problem: UsageProblem, ctx: Context) -> UsageProblem:
    command, language = ctx.command.name or "", invocation(ctx).language
    usage = pages.usage_line(command, ctx.command.params, language)
    return UsageProblem(problem.misuse, usage, pages.help_call(command, language))


def _shared_options() -> list[TyperOption]:
    """Return what every command and the program itself take; of `--ledger`, the later one wins."""
    return [
        _option("--ledger", metavar="FILE", callback=_remember_ledger),
        # Only declared here: the whole line was searched for these before anything was said.
        _option("--lang", metavar="de|en"),
        _option("--plain", is_flag=True),
    ]


def _help_option() -> TyperOption:
    return _option("--help", "-h", is_flag=True, is_eager=True, callback=_show_help)


def _show_completion_option() -> TyperOption:
    return _option(
        "--show-completion",
        metavar="SHELL",
        is_eager=True,
        autocompletion=_shells,
        callback=_show_completion,
    )


def _option(name: str, *short: str, **declared: Any) -> TyperOption:
    """Declare an option under both its names; no command is told its value."""
    return TyperOption(param_decls=[*option_names(name), *short], expose_value=False, **declared)


def _remember_ledger(ctx: Context, param: Parameter, value: str | None) -> None:
    if value is not None:
        ctx.obj = replace(invocation(ctx), ledger=value)


def _show_help(ctx: Context, param: Parameter, value: bool | None) -> None:
    if value and not ctx.resilient_parsing:
        tell(ctx, "help", fitted(ctx.get_help()))
        ctx.exit()


def _shells(ctx: Context, args: list[str], incomplete: str) -> list[tuple[str, str] | str]:
    return list(completion.SCRIPTS)


def _show_completion(ctx: Context, param: Parameter, value: str | None) -> None:
    if value is None or ctx.resilient_parsing:
        return
    if value not in completion.SCRIPTS:
        option = option_name("--show-completion", invocation(ctx).language)
        invalid = messages.usage.InvalidChoice(
            option=option, value=value, choices=tuple(completion.SCRIPTS)
        )
        raise UsageProblem(invalid)
    tell(ctx, "completion", completion.SCRIPTS[value].removesuffix("\n"))
    ctx.exit()


def candidates(
    group: BilingualGroup, call: Invocation, request: completion.Request
) -> list[completion.Candidate]:
    """Return how the line of *request* can go on; raises UsageProblem for an unknown command."""
    line = read(request.before, group.params, call.language, to_command=True)
    ctx = group.make_context(PROGRAM, list(request.before), obj=call, resilient_parsing=True)
    if line.rest:
        english, command, rest = group.resolve_command(ctx, line.arguments)
        assert english and command
        inner = command.make_context(english, list(rest), parent=ctx, resilient_parsing=True)
        return completion.of_parameters(inner, request._replace(before=rest))
    if line.unfinished or request.at_cursor.startswith("-"):
        return completion.of_parameters(ctx, request)
    return completion.of_commands(group.functions, request, call.language)
