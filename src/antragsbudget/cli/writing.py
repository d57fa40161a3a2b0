"""Carries out a command that writes: proposal in, preview and question, entry or refusal out."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock, reports
from antragsbudget.cli.bilingual import invocation
from antragsbudget.cli.context import asks, console, language_of, ledger_path
from antragsbudget.cli.options import WriteOptions, given
from antragsbudget.core.entries import Booking, Entry, allocation_of, amount_of, table_of
from antragsbudget.language import Both, Language, commands, formats, vocabulary
from antragsbudget.language.entries import payee_of, subject_of
from antragsbudget.language.messages import Speaker

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
        return answer.endswith("\n") and answer.strip().casefold() in YES

    return confirm


def _waiting(language: Language) -> "Callable[[Holder], None]":
    def notice(holder: "Holder") -> None:
        name = holder.name or Both("jemand anderem", "somebody else").said(language)
        reports.say(
            Both(
                f"die Datei wird gerade von {name} beschrieben, bitte warten …",
                f"the ledger is being written by {name}, please wait …",
            ).said(language)
        )

    return notice


def show_preview(outcome: "Outcome", language: Language) -> None:
    """Show on stderr what an entry is and what it would leave."""
    from antragsbudget.cli import screens

    decision = outcome.decision
    assert decision.entry is not None
    err = console(stderr=True)
    err.print(headline(decision.entry, outcome, language))
    touched = _touched(outcome)
    if touched:
        err.print(screens.preview(decision.before, decision.after, touched, language))
    _say_notices(outcome, language)


def headline(entry: Entry, outcome: "Outcome", language: Language) -> str:
    """Return an entry in one line: number, kind, allocation, amount, payee and purpose."""
    parts = [f"Nr. {entry.nr}" if language == "de" else f"No. {entry.nr}"]
    parts.append(vocabulary.KINDS[entry.kind].name.said(language))
    allocation, amount = allocation_of(entry), amount_of(entry)
    if allocation is not None:
        parts.append(formats.visible(outcome.ledger.budget.allocation(allocation).name))
    if amount is not None:
        parts.append(formats.euro(amount, language))
    about = [payee_of(entry), subject_of(entry, language)]
    if entry.year is not None:
        day = formats.day(entry.date, language)
        year = Both("Haushaltsjahr {0} (Wertstellung {1})", "budget year {0} (value date {1})")
        about.append(year.said(language).format(entry.year, day))
    text = " · ".join(formats.visible(part) for part in about if part)
    return " ".join(parts) + (f" · {text}" if text else "")


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
    if decision.entry is None:
        speaker = Speaker(language, outcome.ledger.budget, outcome.balances)
        return reports.refuse(decision.violations, speaker, json=json, writes=True)
    if outcome.declined:
        reports.say(CANCELLED.said(language))
        return reports.REFUSED
    if json:
        _write_json(outcome, language, dry_run=dry_run)
    elif dry_run:
        show_preview(outcome, language)
        reports.say(Both("Probe: nichts gebucht", "dry run: nothing recorded").said(language))
    else:
        _say_recorded(outcome, language)
    return 0


def _write_json(outcome: "Outcome", language: Language, *, dry_run: bool) -> None:
    decision, touched = outcome.decision, _touched(outcome)
    assert decision.entry is not None
    entry = table_of(decision.entry)
    content: dict[str, object] = {
        "entry": entry,
        "allocations": [
            as_json.line(line) for line in decision.after.lines if line.allocation.id in touched
        ],
        "warnings": [{"code": code, "message": text} for code, text in warnings(outcome, language)],
    }
    as_json.write(True, content | ({"dry_run": True} if dry_run else {}))


def _say_recorded(outcome: "Outcome", language: Language) -> None:
    """Say the entry's number, what remains, what stays open, and how to take it back."""
    decision = outcome.decision
    entry, draw = decision.entry, decision.effect.draw
    assert entry is not None
    reports.say(Both("gebucht: ", "recorded: ").said(language) + headline(entry, outcome, language))
    touched = _touched(outcome)
    for old, new in zip(decision.before.lines, decision.after.lines, strict=True):
        if new.allocation.id in touched:
            name = formats.visible(new.allocation.name)
            after = formats.euro(new.figures.available, language)
            before = formats.euro(old.figures.available, language)
            text = Both(
                f"verfügbar auf {name}: {after} (vorher {before})",
                f"available on {name}: {after} (before {before})",
            )
            reports.say(text.said(language), "  ")
    if draw is not None and draw.still_open > 0:
        _say_open(draw.nr, outcome, draw.still_open, language)
    if isinstance(entry, Booking) and entry.kind != "expense":
        _say_open(entry.nr, outcome, entry.amount, language)
    _say_notices(outcome, language)
    if entry.kind not in ("reversal", "setting"):
        undo = commands.line(language, "reverse", entry.nr, reason=commands.REASON)
        reports.say(Both("zurücknehmen: ", "to take it back: ").said(language) + undo, "  ")


def _say_open(nr: int, outcome: "Outcome", amount: object, language: Language) -> None:
    shown = formats.euro(amount, language)  # type: ignore[arg-type]
    close = commands.line(language, "settle", nr)
    text = Both(
        f"offen bleiben bei Nr. {nr}: {shown} (Rest freigeben: {close})",
        f"still open on no. {nr}: {shown} (to release it: {close})",
    )
    reports.say(text.said(language), "  ")
