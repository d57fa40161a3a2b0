"""Why money is blocked, and what the parties to a condition have answered, in words."""

from collections.abc import Iterator

from msgspec import Struct

from antragsbudget.language import Both, vocabulary
from antragsbudget.language.speaker import Speaker

UNANSWERED = Both("noch offen", "not answered yet")


class Consents(Struct, frozen=True, kw_only=True):
    """The parties to a condition by their last answer; each is in exactly one of the four."""

    given: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()

    @property
    def parties(self) -> int:
        """Return how many were asked."""
        return len(self.given) + len(self.refused) + len(self.withdrawn) + len(self.unanswered)

    def in_words(self, w: Speaker) -> str:
        """Return `7 von 8 erteilt, abgelehnt: Neuss`."""
        given, parties = len(self.given), self.parties
        rest = [
            f"{words.said(w.language)}: {', '.join(map(w.visible, names))}"
            for names, words in (
                (self.refused, vocabulary.ANSWERS["refused"]),
                (self.withdrawn, vocabulary.ANSWERS["withdrawn"]),
                (self.unanswered, UNANSWERED),
            )
            if names
        ]
        head = w.said(f"{given} von {parties} erteilt", f"{given} of {parties} given")
        return ", ".join([head, *rest])


class ReasonsOfBlock(Struct, frozen=True, kw_only=True):
    """Why money of an allocation is blocked: its condition if that still blocks, and decisions.

    *consents*: None if the condition depends on nobody.
    """

    condition: str | None = None
    consents: Consents | None = None
    blocks: tuple[str, ...] = ()

    def in_words(self, w: Speaker) -> Iterator[str]:
        """Yield the condition, the consents, and the reasons of the blocks."""
        if self.condition is not None:
            word = w.said("Sperrvermerk", "condition")
            yield f"{word}: {w.visible(self.condition)}"
            if self.consents is not None:
                words = self.consents.in_words(w)
                yield w.said(f"Zustimmungen: {words}", f"consents: {words}")
        if self.blocks:
            reasons = ", ".join(map(w.visible, self.blocks))
            yield w.said(f"Sperre: {reasons}", f"block: {reasons}")
