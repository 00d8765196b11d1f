"""Coming back to a lesson: the same place, and nobody else's choices or older ones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.learner import Learner
from tests.resuming import (
    SAFE_AFTER,
    chosen,
    in_sight,
    learner,
    top_of,
    wait_for_draft,
)
from tests.served import Served, on_roster

pytestmark = pytest.mark.browser


def test_who_comes_back_is_offered_the_way_to_where_they_were(
    browser: Browser, mini: Served
) -> None:
    with learner(browser, mini, "ida") as ida:
        ida.open("mini")
        offer = ida.page.get_by_role("link", name="Continue where you were")
        assert offer.count() == 0
        ida.answer("one-pupil", {"decision": "publish", "reason": "IMG-1"})
        ida.page.goto(mini.url)
        ida.open("mini")
        expect(offer).to_have_text("Continue where you were: Question 3")
        assert ida.page.evaluate("scrollY") == 0
        assert ida.page.evaluate("document.activeElement === document.body")
        offer.click()
        assert in_sight(ida, "whose-page")
        ida.choose("what-stops-it", "a")
        wait_for_draft(mini, lambda drafts: "what-stops-it" in drafts, "ida")
        ida.page.goto(mini.url)
        ida.open("mini")
        expect(offer).to_have_text("Continue where you were: Question 4")


def test_an_address_that_names_an_activity_leads_there(browser: Browser, mini: Served) -> None:
    with learner(browser, mini, "jan") as jan:
        jan.open("mini")
        jan.answer("one-pupil", {"decision": "publish", "reason": "IMG-1"})
        jan.page.goto(mini.url)
        jan.page.goto(f"{mini.url}/learn/mini#activity-whose-page")
        jan.wait_until_ready()
        assert in_sight(jan, "whose-page")
        assert jan.page.evaluate("document.activeElement.id") == "activity-whose-page"
        assert jan.page.get_by_role("link", name="Continue where you were").count() == 0


def test_a_reload_keeps_the_page_where_it_was(browser: Browser, mini: Served) -> None:
    with learner(browser, mini, "kim") as kim:
        kim.open("mini")
        kim.choose("whose-page", "c")
        kim.activity("what-stops-it").evaluate("(section) => section.scrollIntoView()")
        kim.page.evaluate("scrollBy(0, 40)")
        before = top_of(kim, "what-stops-it")
        kim.page.reload()
        kim.wait_until_ready()
        assert abs(top_of(kim, "what-stops-it") - before) <= 2
        assert kim.page.evaluate("scrollY") > 0


def test_after_a_reload_the_keyboard_goes_on_at_the_activity_that_had_the_focus(
    browser: Browser, mini: Served
) -> None:
    with learner(browser, mini, "oli") as oli:
        oli.open("mini")
        oli.page.reload()
        oli.wait_until_ready()
        assert oli.page.evaluate("document.activeElement === document.body")
        oli.choose("whose-page", "c")
        oli.activity("whose-page").evaluate("(section) => section.scrollIntoView()")
        oli.page.evaluate("scrollBy(0, 40)")
        before = top_of(oli, "whose-page")
        oli.page.reload()
        oli.wait_until_ready()
        assert oli.page.evaluate("document.activeElement.id") == "activity-whose-page-title"
        assert abs(top_of(oli, "whose-page") - before) <= 2
        oli.page.keyboard.press("Tab")
        assert oli.page.evaluate("document.activeElement.value") == "c"


def test_what_was_chosen_offline_stands_back_behind_a_later_choice_on_another_device(
    browser: Browser, mini: Served
) -> None:
    with learner(browser, mini, "pia") as desktop, Learner(browser, mini, "pia") as phone:
        desktop.open("mini")
        phone.open("mini")
        desktop.context.set_offline(True)
        desktop.choose("whose-page", "a")
        desktop.choose("what-stops-it", "b")
        desktop.page.wait_for_timeout(SAFE_AFTER)
        phone.choose("whose-page", "c")
        wait_for_draft(mini, lambda drafts: set(drafts) == {"whose-page"}, "pia")
        desktop.context.set_offline(False)
        desktop.page.evaluate("window.dispatchEvent(new Event('online'))")
        wait_for_draft(mini, lambda drafts: len(drafts) == 2, "pia")
        desktop.page.reload()
        desktop.wait_until_ready()
        assert chosen(desktop) == {"whose-page": ["c"], "what-stops-it": ["b"]}
        desktop.troubles.clear()


def test_going_back_restores_the_newest_choice_and_no_older_one_of_this_tab(
    browser: Browser, mini: Served
) -> None:
    with learner(browser, mini, "quin") as desktop:
        desktop.open("mini")
        desktop.choose("whose-page", "a")
        desktop.page.get_by_role("link", name="My training").first.click()
        desktop.page.wait_for_url(mini.url + "/")
        with Learner(browser, mini, "quin") as phone:
            phone.open("mini")
            assert chosen(phone) == {"whose-page": ["a"]}
            phone.choose("whose-page", "c")
            newest = {"answer": ["c"]}
            wait_for_draft(mini, lambda drafts: drafts.get("whose-page") == newest, "quin")
        desktop.page.go_back()
        desktop.wait_until_ready()
        assert chosen(desktop) == {"whose-page": ["c"]}


def test_nothing_of_a_draft_stays_in_the_browser(browser: Browser, mini: Served) -> None:
    with learner(browser, mini, "rae") as rae:
        rae.open("mini")
        rae.choose("whose-page", "c")
        rae.page.goto(mini.url)
        kept = rae.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
        assert "readyroom-place" in kept
        assert "answer" not in kept


def hand_over(somebody: Learner, served: Served, other: str) -> None:
    """Signs somebody out, and another person in, in the same tab."""
    on_roster(served, other)
    page = somebody.page
    page.goto(served.url)
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/sign-in")
    page.goto(served.link(other))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(served.url + "/")


def test_somebody_else_who_goes_back_in_the_same_tab_finds_no_choices(
    browser: Browser, mini: Served
) -> None:
    with learner(browser, mini, "sam") as sam:
        sam.open("mini")
        sam.choose("whose-page", "c")
        hand_over(sam, mini, "tea")
        while "/learn/mini" not in sam.page.url:
            sam.page.go_back()
        sam.wait_until_ready()
        assert chosen(sam) == {}


def test_somebody_else_who_signs_in_in_the_same_tab_finds_no_choices(
    browser: Browser, mini: Served
) -> None:
    with learner(browser, mini, "lea") as lea:
        lea.open("mini")
        lea.choose("whose-page", "c")
        hand_over(lea, mini, "mo")
        lea.open("mini")
        assert chosen(lea) == {}
