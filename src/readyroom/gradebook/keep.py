"""Which of a person's attempts at an assignment stands in the gradebook.

nbgrader holds one submission per person and assignment. The log keeps every attempt.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from readyroom.play.keys import ModuleKey
from readyroom.play.marking import grade
from readyroom.records.log import Event

Keep = Literal["best", "latest"]


@dataclass(frozen=True)
class Candidate:
    """An attempt as far as choosing needs it; ``score`` is the log's."""

    seq: int
    policy_version: str
    score: float
    passing: bool
    must_pass_right: bool


def candidate(event: Event, key: ModuleKey | None, *, pass_percent: int | None) -> Candidate:
    """What a ``submitted`` event brings to the choice."""
    score, points = float(event.body["score"]), float(event.body["points"])
    responses = event.body["responses"]
    right = key is not None and all(
        grade(activity.model_dump_json(), responses.get(activity.slug)) == activity.points
        for activity in key.activities
        if activity.must_pass and (activity.slug in responses or activity.slug not in key.drawn)
    )
    return Candidate(
        seq=event.seq,
        policy_version=event.policy_version,
        score=score,
        passing=pass_percent is not None and right and 100 * score >= pass_percent * points - 1e-6,
        must_pass_right=right,
    )


def replaces(
    new: Candidate, old: Candidate, keep: Keep, versions: Collection[str] | None = None
) -> bool:
    """Whether a newer attempt takes the place of the one kept so far.

    ``best``: a pass is never lost to a failure, and a later pass takes the place of an earlier
    one, since it is valid for longer. Otherwise an attempt under another version of the policy
    wins, then the one that has right what must be right, then the higher score, then the later
    one. ``versions`` are those of the policy under which a pass can still count, all when it is
    None: an attempt under any other gives way to whatever comes after it.
    """
    if keep == "latest" or (versions is not None and old.policy_version not in versions):
        return True
    if new.passing or old.passing:
        return new.passing
    if new.policy_version != old.policy_version:
        return True
    return (new.must_pass_right, new.score) >= (old.must_pass_right, old.score)
