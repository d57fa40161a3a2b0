"""The state of the money: the figures, a profile of each allocation, and what to watch."""

from collections.abc import Iterator

from antragsbudget.core.balances import Balances
from antragsbudget.core.chain import grouped
from antragsbudget.core.conditions import condition_state, consents, reasons_of_block
from antragsbudget.core.entries import Entry
from antragsbudget.core.statement import (
    AMOUNTS,
    Figures,
    Statement,
    StatementLine,
    current_year,
    figures_of,
)
from antragsbudget.documents import figures as tables
from antragsbudget.documents.parts import (
    Bar,
    Heading,
    Profile,
    Profiles,
    Remark,
    ScreenPart,
    Source,
)
from antragsbudget.documents.subjects import basis, subject_of
from antragsbudget.language import Language, documents, formats, vocabulary
from antragsbudget.language.speaker import Speaker

SHOWN = ("available", "blocked", "reserved", "committed", "ordered")


def status(
    statement: Statement, balances: Balances, language: Language, *, everything: bool
) -> Iterator[ScreenPart]:
    """Yield the state of the money; *everything*: all ten figures, and who consented to what."""
    day, year = statement.as_of, statement.year
    yield Heading(documents.state_of_funds(day, year, language), 2)
    if closed := balances.closed.get(year):
        yield Remark(documents.closed_since(closed.date, language))
    yield basis_of(balances, language)
    if everything:
        yield tables.by_figure(statement, AMOUNTS, language)
    else:
        yield tables.by_allocation(statement, SHOWN, language)
    yield Profiles(tuple(_profile(line, balances, year, language) for line in statement.lines))
    if everything:
        from antragsbudget.documents.consents import registers

        yield from registers(balances, language)


def basis_of(balances: Balances, language: Language) -> Remark:
    """Return the legal basis of the money; every table says so while no resolution is recorded."""
    return Remark(basis(balances.budget, balances.settings.get("adopted"), language))


def _profile(line: StatementLine, balances: Balances, year: int, language: Language) -> Profile:
    allocation = line.allocation
    name = formats.visible(allocation.name)
    title = [] if allocation.title is None else [Remark(formats.visible(allocation.title))]
    bar = _bar(name, line.figures, language)
    return Profile(name, (*title, bar, *_remarks(line, balances, year, language)))


def _bar(name: str, figures: Figures, language: Language) -> Bar:
    """Return the bar of an allocation with its utilisation beside it, if it has any."""
    key, share = "revised", figures.utilisation
    text = formats.euro(figures.revised, language)
    if share is not None:
        key, blocked = "utilisation", figures.blocked > 0
        text = documents.share_of(share, figures.usable, language, blocked=blocked)
    stack = tables.stack(name, figures, language)
    return Bar(stack, vocabulary.FIGURES[key].said(language), text)


def _remarks(
    line: StatementLine, balances: Balances, year: int, language: Language
) -> Iterator[Remark]:
    """Yield what to watch on an allocation."""
    figures, condition = line.figures, line.allocation.condition
    if year in balances.closed:
        yield from _lapsed(figures, language)
        return
    if figures.blocked > 0:
        reasons = tuple(
            reasons_of_block(balances, line.allocation, year).in_words(Speaker(language))
        )
        yield Remark(documents.blocked(figures.blocked, reasons, language), "caution")
    elif condition is not None and condition.parties:
        state = consents(condition_state(balances, line.allocation)).in_words(Speaker(language))
        yield Remark(documents.consents(state, language))
    if figures.reserved_on_blocked > 0:
        on_blocked = figures.reserved_on_blocked
        yield Remark(documents.reserved_on_blocked(figures.reserved, on_blocked, language))
    if figures.shortfall > 0:
        yield Remark(documents.shortfall(figures.shortfall, language), "alarm")
    elif figures.usable > 0 and figures.available == 0:
        yield Remark(documents.NOTHING_LEFT.said(language), "alarm")
    elif figures.usable > 0 and figures.used >= balances.warn_at * figures.usable:
        yield Remark(documents.nearly_used(figures.utilisation, language), "strong")


def _lapsed(figures: Figures, language: Language) -> Iterator[Remark]:
    if figures.shortfall > 0:
        yield Remark(documents.shortfall(figures.shortfall, language), "alarm")
    lapsed = figures.revised - figures.ordered
    if lapsed > 0:
        yield Remark(documents.lapsed(lapsed, language))


def shortfalls(balances: Balances, language: Language) -> Iterator[Remark]:
    """Yield what is missing in the open year; nothing in an orderly ledger."""
    year = current_year(balances)
    for allocation in balances.budget.allocations:
        missing = figures_of(balances.position(allocation.id, year)).shortfall
        if missing > 0:
            name = formats.visible(allocation.name)
            yield Remark(documents.shortfall_on(name, missing, language), "alarm")


def source(path: str, entries: int, fingerprint: str, language: Language) -> Source:
    """Return which ledger the figures come from, and its state."""
    number = formats.count(entries, documents.ENTRY, documents.ENTRIES, language)
    file = f"{formats.visible(path)} · {number}"
    return Source((file, documents.fingerprint(grouped(fingerprint), language)))


def last_paper(balances: Balances, entries: int, language: Language) -> Iterator[Remark]:
    """Yield the last paper issued, and how many of the *entries* were recorded since."""
    issued: list[Entry] = [paper for paper in balances.papers if paper.public is not False]
    if issued:
        last = issued[-1]
        since = entries - last.nr - sum(paper.nr > last.nr for paper in balances.papers)
        subject = formats.visible(subject_of(last, language))
        yield Remark(documents.last_paper(subject, since, language), "muted")
