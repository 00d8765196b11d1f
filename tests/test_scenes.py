"""How a scene is drawn, and what the first two pictures of the course ask."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from readyroom.content.model import ImageCase
from readyroom.play.images import judge
from readyroom.scenes import Figure, Scene, alt, draw
from readyroom.scenes.layout import MARGIN, WIDTH, placed, positions
from readyroom.scenes.model import PlaceName
from tests.scene_builders import LONGEST, PLACES, busy, scene

IMAGES = Path(__file__).parent.parent / "scenarios" / "images"


def image_case(slug: str) -> ImageCase:
    data = YAML(typ="safe").load((IMAGES / f"{slug}.yml").read_text("utf-8"))
    return ImageCase.model_validate({**data, "slug": slug})


def marked(svg: str) -> set[str]:
    return set(re.findall(r'data-cue="([^"]+)"', svg))


def ids(svg: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', svg))


# --- where figures stand


def test_figures_without_an_x_are_spaced_evenly_from_left_to_right() -> None:
    figures = tuple(Figure(id=name) for name in ("asha", "ben", "cai", "dina", "eve"))
    assert list(positions(figures).values()) == [10, 30, 50, 70, 90]


def test_figures_without_an_x_keep_away_from_those_that_have_one() -> None:
    figures = (Figure(id="asha"), Figure(id="ben"), Figure(id="cai", x=18))
    across = sorted(positions(figures).values())
    assert min(right - left for left, right in pairwise(across)) >= 30


def test_a_figure_at_the_very_edge_is_still_wholly_in_the_picture() -> None:
    at_both_edges = scene({"id": "asha", "x": 0}, {"id": "ben", "x": 100})
    assert [one.x for one in placed(at_both_edges)] == [MARGIN, WIDTH - MARGIN]


def test_the_nearest_figures_are_painted_last() -> None:
    rows = scene({"id": "near"}, {"id": "far", "row": "back"}, {"id": "between", "row": "middle"})
    assert [one.figure.id for one in placed(rows)] == ["far", "between", "near"]


# --- the drawing


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_drawn_as_well_formed_svg(place: PlaceName) -> None:
    root = ElementTree.fromstring(draw(scene({"id": "asha"}, place=place), prefix="a"))  # noqa: S314
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("viewBox") == "0 0 960 600"


FIELDS = (
    "pose", "style", "mood", "kit", "costume", "wears", "look", "row", "lanyard", "holds",
    "hair", "skin", "top", "scarf", "facing",
)  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("facing", ["front", "back"])
def test_every_word_of_a_field_is_drawn_in_its_own_way(field: str, facing: str) -> None:
    words = [word for word in _words(field) if allowed(field, word, facing)]
    drawn = {word: draw(_with(field, word, facing), prefix="a") for word in words}
    for svg in drawn.values():
        ElementTree.fromstring(svg)  # noqa: S314
    if facing == "front":
        assert len(set(drawn.values())) == len(words)


def allowed(field: str, word: str, facing: str) -> bool:
    try:
        _with(field, word, facing)
    except ValidationError:
        return False
    return True


def _with(field: str, word: str, facing: str) -> Scene:
    figure = {"id": "asha", "facing": facing, "style": "headscarf" if field == "scarf" else "short"}
    return scene(figure | {field: word}, place="pool" if word == "swim" else "trip")


def _words(field: str) -> list[str]:
    with pytest.raises(ValidationError) as fault:
        Figure.model_validate({"id": "asha", field: 0})
    return re.findall(r"'([^']+)'", fault.value.errors()[0]["msg"])


@pytest.mark.parametrize(
    "more",
    [
        {"wheelchair": True},
        {"wheelchair": True, "facing": "back"},
        {"hearing_aid": True},
        {"hearing_aid": True, "facing": "back"},
        {"goggles": True},
        {"goggles": True, "facing": "back"},
        {"glasses": True},
        {"crest": True},
        {"medal": True},
        {"sticker": "Ava"},
        {"pupil": False},
    ],
)
def test_whatever_is_said_of_a_figure_changes_its_drawing(more: dict[str, object]) -> None:
    plain = {"id": "asha", "facing": more.get("facing", "front")}
    assert draw(scene({"id": "asha", **more}), prefix="a") != draw(scene(plain), prefix="a")


def test_a_beard_is_drawn() -> None:
    adult = {"id": "asha", "pupil": False}
    assert draw(scene({**adult, "beard": True}), prefix="a") != draw(scene(adult), prefix="a")


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_at_most_twelve_kilobytes(place: PlaceName) -> None:
    assert len(draw(scene(place=place, lettering=LONGEST), prefix="a").encode()) <= 12_000


@pytest.mark.parametrize("place", PLACES)
def test_a_scene_of_eight_people_is_at_most_forty_kilobytes(place: PlaceName) -> None:
    full = busy(place)
    eight = full.model_copy(update={"figures": full.figures[:8]})
    assert len(draw(eight, prefix="a").encode()) <= 40_000


def test_fourteen_people_find_room() -> None:
    figures = tuple(Figure(id=f"figure-{i}") for i in range(14))
    across = sorted(positions(figures).values())
    assert min(right - left for left, right in pairwise(across)) > 7


@pytest.mark.parametrize("place", PLACES)
def test_the_same_scene_is_always_drawn_alike(place: PlaceName) -> None:
    assert draw(busy(place), prefix="a") == draw(busy(place), prefix="a")


@pytest.mark.parametrize("place", PLACES)
def test_two_scenes_on_one_page_share_no_id(place: PlaceName) -> None:
    one, two = (draw(busy(place), prefix=prefix) for prefix in ("one", "two"))
    assert ids(one).isdisjoint(ids(two))


@pytest.mark.parametrize("place", PLACES)
def test_a_drawing_refers_only_to_ids_of_its_own(place: PlaceName) -> None:
    svg = draw(busy(place), prefix="one")
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) == ids(svg)


@pytest.mark.parametrize("place", PLACES)
def test_a_drawing_needs_no_style_that_the_page_forbids(place: PlaceName) -> None:
    figures = [{"id": "asha", "ridiculed": True}, {"id": "ben", "dress": "unsuitable"}]
    svg = draw(scene(*figures, place=place, lettering=["Hello"]), prefix="a")
    assert "style" not in svg
    assert "<script" not in svg


def test_a_drawing_is_hidden_from_those_who_get_the_words_instead() -> None:
    svg = draw(scene({"id": "asha"}), prefix="a")
    assert svg.startswith("<svg ")
    assert 'aria-hidden="true" focusable="false"' in svg


@pytest.mark.parametrize("place", PLACES)
def test_hostile_lettering_stays_lettering(place: PlaceName) -> None:
    hostile = "</text><script>alert('&')</script>"
    svg = draw(scene({"id": "asha"}, place=place, lettering=[hostile]), prefix='a"><b')
    root = ElementTree.fromstring(svg)  # noqa: S314
    assert hostile in [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]


def test_what_a_verdict_hangs_on_is_marked_as_a_cue() -> None:
    figures: list[dict[str, object]] = [
        {"id": "asha", "lanyard": "no-photo"},
        {"id": "ben", "dress": "unsuitable"},
        {"id": "cai", "ridiculed": True},
        {"id": "dina", "bib": {"colour": "red", "number": 4}},
        {"id": "eve"},
        {"id": "fay", "crest": True, "sticker": "Fay"},
    ]
    expected = {
        "asha-lanyard", "ben-dress", "cai-ridicule", "dina-bib", "fay-crest", "fay-sticker",
    }  # fmt: skip
    assert marked(draw(scene(*figures), prefix="a")) == expected


def test_lanyards_differ_in_more_than_colour() -> None:
    kinds = ("no-photo", "staff", "visitor")
    drawn = [draw(scene({"id": "asha", "lanyard": kind}), prefix="a") for kind in kinds]
    assert len({re.sub(r"#[0-9a-f]+", "", svg) for svg in drawn}) == 3


def test_a_name_of_two_parts_stands_on_two_lines_of_its_sticker() -> None:
    svg = draw(scene({"id": "asha", "sticker": "Ava Okoro"}), prefix="a")
    assert re.search(r'data-cue="asha-sticker".*>Ava</text><text[^>]*>Okoro</text>', svg)


def test_of_a_swimmer_nothing_is_drawn_but_a_head() -> None:
    pool = len(draw(scene(place="pool"), prefix="a"))
    swimmer = draw(scene({"id": "asha", "kit": "swim"}, place="pool"), prefix="a")
    dry = draw(scene({"id": "asha"}, place="pool"), prefix="a")
    assert 0 < len(swimmer) - pool < len(dry) - pool


def test_what_stands_between_the_rows_hides_legs_and_not_those_in_front() -> None:
    svg = draw(scene({"id": "asha", "row": "back", "crest": True}, {"id": "ben", "crest": True},
                     place="fete"), prefix="a")  # fmt: skip
    behind, front = svg.index("asha-crest"), svg.index("ben-crest")
    assert any(behind < match.start() < front for match in re.finditer("#f6efe0", svg))


def test_who_looks_left_runs_left() -> None:
    left, right = (
        draw(scene({"id": "asha", "pose": "run", "look": look}), prefix="a")
        for look in ("left", "right")
    )
    assert "rotate(9 " in right
    assert "rotate(-9 " in left


# --- the short description


def test_the_short_description_counts_pupils_and_adults() -> None:
    assert alt(image_case("lane-four").scene) == "Four pupils and two adults on a school field."


def test_the_short_description_uses_the_singular() -> None:
    assert alt(scene({"id": "asha"}, place="classroom")) == "One pupil in a classroom."


def test_the_short_description_of_an_empty_scene_says_so() -> None:
    assert alt(scene()) == "Nobody in a school hall."


# --- the pictures of the course

CASES = ("lane-four", "reading-groups")


def test_lane_four_is_held_back_by_the_do_not_publish_list_alone() -> None:
    verdict = judge(image_case("lane-four"))
    assert (verdict.decision, verdict.reasons) == ("do-not-publish", ("IMG-7",))


def test_reading_groups_may_be_published() -> None:
    assert judge(image_case("reading-groups")).decision == "publish"


def test_each_pupil_of_reading_groups_could_still_stop_it() -> None:
    data = image_case("reading-groups").model_dump(mode="json", by_alias=True)
    pictured = {figure["id"] for figure in data["scene"]["figures"]}
    for row in data["register"]["rows"]:
        if row["person"] not in pictured:
            continue
        consent = row["consent"]
        row["consent"] = ["newsletter"]
        assert judge(ImageCase.model_validate(data)).decision == "do-not-publish", row["name"]
        row["consent"] = consent


@pytest.mark.parametrize("slug", CASES)
def test_every_answer_has_feedback_of_its_own_that_cites_a_clause(slug: str) -> None:
    case = image_case(slug)
    for answer in (*case.offer, "none"):
        assert re.search(r"\[[A-Z]{3}-[A-Z]?\d+\]", case.feedback[answer]), answer


@pytest.mark.parametrize("slug", CASES)
def test_every_pupil_has_a_row_in_the_register(slug: str) -> None:
    case = image_case(slug)
    pupils = {figure.id for figure in case.scene.figures if figure.pupil}
    assert {row.person for row in case.register_.rows} >= pupils
