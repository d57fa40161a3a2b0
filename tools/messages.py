"""Writes everything that the program says, in both languages, onto one page to be read whole.

Four parts: the help of every command; each message without its facts; each text of the code, German
and English side by side; and the answers that the corpus of the tests holds, each line where it
occurs first. The page is made anew each time and kept nowhere: `make messages` writes it to
build/messages.md.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tools.sentences import FAMILIES, every_sentence  # noqa: E402  # after the path

from antragsbudget.language import Language  # noqa: E402
from antragsbudget.language.commands import COMMANDS  # noqa: E402

SOURCES = ROOT / "src" / "antragsbudget"
CORPUS = ROOT / "tests" / "corpus"
LANGUAGES: tuple[Language, ...] = ("de", "en")


def main() -> None:
    """Write the page to stdout."""
    print("# Everything that the program says\n")
    print("## Help\n")
    for command in ("", *COMMANDS):
        for language in LANGUAGES:
            print(fenced(help_of(command, language)))
    print("## Messages\n")
    for family in FAMILIES:
        print(f"### {family}\n")
        german, english = (every_sentence(family, language) for language in LANGUAGES)
        for name in german:
            print(f"- {name}")
            for pair in zip(german[name], english[name], strict=True):
                print("".join(f"  - {text}\n" for text in pair), end="")
        print()
    print("## Texts of the code\n")
    for path in sorted(SOURCES.rglob("*.py")):
        pairs = list(texts_of(path))
        if pairs:
            print(f"### {path.relative_to(SOURCES).as_posix()}\n")
            print(
                "".join(f"- {line}: {german}\n  - {english}\n" for line, german, english in pairs)
            )
    print("## Answers\n")
    for language in LANGUAGES:
        for name, answer in answers(language):
            print(f"{name}\n{fenced(answer)}")


def help_of(command: str, language: str) -> str:
    """Return the help of a command; an empty one is the program itself."""
    call = [sys.executable, "-m", "antragsbudget", "--lang", language, *filter(None, [command])]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        [*call, "--help"], capture_output=True, check=True, encoding="utf-8", env=environment
    ).stdout


def texts_of(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, German and English of every text of a module; what varies is {…}.

    Such are `Both(…, …)`, and what a speaker or a paper says: `w.said(…, …)`.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and len(node.args) == 2 and says(node.func):
            german, english = (spoken(argument) for argument in node.args)
            yield node.lineno, german, english


def says(function: ast.expr) -> bool:
    """Say whether a function is given a text in both languages."""
    name = ast.unparse(function)
    return name == "Both" or name.split(".")[-1] == "said" or name == "said"


def spoken(text: ast.expr) -> str:
    """Return a text of the code as it is said, with what varies in braces."""
    match text:
        case ast.Constant(value=str(said)):
            return said
        case ast.JoinedStr(values=parts):
            return "".join(spoken(part) for part in parts)
        case ast.FormattedValue(value=value):
            return "{" + ast.unparse(value) + "}"
        case _:
            return "{" + ast.unparse(text) + "}"


def answers(language: str) -> Iterator[tuple[str, str]]:
    """Yield the answers of the corpus, without the lines that were shown but for their figures."""
    shown: set[str] = set()
    for path in sorted(CORPUS.rglob(f"*.{language}.txt")):
        for answer in re.split(r"^(?=\$ )", path.read_text("utf-8"), flags=re.MULTILINE):
            command, *lines = answer.splitlines() or [""]
            kept: list[str] = []
            for line in lines:
                shape = re.sub(r"[0-9a-f]*[0-9][0-9a-f.,]*|„[^“]*“|“[^”]*”", "0", line).strip()
                if shape not in shown:
                    shown.add(shape)
                    kept.append(line)
            if kept:
                yield path.relative_to(CORPUS).as_posix(), "\n".join([command, *kept])


def fenced(text: str) -> str:
    """Return a text as it stands, in a block."""
    return f"```\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    main()
