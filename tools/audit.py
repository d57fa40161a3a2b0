"""Judges calls and packages by others' tools: `make audit`, with bandit and pip-audit at hand.

Ends with 0 if both have answered and found nothing, with 1 if something was found, and with 3 if
pip-audit could not be told about a package: of that one nothing is known, good or bad.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "requirements-dev.txt"
CLEAN, FOUND, UNKNOWN = 0, 1, 3

# The program starts nothing. Tools and benchmarks start it, in fixed words and without a shell.
PASSED_OVER = {"B101": ("src",), "B101,B404,B603": ("tools", "benchmarks")}
SOURCES = ("pypi", "osv")


def main() -> int:
    """Print what was found and what could not be asked, and return the exit code."""
    tools = Path(sys.argv[1])
    calls = [_unsafe_calls(tools, skipped, folders) for skipped, folders in PASSED_OVER.items()]
    packages = _packages(tools)
    return max(*calls, packages) if FOUND not in (*calls, packages) else FOUND


def _unsafe_calls(tools: Path, skipped: str, folders: tuple[str, ...]) -> int:
    command = [str(tools / "bandit"), "--quiet", "--recursive", "--skip", skipped, *folders]
    clean = subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    print(f"bandit: {', '.join(folders)}: {'nothing found' if clean else 'see above'}")
    return CLEAN if clean else FOUND


def _packages(tools: Path) -> int:
    """Ask each source of known faults in turn, until one knows all packages."""
    unknown: dict[str, str] = {}
    for source in SOURCES:
        command = [str(tools / "pip-audit"), "--requirement", str(PACKAGES), "--disable-pip"]
        command += ["--progress-spinner", "off", "--format", "json", "--vulnerability-service"]
        asked = subprocess.run([*command, source], capture_output=True, text=True, check=False)
        if not asked.stdout:
            unknown[source] = asked.stderr.strip().splitlines()[-1]
            continue
        packages = json.loads(asked.stdout)["dependencies"]
        faults = [
            (package["name"], fault["id"])
            for package in packages
            for fault in package.get("vulns", ())
        ]
        for name, fault in faults:
            print(f"pip-audit: {name}: {fault}")
        skipped = [package["skip_reason"] for package in packages if "skip_reason" in package]
        if faults:
            return FOUND
        if not skipped:
            print(f"pip-audit: {len(packages)} packages, nothing known against them ({source})")
            return CLEAN
        unknown[source] = (
            f"{len(skipped)} of {len(packages)} packages skipped, such as: {skipped[0]}"
        )
    print("pip-audit: not asked, so nothing is known of the packages, good or bad:")
    for source, reason in unknown.items():
        print(f"  {source}: {reason}")
    return UNKNOWN


if __name__ == "__main__":
    sys.exit(main())
