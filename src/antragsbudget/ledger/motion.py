"""The ledger of the motion as it is shipped: the header, and no entry yet."""

from pathlib import Path

YEAR = "fiscal_year = 2022"


def new_ledger(year: int | None) -> bytes:
    """Return a ledger without entries, for the budget year of the motion or for *year*."""
    text = Path(__file__).with_name("motion.toml").read_bytes()
    return text if year is None else text.replace(YEAR.encode(), f"fiscal_year = {year}".encode())
