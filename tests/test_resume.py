"""Coming back to a lesson: the same choices, whatever came between."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from readyroom.records.log import Log
from tests.learner import PATIENCE, Learner
from tests.resuming import (
    SAFE_AFTER,
    choose_everywhere,
    chosen,
    helper,
    learner,
    wait_for_draft,
)
from tests.served import MINI, Served, alive

pytestmark = pytest.mark.browser


def test_choices_are_there_after_a_reload_that_follows_at_once(
    browser: Browser, mini: Served
) -> None:
    with learner(browser, mini, "ana") as ana:
        ana.open("mini")
        before = choose_everywhere(ana)
        ana.page.reload()
        ana.wait_until_ready()
        assert chosen(ana) == before
        assert before["what-stops-it"] == ["b", "c"]
        assert set(before) == {"two-steps", "one-pupil", "whose-page", "what-stops-it"}


def test_an_answer_that_did_not_get_through_is_there_after_a_reload_to_be_checked_again(
    browser: Browser, mini: Served
) -> None:
    with learner(browser, mini, "nia") as nia:

        def mute(line: Any) -> None:
            kernel = line.connect_to_server()
            line.on_message(lambda said: None if '"answer"' in str(said) else kernel.send(said))

        nia.page.route_web_socket("**/channels?*", mute)
        nia.open("mini")
        nia.choose("whose-page", "c")
        section = nia.activity("whose-page")
        section.get_by_role("button", name="Check my answer").click()
        nia.page.reload()
        nia.wait_until_ready()
        assert chosen(nia) == {"whose-page": ["c"]}
        expect(section).to_contain_text("Filled in as you left it. Not checked yet.")
        expect(section.get_by_role("button", name="Check my answer")).to_be_enabled()
        expect(nia.page.locator("#progress-words")).to_have_text("0 of 4 answered")
    assert not Log(mini.data.log, read_only=True).events(kind="answered", person="nia")


def test_choices_are_there_on_another_device(browser: Browser, mini: Served) -> None:
    with learner(browser, mini, "bo") as phone:
        phone.open("mini")
        before = choose_everywhere(phone)
        wait_for_draft(mini, lambda drafts: len(drafts) == 4, "bo")
        with Learner(browser, mini, "bo", width=1280) as desktop:
            desktop.open("mini")
            assert chosen(desktop) == before


def test_a_choice_that_was_taken_back_stays_so(browser: Browser, mini: Served) -> None:
    with learner(browser, mini, "cem") as cem:
        cem.open("mini")
        cem.choose("what-stops-it", "b", "c")
        wait_for_draft(mini, lambda drafts: "what-stops-it" in drafts, "cem")
        for value in ("b", "c"):
            cem.activity("what-stops-it").locator(f'input[value="{value}"]').uncheck(force=True)
        wait_for_draft(mini, lambda drafts: not drafts, "cem")
        cem.page.reload()
        cem.wait_until_ready()
        assert chosen(cem) == {}


def test_an_answer_takes_the_place_of_its_draft(browser: Browser, mini: Served) -> None:
    with learner(browser, mini, "dan") as dan:
        dan.open("mini")
        dan.choose("whose-page", "c")
        dan.check("whose-page")
        dan.page.reload()
        dan.wait_until_ready()
        assert chosen(dan) == {"whose-page": ["c"]}
        expect(dan.activity("whose-page").get_by_role("button")).to_have_count(0)
        wait_for_draft(mini, lambda drafts: not drafts, "dan")


def test_choices_outlive_the_server_and_what_was_chosen_while_it_was_away(
    browser: Browser, doomed: Served
) -> None:
    with learner(browser, doomed, "ana") as ana:
        ana.open("mini")
        ana.choose("whose-page", "c")
        wait_for_draft(doomed, lambda drafts: "whose-page" in drafts, "ana")
        doomed.kill()
        ana.choose("what-stops-it", "a")
        ana.page.wait_for_timeout(SAFE_AFTER)
        second = Served(doomed.data.root, content=MINI, port=doomed.port)
        try:
            notice = ana.page.locator("#notice")
            expect(notice).to_contain_text("lost its place", timeout=PATIENCE)
            notice.get_by_role("button", name="Reload the page").click()
            ana.wait_until_ready()
            assert chosen(ana) == {"whose-page": ["c"], "what-stops-it": ["a"]}
            wait_for_draft(second, lambda drafts: len(drafts) == 2, "ana")
            ana.check("what-stops-it")
        finally:
            ana.troubles.clear()  # the browser notes the handshakes that failed
            ana.context.close()
            second.stop()


def test_choices_outlive_a_kernel_that_ended(browser: Browser, mini: Served) -> None:
    with learner(browser, mini, "eda") as eda:
        eda.open("mini")
        before = choose_everywhere(eda)
        wait_for_draft(mini, lambda drafts: len(drafts) == 4, "eda")
        kernel = eda.page.evaluate("JSON.parse(document.all['lesson-config'].text).kernelId")
        os.kill(helper(mini, kernel.encode()), signal.SIGKILL)
        notice = eda.page.locator("#notice")
        expect(notice).to_contain_text("lost its place", timeout=PATIENCE)
        eda.page.reload()
        eda.wait_until_ready()
        assert chosen(eda) == before
        eda.troubles.clear()


def test_a_draft_made_while_the_recorder_is_away_is_kept_when_it_is_back(
    browser: Browser, doomed: Served
) -> None:
    with learner(browser, doomed, "ana") as ana:
        ana.open("mini")
        recorder = helper(doomed, b"readyroom.server.recorder")
        os.kill(recorder, signal.SIGKILL)
        ana.choose("whose-page", "c")
        wait_for_draft(doomed, lambda drafts: "whose-page" in drafts, "ana")
        assert not alive(recorder)
        ana.troubles.clear()  # the browser notes what the server could not pass on
        assert ana.page.locator("#save").inner_text() == ""


def test_a_recorder_that_hangs_holds_up_no_choice_and_loses_no_answer(
    browser: Browser, doomed: Served
) -> None:
    with learner(browser, doomed, "ana") as ana:
        ana.open("mini")
        recorder = helper(doomed, b"readyroom.server.recorder")
        os.kill(recorder, signal.SIGSTOP)
        try:
            ana.choose("what-stops-it", "a")
            ana.page.wait_for_timeout(SAFE_AFTER)
            ana.choose("whose-page", "c")
            section = ana.activity("whose-page")
            section.get_by_role("button", name="Check my answer").click()
            ana.page.wait_for_timeout(1000)
            assert "lost" not in ana.page.locator("#notice").inner_text()
        finally:
            os.kill(recorder, signal.SIGCONT)
        expect(ana.page.locator("#save")).to_contain_text("Saved", timeout=PATIENCE)
        wait_for_draft(doomed, lambda drafts: set(drafts) == {"what-stops-it"}, "ana")
    (event,) = Log(doomed.data.log, read_only=True).events(kind="answered")
    assert event.body["response"] == "c"


def test_an_answer_given_without_a_network_is_sent_once_when_it_is_back(
    browser: Browser, mini: Served
) -> None:
    with learner(browser, mini, "finn") as finn:
        finn.open("mini")
        finn.choose("whose-page", "c")
        finn.context.set_offline(True)
        for line in ("offline", "online"):
            finn.page.evaluate("(name) => window.dispatchEvent(new Event(name))", line)
        section = finn.activity("whose-page")
        section.get_by_role("button", name="Check my answer").click()
        save = finn.page.locator("#save")
        expect(save).to_have_text(
            "No connection: your last answer is not saved yet, we keep trying"
        )
        section.get_by_role("button", name="Check my answer").click(force=True)
        assert "your last answer" in save.inner_text()
        finn.context.set_offline(False)
        expect(save).to_contain_text("Saved", timeout=PATIENCE)
        expect(finn.page.locator("#progress-words")).to_have_text("1 of 4 answered")
        expect(finn.page.locator("#summary")).to_contain_text("1 of 4 answered")
        finn.troubles.clear()
    events = Log(mini.data.log, read_only=True).events(kind="answered", person="finn")
    assert [event.body["response"] for event in events] == ["c"]


def test_an_answer_whose_acknowledgement_was_lost_is_recorded_once(
    browser: Browser, mini: Served
) -> None:
    lines = []
    with learner(browser, mini, "gita") as gita:

        def on_line(line: Any) -> None:
            kernel = line.connect_to_server()
            lines.append(line)
            first = len(lines) == 1

            def to_page(data: str | bytes) -> None:
                if first and '"marked"' in str(data):
                    line.close(code=1011, reason="broke")
                else:
                    line.send(data)

            kernel.on_message(to_page)

        gita.page.route_web_socket("**/channels?*", on_line)
        gita.open("mini")
        gita.answer("whose-page", "c")
        expect(gita.page.locator("#summary")).to_contain_text("1 of 4 answered")
        assert len(lines) >= 2
    events = Log(mini.data.log, read_only=True).events(kind="answered", person="gita")
    assert [event.body["response"] for event in events] == ["c"]


def test_two_tabs_do_no_harm(browser: Browser, mini: Served) -> None:
    with learner(browser, mini, "hal") as first, Learner(browser, mini, "hal") as second:
        first.open("mini")
        second.open("mini")
        first.answer("whose-page", "c")
        second.choose("whose-page", "b")
        second.choose("what-stops-it", "a")
        wait_for_draft(mini, lambda drafts: set(drafts) == {"what-stops-it"}, "hal")
        second.activity("whose-page").get_by_role("button", name="Check my answer").click()
        expect(second.activity("whose-page")).to_contain_text("You answered this before.")
        first.answer("what-stops-it", ["a", "c"])
        first.page.reload()
        first.wait_until_ready()
        assert chosen(first) == {"whose-page": ["c"], "what-stops-it": ["a", "c"]}
    events = Log(mini.data.log, read_only=True).events(kind="answered", person="hal")
    said = [event.body["response"] for event in events]
    assert (said[0], sorted(said[1])) == ("c", ["a", "c"])
