"""Puts the content of a committee paper into words and tables, in the county's order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from antragsbudget import __version__
from antragsbudget.core.budget import Allocation, Budget
from antragsbudget.core.conditions import ConditionState
from antragsbudget.core.entries import Entry, Setting, amount_of
from antragsbudget.core.paper import Change, Paper, Period
from antragsbudget.core.statement import Statement
from antragsbudget.language import Both, Language, formats, vocabulary
from antragsbudget.language.entries import names_of, subject_of
from antragsbudget.language.messages import consents
from antragsbudget.papers.document import RIGHT, Document, Facts, Heading, Paragraph, Part, Table

MASCULINE = ("ausschuss", "tag", "rat", "beirat")
COLUMNS = 3  # of amounts in one table: they fit a page and a narrow terminal
TOTAL = Both("insgesamt", "in total")
AMOUNTS_IN_EUROS = Both("Beträge in Euro", "amounts in euros")
FIGURES = ("available", "revised", "blocked", "reserved", "committed", "ordered", "paid")


def figure_tables(
    statement: Statement, names: tuple[str, ...], language: Language, columns: int = COLUMNS
) -> Iterator[Table]:
    """Yield the figures as rows and the allocations as columns, the total last.

    There are as many tables as it takes to keep each to *columns* columns of amounts.
    """
    shown = [(formats.visible(line.allocation.name), line.figures) for line in statement.lines]
    shown.append((TOTAL.said(language), statement.total))
    labels = [vocabulary.FIGURES[name].said(language) for name in (*names, "utilisation")]
    cells = [
        (
            title,
            (
                *(formats.amount(getattr(figures, name), language) for name in names),
                formats.percent(figures.utilisation, language),
            ),
        )
        for title, figures in shown
    ]
    yield from side_by_side(labels, cells, language, columns)


def side_by_side(
    labels: Sequence[str],
    cells: Sequence[tuple[str, Sequence[str]]],
    language: Language,
    columns: int = COLUMNS,
) -> Iterator[Table]:
    """Yield tables of amounts: a row for each label, a column for each title with its cells."""
    for start in range(0, len(cells), columns):
        part = cells[start : start + columns]
        yield Table(
            header=(AMOUNTS_IN_EUROS.said(language), *(title for title, _ in part)),
            align=("left", *(RIGHT for _ in part)),
            rows=tuple(
                (label, *(column[row] for _, column in part)) for row, label in enumerate(labels)
            ),
        )


def basis(budget: Budget, adopted: Setting | None, language: Language) -> str:
    """Return on what the money rests: the resolution, or that none is recorded."""
    if adopted is not None:
        said = {adopted.value: None, adopted.decision: None}  # once, where both say the same
        text = ", ".join(formats.visible(part) for part in said)
        return Both(f"Grundlage: {text}", f"Basis: {text}").said(language)
    day = "" if budget.motion_date is None else formats.day(budget.motion_date, language)
    return Both(
        f"Grundlage: Antrag{day and f' vom {day}'}; Beschluss nicht eingetragen",
        f"Basis: motion{day and f' of {day}'}; no resolution recorded",
    ).said(language)


def compose(paper: Paper, language: Language) -> Document:
    """Return the paper in *language*, as parts in their order."""
    composer = _Composer(paper, language)
    return Document(language, composer.subject, tuple(composer.parts()))


@dataclass(frozen=True, slots=True)
class _Composer:
    paper: Paper
    language: Language

    @property
    def subject(self) -> str:
        title = formats.visible(self.paper.budget.title)
        return self.said(
            f"{title} – Bericht über die Verwendung der Mittel",
            f"{title} – report on the use of the funds",
        )

    def said(self, german: str, english: str) -> str:
        return german if self.language == "de" else english

    def euro(self, amount: object) -> str:
        return formats.euro(amount, self.language)  # type: ignore[arg-type]

    def day(self, day: date) -> str:
        return formats.day(day, self.language)

    def parts(self) -> Iterator[Part]:
        yield Heading(self.subject, 1)
        yield self.head()
        yield Heading(self.said("Beschlussvorschlag", "Proposed resolution"), 2)
        yield Paragraph(self.resolution())
        yield Heading(self.said("Sachverhalt", "Background"), 2)
        yield Paragraph(self.motion())
        yield Paragraph(basis(self.paper.budget, self.paper.adopted, self.language) + ".")
        for state in self.paper.conditions:
            yield Paragraph(self.condition(state))
        for allocation in self.paper.budget.allocations:
            yield from self.freeze(allocation)
        yield from self.figures()
        if self.paper.period is not None:
            yield from self.movements(self.paper.period)
        yield Heading(self.said("Nachweis des Datenstands", "Verification of the data"), 2)
        yield self.proof()

    def head(self) -> Facts:
        paper = self.paper
        missing = self.said("(noch nicht eingetragen)", "(not recorded yet)")
        day = None if paper.meeting is None else self.day(paper.meeting)
        kind = self.said("Mitteilung", "for information")
        values = (
            (self.said("Vorlage", "Paper"), paper.number),
            (self.said("Art", "Type"), kind),
            (self.said("Gremium", "Committee"), paper.committee),
            (self.said("Sitzung", "Meeting"), day),
            (self.said("Federführendes Amt", "Responsible office"), paper.office),
            (self.said("Bezug", "Reference"), self.reference()),
        )
        return Facts(tuple((key, formats.visible(value or missing)) for key, value in values))

    def reference(self) -> str:
        budget = self.paper.budget
        text = self.said("Antrag", "Motion")
        if budget.movers:
            movers = formats.listed(budget.movers, self.language)
            text += self.said(f" von {movers}", f" by {movers}")
        if budget.motion_date is not None:
            text += self.said(" vom ", ", ") + self.day(budget.motion_date)
        if budget.meeting_date is not None:
            day = self.day(budget.meeting_date)
            text += self.said(f" zur Sitzung am {day}", f", for the meeting of {day}")
        return text

    def resolution(self) -> str:
        committee = formats.visible(self.paper.committee or "")
        if not committee:
            return self.said(
                "Der Bericht der Verwaltung wird zur Kenntnis genommen.",
                "The report of the administration is noted.",
            )
        article = "Der " if committee.casefold().partition(" ")[0].endswith(MASCULINE) else ""
        return self.said(
            f"{article}{committee} nimmt den Bericht der Verwaltung zur Kenntnis.",
            f"The {committee} takes note of the report of the administration.",
        )

    def motion(self) -> str:
        budget = self.paper.budget
        shares = [
            self.said(
                f"{self.euro(a.amount)} für {self.called(a)}",
                f"{self.euro(a.amount)} for {self.called(a)}",
            )
            for a in budget.allocations
        ]
        parts = formats.listed(shares, self.language)
        return self.said(
            f"Beantragt wurden insgesamt {self.euro(budget.total)}: {parts}.",
            f"The motion asks for {self.euro(budget.total)} in total: {parts}.",
        )

    def called(self, allocation: Allocation) -> str:
        name = formats.visible(allocation.name)
        if allocation.title is None:
            return name
        return f"{name} ({formats.visible(allocation.title)})"

    def condition(self, state: ConditionState) -> str:
        """Return in words on what the money depended, what was answered, and what is released."""
        allocation = state.allocation
        assert allocation.condition is not None
        name = formats.visible(allocation.name)
        text = formats.visible(allocation.condition.text)
        blocked = self.paper.blocks[allocation.id].by_condition
        if blocked > 0:
            amount = self.euro(blocked)
            said = self.said(
                f"{name} steht unter Sperrvermerk: {text}. Gesperrt sind dadurch noch {amount}; "
                "über die Freigabe ist noch zu beschließen.",
                f"{name} is blocked subject to this condition: {text}. {amount} is still blocked "
                "by it; the release is yet to be decided.",
            )
        else:
            said = self.said(
                f"{name} stand unter Sperrvermerk: {text}. Die Mittel sind freigegeben.",
                f"{name} was blocked subject to this condition: {text}. The funds are released.",
            )
        if state.parties:
            words = consents(state, self.language)
            said += self.said(f" Zustimmungen: {words}.", f" Consents: {words}.")
        return said

    def freeze(self, allocation: Allocation) -> Iterator[Part]:
        """Yield what was blocked by decision, apart from the condition of the motion."""
        state = self.paper.blocks[allocation.id]
        if state.by_decision > 0:
            reasons = ", ".join(formats.visible(block.reason) for block in state.blocks)
            name, amount = formats.visible(allocation.name), self.euro(state.by_decision)
            yield Paragraph(
                self.said(
                    f"{name}: {amount} sind gesperrt ({reasons}).",
                    f"{name}: {amount} is blocked ({reasons}).",
                )
            )

    def figures(self) -> Iterator[Part]:
        statement = self.paper.statement
        day = self.day(statement.as_of)
        yield Heading(
            self.said(
                f"Stand der Mittel am {day} (Haushaltsjahr {statement.year})",
                f"State of funds on {day} (budget year {statement.year})",
            ),
            2,
        )
        yield from figure_tables(statement, FIGURES, self.language)
        yield Paragraph(
            self.said(
                "Verfügbar ist, was weder angeordnet noch durch Aufträge gebunden, vorgemerkt oder "
                "gesperrt ist. Alle Beträge sind Bruttobeträge.",
                "Available is what is neither ordered nor committed, reserved or blocked. "
                "All amounts are gross.",
            )
        )
        for line in statement.lines:
            if line.figures.reserved_on_blocked > 0:
                amount = self.euro(line.figures.reserved_on_blocked)
                name = formats.visible(line.allocation.name)
                yield Paragraph(
                    self.said(
                        f"{name}: Von den Vormerkungen liegen {amount} auf gesperrten Mitteln.",
                        f"{name}: {amount} of the reservations lie on blocked funds.",
                    )
                )
            if line.figures.shortfall > 0:
                amount = self.euro(line.figures.shortfall)
                name = formats.visible(line.allocation.name)
                yield Paragraph(
                    self.said(
                        f"{name}: Es besteht ein Fehlbetrag von {amount}.",
                        f"{name}: there is a shortfall of {amount}.",
                    )
                )

    def movements(self, period: Period) -> Iterator[Part]:
        since = self.day(period.since)
        yield Heading(self.said(f"Veränderungen seit dem {since}", f"Changes since {since}"), 2)
        if not period.entries and not period.not_public:
            yield Paragraph(
                self.said("Seitdem wurde nichts gebucht.", "Nothing was recorded since.")
            )
            return
        yield Table(
            header=(
                self.said("verfügbar in Euro", "available in euros"),
                self.said("vorher", "before"),
                self.said("nachher", "after"),
                self.said("Veränderung", "change"),
            ),
            align=("left", "right", "right", "right"),
            rows=(
                *(self.change(change) for change in period.changes),
                self.change(period.total),
            ),
        )
        if period.entries:
            yield Table(
                header=(
                    self.said("Nr.", "no."),
                    self.said("Wertstellung", "value date"),
                    self.said("Art", "kind"),
                    self.said("Ansatz", "allocation"),
                    self.said("Betrag", "amount"),
                    self.said("Gegenstand", "purpose"),
                ),
                align=("right", "left", "left", "left", "right", "left"),
                rows=tuple(self.row(entry) for entry in period.entries),
            )
        if period.not_public:
            number = formats.count(
                period.not_public,
                Both("nicht öffentliche Buchung ist", "entry that is not public is"),
                Both("nicht öffentliche Buchungen sind", "entries that are not public are"),
                self.language,
            )
            yield Paragraph(
                self.said(f"{number} in den Summen enthalten.", f"{number} included in the sums.")
            )

    def change(self, change: Change) -> tuple[str, ...]:
        """Return what was available before and after, and the difference."""
        total = self.said("insgesamt", "in total")
        name = change.allocation.name if change.allocation else total
        before, after = change.before.available, change.after.available
        amounts = (before, after, after - before)
        return (formats.visible(name), *(formats.amount(a, self.language) for a in amounts))

    def row(self, entry: Entry) -> tuple[str, ...]:
        amount = amount_of(entry)
        return (
            str(entry.nr),
            self.day(entry.date),
            vocabulary.KINDS[entry.kind].name.said(self.language),
            names_of(entry, self.paper.budget),
            formats.amount(amount, self.language) if amount is not None else "",
            formats.visible(subject_of(entry, self.language)) + self.undone(entry),
        )

    def undone(self, entry: Entry) -> str:
        """Return that an entry was reversed, and by which; nothing if it stands."""
        assert self.paper.period is not None
        nr = self.paper.period.reversed_by.get(entry.nr)
        return "" if nr is None else self.said(f" (storniert: Nr. {nr})", f" (reversed: no. {nr})")

    def proof(self) -> Facts:
        return Facts(
            (
                (self.said("Buchungen", "Entries"), str(self.paper.entries)),
                (self.said("Fingerabdruck", "Fingerprint"), self.paper.fingerprint),
                (self.said("Programm", "Program"), f"antragsbudget {__version__}"),
            )
        )
