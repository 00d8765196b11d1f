"""What comes next, and how much time is left."""

from __future__ import annotations

from typing import Any

import pytest

from readyroom.server.nextstep import NextStep, about, minutes_left, next_step


def card(slug: str, status: str, **more: Any) -> dict[str, Any]:
    """A module as the home page knows it, untouched."""
    plain = {"slug": slug, "title": slug.upper(), "status": status, "left": 10, "of": 9}
    return {**plain, "answered": 0, "finished": False, "place": None, **more}


def test_a_module_that_is_begun_comes_before_an_earlier_one_that_is_not() -> None:
    cards = [card("a", "not started"), card("b", "in progress", answered=3, left=7)]
    assert next_step(cards) == NextStep(
        "Continue", "B", "/learn/b", "3 of 9 answered, about 7 minutes left."
    )


def test_a_module_goes_on_at_the_activity_that_was_touched_last() -> None:
    step = next_step([card("a", "in progress", answered=3, place="who-asks")])
    assert step is not None
    assert step.address == "/learn/a#activity-who-asks"


def test_a_story_that_is_half_told_is_gone_on_with() -> None:
    cards = [card("a", "not started"), card("b", "in progress", place="the-walk")]
    assert next_step(cards) == NextStep(
        "Continue", "B", "/learn/b#activity-the-walk", "0 of 9 answered, about 10 minutes left."
    )


def test_the_first_module_that_is_not_passed_is_started() -> None:
    cards = [card("a", "passed", finished=True), card("b", "not started"), card("c", "not started")]
    assert next_step(cards) == NextStep("Start", "B", "/learn/b", "It takes about 10 minutes.")


@pytest.mark.parametrize("status", ["not passed", "expired"])
def test_a_module_that_was_finished_and_is_no_pass_is_taken_again(status: str) -> None:
    step = next_step([card("a", status, answered=9, finished=True)])
    assert step is not None
    assert (step.words, step.address, step.again) == ("Take it again", "/learn/a/again", True)


def test_nothing_comes_next_when_the_rest_is_being_checked() -> None:
    cards = [card("a", "passed", finished=True), card("b", "being checked", finished=True)]
    assert next_step(cards) is None


def test_who_needs_no_module_has_nothing_to_do() -> None:
    assert next_step([]) is None


@pytest.mark.parametrize(
    ("minutes", "answered", "of", "left"),
    [(10, 0, 9, 10), (10, 3, 9, 7), (2, 8, 9, 1), (4, 0, 0, 4)],
)
def test_each_answer_takes_its_share_of_the_time(
    minutes: int, answered: int, of: int, left: int
) -> None:
    assert minutes_left(minutes, answered=answered, of=of) == left


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "about a minute"),
        (10, "about 10 minutes"),
        (60, "about an hour"),
        (61, "about an hour and a minute"),
        (140, "about 2 hours and 20 minutes"),
    ],
)
def test_a_time_is_said_as_people_say_it(minutes: int, words: str) -> None:
    assert about(minutes) == words
