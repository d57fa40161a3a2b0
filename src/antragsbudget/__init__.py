"""The budget ledger of a council motion: it refuses what the money does not cover, and proves it."""

__version__ = "0.1.0"
