"""What a new version of the policy says otherwise than the one before, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator

from readyroom.content.model import Policy


def compared(before: Policy, after: Policy) -> tuple[str, ...]:
    """In plain English, a line for each clause that is new, gone, or reads otherwise.

    A change of meaning is what the author marks as one with ``changed``: whoever passed before is
    asked about it again. All else keeps every record valid.
    """
    head = f"From version {before.version} to {after.version}:"
    if before == after:
        return (f"Version {after.version}: nothing has changed.",)
    if before.version != after.version and after.changed_since(before.version) is None:
        return (
            head,
            f"Version {before.version} does not stand under `earlier` in policy.yml, so nobody's "
            "pass can be carried over: everybody takes every module again.",
        )
    lines = tuple(_lines(before, after))
    return (head, *(lines or ("Nothing that a clause says has changed.",)))


def _lines(before: Policy, after: Policy) -> Iterator[str]:
    old = {clause.id: clause for clause in before.clauses}
    changed = after.changed_since(before.version) or frozenset()
    for clause in after.clauses:
        known = old.pop(clause.id, None)
        if clause.id in changed:
            yield f"{clause.id}: its meaning has changed. Whoever passed before is asked about it."
        elif known is None:
            yield (
                f"{clause.id}: new, and not marked as changed: only those are asked about it who "
                "take their modules anew."
            )
        elif known.text != clause.text:
            yield f"{clause.id}: other words, the same meaning. All records stay valid."
        elif known != clause:
            yield f"{clause.id}: whom it binds, or how it is asked for, has changed."
    for gone in old:
        yield f"{gone}: no longer there."
