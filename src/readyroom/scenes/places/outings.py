"""Draws where a class goes: the yard of a castle, and the minibus that takes it there."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.layout import WIDTH
from readyroom.scenes.palette import COLOURS
from readyroom.scenes.places.outdoors import BRICK, ground, hedge, hills, sky, tree
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, Sign, hung, sign
from readyroom.scenes.svg import at, box, boxes, disc, line, oval, path, shade

_STONE: Final = "#b8b1a2"
_YARD: Final = ("#d9cba9", "#c2b08a")
_TAR: Final = ("#9aa2a7", "#7f888e")


def trip(lettering: Lines, prefix: str) -> Scenery:
    """The yard of a castle."""
    return Scenery(
        "".join(
            (
                sky(prefix, (70, 70, 0.9), (610, 46, 0.7), (866, 108, 0.8)),
                hills("#a9c79a"),
                tree(40, 372, 1),
                tree(926, 374, 1.15),
                _castle(),
                ground(prefix, 370, _YARD),
                _cobbles(),
                _cannon(838, 398),
                hedge(-10, 132, 400, 30),
                _castle_banner(lettering) if lettering else "",
            )
        )
    )


def _castle_banner(lettering: Lines) -> str:
    found = sign(lettering, x=480, top=122, widest=500, tallest=132, largest=34, pad=11)
    return hung(found, COLOURS["red"], above=106)


def _castle() -> str:
    wall, dark = _STONE, shade(_STONE, -0.14)
    teeth = boxes(*((x, 100, 28, 22) for x in range(226, 730, 45)))
    stones = boxes(
        *(
            (x + (y // 34 % 2) * 34, y, 26, 9)
            for y in range(150, 366, 34)
            for x in range(256, 690, 102)
        )
    )
    return "".join(
        (
            path(teeth, wall),
            box(214, 118, 532, 254, wall),
            path(stones, dark, opacity=0.45),
            _tower(128, 372, COLOURS["red"]),
            _tower(832, 372, COLOURS["blue"]),
            path("M420 372V300Q420 244 480 244T540 300V372Z", dark),
            path("M432 372V304Q432 258 480 258T528 304V372Z", "#6b4d33"),
            line("M456 266V370M480 260V370M504 266V370M434 320H526", "#4f3824", 3),
            disc(498, 338, 4, "#d9c48a"),
            path("M214 372V240q20 -6 22 20t18 30t10 34t22 48Z", "#5f8f4e"),
        )
    )


def _tower(x: float, foot: float, flag: str) -> str:
    wall = shade(_STONE, -0.06)
    teeth = boxes(*((left, -292, 22, 20) for left in (-62, -30, 8, 40)))
    slits = boxes((-7, -226, 14, 40), (-7, -130, 14, 40))
    return at(
        x,
        foot,
        1,
        line("M0 -288V-356", "#6d5a48", 4),
        path("M2 -354L52 -340L2 -324Z", flag),
        path(teeth, wall),
        box(-62, -274, 124, 26, wall),
        box(-54, -250, 108, 250, wall),
        path("M26 -250H54V0H26Z", "#000000", opacity=0.08),
        path(slits, "#4d463c"),
        path(
            boxes(
                (-40, -200, 22, 9),
                (14, -168, 24, 9),
                (-34, -100, 24, 9),
                (10, -70, 22, 9),
                (-44, -48, 22, 9),
            ),
            shade(_STONE, -0.2),
            opacity=0.5,
        ),
    )


def _cobbles() -> str:
    rows = "".join(
        f"M{x + (y % 4) * 14} {y}q{w} -{w / 3:.1f} {2 * w} 0"
        for y, w, gap in ((398, 9, 76), (437, 12, 96), (484, 15, 120), (539, 19, 150))
        for x in range(20, WIDTH, gap)
    )
    return line(rows, "#a8966f", 3, opacity=0.7)


def _cannon(x: float, y: float) -> str:
    return at(
        x,
        y,
        1,
        oval(0, 8, 56, 6, "#000000", opacity=0.15),
        path("M-64 -34L22 -24Q30 -18 26 -8Q20 -2 12 -4L-60 -20Z", "#41474c"),
        line("M-62 -36L-58 -18", "#2f3438", 6),
        disc(4, -8, 17, "#7a5a3a", stroke="#553c25", stroke_width=4),
        line("M4 -24V8M-12 -8H20", "#553c25", 3),
        disc(40, 2, 7, "#41474c"),
        disc(53, 2, 7, "#41474c"),
        disc(46, -9, 7, "#41474c"),
    )


def minibus(lettering: Lines, prefix: str) -> Scenery:
    """A minibus by the school gate; the far row looks out of its windows."""
    return Scenery(
        "".join(
            (
                sky(prefix, (120, 52, 0.9), (770, 40, 0.8)),
                hills(),
                tree(36, 396, 1.4),
                tree(930, 392, 1.3),
                hedge(-10, 970, 404, 60),
                _gate_post(24),
                _gate_post(936),
                ground(prefix, 404, _TAR),
                box(0, 404, WIDTH, 12, "#c9c6bd"),
                line("M-20 566H980", "#f4f1e6", 7, stroke_dasharray="60 46", stroke_linecap="butt"),
                _bus_top(lettering),
            )
        ),
        ((345, _bus_side()),),
    )


def _gate_post(x: float) -> str:
    return (
        box(x - 20, 250, 40, 156, BRICK)
        + box(x - 26, 238, 52, 16, "#d9d2c3", rx=3)
        + disc(x, 228, 12, "#d9d2c3")
    )


_BUS: Final = "#fbfbf8"


def _bus_top(lettering: Lines) -> str:
    """The roof with its lettering, and the windows, through which one sees the seats."""
    seats = "".join(f"M{x} 316v-44q0 -9 9 -9h26q9 0 9 9v44Z" for x in range(130, 780, 96))
    text = _bus_lettering(lettering) if lettering else ""
    return "".join(
        (
            path("M66 340V116Q66 88 96 88H806Q840 88 856 120L902 262Q908 280 908 300V340Z", _BUS),
            path("M66 116Q66 88 96 88H806Q840 88 856 120V126H66Z", "#e4e8ea"),
            path("M84 226H846L872 308V318H84Z", "#2f4654"),
            path("M92 232H776V316H92ZM790 232H842L866 312H790Z", "#a9d3e6"),
            path(seats, "#4a6c86"),
            text,
        )
    )


def _bus_lettering(lettering: Lines) -> str:
    """In the middle of the band between roof and windows."""

    def at_height(top: float) -> Sign:
        return sign(lettering, x=460, top=top, widest=720, tallest=116, largest=46, pad=6)

    return at_height(106 + (116 - at_height(0).height) / 2).text


def _bus_side() -> str:
    """The side below the windows, which hides whoever sits behind it from the waist down."""
    blue = COLOURS["blue"]
    return "".join(
        (
            box(70, 428, 836, 12, "#000000", rx=6, opacity=0.18),
            path("M66 316H906Q908 330 908 344V412Q908 428 892 428H82Q66 428 66 412Z", _BUS),
            path("M66 352H908V366H66Z", blue),
            path("M66 372H908V378H66Z", COLOURS["yellow"]),
            line("M778 232V420M600 328V420M600 328H778", "#c3cbd0", 2.5),
            box(748, 338, 20, 6, "#8a959c", rx=3),
            path("M884 338q22 0 22 24h-22Z", "#f6e6a8", stroke="#c3cbd0", stroke_width=2),
            box(60, 338, 12, 40, COLOURS["red"], rx=4),
            *(_wheel(x) for x in (212, 720)),
            line("M858 246q20 -8 22 16", "#3a444b", 6),
        )
    )


def _wheel(x: float) -> str:
    return "".join(
        (
            path(f"M{x - 56} 428a56 56 0 0 1 112 0Z", "#39434a"),
            disc(x, 428, 42, "#23292e"),
            disc(x, 428, 22, "#c3cbd0"),
            disc(x, 428, 8, "#7f888e"),
        )
    )
