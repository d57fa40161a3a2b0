"""What is still to be done: what waits, oldest first, and the target dates of measures."""

from collections.abc import Iterator, Sequence

from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Budget
from antragsbudget.core.outstanding import OpenEntry, Outstanding
from antragsbudget.documents.parts import LEFT, RIGHT, Heading, Paragraph, ScreenPart, Table
from antragsbudget.documents.subjects import subject_of
from antragsbudget.language import Language, documents, formats, vocabulary
from antragsbudget.values.money import ZERO


def outstanding(found: Outstanding, balances: Balances, language: Language) -> Iterator[ScreenPart]:
    """Yield what is open, each kind of it with its sum."""
    yield Heading(documents.open_on(found.as_of, language), 2)
    for title, waiting in (
        (documents.RESERVATIONS, found.reservations),
        (documents.COMMITMENTS, found.commitments),
        (documents.EXPENSES, found.expenses),
    ):
        if waiting:
            total = formats.euro(sum((one.left for one in waiting), ZERO), language)
            yield Heading(f"{title.said(language)}: {total}", 3)
            yield table(waiting, balances.budget, language, payees=True)
    if found.measures:
        yield Heading(documents.TARGET_DATES.said(language), 3)
        yield _due(found, language)
    elif not (found.reservations or found.commitments or found.expenses):
        yield Paragraph(documents.NOTHING_OPEN.said(language))


def table(
    waiting: Sequence[OpenEntry],
    budget: Budget,
    language: Language,
    caption: str = "",
    *,
    payees: bool = False,
) -> Table:
    """Return a row for each booking that waits; whom it is for only where *payees* says so."""
    titles = (
        *(documents.NUMBER, documents.SINCE, documents.DAYS),
        *(documents.ALLOCATION, documents.LEFT),
        documents.PAYEE_AND_PURPOSE if payees else documents.PURPOSE,
    )
    return Table(
        header=tuple(title.said(language) for title in titles),
        align=(RIGHT, LEFT, RIGHT, LEFT, RIGHT, LEFT),
        rows=tuple(_row(one, budget, language, payees=payees) for one in waiting),
        caption=caption,
    )


def _row(one: OpenEntry, budget: Budget, language: Language, *, payees: bool) -> tuple[str, ...]:
    about = (one.entry.payee, subject_of(one.entry, language)) if payees else (one.entry.purpose,)
    return (
        str(one.entry.nr),
        formats.day(one.entry.date, language),
        str(one.age),
        formats.visible(budget.allocation(one.entry.allocation).name),
        formats.amount(one.left, language),
        formats.visible(" · ".join(filter(None, about))),
    )


def _due(found: Outstanding, language: Language) -> Table:
    rows = [
        (
            formats.day(measure.target_date, language),
            documents.distance((measure.target_date - found.as_of).days, language),
            " · ".join(
                formats.visible(part)
                for part in (
                    measure.measure,
                    measure.title,
                    measure.status and vocabulary.STATUSES[measure.status].said(language),
                    measure.next_step,
                )
                if part
            ),
        )
        for measure in found.measures
        if measure.target_date is not None
    ]
    return Table(
        header=(documents.TARGET_DAY.said(language), "", documents.MEASURE.said(language)),
        align=(LEFT, LEFT, LEFT),
        rows=tuple(rows),
    )
