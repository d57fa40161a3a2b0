"""The refusal of what was typed before anything was asked of the core."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antragsbudget.language import Both
    from antragsbudget.language.records import Refusal
    from antragsbudget.language.speaker import Speaker


class Misread(Exception):
    """Something typed has no meaning here; says why, through the speaker who knows the ledger."""

    def __init__(self, refusal: Refusal, speaker: Speaker, undone: Both | None = None) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.speaker = speaker
        self.undone = undone  # what was therefore not done, where that needs saying
