"""Makes nbgrader's source notebook of a module from its frozen marking keys."""

from __future__ import annotations

import json
from typing import Any, Final

from readyroom.gradebook._nbgrader import NotebookNode, nbformat
from readyroom.gradebook.answers import answer_source
from readyroom.play.keys import ChoiceKey, ImageKey, ModuleKey, ScenarioKey, right_response

ANSWERS: Final = "readyroom_answers"
"""The nbgrader id of the answer cell. Activity slugs have no underscore, so none can be it."""

INTRO: Final = "readyroom_intro"
STUB: Final = "RESPONSES = {}"
"""What stands in the answer cell of the released notebook."""


def source_notebook(key: ModuleKey) -> NotebookNode:
    """The notebook with the right responses and the keys: nbgrader's ``source``.

    A locked introduction, the answer cell, and per activity a locked cell whose value is the
    score. The keys stand in hidden tests, which nbgrader takes out of the released notebook.
    """
    cells = [_intro(key), _answers(key), *(_marking(activity) for activity in key.activities)]
    notebook: NotebookNode = nbformat.v4.new_notebook(
        cells=cells,
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
    )
    return notebook


def _intro(key: ModuleKey) -> NotebookNode:
    text = (
        f"# {key.title}\n\n"
        "This notebook is a record. The answers were given on the lesson's page; "
        "each cell below marks one activity, and its value is the score."
    )
    cell: NotebookNode = nbformat.v4.new_markdown_cell(
        text, id=INTRO, metadata=_metadata(INTRO, locked=True)
    )
    return cell


def _answers(key: ModuleKey) -> NotebookNode:
    right = {activity.slug: right_response(activity) for activity in key.activities}
    load, assign = answer_source(right).split("\n")
    source = "\n".join((load, "### BEGIN SOLUTION", assign, "### END SOLUTION"))
    cell: NotebookNode = nbformat.v4.new_code_cell(
        source, id=ANSWERS, metadata=_metadata(ANSWERS, solution=True)
    )
    return cell


def _marking(key: ChoiceKey | ScenarioKey | ImageKey) -> NotebookNode:
    frozen = json.dumps(key.model_dump(mode="json"), sort_keys=True, ensure_ascii=True)
    source = "\n".join(
        (
            f"# The score for {key.slug!r}, from 0 to {key.points}",
            "### BEGIN HIDDEN TESTS",
            "from readyroom.play.marking import grade",
            f"grade({frozen!r}, RESPONSES.get({key.slug!r}))",
            "### END HIDDEN TESTS",
        )
    )
    cell: NotebookNode = nbformat.v4.new_code_cell(
        source,
        id=key.slug,
        metadata=_metadata(key.slug, grade=True, locked=True, points=key.points),
    )
    return cell


def _metadata(
    grade_id: str,
    *,
    grade: bool = False,
    locked: bool = False,
    solution: bool = False,
    points: int | None = None,
) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": grade,
        "locked": locked,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        cell["points"] = points
    return {"nbgrader": cell}
