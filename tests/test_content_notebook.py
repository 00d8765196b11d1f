"""A lesson's page: what its notebook may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.course_files import NOTEBOOK, faults

FILE = "course/small/small.ipynb"
NO_CALL = (
    "a code cell on a page is one call: lesson.scenario, lesson.image, lesson.task, lesson.quiz "
    "or lesson.bank with a name in quotes, or lesson.summary(). This is none: "
)


def changed(change: Callable[[Any], object]) -> str:
    notebook = json.loads(NOTEBOOK)
    change(notebook)
    return json.dumps(notebook, indent=1)


def found(tmp_path: Path, change: Callable[[Any], object]) -> list[str]:
    return faults(tmp_path, FILE, changed(change))


def set_source(cell: int, source: str) -> Callable[[Any], object]:
    return lambda notebook: notebook["cells"][cell].update(source=source)


def test_the_small_page_has_no_fault(tmp_path: Path) -> None:
    assert found(tmp_path, lambda notebook: None) == []


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, FILE, None) == [f"{FILE}: this file is missing."]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '{"cells":\n [',
            ":2: this is no notebook (Expecting value): restore or save it again.",
        ),
        ("[]", ":1: this is no notebook: it has no cells."),
        ("[" * 100_000, ":1: this is no notebook: it has no cells."),
    ],
)
def test_a_page_that_is_no_notebook_is_told(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, FILE, text) == [FILE + fault]


@pytest.mark.parametrize(
    "source",
    [
        "def show(): ...",
        "if True:\n    lesson.summary()",
        "import os",
        'lesson.scenario("fair"); lesson.image("maya")',
        'lesson.scenario("fa" + "ir")',
        "lesson.scenario(name)",
        'lesson.scenario("fair", 2)',
        'lesson.scenario(slug="fair")',
        'lesson.show("fair")',
        'lesson.summary("fair")',
        'other.scenario("fair")',
        'print("hello")',
        'lesson.scenario("fair',
        "%matplotlib inline",
    ],
)
def test_a_code_cell_that_is_not_one_call_is_told(tmp_path: Path, source: str) -> None:
    told = found(tmp_path, set_source(2, source))
    assert f"{FILE}:24: {NO_CALL}{' '.join(source.split())}" in told


def test_an_empty_code_cell_is_told(tmp_path: Path) -> None:
    assert f"{FILE}:24: this code cell is empty: take it out." in found(
        tmp_path, set_source(2, " \n")
    )


def test_an_endless_code_cell_is_not_even_parsed(tmp_path: Path) -> None:
    assert NO_CALL in found(tmp_path, set_source(2, "-" * 100_000 + "1"))[1]


def test_another_opening_is_told(tmp_path: Path) -> None:
    opening = 'from readyroom.widgets.lesson import Lesson\nlesson = Lesson("other")'
    assert found(tmp_path, set_source(0, opening)) == [
        f"{FILE}:6: the page's first code cell has to be: from readyroom.widgets.lesson import "
        'Lesson; lesson = Lesson("small")'
    ]


def test_a_page_without_code_is_told(tmp_path: Path) -> None:
    told = found(tmp_path, lambda notebook: notebook.update(cells=[]))
    assert any("first code cell has to be" in fault for fault in told)


def test_an_activity_that_the_page_does_not_show_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, lambda notebook: notebook["cells"].pop(3)) == [
        f'{FILE}: the page does not show the image "maya": add a cell lesson.image("maya").'
    ]


def test_an_activity_that_course_yml_does_not_list_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, set_source(3, 'lesson.image("mya")'))[1] == (
        f'{FILE}:32: the page shows the image "mya", which course.yml does not list for this '
        'module. Did you mean "maya"?'
    )


def test_an_activity_called_by_another_kind_is_told(tmp_path: Path) -> None:
    assert any(
        'shows the quiz "maya"' in fault
        for fault in found(tmp_path, set_source(3, 'lesson.quiz("maya")'))
    )


def test_an_activity_shown_twice_is_told(tmp_path: Path) -> None:
    def twice(notebook: Any) -> None:
        notebook["cells"].insert(3, notebook["cells"][2] | {"id": "again"})

    assert found(tmp_path, twice) == [f'{FILE}:32: the page shows the scenario "fair" twice.']


def test_another_order_than_in_course_yml_is_told(tmp_path: Path) -> None:
    def swap(notebook: Any) -> None:
        notebook["cells"][2], notebook["cells"][3] = notebook["cells"][3], notebook["cells"][2]

    assert found(tmp_path, swap) == [
        f"{FILE}: the page shows the activities in another order than course.yml: "
        "maya, fair, basics."
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda notebook: notebook["cells"].pop(),
        lambda notebook: notebook["cells"].insert(2, notebook["cells"].pop()),
        lambda notebook: notebook["cells"].append(notebook["cells"][-1] | {"id": "more"}),
    ],
)
def test_a_page_that_does_not_end_with_one_summary_is_told(
    tmp_path: Path, change: Callable[[Any], object]
) -> None:
    (told,) = found(tmp_path, change)
    assert "the page ends with one cell that says lesson.summary()." in told


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda notebook: notebook["cells"][2].update(outputs=[{"output_type": "stream"}]),
            ":24: cell 3 is stored with its output: run make tidy.",
        ),
        (
            lambda notebook: notebook["cells"][2].update(execution_count=3),
            ":24: cell 3 is stored with its output: run make tidy.",
        ),
        (
            lambda notebook: notebook["metadata"].update(language_info={"name": "python"}),
            ':60: the notebook is stored with "language_info": run make tidy, which takes it out.',
        ),
        (
            lambda notebook: notebook["metadata"]["kernelspec"].update(name="ir"),
            ":55: the notebook's kernel has to be python3.",
        ),
        (
            lambda notebook: notebook.update(nbformat_minor=2),
            ":61: save the notebook in format 4.5.",
        ),
        (
            lambda notebook: notebook.update(worksheets=[]),
            ':63: "worksheets" does not belong in a notebook.',
        ),
        (
            lambda notebook: notebook["cells"][2].pop("id"),
            ":17: cell 3 has no id of its own: save the notebook again.",
        ),
        (
            lambda notebook: notebook["cells"][2].update(id="lesson"),
            ":17: cell 3 has no id of its own: save the notebook again.",
        ),
        (
            lambda notebook: notebook["cells"][1].update(cell_type="raw"),
            ":17: cell 2 is neither text nor code.",
        ),
        (
            lambda notebook: notebook["cells"][1].update(source=7),
            ":17: cell 2 is neither text nor code.",
        ),
        (
            lambda notebook: notebook["cells"].insert(1, "x"),
            ":6: cell 2 is no cell.",
        ),
        (
            lambda notebook: notebook["cells"][2]["metadata"].update(nbgrader={"grade": True}),
            ":24: cell 3 is marked for nbgrader: a lesson's page is not graded.",
        ),
    ],
)
def test_a_notebook_stored_otherwise_is_told(
    tmp_path: Path, change: Callable[[Any], object], fault: str
) -> None:
    assert found(tmp_path, change) == [FILE + fault]
