"""The papers that most tests look at, each written once by the real program."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from filelock import FileLock
from tests.papers.browser import Page, browser
from tests.papers.stories import Papers, papers


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """The worked example at the end of its year, and what changed since September."""
    return _shared("example", tmp_path_factory)


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """A year with entries of every shape that are not public, and with an issued paper."""
    return _shared("confidential", tmp_path_factory)


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """A ledger that has markup of every kind in every field."""
    return _shared("hostile", tmp_path_factory)


def _shared(name: str, factory: pytest.TempPathFactory) -> Papers:
    """Return papers that the first of the workers writes, and the others find."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder = root / f"papers-{name}"
    with FileLock(f"{folder}.lock"):
        folder.mkdir(exist_ok=True)
        return papers(name, folder)


@pytest.fixture(scope="module")
def window() -> Iterator[Page]:
    """A browser, where there is one."""
    with browser() as page:
        yield page
