"""Somebody who leaves a lesson and comes back: what they had chosen, and where they were."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from readyroom.records.drafts import Drafts
from readyroom.records.log import Log
from tests.learner import Learner
from tests.served import Served, children, on_roster

SAFE_AFTER = 700
"""Milliseconds after which a choice has left the page."""


def learner(browser: Browser, served: Served, person: str) -> Learner:
    """Somebody new to the roster, with a browser of their own."""
    on_roster(served, person)
    return Learner(browser, served, person)


def chosen(somebody: Learner) -> dict[str, list[Any]]:
    """What is ticked on the page, by activity; in one order, since everybody gets another."""
    found: dict[str, list[Any]] = somebody.page.evaluate(
        """Object.fromEntries([...document.querySelectorAll("section.rr")].map((section) =>
          [section.id.replace("activity-", ""),
           [...section.querySelectorAll("input:checked")].map((input) => input.value).sort()]
        ).filter(([, values]) => values.length))"""
    )
    return found


def choose_everywhere(somebody: Learner) -> dict[str, list[Any]]:
    """Chooses in every activity of the page and checks nothing."""
    somebody.choose("two-steps", "looked-up")
    somebody.choose("one-pupil", "publish", "IMG-1")
    somebody.choose("whose-page", "c")
    somebody.choose("what-stops-it", "b", "c")
    return chosen(somebody)


def wait_for_draft(served: Served, holds: Callable[[dict[str, Any]], bool], person: str) -> None:
    """Waits until the recorder has the drafts of a person as they should be."""
    keys = Log(served.data.log, read_only=True).events(kind="published")[-1].body
    contents = {key["slug"]: key["content"] for key in keys["activities"]}
    drafts = Drafts(served.data.drafts)
    until = time.monotonic() + 20
    while not holds(drafts.of(person, "mini", attempt=1, contents=contents)):
        assert time.monotonic() < until, "the draft never came"
        time.sleep(0.05)
    drafts.close()


def helper(served: Served, name: bytes) -> int:
    """The process of that module which the server has started."""
    return next(
        pid
        for pid in children(served.process.pid)
        if name in Path(f"/proc/{pid}/cmdline").read_bytes()
    )


def top_of(somebody: Learner, slug: str) -> float:
    """How far below the upper edge of the window an activity begins, in pixels."""
    top = somebody.activity(slug).evaluate("(section) => section.getBoundingClientRect().top")
    return float(top)


def in_sight(somebody: Learner, slug: str) -> bool:
    """Whether an activity begins within the window."""
    return 0 <= top_of(somebody, slug) < 844
