"""What a module's answers are marked by: the content without its words.

A key is frozen when a module is published, so that a later edit of the content never
changes how an earlier answer was marked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from typing import Annotated, Literal, TypedDict

from pydantic import Field

from readyroom.content.frozen import Frozen, Slug
from readyroom.content.model import (
    AnyActivity,
    Choice,
    Decision,
    ImageCase,
    Module,
    Scenario,
    Task,
    Tone,
)
from readyroom.content.tasks import Order, Review, Rewrite, Sort, Verdict
from readyroom.play.images import NO_CHANGE, NO_REASON, by_id, judge, smallest

ReviewDecision = Literal["ready", "send-back"]


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
    change: str = ""
    changes: tuple[str, ...] = Field(default=(), description="empty: what to change is not asked")


class SortKey(Frozen):
    """Marks a sorting: the pile of each thing."""

    kind: Literal["sort"] = "sort"
    slug: Slug
    points: int
    must_pass: bool
    content: str
    piles: tuple[Slug, ...]
    right: dict[str, Slug]


class OrderKey(Frozen):
    """Marks an order: the groups in their order; the steps of a group may stand in any."""

    kind: Literal["order"] = "order"
    slug: Slug
    points: int
    must_pass: bool
    content: str
    groups: tuple[tuple[str, ...], ...]


class SpotKey(Frozen):
    """A passage of a draft: the wordings it can have, and those that are good."""

    wordings: tuple[str, ...]
    right: tuple[str, ...]


class RewriteKey(Frozen):
    """Marks a rewritten draft, passage by passage."""

    kind: Literal["rewrite"] = "rewrite"
    slug: Slug
    points: int
    must_pass: bool
    content: str
    spots: dict[Slug, SpotKey]


class ReviewKey(Frozen):
    """Marks a review: the verdict on each part, and the decision that follows from them."""

    kind: Literal["review"] = "review"
    slug: Slug
    points: int
    must_pass: bool
    content: str
    parts: dict[Slug, Verdict]
    decision: ReviewDecision


AnyKey = ChoiceKey | ScenarioKey | ImageKey | SortKey | OrderKey | RewriteKey | ReviewKey
ActivityKey = Annotated[AnyKey, Field(discriminator="kind")]
Response = str | list[str] | dict[str, str]


class DrawKey(Frozen):
    """A quiz of which an attempt asks some questions only; each is worth as much as the others."""

    quiz: Slug
    count: int
    items: tuple[Slug, ...]

    def cells(self) -> tuple[str, ...]:
        """The names of the cells that mark what was drawn.

        No activity can have such a name: a slug has no underscore.
        """
        return tuple(f"{self.quiz}_{nth}" for nth in range(1, self.count + 1))

    def marked(self, responses: Collection[str]) -> dict[str, str]:
        """Which question each cell marks in an attempt with these responses.

        The nth cell marks the nth of the questions answered, in the order of the quiz.
        """
        answered = (item for item in self.items if item in responses)
        return dict(zip(self.cells(), answered, strict=False))


class ModuleKey(Frozen):
    """The keys of a module's activities, in order, and which of them are drawn for an attempt."""

    module: Slug
    title: str
    activities: tuple[ActivityKey, ...]
    draws: tuple[DrawKey, ...] = ()

    @property
    def assignment(self) -> str:
        """The module's name in nbgrader: new content is a new assignment."""
        return f"{self.module}-{self.digest()[:8]}"

    def activity(self, slug: str) -> AnyKey:
        """The key of that activity; KeyError when the module has none."""
        for key in self.activities:
            if key.slug == slug:
                return key
        raise KeyError(slug)

    @property
    def drawn(self) -> frozenset[str]:
        """The activities that an attempt may do without: the questions of drawn quizzes."""
        return frozenset(item for draw in self.draws for item in draw.items)

    @property
    def points(self) -> int:
        """The most that one attempt at the module can score."""
        worth = {key.slug: key.points for key in self.activities}
        drawn = self.drawn
        fixed = sum(points for slug, points in worth.items() if slug not in drawn)
        return fixed + sum(draw.count * worth[draw.items[0]] for draw in self.draws)


class _Common(TypedDict):
    slug: str
    points: int
    must_pass: bool
    content: str


def activity_key(activity: AnyActivity) -> AnyKey:
    """The key that marks one activity."""
    common: _Common = {
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
                change=next(iter(smallest(activity)), NO_CHANGE) if activity.changes else "",
                changes=(*by_id(activity), NO_CHANGE) if activity.changes else (),
            )
        case _:
            return _task_key(activity, common)


def module_key(module: Module) -> ModuleKey:
    """The keys of every activity of a module."""
    return ModuleKey(
        module=module.slug,
        title=module.title,
        activities=tuple(activity_key(activity) for activity in module.activities),
        draws=tuple(
            DrawKey(quiz=quiz, count=count, items=module.quizzes[quiz])
            for quiz, count in module.draws.items()
        ),
    )


def right_response(key: AnyKey) -> Response:
    """A response that gets full marks, in the form in which the log stores it."""
    match key:
        case ChoiceKey():
            return list(key.right) if key.multiple else key.right[0]
        case ImageKey():
            right = {"decision": key.decision, "reason": key.reason}
            return {**right, "change": key.change} if key.changes else right
        case ScenarioKey():
            return _best_walk(key)
        case _:
            return _right_task(key)


def _right_task(key: SortKey | OrderKey | RewriteKey | ReviewKey) -> Response:
    match key:
        case SortKey():
            return dict(key.right)
        case OrderKey():
            return [step for group in key.groups for step in group]
        case RewriteKey():
            return {spot: known.right[0] for spot, known in key.spots.items()}
        case ReviewKey():
            return {"decision": key.decision, **key.parts}


def _task_key(task: Task, common: _Common) -> AnyKey:
    match task:
        case Sort():
            return SortKey(
                **common,
                piles=tuple(pile.id for pile in task.piles),
                right={name: item.pile for name, item in task.by_id().items()},
            )
        case Order():
            return OrderKey(**common, groups=groups(task))
        case Rewrite():
            return RewriteKey(
                **common,
                spots={
                    spot.id: SpotKey(
                        wordings=tuple(spot.by_id()),
                        right=tuple(name for name, words in spot.by_id().items() if words.good),
                    )
                    for spot in task.spots
                },
            )
        case Review():
            verdicts: dict[str, Verdict] = {
                part.id: "enough" if part.enough else "lacking" for part in task.parts
            }
            return ReviewKey(
                **common,
                parts=verdicts,
                decision="send-back" if "lacking" in verdicts.values() else "ready",
            )


def groups(order: Order) -> tuple[tuple[str, ...], ...]:
    """The steps in their order, those together that may change places."""
    found: list[list[str]] = []
    for name, step in order.by_id().items():
        if step.with_previous and found:
            found[-1].append(name)
        else:
            found.append([name])
    return tuple(tuple(group) for group in found)


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
