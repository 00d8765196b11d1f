"""A learner with a browser, who answers what a page asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import TracebackType

from playwright.sync_api import Browser, Locator, Page, expect

from tests.builders import on_page
from tests.served import Served

PATIENCE = 20_000
CHECK = re.compile(r"^(Check my answer|Do this)$")
"""What the button of an activity says: a story's does something, the others' ask."""


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
        """Ticks options of an activity; those of a story by the passages that they lead to."""
        for value, passage in zip(values, on_page(slug, values), strict=True):
            options = (f'input[value="{one}"]:enabled' for one in (value, passage))
            self._mark(self.activity(slug).locator(", ".join(options)))

    def check(self, slug: str) -> None:
        """Presses the button and waits until the answer is shown as saved."""
        before = self.activity(slug).inner_text()
        self.activity(slug).get_by_role("button", name=CHECK).click()
        self.page.wait_for_function(
            "([slug, before]) => document.getElementById('activity-' + slug).innerText !== before",
            arg=[slug, before],
            timeout=PATIENCE,
        )
        expect(self.page.locator("#save")).to_have_text(re.compile(r"^Saved"), timeout=PATIENCE)

    def asked(self) -> list[str]:
        """The slugs of the activities on the page, in order: of a drawn quiz, those drawn."""
        ids = self.page.locator("section.rr[id^=activity-]").evaluate_all(
            "all => all.map(s => s.id)"
        )
        return [name.removeprefix("activity-") for name in ids]

    def a_question(self) -> str:
        """The slug of the first question on the page that has one right option."""
        return next(
            slug for slug in self.asked() if self._asks(slug, "", f"activity-{slug}-answer")
        )

    def answer_all(self, responses: Mapping[str, object]) -> None:
        """Answers every activity on the page, each with its response of these."""
        for slug in self.asked():
            self.answer(slug, responses[slug])

    def answer(self, slug: str, response: object) -> None:
        """Gives a response in the log's form, whatever kind of activity it answers."""
        match response:
            case dict():
                for name, value in response.items():
                    self._tick(slug, name, value)
                self.check(slug)
            case str():
                self._tick(slug, "answer", response)
                self.check(slug)
            case list() if self._asks(slug, "^", f"activity-{slug}-step-"):
                for step in response:
                    self.choose(slug, step)
                    self.check(slug)
            case list() if self.activity(slug).locator("li[data-step]").count():
                self._put_in_order(slug, response)
                self.check(slug)
            case list():
                self.choose(slug, *response)
                self.check(slug)

    def _asks(self, slug: str, begins: str, name: str) -> bool:
        """Whether an activity has radio buttons of that name."""
        return self.activity(slug).locator(f'input[type=radio][name{begins}="{name}"]').count() > 0

    def _tick(self, slug: str, name: str, value: str) -> None:
        """Chooses an option of one of the activity's questions, as the response names it."""
        names = (name, f"item-{name}", f"spot-{name}", f"part-{name}")
        ids = (f'[id="activity-{slug}-{one}-{value}"]' for one in names)
        self._mark(self.activity(slug).locator(", ".join(ids)))

    def _mark(self, option: Locator) -> None:
        """Chooses an option by its label, as a finger does, once the page has come to rest."""
        if not option.is_checked():
            self.page.locator(f'label[for="{option.get_attribute("id")}"]').click()
        expect(option).to_be_checked()

    def _put_in_order(self, slug: str, steps: list[str]) -> None:
        """Moves the steps of an order one by one, from the first place to the last."""
        items = self.activity(slug).locator("li[data-step]")
        items.first.get_by_role("button", name="Move down").click()  # a list nobody moved is none
        for place, step in enumerate(steps):
            item = self.activity(slug).locator(f'li[data-step="{step}"]')
            while items.nth(place).get_attribute("data-step") != step:
                item.get_by_role("button", name="Move up").click()

    def feedback(self, slug: str) -> str:
        """What the activity's feedback says, with the rules below it."""
        status = self.activity(slug).get_by_role("status").last
        rules = self.activity(slug).locator(".rr-rules")
        return f"{status.inner_text()}\n{rules.inner_text()}".strip()

    def _note_host(self, url: str) -> None:
        if url.startswith("http"):
            self.hosts.add(url.split("/")[2])
