"""Carries out `close-year`: what is carried, the preview of the year's end, and what it did."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import reports
from antragsbudget.cli.context import console, language_of
from antragsbudget.cli.guided import completed
from antragsbudget.cli.options import RecordOptions
from antragsbudget.cli.words import Misread
from antragsbudget.cli.writing import record_together
from antragsbudget.core.names import typable
from antragsbudget.core.violations import Violation
from antragsbudget.language import Both, Language, formats
from antragsbudget.language.commands import option_name
from antragsbudget.language.messages import Speaker
from antragsbudget.values.money import ZERO

if TYPE_CHECKING:
    from antragsbudget.core.closing import Closing, ClosingLine
    from antragsbudget.papers.document import Table
    from antragsbudget.pipeline import Outcome


def close_year(
    ctx: typer.Context, year: str, carries: Sequence[str], reason: str | None, write: RecordOptions
) -> int:
    """Close a budget year, carrying what is wanted into the next one."""
    year = str(completed(ctx, "year_close", {"year": year}, write).get("year", year))
    wanted = [_carry(carry, Speaker(language_of(ctx))) for carry in carries]
    carried = [
        (
            "carry_forward",
            {"allocation": name, "amount": amount, "from_year": year, "reason": reason},
        )
        for name, amount in wanted
    ]
    return record_together(ctx, write, [*carried, ("year_close", {"year": year, "reason": reason})])


def _carry(text: str, speaker: Speaker) -> tuple[str, str]:
    """Return allocation and amount of `ALLOCATION=AMOUNT`."""
    name, sign, amount = text.rpartition("=")  # a name may hold the sign, an amount never does
    if not (name.strip() and sign and amount.strip()):
        raise Misread(Violation("usage", "carry_form", {"text": text}), speaker)
    return name, amount


def show_closing(ctx: typer.Context, outcome: "Outcome") -> None:
    """Show on stderr per allocation what is left, and what becomes of it."""
    from antragsbudget.papers import terminal

    end, language, out = _end(outcome), language_of(ctx), console(ctx, stderr=True)
    for table in _tables(end, language):
        out.print(terminal.grid(table))
    lapsing = [line for line in end.lines if line.lapses > 0]
    if lapsing and len(outcome.decisions) == 1:  # nothing is carried yet
        option = option_name("--carry", language)
        name = typable(outcome.ledger.budget, lapsing[0].allocation)
        carry = Both(
            f"was davon übertragen werden soll, nennt {option}, etwa {option} {name}=alles",
            f"{option} says what of it is to be carried, such as {option} {name}=all",
        )
        reports.say(formats.visible(carry.said(language)), "  ")
    for text in _lapsing(end, Both("es erlischt: Vormerkung", "lapses: reservation"), language):
        reports.say(text, "  ")
    final = Both(
        "ein Jahreswechsel lässt sich nicht zurücknehmen", "a year-end cannot be taken back"
    )
    reports.say(final.said(language), "  ")


def _tables(end: "Closing", language: Language) -> Iterator["Table"]:
    from antragsbudget.papers.tables import TOTAL, side_by_side

    later = end.year + 1
    rows = {
        "revised": Both("fortgeschriebener Ansatz", "revised appropriation"),
        "ordered": Both("angeordnet", "ordered"),
        "left": Both("nicht angeordnet", "not ordered"),
        "committed": Both(
            f"  offene Aufträge, gehen nach {later} über", f"  open commitments, go on in {later}"
        ),
        "carried": Both(f"  nach {later} übertragen", f"  carried to {later}"),
        "carried_blocked": Both("    davon gesperrt", "    of which blocked"),
        "lapses": Both("  verfällt", "  lapses"),
    }
    shown = [
        (formats.visible(line.allocation.name), [getattr(line, name) for name in rows])
        for line in end.lines
    ]
    shown.append(
        (TOTAL.said(language), [sum(row, ZERO) for row in zip(*(c for _, c in shown), strict=True)])
    )
    cells = [(title, [formats.amount(one, language) for one in column]) for title, column in shown]
    yield from side_by_side([words.said(language) for words in rows.values()], cells, language)


def say_closed(outcome: "Outcome", teller: Speaker) -> None:
    """Say what moved on, what was carried, and what lapsed."""
    from antragsbudget.cli.writing import say_notices

    language, end = teller.language, _end(outcome)
    for line in end.lines:
        reports.say(
            f"{formats.visible(line.allocation.name)}: {_became(line, end, language)}", "  "
        )
    for text in _lapsing(end, Both("erloschen: Vormerkung", "lapsed: reservation"), language):
        reports.say(text, "  ")
    say_notices(outcome, teller)
    look = teller.command("status", year=str(end.year))
    lead = Both(f"Stand {end.year}:", f"state {end.year}:").said(language)
    reports.say_command(lead, look)


def _became(line: "ClosingLine", end: "Closing", language: Language) -> str:
    """Return what became of an allocation's money, without what is nought."""
    parts: list[Both] = []
    if line.committed:
        amount = formats.euro(line.committed, language)
        parts.append(
            Both(
                f"{amount} gehen mit offenen Aufträgen nach {end.year + 1} über",
                f"{amount} goes on to {end.year + 1} with open commitments",
            )
        )
    if line.carried:
        amount, kept = (formats.euro(a, language) for a in (line.carried, line.carried_blocked))
        blocked = Both(f" (davon gesperrt {kept})", f" ({kept} of it blocked)")
        parts.append(
            Both(
                f"{amount} übertragen{blocked.de if line.carried_blocked else ''}",
                f"{amount} carried{blocked.en if line.carried_blocked else ''}",
            )
        )
    if line.lapses > 0:
        amount = formats.euro(line.lapses, language)
        parts.append(Both(f"{amount} verfallen", f"{amount} lapsed"))
    elif line.lapses < 0:
        amount = formats.euro(-line.lapses, language)
        parts.append(Both(f"Fehlbetrag {amount}", f"shortfall {amount}"))
    nothing = Both("nichts übrig", "nothing left")
    return ", ".join(part.said(language) for part in parts or [nothing])


def _lapsing(end: "Closing", lead: Both, language: Language) -> Iterator[str]:
    """Yield a line for each reservation that lapses."""
    for item in end.reservations:
        number, left = formats.numbers([item.entry.nr], language), formats.euro(item.left, language)
        yield f"{lead.said(language)} {number} · {left} · {formats.visible(item.entry.purpose)}"


def _end(outcome: "Outcome") -> "Closing":
    from antragsbudget.core.closing import closing
    from antragsbudget.core.entries import YearClose

    entry = outcome.decision.entry
    assert isinstance(entry, YearClose)
    return closing(outcome.balances, entry.year)
