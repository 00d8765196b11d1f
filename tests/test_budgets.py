"""Every lesson in one visit each: what it costs, whom it speaks to, and whom it fits."""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.learner import Learner
from tests.served import Served, on_roster
from tests.test_accessibility import violations
from tests.whole_course import COURSE

pytestmark = pytest.mark.browser

MOST_REQUESTS = 15
MOST_BYTES = 60_000
MOST_SCRIPT = 25_000
NARROWEST = 320
"""Pixels of a small phone, and what 1280 are at 400 % zoom (WCAG 1.4.10)."""
MODULES = [module.slug for module in COURSE.modules]
DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)


@dataclass
class Visit:
    """What Chromium saw of one visit, by its own count of the network."""

    requests: dict[str, str] = field(default_factory=dict)
    fetched: dict[str, dict[str, Any]] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    overhang: int = 0

    @property
    def addresses(self) -> list[str]:
        """The addresses that went over the network, in order."""
        return [self.requests[number] for number in self.fetched]

    @property
    def bytes(self) -> float:
        """All that came by HTTP, headers included, as it was packed."""
        return sum(self.sizes.values())


def visit(learner: Learner, module: str, *, empty_cache: bool = False) -> Visit:
    """Opens a lesson in a page of its own, counts, and closes it."""
    page = learner.context.new_page()
    network = learner.context.new_cdp_session(page)
    seen = Visit()

    def answered(event: dict[str, Any]) -> None:
        response = event["response"]
        if response["url"].startswith("http") and not response["fromDiskCache"]:
            seen.fetched[event["requestId"]] = response

    network.on(
        "Network.requestWillBeSent",
        lambda e: seen.requests.update({e["requestId"]: e["request"]["url"]}),
    )
    network.on("Network.responseReceived", answered)
    network.on("Network.requestServedFromCache", lambda e: seen.fetched.pop(e["requestId"], None))
    network.on(
        "Network.loadingFinished",
        lambda e: seen.sizes.update({e["requestId"]: e["encodedDataLength"]}),
    )
    network.on("Network.webSocketCreated", lambda e: seen.lines.append(e["url"]))
    network.on(
        "Network.webSocketFrameReceived", lambda e: seen.heard.append(e["response"]["payloadData"])
    )
    network.send("Network.enable")
    if empty_cache:
        network.send("Network.clearBrowserCache")
    page.goto(f"{learner.served.url}/learn/{module}")
    wait_until_still(page)
    network.send("Network.disable")  # what follows is no part of the visit
    seen.overhang = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    seen.violations = violations(page)
    page.close()
    return seen


def wait_until_still(page: Page) -> None:
    """Waits until the lesson is ready, and for whatever it might still ask for."""
    page.wait_for_selector('html[data-lesson="ready"]', timeout=30_000)
    page.wait_for_timeout(500)


@pytest.fixture(scope="module")
def first_visits(browser: Browser, served: Served) -> dict[str, Visit]:
    """Each module, opened by somebody who has to take it: a leader, or who alone has to."""
    seen: dict[str, Visit] = {}
    for role in ("leader", "parent", "administrator"):
        on_roster(served, f"a-{role}", role)
        with Learner(browser, served, f"a-{role}", width=NARROWEST) as somebody:
            for module in COURSE.modules_for(role):
                if module.slug not in seen:
                    seen[module.slug] = visit(somebody, module.slug, empty_cache=True)
    assert list(seen.keys() ^ set(MODULES)) == []
    return seen


@pytest.mark.parametrize("module", MODULES)
def test_a_first_visit_needs_few_requests(first_visits: dict[str, Visit], module: str) -> None:
    seen = first_visits[module]
    assert 4 <= len(seen.addresses) + len(seen.lines) <= MOST_REQUESTS, seen.addresses
    assert len(seen.lines) == 1


@pytest.mark.parametrize("module", MODULES)
def test_a_first_visit_fits_into_sixty_kilobytes(
    first_visits: dict[str, Visit], module: str
) -> None:
    """Pictures aside: what the kernel says is packed as its line packs it, without the drawings."""
    seen = first_visits[module]
    packer = zlib.compressobj(wbits=-15)
    told = [DRAWING.sub("", text.replace('\\"', '"')).encode() for text in seen.heard]
    line = sum(len(packer.compress(text)) for text in told) + len(packer.flush())
    assert line > 1000
    assert seen.bytes + line <= MOST_BYTES, (seen.sizes, line)


@pytest.mark.parametrize("module", MODULES)
def test_scripts_come_packed_and_are_small(first_visits: dict[str, Visit], module: str) -> None:
    seen = first_visits[module]
    scripts = {
        number: response
        for number, response in seen.fetched.items()
        if "javascript" in response["mimeType"]
    }
    assert scripts
    for response in scripts.values():
        assert response["headers"]["Content-Encoding"] == "gzip", response["url"]
    assert sum(seen.sizes[number] for number in scripts) <= MOST_SCRIPT


@pytest.mark.parametrize("module", MODULES)
def test_a_lesson_fits_the_narrowest_phone(first_visits: dict[str, Visit], module: str) -> None:
    assert first_visits[module].overhang <= 0


@pytest.mark.parametrize("module", MODULES)
def test_a_lesson_has_no_violation_of_what_axe_knows(
    first_visits: dict[str, Visit], module: str
) -> None:
    assert first_visits[module].violations == []


def test_the_browser_speaks_to_this_server_alone(
    first_visits: dict[str, Visit], served: Served
) -> None:
    hosts = {
        address.split("/")[2]
        for seen in first_visits.values()
        for address in [*seen.requests.values(), *seen.lines]
        if not address.startswith("data:")
    }
    assert hosts == {f"127.0.0.1:{served.port}"}


def test_everything_but_the_page_is_kept_for_ever_by_its_hash(
    first_visits: dict[str, Visit],
) -> None:
    for module, seen in first_visits.items():
        for response in seen.fetched.values():
            if response["url"].endswith(f"/learn/{module}"):
                assert response["headers"]["Cache-Control"] == "no-store"
            else:
                assert re.search(r"\?v=[0-9a-f]{16}$", response["url"])
                told = response["headers"]["Cache-Control"]
                assert told == "public, max-age=31536000, immutable"


def test_a_repeat_visit_asks_for_the_page_alone(browser: Browser, served: Served) -> None:
    with Learner(browser, served, "tom-okoro") as tom:
        visit(tom, "pictures")
        seen = visit(tom, "pictures")
        assert seen.addresses == [f"{served.url}/learn/pictures"]
        assert len(seen.lines) == 1


def test_a_lesson_may_run_and_show_what_is_its_own_and_nothing_else(
    first_visits: dict[str, Visit],
) -> None:
    for seen in first_visits.values():
        for response in seen.fetched.values():
            assert response["headers"]["Content-Security-Policy"] == (
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            )


@pytest.mark.parametrize("name", ["page.js", "page.css", "player.css"])
def test_a_static_file_is_the_same_packed_and_plain(served: Served, name: str) -> None:
    visitor = served.visitor()
    address = f"/static/readyroom/{name}"
    with visitor.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in packed.headers["vary"].lower()
        raw = b"".join(packed.iter_raw())
    plain = visitor.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 2
