"""What only one kind of activity does: moving steps, a preview, a document, a replay, sureness."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from readyroom.widgets.words import clause_views
from tests.gallery import Gallery, course

pytestmark = pytest.mark.browser

CHECK = "Check my answer"
SHUFFLED = [
    "Ask the families that have not answered",
    "Post it on the school page",
    "Look up each pupil in the register",
    "Write the words",
    "Choose the picture's description",
]
CHESS, NETBALL, LISTED, HALL = "s7151555", "s5b4ddf4", "sfb01798", "sd22806b"
IN_ORDER = ["sd49f110", "sd35d169", "sabd05d0", "s53da8c9", "s8782ccd"]


def steps(gallery: Gallery) -> list[str]:
    return gallery.activity("before-a-post").locator(".rr-step-words").all_inner_texts()


def test_a_step_is_moved_by_keyboard_and_the_focus_stays_on_the_button(browser: Browser) -> None:
    with Gallery(browser, "before-a-post") as gallery:
        assert steps(gallery) == SHUFFLED
        gallery.page.get_by_role("button", name=f"Move up: {SHUFFLED[2]}").focus()
        gallery.watch("[aria-live=polite]")
        gallery.page.keyboard.press("Enter")
        assert steps(gallery) == [SHUFFLED[0], SHUFFLED[2], SHUFFLED[1], *SHUFFLED[3:]]
        assert gallery.focus() == f"Move up: {SHUFFLED[2]}"
        assert gallery.said == ["Moved to position 2 of 5"]


def test_a_step_at_the_end_of_its_way_hands_the_focus_to_the_way_back(browser: Browser) -> None:
    with Gallery(browser, "before-a-post") as gallery:
        gallery.page.get_by_role("button", name=f"Move up: {SHUFFLED[1]}").focus()
        gallery.page.keyboard.press("Enter")
        assert gallery.focus() == f"Move down: {SHUFFLED[1]}"
        up = gallery.page.get_by_role("button", name=f"Move up: {SHUFFLED[1]}")
        expect(up).to_be_disabled()
        gallery.page.get_by_role("button", name=f"Move down: {SHUFFLED[3]}").focus()
        gallery.page.keyboard.press("Enter")
        assert gallery.focus() == f"Move up: {SHUFFLED[3]}"
        expect(up).to_be_disabled()


def test_two_moves_to_the_same_position_are_both_announced(browser: Browser) -> None:
    with Gallery(browser, "before-a-post") as gallery:
        gallery.watch("[aria-live=polite]")
        for step in SHUFFLED[2], SHUFFLED[1]:
            gallery.page.get_by_role("button", name=f"Move up: {step}").click()
        first, second = gallery.said
        assert first != second
        assert [words.replace("\N{NO-BREAK SPACE}", " ").strip() for words in (first, second)] == [
            "Moved to position 2 of 5"
        ] * 2


def test_the_button_stays_under_the_pointer_while_its_step_moves(browser: Browser) -> None:
    with Gallery(browser, "before-a-post") as gallery:
        button = gallery.page.get_by_role("button", name=f"Move down: {SHUFFLED[0]}")
        gallery.page.evaluate("document.querySelector('main').style.paddingBottom = '2000px'")
        button.scroll_into_view_if_needed()
        top = "button => button.getBoundingClientRect().top"
        before = button.evaluate(top)
        button.evaluate("button => { button.click(); button.click(); }")
        assert steps(gallery).index(SHUFFLED[0]) == 2
        assert abs(button.evaluate(top) - before) <= 1


def test_steps_that_were_never_moved_are_no_answer(browser: Browser) -> None:
    with Gallery(browser, "before-a-post") as gallery:
        section = gallery.activity("before-a-post")
        section.get_by_role("button", name=CHECK).click()
        expect(section.get_by_role("group")).to_have_accessible_description(
            re.compile("Error: move the steps into their order")
        )
        assert gallery.sent == []


def test_an_order_is_shown_with_the_place_of_each_step_and_the_right_order(
    browser: Browser,
) -> None:
    response = [IN_ORDER[1], IN_ORDER[0], *IN_ORDER[2:]]
    with Gallery(browser, "before-a-post", answered={"before-a-post": response}) as gallery:
        section = gallery.activity("before-a-post")
        assert section.locator("li[data-step] .rr-tag").all_inner_texts() == [
            "Comes second",
            "Comes first",
            *["In the right place"] * 3,
        ]
        expect(section.get_by_text("The register comes first, because")).to_be_visible()
        right = section.get_by_role("status").get_by_role("list").first
        assert right.get_by_role("listitem").all_inner_texts()[:2] == [SHUFFLED[2], SHUFFLED[0]]


def test_steps_that_may_change_places_are_both_in_the_right_place(browser: Browser) -> None:
    response = [IN_ORDER[1], IN_ORDER[0], IN_ORDER[3], IN_ORDER[2], IN_ORDER[4]]
    with Gallery(browser, "before-a-post", answered={"before-a-post": response}) as gallery:
        tags = gallery.activity("before-a-post").locator("li[data-step] .rr-tag")
        assert tags.all_inner_texts()[2:] == ["In the right place"] * 3


def test_a_sorted_thing_is_told_where_it_belongs_and_why(browser: Browser) -> None:
    response = {CHESS: "post", NETBALL: "post", LISTED: "keep", HALL: "post"}
    with Gallery(browser, "where-it-goes", answered={"where-it-goes": response}) as gallery:
        section = gallery.activity("where-it-goes")
        wrong = section.get_by_role("group", name="Netball, and one family has not answered")
        expect(wrong.get_by_text("Not right. The right answer: Ask first")).to_be_visible()
        expect(wrong.get_by_text("No answer is no permission. Ask that family.")).to_be_visible()
        expect(wrong.get_by_role("radio", name="Post it")).to_be_checked()
        assert section.get_by_text("Right", exact=True).count() == 3
        expect(section.get_by_role("status")).to_contain_text("3 of 4 right.")


@pytest.mark.parametrize(("width", "lines"), [(390, 3), (1280, 1)])
def test_piles_lie_side_by_side_only_where_there_is_room(
    browser: Browser, width: int, lines: int
) -> None:
    with Gallery(browser, "where-it-goes", width=width) as gallery:
        labels = gallery.activity("where-it-goes").locator("fieldset").first.locator("label")
        tops = {round(box["y"]) for label in labels.all() if (box := label.bounding_box())}
        assert len(tops) == lines


def test_the_preview_follows_each_wording_and_is_not_announced(browser: Browser) -> None:
    with Gallery(browser, "bake-sale") as gallery:
        section = gallery.activity("bake-sale")
        draft, preview = section.get_by_role("figure").all()
        before = draft.inner_text()
        expect(preview).to_contain_text("Freya Lindqvist of Year 4 baked the winning cake.")
        gallery.choose("bake-sale", "spot-thanks", "b")
        expect(preview).to_contain_text("What a day! A pupil in Year 4 baked the winning cake. The")
        assert draft.inner_text() == before
        assert preview.evaluate("e => e.closest('[aria-live], [role=status], [role=log]')") is None


def test_a_draft_is_shown_as_the_post_that_it_would_be(browser: Browser) -> None:
    with Gallery(browser, "bake-sale") as gallery:
        expect(gallery.activity("bake-sale").get_by_role("figure").first).to_match_aria_snapshot(
            """
            - figure:
              - text: Post by Ash Tree School
              - blockquote: /What a day! Passage 1 Freya Lindqvist .* Passage 2 The money pays/
            """
        )


def test_a_wording_gets_its_remark_and_the_good_ones_are_named(browser: Browser) -> None:
    response = {"thanks": "a", "reason": "c"}
    with Gallery(browser, "bake-sale", answered={"bake-sale": response}) as gallery:
        section = gallery.activity("bake-sale")
        first = section.get_by_role("group", name="Passage 1: how do you put it?")
        assert first.locator(".rr-tag").all_inner_texts() == [
            "Your wording, but not a good one",
            "A good wording",
        ]
        expect(
            first.get_by_role("radio", name=re.compile("as in the draft"))
        ).to_have_accessible_description(re.compile("This names a pupil in full"))
        second = section.get_by_role("group", name="Passage 2: how do you put it?")
        assert second.locator(".rr-tag").all_inner_texts() == [
            "A good wording",
            "Your wording, and a good one",
        ]


def test_an_application_is_a_list_of_points_with_a_question_for_each(browser: Browser) -> None:
    with Gallery(browser, "hill-road") as gallery:
        section = gallery.activity("hill-road")
        assert section.locator("dl > div > dt").all_inner_texts() == [
            "What it is for",
            "Who runs it",
            "How pictures are cleared",
        ]
        blank = section.locator("dl > div").nth(2)
        expect(blank.get_by_text("Left blank")).to_be_visible()
        assert blank.get_by_role("radio").count() == 2
        expect(section.get_by_text("@HillRoadReads")).to_be_visible()


def test_a_point_that_was_misread_is_told_so_beside_it(browser: Browser) -> None:
    response = {
        "decision": "ready",
        "purpose": "enough",
        "runners": "enough",
        "images": "lacking",
    }
    with Gallery(browser, "hill-road", answered={"hill-road": response}) as gallery:
        point = gallery.activity("hill-road").locator("dl > div").nth(1)
        expect(point.get_by_text("Not right. The right answer: Something is")).to_be_visible()
        expect(point.get_by_text("Two people run an account")).to_be_visible()
        decision = gallery.activity("hill-road").get_by_role("group", name="What do you do with")
        assert decision.locator(".rr-tag").all_inner_texts() == [
            "Your answer, but not right",
            "The right answer",
        ]


def test_what_would_have_to_change_is_asked_and_explained(browser: Browser) -> None:
    response = {"decision": "do-not-publish", "reason": "IMG-1", "change": "c"}
    with Gallery(browser, "prize-day", answered={"prize-day": response}) as gallery:
        question = gallery.activity("prize-day").get_by_role("group", name="What would have to")
        assert question.locator(".rr-tag").all_inner_texts() == [
            "The right answer",
            "Your answer, but not right",
        ]
        expect(question.get_by_text("did not say yes to the newsletter either")).to_be_visible()


def test_a_story_that_is_over_tells_what_was_done_what_it_led_to_and_the_clause(
    browser: Browser,
) -> None:
    walk = ["taken-down", "told-everybody"]
    with Gallery(browser, "a-message", answered={"a-message": walk}) as gallery:
        good, bad = gallery.activity("a-message").locator(".rr-replay > li").all()
        expect(good).to_contain_text("Take the picture down and thank him A good choice")
        expect(good.get_by_text("Anyone may ask not to be filmed")).to_be_hidden()
        expect(good.get_by_text("Where is the picture gone?")).to_be_hidden()
        expect(bad).to_contain_text("Answer that Ellie asked for it A serious mistake")
        expect(bad.get_by_text("Now everybody knows")).to_be_visible()
        expect(bad.get_by_text("keeps private matters out")).to_be_visible()


def test_a_story_that_ends_tells_each_step_once_in_the_order_of_the_way(browser: Browser) -> None:
    with Gallery(browser, "a-message") as gallery:
        section = gallery.activity("a-message")
        gallery.choose("a-message", "step-1", "taken-down")
        gallery.check("a-message")
        gallery.watch("[role=status]")
        gallery.choose("a-message", "step-2", "told-everybody")
        gallery.check("a-message")
        (said,) = gallery.said
        assert said.startswith("A serious mistake")
        assert "The way you took" not in said
        words = section.evaluate("section => section.textContent")
        in_order = (
            "Lovely picture of the choir!",
            "The way you took",
            "Take the picture down and thank him",
            "Where is the picture gone?",
            "You chose: Answer that Ellie asked for it",
            "Now everybody knows",
            "The story ended in a serious mistake",
        )
        assert [words.count(one) for one in in_order] == [1] * len(in_order)
        assert sorted(in_order, key=words.index) == list(in_order)


def test_what_a_choice_led_to_is_told_as_story_with_the_verdict_and_the_rules_apart(
    browser: Browser,
) -> None:
    with Gallery(browser, "a-message") as gallery:
        section = gallery.activity("a-message")
        gallery.choose("a-message", "step-1", "taken-down")
        section.get_by_role("button", name="Do this").click()
        status = section.get_by_role("status")
        expect(status.locator(".rr-box")).to_have_text("A good choice")
        expect(status.locator("> .rr-words")).to_contain_text("Where is the picture gone?")
        rules = section.locator(".rr-rules details")
        expect(rules).not_to_have_attribute("open", "")
        rules.locator("summary").click()
        expect(rules.get_by_text("Anyone may ask not to be filmed")).to_be_visible()
        below = "([a, b]) => a.getBoundingClientRect().bottom <= b.getBoundingClientRect().top"
        ahead = section.get_by_role("group", name="What do you do next?").element_handle()
        assert gallery.page.evaluate(below, [rules.element_handle(), ahead])


def test_how_sure_one_is_may_be_left_out(browser: Browser) -> None:
    with Gallery(browser, "on-the-list", confidence=True) as gallery:
        gallery.fill("on-the-list", "b")
        gallery.check("on-the-list")
        assert gallery.answers("on-the-list") == [{"kind": "answer", "response": "b"}]
        section = gallery.activity("on-the-list")
        expect(section.get_by_role("group", name="How sure are you?")).to_have_count(0)
        expect(section.get_by_text("How sure you were")).to_have_count(0)


def test_who_was_sure_of_a_wrong_answer_gets_the_fuller_explanation(browser: Browser) -> None:
    with Gallery(browser, "on-the-list", confidence=True) as gallery:
        gallery.fill("on-the-list", "b")
        gallery.choose("on-the-list", "confidence", "sure")
        gallery.check("on-the-list")
        assert gallery.answers("on-the-list") == [
            {"kind": "answer", "response": "b", "confidence": "sure"}
        ]
        status = gallery.activity("on-the-list").get_by_role("status")
        expect(status.locator(".rr-sureness")).to_contain_text("worth a second look")
        expect(status.locator(".rr-sureness")).to_contain_text("A trophy shows nobody.")
        assert gallery.focus() == "Your answer is saved. How sure you were: sure."


def test_a_story_does_not_ask_how_sure_one_is(browser: Browser) -> None:
    with Gallery(browser, "a-message", confidence=True) as gallery:
        assert gallery.page.get_by_text("How sure are you?").count() == 0


@pytest.mark.parametrize(("count", "folded"), [(4, 0), (5, 1)])
def test_more_than_a_few_rules_are_folded_away(browser: Browser, count: int, folded: int) -> None:
    policy = course().policy
    with Gallery(browser, "on-the-list") as gallery:
        state: Any = gallery.state("on-the-list", "b")
        state["feedback"]["clauses"] = clause_views(policy, [c.id for c in policy.clauses[:count]])
        gallery.page.evaluate(
            """([slug, state]) => {
              const model = window.models.get(slug);
              model.set("view", { ...model.get("view"), state });
            }""",
            ["on-the-list", state],
        )
        rules = gallery.activity("on-the-list").locator(".rr-rules")
        assert rules.locator("details:not([open])").count() == folded
        assert rules.locator("[data-clause]").count() == count
        expect(rules.locator("[data-clause]").first).to_be_visible(visible=not folded)
        assert gallery.faults() == []
