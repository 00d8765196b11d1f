"""A visit to the lesson in a browser: our server against stock Voilà, in turn.

"Text" is when the first paragraph can be read, "ready" when the last activity is on the page.
The browser reaches this machine alone; "cold" means an empty cache, "warm" the next visit.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Page, sync_playwright
from tests.conftest import CHROMIUM, QUIET
from tests.learner import Learner
from tests.served import Served, free_port

from benchmarks.measure import ROOT, scratch

TIMES = 5
FIRST_TEXT = "text=Monday, a quarter past eight"
LAST_PART = "section#summary"
LOCAL = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
COLUMNS = ("text s", "ready s", "requests", "HTTP kB", "socket kB")
Visits = dict[str, list[tuple[float, ...]]]


def run() -> None:
    """Visits both servers in turn, each with a cold and a warm cache."""
    if not Path(CHROMIUM).exists():
        print("  Not measured: there is no Chromium here. `make test` installs it.")
        return
    visits: Visits = defaultdict(list)
    with scratch() as folder, sync_playwright() as playwright, _served(folder) as served:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, LOCAL])
        with _voila() as stock:
            for _ in range(TIMES):
                learner = Learner(browser, served, "amira-shah")
                lesson = f"{served.url}/learn/pictures"
                ready = f'html[data-lesson="ready"] {LAST_PART}'
                _cold_and_warm(visits, "readyroom", learner.context, lesson, ready)
                learner.context.close()
                context = browser.new_context(viewport={"width": 390, "height": 844})
                _cold_and_warm(visits, "stock Voilà", context, stock, LAST_PART)
                context.close()
        browser.close()
    _show(visits)


def _cold_and_warm(
    visits: Visits, server: str, context: BrowserContext, address: str, ready: str
) -> None:
    for cache in ("cold", "warm"):
        page = context.new_page()
        if cache == "cold":  # signing in has fetched some of our styles already
            context.new_cdp_session(page).send("Network.clearBrowserCache")
        visits[f"{server}, {cache}"].append(_visit(context, page, address, ready))
        page.close()


def _visit(context: BrowserContext, page: Page, address: str, ready: str) -> tuple[float, ...]:
    """Seconds to the first text and to the last activity; requests, and kilobytes received.

    What comes through the WebSocket is counted as the page reads it, without its frames.
    """
    requests: set[str] = set()
    got = {"http": 0.0, "socket": 0.0}

    def answered(event: dict[str, Any]) -> None:
        answer = event["response"]
        if answer["url"].startswith("http") and not answer["fromDiskCache"]:
            requests.add(event["requestId"])

    def add(part: str, size: float) -> None:
        got[part] += size

    network = context.new_cdp_session(page)
    network.on("Network.responseReceived", answered)
    network.on("Network.requestServedFromCache", lambda e: requests.discard(e["requestId"]))
    network.on("Network.loadingFinished", lambda e: add("http", e["encodedDataLength"]))
    network.on(
        "Network.webSocketFrameReceived",
        lambda e: add("socket", len(e["response"]["payloadData"])),
    )
    network.send("Network.enable")
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(FIRST_TEXT, timeout=60_000)
    text = time.perf_counter() - begun
    page.wait_for_selector(ready, timeout=60_000)
    seconds = time.perf_counter() - begun
    page.wait_for_timeout(200)  # what is still on its way belongs to the visit
    return text, seconds, len(requests), got["http"] / 1000, got["socket"] / 1000


@contextmanager
def _served(folder: Path) -> Iterator[Served]:
    served = Served(folder / "var")
    try:
        yield served
    finally:
        served.stop()


@contextmanager
def _voila() -> Iterator[str]:
    """Plain Voilà with the same notebook, which is a preview there: nothing is recorded."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "voila", "course/pictures/pictures.ipynb"),
                *("--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"),
            ],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            _wait_for(f"{address}voila/static/main.js", process)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until the server answers at all, without starting a kernel."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310  an address of this machine
        except URLError as error:
            if hasattr(error, "code"):
                return
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("stock Voilà did not start")


def _show(visits: Visits) -> None:
    width = max(map(len, visits))
    print("  " + " " * width + "".join(f"{column:>11}" for column in COLUMNS))
    middles = {
        name: [median(column) for column in zip(*values, strict=True)]
        for name, values in visits.items()
    }
    for name, values in middles.items():
        row = "".join(f"{value:>11.2f}" for value in values)
        print(f"  {name:<{width}}{row}  n = {len(visits[name])}")
    for cache in ("cold", "warm"):
        both = zip(middles[f"stock Voilà, {cache}"], middles[f"readyroom, {cache}"], strict=True)
        row = "".join(f"{f'× {stock / ours:.1f}' if ours else '':>11}" for stock, ours in both)
        print(f"  {'stock, ' + cache:<{width}}{row}")
