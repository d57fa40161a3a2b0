"""The web page: one file, no script, nothing from outside, WCAG 2.1 AA in a real browser."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from tests.papers import judges, reading, samples
from tests.papers.browser import Page
from tests.papers.stories import LANGUAGES, Papers

from antragsbudget.documents.parts import Figure, Heading
from antragsbudget.language import Language
from antragsbudget.papers import web
from antragsbudget.papers.charts.drawing import SCREEN, drawn

WIDTHS = (320, 1200)
SCHEMES = ("light", "dark")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["public", "annex"])
class TestTheFile:
    def test_holds_all_that_it_needs_and_forbids_the_rest(
        self, example: Papers, language: Language, kind: str
    ) -> None:
        text = example.text(language, "html", kind)
        root = reading.page_of(text)
        outside = ("script", "link", "img", "iframe", "object", "embed", "a", "form", "base")
        assert root.all(*outside) == []
        assert not re.search(r"\s(?:href|src|srcset|action|style|on\w+)=", text)
        assert not re.search(r"@import|url\((?!#)", text.replace('"url(#', '"url(#'))
        (style,) = root.all("style")
        digest = b64encode(sha256(style.text.encode()).digest()).decode()
        policy = next(
            element.given["content"]
            for element in root.all("meta")
            if "http-equiv" in element.given
        )
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )

    def test_names_its_language_its_title_and_its_author(
        self, example: Papers, language: Language, kind: str
    ) -> None:
        said = example.document(language, kind)
        root = reading.page_of(example.text(language, "html", kind))
        (html,), (head,) = root.all("html"), root.all("head")
        (title,) = head.all("title")
        assert (html.given["lang"], title.text) == (language, said.title)
        named = {
            element.given.get("name"): element.given.get("content") for element in root.all("meta")
        }
        assert (named["author"], named["dcterms.date"]) == (said.author, "2022-12-31")
        assert named["viewport"] == "width=device-width, initial-scale=1"

    def test_has_one_first_heading_and_leaves_no_level_out(
        self, example: Papers, language: Language, kind: str
    ) -> None:
        root = reading.page_of(example.text(language, "html", kind))
        levels = [int(element.tag[1]) for element in root.all("h1", "h2", "h3", "h4")]
        wanted = [p.level for p in example.document(language, kind).parts if isinstance(p, Heading)]
        assert levels == wanted and levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))

    def test_tells_a_screen_reader_which_cell_heads_which(
        self, example: Papers, language: Language, kind: str
    ) -> None:
        root = reading.page_of(example.text(language, "html", kind))
        for table in root.all("table"):
            first, *rows = table.all("tr")
            assert {cell.given["scope"] for cell in first.all("th", "td")} == {"col"}
            for row in rows:
                assert [cell.tag for cell in row.all("th", "td")][:2] == ["th", "td"]
                assert row.all("th")[0].given["scope"] == "row"

    def test_its_ids_are_unique(self, example: Papers, language: Language, kind: str) -> None:
        ids = re.findall(r'\sid="([^"]+)"', example.text(language, "html", kind))
        assert len(ids) == len(set(ids))


def test_its_charts_are_drawn_by_the_code_that_draws_those_of_the_pdf(example: Papers) -> None:
    text = example.text("de", "html")
    figures = [
        (number, part)
        for number, part in enumerate(example.document("de").parts)
        if isinstance(part, Figure)
    ]
    assert len(figures) == 3
    for number, one in figures:
        name = f"chart{number}"
        assert drawn(one.chart, "de", SCREEN, name, title=one.caption, alt=one.alt) in text


class TestInABrowser:
    @pytest.mark.parametrize("kind", ["public", "annex"])
    def test_axe_finds_no_violation_and_nothing_scrolls_sideways(
        self, window: Page, example: Papers, kind: str
    ) -> None:
        axe = judges.axe()
        window.open(example.file("de", "html", kind))
        for width in WIDTHS:
            for scheme in SCHEMES:
                window.show(width, scheme)
                assert window.violations(axe) == [], (width, scheme)
                content, seen = window.run(
                    "return [document.documentElement.scrollWidth, innerWidth]"
                )
                assert content <= seen == width
        assert window.log() == []

    def test_axe_and_the_policy_are_awake(self, window: Page, tmp_path: Path) -> None:
        """What must not be there is found, so that finding nothing means something."""
        page = web.write(samples.document(*samples.every_part("Text")))
        bad = page.replace(' lang="de"', "").replace("<main>", '<main><img src="http://x.example">')
        bad = bad.replace("</main>", '<p style="color: red">x<script>window.y = 1</script></main>')
        file = tmp_path / "bad.html"
        file.write_text(bad, "utf-8")
        window.show(1200)
        window.open(file)
        log = "\n".join(window.log())  # and with it the log is empty again
        for kind in ("img-src", "style-src", "script-src"):
            assert kind in log or "default-src" in log
        assert window.run("return window.y") is None
        found = {name for name, _ in window.violations(judges.axe())}
        assert {"html-has-lang", "image-alt"} <= found

    def test_hostile_texts_run_no_script_and_load_nothing(
        self, window: Page, attacked: Papers
    ) -> None:
        window.show(1200)
        window.open(attacked.file("de", "html"))
        assert window.log() == []
        assert window.run("return document.scripts.length + document.images.length") == 0
        loaded = window.run("return performance.getEntriesByType('resource').map(r => r.name)")
        assert loaded == []

    def test_tables_scroll_by_themselves_and_are_reached_by_keyboard(
        self, window: Page, example: Papers
    ) -> None:
        window.open(example.file("de", "html"))
        window.show(320)
        found = window.run(
            "return [...document.querySelectorAll('.table')].map(t =>"
            " [t.tabIndex, t.getBoundingClientRect().right <= innerWidth])"
        )
        assert len(found) > 3 and set(map(tuple, found)) == {(0, True)}

    def test_no_amount_is_broken_or_cut_at_any_width(self, window: Page, example: Papers) -> None:
        window.open(example.file("de", "html"))
        for width in WIDTHS:
            window.show(width)
            broken = window.run(
                "return [...document.querySelectorAll('tbody .right')].filter(c => {"
                " const r = document.createRange(); r.selectNodeContents(c);"
                " return r.getClientRects().length > 1 }).map(c => c.textContent)"
            )
            assert broken == []

    def test_results_have_a_third_of_the_room(self, window: Page, example: Papers) -> None:
        window.open(example.file("de", "html"))
        for media in ("screen", "print"):
            window.show(1200, media=media)
            widths = window.run(
                "const tables = [...document.querySelectorAll('table')];"
                " const found = tables.find(t => t.caption.textContent.startsWith('Maßnahmen'));"
                " return [...found.querySelectorAll('th[scope=col]')].map(c => c.clientWidth)"
            )
            assert widths[1] * 3 >= sum(widths), media
        window.show(1200)

    def test_letters_of_charts_can_be_read_on_a_telephone(
        self, window: Page, example: Papers
    ) -> None:
        window.open(example.file("de", "html"))
        window.show(320)
        heights = window.run(
            "return [...document.querySelectorAll('svg text')].map(t =>"
            " parseFloat(getComputedStyle(t).fontSize)"
            " * t.ownerSVGElement.getScreenCTM().a)"
        )
        assert len(heights) > 20 and min(heights) >= 10

    def test_dark_is_dark_and_print_is_white(self, window: Page, example: Papers) -> None:
        window.open(example.file("de", "html"))
        ask = "return getComputedStyle(document.body).backgroundColor"
        grounds = []
        for scheme, media in (("light", "screen"), ("dark", "screen"), ("dark", "print")):
            window.show(1200, scheme, media)
            grounds.append(window.run(ask))
        assert grounds == ["rgb(255, 255, 255)", "rgb(22, 25, 29)", "rgb(255, 255, 255)"]

    def test_it_prints_whole(self, window: Page, example: Papers, tmp_path: Path) -> None:
        window.open(example.file("de", "html"))
        window.show(1200, media="")
        path = tmp_path / "printed.pdf"
        path.write_bytes(window.printed())
        with pikepdf.open(BytesIO(path.read_bytes())) as file:
            box = [float(side) for side in list(file.pages[0].MediaBox)]
        assert [round(edge) for edge in box] in ([0, 0, 595, 842], [0, 0, 596, 842])
        words = "".join(judges.words_of_pdf(path).split())
        for one in reading.of_document(example.document("de")):
            # Words may be hyphenated at the ends of lines; amounts and days never are.
            for text in (cell for row in one.rows for cell in row if cell[:1].isdigit()):
                assert "".join(text.split()) in words


def test_a_table_without_a_caption_has_a_name_all_the_same() -> None:
    from antragsbudget.documents.parts import Table

    made = samples.document(Table(("Nr.", "b"), ("left", "left"), (("1", "2"),)))
    (region,) = reading.page_of(web.write(made)).all("div")
    assert region.given["aria-label"] == "Tabelle: Nr."
