"""The styles of a Word paper: those of the county's template, or built-in ones made readable."""

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

LANGUAGES = {"de": "de-DE", "en": "en-GB"}
FONT = "Arial"
HEADINGS = {1: 17, 2: 13, 3: 11}  # points
NEEDED = (*(f"Heading {level}" for level in HEADINGS), "Caption", "List Bullet")
MARGINS = {"left_margin": 2.5, "right_margin": 2.5, "top_margin": 2.2, "bottom_margin": 2.2}


def style(word: Word, name: str) -> ParagraphStyle:
    """Return the style of that name, which Word keeps in English in every language.

    A template saved by Word lacks the built-in styles that nobody has used: they are added.
    """
    for known in word.styles:
        if isinstance(known, ParagraphStyle) and (known.name or "").casefold() == name.casefold():
            return known
    added = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    assert isinstance(added, ParagraphStyle)
    added.base_style = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if name.startswith("Heading"):
        _outline(added, int(name[-1]))
    if name.startswith(("Heading", "Caption")):
        added.font.bold = True
    return added


def complete(word: Word) -> None:
    """Add what the template lacks of the styles that a paper needs."""
    for name in NEEDED:
        style(word, name)


def has_bullets(given: ParagraphStyle) -> bool:
    """Return whether Word puts a mark before each paragraph of this style."""
    return given.element.find(f".//{qn('w:numPr')}") is not None


def dress(word: Word, language: str) -> None:
    """Make python-docx's own template a German A4 paper."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side, width in MARGINS.items():
        setattr(section, side, Cm(width))
    _letters(style(word, "Normal"), 11)
    style(word, "Normal").paragraph_format.space_after = Pt(6)
    for level in HEADINGS:
        _heading(style(word, f"Heading {level}"), level)
    caption = style(word, "Caption")
    _letters(caption, 9.5)
    caption.font.bold, caption.font.color.rgb = True, RGBColor(0, 0, 0)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(8)
    caption.paragraph_format.space_after = Pt(3)
    speak(word, language)
    _modern(word)


def speak(word: Word, language: str) -> None:
    """Set the language of the whole document."""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    spelling = None if defaults is None else defaults.find(f".//{qn('w:lang')}")
    if spelling is not None:
        spelling.set(qn("w:val"), LANGUAGES[language])
    theme = word.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), LANGUAGES[language])


def _letters(given: ParagraphStyle, size: float) -> None:
    given.font.name, given.font.size = FONT, Pt(size)
    fonts = given.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _heading(given: ParagraphStyle, level: int) -> None:
    _letters(given, HEADINGS[level])
    given.font.bold, given.font.color.rgb = True, RGBColor(0, 0, 0)
    given.paragraph_format.space_before = Pt(0 if level == 1 else 14)
    given.paragraph_format.space_after = Pt(6)
    given.paragraph_format.keep_with_next = True
    given.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _outline(given: ParagraphStyle, level: int) -> None:
    """Make an added style a heading for navigation and screen readers too."""
    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level - 1))
    given.element.get_or_add_pPr().append(element)
    given.paragraph_format.keep_with_next = True


def _modern(word: Word) -> None:
    """Keep Word from opening the paper in the compatibility mode of an earlier Word."""
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
