"""Marking what is sorted, put in order, put better and reviewed."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readyroom.content.model import AnyActivity
from readyroom.content.tasks import Order, Review
from readyroom.errors import ResponseError
from readyroom.play.keys import ReviewKey, activity_key, module_key, right_response
from readyroom.play.marking import grade, mark
from tests.builders import MODULE, QUESTION
from tests.task_builders import (
    ASK,
    DESCRIBE,
    DUCK,
    ORDER,
    POST,
    REVIEW,
    REVIEWED,
    REWRITE,
    SORT,
    SORTED,
    TASKS,
    TWO_PUPILS,
    WRITE,
)

EVERY = (*TASKS, TWO_PUPILS)
WORDS = st.sampled_from(
    ["yes", "no", "ask", "a", "b", "c", "enough", "lacking", "ready", "send-back", "x", ASK, POST]
)
NAMES = st.sampled_from([*SORTED, "who", "what", "why", "when", "decision"])


def score(activity: AnyActivity, response: object) -> float:
    return mark(activity_key(activity), response).score


@pytest.mark.parametrize("activity", EVERY, ids=lambda activity: activity.slug)
def test_the_right_response_gets_full_marks(activity: AnyActivity) -> None:
    key = activity_key(activity)
    marked = mark(key, right_response(key))
    assert marked.correct
    assert marked.score == activity.points


@pytest.mark.parametrize("activity", EVERY, ids=lambda activity: activity.slug)
@given(
    response=st.dictionaries(NAMES, WORDS)
    | st.lists(WORDS)
    | st.permutations([ASK, WRITE, DESCRIBE, POST])
    | st.fixed_dictionaries(dict.fromkeys(SORTED, WORDS))
    | st.fixed_dictionaries(dict.fromkeys(REVIEWED, WORDS))
    | st.fixed_dictionaries({"who": WORDS, "what": WORDS})
)
def test_a_response_is_marked_within_bounds_or_refused(
    activity: AnyActivity, response: object
) -> None:
    key = activity_key(activity)
    try:
        marked = mark(key, response)
    except ResponseError:
        assert grade(key.model_dump_json(), response) == 0.0
    else:
        assert 0.0 <= marked.score <= activity.points
        assert grade(key.model_dump_json(), response) == marked.score


@pytest.mark.parametrize(("astray", "points"), [(0, 3.0), (1, 2.25), (2, 1.5), (3, 0.75), (4, 0.0)])
def test_sorting_earns_what_is_right_beyond_a_guess(astray: int, points: float) -> None:
    turned = {"yes": "no", "no": "ask", "ask": "yes"}
    wrong = {item: turned[pile] for item, pile in list(SORTED.items())[:astray]}
    assert score(SORT, SORTED | wrong) == points


def test_whoever_puts_everything_on_one_pile_earns_nothing() -> None:
    assert score(SORT, dict.fromkeys(SORTED, "yes")) == 0.0


@pytest.mark.parametrize(
    "response",
    [
        {},
        {DUCK: "yes"},
        SORTED | {"g": "yes"},
        SORTED | {DUCK: "maybe"},
        SORTED | {DUCK: None},
        SORTED | {DUCK: ["yes"]},
        list(SORTED),
        "yes",
        None,
    ],
)
def test_a_sorting_names_a_pile_for_each_thing(response: object) -> None:
    with pytest.raises(ResponseError, match="three-piles"):
        score(SORT, response)


@pytest.mark.parametrize(
    ("steps", "points"),
    [
        ([ASK, WRITE, DESCRIBE, POST], 5.0),
        ([ASK, DESCRIBE, WRITE, POST], 5.0),
        ([WRITE, ASK, DESCRIBE, POST], 3.0),
        ([DESCRIBE, ASK, WRITE, POST], 3.0),
        ([POST, ASK, WRITE, DESCRIBE], 0.0),
        ([POST, DESCRIBE, WRITE, ASK], 0.0),
    ],
)
def test_an_order_earns_its_right_pairs_less_its_wrong_ones(
    steps: list[str], points: float
) -> None:
    assert score(ORDER, steps) == points


def test_an_order_and_its_reverse_never_both_earn_points() -> None:
    for steps in permutations(ORDER.by_id()):
        assert 0.0 in (score(ORDER, list(steps)), score(ORDER, list(reversed(steps))))


@pytest.mark.parametrize(
    "response",
    [[], [ASK], [ASK, ASK, WRITE, POST], [ASK, WRITE, DESCRIBE, "s0000000"], {ASK: "1"}, ASK, None],
)
def test_an_order_names_each_step_once(response: object) -> None:
    with pytest.raises(ResponseError, match="four-steps"):
        score(ORDER, response)


def test_steps_that_may_change_places_are_one_group_of_the_key() -> None:
    key = activity_key(ORDER)
    assert key.model_dump()["groups"] == ((ASK,), (WRITE, DESCRIBE), (POST,))


def test_three_steps_in_a_row_may_all_change_places() -> None:
    steps = tuple(
        step.model_copy(update={"with_previous": step.text in ("Describe", "Post")})
        for step in ORDER.steps
    )
    order: Order = ORDER.model_copy(update={"steps": steps})
    assert score(order, [ASK, POST, DESCRIBE, WRITE]) == 5.0


@pytest.mark.parametrize(
    ("wordings", "points"),
    [
        ({"who": "b", "what": "b"}, 4.0),
        ({"who": "b", "what": "c"}, 4.0),
        ({"who": "b", "what": "a"}, 2.0),
        ({"who": "a", "what": "a"}, 0.0),
    ],
)
def test_each_passage_that_is_put_well_earns_its_share(
    wordings: dict[str, str], points: float
) -> None:
    assert score(REWRITE, wordings) == points


@pytest.mark.parametrize("response", [{}, {"who": "b"}, {"who": "d", "what": "b"}, ["b", "b"]])
def test_a_rewrite_names_a_wording_for_each_passage(response: object) -> None:
    with pytest.raises(ResponseError, match="a-draft"):
        score(REWRITE, response)


@pytest.mark.parametrize(
    ("changed", "points"),
    [
        ({}, 4.0),
        ({"how": "enough"}, 3.0),
        ({"how": "enough", "who": "enough"}, 2.0),
        ({"how": "enough", "who": "enough", "why": "lacking"}, 2.0),
        ({"decision": "ready"}, 0.0),
    ],
)
def test_a_review_earns_half_for_its_decision_and_half_for_its_reading(
    changed: dict[str, str], points: float
) -> None:
    assert score(REVIEW, REVIEWED | changed) == points


@given(st.lists(st.booleans(), min_size=3, max_size=4))
def test_an_application_is_ready_if_and_only_if_every_part_is_enough(enough: list[bool]) -> None:
    parts = tuple(
        part.model_copy(update={"enough": said})
        for part, said in zip(REVIEW.parts, enough, strict=False)
    )
    review: Review = REVIEW.model_copy(update={"parts": parts})
    key = activity_key(review)
    assert isinstance(key, ReviewKey)
    assert key.decision == ("ready" if all(enough) else "send-back")


def test_a_part_that_turns_from_enough_to_lacking_changes_the_key() -> None:
    keys = set()
    for first, second in product((True, False), repeat=2):
        parts = (
            REVIEW.parts[0].model_copy(update={"enough": first}),
            REVIEW.parts[1].model_copy(update={"enough": second}),
            *REVIEW.parts[2:],
        )
        keys.add(activity_key(REVIEW.model_copy(update={"parts": parts})).digest())
    assert len(keys) == 4


@pytest.mark.parametrize(
    ("response", "points"),
    [
        ({"decision": "do-not-publish", "reason": "IMG-1", "change": "b"}, 3.0),
        ({"decision": "do-not-publish", "reason": "IMG-1", "change": "a"}, 2.0),
        ({"decision": "do-not-publish", "reason": "none", "change": "b"}, 2.0),
        ({"decision": "do-not-publish", "reason": "IMG-7", "change": "none"}, 1.0),
        ({"decision": "publish", "reason": "IMG-1", "change": "b"}, 0.0),
    ],
)
def test_decision_rule_and_change_earn_a_third_each_once_the_decision_is_right(
    response: dict[str, str], points: float
) -> None:
    assert score(TWO_PUPILS, response) == points


@pytest.mark.parametrize(
    "response",
    [
        {"decision": "do-not-publish", "reason": "IMG-1"},
        {"decision": "do-not-publish", "reason": "IMG-1", "change": "e"},
        {"decision": "do-not-publish", "reason": "IMG-1", "change": None},
        {"decision": "do-not-publish", "reason": "IMG-1", "change": "b", "more": "b"},
    ],
)
def test_a_picture_with_changes_asks_for_one_of_them(response: object) -> None:
    with pytest.raises(ResponseError, match="two-pupils"):
        score(TWO_PUPILS, response)


def test_a_module_scores_at_most_what_one_attempt_asks() -> None:
    module = MODULE.model_copy(
        update={
            "activities": (*MODULE.activities, SORT),
            "quizzes": {"bank": ("who-asks",)},
            "draws": {"bank": 1},
        }
    )
    whole = module_key(module)
    two = module_key(
        module.model_copy(
            update={
                "activities": (*module.activities, QUESTION.model_copy(update={"slug": "again"})),
                "quizzes": {"bank": ("who-asks", "again")},
            }
        )
    )
    assert two.draws[0].items == ("who-asks", "again")
    assert two.points == whole.points == 12
