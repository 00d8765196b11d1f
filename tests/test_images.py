"""Judging a picture from what is drawn and what the register says."""

from __future__ import annotations

from typing import Any

import pytest

from readyroom.content.model import ImageCase
from readyroom.play.images import judge
from tests.builders import PICTURE


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
    assert judge(case(channel="personal-account")).reasons == ("IMG-3", "PST-3")


def test_a_listed_pupil_stops_a_picture_on_a_personal_account_too() -> None:
    verdict = judge(case(channel="personal-account", row={"do-not-publish": True}))
    assert verdict.reasons == ("IMG-7", "IMG-3", "PST-3")


def test_a_pupil_with_the_back_to_us_needs_consent_like_any_other() -> None:
    verdict = judge(case(row={"consent": []}, figure={"facing": "back"}))
    assert "IMG-1" in verdict.reasons


def test_an_adult_who_refuses_stops_a_picture_too() -> None:
    verdict = judge(case(row={"refused": True}, figure={"facing": "back", "pupil": False}))
    assert verdict.reasons == ("IMG-2",)


def test_the_most_serious_rule_comes_first() -> None:
    verdict = judge(case(row={"do-not-publish": True}, figure={"dress": "unsuitable"}))
    assert verdict.reasons == ("IMG-7", "IMG-5")
