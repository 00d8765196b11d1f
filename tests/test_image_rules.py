"""What stands against a picture: names that can be read, tags, consent taken back, accounts."""

from __future__ import annotations

from typing import Any

import pytest

from readyroom.play.images import judge, named
from tests.image_builders import case

NAMED = ("LEG-3", "APP-N3")
TAGGED = ("LEG-3", "APP-D10")
NO_CONSENT = ("IMG-1", "APP-N4", "APP-D6")


def test_with_consent_for_everything_nothing_stands_against_it() -> None:
    assert judge(case()).reasons == ()
    assert named(case()) == ()


# --- names that can be read


@pytest.mark.parametrize(
    "caption", ["Well run, Ada!", "ADA OKORO wins", "Ada's best day", "With Ada (right) and a ball"]
)
def test_a_pupils_first_name_in_the_caption_tells_who_it_is(caption: str) -> None:
    assert named(case(caption=caption)) == ("ada",)
    assert judge(case(caption=caption)).reasons == NAMED


@pytest.mark.parametrize("caption", ["Young Okoro wins", "OKORO!", "Well done, Ben's friend Okoro"])
def test_a_surname_alone_in_the_caption_tells_who_it_is_as_well(caption: str) -> None:
    assert "ada" in named(case(caption=caption))


def test_a_surname_of_two_words_is_read_whole() -> None:
    rows = {"ada": {"full-name": "Ada Shah-O'Brien"}}
    assert named(case(caption="Well run, Shah-O'Brien!", rows=rows)) == ("ada",)
    assert named(case(caption="Well run, O'Brien!", rows=rows)) == ()


def test_a_surname_of_two_letters_is_too_short_to_tell() -> None:
    assert named(case(caption="Ng wins", rows={"ada": {"full-name": "Ada Ng"}})) == ()


@pytest.mark.parametrize(
    ("full_name", "caption"),
    [
        ("McKenzie Okoro", "Well done, McKENZIE!"),
        ("McKenzie Okoro", "WELL DONE, MCKENZIE!"),
        ("Zoé Okoro", "Well done, Zoe\u0301!"),
        ("Zoe\u0301 Okoro", "Well done, Zoé!"),
        ("Ada van Dijk", "ADA VAN DIJK"),
    ],
)
def test_a_name_counts_however_its_letters_are_typed(full_name: str, caption: str) -> None:
    assert named(case(caption=caption, rows={"ada": {"full-name": full_name}})) == ("ada",)


@pytest.mark.parametrize("caption", ["ada means noble", "Adan ran", "Sports day", "an okoro tree"])
def test_what_only_looks_like_a_name_names_nobody(caption: str) -> None:
    assert judge(case(caption=caption)).reasons == ()


def test_a_name_may_be_read_whose_family_has_agreed_to_naming() -> None:
    assert judge(case(caption="Well run, Ada!", rows={"ada": {"naming": True}})).reasons == ()


def test_one_name_that_may_be_read_does_not_cover_another() -> None:
    both = case(caption="Ada and Ben", rows={"ada": {"naming": True}})
    assert named(both) == ("ada", "ben")
    assert judge(both).reasons == NAMED


@pytest.mark.parametrize(
    ("line", "reasons"), [("Ada Okoro", NAMED), ("1 Ada Okoro, 12.4 s", NAMED), ("Ada", ())]
)
def test_on_a_board_it_takes_the_full_name(line: str, reasons: tuple[str, ...]) -> None:
    assert judge(case(lettering=[line])).reasons == reasons


def test_a_name_on_a_board_is_not_put_together_from_two_lines() -> None:
    assert judge(case(lettering=["Team Ada", "Okoro Street"])).reasons == ()


@pytest.mark.parametrize(("person", "reasons"), [("ada", NAMED), ("ben", ())])
def test_a_first_name_on_a_sticker_tells_who_wears_it_and_nobody_else(
    person: str, reasons: tuple[str, ...]
) -> None:
    assert judge(case(figures={person: {"sticker": "Ada"}})).reasons == reasons


def test_a_full_name_on_somebody_elses_sticker_can_be_read_as_well() -> None:
    assert named(case(figures={"ben": {"sticker": "Ada Okoro"}})) == ("ada",)


def test_an_adults_name_may_be_read() -> None:
    assert judge(case(caption="Thank you, Greta Lind")).reasons == ()


def test_a_pupil_who_is_only_named_counts_like_one_who_is_seen() -> None:
    away = {"person": "tia", "name": "Tia", "full-name": "Tia Marsh"}
    data = case(lettering=["Best reader: Tia Marsh"]).model_dump(mode="json", by_alias=True)
    data["register"]["rows"].append(away)
    assert judge(type(case()).model_validate(data)).reasons == NAMED


def test_whoever_has_no_full_name_in_the_register_is_not_named() -> None:
    assert named(case(caption="Ada and Ben", rows={"ada": {"full-name": ""}})) == ("ben",)


# --- tags


def test_a_tag_names_a_pupil_without_leave() -> None:
    assert judge(case(tags=["ada"])).reasons == TAGGED


def test_a_pupil_may_be_tagged_whose_family_has_agreed_to_naming() -> None:
    assert judge(case(tags=["ada"], rows={"ada": {"naming": True}})).reasons == ()


def test_an_adult_may_be_tagged() -> None:
    assert judge(case(tags=["ms-lind"])).reasons == ()


# --- consent that was taken back


@pytest.mark.parametrize(
    ("withdrawn", "reasons"),
    [("2026-06-11", NO_CONSENT), ("2026-06-12", NO_CONSENT), ("2026-06-13", ())],
    ids=["yesterday", "today", "tomorrow"],
)
def test_consent_counts_until_the_day_it_is_taken_back(
    withdrawn: str, reasons: tuple[str, ...]
) -> None:
    assert judge(case(rows={"ada": {"withdrawn": withdrawn}})).reasons == reasons


def test_an_adult_needs_no_consent_that_could_be_taken_back() -> None:
    assert judge(case(rows={"ms-lind": {"withdrawn": "2026-06-01"}})).reasons == ()


# --- a member of staff's own account


def test_a_pupil_on_a_personal_account_is_wrong_whatever_the_register_says() -> None:
    assert judge(case(channel="personal-account")).reasons == ("IMG-3", "PST-3", "APP-P4")


def grown_ups(**figure: Any) -> dict[str, dict[str, Any]]:
    return {"ada": {"pupil": False}, "ben": {"pupil": False}, "ms-lind": figure}


def test_adults_alone_may_stand_on_a_personal_account() -> None:
    assert judge(case(channel="personal-account", figures=grown_ups())).reasons == ()


def test_the_schools_crest_stands_against_a_personal_account() -> None:
    own = case(channel="personal-account", figures=grown_ups(crest=True))
    assert judge(own).reasons == ("APP-P3",)


def test_the_schools_crest_may_be_seen_on_the_schools_account() -> None:
    assert judge(case(figures=grown_ups(crest=True))).reasons == ()


def test_an_adult_who_refused_stands_against_a_personal_account_too() -> None:
    own = case(channel="personal-account", figures=grown_ups(), rows={"ben": {"refused": True}})
    assert judge(own).reasons == ("IMG-2",)


# --- a parent's own account


def test_a_parent_may_show_whoever_agreed() -> None:
    assert judge(case(channel="family-account")).reasons == ()


@pytest.mark.parametrize(
    "row",
    [
        {"consent": []},
        {"consent": ["school-page"]},
        {"refused": True},
        {"withdrawn": "2026-06-01"},
    ],
)
def test_a_parent_asks_the_family_of_every_other_child_first(row: dict[str, Any]) -> None:
    assert judge(case(channel="family-account", rows={"ben": row})).reasons == ("PAR-18",)


def test_a_parent_asks_other_parents_who_are_seen_too() -> None:
    helper = case(channel="family-account", rows={"ms-lind": {"consent": []}})
    assert judge(helper).reasons == ("PAR-18",)


def test_whoever_wears_a_staff_badge_is_no_other_parent() -> None:
    teacher = case(
        channel="family-account",
        figures={"ms-lind": {"lanyard": "staff"}},
        rows={"ms-lind": {"consent": []}},
    )
    assert judge(teacher).reasons == ()


def test_a_parent_need_not_ask_their_own_family() -> None:
    own = {"consent": [], "own": True}
    assert judge(case(channel="family-account", rows={"ada": own})).reasons == ()
    both = case(channel="family-account", rows={"ada": own, "ben": {"consent": []}})
    assert judge(both).reasons == ("PAR-18",)


def test_a_parent_may_share_the_schools_own_post_unasked() -> None:
    shared = case(channel="family-account", shared=True, rows={"ben": {"consent": []}})
    assert judge(shared).reasons == ()


def test_what_binds_the_schools_people_does_not_bind_a_parent() -> None:
    listed = case(
        channel="family-account",
        caption="Ada and Ben",
        tags=["ben"],
        figures={"ben": {"dress": "unsuitable"}},
        rows={"ben": {"do-not-publish": True}},
    )
    assert judge(listed).reasons == ()


def test_sharing_makes_no_difference_on_other_accounts() -> None:
    assert judge(case(shared=True, rows={"ada": {"consent": []}})).reasons == NO_CONSENT
