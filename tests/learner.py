"""A learner with a browser, who answers what a page asks."""

from __future__ import annotations

import re
from types import TracebackType

from playwright.sync_api import Browser, Locator, Page, expect

from tests.served import Served

PATIENCE = 20_000


class Learner:
    """One person in one browser window; faults of the page fail the test."""

    def __init__(self, browser: Browser, served: Served, person: str, *, width: int = 390) -> None:
        self.served = served
        self.context = browser.new_context(viewport={"width": width, "height": 844})
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on(
            "console", lambda m: self.troubles.append(m.text) if m.type == "error" else None
        )
        self.page.on("request", lambda request: self._note_host(request.url))
        self.page.goto(served.link(person))
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(served.url + "/")

    def __enter__(self) -> Learner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.context.close()
        if error is None:
            assert self.troubles == []

    def open(self, module: str) -> None:
        """Opens a lesson and waits until every activity on it answers."""
        self.page.goto(f"{self.served.url}/learn/{module}")
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Waits for the contract's sign that every activity answers."""
        self.page.wait_for_selector('html[data-lesson="ready"]', timeout=PATIENCE)

    def activity(self, slug: str) -> Locator:
        """The section of an activity."""
        return self.page.locator(f"section#activity-{slug}")

    def choose(self, slug: str, *values: str) -> None:
        """Ticks options of an activity."""
        for value in values:
            self.activity(slug).locator(f'input[value="{value}"]:enabled').check(force=True)

    def check(self, slug: str) -> None:
        """Presses the button and waits until the answer is shown as saved."""
        before = self.activity(slug).inner_text()
        self.activity(slug).get_by_role("button", name="Check my answer", exact=True).click()
        self.page.wait_for_function(
            "([slug, before]) => document.getElementById('activity-' + slug).innerText !== before",
            arg=[slug, before],
            timeout=PATIENCE,
        )
        expect(self.page.locator("#save")).to_have_text(re.compile(r"^Saved"), timeout=PATIENCE)

    def answer(self, slug: str, response: object) -> None:
        """Gives a response in the log's form: an option, several, a walk, or a judgement."""
        if isinstance(response, dict):
            self.choose(slug, *response.values())
            self.check(slug)
        elif isinstance(response, str):
            self.choose(slug, response)
            self.check(slug)
        elif isinstance(response, list) and self.is_story(slug):
            for step in response:
                self.choose(slug, step)
                self.check(slug)
        elif isinstance(response, list):
            self.choose(slug, *response)
            self.check(slug)

    def is_story(self, slug: str) -> bool:
        """Whether an activity is a story, whose choices come one after the other."""
        return self.activity(slug).locator("input[type=radio]").count() > 0

    def feedback(self, slug: str) -> str:
        """What the activity's feedback says."""
        return self.activity(slug).get_by_role("status").last.inner_text()

    def _note_host(self, url: str) -> None:
        if url.startswith("http"):
            self.hosts.add(url.split("/")[2])
