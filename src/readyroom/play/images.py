"""Judges a picture by the policy's image rules, from what is drawn and what the register says."""

from __future__ import annotations

from dataclasses import dataclass

from readyroom.content.model import Decision, ImageCase, RegisterRow

NO_REASON = "none"
"""The reason to give when no rule stands against a picture."""


@dataclass(frozen=True)
class Verdict:
    """The decision, and every rule that stands against publishing, most serious first."""

    decision: Decision
    reasons: tuple[str, ...]


def judge(case: ImageCase) -> Verdict:
    """The verdict on an image case.

    A picture is acceptable only if every rule is met (IMG-0). A pupil without a row in the
    register has given no consent. A pupil with the back to us counts like any other: the policy
    makes no exception, and where it is silent the stricter reading holds.
    """
    rows = {row.person: row for row in case.register_.rows}
    broken: set[str] = set()
    for figure in case.scene.figures:
        row = rows.get(figure.id, RegisterRow(person=figure.id, name=figure.id))
        if row.refused:
            broken.add("IMG-2")
        if not figure.pupil:
            continue
        if case.channel == "personal-account":
            broken |= {"IMG-3", "PST-3"}
        if row.do_not_publish:
            broken.add("IMG-7")
        elif (
            case.channel != "personal-account"
            and case.channel not in row.consent
            and not row.refused
        ):
            broken |= {"IMG-1", "APP-N4", "APP-D6"}
        if figure.dress == "unsuitable":
            broken.add("IMG-5")
        if figure.ridiculed:
            broken.add("IMG-6")
    reasons = tuple(rule for rule in _SERIOUS_FIRST if rule in broken)
    return Verdict("do-not-publish" if reasons else "publish", reasons)


_SERIOUS_FIRST = (
    "IMG-7",
    "IMG-2",
    "IMG-3",
    "PST-3",
    "IMG-1",
    "APP-N4",
    "APP-D6",
    "IMG-6",
    "IMG-5",
)
