"""Every page under axe, as a screen reader's and a keyboard's user would need it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.learner import Learner
from tests.served import ROOT, Served
from tests.whole_course import (
    COSTLY,
    first_of,
    model_answers,
    not_right,
    of_role,
    pass_modules,
    wait_until_passed,
)

pytestmark = pytest.mark.browser

AXE: Path = ROOT / "src/readyroom/widgets/view/node_modules/axe-core/axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe has against a page: the rule and the first element, for each."""
    page.evaluate("Promise.allSettled(document.getAnimations().map(a => a.finished))")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_around_the_lessons_have_no_violation(
    browser: Browser, served: Served, scheme: str
) -> None:
    with Learner(browser, served, "maeve-doyle", width=390) as maeve:
        maeve.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for path in ("/", "/policy", "/team", "/learn/nothing"):
            maeve.page.goto(served.url + path)
            assert violations(maeve.page) == [], path
        maeve.troubles.clear()  # the browser notes that /learn/nothing is not there
        maeve.page.get_by_role("button", name="Sign out").click()
        maeve.page.wait_for_url("**/sign-in")
        assert violations(maeve.page) == []
        maeve.page.get_by_label("Sign-in code").fill("nonsense")
        maeve.page.get_by_role("button", name="Sign in").click()
        maeve.page.get_by_text("not one of ours").wait_for()
        assert violations(maeve.page) == []
        maeve.troubles.clear()  # and that the code was refused


@pytest.mark.parametrize("width", [390, 1280])
def test_a_lesson_has_no_violation_before_and_after_answers(
    browser: Browser, served: Served, width: int
) -> None:
    person = "amira-shah" if width == 390 else "tom-okoro"
    with Learner(browser, served, person, width=width) as learner:
        learner.open("pictures")
        assert violations(learner.page) == []
        table = learner.page.locator(".prose .scroll").first
        expect(table).to_have_accessible_name("Table: How to read a consent register")
        slug = learner.a_question()
        learner.activity(slug).get_by_role("button", name="Check my answer").click()
        assert violations(learner.page) == [], "with an error message"
        learner.answer(slug, not_right("pictures", slug))
        picture = first_of(learner, "pictures", "image")
        learner.answer(picture, not_right("pictures", picture))
        learner.answer("the-summer-fair", ["through-the-office"])
        assert violations(learner.page) == [], "with feedback"


@pytest.mark.parametrize("module", COSTLY)
def test_a_lesson_of_tasks_has_no_violation_before_and_after_answers(
    browser: Browser, served: Served, module: str
) -> None:
    """Things to sort, to put in order, to put better and to review."""
    with Learner(browser, served, "deniz-aydin") as deniz:
        deniz.open(module)
        assert violations(deniz.page) == []
        deniz.answer_all(model_answers(module))
        assert violations(deniz.page) == [], "with feedback"


def test_the_declaration_has_no_violation_before_it_is_open_and_when_the_box_is_not_ticked(
    browser: Browser, served: Served
) -> None:
    with Learner(browser, served, "maeve-doyle", width=320) as maeve:
        maeve.page.goto(f"{served.url}/declare")
        assert violations(maeve.page) == []
        now = datetime.now(UTC)
        pass_modules(served.data, "maeve-doyle", of_role("support"), at=now)
        wait_until_passed(maeve)
        maeve.page.goto(f"{served.url}/declare")
        assert violations(maeve.page) == []
        maeve.page.get_by_role("button", name="Declare it").click()
        box = maeve.page.get_by_role("checkbox", name="I declare this")
        expect(box).to_have_accessible_description(re.compile("Tick the box"))
        assert violations(maeve.page) == []
        maeve.troubles.clear()  # the browser notes every answer that is an error
        assert maeve.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_whole_question_can_be_answered_by_keyboard(browser: Browser, served: Served) -> None:
    with Learner(browser, served, "greta-lind") as greta:
        greta.open("pictures")
        question = greta.activity(greta.a_question())
        first = question.locator("input").first
        first.focus()
        greta.page.keyboard.press("Space")
        greta.page.keyboard.press("ArrowDown")
        greta.page.keyboard.press("Tab")
        assert greta.page.evaluate("document.activeElement.value") == "sure"
        greta.page.keyboard.press("Tab")
        assert greta.page.evaluate("document.activeElement.textContent") == "Check my answer"
        greta.page.keyboard.press("Enter")
        greta.page.get_by_text("The rule, in our words").first.wait_for()
        assert question.locator("input").nth(1).is_checked()
