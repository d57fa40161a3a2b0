"""Writes equal data as a ledger of this program and as a beancount file, for comparisons.

Usage: python benchmarks/generate.py ENTRIES FOLDER
"""

import sys
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


def ledger(entries: int) -> bytes:
    """Return a ledger with that many expenses, spread over the allocations and the year."""
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
    blocks, last = [document.content.decode()], header_hash(document.header)
    for nr in range(1, entries + 1):
        table = table_of(_expense(nr))
        table["hash"] = last = entry_hash(last, table)
        blocks.append(codec.block(table, "\n"))
    return "".join(blocks).encode()


def _expense(nr: int) -> Expense:
    day = START + timedelta(days=nr % 364)
    return Expense(
        nr=nr,
        date=day,
        recorded_at=datetime(2022, 12, 31, 12, tzinfo=UTC),
        recorded_by="kb",
        allocation=f"ansatz-{nr % ALLOCATIONS}",
        amount=AMOUNT,
        payee=f"Firma {nr % 97} GmbH",
        purpose="Dienstleistung zur Digitalisierung",
        voucher=f"RE-{nr}",
        hash="",
    )


def beancount(entries: int) -> str:
    """Return the same expenses as beancount has them."""
    accounts = [f"{START} open Expenses:A{n} EUR" for n in range(ALLOCATIONS)]
    lines = [f"{START} open Assets:Konto EUR", *accounts]
    for nr in range(1, entries + 1):
        entry = _expense(nr)
        lines += [
            f'{entry.date} * "{entry.payee}" "{entry.purpose} {entry.voucher}"',
            f"  Expenses:A{nr % ALLOCATIONS}  {AMOUNT} EUR",
            "  Assets:Konto",
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ledger.toml").write_bytes(ledger(count))
    (folder / "ledger.beancount").write_text(beancount(count), encoding="utf-8")
