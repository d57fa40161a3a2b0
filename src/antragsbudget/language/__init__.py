"""The words of everything that a person reads, German and English side by side.

The core states facts as data; here they become sentences, names and formats. Nothing here
decides or adds up, and every text from outside is filled in as text: never markup, never a
template.
"""

from typing import Literal, NamedTuple

Language = Literal["de", "en"]
PROGRAM = "antragsbudget"


class Both(NamedTuple):
    """One text in the two languages."""

    de: str
    en: str

    def said(self, language: Language) -> str:
        """Return the text in *language*."""
        return self.de if language == "de" else self.en
