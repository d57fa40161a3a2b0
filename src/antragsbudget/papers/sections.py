"""The sections on the money: conditions, figures, what moved, what needs attention, the entries.

Each says one thing, and leaves itself out if it has none.
"""

from collections.abc import Iterator
from decimal import Decimal

from antragsbudget.core.budget import Allocation
from antragsbudget.core.entries import (
    CarryForward,
    Cut,
    Release,
    Supplement,
    Transfer,
)
from antragsbudget.core.listing import Row
from antragsbudget.core.paper import (
    Change,
    ConditionReport,
    Occasion,
    Paper,
    Period,
)
from antragsbudget.core.statement import AMOUNTS
from antragsbudget.documents import consents, entries
from antragsbudget.documents.charts import Chart, Stacks
from antragsbudget.documents.figures import by_figure, stack
from antragsbudget.documents.parts import (
    LEFT,
    RIGHT,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Table,
    divided,
)
from antragsbudget.language import Both, documents, formats, vocabulary
from antragsbudget.papers.charts.telling import told
from antragsbudget.papers.wording import Wording


def conditions(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield on what the money depended, what each party answered, and what was released."""
    for report in paper.conditions:
        allocation = report.state.allocation
        yield Paragraph(_condition(paper, report, words))
        if report.answers:
            caption = consents.title(allocation, words.language)
            yield consents.table(report.answers, words.language, caption)
        if report.releases:
            yield Listing(tuple(_release(release, words) for release in report.releases))


def _release(release: Release, words: Wording) -> str:
    day, amount = words.day(release.date), words.euro(release.amount)
    decision = formats.visible(release.decision)
    return words.said(
        f"Freigabe über {amount} am {day}: {decision}", f"Release of {amount} on {day}: {decision}"
    )


def _condition(paper: Paper, report: ConditionReport, words: Wording) -> str:
    allocation = report.state.allocation
    assert allocation.condition is not None
    name, text = words.name(allocation), formats.visible(allocation.condition.text)
    blocked = paper.blocks[allocation.id].by_condition
    said = words.said(
        f"{name} ist mit einem Sperrvermerk versehen: {text}.",
        f"{name} is subject to a condition: {text}.",
    )
    given, parties = len(report.state.given), report.state.parties
    if parties:
        said += words.said(
            f" Zustimmungen: {given} von {parties} erteilt.",
            f" Consents: {given} of {parties} given.",
        )
    if blocked > 0:
        amount = words.euro(blocked)
        return said + words.said(
            f" Gesperrt sind dadurch noch {amount}; über die Freigabe ist noch zu beschließen.",
            f" {amount} is still blocked by it; the release is yet to be decided.",
        )
    if given < parties:
        return said + words.said(
            " Die Mittel sind freigegeben, obwohl Zustimmungen fehlen.",
            " The funds are released although consents are missing.",
        )
    return said + words.said(" Die Mittel sind freigegeben.", " The funds are released.")


def money(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield the figures of each allocation and their total, as a table and as bars."""
    statement = paper.statement
    title = documents.state_of_funds(statement.as_of, statement.year, words.language)
    yield Heading(title, 2)
    caption = words.said("Mittel nach Ansätzen", "Funds by allocation")
    yield from divided(by_figure(statement, AMOUNTS, words.language, caption))
    yield Paragraph(
        words.said(
            "Verfügbar ist, was weder angeordnet noch durch Aufträge gebunden, vorgemerkt oder "
            "gesperrt ist. Alle Beträge in Euro, brutto.",
            "Available is what is neither ordered nor committed, reserved or blocked. All amounts "
            "in euros, gross.",
        )
    )
    if paper.closed is not None:
        year = statement.year
        yield Paragraph(
            words.said(
                f"Das Haushaltsjahr {year} ist abgeschlossen: Die Änderungen enthalten, was nach "
                f"{year + 1} ging; was als verfügbar oder gesperrt ausgewiesen ist, ist verfallen.",
                f"The budget year {year} is closed: the changes include what went on to "
                f"{year + 1}; what is shown as available or blocked has lapsed.",
            )
        )
    if statement.total.appropriation == 0 and statement.total.changes > 0:
        before = statement.year - 1
        yield Paragraph(
            words.said(
                f"Einen neuen Ansatz gibt es nicht; die Mittel sind aus {before} übertragen.",
                f"There is no new appropriation; the funds are carried from {before}.",
            )
        )
    stacks = tuple(
        stack(words.called(line.allocation), line.figures, words.language)
        for line in statement.lines
    )
    yield figure(Stacks(stacks), words.said("Verwendung der Mittel", "Use of the funds"), words)


def figure(chart: Chart, caption: str, words: Wording) -> Figure:
    """Return a chart, and in words all that it shows."""
    return Figure(chart, caption, told(chart, words.language))


def period(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield what moved since the last paper, or since a day."""
    period = paper.period
    if period is None:
        return
    yield Heading(_period_title(period, words), 2)
    if period.paper is not None:
        yield Paragraph(_last_paper(period, words))
    if period.new or period.not_public:
        yield from _movements(period, paper, words)
    else:
        yield Paragraph(words.said("Seitdem wurde nichts gebucht.", "No entry was added since."))
    if period.measures:
        yield Paragraph(_measured(period, words))


def _movements(period: Period, paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield how the money moved, and the entries that moved it."""
    yield Paragraph(_counted(period, words))
    if period.last_year < paper.occasion.year:
        last, year = period.last_year, paper.occasion.year
        yield Paragraph(
            words.said(
                f"Damals war {last} das offene Haushaltsjahr; verglichen wird deshalb mit dem "
                f"Beginn des Haushaltsjahres {year}.",
                f"Then {last} was the open budget year; the comparison is therefore with the "
                f"beginning of the budget year {year}.",
            )
        )
    yield Table(
        header=(
            words.said("verfügbar in Euro", "available in euros"),
            words.said("vorher", "before"),
            words.said("nachher", "after"),
            words.said("Veränderung", "change"),
        ),
        align=(LEFT, RIGHT, RIGHT, RIGHT),
        rows=tuple(_change(change, words) for change in (*period.changes, period.total)),
        caption=words.said("Verfügbare Mittel im Vergleich", "Available funds compared"),
    )
    year = paper.occasion.year
    late = {row.entry.nr for row in period.late}
    new = [row for row in period.new if row.entry.nr not in late]
    of_year = [row for row in new if year in row.entry.budget_years]
    earlier = [row for row in new if year not in row.entry.budget_years]
    for rows, caption in (
        (of_year, words.said("Neue Buchungen", "New entries")),
        (
            earlier,
            words.said(
                "Neue Buchungen früherer Haushaltsjahre", "New entries of earlier budget years"
            ),
        ),
        (
            period.late,
            words.said(
                "Nachträglich erfasst: Wertstellung bis zum Stichtag der letzten Vorlage",
                "Recorded late: value date up to the cut-off day of the last paper",
            ),
        ),
    ):
        if rows:
            yield entries.table(rows, paper.budget, words.language, caption)


def _measured(period: Period, words: Wording) -> str:
    """Return which measures have a new state; what it is, their table tells."""
    names = [formats.visible(state.title or state.measure) for state in period.measures]
    return words.said(
        f"Maßnahmen mit neuem Stand: {'; '.join(names)}.",
        f"Measures with a new state: {'; '.join(names)}.",
    )


def _period_title(period: Period, words: Wording) -> str:
    if period.since is not None:
        since = words.day(period.since)
        return words.said(f"Veränderungen seit dem {since}", f"Changes since {since}")
    return words.said("Veränderungen seit der letzten Vorlage", "Changes since the last paper")


def _last_paper(period: Period, words: Wording) -> str:
    assert period.paper is not None
    number = "" if period.paper.number is None else f" {formats.visible(period.paper.number)}"
    meeting, as_of = words.day(period.paper.meeting), words.day(period.paper.as_of)
    return words.said(
        f"Die letzte Vorlage{number} zur Sitzung am {meeting} berichtete zum Stichtag {as_of}.",
        f"The last paper{number} for the meeting of {meeting} reported as of {as_of}.",
    )


def _counted(period: Period, words: Wording) -> str:
    new = formats.count(
        len(period.new) + period.not_public,
        Both("Buchung hinzugekommen", "entry was added"),
        Both("Buchungen hinzugekommen", "entries were added"),
        words.language,
    )
    auxiliary = "ist" if len(period.new) + period.not_public == 1 else "sind"
    text = words.said(f"Seitdem {auxiliary} {new}", f"Since then {new}")
    if period.not_public:
        hidden = period.not_public
        text += words.said(f", davon {hidden} nicht öffentlich", f", {hidden} of them not public")
    if period.late:
        late = len(period.late)
        text += words.said(f"; nachträglich erfasst: {late}", f"; recorded late: {late}")
    return text + "."


def _change(change: Change, words: Wording) -> tuple[str, ...]:
    """Return what was available before and after, and the difference."""
    name = (
        words.name(change.allocation) if change.allocation else documents.TOTAL.said(words.language)
    )
    before, after = words.amount(change.before.available), words.amount(change.after.available)
    return name, before, after, words.amount(change.difference) if change.told else "–"


def particulars(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield what needs attention: shortfalls, blocked money, and changed appropriations."""
    items = [
        *_attention(paper, words),
        *(_moved_in(allocation, amount, paper, words) for allocation, amount in paper.moved_in),
        *(_amended(row, paper, words) for row in paper.amendments),
    ]
    if items:
        yield Heading(words.said("Besonderheiten", "Points to note"), 2)
        yield Listing(tuple(items))


def _attention(paper: Paper, words: Wording) -> Iterator[str]:
    for line in paper.statement.lines:
        name, figures = words.name(line.allocation), line.figures
        if figures.shortfall > 0:
            amount = words.euro(figures.shortfall)
            yield words.said(
                f"{name}: Es besteht ein Fehlbetrag von {amount}.",
                f"{name}: there is a shortfall of {amount}.",
            )
        state = paper.blocks[line.allocation.id]
        if state.by_decision > 0:
            reasons = words.joined(*(block.reason for block in state.blocks))
            amount = words.euro(state.by_decision)
            yield words.said(
                f"{name}: Gesperrt sind {amount} ({reasons}).",
                f"{name}: {amount} is blocked ({reasons}).",
            )
        if figures.reserved_on_blocked > 0:
            amount = words.euro(figures.reserved_on_blocked)
            yield words.said(
                f"{name}: Von den Vormerkungen liegen {amount} auf gesperrten Mitteln.",
                f"{name}: {amount} of the reservations lie on blocked funds.",
            )


def _moved_in(allocation: Allocation, amount: Decimal, paper: Paper, words: Wording) -> str:
    name, shown, before = words.name(allocation), words.euro(amount), paper.occasion.year - 1
    return words.said(
        f"{name}: {shown} sind mit offenen Aufträgen aus {before} übergegangen.",
        f"{name}: {shown} came from {before} with open orders.",
    )


def _amended(row: Row, paper: Paper, words: Wording) -> str:
    """Return how an appropriation was changed, and by which decision."""
    entry, budget = row.entry, paper.budget
    names = [words.name(budget.allocation(one)) for one in row.allocations]
    assert isinstance(entry, Supplement | Cut | Transfer | CarryForward)
    day, amount = words.day(entry.date), words.euro(entry.amount)
    match entry:
        case Transfer():
            said = words.said(
                f"{amount} von {names[0]} nach {names[-1]} umgeschichtet",
                f"{amount} transferred from {names[0]} to {names[-1]}",
            )
            why = words.joined(entry.decision, entry.reason)
        case Supplement():
            said = words.said(
                f"{names[0]} um {amount} aufgestockt", f"{names[0]} raised by {amount}"
            )
            basis = vocabulary.BASES[entry.basis].said(words.language)
            why = words.joined(basis, entry.decision, entry.reason)
        case Cut():
            said = words.said(f"{names[0]} um {amount} gekürzt", f"{names[0]} cut by {amount}")
            why = words.joined(entry.decision, entry.reason)
        case CarryForward():
            said = words.said(
                f"für {names[0]} {amount} von {entry.from_year} nach {entry.to_year} übertragen",
                f"{amount} of {names[0]} carried from {entry.from_year} to {entry.to_year}",
            )
            kept = None if entry.blocked is None else words.euro(entry.blocked)
            blocked = kept and words.said(f"davon {kept} gesperrt", f"{kept} of it blocked")
            why = words.joined(blocked, entry.reason)
    return f"{day}: {said} ({why})." if why else f"{day}: {said}."


def annex(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield the public entries of the year, one by one."""
    if not paper.annex and not paper.not_public:
        return
    yield Heading(words.said("Anlage: Buchungen", "Annex: entries"), 2)
    if paper.annex:
        title = entries_title(paper.occasion, words)
        yield entries.table(paper.annex, paper.budget, words.language, title)
    if paper.not_public:
        number = formats.count(
            paper.not_public,
            Both("nicht öffentliche Buchung ist", "entry that is not public is"),
            Both("nicht öffentliche Buchungen sind", "entries that are not public are"),
            words.language,
        )
        yield Paragraph(
            words.said(f"{number} nur in den Summen enthalten.", f"{number} included in sums only.")
        )


def entries_title(occasion: Occasion, words: Wording) -> str:
    """Return the caption of a list of entries."""
    return words.said(
        f"Buchungen des Haushaltsjahres {occasion.year}, Beträge in Euro",
        f"Entries of the budget year {occasion.year}, amounts in euros",
    )
