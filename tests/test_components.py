"""Every kind of activity in a browser: for a keyboard, a screen reader, a phone, a printer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from readyroom.play.keys import Response, activity_key, right_response
from tests.gallery import Gallery, course
from tests.learner import CHECK

pytestmark = pytest.mark.browser

ONE_OF_EACH = (
    "a-message",
    "prize-day",
    "where-it-goes",
    "before-a-post",
    "bake-sale",
    "hill-road",
    "on-the-list",
)
CHESS, NETBALL, LISTED, HALL = "s7151555", "s5b4ddf4", "sfb01798", "sd22806b"
HALF_RIGHT: dict[str, object] = {
    "a-message": ["taken-down", "told-everybody"],
    "prize-day": {"decision": "do-not-publish", "reason": "IMG-2", "change": "c"},
    "where-it-goes": {CHESS: "post", NETBALL: "post", LISTED: "keep", HALL: "ask"},
    "before-a-post": ["sd49f110", "sabd05d0", "sd35d169", "s53da8c9", "s8782ccd"],
    "bake-sale": {"thanks": "a", "reason": "c"},
    "hill-road": {
        "decision": "send-back",
        "purpose": "lacking",
        "runners": "lacking",
        "images": "lacking",
    },
    "on-the-list": "b",
}
SURE = "How sure are you?"
STOPS = {
    "prize-day": [
        "Describe this picture in words",
        "Consent register, Year 5",
        "What do you do with this picture?",
        "Which rule decides it?",
        "What would have to change before it can be published?",
        SURE,
    ],
    "where-it-goes": [
        "Netball, and one family has not answered",
        "Chess club, and every family said yes to the school page",
        "The empty hall after the fair",
        "A pupil on the do-not-publish list, smiling",
        SURE,
    ],
    "bake-sale": ["Passage 1: how do you put it?", "Passage 2: how do you put it?", SURE],
    "hill-road": [
        "What it is for: Does it say enough?",
        "Who runs it: Does it say enough?",
        "How pictures are cleared: Does it say enough?",
        "What do you do with the application?",
        SURE,
    ],
    "on-the-list": ["Which picture goes on the school page?", SURE],
}


def right(slug: str) -> Response:
    activities = {a.slug: a for module in course().modules for a in module.activities}
    return right_response(activity_key(activities[slug]))


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 320)], ids=["light-wide", "dark-narrow"]
)
def test_nothing_stands_in_the_way_before_during_and_after_an_answer(
    browser: Browser, scheme: str, width: int
) -> None:
    with Gallery(
        browser, *ONE_OF_EACH, width=width, confidence=True, color_scheme=scheme
    ) as gallery:
        assert gallery.faults() == []
        for slug in ONE_OF_EACH:
            gallery.activity(slug).get_by_role("button", name=CHECK).click()
        assert gallery.page.get_by_text("Error: ").count() == 16
        assert gallery.faults() == []
    with Gallery(
        browser, *ONE_OF_EACH, width=width, answered=HALF_RIGHT, color_scheme=scheme
    ) as gallery:
        assert gallery.page.locator("[data-done=true]").count() == len(ONE_OF_EACH)
        assert gallery.faults() == []


@pytest.mark.parametrize("slug", STOPS)
def test_each_question_is_one_stop_of_the_tab_key_and_is_answered_without_a_mouse(
    browser: Browser, slug: str
) -> None:
    with Gallery(browser, slug, confidence=True) as gallery:
        for question in STOPS[slug]:
            assert gallery.tab() == question
            if gallery.page.evaluate("document.activeElement.type") == "radio":
                gallery.page.keyboard.press("Space")
        assert gallery.tab() == "Check my answer"
        gallery.page.keyboard.press("Enter")
        gallery.activity(slug).locator(".rr-verdict").wait_for()
        (answer,) = gallery.answers(slug)
        assert answer["confidence"] == "sure"


@pytest.mark.parametrize("slug", STOPS)
def test_a_group_is_called_by_its_question(browser: Browser, slug: str) -> None:
    with Gallery(browser, slug, confidence=True) as gallery:
        questions = STOPS[slug][2:] if slug == "prize-day" else STOPS[slug]
        groups = gallery.activity(slug).locator("fieldset")
        assert groups.count() == len(questions)
        for question in questions:
            group = gallery.activity(slug).get_by_role("group", name=question, exact=True)
            assert group.get_by_role("radio").count() >= 2


@pytest.mark.parametrize("slug", ONE_OF_EACH)
def test_feedback_is_announced_once_and_the_focus_stays_where_the_button_was(
    browser: Browser, slug: str
) -> None:
    with Gallery(browser, slug) as gallery:
        gallery.fill(slug, HALF_RIGHT[slug])
        gallery.watch("[role=status]")
        gallery.check(slug)
        (said,) = gallery.said
        if slug == "a-message":
            assert said.startswith("A good choice")
            assert gallery.focus() == "You chose: Take the picture down and thank him"
        else:
            assert said.startswith(("Partly right", "Not right"))
            assert gallery.focus() == "Your answer is saved."
            assert gallery.answers(slug) == [{"kind": "answer", "response": HALF_RIGHT[slug]}]


@pytest.mark.parametrize("slug", STOPS)
def test_what_is_missing_is_told_at_the_first_open_question_with_how_many_are(
    browser: Browser, slug: str
) -> None:
    with Gallery(browser, slug) as gallery:
        section = gallery.activity(slug)
        section.get_by_role("button", name=CHECK).click()
        groups = section.locator("fieldset")
        count = groups.count()
        for n in range(count):
            group = groups.nth(n)
            error = section.locator("#" + str(group.get_attribute("aria-describedby")).split()[-1])
            tail = f" ({count} of {count} are still open)" if n == 0 and count > 1 else ""
            expect(error).to_have_text(re.compile(rf"^Error: choose [a-z, ]+{re.escape(tail)}$"))
        assert groups.nth(0).evaluate("group => group.contains(document.activeElement)")
        assert gallery.sent == []
        gallery.page.keyboard.press("Space")
        expect(groups.nth(0)).not_to_have_class(re.compile("rr-bad"))
        expect(groups.nth(0).get_by_text("Error:")).to_have_count(0)


@pytest.mark.parametrize("slug", ONE_OF_EACH)
def test_a_right_answer_is_shown_as_right_and_asks_for_nothing_more(
    browser: Browser, slug: str
) -> None:
    with Gallery(browser, slug, answered={slug: right(slug)}) as gallery:
        section = gallery.activity(slug)
        expect(section.locator(".rr-box.rr-right .rr-verdict")).to_contain_text("Right")
        assert section.locator(".rr-missed, .rr-note.rr-wrong").count() == 0
        assert section.locator("input:enabled, button").count() == 0
        assert section.get_by_role("status").locator(".rr-box").count() == 1


def test_an_answer_that_is_refused_can_be_given_again(browser: Browser) -> None:
    refusal: dict[str, object] = {"code": "bad-response", "error": "Choose one of the two."}
    with Gallery(browser, "on-the-list", refusal=refusal) as gallery:
        gallery.fill("on-the-list", "a")
        gallery.check("on-the-list")
        status = gallery.activity("on-the-list").get_by_role("status")
        expect(status).to_have_text("Choose one of the two.")
        gallery.check("on-the-list")
        assert len(gallery.answers("on-the-list")) == 2


def test_a_picture_has_a_name_and_a_description_in_words(browser: Browser) -> None:
    with Gallery(browser, "prize-day") as gallery:
        section = gallery.activity("prize-day")
        assert len(str(section.get_by_role("img").get_attribute("aria-label"))) > 20
        section.get_by_text("Describe this picture in words").click()
        expect(section.get_by_text("one with short brown hair, in a blue T-shirt")).to_be_visible()


def test_a_message_is_shown_with_who_wrote_it_and_when(browser: Browser) -> None:
    with Gallery(browser, "a-message") as gallery:
        expect(gallery.activity("a-message").get_by_role("figure")).to_match_aria_snapshot(
            """
            - figure:
              - text: Message from Tom Aldous 12:31
              - blockquote:
                - paragraph: /Lovely picture of the choir!/
            """
        )


def test_a_message_that_follows_a_question_is_read_before_it(browser: Browser) -> None:
    with Gallery(browser, "on-the-list") as gallery:
        section = gallery.activity("on-the-list")
        expect(section.get_by_role("group").first).to_have_accessible_name(
            "Which picture goes on the school page?"
        )
        words = section.inner_text()
        assert words.index("Can we show the winner?") < words.index("Which picture goes on")


def test_colours_that_the_reader_has_chosen_are_left_alone(browser: Browser) -> None:
    with Gallery(
        browser, "on-the-list", answered={"on-the-list": "b"}, forced_colors="active"
    ) as gallery:
        section = gallery.activity("on-the-list")
        assert section.locator("input").first.evaluate("e => getComputedStyle(e).appearance") == (
            "auto"
        )
        assert section.locator(".rr-icon path").evaluate(
            "path => getComputedStyle(path).stroke"
        ) == section.evaluate("e => getComputedStyle(e).color")


def test_an_open_activity_is_printed_to_be_filled_in_by_pen(browser: Browser) -> None:
    with Gallery(browser, *ONE_OF_EACH, confidence=True) as gallery:
        gallery.page.emulate_media(media="print")
        assert gallery.page.locator("button:visible").count() == 0
        expect(gallery.page.get_by_role("radio").first).to_be_visible()
        box = gallery.page.locator("li[data-step]").first.evaluate(
            "step => { const box = getComputedStyle(step, '::before');"
            " return [box.content, box.borderTopStyle]; }"
        )
        assert box == ['""', "solid"]


def test_an_answered_activity_is_printed_with_what_was_said_of_it(browser: Browser) -> None:
    with Gallery(browser, *ONE_OF_EACH, answered=HALF_RIGHT) as gallery:
        gallery.page.emulate_media(media="print")
        for slug in ONE_OF_EACH:
            expect(gallery.activity(slug).locator(".rr-verdict").last).to_be_visible()
        assert gallery.page.locator(".rr-option input:checked").first.evaluate(
            "e => getComputedStyle(e).printColorAdjust"
        ) == ("exact")
        assert gallery.page.locator("li[data-step]").first.evaluate(
            "step => getComputedStyle(step, '::before').content"
        ) == ("counter(step)")
