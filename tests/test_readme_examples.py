"""The examples in the authors' handbooks are read without a fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from readyroom.content.image import read_image
from readyroom.content.shown import check_shown
from readyroom.content.source import Faults, Source
from readyroom.content.task import KINDS, read_task
from readyroom.play.images import smallest
from readyroom.widgets.words import block

ROOT = Path(__file__).parent.parent
QUIZZES = (ROOT / "quizzes" / "README.md").read_text(encoding="utf-8")
SCENARIOS = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")


def examples(text: str, begins: str) -> list[str]:
    """The blocks of code that begin with these words."""
    blocks = re.findall(r"```(?:yaml)?\n(.*?)```", text, re.DOTALL)
    return [found for found in blocks if found.startswith(begins)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_task_is_one(kind: str) -> None:
    (text,) = examples(QUIZZES, f"kind: {kind}\n")
    faults = Faults("a.yml")
    task, _ = read_task(Source("quizzes/tasks/an-example.yml", text), faults)
    assert faults.found == []
    assert task is not None
    assert task.kind == kind


def test_the_example_of_changes_fits_the_example_of_a_picture() -> None:
    (picture,) = examples(SCENARIOS, "title: The quiz team")
    (changes,) = examples(SCENARIOS, "changes:")
    faults = Faults("a.yml")
    case, _ = read_image(Source("scenarios/images/an-example.yml", picture + changes), faults)
    assert faults.found == []
    assert case is not None
    assert len(smallest(case)) == 1


@pytest.mark.parametrize("handbook", [QUIZZES, SCENARIOS])
def test_the_example_of_a_message_is_drawn_as_one(handbook: str) -> None:
    (text,) = examples(handbook, "> [")
    faults = Faults("a.md")
    check_shown(enumerate(text.split("\n"), 1), faults)
    assert faults.found == []
    assert "shown-message" in block(text)
