"""Papers for tests: a sheet with an activity of every kind, and what people write on it."""

from __future__ import annotations

import base64
from typing import Any

from readyroom.content.load import load_course
from readyroom.papers.sheet import Question, Sheet, sheet
from readyroom.play.keys import Response, module_key, right_response
from tests.served import ROOT

TASKS = load_course(ROOT / "tests" / "courses" / "tasks")
SHEET = sheet(TASKS, TASKS.modules[0], "A")
"""One activity of every kind."""
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""The smallest picture of that form."""


def written(made: Sheet, responses: dict[str, Response]) -> dict[str, list[str]]:
    """What somebody writes on a paper who wants to give these responses."""
    found: dict[str, list[str]] = {}
    for question in made.questions:
        found |= _filled(question, responses[question.slug])
    return found


def _filled(question: Question, response: Response) -> dict[str, list[str]]:
    first = question.fields[0].name
    if question.kind == "scenario":
        numbers = {section.slug: str(section.number) for section in question.sections}
        return {first: [" ".join(numbers[step] for step in response)]}
    if question.kind == "choice":
        return {first: [response] if isinstance(response, str) else list(response)}
    if question.kind == "order":
        return {
            field.name: [str(list(response).index(field.part) + 1)] for field in question.fields
        }
    assert isinstance(response, dict)
    filled = {}
    for field in question.fields:
        value = response[field.part]
        mark = next(box.mark for box in field.boxes if box.value == value)
        filled[field.name] = [mark if field.kind == "letter" else value]
    return filled


def right(course: Any, made: Sheet) -> dict[str, Response]:
    """The right response to everything that is asked."""
    key = module_key(made.module)
    return {q.slug: right_response(key.activity(q.slug)) for q in made.questions}
