"""Carries out the commands that only read: state of the money, entries, one entry, the audit."""

from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock, reports, typed
from antragsbudget.cli.bilingual import invocation
from antragsbudget.cli.context import console, language_of, ledger_path, speaker
from antragsbudget.core.balances import Balances
from antragsbudget.core.chain import grouped
from antragsbudget.core.entries import named_by, table_of
from antragsbudget.core.statement import Statement, current_year, statement
from antragsbudget.errors import Place
from antragsbudget.language import Both, Language, formats
from antragsbudget.language.entries import basis, subject_of
from antragsbudget.language.messages import Speaker
from antragsbudget.values.money import ZERO

if TYPE_CHECKING:
    from pathlib import Path

    from antragsbudget.cli.options import FilterOptions
    from antragsbudget.cli.screen import Screen
    from antragsbudget.pipeline import Found, Ledger, Verification

ENTRY, ENTRIES = Both("Buchung", "entry"), Both("Buchungen", "entries")


def status(ctx: typer.Context, *, as_of: str | None, year: str | None, everything: bool) -> int:
    """Show what is available, per allocation and in total."""
    from antragsbudget import pipeline

    ledger = pipeline.read(ledger_path(ctx))
    words = typed.Words(speaker(ctx, ledger), clock.today())
    last = words.day(as_of)
    balances = ledger.balances(last)
    wanted = words.year(year, balances) or current_year(balances)
    shown = statement(balances, wanted, last or clock.today())
    if invocation(ctx).json:
        tail = {"entries": len(ledger.entries), "fingerprint": ledger.fingerprint}
        as_json.write(True, {"ledger": str(ledger.path)} | as_json.statement(shown) | tail)
        return 0
    from antragsbudget.cli import screens

    language, out = language_of(ctx), console(ctx)
    out.print(_title(shown, language), style="bold")
    if closed := _closed(shown, balances, language):
        out.print(closed)
    out.print(_basis(balances, language))
    out.print()
    screens.show_figures(shown, out, language, everything=everything)
    out.print()
    screens.show_use(shown, balances, out, language)
    out.print()
    if everything:
        from antragsbudget.cli import overview

        overview.show_registers(balances, out, language)
    show_source(out, ledger, language)
    if last_paper := _last_paper(balances, len(ledger.entries), language):
        out.print(last_paper, style="dim", soft_wrap=True)
    return 0


def _title(shown: Statement, language: Language) -> str:
    day = formats.day(shown.as_of, language)
    return Both(
        f"Stand der Mittel am {day}, Haushaltsjahr {shown.year}, in Euro",
        f"State of funds on {day}, budget year {shown.year}, in euros",
    ).said(language)


def _closed(shown: Statement, balances: Balances, language: Language) -> str:
    """Return since when the year is closed, so that what is still available is not misread."""
    closed = balances.closed.get(shown.year)
    if closed is None:
        return ""
    day = formats.day(closed.date, language)
    return Both(
        f"Das Haushaltsjahr ist seit dem {day} abgeschlossen.",
        f"The budget year has been closed since {day}.",
    ).said(language)


def _basis(balances: Balances, language: Language) -> str:
    """Return on what the money rests; while no resolution is recorded, every table says so."""
    return basis(balances.budget, balances.settings.get("adopted"), language)


def _last_paper(balances: Balances, entries: int, language: Language) -> str:
    """Return which paper was issued last, and how many of all *entries* were recorded since."""
    issued = [one for one in balances.papers if one.public is not False]
    if not issued:
        return ""
    since = entries - issued[-1].nr - sum(one.nr > issued[-1].nr for one in balances.papers)
    number = formats.count(since, ENTRY, ENTRIES, language)
    paper = formats.visible(subject_of(issued[-1], language))
    text = Both(
        f"Letzte Vorlage: {paper}, seitdem {number}", f"Last paper: {paper}, {number} since"
    )
    return text.said(language)


def show_source(out: "Screen", ledger: "Ledger", language: Language) -> None:
    """Print whose figures these are; where a terminal is too narrow, the digits stay together."""
    number = formats.count(len(ledger.entries), ENTRY, ENTRIES, language)
    word = Both("Fingerabdruck", "fingerprint").said(language)
    file = f"{formats.visible(str(ledger.path))} · {number}"
    state = f"{word} {grouped(ledger.fingerprint)}"
    between = "\n" if out.is_terminal and len(f"{file} · {state}") > out.width else " · "
    out.print(f"{file}{between}{state}", style="dim", soft_wrap=True)


def entries(ctx: typer.Context, allocation: str | None, chosen: "FilterOptions") -> int:
    """List the entries that pass every filter, with sums of those that stand."""
    from antragsbudget import pipeline
    from antragsbudget.core.selection import selected, sums

    ledger = pipeline.read(ledger_path(ctx))
    words = typed.Words(speaker(ctx, ledger), clock.today())
    balances = ledger.balances(words.day(chosen.as_of))
    found = selected(balances, words.selection(allocation, chosen, balances))
    by_kind = sums(found, balances)
    if invocation(ctx).json:
        as_json.write(
            True,
            {
                "entries": [table_of(entry) for entry in found],
                "sum": sum(by_kind.values(), ZERO),
                "sums": by_kind,
            },
        )
        return 0
    from antragsbudget.cli import screens

    language, out = language_of(ctx), console(ctx)
    if found:
        screens.show_entries(found, balances, out, language)
        out.print()
    else:
        out.print(Both("keine Buchungen", "no entries").said(language))
    if "adopted" not in balances.settings:
        out.print(_basis(balances, language))
    if by_kind:
        word = Both("Summen (ohne stornierte Buchungen)", "sums (without reversed entries)").said(
            language
        )
        screens.show_sums(word, by_kind, out, language)
    screens.show_shortfalls(balances, out, language)
    show_source(out, ledger, language)
    return 0


def show(ctx: typer.Context, number: str, *, as_of: str | None, year: str | None) -> int:
    """Show one entry whole, with what it draws on and what names it."""
    from antragsbudget import pipeline

    ledger = pipeline.read(ledger_path(ctx))
    words = typed.Words(speaker(ctx, ledger), clock.today())
    balances = ledger.balances(words.day(as_of))
    entry = words.entry(number, balances, words.year(year, balances))
    names = [balances.entries[nr] for nr in named_by(entry) if nr in balances.entries]
    named = [balances.entries[nr] for nr in balances.naming.get(entry.nr, ())]
    item = balances.items.get(entry.nr)
    if invocation(ctx).json:
        rest = {} if item is None else {"left": item.left, "paid": item.paid}
        as_json.write(
            True,
            {
                "entry": table_of(entry),
                **rest,
                "reversed_by": balances.reversed_by.get(entry.nr),
                "names": [table_of(other) for other in names],
                "named_by": [table_of(other) for other in named],
            },
        )
        return 0
    from antragsbudget.cli import screens

    language, out = language_of(ctx), console(ctx)
    out.print(screens.entry_facts(entry, balances, language))
    for title, others in (
        (Both("nimmt in Anspruch oder betrifft", "draws on or refers to"), names),
        (Both("dazu gebucht", "recorded on it"), named),
    ):
        if others:
            out.print()
            out.print(title.said(language), style="bold")
            screens.show_entries(others, balances, out, language)
    return 0


def verify(ctx: typer.Context, fingerprint: str | None) -> int:
    """Replay everything and tell all findings at once."""
    from antragsbudget import pipeline

    path = ledger_path(ctx)
    words = typed.Words(Speaker(language_of(ctx)), clock.today())
    wanted = words.fingerprint(fingerprint)
    result = pipeline.verify(path, wanted)
    with suppress(BrokenPipeError):  # who reads no further learns by the code what was found
        _tell(ctx, path, result, wanted)
    return reports.REFUSED if result.findings else 0


def _tell(ctx: typer.Context, path: "Path", result: "Verification", wanted: str | None) -> None:
    """Tell all findings, and the outcome."""
    language = language_of(ctx)
    teller = Speaker(language, result.budget, of_file=True)
    if invocation(ctx).json:
        as_json.write(
            not result.findings,
            {
                "entries": result.entries,
                "fingerprint": result.fingerprint,
                "findings": [
                    {"line": f.line, "entry": f.entry, "code": f.code, "message": _said(f, teller)}
                    for f in result.findings
                ],
                **({} if wanted is None else {"matched_entry": result.matched}),
            },
        )
    else:
        for finding in result.findings:
            place = Place(formats.visible(str(path)), finding.line)
            print(f"{place}: {_said(finding, teller)}")
        _say_verified(result, wanted, language)


def _said(finding: "Found", speaker: Speaker) -> str:
    if finding.violation is None:
        return speaker.failed(finding.says, finding.facts)
    sentence = speaker.violation(finding.violation).sentence
    if finding.entry is None:  # it is in the header
        return sentence
    return f"{formats.numbers([finding.entry], speaker.language)}: {sentence}"


def _say_verified(result: "Verification", wanted: str | None, language: Language) -> None:
    """Say the outcome in words; a fingerprint is told how far it reaches."""
    number = formats.count(result.entries, ENTRY, ENTRIES, language)
    if result.findings:
        findings = formats.count(
            len(result.findings),
            Both("Beanstandung", "finding"),
            Both("Beanstandungen", "findings"),
            language,
        )
        text = Both(f"{findings} bei {number}", f"{findings} on {number}")
        print(text.said(language) + _replayed(result).said(language))
        return
    digits = grouped(result.fingerprint or "")
    text = Both(
        f"{number} geprüft, keine Beanstandung; Fingerabdruck {digits}",
        f"{number} verified, no finding; fingerprint {digits}",
    )
    if result.entries == 0:
        text = Both(
            f"noch keine Buchung; Kopf geprüft, keine Beanstandung; Fingerabdruck {digits}",
            f"no entry yet; header verified, no finding; fingerprint {digits}",
        )
    print(text.said(language))
    if wanted is not None and result.matched is not None:
        print(_matched(result, wanted, result.matched, language))


def _replayed(result: "Verification") -> Both:
    """Return how far the rules were asked, if a fault of the file kept them from the whole."""
    if result.replayed == result.entries:
        return Both("", "")
    if result.replayed == 0:
        return Both("; die Regeln sind noch nicht geprüft", "; the rules are not checked yet")
    return Both(
        f"; die Regeln sind bis Nr. {result.replayed} geprüft",
        f"; the rules are checked up to no. {result.replayed}",
    )


def _matched(result: "Verification", wanted: str, matched: int, language: Language) -> str:
    """Return up to which entry the ledger is what a fingerprint fixed, and what came since."""
    later = result.entries - matched
    since = formats.count(later, ENTRY, ENTRIES, language)
    if later == 0:
        since = Both("keine weitere Buchung", "no further entry").said(language)
    digits = Both(
        f" ({len(wanted)} von 64 Stellen geprüft)", f" ({len(wanted)} of 64 digits checked)"
    )
    checked = "" if len(wanted) == 64 else digits.said(language)
    state = Both(f"der Stand nach Nr. {matched}", f"the state after no. {matched}")
    if matched == 0:
        state = Both("der Stand vor der ersten Buchung", "the state before the first entry")
    return Both(
        f"Der angegebene Fingerabdruck{checked} ist {state.de}; seitdem {since}.",
        f"The given fingerprint{checked} is {state.en}; since then {since}.",
    ).said(language)
