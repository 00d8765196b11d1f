"""A course of three modules with a logo, made from the mini-course, and people who take it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from readyroom.content.load import load_course
from readyroom.content.model import Scenario
from readyroom.play.keys import module_key, right_response
from readyroom.records.attempts import Attempts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from tests.served import MINI, Served

LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
  <path d="M24 4c12 8 16 16 0 40C8 20 12 12 24 4z" fill="#2f6f4f"/>
</svg>
"""
ROSTER = """\
id,last_name,first_name,email,role,school
ana,Berg,Ana,ana@ashtree.example,staff,Ash Infants
bo,Lund,Bo,bo@ashtree.example,parent,Ash Infants
cy,Rowe,Cy,cy@ashtree.example,support,Ash Infants
di,Noor,Di,di@ashtree.example,parent,Ash Infants
ed,Hall,Ed,ed@ashtree.example,parent,Ash Infants
fi,Moor,Fi,fi@ashtree.example,volunteer,Ash Infants
"""
WRONG = {
    "two-steps": ["looked-up", "left-out"],
    "one-pupil": {"decision": "publish", "reason": "none"},
    "whose-page": "a",
    "what-stops-it": ["a", "b"],
}
"""What Ana answers first: the story is right, and nothing else."""

MORE = """\
  - slug: second
    title: Second lesson
    summary: The two questions alone.
    minutes: 12
    roles: [staff, volunteer]
    activities:
      - quiz: mini
  - slug: third
    title: Third lesson
    summary: The picture alone.
    minutes: 1
    roles: [staff]
    activities:
      - image: one-pupil
"""


def write_shell_course(root: Path) -> Path:
    """Writes the course and a roster of its people into a folder."""
    for folder in ("course", "quizzes", "scenarios"):
        shutil.copytree(MINI / folder, root / folder)
    file = root / "course" / "course.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\npass:", "\nlogo: logo.svg\n\npass:") + MORE, encoding="utf-8")
    (root / "course" / "logo.svg").write_text(LOGO, encoding="utf-8")
    _page(root, "second", "Second lesson", 'lesson.quiz("mini")')
    _page(root, "third", "Third lesson", 'lesson.image("one-pupil")')
    grading = root / "grading"
    grading.mkdir()
    (grading / "roster.example.csv").write_text(ROSTER, encoding="utf-8")
    return root


def right(content: Path, module: str) -> dict[str, object]:
    """What gets full marks in every activity of a module."""
    key = module_key(load_course(content).module(module))
    return {activity.slug: right_response(activity) for activity in key.activities}


def answer(
    data: Path,
    content: Path,
    person: str,
    module: str,
    responses: Mapping[str, object],
    *,
    confidence: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> None:
    """Puts answers into the log, as an attempt of their own when the last one is finished."""
    at = at or datetime.now(UTC)
    course = load_course(content)
    log = Log(Data(data).create().log)
    attempts = Attempts(course, log)
    attempts.publish(at)
    number = attempts.restart(person, module, at=at).number
    for slug, response in responses.items():
        story = isinstance(course.module(module).activity(slug), Scenario)
        walk = list(response) if isinstance(response, list) else []
        steps = [walk[: n + 1] for n in range(len(walk))] if story else [response]
        for step in steps:
            attempts.answer(
                person,
                module,
                attempt=number,
                activity=slug,
                response=step,  # type: ignore[arg-type]
                confidence=(confidence or {}).get(slug),
                at=at,
            )
    log.close()


def serve_shell(root: Path) -> Served:
    """Ana failed the first module, passed it, and has begun the second; Bo has passed his one.

    Di is in the middle of the story, and Ed has failed.
    """
    content = write_shell_course(root / "content")
    data = root / "var"
    answer(data, content, "ana", "mini", WRONG)
    answer(data, content, "ana", "mini", right(content, "mini"))
    answer(data, content, "ana", "second", {"whose-page": "a"})
    answer(data, content, "bo", "mini", right(content, "mini"))
    answer(data, content, "di", "mini", {"two-steps": ["looked-up"]})
    answer(data, content, "ed", "mini", WRONG)
    return Served(data, content=content)


def _page(root: Path, slug: str, title: str, call: str) -> None:
    opening = f'from readyroom.widgets.lesson import Lesson\n\nlesson = Lesson("{slug}")'
    cells = [
        _cell("title", f"# {title}\n\nA short one.", kind="markdown"),
        _cell("lesson", opening),
        _cell("part", "## What to do\n\nAnswer.", kind="markdown"),
        _cell("call", call),
        _cell("end", "lesson.summary()"),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    folder = root / "course" / slug
    folder.mkdir()
    (folder / f"{slug}.ipynb").write_text(json.dumps(notebook, indent=1), encoding="utf-8")


def _cell(name: str, source: str, *, kind: str = "code") -> dict[str, object]:
    cell: dict[str, object] = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    return cell if kind == "markdown" else cell | {"execution_count": None, "outputs": []}
