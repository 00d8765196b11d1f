"""Texts that would not stand on the page as they were meant: pictures, lone citations, posts."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from readyroom.content.source import Faults, Source
from readyroom.content.task import read_task
from readyroom.content.texts import check_texts
from readyroom.content.yaml import read_yaml
from readyroom.play.keys import activity_key, right_response
from readyroom.widgets.views import activity_state, activity_view
from tests.builders import POLICY
from tests.course_files import IMAGE, QUIZ, faults, faults_after
from tests.task_files import ORDER, REWRITE, SORT, TASKS

TASK, PICTURE, QUIZ_FILE = "quizzes/tasks/one.yml", "scenarios/images/maya.yml", "quizzes/basics.md"
POST = "> [post] Ann\n> Hello"
ONE_LINE = (
    "no post can be shown in a title, an answer or another text of one line: put it where the "
    "question is asked, or into the feedback."
)
A_PICTURE = (
    "![ begins a picture, and a text shows none: write an image case for it. Between ! and a "
    "citation leave a space."
)
ALONE = (
    "[IMG-1] alone would be drawn as nothing, since a citation is for the feedback: write words."
)


def texts(value: object) -> Iterator[tuple[dict[str, Any], str]]:
    """Each text in a task's data: what holds it, and under which key."""
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and key not in {"kind", "id", "pile", "shown"}:
                yield value, key
            else:
                yield from texts(item)


def said(text: str) -> list[str]:
    """What is wrong with the texts of a task."""
    noted = Faults(TASK)
    document = read_yaml(Source(TASK, text), noted)
    assert document is not None
    check_texts(document, noted)
    return [f"{fault.line}: {fault.message}" for fault in noted.found]


@pytest.mark.parametrize("kind", TASKS)
def test_a_post_is_a_fault_in_just_those_texts_where_it_would_stand_as_typed(kind: str) -> None:
    document = read_yaml(Source(TASK, TASKS[kind]), Faults(TASK))
    assert document is not None
    for holder, key in list(texts(document.data)):
        before = holder[key]
        holder[key] = f"{before}\n\n{POST}"
        task, _ = read_task(Source(TASK, json.dumps(document.data)), Faults(TASK))
        assert task is not None, key
        marking = activity_key(task)
        shown = activity_view(task, POLICY)
        answers = (right_response(marking), wrong(shown, right_response(marking)))
        page = json.dumps([shown, *(activity_state(task, marking, a, POLICY) for a in answers)])
        assert said(json.dumps(document.data)) == (
            [] if "shown-post" in page else [f"1: {ONE_LINE}"]
        )
        holder[key] = before


def wrong(shown: dict[str, Any], right: Any) -> object:
    """A response that is not right."""
    match shown["kind"]:
        case "sort":
            return dict.fromkeys(right, shown["piles"][0]["id"])
        case "order":
            return right[::-1]
        case "rewrite":
            return dict.fromkeys(right, "a")
    return {**right, "decision": "ready"}


@pytest.mark.parametrize(
    ("text", "old", "new", "fault"),
    [
        (SORT, "text: A duck", 'text: "[IMG-1]"', f"8: {ALONE}"),
        (SORT, "name: Ask first", 'name: "[IMG-1]"', f"6: {ALONE}"),
        (ORDER, "- text: Write", '- text: "[IMG-1]"', f"6: {ALONE}"),
        (REWRITE, "text: Somebody", 'text: "[IMG-1]"', f"11: {ALONE}"),
        (SORT, "Three piles", '"[IMG-1]"', f"2: {ALONE}"),
        (SORT, "Ask first [IMG-1].", "Ask ![cup](x.png) [IMG-1].", f"11: {A_PICTURE}"),
        (SORT, "A duck", "A duck!", None),
        (SORT, "text: A duck", 'text: "The list [IMG-1]"', None),
        (SORT, "Ask first [IMG-1].", '"[IMG-1]"', None),
        (SORT, "Where does each go?", '"![cup](x.png)"', f"3: {A_PICTURE}"),
    ],
)
def test_a_text_of_a_task_is_drawn_as_it_was_meant_or_told(
    tmp_path: Path, text: str, old: str, new: str, fault: str | None
) -> None:
    assert text.count(old) == 1
    found = faults(tmp_path, TASK, text.replace(old, new))
    assert found == ([] if fault is None else [f"{TASK}:{fault}"])


def test_a_change_and_a_row_of_the_register_are_labels(tmp_path: Path) -> None:
    changes = 'changes:\n  - {text: "[IMG-1]", feedback: No.}\n  - {text: Wait, feedback: No.}\n'
    assert f"{PICTURE}:{len(IMAGE.splitlines()) + 2}: {ALONE}" in faults(
        tmp_path, PICTURE, f"{IMAGE}{changes}"
    )


@pytest.mark.parametrize("old", ["title: Maya", "text: May this go up?"])
def test_a_text_of_a_picture_shows_no_picture_of_the_author_s(tmp_path: Path, old: str) -> None:
    (fault,) = faults_after(tmp_path, PICTURE, old, f"{old} ![x](y.png)")
    assert fault.endswith(A_PICTURE)


def test_an_option_and_a_title_of_a_quiz_are_labels(tmp_path: Path) -> None:
    option = next(line for line in QUIZ.splitlines() if line.startswith("*b)"))
    title = next(line for line in QUIZ.splitlines() if line.startswith("Title:"))
    line = QUIZ.splitlines().index(option) + 1
    alone = QUIZ.replace(option, "*b) [IMG-1]")
    assert faults(tmp_path, QUIZ_FILE, alone) == [f"{QUIZ_FILE}:{line}: {ALONE}"]
    shown = QUIZ.replace(option, "*b) We do:\n\n    > [post] Ann\n    > Hello")
    assert faults(tmp_path, QUIZ_FILE, shown) == [f"{QUIZ_FILE}:{line + 2}: {ONE_LINE}"]
    at = QUIZ.splitlines().index(title) + 1
    assert f"{QUIZ_FILE}:{at}: {ALONE}" in faults(
        tmp_path, QUIZ_FILE, QUIZ.replace(title, "Title: [IMG-1]")
    )


def test_a_line_of_a_long_text_is_named_by_its_number() -> None:
    lines = "".join(f"  The same words on line {n}.\n" for n in range(60))
    text = SORT.replace("stem: Where does each go?", f"stem: |\n{lines}\n  ![x](y.png)")
    assert said(text) == [f"65: {A_PICTURE}"]


def test_a_text_of_many_lines_is_checked_at_once() -> None:
    lines = "".join(f"  line {n} of a long text\n" for n in range(16_000))
    text = SORT.replace("stem: Where does each go?", f"stem: |\n{lines}")
    noted = Faults(TASK)
    document = read_yaml(Source(TASK, text), noted)
    assert document is not None
    begun = time.perf_counter()
    check_texts(document, noted)
    # When each line was looked for from the first one on, this took some twenty seconds.
    assert time.perf_counter() - begun < 2
    assert noted.found == []
