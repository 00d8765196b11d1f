"""Refreshers in the recorder: shown without a key, marked, recorded once, and no attempt."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from tornado import httpserver, netutil

from readyroom.content.model import Course
from readyroom.errors import ResponseError, StaleRefresher, UnknownError
from readyroom.gradebook.completions import completion_of
from readyroom.gradebook.export import frame, to_json
from readyroom.gradebook.project import bring_up_to_date
from readyroom.play.keys import activity_key, right_response
from readyroom.records.certificates import Certificates
from readyroom.records.drafts import Drafts
from readyroom.records.log import Event, Log
from readyroom.records.paths import Data
from readyroom.server.desk import Desk
from readyroom.server.history import History
from readyroom.server.recorder import application
from readyroom.server.refresherdesk import Filled, RefresherDesk
from tests.graded import ANN, BEN, NOON, data_folder, result_of, take
from tests.loops import awaited
from tests.refreshing import POND, REFRESHED, RIGHT, SEEN, UNSEEN, UNSURE, complete

DAY = timedelta(days=1)
EIGHT_DAYS_ON = NOON + 8 * DAY

OpenDesk = Callable[..., RefresherDesk]


@pytest.fixture(scope="module")
def completed(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """Ann has completed the training, with one answer wrong; Ben has not begun."""
    data = data_folder(tmp_path_factory.mktemp("completed"), ANN, BEN)
    complete(data, "ann", at=NOON, responses=UNSURE)
    return data


@pytest.fixture
def data(completed: Data, tmp_path: Path) -> Data:
    """A folder of the test's own, as ``completed`` has it."""
    return Data(Path(shutil.copytree(completed.root, tmp_path / "data")))


@pytest.fixture
def desk(data: Data) -> Iterator[OpenDesk]:
    """Opens the desk on a day, with a course."""
    log = Log(data.log)

    def open_(now: datetime = EIGHT_DAYS_ON, course: Course = REFRESHED) -> RefresherDesk:
        return RefresherDesk(course, log, data, now=lambda: now)

    yield open_
    log.close()


def right(due: dict[str, Any]) -> dict[str, list[str]]:
    """The right options of each question of a refresher."""
    found = {}
    for one in due["questions"]:
        response = right_response(activity_key(POND.activity(one["view"]["slug"])))
        found[one["key"]] = [response] if isinstance(response, str) else list(response)
    return found


def filled(due: dict[str, Any], **changed: Any) -> Filled:
    """Ann's refresher as a page sends it, all right unless something is changed."""
    sent = {"person": "ann", "days": due["days"], "tag": due["tag"], "chosen": right(due)}
    return Filled(**{**sent, **changed})


def refreshed(data: Data) -> tuple[Event, ...]:
    log = Log(data.log, read_only=True)
    try:
        return log.events(kind="refreshed")
    finally:
        log.close()


def test_what_is_due_has_three_questions_and_no_key(desk: OpenDesk) -> None:
    found = desk().show("ann")
    due = found["due"]
    assert (found["offered"], found["complete"], due["days"]) == (True, True, 7)
    assert len(due["questions"]) == 3
    keys = [one["key"] for one in due["questions"]]
    assert (f"pond/{UNSEEN}" in keys, f"pond/{SEEN}" in keys) == (True, False)
    assert all(one["view"]["state"] is None for one in due["questions"])
    text = json.dumps(found)
    for word in ("correct", "right", "feedback", "Yes"):
        assert word not in text, word


def test_options_stand_in_an_order_of_the_persons_own(desk: OpenDesk, data: Data) -> None:
    def orders(person: str) -> list[list[str]]:
        due = desk().show(person)["due"]
        return [[option["id"] for option in q["view"]["options"]] for q in due["questions"]]

    complete(data, "ben", at=NOON, responses=UNSURE)
    assert orders("ann") == orders("ann")
    assert orders("ann") != orders("ben")


@pytest.mark.parametrize(
    ("now", "due", "next_day"),
    [
        (NOON + 6 * DAY, None, "2026-11-29"),
        (NOON + 7 * DAY, 7, "2026-12-22"),
        (NOON + 40 * DAY, 30, "2027-02-20"),
        (NOON + 90 * DAY, 90, None),
    ],
)
def test_the_day_decides_which_is_due(
    desk: OpenDesk, now: datetime, due: int | None, next_day: str | None
) -> None:
    found = desk(now).show("ann")
    assert (found["due"] and found["due"]["days"], found["next"]) == (due, next_day)


def test_nothing_is_due_before_the_training_is_complete(desk: OpenDesk) -> None:
    found = desk().show("ben")
    assert (found["offered"], found["complete"], found["due"]) == (True, False, None)


def test_a_course_without_days_offers_nothing(desk: OpenDesk) -> None:
    found = desk(course=REFRESHED.model_copy(update={"refreshers": ()})).show("ann")
    assert (found["offered"], found["due"], found["next"]) == (False, None, None)


def test_a_role_whose_modules_have_no_question_is_offered_nothing(desk: OpenDesk) -> None:
    story = POND.model_copy(update={"activities": POND.activities[:1]})
    found = desk(course=REFRESHED.model_copy(update={"modules": (story,)})).show("ann")
    assert (found["offered"], found["due"]) == (False, None)


def test_nothing_is_due_when_the_pass_has_run_out_or_the_policy_has_changed(
    desk: OpenDesk,
) -> None:
    policy = REFRESHED.policy.model_copy(update={"version": "2027-01"})
    assert desk(NOON + 800 * DAY).show("ann")["due"] is None
    assert desk(course=REFRESHED.model_copy(update={"policy": policy})).show("ann")["due"] is None


def test_nothing_is_due_while_the_gradebook_can_not_be_read(desk: OpenDesk, data: Data) -> None:
    for file in data.gradebook.glob("gradebook.db*"):
        file.write_bytes(b"no database")
    assert desk().show("ann")["due"] is None


def test_somebody_who_is_not_on_the_roster_is_unknown(desk: OpenDesk) -> None:
    for ask in (lambda: desk().show("zoe"), lambda: desk().told("zoe", 7)):
        with pytest.raises(UnknownError):
            ask()


def test_the_answers_become_one_event_with_scores_and_no_module(desk: OpenDesk, data: Data) -> None:
    due = desk().show("ann")["due"]
    assert desk().take(filled(due)) == {"recorded": 7, "missing": []}
    (event,) = refreshed(data)
    evidence = completion_of(REFRESHED, data, "ann", EIGHT_DAYS_ON).completion.evidence
    assert event.key == f"refreshed/ann/{evidence}/7"
    assert (event.person, event.module, event.activity, event.attempt) == ("ann", "", "", 0)
    assert (event.policy_version, event.course_version) == ("2026-09", "1")
    assert event.body["days"] == 7
    assert set(event.body["answers"]) == {one["key"] for one in due["questions"]}
    late = event.body["answers"][f"pond/{UNSEEN}"]
    assert (late["response"], late["score"], late["points"]) == ("b", 1.0, 1)
    assert late["content"] == POND.activity(UNSEEN).digest()


def test_a_wrong_answer_is_recorded_as_wrong_and_told_with_its_reasons(
    desk: OpenDesk, data: Data
) -> None:
    due = desk().show("ann")["due"]
    chosen = {**right(due), f"pond/{UNSEEN}": ["a"]}
    desk().take(filled(due, chosen=chosen))
    assert refreshed(data)[0].body["answers"][f"pond/{UNSEEN}"]["score"] == 0.0
    told = desk().told("ann", 7)
    late = next(one for one in told["answers"] if one["key"] == f"pond/{UNSEEN}")
    assert late["state"]["response"] == "a"
    assert late["state"]["feedback"]["heading"] == "Not right"
    assert [clause["id"] for clause in late["state"]["feedback"]["clauses"]] == ["IMG-2"]
    assert told["next"] == "2026-12-22"


def test_answers_are_told_in_the_order_in_which_they_were_asked(desk: OpenDesk) -> None:
    due = desk().show("ann")["due"]
    desk().take(filled(due))
    told = desk().told("ann", 7)
    assert [one["key"] for one in told["answers"]] == [one["key"] for one in due["questions"]]
    for one, asked in zip(told["answers"], due["questions"], strict=True):
        assert one["view"] == asked["view"]


def test_the_same_form_sent_twice_is_recorded_once_and_shows_the_same(
    desk: OpenDesk, data: Data
) -> None:
    due = desk().show("ann")["due"]
    first = desk().take(filled(due))
    told = desk().told("ann", 7)
    assert desk(EIGHT_DAYS_ON + DAY).take(filled(due)) == first
    assert desk(EIGHT_DAYS_ON + DAY).told("ann", 7) == told
    assert len(refreshed(data)) == 1


def test_the_first_answers_stand_when_others_are_sent_later(desk: OpenDesk, data: Data) -> None:
    due = desk().show("ann")["due"]
    desk().take(filled(due))
    wrong = {**right(due), f"pond/{UNSEEN}": ["a"]}
    assert desk().take(filled(due, chosen=wrong))["recorded"] == 7
    (event,) = refreshed(data)
    assert event.body["answers"][f"pond/{UNSEEN}"]["response"] == "b"


def test_what_is_done_is_due_no_more_and_the_next_one_comes(desk: OpenDesk) -> None:
    desk().take(filled(desk().show("ann")["due"]))
    found = desk(NOON + 29 * DAY).show("ann")
    assert (found["due"], found["next"], found["last"]) == (None, "2026-12-22", 7)
    assert desk(NOON + 30 * DAY).show("ann")["due"]["days"] == 30


def test_what_was_wrong_in_a_refresher_is_asked_for_again_in_the_next_one(
    desk: OpenDesk,
) -> None:
    due = desk().show("ann")["due"]
    assert "pond/what-stops" not in right(due)
    desk().take(filled(due, chosen={**right(due), "pond/the-list": ["a"]}))
    later = desk(NOON + 30 * DAY).show("ann")["due"]
    assert "pond/what-stops" in right(later)  # the other question about IMG-7


def test_what_is_answered_while_the_page_lies_open_changes_none_of_its_questions(
    desk: OpenDesk, data: Data
) -> None:
    due = desk().show("ann")["due"]
    half_done = {**RIGHT, "who-asks": "a", "what-stops": ["b"]}
    take(data, "ann", half_done, course=REFRESHED, at=EIGHT_DAYS_ON)
    bring_up_to_date(data, pass_percent=REFRESHED.pass_rule.percent)
    assert desk().show("ann")["due"] == due
    assert desk().take(filled(due))["recorded"] == 7


def test_who_completes_the_training_again_is_refreshed_again(desk: OpenDesk, data: Data) -> None:
    desk().take(filled(desk().show("ann")["due"]))
    complete(data, "ann", at=EIGHT_DAYS_ON + DAY, responses=RIGHT)
    assert desk(EIGHT_DAYS_ON + 2 * DAY).show("ann")["due"] is None
    assert desk(EIGHT_DAYS_ON + 8 * DAY).show("ann")["due"]["days"] == 7
    with pytest.raises(UnknownError):
        desk(EIGHT_DAYS_ON + 8 * DAY).told("ann", 7)


def test_questions_without_an_answer_are_named_and_nothing_is_recorded(
    desk: OpenDesk, data: Data
) -> None:
    due = desk().show("ann")["due"]
    keys = [one["key"] for one in due["questions"]]
    chosen = {keys[1]: right(due)[keys[1]], keys[2]: []}
    answer = desk().take(filled(due, chosen=chosen))
    assert answer == {"recorded": None, "missing": [keys[0], keys[2]]}
    assert refreshed(data) == ()


@pytest.mark.parametrize("options", [["z"], ["a", "b"], ["b", "b"]])
def test_what_is_no_answer_is_refused_and_not_recorded(
    desk: OpenDesk, data: Data, options: list[str]
) -> None:
    due = desk().show("ann")["due"]
    with pytest.raises(ResponseError):
        desk().take(filled(due, chosen={**right(due), f"pond/{UNSEEN}": options}))
    assert refreshed(data) == ()


def test_what_was_not_asked_is_passed_over(desk: OpenDesk, data: Data) -> None:
    due = desk().show("ann")["due"]
    desk().take(filled(due, chosen={**right(due), "pond/the-walk": ["ask"], "x/y": ["a"]}))
    assert set(refreshed(data)[0].body["answers"]) == set(right(due))


@pytest.mark.parametrize(
    ("changed", "now"),
    [
        ({"tag": "0" * 16}, EIGHT_DAYS_ON),
        ({"days": 30}, EIGHT_DAYS_ON),
        ({"days": 8}, EIGHT_DAYS_ON),
        ({}, NOON + 30 * DAY),  # overtaken while the page lay open
        ({"person": "ben"}, EIGHT_DAYS_ON),
    ],
)
def test_other_questions_than_those_that_are_due_are_not_recorded(
    desk: OpenDesk, data: Data, changed: dict[str, Any], now: datetime
) -> None:
    due = desk().show("ann")["due"]
    with pytest.raises(StaleRefresher, match="have changed since you opened the page"):
        desk(now).take(filled(due, **changed))
    assert refreshed(data) == ()


def edited(slug: str) -> Course:
    """The course with one question in other words."""
    activities = [
        a.model_copy(update={"title": "Another title"}) if a.slug == slug else a
        for a in POND.activities
    ]
    module = POND.model_copy(update={"activities": tuple(activities)})
    return REFRESHED.model_copy(update={"modules": (module,)})


def test_a_question_that_was_edited_while_the_page_lay_open_is_asked_anew(
    desk: OpenDesk, data: Data
) -> None:
    due = desk().show("ann")["due"]
    with pytest.raises(StaleRefresher):
        desk(course=edited(UNSEEN)).take(filled(due))
    assert refreshed(data) == ()


def test_of_a_question_that_was_edited_or_taken_out_later_no_feedback_is_told(
    desk: OpenDesk,
) -> None:
    desk().take(filled(desk().show("ann")["due"]))
    told = desk(course=edited(UNSEEN)).told("ann", 7)["answers"]
    assert [one["title"] for one in told if one["state"] is None] == ["Another title"]
    fewer = tuple(a for a in POND.activities if a.slug != UNSEEN)
    module = POND.model_copy(update={"activities": fewer})
    told = desk(course=REFRESHED.model_copy(update={"modules": (module,)})).told("ann", 7)
    assert [one["title"] for one in told["answers"] if one["state"] is None] == [
        POND.activity(UNSEEN).title
    ]


def test_a_refresher_that_is_not_done_can_not_be_looked_at(desk: OpenDesk) -> None:
    with pytest.raises(UnknownError):
        desk().told("ann", 7)


def everything_told(data: Data) -> tuple[object, ...]:
    """All that anybody reads of Ann: standing, record, export, certificate, gradebook."""
    log = Log(data.log, read_only=True)
    try:
        certificates = Certificates(log).of("ann")
        _, chain = log.verify()
    finally:
        log.close()
    assert chain
    history = History(REFRESHED, data, now=lambda: EIGHT_DAYS_ON)
    return (
        completion_of(REFRESHED, data, "ann", EIGHT_DAYS_ON),
        history.modules("ann"),
        history.attempt("ann", "pond", 1),
        to_json(frame(REFRESHED, data, EIGHT_DAYS_ON)),
        certificates,
        result_of(data, "ann"),
    )


def test_a_refresher_changes_no_standing_record_export_certificate_or_grade(data: Data) -> None:
    log = Log(data.log)
    desk = Desk(REFRESHED, log, Drafts(data.drafts), data, now=lambda: EIGHT_DAYS_ON)
    standing = desk.standings("ann")  # issues the certificate
    before = everything_told(data)
    due = desk.refreshers.show("ann")["due"]
    wrong = {key: ["a"] for key in right(due)}
    desk.refreshers.take(filled(due, chosen=wrong))
    assert len(refreshed(data)) == 1
    report = bring_up_to_date(data, pass_percent=REFRESHED.pass_rule.percent)
    assert (report.graded, report.problems) == (0, ())
    assert everything_told(data) == before
    assert standing["refresher"] == {"days": 7, "questions": 3}
    assert desk.standings("ann") == {**standing, "refresher": None}
    assert desk.progress("ann")["pond"]["finished"]
    log.close()


def test_the_page_of_everybody_does_not_say_who_was_asked_what(data: Data) -> None:
    log = Log(data.log)
    desk = Desk(REFRESHED, log, Drafts(data.drafts), data, now=lambda: EIGHT_DAYS_ON)
    assert all("refresher" not in person for person in desk.standings(None)["people"])
    log.close()


SECRET = {"X-Secret": "secret"}


def asked_over_the_socket(data: Data, *requests: dict[str, Any]) -> list[tuple[int, Any]]:
    """What the recorder answers to each request, over its real socket."""
    desk = Desk(REFRESHED, Log(data.log), Drafts(data.drafts), data, now=lambda: EIGHT_DAYS_ON)

    async def ask() -> list[tuple[int, Any]]:
        server = httpserver.HTTPServer(application(desk, "secret"))
        server.add_socket(netutil.bind_unix_socket(str(data.socket)))
        transport = httpx.AsyncHTTPTransport(uds=str(data.socket))
        async with httpx.AsyncClient(transport=transport, base_url="http://recorder") as client:
            found = [await client.request(**{"headers": SECRET, **one}) for one in requests]
        server.stop()
        return [(answer.status_code, answer.json()) for answer in found]

    return awaited(ask())


def test_the_web_server_asks_sends_and_looks_with_its_secret(data: Data) -> None:
    ask = {"method": "GET", "url": "/refresher?person=ann"}
    ((status, found),) = asked_over_the_socket(data, ask)
    assert (status, found["due"]["days"]) == (200, 7)
    due = found["due"]
    data.socket.unlink()
    sent = {"person": "ann", "days": 7, "tag": due["tag"], "chosen": right(due)}
    send = {"method": "POST", "url": "/refresher", "json": sent}
    look = {"method": "GET", "url": "/refresher?person=ann&done=7"}
    answers = asked_over_the_socket(data, send, send, look)
    assert [status for status, _ in answers] == [200, 200, 200]
    assert answers[0] == answers[1] == (200, {"recorded": 7, "missing": []})
    assert len(answers[2][1]["answers"]) == 3
    assert len(refreshed(data)) == 1


def test_nobody_asks_or_sends_without_the_secret(data: Data) -> None:
    ask = {"method": "GET", "url": "/refresher?person=ann", "headers": {}}
    send = {"method": "POST", "url": "/refresher", "json": {}, "headers": {"X-Secret": "guess"}}
    answers = asked_over_the_socket(data, ask, send)
    assert [(status, said["code"]) for status, said in answers] == [(403, "no-secret")] * 2


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 422),
        ({"person": "ann", "days": "soon", "tag": "x", "chosen": {}}, 422),
        ({"person": "ann", "days": 7, "tag": "x", "chosen": {"pond/a-no": "a"}}, 422),
        ({"person": "zoe", "days": 7, "tag": "x", "chosen": {}}, 404),
        ({"person": "ann", "days": 7, "tag": "x", "chosen": {}}, 409),
    ],
)
def test_what_the_recorder_does_not_take_it_refuses_in_plain_words(
    data: Data, sent: dict[str, Any], status: int
) -> None:
    send = {"method": "POST", "url": "/refresher", "json": sent}
    look = {"method": "GET", "url": "/refresher?person=ann&done=7"}
    (refused, nothing) = asked_over_the_socket(data, send, look)
    assert refused[0] == status
    assert refused[1]["error"]
    assert nothing[0] == 404
    assert refreshed(data) == ()
