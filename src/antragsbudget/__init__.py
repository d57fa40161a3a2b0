"""The budget ledger of a council motion: it refuses what the money does not cover; it proves."""

__version__ = "0.1.0"
RELEASED = "2026-11-23"  # a clock that shows an earlier day is wrong
