"""Marking: parse, then mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readyroom.errors import ResponseError
from readyroom.play.keys import PassageKey, activity_key, module_key, right_response
from readyroom.play.marking import LONGEST_WALK, grade, mark, walk
from tests.builders import LIST, MODULE, PICTURE, QUESTION, RIGHT, STORY

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def test_the_right_responses_get_full_marks() -> None:
    key = module_key(MODULE)
    assert {a.slug: right_response(a) for a in key.activities} == RIGHT
    assert all(mark(a, RIGHT[a.slug]).correct for a in key.activities)
    assert key.points == 9


def test_a_wrong_option_scores_nothing_and_is_complete() -> None:
    marked = mark(activity_key(QUESTION), "a")
    assert (marked.score, marked.complete, marked.correct) == (0.0, True, False)


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        (["a", "c"], 2.0),
        (["c", "a"], 2.0),
        (["a"], 1.0),
        (["a", "b"], 0.0),
        (["b"], 0.0),
        (["a", "b", "c"], 1.0),
    ],
)
def test_each_wrong_tick_takes_back_a_right_one(chosen: list[str], score: float) -> None:
    assert mark(activity_key(LIST), chosen).score == score


@pytest.mark.parametrize(
    ("path", "score", "complete"),
    [
        (["ask", "thank"], 4.0, True),
        (["ask", "wait"], 3.0, True),
        (["post"], 0.0, True),
        (["ask"], 0.0, False),
        ([], 0.0, False),
    ],
)
def test_a_walk_is_worth_the_mean_of_its_choices(
    path: list[str], score: float, complete: bool
) -> None:
    marked = mark(activity_key(STORY), path)
    assert (marked.score, marked.complete) == (score, complete)


def test_a_walk_tells_its_tones_and_whether_it_has_ended() -> None:
    assert walk(activity_key(STORY), ["ask", "wait"]) == (("good", "weak"), True)


def test_going_round_in_good_passages_does_not_make_up_for_a_bad_one() -> None:
    passages = {
        "start": PassageKey(tone=None, end=False, to=("hall", "slip")),
        "slip": PassageKey(tone="weak", end=False, to=("hall", "end")),
        "hall": PassageKey(tone="good", end=False, to=("yard", "end")),
        "yard": PassageKey(tone="good", end=False, to=("hall", "end")),
        "end": PassageKey(tone="good", end=True, to=()),
    }
    key = activity_key(STORY).model_copy(update={"passages": passages})
    straight = mark(key, ["slip", "hall", "yard", "end"])
    round_and_round = mark(key, ["slip", *["hall", "yard"] * 9, "end"])
    assert straight.score == round_and_round.score == 3.5


@pytest.mark.parametrize("path", [["thank"], ["ask", "post"], ["nowhere"], ["post", "ask"]])
def test_a_step_that_the_story_does_not_offer_is_refused(path: list[str]) -> None:
    with pytest.raises(ResponseError, match="offers no such choice"):
        mark(activity_key(STORY), path)


ROUND = {
    "start": PassageKey(tone=None, end=False, to=("hall", "yard")),
    "hall": PassageKey(tone="weak", end=False, to=("yard", "gate")),
    "yard": PassageKey(tone="weak", end=False, to=("hall", "shed")),
    "shed": PassageKey(tone="weak", end=False, to=("yard", "hall")),
    "gate": PassageKey(tone="good", end=False, to=("hall", "end")),
    "end": PassageKey(tone="good", end=True, to=()),
}


ROUND_KEY = activity_key(STORY).model_copy(update={"passages": ROUND})
HALF_WAY = LONGEST_WALK // 2


def test_a_walk_that_goes_round_and_round_is_told_to_lead_on() -> None:
    walked = ["hall", "yard"] * HALF_WAY
    assert not mark(ROUND_KEY, walked).complete
    assert not mark(ROUND_KEY, [*walked, "hall"]).complete
    with pytest.raises(ResponseError, match=r"You have made 60 choices .* leads round again"):
        mark(ROUND_KEY, [*walked, "shed"])


@pytest.mark.parametrize(
    "walked",
    [
        ["hall", "yard"] * HALF_WAY,
        ["yard", "hall"] * HALF_WAY,
        [*["yard", "hall"] * (HALF_WAY - 1), "yard", "shed"],
        [*["hall", "yard"] * (HALF_WAY - 1), "hall", "gate"],
    ],
)
def test_a_walk_can_be_finished_from_wherever_it_has_come_to(walked: list[str]) -> None:
    while walked[-1] != "end":
        ways = ([*walked, step] for step in ROUND[walked[-1]].to)
        walked = next(longer for longer in ways if _taken(longer))
    assert mark(ROUND_KEY, walked).complete
    assert len(walked) <= LONGEST_WALK + len(ROUND)


def _taken(walked: list[str]) -> bool:
    try:
        mark(ROUND_KEY, walked)
    except ResponseError:
        return False
    return True


@pytest.mark.parametrize(
    ("decision", "reason", "score"),
    [
        ("do-not-publish", "IMG-1", 2.0),
        ("do-not-publish", "IMG-7", 1.0),
        ("publish", "none", 0.0),
        ("publish", "IMG-1", 0.0),
    ],
)
def test_the_right_decision_for_the_wrong_reason_is_half_right(
    decision: str, reason: str, score: float
) -> None:
    marked = mark(activity_key(PICTURE), {"decision": decision, "reason": reason})
    assert marked.score == score


@pytest.mark.parametrize("activity", MODULE.activities)
@given(response=JSON)
def test_whatever_is_sent_is_marked_within_bounds_or_refused(
    activity: object, response: object
) -> None:
    key = activity_key(activity)  # type: ignore[arg-type]
    try:
        marked = mark(key, response)
    except ResponseError:
        assert grade(key.model_dump_json(), response) == 0.0
    else:
        assert 0.0 <= marked.score <= key.points


@pytest.mark.parametrize("response", [None, "", [], {}, -1, float("nan"), True, "1.0"])
def test_what_is_no_response_grades_as_nothing(response: object) -> None:
    for key in module_key(MODULE).activities:
        score = grade(key.model_dump_json(), response)
        assert type(score) is float
        assert score == 0.0


def test_new_wording_is_a_new_assignment_and_new_order_too() -> None:
    before = module_key(MODULE)
    reworded = QUESTION.model_copy(update={"stem": "Who asks for it?"})
    after = module_key(MODULE.model_copy(update={"activities": (STORY, PICTURE, reworded, LIST)}))
    assert before.assignment.startswith("pond-")
    assert before.assignment != after.assignment
