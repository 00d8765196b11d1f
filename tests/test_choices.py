"""What counts as choices, and where a reader goes on."""

from __future__ import annotations

import pytest

from readyroom.play.choices import as_choices, place

ORDER = ("walk", "pond", "who", "what")


def test_choices_are_taken_over_without_the_groups_that_have_none() -> None:
    assert as_choices({"a": ["1", "2"], "b": []}) == {"a": ["1", "2"]}
    assert as_choices({}) == {}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "a",
        {"a": "b"},
        {"a": [1]},
        {"a": [""]},
        {"a": ["\ud800"]},
        {"": ["b"]},
        {"a": {"b": "c"}},
        {"a": ["x" * 65]},
        {"x" * 65: ["a"]},
        {"a": [str(n) for n in range(21)]},
        {str(n): ["a"] for n in range(21)},
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_what_is_of_another_form_is_no_choices(value: object) -> None:
    assert as_choices(value) is None


def test_who_has_not_begun_has_no_place() -> None:
    assert place(ORDER, complete=(), touched=None, begun=False) is None


def test_who_has_finished_has_no_place() -> None:
    assert place(ORDER, complete=ORDER, touched="who", begun=True) is None


def test_one_goes_on_at_what_one_touched_last() -> None:
    assert place(ORDER, complete=("walk",), touched="who", begun=True) == "who"


def test_after_an_answer_one_goes_on_at_the_next_that_is_not_answered() -> None:
    assert place(ORDER, complete=("walk", "pond", "who"), touched="pond", begun=True) == "what"


def test_after_the_last_one_goes_back_to_what_was_left_out() -> None:
    assert place(ORDER, complete=("walk", "what"), touched="what", begun=True) == "pond"


def test_without_a_note_of_the_last_touch_one_goes_on_at_the_first_that_is_not_answered() -> None:
    assert place(ORDER, complete=("walk",), touched=None, begun=True) == "pond"


def test_a_touch_of_what_is_no_longer_on_the_page_is_no_place() -> None:
    assert place(ORDER, complete=(), touched="gone", begun=False) is None
    assert place(ORDER, complete=("walk",), touched="gone", begun=True) == "pond"
