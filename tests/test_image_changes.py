"""What can be done about a picture, and what is the least that helps."""

from __future__ import annotations

from typing import Any

import pytest

from readyroom.content.model import Change, ImageCase
from readyroom.play.images import changed, judge, size, smallest
from tests.image_builders import case


def after(before: ImageCase, **change: Any) -> tuple[str, ...]:
    """What still stands against the picture once that is done."""
    return judge(changed(before, Change(text="Do it", **change))).reasons


def test_another_caption_takes_the_name_away() -> None:
    assert after(case(caption="Well run, Ada!"), caption="Well run!") == ()


def test_no_caption_at_all_is_another_caption() -> None:
    before = case(caption="Well run, Ada!")
    assert changed(before, Change(text="Leave it out", caption="")).caption == ""
    assert after(before, caption="") == ()


def test_a_caption_that_names_the_next_child_helps_nobody() -> None:
    assert after(case(caption="Well run, Ada!"), caption="Well run, Ben!") == ("LEG-3", "APP-N3")


def test_a_tag_can_be_taken_off_one_by_one() -> None:
    both = case(tags=["ada", "ben", "ms-lind"])
    assert changed(both, Change(text="Untag", untag=("ada",))).tags == ("ben", "ms-lind")
    assert after(both, untag=("ada",)) == ("LEG-3", "APP-D10")
    assert after(both, untag=("ada", "ben")) == ()


def test_whoever_is_left_out_is_tagged_no_longer() -> None:
    assert changed(case(tags=["ada"]), Change(text="Crop", leave_out=("ada",))).tags == ()


def test_wiping_takes_away_what_can_be_read_on_boards_and_stickers() -> None:
    before = case(lettering=["Ada Okoro"], figures={"ben": {"sticker": "Ben Frost"}})
    wiped = changed(before, Change(text="Wipe it", wipe=True))
    assert wiped.scene.lettering == ()
    assert {figure.sticker for figure in wiped.scene.figures} == {None}
    assert judge(wiped).reasons == ()


def test_wiping_does_nothing_about_the_caption() -> None:
    before = case(caption="Ada", lettering=["Ada Okoro"])
    assert after(before, wipe=True) == ("LEG-3", "APP-N3")
    assert after(before, wipe=True, caption="Sports day") == ()


def test_sharing_the_schools_post_frees_a_parent_from_asking() -> None:
    before = case(channel="family-account", rows={"ben": {"consent": []}})
    assert after(before) == ("PAR-18",)
    assert after(before, share=True) == ()


def test_nobody_who_took_consent_back_is_talked_round() -> None:
    before = case(rows={"ada": {"withdrawn": "2026-06-01"}})
    assert after(before, ask=("ada",)) == ("IMG-1", "APP-N4", "APP-D6")
    assert after(before, leave_out=("ada",)) == ()


def test_from_a_personal_account_to_the_schools_all_rules_of_the_school_hold() -> None:
    own = case(channel="personal-account", rows={"ben": {"consent": ["personal-account"]}})
    assert after(own, channel="school-page") == ("IMG-1", "APP-N4", "APP-D6")
    assert after(own, channel="school-page", ask=("ben",)) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 0),
        ({"caption": ""}, 1),
        ({"wipe": True}, 1),
        ({"share": True}, 1),
        ({"channel": "press"}, 1),
        ({"untag": ("ada", "ben")}, 2),
        ({"leave_out": ("ada",), "ask": ("ben",), "untag": ("ms-lind",), "caption": "x"}, 4),
    ],
)
def test_a_change_is_as_large_as_what_it_asks_for(change: dict[str, Any], expected: int) -> None:
    assert size(Change(text="Do it", **change)) == expected


@pytest.mark.parametrize(
    ("offered", "right"),
    [
        ([{"caption": "Sports day"}, {"leave_out": ("ada", "ben")}], ("a",)),
        ([{"wipe": True}, {"untag": ("ada",)}, {"caption": "Sports day"}], ("c",)),
        ([{"caption": "Sports day", "wipe": True}, {"caption": "A race"}], ("b",)),
        ([{"caption": "Sports day"}, {"caption": "A race"}], ("a", "b")),
        ([{"untag": ("ada",)}, {"share": True}], ()),
    ],
)
def test_the_least_that_takes_a_name_away_is_right(
    offered: list[dict[str, Any]], right: tuple[str, ...]
) -> None:
    changes = tuple(Change(text=f"Change {n}", **said) for n, said in enumerate(offered))
    before = case(caption="Well run, Ada!").model_copy(update={"changes": changes})
    assert smallest(before) == right


def test_a_change_leaves_what_it_does_not_name_as_it_was() -> None:
    before = case(caption="Sports day", tags=["ms-lind"], lettering=["Sports day"], shared=True)
    assert changed(before, Change(text="Nothing")) == before
