"""Photographs every page at a phone's and a desk's size: ``make screenshots``.

The pictures are for looking at; nothing is compared. Four of them are copied for the README
into doc/screenshots by hand, when the pages have changed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import CHROMIUM, QUIET
from tests.learner import Learner
from tests.served import ROOT, Served, readyroom
from tests.whole_course import (
    first_of,
    model_answers,
    of_role,
    pass_modules,
    wait_until_passed,
)

SIZES: Mapping[str, tuple[int, int]] = {"390": (390, 844), "1280": (1280, 800)}
LEARNERS: Mapping[str, str] = {"390": "amira-shah", "1280": "tom-okoro"}
SHOWN = ("pictures", "applying")
"""The modules that are gone through; the others are passed without a browser."""


class Album:
    """A folder of pictures, each named for its page and its width."""

    def __init__(self, folder: Path, width: str) -> None:
        self.folder = folder
        self.width = width

    def take(self, page: Page, name: str, *, whole: bool = True) -> None:
        """One picture: the whole page, or what the window shows."""
        page.screenshot(path=self.folder / f"{name}-{self.width}.png", full_page=whole)


def main(folder: Path) -> None:
    """Serves the course from an empty data folder, goes through it, and takes the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        data = Path(place) / "var"
        readyroom("people", "import", str(ROOT / "grading/roster.example.csv"), "--data", str(data))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        with Served(data) as served:
            for width in SIZES:
                album = Album(folder, width)
                signed_out(browser, served, album)
                learns(browser, served, album)
                supports(browser, served, album)
        browser.close()


def signed_out(browser: Browser, served: Served, album: Album) -> None:
    """What anybody may see."""
    width, height = SIZES[album.width]
    page = browser.new_page(viewport={"width": width, "height": height})
    for path in ("sign-in", "help", "accessibility", "privacy", "verify"):
        page.goto(f"{served.url}/{path}")
        album.take(page, path)
    page.close()


def learns(browser: Browser, served: Served, album: Album) -> None:
    """A learner's way through some modules, the others being passed, to the certificate."""
    width, height = SIZES[album.width]
    with Learner(browser, served, LEARNERS[album.width], width=width) as learner:
        page = learner.page
        page.set_viewport_size({"width": width, "height": height})
        album.take(page, "home-new")
        for module in SHOWN:
            goes_through(learner, module, album)
        rest = [slug for slug in of_role("staff") if slug not in SHOWN]
        pass_modules(served.data, LEARNERS[album.width], rest, at=datetime.now(UTC))
        wait_until_passed(learner)
        album.take(page, "home-to-declare")
        page.goto(f"{served.url}/declare")
        album.take(page, "declare")
        page.get_by_role("checkbox", name="I declare this").check()
        page.get_by_role("button", name="Declare it").click()
        page.wait_for_url(f"{served.url}/")
        for path, name in (("", "home-complete"), ("record", "record"), ("policy", "policy")):
            page.goto(f"{served.url}/{path}")
            album.take(page, name)
        page.goto(f"{served.url}/record/pictures/1")
        album.take(page, "attempt")
        learner.troubles.clear()
        page.goto(f"{served.url}/nothing")
        album.take(page, "no-such-page")
        learner.troubles.clear()  # the browser notes that there is no such page


def goes_through(learner: Learner, module: str, album: Album) -> None:
    """Answers a whole module rightly, with a picture here and there."""
    page, right = learner.page, model_answers(module)
    learner.open(module)
    album.take(page, f"{module}-new")
    picture = first_of(learner, module, "image") if module == "pictures" else ""
    for number, slug in enumerate(learner.asked()):
        section = learner.activity(slug)
        section.scroll_into_view_if_needed()
        if slug == picture:
            section.evaluate("one => one.scrollIntoView()")
            album.take(page, "picture", whole=False)
        learner.answer(slug, right[slug])
        if (module, number) == ("applying", 1):
            page.reload()
            learner.wait_until_ready()
            page.evaluate("scrollTo(0, 0)")
            album.take(page, "lesson", whole=False)
            page.goto(f"{learner.served.url}/")
            album.take(page, "home", whole=False)
            learner.open(module)
        if (module, number) == ("pictures", 4):
            section.evaluate("one => one.scrollIntoView()")
            album.take(page, "feedback", whole=False)
    album.take(page, f"{module}-done")


def supports(browser: Browser, served: Served, album: Album) -> None:
    """What the support team and trainers see."""
    width, height = SIZES[album.width]
    with Learner(browser, served, "maeve-doyle", width=width) as maeve:
        maeve.page.set_viewport_size({"width": width, "height": height})
        paths = {"team": "team", "team/certificates": "certificates", "paper": "paper"}
        for path, name in paths.items():
            maeve.page.goto(f"{served.url}/{path}")
            album.take(maeve.page, name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
