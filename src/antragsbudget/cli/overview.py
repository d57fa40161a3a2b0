"""Carries out `open` and `measures`, and shows the register of consents."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.bilingual import invocation
from antragsbudget.cli.context import console, language_of, ledger_path, speaker
from antragsbudget.cli.reading import show_source
from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Budget
from antragsbudget.core.conditions import register
from antragsbudget.core.entries import Consent, Measure, table_of
from antragsbudget.core.measures import MeasureLine, measure_lines
from antragsbudget.core.outstanding import DONE, OpenEntry, Outstanding, outstanding
from antragsbudget.language import Both, Language, formats, vocabulary
from antragsbudget.language.entries import payee_of, subject_of
from antragsbudget.values.money import ZERO

if TYPE_CHECKING:
    from datetime import date

    from antragsbudget.cli.screen import Screen

WAITING = {
    "reservations": Both("Offene Vormerkungen", "Open reservations"),
    "commitments": Both("Offene Aufträge", "Open commitments"),
    "expenses": Both("Nicht gezahlte Anordnungen", "Unpaid expenses"),
}
MONEY = ("committed", "ordered", "paid")
STATE = (
    *("title", "allocation", "area", "status", "planned", "result", "next_step", "target_date"),
    *("funding", "public_text", "public"),
)


def list_open(
    ctx: typer.Context, allocation: str | None, *, as_of: str | None, year: str | None
) -> int:
    """Show what is still to be done, the oldest first."""
    from antragsbudget import pipeline

    ledger = pipeline.read(ledger_path(ctx))
    words = typed.Words(speaker(ctx, ledger), clock.today())
    last = words.day(as_of)
    balances = ledger.balances(last)
    found = outstanding(
        balances,
        last or clock.today(),
        words.allocation(allocation, ledger.budget),
        words.year(year, balances),
    )
    if invocation(ctx).json:
        lists = {name: [_open_entry(one) for one in getattr(found, name)] for name in WAITING}
        due = {"measures": [{"id": one.measure, **_state(one)} for one in found.measures]}
        as_json.write(True, {"as_of": found.as_of, **lists, **due})
        return 0
    from antragsbudget.cli import screens

    language, out = language_of(ctx), console(ctx)
    day = formats.day(found.as_of, language)
    out.print(Both(f"Offen am {day}", f"Open on {day}").said(language), style="bold")
    for name, title in WAITING.items():
        if waiting := getattr(found, name):
            _show_waiting(title.said(language), waiting, ledger.budget, out, language)
    if found.measures:
        _show_due(found, out, language)
    out.print()
    if not (found.reservations or found.commitments or found.expenses or found.measures):
        out.print(Both("nichts offen", "nothing is open").said(language))
    screens.show_shortfalls(balances, out, language)
    show_source(out, ledger, language)
    return 0


def _open_entry(one: OpenEntry) -> dict[str, object]:
    return {"entry": table_of(one.entry), "left": one.left, "age": one.age}


def _show_waiting(
    title: str, waiting: Sequence[OpenEntry], budget: Budget, out: "Screen", language: Language
) -> None:
    from antragsbudget.cli import screens

    total = formats.euro(sum((one.left for one in waiting), ZERO), language)
    out.print(f"\n{title}: {total}", style="bold")
    rows = [
        (
            str(one.entry.nr),
            formats.day(one.entry.date, language),
            str(one.age),
            formats.visible(budget.allocation(one.entry.allocation).name),
            formats.amount(one.left, language),
            formats.visible(
                " · ".join(filter(None, (payee_of(one.entry), subject_of(one.entry, language))))
            ),
        )
        for one in waiting
    ]
    titles = (
        Both("Nr.", "no."),
        Both("seit", "since"),
        Both("Tage", "days"),
        Both("Ansatz", "allocation"),
        Both("offen", "open"),
        screens.PAYEE_AND_PURPOSE,
    )
    screens.show_rows([one.said(language) for one in titles], rows, "rlrlr", out)


def _show_due(found: Outstanding, out: "Screen", language: Language) -> None:
    from antragsbudget.cli import screens

    title = Both("Zieltermine der Maßnahmen", "Target dates of measures").said(language)
    out.print(f"\n{title}", style="bold")
    rows = [
        (
            formats.day(measure.target_date, language),
            _distance((measure.target_date - found.as_of).days, language),
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
        for measure in found.measures
        if measure.target_date is not None
    ]
    titles = (Both("Termin", "date"), Both("", ""), Both("Maßnahme", "measure"))
    screens.show_rows([one.said(language) for one in titles], rows, "ll", out)


def _distance(days: int, language: Language) -> str:
    """Return how far away a day is: what is past is overdue, and said so in words."""
    if days == 0:
        return Both("heute", "today").said(language)
    count = formats.count(abs(days), Both("Tag", "day"), Both("Tage", "days"), language)
    if days < 0:
        return Both(f"{count} überfällig", f"{count} overdue").said(language)
    return Both(f"noch {count}", f"{count} left").said(language)


def list_measures(
    ctx: typer.Context, allocation: str | None, *, as_of: str | None, year: str | None
) -> int:
    """Show the measures with plan, money, status and result."""
    from antragsbudget import pipeline

    ledger = pipeline.read(ledger_path(ctx))
    words = typed.Words(speaker(ctx, ledger), clock.today())
    last = words.day(as_of)
    balances = ledger.balances(last)
    wanted, only = words.year(year, balances), words.allocation(allocation, ledger.budget)
    lines = [
        line
        for line in measure_lines(balances, wanted)
        if only is None or (line.state is not None and line.state.allocation == only)
    ]
    day = last or clock.today()
    if invocation(ctx).json:
        as_json.write(
            True,
            {"as_of": day, "year": wanted, "measures": [_measure(line) for line in lines]},
        )
        return 0
    from antragsbudget.cli import screens

    language, out = language_of(ctx), console(ctx)
    out.print(_measures_title(day, wanted, language), style="bold")
    out.print()
    if lines:
        _show_measures(lines, ledger.budget, out, language)
    else:
        out.print(Both("keine Maßnahmen", "no measures").said(language))
    out.print()
    screens.show_shortfalls(balances, out, language)
    show_source(out, ledger, language)
    return 0


def _measure(line: MeasureLine) -> dict[str, object]:
    """Return a measure as JSON has it: its latest state, and the four sums."""
    return {"id": line.id, **_state(line.state), **line.money}


def _state(measure: Measure | None) -> dict[str, object]:
    return {key: getattr(measure, key, None) for key in STATE}


def _measures_title(day: "date", year: int | None, language: Language) -> str:
    shown = formats.day(day, language)
    years = Both("alle Haushaltsjahre", "all budget years")
    if year is not None:
        years = Both(f"Haushaltsjahr {year}", f"budget year {year}")
    return Both(
        f"Maßnahmen am {shown}, {years.de}, in Euro", f"Measures on {shown}, {years.en}, in euros"
    ).said(language)


def _show_measures(
    lines: Sequence[MeasureLine], budget: Budget, out: "Screen", language: Language
) -> None:
    from rich.table import Table
    from rich.text import Text

    from antragsbudget.papers import document, terminal

    rows = [(formats.visible(line.id), *_amounts(line, language)) for line in lines]
    figures = (vocabulary.FIELDS["planned"], *(vocabulary.FIGURES[name] for name in MONEY))
    titles = ("", *(figure.said(language) for figure in figures))
    widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
    narrow = sum(widths) + 3 * len(widths) > out.width
    if not narrow:
        sides = (document.LEFT, *(document.RIGHT for _ in figures))
        out.print(terminal.grid(document.Table(header=titles, align=sides, rows=tuple(rows))))
        out.print()
    about = Table.grid(padding=(0, 2, 0, 0))
    about.add_column(overflow="fold")
    about.add_column(overflow="fold")
    room = out.width - max(len(row[0]) for row in rows) - 2
    for line, row in zip(lines, rows, strict=True):
        texts = list(_told(line.state, budget, language)) if line.state else []
        if narrow:
            money = (
                f"{title}\u00a0{cell}" for title, cell in zip(titles[1:], row[1:], strict=True)
            )
            texts.append(" · ".join(money))
        if line.money["reserved"] > 0:
            amount = formats.euro(line.money["reserved"], language)
            texts.append(f"{vocabulary.FIGURES['reserved'].said(language)}: {amount}")
        about.add_row(
            Text(formats.visible(line.id), style="bold"),
            Text("\n").join(terminal.wrapped(formats.visible(text), room) for text in texts),
        )
    out.print(about)


def _amounts(line: MeasureLine, language: Language) -> Iterator[str]:
    yield "–" if line.planned is None else formats.amount(line.planned, language)
    for name in MONEY:
        yield formats.amount(line.money[name], language)


def _told(state: Measure, budget: Budget, language: Language) -> Iterator[str]:
    """Yield in lines what is known of a measure: title, status and place, result, what is next."""
    if state.title:
        yield state.title
    status = state.status and vocabulary.STATUSES[state.status].said(language)
    name = state.allocation and budget.allocation(state.allocation).name
    if place := " · ".join(filter(None, (status, name, state.area))):
        yield place
    target = None if state.status in DONE else state.target_date  # of what is done, it is past
    day = target and formats.day(target, language)
    for key, text in (
        ("result", state.result),
        ("next_step", state.next_step),
        ("target_date", day),
        ("funding", state.funding),
    ):
        if text:
            yield f"{vocabulary.FIELDS[key].said(language)}: {text}"
    if state.public is False:
        yield Both("nicht öffentlich", "not public").said(language)


def show_registers(balances: Balances, out: "Screen", language: Language) -> None:
    """Print for each condition what its parties answered: the latest answer, and earlier ones."""
    from antragsbudget.cli import screens

    titles = (
        Both("Beteiligter", "party"),
        Both("Antwort", "answer"),
        Both("am", "on"),
        Both("Bezug", "reference"),
    )
    for allocation in balances.budget.allocations:
        answers = register(balances, allocation)
        if not answers:
            continue
        name = formats.visible(allocation.name)
        title = Both(f"Zustimmungen zu {name}", f"Consents for {name}").said(language)
        out.print(title, style="bold")
        rows = [_answer(party, consents, language) for party, consents in answers.items()]
        screens.show_rows([one.said(language) for one in titles], rows, "lll", out)
        out.print()


def _answer(party: str, consents: Sequence[Consent], language: Language) -> tuple[str, ...]:
    if not consents:
        return formats.visible(party), Both("noch offen", "not answered yet").said(language), "", ""
    *earlier, last = consents
    word, on = Both("zuvor", "earlier:").said(language), Both("am", "on").said(language)
    before = [
        f"{word} {vocabulary.ANSWERS[one.answer].said(language)} {on} "
        f"{formats.day(one.date, language)} ({one.reference})"
        for one in reversed(earlier)
    ]
    return (
        formats.visible(party),
        vocabulary.ANSWERS[last.answer].said(language),
        formats.day(last.date, language),
        formats.visible(" · ".join([last.reference or "", *before])),
    )
