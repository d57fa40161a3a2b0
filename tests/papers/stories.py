"""Ledgers told as stories through the real program, and every paper that it writes of them."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from itertools import chain, cycle
from pathlib import Path

from tests.papers import reading
from tests.papers.reading import Found
from tests.program import LEDGER, environment, run_each

from antragsbudget import pipeline
from antragsbudget.core.balances import fold
from antragsbudget.core.entries import IssuedPaper
from antragsbudget.core.paper import Annex, EarlierState, Occasion, Paper, annex, paper
from antragsbudget.documents.parts import Document
from antragsbudget.language import Language
from antragsbudget.ledger.ledger import Ledger
from antragsbudget.papers import writers
from antragsbudget.values.money import in_english, in_german, plain

LANGUAGES: tuple[Language, ...] = ("de", "en")
FORMS = ("txt", "md", "html", "docx", "pdf")
AFTER = "2023-02-01T09:00:00Z"
WIDE = 4000  # columns: no line of the terminal is broken


@dataclass(frozen=True)
class Papers:
    """A ledger, and what `summary` wrote of it: public and not, in both languages and all forms."""

    folder: Path
    as_of: date
    number: str
    since: date | None = None

    @cached_property
    def content(self) -> Paper:
        """Return the public paper as data."""
        ledger = pipeline.read(self.folder / LEDGER)
        earlier = None
        if self.since is not None:
            known = [e for e in ledger.entries if e.recorded_at.date() < self.since]
            earlier = EarlierState(fold(ledger.budget, known), since=self.since)
        for entry in ledger.entries:
            if isinstance(entry, IssuedPaper) and entry.public is not False:
                earlier = EarlierState(ledger.balances(entry.as_of, entry.nr - 1), paper=entry)
        return paper(ledger.balances(self.as_of), self._occasion(ledger), earlier)

    @cached_property
    def annex(self) -> Annex:
        """Return what is not public as data."""
        ledger = pipeline.read(self.folder / LEDGER)
        return annex(ledger.balances(self.as_of), self._occasion(ledger))

    def _occasion(self, ledger: Ledger) -> Occasion:
        return Occasion(
            year=2022,
            as_of=self.as_of,
            entries=len(ledger.entries),
            fingerprint=ledger.fingerprint,
            meeting=date(2023, 1, 26),
            number=self.number,
        )

    def document(self, language: Language, kind: str = "public") -> Document:
        """Return a paper in words."""
        return writers.document_of(self.annex if kind == "annex" else self.content, language)

    def file(self, language: str, form: str, kind: str = "public") -> Path:
        """Return where a paper was written; `txt` is what the terminal showed, `json` `--json`."""
        return self.folder / f"{kind}-{language}.{form}"

    def text(self, language: str, form: str, kind: str = "public") -> str:
        return self.file(language, form, kind).read_text("utf-8")

    def read(self, language: str, form: str, kind: str = "public") -> list[Found]:
        """Return what a reader finds in one form."""
        return _read(self.file(language, form, kind))

    def words(self, language: str, form: str, kind: str = "public") -> str:
        """Return all that a reader of one form is told, as one text."""
        if form in ("txt", "json"):
            return reading.spaced(self.text(language, form, kind))
        found = self.read(language, form, kind)
        return "\n".join("\n".join((*one.texts, *chain(*one.rows))) for one in found)

    def write(self, languages: Sequence[Language]) -> None:
        """Let the program write all of them, in one process."""
        options = ["--number", self.number, "--meeting", "26.01.2023", "--year", "2022"]
        options += ["--as-of", self.as_of.isoformat()]
        lines, shown = list[list[str]](), list[Path | None]()
        for language in languages:
            for kind, more in (("public", []), ("annex", ["--non-public"])):
                since = [] if self.since is None else ["--since", self.since.isoformat()]
                ask = ["summary", "--lang", language, *options, *more, *since]
                outputs = [self.file(language, form, kind) for form in FORMS[1:]]
                lines += [[*ask, *(word for path in outputs for word in ("--output", str(path)))]]
                lines += [ask, [*ask, "--json"]]
                shown += [None, *(self.file(language, form, kind) for form in ("txt", "json"))]
        results = run_each(self.folder, lines, at=AFTER, env=environment(COLUMNS=str(WIDE)))
        for result, path in zip(results, shown, strict=True):
            assert result.code == 0, result.said
            if path is not None:
                path.write_text(result.out, "utf-8")


@cache
def _read(path: Path) -> list[Found]:
    match path.suffix:
        case ".md":
            return reading.of_markdown(path.read_text("utf-8"))
        case ".html":
            return reading.of_html(path.read_text("utf-8"))
        case ".docx":
            return reading.of_word(path.read_bytes())
        case _:
            return reading.of_pdf(path)


def recorded(folder: Path, commands: Iterable[Sequence[str]]) -> None:
    """Run commands that must all succeed."""
    lines = [list(words) for words in commands]
    for line, result in zip(lines, run_each(folder, lines), strict=True):
        assert result.code == 0, (result.said, line)


def example(folder: Path) -> None:
    recorded(folder, [["init", "--example"]])


# What is not public

# Words that stand in fields of entries that are not public; the annex shows them.
SECRET_WORDS = (
    *("Eisvogelpruefung", "Dachsbau KG", "Dachs-Beleg-1", "Marderabzug"),
    *("Fischotterzaun", "Luchsnetz eG", "Luchs-Beleg-2", "Hermelinwall", "Iltiswerk AG"),
    *("Rotmilandienst", "Milanhof GmbH", "Milan-Beleg-3"),
    *("Wiesenpieperprobe", "Pieperkontor", "Pieper-Beleg-4", "Pieperirrtum"),
    *("Kiebitzplan", "Kiebitzverein", "Uhuwache", "Uhu-Beleg-5", "Kiebitzverzicht"),
    *("Bekassinenfund", "Bekassinenschritt", "Bekassinenzuschuss", "Steinkauztitel"),
    *("Blindschleichenkauf", "Schleichenhaus", "Turteltaubentitel"),
)
# Words that no paper shows at all, public or not.
KEPT_WORDS = (
    *("bestellung-wachtel", "vermerk-wachtel", "aktenzeichen-wachtel", "pruefer-wachtel"),
    "steinkauz-kennung",
)
NEUTRAL = "Schutz der IT vor Angriffen"
ALONE = "Ein neutraler Satz allein"

# Of entries that are not public; no sum of some of them is another one of them.
SECRET_AMOUNTS = tuple(
    map(
        Decimal,
        (
            *("13457.91", "6113.47", "1117.33", "21739.57", "17393.19", "4637.83"),
            *("3571.29", "8219.63", "9473.11", "7927.37", "2851.07", "5689.41", "1423.99"),
        ),
    )
)

_GUARDED = """
2022-03-04T08:00:00Z measure netz --title "Offenes Netz" --allocation DCP --area "Digitale Post" --status running --result "Netz steht"
2022-03-04T08:01:00Z measure m-eins --title "Eisvogelpruefung" --allocation DCP --area "Resilienz der IT gegen Angriffe" --status planned --planned 13.999 --non-public --public-text "Schutz der IT vor Angriffen"
2022-03-04T08:02:00Z measure m-zwei --title "Fischotterzaun" --allocation DCP --status planned --non-public --public-text "Schutz der IT vor Angriffen"
2022-03-04T08:03:00Z measure m-drei --title "Rotmilandienst" --allocation DCP --status planned --non-public --public-text "Ein neutraler Satz allein"
2022-03-04T08:04:00Z measure steinkauz-kennung --title "Steinkauztitel" --allocation DCP --status planned
2022-03-04T08:05:00Z measure m-taube --title "Turteltaubentitel" --allocation DCP --status planned --non-public
2022-03-31T08:00:00Z release DZ alles --decision "Kreistag 30.03.2022"
2022-04-01T08:00:00Z commit DZ 41.000 --payee "Offen GmbH" --purpose "Offene Befahrung"
2022-04-02T08:00:00Z commit DCP 31.000 --payee "Offen GmbH" --purpose "Offenes Kabel" --measure netz
2022-04-03T08:00:00Z expense DCP 12.000 --commitment 9 --voucher O-1
2022-04-04T08:00:00Z reserve DCP 2.500 --purpose "Offene Vormerkung"
2022-04-05T08:00:00Z commit DCP 13.457,91 --payee "Dachsbau KG" --purpose "Eisvogelpruefung" --measure m-eins --order-number bestellung-wachtel --note vermerk-wachtel --reference aktenzeichen-wachtel
2022-04-06T08:00:00Z expense DCP 6.113,47 --commitment 12 --voucher Dachs-Beleg-1 --certified-by pruefer-wachtel --ordered-by hs
2022-04-07T08:00:00Z pay 13
2022-04-08T08:00:00Z refund 13 1.117,33 --purpose "Marderabzug"
2022-04-09T08:00:00Z commit DCP 21.739,57 --payee "Luchsnetz eG" --purpose "Fischotterzaun" --measure m-zwei
2022-04-10T08:00:00Z expense DCP 17.393,19 --commitment 16 --voucher Luchs-Beleg-2
2022-04-11T08:00:00Z commit DCP 4.637,83 --payee "Iltiswerk AG" --purpose "Hermelinwall" --measure m-zwei
2022-04-12T08:00:00Z expense DCP 3.571,29 --payee "Milanhof GmbH" --purpose "Rotmilandienst" --voucher Milan-Beleg-3 --measure m-drei
2022-04-13T08:00:00Z expense DCP 8.219,63 --payee "Pieperkontor" --purpose "Wiesenpieperprobe" --voucher Pieper-Beleg-4 --measure netz --non-public
2022-04-14T08:00:00Z reverse 20 --reason "Pieperirrtum"
2022-04-15T08:00:00Z expense DCP 9.473,11 --payee "Pieperkontor" --purpose "Wiesenpieperprobe" --voucher Pieper-Beleg-4 --measure netz --non-public
2022-04-16T08:00:00Z reserve DCP 7.927,37 --purpose "Kiebitzplan" --payee "Kiebitzverein" --non-public
2022-04-17T08:00:00Z commit DCP 2.851,07 --reservation 23 --purpose "Uhuwache"
2022-04-18T08:00:00Z expense DCP 1.423,99 --commitment 24 --voucher Uhu-Beleg-5 --final
2022-04-19T08:00:00Z settle 23 --reason "Kiebitzverzicht"
2022-04-20T08:00:00Z expense DCP 5.689,41 --payee "Schleichenhaus" --purpose "Blindschleichenkauf" --voucher S-6 --measure steinkauz-kennung
2022-04-21T08:00:00Z measure steinkauz-kennung --status completed --result "Bekassinenfund" --next-step "Bekassinenschritt" --funding "Bekassinenzuschuss" --non-public
2022-06-01T08:00:00Z summary --issue --number 10/0700 --meeting 15.06.2022 --as-of 31.05.2022
2022-06-02T08:00:00Z expense DCP 3.000 --payee "Offen GmbH" --purpose "Offener Nachtrag" --voucher O-2 --date 20.05.2022
2022-06-03T08:00:00Z expense DCP 1.000 --payee "Offen GmbH" --purpose "Offener Juni" --voucher O-3
"""  # noqa: E501  # a command is one line


def confidential(folder: Path) -> None:
    lines = [shlex.split(line) for line in _GUARDED.strip().splitlines()]
    recorded(folder, [["init"], *lines, ["verify"]])


def spellings(amount: Decimal) -> set[str]:
    """Return how an amount could be written down, with any mark or space between thousands."""
    whole = plain(amount).partition(".")[0]
    cents = str(int(amount * 100))
    marks = (".", ",", " ", "\u00a0", "\u202f", "\u2009", "'", "")
    grouped = {mark.join((whole[:-3], whole[-3:])) for mark in marks if len(whole) > 3}
    return {in_german(amount), in_english(amount), plain(amount), cents, whole, *grouped}


# What would like to be obeyed

MARKUP = (
    "[red]rot[/red] [/x] [link=x]y[/link] :smile:",
    "**fett** _kursiv_ `code` [Link](http://x.example) ![b](x) ~~weg~~",
    "a | b | --- | \\| c",
    "1. Punkt",
    "- Punkt",
    "+ Punkt",
    "# Kopf #",
    "> Zitat",
    "===",
    "---",
    "```",
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#65; &nbsp;",
    "]]> <!-- x --> --><svg onload=alert(1)>",
    '" onmouseover="alert(1)" x=\'y\'',
    '#panic("x") #image("x") $x^2$ <ziel> @ziel // /* ~ -- --- ... \\u{41}',
    "{{inhalt}} {{betreff}} {{unbekannt}} {{",
    '{ INCLUDETEXT "/etc/passwd" } <w:fldSimple w:instr="DATE"/> MERGEFIELD',
    '=1+1 =HYPERLINK("http://x.example";"y")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "http://x.example https://x.example/a_b www.x.example a@x.example",
    "%s %d {0} $(id) ${HOME} `id` \\ \\\\ \\n \\u0041",
)
STRANGE = (
    "ﬁ Ω ½ ① ™ ẞ ñ ǅ é q̃ x̧̄",
    "中文 日本語 😀 👩🏽\u200d💻 🇩🇪",
    "\u0645\u0631\u062d\u0628\u0627 שלום",
    "x" * 300,
)
FIELDS = tuple(" / ".join(MARKUP[start::3]) for start in range(3))
"""All of it in three texts, for what a ledger has but once."""
HIDDEN = MARKUP[::4]


def hostile(folder: Path) -> None:
    """Put markup of every kind into every field: of the header by hand, else as a person types."""
    recorded(folder, [["init"]])
    path = folder / LEDGER
    text = path.read_text("utf-8")
    one, two, three = FIELDS
    header = cycle(FIELDS)
    for old in (
        "Digitalisierung unterstützen und gestalten!",
        "Rhein-Kreis Neuss",
        "Ausschuss für Innovation, Digitalisierung und Standortmarketing",
        "UWG/Freie Wähler-Zentrum",
        "Digitale Post",
        "Einrichtung des „Digitalen Zwillings“",
        "vorbehaltlich der Zustimmung der Kommunen zur Umsetzung",
        "Dormagen",
    ):
        assert f'"{old}"' in text
        text = text.replace(f'"{old}"', _quoted(f"{next(header)} {old}"))
    path.write_text(text, "utf-8")
    lines = [["set", "office", one, "--decision", two]]
    lines += [["set", "committee", two, "--decision", three]]
    lines += [["set", "adopted", three, "--decision", one]]
    lines += [["consent", "DZ", f"{two} Dormagen", "--answer=given", f"--reference={three}"]]
    lines += [["release", "DZ", "1.000", f"--decision={one}"]]
    for number, text in enumerate((*MARKUP, *STRANGE), 1):
        about = [f"--{name}={text}" for name in ("title", "result", "next-step", "funding")]
        bought = [f"--{name}={text}" for name in ("purpose", "payee")]
        lines.append(["measure", f"m{number}", "--allocation=DCP", "--status=running", *about])
        lines.append(["expense", "DCP", "5", *bought, f"--voucher={text}"])
        if text in HIDDEN:
            hidden = ["--allocation=DCP", f"--public-text={text}", "--non-public"]
            lines.append(["measure", f"h{number}", f"--title={text}", *hidden])
            lines += [["commit", "DCP", "20", *bought, f"--measure=h{number}"]] * 2
            lines.append(["commit", "DCP", "10", *bought, f"--measure=m{number}"])
    lines += [["block", "DCP", "7", f"--reason={one}", f"--decision={two}"]]
    lines += [["cut", "DCP", "3", f"--decision={three}", f"--reason={one}"]]
    lines += [["transfer", "DCP", "DZ", "2", f"--decision={two}", f"--reason={three}"]]
    lines += [["refund", "7", "1", f"--purpose={one}"], ["verify"]]
    recorded(folder, lines)


def _quoted(text: str) -> str:
    """Return *text* as a string of TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


LAST_DAY = date(2022, 12, 31)


def papers(name: str, folder: Path) -> Papers:
    """Return the papers of a story, which are written into *folder* unless they are there."""
    tell, number, since, languages = {
        "example": (example, "10/0815", date(2022, 9, 1), LANGUAGES),
        "confidential": (confidential, "10/0816", None, LANGUAGES),
        "hostile": (hostile, FIELDS[1], date(2022, 1, 1), LANGUAGES[:1]),
    }[name]
    found, done = Papers(folder, LAST_DAY, number, since), folder / "done"
    if not done.exists():
        tell(folder)
        found.write(languages)
        done.touch()
    return found
