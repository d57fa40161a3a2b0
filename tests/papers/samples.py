"""Papers made by hand, for what one writer does with one part, and a county's Word template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from antragsbudget.documents.charts import Areas, Share, Spending, Stack, Stacks
from antragsbudget.documents.parts import (
    LEFT,
    RIGHT,
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Table,
)
from antragsbudget.papers.charts.alternative_text import alternative_text

DAY = date(2022, 11, 24)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FIELDS = {
    "betreff": "Bericht über die Mittel",
    "vorlage": "10/0815",
    "art": "Mitteilung",
    "gremium": "Digitalausschuss",
    "sitzung": "08.12.2022",
    "oeffentlichkeit": "öffentlich",
    "amt": "ZS 3",
    "bezug": "Antrag vom 24.02.2022",
    "stand": "",
}
STACKS = Stacks(
    (
        Stack(
            "DZ",
            Decimal("300000.00"),
            (
                Share("ordered", "angeordnet", Decimal("88060.00")),
                Share("committed", "gebunden", Decimal("132090.01")),
                Share("reserved", "vorgemerkt", Decimal("20000.00")),
                Share("blocked", "gesperrt", Decimal("40000.00")),
                Share("available", "verfügbar", Decimal("19849.99")),
            ),
        ),
        Stack(
            "DCP",
            Decimal("100000.00"),
            (
                Share("ordered", "angeordnet", Decimal("0.00")),
                Share("committed", "gebunden", Decimal("125000.00")),
                Share("reserved", "vorgemerkt", Decimal("0.00")),
                Share("blocked", "gesperrt", Decimal("0.00")),
                Share("available", "verfügbar", Decimal("-25000.00")),
            ),
        ),
    )
)
SPENDING = Spending(
    2022,
    date(2022, 9, 30),
    Decimal("600000.00"),
    ((date(2022, 3, 1), Decimal("88060.00")), (date(2022, 9, 1), Decimal("203590.00"))),
)
AREAS = Areas(
    (
        ("Digitaler Zwilling", Decimal("285600.00")),
        ("Digitale Post", Decimal("142800.00")),
        ("Netz", Decimal("0.01")),
        ("Masterplan", Decimal("0.00")),
    )
)


def document(*parts: Part, **given: Any) -> Document:
    values: dict[str, Any] = {
        "language": "de",
        "title": "Bericht über die Mittel",
        "parts": (Heading("Bericht über die Mittel", 1), *parts),
        "day": DAY,
        "author": "Rhein-Kreis Neuss",
        "reference": "10/0815",
        "fields": tuple(FIELDS.items()),
    }
    return Document(**(values | given))


def every_part(text: str) -> tuple[Part, ...]:
    """Return one part of each kind, with *text* wherever a text can stand."""
    chart = Areas(((text, Decimal("5.00")),))
    return (
        Heading(text, 2),
        Facts(((text, text),)),
        Paragraph(text),
        Listing((text, text)),
        Table((text, text), (LEFT, RIGHT), ((text, text), (text, "1,00")), text),
        Figure(chart, text, alternative_text(chart, "de")),
    )


LEADING = ("Kopf", "Tafel", "Spalte", "Erstes", "Zweites")
"""How the lines begin with which no page should end."""


def sections(count: int) -> tuple[Part, ...]:
    """Return sections of many lengths, so that the foot of a page comes wherever it can."""
    found: list[Part] = []
    for nr in range(count):
        rows = tuple((f"{row}", "Zeile " * (row % 23)) for row in range(16 + nr))
        found += [Heading(f"Kopf {nr}", 2)]
        found += [Table(("Spalte A", "Spalte B"), (LEFT, LEFT), rows, f"Tafel {nr}")]
        for lines in range(8):
            facts = Facts((("Erstes", "a"), ("Zweites", "b"), ("Drittes", "c")))
            found += [*[Paragraph("Absatz")] * lines, Heading(f"Kopf {nr}/{lines}", 2), facts]
    return tuple(found)


BOX = f"""<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>
<v:shape style="width:220pt;height:30pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>Amt: {{{{am</w:t>
</w:r><w:r><w:t>t}}}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""


def template(content: str = "{{inhalt}}", extra: str = "") -> bytes:
    """Return a Word file such as a county has; Word has cut up its placeholders into runs."""
    word = docx.Document()
    header = word.sections[0].header.paragraphs[0]
    header.add_run("Kreis Muster · {{vor")
    header.add_run("lage}}").bold = True
    word.sections[0].footer.paragraphs[0].add_run("{{STAND}}Fuß {{ bezug }}")
    line = word.add_paragraph("Für: ")
    for piece in ("{", "{ Gre", "mium }", "} am {{sitzung}} ({{sitzung}})"):
        line.add_run(piece).italic = True
    word.add_paragraph("{{betreff}}", style="Title")
    word.add_table(1, 2).cell(0, 1).text = "{{art}}"
    element: Any = word.add_paragraph()._p
    element.append(parse_xml(BOX))
    word.add_paragraph(content)
    word.add_paragraph("Mit freundlichen Grüßen" + extra)
    for style in list(word.styles):  # as a file of Word's own: unused styles are not there
        if style.name in ("Heading 3", "Caption", "List Bullet"):
            style.delete()
    return saved(word)


def saved(word: Any) -> bytes:
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def fetching(target: str, kind: str = "attachedTemplate") -> bytes:
    """Return a template that refers to *target* outside, as it does to the house's own."""
    given = docx.Document(BytesIO(template()))
    parts = {part.partname: part for part in given.part.package.iter_parts()}
    part = parts["/word/settings.xml" if kind == "attachedTemplate" else "/word/document.xml"]
    part.relate_to(target, f"{RELATIONS}/{kind}", is_external=True)
    return saved(given)


def with_macros(kind: str = "document.macroEnabled") -> bytes:
    """Return a template of the kind that may hold macros."""
    out = BytesIO()
    with ZipFile(BytesIO(template())) as given, ZipFile(out, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(MAIN, f"vnd.ms-word.{kind}.main+xml".encode())
            made.writestr(name, content)
    return out.getvalue()


def with_fields(given: Mapping[str, str]) -> Document:
    """Return a paper whose head has these values."""
    return document(Paragraph("Inhalt"), fields=tuple((FIELDS | dict(given)).items()))
