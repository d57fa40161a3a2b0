"""The messages of the program, a family in each module: refusals, their remedies, notices, failures.

A family is loaded when one of its messages is first made, as `messages.funds.NotAvailable(…)`: a
class costs time, and a command that succeeds makes hardly any.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antragsbudget.language.messages import disk as disk
    from antragsbudget.language.messages import file as file
    from antragsbudget.language.messages import form as form
    from antragsbudget.language.messages import funds as funds
    from antragsbudget.language.messages import inputs as inputs
    from antragsbudget.language.messages import irreversible as irreversible
    from antragsbudget.language.messages import notices as notices
    from antragsbudget.language.messages import output as output
    from antragsbudget.language.messages import procedure as procedure
    from antragsbudget.language.messages import references as references
    from antragsbudget.language.messages import remedies as remedies
    from antragsbudget.language.messages import toml as toml
    from antragsbudget.language.messages import usage as usage


def __getattr__(family: str) -> ModuleType:
    """Load the module of a family."""
    if family.startswith("_"):
        raise AttributeError(family)
    return import_module(f"{__name__}.{family}")
