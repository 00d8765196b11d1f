"""Judges a picture by the policy's image rules, from what is drawn and what the register says."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import Final

from readyroom.content.model import Change, Decision, ImageCase, RegisterRow

NO_REASON: Final = "none"
"""The reason to give when no rule stands against a picture."""

NO_CHANGE: Final = "none"
"""The change to choose when a picture can go out as it is."""


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


def by_id(case: ImageCase) -> dict[str, Change]:
    """The changes that a case offers, by their ids a, b, c in order."""
    return dict(zip(string.ascii_lowercase, case.changes, strict=False))


def changed(case: ImageCase, change: Change) -> ImageCase:
    """The case once the change is made: fewer people, another channel, more consent.

    A family that is asked gives its consent for the channel that the picture then goes to. The
    do-not-publish list and a pupil's own refusal stay: no consent outweighs them.
    """
    channel = change.channel or case.channel
    rows = tuple(
        row.model_copy(update={"consent": (*row.consent, channel)})
        if row.person in change.ask and channel not in row.consent
        else row
        for row in case.register_.rows
    )
    figures = tuple(f for f in case.scene.figures if f.id not in change.leave_out)
    return case.model_copy(
        update={
            "channel": channel,
            "scene": case.scene.model_copy(update={"figures": figures}),
            "register_": case.register_.model_copy(update={"rows": rows}),
        }
    )


def size(change: Change) -> int:
    """How much a change asks for: each person left out, each family asked, another channel."""
    return len(change.leave_out) + len(change.ask) + (change.channel is not None)


def smallest(case: ImageCase) -> tuple[str, ...]:
    """The ids of the least that has to be done before the picture may go out.

    One id in a case that has no fault; several when changes tie; none when no change helps.
    """
    if judge(case).decision == "publish":
        return (NO_CHANGE,)
    helping = {
        name: size(change)
        for name, change in by_id(case).items()
        if judge(changed(case, change)).decision == "publish"
    }
    least = min(helping.values(), default=0)
    return tuple(name for name, cost in helping.items() if cost == least)


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
