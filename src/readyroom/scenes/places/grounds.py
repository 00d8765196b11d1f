"""Draws the school's grounds: the field on sports day, and the playground."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from readyroom.scenes.layout import HEIGHT, WIDTH
from readyroom.scenes.palette import COLOURS, PAPER
from readyroom.scenes.places.outdoors import (
    BRICK,
    ROOF,
    bunting,
    ground,
    hedge,
    hills,
    school,
    sky,
    tree,
    windows,
)
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, banner, sign
from readyroom.scenes.svg import at, box, boxes, disc, line, path, shade, tag, words

_TRACK: Final = "#c4613f"
_LANES: Final = (424, 458, 502, 550, 612)
_ASPHALT: Final = ("#a3abb0", "#868f95")
_PAINT: Final = "#fdf6ef"


def field(lettering: Lines, prefix: str) -> Scenery:
    """A running track on the school's field."""
    return Scenery(
        "".join(
            (
                sky(prefix, (110, 78, 1.1), (640, 52, 0.8), (830, 96, 0.6)),
                hills(),
                school(60, 322),
                tree(492, 330, 0.9),
                tree(584, 324, 0.7),
                tree(800, 322, 0.75),
                tree(888, 332, 1.1),
                ground(prefix, 318),
                bunting(),
                _track(),
                _field_banner(lettering) if lettering else "",
            )
        )
    )


def _field_banner(lettering: Lines) -> str:
    found = sign(
        lettering, x=690, bottom=212, widest=452, tallest=176, narrowest=236, largest=26, pad=12
    )
    return banner(found, COLOURS["blue"], foot=336)


def _track() -> str:
    lines = line("".join(f"M-10 {y + 4}L970 {y - 4}" for y in _LANES), _PAINT, 4)
    middles = (sum(pair) / 2 for pair in pairwise(_LANES))
    numbers = "".join(
        tag(
            "g",
            words(str(lane), 0, 9, 26, _PAINT),
            transform=f"translate(34 {y:.0f}) scale(1.35 .8)",
        )
        for lane, y in enumerate(middles, start=1)
    )
    finish = line("M846 424L916 600", _PAINT, 10, stroke_dasharray="1 17")
    return path(f"M0 428L{WIDTH} 420V{HEIGHT}H0Z", _TRACK) + lines + numbers + finish


def playground(lettering: Lines, prefix: str) -> Scenery:
    """A playground before the school's wall, with a climbing frame and painted games."""
    return Scenery(
        "".join(
            (
                sky(prefix, (640, 70, 1), (850, 116, 0.7)),
                hills(),
                tree(660, 352, 1.1),
                tree(930, 356, 1.2),
                hedge(560, 970, 364, 34),
                _school_wall(lettering),
                ground(prefix, 362, _ASPHALT),
                path(f"M0 362H{WIDTH}v7H0Z", "#7a5f46", opacity=0.35),
                _climbing_frame(),
                _hopscotch(),
                _painted_snake(),
            )
        )
    )


def _school_wall(lettering: Lines) -> str:
    courses = "".join(f"M0 {y}H566" for y in range(96, 360, 16))
    found = (
        sign(lettering, x=288, top=104, widest=500, tallest=150, largest=34, pad=12)
        if lettering
        else None
    )
    board = (
        box(
            found.left,
            found.top,
            found.width,
            found.height,
            PAPER,
            rx=6,
            stroke=COLOURS["blue"],
            stroke_width=6,
        )
        + found.text
        if found
        else windows(*((x, 112, 74, 66) for x in (44, 148, 352, 456)))
    )
    return "".join(
        (
            path("M-20 84L40 40H548L596 84Z", ROOF),
            box(0, 84, 566, 282, BRICK),
            line(courses, shade(BRICK, -0.1), 1.4),
            windows((40, 262, 84, 74), (148, 262, 84, 74), (428, 262, 84, 74)),
            box(276, 254, 112, 110, "#ffffff", rx=3),
            path(boxes((284, 262, 46, 102), (334, 262, 46, 102)), "#2f7f86"),
            path(boxes((292, 272, 30, 40), (342, 272, 30, 40)), "#bfe3f2"),
            board,
        )
    )


def _climbing_frame() -> str:
    red, blue, yellow = COLOURS["red"], COLOURS["blue"], COLOURS["yellow"]
    posts = "M664 402V216M738 402V216M838 410V234"
    rungs = "".join(f"M664 {y}H738" for y in range(250, 400, 24))
    bars = "".join(f"M{x} 236v10" for x in range(752, 838, 14))
    slide = path(
        "M838 268Q878 300 900 372Q906 400 944 402V392Q914 388 906 362Q886 290 848 256Z", yellow
    )
    return "".join(
        (
            box(650, 400, 300, 12, "#5f7a4a", rx=6, opacity=0.8),
            path("M652 216L701 176L750 216Z", blue),
            line(posts, red, 8),
            line(rungs, "#f3f1ea", 5),
            line("M738 234H838M738 248H838" + bars, blue, 5),
            slide,
            line("M838 268Q878 300 900 372Q906 400 944 402", shade(yellow, -0.2), 3),
            box(730, 300, 112, 9, "#b98a57", rx=3),
        )
    )


def _hopscotch() -> str:
    """A hopscotch, painted on the ground and seen at a slant."""
    squares = (
        (0, 0),
        (0, -30),
        (-31, -60),
        (31, -60),
        (0, -90),
        (-31, -120),
        (31, -120),
        (0, -150),
    )
    drawn = boxes(*((x - 31, y, 62, 30) for x, y in squares))
    numbers = "".join(
        words(str(i), x, y + 22, 20, _PAINT) for i, (x, y) in enumerate(squares, start=1)
    )
    return tag(
        "g",
        path(drawn, "none", stroke=_PAINT, stroke_width=3.4),
        numbers,
        transform="translate(214 560) skewX(-24) scale(1.1 .74)",
    )


def _painted_snake() -> str:
    wave = "M560 560q36 -34 72 0t72 0t72 0t72 -6"
    head = at(856, 546, 1, disc(0, 0, 15, COLOURS["green"]), disc(5, -4, 3, "#ffffff"))
    return (
        line(wave, COLOURS["green"], 22)
        + line(wave, COLOURS["yellow"], 22, stroke_dasharray="14 30", stroke_linecap="butt")
        + head
    )
