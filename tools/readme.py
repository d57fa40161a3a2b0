"""Runs what the documents show, and draws the README's picture from real output.

Each document is one story in one folder, told from first to last, in its reader's language. What
its blocks show is replaced by what is so today:

- a `console` block: `$ antragsbudget …` and `$ python FILE …` are run, and what
  `$ printf '%s' … | sha256sum` gives is computed; to be refused may be part of the story;
- a `diff` block behind `<!-- edits: NAME -->`: lines of the file NAME are exchanged, as by hand;
- any block behind `<!-- file: NAME -->` is put into the file NAME;
- any block behind `<!-- shows: NAME -->` shows what the file NAME holds.

`<!-- at: 2022-04-05T09:00:00Z -->` before a block sets the clock, until another one does.
`<!-- answer: j -->` runs the block at a terminal, and types this at the question.

A row of a table that holds `<!-- refusal: KEY … -->` (or `usage`, `failure`, `notice`) begins with
the sentences of these keys. Blocks of other shells (`powershell`, `sh`) are not run, nor is what is
quoted in a line: a test holds the commands in them against the help pages.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.program import command_line, environment, run, run_each  # noqa: E402  # after the path
from tools.sentences import every_sentence  # noqa: E402

from antragsbudget.language import Language  # noqa: E402

WIDTH = 100
HOME = "/home/kb/haushalt"  # where the reader may imagine the folder
LOCALES: Mapping[Language, str] = {"de": "de_DE.UTF-8", "en": "en_GB.UTF-8"}


@dataclass(frozen=True)
class Document:
    """A text whose commands are run, in the language of its reader."""

    path: Path
    language: Language


README = Document(ROOT / "README.md", "en")
DOCUMENTS = (
    README,
    Document(ROOT / "docs" / "handbuch.md", "de"),
    Document(ROOT / "docs" / "verfahrensdokumentation.md", "de"),
    Document(ROOT / "docs" / "guide.md", "en"),
)

BLOCK = re.compile(r"((?:<!-- \w+: [^\n]*-->\n)*)```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
MARK = re.compile(r"<!-- (\w+): *(.*?) *-->")
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
ROW = re.compile(
    r"^\|(?:\\\||[^|])*\|(.*<!-- (refusal|usage|failure|notice): ([^>]*) -->.*)$", re.MULTILINE
)
BEGINNING = "2022-05-20T09:00:00Z"


@dataclass
class Block:
    """A block of a document, with what the comments before it say of it."""

    marks: dict[str, str]
    language: str
    body: str
    at: str
    commands: list[str] = field(default_factory=list)

    @property
    def together(self) -> bool:
        """Say whether the commands can run in one process with those of its neighbours."""
        alone = "answer" in self.marks or any(c.startswith("python ") for c in self.commands)
        return self.language == "console" and not alone


def executed(document: Document, text: str) -> str:
    """Return the document with what is so today: sentences, outputs, files."""
    blocks, at = [], BEGINNING
    for comments, language, body in BLOCK.findall(text):
        marks = dict(MARK.findall(comments))
        at = marks.get("at", at)
        commands = COMMAND.findall(body) if language == "console" else []
        blocks.append(Block(marks, language, body, at, commands))
    with tempfile.TemporaryDirectory() as name:
        bodies = iter(_outputs(blocks, Path(name).resolve(), LOCALES[document.language]))
        text = BLOCK.sub(lambda block: f"{block[1]}```{block[2]}\n{next(bodies)}```", text)
    return ROW.sub(lambda row: _row(row, document.language), text)


def _outputs(blocks: list[Block], folder: Path, locale: str) -> Iterator[str]:
    """Yield what each block shows, once all before it has happened."""
    for together, some in groupby(blocks, key=lambda block: block.together):
        if together:
            yield from _at_once(list(some), folder, locale)
        else:
            yield from (_alone(block, folder, locale) for block in some)


def _at_once(blocks: list[Block], folder: Path, locale: str) -> list[str]:
    """Run all commands in one process: most of the time goes into starting it."""
    asked = [[b.at, *_arguments(c)] for b in blocks for c in b.commands if _runs(c)]
    outputs = (
        result.said for result in run_each(folder, asked, at=BEGINNING, env=environment(locale))
    )

    def answer(command: str) -> str:
        return next(outputs) if _runs(command) else _digest(_printed(command))

    return [_console(block, folder, answer) for block in blocks]


def _alone(block: Block, folder: Path, locale: str) -> str:
    def at_terminal(command: str) -> str:
        return _at_terminal(folder, locale, block, _arguments(command))

    def by_python(command: str) -> str:
        return _by_python(folder, command)

    marks = block.marks
    if block.language == "console":
        return _console(block, folder, at_terminal if "answer" in marks else by_python)
    if "file" in marks:
        (folder / marks["file"]).write_text(block.body, encoding="utf-8", newline="\n")
    elif "edits" in marks:
        _edit(folder / marks["edits"], block.body)
    elif "shows" in marks:
        return (folder / marks["shows"]).read_text(encoding="utf-8").rstrip("\n") + "\n"
    return block.body


def _console(block: Block, folder: Path, answer: Callable[[str], str]) -> str:
    lines: list[str] = []
    for command in block.commands:
        said = answer(command).replace(str(folder), HOME).splitlines()
        lines += [f"$ {command}", *said, ""]
    return "\n".join(lines).rstrip() + "\n"


def _runs(command: str) -> bool:
    return command.startswith("antragsbudget ")


def _arguments(command: str) -> list[str]:
    program, *arguments = shlex.split(command)
    if program != "antragsbudget":
        raise ValueError(f"not to be run: {command}")
    return arguments


def _printed(command: str) -> str:
    """Return what `printf FORMAT TEXT … | sha256sum` prints into the pipe."""
    program, format_, *texts, pipe, sum_ = shlex.split(command)
    if (program, pipe, sum_) != ("printf", "|", "sha256sum"):
        raise ValueError(f"not to be run: {command}")
    return format_.replace("\\n", "\n") % tuple(texts)


def _digest(text: str) -> str:
    return f"{sha256(text.encode()).hexdigest()}  -"


def _by_python(folder: Path, command: str) -> str:
    """Return what a program that the document shows says; it sees nothing of ours."""
    program, *arguments = shlex.split(command)
    if program != "python":
        raise ValueError(f"not to be run: {command}")
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.stdout + done.stderr


def _edit(path: Path, diff: str) -> None:
    """Exchange the lines behind `-` for those behind `+`; they must stand there once."""
    old, new = (
        "".join(line[1:] for line in diff.splitlines(keepends=True) if line[0] in (" ", sign))
        for sign in "-+"
    )
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{path.name} holds {text.count(old)} times: {old}")
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _at_terminal(folder: Path, locale: str, block: Block, arguments: list[str]) -> str:
    """Run a command as if a person sat there, who types the answer at its question."""
    import pty

    master, slave = pty.openpty()
    running = subprocess.Popen(
        [*command_line(block.at), *arguments],
        cwd=folder,
        env=environment(locale, TERM="dumb"),
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    said = b""
    try:
        while chunk := os.read(master, 4096):
            said += chunk
            if said.endswith(b"] "):
                os.write(master, f"{block.marks['answer']}\n".encode())
    except OSError:  # Linux says so when the other side has gone
        pass
    finally:
        os.close(master)
    running.wait(60)
    return re.sub(r" +$", "", said.decode().replace("\r\n", "\n"), flags=re.MULTILINE)


def _row(row: re.Match[str], language: Language) -> str:
    said = [
        text for key in row[3].split(",") for text in every_sentence(row[2], language)[key.strip()]
    ]
    shown = [re.sub("…+", "…", text).replace("|", "\\|") for text in said]
    return f"| {'<br>'.join(dict.fromkeys(shown))} |{row[1]}"


PICTURE = ROOT / "docs" / "picture.svg"
SHOWN = (
    "binden DZ '220.150,00' --empfaenger 'Erftblick GmbH' --gegenstand 'Erstbefahrung'",
    "stand",
)


def picture() -> str:
    """Return as SVG what a refused commitment and the state of the money look like."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=io.StringIO())
    with tempfile.TemporaryDirectory() as folder:
        colours = environment(FORCE_COLOR="1", TERM="xterm-256color", COLUMNS=str(WIDTH))
        run(Path(folder), "init", at=BEGINNING)
        for command in SHOWN:
            console.print(Text(f"$ antragsbudget {command}", style="bold"))
            result = run(Path(folder), *shlex.split(command), at=BEGINNING, env=colours)
            console.print(Text.from_ansi(result.said))
    return console.export_svg(title="antragsbudget", code_format=_without_fonts())


def _without_fonts() -> str:
    """Return Rich's frame without the fonts that it would fetch from elsewhere."""
    from rich._export_format import CONSOLE_SVG_FORMAT

    foreign = r"@font-face \{\{.*?\}\}\n|<!--.*?-->"
    return re.sub(foreign, "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def quoted_commands(text: str) -> Iterator[list[str]]:
    """Yield the words of each command that the text quotes or shows in blocks that are not run."""
    blocks = (body for _, language, body in BLOCK.findall(text) if language in ("powershell", "sh"))
    lines = chain.from_iterable(body.splitlines() for body in blocks)
    spans = re.findall(r"`(antragsbudget [^`]*)`", BLOCK.sub("", text).replace("\n", " "))
    for line in chain(lines, spans):
        if line.startswith("antragsbudget "):
            yield shlex.split(line)[1:]


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.path.write_text(
            executed(document, document.path.read_text(encoding="utf-8")), encoding="utf-8"
        )
    PICTURE.write_text(picture(), encoding="utf-8")
