"""Runs the console blocks of the README on a new ledger, and draws its picture from real output."""

import io
import re
import shlex
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.program import environment, run  # noqa: E402  # a script finds the project first

README, PICTURE = ROOT / "README.md", ROOT / "docs" / "picture.svg"
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
MOMENT = "2022-05-20T09:00:00Z"
WIDTH = 100
HOME = "/home/kb/haushalt"  # where the reader may imagine the folder
SHOWN = (
    "binden DZ '220.150,00' --empfaenger 'Erftblick GmbH' --gegenstand 'Erstbefahrung'",
    "stand",
)


def executed(text: str) -> str:
    """Return the README with what its commands say today, one ledger from first to last."""
    with tempfile.TemporaryDirectory() as folder:
        return BLOCK.sub(lambda block: _answers(block[0], Path(folder)), text)


def _answers(block: str, folder: Path) -> str:
    lines: list[str] = []
    for command in re.findall(r"^\$ antragsbudget (.*)$", block, re.MULTILINE):
        result = run(folder, *shlex.split(command), at=MOMENT, env=environment("en_GB.UTF-8"))
        said = result.said.replace(str(folder.resolve()), HOME).splitlines()
        lines += [f"$ antragsbudget {command}", *said, ""]
    return "\n".join(lines).rstrip() + "\n"


def picture() -> str:
    """Return as SVG what a refused commitment and the state of the money look like."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=io.StringIO())
    with tempfile.TemporaryDirectory() as folder:
        colours = environment(FORCE_COLOR="1", TERM="xterm-256color", COLUMNS=str(WIDTH))
        run(Path(folder), "init", at=MOMENT)
        for command in SHOWN:
            console.print(Text(f"$ antragsbudget {command}", style="bold"))
            result = run(Path(folder), *shlex.split(command), at=MOMENT, env=colours)
            console.print(Text.from_ansi(result.said))
    return console.export_svg(title="antragsbudget", code_format=_without_fonts())


def _without_fonts() -> str:
    """Return Rich's frame without the fonts that it would fetch from elsewhere."""
    from rich._export_format import CONSOLE_SVG_FORMAT

    foreign = r"@font-face \{\{.*?\}\}\n|<!--.*?-->"
    return re.sub(foreign, "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


if __name__ == "__main__":
    README.write_text(executed(README.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_text(picture(), encoding="utf-8")
