"""What a module's answers are marked by: the content without its words.

A key is frozen when a module is published, so that a later edit of the content never
changes how an earlier answer was marked.
"""

from __future__ import annotations

from collections import deque
from typing import Annotated, Literal

from pydantic import Field

from readyroom.content.model import (
    Choice,
    Decision,
    Frozen,
    ImageCase,
    Module,
    Scenario,
    Slug,
    Tone,
)
from readyroom.play.images import NO_REASON, judge


class ChoiceKey(Frozen):
    """Marks a choice question."""

    kind: Literal["choice"] = "choice"
    slug: Slug
    points: int
    must_pass: bool
    content: str
    multiple: bool
    options: tuple[str, ...]
    right: tuple[str, ...]


class PassageKey(Frozen):
    """One step of a story: how good it was to come here, and where one can go."""

    tone: Tone | None
    end: bool
    to: tuple[Slug, ...]


class ScenarioKey(Frozen):
    """Marks a walk through a story."""

    kind: Literal["scenario"] = "scenario"
    slug: Slug
    points: int
    must_pass: bool
    content: str
    start: Slug
    passages: dict[Slug, PassageKey]


class ImageKey(Frozen):
    """Marks a judgement of a picture."""

    kind: Literal["image"] = "image"
    slug: Slug
    points: int
    must_pass: bool
    content: str
    decision: Decision
    reason: str
    reasons: tuple[str, ...]


ActivityKey = Annotated[ChoiceKey | ScenarioKey | ImageKey, Field(discriminator="kind")]
Response = str | list[str] | dict[str, str]


class ModuleKey(Frozen):
    """The keys of a module's activities, in order."""

    module: Slug
    title: str
    activities: tuple[ActivityKey, ...]

    @property
    def assignment(self) -> str:
        """The module's name in nbgrader: new content is a new assignment."""
        return f"{self.module}-{self.digest()[:8]}"

    def activity(self, slug: str) -> ChoiceKey | ScenarioKey | ImageKey:
        """The key of that activity; KeyError when the module has none."""
        for key in self.activities:
            if key.slug == slug:
                return key
        raise KeyError(slug)

    @property
    def points(self) -> int:
        """The most that the module can score."""
        return sum(key.points for key in self.activities)


def activity_key(activity: Choice | Scenario | ImageCase) -> ChoiceKey | ScenarioKey | ImageKey:
    """The key that marks one activity."""
    common = {
        "slug": activity.slug,
        "points": activity.points,
        "must_pass": activity.must_pass,
        "content": activity.digest(),
    }
    match activity:
        case Choice():
            return ChoiceKey(
                **common,
                multiple=activity.multiple,
                options=tuple(option.id for option in activity.options),
                right=tuple(option.id for option in activity.options if option.correct),
            )
        case Scenario():
            return ScenarioKey(
                **common,
                start=activity.start,
                passages={
                    p.slug: PassageKey(tone=p.tone, end=p.end, to=tuple(k.target for k in p.links))
                    for p in activity.passages
                },
            )
        case ImageCase():
            verdict = judge(activity)
            return ImageKey(
                **common,
                decision=verdict.decision,
                reason=next((r for r in verdict.reasons if r in activity.offer), NO_REASON),
                reasons=(*activity.offer, NO_REASON),
            )


def module_key(module: Module) -> ModuleKey:
    """The keys of every activity of a module."""
    return ModuleKey(
        module=module.slug,
        title=module.title,
        activities=tuple(activity_key(activity) for activity in module.activities),
    )


def right_response(key: ChoiceKey | ScenarioKey | ImageKey) -> Response:
    """A response that gets full marks, in the form in which the log stores it."""
    match key:
        case ChoiceKey():
            return list(key.right) if key.multiple else key.right[0]
        case ImageKey():
            return {"decision": key.decision, "reason": key.reason}
        case ScenarioKey():
            return _best_walk(key)


def _best_walk(key: ScenarioKey) -> list[str]:
    """The shortest walk over good passages alone, from the start to a good end."""
    queue: deque[tuple[str, ...]] = deque([()])
    seen = {key.start}
    while queue:
        walk = queue.popleft()
        here = key.passages[walk[-1] if walk else key.start]
        if here.end:
            return list(walk)
        for target in here.to:
            if target not in seen and key.passages[target].tone == "good":
                seen.add(target)
                queue.append((*walk, target))
    raise ValueError(f"{key.slug}: no walk over good passages reaches an end")
