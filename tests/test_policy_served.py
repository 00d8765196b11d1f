"""The policy as it was last served, by this release or an earlier one, beside the one to come."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from readyroom.content.changes import compared
from tests.builders import COURSE, POLICY
from tests.served import MINI, readyroom

FIRST = POLICY.clauses[0]


@pytest.mark.parametrize(
    ("now", "message"),
    [
        ("Ask the head.", "with-us reads otherwise, and readers are told so"),
        ("", "with-us is no longer there, and readers are told so"),
    ],
)
def test_another_arrangement_of_the_trust_is_told_as_such(now: str, message: str) -> None:
    served, coming = (
        POLICY.model_copy(
            update={
                "clauses": (FIRST.model_copy(update={"with_us": words}), *POLICY.clauses[1:]),
            }
        )
        for words in ("Ask the office.", now)
    )
    lines = compared(served, COURSE.model_copy(update={"policy": coming}))
    assert lines[1:] == (f"IMG-1: {message}. All records stay valid.",)


def served_by_an_earlier_release(data: Path) -> Path:
    """A copy that was fit to be served once: today's checks have something against it."""
    copy = data / "content"
    shutil.copytree(MINI, copy)
    quiz = copy / "quizzes" / "mini.md"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("[IMG-1]", ""), encoding="utf-8")
    return copy


def test_a_copy_that_todays_checks_refuse_can_be_compared_all_the_same(data: Path) -> None:
    copy = served_by_an_earlier_release(data)
    assert readyroom("course", "check", "--content", str(copy)).returncode == 1
    done = readyroom("course", "changes", "--content", str(MINI), "--data", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing has changed" in done.stdout


def test_a_served_policy_that_cannot_be_read_is_named_with_its_folder(data: Path) -> None:
    copy = served_by_an_earlier_release(data)
    (copy / "course" / "policy.yml").write_text("clauses: 1\n", encoding="utf-8")
    done = readyroom("course", "changes", "--content", str(MINI), "--data", str(data))
    assert done.returncode == 1
    assert f"as it was last served, in {copy}" in done.stderr
    assert "course/policy.yml" in done.stderr
