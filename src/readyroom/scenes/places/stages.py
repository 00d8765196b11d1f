"""Draws the two stages: the hall's, closed for assembly, and one that is set for a play."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.layout import WIDTH
from readyroom.scenes.palette import BARK, COLOURS, GOLD, WOOD
from readyroom.scenes.places.indoors import WALL, room
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, cloth, sign
from readyroom.scenes.svg import at, box, boxes, disc, gradient, line, path, shade, tag

_PURPLE: Final = "#6d4a8f"
_CRIMSON: Final = "#9c2a35"
_NIGHT: Final = ("#1d2a57", "#6a5a9c")


def hall(lettering: Lines, prefix: str) -> Scenery:
    """The school hall before an empty stage."""
    found = (
        sign(lettering, x=480, top=100, widest=540, tallest=150, narrowest=360, largest=30, pad=12)
        if lettering
        else None
    )
    return Scenery(
        "".join(
            (
                room(prefix, skirting=424),
                box(84, 40, 792, 344, shade(WALL[1], -0.25)),
                box(100, 60, 760, 324, "#4a3a52"),
                *(
                    path(f"M{x} 60L{x - 120} 384H{x + 120}Z", "#fff3c4", opacity=0.1)
                    for x in (330, 630)
                ),
                _curtain(100, 1, _PURPLE, 380),
                _curtain(860, -1, _PURPLE, 380),
                path(f"M100 60H860V92{'q-31.7 30 -63.3 0' * 12}Z", shade(_PURPLE, -0.12)),
                box(84, 40, 792, 20, shade(WALL[1], -0.25)),
                _wall_bars(18),
                _wall_bars(898),
                box(24, 376, 912, 20, WOOD),
                box(24, 394, 912, 34, shade(WOOD, -0.25)),
                line("".join(f"M{x} 398V424" for x in range(136, 900, 114)), shade(WOOD, -0.38), 3),
                cloth(found, COLOURS["yellow"]) if found else "",
            )
        )
    )


def _wall_bars(x: float) -> str:
    """Climbing bars beside the stage."""
    bars = "".join(f"M{x + 2} {y}h40" for y in range(120, 374, 26))
    return line(f"M{x} 104V374M{x + 44} 104V374", shade(WOOD, -0.15), 6) + line(bars, WOOD, 5)


def _curtain(x: float, way: int, colour: str, foot: float) -> str:
    """Half of a curtain, gathered at ``x``: to its right (way 1) or to its left (-1)."""
    cloth_ = path(f"M0 40H104Q78 240 92 {foot}H0Z", colour)
    folds = line(f"M22 84V{foot - 8}M46 84V{foot - 8}M70 84V{foot - 8}", shade(colour, -0.2), 4)
    return tag("g", cloth_, folds, transform=f"translate({x} 0) scale({way} 1)")


def stage(lettering: Lines, prefix: str) -> Scenery:
    """A stage set for a play: a starry night, hills and a stable."""
    night = f"{prefix}-night"
    found = (
        sign(lettering, x=480, top=20, widest=640, tallest=150, narrowest=320, largest=38, pad=14)
        if lettering
        else None
    )
    return Scenery(
        "".join(
            (
                gradient(night, _NIGHT),
                box(0, 0, WIDTH, 600, "#3d2a35"),
                box(60, 40, 840, 370, f"url(#{night})"),
                _stars(),
                path("M60 330Q200 262 330 318T600 300T900 290V410H60Z", "#3a4a72"),
                path("M60 366Q260 318 480 352T900 340V410H60Z", "#52608a"),
                _village(),
                _stable(),
                _palm(300, 396, 1),
                _palm(846, 398, 0.8),
                box(0, 396, WIDTH, 172, WOOD),
                line(
                    "".join(f"M{x} 396L{x * 1.4 - 192:.0f} 568" for x in range(0, 980, 70)),
                    shade(WOOD, -0.12),
                    2.5,
                ),
                box(0, 396, WIDTH, 7, "#000000", opacity=0.16),
                box(0, 566, WIDTH, 34, shade(WOOD, -0.4)),
                _footlights(),
                _curtain(0, 1, _CRIMSON, 566),
                _curtain(960, -1, _CRIMSON, 566),
                path(f"M0 0H960V52{'q-40 34 -80 0' * 12}Z", shade(_CRIMSON, -0.14)),
                line(f"M960 52{'q-40 34 -80 0' * 12}", GOLD, 4),
                cloth(found, GOLD) if found else "",
            )
        )
    )


def _stars() -> str:
    small = (
        (150, 120),
        (214, 210),
        (330, 190),
        (420, 230),
        (560, 208),
        (640, 236),
        (700, 200),
        (810, 230),
        (836, 130),
        (260, 130),
        (176, 268),
        (500, 262),
    )
    great = "M196 150l7 18 19 1 -15 12 5 19 -16 -11 -16 11 5 -19 -15 -12 19 -1Z"
    tail = path("M196 186L176 300H216Z", "#fff3c4", opacity=0.25)
    return tail + "".join(disc(x, y, 2.4, "#fff3c4") for x, y in small) + path(great, "#ffe68a")


def _village() -> str:
    houses = boxes((380, 318, 38, 48), (418, 302, 34, 64), (452, 324, 44, 42), (350, 330, 30, 36))
    lights = boxes((392, 332, 9, 12), (430, 316, 9, 12), (466, 338, 9, 12), (358, 342, 8, 10))
    return (
        path(houses, "#2c3a63")
        + path("M418 302a17 17 0 0 1 34 0Z", "#2c3a63")
        + path(lights, "#ffd978")
    )


def _stable() -> str:
    """Posts, a thatched roof and a manger with straw."""
    straw = "#e0b95c"
    return at(
        660,
        398,
        1,
        path("M-104 -110H104V0H-104Z", "#4f3a2c"),
        path("M-86 -100H86V0H-86Z", "#6b4f3a"),
        line("M-86 -66H86M-86 -34H86M-44 -100V0M0 -100V0M44 -100V0", "#5a4130", 3),
        path("M-134 -104L0 -176L134 -104L122 -92H-122Z", straw),
        line(
            "M-100 -112l-6 16M-66 -130l-8 34M-32 -148l-8 52M0 -166v70M32 -148l8 52"
            "M66 -130l8 34M100 -112l6 16",
            shade(straw, -0.25),
            3,
        ),
        line("M-104 -96V0M104 -96V0", BARK, 9),
        line("M-34 0L-18 -30M34 0L18 -30", BARK, 6),
        path("M-44 -46H44L30 -16H-30Z", "#8a6240"),
        path("M-46 -44q10 -16 22 -8q14 -12 26 -2q16 -10 24 2q10 -6 18 8Z", straw),
    )


def _palm(x: float, foot: float, scale: float) -> str:
    fronds = (
        "M0 -128Q-36 -150 -58 -112Q-28 -126 0 -128ZM0 -128Q36 -150 58 -112Q28 -126 0 -128"
        "ZM0 -128Q-24 -168 -54 -158Q-20 -146 0 -128ZM0 -128Q24 -168 54 -158"
        "Q20 -146 0 -128Z"
    )
    return at(x, foot, scale, line("M6 0Q-8 -70 0 -126", "#8a6240", 9), path(fronds, "#3f7a52"))


def _footlights() -> str:
    lamps = range(60, 940, 70)
    hoods = "".join(f"M{x - 20} 590a20 20 0 0 1 40 0Z" for x in lamps)
    return path(hoods, "#5a4332") + path(
        "".join(f"M{x - 12} 590a12 12 0 0 1 24 0Z" for x in lamps), "#ffe9a6"
    )
