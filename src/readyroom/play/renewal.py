"""What a new version of the policy means for whoever passed under an earlier one.

A clause says with which version its meaning last changed. A pass stands as long as no clause that
its module asks for has changed since; else these clauses are asked for again, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from readyroom.content.coverage import asked
from readyroom.content.model import AnyActivity, Choice, Course, Module

PER_CLAUSE: Final = 2
"""Questions that a renewal asks about each clause, as far as there are so many."""


def changed_for(course: Course, module: Module, version: str) -> frozenset[str] | None:
    """The clauses that a module asks for and that have changed since a version of the policy.

    None when that version is not one that the policy lists, so that nobody can tell.
    """
    changed = course.policy.changed_since(version)
    if changed is None:
        return None
    return changed.intersection(clause for a in module.activities for clause in asked(a))


def renewal_of(module: Module, clauses: Collection[str]) -> Module:
    """The part of a module that asks for these clauses, as a module of the same name.

    Each clause is a bank of the questions about it, of which two are drawn. A clause for which
    there is no question brings what else asks for it: a story, a picture, a task.
    """
    left = {a.slug: a for a in module.activities}
    banks: dict[str, tuple[Choice, ...]] = {}
    for clause in sorted(clauses):
        about = [a for a in left.values() if isinstance(a, Choice) and clause in asked(a)]
        bank = tuple(a for a in about if a.points == about[0].points)
        if bank:
            banks[clause.lower()] = bank
        for question in bank:
            del left[question.slug]
    chosen = {question.slug for bank in banks.values() for question in bank}
    covered = {clause for slug in chosen for clause in asked(module.activity(slug))}
    chosen |= _others(left.values(), set(clauses) - covered)
    return module.model_copy(
        update={
            "activities": tuple(a for a in module.activities if a.slug in chosen),
            "quizzes": {name: tuple(q.slug for q in bank) for name, bank in banks.items()},
            "draws": {name: _count(bank) for name, bank in banks.items()},
        }
    )


def _others(activities: Iterable[AnyActivity], clauses: Collection[str]) -> set[str]:
    """What asks for clauses that no question asks for."""
    return {
        a.slug for a in activities if not isinstance(a, Choice) and set(asked(a)) & set(clauses)
    }


def _count(bank: tuple[Choice, ...]) -> int:
    """How many are drawn: two, and more where each rule that has to be right needs a question."""
    subjects = {question.clauses()[0] for question in bank if question.must_pass}
    return min(len(bank), max(PER_CLAUSE, len(subjects)))
