"""Choices in another order for everybody, where their order carries no meaning."""

from __future__ import annotations

from typing import Any

import pytest

from readyroom.widgets.mixing import mixed
from readyroom.widgets.views import activity_view
from tests.builders import LIST, PICTURE, POLICY, QUESTION, STORY
from tests.image_builders import case

SEEDS = [f"somebody-{number}/pond/1" for number in range(60)]


def view(*ids: str, **more: Any) -> dict[str, Any]:
    """A question as a page gets it, with these options."""
    options = [{"id": one, "html": one.upper()} for one in ids]
    return {"slug": "who-asks", "kind": "choice", "title": "Who asks?", "options": options} | more


def order(shown: Any, name: str = "options") -> str:
    return "".join(str(choice["id"]) for choice in shown[name])


def test_the_same_person_finds_the_same_order_again() -> None:
    assert mixed(view("a", "b", "c", "d"), "ann/pond/1") == mixed(
        view("a", "b", "c", "d"), "ann/pond/1"
    )


def test_another_person_and_another_attempt_find_another_order() -> None:
    orders = {order(mixed(view("a", "b", "c", "d"), seed)) for seed in SEEDS}
    assert len(orders) > 12
    assert all(sorted(one) == ["a", "b", "c", "d"] for one in orders)


def test_every_option_comes_first_for_about_as_many() -> None:
    first = [order(mixed(view("a", "b", "c"), f"{n}"))[0] for n in range(600)]
    for one in "abc":
        assert 150 <= first.count(one) <= 250


def test_two_questions_of_a_page_are_mixed_apart() -> None:
    one, other = view("a", "b", "c", "d"), view("a", "b", "c", "d", slug="who-else")
    assert any(order(mixed(one, seed)) != order(mixed(other, seed)) for seed in SEEDS[:5])


def test_where_an_option_stood_in_the_file_makes_no_difference() -> None:
    for seed in SEEDS[:10]:
        assert order(mixed(view("a", "b", "c"), seed)) == order(mixed(view("c", "a", "b"), seed))


def test_an_order_that_carries_a_meaning_stays() -> None:
    kept = view("a", "b", "c", in_order=True)
    assert [mixed(kept, seed) for seed in SEEDS] == [kept] * len(SEEDS)


def test_nothing_else_of_a_view_changes() -> None:
    before = view("a", "b", "c")
    after = mixed(before, "ann/pond/1")
    assert {key: after[key] for key in after if key != "options"} == {
        key: before[key] for key in before if key != "options"
    }
    assert order(before) == "abc", "the view that was given is left alone"
    assert sorted(after["options"], key=str) == before["options"]  # type: ignore[call-overload]


@pytest.mark.parametrize("name", ["reasons", "changes"])
def test_that_there_is_none_stands_last_where_one_looks_for_it(name: str) -> None:
    choices = [{"id": one} for one in ("none", "IMG-1", "IMG-2", "IMG-7")]
    picture = {"slug": "pond", "kind": "image", name: choices}
    orders = {tuple(str(c["id"]) for c in mixed(picture, seed)[name]) for seed in SEEDS}  # type: ignore[attr-defined]
    assert {one[-1] for one in orders} == {"none"}
    assert len(orders) == 6


def test_reasons_of_a_real_picture_are_mixed_and_decisions_are_not() -> None:
    shown = [mixed(activity_view(PICTURE, POLICY), seed) for seed in SEEDS]
    assert len({str(one["reasons"]) for one in shown}) == 6
    assert len({str(one["decisions"]) for one in shown}) == 1
    assert all(one["changes"] == [] for one in shown)


def test_a_picture_without_changes_stays_without() -> None:
    assert mixed(activity_view(case(), POLICY), "ann/pond/1")["changes"] == []


@pytest.mark.parametrize("question", [QUESTION, LIST], ids=lambda one: one.slug)
def test_a_real_question_keeps_all_its_options(question: Any) -> None:
    before = activity_view(question, POLICY)
    for seed in SEEDS[:5]:
        after = mixed(before, seed)
        assert sorted(order(after)) == sorted(order(before))
        assert after["slug"] == question.slug


def test_the_choices_of_a_story_do_not_stand_as_they_were_written() -> None:
    """They are in the order of their hashes from the start, since a walk goes on from each."""
    links: Any = activity_view(STORY, POLICY)["start"]
    ids = [link["id"] for link in links["links"]]
    assert ids == sorted(ids)
    assert mixed(activity_view(STORY, POLICY), "ann/pond/1") == activity_view(STORY, POLICY)
