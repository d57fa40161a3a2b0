"""Charts: drawn from whole cents, told in words from the same data, read without colour."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.papers.samples import AREAS, SPENDING, STACKS
from tests.papers.stories import LANGUAGES, MARKUP, Papers

from antragsbudget.documents.charts import Areas, Chart, Share, Spending, Stack, Stacks, Use
from antragsbudget.documents.parts import Figure
from antragsbudget.language import Language, formats
from antragsbudget.papers.charts.alternative_text import alternative_text
from antragsbudget.papers.charts.areas import BAR as THIN
from antragsbudget.papers.charts.drawing import PAPER, SCREEN, drawn
from antragsbudget.papers.charts.spending import HIGH, LEFT, ticks
from antragsbudget.papers.charts.stacks import BAR

SVG = "{http://www.w3.org/2000/svg}"
KINDS: tuple[Use, ...] = ("ordered", "committed", "reserved", "blocked", "available")
WIDTHS = (PAPER, SCREEN)
CHARTS: tuple[Chart, ...] = (STACKS, SPENDING, AREAS)


def picture(chart: Chart, width: int = PAPER, language: Language = "de") -> ElementTree.Element:
    return ElementTree.fromstring(drawn(chart, language, width, "chart1"))


def rectangles(svg: ElementTree.Element, height: int) -> list[tuple[int, int, str]]:
    """Return where each rectangle of a height begins and ends, and how it is filled."""
    return [
        (int(one.attrib["x"]), int(one.attrib["x"]) + int(one.attrib["width"]), one.attrib["fill"])
        for one in svg.findall(f"{SVG}rect")
        if one.attrib["height"] == str(height)
    ]


def texts(svg: ElementTree.Element) -> list[str]:
    return ["".join(shape.itertext()) for shape in svg.iter(f"{SVG}text")]


cents = st.integers(0, 10**12).map(lambda number: Decimal(number).scaleb(-2))
shares = st.lists(cents, min_size=5, max_size=5).map(
    lambda amounts: Stack(
        "x",
        sum(amounts, Decimal(0)),
        tuple(Share(kind, kind, amount) for kind, amount in zip(KINDS, amounts, strict=True)),
    )
)


class TestTheBarOfAnAllocation:
    @given(stack=shares, width=st.sampled_from(WIDTHS))
    def test_is_divided_as_the_money_is_to_the_nearest_unit(self, stack: Stack, width: int) -> None:
        bars = rectangles(picture(Stacks((stack,)), width), BAR)
        shown = [share for share in stack.shares if share.amount > 0]
        assert len(bars) == len(shown)
        room, before = width - 2, Decimal(0)
        for (start, end, _), share in zip(bars, shown, strict=True):
            for edge, amount in ((start - 1, before), (end - 1, before + share.amount)):
                exact = amount * room / stack.total
                # A share of less than a unit is a unit wide, so that it is seen.
                assert abs(edge - exact) <= Decimal("0.5") or end - start == 1
            before += share.amount

    @given(stack=shares)
    def test_has_no_gap_and_shares_end_where_the_next_begin(self, stack: Stack) -> None:
        bars = rectangles(picture(Stacks((stack,))), BAR)
        assert all(right[0] <= left[1] <= right[0] + 1 for left, right in pairwise(bars))

    def test_is_as_long_as_its_money_beside_the_others(self) -> None:
        double = Stacks((_full("a", "200.00"), _full("b", "100.00"), _full("c", "0.00")))
        assert [end - start for start, end, _ in rectangles(picture(double), BAR)] == [598, 299]

    def test_with_a_shortfall_marks_where_the_money_ends(self) -> None:
        svg = picture(Stacks(STACKS.stacks[1:]))
        ((start, end, _),) = rectangles(svg, BAR)
        (mark,) = [shape.attrib["d"] for shape in svg.findall(f"{SVG}path")]
        assert (start, end) == (1, 599)
        assert re.match(r"M(\d+) ", mark)[1] == str(1 + 478)  # type: ignore[index]  # 4/5 of 598

    def test_names_each_share_with_its_amount_also_where_it_is_nothing(self) -> None:
        shown = texts(picture(STACKS))
        for stack in STACKS.stacks:
            for share in stack.shares:
                assert share.name in shown
                assert formats.euro(share.amount, "de") in shown


def _full(name: str, amount: str) -> Stack:
    share = Share("ordered", "angeordnet", Decimal(amount))
    return Stack(name, Decimal(amount), (share,))


class TestWithoutColour:
    def test_each_share_has_a_pattern_of_its_own(self) -> None:
        svg = picture(STACKS)
        fills = [fill for _, _, fill in rectangles(svg, BAR)][:5]
        assert fills[0].startswith("#")
        names = [fill.removeprefix("url(#").removesuffix(")") for fill in fills[1:]]
        assert names == [f"chart1-{kind}" for kind in KINDS[1:]]
        drawings = {
            one.attrib["id"]: [
                (part.tag, {k: v for k, v in part.attrib.items() if k not in ("fill", "stroke")})
                for part in one
            ]
            for one in svg.iter(f"{SVG}pattern")
        }
        shapes = [str(drawings[name]) for name in names]
        assert len(set(shapes)) == len(shapes) == 4

    def test_the_two_lines_of_the_spending_differ_in_dashes_and_width(self) -> None:
        lines = [
            (one.get("stroke-dasharray"), one.attrib["stroke-width"])
            for one in picture(SPENDING).findall(f"{SVG}path")
            if one.attrib["class"] == "chart-line"
        ]
        assert lines == [(None, "3"), ("6 4", "2"), ("6 4", "2"), (None, "3")]

    @pytest.mark.parametrize("chart", CHARTS)
    def test_only_ink_grey_and_white_are_used(self, chart: Chart) -> None:
        used = set(re.findall(r"#[0-9a-f]{6}", drawn(chart, "de", PAPER, "c")))
        assert used <= {"#1f4e79", "#ffffff", "#1a1a1a", "#8a8a8a"}


class TestTheSpendingOfAYear:
    def test_steps_stand_at_their_days_and_amounts(self) -> None:
        spent = picture(SPENDING).findall(f"{SVG}path")[-1].attrib["d"]
        start, *steps = re.findall(r"[HVM][\d ]+", spent)
        room = PAPER - LEFT - 2
        days = [(day - date(2022, 1, 1)).days for day, _ in SPENDING.steps]
        wanted = [LEFT + room * day // 365 for day in (*days, 273)]
        across = [int(step[1:]) for step in steps if step[0] == "H"]
        assert across == wanted
        bottom = int(start.split()[1])
        heights = [bottom - int(step[1:]) for step in steps if step[0] == "V"]
        exact = [amount * HIGH / SPENDING.total for _, amount in SPENDING.steps]
        assert all(
            abs(found - want) <= Decimal("0.5") for found, want in zip(heights, exact, strict=True)
        )

    def test_even_spending_is_a_straight_line_to_the_whole_at_the_last_day(self) -> None:
        even = picture(SPENDING).findall(f"{SVG}path")[-2].attrib["d"]
        x1, y1, x2, y2 = map(int, re.findall(r"\d+", even))
        assert (x1, x2, y1 - y2) == (LEFT, PAPER - 2, HIGH)

    def test_even_spending_until_a_day_is_in_whole_cents_rounded_down(self) -> None:
        year = replace(SPENDING, total=Decimal("100.00"))
        evens = {
            day: replace(year, until=day).even
            for day in (date(2022, 1, 1), date(2022, 7, 2), date(2022, 12, 31))
        }
        assert list(evens.values()) == [Decimal("0.27"), Decimal("50.13"), Decimal("100.00")]

    @pytest.mark.parametrize(
        ("highest", "marks"),
        [("0.50", ["0"]), ("4", ["0", "1", "2", "3", "4"]), ("600000", ["0", "200000", "400000",
         "600000"]), ("600001", ["0", "200000", "400000", "600000"])],
    )  # fmt: skip
    def test_marks_round_amounts(self, highest: str, marks: list[str]) -> None:
        assert ticks(Decimal(highest)) == tuple(map(Decimal, marks))

    @pytest.mark.parametrize(
        "course",
        [
            Spending(2022, date(2022, 12, 31), Decimal("0.00"), ()),
            Spending(
                2024, date(2024, 12, 31), Decimal("1.00"), ((date(2024, 12, 31), Decimal(2)),)
            ),
            Spending(2022, date(2022, 1, 1), Decimal("5.00"), ((date(2022, 1, 1), Decimal(-3)),)),
        ],
    )
    def test_can_be_empty_beyond_the_whole_or_below_nought(self, course: Spending) -> None:
        top = 2 * 18 + 14
        for path in picture(course).findall(f"{SVG}path"):
            for _, y in re.findall(r"[ML](\d+) (-?\d+)", path.attrib["d"]):
                assert 0 <= int(y) <= top + HIGH


class TestMoneyByArea:
    def test_bars_are_to_one_scale_and_nothing_is_a_stroke(self) -> None:
        svg = picture(AREAS)
        assert [e - s for s, e, _ in rectangles(svg, THIN)] == [598, 299]
        strokes = [shape.attrib["d"] for shape in svg.findall(f"{SVG}path")]
        assert [re.sub(r"M1 \d+", "M1 y", stroke) for stroke in strokes] == [f"M1 yv{THIN}"] * 2

    def test_of_no_area_is_an_empty_picture(self) -> None:
        assert texts(picture(Areas(()))) == []


@pytest.mark.parametrize("language", LANGUAGES)
class TestTheTextAlternative:
    @pytest.mark.parametrize("chart", CHARTS)
    def test_says_every_name_and_amount_of_the_picture(
        self, chart: Chart, language: Language
    ) -> None:
        said = alternative_text(chart, language)
        for text in texts(picture(chart, PAPER, language)):
            if "," in text or "EUR" in text or "€" in text:
                assert text in said

    def test_says_every_amount_of_the_data(self, example: Papers, language: Language) -> None:
        figures = [p for p in example.document(language).parts if isinstance(p, Figure)]
        assert [type(figure.chart) for figure in figures] == [Stacks, Areas, Spending]
        for one in figures:
            for amount in _amounts(one.chart):
                assert formats.euro(amount, language) in one.alt


def _amounts(chart: Chart) -> set[Decimal]:
    match chart:
        case Stacks(stacks):
            return {
                amount for s in stacks for amount in (s.total, *(part.amount for part in s.shares))
            }
        case Areas(areas):
            return {amount for _, amount in areas}
        case Spending():
            return {chart.spent, chart.even, chart.total, *(amount for _, amount in chart.steps)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", MARKUP)
def test_hostile_names_are_texts_of_the_picture(text: str, width: int) -> None:
    name = " ".join(text.split())
    stacks = Stacks((Stack(name, Decimal(1), (Share("blocked", name, Decimal(1)),)),))
    for chart in (stacks, Areas(((name, Decimal(1)),))):
        shown = picture(chart, width)
        assert {one.tag.removeprefix(SVG) for one in shown.iter()} <= {
            *("svg", "defs", "pattern", "rect", "circle", "path", "text"),
        }
        # A long name has several lines, and its amount stands behind the first.
        joined = "".join(texts(shown)).replace("1,00\u00a0€", "")
        assert "".join(name.split()) in "".join(joined.split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_is_drawn_outside_of_the_sheet(chart: Chart, width: int) -> None:
    svg = picture(chart, width)
    height = int(svg.attrib["height"])
    assert svg.attrib["viewBox"] == f"0 0 {width} {height}"
    for one in svg.findall(f"{SVG}rect"):
        x, y, w, h = (int(one.attrib[key]) for key in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height
    for one in svg.findall(f"{SVG}text"):
        assert 0 <= int(one.attrib["x"]) <= width and 0 < int(one.attrib["y"]) <= height
