"""Parts: a table divided, what stands apart, and the same parts drawn and said."""

from __future__ import annotations

import re
from decimal import Decimal
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from antragsbudget.documents import plain, terminal
from antragsbudget.documents.charts import Share, Stack
from antragsbudget.documents.parts import (
    LEFT,
    RIGHT,
    Bar,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Profile,
    Profiles,
    Remark,
    ScreenPart,
    Source,
    Table,
    divided,
    spaced,
)
from antragsbudget.documents.terminal import SHORTEST_BAR

AMOUNTS = Table(
    header=("", "eins", "zwei", "drei", "vier"),
    align=(LEFT, RIGHT, RIGHT, RIGHT, RIGHT),
    rows=(("DZ", "1,00", "2,00", "3,00", "4,00"), ("insgesamt", "1,00", "2,00", "3,00", "4,00")),
    total=True,
    tones={(-1, 1): "strong", (0, 0): "strong", (0, 4): "alarm"},
)
LIST = Table(
    header=("Nr.", "Betrag", "Gegenstand"),
    align=(RIGHT, RIGHT, LEFT),
    rows=(("7", "1.234,56", "Beratung zur Digitalisierung der Poststelle"), ("8", "", "")),
)
SHARES = (
    Share("ordered", "angeordnet", Decimal("1.00")),
    Share("committed", "gebunden", Decimal("0.00")),
    Share("reserved", "vorgemerkt", Decimal("0.01")),
    Share("blocked", "gesperrt", Decimal("0.00")),
    Share("available", "verfügbar", Decimal("-5.00")),
)
PROFILES = Profiles(
    (
        Profile(
            "DZ",
            (
                Remark("Zwilling"),
                Bar(Stack("DZ", Decimal("1.01"), SHARES), "Ausschöpfung", "99,9 % von 1,01 €"),
                Remark("Fehlbetrag: 5,00 €", "alarm"),
            ),
        ),
        Profile("DCP", (Remark("nur eine Zeile"),)),
    )
)


def drawn(*parts: ScreenPart, width: int = 80, colours: bool = False) -> str:
    out = StringIO()
    terminal.write(parts, Console(file=out, width=width, force_terminal=colours), "de")
    return out.getvalue()


def said(*parts: ScreenPart) -> list[str]:
    return list(plain.lines(parts))


class TestATableOfAmounts:
    def test_is_divided_as_evenly_as_can_be_and_each_piece_has_the_names(self) -> None:
        first, second = divided(AMOUNTS, 3)
        assert first == Table(
            header=("", "eins", "zwei"),
            align=(LEFT, RIGHT, RIGHT),
            rows=(("DZ", "1,00", "2,00"), ("insgesamt", "1,00", "2,00")),
            total=True,
            tones={(-1, 1): "strong", (0, 0): "strong"},
        )
        assert second == Table(
            header=("", "drei", "vier"),
            align=(LEFT, RIGHT, RIGHT),
            rows=(("DZ", "3,00", "4,00"), ("insgesamt", "3,00", "4,00")),
            total=True,
            tones={(0, 0): "strong", (0, 2): "alarm"},
        )

    @pytest.mark.parametrize("columns", [4, 5])
    def test_that_fits_stays_whole(self, columns: int) -> None:
        assert list(divided(AMOUNTS, columns)) == [AMOUNTS]

    def test_is_divided_at_a_terminal_only_where_it_is_wider(self) -> None:
        whole = 9 + 4 * (3 + 4)
        assert drawn(AMOUNTS, width=whole).count("insgesamt") == 1
        assert drawn(AMOUNTS, width=whole - 1).count("insgesamt") == 2
        for width in range(20, whole):
            lines = drawn(AMOUNTS, width=width).splitlines()
            assert max(map(cell_len, lines)) <= width
            assert re.findall(r"\d,\d\d", "".join(lines)).count("4,00") == 2

    def test_has_a_line_above_its_total(self) -> None:
        *_, rule, total = drawn(AMOUNTS).splitlines()
        assert set(rule) == {"─"} and total.startswith("insgesamt")

    def test_shows_tones_in_colours_that_say_nothing_more(self) -> None:
        coloured = drawn(AMOUNTS, colours=True)
        assert "\x1b[1;31m4,00" in coloured
        words = re.sub(r"\x1b\[[\d;]*m", "", coloured)
        assert words == drawn(AMOUNTS)


class TestAList:
    def test_has_a_row_each_where_there_is_room_for_what_it_is_about(self) -> None:
        titles, _, first, *_ = drawn(LIST).splitlines()
        assert titles.split() == ["Nr.", "Betrag", "Gegenstand"]
        assert first.split(maxsplit=2) == ["7", "1.234,56", LIST.rows[0][2]]

    def test_has_two_lines_a_row_where_there_is_none(self) -> None:
        room = 3 + 8 + 2 * 3
        assert "Gegenstand" in drawn(LIST, width=room + 24)
        assert [line.rstrip() for line in drawn(LIST, width=room + 23).splitlines()] == [
            "   7  1.234,56",
            "      Beratung zur Digitalisierung der",
            "      Poststelle",
            "   8",
        ]

    def test_parts_no_amount_where_not_even_the_facts_have_room(self) -> None:
        header, align = ("Nr.", "Art", "Betrag", "Gegenstand"), (RIGHT, LEFT, RIGHT, LEFT)
        table = Table(header, align, (("7", "Vormerkung", "1.234,56", "Beratung"),))
        assert [line.rstrip() for line in drawn(table, width=25).splitlines()] == [
            "   7  Vormerkung",
            "      1.234,56",
            "      Beratung",
        ]
        assert drawn(table, width=26).startswith("   7  Vormerkung  1.234,56")


class TestABar:
    def test_gives_each_share_that_is_not_zero_a_sign_and_what_is_missing_none(self) -> None:
        (bar,) = (line for line in drawn(PROFILES).splitlines() if "99,9" in line)
        signs = bar.removeprefix("DZ").strip().split(" ")[0]
        assert signs == "█" * 47 + "▒"

    def test_never_pushes_its_words_over_the_edge(self) -> None:
        for width in range(30, 100):
            lines = drawn(PROFILES, width=width).splitlines()
            assert max(map(cell_len, lines)) <= width

    def test_says_below_itself_what_has_no_room_behind_it(self) -> None:
        words = "99,9 % von 1,01 €"
        beside = len(f"DZ   {'·' * SHORTEST_BAR} {words}")
        assert words in drawn(PROFILES, width=beside)
        for width in range(24, beside):
            lines = [
                line.removeprefix("DZ").strip()
                for line in drawn(PROFILES, width=width).splitlines()
            ]
            at = lines.index(words)
            assert set(lines[at - 1]) == {"█", "▒"} and len(lines[at - 1]) > SHORTEST_BAR

    def test_has_a_legend(self) -> None:
        assert drawn(PROFILES).splitlines()[-1] == (
            "█ angeordnet   ▓ gebunden   ▒ vorgemerkt   ╳ gesperrt   · verfügbar"
        )
        assert "angeordnet" not in drawn(Profiles(PROFILES.profiles[1:]))


def test_a_source_is_never_broken_in_a_pipe_and_between_its_texts_at_a_terminal() -> None:
    source = Source(("haushalt.toml · 7 Buchungen", "Fingerabdruck 2f9f a66e"))
    assert drawn(source, width=20) == " · ".join(source.texts) + "\n"
    lines = re.sub(r"\x1b\[[\d;]*m", "", drawn(source, width=40, colours=True)).splitlines()
    assert lines == [*source.texts]


def test_remarks_stand_close_together_and_headings_close_to_what_is_below() -> None:
    parts: list[ScreenPart] = [
        Heading("a", 2),
        Remark("b"),
        Source(("c",)),
        Paragraph("d"),
        Heading("e", 2),
        Heading("f", 3),
        LIST,
    ]
    assert [apart for apart, _ in spaced(parts)] == [False, False, False, True, True, True, False]


def test_a_fact_is_said_a_line() -> None:
    facts = Facts((("Nr.", "7"), ("Dateien", "ab\ncd")))
    assert said(Heading("Stand", 2), facts, AMOUNTS, Listing(("x", "y")), PROFILES) == [
        *("Stand", "Nr.: 7", "Dateien", "ab", "cd", ""),
        *("DZ", "eins: 1,00", "zwei: 2,00", "drei: 3,00", "vier: 4,00", ""),
        *("insgesamt", "eins: 1,00", "zwei: 2,00", "drei: 3,00", "vier: 4,00", ""),
        *("x", "y", ""),
        *("DZ", "Zwilling", "Ausschöpfung: 99,9 % von 1,01 €", "Fehlbetrag: 5,00 €"),
        "DCP: nur eine Zeile",
    ]


def test_a_list_is_said_cell_by_cell_without_the_empty_ones() -> None:
    assert said(LIST) == [
        *("Nr.: 7", "Betrag: 1.234,56", f"Gegenstand: {LIST.rows[0][2]}", ""),
        "Nr.: 8",
    ]
