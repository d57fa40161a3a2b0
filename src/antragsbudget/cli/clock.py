"""The only clock of the program, and who sits at it."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from antragsbudget import RELEASED

if TYPE_CHECKING:  # a reading command does without
    from antragsbudget.core.proposal import Now

RELEASE = date.fromisoformat(RELEASED)


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


def now(by: str) -> "Now":
    """Return when something is recorded, and by whom."""
    from antragsbudget.core.proposal import Now

    day = date.today()  # what the machine shows: a test that sets a clock of its own knows the day
    return Now(today(), moment(), by, RELEASE if day < RELEASE else None)
