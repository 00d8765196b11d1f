"""``draw`` at the head of a quiz: how many of its questions an attempt asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from readyroom.content.load import load_course, read_course
from readyroom.play.keys import DrawKey, module_key
from tests.course_files import POLICY, QUIZ, faults, write_course

FILE = "quizzes/basics.md"
MORE = """
Title: Who waits
2.  Who waits for the answer?
*a) We do
... Yes [IMG-2].
b)  Nobody
... Somebody has to [IMG-2].

Title: Who posts
3.  Who posts it?
*a) Whoever has asked
... Yes [IMG-1].
b)  Anybody
... Ask first [IMG-1].
"""
BANK = QUIZ.replace("---\nclauses", "---\ndraw: 2\nclauses", 1) + MORE


def test_a_quiz_says_how_many_of_its_questions_an_attempt_asks(tmp_path: Path) -> None:
    (module,) = load_course(write_course(tmp_path, {FILE: BANK})).modules
    assert module.draws == {"basics": 2}
    key = module_key(module)
    assert key.draws == (
        DrawKey(quiz="basics", count=2, items=("who-asks", "who-waits", "who-posts")),
    )
    assert key.points == sum(a.points for a in key.activities) - 1


def test_a_quiz_that_does_not_say_so_is_asked_whole(tmp_path: Path) -> None:
    (module,) = load_course(write_course(tmp_path)).modules
    assert module.draws == {}
    assert module_key(module).draws == ()


@pytest.mark.parametrize("draw", ["0", "-1", "some", "1.5"])
def test_draw_is_a_whole_number_from_one(tmp_path: Path, draw: str) -> None:
    (said,) = faults(tmp_path, FILE, BANK.replace("draw: 2", f"draw: {draw}"))
    assert said.startswith(f"{FILE}:2: ")
    assert '"draw"' in said


def test_more_draws_than_questions_are_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, FILE, BANK.replace("draw: 2", "draw: 4")) == [
        f"{FILE}:2: draw: 4 asks for more questions than there are (3)."
    ]


def test_questions_that_are_drawn_have_equal_points(tmp_path: Path) -> None:
    text = BANK.replace("Title: Who posts\n", "Title: Who posts\nPoints: 3\n")
    assert faults(tmp_path, FILE, text) == [
        f"{FILE}:2: with draw, all questions have the same points, so that every attempt can "
        'score the same: "Who asks" has 1, "Who posts" 3.'
    ]


def test_a_draw_has_room_for_every_clause_of_a_must_pass_question(tmp_path: Path) -> None:
    text = BANK.replace("draw: 2", "draw: 1").replace("[Who asks]", "[Who asks, Who waits]")
    assert faults(tmp_path, FILE, text) == [
        f"{FILE}:2: draw: 1 is too few. Each attempt asks a must-pass question about each of "
        "2 clauses (IMG-1, IMG-2)."
    ]


def test_must_pass_questions_about_the_same_clause_need_one_draw(tmp_path: Path) -> None:
    text = BANK.replace("draw: 2", "draw: 1").replace("[Who asks]", "[Who asks, Who posts]")
    assert faults(tmp_path, FILE, text) == []


TWO_OF_A_KIND = (
    QUIZ.replace("---\nclauses", "---\ndraw: 1\nclauses", 1).replace(
        "[Who asks]", "[Who asks, Who posts]"
    )
    + MORE
).replace("... Yes [IMG-1].", "... Yes [IMG-1] [IMG-7].")
"""An attempt asks one of two questions, each of which asks for IMG-1 and for IMG-7."""


def test_a_must_pass_clause_is_cited_by_every_question_that_may_be_drawn_for_it(
    tmp_path: Path,
) -> None:
    rules = POLICY.replace(
        "the list., binds: [staff]}", "the list., binds: [staff], must-pass: true}"
    )
    write_course(tmp_path, {FILE: TWO_OF_A_KIND, "course/policy.yml": rules})
    assert read_course(tmp_path).faults == ()
    # One of the two no longer speaks of the list.
    other = TWO_OF_A_KIND.replace(
        "*b) We do\n... Yes [IMG-1] [IMG-7].", "*b) We do\n... Yes [IMG-1]."
    )
    assert other != TWO_OF_A_KIND
    (tmp_path / FILE).write_text(other, encoding="utf-8")
    (fault,) = read_course(tmp_path).faults
    assert fault.message.startswith("IMG-7 has to be right (must-pass), but no activity")
