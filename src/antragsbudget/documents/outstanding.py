"""What is still to be done: open entries, oldest first, and the target dates of measures."""

from collections.abc import Iterator, Sequence

from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Budget
from antragsbudget.core.outstanding import OpenEntry, Outstanding
from antragsbudget.documents.parts import LEFT, RIGHT, Heading, Paragraph, ScreenPart, Table
from antragsbudget.documents.subjects import subject_of
from antragsbudget.language import Language, documents, formats, vocabulary
from antragsbudget.values.money import ZERO


def outstanding(items: Outstanding, balances: Balances, language: Language) -> Iterator[ScreenPart]:
    """Yield the open entries, each kind with its sum, and the target dates."""
    yield Heading(documents.open_on(items.as_of, language), 2)
    for title, waiting in (
        (documents.RESERVATIONS, items.reservations),
        (documents.COMMITMENTS, items.commitments),
        (documents.EXPENSES, items.expenses),
    ):
        if waiting:
            total = formats.euro(sum((item.left for item in waiting), ZERO), language)
            yield Heading(f"{title.said(language)}: {total}", 3)
            yield table(waiting, balances.budget, language, payees=True)
    if items.measures:
        yield Heading(documents.TARGET_DATES.said(language), 3)
        yield _due(items, language)
    elif not (items.reservations or items.commitments or items.expenses):
        yield Paragraph(documents.NOTHING_OPEN.said(language))


def table(
    waiting: Sequence[OpenEntry],
    budget: Budget,
    language: Language,
    caption: str = "",
    *,
    payees: bool = False,
) -> Table:
    """Return a row for each open entry; the payee is shown only if *payees* is set."""
    titles = (
        *(documents.NUMBER, documents.SINCE, documents.DAYS),
        *(documents.ALLOCATION, documents.LEFT),
        documents.PAYEE_AND_PURPOSE if payees else documents.PURPOSE,
    )
    return Table(
        header=tuple(title.said(language) for title in titles),
        align=(RIGHT, LEFT, RIGHT, LEFT, RIGHT, LEFT),
        rows=tuple(_row(item, budget, language, payees=payees) for item in waiting),
        caption=caption,
    )


def _row(item: OpenEntry, budget: Budget, language: Language, *, payees: bool) -> tuple[str, ...]:
    about = (
        (item.entry.payee, subject_of(item.entry, language)) if payees else (item.entry.purpose,)
    )
    return (
        str(item.entry.nr),
        formats.day(item.entry.date, language),
        str(item.age),
        formats.visible(budget.allocation(item.entry.allocation).name),
        formats.amount(item.left, language),
        formats.visible(" · ".join(filter(None, about))),
    )


def _due(items: Outstanding, language: Language) -> Table:
    rows = [
        (
            formats.day(measure.target_date, language),
            documents.distance((measure.target_date - items.as_of).days, language),
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
        for measure in items.measures
        if measure.target_date is not None
    ]
    return Table(
        header=(documents.TARGET_DAY.said(language), "", documents.MEASURE.said(language)),
        align=(LEFT, LEFT, LEFT),
        rows=tuple(rows),
    )
