"""The course as a whole: every requirement of the policy is taught to those whom it binds."""

from __future__ import annotations

from typing import Final

import pytest

from readyroom.content.coverage import asked, items, required
from readyroom.content.frozen import citations
from readyroom.content.model import ROLES, Choice, Module, Role
from readyroom.play.images import judge
from tests.whole_course import COURSE, PICTURES, STORIES

REQUIREMENTS: Final = (
    *("RAT-1", "RAT-2", "RAT-3"),
    *("SCO-1", "SCO-2", "SCO-3", "SCO-4", "SCO-5", "SCO-6"),
    *("SCO-7", "SCO-8", "SCO-9", "SCO-10", "SCO-11", "SCO-12"),
    *("ROL-1", "ROL-2", "ROL-3", "ROL-4", "ROL-5", "ROL-6", "ROL-7"),
    *("ROL-8", "ROL-9", "ROL-10", "ROL-11", "ROL-12", "ROL-13", "ROL-14"),
    *("ACC-1", "ACC-2", "ACC-3", "ACC-4", "ACC-5", "ACC-6"),
    *("ACC-7", "ACC-8", "ACC-9", "ACC-10", "ACC-11"),
    *("MON-1", "MON-2", "MON-3", "MON-4", "MON-5"),
    *("BEH-1", "BEH-2", "BEH-3", "BEH-4", "BEH-5", "BEH-6"),
    *("BEH-7", "BEH-8", "BEH-9", "BEH-10", "BEH-11", "BEH-12"),
    *("LEG-1", "LEG-2", "LEG-3", "LEG-4"),
    *("ABU-1", "ABU-2", "ABU-3", "ABU-4", "ABU-5"),
    *("TON-1", "TON-2", "TON-3", "TON-4", "TON-5"),
    *("IMG-0", "IMG-1", "IMG-2", "IMG-3", "IMG-4", "IMG-5", "IMG-6", "IMG-7", "IMG-8"),
    *("PST-1", "PST-2", "PST-3", "PST-4", "PST-5"),
    *("STU-1", "STU-2", "STU-3", "STU-4"),
    *("PAR-1", "PAR-2", "PAR-3", "PAR-4", "PAR-5", "PAR-6", "PAR-7"),
    *("PAR-8", "PAR-9", "PAR-10", "PAR-11", "PAR-12", "PAR-13", "PAR-14"),
    *("PAR-15", "PAR-16", "PAR-17", "PAR-18", "PAR-19", "PAR-20", "PAR-21"),
    *("WEB-1", "WEB-2", "WEB-3"),
    "REV-1",
    *("APP-P1", "APP-P2", "APP-P3", "APP-P4", "APP-P5", "APP-P6"),
    *("APP-P7", "APP-P8", "APP-P9", "APP-P10", "APP-P11", "APP-P12"),
    *("APP-D1", "APP-D2", "APP-D3", "APP-D4", "APP-D5"),
    *("APP-D6", "APP-D7", "APP-D8", "APP-D9", "APP-D10"),
    *("APP-N1", "APP-N2", "APP-N3", "APP-N4", "APP-N5", "APP-N6", "APP-N7"),
)
"""Every requirement that was found in the policy, whoever it is addressed to."""

SEEN_TO: Final = {"SCO-5", "ROL-1", "ROL-2", "ROL-12", "ACC-9", "ACC-10"}
"""What the trust or the software sees to, so that nobody is asked to judge anything."""

ITEMS = items(COURSE)
QUESTIONS = tuple(a for m in COURSE.modules for a in m.activities if isinstance(a, Choice))


def test_there_is_a_course_to_look_at() -> None:
    assert len(COURSE.modules) == 12
    assert len(REQUIREMENTS) == len(set(REQUIREMENTS)) == 143
    assert {role for module in COURSE.modules for role in module.roles} == set(ROLES)


def test_every_requirement_of_the_policy_stands_in_the_register() -> None:
    register = [clause.id for clause in COURSE.policy.clauses]
    assert sorted(register) == sorted(REQUIREMENTS)


def test_only_what_others_see_to_is_not_asked_for() -> None:
    assert {clause.id for clause in COURSE.policy.clauses if not clause.assessed} == SEEN_TO


@pytest.mark.parametrize("clause", [c.id for c in COURSE.policy.clauses if c.assessed])
def test_a_clause_that_can_be_judged_is_asked_for_by_two_activities(clause: str) -> None:
    assert len(items(COURSE)[clause]) >= 2


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_asked_for_everything_that_binds_it(role: Role) -> None:
    found = {
        clause
        for module in COURSE.modules_for(role)
        for activity in module.activities
        for clause in asked(activity)
    }
    binds = {c.id for c in COURSE.policy.clauses if c.assessed and c.binds_role(role)}
    assert binds
    assert binds - found == set()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_to_get_right_whatever_stands_between_a_child_and_harm(role: Role) -> None:
    must = {c.id for c in COURSE.policy.clauses if c.must_pass and c.binds_role(role)}
    assert must - required(COURSE, role) == set()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_nothing_that_does_not_concern_it(role: Role) -> None:
    for module in COURSE.modules_for(role):
        seen = {*module.taught, *(c for a in module.activities for c in a.clauses())}
        strange = [clause for clause in seen if not COURSE.policy.clause(clause).concerns(role)]
        assert strange == [], module.slug


@pytest.mark.parametrize("role", ROLES)
def test_every_role_declares_something_at_the_end(role: Role) -> None:
    assert COURSE.declaration_for(role)


@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.slug)
def test_a_lesson_teaches_and_takes_a_quarter_of_an_hour_at_most(module: Module) -> None:
    assert module.taught
    assert 5 <= module.minutes <= 15


def test_there_are_stories_pictures_and_questions_enough() -> None:
    assert len({story.slug for story in STORIES}) >= 14
    assert len({case.slug for case in PICTURES}) >= 24
    assert len({case.scene.place for case in PICTURES}) >= 12
    assert len({question.slug for question in QUESTIONS}) >= 180


def test_nothing_is_wrong_with_about_four_pictures_in_ten() -> None:
    fine = sum(judge(case).decision == "publish" for case in PICTURES)
    assert 0.3 <= fine / len(PICTURES) <= 0.5


def test_every_rule_about_pictures_stands_against_some_picture_of_the_course() -> None:
    broken = {rule for case in PICTURES for rule in judge(case).reasons if rule in case.offer}
    assert {"IMG-2", "IMG-5", "IMG-6", "IMG-7", "PAR-18", "APP-D10", "APP-P3"} <= broken
    assert broken & {"IMG-1", "APP-N4", "APP-D6"}, "no consent"
    assert broken & {"IMG-3", "PST-3", "APP-P4"}, "a member of staff's own account"
    assert broken & {"LEG-3", "APP-N3"}, "a name that can be read"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_the_right_option_of_a_question_is_not_the_longest(question: Choice) -> None:
    right = max(len(option.text) for option in question.options if option.correct)
    wrong = [len(option.text) for option in question.options if not option.correct]
    assert question.multiple or right < max(wrong)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_a_question_says_why_whatever_one_chooses(question: Choice) -> None:
    said = [option.feedback.strip() for option in question.options]
    assert all(said)
    assert len(set(said)) == len(said), "two options say the same"
    assert citations(question.when_right), "what is right rests on a clause"


def test_right_options_are_not_known_by_their_length() -> None:
    """Over all questions with one right option, it is about as often the shortest as any other."""
    one = [question for question in QUESTIONS if not question.multiple]
    shortest = sum(
        len(next(o.text for o in q.options if o.correct)) == min(len(o.text) for o in q.options)
        for q in one
    )
    assert len(one) >= 100
    assert shortest / len(one) < 0.5
