"""What an issued paper must state correctly: the state that it fixes, and its cut-off day."""

from collections.abc import Iterator

from antragsbudget.core.entries import IssuedPaper
from antragsbudget.core.rules.rule import Case, Rule
from antragsbudget.language import messages
from antragsbudget.language.records import Refusal


class FixedState(Rule):
    """A paper fixes the state that the ledger had before it, and reports nothing of the future."""

    def check(self, case: Case) -> Iterator[Refusal]:
        """Yield the fingerprint of another state, and a cut-off day after the day of issue."""
        entry = case.entry
        if not isinstance(entry, IssuedPaper):
            return
        state = case.before.fingerprint
        if state and entry.fingerprint != state:
            found, expected = entry.fingerprint[:16], state[:16]
            yield messages.procedure.OtherState(found=found, expected=expected, source=self.source)
        if entry.as_of > case.latest:
            yield messages.inputs.DayInFuture(date=entry.as_of, source=self.source)
