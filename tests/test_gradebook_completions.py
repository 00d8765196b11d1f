"""People, log and gradebook together say where everybody stands."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from readyroom.content.model import Course
from readyroom.errors import UnknownError
from readyroom.gradebook.completions import Record, completion_of, completions
from readyroom.gradebook.project import bring_up_to_date
from readyroom.records.attempts import Attempts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from tests.builders import COURSE, LIST, MODULE, RIGHT
from tests.graded import ANN, BEN, HALF, NOON, data_folder, forge, submitted, take

LATER = NOON + timedelta(days=30)
MUST = COURSE.model_copy(
    update={
        "modules": (
            MODULE.model_copy(
                update={
                    "activities": (
                        *MODULE.activities[:-1],
                        LIST.model_copy(update={"must_pass": True}),
                    )
                }
            ),
        )
    }
)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return data_folder(tmp_path, ANN, BEN)


def ann(data: Data, course: Course = COURSE) -> Record:
    return completion_of(course, data, "ann", LATER)


def test_everybody_on_the_roster_is_there_before_anybody_has_begun(data: Data) -> None:
    found = completions(COURSE, data, LATER)
    assert [(r.person.id, r.completion.status, r.attempts) for r in found] == [
        ("ann", "not started", 0),
        ("ben", "not started", 0),
    ]


def test_a_folder_without_a_roster_has_nobody(tmp_path: Path) -> None:
    assert completions(COURSE, Data(tmp_path), LATER) == ()


def test_somebody_who_is_not_on_the_roster_is_unknown(data: Data) -> None:
    with pytest.raises(UnknownError):
        completion_of(COURSE, data, "zoe", LATER)


def test_right_answers_complete_the_training_with_the_event_as_evidence(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    (event,) = submitted(data)
    found = ann(data)
    assert found.completion.status == "complete"
    assert found.completion.evidence == event.hash
    assert found.completion.started == found.completion.completed == NOON
    assert found.completion.modules[0].percent == 100
    assert found.attempts == 1


def test_a_submission_that_is_not_graded_yet_is_being_checked(data: Data) -> None:
    take(data, "ann", RIGHT)
    assert ann(data).completion.modules[0].status == "being checked"
    assert ann(data).completion.pending_review == 0


def test_a_retake_that_is_not_graded_yet_is_being_checked(data: Data) -> None:
    take(data, "ann", HALF)
    bring_up_to_date(data)
    assert ann(data).completion.modules[0].status == "not passed"
    take(data, "ann", RIGHT)
    assert ann(data).completion.modules[0].status == "being checked"


def test_a_worse_retake_leaves_the_better_attempt_in_force(data: Data) -> None:
    take(data, "ann", RIGHT)
    take(data, "ann", HALF, at=NOON + timedelta(days=1))
    bring_up_to_date(data)
    found = ann(data)
    assert found.completion.status == "complete"
    assert found.completion.completed == NOON
    assert found.attempts == 2


def test_an_attempt_that_is_begun_is_in_progress(data: Data) -> None:
    log = Log(data.log)
    attempts = Attempts(COURSE, log)
    attempts.answer("ann", "pond", attempt=1, activity="who-asks", response="b", at=NOON)
    log.close()
    found = ann(data)
    assert (found.completion.status, found.attempts) == ("in progress", 1)
    assert found.completion.modules[0].percent is None


def test_a_new_attempt_at_a_failed_module_is_in_progress(data: Data) -> None:
    take(data, "ann", HALF)
    bring_up_to_date(data)
    log = Log(data.log)
    Attempts(COURSE, log).restart("ann", "pond", at=NOON)
    log.close()
    found = ann(data)
    assert (found.completion.status, found.attempts) == ("in progress", 2)


def test_what_has_to_be_right_is_taken_from_the_keys_of_that_time(data: Data) -> None:
    take(data, "ann", {**RIGHT, "what-stops": ["a"]}, course=MUST)
    bring_up_to_date(data, pass_percent=80)
    standing = ann(data, COURSE).completion.modules[0]
    assert standing.percent == 88.8
    assert standing.missing == ("The question 'What stops you?' has to be right.",)


def test_the_attempt_with_the_must_right_passes_though_another_scored_more(data: Data) -> None:
    take(data, "ann", {**RIGHT, "what-stops": ["a"]}, course=MUST)
    take(
        data,
        "ann",
        {**RIGHT, "the-pond": {"decision": "do-not-publish", "reason": "none"}, "who-asks": "b"},
        course=MUST,
    )
    bring_up_to_date(data)
    assert ann(data, MUST).completion.status == "complete"


def test_a_disagreement_between_log_and_nbgrader_blocks_completion(data: Data) -> None:
    take(data, "ann", HALF)
    forge(data, score=9.0)
    bring_up_to_date(data)
    found = ann(data).completion
    assert (found.status, found.pending_review, found.evidence) == ("needs review", 1, "")
    assert found.modules[0].percent is None


def test_nbgraders_score_counts_once_somebody_has_looked(data: Data) -> None:
    take(data, "ann", HALF)
    forge(data, score=9.0)
    bring_up_to_date(data)
    connection = sqlite3.connect(data.gradebook / "gradebook.db")
    with connection:
        connection.execute("UPDATE submitted_notebook SET flagged = 0")
    connection.close()
    found = ann(data).completion
    assert (found.status, found.modules[0].percent) == ("not passed", 55.5)


def test_a_pass_on_earlier_content_counts_under_the_same_policy(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    assert ann(data, MUST).completion.status == "complete"


def test_a_pass_under_an_earlier_policy_does_not_count(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    policy = COURSE.policy.model_copy(update={"version": "2028-09"})
    course = COURSE.model_copy(update={"policy": policy})
    assert ann(data, course).completion.status == "expired"
    take(data, "ann", RIGHT, course=course)
    bring_up_to_date(data)
    assert ann(data, course).completion.status == "complete"
