"""A refresher over HTTP and in a browser: offered, answered, told, and never in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from readyroom.content.load import load_course
from readyroom.play.keys import module_key, right_response
from readyroom.records.log import Event, Log
from readyroom.records.paths import Data
from readyroom.records.people import People
from tests.learner import Learner
from tests.refreshing import complete_served, somebody, write_course_with_refreshers
from tests.served import Served, Visitor
from tests.test_accessibility import violations

LATELY = ("ada", "bea", "cal", "dot", "eve", "fay", "gus", "ivy")
"""They completed eight days ago; Hal a day ago, Ian a hundred days ago, and Jo has not begun."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("house")
    content = write_course_with_refreshers(folder / "content")
    data = Data(folder / "var").create()
    people = People(data.people)
    people.save([somebody(name.title()) for name in (*LATELY, "hal", "ian", "jo")])
    people.save([somebody("Sue", "support")])
    people.close()
    now = datetime.now(UTC)
    for person, days in (*((one, 8) for one in LATELY), ("hal", 1), ("ian", 100)):
        complete_served(data, content, person, at=now - timedelta(days=days))
    with Served(data.root, content=content) as house:
        yield house


_LINE = r'<dt>([^<]+)</dt>\s*<dd class="answered">([^<]+?)(?: <span|</dd>)'


def keys_of(house: Served) -> dict[str, Any]:
    """What gets full marks in each activity."""
    key = module_key(load_course(house.content).modules[0])
    return {f"{key.module}/{one.slug}": right_response(one) for one in key.activities}


def asked(page: str) -> list[str]:
    """The questions of a page, by the names of their fields."""
    return list(dict.fromkeys(re.findall(r'name="([a-z0-9-]+/[a-z0-9-]+)"', page)))


def hidden(page: str) -> dict[str, str]:
    """What a page's form brings along."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', page))


def form(page: str, house: Served, **changed: Any) -> dict[str, Any]:
    """The page's form, all answered right unless something is changed."""
    right = keys_of(house)
    return {**hidden(page), **{name: right[name] for name in asked(page)}, **changed}


def send(visitor: Visitor, data: dict[str, Any]) -> Any:
    token = visitor.form_token("/refresher")
    return visitor.post("/refresher", data={"_xsrf": token, **data})


def refreshed(house: Served, person: str) -> tuple[Event, ...]:
    log = Log(house.data.log, read_only=True)
    try:
        return log.events(kind="refreshed", person=person)
    finally:
        log.close()


def test_my_training_offers_what_is_due_beside_everything_else(house: Served) -> None:
    page = house.visitor("ada").get("/").text
    assert "You have completed your training." in page
    card = page.split('id="refresher"')[1].split("</section>", maxsplit=1)[0]
    for words in ("Three questions to keep it fresh", "two minutes", "You need not", "changes"):
        assert words in card
    assert 'href="/refresher"' in card
    assert 'class="next-step"' not in page


@pytest.mark.parametrize("person", ["hal", "jo", "sue"])
def test_my_training_offers_nothing_when_nothing_is_due(house: Served, person: str) -> None:
    assert "/refresher" not in house.visitor(person).get("/").text


def test_a_stranger_is_asked_to_sign_in_and_records_nothing(house: Served) -> None:
    visitor = house.visitor()
    answer = visitor.get("/refresher")
    assert (answer.status_code, answer.headers["location"]) == (302, "/sign-in?next=%2Frefresher")
    data = {"_xsrf": visitor.form_token("/sign-in"), "days": "7"}
    assert visitor.post("/refresher", data=data).status_code == 403


def test_a_form_from_another_site_records_nothing(house: Served) -> None:
    visitor = house.visitor("ada")
    data = form(visitor.get("/refresher").text, house)
    del data["_xsrf"]
    assert visitor.post("/refresher", data=data).status_code == 403
    assert refreshed(house, "ada") == ()


def test_three_questions_are_asked_without_a_key_and_can_be_put_off(house: Served) -> None:
    page = house.visitor("ada").get("/refresher").text
    assert len(asked(page)) == 3
    assert page.count("<fieldset") == page.count("<legend>") == 3
    assert " checked" not in page
    assert '<a href="/">Not now</a>' in page
    for activity in load_course(house.content).modules[0].activities:
        for words in re.findall(r"feedback='([^']{12,})'", repr(activity)):
            assert words not in unescape(page)


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("hal", r"The next ones come on \d+ \w+ \d{4}\."),
        ("jo", "Some time after your training is complete"),
        ("sue", "There are no questions to come back to"),
    ],
)
def test_who_has_nothing_due_is_told_when_the_next_ones_come_or_that_there_are_none(
    house: Served, person: str, said: str
) -> None:
    answer = house.visitor(person).get("/refresher")
    assert answer.status_code == 200
    assert re.search(said, answer.text)
    assert '<form method="post" action="/refresher"' not in answer.text


def problems(page: str) -> list[str]:
    """The messages of the summary at the head, each with a field that is there."""
    summary = page.split('class="problems"')[1].split("</div>", maxsplit=1)[0]
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary)
    assert all(page.count(f'id="{field}"') == 1 for field, _ in links)
    return [unescape(message) for _, message in links]


def test_every_question_needs_an_answer_and_what_was_chosen_is_not_lost(house: Served) -> None:
    visitor = house.visitor("bea")
    data = form(visitor.get("/refresher").text, house)
    first, second, third = asked(visitor.get("/refresher").text)
    del data[first], data[third]
    answer = send(visitor, data)
    assert answer.status_code == 422
    assert "<title>Error:" in answer.text
    assert problems(answer.text) == [
        "Question 1: choose an option.",
        "Question 3: choose an option.",
    ]
    assert asked(answer.text) == [first, second, third]
    chosen = re.findall(r'name="([^"]+)" value="([^"]+)"[^>]* checked', answer.text)
    assert sorted(chosen) == [(second, "a"), (second, "c")]
    assert refreshed(house, "bea") == ()


def test_answers_are_recorded_and_told_with_their_reasons(house: Served) -> None:
    visitor = house.visitor("cal")
    page = visitor.get("/refresher").text
    data = form(page, house)
    wrong = asked(page)[0]
    data[wrong] = "a" if data[wrong] == "b" else "b"
    done = send(visitor, data)
    assert (done.status_code, done.headers["location"]) == (303, "/refresher?done=7")
    told = visitor.get(done.headers["location"]).text
    assert told.count("Your answer</dt>") == 4
    assert told.count("The right answer</dt>") == 1
    assert told.count("The rule, in our words") == 3
    assert (told.count(">Not right</span>"), told.count(">Right</span>")) == (1, 3)
    assert "Looking again is what makes it stay" in told
    assert "Your training stays complete." in told
    assert re.search(r"The next questions come on \d+ \w+ \d{4}\.", told)
    (event,) = refreshed(house, "cal")
    assert event.body["answers"][wrong]["score"] == 0


def test_of_several_right_options_the_missed_one_and_the_needless_one_are_told(
    house: Served,
) -> None:
    visitor = house.visitor("ivy")
    page = visitor.get("/refresher").text
    done = send(visitor, form(page, house, **{asked(page)[1]: ["a", "b"]}))
    told = visitor.get(done.headers["location"]).text
    second = told.split('<section class="told"')[2].split("</section>", maxsplit=1)[0]
    lines = [(unescape(dt), unescape(dd)) for dt, dd in re.findall(_LINE, second)]
    assert sorted(lines) == [
        (
            "You did not choose this, and it belongs to the answer",
            "A pupil's picture for a personal account",
        ),
        ("Your answer", "A film of a parent who asked not to be filmed"),
        ("Your answer", "A picture of the empty stalls"),
    ]
    assert "Look for a no, and for whose account it is" in second


def test_the_same_form_sent_twice_is_recorded_once_and_shows_the_same(house: Served) -> None:
    visitor = house.visitor("dot")
    data = form(visitor.get("/refresher").text, house)
    first, again = send(visitor, data), send(visitor, data)
    assert first.headers["location"] == again.headers["location"]
    told = [plain(visitor.get(answer.headers["location"]).text) for answer in (first, again)]
    assert told[0] == told[1]
    assert len(refreshed(house, "dot")) == 1
    assert "It is all still there." in told[0]


def test_after_it_all_is_as_before_and_the_card_is_gone(house: Served) -> None:
    visitor, sue = house.visitor("eve"), house.visitor("sue")
    before = sue.get("/team/completions.json").json()
    record = visitor.get("/record").text
    data = form(visitor.get("/refresher").text, house)
    send(visitor, {name: "b" if "/" in name else value for name, value in data.items()})
    assert len(refreshed(house, "eve")) == 1
    after = sue.get("/team/completions.json").json()
    for row in (*before, *after):
        del row["exported_at_utc"]
    assert after == before
    assert plain(visitor.get("/record").text) == plain(record)
    home = visitor.get("/").text
    assert "You have completed your training." in home
    assert "/refresher" not in home
    page = visitor.get("/refresher").text
    assert "The next ones come on" in page
    assert 'href="/refresher?done=7"' in page


def plain(page: str) -> str:
    """A page without the tokens of its forms."""
    return re.sub(r'name="_xsrf" value="[^"]+"', "", page)


def test_of_several_that_were_missed_the_latest_alone_is_asked(house: Served) -> None:
    visitor = house.visitor("ian")
    page = visitor.get("/refresher").text
    assert hidden(page)["days"] == "90"
    assert send(visitor, form(page, house)).status_code == 303
    assert "You have had them all." in visitor.get("/refresher").text


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"tag": "0" * 16}, 409, "The questions have changed since you opened the page"),
        ({"days": "30"}, 409, "The questions have changed since you opened the page"),
        ({"days": "x"}, 422, "This form can&#39;t be read."),
    ],
)
def test_a_page_that_is_out_of_date_is_shown_anew_and_records_nothing(
    house: Served, changed: dict[str, str], status: int, said: str
) -> None:
    visitor = house.visitor("fay")
    answer = send(visitor, form(visitor.get("/refresher").text, house, **changed))
    assert answer.status_code == status
    assert said in answer.text
    assert len(asked(answer.text)) == 3
    assert refreshed(house, "fay") == ()


def test_an_option_that_is_not_there_is_refused(house: Served) -> None:
    visitor = house.visitor("fay")
    data = form(visitor.get("/refresher").text, house)
    answer = send(visitor, {**data, asked(visitor.get("/refresher").text)[0]: "<b>"})
    assert answer.status_code == 422
    assert "<b>" not in answer.text
    assert refreshed(house, "fay") == ()


@pytest.mark.parametrize("done", ["7", "x", "-1", "9999999"])
def test_answers_that_are_not_there_lead_to_what_is_due(house: Served, done: str) -> None:
    visitor = house.visitor("fay")
    answer = visitor.get(f"/refresher?done={done}")
    if answer.status_code == 302:
        answer = visitor.get(answer.headers["location"])
    assert answer.status_code == 200
    assert len(asked(answer.text)) == 3


def test_nobody_sees_somebody_elses_answers(house: Served) -> None:
    visitor = house.visitor("gus")
    assert send(visitor, form(visitor.get("/refresher").text, house)).status_code == 303
    assert house.visitor("fay").get("/refresher?done=7").status_code == 302


def barriers(page: Page) -> list[str]:
    """What axe has against the page, and a page that is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*violations(page), *(["wider than the window"] if wide else [])]


@pytest.mark.browser
def test_a_refresher_is_taken_by_keyboard_on_a_phone_without_a_barrier(
    browser: Browser, house: Served
) -> None:
    with Learner(browser, house, "ada", width=390) as ada:
        page = ada.page
        assert barriers(page) == []
        page.get_by_role("link", name="Answer three questions").press("Enter")
        page.get_by_role("heading", name="Three questions to keep it fresh", level=1).wait_for()
        assert barriers(page) == []
        page.get_by_role("button", name="Check my answers").press("Enter")
        page.get_by_role("heading", name="There is a problem").wait_for()
        assert page.evaluate("document.activeElement.className") == "problems"
        assert barriers(page) == []
        ada.troubles.clear()  # the browser notes that the empty form was refused
        page.get_by_role("link", name="Question 2: choose an option, or several.").press("Enter")
        assert page.evaluate("document.activeElement.id") == "question-2"
        group = page.get_by_role("group").nth(1)
        described = "Choose all that apply. Error: choose an option, or several."
        expect(group).to_have_accessible_description(described)
        for number in (1, 2, 3):
            page.locator(f"#question-{number}").focus()
            page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Your answers").wait_for()
        assert barriers(page) == []
        page.emulate_media(color_scheme="dark")
        assert barriers(page) == []
        page.get_by_role("link", name="Go to my training").click()
        expect(page.get_by_role("heading", name="Your certificate")).to_be_visible()
        expect(page.get_by_text("keep it fresh")).to_have_count(0)
        page.goto(f"{house.url}/refresher")
        assert barriers(page) == []
