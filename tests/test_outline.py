"""What the pages around the lessons keep of a course."""

from __future__ import annotations

import pytest

from readyroom.content.model import Role
from readyroom.server.outline import Outline
from tests.builders import COURSE, POLICY
from tests.served import Served

PARENTS = POLICY.clauses[1].model_copy(update={"binds": ("parent",)})
OUTLINE = Outline.of(
    COURSE.model_copy(
        update={
            "policy": POLICY.model_copy(
                update={"clauses": (POLICY.clauses[0], PARENTS, POLICY.clauses[2])}
            )
        }
    )
)


def shown(role: Role) -> list[str]:
    return [id_ for section in OUTLINE.sections[role] for id_, _ in section.clauses]


@pytest.mark.parametrize("role", ["trainer", "support"])
def test_whoever_may_open_every_module_can_look_up_every_clause(role: Role) -> None:
    assert OUTLINE.modules[0].open_to(role)
    assert shown(role) == ["IMG-1", "IMG-2", "IMG-7"]


def test_everybody_else_is_shown_what_concerns_them() -> None:
    assert shown("parent") == ["IMG-1", "IMG-2", "IMG-7"]
    assert shown("staff") == ["IMG-1", "IMG-7"]


@pytest.mark.parametrize(
    ("person", "said"),
    [("cy", "These are all its rules."), ("ana", "These are the rules that concern you.")],
)
def test_the_policys_page_says_whose_rules_it_shows(shell: Served, person: str, said: str) -> None:
    assert said in shell.visitor(person).get("/policy").text
