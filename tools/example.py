"""Makes the ledger of the worked example from its story, through the program itself.

`example.txt` has one command a line, each at its moment; lines that begin with `#` become comments
of the ledger above the entry that follows. Made anew, the file is the same to the byte.
"""

import shlex
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.program import run_each  # noqa: E402  # a script finds the project first

STORY = Path(__file__).with_name("example.txt")
EXAMPLE = ROOT / "src" / "antragsbudget" / "ledger" / "example.toml"
HEAD = """\
# Beispiel: ein Jahr mit den Mitteln des Antrags „Digitalisierung unterstützen und gestalten!“
#
# Was öffentlich ist, steht hier, wie es war, mit der Quelle darüber: der Antrag, die Zustimmungen
# und die Ablehnung der Kommunen, der Kreistag am 30. März 2022, der Beitritt von Neuss, der
# Zuschuss des Landes. Alles andere ist erfunden: Firmen („(fiktiv)“), Beträge, Belege, Kürzel von
# Personen, Haushaltssperre, Umschichtung, Ergebnisse.
#
"""
ENTRY = "\n[[entry]]\n"


def made() -> bytes:
    """Return the ledger of the worked example."""
    commands, comments = _story()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder, "data", "allocations.toml")
        for result in run_each(Path(folder), [["init"], *commands]):
            if result.code:
                raise SystemExit(result.said)
        header, *entries = ledger.read_text(encoding="utf-8").split(ENTRY)
    commented = [f"{comments.get(nr, '')}[[entry]]\n{text}" for nr, text in enumerate(entries, 1)]
    return "\n".join([HEAD + header, *commented]).encode()


def _story() -> tuple[list[list[str]], dict[int, str]]:
    """Return the commands, and by the number of the entry they stand above, the comments."""
    commands: list[list[str]] = []
    comments: dict[int, str] = {}
    nr = 1
    for line in STORY.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            comments[nr] = comments.get(nr, "") + line + "\n"
        elif line:
            words = shlex.split(line)
            commands.append(words)
            nr += 1 + words.count("--carry")
    return commands, comments


if __name__ == "__main__":
    EXAMPLE.write_bytes(made())
