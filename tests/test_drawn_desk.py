"""The recorder's desk in a module that is drawn from and asks how sure the reader is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from readyroom.content.load import load_course
from readyroom.errors import UnknownError
from readyroom.play.keys import ChoiceKey, activity_key, right_response
from readyroom.records.drafts import Drafts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.desk import Desk, Loan
from tests.builders import on_page

TASKS = load_course(Path(__file__).parent / "courses" / "tasks")
(MODULE,) = TASKS.modules
BANK = MODULE.quizzes["bank"]
ANA = Loan("ana", "tasks")
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "log.db")
    yield log
    log.close()


@pytest.fixture
def desk(tmp_path: Path, log: Log) -> Desk:
    data = Data(tmp_path / "var").create()
    return Desk(TASKS, log, Drafts(data.drafts), data, now=lambda: NOON)


def slugs(lesson: dict[str, Any]) -> list[str]:
    return [str(view["slug"]) for view in lesson["activities"]]


def give(desk: Desk, slug: str, response: Any, confidence: object = None) -> dict[str, Any]:
    """Answers as a page does, with a response in the log's form."""
    if MODULE.activity(slug).kind == "scenario":
        response = on_page(slug, response)
    return desk.answer(
        ANA,
        attempt=desk.lesson(ANA)["attempt"],
        activity=slug,
        response=response,
        confidence=confidence,
    )


def finish(desk: Desk) -> None:
    for slug in slugs(desk.lesson(ANA)):
        give(desk, slug, right_response(activity_key(MODULE.activity(slug))))


def test_a_lesson_holds_what_this_attempt_asks_and_counts_it(desk: Desk) -> None:
    lesson = desk.lesson(ANA)
    asked = [slug for slug in slugs(lesson) if slug in BANK]
    assert len(asked) == MODULE.draws["bank"] < len(BANK)
    assert lesson["quizzes"] == {"bank": asked}
    assert lesson["progress"] == {"answered": 0, "of": len(slugs(lesson)), "finished": False}
    assert desk.progress("ana")["tasks"]["of"] == len(slugs(lesson))


def test_the_last_answer_of_what_is_asked_finishes_the_module(desk: Desk, log: Log) -> None:
    finish(desk)
    progress = desk.lesson(ANA)["progress"]
    assert progress["finished"]
    assert progress["answered"] == progress["of"] == len(slugs(desk.lesson(ANA)))
    (event,) = log.events(kind="submitted")
    assert event.body["score"] == event.body["points"]


def test_the_last_answer_is_acknowledged_with_the_result(desk: Desk) -> None:
    *first, last = slugs(desk.lesson(ANA))
    for slug in first:
        right = right_response(activity_key(MODULE.activity(slug)))
        assert "result" not in give(desk, slug, right)["progress"]
    right = right_response(activity_key(MODULE.activity(last)))
    result = {"percent": 100.0, "needs": 80, "passed": True, "missing": []}
    assert give(desk, last, right)["progress"]["result"] == result
    assert desk.lesson(ANA)["progress"]["result"] == result


def test_a_result_says_what_had_to_be_right_and_is_not(desk: Desk) -> None:
    for slug in slugs(desk.lesson(ANA)):
        key = activity_key(MODULE.activity(slug))
        response = right_response(key)
        if isinstance(key, ChoiceKey) and key.must_pass:
            wrong = next(option for option in key.options if option not in key.right)
            response = [wrong] if key.multiple else wrong
        give(desk, slug, response)
    result = desk.lesson(ANA)["progress"]["result"]
    assert not result["passed"]
    (line,) = result["missing"]
    assert line.endswith("was not right, and one like it has to be.")


def test_after_an_edit_of_the_lesson_no_result_is_told(
    desk: Desk, log: Log, tmp_path: Path
) -> None:
    finish(desk)
    question = MODULE.activity(BANK[0]).model_copy(update={"title": "Put otherwise"})
    activities = tuple(question if a.slug == question.slug else a for a in MODULE.activities)
    edited = MODULE.model_copy(update={"activities": activities})
    course = TASKS.model_copy(update={"modules": (edited,)})
    data = Data(tmp_path / "var")
    later = Desk(course, log, Drafts(data.drafts), data, now=lambda: NOON)
    progress = later.lesson(ANA)["progress"]
    assert (progress["finished"], "result" in progress) == (True, False)


def test_a_module_that_is_taken_again_shows_other_questions(desk: Desk) -> None:
    first = set(slugs(desk.lesson(ANA))) & set(BANK)
    finish(desk)
    desk.restart("ana", "tasks")
    second = set(slugs(desk.lesson(ANA))) & set(BANK)
    assert len(first & second) == 1  # the one that must be right


def test_a_question_that_is_not_asked_is_refused_and_has_no_state(desk: Desk) -> None:
    other = next(slug for slug in BANK if slug not in slugs(desk.lesson(ANA)))
    with pytest.raises(UnknownError):
        give(desk, other, "a")
    assert desk.known(ANA, other)["state"] is None


def test_the_page_is_asked_to_ask_how_sure_the_reader_is_but_in_a_story(desk: Desk) -> None:
    flags = {str(v["kind"]): v.get("confidence") for v in desk.lesson(ANA)["activities"]}
    assert flags.pop("scenario") is None
    assert set(flags.values()) == {True}


def test_how_sure_the_reader_was_is_acknowledged_and_there_when_the_page_is_opened_again(
    desk: Desk,
) -> None:
    slug = next(slug for slug in slugs(desk.lesson(ANA)) if slug in BANK)
    right = right_response(activity_key(MODULE.activity(slug)))
    state = give(desk, slug, right, "guess")["state"]
    assert (state["confidence"], "sureness" in state["feedback"]) == ("guess", True)
    shown = {view["slug"]: view["state"] for view in desk.lesson(ANA)["activities"]}
    assert shown[slug] == state
