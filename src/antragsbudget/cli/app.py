"""The commands of the program, in the order in which help lists them."""

from typing import Annotated

import typer

from antragsbudget.cli.bilingual import invocation
from antragsbudget.cli.options import (
    AllocationArgument,
    AmountArgument,
    AsOf,
    CommitOptions,
    Decision,
    ExpenseOptions,
    FilterOptions,
    Json,
    NumberArgument,
    PaperOptions,
    Purpose,
    Reason,
    ReserveOptions,
    Voucher,
    WriteOptions,
    Year,
    flag,
    given,
    option,
)
from antragsbudget.cli.suggestions import allocations, parties, setting_keys

app = typer.Typer()


@app.callback()
def program(
    ctx: typer.Context, version: Annotated[bool, flag("--version")] = False, json: Json = False
) -> None:
    """Show the version, or what can be done."""
    if version:
        from antragsbudget import __version__

        print(f"{invocation(ctx).program} {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
        raise typer.Exit


@app.command("status")
def status(
    ctx: typer.Context,
    as_of: AsOf = None,
    year: Year = None,
    everything: Annotated[bool, flag("--all")] = False,
    json: Json = False,
) -> int:
    from antragsbudget.cli import reading

    return reading.status(ctx, as_of=as_of, year=year, everything=everything)


@app.command("reserve")
def reserve(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    booking: ReserveOptions,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.writing import record

    return record(ctx, "reservation", write, allocation=allocation, amount=amount, **given(booking))


@app.command("commit")
def commit(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    booking: CommitOptions,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.writing import record

    return record(ctx, "commitment", write, allocation=allocation, amount=amount, **given(booking))


@app.command("expense")
def expense(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    booking: ExpenseOptions,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.writing import record

    return record(ctx, "expense", write, allocation=allocation, amount=amount, **given(booking))


@app.command("pay")
def pay(ctx: typer.Context, number: NumberArgument, write: WriteOptions) -> int:
    from antragsbudget.cli.writing import record

    return record(ctx, "payment", write, entry=number)


@app.command("settle")
def settle(
    ctx: typer.Context, number: NumberArgument, *, reason: Reason = None, write: WriteOptions
) -> int:
    from antragsbudget.cli.writing import record

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
    from antragsbudget.cli.writing import record

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
    from antragsbudget.cli.writing import record

    return record(
        ctx, "reversal", write, entry=number, reason=reason, keep_settled=keep_settled or None
    )


@app.command("entries")
def entries(
    ctx: typer.Context,
    filters: FilterOptions,
    allocation: Annotated[
        str | None, typer.Argument(metavar="ALLOCATION", autocompletion=allocations)
    ] = None,
    json: Json = False,
) -> int:
    from antragsbudget.cli import reading

    return reading.entries(ctx, allocation, filters)


@app.command("show")
def show(ctx: typer.Context, number: NumberArgument, json: Json = False) -> int:
    from antragsbudget.cli import reading

    return reading.show(ctx, number)


@app.command("consent")
def consent(
    ctx: typer.Context,
    allocation: AllocationArgument,
    party: Annotated[str, typer.Argument(metavar="PARTY", autocompletion=parties)],
    *,
    answer: Annotated[str | None, option("--answer", "ANSWER")] = None,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.writing import record
    from antragsbudget.language.vocabulary import ANSWERS, choice

    meant = None if answer is None else choice(ANSWERS, answer) or answer
    return record(ctx, "consent", write, allocation=allocation, party=party, answer=meant)


@app.command("release")
def release(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    *,
    decision: Decision = None,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.writing import record

    return record(ctx, "release", write, allocation=allocation, amount=amount, decision=decision)


@app.command("block")
def block(
    ctx: typer.Context,
    allocation: AllocationArgument,
    amount: AmountArgument,
    *,
    reason: Reason = None,
    decision: Decision = None,
    despite_shortfall: Annotated[bool, flag("--despite-shortfall")] = False,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.writing import record

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
    key: Annotated[str, typer.Argument(metavar="KEY", autocompletion=setting_keys)],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
    *,
    decision: Decision = None,
    write: WriteOptions,
) -> int:
    from antragsbudget.cli.writing import record

    return record(ctx, "setting", write, key=key, value=value, decision=decision)


@app.command("summary")
def summary(ctx: typer.Context, paper: PaperOptions, json: Json = False) -> int:
    from antragsbudget.cli import papers

    return papers.summary(ctx, paper)


@app.command("verify")
def verify(
    ctx: typer.Context,
    fingerprint: Annotated[str | None, option("--fingerprint", "HEX")] = None,
    json: Json = False,
) -> int:
    from antragsbudget.cli import reading

    return reading.verify(ctx, fingerprint)


@app.command("init")
def init(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="FILE")] = None,
    year: Year = None,
    json: Json = False,
) -> int:
    from antragsbudget.cli import beginning

    return beginning.init(ctx, file, year)
