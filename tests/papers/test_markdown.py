"""Markdown (CommonMark with tables): one text, no picture, nothing that links or renders itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.papers import reading, samples
from tests.papers.stories import LANGUAGES, Papers

from antragsbudget.documents.parts import Facts, Figure, Heading, Listing, Paragraph, Table
from antragsbudget.papers import markdown

# Letters that mean something to Markdown, in any order; a paper has one line per text.
signs = st.text("#*_$<>&;@`~[]{}\\=+-/'\"|^%!().:0123 abc\u00a0ß", min_size=1, max_size=24)
texts = signs.map(reading.seen).filter(bool)


class TestAText:
    @given(text=texts)
    def test_reads_back_letter_by_letter_in_every_part(self, text: str) -> None:
        made = samples.document(*samples.every_part(text))
        assert reading.of_markdown(markdown.write(made)) == reading.of_document(made)

    @pytest.mark.parametrize(
        "text", ["http://x.example", "https://x.example/a", "www.x.example", "a@x.example"]
    )
    def test_that_looks_like_an_address_becomes_no_link(self, text: str) -> None:
        """GitHub makes links of bare addresses: what it looks for does not stand there."""
        written = markdown.escaped(text)
        assert "://" not in written.replace("\\://", "") or "\\:" in written
        assert "www." not in written and ("@" not in written or "\\@" in written)
        (inline,) = [t for t in MarkdownIt("commonmark").parse(written) if t.type == "inline"]
        assert "".join(one.content for one in inline.children or []) == text

    @pytest.mark.parametrize("white", [" ", "   ", "\u00a0", "\u3000"])
    def test_is_bold_where_it_should_be_whatever_white_space_surrounds_it(self, white: str) -> None:
        """Only a hand can put it there: a name with a space behind it ended up in asterisks."""
        made = samples.document(*samples.every_part(f"{white}DZ{white}"))
        assert reading.of_markdown(markdown.write(made)) == reading.of_document(made)


def test_each_part_has_its_form() -> None:
    made = samples.document(
        Heading("Zwei", 2),
        Paragraph("Ein Absatz."),
        Facts((("Nr.", "10/0815"), ("Tag", "08.12.2022"))),
        Listing(("a", "b")),
        Table(("n", "Betrag"), ("left", "right"), (("x", "1,00"),), "Liste"),
        Figure(samples.AREAS, "Bild", "Ein Satz."),
    )
    assert markdown.write(made) == (
        "# Bericht über die Mittel\n\n## Zwei\n\nEin Absatz.\n\n"
        "- **Nr.:** 10/0815\n- **Tag:** 08.12.2022\n\n- a\n- b\n\n"
        "**Liste**\n\n| n | Betrag |\n| :--- | ---: |\n| x | 1,00 |\n\n"
        "**Bild:** Ein Satz.\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_text_alone(example: Papers, language: str) -> None:
    text = example.text(language, "md")
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert "![" not in text and "<" not in text and "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())
