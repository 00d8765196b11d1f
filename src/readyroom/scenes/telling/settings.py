"""What the places are called, what their lettering stands on, and where their rows are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from readyroom.scenes.model import PlaceName, Row


@dataclass(frozen=True)
class Setting:
    """A place in words: within a sentence, as the opening of a description, and its parts."""

    where: str
    opening: str
    sign: str
    rows: dict[Row, str] = field(default_factory=dict)


ROWS: Final[dict[Row, str]] = {
    "front": "in front",
    "middle": "in the middle",
    "back": "at the back",
    "far": "small in the background,",
}
"""Where a row is, unless its place has something nearer at hand to say it by."""

WATER: Final = "in the water, where only heads are seen,"

SETTINGS: Final[dict[PlaceName, Setting]] = {
    "field": Setting(
        "on a school field",
        "A running track on a school field, with bunting overhead and the school behind",
        "a banner by the track",
        {"back": "on the grass behind the track", "far": "small in the background, on the grass,"},
    ),
    "classroom": Setting(
        "in a classroom",
        "A classroom with desks, a whiteboard, and children's pictures on a pinboard",
        "the whiteboard",
        {
            "front": "at the desks in front",
            "middle": "at the desks in the middle",
            "back": "on their feet at the back",
            "far": "small in the background, by the far wall,",
        },
    ),
    "hall": Setting(
        "in a school hall",
        "A school hall with a curtained stage and climbing bars on the wall",
        "a cloth over the stage",
        {
            "front": "in front",
            "middle": "nearer to the stage",
            "back": "on the stage",
            "far": "small in the background, deep on the stage,",
        },
    ),
    "trip": Setting(
        "in a castle yard",
        "The yard of an old castle with two towers, a wooden gate and a cannon",
        "a banner on the castle wall",
        {"far": "small in the background, by the castle wall,"},
    ),
    "pool": Setting(
        "at a swimming pool",
        "A swimming pool with lane ropes and starting blocks, under a row of tall windows",
        "a board over the pool",
        {
            "front": "at the edge of the pool",
            "middle": "on the poolside",
            "back": "farther back on the poolside",
            "far": "small in the background, by the tiled wall,",
        },
    ),
    "playground": Setting(
        "in a school playground",
        "A school playground with a climbing frame, a hopscotch and a painted snake",
        "a board on the school's wall",
        {"far": "small in the background, by the school,"},
    ),
    "fete": Setting(
        "at a school fete",
        "A school fete on the grass, with striped stalls and a long table of cakes and jam",
        "a banner over the stalls",
        {
            "front": "in front",
            "middle": "before the table",
            "back": "behind the table",
            "far": "small in the background, beyond the stalls,",
        },
    ),
    "workshop": Setting(
        "in a school workshop",
        "A design and technology workshop with tools on the wall, a drill and a long workbench",
        "the whiteboard",
        {
            "middle": "on our side of the workbench",
            "back": "behind the workbench",
            "far": "small in the background, by the far wall,",
        },
    ),
    "stage": Setting(
        "on a school stage",
        "A school stage set for a play: a starry night, palm trees and a thatched stable",
        "a banner over the stage",
        {"far": "small in the background, by the painted scenery,"},
    ),
    "minibus": Setting(
        "beside a school minibus",
        "A white school minibus, parked at the school gate",
        "the side of the minibus",
        {"back": "right beside the minibus", "far": "in the minibus, behind its windows,"},
    ),
    "science-fair": Setting(
        "at a school science fair",
        "A science fair with a model volcano, plants, posters and a long table of experiments",
        "a banner on the wall",
        {
            "middle": "before the table",
            "back": "behind the table",
            "far": "small in the background, by the posters,",
        },
    ),
    "staff-room": Setting(
        "in a staff room",
        "A staff room with a noticeboard, a sofa, and a low table with mugs and a laptop",
        "the noticeboard",
        {
            "front": "on our side of the low table",
            "middle": "behind the low table",
            "far": "small in the background, by the sofa,",
        },
    ),
    "library": Setting(
        "in a school library",
        "A school library with full bookshelves, a window seat and an issue desk",
        "a banner from the ceiling",
        {
            "middle": "before the issue desk",
            "back": "behind the issue desk",
            "far": "small in the background, by the shelves,",
        },
    ),
    "garden": Setting(
        "in a school garden",
        "A school garden with a shed, sunflowers, a greenhouse and a raised vegetable bed",
        "a wooden sign",
        {
            "middle": "on the grass before the raised bed",
            "back": "behind the raised bed",
            "far": "small in the background, by the fence,",
        },
    ),
    "kitchen": Setting(
        "in a school kitchen",
        "A cookery room with an oven, a fridge, and bowls and eggs on a long worktop",
        "a blackboard on the wall",
        {
            "middle": "on our side of the worktop",
            "back": "behind the worktop",
            "far": "small in the background, by the far wall,",
        },
    ),
    "music-room": Setting(
        "in a music room",
        "A music room with a piano, a drum kit, and guitars on the wall",
        "a poster on the wall",
        {"far": "small in the background, by the far wall,"},
    ),
}
