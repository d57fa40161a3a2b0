"""A sheet of SVG on which charts are drawn with whole numbers; every text is escaped.

Colours are attributes, so that the picture stands for itself in print; each shape has a class
besides, by which a web page can put its own colours over them.
"""

import textwrap
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # neither reads XML

from antragsbudget.documents.charts import Use
from antragsbudget.papers.plain import fit

FONT = "Libertinus Serif, serif"  # the one that the PDF embeds
SIZE = 13  # of letters, in units
LINE = 18  # from one line of text to the next
INK, GROUND, TEXT, GRID = "#1f4e79", "#ffffff", "#1a1a1a", "#8a8a8a"

# Each kind is recognised by its pattern, never by colour alone; `ordered` is full (tiles would show
# their seams), `available` empty.
_HATCHES: dict[Use, str] = {
    "committed": '<path class="chart-line" d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="{ink}" '
    'stroke-width="2"/>',
    "reserved": '<circle class="chart-solid" cx="4" cy="4" r="1.6" fill="{ink}"/>',
    "blocked": '<path class="chart-line" d="M0 0L8 8M0 8L8 0" stroke="{ink}" stroke-width="1.4"/>',
    "available": "",
}


def attributes(**given: object) -> str:
    """Return XML attributes; `font_size=3` becomes `font-size="3"`, `class_` loses its dash."""
    return "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(fit(str(value)))}"
        for name, value in given.items()
    )


def scaled(amount: Decimal, limit: Decimal, length: int) -> int:
    """Return how long *amount* is where *limit* is *length* units, to the nearest unit."""
    cents, whole = int(amount * 100), int(limit * 100)
    return (2 * cents * length + whole) // (2 * whole) if whole else 0


def lines(text: str, width: int) -> list[str]:
    """Return *text* in lines that fit *width* units, for letters of usual width."""
    return textwrap.wrap(text, max(width * 10 // (SIZE * 6), 8), break_on_hyphens=False) or [""]


class Canvas:
    """Shapes one below the other; *name* keeps its patterns apart from those of other charts."""

    def __init__(self, width: int, name: str) -> None:
        self.width = width
        self.name = name
        self._shapes: list[str] = []
        self._kinds: dict[Use, None] = {}

    def text(self, x: int, y: int, text: str, *, end: bool = False, bold: bool = False) -> None:
        """Write *text* with its baseline at *y*, from or up to *x*."""
        more = {"text_anchor": "end"} if end else {}
        if bold:
            more["font_weight"] = "bold"
        tags = attributes(class_="chart-text", x=x, y=y, fill=TEXT, **more)
        self._shapes.append(f"<text{tags}>{escape(fit(text))}</text>")

    def area(self, kind: Use, x: int, y: int, width: int, height: int) -> None:
        """Fill a rectangle with the pattern of *kind*, inside a line."""
        full = kind == "ordered"
        if not full:
            self._kinds[kind] = None
        tags = attributes(
            class_="chart-full" if full else "chart-edge",
            x=x,
            y=y,
            width=width,
            height=height,
            fill=INK if full else f"url(#{self.name}-{kind})",
            stroke=INK,
        )
        self._shapes.append(f"<rect{tags}/>")

    def line(
        self, path: str, *, css_class: str = "chart-line", dashes: str = "", wide: int = 2
    ) -> None:
        """Draw along *path*."""
        colour = GRID if css_class == "chart-grid" else INK
        more = {"stroke_dasharray": dashes} if dashes else {}
        tags = attributes(
            class_=css_class, d=path, fill="none", stroke=colour, stroke_width=wide, **more
        )
        self._shapes.append(f"<path{tags}/>")

    def drawn(self, height: int, title: str = "", description: str = "") -> str:
        """Return the sheet as SVG; with a *title* it names itself to a screen reader."""
        named = described = ""
        more: dict[str, object] = {}
        if title:
            more = {"role": "img", "aria_labelledby": f"{self.name}-t {self.name}-d"}
            named = f'<title id="{self.name}-t">{escape(fit(title))}</title>'
            described = f'<desc id="{self.name}-d">{escape(fit(description))}</desc>'
        tags = attributes(
            xmlns="http://www.w3.org/2000/svg",
            class_="chart",
            width=self.width,
            height=height,
            viewBox=f"0 0 {self.width} {height}",
            font_family=FONT,
            font_size=SIZE,
            **more,
        )
        patterns = "".join(self._pattern(kind) for kind in self._kinds)
        defined = f"<defs>{patterns}</defs>" if patterns else ""
        return f"<svg{tags}>{named}{described}{defined}{''.join(self._shapes)}</svg>"

    def _pattern(self, kind: Use) -> str:
        ground = f'<rect class="chart-ground" width="8" height="8" fill="{GROUND}"/>'
        tags = attributes(
            id=f"{self.name}-{kind}", width=8, height=8, patternUnits="userSpaceOnUse"
        )
        return f"<pattern{tags}>{ground}{_HATCHES[kind].format(ink=INK)}</pattern>"
