"""Marks a response by its key: parse, then mark."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pydantic import TypeAdapter

from readyroom.content.model import Tone
from readyroom.errors import GradeError, ResponseError
from readyroom.play.keys import (
    ActivityKey,
    AnyKey,
    ChoiceKey,
    ImageKey,
    OrderKey,
    ReviewKey,
    RewriteKey,
    ScenarioKey,
    SortKey,
)

LONGEST_WALK: Final = 60
"""Choices that one may make in a story freely; from there on each has to lead nearer to an end."""

_WORTH: Final[dict[Tone, float]] = {"good": 1.0, "weak": 0.5, "critical": 0.0}
_KEY: Final[TypeAdapter[AnyKey]] = TypeAdapter(ActivityKey)


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


def mark(key: AnyKey, response: object) -> Mark:
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
        case SortKey():
            share = _mark_sort(key, response)
        case OrderKey():
            share = _mark_order(key, response)
        case RewriteKey():
            share = _mark_rewrite(key, response)
        case ReviewKey():
            share = _mark_review(key, response)
    return Mark(_bounded(share * key.points, key.points), key.points, complete=True)


def walk(key: ScenarioKey, response: object) -> tuple[tuple[Tone, ...], bool]:
    """The tone of each passage that a walk has come to, and whether it has reached an end.

    A passage counts once, however often one comes back to it: going round in good passages
    does not make up for a bad one. ResponseError when the walk takes a step that the story
    does not offer, or goes round and round: so a walk has an end to its length, and whoever is on
    one can always finish it.
    """
    steps = _strings(response, key.slug)
    place, here = key.start, key.passages[key.start]
    left = _choices_left(key) if len(steps) > LONGEST_WALK else {}
    tones: dict[str, Tone] = {}
    for number, step in enumerate(steps, start=1):
        if step not in here.to:
            raise ResponseError(f"{key.slug}: the story offers no such choice here")
        if number > LONGEST_WALK and left[step] >= left[place]:
            raise ResponseError(
                f"You have made {number - 1} choices and gone round in this story. This one leads "
                "round again: take another one, which leads on to the story's end."
            )
        place, here = step, key.passages[step]
        tones[step] = here.tone or "good"
    return tuple(tones.values()), here.end


def _choices_left(key: ScenarioKey) -> dict[str, float]:
    """From each passage, the fewest choices that lead to an end."""
    left = {slug: 0.0 if passage.end else math.inf for slug, passage in key.passages.items()}
    for _ in key.passages:
        for slug, passage in key.passages.items():
            left[slug] = min([left[slug], *(left[target] + 1 for target in passage.to)])
    return left


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


def grade_drawn(keys_json: str, responses: Mapping[str, object], *, count: int, nth: int) -> float:
    """The score of the nth question that was drawn from a bank, as ``grade`` has it.

    That is the nth of the bank's questions, in its order, which ``responses`` holds; 0.0 when it
    holds fewer. GradeError when it holds more than ``count``: nobody can say which of them count.
    """
    keys = [key for key in json.loads(keys_json) if key["slug"] in responses]
    if len(keys) > count:
        raise GradeError(f"{len(keys)} questions are answered where {count} were drawn.")
    if len(keys) < nth:
        return 0.0
    key = keys[nth - 1]
    return grade(json.dumps(key), responses[key["slug"]])


def in_order(groups: Sequence[Sequence[str]], steps: Sequence[str]) -> tuple[int, int]:
    """How many more pairs of these steps stand in the right order than in the wrong one.

    Below 0 when the wrong ones are more. Second, how many pairs there are whose order matters.
    """
    place = {step: number for number, group in enumerate(groups) for step in group}
    pairs = [(place[a], place[b]) for a, b in combinations(steps, 2) if place[a] != place[b]]
    return sum(1 if a < b else -1 for a, b in pairs), len(pairs)


def right_order(groups: Sequence[Sequence[str]], steps: Sequence[str]) -> list[str]:
    """The right order; steps that may change places stand in it as they do in these steps."""
    return [step for group in groups for step in sorted(group, key=steps.index)]


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
    """Each question is worth the same, once the decision is right."""
    asked = {"decision", "reason", "change"} if key.changes else {"decision", "reason"}
    if not isinstance(response, dict) or set(response) != asked:
        also = ", and what to change" if key.changes else ""
        raise ResponseError(f"{key.slug}: say whether to publish, and which rule decides{also}")
    if response["decision"] not in ("publish", "do-not-publish"):
        raise ResponseError(f"{key.slug}: say whether to publish")
    if response["reason"] not in key.reasons:
        raise ResponseError(f"{key.slug}: the rule is one of {', '.join(key.reasons)}")
    if key.changes and response["change"] not in key.changes:
        raise ResponseError(f"{key.slug}: the change is one of {', '.join(key.changes)}")
    if response["decision"] != key.decision:
        return 0.0
    wanted = {"decision": key.decision, "reason": key.reason, "change": key.change}
    right = [question for question in asked if response[question] == wanted[question]]
    return len(right) / len(asked)


def _mark_sort(key: SortKey, response: object) -> float:
    piled = _chosen(response, dict.fromkeys(key.right, key.piles), key.slug)
    right = sum(piled[item] == pile for item, pile in key.right.items())
    return _beyond_chance(right, len(key.right), len(key.piles))


def _mark_order(key: OrderKey, response: object) -> float:
    """The pairs of steps in the right order less those in the wrong one, of all that matter."""
    steps = _strings(response, key.slug)
    known = [step for group in key.groups for step in group]
    if len(steps) != len(known) or set(steps) != set(known):
        raise ResponseError(f"{key.slug}: put every step in its place, once")
    ahead, pairs = in_order(key.groups, steps)
    return ahead / pairs


def _mark_rewrite(key: RewriteKey, response: object) -> float:
    offered = {spot: known.wordings for spot, known in key.spots.items()}
    chosen = _chosen(response, offered, key.slug)
    return sum(chosen[spot] in known.right for spot, known in key.spots.items()) / len(key.spots)


def _mark_review(key: ReviewKey, response: object) -> float:
    """Half for the decision, half for reading the parts; nothing for a wrong decision."""
    offered: dict[str, Collection[str]] = dict.fromkeys(key.parts, ("enough", "lacking"))
    offered["decision"] = ("ready", "send-back")
    said = _chosen(response, offered, key.slug)
    if said["decision"] != key.decision:
        return 0.0
    right = sum(said[part] == verdict for part, verdict in key.parts.items())
    return 0.5 + 0.5 * _beyond_chance(right, len(key.parts), 2)


def _beyond_chance(right: int, of: int, ways: int) -> float:
    """The share that is right, less what guessing one of so many ways gets on average."""
    by_chance = of / ways
    return max(0.0, (right - by_chance) / (of - by_chance))


def _chosen(response: object, offered: Mapping[str, Collection[str]], slug: str) -> dict[str, str]:
    """The response as one choice for each name; ResponseError when it is none of those offered."""
    if not isinstance(response, dict) or set(response) != set(offered):
        raise ResponseError(f"{slug}: choose one for each of {', '.join(offered)}")
    for name, choices in offered.items():
        if response[name] not in choices:
            raise ResponseError(f"{slug}: for {name} choose one of {', '.join(choices)}")
    return response


def _strings(response: object, slug: str) -> list[str]:
    if not isinstance(response, list) or not all(isinstance(item, str) for item in response):
        raise ResponseError(f"{slug}: the response is a list of names")
    return response


def _bounded(score: float, points: int) -> float:
    return round(min(max(float(score), 0.0), float(points)), 4)
