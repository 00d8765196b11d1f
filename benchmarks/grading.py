"""Grading one submission of the module: ours without a kernel, stock nbgrader with one."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tests.graded import data_folder, take

from benchmarks.measure import ROOT, scratch, seconds, show
from readyroom.content.load import load_course
from readyroom.gradebook.project import Projection
from readyroom.play.keys import ChoiceKey, Response, module_key, right_response
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.records.people import Person

TIMES = 3
PEOPLE = tuple(
    Person(
        id=f"p{number}",
        last_name=f"Person {number}",
        first_name="Pat",
        email=f"p{number}@school.example",
        role="staff",
        school="Hill Primary",
    )
    for number in range(1 + 2 * TIMES)
)


def run() -> None:
    """Grades the same submissions by both in turn; their scores have to be equal."""
    course = load_course(ROOT)
    course = course.model_copy(update={"modules": (course.module("pictures"),)})
    key = module_key(course.modules[0])
    right = {activity.slug: right_response(activity) for activity in key.activities}
    wrong: dict[str, Response] = {
        one.slug: next(option for option in one.options if option not in one.right)
        for one in key.activities
        if isinstance(one, ChoiceKey) and not one.multiple
    }
    running, ours, stock = [], [], []
    scores: dict[str, float] = {}
    with scratch() as folder:
        data = data_folder(folder, *PEOPLE)
        Log(data.log).close()
        projection = Projection(data, keep="best", pass_percent=course.pass_rule.percent)
        for number, person in enumerate(PEOPLE):
            responses = right | wrong if number % 3 else right
            take(data, person.id, responses, course=course, at=datetime.now(UTC))
            if number == 0:
                projection.catch_up(wait=1)  # releases the assignment, once
            elif number % 2:
                running.append(seconds(lambda: projection.catch_up(wait=1)))
            else:
                ours.append(seconds(lambda: _readyroom(data)))
            scores[person.id] = _scores(data)[person.id]
            if number % 2:
                stock.append(seconds(lambda who=person.id: _stock(data, key.assignment, who)))
        projection.close()
        _forget_scores(data)
        each = seconds(lambda: _stock(data, key.assignment, "*")) / len(PEOPLE)
        assert _scores(data) == scores, "the two gradings differ"
    assert len(set(scores.values())) > 1
    show(
        "s",
        {
            "the running grader": running,
            "nbgrader autograde, each of many": [each],
            "readyroom grade, a command": ours,
            "nbgrader autograde, a command": stock,
        },
        digits=3,
    )
    print(f"  The scores of all {len(scores)} submissions are equal.")


def _readyroom(data: Data) -> None:
    command = [sys.executable, "-m", "readyroom", "grade", "--data", str(data.root)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def _stock(data: Data, assignment: str, student: str) -> None:
    """Runs nbgrader's own command in ``grading/``, as grading/README.md says."""
    commands = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [
            *(sys.executable, "-m", "nbgrader", "autograde", assignment),
            *("--student", student, "--force"),
        ],
        cwd=ROOT / "grading",
        env={**os.environ, "READYROOM_DATA": str(data.root), "PATH": commands},
        check=True,
        capture_output=True,
    )


def _scores(data: Data) -> dict[str, float]:
    with closing(sqlite3.connect(data.gradebook / "gradebook.db")) as connection:
        return dict(
            connection.execute(
                "SELECT s.student_id, SUM(g.auto_score) FROM grade g"
                " JOIN submitted_notebook n ON n.id = g.notebook_id"
                " JOIN submitted_assignment s ON s.id = n.assignment_id GROUP BY 1"
            )
        )


def _forget_scores(data: Data) -> None:
    """Takes our scores away, so that those that are there later are stock nbgrader's."""
    with closing(sqlite3.connect(data.gradebook / "gradebook.db")) as connection, connection:
        connection.execute("UPDATE grade SET auto_score = NULL, needs_manual_grade = 1")
