"""One content, five writers: what each form gives back is the same paper, to the last cent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest
from tests.papers import reading
from tests.papers.stories import FORMS, LANGUAGES, Papers

from antragsbudget.core.paper import Annex, Paper
from antragsbudget.core.statement import AMOUNTS
from antragsbudget.language import Language, formats
from antragsbudget.papers.data import as_data


def amounts(paper: Paper) -> Iterator[Decimal]:
    """Yield every amount that a public paper tells, from its data."""
    yield paper.budget.total
    for allocation in paper.budget.allocations:
        yield allocation.amount
    for figures in (*(line.figures for line in paper.statement.lines), paper.statement.total):
        yield from (getattr(figures, name) for name in AMOUNTS)
    for report in paper.conditions:
        yield from (release.amount for release in report.releases)
    for row in (*paper.annex, *paper.amendments):
        if row.amount is not None:
            yield row.amount
    yield from (report.money for report in paper.measures)
    yield from (row.money for row in paper.neutral)
    yield from (amount for _, amount in paper.areas)
    yield from (amount for _, amount in paper.spending)
    yield from (item.left for item in paper.outlook.waiting)
    for line in paper.year_end:
        yield from (line.revised, line.ordered, line.left, line.committed, line.carried)
        yield from (line.carried_blocked, line.lapses)
    yield from (paper.outlook.commitments, paper.outlook.available)
    hidden = (paper.areas_hidden, paper.outlook.waiting_hidden)
    yield from (amount for amount in hidden if amount is not None)
    if paper.period is not None:
        for change in (*paper.period.changes, paper.period.total):
            before, after = change.before.available, change.after.available
            yield from (before, after, after - before)


def standing(amount: Decimal, language: Language, words: str) -> bool:
    """Say whether an amount stands in a text by itself, with its sign, not as a part of another."""
    shown = reading.seen(formats.amount(amount, language))
    around = set("0123456789-")
    starts = (at for at in range(len(words)) if words.startswith(shown, at))
    return any(
        words[at - 1 : at] not in around
        and not words[at - 1 : at + 1].startswith((".", ","))
        and words[at + len(shown) : at + len(shown) + 1] not in around
        for at in starts
    )


@pytest.fixture(params=["example", "guarded"])
def papers(request: pytest.FixtureRequest) -> Papers:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Papers)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
class TestAPaper:
    @pytest.mark.parametrize("form", FORMS[1:])
    @pytest.mark.parametrize("kind", ["public", "annex"])
    def test_reads_back_part_by_part_and_cell_by_cell(
        self, papers: Papers, language: Language, form: str, kind: str
    ) -> None:
        said = reading.of_document(papers.document(language, kind))
        assert papers.read(language, form, kind) == said

    @pytest.mark.parametrize("kind", ["public", "annex"])
    def test_reads_back_at_the_terminal(
        self, papers: Papers, language: Language, kind: str
    ) -> None:
        said = reading.in_terminal(reading.of_document(papers.document(language, kind)))
        assert reading.of_terminal(papers.text(language, "txt", kind)) == said

    @pytest.mark.parametrize("form", FORMS)
    def test_tells_every_amount_of_its_data(
        self, example: Papers, language: Language, form: str
    ) -> None:
        words, wanted = example.words(language, form), set(amounts(example.content))
        assert len(wanted) > 40
        assert {amount for amount in wanted if not standing(amount, language, words)} == set()


def test_the_annex_tells_every_amount_of_its_data(guarded: Papers) -> None:
    content = guarded.annex
    wanted = {row.amount for row in content.entries if row.amount is not None}
    wanted |= {report.money for report in content.measures}
    assert len(wanted) > 10
    for form in FORMS:
        words = guarded.words("de", form, "annex")
        assert {amount for amount in wanted if not standing(amount, "de", words)} == set(), form


@pytest.mark.parametrize("kind", ["public", "annex"])
def test_a_program_is_told_the_same(papers: Papers, kind: str) -> None:
    content: Paper | Annex = papers.annex if kind == "annex" else papers.content
    for language in LANGUAGES:
        answer = json.loads(papers.text(language, "json", kind))
        assert answer == {"schema": 1, "ok": True, "paper": as_data(content)}


def test_the_example_has_something_to_say_in_every_section(
    example: Papers, guarded: Papers
) -> None:
    """Or else the tests here would prove nothing of it."""
    content, other = example.content, guarded.content
    assert content.conditions and content.amendments and content.measures and content.neutral
    assert content.areas_hidden is not None and content.outlook.waiting_hidden is None
    assert content.period is not None and content.period.new and content.spending
    assert other.outlook.waiting_hidden is not None
    assert other.period is not None and other.period.paper is not None and other.period.late
