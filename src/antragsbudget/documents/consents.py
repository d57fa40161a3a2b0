"""What the parties of a condition answered: the latest answer, and the earlier ones."""

from collections.abc import Iterator, Mapping, Sequence

from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Allocation
from antragsbudget.core.conditions import register
from antragsbudget.core.entries import Consent
from antragsbudget.documents.parts import LEFT, Heading, Part, Table
from antragsbudget.language import Language, documents, formats, vocabulary

Answers = Mapping[str, Sequence[Consent]]  # by party, the latest last


def registers(balances: Balances, language: Language) -> Iterator[Part]:
    """Yield the register of each condition."""
    for allocation in balances.budget.allocations:
        if answers := register(balances, allocation):
            yield Heading(title(allocation, language), 3)
            yield table(answers, language)


def title(allocation: Allocation, language: Language) -> str:
    """Return the heading of an allocation's register."""
    return documents.consents_on(formats.visible(allocation.name), language)


def table(answers: Answers, language: Language, caption: str = "") -> Table:
    """Return a row for each party."""
    titles = (documents.PARTY, documents.ANSWER, documents.DAY, documents.EVIDENCE)
    return Table(
        header=tuple(title.said(language) for title in titles),
        align=(LEFT, LEFT, LEFT, LEFT),
        rows=tuple(_row(party, given, language) for party, given in answers.items()),
        caption=caption,
    )


def _row(party: str, given: Sequence[Consent], language: Language) -> tuple[str, ...]:
    if not given:
        return formats.visible(party), documents.NOT_ANSWERED.said(language), "", ""
    *earlier, last = given
    before = (
        documents.earlier_answer(
            _answer(consent, language), consent.date, consent.reference or "", language
        )
        for consent in reversed(earlier)
    )
    return (
        formats.visible(party),
        _answer(last, language),
        formats.day(last.date, language),
        formats.visible("; ".join(filter(None, (last.reference, *before)))),
    )


def _answer(consent: Consent, language: Language) -> str:
    return vocabulary.ANSWERS[consent.answer].said(language)
