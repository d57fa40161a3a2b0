"""The ledgers that the program brings: of the motion, without an entry, and the worked example."""

from pathlib import Path

YEAR = "fiscal_year = 2022"


def new_ledger(year: int | None) -> bytes:
    """Return a ledger without entries, for the budget year of the motion or for *year*."""
    text = _shipped("motion.toml")
    return text if year is None else text.replace(YEAR.encode(), f"fiscal_year = {year}".encode())


def example() -> bytes:
    """Return the ledger of the worked example: what is public as it happened, the rest invented."""
    return _shipped("example.toml")


def _shipped(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()
