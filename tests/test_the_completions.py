"""The way of every role through the course: all its modules, then the declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from readyroom.content.model import ROLES, Role
from readyroom.gradebook.completions import Record, completions
from readyroom.play.completion import Completion
from readyroom.records.paths import Data
from readyroom.records.people import People, Person
from tests.whole_course import COURSE, grade, make_declaration, of_role, pass_on_paper

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOON = NINE + timedelta(hours=3)


@dataclass(frozen=True)
class Way:
    """Where everybody stands once all is passed, and once all is declared."""

    passed: Mapping[str, Record]
    declared: Mapping[str, Record]


def stand(data: Data) -> Mapping[str, Record]:
    return {r.person.id: r for r in completions(COURSE, data, NOON + timedelta(minutes=1))}


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Way:
    """One person of each role, named for it, who answers everything rightly and then declares."""
    data = Data(tmp_path_factory.mktemp("roles") / "var").create()
    people = People(data.people)
    people.save(
        [
            Person(
                id=role,
                last_name="Marsh",
                first_name=role.title(),
                email=f"{role}@ash.example",
                role=role,
                school="Ash Tree",
            )
            for role in ROLES
        ]
    )
    people.close()
    for role in ROLES:
        pass_on_paper(data, role, of_role(role), at=NINE)
    grade(data)
    passed = stand(data)
    for role in ROLES:
        make_declaration(data, role, at=NOON)
    return Way(passed, stand(data))


def of(records: Mapping[str, Record], role: Role) -> Completion:
    return records[role].completion


@pytest.mark.parametrize(
    ("role", "count"),
    [
        ("staff", 9),
        ("volunteer", 7),
        ("parent", 8),
        ("leader", 10),
        ("administrator", 10),
        ("trainer", 9),
        ("support", 2),
    ],
)
def test_a_role_has_its_own_modules(role: Role, count: int) -> None:
    assert len(of_role(role)) == count


def test_the_support_team_takes_what_it_decides_by() -> None:
    assert of_role("support") == ("policy", "leading")


@pytest.mark.parametrize("role", ROLES)
def test_passing_every_module_leaves_the_declaration_alone_to_be_made(role: Role, way: Way) -> None:
    found = of(way.passed, role)
    assert (found.modules_passed, found.modules_required) == (len(of_role(role)),) * 2
    assert {s.percent for s in found.modules if s.required} == {100}
    assert found.status == "in progress"
    assert found.to_declare
    assert found.completed is None


@pytest.mark.parametrize("role", ROLES)
def test_whoever_has_passed_and_declares_has_completed_the_training(role: Role, way: Way) -> None:
    found = of(way.declared, role)
    assert found.status == "complete"
    assert (found.to_declare, found.completed) == ("", NOON)
    assert found.expires == NINE.replace(year=2028)
    assert found.policy_version == COURSE.policy.version
    assert found.declared is not None
    assert found.evidence == found.declared.evidence


def test_nobody_passes_a_module_that_is_not_theirs(way: Way) -> None:
    for role in ROLES:
        begun = [s.module for s in of(way.declared, role).modules if s.status != "not started"]
        assert sorted(begun) == sorted(of_role(role))
