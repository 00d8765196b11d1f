"""Marks a response by its key: parse, then mark."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from readyroom.content.model import Tone
from readyroom.errors import ResponseError
from readyroom.play.keys import ActivityKey, ChoiceKey, ImageKey, ScenarioKey

LONGEST_WALK: Final = 60
"""Choices that one walk through a story may hold; more is no reading but a machine."""

_WORTH: Final[dict[Tone, float]] = {"good": 1.0, "weak": 0.5, "critical": 0.0}
_KEY: Final[TypeAdapter[ChoiceKey | ScenarioKey | ImageKey]] = TypeAdapter(ActivityKey)


@dataclass(frozen=True)
class Mark:
    """What a response is worth. An unfinished story is not ``complete`` and scores 0."""

    score: float
    points: int
    complete: bool

    @property
    def correct(self) -> bool:
        """Whether the response got full marks."""
        return self.complete and self.score == self.points


def mark(key: ChoiceKey | ScenarioKey | ImageKey, response: object) -> Mark:
    """Marks a response; ResponseError when it is not of the activity's form."""
    match key:
        case ChoiceKey():
            share = _mark_choice(key, response)
        case ImageKey():
            share = _mark_image(key, response)
        case ScenarioKey():
            tones, ended = walk(key, response)
            if not ended:
                return Mark(0.0, key.points, complete=False)
            worth = sum(_WORTH[tone] for tone in tones) / len(tones)
            share = 0.0 if tones[-1] == "critical" else worth
    return Mark(_bounded(share * key.points, key.points), key.points, complete=True)


def walk(key: ScenarioKey, response: object) -> tuple[tuple[Tone, ...], bool]:
    """The tone of each passage that a walk has come to, and whether it has reached an end.

    A passage counts once, however often one comes back to it: going round in good passages
    does not make up for a bad one. ResponseError when the walk takes a step that the story
    does not offer.
    """
    steps = _strings(response, key.slug)
    if len(steps) > LONGEST_WALK:
        raise ResponseError(f"{key.slug}: a walk has at most {LONGEST_WALK} steps")
    here = key.passages[key.start]
    tones: dict[str, Tone] = {}
    for step in steps:
        if step not in here.to:
            raise ResponseError(f"{key.slug}: the story offers no choice {step!r} here")
        here = key.passages[step]
        tones[step] = here.tone or "good"
    return tuple(tones.values()), here.end


def grade(key_json: str, response: object) -> float:
    """The score that a graded cell ends with: a plain float from 0 to the activity's points.

    Anything that is no response to this activity, None included, scores 0.0: what cannot be
    read must never grade as right.
    """
    key = _KEY.validate_python(json.loads(key_json))
    try:
        return mark(key, response).score
    except ResponseError:
        return 0.0


def _mark_choice(key: ChoiceKey, response: object) -> float:
    if not key.multiple:
        if not isinstance(response, str) or response not in key.options:
            raise ResponseError(f"{key.slug}: choose one of {', '.join(key.options)}")
        return float(response in key.right)
    chosen = _strings(response, key.slug)
    if not chosen or len(set(chosen)) != len(chosen) or not set(chosen) <= set(key.options):
        raise ResponseError(f"{key.slug}: choose one or more of {', '.join(key.options)}")
    right = set(key.right)
    hits, misses = len(right & set(chosen)), len(set(chosen) - right)
    return max(0.0, (hits - misses) / len(right))


def _mark_image(key: ImageKey, response: object) -> float:
    if not isinstance(response, dict) or set(response) != {"decision", "reason"}:
        raise ResponseError(f"{key.slug}: say whether to publish, and which rule decides")
    if response["decision"] not in ("publish", "do-not-publish"):
        raise ResponseError(f"{key.slug}: say whether to publish")
    if response["reason"] not in key.reasons:
        raise ResponseError(f"{key.slug}: the rule is one of {', '.join(key.reasons)}")
    if response["decision"] != key.decision:
        return 0.0
    return 1.0 if response["reason"] == key.reason else 0.5


def _strings(response: object, slug: str) -> list[str]:
    if not isinstance(response, list) or not all(isinstance(item, str) for item in response):
        raise ResponseError(f"{slug}: the response is a list of names")
    return response


def _bounded(score: float, points: int) -> float:
    return round(min(max(float(score), 0.0), float(points)), 4)
