"""What is chosen but not yet checked: it is sent as it is made, and put back at the next visit."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.builders import on_page
from tests.gallery import Gallery

pytestmark = pytest.mark.browser

CHESS, HALL = "s7151555", "sd22806b"
STEPS = ["sd49f110", "sd35d169", "sabd05d0", "s53da8c9", "s8782ccd"]
DRAFTS = {
    "a-message": {"step-1": on_page("a-message", ["asked-why"])},
    "prize-day": {"decision": ["publish"], "change": ["d"]},
    "where-it-goes": {f"item-{CHESS}": ["ask"], f"item-{HALL}": ["post"]},
    "before-a-post": {"order": STEPS},
    "bake-sale": {"spot-reason": ["c"]},
    "hill-road": {"part-images": ["lacking"], "decision": ["ready"]},
    "on-the-list": {"answer": ["b"], "confidence": ["guess"]},
}
AFTER = 600


@pytest.mark.parametrize("slug", DRAFTS)
def test_a_draft_is_put_back_and_its_next_change_is_sent_with_it(
    browser: Browser, slug: str
) -> None:
    asked = slug == "on-the-list"
    with Gallery(browser, slug, confidence=asked, drafts={slug: DRAFTS[slug]}) as gallery:
        gallery.stop_clock()
        section = gallery.activity(slug)
        if slug == "before-a-post":
            section.get_by_role("button", name="Move up").nth(1).click()
            expected = {"order": [STEPS[1], STEPS[0], *STEPS[2:]]}
        else:
            last = list(DRAFTS[slug])[-1]
            fieldset = section.locator(f"fieldset:has(input[name='activity-{slug}-{last}'])")
            other = fieldset.locator("input:not(:checked)").first
            expected = {**DRAFTS[slug], last: [str(other.get_attribute("value"))]}
            other.check()
        assert gallery.drafts(slug) == []
        gallery.page.clock.run_for(AFTER)
        assert gallery.drafts(slug) == [expected]


def test_a_preview_shows_the_wordings_of_a_draft(browser: Browser) -> None:
    with Gallery(browser, "bake-sale", drafts={"bake-sale": DRAFTS["bake-sale"]}) as gallery:
        preview = gallery.activity("bake-sale").get_by_role("figure").nth(1)
        expect(preview).to_contain_text("The money helps to pay for the Year 4 trip in July.")


def test_choices_made_in_one_go_are_one_draft(browser: Browser) -> None:
    with Gallery(browser, "where-it-goes") as gallery:
        gallery.stop_clock()
        for item, pile in ((CHESS, "ask"), (CHESS, "post"), (HALL, "keep")):
            gallery.choose("where-it-goes", f"item-{item}", pile)
            gallery.page.clock.run_for(AFTER - 50)
        gallery.page.clock.run_for(AFTER)
        chosen = {f"item-{CHESS}": ["post"], f"item-{HALL}": ["keep"]}
        assert gallery.drafts("where-it-goes") == [chosen]


def test_a_draft_goes_before_its_answer_and_none_after_it(browser: Browser) -> None:
    with Gallery(browser, "on-the-list", confidence=True) as gallery:
        gallery.stop_clock()
        gallery.fill("on-the-list", "a")
        gallery.choose("on-the-list", "confidence", "sure")
        gallery.check("on-the-list")
        gallery.page.clock.run_for(2 * AFTER)
        assert [content["kind"] for _, content in gallery.sent] == ["draft", "answer"]


def test_showing_an_answer_or_a_draft_sends_nothing(browser: Browser) -> None:
    with Gallery(
        browser,
        "on-the-list",
        "before-a-post",
        answered={"on-the-list": "a"},
        drafts={"before-a-post": DRAFTS["before-a-post"]},
    ) as gallery:
        gallery.page.wait_for_timeout(AFTER + 100)
        assert gallery.sent == []


def test_a_draft_goes_out_at_once_when_the_reader_turns_away(browser: Browser) -> None:
    with Gallery(browser, "on-the-list") as gallery:
        gallery.stop_clock()
        gallery.fill("on-the-list", "a")
        gallery.page.evaluate(
            """() => {
              Object.defineProperty(document, "visibilityState", {value: "hidden"});
              document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
        assert gallery.drafts("on-the-list") == [{"answer": ["a"]}]
        gallery.page.clock.run_for(2 * AFTER)
        assert len(gallery.drafts("on-the-list")) == 1


def test_a_draft_goes_out_at_once_when_the_page_is_left(browser: Browser) -> None:
    with Gallery(browser, "on-the-list") as gallery:
        gallery.stop_clock()
        gallery.fill("on-the-list", "a")
        gallery.page.evaluate("window.dispatchEvent(new Event('pagehide'))")
        assert gallery.drafts("on-the-list") == [{"answer": ["a"]}]


def test_what_is_filled_in_again_says_so_until_it_is_answered(browser: Browser) -> None:
    slug = "before-a-post"
    with Gallery(browser, slug, "on-the-list", drafts={slug: DRAFTS[slug]}) as gallery:
        recalled = gallery.page.get_by_text("Filled in as you left it.")
        expect(recalled).to_have_count(1)
        group = gallery.page.locator("fieldset").filter(has=recalled)
        described = group.get_attribute("aria-describedby") or ""
        assert recalled.get_attribute("id") in described.split()
        expect(group).to_have_accessible_description(re.compile("Not checked yet"))
        gallery.check(slug)
        expect(recalled).to_have_count(0)


def test_an_answer_on_record_stands_against_a_draft(browser: Browser) -> None:
    answered: dict[str, object] = {"on-the-list": "a", "before-a-post": STEPS[::-1]}
    with Gallery(
        browser,
        *answered,
        answered=answered,
        drafts={"on-the-list": {"answer": ["b"]}, "before-a-post": DRAFTS["before-a-post"]},
    ) as gallery:
        chosen = gallery.activity("on-the-list").get_by_role("radio", checked=True)
        expect(chosen).to_have_value("a")
        first = gallery.activity("before-a-post").locator("li[data-step]").first
        expect(first).to_have_attribute("data-step", STEPS[-1])


def test_a_draft_of_another_text_is_passed_over(browser: Browser) -> None:
    drafts = {
        "on-the-list": {"answer": ["z"], "gone": ["a"]},
        "before-a-post": {"order": ["a", "b"]},
        "a-message": {"step-2": on_page("a-message", ["told-everybody"])},
    }
    with Gallery(browser, *drafts, drafts=drafts) as gallery:
        assert gallery.page.get_by_role("radio", checked=True).count() == 0
        gallery.activity("before-a-post").get_by_role("button", name="Check my answer").click()
        expect(gallery.activity("before-a-post")).to_contain_text("Error: move the steps")


def test_a_draft_is_put_back_before_the_activity_stands_on_the_page(browser: Browser) -> None:
    with Gallery(browser, "on-the-list", drafts={"on-the-list": {"answer": ["b"]}}) as gallery:
        chosen = gallery.page.evaluate(
            """async () => {
              const { default: player } = await import("./player.js?detached");
              const place = document.createElement("div");
              player.render({ model: window.models.get("on-the-list"), el: place });
              return place.querySelector("input:checked")?.value;
            }"""
        )
        assert chosen == "b"
