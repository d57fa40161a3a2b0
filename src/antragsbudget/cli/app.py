"""The commands of the program, in the order in which help lists them."""

from typing import Annotated

import typer

from antragsbudget.cli.line.bilingual import command_missing, tell
from antragsbudget.cli.options import (
    AllocationArgument,
    AmountArgument,
    AsOf,
    CommitOptions,
    Decision,
    DespiteShortfall,
    ExpenseOptions,
    FilterOptions,
    Json,
    MeasureOptions,
    NumberArgument,
    PaperOptions,
    Purpose,
    Reason,
    RecordOptions,
    ReserveOptions,
    Voucher,
    WriteOptions,
    Year,
    allocations,
    flag,
    given,
    measures,
    of_ledger,
    option,
)
from antragsbudget.cli.terminal_width import fitted
from antragsbudget.language import PROGRAM

OneAllocation = Annotated[
    str | None, typer.Argument(metavar="ALLOCATION", autocompletion=allocations)
]

app = typer.Typer()


@app.callback()
def program(
    ctx: typer.Context,
    version: Annotated[bool, flag("--version")] = False,
    json: Annotated[bool, flag("--json", hidden=True)] = False,  # listed with each command
) -> None:
    """Show the version, or what can be done; at a terminal the state of the ledger."""
    if version:
        from antragsbudget import __version__

        tell(ctx, "version", __version__ if json else f"{PROGRAM} {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from antragsbudget.cli.commands import welcome

        if welcome.wanted(ctx):
            raise typer.Exit(welcome.show(ctx))
        if json:  # whoever reads JSON wants an answer, and named no question
            raise command_missing(ctx)
        print(fitted(ctx.get_help()))
        raise typer.Exit


@app.command("status")
def status(
    ctx: typer.Context,
    as_of: AsOf = None,
    year: Year = None,
    everything: Annotated[bool, flag("--all")] = False,
    json: Json = False,
) -> int:
    from antragsbudget.cli.commands import status

    return status.status(ctx, as_of=as_of, year=year, everything=everything)


@app.command("reserve")
def reserve(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    booking: ReserveOptions,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record

    return record(ctx, "reservation", write, allocation=allocation, amount=amount, **given(booking))


@app.command("commit")
def commit(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    booking: CommitOptions,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record

    return record(ctx, "commitment", write, allocation=allocation, amount=amount, **given(booking))


@app.command("expense")
def expense(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    booking: ExpenseOptions,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record

    return record(ctx, "expense", write, allocation=allocation, amount=amount, **given(booking))


@app.command("pay")
def pay(ctx: typer.Context, number: NumberArgument, write: WriteOptions) -> int:
    from antragsbudget.cli.commands.record import record

    return record(ctx, "payment", write, entry=number)


@app.command("settle")
def settle(
    ctx: typer.Context, number: NumberArgument, *, reason: Reason = None, write: WriteOptions
) -> int:
    from antragsbudget.cli.commands.record import record

    return record(ctx, "settlement", write, entry=number, reason=reason)


@app.command("refund")
def refund(
    ctx: typer.Context,
    number: NumberArgument,
    amount: AmountArgument,
    *,
    voucher: Voucher = None,
    purpose: Purpose = None,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record

    return record(
        ctx, "refund", write, entry=number, amount=amount, voucher=voucher, purpose=purpose
    )


@app.command("reverse")
def reverse(
    ctx: typer.Context,
    number: NumberArgument,
    *,
    reason: Reason = None,
    keep_settled: Annotated[bool, flag("--keep-settled")] = False,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record

    return record(
        ctx, "reversal", write, entry=number, reason=reason, keep_settled=keep_settled or None
    )


@app.command("entries")
def entries(
    ctx: typer.Context,
    filters: FilterOptions,
    allocation: OneAllocation = None,
    json: Json = False,
) -> int:
    from antragsbudget.cli.commands import entries

    return entries.entries(ctx, allocation, filters)


@app.command("open")
def open_(
    ctx: typer.Context,
    allocation: OneAllocation = None,
    as_of: AsOf = None,
    year: Year = None,
    json: Json = False,
) -> int:
    from antragsbudget.cli.commands import open as opened

    return opened.list_open(ctx, allocation, as_of=as_of, year=year)


@app.command("show")
def show(
    ctx: typer.Context,
    number: NumberArgument,
    as_of: AsOf = None,
    year: Year = None,
    json: Json = False,
) -> int:
    from antragsbudget.cli.commands import entries

    return entries.show(ctx, number, as_of=as_of, year=year)


@app.command("transfer")
def transfer(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", autocompletion=allocations)],
    target: Annotated[str, typer.Argument(metavar="TO", autocompletion=allocations)],
    amount: AmountArgument,
    *,
    decision: Decision = None,
    reason: Reason = None,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record

    moved = {"from_": source, "to": target, "amount": amount}
    return record(ctx, "transfer", write, **moved, decision=decision, reason=reason)


@app.command("supplement")
def supplement(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    *,
    basis: Annotated[str | None, option("--basis", "BASIS")] = None,
    decision: Decision = None,
    reason: Reason = None,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record
    from antragsbudget.language.vocabulary import BASES, meant

    return record(
        ctx,
        "supplement",
        write,
        allocation=allocation,
        amount=amount,
        basis=None if basis is None else meant(BASES, basis),
        decision=decision,
        reason=reason,
    )


@app.command("cut")
def cut(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    *,
    decision: Decision = None,
    reason: Reason = None,
    despite_shortfall: DespiteShortfall = False,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record

    return record(
        ctx,
        "cut",
        write,
        allocation=allocation,
        amount=amount,
        decision=decision,
        reason=reason,
        despite_shortfall=despite_shortfall or None,
    )


@app.command("consent")
def consent(
    ctx: typer.Context,
    allocation: AllocationArgument,
    party: Annotated[str, typer.Argument(metavar="PARTY", autocompletion=of_ledger("party"))],
    *,
    answer: Annotated[str | None, option("--answer", "ANSWER")] = None,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record
    from antragsbudget.language.vocabulary import ANSWERS, meant

    key = None if answer is None else meant(ANSWERS, answer)
    return record(ctx, "consent", write, allocation=allocation, party=party, answer=key)


@app.command("release")
def release(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    *,
    decision: Decision = None,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record

    return record(ctx, "release", write, allocation=allocation, amount=amount, decision=decision)


@app.command("block")
def block(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    *,
    reason: Reason = None,
    decision: Decision = None,
    despite_shortfall: DespiteShortfall = False,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record

    return record(
        ctx,
        "block",
        write,
        allocation=allocation,
        amount=amount,
        reason=reason,
        decision=decision,
        despite_shortfall=despite_shortfall or None,
    )


@app.command("set")
def set_(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", autocompletion=of_ledger("key"))],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
    *,
    decision: Decision = None,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record
    from antragsbudget.language.vocabulary import SETTINGS, meant

    named = meant(SETTINGS, key)
    return record(ctx, "setting", write, key=named, value=value, decision=decision)


@app.command("close-year")
def close_year(
    ctx: typer.Context,
    closing: Annotated[str, typer.Argument(metavar="YEAR", autocompletion=of_ledger("year"))],
    *,
    carry: Annotated[list[str] | None, option("--carry", "ALLOCATION=AMOUNT")] = None,
    reason: Reason = None,
    write: RecordOptions,
) -> int:
    from antragsbudget.cli.commands import close_year

    return close_year.close_year(ctx, closing, carry or [], reason, write)


@app.command("measure")
def measure(
    ctx: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", autocompletion=measures)],
    about: MeasureOptions,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.commands.record import record
    from antragsbudget.language.vocabulary import STATUSES, meant

    details = given(about)
    if about.status is not None:
        details["status"] = meant(STATUSES, about.status)
    return record(ctx, "measure", write, measure=identifier, **details)


@app.command("measures")
def measures_(
    ctx: typer.Context,
    allocation: OneAllocation = None,
    as_of: AsOf = None,
    year: Year = None,
    json: Json = False,
) -> int:
    from antragsbudget.cli.commands import measures

    return measures.list_measures(ctx, allocation, as_of=as_of, year=year)


@app.command("summary")
def summary(ctx: typer.Context, paper: PaperOptions, json: Json = False) -> int:
    from antragsbudget.cli.commands import summary

    return summary.summary(ctx, paper)


@app.command("verify")
def verify(
    ctx: typer.Context,
    fingerprint: Annotated[str | None, option("--fingerprint", "HEX")] = None,
    json: Json = False,
) -> int:
    from antragsbudget.cli.commands import verify

    return verify.verify(ctx, fingerprint)


@app.command("init")
def init(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="FILE")] = None,
    year: Year = None,
    example: Annotated[bool, flag("--example")] = False,
    json: Json = False,
) -> int:
    from antragsbudget.cli.commands import init

    return init.init(ctx, file, year, example=example)
