"""Checks of the course as a whole: every clause is asked for, of those whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from readyroom.content.coverage import asked, items, required
from readyroom.content.files import Kind
from readyroom.content.model import AnyActivity, Clause, Course, Module, Role
from readyroom.content.shelf import file_of
from readyroom.content.source import Faults, listed
from readyroom.errors import Fault

_ROLES: Mapping[Role, str] = {
    "staff": "staff",
    "volunteer": "volunteers",
    "parent": "parents",
    "leader": "senior leaders",
    "administrator": "account administrators",
    "trainer": "trainers",
    "support": "the support team",
}


def check_covered(
    course: Course, policy: Faults, lines: Mapping[str, int], found: list[Fault]
) -> None:
    """Adds a fault for each clause that is not asked for, or is put to people it does not concern.

    ``lines`` are those of the clauses in the policy's file.
    """
    asking = items(course)
    roles = tuple(role for role in _ROLES if course.modules_for(role))
    asked_of = {role: _asked(course, role) for role in roles}
    certain = {role: required(course, role) for role in roles}
    for clause in course.policy.clauses:
        bound = tuple(role for role in roles if clause.binds_role(role))
        if clause.assessed and _check_items(course, clause, asking[clause.id], lines, policy):
            _check_roles(clause, [r for r in bound if clause.id not in asked_of[r]], lines, policy)
        if clause.must_pass:
            lacking = [role for role in bound if clause.id not in certain[role]]
            _check_must_pass(clause, lacking, lines, policy)
    for module in course.modules:
        _check_audience(course, module, found)


def _asked(course: Course, role: Role) -> frozenset[str]:
    """The clauses that the activities of a role's modules ask for."""
    return frozenset(
        clause
        for module in course.modules_for(role)
        for activity in module.activities
        for clause in asked(activity)
    )


def _check_items(
    course: Course, clause: Clause, here: Sequence[str], lines: Mapping[str, int], faults: Faults
) -> bool:
    """Whether enough activities ask for a clause; adds a fault when they do not."""
    wanted = course.checks.items_per_clause
    if len(here) >= wanted:
        return True
    faults.add(
        lines[clause.id],
        f"{clause.id} has to be asked for by {wanted} or more activities (so far: "
        f"{listed(here) if here else 'none'}): cite it as [{clause.id}] where a right answer is "
        "explained, or write assessed: false.",
    )
    return False


def _check_roles(
    clause: Clause, lacking: Sequence[Role], lines: Mapping[str, int], faults: Faults
) -> None:
    for role in lacking:
        faults.add(
            lines[clause.id],
            f"{clause.id} binds {_ROLES[role]}, and no activity of their modules asks for it.",
        )


def _check_must_pass(
    clause: Clause, lacking: Sequence[Role], lines: Mapping[str, int], faults: Faults
) -> None:
    if lacking:
        whom = listed(_ROLES[role] for role in lacking)
        faults.add(
            lines[clause.id],
            f"{clause.id} has to be right (must-pass), but no activity that has to be right "
            f"cites it in the modules of: {whom}. Cite it as [{clause.id}] in one (in a quiz that "
            "draws, in each question that may be drawn in its place), make one that does "
            "must-pass, or take must-pass out here.",
        )


def _check_audience(course: Course, module: Module, found: list[Fault]) -> None:
    """People see only what binds them, or what they have to know."""
    strange = {
        clause.id: [role for role in module.roles if not clause.concerns(role)]
        for clause in course.policy.clauses
    }
    for activity in module.activities:
        for clause in activity.clauses():
            if strange[clause]:
                found.append(_misplaced(_file(module, activity), clause, strange[clause], module))
    for clause in module.taught:
        if strange[clause]:
            file = f"course/{module.slug}/{module.slug}.ipynb"
            found.append(_misplaced(file, clause, strange[clause], module))


def _misplaced(file: str, clause: str, roles: list[Role], module: Module) -> Fault:
    whom = listed(_ROLES[role] for role in roles)
    return Fault(
        file,
        None,
        f"[{clause}] does not concern all who take the module {module.slug!r}, namely not {whom}: "
        "cite another, put it into a module of those whom it binds, or name them under known-by "
        "in policy.yml.",
    )


def _file(module: Module, activity: AnyActivity) -> str:
    """Where an activity of a module is written."""
    for name, slugs in module.quizzes.items():
        if activity.slug in slugs and activity.kind == "choice":
            return file_of("quiz", name)
    kinds: dict[str, Kind] = {"scenario": "scenario", "image": "image"}
    return file_of(kinds.get(activity.kind, "task"), activity.slug)
