"""What attempts at the course's modules ask, and how those fare who know it, guess, or err."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random
from typing import Final

import pytest

from readyroom.content.model import ROLES, Module, Role
from readyroom.play.draw import asked, lacking
from readyroom.play.keys import Response, right_response
from readyroom.play.marking import mark
from tests.guessing import guess, wrong
from tests.whole_course import COSTLY, COURSE, KEYS

SEEDS: Final = tuple(f"somebody-{number}" for number in range(40))
GUESSES: Final = 1_000
MOST_LUCKY: Final = 1
"""Of a thousand guessed attempts at a module, at most this many may pass."""
MOST_GUESSED: Final = 33
"""Per cent that a guess may score on average."""

every_module = pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.slug)


def attempts(module: Module, seed: str, count: int) -> tuple[tuple[str, ...], ...]:
    """What that many attempts of one person ask, one after the other."""
    return _attempts(module.slug, seed, count)


@cache
def _attempts(slug: str, seed: str, count: int) -> tuple[tuple[str, ...], ...]:
    module, seen = COURSE.module(slug), Counter[str]()
    found = []
    for number in range(1, count + 1):
        one = asked(module, seen=seen, answered=(), seed=f"{seed}/{module.slug}/{number}")
        seen.update(one)
        found.append(one)
    return tuple(found)


def drawn(module: Module) -> list[tuple[str, ...]]:
    """What each quiz and bank holds of which an attempt asks a part."""
    return [module.quizzes[name] for name in module.draws]


def fares(module: Module, responses: dict[str, Response]) -> tuple[float, bool]:
    """The share of the points in per cent, and whether the attempt is passed."""
    key = KEYS[module.slug]
    marks = {slug: mark(key.activity(slug), given) for slug, given in responses.items()}
    percent = 100 * sum(one.score for one in marks.values()) / key.points
    right = all(one.correct for slug, one in marks.items() if key.activity(slug).must_pass)
    return percent, right and percent >= COURSE.pass_rule.percent


def test_there_are_modules_that_draw() -> None:
    assert sum(bool(module.draws) for module in COURSE.modules) >= 10


def test_two_modules_ask_activities_of_every_kind() -> None:
    """Those which the slow tests in a browser go through."""
    kinds = {one.kind for module in COURSE.modules for one in module.activities}
    asks = {
        COURSE.module(slug).activity(name).kind
        for seed in SEEDS
        for slug in COSTLY
        for name in attempts(COURSE.module(slug), seed, 1)[0]
    }
    assert asks == kinds


@every_module
def test_people_who_begin_are_not_all_asked_the_same(module: Module) -> None:
    first = {attempts(module, seed, 1)[0] for seed in SEEDS}
    assert len(first) > len(SEEDS) / 2


@every_module
def test_whoever_knows_it_gets_every_point_whatever_is_drawn(module: Module) -> None:
    key = KEYS[module.slug]
    for seed in SEEDS:
        for one in attempts(module, seed, 2):
            assert lacking(module, one) == ()
            assert fares(module, {s: right_response(key.activity(s)) for s in one}) == (100, True)


@every_module
def test_whoever_has_it_all_wrong_gets_no_point(module: Module) -> None:
    key = KEYS[module.slug]
    for seed in SEEDS:
        (one,) = attempts(module, seed, 1)
        assert fares(module, {slug: wrong(key.activity(slug)) for slug in one}) == (0, False)


@every_module
def test_whoever_guesses_practically_never_passes(module: Module) -> None:
    key, random = KEYS[module.slug], Random(20260901)  # noqa: S311  no secret
    scores, passes = 0.0, 0
    for number in range(GUESSES):
        (one,) = attempts(module, f"guest-{number}", 1)
        percent, passed = fares(module, {s: guess(key.activity(s), random) for s in one})
        scores += percent
        passes += passed
    assert passes <= MOST_LUCKY
    assert scores / GUESSES < MOST_GUESSED


@every_module
def test_what_stands_between_a_child_and_harm_is_asked_in_every_attempt(module: Module) -> None:
    activities = {activity.slug: activity for activity in module.activities}
    about = {
        activity.clauses()[0]
        for activity in module.activities
        if activity.must_pass and COURSE.policy.clause(activity.clauses()[0]).must_pass
    }
    for seed in SEEDS:
        for one in attempts(module, seed, 3):
            asks = {activities[s].clauses()[0] for s in one if activities[s].must_pass}
            assert about <= asks


@pytest.mark.parametrize("role", ROLES)
def test_a_role_meets_each_must_pass_clause_that_binds_it_whatever_is_drawn(role: Role) -> None:
    must = {c.id for c in COURSE.policy.clauses if c.must_pass and c.binds_role(role)}
    modules = COURSE.modules_for(role)
    for seed in SEEDS:
        for number in range(3):
            met = {
                clause
                for module in modules
                for activity in module.activities
                if activity.must_pass and activity.slug in attempts(module, seed, 3)[number]
                for clause in activity.clauses()
            }
            assert must <= met, seed


@every_module
def test_who_comes_again_meets_what_they_have_not_seen_first(module: Module) -> None:
    for seed in SEEDS:
        first, second = attempts(module, seed, 2)
        for name, count in module.draws.items():
            bank = set(module.quizzes[name])
            again = bank & set(first) & set(second)
            assert len(again) == max(0, 2 * count - len(bank)), name


@every_module
def test_every_activity_of_a_bank_has_its_turn(module: Module) -> None:
    for bank, count in zip(drawn(module), module.draws.values(), strict=True):
        often = -(-len(bank) // count) + 1
        turns = {slug for seed in SEEDS for one in attempts(module, seed, often) for slug in one}
        assert set(bank) <= turns
