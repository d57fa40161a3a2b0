"""The measures: the plan and the money of each, and its prospects."""

from collections.abc import Iterator, Sequence
from datetime import date

from antragsbudget.core.budget import Budget
from antragsbudget.core.entries import Measure
from antragsbudget.core.measures import MeasureLine
from antragsbudget.core.outstanding import DONE
from antragsbudget.documents.parts import (
    LEFT,
    RIGHT,
    Heading,
    Paragraph,
    Profile,
    Profiles,
    Remark,
    ScreenPart,
    Table,
)
from antragsbudget.language import Language, documents, formats, vocabulary

MONEY = ("committed", "ordered", "paid")


def measures(
    lines: Sequence[MeasureLine], year: int | None, as_of: date, budget: Budget, language: Language
) -> Iterator[ScreenPart]:
    """Yield the money of each measure, for one budget year or for all, then a profile of each."""
    yield Heading(documents.measures_on(as_of, year, language), 2)
    if lines:
        yield _money(lines, language)
        yield Profiles(tuple(_profile(line, as_of, budget, language) for line in lines))
    else:
        yield Paragraph(documents.NO_MEASURES.said(language))


def _money(lines: Sequence[MeasureLine], language: Language) -> Table:
    titles = (vocabulary.FIELDS["planned"], *(vocabulary.FIGURES[name] for name in MONEY))
    return Table(
        header=("", *(title.said(language) for title in titles)),
        align=(LEFT, *(RIGHT for _ in titles)),
        rows=tuple(
            (
                formats.visible(line.id),
                "–" if line.planned is None else formats.amount(line.planned, language),
                *(formats.amount(line.money[name], language) for name in MONEY),
            )
            for line in lines
        ),
    )


def _profile(line: MeasureLine, as_of: date, budget: Budget, language: Language) -> Profile:
    texts = [] if line.state is None else list(_about(line.state, as_of, budget, language))
    if line.money["reserved"] > 0:
        amount = formats.euro(line.money["reserved"], language)
        texts.append(f"{vocabulary.FIGURES['reserved'].said(language)}: {amount}")
    return Profile(formats.visible(line.id), tuple(map(Remark, texts)))


def _about(state: Measure, as_of: date, budget: Budget, language: Language) -> Iterator[str]:
    """Yield the title, place, result and prospects of a measure."""
    if state.title:
        yield formats.visible(state.title)
    status = state.status and vocabulary.STATUSES[state.status].said(language)
    name = state.allocation and budget.allocation(state.allocation).name
    if place := " · ".join(formats.visible(part) for part in (status, name, state.area) if part):
        yield place
    if state.result:
        yield f"{vocabulary.FIELDS['result'].said(language)}: {formats.visible(state.result)}"
    yield from prospects(state, as_of, language)
    if state.public is False:
        yield documents.NOT_PUBLIC.said(language)


def prospects(state: Measure, as_of: date, language: Language) -> Iterator[str]:
    """Yield the next step of a measure, its target date, and who else pays for it."""
    if state.next_step:
        yield f"{vocabulary.FIELDS['next_step'].said(language)}: {formats.visible(state.next_step)}"
    if (
        state.target_date is not None and state.status not in DONE
    ):  # once it is done, the date no longer counts
        yield documents.target_date(state.target_date, language, passed=state.target_date < as_of)
    if state.funding:
        yield f"{vocabulary.FIELDS['funding'].said(language)}: {formats.visible(state.funding)}"
