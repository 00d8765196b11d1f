"""Clause by clause: where the course teaches it, and where it asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from readyroom.content.frozen import citations
from readyroom.content.model import AnyActivity, Choice, Course, ImageCase, Module, Role, Scenario

PlaceKind = Literal["lesson", "step", "picture", "question", "task"]


@dataclass(frozen=True)
class Place:
    """A part of the course that has to do with a clause.

    ``kind``: a lesson's text, a step of a story, a picture, a question, a task. ``slug`` is the
    activity's, or empty for a lesson's text; ``title`` says which part it is.
    """

    kind: PlaceKind
    module: str
    slug: str
    title: str


def asked(activity: AnyActivity) -> tuple[str, ...]:
    """The clauses that somebody who answers right has to know, in the order of the text.

    A question asks for those that its general feedback or that of a right option cites: what only
    a wrong option touches on is taught, and not asked for. A picture asks for the rules that it
    offers. In a story and in a task every part is a judgement.
    """
    match activity:
        case Choice():
            right = (option.feedback for option in activity.options if option.correct)
            return citations(activity.when_right, activity.when_wrong, *right)
        case ImageCase():
            return activity.offer
        case _:
            return activity.clauses()


def coverage(course: Course) -> Mapping[str, tuple[Place, ...]]:
    """The places that have to do with each clause of the policy, in the course's order."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for module in course.modules:
        for clause in module.taught:
            found[clause].append(Place("lesson", module.slug, "", module.title))
        for activity in module.activities:
            for clause, place in _places(module, activity):
                found[clause].append(place)
    return {clause.id: tuple(found[clause.id]) for clause in course.policy.clauses}


def items(course: Course) -> Mapping[str, tuple[str, ...]]:
    """The activities that ask for each clause of the policy, by slug.

    One that stands in two modules is one activity.
    """
    found: dict[str, dict[str, None]] = {clause.id: {} for clause in course.policy.clauses}
    for module in course.modules:
        for activity in module.activities:
            for clause in asked(activity):
                found[clause][activity.slug] = None
    return {clause: tuple(activities) for clause, activities in found.items()}


def required(course: Course, role: Role) -> frozenset[str]:
    """The clauses that people of a role have to get right, whatever an attempt draws."""
    return frozenset(
        clause for module in course.modules_for(role) for clause in _required_in(module)
    )


def _places(module: Module, activity: AnyActivity) -> Iterator[tuple[str, Place]]:
    if isinstance(activity, Scenario):
        for passage in activity.passages:
            title = f"{activity.title}: {passage.name}"
            for clause in citations(passage.text):
                yield clause, Place("step", module.slug, activity.slug, title)
        return
    kind: PlaceKind = "task"
    if isinstance(activity, Choice):
        kind = "question"
    elif isinstance(activity, ImageCase):
        kind = "picture"
    for clause in asked(activity):
        yield clause, Place(kind, module.slug, activity.slug, activity.title)


def _required_in(module: Module) -> Iterator[str]:
    """What every attempt at a module has to get right.

    Of a bank's must-pass questions that begin with the same clause an attempt has one: what all
    of them cite is asked for sure.
    """
    drawn = {slug for quiz in module.draws for slug in module.quizzes[quiz]}
    variants: dict[str, set[str]] = {}
    for activity in module.activities:
        if not activity.must_pass:
            continue
        clauses = asked(activity)
        if activity.slug in drawn:
            about = activity.clauses()[0]
            variants.setdefault(about, set(clauses)).intersection_update(clauses)
        else:
            yield from clauses
    for certain in variants.values():
        yield from certain
