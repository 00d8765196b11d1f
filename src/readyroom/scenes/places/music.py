"""Draws the music room."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.palette import COLOURS, GOLD, INK, PAPER, WOOD
from readyroom.scenes.places.indoors import room
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, cloth, sign
from readyroom.scenes.svg import at, box, boxes, disc, line, oval, path, shade

_PIANO: Final = "#4a3326"
_GUITAR: Final = "#c2803a"


def music_room(lettering: Lines, prefix: str) -> Scenery:
    """A piano, a drum kit, and guitars on the wall."""
    found = (
        sign(lettering, x=480, top=40, widest=500, tallest=164, narrowest=260, largest=38, pad=16)
        if lettering
        else None
    )
    return Scenery(
        "".join(
            (
                room(prefix, wall=("#ece8f2", "#dcd5e6"), floor="#b98f63"),
                oval(480, 520, 430, 66, "#7d5a86", opacity=0.35),
                _panels(),
                _guitar(800, 64, 1, _GUITAR),
                _guitar(884, 84, 0.86, COLOURS["red"]),
                _stave(60, 70),
                _piano(40, 404),
                _drums(806, 408),
                _music_stand(352, 410),
                _music_stand(628, 410),
                cloth(found, COLOURS["purple"]) if found else "",
            )
        )
    )


def _panels() -> str:
    """Sound-absorbing panels of the wall behind the poster."""
    return path(boxes(*((x, 36, 92, 172) for x in (274, 382, 490, 598))), "#cfc4dc")


def _stave(x: float, y: float) -> str:
    """Five lines with notes, painted on the wall."""
    lines = "".join(f"M0 {14 * i}Q90 {14 * i - 18} 176 {14 * i}" for i in range(5))
    notes = ((38, 34), (76, 18), (112, 38), (146, 24))
    heads = "".join(oval(cx, cy, 9, 7, INK) for cx, cy in notes)
    stems = "".join(f"M{cx + 8} {cy}v-36" for cx, cy in notes)
    beam = line("M84 -18L120 2", INK, 6)
    return at(x, y, 1, line(lines, "#6d5f7d", 2.4), heads, line(stems, INK, 3), beam)


def _guitar(x: float, y: float, scale: float, colour: str) -> str:
    body = (
        "M0 84C-18 84 -22 98 -16 108C-28 118 -34 136 -26 152C-18 166 18 166 26 152"
        "C34 136 28 118 16 108C22 98 18 84 0 84Z"
    )
    return at(
        x,
        y,
        scale,
        box(-5, 4, 10, 90, "#5d3a22"),
        path("M-8 -18H8L6 6H-6Z", "#3a2418"),
        path(body, colour, stroke=shade(colour, -0.35), stroke_width=3),
        disc(0, 122, 11, "#3a2418"),
        box(-12, 140, 24, 5, "#3a2418", rx=2),
        line("M-2.5 0V142M2.5 0V142", "#efe6d2", 1),
    )


def _piano(x: float, foot: float) -> str:
    white = box(14, -92, 212, 15, PAPER)
    gaps = line("".join(f"M{k} -92v15" for k in range(26, 226, 12)), "#b9b4a4", 1)
    black = path(
        boxes(*((k, -92, 7, 9) for k in range(22, 222, 12) if k % 84 not in (46, 70))), INK
    )
    return at(
        x,
        foot,
        1,
        box(4, 0, 232, 8, "#000000", rx=4, opacity=0.16),
        box(6, -196, 228, 196, _PIANO, rx=5),
        box(0, -202, 240, 14, shade(_PIANO, -0.2), rx=4),
        box(22, -180, 196, 62, shade(_PIANO, 0.1), rx=4),
        box(0, -78, 240, 14, shade(_PIANO, -0.2), rx=3),
        path(boxes((10, -64, 14, 64), (216, -64, 14, 64)), shade(_PIANO, -0.25)),
        box(26, -62, 188, 58, shade(_PIANO, 0.06)),
        white,
        gaps,
        black,
        path(
            "M70 -118L74 -162L120 -158L166 -162L170 -118Z", PAPER, stroke="#c9c2b2", stroke_width=2
        ),
        line(
            "M82 -150H112M82 -140H112M82 -130H112M128 -150H158M128 -140H158M128 -130H158",
            "#8a8478",
            2,
        ),
        line("M112 -4v-10M128 -4v-10", GOLD, 5),
    )


def _drums(x: float, foot: float) -> str:
    red = COLOURS["red"]
    stands = "M-92 0L-78 -142M92 0L78 -160M-66 0V-60M66 0V-60"
    return at(
        x,
        foot,
        1,
        oval(0, 2, 110, 7, "#000000", opacity=0.16),
        line(stands, "#7f8b93", 4),
        disc(0, -52, 52, red),
        disc(0, -52, 43, PAPER, stroke="#d8d2c4", stroke_width=4),
        disc(0, -52, 14, red, opacity=0.85),
        box(-56, -138, 50, 34, red, rx=5) + oval(-31, -138, 25, 6, PAPER),
        box(6, -138, 50, 34, red, rx=5) + oval(31, -138, 25, 6, PAPER),
        box(-100, -78, 58, 24, shade(red, -0.15), rx=4) + oval(-71, -78, 29, 6, PAPER),
        box(46, -86, 58, 66, red, rx=5) + oval(75, -86, 29, 6, PAPER),
        oval(-78, -144, 38, 5, GOLD, stroke=shade(GOLD, -0.25), stroke_width=1.5),
        oval(78, -162, 40, 5, GOLD, stroke=shade(GOLD, -0.25), stroke_width=1.5),
    )


def _music_stand(x: float, foot: float) -> str:
    return at(
        x,
        foot,
        1,
        line("M0 -70V-14M0 -14L-24 2M0 -14L24 2M0 -14V0", "#4b545a", 4),
        path("M-38 -122H38L34 -70H-34Z", "#59646b"),
        path(
            "M-28 -130H0V-76H-26ZM28 -130H0V-76H26Z", PAPER, stroke=shade(WOOD, 0.2), stroke_width=1
        ),
        line("M-22 -118H-6M-22 -106H-6M-22 -94H-8M6 -118H22M6 -106H22M8 -94H22", "#8a8478", 2),
    )
