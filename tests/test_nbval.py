"""Runs each module's assembled nbgrader source under nbval: the key has to pass its own tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat

from readyroom.content.load import load_course
from readyroom.gradebook.assemble import source_notebook
from readyroom.play.keys import ModuleKey, module_key
from tests.served import MINI, ROOT

KEYS = [module_key(module) for root in (ROOT, MINI) for module in load_course(root).modules]


def write(key: ModuleKey, file: Path, *, expected: dict[str, float]) -> None:
    """Writes the source notebook, as it would be stored with the expected scores as outputs."""
    notebook = source_notebook(key)
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1):
        cell.execution_count = number  # nbval compares nothing in a cell that was never run
        grade_id = cell.metadata["nbgrader"]["grade_id"]
        if grade_id in expected:
            value = nbformat.v4.new_output("execute_result", execution_count=number)
            value.data = {"text/plain": repr(expected[grade_id])}
            cell.outputs = [value]
    nbformat.write(notebook, file)


def run(folder: Path) -> list[str]:
    """Runs all notebooks of a folder, each in a kernel of its own; the last lines that it says."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip().splitlines()[-20:]


def full_marks(key: ModuleKey) -> dict[str, float]:
    """The points of each graded cell: one for an activity, for a drawn quiz as many as it draws."""
    worth = {activity.slug: float(activity.points) for activity in key.activities}
    drawn = {cell: worth[draw.items[0]] for draw in key.draws for cell in draw.cells()}
    banks = {item for draw in key.draws for item in draw.items}
    return {slug: points for slug, points in worth.items() if slug not in banks} | drawn


def test_the_source_notebooks_give_full_marks_to_their_own_solutions(tmp_path: Path) -> None:
    cells = 0
    for key in KEYS:
        points = full_marks(key)
        write(key, tmp_path / f"{key.module}.ipynb", expected=points)
        cells += len(points) + 1
    assert len(KEYS) == 13
    said = run(tmp_path)
    assert said[-1].startswith(f"{cells} passed"), "\n".join(said)


def test_a_cell_with_another_score_would_be_noticed(tmp_path: Path) -> None:
    key = KEYS[-1]
    points = full_marks(key)
    points[key.activities[0].slug] -= 0.5
    write(key, tmp_path / "source.ipynb", expected=points)
    assert run(tmp_path)[-1].startswith("1 failed")
