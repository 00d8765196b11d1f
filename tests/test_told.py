"""An answer in words: each question, what was answered, and what was right."""

from __future__ import annotations

from typing import Any

import pytest

from readyroom.content.model import AnyActivity
from readyroom.play.keys import activity_key, right_response
from readyroom.widgets.told import Line, told
from readyroom.widgets.views import activity_state, activity_view
from tests.builders import LIST, PICTURE, POLICY, QUESTION, STORY
from tests.task_builders import (
    ASK,
    CHILD,
    DESCRIBE,
    ORDER,
    POST,
    REVIEW,
    REVIEWED,
    REWRITE,
    SORT,
    SORTED,
    TWO_PUPILS,
    WRITE,
)

EVERY_KIND = (QUESTION, LIST, STORY, PICTURE, TWO_PUPILS, SORT, ORDER, REWRITE, REVIEW)


def lines(activity: AnyActivity, response: Any) -> tuple[Line, ...]:
    """What is told of a response, as the record tells it."""
    state = activity_state(activity, activity_key(activity), response, POLICY)
    return told(activity_view(activity, POLICY), state)


def short(activity: AnyActivity, response: Any) -> list[tuple[str, str, str, str]]:
    """The lines without their reasons."""
    return [(a.question, a.answer, a.verdict, a.right) for a in lines(activity, response)]


@pytest.mark.parametrize("activity", EVERY_KIND, ids=lambda activity: activity.slug)
def test_a_right_response_is_told_without_anything_wrong(activity: AnyActivity) -> None:
    found = lines(activity, right_response(activity_key(activity)))
    assert found
    assert {line.right for line in found} == {""}
    assert {line.sign for line in found} <= {"good", ""}


def test_a_wrong_option_is_told_with_the_right_one_and_the_reason_of_both() -> None:
    (line,) = lines(QUESTION, "a")
    assert (line.answer, line.verdict, line.right) == ("Nobody", "Not right", "We do")
    assert line.why == ("<p>Somebody has to.</p>", "<p>Yes.</p>")


def test_of_several_options_it_tells_the_chosen_and_the_missed_ones() -> None:
    assert short(LIST, ["a", "b"]) == [
        ("You chose", "A no", "Right", ""),
        ("You chose", "Rain", "Not right", ""),
        ("You did not choose this, and it belongs to the answer", "The list", "", ""),
    ]


def test_a_story_is_told_step_by_step_as_far_as_it_went() -> None:
    assert short(STORY, ["ask"]) == [("Step 1", "Ask", "A good choice", "")]
    assert short(STORY, ["ask", "wait"])[1] == ("Step 2", "Wait", "There was a better choice", "")
    assert lines(STORY, ["post"])[0].why == ("<p>Oh.</p>",)


def test_a_judgement_is_told_with_its_decision_its_rule_and_its_change() -> None:
    response = {"decision": "publish", "reason": "none", "change": "a"}
    decision, rule, change = short(TWO_PUPILS, response)
    assert decision[1:] == ("Publish it", "Not right", "Do not publish it")
    assert rule[1:] == ("No rule stands against it", "Not right", "Rule IMG-1.")
    assert change[1:] == ("Leave both out", "Not right", "Ask the hat's family")


def test_a_sorting_is_told_thing_by_thing() -> None:
    found = short(SORT, {**SORTED, CHILD: "yes"})
    assert ("A duck", "Yes", "Right", "") in found
    assert ("A listed child", "Yes", "Not right", "No") in found
    assert len(found) == len(SORTED)


def test_a_wrong_order_is_told_with_the_right_one() -> None:
    found = short(ORDER, [POST, ASK, WRITE, DESCRIBE])
    assert [line[1] for line in found[:4]] == ["Post", "Ask", "Write", "Describe"]
    assert found[4][0] == "The right order"
    assert found[4][1].startswith("<ol><li>Ask</li>")


def test_a_rewritten_text_is_told_passage_by_passage_in_the_order_of_the_text() -> None:
    first, second = short(REWRITE, {"what": "c", "who": "a"})
    assert first == ("Passage 1", "Tom Abel", "Not right", "Somebody")
    assert second == ("Passage 2", "He is <em>fine</em>.", "Right", "")


def test_a_review_is_told_point_by_point_and_then_the_decision() -> None:
    *points, decision = short(REVIEW, {**REVIEWED, "who": "enough"})
    assert points[1] == ("Who", "It says enough", "Not right", "Something is missing")
    assert decision == ("Your decision", "Send it back with questions", "Right", "")


def test_words_of_authors_are_told_as_safe_html() -> None:
    odd = QUESTION.model_copy(
        update={"options": (QUESTION.options[0].model_copy(update={"text": "<b>x</b>"}),)}
    )
    (line,) = told(activity_view(odd, POLICY), {"response": "a", "feedback": None})
    assert line.answer == "&lt;b&gt;x&lt;/b&gt;"


def test_before_it_is_marked_nothing_of_the_key_is_told() -> None:
    state = {"response": "a", "feedback": None}
    assert told(activity_view(QUESTION, POLICY), state) == (Line("Your answer", "Nobody"),)
