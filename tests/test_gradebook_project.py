"""The gradebook follows the log, whatever happens in between."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readyroom.errors import GradeError
from readyroom.gradebook import submission
from readyroom.gradebook.course import CourseFolder
from readyroom.gradebook.project import Projection, Report, bring_up_to_date
from readyroom.gradebook.results import results
from readyroom.gradebook.watch import watch
from readyroom.play.keys import module_key
from readyroom.records.log import Draft, Log
from readyroom.records.paths import Data
from readyroom.records.people import People
from tests.builders import COURSE, MODULE, RIGHT
from tests.graded import (
    ANN,
    BEN,
    HALF,
    NOON,
    WRONG,
    data_folder,
    forge,
    result_of,
    submitted,
    take,
)

ASSIGNMENT = module_key(MODULE).assignment


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return data_folder(tmp_path, ANN, BEN)


def dump(data: Data) -> list[tuple[object, ...]]:
    """Everything that the gradebook says of grades, without its random ids."""
    connection = sqlite3.connect(data.gradebook / "gradebook.db")
    try:
        return connection.execute(
            "SELECT s.student_id, a.name, s.timestamp, b.name, g.auto_score, g.manual_score,"
            " g.needs_manual_grade, n.flagged, r.kept, r.seen, r.state"
            " FROM grade g JOIN base_cell b ON b.id = g.cell_id"
            " JOIN submitted_notebook n ON n.id = g.notebook_id"
            " JOIN submitted_assignment s ON s.id = n.assignment_id"
            " JOIN assignment a ON a.id = s.assignment_id"
            " JOIN readyroom_graded r ON r.person = s.student_id AND r.assignment = a.name"
            " ORDER BY 1, 2, 4"
        ).fetchall()
    finally:
        connection.close()


def run_sql(data: Data, statement: str) -> None:
    connection = sqlite3.connect(data.gradebook / "gradebook.db")
    with connection:
        connection.execute(statement)
    connection.close()


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_submission_in_the_log_becomes_a_grade(data: Data) -> None:
    take(data, "ann", HALF)
    assert bring_up_to_date(data) == Report(graded=1)
    result = result_of(data, "ann")
    assert result.scores == {"the-walk": 0, "the-pond": 2, "who-asks": 1, "what-stops": 2}
    assert (result.score, result.max_score) == (5, 9)
    assert result.assignment == ASSIGNMENT
    assert result.graded
    assert not result.pending


def test_a_second_run_changes_nothing(data: Data) -> None:
    take(data, "ann", RIGHT)
    take(data, "ben", WRONG)
    bring_up_to_date(data)
    before = dump(data)
    assert bring_up_to_date(data) == Report(unchanged=2)
    assert dump(data) == before


def test_the_best_attempt_stands_in_the_gradebook(data: Data) -> None:
    take(data, "ann", HALF)
    take(data, "ann", RIGHT, at=NOON + timedelta(days=1))
    take(data, "ann", WRONG, at=NOON + timedelta(days=2))
    bring_up_to_date(data)
    assert result_of(data, "ann").score == 9
    assert len(submitted(data)) == 3


def test_a_worse_retake_is_seen_and_not_graded(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    take(data, "ann", WRONG)
    assert bring_up_to_date(data) == Report(unchanged=1)
    first, second = submitted(data)
    result = result_of(data, "ann")
    assert (result.kept, result.seen) == (first.seq, second.seq)
    assert result.score == 9


def test_the_latest_attempt_stands_when_that_is_asked_for(data: Data) -> None:
    take(data, "ann", RIGHT)
    take(data, "ann", WRONG)
    bring_up_to_date(data, keep="latest")
    assert result_of(data, "ann").score == 0


def test_a_later_pass_is_kept_with_its_date_when_the_pass_mark_is_known(data: Data) -> None:
    take(data, "ann", RIGHT)
    take(data, "ann", {**RIGHT, "what-stops": ["a"]}, at=NOON + timedelta(days=600))
    take(data, "ann", WRONG, at=NOON + timedelta(days=601))
    bring_up_to_date(data, pass_percent=80)
    assert result_of(data, "ann").score == 8


def test_the_roster_becomes_the_students_of_nbgrader(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    roster = People(data.people)
    roster.save([replace(ANN, last_name="Reed, Jones")])
    roster.close()
    bring_up_to_date(data)
    connection = sqlite3.connect(data.gradebook / "gradebook.db")
    rows = connection.execute("SELECT id, first_name, last_name, email FROM student ORDER BY id")
    assert rows.fetchall() == [
        ("ann", "Ann", "Reed, Jones", "ann@hill.example"),
        ("ben", "Ben", "Sole", "ben@hill.example"),
    ]
    connection.close()


def test_a_gradebook_made_anew_is_the_same(data: Data) -> None:
    take(data, "ann", HALF)
    take(data, "ben", WRONG)
    bring_up_to_date(data)
    take(data, "ann", RIGHT)
    forge(data, score=9.0)
    bring_up_to_date(data)
    before = dump(data)
    shutil.rmtree(data.gradebook)
    assert bring_up_to_date(data).graded == 2
    assert dump(data) == before


@pytest.mark.parametrize("step", ["autograded", "submitted", "release", "source"])
def test_a_folder_that_is_lost_is_made_again(data: Data, step: str) -> None:
    take(data, "ann", HALF)
    bring_up_to_date(data)
    before = dump(data)
    shutil.rmtree(data.gradebook / step)
    bring_up_to_date(data)
    take(data, "ben", RIGHT)
    assert not bring_up_to_date(data).problems
    assert dump(data)[: len(before)] == before
    assert result_of(data, "ben").score == 9


def test_a_grading_that_was_cut_short_is_done_again(data: Data) -> None:
    take(data, "ann", HALF)
    bring_up_to_date(data)
    before = dump(data)
    run_sql(data, "UPDATE readyroom_graded SET state = 'grading'")
    run_sql(data, "UPDATE grade SET auto_score = NULL, needs_manual_grade = 1")
    left_over = data.gradebook / ".new" / "tmpx"
    left_over.mkdir(parents=True)
    assert not result_of(data, "ann").graded
    assert not result_of(data, "ann").pending
    assert bring_up_to_date(data) == Report(graded=1)
    assert dump(data) == before
    assert not left_over.exists()


def test_a_score_that_disagrees_with_the_log_is_flagged(data: Data) -> None:
    take(data, "ann", HALF)
    bring_up_to_date(data)
    forge(data, score=9.0)
    assert bring_up_to_date(data) == Report(graded=1, disagreed=1)
    result = result_of(data, "ann")
    assert result.score == 5
    assert result.flagged
    assert result.pending


def test_a_flag_that_somebody_took_away_stays_away(data: Data) -> None:
    take(data, "ann", HALF)
    forge(data, score=9.0)
    bring_up_to_date(data)
    run_sql(data, "UPDATE submitted_notebook SET flagged = 0")
    bring_up_to_date(data)
    assert not result_of(data, "ann").pending


def test_a_manual_score_wins_and_is_looked_at_again_after_a_retake(data: Data) -> None:
    take(data, "ann", HALF)
    bring_up_to_date(data)
    run_sql(
        data,
        "UPDATE grade SET manual_score = 3.0, extra_credit = 0.5 WHERE cell_id ="
        " (SELECT id FROM base_cell WHERE name = 'the-walk')",
    )
    assert result_of(data, "ann").scores["the-walk"] == 3.5
    assert not result_of(data, "ann").pending
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    assert result_of(data, "ann").needs_manual


def test_one_submission_that_cannot_be_graded_does_not_stop_the_others(data: Data) -> None:
    take(data, "ann", RIGHT)
    log = Log(data.log)
    for person, body in (
        ("../../etc", submitted(data)[0].body),
        ("cat", {"assignment": "no-such"}),
        ("dan", {**submitted(data)[0].body, "assignment": "pond-00000000"}),
    ):
        draft = Draft(
            key=f"submitted/{person}",
            kind="submitted",
            person=person,
            module="pond",
            attempt=1,
            body=body,
            content=module_key(MODULE).digest(),
        )
        log.append(draft, at=NOON)
    log.close()
    take(data, "ben", RIGHT)
    report = bring_up_to_date(data)
    assert report.graded == 2
    assert len(report.problems) == 3
    assert "cannot be the name of a folder" in "".join(report.problems)
    assert [r.person for r in results(data) if r.pending] == ["../../etc", "dan"]
    assert [r.person for r in results(data) if r.graded] == ["ann", "ben"]
    assert not (data.root / "etc").exists()


def test_a_failure_that_is_over_leaves_no_flag(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    run_sql(data, "UPDATE readyroom_graded SET state = 'failed'")
    run_sql(data, "UPDATE submitted_notebook SET flagged = 1")
    assert result_of(data, "ann").failed
    assert bring_up_to_date(data) == Report(graded=1)
    assert not result_of(data, "ann").pending


def test_keys_in_the_log_that_are_not_what_they_were_published_as_grade_nothing(
    data: Data,
) -> None:
    take(data, "ann", RIGHT)
    (event,) = submitted(data)
    log = Log(data.log)
    key = module_key(MODULE).model_dump(mode="json")
    key["activities"][0]["points"] = 1
    log.append(Draft(key="p", kind="published", module="pond", body=key, content="f" * 64), at=NOON)
    log.append(
        Draft(
            key="s",
            kind="submitted",
            person="ben",
            module="pond",
            attempt=1,
            body=event.body,
            content="f" * 64,
        ),
        at=NOON,
    )
    log.close()
    report = bring_up_to_date(data)
    assert report.graded == 1
    assert "no valid marking keys" in report.problems[0]


def test_two_submissions_in_the_same_second_have_times_that_grow(data: Data) -> None:
    take(data, "ann", HALF)
    take(data, "ann", RIGHT)
    first, second = submitted(data)
    assert first.at == second.at
    assert submission.timestamp(first) < submission.timestamp(second)
    bring_up_to_date(data)
    expected = datetime(2026, 11, 22, 12, 0, 0, second.seq, tzinfo=UTC)
    assert result_of(data, "ann").submitted == expected


def test_a_grader_that_finds_another_at_work_says_so(data: Data) -> None:
    take(data, "ann", RIGHT)
    descriptor = os.open(data.root / "grading.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        with pytest.raises(GradeError, match="Another process is grading"):
            bring_up_to_date(data, wait=0.0)
    finally:
        os.close(descriptor)
    assert bring_up_to_date(data, wait=0.0).graded == 1


def test_without_a_log_there_is_nothing_to_grade(data: Data) -> None:
    with pytest.raises(GradeError, match="no log yet"):
        bring_up_to_date(data)
    assert results(data) == ()


def test_a_path_that_nbgrader_would_misread_is_refused(tmp_path: Path) -> None:
    (tmp_path / "[odd]").mkdir()
    data = data_folder(tmp_path / "[odd]", ANN)
    take(data, "ann", RIGHT)
    with pytest.raises(GradeError, match="Choose another data folder"):
        bring_up_to_date(data)


def test_a_new_version_of_the_content_is_another_assignment(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    changed = MODULE.model_copy(update={"activities": MODULE.activities[1:]})
    course = COURSE.model_copy(update={"modules": (changed,)})
    take(data, "ann", RIGHT, course=course)
    assert bring_up_to_date(data) == Report(graded=1, unchanged=1)
    assert {r.max_score for r in results(data)} == {9, 5}


def test_a_gradebook_taken_away_as_a_round_ends_is_made_anew(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(data, "ann", RIGHT)
    close = CourseFolder.close

    def close_and_take_away(folder: CourseFolder) -> None:
        close(folder)
        monkeypatch.undo()
        data.gradebook.rename(data.root / "away")

    monkeypatch.setattr(CourseFolder, "close", close_and_take_away)
    projection = Projection(data, keep="best", pass_percent=None)
    projection.catch_up(wait=5)
    assert projection.behind()
    assert projection.catch_up(wait=5) == Report(graded=1)
    projection.close()
    assert result_of(data, "ann").score == 9


def test_the_watch_grades_what_comes_in_and_outlives_a_deleted_gradebook(
    data: Data, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "readyroom.gradebook")
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(data, 0.01), kwargs={"stop": stop})
    watcher.start()
    try:
        take(data, "ann", RIGHT)
        wait_for(lambda: [r.person for r in results(data) if r.graded] == ["ann"])
        take(data, "ben", HALF)
        wait_for(lambda: [r.person for r in results(data) if r.graded] == ["ann", "ben"])
        data.gradebook.rename(data.root / "away")
        wait_for(lambda: [r.person for r in results(data) if r.graded] == ["ann", "ben"])
    finally:
        stop.set()
        watcher.join()
    assert "graded 1" in caplog.text
