"""The arguments and options that commands share; all are text or flags, read by our own parsers."""

from collections.abc import Callable
from typing import Annotated, Any

import typer
from msgspec import Struct

from antragsbudget.language.commands import option_names


def option(name: str, metavar: str | None = "TEXT", **more: Any) -> Any:
    """Declare an option with a value under both its names."""
    return typer.Option(*option_names(name), metavar=metavar, **more)


def flag(name: str, **more: Any) -> Any:
    """Declare a flag under both its names."""
    return typer.Option(*option_names(name), **more)


def of_ledger(key: str) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Return what the tab key offers for *key*; nothing is loaded before a shell asks."""

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from antragsbudget.cli import clock
        from antragsbudget.cli.ask.candidates import Candidates
        from antragsbudget.cli.context import language_of, ledger_path
        from antragsbudget.pipeline import read

        balances = read(ledger_path(ctx)).balances()
        return Candidates(balances, clock.today(), language_of(ctx)).named(key)

    return complete


allocations, areas, measures = of_ledger("allocation"), of_ledger("area"), of_ledger("measure")
entry_numbers = of_ledger("entry")

AllocationArgument = Annotated[
    str, typer.Argument(metavar="ALLOCATION", autocompletion=allocations)
]
AmountArgument = Annotated[str, typer.Argument(metavar="AMOUNT")]
NumberArgument = Annotated[str, typer.Argument(metavar="NR", autocompletion=entry_numbers)]

Json = Annotated[bool, flag("--json")]
Year = Annotated[str | None, option("--year", "YEAR")]
AsOf = Annotated[str | None, option("--as-of", "DATE")]
Payee = Annotated[str | None, option("--payee")]
Purpose = Annotated[str | None, option("--purpose")]
Measure = Annotated[str | None, option("--measure", autocompletion=measures)]
Area = Annotated[str | None, option("--area", autocompletion=areas)]
Voucher = Annotated[str | None, option("--voucher")]
OrderNumber = Annotated[str | None, option("--order-number")]
Net = Annotated[bool, flag("--net")]
TaxRate = Annotated[str | None, option("--tax-rate", "RATE")]
NonPublic = Annotated[bool, flag("--non-public")]
Reservation = Annotated[str | None, option("--reservation", "NR", autocompletion=entry_numbers)]
Commitment = Annotated[str | None, option("--commitment", "NR", autocompletion=entry_numbers)]
Final = Annotated[bool, flag("--final")]
Reason = Annotated[str | None, option("--reason")]
Decision = Annotated[str | None, option("--decision")]
DespiteShortfall = Annotated[bool, flag("--despite-shortfall")]


class RecordOptions(Struct, frozen=True):
    """What every command that writes takes."""

    date: Annotated[str | None, option("--date", "DATE")] = None
    by: Annotated[str | None, option("--by")] = None
    reference: Annotated[str | None, option("--reference")] = None
    note: Annotated[str | None, option("--note")] = None
    dry_run: Annotated[bool, flag("--dry-run")] = False
    yes: Annotated[bool, flag("--yes")] = False
    json: Json = False


class WriteOptions(RecordOptions, frozen=True):
    """The same, and the budget year, where the command itself does not name it."""

    year: Year = None


class ReserveOptions(Struct, frozen=True):
    """What a reservation takes."""

    purpose: Purpose = None
    payee: Payee = None
    measure: Measure = None
    area: Area = None
    net: Net = False
    tax_rate: TaxRate = None
    non_public: NonPublic = False


class CommitOptions(Struct, frozen=True):
    """What a commitment takes."""

    payee: Payee = None
    purpose: Purpose = None
    reservation: Reservation = None
    final: Final = False
    until: Annotated[str | None, option("--until", "YEAR")] = None
    order_number: OrderNumber = None
    measure: Measure = None
    area: Area = None
    net: Net = False
    tax_rate: TaxRate = None
    non_public: NonPublic = False


class ExpenseOptions(Struct, frozen=True):
    """What an expense takes."""

    payee: Payee = None
    purpose: Purpose = None
    voucher: Voucher = None
    commitment: Commitment = None
    reservation: Reservation = None
    final: Final = False
    order_number: OrderNumber = None
    measure: Measure = None
    area: Area = None
    net: Net = False
    tax_rate: TaxRate = None
    certified_by: Annotated[str | None, option("--certified-by")] = None
    ordered_by: Annotated[str | None, option("--ordered-by")] = None
    non_public: NonPublic = False


class MeasureOptions(Struct, frozen=True):
    """What is said of a measure; what is left out stays as it is."""

    title: Annotated[str | None, option("--title")] = None
    allocation: Annotated[
        str | None, option("--allocation", "ALLOCATION", autocompletion=allocations)
    ] = None
    area: Area = None
    status: Annotated[str | None, option("--status", "STATUS")] = None
    planned: Annotated[str | None, option("--planned", "AMOUNT")] = None
    result: Annotated[str | None, option("--result")] = None
    next_step: Annotated[str | None, option("--next-step")] = None
    target_date: Annotated[str | None, option("--target-date", "DATE")] = None
    funding: Annotated[str | None, option("--funding")] = None
    public_text: Annotated[str | None, option("--public-text")] = None
    non_public: NonPublic = False


class FilterOptions(Struct, frozen=True):
    """Which entries to list."""

    kind: Annotated[str | None, option("--kind", "KIND", autocompletion=of_ledger("kind"))] = None
    payee: Payee = None
    measure: Measure = None
    area: Area = None
    first: Annotated[str | None, option("--from", "DATE")] = None
    last: Annotated[str | None, option("--to", "DATE")] = None
    text: Annotated[str | None, option("--text")] = None
    year: Year = None
    as_of: AsOf = None


class PaperOptions(Struct, frozen=True):
    """What the committee paper is to say, and where to."""

    since: Annotated[str | None, option("--since", "DATE")] = None
    meeting: Annotated[str | None, option("--meeting", "DATE")] = None
    number: Annotated[str | None, option("--number")] = None
    year: Year = None
    as_of: AsOf = None
    format: Annotated[str | None, option("--format", "terminal|markdown|html|docx|pdf")] = None
    output: Annotated[list[str] | None, option("--output", "FILE")] = None
    template: Annotated[str | None, option("--template", "FILE")] = None
    force: Annotated[bool, flag("--force")] = False
    non_public: Annotated[bool, flag("--non-public")] = False
    issue: Annotated[bool, flag("--issue")] = False
    reissue: Annotated[str | None, option("--reissue", "NR", autocompletion=of_ledger("paper"))] = (
        None
    )
    by: Annotated[str | None, option("--by")] = None
    dry_run: Annotated[bool, flag("--dry-run")] = False
    yes: Annotated[bool, flag("--yes")] = False


def given(group: Any) -> dict[str, str | bool]:
    """Return the options of a group that were given, under the names of the entry's fields."""
    values = {name: getattr(group, name) for name in group.__struct_fields__}
    named = {
        key: value for key, value in values.items() if value is not None and value is not False
    }
    if named.pop("non_public", False):
        named["public"] = False
    return named
