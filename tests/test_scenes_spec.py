"""What an author may write of a scene, and how a fault is answered."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from readyroom.scenes import Figure, draw
from tests.scene_builders import scene


def test_a_figure_needs_nothing_but_an_id() -> None:
    assert draw(scene({"id": "asha"}), prefix="a")


def test_a_word_that_is_not_known_is_answered_with_the_words_that_are() -> None:
    with pytest.raises(ValidationError, match="'black', 'brown', 'chestnut', 'ginger'"):
        Figure.model_validate({"id": "asha", "hair": "green"})


def test_a_field_that_is_not_known_is_a_fault() -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Figure.model_validate({"id": "asha", "hat": "red"})


def test_a_place_that_is_not_drawn_is_answered_with_those_that_are() -> None:
    with pytest.raises(ValidationError, match="'field', 'classroom', 'hall', 'trip'"):
        scene({"id": "asha"}, place="beach")


def test_a_slogan_hidden_by_a_bib_is_a_fault() -> None:
    bib = {"colour": "blue", "number": 7}
    with pytest.raises(ValidationError, match="a rude slogan that cannot be seen"):
        Figure.model_validate({"id": "asha", "dress": "unsuitable", "bib": bib})


def test_a_lanyard_that_hangs_in_front_of_a_turned_back_is_a_fault() -> None:
    turned = {"id": "asha", "facing": "back"}
    with pytest.raises(ValidationError, match="leave out 'lanyard', or write 'facing: front'"):
        Figure.model_validate({**turned, "lanyard": "no-photo"})


def test_two_figures_of_one_id_are_a_fault() -> None:
    with pytest.raises(ValidationError, match="more than one figure is called asha"):
        scene({"id": "asha"}, {"id": "asha"})


BIB = {"colour": "blue", "number": 7}


@pytest.mark.parametrize(
    ("figure", "answer"),
    [
        ({"facing": "back", "sticker": "Ava"}, "leave out 'sticker'"),
        ({"facing": "back", "crest": True, "medal": True}, "leave out 'crest' and 'medal'"),
        ({"facing": "back", "ridiculed": True}, "leave out 'ridiculed'"),
        ({"facing": "back", "holds": "cake"}, "which hides the cake"),
        ({"facing": "back", "bib": BIB, "wheelchair": True}, "the wheelchair hides the bib"),
        ({"facing": "back", "dress": "unsuitable"}, "leave out 'facing: back'"),
        ({"lanyard": "staff", "sticker": "Ava"}, "keep one of 'lanyard' and 'sticker'"),
        ({"bib": BIB, "medal": True}, "keep one of 'bib' and 'medal'"),
        ({"bib": BIB, "crest": True}, "with 'crest' leave out 'bib'"),
        ({"costume": "king", "crest": True}, "with 'crest' leave out 'costume'"),
        ({"dress": "unsuitable", "crest": True}, "with 'dress: unsuitable' leave out 'crest'"),
        ({"hearing_aid": True, "style": "headscarf"}, "a hearing aid that cannot be seen"),
        ({"hearing_aid": True, "costume": "sheep"}, "a hearing aid that cannot be seen"),
        ({"row": "far", "sticker": "Ava"}, "too far away for us to make out 'sticker'"),
        ({"row": "far", "crest": True}, "too far away for us to make out 'crest'"),
        ({"kit": "swim", "lanyard": "no-photo"}, "with 'kit: swim' leave out 'lanyard'"),
        ({"kit": "swim", "pose": "wave"}, "leave out 'pose: wave'"),
        ({"kit": "swim", "dress": "unsuitable"}, "leave out 'dress: unsuitable'"),
        ({"kit": "swim", "ridiculed": True}, "leave out 'ridiculed'"),
    ],
)
def test_what_is_judged_or_named_and_cannot_be_seen_is_a_fault(
    figure: dict[str, Any], answer: str
) -> None:
    with pytest.raises(ValidationError, match=answer):
        Figure.model_validate({"id": "asha", **figure})


@pytest.mark.parametrize(
    ("figure", "answer"),
    [
        ({"holds": "ball", "pose": "clap"}, "leave out 'holds', or 'pose: clap'"),
        ({"holds": "violin", "pose": "wave"}, "needs two hands to hold a violin"),
        ({"beard": True}, "write 'pupil: false'"),
        ({"sticker": "A name of many letters"}, "at most 18 characters"),
    ],
)
def test_what_cannot_be_drawn_is_a_fault(figure: dict[str, Any], answer: str) -> None:
    with pytest.raises(ValidationError, match=answer):
        Figure.model_validate({"id": "asha", **figure})


@pytest.mark.parametrize("place", ["fete", "workshop", "science-fair", "library", "garden"])
def test_a_wheelchair_behind_a_table_is_a_fault(place: str) -> None:
    with pytest.raises(ValidationError, match="a wheelchair that cannot be seen"):
        scene({"id": "asha", "row": "back", "wheelchair": True}, place=place)


def test_a_wheelchair_fits_under_a_desk() -> None:
    assert scene({"id": "asha", "row": "middle", "wheelchair": True}, place="classroom")


def test_a_certificate_behind_a_desk_is_a_fault() -> None:
    with pytest.raises(ValidationError, match="a certificate that cannot be seen"):
        scene({"id": "asha", "row": "middle", "holds": "certificate"}, place="classroom")


def test_one_swims_nowhere_but_in_the_pool() -> None:
    with pytest.raises(ValidationError, match="asha cannot swim here: write 'place: pool'"):
        scene({"id": "asha", "kit": "swim"}, place="hall")


def test_a_crest_goes_beside_a_lanyard_a_sticker_or_a_medal() -> None:
    for hung in ({"lanyard": "no-photo"}, {"sticker": "Ava"}, {"medal": True}):
        assert Figure.model_validate({"id": "asha", "crest": True, **hung})


def test_more_than_fourteen_people_are_a_fault() -> None:
    with pytest.raises(ValidationError, match="at most 14 items"):
        scene(*({"id": f"figure-{i}"} for i in range(15)))
