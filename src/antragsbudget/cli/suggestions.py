"""What the tab key offers: allocations with what is available, entries with what they are."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from antragsbudget.language import Both, formats, vocabulary

if TYPE_CHECKING:
    from antragsbudget.pipeline import Ledger


def allocations(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return every allocation with what is available on it."""
    from antragsbudget.cli import clock
    from antragsbudget.cli.bilingual import invocation
    from antragsbudget.core.statement import current_year, statement

    language = invocation(ctx).words.language
    balances = _ledger(ctx).balances()
    shown = statement(balances, current_year(balances), clock.today())
    word = Both("verfügbar", "available").said(language)
    return [
        (line.allocation.name, f"{word} {formats.amount(line.figures.available, language)}")
        for line in shown.lines
        if line.allocation.name.casefold().startswith(incomplete.casefold())
    ]


def parties(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return those whose consent is asked for, with what they answered."""
    from antragsbudget.cli.bilingual import invocation

    language = invocation(ctx).words.language
    balances = _ledger(ctx).balances()
    found: list[tuple[str, str]] = []
    for allocation in balances.budget.allocations:
        answers = balances.answers(allocation.id)
        for party in allocation.condition.parties if allocation.condition else ():
            words = vocabulary.ANSWERS[answers[party][-1].answer] if party in answers else None
            if party.casefold().startswith(incomplete.casefold()):
                found.append((party, words.said(language) if words else ""))
    return found


def areas(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the Verwendungsbereiche of the header."""
    return [(area, "") for area in _ledger(ctx).budget.areas]


def measures(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return every measure with its title."""
    known = _ledger(ctx).balances().measures
    return [
        (name, formats.visible(state.title or ""))
        for name, state in known.items()
        if name.casefold().startswith(incomplete.casefold())
    ]


def papers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the papers that were issued, the latest first."""
    from antragsbudget.cli.bilingual import invocation
    from antragsbudget.language.entries import subject_of

    language = invocation(ctx).words.language
    issued = reversed(_ledger(ctx).balances().papers)
    return [(str(one.nr), formats.visible(subject_of(one, language))) for one in issued]


def open_years(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the budget years that can be closed."""
    return [(str(year), "") for year in sorted(_ledger(ctx).balances().open_years)]


def kinds(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the kinds of entries."""
    from antragsbudget.cli.bilingual import invocation

    language = invocation(ctx).words.language
    return [(noun.name.said(language).lower(), "") for noun in vocabulary.KINDS.values()]


def setting_keys(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return what can be set."""
    from antragsbudget.cli.bilingual import invocation

    language = invocation(ctx).words.language
    return [(key, words.said(language)) for key, words in vocabulary.SETTINGS.items()]


def entry_numbers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the entries that stand, the latest first, with kind, amount and purpose."""
    return [found for found in _entries(ctx) if found[0].startswith(incomplete)]


def _entries(ctx: typer.Context) -> Iterator[tuple[str, str]]:
    from antragsbudget.cli.bilingual import invocation
    from antragsbudget.core.entries import amount_of
    from antragsbudget.language.entries import subject_of

    language = invocation(ctx).words.language
    balances = _ledger(ctx).balances()
    for nr in sorted(balances.entries, reverse=True):
        if nr not in balances.reversed_by:
            entry = balances.entries[nr]
            amount, text = amount_of(entry), subject_of(entry, language)
            shown = "" if amount is None else formats.amount(amount, language)
            about = (vocabulary.KINDS[entry.kind].name.said(language), shown, formats.visible(text))
            yield str(nr), " ".join(filter(None, about))


def _ledger(ctx: typer.Context) -> "Ledger":
    from antragsbudget.cli.context import ledger_path
    from antragsbudget.pipeline import read

    return read(ledger_path(ctx))
