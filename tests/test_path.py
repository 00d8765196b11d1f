"""The whole path, in a real browser: from a sign-in link to the completion export."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from readyroom.records.log import Log
from tests.certified import enrolled
from tests.guessing import wrong
from tests.learner import CHECK, PATIENCE, Learner
from tests.served import Served, alive, children, gone_within, readyroom
from tests.whole_course import (
    ASKED,
    COSTLY,
    COURSE,
    KEYS,
    first_of,
    of_role,
    pass_modules,
    wait_until_passed,
)

pytestmark = pytest.mark.browser

CITED = re.compile(r"\b[A-Z]{3}-[PDN]?\d+\b")
REST = [slug for slug in of_role("staff") if slug != "pictures"]
"""What somebody passes who passes all but one module without a browser."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The course, in the middle of which Amira is: all her modules are passed but for one."""
    data = enrolled(tmp_path_factory.mktemp("path") / "var")
    pass_modules(data, "amira-shah", REST, at=datetime.now(UTC))
    served = Served(data.root)
    yield served
    served.stop()


def right(module: str = "pictures") -> dict[str, Any]:
    """The right responses to all that a module can ask, as the command line gives them."""
    done = readyroom("course", "answers", module)
    assert done.returncode == 0
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def all_wrong() -> dict[str, Any]:
    """A response with no marks to every activity."""
    return {key.slug: wrong(key) for key in KEYS["pictures"].activities}


def exported(served: Served) -> pd.DataFrame:
    """The completion record as the command line writes it, read by pandas."""
    data = str(served.data.root)
    done = readyroom("export", "completions", "--data", data)
    assert done.returncode == 0, done.stderr
    return pd.read_csv(io.StringIO(done.stdout.removeprefix("\ufeff"))).set_index("learner_id")


def finish(learner: Learner, responses: dict[str, Any], *, module: str = "pictures") -> None:
    learner.open(module)
    learner.answer_all(responses)


def test_right_answers_and_the_declaration_make_the_training_complete_in_the_export(
    browser: Browser, served: Served
) -> None:
    with Learner(browser, served, "amira-shah") as amira:
        finish(amira, right())
        for slug in amira.asked():
            assert "Right" in amira.feedback(slug), slug
        amira.page.goto(served.url)
        expect(amira.page.locator("#module-pictures")).to_contain_text("Passed: 100%.")
        wait_until_passed(amira)
        assert exported(served).loc["amira-shah"]["status"] == "in progress"
        amira.page.get_by_role("link", name="Make your declaration").first.click()
        amira.page.get_by_role("button", name="Declare it").click()
        expect(amira.page.get_by_text("Tick the box if you have read the policy")).to_be_visible()
        amira.troubles.clear()  # the browser notes that this was refused
        amira.page.get_by_role("checkbox", name="I declare this").check()
        amira.page.get_by_role("button", name="Declare it").click()
        amira.page.wait_for_url(served.url + "/")
        expect(amira.page.locator("main")).to_contain_text("You have completed your training.")
        card = amira.page.get_by_role("region", name="Your certificate")
        expect(card).to_contain_text("Current")
        amira.page.goto(f"{served.url}/declare")
        expect(amira.page.locator("main")).to_contain_text("and it holds.")
        assert amira.page.get_by_role("button", name="Declare it").count() == 0
        assert amira.hosts == {f"127.0.0.1:{served.port}"}
    row = exported(served).loc["amira-shah"]
    assert row["status"] == "complete"
    assert {row[f"{slug}_percent"] for slug in of_role("staff")} == {100}
    assert (row["modules_passed"], row["modules_required"]) == (9, 9)
    assert row["pending_review"] == 0
    # Words, so that no reader of the file takes a version for a number and drops its zero.
    assert (row["course_version"], row["policy_version"]) == ("2026 winter", "2026-09")
    assert (row["declared_policy_version"], row["certificate_state"]) == ("2026-09", "current")
    assert re.fullmatch(r"[0-9a-f]{64}", row["evidence_hash"])
    assert row["expires_utc"] > row["completed_utc"] >= row["started_utc"]
    assert row["declared_utc"] == row["completed_utc"]


def test_wrong_answers_do_not_pass_and_say_what_is_missing(
    browser: Browser, served: Served
) -> None:
    with Learner(browser, served, "tom-okoro", width=1280) as tom:
        finish(tom, all_wrong())
        tom.page.goto(served.url)
        card = tom.page.locator("#module-pictures")
        expect(card).to_contain_text("Not passed: 0%.")
        expect(card).to_contain_text("You scored 0%; you need 80%.")
    row = exported(served).loc["tom-okoro"]
    assert row["status"] == "not passed"
    assert row["pictures_percent"] == 0
    assert pd.isna(row["completed_utc"])
    assert pd.isna(row["evidence_hash"])


def test_who_failed_can_take_it_again_and_pass(browser: Browser, served: Served) -> None:
    with Learner(browser, served, "greta-lind") as greta:
        finish(greta, all_wrong())
        greta.page.goto(served.url)
        greta.page.get_by_role("button", name="Take it again").first.click()
        greta.wait_until_ready()
        greta.answer_all(right())
        greta.page.goto(served.url)
        expect(greta.page.locator("#module-pictures")).to_contain_text("Passed: 100%.")
    row = exported(served).loc["greta-lind"]
    assert (row["pictures_percent"], row["attempts"]) == (100, 2)
    log = Log(served.data.log, read_only=True)
    assert len(log.events(kind="submitted", person="greta-lind")) == 2


def test_feedback_says_why_and_names_the_clause(browser: Browser, served: Served) -> None:
    with Learner(browser, served, "nina-frost") as nina:
        nina.open("pictures")
        picture = first_of(nina, "pictures", "image")
        nina.answer(picture, right()[picture])
        text = nina.feedback(picture)
        assert "The rule, in our words" in text
        sections = {COURSE.policy.clause(id_).section for id_ in CITED.findall(text)}
        assert sections
        assert all(section in text for section in sections)
        assert nina.activity(picture).get_by_role("button").count() == 0


def test_a_reload_goes_on_where_one_was(browser: Browser, served: Served) -> None:
    answers = right()
    with Learner(browser, served, "wendy-price") as wendy:
        wendy.open("pictures")
        first, second = answers["the-summer-fair"][:2]
        wendy.answer("the-summer-fair", [first])
        picture = first_of(wendy, "pictures", "image")
        wendy.answer(picture, answers[picture])
        before = wendy.feedback(picture)
        wendy.page.reload()
        wendy.wait_until_ready()
        assert wendy.feedback(picture) == before
        chosen = wendy.activity(picture).locator("input:checked")
        assert {chosen.nth(n).get_attribute("value") for n in range(chosen.count())} == set(
            answers[picture].values()
        )
        wendy.answer("the-summer-fair", [second])
        wendy.page.goto(served.url)
        expect(wendy.page.locator("#module-pictures")).to_contain_text(
            f"1 of {ASKED['pictures']} answered"
        )


def test_pressing_the_button_without_a_choice_says_what_to_do(
    browser: Browser, served: Served
) -> None:
    with Learner(browser, served, "joao-costa") as joao:
        joao.open("pictures")
        section = joao.activity(joao.a_question())
        section.get_by_role("button", name=CHECK).click()
        expect(section).to_contain_text("Error:")
        assert joao.page.evaluate("document.activeElement.type") == "radio"
    assert not Log(served.data.log, read_only=True).events(person="joao-costa")


def test_every_activity_keeps_the_pages_contract(browser: Browser, served: Served) -> None:
    with Learner(browser, served, "deniz-aydin") as deniz:
        for module in COSTLY:
            deniz.open(module)
            for slug in deniz.asked():
                section = deniz.activity(slug)
                expect(section.get_by_role("heading").first).to_be_visible()
                assert section.locator("fieldset > legend").count() >= 1
                assert section.get_by_role("status").count() >= 1
                button = section.get_by_role("button", name=CHECK)
                expect(button).to_have_count(1)
                kinds = section.locator("fieldset input").evaluate_all(
                    "inputs => inputs.map(i => i.type)"
                )
                assert set(kinds) <= {"radio", "checkbox"}


def test_the_support_team_downloads_what_the_command_line_writes(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    with Learner(browser, served, "maeve-doyle", width=1280) as maeve:
        maeve.page.get_by_role("link", name="Support team").click()
        expect(maeve.page.get_by_role("heading", name="Who is trained")).to_be_visible()
        with maeve.page.expect_download() as download:
            maeve.page.get_by_role("link", name="Download completions (CSV)").click()
        file = tmp_path / "downloaded.csv"
        download.value.save_as(file)
    downloaded = pd.read_csv(file).set_index("learner_id").drop(columns="exported_at_utc")
    written = exported(served).drop(columns="exported_at_utc")
    pd.testing.assert_frame_equal(downloaded, written)


@pytest.fixture
def doomed(data: Path) -> Iterator[Served]:
    served = Served(data)
    yield served
    if served.process.poll() is None:
        served.stop()


def test_killing_the_server_between_two_answers_loses_none_shown_as_saved(
    browser: Browser, doomed: Served
) -> None:
    answers = right()
    learner = Learner(browser, doomed, "amira-shah")
    learner.open("pictures")
    slugs = learner.asked()
    for slug in slugs[:4]:
        learner.answer(slug, answers[slug])
    helpers = children(doomed.process.pid)
    doomed.kill()
    assert gone_within(helpers, 30), "the recorder, the grader and the kernels end with the server"
    second = Served(doomed.data.root, port=doomed.port)
    try:
        learner.page.goto(f"{second.url}/learn/pictures")
        learner.wait_until_ready()
        for slug in slugs[:4]:
            assert "Right" in learner.feedback(slug)
        for slug in slugs[4:]:
            learner.answer(slug, answers[slug])
        learner.page.goto(second.url)
        expect(learner.page.locator("#module-pictures")).to_contain_text("Passed: 100%.")
    finally:
        learner.context.close()
        second.stop()


def test_an_answer_given_while_the_recorder_is_away_is_saved_when_it_is_back(
    browser: Browser, doomed: Served
) -> None:
    with Learner(browser, doomed, "amira-shah") as amira:
        amira.open("pictures")
        recorder = next(
            pid
            for pid in children(doomed.process.pid)
            if b"readyroom.server.recorder" in Path(f"/proc/{pid}/cmdline").read_bytes()
        )
        slug = amira.a_question()
        response = right()[slug]
        os.kill(recorder, signal.SIGKILL)
        amira.answer(slug, response)
        assert "Right" in amira.feedback(slug)
    (event,) = Log(doomed.data.log, read_only=True).events(kind="answered")
    assert event.body["response"] == response
    assert not alive(recorder)


def test_stopping_the_server_ends_everything_it_started(doomed: Served) -> None:
    doomed.visitor("amira-shah").get("/learn/pictures")
    helpers = children(doomed.process.pid)
    assert len(helpers) >= 3
    assert doomed.stop() == 0
    assert gone_within(helpers, 10)
    assert not doomed.data.socket.exists()


def test_ctrl_c_stops_it_without_a_word(doomed: Served) -> None:
    started = children(doomed.process.pid)
    os.killpg(doomed.process.pid, signal.SIGINT)  # a terminal sends it to the whole group
    assert doomed.process.wait(30) == 0
    doomed.stop()
    assert "people list" in doomed.said[-2]
    assert doomed.said[-1] == "\n"
    assert gone_within(started, 10)


def test_the_page_is_ready_in_a_moment_after_a_second_start(doomed: Served) -> None:
    doomed.stop()
    began = time.monotonic()
    second = Served(doomed.data.root)
    try:
        assert time.monotonic() - began < 30
        assert "first start" not in "".join(second.said)
        assert second.visitor().get("/sign-in").status_code == 200
    finally:
        second.stop()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_off_the_side_of_the_screen(
    browser: Browser, served: Served, width: int
) -> None:
    with Learner(browser, served, "kofi-mensah", width=width) as kofi:
        for path in ("/", "/record", "/policy", "/declare", "/learn/pictures", "/learn/applying"):
            kofi.page.goto(served.url + path)
            if path.startswith("/learn"):
                kofi.wait_until_ready()
            across = kofi.page.evaluate("document.documentElement.scrollWidth")
            assert across <= width, path
            expect(kofi.page.locator("h1")).to_be_visible(timeout=PATIENCE)
