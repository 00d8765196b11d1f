"""Draws the school's garden."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.palette import BARK, COLOURS
from readyroom.scenes.places.outdoors import (
    LEAVES,
    ground,
    hills,
    sky,
    tree,
)
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, sign
from readyroom.scenes.svg import at, box, boxes, disc, line, oval, path, shade

_SOIL: Final = "#6d4b34"


def garden(lettering: Lines, prefix: str) -> Scenery:
    """Greenhouse, shed and sunflowers; the back row stands behind a raised bed."""
    return Scenery(
        "".join(
            (
                sky(prefix, (330, 62, 0.9), (610, 96, 0.7)),
                hills(),
                tree(270, 344, 0.9),
                tree(596, 340, 0.75),
                tree(936, 352, 1.3),
                _fence(),
                ground(prefix, 350),
                _shed(46, 364),
                _greenhouse(664, 366),
                *(_sunflower(x, y) for x, y in ((262, 366), (300, 372), (338, 364), (618, 370))),
                _bean_poles(566, 372),
                _path(),
                _garden_sign(lettering) if lettering else "",
            )
        ),
        ((430, _raised_bed()),),
    )


def _garden_sign(lettering: Lines) -> str:
    found = sign(
        lettering,
        x=480,
        bottom=216,
        widest=520,
        tallest=170,
        narrowest=240,
        largest=36,
        pad=15,
        ink="#fff6df",
    )
    left, top, width, height = found.left, found.top, found.width, found.height
    posts = f"M{left + 30:.0f} {found.bottom:.0f}V362M{found.right - 30:.0f} {found.bottom:.0f}V362"
    grain = (
        f"M{left + 18:.0f} {top + 8:.0f}h{width * 0.4:.0f}"
        f"M{left + width * 0.5:.0f} {top + height - 7:.0f}h{width * 0.4:.0f}"
    )
    return "".join(
        (
            line(posts, shade(BARK, -0.2), 12),
            box(left, top, width, height, BARK, rx=8, stroke=shade(BARK, -0.25), stroke_width=5),
            line(grain, shade(BARK, -0.18), 2),
            found.text,
        )
    )


def _fence() -> str:
    slats = "".join(f"M{x} 352V292l9 -10l9 10V352Z" for x in range(-4, 960, 27))
    return line("M0 306H960M0 334H960", "#b98f5f", 6) + path(slats, "#d2aa78")


def _shed(x: float, foot: float) -> str:
    boards = "".join(f"M{left} -150V0" for left in range(22, 170, 22))
    return at(
        x,
        foot,
        1,
        path("M-14 -148L85 -206L184 -148Z", "#5d4a3c"),
        box(0, -150, 170, 150, "#8aa07a"),
        line(boards, "#758b66", 2.5),
        box(96, -118, 56, 118, "#6f8560", stroke="#5d7150", stroke_width=3),
        disc(140, -58, 4, "#e9dcc0"),
        box(20, -114, 52, 46, "#def0fa", stroke="#ffffff", stroke_width=5),
        line("M46 -114v46M20 -91h52", "#ffffff", 3),
    )


def _greenhouse(x: float, foot: float) -> str:
    frame = "M0 0V-118L110 -182L220 -118V0ZM0 -118H220M55 -150V0M110 -182V0M165 -150V0M0 -58H220"
    leaves = "".join(
        disc(cx, -16, r, LEAVES, opacity=0.75)
        for cx, r in ((28, 14), (82, 18), (138, 13), (192, 17))
    )
    tomatoes = "".join(
        disc(cx, cy, 4, COLOURS["red"]) for cx, cy in ((76, -24), (90, -12), (186, -20), (200, -12))
    )
    return at(
        x,
        foot,
        1,
        path("M0 0V-118L110 -182L220 -118V0Z", "#d9f0f4", opacity=0.85),
        leaves,
        tomatoes,
        line(frame, "#ffffff", 5),
        line("M16 -100L38 -128M126 -100L150 -132", "#ffffff", 4, opacity=0.8),
    )


def _sunflower(x: float, foot: float) -> str:
    return at(
        x,
        foot,
        1,
        line("M0 0Q-4 -60 0 -112", "#4f8a45", 6),
        path("M0 -40Q26 -56 32 -34Q14 -26 0 -40ZM0 -62Q-26 -78 -32 -56Q-14 -48 0 -62Z", LEAVES),
        disc(
            0, -118, 17, "none", stroke=COLOURS["yellow"], stroke_width=13, stroke_dasharray="4 5.6"
        ),
        disc(0, -118, 13, "#6b4226"),
    )


def _bean_poles(x: float, foot: float) -> str:
    poles = "M-40 0L0 -132L40 0M-14 0L0 -132L14 0"
    spots = (
        (-26, -42),
        (-12, -84),
        (10, -60),
        (24, -40),
        (-6, -28),
        (4, -104),
        (-20, -64),
        (18, -84),
    )
    return at(
        x,
        foot,
        1,
        line(poles, "#b98f5f", 4),
        *(
            disc(cx, cy, 9, shade(LEAVES, -0.1 if i % 2 else 0.1))
            for i, (cx, cy) in enumerate(spots)
        ),
        *(disc(cx, cy, 3, COLOURS["red"]) for cx, cy in ((-16, -52), (16, -50), (0, -90))),
    )


def _path() -> str:
    stones = "".join(
        oval(x, y, 30 + (y - 440) / 4, 8 + (y - 440) / 16, "#d8cfbb")
        for x, y in ((520, 452), (470, 478), (528, 506), (462, 540), (530, 578))
    )
    tufts = "".join(
        f"M{x} {y}l-5 -10M{x} {y}v-13M{x} {y}l5 -10"
        for x, y in ((90, 470), (210, 540), (340, 480), (660, 500), (780, 560), (880, 470))
    )
    return stones + line(tufts, "#4f8a3d", 2.6)


def _raised_bed() -> str:
    """Planks, soil and low rows of vegetables."""
    plank = "#a57647"
    carrots = "".join(
        f"M{x} 376q-9 -9 -10 -17M{x} 376q0 -11 0 -20M{x} 376q9 -9 10 -17"
        for x in range(110, 330, 34)
    )
    lettuces = "".join(
        f"M{x - 17} 378q-3 -17 10 -15q7 -9 14 0q13 -2 10 15Z" for x in range(384, 600, 48)
    )
    hearts = "".join(f"M{x - 8} 376q8 -11 16 0" for x in range(384, 600, 48))
    berries = "".join(
        disc(x, y, 4.4, COLOURS["red"])
        for x, y in ((668, 376), (706, 378), (742, 375), (784, 378), (824, 375))
    )
    straw = "".join(f"M{x - 15} 378q4 -17 15 -17t15 17Z" for x in (656, 690, 724, 764, 804, 840))
    return "".join(
        (
            box(64, 428, 832, 9, "#000000", rx=4, opacity=0.16),
            path("M78 374H882L896 384H64Z", _SOIL),
            line(carrots, "#4f9a3d", 3.4),
            path(lettuces, "#8cc763") + line(hearts, "#5f9f43", 2.4),
            path(straw, LEAVES) + berries,
            box(60, 380, 840, 50, plank, rx=3),
            line("M60 404H900", shade(plank, -0.2), 3),
            path(
                boxes(
                    (60, 376, 16, 56), (884, 376, 16, 56), (336, 380, 12, 50), (612, 380, 12, 50)
                ),
                shade(plank, -0.2),
            ),
        )
    )
