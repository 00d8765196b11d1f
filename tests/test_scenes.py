"""What a scene may say, how it is drawn, and what the two pictures of the course ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page
from pydantic import ValidationError
from ruamel.yaml import YAML

from readyroom.content.model import ImageCase
from readyroom.play.images import judge
from readyroom.scenes import Figure, Scene, alt, draw
from readyroom.scenes.layout import MARGIN, WIDTH, placed, positions
from readyroom.scenes.model import PlaceName

PLACES: tuple[PlaceName, ...] = ("field", "classroom", "hall")
IMAGES = Path(__file__).parent.parent / "scenarios" / "images"


def image_case(slug: str) -> ImageCase:
    data = YAML(typ="safe").load((IMAGES / f"{slug}.yml").read_text("utf-8"))
    return ImageCase.model_validate({**data, "slug": slug})


def scene(*figures: dict[str, object], place: str = "hall", **more: object) -> Scene:
    return Scene.model_validate({"place": place, "figures": figures, **more})


def cues(svg: str) -> set[str]:
    return set(re.findall(r'data-cue="([^"]+)"', svg))


def ids(svg: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', svg))


# --- what a trainer may write


def test_a_figure_needs_nothing_but_an_id() -> None:
    assert draw(scene({"id": "asha"}), prefix="a")


def test_a_word_that_is_not_known_is_answered_with_the_words_that_are() -> None:
    with pytest.raises(ValidationError, match="'black', 'brown', 'chestnut', 'ginger'"):
        Figure.model_validate({"id": "asha", "hair": "green"})


def test_a_field_that_is_not_known_is_a_fault() -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Figure.model_validate({"id": "asha", "hat": "red"})


def test_a_place_that_is_not_drawn_is_answered_with_those_that_are() -> None:
    with pytest.raises(ValidationError, match="'field', 'classroom' or 'hall'"):
        scene({"id": "asha"}, place="beach")


def test_a_slogan_hidden_by_a_bib_is_a_fault() -> None:
    bib = {"colour": "blue", "number": 7}
    with pytest.raises(ValidationError, match="a rude slogan that cannot be seen"):
        Figure.model_validate({"id": "asha", "dress": "unsuitable", "bib": bib})


def test_a_lanyard_that_hangs_in_front_of_a_turned_back_is_a_fault() -> None:
    turned = {"id": "asha", "facing": "back"}
    with pytest.raises(ValidationError, match="leave out 'lanyard' and 'ridiculed'"):
        Figure.model_validate({**turned, "lanyard": "no-photo"})


def test_two_figures_of_one_id_are_a_fault() -> None:
    with pytest.raises(ValidationError, match="more than one figure is called asha"):
        scene({"id": "asha"}, {"id": "asha"})


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


def test_every_pose_style_and_mood_can_be_drawn() -> None:
    for field in ("pose", "style", "mood", "kit", "wears", "look", "row"):
        for word in re.findall(r"'([^']+)'", _fault(field)):
            ElementTree.fromstring(draw(scene({"id": "asha", field: word}), prefix="a"))  # noqa: S314


def _fault(field: str) -> str:
    with pytest.raises(ValidationError) as fault:
        Figure.model_validate({"id": "asha", field: 0})
    return fault.value.errors()[0]["msg"]


def test_the_same_scene_is_always_drawn_alike() -> None:
    case = image_case("lane-four")
    assert draw(case.scene, prefix="a") == draw(case.scene, prefix="a")


def test_two_scenes_on_one_page_share_no_id() -> None:
    case = image_case("lane-four")
    assert ids(draw(case.scene, prefix="one")).isdisjoint(ids(draw(case.scene, prefix="two")))


@pytest.mark.parametrize("place", PLACES)
def test_a_drawing_refers_only_to_ids_of_its_own(place: PlaceName) -> None:
    svg = draw(scene({"id": "asha"}, place=place), prefix="one")
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
    ]
    expected = {"asha-lanyard", "ben-dress", "cai-ridicule", "dina-bib"}
    assert cues(draw(scene(*figures), prefix="a")) == expected


def test_the_two_lanyards_differ_in_more_than_colour() -> None:
    no_photo = draw(scene({"id": "asha", "lanyard": "no-photo"}), prefix="a")
    staff = draw(scene({"id": "asha", "lanyard": "staff"}), prefix="a")
    shapes = [re.sub(r"#[0-9a-f]{6}", "", svg) for svg in (no_photo, staff)]
    assert shapes[0] != shapes[1]


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
    for row in data["register"]["rows"]:
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
    assert {row.person for row in case.register_.rows} == pupils


VISIBLE = """cues => cues.map(cue => {
  const box = cue.getBoundingClientRect(), steps = 24;
  let painted = 0, topmost = 0;
  for (let i = 0; i < steps; i++) for (let j = 0; j < steps; j++) {
    const x = box.x + (i + 0.5) * box.width / steps;
    const y = box.y + (j + 0.5) * box.height / steps;
    const depth = document.elementsFromPoint(x, y).findIndex(shape => cue.contains(shape));
    if (depth >= 0) painted++;
    if (depth === 0) topmost++;
  }
  const inside = box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  return [cue.dataset.cue, painted ? topmost / painted : 0, inside];
})"""
"""For each cue, the share of it that nothing covers, and whether the picture holds all of it."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 960, "height": 600})
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("slug", CASES)
def test_every_cue_of_a_picture_can_really_be_seen(slug: str, page: Page) -> None:
    svg = draw(image_case(slug).scene, prefix=slug)
    page.set_content(f"<style>body{{margin:0}}</style>{svg}")
    seen = cast("list[tuple[str, float, bool]]", page.eval_on_selector_all("[data-cue]", VISIBLE))
    assert {cue for cue, _, _ in seen} == cues(svg) != set()
    assert [cue for cue, share, inside in seen if share < 0.6 or not inside] == []
