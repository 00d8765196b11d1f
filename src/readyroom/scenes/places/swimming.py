"""Draws a swimming pool from across the water: the poolside above, the lanes below."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.layout import WIDTH
from readyroom.scenes.palette import COLOURS
from readyroom.scenes.places.outdoors import GRASS, SKY, bunting
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, sign
from readyroom.scenes.svg import at, box, boxes, disc, gradient, line, path, words

_WATER: Final = ("#7fd0e6", "#2a93c0")
_ROPES: Final = (482, 519, 560)


def pool(lettering: Lines, prefix: str) -> Scenery:
    """Poolside and water; who swims, swims in the lanes."""
    sky, water = f"{prefix}-sky", f"{prefix}-water"
    return Scenery(
        "".join(
            (
                gradient(sky, SKY),
                gradient(water, _WATER),
                box(0, 0, WIDTH, 300, "#dfeef0"),
                _windows(f"url(#{sky})"),
                _tiles(),
                bunting(18, 44, 19),
                box(0, 296, WIDTH, 150, "#e9e2d4"),
                line("M0 322H960M0 352H960M0 388H960", "#d6cdbb", 2),
                box(0, 296, WIDTH, 8, "#b9cfd2"),
                _lifebuoy(60, 262),
                _clock(900, 226),
                *(_block(x, lane) for lane, x in enumerate((150, 370, 590, 810), start=1)),
                box(0, 440, WIDTH, 10, "#fbfdfd"),
                path(boxes(*((x, 450, 24, 12) for x in range(0, WIDTH, 48))), "#2f7f9e"),
                path(boxes(*((x, 450, 24, 12) for x in range(24, WIDTH, 48))), "#f4fafb"),
                box(0, 462, WIDTH, 138, f"url(#{water})"),
                _ripples(),
                *(_rope(y, i) for i, y in enumerate(_ROPES)),
                _board(lettering) if lettering else "",
            )
        )
    )


def _windows(glass: str) -> str:
    places = tuple((x, 62, 112, 150) for x in range(34, 900, 130))
    fields = "".join(f"M{x} 212v-34q56 -26 112 -4v38Z" for x, *_ in places)
    bars = "".join(f"M{x + 56} 62v150M{x} 128h112" for x, *_ in places)
    return "".join(
        (
            path(boxes(*places), glass, stroke="#ffffff", stroke_width=8),
            path(fields, GRASS[0]),
            line(bars, "#ffffff", 4),
        )
    )


def _tiles() -> str:
    grid = "".join(f"M0 {y}H960" for y in (246, 262, 278)) + "".join(
        f"M{x} 230V296" for x in range(20, WIDTH, 40)
    )
    return box(0, 230, WIDTH, 66, "#9fd3d8") + line(grid, "#8cc3c9", 1.5)


def _lifebuoy(x: float, y: float) -> str:
    return disc(x, y, 21, "none", stroke="#ffffff", stroke_width=13) + disc(
        x,
        y,
        21,
        "none",
        stroke=COLOURS["red"],
        stroke_width=13,
        stroke_dasharray="16.5 16.5",
        stroke_linecap="butt",
    )


def _clock(x: float, y: float) -> str:
    face = disc(x, y, 27, "#ffffff", stroke="#39434a", stroke_width=5)
    return face + line(f"M{x} {y}V{y - 16}M{x} {y}L{x + 11} {y + 7}", "#39434a", 3.5)


def _block(x: float, lane: int) -> str:
    """A starting block with its lane's number."""
    return at(
        x,
        440,
        1,
        path("M-27 0L-24 -34H24L27 0Z", "#c9d2d6"),
        box(-31, -42, 62, 10, "#2f7f9e", rx=3),
        words(str(lane), 0, -8, 24, "#22475c"),
    )


def _ripples() -> str:
    waves = "".join(
        f"M{x + y % 3 * 40} {y}q14 -6 28 0t28 0"
        for y, gap in ((474, 190), (501, 170), (540, 200), (586, 180))
        for x in range(-20, WIDTH, gap)
    )
    return line(waves, "#d9f3fa", 2.4, opacity=0.6)


def _rope(y: float, order: int) -> str:
    """A lane rope of floats, larger the nearer it is."""
    thick = 6 + 1.6 * order
    dashes = {"stroke_dasharray": f"{2.4 * thick:.1f} {2.4 * thick:.1f}", "stroke_linecap": "butt"}
    return line(f"M0 {y}H960", "#fbfdfd", thick) + line(
        f"M0 {y}H960", COLOURS["red" if order % 2 else "blue"], thick, **dashes
    )


def _board(lettering: Lines) -> str:
    found = sign(
        lettering,
        x=480,
        top=30,
        widest=640,
        tallest=160,
        narrowest=300,
        largest=38,
        pad=16,
        ink="#fff3c4",
    )
    frame = box(
        found.left,
        found.top,
        found.width,
        found.height,
        "#17324a",
        rx=8,
        stroke="#9dadb6",
        stroke_width=6,
    )
    return (
        line(f"M{found.left + 40:.0f} 0V30M{found.right - 40:.0f} 0V30", "#9dadb6", 5)
        + frame
        + found.text
    )
