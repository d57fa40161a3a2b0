"""What a write would do, as a preview; and what it did, in words or as JSON."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock
from antragsbudget.cli.context import language_of, speaker_for
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.show import problems, screen
from antragsbudget.core.conditions import condition_state, consents
from antragsbudget.core.entries import (
    Booking,
    Commitment,
    Consent,
    Cut,
    Expense,
    Reservation,
    YearClose,
    allocations_of,
    table_of,
)
from antragsbudget.documents.subjects import names_of, payee_of, subject_of
from antragsbudget.language import Language, commands, formats, messages, refusals, vocabulary
from antragsbudget.language import outcome as words
from antragsbudget.language.speaker import Speaker
from antragsbudget.values.money import ZERO

if TYPE_CHECKING:
    from antragsbudget.core.admission import Decision
    from antragsbudget.pipeline import Outcome


def show_preview(ctx: typer.Context, outcome: "Outcome") -> None:
    """Show on stderr what an entry is, where its money comes from, and what it would leave."""
    language = language_of(ctx)
    for decision in outcome.decisions:
        problems.say(headline(decision, outcome, language))
        for text in details(decision, outcome, language):
            problems.say(text, "  ")
    decision = outcome.decision
    assert decision.entry is not None
    if decision.entry.date != clock.today() and _other_year(decision) is None:
        day = formats.day(decision.entry.date, language)
        problems.say(f"{vocabulary.FIELDS['date'].said(language)} {day}", "  ")
    if isinstance(decision.entry, YearClose):
        from antragsbudget.cli.show import year_end

        year_end.show_preview(ctx, outcome)
    elif decision.effect.postings:
        from antragsbudget.documents.figures import comparison

        table = comparison(decision.before, decision.after, _touched(outcome), language)
        screen.show(ctx, [table], stderr=True)
    say_notices(outcome, speaker_for(ctx, outcome.ledger))


def headline(decision: "Decision", outcome: "Outcome", language: Language) -> str:
    """Return an entry in one line: number, kind, allocation, amount, payee and purpose."""
    from antragsbudget.core.selection import amount_shown, booked_entry

    entry = decision.entry
    assert entry is not None
    booked = booked_entry(entry, outcome.balances)
    parts = [words.number(entry.nr, language)]
    parts.append(vocabulary.KINDS[entry.kind].name.said(language))
    names = names_of(booked, outcome.ledger.budget)
    amount = amount_shown(entry, outcome.balances, decision.effect)
    if names:
        parts.append(names)
    if amount is not None:
        parts.append(formats.euro(amount, language))
    about = [payee_of(booked), subject_of(entry, language)]
    if (year := _other_year(decision)) is not None:
        about.append(words.budget_year(year, entry.date, language))
    return " · ".join([" ".join(parts), *(formats.visible(part) for part in about if part)])


def _other_year(decision: "Decision") -> int | None:
    """Return the budget year that the line of an entry shows with its value date, if it does."""
    entry = decision.entry
    if entry is None or isinstance(entry, YearClose) or not decision.effect.postings:
        return None
    return entry.year


def details(decision: "Decision", outcome: "Outcome", language: Language) -> Iterator[str]:
    """Yield what belongs to an entry besides its line: tax, the two persons, draw, consents."""
    entry, draw = decision.entry, decision.effect.drawdown
    if isinstance(entry, Booking) and entry.net is not None and entry.tax_rate is not None:
        yield words.net_and_tax(entry.net, int(entry.tax_rate), language)
    if isinstance(entry, Expense) and (entry.certified_by or entry.ordered_by):
        persons = {"certified_by": entry.certified_by, "ordered_by": entry.ordered_by}
        yield " · ".join(
            f"{vocabulary.FIELDS[key].said(language)} {formats.visible(person)}"
            for key, person in persons.items()
            if person
        )
    if draw is not None:
        yield words.drawn(draw.drawn, draw.nr, draw.released, language)
    if isinstance(entry, Cut):
        taken = -sum((m.amount for m in decision.effect.postings if m.figure == "blocked"), ZERO)
        if taken > 0:
            yield words.cut_from_blocked(taken, language)
    if isinstance(entry, Consent):
        allocation = outcome.ledger.budget.allocation(entry.allocation)
        state = condition_state(outcome.balances, allocation, entry)
        given = consents(state).in_words(Speaker(language))
        yield words.consents_for(formats.visible(allocation.name), given, language)


def _touched(outcome: "Outcome") -> list[str]:
    """Return the allocations whose figures the entries concern, in the header's order."""
    named: set[str] = set()
    for decision in outcome.decisions:
        assert decision.entry is not None
        named |= {move.allocation for move in decision.effect.postings}
        named |= set(allocations_of(decision.entry))
    return [a.id for a in outcome.ledger.budget.allocations if a.id in named]


def say_notices(outcome: "Outcome", speaker: Speaker) -> None:
    word = words.NOTE.said(speaker.language)
    for _, text in warnings(outcome, speaker):
        problems.say(f"{word}: {text}", "  ")


def warnings(outcome: "Outcome", speaker: Speaker) -> list[tuple[str, str]]:
    """Return code and text of what the person should know."""
    notices = [notice for decision in outcome.decisions for notice in decision.notices]
    if outcome.broken:
        notices.append(messages.notices.RulesBroken(entries=outcome.broken))
    if outcome.odd_texts:
        notices.append(messages.notices.HeaderBroken(texts=outcome.odd_texts))
    sentences = ((notice.code, notice.sentence(speaker)) for notice in notices)
    return list(dict.fromkeys(sentences))  # of the clock, each entry of a write says the same


def report(
    ctx: typer.Context,
    outcome: "Outcome",
    *,
    dry_run: bool,
    files: Mapping[str, str] | None = None,
) -> int:
    """Report what became of the proposals, and return the exit code; *files* were written too."""
    language, json = language_of(ctx), invocation(ctx).json
    speaker = speaker_for(ctx, outcome.ledger)
    if not outcome.entries:
        return problems.refuse(
            outcome.violations, speaker, json=json, undone=refusals.NOTHING_RECORDED
        )
    if outcome.declined:
        problems.say(refusals.NOTHING_RECORDED.said(language))
        return problems.REFUSED
    if json:
        more: dict[str, object] = {} if files is None else {"files": dict(files)}
        _write_json(outcome, speaker, more | ({"dry_run": True} if dry_run else {}))
    elif dry_run:
        show_preview(ctx, outcome)
        problems.say(words.ONLY_CHECKED.said(language))
    else:
        _say_recorded(outcome, speaker)
    return 0


def _write_json(outcome: "Outcome", speaker: Speaker, more: Mapping[str, object]) -> None:
    from antragsbudget.documents import data

    touched, tables = _touched(outcome), [table_of(entry) for entry in outcome.entries]
    lines = [line for line in outcome.decision.after.lines if line.allocation.id in touched]
    notes = [{"code": code, "message": text} for code, text in warnings(outcome, speaker)]
    content: dict[str, object] = {
        "entry": tables[-1],
        **({"entries": tables} if len(tables) > 1 else {}),
        "allocations": [data.line(line) for line in lines],
        "warnings": notes,
    }
    as_json.write(True, {**content, **more})


def _say_recorded(outcome: "Outcome", speaker: Speaker) -> None:
    """Say the entry's number, what remains, what stays open, and how to take it back."""
    decision, language = outcome.decision, speaker.language
    entry = decision.entry
    assert entry is not None
    lead = words.RECORDED.said(language)
    for recorded in outcome.decisions:
        problems.say(lead + headline(recorded, outcome, language))
        for text in details(recorded, outcome, language):
            problems.say(text, "  ")
    if isinstance(entry, YearClose):
        from antragsbudget.cli.show import year_end

        for text in year_end.became(outcome, language):
            problems.say(text, "  ")
        say_notices(outcome, speaker)
        look = speaker.command("status", year=str(entry.year))
        problems.say_command(words.state_of(entry.year, language), look)
        return
    open_years = {move.year for move in decision.effect.postings} & outcome.balances.open_years
    for old, new in zip(decision.before.lines, decision.after.lines, strict=True):
        if new.allocation.id in _touched(outcome) and open_years:
            name = formats.visible(new.allocation.name)
            after, before = new.figures.available, old.figures.available
            noticed = any(notice.code == "shortfall" for notice in decision.notices)
            shortfall = ZERO if noticed else new.figures.shortfall
            problems.say(words.available(name, after, before, shortfall, language), "  ")
    _say_open(outcome, speaker)
    say_notices(outcome, speaker)
    years = {move.year for move in decision.effect.postings}
    if entry.irreversible is None and years <= outcome.balances.open_years:
        undo = speaker.command("reverse", entry.nr, reason=commands.REASON)
        problems.say_command(words.TO_UNDO.said(language), undo)


def _say_open(outcome: "Outcome", speaker: Speaker) -> None:
    """Say what the reservations and commitments that the entry concerns still hold."""
    entry = outcome.decision.entry
    for change in outcome.decision.effect.item_changes:
        item = outcome.balances.items.get(change.nr)
        booking = entry if item is None else item.entry
        left = change.left + (ZERO if item is None else item.left)
        if left > 0 and isinstance(booking, Reservation | Commitment):
            settle = speaker.command("settle", change.nr)
            problems.say(words.still_open(change.nr, left, settle, speaker.language), "  ")
