"""A page that holds activities as a lesson does: the built player, and no kernel behind it.

Views and states are those that our own code makes of the course in tests/courses/tasks.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from playwright.sync_api import Browser, Locator, Page, Route

from readyroom.content.load import load_course
from readyroom.content.model import Course
from readyroom.play.keys import activity_key
from readyroom.widgets.views import activity_state, activity_view, heard
from tests.builders import on_page
from tests.learner import CHECK
from tests.served import ROOT

HERE: Final = Path(__file__).parent
STATIC: Final = ROOT / "src/readyroom/widgets/static"
AXE: Final = ROOT / "src/readyroom/widgets/view/node_modules/axe-core/axe.min.js"
URL: Final = "http://gallery.test/"  # never looked up: every request is answered here
KINDS: Final = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
POLICY: Final = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"

DUPLICATES: Final = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  return ids.filter((id, n) => ids.indexOf(id) !== n);
}"""
SMALL: Final = """() => [...document.querySelectorAll(".rr :is(button, summary, label, a)")]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.textContent, e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
SIDEWAYS: Final = """() => document.scrollingElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll(".rr *")]
      .filter((e) => e.getBoundingClientRect().right > innerWidth)
      .map((e) => e.outerHTML.slice(0, 80))
  : []"""


@cache
def course() -> Course:
    """The course with one activity of each kind."""
    return load_course(ROOT / "tests/courses/tasks")


class Gallery:
    """Some activities in one browser window; faults of the page fail the test.

    ``confidence``: each asks how sure the reader is. ``answered``: responses that are on record.
    ``drafts``: what was chosen at an earlier visit. ``refusal``: what every answer gets.
    """

    def __init__(
        self,
        browser: Browser,
        *slugs: str,
        width: int = 390,
        confidence: bool = False,
        answered: dict[str, object] | None = None,
        drafts: dict[str, dict[str, list[str]]] | None = None,
        refusal: dict[str, object] | None = None,
        **screen: Any,
    ) -> None:
        self.activities = {a.slug: a for m in course().modules for a in m.activities}
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.troubles: list[str] = []
        self._refusal = refusal
        views = [
            {
                **activity_view(self.activities[slug], course().policy),
                **({"confidence": True} if confidence else {}),
                "number": number,
                "of": len(slugs),
                "draft": (drafts or {}).get(slug),
                "state": self.state(slug, answered[slug]) if slug in (answered or {}) else None,
            }
            for number, slug in enumerate(slugs, start=1)
        ]
        self._views = json.dumps({"views": views})
        self.context = browser.new_context(viewport={"width": width, "height": 844}, **screen)
        self.context.route("**/*", self._deliver)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.expose_function("received", self._received)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on(
            "console", lambda m: self.troubles.append(m.text) if m.type == "error" else None
        )
        self.page.goto(URL)
        self.page.wait_for_selector('html[data-lesson="ready"]')

    def __enter__(self) -> Gallery:
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

    def activity(self, slug: str) -> Locator:
        """The section of an activity."""
        return self.page.locator(f"section#activity-{slug}")

    def choose(self, slug: str, question: str, *values: str) -> None:
        """Ticks options of one question; of a story, by the passage that a choice leads to."""
        for value in on_page(slug, values) if question.startswith("step-") else values:
            self.activity(slug).locator(f"#activity-{slug}-{question}-{value}").check()

    def fill(self, slug: str, response: object) -> None:
        """Puts a whole response in, in the log's form; of a story, its first step."""
        match self.activities[slug].kind, response:
            case "scenario", [first, *_]:
                self.choose(slug, "step-1", str(first))
            case "order", list():
                self._order(slug, response)
            case kind, dict():
                prefix = {"sort": "item-", "rewrite": "spot-", "review": "part-"}.get(kind, "")
                for name, value in response.items():
                    self.choose(slug, name if name == "decision" else prefix + name, value)
            case _, str():
                self.choose(slug, "answer", response)

    def _order(self, slug: str, steps: list[str]) -> None:
        items = self.activity(slug).locator("li[data-step]")
        for place, step in enumerate(steps):
            item = self.activity(slug).locator(f"li[data-step={step}]")
            while items.nth(place).get_attribute("data-step") != step:
                item.get_by_role("button", name="Move up").click()

    def check(self, slug: str) -> None:
        """Presses the button and waits for what is said of the answer."""
        self.activity(slug).get_by_role("button", name=CHECK).click()
        self.activity(slug).locator(".rr-feedback > .rr-box").first.wait_for()

    def state(
        self, slug: str, response: object, confidence: str | None = None
    ) -> dict[str, object]:
        """What the recorder says of a response."""
        activity = self.activities[slug]
        key = activity_key(activity)
        return activity_state(activity, key, response, course().policy, confidence=confidence)

    def answers(self, slug: str) -> list[dict[str, Any]]:
        """What was sent to be marked, without the ids of the messages."""
        return [
            {name: value for name, value in content.items() if name != "id"}
            for to, content in self.sent
            if to == slug and content["kind"] == "answer"
        ]

    def drafts(self, slug: str) -> list[dict[str, list[str]]]:
        """The drafts that were sent, oldest first."""
        return [c["draft"] for to, c in self.sent if to == slug and c["kind"] == "draft"]

    def stop_clock(self) -> None:
        """Lets no time pass on the page but by ``page.clock``."""
        self.page.clock.install(time=0)
        self.page.clock.pause_at(1000)

    def focus(self) -> str:
        """The name, or the words, of what has the focus."""
        return str(
            self.page.evaluate(
                "document.activeElement.ariaLabel ?? document.activeElement.textContent"
            )
        )

    def tab(self) -> str:
        """Goes on by keyboard, and tells the question or the words of where that leads."""
        self.page.keyboard.press("Tab")
        return str(
            self.page.evaluate(
                "(document.activeElement.closest('fieldset')?.querySelector('legend')"
                " ?? document.activeElement.querySelector('caption')"
                " ?? document.activeElement).textContent"
            )
        )

    def watch(self, selector: str) -> None:
        """Begins to note what a live region says, each time that it is filled."""
        self.page.evaluate(
            """(selector) => {
              window.said = [];
              const region = document.querySelector(selector);
              new MutationObserver(() => window.said.push(region.textContent))
                .observe(region, {childList: true, characterData: true, subtree: true});
            }""",
            selector,
        )

    @property
    def said(self) -> list[str]:
        """What the watched region said, oldest first."""
        return list(self.page.evaluate("window.said"))

    def faults(self) -> list[str]:
        """What stands in a reader's way: axe's findings, ids given twice, small targets, width."""
        self.page.evaluate("Promise.allSettled(document.getAnimations().map(a => a.finished))")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
        unsure = [v for v in found["incomplete"] if v["id"].startswith("duplicate-id")]
        rules = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"] + unsure]
        twice = [f"twice: {name}" for name in self.page.evaluate(DUPLICATES)]
        small = [f"small: {name}" for name in self.page.evaluate(SMALL)]
        wide = [f"wider than the page: {name}" for name in self.page.evaluate(SIDEWAYS)]
        return [*rules, *twice, *small, *wide]

    def _received(self, slug: str, content: dict[str, Any]) -> dict[str, Any] | None:
        self.sent.append((slug, content))
        if content["kind"] != "answer":
            return None
        if self._refusal is not None:
            return {"kind": "refused", "id": content["id"], **self._refusal}
        (module,) = course().modules
        response = heard(module, slug, content["response"])
        state = self.state(slug, response, content.get("confidence"))
        return {"kind": "marked", "id": content["id"], "state": state}

    def _deliver(self, route: Route) -> None:
        name = route.request.url.removeprefix(URL).partition("?")[0] or "gallery.html"
        if name == "views.json":
            route.fulfill(body=self._views, content_type="application/json")
            return
        folder = HERE if name.startswith("gallery") else STATIC
        if not (folder / name).is_file():
            route.fulfill(status=204)
            return
        route.fulfill(
            body=(folder / name).read_text(encoding="utf-8"),
            content_type=KINDS[Path(name).suffix] + "; charset=utf-8",
            headers={"Content-Security-Policy": POLICY},
        )
