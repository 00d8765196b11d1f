"""Every way through every story of the course."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache

import pytest

from readyroom.content.model import Scenario
from readyroom.play.keys import ScenarioKey, activity_key
from readyroom.play.marking import mark
from tests.whole_course import STORIES

MOST_WAYS = 20_000
"""A story with more ways than this would have to be walked otherwise."""

every_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)


@cache
def ways(story: Scenario) -> tuple[tuple[str, ...], ...]:
    """Every way from the start to an end that comes to no passage twice."""
    return tuple(_onward(story, ()))


def _onward(story: Scenario, walk: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    here = story.passage(walk[-1] if walk else story.start)
    if here.end:
        yield walk
    for link in here.links:
        if link.target not in (story.start, *walk):
            yield from _onward(story, (*walk, link.target))


def shortest(story: Scenario, begin: str) -> dict[str, tuple[str, ...]]:
    """The shortest way from a passage to each that can be reached from it, itself included."""
    found: dict[str, tuple[str, ...]] = {begin: ()}
    queue = deque([begin])
    while queue:
        here = queue.popleft()
        for link in story.passage(here).links:
            if link.target not in found:
                found[link.target] = (*found[here], link.target)
                queue.append(link.target)
    return found


def tones(story: Scenario, walk: tuple[str, ...]) -> list[str | None]:
    return [story.passage(step).tone for step in walk]


def key_of(story: Scenario) -> ScenarioKey:
    key = activity_key(story)
    assert isinstance(key, ScenarioKey)
    return key


def test_there_are_stories_to_walk_through() -> None:
    assert len(STORIES) >= 14
    assert sum(len(ways(story)) for story in STORIES) > 1000


@every_story
def test_a_story_has_five_to_twelve_steps_and_several_ends(story: Scenario) -> None:
    steps = [passage for passage in story.passages if not passage.end]
    assert 5 <= len(steps) <= 12
    assert len(story.passages) - len(steps) >= 3
    assert min(len(step.links) for step in steps) >= 2
    assert max(len(step.links) for step in steps) <= 3


@every_story
def test_every_passage_is_come_to_and_every_choice_leads_to_an_end(story: Scenario) -> None:
    key, from_start = key_of(story), shortest(story, story.start)
    assert set(from_start) == {passage.slug for passage in story.passages}
    for passage in story.passages:
        for link in passage.links:
            onward = shortest(story, link.target)
            rest = min(
                (onward[p.slug] for p in story.passages if p.end and p.slug in onward), key=len
            )
            walk = [*from_start[passage.slug], link.target, *rest]
            assert mark(key, walk).complete, f"{passage.name}: {link.label}"


@every_story
def test_every_way_ends_and_is_marked(story: Scenario) -> None:
    key = key_of(story)
    assert 50 <= len(ways(story)) <= MOST_WAYS
    for walk in ways(story):
        marked = mark(key, list(walk))
        assert marked.complete
        assert 0 <= marked.score <= story.points


@every_story
def test_every_end_says_what_it_led_to(story: Scenario) -> None:
    for passage in story.passages:
        said = passage.text.split("\n\n")
        assert any(part.startswith("**It led to**") for part in said) is passage.end, passage.name


@every_story
def test_every_consequence_says_why(story: Scenario) -> None:
    assert [
        p.name for p in story.passages if p.tone in ("weak", "critical") and "[" not in p.text
    ] == []


@every_story
def test_good_choices_alone_end_well_and_earn_everything(story: Scenario) -> None:
    good = [walk for walk in ways(story) if set(tones(story, walk[:-1])) <= {"good"}]
    best = [walk for walk in good if story.passage(walk[-1]).tone == "good"]
    assert best
    assert {mark(key_of(story), list(walk)).score for walk in best} == {story.points}
    for walk in good:
        # The last choice alone can still be the wrong one; then it says so itself.
        assert mark(key_of(story), list(walk)).correct is (walk in best)


@every_story
def test_no_unsafe_choice_is_made_good_without_a_loss(story: Scenario) -> None:
    key = key_of(story)
    for walk in ways(story):
        score = mark(key, list(walk)).score
        if "critical" in tones(story, walk):
            assert score < story.points, walk
        if story.passage(walk[-1]).tone == "critical":
            assert score == 0, walk


@every_story
def test_going_round_makes_nothing_good_again(story: Scenario) -> None:
    """Every way back to an earlier passage: what was lost before it stays lost."""
    key = key_of(story)
    for walk in ways(story):
        places = (story.start, *walk)
        for at, here in enumerate(places[:-1]):
            for link in story.passage(here).links:
                if link.target in places[1 : at + 1] and "critical" in tones(story, walk[:at]):
                    back = places.index(link.target)
                    round_ = [*walk[:at], link.target, *walk[back:]]
                    assert mark(key, round_).score < story.points


@every_story
def test_choices_are_about_equally_long(story: Scenario) -> None:
    """In none is the right one given away by being far longer than any other."""
    for passage in story.passages:
        good = [len(k.label) for k in passage.links if story.passage(k.target).tone == "good"]
        other = [len(k.label) for k in passage.links if story.passage(k.target).tone != "good"]
        if good and other:
            assert max(good) <= 1.5 * max(other), passage.name
