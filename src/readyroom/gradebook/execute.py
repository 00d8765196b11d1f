"""Runs a submission's marking cells in this process, without a kernel.

Takes the place of nbgrader's ``Execute``. By then nbgrader has put the locked cells back as
they stand in the gradebook, so they are ours; the answer cell is read as data, and no other
cell is run.
"""

from __future__ import annotations

import ast
import contextlib
import io
import traceback
from functools import lru_cache
from types import CodeType
from typing import Any

from readyroom.errors import GradeError
from readyroom.gradebook._nbgrader import NbGraderPreprocessor, NotebookNode
from readyroom.gradebook.answers import parse_answer
from readyroom.gradebook.assemble import ANSWERS


class MarkInProcess(NbGraderPreprocessor):
    """The preprocessor that stands in for nbgrader's ``Execute``."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Fills in the outputs of the answer cell and of the marking cells."""
        run(nb)
        return nb, resources


def run(notebook: NotebookNode) -> None:
    """Runs the marking cells of a notebook in order and writes their outputs into it.

    A cell whose value is no plain number from 0 to its points gets an error as its output:
    nbgrader would give it full marks.
    """
    names: dict[str, Any] = {}
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = []
        cell.execution_count = None
        about = cell.metadata.get("nbgrader", {})
        if about.get("solution"):
            if about.get("grade_id") == ANSWERS:
                count += 1
                cell.execution_count = count
                names = _read(cell)
        elif about.get("grade") and about.get("locked") and about.get("grade_id"):
            count += 1
            cell.execution_count = count
            _mark(cell, dict(names), float(about["points"]))


def _read(cell: NotebookNode) -> dict[str, Any]:
    try:
        return {"RESPONSES": parse_answer(cell.source)}
    except GradeError as error:
        cell.outputs.append(_error(error))
        return {"RESPONSES": {}}


def _mark(cell: NotebookNode, names: dict[str, Any], points: float) -> None:
    out, err = io.StringIO(), io.StringIO()
    value: object = None
    try:
        statements, last = _compiled(cell.source, cell.metadata.nbgrader.grade_id)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            exec(statements, names)  # noqa: S102 - the gradebook's own cell, see above
            value = eval(last, names)  # noqa: S307
        if type(value) is not float or not 0.0 <= value <= points:
            raise GradeError(f"The cell's value is no score from 0 to {points:g}.")
    except Exception as error:
        cell.outputs.append(_error(error))
    for name, text in (("stdout", out.getvalue()), ("stderr", err.getvalue())):
        if text:
            cell.outputs.append(NotebookNode(output_type="stream", name=name, text=text))
    if not any(output.output_type == "error" for output in cell.outputs):
        cell.outputs.append(
            NotebookNode(
                output_type="execute_result",
                execution_count=cell.execution_count,
                metadata={},
                data={"text/plain": repr(value)},
            )
        )


@lru_cache(maxsize=1024)
def _compiled(source: str, name: str) -> tuple[CodeType, CodeType]:
    """The cell's statements, and its last expression apart.

    ``optimize=0`` keeps asserts, whatever this process was started with.
    """
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body else None
    if not isinstance(last, ast.Expr):
        raise GradeError("The cell does not end in a score.")
    return (
        compile(tree, f"<{name}>", "exec", optimize=0),
        compile(ast.Expression(last.value), f"<{name}>", "eval", optimize=0),
    )


def _error(error: Exception) -> NotebookNode:
    text = "".join(traceback.format_exception_only(error)).strip()
    return NotebookNode(
        output_type="error", ename=type(error).__name__, evalue=str(error), traceback=[text]
    )
