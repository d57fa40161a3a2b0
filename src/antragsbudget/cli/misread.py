"""The refusal of what was typed before anything was asked of the core."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antragsbudget.core.violations import Violation
    from antragsbudget.language import Both
    from antragsbudget.language.messages import Speaker


class Misread(Exception):
    """Something typed has no meaning here; says why, through the speaker who knows the ledger."""

    def __init__(self, violation: Violation, speaker: Speaker, undone: Both | None = None) -> None:
        super().__init__(violation.code)
        self.violation = violation
        self.speaker = speaker
        self.undone = undone  # what was therefore not done, where that needs saying
