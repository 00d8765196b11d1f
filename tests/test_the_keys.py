"""Where the right answers stand in the files tells nothing: ids are made from their places."""

from __future__ import annotations

from collections import Counter

import pytest

from readyroom.content.model import Choice, ImageCase, Module
from readyroom.play.draw import asked
from readyroom.play.images import NO_CHANGE, smallest
from tests.whole_course import COURSE

CHOICES = [
    activity
    for module in COURSE.modules
    for activity in module.activities
    if isinstance(activity, Choice) and not activity.multiple
]
PICTURES = [
    activity
    for module in COURSE.modules
    for activity in module.activities
    if isinstance(activity, ImageCase) and activity.changes
]


def test_no_place_holds_many_more_right_answers_than_the_others() -> None:
    assert len(CHOICES) > 150
    right = Counter(option.id for choice in CHOICES for option in choice.options if option.correct)
    assert max(right.values()) < 0.3 * len(CHOICES)
    changes = Counter(smallest(case)[0] for case in PICTURES)
    changes.pop(NO_CHANGE)
    assert max(changes.values()) < 0.4 * changes.total()


@pytest.mark.parametrize("place", ["a", "b", "c", "d"])
@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.slug)
def test_always_the_same_place_passes_no_quiz(module: Module, place: str) -> None:
    for seed in range(20):
        slugs = asked(module, seen={}, answered=(), seed=str(seed))
        questions = [a for a in map(module.activity, slugs) if isinstance(a, Choice)]
        right = [o.id for q in questions for o in q.options if o.correct and not q.multiple]
        assert right.count(place) < 0.8 * len(questions)
