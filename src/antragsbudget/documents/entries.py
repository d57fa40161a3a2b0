"""Entries as a list, and one entry in full."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Budget
from antragsbudget.core.entries import Entry, Expense, Setting, table_of
from antragsbudget.core.listing import Row, row
from antragsbudget.documents.parts import LEFT, RIGHT, Facts, Heading, Remark, ScreenPart, Table
from antragsbudget.documents.status import basis_of
from antragsbudget.documents.subjects import setting_value, subject_of
from antragsbudget.language import Language, documents, formats, vocabulary

CHOICES = {
    "answer": vocabulary.ANSWERS,
    "basis": vocabulary.BASES,
    "status": vocabulary.STATUSES,
}


def entries(
    matches: Sequence[Entry], sums: Mapping[str, Decimal], balances: Balances, language: Language
) -> Iterator[ScreenPart]:
    """Yield the entries that match a search, and per kind the sum of those not reversed."""
    if matches:
        yield _listed(matches, balances, language)
    else:
        yield Remark(documents.NO_ENTRIES.said(language))
    if "adopted" not in balances.settings:
        yield basis_of(balances, language)
    if sums:
        shown = " · ".join(
            f"{vocabulary.KINDS[kind].plural.said(language)} {formats.euro(amount, language)}"
            for kind, amount in sums.items()
        )
        yield Remark(f"{documents.SUMS.said(language)}: {shown}")


def entry(
    shown: Entry,
    names: Sequence[Entry],
    named_by: Sequence[Entry],
    balances: Balances,
    language: Language,
) -> Iterator[ScreenPart]:
    """Yield one entry in full, with the entries it names and those that name it."""
    yield facts(shown, balances, language)
    for title, others in ((documents.NAMES, names), (documents.NAMED_BY, named_by)):
        if others:
            yield Heading(title.said(language), 3)
            yield _listed(others, balances, language)


def _listed(shown: Iterable[Entry], balances: Balances, language: Language) -> Table:
    return table((row(balances, entry) for entry in shown), balances.budget, language, payees=True)


def table(
    rows: Iterable[Row],
    budget: Budget,
    language: Language,
    caption: str = "",
    *,
    payees: bool = False,
) -> Table:
    """Return a row for each entry; the payee is shown only if *payees* is set."""
    titles = (
        *(documents.NUMBER, documents.VALUE_DATE, documents.KIND),
        *(documents.ALLOCATION, documents.AMOUNT),
        documents.PAYEE_AND_PURPOSE if payees else documents.PURPOSE,
    )
    return Table(
        header=tuple(title.said(language) for title in titles),
        align=(RIGHT, LEFT, LEFT, LEFT, RIGHT, LEFT),
        rows=tuple(_row(row, budget, language, payees=payees) for row in rows),
        caption=caption,
    )


def _row(row: Row, budget: Budget, language: Language, *, payees: bool) -> tuple[str, ...]:
    about = (
        row.payee if payees else None,
        subject_of(row.entry, language),
        *state(row, language),
    )
    return (
        str(row.entry.nr),
        formats.day(row.entry.date, language),
        vocabulary.KINDS[row.entry.kind].name.said(language),
        " → ".join(formats.visible(budget.allocation(name).name) for name in row.allocations),
        "" if row.amount is None else formats.amount(row.amount, language),
        " · ".join(formats.visible(part) for part in about if part),
    )


def state(row: Row, language: Language) -> Iterator[str]:
    """Yield the state of an entry: reversed, lapsed, or how much is still open or unpaid."""
    if row.reversed_by is not None:
        yield documents.reversed_by(row.reversed_by, language)
    if row.lapsed_with is not None:
        yield documents.lapsed_with(row.lapsed_with, language)
    if row.left is not None:
        yield documents.left(row.left, language, unpaid=isinstance(row.entry, Expense))


def facts(shown: Entry, balances: Balances, language: Language) -> Facts:
    """Return every stored field of an entry, and its present state."""
    pairs = [
        (vocabulary.FIELDS[key].said(language), _value(key, value, shown, balances, language))
        for key, value in table_of(shown).items()
    ]
    word = documents.STATE.said(language)
    pairs += [(word, text) for text in state(row(balances, shown), language)]
    return Facts(tuple(pairs))


def _value(key: str, value: object, shown: Entry, balances: Balances, language: Language) -> str:
    if key == "value" and isinstance(shown, Setting):
        return formats.visible(setting_value(shown, language))
    if isinstance(value, bool):
        return (vocabulary.YES if value else vocabulary.NO).said(language)
    if isinstance(value, Decimal):
        return (
            f"{value:f} %".replace(".00 ", " ")
            if key == "tax_rate"
            else formats.euro(value, language)
        )
    if isinstance(value, datetime):
        return formats.moment(value, language)
    if isinstance(value, date):
        return formats.day(value, language)
    if isinstance(value, list):
        return "\n".join(formats.visible(str(item)) for item in value)
    text = str(value)  # the key to look it up by; the text shown may differ
    if key == "kind":
        return vocabulary.KINDS[text].name.said(language)
    if key in CHOICES:
        return CHOICES[key][text].said(language)
    if key in ("allocation", "from", "to"):
        text = balances.budget.allocation(text).name
    return formats.visible(text)
