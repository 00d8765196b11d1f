"""Makes nbgrader's source notebook of a module from its frozen marking keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from readyroom.gradebook._nbgrader import NotebookNode, nbformat
from readyroom.gradebook.answers import answer_source
from readyroom.play.keys import AnyKey, DrawKey, ModuleKey, right_response

ANSWERS: Final = "readyroom_answers"
"""The nbgrader id of the answer cell. Activity slugs have no underscore, so none can be it, nor
can the cell of a drawn question, which ends in a number."""

INTRO: Final = "readyroom_intro"
STUB: Final = "RESPONSES = {}"
"""What stands in the answer cell of the released notebook."""


def source_notebook(key: ModuleKey) -> NotebookNode:
    """The notebook with the right responses and the keys: nbgrader's ``source``.

    A locked introduction, the answer cell, and per activity a locked cell whose value is the
    score; for a drawn quiz, one per question that an attempt asks. The keys stand in hidden
    tests, which nbgrader takes out of the released notebook.
    """
    cells = [_intro(key), _answers(key), *_marking_cells(key)]
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
    spare = {item for draw in key.draws for item in draw.items[draw.count :]}
    right = {a.slug: right_response(a) for a in key.activities if a.slug not in spare}
    load, assign = answer_source(right).split("\n")
    source = "\n".join((load, "### BEGIN SOLUTION", assign, "### END SOLUTION"))
    cell: NotebookNode = nbformat.v4.new_code_cell(
        source, id=ANSWERS, metadata=_metadata(ANSWERS, solution=True)
    )
    return cell


def _marking_cells(key: ModuleKey) -> Iterator[NotebookNode]:
    """A cell for each activity; those of a drawn quiz stand where its first question does."""
    drawn = {item: draw for draw in key.draws for item in draw.items}
    for activity in key.activities:
        draw = drawn.get(activity.slug)
        if draw is None:
            yield _marking(activity)
        elif activity.slug == draw.items[0]:
            yield from _drawn(key, draw)


def _marking(key: AnyKey) -> NotebookNode:
    return _graded(
        key.slug,
        key.points,
        f"# The score for {key.slug!r}, from 0 to {key.points}",
        "grade",
        f"{_frozen(key.model_dump(mode='json'))}, RESPONSES.get({key.slug!r})",
    )


def _drawn(key: ModuleKey, draw: DrawKey) -> Iterator[NotebookNode]:
    """As many cells as an attempt has questions of the quiz; each holds the keys of them all."""
    items = [key.activity(item) for item in draw.items]
    frozen = _frozen([item.model_dump(mode="json") for item in items])
    points = items[0].points
    for nth, name in enumerate(draw.cells(), start=1):
        yield _graded(
            name,
            points,
            f"# The score for question {nth} of those drawn from {draw.quiz!r}, from 0 to {points}",
            "grade_drawn",
            f"{frozen}, RESPONSES, count={draw.count}, nth={nth}",
        )


def _graded(name: str, points: int, title: str, function: str, arguments: str) -> NotebookNode:
    source = "\n".join(
        (
            title,
            "### BEGIN HIDDEN TESTS",
            f"from readyroom.play.marking import {function}",
            f"{function}({arguments})",
            "### END HIDDEN TESTS",
        )
    )
    cell: NotebookNode = nbformat.v4.new_code_cell(
        source, id=name, metadata=_metadata(name, grade=True, locked=True, points=points)
    )
    return cell


def _frozen(key: object) -> str:
    """The key as a Python literal that holds JSON."""
    return repr(json.dumps(key, sort_keys=True, ensure_ascii=True))


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
