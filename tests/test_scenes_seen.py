"""Every cue of a picture can really be seen, and its lettering read, on the smallest phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from ruamel.yaml import YAML

from readyroom.scenes import Scene, cues, draw
from readyroom.scenes.model import PlaceName
from tests.cuecheck import measure
from tests.scene_builders import LONGEST, PLACES, busy, scene

IMAGES = Path(__file__).parent.parent / "scenarios" / "images"


def scene_of(slug: str) -> Scene:
    data = YAML(typ="safe").load((IMAGES / f"{slug}.yml").read_text("utf-8"))
    return Scene.model_validate(data["scene"])


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("slug", ["lane-four", "reading-groups"])
def test_every_cue_of_a_picture_can_really_be_seen(slug: str, page: Page) -> None:
    pictured = scene_of(slug)
    seen = measure(page, draw(pictured, prefix=slug))
    assert tuple(seen) == cues(pictured) != ()
    assert [cue for cue, found in seen.items() if found.share < 0.9 or found.width < 8] == []


@pytest.mark.browser
@pytest.mark.parametrize("place", PLACES)
def test_every_cue_of_a_busy_place_is_seen_on_a_phone(place: PlaceName, page: Page) -> None:
    everything = busy(place)
    seen = measure(page, draw(everything, prefix=place))
    assert tuple(seen) == cues(everything)
    assert {cue: found for cue, found in seen.items() if found.share < 0.85} == {}
    assert {cue: found for cue, found in seen.items() if found.width < 6.5} == {}


@pytest.mark.browser
def test_what_stands_in_front_of_a_cue_is_noticed(page: Page) -> None:
    hidden = scene(
        {"id": "asha", "row": "middle", "x": 50, "lanyard": "no-photo"},
        {"id": "ben", "pupil": False, "x": 51},
    )
    assert measure(page, draw(hidden, prefix="a"))["asha-lanyard"].share < 0.2


@pytest.mark.browser
@pytest.mark.parametrize("place", PLACES)
def test_the_longest_lettering_stays_on_what_it_stands_on(place: PlaceName, page: Page) -> None:
    widest = {
        line: measure(page, draw(scene(place=place, lettering=[line]), prefix="a"), width=960)[
            "lettering"
        ].width
        for line in (LONGEST[0], "M" * 36, "W" * 12, "i" * 36)
    }
    assert {line: width for line, width in widest.items() if width > ROOM[place]} == {}


ROOM: dict[PlaceName, int] = {
    "field": 452, "classroom": 436, "hall": 540, "trip": 500, "pool": 640, "playground": 500,
    "fete": 560, "workshop": 438, "stage": 640, "minibus": 720, "science-fair": 620,
    "staff-room": 468, "library": 600, "garden": 520, "kitchen": 486, "music-room": 500,
}  # fmt: skip
"""How wide the banner, board or bus of each place can be, in pixels of a picture of 960."""


@pytest.mark.parametrize("place", PLACES)
def test_even_the_longest_lettering_can_be_read_on_a_phone(place: PlaceName) -> None:
    svg = draw(scene(place=place, lettering=LONGEST), prefix="a")
    text = re.search(r'data-cue="lettering">(.*?)</g>', svg)
    assert text
    sizes = [float(size) for size in re.findall(r'font-size="([^"]+)"', text.group(1))]
    assert len(sizes) == 4
    assert min(sizes) * 390 / 960 >= 7
