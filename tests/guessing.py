"""Learners who guess, and learners who have everything wrong: responses in the log's form."""

from __future__ import annotations

from random import Random
from typing import TypeAlias

from readyroom.play.keys import (
    AnyKey,
    ChoiceKey,
    ImageKey,
    OrderKey,
    Response,
    ReviewKey,
    RewriteKey,
    ScenarioKey,
    SortKey,
)
from readyroom.play.marking import LONGEST_WALK

TaskKey: TypeAlias = SortKey | OrderKey | RewriteKey | ReviewKey


def guess(key: AnyKey, random: Random) -> Response:
    """What somebody gives who reads nothing."""
    match key:
        case ChoiceKey(multiple=True):
            return random.sample(key.options, random.randint(1, len(key.options)))
        case ChoiceKey():
            return random.choice(key.options)
        case ScenarioKey():
            return guess_walk(key, random)
        case ImageKey():
            given = {
                "decision": random.choice(("publish", "do-not-publish")),
                "reason": random.choice(key.reasons),
            }
            return given | ({"change": random.choice(key.changes)} if key.changes else {})
        case _:
            return guess_task(key, random)


def guess_task(key: TaskKey, random: Random) -> Response:
    match key:
        case SortKey():
            return {item: random.choice(key.piles) for item in key.right}
        case OrderKey():
            known = [step for group in key.groups for step in group]
            return random.sample(known, len(known))
        case RewriteKey():
            return {spot: random.choice(known.wordings) for spot, known in key.spots.items()}
        case ReviewKey():
            parts = {part: random.choice(("enough", "lacking")) for part in key.parts}
            return {"decision": random.choice(("ready", "send-back")), **parts}


def guess_walk(key: ScenarioKey, random: Random) -> list[str]:
    """Any choice, until the story ends; one that goes round for long is begun anew."""
    while True:
        walk: list[str] = []
        here = key.passages[key.start]
        while not here.end and len(walk) < LONGEST_WALK:
            walk.append(random.choice(here.to))
            here = key.passages[walk[-1]]
        if here.end:
            return walk


def wrong(key: AnyKey) -> Response:
    """What somebody gives who has everything the wrong way round."""
    match key:
        case ChoiceKey(multiple=True):
            return [option for option in key.options if option not in key.right]
        case ChoiceKey():
            return next(option for option in key.options if option not in key.right)
        case ScenarioKey():
            return worst_walk(key)
        case ImageKey():
            other = "publish" if key.decision == "do-not-publish" else "do-not-publish"
            given = {"decision": other, "reason": key.reasons[0]}
            return given | ({"change": key.changes[0]} if key.changes else {})
        case _:
            return wrong_task(key)


def wrong_task(key: TaskKey) -> Response:
    match key:
        case SortKey():
            return {
                item: next(p for p in key.piles if p != pile) for item, pile in key.right.items()
            }
        case OrderKey():
            return [step for group in reversed(key.groups) for step in group]
        case RewriteKey():
            return {
                spot: next(w for w in known.wordings if w not in known.right)
                for spot, known in key.spots.items()
            }
        case ReviewKey():
            other = "ready" if key.decision == "send-back" else "send-back"
            turned = {"enough": "lacking", "lacking": "enough"}
            return {"decision": other, **{part: turned[said] for part, said in key.parts.items()}}


def worst_walk(key: ScenarioKey) -> list[str]:
    """The shortest walk to a bad end."""
    queue: list[list[str]] = [[]]
    seen = {key.start}
    while queue:
        walk = queue.pop(0)
        here = key.passages[walk[-1] if walk else key.start]
        if here.end and here.tone == "critical":
            return walk
        for target in here.to:
            if target not in seen:
                seen.add(target)
                queue.append([*walk, target])
    raise AssertionError(f"{key.slug} has no bad end")
