"""What the terminal shows of a ledger: the state of the money, entries, a preview; with Rich."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from rich.box import SIMPLE, SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from antragsbudget.cli.screen import Screen
from antragsbudget.core.balances import Balances
from antragsbudget.core.conditions import condition_state
from antragsbudget.core.entries import Entry, Setting, table_of
from antragsbudget.core.selection import amount_shown, booked_entry
from antragsbudget.core.statement import Figures, Line, Statement, current_year, figures_of
from antragsbudget.language import Both, Language, formats, vocabulary
from antragsbudget.language.entries import names_of, payee_of, setting_value, subject_of
from antragsbudget.language.messages import consents, reasons_of_block
from antragsbudget.papers import terminal
from antragsbudget.papers.tables import TOTAL, figure_tables
from antragsbudget.values.money import ZERO

COLUMNS = ("available", "blocked", "reserved", "committed", "ordered")
ALL_FIGURES = (
    "available",
    "appropriation",
    "changes",
    "revised",
    "blocked",
    "reserved",
    "committed",
    "ordered",
    "paid",
)
BETWEEN = 3  # columns of a terminal between those of a table
LONGEST_BAR = 48
LEGEND_GAP = "   "
PAYEE_AND_PURPOSE = Both("Empfänger · Gegenstand", "payee · purpose")
NARROWEST_TEXT = 24  # columns; below that what an entry is about stands on a line of its own

CHOICES = {
    "answer": vocabulary.ANSWERS,
    "basis": vocabulary.BASES,
    "status": vocabulary.STATUSES,
}

# Parts of a bar: figure, sign on a console with block elements, sign without, colour. Red and
# magenta are the only two of the sixteen that can be read on black and on white; no colour says
# what words and signs do not.
PARTS = (
    ("ordered", "█", "#", ""),
    ("committed", "▓", "=", "magenta"),
    ("reserved", "▒", "+", ""),
    ("blocked", "╳", "x", "red"),
    ("available", "·", ".", ""),
)


def columns_table(statement: Statement, language: Language) -> Table:
    """Return one row per allocation and the total, remaining funds first."""
    table = Table(box=SIMPLE, pad_edge=False, show_edge=False, show_footer=True)
    total = statement.total
    table.add_column("", footer=Text(TOTAL.said(language), style="bold"), no_wrap=True)
    for name in COLUMNS:
        first = name == "available"
        table.add_column(
            Text(vocabulary.FIGURES[name].said(language), style="bold" if first else ""),
            footer=Text(
                formats.amount(getattr(total, name), language), style="bold" if first else ""
            ),
            justify="right",
            no_wrap=True,
        )
    for line in statement.lines:
        cells = [Text(formats.visible(line.allocation.name), style="bold")]
        for name in COLUMNS:
            amount = getattr(line.figures, name)
            cells.append(Text(formats.amount(amount, language), style=_style(name, line.figures)))
        table.add_row(*cells)
    return table


def columns_width(statement: Statement, language: Language) -> int:
    """Return how wide the table of one row per allocation is; to let Rich measure it costs more."""
    names = [formats.visible(line.allocation.name) for line in statement.lines]
    widths = [max(map(cell_len, (TOTAL.said(language), *names)))]
    for name in COLUMNS:
        every = (*(line.figures for line in statement.lines), statement.total)
        amounts = (formats.amount(getattr(figures, name), language) for figures in every)
        widths.append(max(map(len, (vocabulary.FIGURES[name].said(language), *amounts))))
    return sum(widths) + BETWEEN * len(COLUMNS)


def _style(name: str, figures: Figures) -> str:
    if name != "available":
        return "" if getattr(figures, name) else "dim"
    return "bold" if figures.available > 0 else "bold red"


def show_figures(
    statement: Statement, console: Screen, language: Language, *, everything: bool
) -> None:
    """Print the figures: by allocation where that fits, else by figure."""
    if not everything and columns_width(statement, language) <= console.width:
        console.print(columns_table(statement, language))
        return
    widest = max(len(formats.amount(amount, language)) for amount in _amounts(statement))
    room = max(1, (console.width - 26) // (widest + 2))
    names = ALL_FIGURES if everything else ("available", "revised", *COLUMNS[1:])
    for number, part in enumerate(figure_tables(statement, names, language, room)):
        if number:
            console.print()
        console.print(terminal.grid(part))


def _amounts(statement: Statement) -> Iterator[Decimal]:
    for figures in (*(line.figures for line in statement.lines), statement.total):
        yield from (getattr(figures, name) for name in ALL_FIGURES)


def show_use(statement: Statement, balances: Balances, console: Screen, language: Language) -> None:
    """Print per allocation its title, a bar of what became of its money, and what to watch."""
    names = [formats.visible(line.allocation.name) for line in statement.lines]
    room = console.width - max(len(name) for name in names) - 2
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, line in zip(names, statement.lines, strict=True):
        texts = [_share_bar(line.figures, room, console, language)]
        if line.allocation.title:
            texts.insert(0, terminal.wrapped(formats.visible(line.allocation.title), room))
        for text, style in remarks(line, balances, statement.year, language):
            lines = terminal.wrapped(text, room)
            lines.stylize(style)
            texts.append(lines)
        table.add_row(Text(name, style="bold"), Group(*texts))
    console.print(table)
    if not console.plain:
        console.print(legend(console, language))


def _share_bar(figures: Figures, room: int, console: Screen, language: Language) -> Text:
    """Return the bar of an allocation with its Ausschöpfung beside it; plainly, that alone."""
    revised = formats.euro(figures.revised, language)
    share = formats.percent(figures.utilisation, language)
    words = f" {revised}"
    if figures.utilisation is not None and figures.blocked == 0:
        words = Both(f" {share} von {revised}", f" {share} of {revised}").said(language)
    elif figures.utilisation is not None:
        usable = formats.euro(figures.usable, language)
        text = Both(f" {share} von {usable} ohne Gesperrtes", f" {share} of {usable} not blocked")
        words = text.said(language)
    if console.plain:
        key = "revised" if figures.utilisation is None else "utilisation"
        return Text(f"{vocabulary.FIGURES[key].said(language)}:{words}")
    return bar(figures, min(room - len(words), LONGEST_BAR), console).append(words)


def bar(figures: Figures, width: int, console: Screen) -> Text:
    """Return a bar in which every part that is not zero has at least one sign."""
    parts = {
        "ordered": figures.ordered,
        "committed": figures.committed,
        "reserved": figures.reserved,
        "blocked": max(figures.blocked - figures.reserved, ZERO),
        "available": max(figures.available, ZERO),
    }
    text = Text(no_wrap=True)
    for (_, sign, plain, style), length in zip(
        PARTS, _lengths(list(parts.values()), width), strict=True
    ):
        text.append((plain if console.options.ascii_only else sign) * length, style=style)
    return text


def _lengths(amounts: Sequence[Decimal], width: int) -> list[int]:
    """Divide *width* among the amounts by largest remainder, none that is not zero getting none."""
    total = sum(amounts, ZERO)
    if total <= 0 or width <= len(amounts):
        return [0] * len(amounts)
    shares = [max(int(amount * width / total), 1 if amount else 0) for amount in amounts]
    by_remainder = sorted(
        range(len(amounts)), key=lambda i: amounts[i] * width / total - shares[i], reverse=True
    )
    for index in by_remainder[: max(width - sum(shares), 0)]:
        shares[index] += 1
    while sum(shares) > width:
        shares[shares.index(max(shares))] -= 1
    return shares


def legend(console: Screen, language: Language) -> Text:
    """Return what the signs of a bar mean; no sign is parted from its meaning by a line's end."""
    lines = [Text()]
    for name, sign, plain, style in PARTS:
        meaning = Text.assemble(
            (plain if console.options.ascii_only else sign, style),
            (f" {vocabulary.FIGURES[name].said(language)}", "dim"),
        )
        if len(lines[-1]) + len(LEGEND_GAP) + len(meaning) > console.width:
            lines.append(Text())
        lines[-1].append_text(Text(LEGEND_GAP) if lines[-1] else Text()).append_text(meaning)
    return Text("\n").join(lines)


def remarks(
    line: Line, balances: Balances, year: int, language: Language
) -> Iterator[tuple[str, str]]:
    """Yield in words what to watch on an allocation, with a style that only repeats it."""
    figures, condition = line.figures, line.allocation.condition
    if year in balances.closed:
        yield from _lapsed(figures, language)
        return
    if figures.blocked > 0:
        amount = formats.euro(figures.blocked, language)
        text = Both(f"gesperrt: {amount}", f"blocked: {amount}").said(language)
        yield (
            " · ".join([text, *reasons_of_block(balances, line.allocation, year, language)]),
            "red",
        )
    elif condition is not None and condition.parties:
        state = consents(condition_state(balances, line.allocation), language)
        yield Both(f"Zustimmungen: {state}", f"consents: {state}").said(language), ""
    if figures.reserved_on_blocked > 0:
        on_blocked = formats.euro(figures.reserved_on_blocked, language)
        reserved = formats.euro(figures.reserved, language)
        yield (
            Both(
                f"vorgemerkt: {reserved}, davon {on_blocked} auf gesperrten Mitteln",
                f"reserved: {reserved}, of which {on_blocked} on blocked money",
            ).said(language),
            "",
        )
    if figures.shortfall > 0:
        yield _shortfall(figures, language)
    elif figures.usable > 0 and figures.available == 0:
        yield Both("nichts mehr verfügbar", "nothing is left").said(language), "bold red"
    elif figures.usable > 0 and figures.used >= balances.warn_at * figures.usable:
        share = formats.percent(figures.utilisation, language)
        yield (
            Both(f"Warnung: zu {share} ausgeschöpft", f"warning: {share} used").said(language),
            "bold",
        )


def _shortfall(figures: Figures, language: Language) -> tuple[str, str]:
    amount = formats.euro(figures.shortfall, language)
    return Both(f"Fehlbetrag: {amount}", f"shortfall: {amount}").said(language), "bold red"


def _lapsed(figures: Figures, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what became of the rest of a closed year: it was not carried, so it lapsed."""
    if figures.shortfall > 0:
        yield _shortfall(figures, language)
    lapsed = figures.revised - figures.ordered
    if lapsed > 0:
        amount = formats.euro(lapsed, language)
        text = Both(f"nicht übertragen, verfallen: {amount}", f"not carried, lapsed: {amount}")
        yield text.said(language), ""


def show_entries(
    entries: Sequence[Entry], balances: Balances, console: Screen, language: Language
) -> None:
    """Print the entries with what became of them."""
    headings = (
        Both("Nr.", "no."),
        Both("Wertstellung", "value date"),
        Both("Art", "kind"),
        Both("Ansatz", "allocation"),
        Both("Betrag", "amount"),
        PAYEE_AND_PURPOSE,
    )
    rows = [_row(entry, balances, language) for entry in entries]
    show_rows([one.said(language) for one in headings], rows, "rlllr", console)


def show_rows(
    titles: Sequence[str], rows: Sequence[tuple[str, ...]], sides: str, console: Screen
) -> None:
    """Print a row each, or where it is narrow, two lines: the last cell is what it is about.

    *sides*: `l` or `r` for each column but the last.
    """
    *heads, about_head = titles
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=False)]
    if sum(widths) + 3 * len(widths) + NARROWEST_TEXT > console.width:
        _show_narrow(rows, console)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for title, width, side in zip(heads, widths, sides, strict=True):
        justify: Literal["left", "right"] = "right" if side == "r" else "left"
        table.add_column(title, justify=justify, min_width=width, no_wrap=True)
    table.add_column(about_head)
    room = console.width - sum(widths) - 3 * len(widths)
    for *facts, about in rows:
        table.add_row(*(Text(fact) for fact in facts), terminal.wrapped(about, room))
    console.print(table)


def _show_narrow(rows: Sequence[tuple[str, ...]], console: Screen) -> None:
    """Print each entry as a line of its own, and below it what it is about."""
    for nr, *facts, about in rows:
        console.print(Text(f"{nr:>4}  {'  '.join(fact for fact in facts if fact)}"))
        if about:
            lines = terminal.wrapped(about, console.width - 6)
            console.print(Padding(lines, (0, 0, 0, 6), expand=False))


def _row(entry: Entry, balances: Balances, language: Language) -> tuple[str, ...]:
    booked = booked_entry(entry, balances)
    amount = amount_shown(entry, balances)
    about = [payee_of(booked), subject_of(entry, language), *fate_of(entry, balances, language)]
    return (
        str(entry.nr),
        formats.day(entry.date, language),
        vocabulary.KINDS[entry.kind].name.said(language),
        names_of(booked, balances.budget),
        formats.amount(amount, language) if amount is not None else "",
        formats.visible(" · ".join(part for part in about if part)),
    )


def fate_of(entry: Entry, balances: Balances, language: Language) -> Iterator[str]:
    """Yield what became of an entry: reversed, or how much of it is still open or unpaid."""
    if entry.nr in balances.reversed_by:
        nr = balances.reversed_by[entry.nr]
        yield Both(f"storniert durch Nr. {nr}", f"reversed by no. {nr}").said(language)
        return
    item = balances.items.get(entry.nr)
    if item is None:
        return
    lapsed = balances.lapsed_with(entry.nr)
    if lapsed is not None:
        yield Both(f"erloschen mit Nr. {lapsed}", f"lapsed with no. {lapsed}").said(language)
    rest = item.left - item.paid if entry.kind == "expense" else item.left
    if rest > 0:
        amount = formats.euro(rest, language)
        word = Both("nicht gezahlt", "unpaid") if entry.kind == "expense" else Both("offen", "open")
        yield f"{word.said(language)} {amount}"


def show_sums(title: str, sums: Mapping[str, Decimal], console: Screen, language: Language) -> None:
    """Print the sums per kind behind a title."""
    parts = [
        f"{vocabulary.KINDS[kind].plural.said(language)} {formats.euro(amount, language)}"
        for kind, amount in sums.items()
    ]
    console.print(terminal.wrapped(f"{title}: {' · '.join(parts)}", console.width))


def entry_facts(entry: Entry, balances: Balances, language: Language) -> Table:
    """Return one entry whole, a field a row."""
    facts = Table.grid(padding=(0, 2, 0, 0))
    for key, value in table_of(entry).items():
        facts.add_row(
            Text(vocabulary.FIELDS[key].said(language), style="dim"),
            Text(_value(key, value, entry, balances, language), overflow="fold"),
        )
    for text in fate_of(entry, balances, language):
        facts.add_row(Text(Both("Stand", "state").said(language), style="dim"), Text(text))
    return facts


def _value(key: str, value: object, entry: Entry, balances: Balances, language: Language) -> str:
    if key == "value" and isinstance(entry, Setting):
        return formats.visible(setting_value(entry, language))
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


def show_shortfalls(balances: Balances, console: Screen, language: Language) -> None:
    """Print what is missing in the open year; nothing in an orderly ledger."""
    year = current_year(balances)
    for allocation in balances.budget.allocations:
        figures = figures_of(balances.position(allocation.id, year))
        if figures.shortfall > 0:
            name, amount = (
                formats.visible(allocation.name),
                formats.euro(figures.shortfall, language),
            )
            text = Both(f"Fehlbetrag auf {name}: {amount}", f"shortfall on {name}: {amount}")
            console.print(Text(text.said(language), style="bold red"))


def preview(
    before: Statement, after: Statement, touched: Sequence[str], language: Language
) -> Table:
    """Return available before, by this entry, and after, for what it touches and the total."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(Both("verfügbar", "available").said(language), no_wrap=True)
    for title in (
        Both("vorher", "before"),
        Both("diese Buchung", "this entry"),
        Both("nachher", "after"),
    ):
        table.add_column(title.said(language), justify="right", no_wrap=True)
    rows = [
        (formats.visible(old.allocation.name), old.figures, new.figures)
        for old, new in zip(before.lines, after.lines, strict=True)
        if old.allocation.id in touched
    ]
    rows.append((TOTAL.said(language), before.total, after.total))
    for name, old, new in rows:
        change = new.available - old.available
        sign = "+" if change > 0 else ""
        table.add_row(
            Text(name),
            formats.amount(old.available, language),
            sign + formats.amount(change, language),
            Text(formats.amount(new.available, language), style="bold"),
        )
    return table
