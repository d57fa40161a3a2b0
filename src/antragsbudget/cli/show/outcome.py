"""What a write would do, as a preview; and what it did, in words or as JSON."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock
from antragsbudget.cli.context import language_of, speaker
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
from antragsbudget.core.statement import Figures
from antragsbudget.documents.subjects import names_of, payee_of, subject_of
from antragsbudget.language import Both, Language, commands, formats, messages, vocabulary
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
    if decision.entry.date != clock.today() and not _tells_its_day(decision):
        day = formats.day(decision.entry.date, language)
        problems.say(f"{vocabulary.FIELDS['date'].said(language)} {day}", "  ")
    if isinstance(decision.entry, YearClose):
        from antragsbudget.cli.show import year_end

        year_end.show_preview(ctx, outcome)
    elif decision.effect.postings:
        from antragsbudget.documents.figures import comparison

        table = comparison(decision.before, decision.after, _touched(outcome), language)
        screen.show(ctx, [table], stderr=True)
    say_notices(outcome, speaker(ctx, outcome.ledger))


def headline(decision: "Decision", outcome: "Outcome", language: Language) -> str:
    """Return an entry in one line: number, kind, allocation, amount, payee and purpose."""
    from antragsbudget.core.selection import amount_shown, booked_entry

    entry = decision.entry
    assert entry is not None
    booked = booked_entry(entry, outcome.balances)
    parts = [f"Nr. {entry.nr}" if language == "de" else f"No. {entry.nr}"]
    parts.append(vocabulary.KINDS[entry.kind].name.said(language))
    names = names_of(booked, outcome.ledger.budget)
    amount = amount_shown(entry, outcome.balances, decision.effect)
    if names:
        parts.append(names)
    if amount is not None:
        parts.append(formats.euro(amount, language))
    about = [payee_of(booked), subject_of(entry, language)]
    if _tells_its_day(decision):
        day = formats.day(entry.date, language)
        year = Both("Haushaltsjahr {0} (Wertstellung {1})", "budget year {0} (value date {1})")
        about.append(year.said(language).format(entry.year, day))
    return " · ".join([" ".join(parts), *(formats.visible(part) for part in about if part)])


def _tells_its_day(decision: "Decision") -> bool:
    """Say whether the line of an entry tells its value date, beside another day's budget year."""
    entry = decision.entry
    if entry is None or isinstance(entry, YearClose):
        return False
    return entry.year is not None and bool(decision.effect.postings)


def details(decision: "Decision", outcome: "Outcome", language: Language) -> Iterator[str]:
    """Yield what belongs to an entry besides its line: tax, the two persons, draw, consents."""
    entry, draw = decision.entry, decision.effect.draw
    if isinstance(entry, Booking) and entry.net is not None and entry.tax_rate is not None:
        net, rate = formats.euro(entry.net, language), int(entry.tax_rate)
        text = Both(f"netto {net}, dazu {rate} % Steuer", f"net {net}, plus {rate} % tax")
        yield text.said(language)
    if isinstance(entry, Expense) and (entry.certified_by or entry.ordered_by):
        persons = {"certified_by": entry.certified_by, "ordered_by": entry.ordered_by}
        yield " · ".join(
            f"{vocabulary.FIELDS[key].said(language)} {formats.visible(person)}"
            for key, person in persons.items()
            if person
        )
    if draw is not None:
        drawn = formats.euro(draw.drawn, language)
        text = Both(f"{drawn} aus Nr. {draw.nr}", f"{drawn} from no. {draw.nr}")
        freed = formats.euro(draw.released, language)
        rest = Both(f"; {freed} werden frei", f"; {freed} is released") if draw.released else None
        yield text.said(language) + (rest.said(language) if rest else "")
    if isinstance(entry, Cut):
        taken = -sum((m.amount for m in decision.effect.postings if m.figure == "blocked"), ZERO)
        if taken > 0:
            amount = formats.euro(taken, language)
            text = Both(
                f"davon {amount} aus gesperrten Mitteln", f"{amount} of it from blocked funds"
            )
            yield text.said(language)
    if isinstance(entry, Consent):
        allocation = outcome.ledger.budget.allocation(entry.allocation)
        state = condition_state(outcome.balances, allocation, entry)
        words = consents(state).in_words(Speaker(language))
        name = formats.visible(allocation.name)
        text = Both(f"Zustimmungen zu {name}: {words}", f"consents for {name}: {words}")
        yield text.said(language)


def _touched(outcome: "Outcome") -> list[str]:
    """Return the allocations whose figures the entries concern, in the header's order."""
    named: set[str] = set()
    for decision in outcome.decisions:
        assert decision.entry is not None
        named |= {move.allocation for move in decision.effect.postings}
        named |= set(allocations_of(decision.entry))
    return [a.id for a in outcome.ledger.budget.allocations if a.id in named]


def say_notices(outcome: "Outcome", teller: Speaker) -> None:
    word = Both("Hinweis", "note").said(teller.language)
    for _, text in warnings(outcome, teller):
        problems.say(f"{word}: {text}", "  ")


def warnings(outcome: "Outcome", teller: Speaker) -> list[tuple[str, str]]:
    """Return code and text of what the person should know."""
    notices = [notice for decision in outcome.decisions for notice in decision.notices]
    if outcome.broken:
        notices.append(messages.notices.RulesBroken(entries=outcome.broken))
    if outcome.odd_texts:
        notices.append(messages.notices.HeaderBroken(texts=outcome.odd_texts))
    told = ((notice.code, notice.sentence(teller)) for notice in notices)
    return list(dict.fromkeys(told))  # of the clock, each entry of a write says the same


def told(
    ctx: typer.Context,
    outcome: "Outcome",
    *,
    dry_run: bool,
    files: Mapping[str, str] | None = None,
) -> int:
    """Tell what became of the proposals, and return the exit code; *files* were written too."""
    language, json = language_of(ctx), invocation(ctx).json
    teller = speaker(ctx, outcome.ledger)
    if not outcome.entries:
        return problems.refuse(
            outcome.violations, teller, json=json, undone=problems.NOTHING_RECORDED
        )
    if outcome.declined:
        problems.say(problems.NOTHING_RECORDED.said(language))
        return problems.REFUSED
    if json:
        more: dict[str, object] = {} if files is None else {"files": dict(files)}
        _write_json(outcome, teller, more | ({"dry_run": True} if dry_run else {}))
    elif dry_run:
        show_preview(ctx, outcome)
        problems.say(
            Both("nur geprüft, nichts gebucht", "checked only, nothing recorded").said(language)
        )
    else:
        _say_recorded(outcome, teller)
    return 0


def _write_json(outcome: "Outcome", teller: Speaker, more: Mapping[str, object]) -> None:
    from antragsbudget.documents import data

    touched, tables = _touched(outcome), [table_of(entry) for entry in outcome.entries]
    lines = [line for line in outcome.decision.after.lines if line.allocation.id in touched]
    notes = [{"code": code, "message": text} for code, text in warnings(outcome, teller)]
    content: dict[str, object] = {
        "entry": tables[-1],
        **({"entries": tables} if len(tables) > 1 else {}),
        "allocations": [data.line(line) for line in lines],
        "warnings": notes,
    }
    as_json.write(True, {**content, **more})


def _say_recorded(outcome: "Outcome", teller: Speaker) -> None:
    """Say the entry's number, what remains, what stays open, and how to take it back."""
    decision, language = outcome.decision, teller.language
    entry = decision.entry
    assert entry is not None
    for one in outcome.decisions:
        lead = Both("gebucht: ", "recorded: ").said(language)
        problems.say(lead + headline(one, outcome, language))
        for text in details(one, outcome, language):
            problems.say(text, "  ")
    if isinstance(entry, YearClose):
        from antragsbudget.cli.show import year_end

        for text in year_end.became(outcome, language):
            problems.say(text, "  ")
        say_notices(outcome, teller)
        lead = Both(f"Stand {entry.year}:", f"state {entry.year}:").said(language)
        problems.say_command(lead, teller.command("status", year=str(entry.year)))
        return
    open_years = {move.year for move in decision.effect.postings} & outcome.balances.open_years
    for old, new in zip(decision.before.lines, decision.after.lines, strict=True):
        if new.allocation.id in _touched(outcome) and open_years:
            name = formats.visible(new.allocation.name)
            after = formats.euro(new.figures.available, language)
            before = formats.euro(old.figures.available, language)
            said = Both(
                f"auf {name} verfügbar: {after} (vorher {before})",
                f"available on {name}: {after} (before {before})",
            )
            known = any(notice.code == "shortfall" for notice in decision.notices)
            lack = "" if known else _shortfall(new.figures, language)
            problems.say(said.said(language) + lack, "  ")
    _say_open(outcome, teller)
    say_notices(outcome, teller)
    years = {move.year for move in decision.effect.postings}
    if entry.irreversible is None and years <= outcome.balances.open_years:
        undo = teller.command("reverse", entry.nr, reason=commands.REASON)
        problems.say_command(Both("zurücknehmen:", "to undo:").said(language), undo)


def _shortfall(figures: Figures, language: Language) -> str:
    if figures.shortfall <= 0:
        return ""
    amount = formats.euro(figures.shortfall, language)
    return Both(f" · Fehlbetrag {amount}", f" · shortfall {amount}").said(language)


def _say_open(outcome: "Outcome", teller: Speaker) -> None:
    """Say what the reservations and commitments that the entry concerns still hold."""
    entry = outcome.decision.entry
    for turn in outcome.decision.effect.item_changes:
        item = outcome.balances.items.get(turn.nr)
        booking = entry if item is None else item.entry
        left = turn.left + (ZERO if item is None else item.left)
        if left > 0 and isinstance(booking, Reservation | Commitment):
            shown = formats.euro(left, teller.language)
            close = teller.command("settle", turn.nr)
            text = Both(
                f"bei Nr. {turn.nr} noch offen: {shown} (Rest freigeben: {close})",
                f"still open on no. {turn.nr}: {shown} (to release it: {close})",
            )
            problems.say(text.said(teller.language), "  ")
