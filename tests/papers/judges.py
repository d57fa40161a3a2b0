"""Finds the programs that judge a paper from outside, and asks them.

Where one is not installed its tests are skipped and say so; with CI=true they fail instead.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import page
from tests.program import environment, lacks, tool

ROOT = Path(__file__).parents[2]
AXE = ROOT / "build" / "axe" / "package" / "axe.min.js"
UA = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'

# page-validation 0.11 takes a compressed stream whose last byte happens to be \r, before the line
# end in front of `endstream`, for one byte too long; /Length is right, and pikepdf agrees. It hits
# one stream in 256, so that any change of a sample could.
FALSE_POSITIVE = "PDFA3A-STREAM-LENGTH-001"


def axe() -> str:
    """Return axe-core, from $AXE or from where .ci/run puts it, or skip."""
    path = Path(os.environ.get("AXE", AXE))
    return path.read_text("utf-8") if path.is_file() else lacks(f"there is no axe-core: {path}")


def asked(name: str, *arguments: str) -> str:
    """Return what a program says to stdout; it must succeed."""
    done = subprocess.run([tool(name), *arguments], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def words_of_pdf(pdf: Path) -> str:
    """Return the text of a PDF, in the order in which it is written."""
    return asked("pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-")


def ends_of_pages(pdf: Path) -> list[str]:
    """Return the last line of each page but the last, above its footer."""
    *pages, _last, _behind = asked("pdftotext", "-layout", str(pdf), "-").split("\f")
    return [[line for line in page.splitlines() if line.strip()][-2] for page in pages]


def failures(pdf: bytes, *, archive: bool = True) -> list[str]:
    """Return what of PDF/UA-1, and of PDF/A-3a, a file fails."""
    profiles = [page.ValidationProfile.PDF_UA_1]
    if archive:
        profiles.append(page.ValidationProfile.PDF_A_3A)
    found = [one for p in profiles for one in page.validate_pdf_bytes(pdf, profile=p).failures]
    return [
        f"{finding.rule_id}: {finding.message}"
        for finding in found
        if finding.rule_id != FALSE_POSITIVE
    ]


def converted(files: Sequence[Path], folder: Path) -> list[Path]:
    """Let LibreOffice open Word files and export each as PDF/UA; its profile is the test's own."""
    soffice = tool("soffice")
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", UA, "--outdir", str(folder)),
            *map(str, files),
        ],
        env=environment(HOME=str(folder)),
        capture_output=True,
        check=True,
        timeout=180,
    )
    return [folder / f"{file.stem}.pdf" for file in files]
