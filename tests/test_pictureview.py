"""What a reader is shown of a picture: facts, register, choices, and no trace of the verdict."""

from __future__ import annotations

import json
from typing import Any

import pytest

from readyroom.content.model import Change, ImageCase
from readyroom.scenes import cues
from readyroom.widgets.pictureview import picture_view
from tests.builders import POLICY
from tests.image_builders import case


def facts(one: ImageCase) -> dict[str, str]:
    said: Any = picture_view(one, POLICY)["facts"]
    return {fact["name"]: fact["html"] for fact in said}


def register(one: ImageCase) -> tuple[list[str], list[list[str]]]:
    said: Any = picture_view(one, POLICY)["register"]
    return said["head"], said["rows"]


@pytest.mark.parametrize(
    ("channel", "owner"),
    [
        ("school-page", "The school&#x27;s page"),
        ("newsletter", "The school&#x27;s newsletter"),
        ("press", "The local press"),
        ("personal-account", "A member of staff&#x27;s own account"),
        ("family-account", "A parent&#x27;s own account"),
    ],
)
def test_the_first_fact_is_where_the_picture_is_to_go(channel: str, owner: str) -> None:
    (name, html), *_ = facts(case(channel=channel)).items()
    assert (name, html.replace("&#x27;", "'")) == ("Meant for", owner.replace("&#x27;", "'"))


def test_a_picture_with_nothing_besides_has_one_fact() -> None:
    assert list(facts(case(day=None))) == ["Meant for"]


def test_day_caption_tags_and_sharing_are_told_where_there_are_any() -> None:
    found = facts(
        case(channel="family-account", caption="Well <run>!", tags=["ada", "ms-lind"], shared=True)
    )
    assert list(found) == ["Meant for", "Today is", "How", "Caption", "Tagged"]
    assert found["Today is"] == "12 June 2026"
    assert found["How"] == "As a share of the post on the school's own account"
    assert found["Caption"] == "“Well &lt;run&gt;!”"
    assert found["Tagged"] == "Ada Okoro, Greta Lind"


def test_the_register_tells_of_names_and_families_only_where_a_case_has_them() -> None:
    nameless = {name: {"full-name": ""} for name in ("ada", "ben", "ms-lind")}
    ends = ["Asked not to be filmed", "Note"]
    assert register(case())[0] == ["Person", "Name", "Consent for", "Do not publish", *ends]
    assert register(case(rows=nameless))[0] == ["Person", "Consent for", "Do not publish", *ends]
    assert register(case(channel="family-account"))[0] == [
        *("Person", "Name", "Own family", "Consent for"),
        *ends,
    ]


def test_a_row_says_what_may_be_done_with_the_name() -> None:
    rows = {"ada": {"naming": True}, "ben": {"full-name": ""}}
    names = [row[1] for row in register(case(rows=rows))[1]]
    assert names == ["Ada Okoro: may be named", "Not given", "Greta Lind: not to be named"]


def test_a_row_says_what_was_agreed_to_and_when_it_was_taken_back() -> None:
    rows = {
        "ada": {"consent": ["school-page", "press"], "withdrawn": "2026-06-11"},
        "ben": {"consent": []},
        "ms-lind": {"consent": ["newsletter", "press"], "refused": True, "note": "Asked *twice*"},
    }
    found = register(case(rows=rows))[1]
    assert [row[2] for row in found] == [
        "Nothing: all taken back on 11 June 2026 (before: school page, press)",
        "Nothing",
        "Newsletter, press",
    ]
    assert found[2][3:] == ["No", "Yes", "Asked <em>twice</em>"]


def test_ones_own_family_needs_no_consent() -> None:
    rows = {"ada": {"consent": [], "own": True}}
    found = register(case(channel="family-account", rows=rows))[1]
    assert [row[2:4] for row in found][:2] == [
        ["Yes", "Needs none"],
        ["No", "School page, newsletter, press, personal account, a parent's own account"],
    ]


def test_no_rule_and_nothing_to_change_stand_last_among_the_choices() -> None:
    offered = (Change(text="Crop it", leave_out=("ada",)), Change(text="Ask", ask=("ada",)))
    view: Any = picture_view(case().model_copy(update={"changes": offered}), POLICY)
    assert [one["id"] for one in view["reasons"]] == ["IMG-7", "IMG-1", "IMG-2", "none"]
    assert [one["id"] for one in view["changes"]] == ["a", "b", "none"]
    assert [one["id"] for one in view["decisions"]] == ["publish", "do-not-publish"]


def test_what_to_change_is_not_asked_where_nothing_is_offered() -> None:
    assert picture_view(case(), POLICY)["changes"] == []


def test_no_view_marks_what_a_verdict_hangs_on() -> None:
    marked = case(figures={"ada": {"ridiculed": True}, "ms-lind": {"lanyard": "no-photo"}})
    assert len(cues(marked.scene)) == 2
    told = json.dumps(picture_view(marked, POLICY))
    for word in ("data-cue", "ridicul", "no-photo", "IMG-6", '"feedback"', "verdict"):
        assert word not in told, word


def test_two_pictures_that_are_judged_otherwise_by_the_register_alone_look_the_same() -> None:
    fine, listed = case(), case(rows={"ada": {"do-not-publish": True}})
    first, second = (picture_view(one, POLICY) for one in (fine, listed))
    assert {key: first[key] for key in first if key != "register"} == {
        key: second[key] for key in second if key != "register"
    }
    assert first["register"] != second["register"]
