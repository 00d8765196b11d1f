"""What a reader is told of an answer, where on the page, and what a screen reader says of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.gallery import Gallery
from tests.learner import CHECK
from tests.test_components import CHESS, HALL, LISTED, NETBALL, STOPS

pytestmark = pytest.mark.browser

ONE_WRONG = {CHESS: "post", NETBALL: "post", LISTED: "keep", HALL: "post"}
SEVEN_WRONG = """async () => {
  const model = window.models.get("where-it-goes");
  const view = model.get("view");
  const items = [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `thing-${n}`, html: `Thing ${n}` }));
  const all = (value) => Object.fromEntries(items.map(({ id }) => [id, value]));
  const feedback = { correct: false, score: 0, points: 1, heading: "Not right", html: [],
    clauses: [], items: all({ right: "keep", html: "" }) };
  const state = { response: all("post"), done: true, feedback };
  const { default: player } = await import("/player.js?seven");
  const place = document.querySelector("main").appendChild(document.createElement("div"));
  const seven = new model.constructor({ view: { ...view, slug: "seven", items, state } });
  player.render({ model: seven, el: place });
}"""
TOP = "element => element.getBoundingClientRect().top"


def test_a_wrong_answer_is_told_with_the_right_one(browser: Browser) -> None:
    with Gallery(browser, "on-the-list", answered={"on-the-list": "b"}) as gallery:
        status = gallery.activity("on-the-list").get_by_role("status")
        expect(status).to_contain_text("Not right 0 of 1 point")
        expect(status).to_contain_text("The right answer: The trophy on its own")


def test_a_right_answer_is_not_told_twice(browser: Browser) -> None:
    with Gallery(browser, "on-the-list", answered={"on-the-list": "a"}) as gallery:
        status = gallery.activity("on-the-list").get_by_role("status")
        expect(status).not_to_contain_text("The right answer")


def test_a_misjudged_picture_is_told_with_what_would_have_been_right(browser: Browser) -> None:
    response = {"decision": "do-not-publish", "reason": "IMG-2", "change": "c"}
    with Gallery(browser, "prize-day", answered={"prize-day": response}) as gallery:
        section = gallery.activity("prize-day")
        told = section.get_by_role("status")
        expect(told).to_contain_text("The right answer:")
        change = section.get_by_role("group", name="What would have to change")
        for question in (section.get_by_role("group", name="Which rule decides it?"), change):
            right = question.locator(".rr-option.rr-right label").inner_text()
            expect(told).to_contain_text(right)
        expect(told).not_to_contain_text("Do not publish it")


@pytest.mark.parametrize("slug", ["on-the-list", "prize-day"])
def test_the_rules_stand_right_below_what_is_announced(browser: Browser, slug: str) -> None:
    response: dict[str, object] = {
        "on-the-list": "b",
        "prize-day": {"decision": "publish", "reason": "none", "change": "none"},
    }
    with Gallery(browser, slug, answered={slug: response[slug]}) as gallery:
        section = gallery.activity(slug)
        assert section.get_by_role("status").locator("[data-clause]").count() == 0
        assert section.locator("[role=status] + .rr-rules [data-clause]").count() >= 1


@pytest.mark.parametrize("slug", [*STOPS, "a-message"])
def test_each_button_says_which_question_it_belongs_to(browser: Browser, slug: str) -> None:
    with Gallery(browser, slug) as gallery:
        section = gallery.activity(slug)
        expect(section.get_by_role("button", name=CHECK)).to_have_accessible_description(
            section.locator(".rr-title").inner_text().replace("\n", " ")
        )


@pytest.mark.parametrize("slug", [*STOPS, "before-a-post"])
def test_the_error_is_read_out_at_the_control_that_has_the_focus(
    browser: Browser, slug: str
) -> None:
    with Gallery(browser, slug) as gallery:
        section = gallery.activity(slug)
        section.get_by_role("button", name=CHECK).click()
        focused = section.locator(":focus")
        expect(focused).to_have_attribute("aria-invalid", "true")
        assert section.locator(f"#{focused.get_attribute('aria-describedby')}").inner_text() == (
            section.locator(".rr-error:visible").first.inner_text()
        )
        group = section.locator("fieldset").first
        gallery.page.keyboard.press("Space")
        expect(group.locator("[aria-invalid]")).to_have_count(0)
        expect(group.locator(":is(input, button)[aria-describedby]")).to_have_count(0)


def test_the_caption_of_a_picture_does_not_hold_its_description(browser: Browser) -> None:
    with Gallery(browser, "prize-day") as gallery:
        picture = gallery.activity("prize-day").locator("figure.rr-picture")
        expect(picture.locator("> figcaption")).to_have_text(
            "A drawn picture. Nobody in it is real."
        )
        expect(picture.locator("> details")).to_have_count(1)


def test_what_was_not_right_is_named_with_a_link_to_it(browser: Browser) -> None:
    with Gallery(browser, "where-it-goes", answered={"where-it-goes": ONE_WRONG}) as gallery:
        section = gallery.activity("where-it-goes")
        named = section.get_by_role("status").get_by_role("link")
        expect(named).to_have_text(["Netball, and one family has not answered"])
        assert leads_to(gallery, named).startswith("Netball, and one family has not answered")


def test_steps_that_stand_in_the_wrong_place_are_named_with_links(browser: Browser) -> None:
    response = ["sd35d169", "sd49f110", "sabd05d0", "s53da8c9", "s8782ccd"]
    with Gallery(browser, "before-a-post", answered={"before-a-post": response}) as gallery:
        section = gallery.activity("before-a-post")
        named = section.get_by_role("status").get_by_role("link")
        assert named.count() == section.locator("li[data-step].rr-missed").count() == 2
        assert leads_to(gallery, named.first).startswith(named.first.inner_text())


def test_of_many_that_were_not_right_the_first_five_are_named(browser: Browser) -> None:
    with Gallery(browser, "where-it-goes") as gallery:
        gallery.page.evaluate(SEVEN_WRONG)
        status = gallery.activity("seven").get_by_role("status")
        expect(status.get_by_role("link")).to_have_text([f"Thing {n}" for n in range(1, 6)])
        expect(status).to_contain_text("and 2 more")


def test_a_review_names_the_decision_and_the_points_that_were_not_right(browser: Browser) -> None:
    response = {"decision": "ready", "purpose": "enough", "runners": "enough", "images": "lacking"}
    with Gallery(browser, "hill-road", answered={"hill-road": response}) as gallery:
        status = gallery.activity("hill-road").get_by_role("status")
        expect(status.get_by_role("link")).to_have_text(
            ["What you do with the application", "Who runs it"]
        )
        expect(status).to_contain_text("2 of 3 right.")


def leads_to(gallery: Gallery, link: Locator) -> str:
    """The words of what a link leads to."""
    target = gallery.page.locator(str(link.get_attribute("href")))
    link.click()
    expect(target).to_be_in_viewport()
    return target.inner_text()


def test_a_verdict_below_the_fold_is_brought_into_sight(browser: Browser) -> None:
    with Gallery(browser, "where-it-goes", reduced_motion="reduce") as gallery:
        button = answer_with_the_button_at(gallery, 780)
        done = gallery.page.get_by_text("Your answer is saved.")
        assert button == pytest.approx(780, abs=2)
        assert 0 < done.evaluate(TOP) < 844 / 3


def test_a_verdict_in_sight_stays_where_it_is(browser: Browser) -> None:
    with Gallery(browser, "where-it-goes", reduced_motion="reduce") as gallery:
        button = answer_with_the_button_at(gallery, 350)
        done = gallery.page.get_by_text("Your answer is saved.")
        assert done.evaluate(TOP) == pytest.approx(button, abs=2)


def answer_with_the_button_at(gallery: Gallery, height: int) -> float:
    """Answers the sorting with its button that far down the window; where it stood."""
    gallery.fill("where-it-goes", ONE_WRONG)
    gallery.page.evaluate("document.querySelector('main').style.paddingBottom = '2000px'")
    button = gallery.activity("where-it-goes").get_by_role("button", name=CHECK)
    button.evaluate(
        "(button, height) => scrollBy(0, button.getBoundingClientRect().top - height)", height
    )
    stood = float(button.evaluate(TOP))
    button.press("Enter")
    gallery.activity("where-it-goes").locator(".rr-verdict").wait_for()
    return stood
