"""How a paper says things in one language; every text from outside is made visible, not obeyed."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.budget import Allocation
from antragsbudget.language import Language, formats


class Wording(Struct, frozen=True):
    """Says amounts, days, shares and names in the reader's format."""

    language: Language

    def said(self, german: str, english: str) -> str:
        """Return the one in the paper's language."""
        return german if self.language == "de" else english

    def euro(self, amount: Decimal) -> str:
        """Return an amount with its currency."""
        return formats.euro(amount, self.language)

    def amount(self, amount: Decimal | None) -> str:
        """Return an amount as a table has it; nothing for None."""
        return "" if amount is None else formats.amount(amount, self.language)

    def day(self, day: date) -> str:
        """Return a day."""
        return formats.day(day, self.language)

    def percent(self, share: Decimal | None) -> str:
        """Return a share in per cent; a dash where there is none."""
        return formats.percent(share, self.language)

    def joined(self, *parts: str | None, by: str = ", ") -> str:
        """Return the parts that say something, made visible, one behind the other."""
        return by.join(formats.visible(part) for part in parts if part)

    def name(self, allocation: Allocation) -> str:
        """Return the short name of an allocation."""
        return formats.visible(allocation.name)

    def called(self, allocation: Allocation) -> str:
        """Return the name of an allocation with its title."""
        if allocation.title is None:
            return self.name(allocation)
        return f"{self.name(allocation)} ({formats.visible(allocation.title)})"
