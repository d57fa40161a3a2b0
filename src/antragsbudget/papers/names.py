"""How typed names and texts stand in a paper: made visible, so that nothing obeys them."""

from antragsbudget.core.budget import Allocation
from antragsbudget.language import formats


def name(allocation: Allocation) -> str:
    """Return the short name of an allocation."""
    return formats.visible(allocation.name)


def name_and_title(allocation: Allocation) -> str:
    """Return the name of an allocation with its title."""
    if allocation.title is None:
        return name(allocation)
    return f"{name(allocation)} ({formats.visible(allocation.title)})"


def joined(*parts: str | None, by: str = ", ") -> str:
    """Return the parts that say something, joined by *by*."""
    return by.join(formats.visible(part) for part in parts if part)
