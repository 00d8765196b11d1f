"""What a new version of the policy means for whoever passed under an earlier one.

A clause says with which version its meaning last changed. A pass stands as long as no clause that
its module asks for has changed since; else these clauses are asked for again, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection
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

    Each clause is a bank of the questions about it, of which two are drawn. A clause that no
    question is about has one story, picture or task in their place. A story, picture or task about
    it that has to be right is there as well.
    """
    asking = {c: [a for a in module.activities if c in asked(a)] for c in clauses}
    fixed = {
        a.slug
        for about in asking.values()
        for a in about
        if a.must_pass and not isinstance(a, Choice)
    }
    banks: dict[str, tuple[AnyActivity, ...]] = {}
    whole: set[str] = set()
    # The rarest first, so that none is left without what it shares with another.
    for clause in sorted(clauses, key=lambda c: (len(asking[c]), c)):
        taken = fixed.union(*({a.slug for a in bank} for bank in banks.values()))
        about = [a for a in asking[clause] if a.slug not in taken]
        about = [a for a in about if isinstance(a, Choice)] or about
        bank = tuple(a for a in about if a.points == about[0].points)
        sure = any(a.slug in fixed for a in asking[clause]) or any(
            all(clause in asked(a) for a in other) for other in banks.values()
        )
        if bank and (isinstance(bank[0], Choice) or not sure):
            banks[clause.lower()] = bank
        elif not sure:
            # All that asks for it is drawn for other clauses: their banks are asked whole.
            whole |= {n for n, other in banks.items() if any(clause in asked(a) for a in other)}
    chosen = fixed.union(*({a.slug for a in bank} for bank in banks.values()))
    return module.model_copy(
        update={
            "activities": tuple(a for a in module.activities if a.slug in chosen),
            "quizzes": {name: tuple(a.slug for a in bank) for name, bank in banks.items()},
            "draws": {
                name: len(bank) if name in whole else _count(bank) for name, bank in banks.items()
            },
        }
    )


def _count(bank: tuple[AnyActivity, ...]) -> int:
    """How many are drawn, and more where each rule that has to be right needs one of its own."""
    subjects = {activity.clauses()[0] for activity in bank if activity.must_pass}
    wanted = PER_CLAUSE if isinstance(bank[0], Choice) else 1
    return min(len(bank), max(wanted, len(subjects)))
