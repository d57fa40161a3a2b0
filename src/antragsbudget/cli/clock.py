"""The only clock of the program, and who sits at it."""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the day where the officer is."""
    return date.today()


def moment() -> datetime:
    """Return the moment, in UTC and whole seconds as the ledger has it."""
    return datetime.now(UTC).replace(microsecond=0)


def user() -> str:
    """Return the name of the system user; a question mark for an account without one."""
    import getpass  # a reading command does without

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"
