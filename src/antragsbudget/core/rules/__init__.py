"""The rules that an entry must keep, each a declared Pydantic model that knows its source."""

from antragsbudget.core import form
from antragsbudget.core.entries import Entry
from antragsbudget.core.rules.funds import Availability, Floor
from antragsbudget.core.rules.names import (
    Drawing,
    KnownNames,
    Naming,
    OwnYear,
    Reversing,
    StandingEntry,
)
from antragsbudget.core.rules.papers import FixedState
from antragsbudget.core.rules.rule import Case, Rule
from antragsbudget.core.rules.vouchers import (
    Explained,
    FourEyes,
    SameInvoice,
    Tax,
    ValidSetting,
    ValueDate,
)
from antragsbudget.core.rules.years import CarryingForward, ClosingYear, OpenYear
from antragsbudget.language.records import Refusal

__all__ = ["FUNDS", "NAMES", "VOUCHERS", "YEARS", "Case", "Rule", "check", "check_form"]

NAMES: tuple[Rule, ...] = (
    KnownNames(),
    Drawing(),
    Naming(),
    OwnYear(),
    StandingEntry(),
    Reversing(),
)
YEARS: tuple[Rule, ...] = (OpenYear(),)
VOUCHERS: tuple[Rule, ...] = (
    ValidSetting(),
    Tax(),
    ValueDate(),
    Explained(),
    SameInvoice(),
    FourEyes(),
    ClosingYear(),
    FixedState(),
)
FUNDS: tuple[Rule, ...] = (CarryingForward(), Availability(), Floor())


def check(case: Case) -> list[Refusal]:
    """Return all violations in a case, in the order of the rules.

    Whether the money suffices is checked only for an entry whose names and year are sound: one that
    draws on nothing, or is of a year without money, would seem to lack what it does not.
    """
    misnamed = _asked(NAMES, case) or _asked(YEARS, case)
    return misnamed + _asked(VOUCHERS if misnamed else (*VOUCHERS, *FUNDS), case)


def _asked(rules: tuple[Rule, ...], case: Case) -> list[Refusal]:
    return [refusal for rule in rules for refusal in rule.check(case)]


def check_form(entry: Entry) -> list[Refusal]:
    """Return what is wrong with the values of an entry, whatever came before it."""
    values = {name: getattr(entry, name) for name in entry.__struct_fields__}
    stored = {key: value for key, value in values.items() if value is not None and key != "hash"}
    return form.check(type(entry), stored)
