"""Makes the corpus: what the program says to stories, and to each ledger of the corpus.

`python tests/make_corpus.py` writes everything anew; read what changed before you keep it.
`python tests/make_corpus.py broken/sum > sum.toml` prints a ledger, to look at it by hand.

    stories/NAME.args   a story: commands, each behind its moment; it leaves valid/NAME.toml
    refused/NAME.args   the ledger, and commands that it must refuse
    valid/, broken/     looks at each ledger; those that are not stored: corpus_ledgers.py
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

if __name__ == "__main__":
    sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from tests.corpus_ledgers import CORPUS, ledger_bytes, names
from tests.program import AT, Result, run_each

from antragsbudget import __version__
from antragsbudget.language.messages.output import TemplateTooLarge
from antragsbudget.ledger import codec

LANGUAGES = ("de", "en")
FOLDERS = ("stories", "valid", "refused", "broken")
# Ledgers that are shown word for word as another one, so that their texts are not stored.
ALIKE = {"windows": "acceptance", "with-files": "two-years"}

MOMENT = re.compile(r"[0-9-]{10}T[0-9:]{8}Z")
# Words that stand for what cannot be read in a list of commands.
MEANT = {"LONG": "x" * 501, "TURNED": "links \u202e rechts", "NEVER": "links \ufffe rechts"}
# Word files that lie beside the ledgers: each a paragraph per text.
TEMPLATES = {
    "leer.docx": ("{{inhalt}}",),
    "unbekannt.docx": ("{{betreff}}, {{aktenzeichen}}", "{{inhalt}}", "{{unterschrift}}"),
    "offen.docx": ("{{betreff", "{{inhalt}}"),
    "ohne-inhalt.docx": ("{{betreff}}",),
    "zweimal.docx": ("{{inhalt}}", "{{inhalt}}"),
    "im-satz.docx": ("Bericht: {{inhalt}}",),
}
# Papers that the corpus holds whole: ledger -> what the file's name says -> what is typed.
PAPERS = {
    "shipped": {"paper": ""},
    "chain-vector": {"paper": "", "since": "--since 01.05.2022"},
    "shortfall": {"paper": "", "reissue": "--reissue 4"},
    "four-eyes": {"paper": "--meeting 08.12.2022 --number 61/0500", "reissue": "--reissue 8"},
    "in-use": {"since": "--since 12.08.2022", "annex": "--non-public"},
    "two-years": {
        "paper": "",
        "since": "--since 01.01.2022 --as-of 01.09.2022",
        "paper-2022": "--year 2022",
        "reissue": "--reissue 47",
        "second-reissue": "--reissue 51",
        "annex": "--non-public",
        "annex-2022": "--non-public --year 2022 --meeting 14.03.2023 --number 61/0815",
        "annex-reissue": "--reissue 52",
    },
}
PROGRAM = "antragsbudget VERSION"  # as the corpus has it: a release changes no paper
WRITE = "commit DCP 1 --payee Probe --purpose Probe"


@cache
def stories(language: str) -> dict[str, tuple[str, bytes]]:
    """Return for each story what the program says to it, and the ledger that it leaves."""
    commands = {
        name: [["init"], *typed(CORPUS / f"stories/{name}.args")] for name in names("stories")
    }
    asked = [
        [*_on(f"{name}.toml", line), "--lang", language]
        for name, story in commands.items()
        for line in story
    ]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        results = iter(run_each(Path(folder), asked))
        for name, story in commands.items():
            said = "\n".join(transcript(line, next(results)) for line in story)
            content = Path(folder, f"{name}.toml").read_bytes()
            found[name] = (said.replace(os.path.realpath(folder), "/akten"), content)
    return found


def typed(commands: Path) -> list[list[str]]:
    """Return the words of each command in a file; what stands behind a `#` is for the reader."""
    lines = (shlex.split(line, comments=True) for line in commands.read_text("utf-8").splitlines())
    return [words for words in lines if words]


def _on(file: str, command: list[str]) -> list[str]:
    """Add the ledger to a command, which may begin with its moment."""
    return [*command, "--ledger", file]


def commands(kind: str, name: str) -> list[list[str]]:
    """Return what is asked of the ledger *name* in the folder *kind*."""
    if kind == "valid":
        looks = [["verify"], ["status"], ["status", "--all"], ["entries"], ["open"], ["measures"]]
        return [*looks, *looking_back(ledger_bytes(f"valid/{name}"))]
    if kind == "broken":
        return [["verify"], ["status"], shlex.split(WRITE)]
    return typed(CORPUS / kind / f"{name}.args")


def looking_back(content: bytes) -> Iterator[list[str]]:
    """Yield how the closed years of a ledger are looked at: as they ended, and from before."""
    for table in codec.parse(content, "").entries:
        if table["kind"] == "year_close" and isinstance(day := table["date"], date):
            yield ["status", "--year", str(table["year"])]
            yield ["status", "--as-of", str(day - timedelta(days=1))]


def latest(content: bytes) -> str:
    """Return the moment at which a ledger is looked at: no earlier than its last entry."""
    text = content.decode("utf-8", errors="replace")
    recorded: list[str] = re.findall(r"^recorded_at = (\S{19}Z)$", text, re.MULTILINE)
    return max([AT, *recorded])


@cache
def outputs(kind: str) -> dict[str, str]:
    """Return what the program says to every ledger of a folder, by file name."""
    if kind == "stories":
        return {
            f"{name}.{language}.txt": text
            for language in LANGUAGES
            for name, (text, _) in stories(language).items()
        }
    return dict(said for language in LANGUAGES for said in _judged(kind, language))


def _judged(kind: str, language: str) -> Iterator[tuple[str, str]]:
    ledgers = {name: ledger_bytes(f"{kind}/{name}") for name in names(kind)}
    with tempfile.TemporaryDirectory() as folder:
        asked: list[list[str]] = []
        if kind == "refused":
            put_templates(Path(folder))
        for name, content in ledgers.items():
            Path(folder, f"{name}.toml").write_bytes(content)
            more = [["status", "--json"], *papers_of(name).values()] if kind == "valid" else []
            for command in [*commands(kind, name), *more]:
                meant = [MEANT.get(word, word) for word in command]
                line = [*_on(f"{name}.toml", meant), "--lang", language]
                asked.append([latest(content), *line])
        results = iter(run_each(Path(folder), asked))
    for name in ledgers:
        said = [transcript(one, next(results)) for one in commands(kind, name)]
        yield f"{name}.{language}.txt", "\n".join(said)
        if kind == "valid":
            yield f"{name}.json", next(results).out
            for label in papers_of(name):
                text = next(results).out.replace(f"antragsbudget {__version__}", PROGRAM)
                yield f"{name}.{label}.{language}.md", text


def papers_of(name: str) -> dict[str, list[str]]:
    """Return the commands for the papers of a ledger, by what their files' names say."""
    papers = PAPERS.get(name, {})
    return {
        label: ["summary", "--format", "markdown", *shlex.split(options)]
        for label, options in papers.items()
    }


def put_templates(folder: Path) -> None:
    """Write the Word files that the commands name as templates, and two that are none."""
    from docx import Document
    from tests.papers import samples

    (folder / "mit-makros.docm").write_bytes(samples.with_macros())
    (folder / "am-hausnetz.docx").write_bytes(samples.fetching("file:///H:/Haus.dotx"))
    for name, texts in TEMPLATES.items():
        template = Document()
        for text in texts:
            template.add_paragraph(text)
        template.save(str(folder / name))
    (folder / "kein-word.docx").write_text("Vorlage", "utf-8")
    with open(folder / "zu-gross.docx", "wb") as file:
        file.truncate(TemplateTooLarge.LARGEST + 1)


def transcript(command: list[str], result: Result) -> str:
    """Return a command, perhaps with its moment above it, what it said and its exit code."""
    at = [word for word in command[:1] if MOMENT.fullmatch(word)]
    lines = [f"# {moment[:16].replace('T', ' ')}" for moment in at]
    lines.append(f"$ antragsbudget {shlex.join(command[len(at) :])}")
    return "\n".join([*lines, f"{result.said}[{result.code}]\n"])


def main() -> None:
    """Write the whole corpus, or print the ledgers that are named."""
    for name in sys.argv[1:]:
        sys.stdout.buffer.write(ledger_bytes(name))
    if sys.argv[1:]:
        return
    for name, (_, content) in stories("de").items():
        (CORPUS / "valid" / f"{name}.toml").write_bytes(content)
    for kind in FOLDERS:
        for file, text in outputs(kind).items():
            if file.split(".")[0] not in ALIKE:
                (CORPUS / kind / file).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
