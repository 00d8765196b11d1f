"""nbgrader's source notebook of a module, and what is released of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from readyroom.content.load import load_course
from readyroom.gradebook._nbgrader import NotebookNode, nbformat
from readyroom.gradebook.answers import answer_source
from readyroom.gradebook.assemble import ANSWERS, source_notebook
from readyroom.gradebook.course import CourseFolder
from readyroom.gradebook.execute import run
from readyroom.gradebook.files import grading_lock
from readyroom.gradebook.published import Published
from readyroom.play.keys import module_key
from readyroom.records.paths import Data
from tests.builders import MODULE, RIGHT
from tests.graded import WRONG

KEY = module_key(MODULE)
ROOT = Path(__file__).parent.parent
COURSES = (ROOT, ROOT / "tests" / "courses" / "mini")


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return Data(tmp_path / "data").create()


def released(data: Data) -> NotebookNode:
    with grading_lock(data, wait=0):
        folder = CourseFolder(data)
        folder.release(Published(KEY, KEY.digest()))
        folder.close()
    name = KEY.assignment
    return nbformat.read(data.gradebook / "release" / name / f"{name}.ipynb", as_version=4)


def values(notebook: NotebookNode) -> dict[str, str]:
    """What the marking cells show."""
    run(notebook)
    return {
        cell.id: cell.outputs[0].get("data", {}).get("text/plain", "error")
        for cell in notebook.cells
        if cell.metadata.nbgrader.grade
    }


def answered(responses: dict[str, object]) -> NotebookNode:
    notebook = source_notebook(KEY)
    (cell,) = (cell for cell in notebook.cells if cell.id == ANSWERS)
    cell.source = answer_source(responses)
    return notebook


def test_the_source_notebook_is_valid_and_has_a_cell_for_each_activity() -> None:
    notebook = source_notebook(KEY)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == [
        "readyroom_intro",
        "readyroom_answers",
        "the-walk",
        "the-pond",
        "who-asks",
        "what-stops",
    ]
    assert [cell.metadata.nbgrader.get("points") for cell in notebook.cells] == [
        None,
        None,
        4,
        2,
        1,
        2,
    ]


def test_the_source_notebook_is_the_same_each_time() -> None:
    assert nbformat.writes(source_notebook(KEY)) == nbformat.writes(source_notebook(KEY))


def test_the_right_responses_in_the_source_get_full_marks() -> None:
    assert values(source_notebook(KEY)) == {
        "the-walk": "4.0",
        "the-pond": "2.0",
        "who-asks": "1.0",
        "what-stops": "2.0",
    }


@pytest.mark.parametrize("course", COURSES, ids=lambda folder: folder.name)
def test_right_answers_get_full_marks_and_none_get_nothing_in_every_module(course: Path) -> None:
    modules = load_course(course).modules
    assert modules
    for module in modules:
        key = module_key(module)
        right, empty = source_notebook(key), source_notebook(key)
        empty.cells[1].source = answer_source({})
        assert sum(map(float, values(right).values())) == key.points
        assert set(values(empty).values()) == {"0.0"}


@pytest.mark.parametrize("responses", [{}, WRONG, {"who-asks": {"nan": 1}, "the-walk": None}])
def test_no_answers_and_wrong_answers_get_nothing(responses: dict[str, object]) -> None:
    assert set(values(answered(responses)).values()) == {"0.0"}


def test_a_partly_right_response_gets_a_part_of_the_points() -> None:
    assert values(answered({**RIGHT, "what-stops": ["a"]}))["what-stops"] == "1.0"


def test_the_released_notebook_has_no_key_and_an_empty_record_of_answers(data: Data) -> None:
    notebook = released(data)
    (answers,) = (cell for cell in notebook.cells if cell.id == ANSWERS)
    assert answers.source == "import json\nRESPONSES = {}"
    text = json.dumps(notebook)
    assert "grade(" not in text
    assert not re.search(r"do-not-publish|IMG-1|critical|thank|[0-9a-f]{64}", text)


def test_a_release_is_made_once(data: Data) -> None:
    released(data)
    place = data.gradebook / "release" / KEY.assignment / f"{KEY.assignment}.ipynb"
    before = place.stat().st_mtime_ns
    released(data)
    assert place.stat().st_mtime_ns == before


def test_a_release_that_was_cut_short_is_made_again(data: Data) -> None:
    whole = released(data)
    place = data.gradebook / "release" / KEY.assignment / f"{KEY.assignment}.ipynb"
    place.unlink()
    assert released(data) == whole


@pytest.mark.parametrize(
    "value", ["-1.0", "5.0", "float('nan')", "True", "'1.0'", "[1.0]", "None", "1", "1/0"]
)
def test_a_cell_whose_value_is_no_score_gets_nothing(value: str) -> None:
    notebook = source_notebook(KEY)
    notebook.cells[2].source = value
    assert values(notebook)["the-walk"] == "error"


def test_a_cell_that_ends_without_a_value_gets_nothing() -> None:
    notebook = source_notebook(KEY)
    notebook.cells[2].source = "score = 4.0"
    assert values(notebook)["the-walk"] == "error"


def test_a_cell_that_is_not_ours_is_not_run(tmp_path: Path) -> None:
    notebook = source_notebook(KEY)
    trap = tmp_path / "trap"
    injected = nbformat.v4.new_code_cell(f"open({str(trap)!r}, 'w')\nRESPONSES = {{}}")
    notebook.cells.insert(2, injected)
    run(notebook)
    assert not trap.exists()
    assert notebook.cells[3].outputs[0].data["text/plain"] == "4.0"


def test_an_answer_cell_with_code_in_it_counts_as_unanswered(tmp_path: Path) -> None:
    notebook = answered(RIGHT)
    trap = tmp_path / "trap"
    notebook.cells[1].source += f"\nopen({str(trap)!r}, 'w')"
    assert set(values(notebook).values()) == {"0.0"}
    assert not trap.exists()
