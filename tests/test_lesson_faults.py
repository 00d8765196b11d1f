"""What a lesson's page does when the server, its kernel or another tab gets in its way."""

from __future__ import annotations

import json
import re
import time

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect

from tests.learner import PATIENCE, Learner
from tests.served import Served
from tests.whole_course import ASKED, KEYS

pytestmark = pytest.mark.browser

CUT_BEFORE_CONFIG = "cutAfter(config); config.remove();"
APOLOGY = """
const apology = document.createElement("div");
apology.className = "warning cell-failed";
apology.textContent = "The kernel stopped.";
main.append(apology);
"""
CHANNELS = re.compile(r"/api/kernels/[0-9a-f-]+/channels")
STATUS = re.compile(r"/api/kernels/[0-9a-f-]+$")
DEAF = """
const Line = window.WebSocket;
window.WebSocket = class extends Line {
  constructor(url) { super(String(url).replace("/channels", "/nowhere")); }
};
"""


def open_changed(learner: Learner, change: str) -> Page:
    """Opens the lesson with its document changed before any script of it runs.

    (A page that the test itself delivers would not do: browsers let none of those open a line.)
    """
    learner.page.add_init_script(
        f"""document.addEventListener("readystatechange", () => {{
          if (document.readyState !== "interactive") return;
          const main = document.querySelector("main");
          const config = document.querySelector("#lesson-config");
          const outputs = [...document.querySelectorAll("script.cell-output")];
          const cutAfter = (last) => {{
            while (last.nextSibling) last.nextSibling.remove();
            document.querySelector(".foot").remove();
          }};
          {change}
        }});"""
    )
    learner.page.goto(f"{learner.served.url}/learn/pictures")
    return learner.page


def expect_failed(page: Page) -> None:
    page.wait_for_selector('html[data-lesson="failed"]', timeout=PATIENCE, state="attached")
    assert page.locator("#boot").text_content() == ""


def refuse_answers(page: Page, code: str, error: str, **known: object) -> None:
    """Lets the kernel's page hear a refusal in place of every mark."""

    def on_line(line: WebSocketRoute) -> None:
        kernel = line.connect_to_server()

        def to_page(data: str | bytes) -> None:
            message = json.loads(data)
            inside = message.get("content", {}).get("data", {})
            told = inside.get("content") if isinstance(inside, dict) else None
            if isinstance(told, dict) and told.get("kind") == "marked":
                refusal = {"kind": "refused", "id": told["id"], "code": code, "error": error}
                message["content"]["data"]["content"] = refusal | known
                line.send(json.dumps(message))
            elif not (isinstance(inside, dict) and inside.get("method") == "update"):
                line.send(data)

        kernel.on_message(to_page)

    page.route_web_socket(CHANNELS, on_line)


def test_a_page_that_broke_off_before_its_kernel_offers_a_reload(
    browser: Browser, served: Served
) -> None:
    with Learner(browser, served, "amira-shah") as amira:
        page = open_changed(amira, CUT_BEFORE_CONFIG)
        expect_failed(page)
        notice = page.locator("#notice")
        expect(notice).to_contain_text("could not be shown")
        expect(notice.get_by_role("button", name="Reload the page")).to_be_visible()


def test_a_page_with_its_own_words_for_a_failure_says_nothing_else(
    browser: Browser, served: Served
) -> None:
    with Learner(browser, served, "amira-shah") as amira:
        page = open_changed(amira, CUT_BEFORE_CONFIG + APOLOGY)
        expect_failed(page)
        expect(page.get_by_text("The kernel stopped.")).to_be_visible()
        assert page.locator("#notice").inner_text() == ""


def test_a_page_cut_short_after_some_activities_shows_those_and_is_not_called_ready(
    browser: Browser, served: Served
) -> None:
    with Learner(browser, served, "amira-shah") as amira:
        page = open_changed(amira, "cutAfter(outputs[1]);")
        expect_failed(page)
        expect(page.locator("#notice")).to_contain_text("tell the Central Support Team")
        assert page.locator("section.rr").count() == 2


def test_a_part_that_arrived_broken_is_told_in_its_place(browser: Browser, served: Served) -> None:
    with Learner(browser, served, "amira-shah") as amira:
        page = open_changed(amira, "outputs[0].textContent = outputs[0].textContent.slice(0, 50);")
        expect_failed(page)
        part = page.locator(".cell-failed")
        expect(part).to_contain_text("tell the Central Support Team")
        # All activities but the first, and the summary.
        assert page.locator("section.rr").count() == ASKED["pictures"]
        amira.troubles.clear()  # the page notes what it could not read


def test_a_page_whose_kernel_is_gone_before_it_is_ready_does_not_wait_for_ever(
    browser: Browser, served: Served
) -> None:
    lost = """
    const told = JSON.parse(config.textContent);
    const kernelId = "00000000-0000-4000-8000-000000000000";
    config.textContent = JSON.stringify({ ...told, kernelId });
    """
    with Learner(browser, served, "amira-shah") as amira:
        page = open_changed(amira, lost)
        expect_failed(page)
        expect(page.locator("#notice")).to_contain_text("lost its place")
        amira.troubles.clear()  # the browser notes the handshakes that failed


@pytest.mark.parametrize(("status", "gone"), [(200, False), (302, True), (401, True), (404, True)])
def test_a_line_that_cannot_be_made_is_given_up_only_when_the_server_disowns_the_kernel(
    browser: Browser, served: Served, status: int, gone: bool
) -> None:
    asked: list[float] = []

    def answer(route: Route) -> None:
        asked.append(time.monotonic())
        route.fulfill(status=status, headers={"Location": "/sign-in"}, body="{}")

    with Learner(browser, served, "tom-okoro") as tom:
        tom.page.route(STATUS, answer)
        tom.page.add_init_script(DEAF)
        tom.page.goto(f"{served.url}/learn/pictures")
        if gone:
            expect_failed(tom.page)
            expect(tom.page.locator("#notice")).to_contain_text("lost its place")
        else:
            tom.page.wait_for_timeout(5000)
            assert len(asked) >= 2
            assert tom.page.locator("html").get_attribute("data-lesson") == "loading"
            assert tom.page.locator("#notice").inner_text() == ""
        tom.troubles.clear()


def test_a_lesson_opened_elsewhere_says_so_and_does_not_take_the_line_back(
    browser: Browser, served: Served
) -> None:
    lines: list[WebSocketRoute] = []

    def on_line(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    with Learner(browser, served, "nina-frost") as nina:
        nina.page.route_web_socket(CHANNELS, on_line)
        nina.open("pictures")
        lines[0].close(code=4001, reason="opened elsewhere")
        notice = nina.page.locator("#notice")
        expect(notice).to_contain_text("in another tab or on another device")
        expect(notice.get_by_role("button", name="Reload the page")).to_be_visible()
        nina.page.wait_for_timeout(2500)
        assert len(lines) == 1
        assert nina.page.locator("#save").inner_text() == ""


def test_an_answer_given_on_another_page_shows_there_with_how_far_one_is(
    browser: Browser, served: Served
) -> None:
    with (
        Learner(browser, served, "greta-lind") as first,
        Learner(browser, served, "greta-lind") as second,
    ):
        first.open("pictures")
        second.open("pictures")
        slug = first.a_question()
        one, other = KEYS["pictures"].activity(slug).options[:2]
        first.answer(slug, one)
        second.choose(slug, other)
        section = second.activity(slug)
        section.get_by_role("button", name="Check my answer").click()
        expect(section).to_contain_text("You answered this before.")
        assert section.locator("input:checked").get_attribute("value") == one
        of = len(second.asked())
        expect(second.page.locator("#progress-words")).to_have_text(f"1 of {of} answered")
        expect(second.page.locator("#summary")).to_contain_text(f"1 of {of} answered")
        expect(second.page.locator("#summary li")).to_have_count(of - 1)


def test_an_attempt_that_is_over_leads_home_and_offers_no_reload(
    browser: Browser, served: Served
) -> None:
    words = "You have finished this lesson, and this question has changed since."
    with Learner(browser, served, "wendy-price") as wendy:
        done = {"answered": 9, "of": 9, "finished": True}
        refuse_answers(wendy.page, "attempt-over", words, state=None, progress=done)
        wendy.open("pictures")
        slug = wendy.a_question()
        wendy.choose(slug, KEYS["pictures"].activity(slug).options[-1])
        wendy.activity(slug).get_by_role("button", name="Check my answer").click()
        notice = wendy.page.locator("#notice")
        expect(notice).to_contain_text(words)
        assert wendy.feedback(slug) == words
        assert notice.get_by_role("button").count() == 0
        notice.get_by_role("link", name="Go to my training").click()
        wendy.page.wait_for_url(served.url + "/")


def test_an_attempt_begun_again_elsewhere_asks_for_a_reload(
    browser: Browser, served: Served
) -> None:
    with Learner(browser, served, "deniz-aydin") as deniz:
        refuse_answers(deniz.page, "stale-attempt", "A new attempt has begun.", state=None)
        deniz.open("pictures")
        slug = deniz.a_question()
        deniz.choose(slug, KEYS["pictures"].activity(slug).options[-1])
        deniz.activity(slug).get_by_role("button", name="Check my answer").click()
        notice = deniz.page.locator("#notice")
        expect(notice.get_by_role("button", name="Reload the page")).to_be_visible()
        expect(notice).to_contain_text("again on another page")


WEAK = (1, 3)
WALK = ["through-the-office", "the-whole-queue-laughing", "the-plain-one", "the-signed-form"]


def test_a_story_folds_what_went_well_and_tells_its_end_in_full(
    browser: Browser, served: Served
) -> None:
    with Learner(browser, served, "kofi-mensah") as kofi:
        kofi.open("pictures")
        story = kofi.activity("the-summer-fair")
        kofi.answer("the-summer-fair", WALK[:3])
        folded = story.locator(".rr-past li details")
        assert folded.count() == 2
        assert "There was a better choice" in folded.nth(1).locator("summary").inner_text()
        expect(story.locator(".rr-rules > details:not([open])")).to_have_count(1)
        kofi.answer("the-summer-fair", WALK[3:])
        assert "The picture goes up." in kofi.feedback("the-summer-fair")
        assert kofi.page.evaluate("document.activeElement.className") == "rr-chose"
        assert story.locator(".rr-replay > li").count() == 3
        assert story.locator(".rr-replay > li > details:not([open])").count() == 2

        kofi.page.reload()
        kofi.wait_until_ready()
        steps = story.locator(".rr-replay > li")
        assert steps.count() == 4
        for n, step in enumerate(steps.all()):
            expect(step.locator("[data-clause]").first).to_be_visible(visible=n in WEAK)
        assert story.locator(".rr-replay > li > details:not([open])").count() == 2
        expect(story.get_by_text("The picture goes up.")).to_be_visible()


def test_a_finished_story_is_printed_in_full(browser: Browser, served: Served) -> None:
    with Learner(browser, served, "kofi-mensah") as kofi:
        kofi.open("pictures")
        folded = kofi.activity("the-summer-fair").locator(".rr-replay details:not([open])")
        before = folded.count()
        kofi.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert folded.count() == 0
        kofi.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert folded.count() == before == 2
