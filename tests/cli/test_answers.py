"""What is refused is refused where it is asked: nobody answers ten questions for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import pytest
from tests.corpus_ledgers import CORPUS
from tests.trust.hostile import ASKED, NOW

from antragsbudget import pipeline
from antragsbudget.cli.ask.candidates import Candidate
from antragsbudget.cli.ask.interview import Interview
from antragsbudget.core.admission import admit
from antragsbudget.core.proposal import Proposal
from antragsbudget.language.speaker import Speaker

LEDGERS = ("acceptance", "in-use", "two-years", "shortfall", "four-eyes", "used-up")
PLAUSIBLE = (
    *("1", "0,01", "50000", "80850", "225399,50", "1000000", "alles", "0,8", "1*2", "ja", "nein"),
    *("heute", "gestern", "1.1.2023", "1.6.2022", "31.12.2022", "5", "16", "20", "2022", "2023"),
    *("A", "B", "mw", "kb", "RE-2022/007", "<", "", ""),
)
PATIENCE = 60  # answers


@pytest.mark.parametrize("kind", [kind for kind in ASKED if kind != "year_close"])
@pytest.mark.parametrize("name", LEDGERS)
def test_whoever_has_answered_all_questions_may_book(name: str, kind: str) -> None:
    """Only the end of a year can be refused afterwards: there, nothing is asked but which."""
    ledger = pipeline.read(CORPUS / "valid" / f"{name}.toml")
    balances, chance = ledger.balances(), Random(f"{name} {kind}")

    def ask(
        label: str, text: str, candidates: Sequence[Candidate], beside: Callable[[str], str]
    ) -> str:
        given.append(label)
        if len(given) > PATIENCE:
            raise EOFError
        offered = [value for value, _ in candidates]
        return chance.choice(offered if offered and chance.random() < 0.7 else PLAUSIBLE)

    speaker = Speaker("de", ledger.budget.names)
    for _ in range(12):
        given: list[str] = []
        interview = Interview(kind, {}, {}, NOW, balances, speaker, bare=True, plain=True)
        try:
            words = interview.ask_on(ask, {})
        except EOFError:
            continue
        assert admit(balances, Proposal(kind, words), NOW).violations == (), words
