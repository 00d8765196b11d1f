"""What the course asks of its clauses before it is served: all asked for, of those they concern."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readyroom.content.load import read_course
from readyroom.play.check import check
from tests.course_files import COURSE, NOTEBOOK, POLICY, QUIZ, STORY, faults, write_course

YML = "course/course.yml"
RULES = "course/policy.yml"
WIDER = POLICY.replace("binds: [staff]", "binds: [runner]")
"""The rules bind whoever runs an account, so that parents and volunteers may be asked, too."""


def told(root: Path, **files: str) -> list[str]:
    """The faults of the small course with these files in the place of its own."""
    names = {"course": YML, "policy": RULES, "page": "course/small/small.ipynb"}
    names |= {"story": "scenarios/branching/fair.twee", "quiz": "quizzes/basics.md"}
    written = {names[name]: text for name, text in files.items()}
    return [str(fault) for fault in check(read_course(write_course(root, written)))]


def test_one_item_is_enough_where_the_course_says_so(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_unless_the_course_says_otherwise_a_clause_has_two_items(tmp_path: Path) -> None:
    bare = COURSE.replace("checks:\n  items-per-clause: 1\n", "")
    assert told(tmp_path, course=bare) == [
        f"{RULES}:{line}: {clause} has to be asked for by 2 or more activities (so far: maya): "
        f"cite it as [{clause}] where a right answer is explained, or write assessed: false."
        for line, clause in ((7, "IMG-2"), (8, "IMG-7"))
    ]


def test_a_clause_that_nobody_is_to_judge_needs_no_item(tmp_path: Path) -> None:
    more = "  - {id: SCO-5, section: S, text: We train., binds: [trust], assessed: false}\n"
    assert told(tmp_path, policy=POLICY + more) == []
    judged = more.replace(", assessed: false", "")
    (fault,) = told(tmp_path, policy=POLICY + judged)
    assert fault.startswith(f"{RULES}:9: SCO-5 has to be asked for by 1 or more activities")
    assert "(so far: none)" in fault


def test_what_only_a_wrong_option_cites_is_not_asked_for(tmp_path: Path) -> None:
    more = "  - {id: IMG-8, section: Images, text: Delete it., binds: [staff]}\n"
    wrong = QUIZ.replace("Somebody has to [IMG-1]", "Somebody has to [IMG-8]")
    right = QUIZ.replace("... Yes [IMG-1]", "... Yes [IMG-1] [IMG-8]")
    assert len(told(tmp_path / "a", policy=POLICY + more, quiz=wrong)) == 1
    assert told(tmp_path / "b", policy=POLICY + more, quiz=right) == []


def test_a_clause_is_asked_of_everybody_whom_it_binds(tmp_path: Path) -> None:
    second = """\
  - slug: second
    title: Second lesson
    summary: The question alone.
    minutes: 5
    roles: [parent]
    activities:
      - quiz: basics
"""
    page = json.loads(NOTEBOOK.replace('Lesson(\\"small\\")', 'Lesson(\\"second\\")'))
    page["cells"] = [cell for cell in page["cells"] if cell["id"] not in ("fair", "maya")]
    course = COURSE.replace("checks:", f"{second}checks:")
    write_course(tmp_path, {"course/second/second.ipynb": json.dumps(page)})
    found = told(tmp_path, course=course, policy=WIDER)
    asked = [line for line in found if line.startswith(RULES)]
    assert asked == [
        f"{RULES}:7: IMG-2 binds parents, and no activity of their modules asks for it.",
        f"{RULES}:8: IMG-7 binds parents, and no activity of their modules asks for it.",
    ]


def test_a_role_without_any_module_is_asked_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, policy=WIDER) == []


# --- what has to be right


def test_a_clause_that_has_to_be_right_is_asked_by_something_that_has_to_be(
    tmp_path: Path,
) -> None:
    free = QUIZ.replace("must-pass: [Who asks]\n", "")
    (fault,) = told(tmp_path, quiz=free)
    assert fault.startswith(
        f"{RULES}:6: IMG-1 has to be right (must-pass), but no activity that has to be right "
        "cites it in the modules of: staff."
    )


def test_every_role_that_it_binds_and_that_lacks_it_is_named(tmp_path: Path) -> None:
    free = QUIZ.replace("must-pass: [Who asks]\n", "")
    course = COURSE.replace("roles: [staff]", "roles: [staff, volunteer, leader]")
    (fault,) = told(tmp_path, quiz=free, course=course, policy=WIDER)
    assert "in the modules of: staff, volunteers, senior leaders. Cite it as [IMG-1]" in fault


# --- whom it concerns


@pytest.mark.parametrize(
    ("known", "faulty"),
    [("", True), (", known-by: [runner]", False), (", known-by: [leader]", True)],
    ids=["binds leaders alone", "and runners know it", "and leaders know it"],
)
def test_people_are_asked_only_what_binds_them_or_what_they_have_to_know(
    tmp_path: Path, known: str, faulty: bool
) -> None:
    rules = WIDER.replace(
        "text: A no is enough., binds: [runner]", f"text: A no is enough., binds: [leader]{known}"
    )
    found = told(tmp_path, policy=rules)
    said = (
        "scenarios/images/maya.yml: [IMG-2] does not concern all who take the module 'small', "
        "namely not staff: cite another, put it into a module of those whom it binds, or name "
        "them under known-by in policy.yml."
    )
    assert found == ([said] if faulty else [])


def test_a_lesson_that_teaches_what_concerns_others_is_told(tmp_path: Path) -> None:
    rules = POLICY + (
        "  - {id: ROL-7, section: Roles, text: Wait for approval., binds: [administrator], "
        "assessed: false}\n"
    )
    page = NOTEBOOK.replace("Ask first [IMG-1].", "Ask first [IMG-1] [ROL-7].")
    (fault,) = told(tmp_path, policy=rules, page=page)
    assert fault.startswith("course/small/small.ipynb: [ROL-7] does not concern all who take")
    assert "namely not staff" in fault


def test_a_story_that_cites_what_concerns_others_is_told_under_its_own_name(
    tmp_path: Path,
) -> None:
    rules = POLICY + (
        "  - {id: PAR-2, section: Parents, text: Be kind., binds: [parent], assessed: false}\n"
    )
    story = STORY.replace("They say yes [IMG-1]", "They say yes [IMG-1] [PAR-2]")
    (fault,) = told(tmp_path, policy=rules, story=story)
    assert fault.startswith("scenarios/branching/fair.twee: [PAR-2] does not concern all who take")


def test_everybody_is_concerned_by_what_binds_everyone(tmp_path: Path) -> None:
    course = COURSE.replace(
        "roles: [staff]",
        "roles: [staff, volunteer, parent, leader, administrator, trainer, support]",
    )
    rules = POLICY.replace("binds: [staff]", "binds: [everyone]")
    assert told(tmp_path, course=course, policy=rules) == []


def test_an_unknown_group_is_told_with_those_there_are(tmp_path: Path) -> None:
    rules = POLICY.replace("the list., binds: [staff]", "the list., binds: [stuff]")
    found = faults(tmp_path, RULES, rules)
    assert found[0].startswith(
        f'{RULES}:8: "stuff" is no value for "binds". Did you mean "staff"? Values: everyone, '
        "staff, runner, parent, leader, administrator, trust."
    )
