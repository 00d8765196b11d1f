"""A picture's description says everything that is in it, in good English, and judges nothing."""

from __future__ import annotations

import re
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from readyroom.scenes import Scene, alt, cues, describe
from readyroom.scenes.model import Costume, Figure, Held, PlaceName
from tests.scene_builders import LONGEST, PLACES, busy, scene, scenes

VERDICT = re.compile(
    r"\b(should|shouldn't|must|ought|may|allowed?|forbidden|consent\w*|publish\w*|permi\w+|breach\w*"
    r"|rules?|wrong|problem\w*|safe|safely|unsafe|(un|in)?appropriate|(un)?suitable|refuse\w*|listed"
    r"|offen\w+|however|unfortunately|note that)\b",
    re.IGNORECASE,
)
GENDER = re.compile(r"\b(he|she|his|hers?|him|boys?|girls?|man|men|woman|women)\b", re.IGNORECASE)


def told(**figure: Any) -> str:
    return describe(scene({"id": "asha", **figure}))


# --- every cue is told


@settings(max_examples=40)
@given(scenes())
def test_every_cue_is_told_once_for_everybody_who_has_it(given_scene: Scene) -> None:
    text = describe(given_scene)
    people = given_scene.figures
    expected = {
        "a crossed-out camera": sum(f.lanyard == "no-photo" for f in people),
        "a staff badge": sum(f.lanyard == "staff" for f in people),
        "a visitor's badge": sum(f.lanyard == "visitor" for f in people),
        "a rude slogan": sum(f.dress == "unsuitable" for f in people),
        "custard pie": sum(f.ridiculed for f in people),
        "the school's crest": sum(f.crest for f in people),
        "a sticker that reads": sum(f.sticker is not None for f in people),
        "a medal": sum(f.medal for f in people),
        "a wheelchair": sum(f.wheelchair for f in people),
        "a hearing aid": sum(f.hearing_aid for f in people),
        "their back to us": sum(f.facing == "back" for f in people),
    }
    assert {words: text.count(words) for words in expected} == expected


@settings(max_examples=40)
@given(scenes())
def test_what_can_be_read_is_told_word_for_word(given_scene: Scene) -> None:
    text = describe(given_scene)
    for line in given_scene.lettering:
        assert f"“{line}”" in text
    for figure in given_scene.figures:
        if figure.sticker:
            assert f"a sticker that reads “{figure.sticker}”" in text
        if figure.bib:
            assert f"the {figure.bib.colour} bib {figure.bib.number}" in text


@settings(max_examples=40)
@given(scenes())
def test_the_drawing_holds_exactly_the_cues_of_its_spec(given_scene: Scene) -> None:
    expected = {"lettering"} if given_scene.lettering else set()
    for f in given_scene.figures:
        has = {
            "lanyard": f.lanyard,
            "bib": f.bib,
            "sticker": f.sticker,
            "crest": f.crest,
            "dress": f.dress == "unsuitable",
            "ridicule": f.ridiculed,
        }
        expected |= {f"{f.id}-{cue}" for cue, there in has.items() if there}
    found = cues(given_scene)
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize("place", PLACES)
def test_the_lettering_of_every_place_is_told_with_what_it_stands_on(place: PlaceName) -> None:
    text = describe(scene(place=place, lettering=LONGEST))
    assert re.search(r"(A|The) [^.]+ reads “", text)
    assert text.count(f"“{LONGEST[0]}”") == 4


# --- and nothing else


@settings(max_examples=40)
@given(scenes())
def test_a_description_holds_no_word_of_a_verdict(given_scene: Scene) -> None:
    own_words = re.sub("“[^”]*”", "", describe(given_scene))
    assert VERDICT.search(own_words) is None


@settings(max_examples=40)
@given(scenes())
def test_a_description_says_of_nobody_whether_they_are_a_boy_or_a_girl(given_scene: Scene) -> None:
    assert GENDER.search(re.sub("“[^”]*”", "", describe(given_scene))) is None


# --- it reads well


@settings(max_examples=40)
@given(scenes())
def test_a_description_is_made_of_whole_sentences(given_scene: Scene) -> None:
    text = re.sub("“[^”]*”", "“x”", describe(given_scene))
    sentences = re.split(r"(?<=\.) ", text)
    assert len(sentences) <= 10
    assert all(re.fullmatch(r"[A-Z].*[^ ,;]\.", one) for one in sentences), sentences
    assert not re.search(r"  | [,;.]|,,|;;|\{|\}|None|  ", text)
    if given_scene.figures:
        assert len(sentences) >= 4


@settings(max_examples=40)
@given(scenes())
def test_the_same_scene_is_always_told_alike(given_scene: Scene) -> None:
    assert describe(given_scene) == describe(given_scene)


@pytest.mark.parametrize("place", PLACES)
def test_a_description_opens_with_its_place_and_counts_the_people(place: PlaceName) -> None:
    text = describe(busy(place))
    swimmer = place == "pool"
    assert re.match(r"(A|The) [a-z]", text)
    assert f"{'Ten' if swimmer else 'Nine'} pupils and one adult are in the picture." in text


def test_people_are_told_row_by_row_the_nearest_first_and_from_left_to_right() -> None:
    text = describe(
        scene(
            {"id": "a", "row": "back", "hair": "black"},
            {"id": "b", "x": 90, "hair": "ginger"},
            {"id": "c", "x": 10, "hair": "blond"},
            place="trip",
        )
    )
    places = [text.index(hair) for hair in ("blond", "ginger", "black")]
    assert places == sorted(places)


def test_an_empty_scene_says_that_nobody_is_there() -> None:
    assert "Nobody is in the picture." in describe(scene())


def test_one_pupil_is_told_in_the_singular() -> None:
    text = told(hair="black")
    assert "One pupil is in the picture." in text
    assert "a pupil with short black hair" in text
    assert "The face can be seen." in text


def test_what_all_pupils_wear_is_said_once() -> None:
    text = describe(scene({"id": "asha"}, {"id": "ben"}, {"id": "cai"}))
    assert text.count("jumper") == 1
    assert "The pupils wear red jumpers." in text


def test_what_one_pupil_wears_otherwise_is_said_of_that_pupil() -> None:
    text = describe(scene({"id": "asha"}, {"id": "ben"}, {"id": "cai", "top": "purple"}))
    assert "Most of the pupils wear red jumpers." in text
    assert "in a purple jumper" in text


def test_who_is_turned_away_is_told_without_a_face_or_glasses() -> None:
    text = told(facing="back", glasses=True, style="pony", hair="ginger", mood="laugh")
    assert "a pupil with a ginger ponytail" in text
    assert "No face can be seen." in text
    assert "glasses" not in text
    assert "laugh" not in text


def test_a_swimmer_is_told_as_a_head_in_the_water() -> None:
    text = describe(scene({"id": "asha", "kit": "swim", "top": "red"}, place="pool"))
    assert "In the water, where only heads are seen, a pupil in a red swimming cap" in text


@pytest.mark.parametrize("costume", get_args(Costume))
def test_every_costume_is_told(costume: Costume) -> None:
    assert costume in told(costume=costume)


@pytest.mark.parametrize("thing", get_args(Held))
def test_whatever_is_held_is_told(thing: Held) -> None:
    text = told(holds=thing)
    assert thing in text


def test_every_headgear_is_told_with_its_colour() -> None:
    for style, colour in product(("headscarf", "patka", "turban"), ("orange", "navy")):
        article = "an" if colour == "orange" else "a"
        assert f"in {article} {colour} {style}" in told(style=style, scarf=colour)


@pytest.mark.parametrize("field", ["pose", "mood", "style", "kit"])
def test_every_word_of_a_field_has_words_of_its_own(field: str) -> None:
    words = [w for w in _words(field) if w != "swim"]
    assert len({told(**{field: word}) for word in words}) == len(words)


def _words(field: str) -> list[str]:
    annotation = Figure.model_fields[field].annotation
    parts = (annotation, *get_args(annotation))
    return [word for part in parts for word in get_args(part) if isinstance(word, str)]


@pytest.mark.parametrize("place", PLACES)
def test_the_short_description_names_the_place(place: PlaceName) -> None:
    text = alt(scene({"id": "asha"}, place=place))
    assert re.fullmatch(r"One pupil (in|on|at|beside) a [a-z ]+\.", text)
