"""Puts the content of a committee paper into words and tables, in the county's order."""

from collections.abc import Iterator

from msgspec import Struct

from antragsbudget import __version__
from antragsbudget.core.budget import Budget
from antragsbudget.core.paper import Annex, Occasion, Paper
from antragsbudget.documents import entries
from antragsbudget.documents.parts import Document, Facts, Heading, Paragraph, Part
from antragsbudget.documents.subjects import basis
from antragsbudget.language import Both, Language, formats
from antragsbudget.papers import progress, sections
from antragsbudget.papers.wording import Wording

MASCULINE = ("ausschuss", "tag", "rat", "beirat")
PUBLIC, NOT_PUBLIC = Both("öffentlich", "public"), Both("nicht öffentlich", "not public")
REPORT, ANNEX = Both("Mitteilung", "for information"), Both("Anlage", "annex")
DRAFT = Both("Entwurf, noch nicht ausgefertigt", "draft, not issued yet")
NO_NUMBER = Both("(noch nicht vergeben)", "(not given yet)")
NO_MEETING = Both("(noch nicht bestimmt)", "(not fixed yet)")
NOT_SAID = Both("(nicht angegeben)", "(not stated)")
CONFIDENTIAL = Both(
    "Nicht zur Veröffentlichung bestimmt (§ 48 Abs. 2 GO NRW, § 33 Abs. 2 KrO NRW).",
    "Not for publication (§ 48 (2) GO NRW, § 33 (2) KrO NRW).",
)


def compose(paper: Paper, language: Language) -> Document:
    """Return the public paper in *language*, as parts in their order."""
    words, budget = Wording(language), paper.budget
    title = formats.visible(budget.title)
    subject = words.said(
        f"{title} – Bericht über die Verwendung der Mittel",
        f"{title} – report on the use of the funds",
    )
    head = _Head(words, budget, paper.occasion, paper.committee, paper.office, PUBLIC, REPORT)
    parts = (
        *head.parts(subject),
        Heading(words.said("Beschlussvorschlag", "Proposed resolution"), 2),
        Paragraph(_resolution(paper, words)),
        Heading(words.said("Sachverhalt", "Background"), 2),
        Paragraph(_motion(budget, words)),
        Paragraph(basis(budget, paper.adopted, language) + "."),
        *sections.conditions(paper, words),
        *sections.money(paper, words),
        *sections.period(paper, words),
        *progress.measures(paper, words),
        *sections.particulars(paper, words),
        *progress.outlook(paper, words),
        *sections.annex(paper, words),
        *head.proof(),
    )
    return head.document(subject, parts)


def compose_annex(annex: Annex, language: Language) -> Document:
    """Return what is not public in *language*: vendors and prices one by one."""
    words, budget = Wording(language), annex.budget
    title = formats.visible(budget.title)
    number = annex.occasion.number
    to = (
        ""
        if number is None
        else words.said(" zur Vorlage ", " to paper ") + formats.visible(number)
    )
    subject = words.said(
        f"{title} – nichtöffentliche Anlage{to}", f"{title} – annex{to}, not public"
    )
    head = _Head(words, budget, annex.occasion, annex.committee, annex.office, NOT_PUBLIC, ANNEX)
    caption = sections.entries_title(annex.occasion, words)
    table = entries.table(annex.entries, budget, language, caption, payees=True)
    nothing = words.said(
        "Alle Buchungen und Maßnahmen sind öffentlich.", "All entries and measures are public."
    )
    parts: list[Part] = [*head.parts(subject), Paragraph(CONFIDENTIAL.said(language))]
    if annex.measures:
        parts.append(Heading(words.said("Maßnahmen", "Measures"), 2))
        parts.append(progress.measure_table(annex.measures, (), annex.occasion.as_of, words))
    if annex.entries:
        parts += [Heading(words.said("Buchungen", "Entries"), 2), table]
    if not annex.measures and not annex.entries:
        parts.append(Paragraph(nothing))
    return head.document(subject, (*parts, *head.proof()))


class _Head(Struct, frozen=True):
    """What stands at the head of a paper, and at its end."""

    words: Wording
    budget: Budget
    occasion: Occasion
    committee: str | None
    office: str | None
    publicity: Both
    type: Both

    def parts(self, subject: str) -> Iterator[Part]:
        """Yield the title, and the facts below it."""
        yield Heading(subject, 1)
        yield Facts(tuple((name, value) for _, name, value in self._facts()))

    def _facts(self) -> Iterator[tuple[str, str, str]]:
        """Yield for each fact its name in a template, its name, and its value."""
        said, language, occasion = self.words.said, self.words.language, self.occasion
        number, office = occasion.number or NO_NUMBER.said(language), self.office
        committee, meeting = self.committee or NOT_SAID.said(language), occasion.meeting
        yield "vorlage", said("Vorlage", "Paper"), formats.visible(number)
        yield "art", said("Art", "Type"), self.type.said(language)
        yield "gremium", said("Gremium", "Committee"), formats.visible(committee)
        day = NO_MEETING.said(language) if meeting is None else self.words.day(meeting)
        yield "sitzung", said("Sitzung", "Meeting"), day
        yield "oeffentlichkeit", said("Beratung", "Session"), self.publicity.said(language)
        named = formats.visible(office or NOT_SAID.said(language))
        yield "amt", said("Federführendes Amt", "Responsible office"), named
        yield "bezug", said("Bezug", "Reference"), self._reference()
        if not occasion.issued:
            yield "stand", said("Stand", "State"), DRAFT.said(language)

    def _reference(self) -> str:
        budget, said, language = self.budget, self.words.said, self.words.language
        text = said("Antrag", "Motion")
        if budget.movers:
            movers = formats.visible(formats.listed(budget.movers, language))
            text += said(f" von {movers}", f" by {movers}")
        if budget.motion_date is not None:
            text += said(" vom ", ", ") + self.words.day(budget.motion_date)
        if budget.meeting_date is not None:
            day = self.words.day(budget.meeting_date)
            text += said(f" zur Sitzung am {day}", f", for the meeting of {day}")
        return text

    def proof(self) -> Iterator[Part]:
        """Yield what fixes the state that the paper tells."""
        said, occasion = self.words.said, self.occasion
        yield Heading(said("Nachweis des Datenstands", "Verification of the data"), 2)
        yield Facts(
            (
                (said("Stichtag", "Cut-off day"), self.words.day(occasion.as_of)),
                (said("Buchungen", "Entries"), str(occasion.entries)),
                (said("Fingerabdruck", "Fingerprint"), occasion.fingerprint),
                (said("Programm", "Program"), f"antragsbudget {__version__}"),
                (
                    said("Beträge", "Amounts"),
                    said("alle Beträge in Euro, brutto", "all amounts in euros, gross"),
                ),
            )
        )

    def document(self, subject: str, parts: tuple[Part, ...]) -> Document:
        """Return the document with what a catalogue and a template ask for."""
        fields = {key: value for key, _, value in self._facts()}
        stand = "" if self.occasion.issued else DRAFT.said(self.words.language)
        return Document(
            language=self.words.language,
            title=subject,
            parts=parts,
            day=self.occasion.as_of,
            author=formats.visible(self.budget.authority or ""),
            reference=formats.visible(self.occasion.number or ""),
            fields=tuple({"betreff": subject, **fields, "stand": stand}.items()),
        )


def _resolution(paper: Paper, words: Wording) -> str:
    committee = formats.visible(paper.committee or "")
    if not committee:
        return words.said(
            "Der Bericht der Verwaltung wird zur Kenntnis genommen.",
            "The report of the administration is noted.",
        )
    article = "Der " if committee.casefold().partition(" ")[0].endswith(MASCULINE) else ""
    return words.said(
        f"{article}{committee} nimmt den Bericht der Verwaltung zur Kenntnis.",
        f"The {committee} takes note of the report of the administration.",
    )


def _motion(budget: Budget, words: Wording) -> str:
    shares = [
        words.said(
            f"{words.euro(a.amount)} für {words.called(a)}",
            f"{words.euro(a.amount)} for {words.called(a)}",
        )
        for a in budget.allocations
    ]
    parts = formats.listed(shares, words.language)
    return words.said(
        f"Beantragt wurden insgesamt {words.euro(budget.total)}: {parts}.",
        f"The motion asks for {words.euro(budget.total)} in total: {parts}.",
    )
