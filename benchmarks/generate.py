"""Writes equal data as a ledger of this program, and as ledger/hledger and beancount files.

Usage: python benchmarks/generate.py ENTRIES FOLDER
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.core.entries import Expense, table_of
from antragsbudget.ledger import codec

ALLOCATIONS = 8
AMOUNT = Decimal("75.25")
PER_ALLOCATION = Decimal("1000000000.00")
START = date(2022, 1, 1)
RECORDED = datetime(2022, 12, 31, 12, tzinfo=UTC)


def ledger(entries: int) -> Iterator[str]:
    """Yield the text of a ledger with that many expenses, spread over allocations and days."""
    header = [
        "format = 1\n\n[budget]",
        'title = "Vergleich"\ncurrency = "EUR"\nfiscal_year = 2022',
        f"total = {PER_ALLOCATION * ALLOCATIONS}\n",
    ]
    header += [
        f'[[allocation]]\nid = "ansatz-{n}"\ncode = "A{n}"\namount = {PER_ALLOCATION}\n'
        for n in range(ALLOCATIONS)
    ]
    document = codec.parse("\n".join(header).encode(), "benchmark")
    last = header_hash(document.header)
    yield document.content.decode()
    for nr in range(1, entries + 1):
        table = table_of(_expense(nr))
        table["hash"] = last = entry_hash(last, table)
        # As the codec writes it, which would take an hour for a million; the first ones show it.
        text = _block(table)
        assert nr > 100 or text == codec.block(table, "\n")
        yield text


def _block(table: dict[str, object]) -> str:
    lines = [f"{key} = {_value(value)}\n" for key, value in table.items()]
    return f"\n[[entry]]\n{''.join(lines)}"


def _value(value: object) -> str:
    match value:
        case datetime():
            return f"{value:%Y-%m-%dT%H:%M:%SZ}"
        case str():
            return f'"{value}"'
        case _:
            return str(value)


def _expense(nr: int) -> Expense:
    return Expense(
        nr=nr,
        date=START + timedelta(days=nr % 364),
        recorded_at=RECORDED,
        recorded_by="kb",
        allocation=f"ansatz-{nr % ALLOCATIONS}",
        amount=AMOUNT,
        payee=f"Firma {nr % 97} GmbH",
        purpose="Dienstleistung zur Digitalisierung",
        voucher=f"RE-{nr}",
        hash="",
    )


def journal(entries: int) -> Iterator[str]:
    """Yield the same expenses as ledger and hledger have them."""
    for nr in range(1, entries + 1):
        entry = _expense(nr)
        yield (
            f"{entry.date} * ({entry.voucher}) {entry.payee} | {entry.purpose}\n"
            f"    Ausgaben:A{nr % ALLOCATIONS}  {AMOUNT} EUR\n"
            "    Konto\n\n"
        )


def beancount(entries: int) -> Iterator[str]:
    """Yield the same expenses as beancount has them."""
    yield f"{START} open Assets:Konto EUR\n"
    yield from (f"{START} open Expenses:A{n} EUR\n" for n in range(ALLOCATIONS))
    for nr in range(1, entries + 1):
        entry = _expense(nr)
        yield (
            f'{entry.date} * "{entry.payee}" "{entry.purpose} {entry.voucher}"\n'
            f"  Expenses:A{nr % ALLOCATIONS}  {AMOUNT} EUR\n"
            "  Assets:Konto\n"
        )


def write(entries: int, folder: Path) -> None:
    """Write the three files into *folder*: ledger.toml, ledger.journal, ledger.beancount."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, parts in (("toml", ledger), ("journal", journal), ("beancount", beancount)):
        with open(folder / f"ledger.{suffix}", "w", encoding="utf-8", newline="\n") as file:
            file.writelines(parts(entries))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
