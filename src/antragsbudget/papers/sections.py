"""The sections of a committee paper: each says one thing, and leaves itself out if it has none."""

from collections.abc import Iterator, Sequence

from antragsbudget.core.entries import CarryForward, Consent, Cut, Measure, Supplement, Transfer
from antragsbudget.core.paper import (
    Change,
    ConditionReport,
    MeasureReport,
    NeutralSum,
    Occasion,
    Paper,
    Period,
    Row,
)
from antragsbudget.language import Both, formats, vocabulary
from antragsbudget.language.messages import consents
from antragsbudget.papers.charts.model import Areas, Chart, Course, Share, Stack, Stacks
from antragsbudget.papers.charts.telling import told
from antragsbudget.papers.document import (
    LEFT,
    RIGHT,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Table,
)
from antragsbudget.papers.tables import TOTAL, entry_table, figure_tables
from antragsbudget.papers.wording import Wording

FIGURES = (
    *("appropriation", "changes", "revised", "blocked", "reserved"),
    *("committed", "ordered", "paid", "available"),
)
PARTS = ("ordered", "committed", "reserved", "blocked", "available")


def conditions(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield on what the money depended, what each party answered, and what was released."""
    for report in paper.conditions:
        allocation = report.state.allocation
        yield Paragraph(_condition(paper, report, words))
        if report.answers:
            name = words.name(allocation)
            caption = words.said(f"Zustimmungen zu {name}", f"Consents on {name}")
            yield Table(
                header=(
                    words.said("Beteiligter", "party"),
                    words.said("Antwort", "answer"),
                    words.said("Tag", "day"),
                    words.said("Nachweis", "evidence"),
                ),
                align=(LEFT, LEFT, LEFT, LEFT),
                rows=tuple(_answer(party, given, words) for party, given in report.answers.items()),
                caption=caption,
            )


def _condition(paper: Paper, report: ConditionReport, words: Wording) -> str:
    allocation = report.state.allocation
    assert allocation.condition is not None
    name, text = words.name(allocation), formats.visible(allocation.condition.text)
    blocked = paper.blocks[allocation.id].by_condition
    if blocked > 0:
        amount = words.euro(blocked)
        said = words.said(
            f"{name} steht unter Sperrvermerk: {text}. Gesperrt sind dadurch noch {amount}; über "
            "die Freigabe ist noch zu beschließen.",
            f"{name} is blocked subject to this condition: {text}. {amount} is still blocked by "
            "it; the release is yet to be decided.",
        )
    else:
        said = words.said(
            f"{name} stand unter Sperrvermerk: {text}. Die Mittel sind freigegeben.",
            f"{name} was blocked subject to this condition: {text}. The funds are released.",
        )
    if report.state.parties:
        state = consents(report.state, words.language)
        said += words.said(f" Zustimmungen: {state}.", f" Consents: {state}.")
    for release in report.releases:
        day, amount = words.day(release.date), words.euro(release.amount)
        decision = formats.visible(release.decision)
        said += words.said(
            f" Freigabe über {amount} am {day}: {decision}.",
            f" Release of {amount} on {day}: {decision}.",
        )
    return said


def _answer(party: str, given: Sequence[Consent], words: Wording) -> tuple[str, ...]:
    if not given:
        return formats.visible(party), words.said("noch offen", "not answered yet"), "", ""
    *earlier, last = given
    before = [
        words.said("zuvor ", "earlier: ")
        + words.said(
            f"{vocabulary.ANSWERS[one.answer].de} am {words.day(one.date)}",
            f"{vocabulary.ANSWERS[one.answer].en} on {words.day(one.date)}",
        )
        for one in reversed(earlier)
    ]
    return (
        formats.visible(party),
        vocabulary.ANSWERS[last.answer].said(words.language),
        words.day(last.date),
        words.joined(last.reference, *before, by="; "),
    )


def money(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield the figures of each allocation and their total, as a table and as bars."""
    statement = paper.statement
    day = words.day(statement.as_of)
    yield Heading(
        words.said(
            f"Stand der Mittel am {day} (Haushaltsjahr {statement.year})",
            f"State of funds on {day} (budget year {statement.year})",
        ),
        2,
    )
    caption = words.said("Mittel nach Ansätzen", "Funds by allocation")
    yield from figure_tables(statement, FIGURES, words.language, caption=caption)
    yield Paragraph(
        words.said(
            "Verfügbar ist, was weder angeordnet noch durch Aufträge gebunden, vorgemerkt oder "
            "gesperrt ist. Alle Beträge in Euro, brutto.",
            "Available is what is neither ordered nor committed, reserved or blocked. All amounts "
            "in euros, gross.",
        )
    )
    stacks = tuple(_stack(paper, index, words) for index in range(len(statement.lines)))
    yield _figure(Stacks(stacks), words.said("Wofür die Mittel stehen", "Use of the funds"), words)


def _stack(paper: Paper, index: int, words: Wording) -> Stack:
    line = paper.statement.lines[index]
    amounts = {name: getattr(line.figures, name) for name in PARTS}
    # Reservations fill blocked money first: the shares then add up to the appropriation.
    amounts["blocked"] -= line.figures.reserved_on_blocked
    shares = tuple(
        Share(name, vocabulary.FIGURES[name].said(words.language), amounts[name])  # type: ignore[arg-type]  # one of the five
        for name in PARTS
    )
    return Stack(words.called(line.allocation), line.figures.revised, shares)


def _figure(chart: Chart, caption: str, words: Wording) -> Figure:
    return Figure(chart, caption, told(chart, words.language))


def period(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield what moved since the last paper, or since a day."""
    period = paper.period
    if period is None:
        return
    yield Heading(_period_title(period, words), 2)
    if period.paper is not None:
        yield Paragraph(_last_paper(period, words))
    if not period.new and not period.not_public:
        yield Paragraph(words.said("Seitdem wurde nichts gebucht.", "Nothing was recorded since."))
        return
    yield Paragraph(_counted(period, words))
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
    if period.late:
        caption = words.said(
            "Nachträglich erfasst: Wertstellung bis zum Stichtag der letzten Vorlage",
            "Recorded late: value date up to the cut-off day of the last paper",
        )
        yield entry_table(period.late, paper.budget, words, caption)
    elif period.paper is None and period.new:
        caption = words.said("Neue Buchungen", "New entries")
        yield entry_table(period.new, paper.budget, words, caption)


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
        f"The last paper{number} for the meeting of {meeting} told the state of {as_of}.",
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
    if period.paper is not None:
        late = len(period.late)
        text += words.said(
            f"; nachträglich erfasst: {late or 'keine'}", f"; recorded late: {late or 'none'}"
        )
    return text + "."


def _change(change: Change, words: Wording) -> tuple[str, ...]:
    """Return what was available before and after, and the difference."""
    name = words.name(change.allocation) if change.allocation else TOTAL.said(words.language)
    before, after = words.amount(change.before.available), words.amount(change.after.available)
    return name, before, after, words.amount(change.difference) if change.told else "–"


def measures(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield the measures with what they achieved, successful ones first, and money by area."""
    if paper.measures or paper.neutral:
        yield Heading(words.said("Maßnahmen", "Measures"), 2)
        yield measure_table(paper.measures, paper.neutral, words)
    rows = [
        (formats.visible(name or words.said("ohne Bereich", "no area")), amount)
        for name, amount in paper.areas
    ]
    if paper.areas_hidden is not None:
        name = words.said("nicht öffentlich, zusammengefasst", "not public, in one sum")
        rows.append((name, paper.areas_hidden))
    if rows:
        caption = words.said(
            "Aufträge und Anordnungen nach Verwendungsbereichen", "Orders and expenses by area"
        )
        yield _figure(Areas(tuple(rows)), caption, words)


def measure_table(
    reports: Sequence[MeasureReport], neutral: Sequence[NeutralSum], words: Wording
) -> Table:
    """Return measures with area, status, money, result and next step."""
    hidden = words.said(
        "nicht öffentliche Maßnahmen, zusammengefasst", "measures that are not public, in one sum"
    )
    sums = tuple(
        (formats.visible(one.text), "", "", words.amount(one.money), hidden) for one in neutral
    )
    return Table(
        header=(
            words.said("Maßnahme", "measure"),
            words.said("Bereich", "area"),
            words.said("Status", "status"),
            words.said("Betrag", "amount"),
            words.said("Ergebnis und nächster Schritt", "result and next step"),
        ),
        align=(LEFT, LEFT, LEFT, RIGHT, LEFT),
        rows=(*(_measure(report, words) for report in reports), *sums),
        caption=words.said(
            "Maßnahmen, erfolgreiche zuerst; Beträge aus Aufträgen und Anordnungen in Euro",
            "Measures, successful ones first; amounts of orders and expenses in euros",
        ),
    )


def _measure(report: MeasureReport, words: Wording) -> tuple[str, ...]:
    state = report.state
    status = "" if state.status is None else vocabulary.STATUSES[state.status].said(words.language)
    return (
        formats.visible(state.title or state.measure),
        formats.visible(state.area or ""),
        status,
        words.amount(report.money),
        words.joined(*_told(state, words), by=" · "),
    )


def _told(state: Measure, words: Wording) -> Iterator[str | None]:
    yield state.result
    if state.next_step:
        yield words.said("nächster Schritt: ", "next step: ") + state.next_step
    if state.target_date is not None and state.status not in ("completed", "stopped"):
        day = words.day(state.target_date)
        yield words.said(f"Zieltermin {day}", f"target date {day}")
    if state.funding:
        yield words.said("Mittel Dritter: ", "money from others: ") + state.funding


def particulars(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield what needs attention: shortfalls, blocked money, and changed appropriations."""
    items = [*_attention(paper, words), *(_amended(row, paper, words) for row in paper.amendments)]
    if items:
        yield Heading(words.said("Besonderheiten", "Particulars"), 2)
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
                f"{names[0]}: {amount} von {entry.from_year} nach {entry.to_year} übertragen",
                f"{names[0]}: {amount} carried from {entry.from_year} to {entry.to_year}",
            )
            why = words.joined(entry.reason)
    return f"{day}: {said} ({why})." if why else f"{day}: {said}."


def outlook(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield the pace of spending, what is expected at the end of the year, and what waits."""
    statement, outlook = paper.statement, paper.outlook
    yield Heading(words.said("Ausblick", "Outlook"), 2)
    elapsed, spent = words.percent(outlook.elapsed), words.percent(outlook.spent)
    yield Paragraph(
        words.said(
            f"Am {words.day(statement.as_of)} waren {elapsed} des Haushaltsjahres "
            f"{statement.year} vergangen und {spent} der nicht gesperrten Mittel angeordnet.",
            f"On {words.day(statement.as_of)}, {elapsed} of the budget year {statement.year} had "
            f"passed and {spent} of the unblocked funds were ordered.",
        )
    )
    course = Course(statement.year, statement.as_of, statement.total.revised, paper.spending)
    caption = words.said(
        f"Angeordnete Mittel im Haushaltsjahr {statement.year}",
        f"Funds ordered in the budget year {statement.year}",
    )
    yield _figure(course, caption, words)
    later, committed = statement.year + 1, words.euro(outlook.commitments)
    yield Paragraph(
        words.said(
            f"Offene Aufträge über {committed} gehen am Jahresende mit ihrem Geld nach {later} "
            f"über, soweit sie bis dahin nicht abgerechnet sind. Verfügbar sind noch "
            f"{words.euro(outlook.available)}; was davon nicht übertragen wird, verfällt "
            "(§ 22 KomHVO NRW).",
            f"Open orders of {committed} go on to {later} with their money at the end of the year "
            f"as far as they are not settled by then. {words.euro(outlook.available)} is still "
            "available; what is not carried forward lapses (§ 22 KomHVO NRW).",
        )
    )
    if outlook.waiting:
        yield _waiting(paper, words)
    if outlook.waiting_hidden is not None:
        amount = words.euro(outlook.waiting_hidden)
        yield Paragraph(
            words.said(
                f"Dazu kommen nicht öffentliche Aufträge über zusammen {amount}.",
                f"Besides there are orders that are not public of {amount} in total.",
            )
        )


def _waiting(paper: Paper, words: Wording) -> Table:
    rows = tuple(
        (
            str(one.entry.nr),
            words.day(one.entry.date),
            str(one.age),
            words.name(paper.budget.allocation(one.entry.allocation)),
            words.amount(one.left),
            formats.visible(one.entry.purpose),
        )
        for one in paper.outlook.waiting
    )
    return Table(
        header=(
            words.said("Nr.", "no."),
            words.said("seit", "since"),
            words.said("Tage", "days"),
            words.said("Ansatz", "allocation"),
            words.said("offen", "open"),
            words.said("Gegenstand", "purpose"),
        ),
        align=(RIGHT, LEFT, RIGHT, LEFT, RIGHT, LEFT),
        rows=rows,
        caption=words.said("Offene Aufträge nach Alter", "Open orders by age"),
    )


def annex(paper: Paper, words: Wording) -> Iterator[Part]:
    """Yield the public entries of the year, one by one."""
    if not paper.annex and not paper.not_public:
        return
    yield Heading(words.said("Anlage: Buchungen", "Annex: entries"), 2)
    if paper.annex:
        title = entries_title(paper.occasion, words)
        yield entry_table(paper.annex, paper.budget, words, title)
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
