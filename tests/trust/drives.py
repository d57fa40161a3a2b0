"""Other drives: commands run in a folder where something is mounted that nobody else can see.

Who is not root, or has a kernel without it, is told and skips; a program that is not installed is a
matter of `.ci/run`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.program import Result, run_each, tool

TWICE = "mkdir again && mount --bind data again"
"""The folder `data` has another name."""

SINGLE = "touch single.toml && mount --bind data/allocations.toml single.toml"
"""The ledger is mounted by itself, as containers do it."""


def without_capitals() -> str:
    """Return what mounts `drive`, on which capitals make no other name: NTFS as Windows has it."""
    mkntfs, mount = tool("mkntfs"), tool("lowntfs-3g")
    return (
        "truncate -s 4M image && mkdir drive && "
        f"{mkntfs} -q -F -f image >/dev/null 2>&1 && {mount} -o ignore_case image drive"
    )


def without_links() -> str:
    """Return what mounts `drive`, like a USB stick: exFAT has neither capitals nor hard links.

    And this one gives a file another number under each spelling of its name.
    """
    mkfs, mount = tool("mkfs.exfat"), tool("mount.exfat-fuse")
    return (
        "truncate -s 16M image && mkdir drive && "
        f"{mkfs} image >/dev/null && losetup -f image && "
        "loop=$(losetup -n -O NAME -j image) && trap 'umount drive; losetup -d $loop' EXIT && "
        f"{mount} $loop drive >/dev/null 2>&1"
    )


def run_mounted(folder: Path, mounting: str, commands: Iterable[Iterable[str]]) -> list[Result]:
    """Run each command in *folder* after *mounting*; of `drive` a copy is left, by that name."""
    keep = "code=$?; [ -d drive ] && cp -a drive copy; exit $code"
    within = [tool("unshare"), "--mount", "sh", "-c", f'{mounting} && "$@"; {keep}', "sh"]
    try:
        results = run_each(folder, commands, within=within)
    except subprocess.CalledProcessError as failed:
        require(mounting)
        raise AssertionError(failed.stderr) from failed
    if (folder / "copy").is_dir():
        (folder / "drive").rmdir()
        (folder / "copy").rename(folder / "drive")
    return results


def require(mounting: str) -> None:
    """Skip, and say why, where nothing can be mounted; whatever is installed does not help."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root mounts drives")
    tried = subprocess.run(
        [shutil.which("unshare") or "false", "--mount", "true"], capture_output=True, check=False
    )
    if tried.returncode:
        pytest.skip("this machine gives nobody mounts of their own (unshare --mount)")
    if "drive" in mounting and not os.path.exists("/dev/fuse"):
        pytest.skip("this kernel has no /dev/fuse")
    if "losetup" in mounting and not os.path.exists("/dev/loop-control"):
        pytest.skip("this kernel has no loop devices")
