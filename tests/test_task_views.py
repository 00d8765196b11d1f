"""What a reader may see of a task before and after the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations

import pytest

from readyroom.content.model import AnyActivity, Change
from readyroom.content.tasks import Order, Step
from readyroom.play.keys import activity_key, groups, right_response
from readyroom.play.marking import in_order, mark
from readyroom.widgets.views import activity_state, activity_view
from tests.builders import POLICY
from tests.task_builders import (
    ASK,
    CHILD,
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


def view(activity: AnyActivity) -> dict[str, object]:
    return activity_view(activity, POLICY)


def shown_steps(order: Order) -> list[str]:
    return [step["id"] for step in view(order)["steps"]]


def feedback(activity: AnyActivity, response: object) -> dict[str, object]:
    said = activity_state(activity, activity_key(activity), response, POLICY)["feedback"]
    assert isinstance(said, dict)
    return said


def test_a_sorting_shows_its_piles_and_its_things() -> None:
    shown = view(SORT)
    assert shown["stem"] == "<p>Where does each go?</p>"
    assert shown["piles"] == [
        {"id": "yes", "html": "Yes"},
        {"id": "no", "html": "No"},
        {"id": "ask", "html": "Ask"},
    ]
    assert {"id": DUCK, "html": "A duck"} in shown["items"]
    assert len(shown["items"]) == 6


def test_a_draft_comes_in_pieces_with_its_passages_in_the_order_of_the_text() -> None:
    shown = view(REWRITE)
    assert (shown["shown"], shown["author"]) == ("post", "Pond School")
    assert shown["parts"] == [
        {"html": "Look! "},
        {"spot": "who"},
        {"html": " fell in. "},
        {"spot": "what"},
        {"html": "<br><br>More soon."},
    ]
    assert [(spot["name"], spot["id"]) for spot in shown["spots"]] == [
        ("Passage 1", "who"),
        ("Passage 2", "what"),
    ]
    assert shown["spots"][1]["wordings"] == [
        {"id": "a", "html": "He cried."},
        {"id": "b", "html": "All is well."},
        {"id": "c", "html": "He is <em>fine</em>."},
        {"id": "d", "html": "He only cried a bit."},
    ]


def test_an_application_shows_what_was_left_blank() -> None:
    shown = view(REVIEW)
    assert (shown["account"], shown["applicant"]) == ("@pond", "Mr Reed")
    assert shown["parts"][:2] == [
        {"id": "why", "name": "Why", "html": "<p>To show ducks.</p>"},
        {"id": "who", "name": "Who", "html": "<em>Left blank</em>"},
    ]
    assert [verdict["id"] for verdict in shown["verdicts"]] == ["enough", "lacking"]
    assert [decision["id"] for decision in shown["decisions"]] == ["ready", "send-back"]


def test_the_changes_of_a_picture_end_with_the_one_that_changes_nothing() -> None:
    assert view(TWO_PUPILS)["changes"] == [
        {"id": "a", "html": "Leave both out"},
        {"id": "b", "html": "Ask the hat's family"},
        {"id": "c", "html": "Send it out"},
        {"id": "d", "html": "Use no names"},
        {"id": "none", "html": "Nothing: it can go out as it is"},
    ]


def test_a_picture_without_changes_asks_for_none() -> None:
    assert view(TWO_PUPILS.model_copy(update={"changes": ()}))["changes"] == []


@pytest.mark.parametrize("activity", EVERY, ids=lambda activity: activity.slug)
def test_no_view_holds_anything_of_the_key(activity: AnyActivity) -> None:
    shown = view(activity)
    # Who stands on the right is no key; what a description says is tested with the scenes.
    shown.pop("description", None)
    text = json.dumps(shown)
    for secret in ("SECRET", "good", "right", "feedback", "leave-out", "previous", "must"):
        assert secret not in text


def test_what_belongs_where_cannot_be_told_from_a_view() -> None:
    piles = {"yes": "no", "no": "ask", "ask": "yes"}
    items = tuple(item.model_copy(update={"pile": piles[item.pile]}) for item in SORT.items)
    assert view(SORT.model_copy(update={"items": items})) == view(SORT)


def test_where_a_thing_stood_in_the_file_shows_neither_in_its_id_nor_in_its_place() -> None:
    pile_by_pile = sorted(SORT.items, key=lambda item: item.pile)
    by_pile = SORT.model_copy(update={"items": tuple(pile_by_pile)})
    assert view(by_pile) == view(SORT)
    assert mark(activity_key(by_pile), SORTED).correct


def test_which_wording_is_good_cannot_be_told_from_a_view() -> None:
    spots = tuple(
        spot.model_copy(
            update={
                "wordings": tuple(
                    wording.model_copy(update={"good": not wording.good})
                    for wording in spot.wordings
                )
            }
        )
        for spot in REWRITE.spots
    )
    assert view(REWRITE.model_copy(update={"spots": spots})) == view(REWRITE)


def test_which_part_is_lacking_cannot_be_told_from_a_view() -> None:
    parts = tuple(part.model_copy(update={"enough": not part.enough}) for part in REVIEW.parts)
    assert view(REVIEW.model_copy(update={"parts": parts})) == view(REVIEW)


def test_what_a_change_would_do_cannot_be_told_from_a_view() -> None:
    idle = tuple(Change(text=change.text) for change in TWO_PUPILS.changes)
    assert view(TWO_PUPILS.model_copy(update={"changes": idle})) == view(TWO_PUPILS)


def test_steps_stand_in_the_right_order_in_as_many_pairs_as_in_the_wrong_one() -> None:
    for steps in permutations(ORDER.steps):
        loose = steps[0].model_copy(update={"with_previous": False})
        order: Order = ORDER.model_copy(update={"steps": (loose, *steps[1:])})
        ahead, pairs = in_order(groups(order), shown_steps(order))
        assert abs(ahead) == pairs % 2


@pytest.mark.parametrize("rearranged", [lambda steps: steps, lambda steps: steps[::-1]])
@pytest.mark.parametrize("many", range(3, 10))
def test_neither_the_steps_as_shown_nor_turned_round_earn_more_than_any_order(
    many: int, rearranged: Callable[[list[str]], list[str]]
) -> None:
    earned, by_chance = [], []
    for slug in (f"order-{number}" for number in range(40)):
        steps = tuple(Step(text=f"Step {number}") for number in range(many))
        order = ORDER.model_copy(update={"slug": slug, "steps": steps})
        key, shown = activity_key(order), shown_steps(order)
        earned.append(mark(key, rearranged(shown)).score)
        by_chance.append(mark(key, sorted(shown)).score)  # by their hashes
    assert max(earned) < ORDER.points / 2
    assert sum(earned) < sum(by_chance)


def test_everybody_gets_the_steps_in_the_same_order() -> None:
    again = Order.model_validate(ORDER.model_dump())
    assert view(again) == view(ORDER)


def test_where_a_step_stood_in_the_file_does_not_show_in_its_id() -> None:
    one_more = Order.model_validate(
        {**ORDER.model_dump(), "steps": [Step(text="Breathe"), *ORDER.steps]}
    )
    assert set(ORDER.by_id()) < set(one_more.by_id())


@pytest.mark.parametrize("activity", EVERY, ids=lambda activity: activity.slug)
def test_the_right_response_is_told_to_be_right(activity: AnyActivity) -> None:
    said = feedback(activity, right_response(activity_key(activity)))
    assert (said["heading"], said["correct"]) == ("Right", True)
    assert said["score"] == said["points"] == activity.points
    assert "SECRET-RIGHT" in said["html"][0]


def test_feedback_on_a_sorting_tells_of_each_thing_and_of_the_clauses() -> None:
    said = feedback(SORT, SORTED | {CHILD: "ask"})
    assert said["heading"] == "Partly right"
    assert said["html"] == ["<p>SECRET-WRONG look again.</p>"]
    assert said["items"][CHILD] == {"right": "no", "html": "<p>SECRET-CHILD listed.</p>"}
    assert set(said["items"]) == set(SORTED)
    assert [clause["id"] for clause in said["clauses"]] == ["IMG-7", "IMG-1", "IMG-2"]


def test_feedback_on_an_order_tells_the_right_one_and_of_each_step() -> None:
    said = feedback(ORDER, [POST, ASK, WRITE, DESCRIBE])
    assert said["heading"] == "Not right"
    assert said["right"] == [ASK, WRITE, DESCRIBE, POST]
    assert said["steps"][ASK] == {"html": "<p>SECRET-ASK first.</p>"}
    assert said["steps"][DESCRIBE] == {"html": ""}


def test_steps_that_may_change_places_are_told_as_the_reader_has_them() -> None:
    said = feedback(ORDER, [DESCRIBE, WRITE, ASK, POST])
    assert said["right"] == [ASK, DESCRIBE, WRITE, POST]


def test_feedback_on_a_rewrite_tells_of_each_wording() -> None:
    said = feedback(REWRITE, {"who": "a", "what": "c"})
    assert said["heading"] == "Partly right"
    assert said["spots"]["what"]["right"] == ["b", "c"]
    assert said["spots"]["who"] == {
        "right": ["b"],
        "wordings": {
            "a": {"html": "<p>SECRET-TOM a full name.</p>"},
            "b": {"html": "<p>SECRET-SOMEBODY no name.</p>"},
            "c": {"html": "<p>SECRET-GUESS a name will follow.</p>"},
        },
    }


def test_feedback_on_a_review_tells_the_decision_and_of_each_part() -> None:
    said = feedback(REVIEW, REVIEWED | {"decision": "ready"})
    assert said["heading"] == "Not right"
    assert said["decision"] == "send-back"
    assert said["parts"]["who"] == {"right": "lacking", "html": "<p>SECRET-WHO nobody.</p>"}


def test_feedback_on_a_picture_tells_what_is_to_be_said_of_the_chosen_change() -> None:
    response = {"decision": "do-not-publish", "reason": "IMG-1", "change": "a"}
    said = feedback(TWO_PUPILS, response)
    assert said["heading"] == "Partly right"
    assert said["right"] == {"decision": "do-not-publish", "reason": "IMG-1", "change": "b"}
    assert said["change"] == {"html": "<p>SECRET-BOTH more than is needed.</p>"}
    assert "IMG-2" in [clause["id"] for clause in said["clauses"]]


def test_of_changing_nothing_there_is_nothing_to_say() -> None:
    response = {"decision": "do-not-publish", "reason": "IMG-1", "change": "none"}
    assert feedback(TWO_PUPILS, response)["change"] == {"html": ""}


def test_what_an_author_types_as_html_is_shown_and_not_obeyed() -> None:
    typed = "<script>alert(1)</script>"
    sort = SORT.model_copy(
        update={
            "stem": typed,
            "piles": tuple(pile.model_copy(update={"name": typed}) for pile in SORT.piles),
            "items": tuple(item.model_copy(update={"text": typed}) for item in SORT.items),
        }
    )
    rewrite = REWRITE.model_copy(
        update={"author": typed, "text": f"{typed} {{{{who}}}}{{{{what}}}}"}
    )
    review = REVIEW.model_copy(update={"account": typed, "applicant": typed})
    for task in (sort, rewrite, review):
        assert "<script" not in json.dumps(view(task))


def test_a_key_of_another_task_is_refused() -> None:
    key = activity_key(REWRITE)
    with pytest.raises(ValueError, match="another kind"):
        activity_state(SORT, key, right_response(key), POLICY)
