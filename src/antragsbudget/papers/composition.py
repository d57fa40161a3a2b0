"""Puts the content of a committee paper into words and tables, in the county's order."""

from collections.abc import Iterator

from msgspec import Struct

from antragsbudget import __version__
from antragsbudget.core.budget import Budget
from antragsbudget.core.paper import Annex, Occasion, Paper
from antragsbudget.documents import entries
from antragsbudget.documents.parts import Document, Facts, Heading, Paragraph, Part
from antragsbudget.documents.subjects import basis
from antragsbudget.language import PROGRAM, Both, Language, formats
from antragsbudget.language.papers import heading, movements, results
from antragsbudget.papers import progress, sections
from antragsbudget.papers.names import name_and_title


def compose(paper: Paper, language: Language) -> Document:
    """Return the public paper in *language*, as parts in their order."""
    budget = paper.budget
    subject = heading.subject(formats.visible(budget.title), language)
    kind = (heading.PUBLIC, heading.REPORT)
    head = _Head(language, budget, paper.occasion, paper.committee, paper.office, *kind)
    resolution = heading.resolution(formats.visible(paper.committee or ""), language)
    parts = (
        *head.parts(subject),
        Heading(heading.RESOLUTION.said(language), 2),
        Paragraph(resolution),
        Heading(heading.BACKGROUND.said(language), 2),
        Paragraph(_motion(budget, language)),
        Paragraph(basis(budget, paper.adopted, language) + "."),
        *sections.conditions(paper, language),
        *sections.money(paper, language),
        *sections.period(paper, language),
        *progress.measures(paper, language),
        *sections.particulars(paper, language),
        *progress.outlook(paper, language),
        *sections.annex(paper, language),
        *head.proof(),
    )
    return head.document(subject, parts)


def compose_annex(annex: Annex, language: Language) -> Document:
    """Return the annex that is not public, in *language*: vendors and prices one by one."""
    budget, occasion = annex.budget, annex.occasion
    number = None if occasion.number is None else formats.visible(occasion.number)
    subject = heading.annex_subject(formats.visible(budget.title), number, language)
    kind = (heading.NOT_PUBLIC, heading.ANNEX)
    head = _Head(language, budget, occasion, annex.committee, annex.office, *kind)
    parts: list[Part] = [*head.parts(subject), Paragraph(heading.CONFIDENTIAL.said(language))]
    if annex.measures:
        parts.append(Heading(results.MEASURES.said(language), 2))
        parts.append(progress.measure_table(annex.measures, (), occasion.as_of, language))
    if annex.entries:
        caption = movements.entries_of(occasion.year, language)
        parts.append(Heading(heading.ENTRIES.said(language), 2))
        parts.append(entries.table(annex.entries, budget, language, caption, payees=True))
    if not annex.measures and not annex.entries:
        parts.append(Paragraph(heading.ALL_PUBLIC.said(language)))
    return head.document(subject, (*parts, *head.proof()))


class _Head(Struct, frozen=True):
    """The head of a paper, and its end."""

    language: Language
    budget: Budget
    occasion: Occasion
    committee: str | None
    office: str | None
    publicity: Both
    type: Both

    def parts(self, subject: str) -> Iterator[Part]:
        """Yield the title, and the facts below it."""
        yield Heading(subject, 1)
        yield Facts(tuple((name.said(self.language), value) for _, name, value in self._facts()))

    def _facts(self) -> Iterator[tuple[str, Both, str]]:
        """Yield for each fact its name in a template, its name, and its value."""
        language, occasion, meeting = self.language, self.occasion, self.occasion.meeting
        not_stated = heading.NOT_STATED.said(language)
        number = occasion.number or heading.NO_NUMBER.said(language)
        held = formats.day(meeting, language) if meeting else heading.NO_MEETING.said(language)
        yield "vorlage", heading.PAPER, formats.visible(number)
        yield "art", heading.TYPE, self.type.said(language)
        yield "gremium", heading.COMMITTEE, formats.visible(self.committee or not_stated)
        yield "sitzung", heading.MEETING, held
        yield "oeffentlichkeit", heading.SESSION, self.publicity.said(language)
        yield "amt", heading.OFFICE, formats.visible(self.office or not_stated)
        yield "bezug", heading.REFERENCE, self._reference()
        if not occasion.issued:
            yield "stand", heading.STATUS, heading.DRAFT.said(language)

    def _reference(self) -> str:
        budget, movers = self.budget, map(formats.visible, self.budget.movers)
        return heading.reference(movers, budget.motion_date, budget.meeting_date, self.language)

    def proof(self) -> Iterator[Part]:
        """Yield the facts that pin down the state of the ledger that the paper shows."""
        language, occasion = self.language, self.occasion
        facts = (
            (heading.CUT_OFF, formats.day(occasion.as_of, language)),
            (heading.ENTRIES, str(occasion.entries)),
            (heading.FINGERPRINT, occasion.fingerprint),
            (heading.PROGRAM, f"{PROGRAM} {__version__}"),
            (heading.AMOUNTS, heading.EUROS_GROSS.said(language)),
        )
        yield Heading(heading.VERIFICATION.said(language), 2)
        yield Facts(tuple((name.said(language), value) for name, value in facts))

    def document(self, subject: str, parts: tuple[Part, ...]) -> Document:
        """Return the document with the metadata for catalogues and templates."""
        fields = {key: value for key, _, value in self._facts()}
        stand = "" if self.occasion.issued else heading.DRAFT.said(self.language)
        return Document(
            language=self.language,
            title=subject,
            parts=parts,
            day=self.occasion.as_of,
            author=formats.visible(self.budget.authority or ""),
            reference=formats.visible(self.occasion.number or ""),
            fields=tuple({"betreff": subject, **fields, "stand": stand}.items()),
        )


def _motion(budget: Budget, language: Language) -> str:
    shares = ((allocation.amount, name_and_title(allocation)) for allocation in budget.allocations)
    return heading.motion(budget.total, shares, language)
