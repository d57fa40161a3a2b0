"""Carries out a command that writes: proposal in, preview and question, entry or refusal out."""

import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock, reports
from antragsbudget.cli.bilingual import invocation
from antragsbudget.cli.context import asks, console, language_of, ledger_path, speaker
from antragsbudget.cli.options import WriteOptions, given
from antragsbudget.core.entries import (
    Booking,
    Commitment,
    Consent,
    Entry,
    Payment,
    Reservation,
    Reversal,
    Setting,
    Settlement,
    allocation_of,
    amount_of,
    table_of,
)
from antragsbudget.core.money import ZERO
from antragsbudget.core.paper import condition_state
from antragsbudget.language import Both, Language, commands, formats, vocabulary
from antragsbudget.language.entries import payee_of, subject_of
from antragsbudget.language.messages import Speaker, consents

if TYPE_CHECKING:
    from antragsbudget.core.proposal import Now
    from antragsbudget.ledger.store import Holder
    from antragsbudget.pipeline import Outcome

CANCELLED = Both("nichts gebucht", "nothing recorded")
YES = ("", "j", "ja", "y", "yes")


def record(ctx: typer.Context, kind: str, write: WriteOptions, **typed: str | bool | None) -> int:
    """Record an entry of *kind* from what was typed, and return the exit code."""
    from antragsbudget import pipeline
    from antragsbudget.core.proposal import Now, Proposal

    options = given(write)
    wishes = {key: bool(options.pop(key, False)) for key in ("dry_run", "yes", "json")}
    by = str(options.pop("by", clock.user()))
    fields = {key: value for key, value in typed.items() if value is not None}
    proposal = Proposal(kind, {**fields, **options})

    def now() -> "Now":
        return Now(clock.today(), clock.moment(), by)

    path = ledger_path(ctx)
    if wishes["dry_run"]:
        outcome = pipeline.judge(path, proposal, now())
    else:
        confirm = _question(language_of(ctx)) if asks(ctx, yes=wishes["yes"]) else None
        outcome = pipeline.record(path, proposal, now, confirm, _waiting(language_of(ctx)))
    return _told(ctx, outcome, dry_run=wishes["dry_run"])


def _question(language: Language) -> "Callable[[Outcome], bool]":
    def confirm(outcome: "Outcome") -> bool:
        show_preview(outcome, language)
        question = Both("Buchen? [J/n] ", "Record? [Y/n] ").said(language)
        print(question, end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:  # Ctrl-D
            print(file=sys.stderr)
        return bool(answer) and answer.strip().casefold() in YES

    return confirm


def _waiting(language: Language) -> "Callable[[Holder], None]":
    def notice(holder: "Holder") -> None:
        name = holder.name or Both("jemand anderem", "somebody else").said(language)
        text = Both(
            f"die Datei wird gerade von {name} beschrieben, bitte warten …",
            f"the ledger is being written by {name}, please wait …",
        )
        reports.say(text.said(language))

    return notice


def show_preview(outcome: "Outcome", language: Language) -> None:
    """Show on stderr what an entry is, where its money comes from, and what it would leave."""
    from antragsbudget.cli import screens

    decision = outcome.decision
    assert decision.entry is not None
    reports.say(headline(decision.entry, outcome, language))
    for text in details(outcome, language):
        reports.say(text, "  ")
    if decision.effect.moves:
        table = screens.preview(decision.before, decision.after, _touched(outcome), language)
        console(stderr=True).print(table)
    _say_notices(outcome, language)


def headline(entry: Entry, outcome: "Outcome", language: Language) -> str:
    """Return an entry in one line: number, kind, allocation, amount, payee and purpose."""
    from antragsbudget.core.selection import booked_entry

    booked = booked_entry(entry, outcome.balances)
    parts = [f"Nr. {entry.nr}" if language == "de" else f"No. {entry.nr}"]
    parts.append(vocabulary.KINDS[entry.kind].name.said(language))
    allocation, amount = allocation_of(booked), _amount(outcome)
    if allocation is not None:
        parts.append(formats.visible(outcome.ledger.budget.allocation(allocation).name))
    if amount is not None:
        parts.append(formats.euro(amount, language))
    about = [payee_of(booked), subject_of(entry, language)]
    if entry.year is not None and outcome.decision.effect.moves:
        day = formats.day(entry.date, language)
        year = Both("Haushaltsjahr {0} (Wertstellung {1})", "budget year {0} (value date {1})")
        about.append(year.said(language).format(entry.year, day))
    return " · ".join([" ".join(parts), *(formats.visible(part) for part in about if part)])


def _amount(outcome: "Outcome") -> Decimal | None:
    """Return the amount of the entry, or the one that it pays, releases or undoes."""
    from antragsbudget.core.selection import amount_shown

    entry, effect = outcome.decision.entry, outcome.decision.effect
    assert entry is not None
    if isinstance(entry, Reversal) and entry.entry in outcome.balances.entries:
        return amount_shown(outcome.balances.entries[entry.entry], outcome.balances)
    if isinstance(entry, Payment | Settlement) and effect.turns:
        return abs(effect.turns[0].paid or effect.turns[0].left)
    return amount_of(entry)


def details(outcome: "Outcome", language: Language) -> Iterator[str]:
    """Yield what belongs to an entry besides its line: net and tax, the draw, the consents."""
    entry, draw = outcome.decision.entry, outcome.decision.effect.draw
    if isinstance(entry, Booking) and entry.net is not None and entry.tax_rate is not None:
        net, rate = formats.euro(entry.net, language), int(entry.tax_rate)
        text = Both(f"netto {net}, dazu {rate} % Steuer", f"net {net}, plus {rate} % tax")
        yield text.said(language)
    if draw is not None:
        drawn = formats.euro(draw.drawn, language)
        text = Both(f"{drawn} aus Nr. {draw.nr}", f"{drawn} from no. {draw.nr}")
        freed = formats.euro(draw.released, language)
        rest = Both(f"; {freed} werden frei", f"; {freed} is released") if draw.released else None
        yield text.said(language) + (rest.said(language) if rest else "")
    if isinstance(entry, Consent):
        allocation = outcome.ledger.budget.allocation(entry.allocation)
        words = consents(condition_state(outcome.balances, allocation, entry), language)
        name = formats.visible(allocation.name)
        text = Both(f"Zustimmungen zu {name}: {words}", f"consents on {name}: {words}")
        yield text.said(language)


def _touched(outcome: "Outcome") -> list[str]:
    """Return the allocations whose figures the entry concerns, in the header's order."""
    entry, effect = outcome.decision.entry, outcome.decision.effect
    named = {move.allocation for move in effect.moves}
    assert entry is not None
    named.add(allocation_of(entry) or "")
    return [a.id for a in outcome.ledger.budget.allocations if a.id in named]


def _say_notices(outcome: "Outcome", language: Language) -> None:
    word = Both("Hinweis", "note").said(language)
    for _, text in warnings(outcome, language):
        reports.say(f"{word}: {text}", "  ")


def warnings(outcome: "Outcome", language: Language) -> list[tuple[str, str]]:
    """Return code and text of what the person should know."""
    from antragsbudget.core.violations import Notice

    speaker = Speaker(language, outcome.ledger.budget, outcome.balances)
    notices = list(outcome.decision.notices)
    if outcome.broken:
        findings = formats.count(
            outcome.broken,
            Both("Buchung, die eine Regel verletzt", "entry that breaks a rule"),
            Both("Buchungen, die eine Regel verletzen", "entries that break a rule"),
            language,
        )
        notices.append(Notice("rules_broken", {"findings": findings}))
    return [(notice.code, speaker.notice(notice)) for notice in notices]


def _told(ctx: typer.Context, outcome: "Outcome", *, dry_run: bool) -> int:
    """Tell what became of the proposal and return the exit code."""
    language, json = language_of(ctx), invocation(ctx).json
    decision = outcome.decision
    teller = speaker(ctx, outcome.ledger, outcome.balances)
    if decision.entry is None:
        return reports.refuse(decision.violations, teller, json=json, writes=True)
    if outcome.declined:
        reports.say(CANCELLED.said(language))
        return reports.REFUSED
    if json:
        _write_json(outcome, language, dry_run=dry_run)
    elif dry_run:
        show_preview(outcome, language)
        reports.say(
            Both("nur geprüft, nichts gebucht", "checked only, nothing recorded").said(language)
        )
    else:
        _say_recorded(outcome, teller)
    return 0


def _write_json(outcome: "Outcome", language: Language, *, dry_run: bool) -> None:
    decision, touched = outcome.decision, _touched(outcome)
    assert decision.entry is not None
    lines = [line for line in decision.after.lines if line.allocation.id in touched]
    notes = [{"code": code, "message": text} for code, text in warnings(outcome, language)]
    content: dict[str, object] = {
        "entry": table_of(decision.entry),
        "allocations": [as_json.line(line) for line in lines],
        "warnings": notes,
    }
    as_json.write(True, content | ({"dry_run": True} if dry_run else {}))


def _say_recorded(outcome: "Outcome", teller: Speaker) -> None:
    """Say the entry's number, what remains, what stays open, and how to take it back."""
    decision, language = outcome.decision, teller.language
    entry = decision.entry
    assert entry is not None
    reports.say(Both("gebucht: ", "recorded: ").said(language) + headline(entry, outcome, language))
    for text in details(outcome, language):
        reports.say(text, "  ")
    for old, new in zip(decision.before.lines, decision.after.lines, strict=True):
        if new.allocation.id in _touched(outcome) and decision.effect.moves:
            name = formats.visible(new.allocation.name)
            after = formats.euro(new.figures.available, language)
            before = formats.euro(old.figures.available, language)
            said = Both(
                f"auf {name} verfügbar: {after} (vorher {before})",
                f"available on {name}: {after} (before {before})",
            )
            reports.say(said.said(language), "  ")
    _say_open(outcome, teller)
    _say_notices(outcome, language)
    if not isinstance(entry, Reversal | Setting):
        undo = teller.command("reverse", entry.nr, reason=commands.REASON)
        reports.say_command(Both("zurücknehmen:", "to undo:").said(language), undo)


def _say_open(outcome: "Outcome", teller: Speaker) -> None:
    """Say what the reservations and commitments that the entry concerns still hold."""
    entry = outcome.decision.entry
    for turn in outcome.decision.effect.turns:
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
            reports.say(text.said(teller.language), "  ")
