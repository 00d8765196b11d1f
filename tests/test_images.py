"""Judging a picture from what is drawn and what the register says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readyroom.content.model import Change, ImageCase
from readyroom.play.images import changed, judge, smallest
from tests.builders import PICTURE
from tests.task_builders import TWO_PUPILS


def case(
    *,
    channel: str = "school-page",
    row: dict[str, Any] | None = None,
    figure: dict[str, Any] | None = None,
    rows: int = 1,
) -> ImageCase:
    data = PICTURE.model_dump(mode="json", by_alias=True)
    data["channel"] = channel
    data["scene"]["figures"] = [{"id": "boots"} | (figure or {})]
    one = {"person": "boots", "name": "Red boots", "consent": ["school-page"]} | (row or {})
    data["register"] = {"caption": "Year 2", "rows": [one][:rows]}
    return ImageCase.model_validate(data)


def test_a_picture_that_meets_every_rule_may_be_published() -> None:
    verdict = judge(case())
    assert (verdict.decision, verdict.reasons) == ("publish", ())


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"do-not-publish": True}, "IMG-7"),
        ({"refused": True}, "IMG-2"),
        ({"consent": []}, "IMG-1"),
        ({"consent": ["newsletter"]}, "APP-N4"),
    ],
)
def test_the_register_can_stop_a_picture(row: dict[str, Any], rule: str) -> None:
    verdict = judge(case(row=row))
    assert verdict.decision == "do-not-publish"
    assert rule in verdict.reasons


@pytest.mark.parametrize(
    ("figure", "rule"),
    [({"dress": "unsuitable"}, "IMG-5"), ({"ridiculed": True}, "IMG-6")],
)
def test_what_can_be_seen_can_stop_a_picture(figure: dict[str, Any], rule: str) -> None:
    assert judge(case(figure=figure)).reasons == (rule,)


def test_a_pupil_without_a_row_has_given_no_consent() -> None:
    assert "IMG-1" in judge(case(rows=0)).reasons


def test_no_consent_makes_a_personal_account_right() -> None:
    assert judge(case(channel="personal-account")).reasons == ("IMG-3", "PST-3", "APP-P4")


def test_a_listed_pupil_stops_a_picture_on_a_personal_account_too() -> None:
    verdict = judge(case(channel="personal-account", row={"do-not-publish": True}))
    assert verdict.reasons == ("IMG-7", "IMG-3", "PST-3", "APP-P4")


def test_a_pupil_with_the_back_to_us_needs_consent_like_any_other() -> None:
    verdict = judge(case(row={"consent": []}, figure={"facing": "back"}))
    assert "IMG-1" in verdict.reasons


def test_an_adult_who_refuses_stops_a_picture_too() -> None:
    verdict = judge(case(row={"refused": True}, figure={"facing": "back", "pupil": False}))
    assert verdict.reasons == ("IMG-2",)


def test_the_most_serious_rule_comes_first() -> None:
    verdict = judge(case(row={"do-not-publish": True}, figure={"dress": "unsuitable"}))
    assert verdict.reasons == ("IMG-7", "IMG-5")


def test_asking_a_family_gives_its_consent_for_the_channel() -> None:
    assert judge(changed(TWO_PUPILS, Change(text="Ask", ask=("hat",)))).decision == "publish"


def test_asking_a_family_about_another_channel_counts_for_that_channel() -> None:
    change = Change(text="Ask", ask=("boots", "hat"), channel="newsletter")
    after = changed(TWO_PUPILS, change)
    assert after.channel == "newsletter"
    assert judge(after).decision == "publish"
    assert judge(changed(TWO_PUPILS, Change(text="Go", channel="newsletter"))).reasons == (
        "IMG-1",
        "APP-N4",
        "APP-D6",
    )


def test_whoever_is_left_out_no_longer_stands_against_the_picture() -> None:
    after = changed(TWO_PUPILS, Change(text="Leave out", leave_out=("hat",)))
    assert [figure.id for figure in after.scene.figures] == ["boots"]
    assert judge(after).decision == "publish"


@pytest.mark.parametrize(
    ("row", "rule"), [({"do-not-publish": True}, "IMG-7"), ({"refused": True}, "IMG-2")]
)
def test_no_consent_outweighs_the_list_or_a_refusal(row: dict[str, Any], rule: str) -> None:
    asked = changed(case(row={"consent": [], **row}), Change(text="Ask", ask=("boots",)))
    assert rule in judge(asked).reasons


def test_the_change_itself_leaves_the_case_as_it_was() -> None:
    before = TWO_PUPILS.digest()
    changed(TWO_PUPILS, Change(text="Ask", ask=("hat",), channel="press"))
    assert TWO_PUPILS.digest() == before


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ([{"ask": ["hat"]}, {"leave-out": ["boots", "hat"]}], ("a",)),
        ([{"leave-out": ["boots", "hat"]}, {"ask": ["hat"], "leave-out": ["boots"]}], ("a", "b")),
        ([{"channel": "press", "ask": ["boots"]}, {"leave-out": ["hat"]}], ("b",)),
        ([{"channel": "press"}, {"leave-out": ["boots"], "channel": "press"}], ("b",)),
        ([{}, {"channel": "newsletter"}], ()),
    ],
)
def test_the_least_that_helps_is_right(
    changes: list[dict[str, Any]], right: tuple[str, ...]
) -> None:
    offered = tuple(
        Change.model_validate({"text": f"Change {number}", **change})
        for number, change in enumerate(changes)
    )
    assert smallest(TWO_PUPILS.model_copy(update={"changes": offered})) == right


def test_a_picture_that_may_go_out_needs_no_change() -> None:
    fine = case()
    offered = (Change(text="Leave out", leave_out=("boots",)), Change(text="Use no names"))
    assert smallest(fine.model_copy(update={"changes": offered})) == ("none",)


@given(
    leave=st.sets(st.sampled_from(["boots", "hat"])),
    ask=st.sets(st.sampled_from(["boots", "hat"])),
    channel=st.sampled_from([None, "newsletter", "press", "personal-account"]),
)
def test_asking_one_family_more_never_makes_a_picture_worse(
    leave: set[str], ask: set[str], channel: Any
) -> None:
    change = Change(text="Do", leave_out=tuple(leave), ask=tuple(ask), channel=channel)
    more = change.model_copy(update={"ask": ("boots", "hat")})
    before, after = judge(changed(TWO_PUPILS, change)), judge(changed(TWO_PUPILS, more))
    assert set(after.reasons) <= set(before.reasons)
