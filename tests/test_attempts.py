"""Attempts: what was answered, read from the log and added to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from readyroom.content.model import Course
from readyroom.errors import AlreadyAnswered, AttemptOver, ResponseError, StaleAttempt, UnknownError
from readyroom.play.keys import module_key
from readyroom.records.attempt import Attempt
from readyroom.records.attempts import Attempts
from readyroom.records.log import Event, Log
from tests.builders import COURSE, LIST, MODULE, PICTURE, QUESTION, RIGHT, STORY

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "log.db")
    yield log
    log.close()


@pytest.fixture
def attempts(log: Log) -> Attempts:
    return Attempts(COURSE, log)


def give(
    attempts: Attempts, activity: str, response: object, *, attempt: int = 1
) -> tuple[Attempt, Event]:
    return attempts.answer(
        "ana",
        "pond",
        attempt=attempt,
        activity=activity,
        response=response,  # type: ignore[arg-type]
        at=NOON,
    )


def finish(attempts: Attempts, *, attempt: int = 1) -> Attempt:
    for activity, response in RIGHT.items():
        after, _ = give(attempts, activity, response, attempt=attempt)
    return after


def test_an_answer_is_there_when_it_is_read_again(attempts: Attempts) -> None:
    give(attempts, "who-asks", "a")
    now = attempts.current("ana", "pond")
    assert (now.number, dict(now.responses), now.finished) == (1, {"who-asks": "a"}, False)


def test_the_same_answer_again_is_acknowledged_and_recorded_once(
    attempts: Attempts, log: Log
) -> None:
    _, first = give(attempts, "what-stops", ["a", "c"])
    _, again = give(attempts, "what-stops", ["c", "a"])
    assert again == first
    assert len(log.events(kind="answered")) == 1


def with_stem(stem: str) -> Course:
    """The course with another text of the question who asks."""
    question = QUESTION.model_copy(update={"stem": stem})
    module = MODULE.model_copy(update={"activities": (STORY, PICTURE, question, LIST)})
    return COURSE.model_copy(update={"modules": (module,)})


def test_a_finished_attempt_shows_no_answer_but_the_one_submitted(
    attempts: Attempts, log: Log
) -> None:
    give(attempts, "who-asks", "a")
    edited = Attempts(with_stem("Who asks, please?"), log)
    finish(edited)
    assert edited.current("ana", "pond").responses["who-asks"] == "b"
    taken_back = attempts.current("ana", "pond")
    assert taken_back.finished
    assert "who-asks" in taken_back.asked
    assert "who-asks" not in taken_back.responses


def test_a_finished_attempt_shows_the_answer_that_counted_after_an_edit_was_taken_back(
    attempts: Attempts, log: Log
) -> None:
    give(attempts, "who-asks", "b")
    give(Attempts(with_stem("Who asks, please?"), log), "who-asks", "a")
    assert attempts.current("ana", "pond").responses["who-asks"] == "b"
    finish(attempts)
    assert attempts.current("ana", "pond").responses == RIGHT


@pytest.mark.parametrize(
    ("first", "second"), [(["a"], ["a", "c"]), (["a", "c"], ["a"]), (["a"], ["b"])]
)
def test_the_first_answer_counts(attempts: Attempts, first: list[str], second: list[str]) -> None:
    give(attempts, "what-stops", first)
    with pytest.raises(AlreadyAnswered):
        give(attempts, "what-stops", second)
    assert attempts.current("ana", "pond").responses["what-stops"] == first


def test_a_story_goes_on_step_by_step_and_never_back(attempts: Attempts) -> None:
    give(attempts, "the-walk", ["ask"])
    with pytest.raises(AlreadyAnswered):
        give(attempts, "the-walk", ["post"])
    after, _ = give(attempts, "the-walk", ["ask", "wait"])
    assert "the-walk" in after.complete


def test_an_earlier_stretch_of_a_walk_does_not_take_the_reader_back(attempts: Attempts) -> None:
    give(attempts, "the-walk", ["ask"])
    give(attempts, "the-walk", ["ask", "thank"])
    after, event = give(attempts, "the-walk", ["ask"])
    assert after.responses["the-walk"] == ["ask", "thank"]
    assert event.body["response"] == ["ask", "thank"]


def test_the_last_answer_submits_the_attempt_in_the_same_transaction(
    attempts: Attempts, log: Log
) -> None:
    assert finish(attempts).finished
    answered, submitted = log.events()[-2:]
    assert (answered.kind, submitted.kind) == ("answered", "submitted")
    assert submitted.body == {
        "assignment": module_key(MODULE).assignment,
        "responses": RIGHT,
        "score": 9.0,
        "points": 9,
    }


def test_a_finished_attempt_takes_no_more_answers_but_still_acknowledges_its_own(
    attempts: Attempts, log: Log
) -> None:
    finish(attempts)
    before = log.head()
    give(attempts, "who-asks", "b")
    with pytest.raises(AlreadyAnswered):
        give(attempts, "who-asks", "a")
    assert log.head() == before


def test_a_question_that_was_edited_after_the_attempt_was_finished_is_not_asked_again(
    attempts: Attempts, log: Log
) -> None:
    finish(attempts)
    reworded = QUESTION.model_copy(update={"stem": "Who has to ask?"})
    later = Attempts(edited(STORY, PICTURE, reworded, LIST), log)
    with pytest.raises(AttemptOver, match="take the module again"):
        give(later, "who-asks", "b")


def test_a_retake_begins_empty_and_keeps_what_was_there(attempts: Attempts, log: Log) -> None:
    finish(attempts)
    again = attempts.restart("ana", "pond", at=NOON)
    assert (again.number, dict(again.responses)) == (2, {})
    give(attempts, "who-asks", "a", attempt=2)
    assert [e.attempt for e in log.events(kind="answered")] == [1, 1, 1, 1, 2]


def test_an_unfinished_attempt_is_not_begun_again(attempts: Attempts) -> None:
    give(attempts, "who-asks", "a")
    assert attempts.restart("ana", "pond", at=NOON).number == 1


def test_a_page_of_an_attempt_that_is_over_is_told_so(attempts: Attempts) -> None:
    finish(attempts)
    attempts.restart("ana", "pond", at=NOON)
    with pytest.raises(StaleAttempt):
        give(attempts, "who-asks", "b", attempt=1)


def test_people_do_not_share_attempts(attempts: Attempts) -> None:
    give(attempts, "who-asks", "a")
    assert not attempts.current("bo", "pond").responses


def test_what_is_no_response_leaves_nothing_in_the_log(attempts: Attempts, log: Log) -> None:
    with pytest.raises(ResponseError):
        give(attempts, "who-asks", "z")
    with pytest.raises(UnknownError):
        give(attempts, "nothing", "a")
    with pytest.raises(UnknownError):
        attempts.current("ana", "nothing")
    assert log.events() == ()


def edited(*activities: object) -> Course:
    module = MODULE.model_copy(update={"activities": activities})
    return COURSE.model_copy(update={"modules": (module,)})


def test_an_edited_question_is_asked_again_and_the_others_keep_their_answers(
    attempts: Attempts, log: Log
) -> None:
    give(attempts, "who-asks", "b")
    give(attempts, "what-stops", ["a", "c"])
    reworded = QUESTION.model_copy(update={"stem": "Who has to ask?"})
    later = Attempts(edited(STORY, PICTURE, reworded, LIST), log)
    assert dict(later.current("ana", "pond").responses) == {"what-stops": ["a", "c"]}
    give(later, "who-asks", "a")
    assert later.current("ana", "pond").responses["who-asks"] == "a"


def test_an_attempt_that_an_edit_leaves_complete_is_submitted_when_it_is_opened(
    attempts: Attempts, log: Log
) -> None:
    give(attempts, "who-asks", "b")
    give(attempts, "what-stops", ["a", "c"])
    shorter = Attempts(edited(QUESTION, LIST), log)
    assert not shorter.current("ana", "pond").finished
    assert shorter.settle("ana", "pond", at=NOON).finished


def test_keys_are_published_once_for_each_version_of_the_content(
    attempts: Attempts, log: Log
) -> None:
    attempts.publish(NOON)
    attempts.publish(NOON)
    Attempts(edited(QUESTION, LIST), log).publish(NOON)
    published = log.events(kind="published")
    assert len(published) == 2
    assert published[0].content == module_key(MODULE).digest()
    assert published[0].body == module_key(MODULE).model_dump(mode="json")
