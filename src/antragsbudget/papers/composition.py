"""Puts the content of a committee paper into words and tables, in the county's order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from antragsbudget import __version__
from antragsbudget.core.budget import Allocation, Budget
from antragsbudget.core.entries import Entry, Setting, allocation_of, amount_of
from antragsbudget.core.paper import ConditionState, Paper, Period
from antragsbudget.core.statement import Statement
from antragsbudget.language import Both, Language, formats, vocabulary
from antragsbudget.language.entries import subject_of
from antragsbudget.language.messages import consents
from antragsbudget.papers.document import Document, Facts, Heading, Paragraph, Part, Table

COLUMNS = 3  # of amounts in one table: they fit a page and a narrow terminal
RIGHT: Literal["right"] = "right"
FIGURES = ("available", "revised", "blocked", "reserved", "committed", "ordered", "paid")


def figure_tables(
    statement: Statement, names: tuple[str, ...], language: Language, columns: int = COLUMNS
) -> Iterator[Table]:
    """Yield the figures as rows and the allocations as columns, the total last.

    There are as many tables as it takes to keep each to *columns* columns of amounts.
    """
    shown = [(formats.visible(line.allocation.name), line.figures) for line in statement.lines]
    shown.append((Both("insgesamt", "in total").said(language), statement.total))
    for start in range(0, len(shown), columns):
        part = shown[start : start + columns]
        rows = [
            (
                vocabulary.FIGURES[name].said(language),
                *(formats.amount(getattr(figures, name), language) for _, figures in part),
            )
            for name in names
        ]
        shares = (formats.percent(figures.utilisation, language) for _, figures in part)
        rows.append((vocabulary.FIGURES["utilisation"].said(language), *shares))
        yield Table(
            header=(
                Both("Beträge in Euro", "amounts in euro").said(language),
                *(n for n, _ in part),
            ),
            align=("left", *(RIGHT for _ in part)),
            rows=tuple(rows),
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
            f"{title} – report on the use of the money",
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
        yield Heading(self.said("Sachverhalt", "Facts of the matter"), 2)
        yield Paragraph(self.motion())
        yield Paragraph(basis(self.paper.budget, self.paper.adopted, self.language) + ".")
        for state in self.paper.conditions:
            yield Paragraph(self.condition(state))
        yield from self.figures()
        if self.paper.period is not None:
            yield from self.movements(self.paper.period)
        yield Heading(self.said("Nachweis", "Proof"), 2)
        yield self.proof()

    def head(self) -> Facts:
        paper = self.paper
        missing = self.said("(noch nicht eingetragen)", "(not recorded yet)")
        day = None if paper.meeting is None else self.day(paper.meeting)
        kind = self.said("Mitteilung", "Information")
        values = (
            (self.said("Vorlage", "Paper"), paper.number),
            (self.said("Art", "Kind"), kind),
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
            text += self.said(f" von {movers}", f" of {movers}")
        if budget.motion_date is not None:
            text += self.said(" vom ", ", ") + self.day(budget.motion_date)
        if budget.meeting_date is not None:
            day = self.day(budget.meeting_date)
            text += self.said(f", Sitzung am {day}", f", meeting of {day}")
        return text

    def resolution(self) -> str:
        committee = formats.visible(self.paper.committee or "")
        if not committee:
            return self.said(
                "Der Bericht der Verwaltung wird zur Kenntnis genommen.",
                "The report of the administration is noted.",
            )
        return self.said(
            f"Der {committee} nimmt den Bericht der Verwaltung zur Kenntnis.",
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
            f"Beantragt sind insgesamt {self.euro(budget.total)}: {parts}.",
            f"The motion asks for {self.euro(budget.total)} in total: {parts}.",
        )

    def called(self, allocation: Allocation) -> str:
        name = formats.visible(allocation.name)
        if allocation.title is None:
            return name
        return f"{name} ({formats.visible(allocation.title)})"

    def condition(self, state: ConditionState) -> str:
        allocation = state.allocation
        assert allocation.condition is not None
        name = formats.visible(allocation.name)
        text = formats.visible(allocation.condition.text)
        said = self.said(
            f"{name} steht unter Sperrvermerk: {text}.",
            f"{name} is blocked on a condition: {text}.",
        )
        if state.parties:
            words = consents(state, self.language)
            said += self.said(f" Zustimmungen: {words}.", f" Consents: {words}.")
        figures = self.paper.statement.line(allocation.id).figures
        if figures.blocked > 0:
            blocked = self.euro(figures.blocked)
            return said + self.said(
                f" Gesperrt sind {blocked}; über die Freigabe ist zu beschließen.",
                f" {blocked} are blocked; their release is to be decided on.",
            )
        return said + self.said(" Gesperrt ist nichts mehr.", " Nothing is blocked any more.")

    def figures(self) -> Iterator[Part]:
        statement = self.paper.statement
        day = self.day(statement.as_of)
        yield Heading(
            self.said(
                f"Stand der Mittel am {day} (Haushaltsjahr {statement.year})",
                f"State of the money on {day} (budget year {statement.year})",
            ),
            2,
        )
        yield from figure_tables(statement, FIGURES, self.language)
        yield Paragraph(
            self.said(
                "Verfügbar ist, was weder angeordnet noch durch Aufträge gebunden, vorgemerkt oder "
                "gesperrt ist. Alle Beträge in Euro, brutto.",
                "Available is what is neither ordered nor committed, reserved or blocked. "
                "All amounts in euro, gross.",
            )
        )
        for line in statement.lines:
            if line.figures.reserved_on_blocked > 0:
                amount = self.euro(line.figures.reserved_on_blocked)
                name = formats.visible(line.allocation.name)
                yield Paragraph(
                    self.said(
                        f"{name}: Von den Vormerkungen liegen {amount} auf gesperrten Mitteln.",
                        f"{name}: {amount} of the reservations lie on blocked money.",
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
                self.said("verfügbar in Euro", "available in euro"),
                self.said("vorher", "before"),
                self.said("nachher", "after"),
                self.said("Veränderung", "change"),
            ),
            align=("left", "right", "right", "right"),
            rows=tuple(
                (
                    formats.visible(change.allocation.name),
                    formats.amount(change.before.available, self.language),
                    formats.amount(change.after.available, self.language),
                    formats.amount(change.after.available - change.before.available, self.language),
                )
                for change in period.changes
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

    def row(self, entry: Entry) -> tuple[str, ...]:
        allocation, amount = allocation_of(entry), amount_of(entry)
        budget = self.paper.budget
        return (
            str(entry.nr),
            self.day(entry.date),
            vocabulary.KINDS[entry.kind].name.said(self.language),
            formats.visible(budget.allocation(allocation).name) if allocation else "",
            formats.amount(amount, self.language) if amount is not None else "",
            formats.visible(subject_of(entry, self.language)),
        )

    def proof(self) -> Facts:
        return Facts(
            (
                (self.said("Buchungen", "Entries"), str(self.paper.entries)),
                (self.said("Fingerabdruck", "Fingerprint"), self.paper.fingerprint),
                (self.said("Programm", "Program"), f"antragsbudget {__version__}"),
            )
        )
