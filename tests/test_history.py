"""A person's record: every attempt with whether it counts, and every answer in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from readyroom.content.model import Course
from readyroom.errors import UnknownError
from readyroom.gradebook.project import bring_up_to_date
from readyroom.records.attempts import Attempts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.history import History
from tests.builders import COURSE, MODULE, PICTURE, QUESTION, RIGHT
from tests.graded import ANN, BEN, HALF, NOON, WRONG, data_folder, take

DAY = timedelta(days=1)
SOON = NOON + 30 * DAY
EDITED = QUESTION.model_copy(update={"stem": "Who asks first?", "title": "Who asks first?"})


def course_with(*activities: Any, **changed: Any) -> Course:
    """The course with other activities, or with another field of its own."""
    module = MODULE.model_copy(update={"activities": activities or MODULE.activities})
    return COURSE.model_copy(update={"modules": (module,), **changed})


def history(data: Data, course: Course = COURSE, now: datetime = SOON) -> History:
    return History(course, data, now=lambda: now)


def attempts(data: Data, course: Course = COURSE, now: datetime = SOON) -> list[dict[str, Any]]:
    """Ann's attempts at the one module, the newest first."""
    (module,) = history(data, course, now).modules("ann")["modules"]
    found: list[dict[str, Any]] = module["attempts"]
    return found


def reasons(data: Data, course: Course = COURSE, now: datetime = SOON) -> list[tuple[bool, str]]:
    """Whether each attempt counts, and why."""
    return [(a["counts"], " ".join(a["why"])) for a in attempts(data, course, now)]


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return data_folder(tmp_path, ANN, BEN)


@pytest.fixture(scope="module")
def thrice(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """Ann failed, passed, passed again; all of it is graded."""
    data = data_folder(tmp_path_factory.mktemp("thrice"), ANN)
    take(data, "ann", WRONG)
    take(data, "ann", RIGHT, at=NOON + DAY)
    take(data, "ann", RIGHT, at=NOON + 2 * DAY)
    bring_up_to_date(data)
    return data


def test_who_has_not_begun_has_a_module_without_attempts(data: Data) -> None:
    log = Log(data.log)
    Attempts(COURSE, log).publish(NOON)
    log.close()
    found = history(data).modules("ann")
    assert found["name"] == "Ann Reed"
    assert [(m["slug"], m["title"], m["attempts"]) for m in found["modules"]] == [
        ("pond", "The pond", [])
    ]


def test_every_attempt_is_there_and_the_newest_comes_first(thrice: Data) -> None:
    found = attempts(thrice)
    assert [(a["number"], a["percent"]) for a in found] == [(3, 100), (2, 100), (1, 0)]
    assert found[0]["finished"] == (NOON + 2 * DAY).isoformat()
    assert (found[0]["policy"], found[0]["course"]) == ("2026-09", "1")
    assert found[0]["entered_by"] is None


def test_the_pass_that_counts_says_so_and_until_when(thrice: Data) -> None:
    newest = attempts(thrice)[0]
    assert (newest["counts"], newest["why"]) == (True, ["This pass counts."])
    assert newest["until"] == "2028-11-24T12:00:00+00:00"


def test_the_attempts_that_another_one_replaced_say_so(thrice: Data) -> None:
    why = "Another attempt counts: it is better, or as good and later."
    assert reasons(thrice)[1:] == [(False, why), (False, why)]


def test_a_failed_attempt_says_what_is_missing(data: Data) -> None:
    take(data, "ann", HALF)
    bring_up_to_date(data)
    assert reasons(data) == [(False, "You scored 55.5%; you need 80%.")]


def test_an_attempt_that_is_not_graded_yet_is_being_checked(data: Data) -> None:
    take(data, "ann", RIGHT)
    assert reasons(data) == [(False, "Your answers are being checked.")]


def test_an_attempt_that_is_begun_is_not_finished(data: Data) -> None:
    log = Log(data.log)
    run = Attempts(COURSE, log)
    run.publish(NOON)
    run.answer("ann", "pond", attempt=1, activity="who-asks", response="b", at=NOON)
    log.close()
    (found,) = attempts(data)
    assert (found["finished"], found["percent"]) == (None, None)
    assert reasons(data) == [(False, "It is not finished.")]


def test_a_pass_under_an_earlier_policy_counts_no_longer(thrice: Data) -> None:
    policy = COURSE.policy.model_copy(update={"version": "2027-01"})
    assert reasons(thrice, course_with(policy=policy))[0] == (
        False,
        "The policy has changed since you passed.",
    )


def test_a_pass_that_has_run_out_counts_no_longer(thrice: Data) -> None:
    late = NOON + 800 * DAY
    assert reasons(thrice, now=late)[0] == (False, "Your pass has run out.")


@pytest.mark.parametrize(("by", "name"), [("ben", "Ben Sole"), ("somebody-gone", "somebody-gone")])
def test_an_attempt_entered_from_paper_says_by_whom(data: Data, by: str, name: str) -> None:
    log = Log(data.log)
    run = Attempts(COURSE, log)
    run.publish(NOON)
    run.enter("ann", "pond", RIGHT, by=by, at=NOON)  # type: ignore[arg-type]
    log.close()
    assert [a["entered_by"] for a in attempts(data)] == [name]


def test_a_module_that_the_course_has_no_longer_keeps_its_title(thrice: Data) -> None:
    other = MODULE.model_copy(update={"slug": "lake", "title": "The lake"})
    course = COURSE.model_copy(update={"modules": (other,)})
    found = history(thrice, course).modules("ann")["modules"]
    assert [module["title"] for module in found] == ["The lake", "The pond"]
    assert found[1]["attempts"][0]["why"] == ["This module is no longer part of the training."]


def test_a_damaged_gradebook_leaves_the_record_readable(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    (data.gradebook / "gradebook.db").write_bytes(b"no database" * 1000)
    assert reasons(data) == [(False, "Your answers are being checked.")]


def test_an_attempt_is_told_in_the_order_of_the_page(thrice: Data) -> None:
    found = history(thrice).attempt("ann", "pond", 1)
    assert (found["title"], found["number"], found["name"]) == ("The pond", 1, "Ann Reed")
    assert [answer["slug"] for answer in found["activities"]] == list(RIGHT)
    question = found["activities"][2]
    assert (question["score"], question["points"], question["heading"]) == (0, 1, "Not right")
    assert question["lines"][0]["answer"] == "Nobody"
    assert [clause["id"] for clause in question["clauses"]] == ["IMG-1"]


def test_a_storys_clauses_are_told_with_it(thrice: Data) -> None:
    story = history(thrice).attempt("ann", "pond", 2)["activities"][0]
    assert [clause["id"] for clause in story["clauses"]] == ["IMG-1"]


def test_a_question_that_was_changed_since_shows_its_score_and_no_feedback(thrice: Data) -> None:
    course = course_with(*(EDITED if a is QUESTION else a for a in MODULE.activities))
    answers = history(thrice, course).attempt("ann", "pond", 2)["activities"]
    changed = next(answer for answer in answers if answer["slug"] == "who-asks")
    assert (changed["changed"], changed["title"]) == (True, "Who asks first?")
    assert (changed["score"], changed["points"]) == (1, 1)
    assert "lines" not in changed
    assert [a["slug"] for a in answers if not a["changed"]] == [
        "the-walk",
        "the-pond",
        "what-stops",
    ]


def test_a_question_that_was_taken_out_is_told_by_its_name(thrice: Data) -> None:
    course = course_with(*(a for a in MODULE.activities if a is not PICTURE))
    last = history(thrice, course).attempt("ann", "pond", 2)["activities"][-1]
    assert (last["title"], last["changed"], last["score"]) == ("The pond", True, 2)


def test_a_finished_attempt_tells_what_was_submitted_after_an_edit_is_taken_back(
    data: Data,
) -> None:
    edited = course_with(*(EDITED if a is QUESTION else a for a in MODULE.activities))
    log = Log(data.log)
    before, after = Attempts(COURSE, log), Attempts(edited, log)
    before.answer("ann", "pond", attempt=1, activity="who-asks", response="b", at=NOON)
    after.answer("ann", "pond", attempt=1, activity="who-asks", response="a", at=NOON)
    for slug, response in {**RIGHT, "who-asks": "b"}.items():
        before.answer("ann", "pond", attempt=1, activity=slug, response=response, at=NOON)  # type: ignore[arg-type]
    log.close()
    answers = history(data).attempt("ann", "pond", 1)["activities"]
    (question,) = (answer for answer in answers if answer["slug"] == "who-asks")
    assert (question["changed"], question["lines"][0]["answer"]) == (False, "We do")


def test_how_sure_the_reader_was_stands_in_the_record(data: Data) -> None:
    course = course_with(confidence=True)
    log = Log(data.log)
    run = Attempts(course, log)
    run.publish(NOON)
    run.answer(
        "ann",
        "pond",
        attempt=1,
        activity="who-asks",
        response="a",
        confidence="sure",
        at=NOON,
    )
    log.close()
    (answer,) = history(data, course).attempt("ann", "pond", 1)["activities"]
    assert answer["confidence"] == "sure"


@pytest.mark.parametrize(
    ("person", "module", "number"),
    [("ann", "pond", 4), ("ann", "lake", 1), ("zoe", "pond", 1)],
)
def test_an_attempt_that_nobody_made_is_unknown(
    thrice: Data, person: str, module: str, number: int
) -> None:
    with pytest.raises(UnknownError):
        history(thrice).attempt(person, module, number)


def enter(data: Data, responses: dict[str, Any], *, by: str = "tess", at: datetime = NOON) -> None:
    """Enters a paper of Ann's."""
    log = Log(data.log)
    attempts = Attempts(COURSE, log)
    attempts.publish(at)
    attempts.enter("ann", "pond", responses, by=by, at=at)
    log.close()


def entered(data: Data, *, by: str = "tess", now: datetime = NOON) -> dict[str, Any] | None:
    return history(data, now=now).entered("ann", "pond", by=by)


def test_who_enters_a_paper_is_told_what_that_paper_scored_and_not_the_best(data: Data) -> None:
    take(data, "ann", RIGHT, at=NOON - DAY)
    enter(data, HALF)
    assert entered(data) == {"percent": None}
    bring_up_to_date(data)
    score = attempts(data, now=NOON)[0]["percent"]
    assert 0 < score < 100
    assert entered(data) == {"percent": score}


def test_who_did_not_enter_the_newest_paper_is_told_nothing(data: Data) -> None:
    take(data, "ann", RIGHT, at=NOON - DAY)
    assert entered(data) is None
    enter(data, HALF, by="tess")
    assert entered(data, by="ann") is None
    enter(data, RIGHT, by="sue", at=NOON + timedelta(minutes=1))
    assert entered(data) is None


def test_what_a_person_does_after_a_paper_is_not_told_to_who_entered_it(data: Data) -> None:
    enter(data, HALF)
    take(data, "ann", RIGHT, at=NOON + timedelta(minutes=1))
    assert entered(data) is None


def test_an_hour_after_a_paper_was_entered_nothing_is_told_of_it(data: Data) -> None:
    enter(data, RIGHT)
    assert entered(data, now=NOON + timedelta(minutes=59)) is not None
    assert entered(data, now=NOON + timedelta(minutes=61)) is None
