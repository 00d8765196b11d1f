"""What a new version of the policy says otherwise than the one before, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator

from readyroom.content.coverage import items
from readyroom.content.model import ROLES, Clause, Course, Policy


def compared(before: Policy, after: Course) -> tuple[str, ...]:
    """In plain English, a line for each clause that is new, gone, or reads otherwise.

    A change of meaning is what the author marks as one with ``changed``: whoever passed before is
    asked about it again. All else keeps every record valid.
    """
    policy = after.policy
    if before == policy:
        return (f"Version {policy.version}: nothing has changed.",)
    if before.version == policy.version:
        head = f"Version {policy.version}, edited since it was served:"
    else:
        head = f"From version {before.version} to {policy.version}:"
    if policy.changed_since(before.version) is None:
        return (
            head,
            f"Version {before.version} does not stand under `earlier` in policy.yml, so nobody's "
            "pass can be carried over: everybody takes every module again.",
        )
    lines = tuple(_lines(before, after))
    return (head, *(lines or ("Nothing that a clause says has changed.",)))


def _lines(before: Policy, after: Course) -> Iterator[str]:
    old = {clause.id: clause for clause in before.clauses}
    changed = after.policy.changed_since(before.version) or frozenset()
    asked = {clause for clause, activities in items(after).items() if activities}
    for clause in after.policy.clauses:
        known = old.pop(clause.id, None)
        if clause.id in changed:
            what = "new" if known is None else "its meaning has changed"
            yield f"{clause.id}: {what}. {_again(clause, after, asked=clause.id in asked)}"
        elif known is None:
            whom = (
                "not marked as changed: only those are asked about it who take their modules anew"
                if clause.id in asked
                else "no module asks for it"
            )
            yield f"{clause.id}: new, and {whom}."
        elif clause.changed and clause.changed != known.changed:
            yield (
                f"{clause.id}: marked as changed in {clause.changed}, which is no version after "
                f"{before.version}. Nobody is asked about it."
            )
        elif parts := "; ".join(_edited(known, clause)):
            yield f"{clause.id}: {parts}. All records stay valid."
    for gone in old:
        yield f"{gone}: no longer there."


def _again(clause: Clause, course: Course, *, asked: bool) -> str:
    """What is asked of those who passed before, when a clause means something else now."""
    if asked:
        return "Whoever passed before is asked about it."
    declare = any(clause.concerns(role) and course.declaration_for(role) for role in ROLES)
    only = "only the declaration is asked for again" if declare else "nothing is asked again"
    return f"No module asks for it, so {only}."


def _edited(known: Clause, clause: Clause) -> Iterator[str]:
    """What is otherwise about a clause that keeps its meaning."""
    if known.text != clause.text:
        yield "other words, the same meaning"
    if known.with_us != clause.with_us:
        how = "is no longer there" if not clause.with_us else "reads otherwise"
        yield f"with-us {how if known.with_us else 'is new'}, and readers are told so"
    if known.section != clause.section:
        yield f"it stands under “{clause.section}” now"
    if (known.binds, known.known_by) != (clause.binds, clause.known_by):
        yield "whom it binds, or who has to know it, has changed"
    if (known.assessed, known.must_pass) != (clause.assessed, clause.must_pass):
        yield "how it is asked for has changed"
