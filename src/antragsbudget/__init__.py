"""The budget ledger of a council motion: it refuses what the money does not cover; it proves."""

__version__ = "0.1.0"
