"""Tasks on a lesson's page, as a preview shows and marks them, and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from readyroom.cli import main
from readyroom.content.load import load_course
from readyroom.errors import UnknownError
from readyroom.play.keys import module_key, right_response
from readyroom.widgets.lesson import Lesson
from readyroom.widgets.preview import Preview, preview
from tests.builders import on_page

CONTENT = Path(__file__).parent / "courses" / "tasks"
TASKS = ["where-it-goes", "before-a-post", "bake-sale", "hill-road"]


@pytest.fixture
def trial() -> Preview:
    return preview("tasks", CONTENT, None)


def test_a_page_shows_each_kind_of_task(trial: Preview) -> None:
    lesson = Lesson("tasks", source=trial)
    for slug in TASKS:
        lesson.task(slug)
    kinds = {view["kind"] for view in trial.lesson()["activities"] if view["slug"] in TASKS}
    assert kinds == {"sort", "order", "rewrite", "review"}


def test_a_task_that_is_not_there_is_named_with_those_that_are(trial: Preview) -> None:
    known = ", ".join(TASKS)
    with pytest.raises(UnknownError, match=rf"no task 'prize-day'\. Known here: {known}"):
        Lesson("tasks", source=trial).task("prize-day")


def test_a_picture_is_no_task(trial: Preview) -> None:
    with pytest.raises(UnknownError, match=r"no picture 'bake-sale'\. Known here: prize-day"):
        Lesson("tasks", source=trial).image("bake-sale")


def test_a_preview_marks_every_kind_as_the_server_does(trial: Preview) -> None:
    for key in module_key(load_course(CONTENT).module("tasks")).activities:
        right = right_response(key)
        said = on_page(key.slug, right) if key.kind == "scenario" else right
        state = trial.answer(1, key.slug, said)["state"]
        assert state["feedback"]["correct"] is True, key.slug
        # What goes to a page has to be plain JSON.
        json.dumps(state)


def test_a_preview_tells_the_result_once_everything_is_answered(trial: Preview) -> None:
    for key in module_key(load_course(CONTENT).module("tasks")).activities:
        assert "result" not in trial.lesson()["progress"]
        right = right_response(key)
        said = on_page(key.slug, right) if key.kind == "scenario" else right
        progress = trial.answer(1, key.slug, said)["progress"]
    assert progress["result"] == {"percent": 100.0, "needs": 80, "passed": True, "missing": []}


def test_the_right_answers_of_every_kind_are_printed() -> None:
    done = CliRunner().invoke(main, ["course", "answers", "tasks", "--content", str(CONTENT)])
    right = json.loads(done.output)
    assert sorted(right["where-it-goes"].values()) == ["ask", "keep", "post", "post"]
    assert right["bake-sale"] == {"thanks": "b", "reason": "b"}
    assert right["hill-road"] == {
        "decision": "send-back",
        "purpose": "enough",
        "runners": "lacking",
        "images": "lacking",
    }
    assert right["prize-day"] == {
        "decision": "do-not-publish",
        "reason": "IMG-1",
        "change": "b",
    }
    assert len(right["before-a-post"]) == 5
