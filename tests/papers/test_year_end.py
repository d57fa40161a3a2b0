"""The paper on a closed year says what went on to the next one, what was carried, what lapsed.

§ 22 KomHVO NRW: the council gets a list of what is carried; what is not carried lapses.
"""

from __future__ import annotations

import pytest
from tests.builders import (
    IN_NEXT_YEAR,
    NEXT,
    YEAR,
    budget,
    carry_forward,
    commitment,
    cut,
    expense,
    payment,
    year_close,
)
from tests.papers.reading import seen

from antragsbudget.core.balances import fold
from antragsbudget.core.entries import Entry
from antragsbudget.core.paper import EarlierState, Occasion, paper
from antragsbudget.documents.parts import Document, Paragraph, Table
from antragsbudget.language import Language
from antragsbudget.papers.data import as_data
from antragsbudget.papers.writers import document_of

CLOSE = year_close(9, date=IN_NEXT_YEAR)
SPENT = (
    expense(1, amount="300000.00"),
    expense(2, allocation="dz", amount="300000.00"),
)


def composed(*entries: Entry, language: Language = "de", year: int = YEAR) -> Document:
    balances = fold(budget(), entries)
    occasion = Occasion(year=year, as_of=IN_NEXT_YEAR, entries=len(entries), fingerprint="0" * 64)
    return document_of(paper(balances, occasion), language)


def sentence(document: Document) -> str:
    """Return what is said of the rest, behind the semicolon."""
    found = [part.text for part in document.parts if isinstance(part, Paragraph)]
    (said,) = (text for text in found if "abgeschlossen. Von" in text or "closed since" in text)
    return seen(said).partition("; ")[2]


@pytest.mark.parametrize(
    ("entries", "german", "english"),
    [
        (
            (commitment(1, amount="700.00"), carry_forward(2, amount="50.00")),
            "700,00 € wurden für erteilte, noch nicht abgerechnete Aufträge nach 2023 "
            "übertragen, weitere 50,00 € wurden nach 2023 übertragen und 599.250,00 € sind "
            "verfallen.",
            "EUR 700.00 was carried to 2023 for open commitments, a "
            "further EUR 50.00 was carried to 2023 and EUR 599 250.00 lapsed.",
        ),
        (
            (carry_forward(1, amount="50.00"),),
            "50,00 € wurden nach 2023 übertragen und 599.950,00 € sind verfallen.",
            "EUR 50.00 was carried to 2023 and EUR 599 950.00 lapsed.",
        ),
        (
            SPENT,
            "nichts blieb übrig.",
            "nothing was left.",
        ),
        (
            (*SPENT, cut(3, amount="5.00", despite_shortfall=True, reason="x")),
            "5,00 € fehlten.",
            "EUR 5.00 was missing.",
        ),
    ],
)
def test_the_sentence_names_what_is_not_nought(
    entries: tuple[Entry, ...], german: str, english: str
) -> None:
    assert sentence(composed(*entries, CLOSE)) == german
    assert sentence(composed(*entries, CLOSE, language="en")) == english


def test_the_table_has_each_allocation_and_the_total() -> None:
    entries = (commitment(1, amount="700.00"), carry_forward(2, amount="50.00"), CLOSE)
    (table,) = (part for part in composed(*entries).parts if isinstance(part, Table)
                and part.caption == "Übergang der Mittel nach 2023 (§ 22 KomHVO NRW)")  # fmt: skip
    assert (table.header, table.rows) == (
        ("Beträge in Euro", "DZ", "DCP", "insgesamt"),
        (
            ("Ansatz bis zum Abschluss", "300.000,00", "300.000,00", "600.000,00"),
            ("angeordnet", "0,00", "0,00", "0,00"),
            ("nicht angeordnet", "300.000,00", "300.000,00", "600.000,00"),
            ("davon in offenen Aufträgen", "0,00", "700,00", "700,00"),
            ("davon übertragen", "0,00", "50,00", "50,00"),
            ("davon verfallen", "300.000,00", "299.250,00", "599.250,00"),
        ),
    )


def test_what_was_carried_blocked_has_a_row_of_its_own() -> None:
    carried = carry_forward(1, allocation="dz", amount="90.00", blocked="90.00")
    rows = [row for part in composed(carried, CLOSE).parts if isinstance(part, Table)
            for row in part.rows]  # fmt: skip
    assert ("übertragen, aber gesperrt", "90,00", "0,00", "90,00") in rows


def test_the_paper_on_an_open_year_says_nothing_of_it() -> None:
    document = composed(commitment(1), CLOSE, year=NEXT)
    captions = [part.caption for part in document.parts if isinstance(part, Table)]
    assert not [caption for caption in captions if caption.startswith("Übergang")]


def test_the_next_paper_lists_apart_what_was_still_recorded_of_the_old_year() -> None:
    entries = (expense(1), payment(2, 1, date=IN_NEXT_YEAR, year=YEAR), CLOSE)
    last = (expense(3, date=IN_NEXT_YEAR),)
    balances = fold(budget(), (*entries, *last))
    occasion = Occasion(year=NEXT, as_of=IN_NEXT_YEAR, entries=4, fingerprint="0" * 64)
    earlier = EarlierState(fold(budget(), entries[:1]), since=IN_NEXT_YEAR)
    document = document_of(paper(balances, occasion, earlier), "de")
    lists = [(part.caption, [row[0] for row in part.rows]) for part in document.parts
             if isinstance(part, Table) and part.caption.startswith("Neue")]  # fmt: skip
    assert lists == [
        ("Neue Buchungen", ["9", "3"]),
        ("Neue Buchungen früherer Haushaltsjahre", ["2"]),
    ]


def test_programs_are_told_the_same() -> None:
    balances = fold(budget(), (commitment(1, amount="700.00"), CLOSE))
    occasion = Occasion(year=YEAR, as_of=IN_NEXT_YEAR, entries=2, fingerprint="0" * 64)
    assert as_data(paper(balances, occasion))["year_end"] == [
        {
            "id": name,
            "revised": "300000.00",
            "ordered": "0.00",
            "left": "300000.00",
            "committed": moved,
            "carried": "0.00",
            "carried_blocked": "0.00",
            "lapses": lapsed,
        }
        for name, moved, lapsed in (("dz", "0.00", "300000.00"), ("dcp", "700.00", "299300.00"))
    ]
