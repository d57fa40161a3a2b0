"""Drives Chromium through chromedriver with the standard library alone (W3C WebDriver over HTTP).

A script that is run this way is not subject to the page's Content-Security-Policy, so the page is
judged as it is published.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

from tests.program import tool

OPTIONS = [
    "--headless=new",
    "--no-sandbox",  # only because CI containers run as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_opener = build_opener(ProxyHandler({}))


class Page:
    """A browser window with one page."""

    def __init__(self, session: str) -> None:
        self._session = session

    def open(self, file: Path) -> None:
        _call("POST", f"{self._session}/url", {"url": file.resolve().as_uri()})

    def run(self, script: str, *arguments: object) -> Any:
        """Run *script*, which may return a promise, and return its result."""
        body = {"script": script, "args": list(arguments)}
        return _call("POST", f"{self._session}/execute/sync", body)

    def tell(self, command: str, **given: object) -> Any:
        """Send a command of the DevTools protocol."""
        body = {"cmd": command, "params": given}
        return _call("POST", f"{self._session}/goog/cdp/execute", body)

    def show(self, width: int, scheme: str = "light", media: str = "screen") -> None:
        """Lay the page out for a width, a colour scheme and a medium."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.tell("Emulation.setEmulatedMedia", media=media, features=features)

    def printed(self) -> bytes:
        """Return the page as the browser prints it, as PDF."""
        return b64decode(self.tell("Page.printToPDF", preferCSSPageSize=True)["data"])

    def log(self) -> list[str]:
        """Return what the browser complained of, such as what the policy of the page forbade."""
        found = _call("POST", f"{self._session}/se/log", {"type": "browser"})
        return [entry["message"] for entry in found]

    def violations(self, axe: str) -> list[tuple[str, list[str]]]:
        """Return what axe-core finds against WCAG 2.1 AA and its best practices, and where."""
        self.run(axe + "\n;window.axe = axe;")
        found = self.run(
            "return axe.run(document, {runOnly: arguments[0]}).then(r => r.violations)", STANDARDS
        )
        return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@contextmanager
def browser() -> Iterator[Page]:
    """Start a browser and end it."""
    tool("chromium")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = [tool("chromedriver"), f"--port={port}"]
    process = subprocess.Popen(driver, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    root = f"http://127.0.0.1:{port}"
    try:
        _wait(root)
        chrome = {"goog:chromeOptions": {"args": OPTIONS}, "goog:loggingPrefs": {"browser": "ALL"}}
        session = _call("POST", f"{root}/session", {"capabilities": {"alwaysMatch": chrome}})
        url = f"{root}/session/{session['sessionId']}"
        try:
            yield Page(url)
        finally:
            _call("DELETE", url)
    finally:
        process.terminate()
        process.wait(10)


def _wait(root: str) -> None:
    for _ in range(200):
        try:
            if _call("GET", f"{root}/status")["ready"]:
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(root)


def _call(method: str, url: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data, {"Content-Type": "application/json"}, method=method)
    with _opener.open(request, timeout=60) as answer:
        return json.load(answer)["value"]
