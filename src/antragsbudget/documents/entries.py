"""Entries in a list, and one entry whole."""

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
    found: Sequence[Entry], sums: Mapping[str, Decimal], balances: Balances, language: Language
) -> Iterator[ScreenPart]:
    """Yield entries that were looked for, with the sums of those that stand by their kind."""
    if found:
        yield _listed(found, balances, language)
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
    """Yield one entry whole, with what it draws on and what is recorded on it."""
    yield facts(shown, balances, language)
    for title, others in ((documents.NAMES, names), (documents.NAMED_BY, named_by)):
        if others:
            yield Heading(title.said(language), 3)
            yield _listed(others, balances, language)


def _listed(found: Iterable[Entry], balances: Balances, language: Language) -> Table:
    return table((row(balances, one) for one in found), balances.budget, language, payees=True)


def table(
    rows: Iterable[Row],
    budget: Budget,
    language: Language,
    caption: str = "",
    *,
    payees: bool = False,
) -> Table:
    """Return a row for each entry; who gets the money is said only where *payees* says so."""
    titles = (
        *(documents.NUMBER, documents.VALUE_DATE, documents.KIND),
        *(documents.ALLOCATION, documents.AMOUNT),
        documents.PAYEE_AND_PURPOSE if payees else documents.PURPOSE,
    )
    return Table(
        header=tuple(title.said(language) for title in titles),
        align=(RIGHT, LEFT, LEFT, LEFT, RIGHT, LEFT),
        rows=tuple(_row(one, budget, language, payees=payees) for one in rows),
        caption=caption,
    )


def _row(one: Row, budget: Budget, language: Language, *, payees: bool) -> tuple[str, ...]:
    about = (
        one.payee if payees else None,
        subject_of(one.entry, language),
        *fate(one, language),
    )
    return (
        str(one.entry.nr),
        formats.day(one.entry.date, language),
        vocabulary.KINDS[one.entry.kind].name.said(language),
        " → ".join(formats.visible(budget.allocation(name).name) for name in one.allocations),
        "" if one.amount is None else formats.amount(one.amount, language),
        " · ".join(formats.visible(part) for part in about if part),
    )


def fate(one: Row, language: Language) -> Iterator[str]:
    """Yield what became of an entry: reversed, or how much of it is still open or unpaid."""
    if one.reversed_by is not None:
        yield documents.reversed_by(one.reversed_by, language)
    if one.lapsed_with is not None:
        yield documents.lapsed_with(one.lapsed_with, language)
    if one.left is not None:
        yield documents.left(one.left, language, unpaid=isinstance(one.entry, Expense))


def facts(shown: Entry, balances: Balances, language: Language) -> Facts:
    """Return all that is stored of an entry, and what became of it."""
    pairs = [
        (vocabulary.FIELDS[key].said(language), _value(key, value, shown, balances, language))
        for key, value in table_of(shown).items()
    ]
    word = documents.STATE.said(language)
    pairs += [(word, text) for text in fate(row(balances, shown), language)]
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
        return "\n".join(formats.visible(str(one)) for one in value)
    text = str(value)  # what it is looked up by; what is shown of it may differ
    if key == "kind":
        return vocabulary.KINDS[text].name.said(language)
    if key in CHOICES:
        return CHOICES[key][text].said(language)
    if key in ("allocation", "from", "to"):
        text = balances.budget.allocation(text).name
    return formats.visible(text)
