"""Stock nbgrader reads what readyroom wrote, and gives the same grades with a kernel."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from readyroom.gradebook.project import bring_up_to_date
from readyroom.play.keys import module_key
from readyroom.records.paths import Data
from tests.builders import MODULE, RIGHT
from tests.graded import ANN, BEN, HALF, data_folder, take

GRADING = Path(__file__).parent.parent / "grading"
ASSIGNMENT = module_key(MODULE).assignment
PARTLY = {**HALF, "what-stops": ["a"], "the-pond": {"decision": "do-not-publish", "reason": "none"}}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    data = data_folder(tmp_path_factory.mktemp("stock"), ANN, BEN)
    take(data, "ann", PARTLY)
    take(data, "ben", RIGHT)
    bring_up_to_date(data)
    return data


def nbgrader(data: Data, *words: str) -> str:
    """Runs a stock command in ``grading/``, with this Python's commands on PATH."""
    commands = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=GRADING,
        env={**os.environ, "READYROOM_DATA": str(data.root), "PATH": commands},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def rows(data: Data) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(data.gradebook / "gradebook.db")
    try:
        return connection.execute(
            "SELECT s.student_id, s.timestamp, b.name, g.auto_score, g.manual_score,"
            " g.extra_credit, g.needs_manual_grade, n.flagged, n.late_submission_penalty"
            " FROM grade g JOIN base_cell b ON b.id = g.cell_id"
            " JOIN submitted_notebook n ON n.id = g.notebook_id"
            " JOIN submitted_assignment s ON s.id = n.assignment_id ORDER BY 1, 3"
        ).fetchall()
    finally:
        connection.close()


def forget_scores(data: Data) -> None:
    connection = sqlite3.connect(data.gradebook / "gradebook.db")
    with connection:
        connection.execute("UPDATE grade SET auto_score = NULL, needs_manual_grade = 1")
    connection.close()


def test_stock_autograde_gives_the_same_rows_with_a_kernel(data: Data) -> None:
    ours = rows(data)
    assert [row[3] for row in ours if row[0] == "ann"] == [1.0, 0.0, 1.0, 1.0]
    forget_scores(data)
    assert rows(data) != ours
    nbgrader(data, "autograde", ASSIGNMENT, "--force")
    assert rows(data) == ours
    assert bring_up_to_date(data).unchanged == 2


def test_stock_export_and_feedback_read_the_gradebook(data: Data, tmp_path: Path) -> None:
    nbgrader(data, "export", "--to", str(tmp_path / "grades.csv"))
    with (tmp_path / "grades.csv").open(newline="") as file:
        scores = {row["student_id"]: row["score"] for row in csv.DictReader(file)}
    assert scores == {"ann": "3.0", "ben": "9.0"}
    nbgrader(data, "generate_feedback", ASSIGNMENT, "--student", "ben")
    assert list((data.gradebook / "feedback" / "ben" / ASSIGNMENT).glob("*.html"))


def test_stock_generate_assignment_makes_the_same_release(data: Data) -> None:
    place = data.gradebook / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    ours = place.read_bytes()
    nbgrader(data, "generate_assignment", ASSIGNMENT, "--force")
    assert place.read_bytes() == ours


def test_the_gradebook_is_at_the_newest_version_of_nbgraders_schema(data: Data) -> None:
    said = nbgrader(data, "db", "upgrade")
    assert "Running upgrade" not in said
