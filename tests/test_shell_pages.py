"""The pages around the lessons in a browser: for a screen reader, a keyboard, a small phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.learner import Learner
from tests.served import Served
from tests.test_accessibility import violations

pytestmark = pytest.mark.browser

ANAS = ("/", "/record", "/record/mini/1", "/policy", "/help", "/accessibility", "/privacy")
TEAMS = ("/team", "/team/people/ana", "/team/people/ana/mini/1")

DOUBLE_IDS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, input")]
  .filter((e) => !e.closest(".rr, p, dd, td, main li:not(.actions li)") && e.checkVisibility())
  .filter((e) => !e.classList.contains("skip"))
  .filter((e) => e.getBoundingClientRect().height < 44)
  .map((e) => e.outerHTML.slice(0, 100))"""


def contents(page: Page) -> Locator:
    return page.get_by_role("navigation", name="In this lesson")


def follow(learner: Learner, path: str) -> None:
    learner.page.goto(learner.served.url + path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_around_the_lessons_has_a_violation(
    browser: Browser, shell: Served, scheme: str
) -> None:
    for person, paths in (("ana", ANAS), ("cy", TEAMS), ("bo", ("/",))):
        with Learner(browser, shell, person) as learner:
            learner.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for path in paths:
                follow(learner, path)
                for fold in learner.page.locator("details.fold summary").all():
                    fold.click()
                assert violations(learner.page) == [], path
                assert learner.page.evaluate(DOUBLE_IDS) == [], path


@pytest.mark.parametrize("width", [390, 1280])
def test_a_lesson_with_its_contents_has_no_violation(
    browser: Browser, shell: Served, width: int
) -> None:
    with Learner(browser, shell, "ana", width=width) as ana:
        ana.open("mini")
        if width == 390:
            contents(ana.page).locator("summary").click()
        for scheme in ("light", "dark"):
            ana.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert violations(ana.page) == [], scheme
        assert ana.page.evaluate(DOUBLE_IDS) == []


def test_every_page_has_one_title_its_language_and_its_landmarks(
    browser: Browser, shell: Served
) -> None:
    with Learner(browser, shell, "cy") as cy:
        for path in ("/", *TEAMS, "/help", "/learn/third"):
            follow(cy, path)
            page = cy.page
            heading = page.get_by_role("heading", level=1)
            expect(heading).to_have_count(1)
            assert page.title().split(" - ")[0].split(":")[0] in heading.inner_text()
            assert page.locator("html").get_attribute("lang") == "en-GB"
            for landmark in ("banner", "main", "contentinfo"):
                expect(page.get_by_role(landmark)).to_have_count(1)
            expect(page.get_by_role("navigation", name="Account")).to_have_count(1)


def test_nothing_runs_off_the_side_of_a_small_phone(browser: Browser, shell: Served) -> None:
    for person, paths in (("ana", (*ANAS, "/learn/mini")), ("cy", TEAMS)):
        with Learner(browser, shell, person, width=320) as learner:
            for path in paths:
                follow(learner, path)
                across = learner.page.evaluate("document.documentElement.scrollWidth")
                assert across <= 320, path


def test_what_is_pressed_on_a_phone_is_large_enough(browser: Browser, shell: Served) -> None:
    with Learner(browser, shell, "ana") as ana:
        for path in ("/", "/record", "/help"):
            follow(ana, path)
            assert ana.page.evaluate(SMALL_TARGETS) == [], path
        ana.open("mini")
        contents(ana.page).locator("summary").click()
        assert ana.page.evaluate(SMALL_TARGETS) == []


def test_the_contents_show_what_is_done_and_what_is_to_do(browser: Browser, shell: Served) -> None:
    with Learner(browser, shell, "ana", width=1280) as ana:
        ana.open("second")
        within = contents(ana.page)
        expect(within.get_by_role("link", name="Whose page (answered)")).to_be_visible()
        expect(within.get_by_role("link", name="What stops it (to do)")).to_be_visible()
        expect(within).to_contain_text("About 6 minutes left")
        section = within.get_by_role("listitem").filter(has_text="What to do").first
        expect(section.get_by_role("link")).to_have_count(3)
        nav, main = within.bounding_box(), ana.page.get_by_role("main").bounding_box()
        assert nav is not None
        assert main is not None
        assert nav["x"] + nav["width"] <= main["x"]


def test_an_answer_is_told_to_the_contents(browser: Browser, shell: Served) -> None:
    with Learner(browser, shell, "fi", width=1280) as fi:
        fi.open("second")
        within = contents(fi.page)
        expect(within).to_contain_text("About 12 minutes")
        fi.answer("whose-page", "b")
        expect(within.get_by_role("link", name="Whose page (answered)")).to_be_visible()
        expect(within).to_contain_text("About 6 minutes left")


def test_on_a_phone_the_contents_are_folded_and_open_by_keyboard(
    browser: Browser, shell: Served
) -> None:
    with Learner(browser, shell, "ana") as ana:
        ana.open("mini")
        entry = contents(ana.page).get_by_role("link", name=re.compile("What stops it"))
        expect(entry).not_to_be_visible()
        contents(ana.page).locator("summary").focus()
        ana.page.keyboard.press("Enter")
        expect(entry).to_be_visible()
        entry.focus()
        ana.page.keyboard.press("Enter")
        expect(ana.activity("what-stops-it").get_by_role("heading").first).to_be_in_viewport()


def test_the_skip_link_is_first_and_leads_past_the_navigation(
    browser: Browser, shell: Served
) -> None:
    with Learner(browser, shell, "ana") as ana:
        for path in ("/", "/record", "/learn/third"):
            follow(ana, path)
            ana.page.keyboard.press("Tab")
            expect(ana.page.get_by_role("link", name="Skip to main content")).to_be_focused()
            ana.page.keyboard.press("Enter")
            assert ana.page.evaluate("document.activeElement.id") == "content"


def test_a_lesson_has_a_second_skip_link_that_leads_past_its_contents(
    browser: Browser, shell: Served
) -> None:
    with Learner(browser, shell, "ana", width=1280) as ana:
        ana.open("mini")
        ana.page.locator(".account a, .account button").last.focus()
        ana.page.keyboard.press("Tab")
        expect(ana.page.get_by_role("link", name="Skip to the lesson")).to_be_focused()
        expect(ana.page.get_by_role("link", name="Skip to the lesson")).to_be_in_viewport()
        ana.page.keyboard.press("Enter")
        assert ana.page.evaluate("document.activeElement.id") == "content"


def test_the_contents_mark_a_wrong_answer_as_answered_and_no_more(
    browser: Browser, shell: Served
) -> None:
    with Learner(browser, shell, "ana", width=1280) as ana:
        ana.open("second")
        entry = contents(ana.page).get_by_role("link", name="Whose page (answered)")
        expect(ana.activity("whose-page").get_by_role("status")).to_contain_text("Not right")
        mark, words = entry.evaluate(
            "a => [getComputedStyle(a, '::before').borderTopColor,"
            " getComputedStyle(document.body).color]"
        )
        assert mark == words


def test_the_button_at_the_top_of_home_goes_on_where_one_was(
    browser: Browser, shell: Served
) -> None:
    with Learner(browser, shell, "ana") as ana:
        ana.page.get_by_role("link", name="Continue: Second lesson").click()
        ana.wait_until_ready()
        expect(ana.page.get_by_role("heading", level=1)).to_have_text("Second lesson")
        expect(ana.activity("what-stops-it").get_by_role("heading").first).to_be_in_viewport()


def test_a_lesson_leads_on_to_the_next_module(browser: Browser, shell: Served) -> None:
    with Learner(browser, shell, "ana") as ana:
        ana.open("second")
        ana.page.get_by_role("navigation", name="Modules").get_by_role(
            "link", name="Next module Third lesson"
        ).click()
        ana.page.wait_for_url("**/learn/third")
        ana.page.get_by_role("link", name="My training").last.click()
        ana.page.wait_for_url(shell.url + "/")


def test_a_record_on_paper_has_the_answers_and_not_the_navigation(
    browser: Browser, shell: Served
) -> None:
    with Learner(browser, shell, "ana", width=794) as ana:  # A4 at 96 dots an inch
        ana.page.emulate_media(media="print")
        follow(ana, "/record/mini/1")
        expect(ana.page.get_by_text("On a personal account with few friends")).to_be_visible()
        expect(ana.page.get_by_role("navigation", name="Account")).not_to_be_visible()
        assert ana.page.evaluate("document.documentElement.scrollWidth") <= 794
