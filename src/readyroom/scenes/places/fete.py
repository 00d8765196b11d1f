"""Draws the school's fete."""

from __future__ import annotations

from readyroom.scenes.palette import COLOURS, PAPER, WOOD
from readyroom.scenes.places.outdoors import (
    bunting,
    ground,
    hedge,
    hills,
    sky,
    tree,
)
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, banner, sign
from readyroom.scenes.svg import at, box, boxes, line, oval, path, shade


def fete(lettering: Lines, prefix: str) -> Scenery:
    """Striped stalls on the grass; the back row stands behind a long table."""
    return Scenery(
        "".join(
            (
                sky(prefix, (70, 60, 0.9), (830, 66, 0.9)),
                hills(),
                tree(44, 344, 1.15),
                tree(480, 330, 0.8),
                tree(916, 344, 1.2),
                hedge(-10, 970, 346, 30),
                ground(prefix, 340),
                _stall(60, "red"),
                _stall(354, "blue"),
                _stall(648, "green"),
                bunting(58, 50, 17),
                _fete_banner(lettering) if lettering else "",
            )
        ),
        ((426, _long_table()),),
    )


def _fete_banner(lettering: Lines) -> str:
    found = sign(
        lettering, x=480, bottom=186, widest=560, tallest=158, narrowest=300, largest=40, pad=13
    )
    return banner(found, COLOURS["orange"], foot=344)


def _stall(x: float, colour: str) -> str:
    """Poles and a striped awning with a scalloped edge."""
    hue = {"red": COLOURS["red"], "blue": COLOURS["blue"], "green": COLOURS["green"]}[colour]
    stripes = range(6)
    white = "".join(_stripe(i) for i in stripes if i % 2)
    tinted = "".join(_stripe(i) for i in stripes if i % 2 == 0)
    return at(
        x,
        0,
        1,
        line("M10 240V424M242 240V424", "#d9cfb9", 7),
        path("M14 250H238V352H14Z", shade(hue, 0.82), opacity=0.75),
        path(tinted, hue),
        path(white, PAPER),
        path("M22 196H230L252 246H0Z", "#000000", opacity=0.05),
    )


def _stripe(i: int) -> str:
    top, foot, wide = 22 + 34.7 * i, 42 * i, 42
    return f"M{top:.0f} 196h34.7L{foot + wide} 246v8a21 15 0 0 1 -42 0v-8Z"


def _long_table() -> str:
    """A table under a cloth, with what is sold on it: low enough to leave every chest free."""
    cloth = "#f6efe0"
    scallops = "M48 382" + "q18 22 36 0" * 24 + "V368H48Z"
    return "".join(
        (
            box(52, 424, 856, 9, "#000000", rx=4, opacity=0.15),
            box(48, 372, 864, 54, cloth),
            path(scallops, COLOURS["teal"]),
            box(40, 366, 880, 9, shade(WOOD, 0.15), rx=3),
            *(_sponge(x) for x in (92, 330, 634)),
            *(
                _jar(x, hue)
                for x, hue in (
                    (168, "#b3242d"),
                    (190, "#e2a52b"),
                    (212, "#6d4a8f"),
                    (700, "#b3242d"),
                    (722, "#5a9a50"),
                    (744, "#e2a52b"),
                )
            ),
            *(_buns(x) for x in (258, 440, 560, 806)),
            box(850, 352, 40, 14, "#4d6d8a", rx=2) + box(858, 348, 24, 5, "#33485c", rx=2),
        )
    )


def _sponge(x: float) -> str:
    return at(
        x,
        366,
        1,
        oval(0, -1, 32, 4, "#ffffff", stroke="#cfd6da", stroke_width=1),
        box(-24, -16, 48, 14, "#e3b06b", rx=3),
        box(-24, -10, 48, 3, COLOURS["red"]),
        path("M-24 -12q0 -7 6 -7h36q6 0 6 7Z", "#fdf3e0"),
    )


def _jar(x: float, hue: str) -> str:
    return (
        box(x - 8, 350, 16, 16, hue, rx=3)
        + box(x - 8, 346, 16, 5, PAPER, rx=1.5)
        + box(x - 6, 355, 12, 6, PAPER, rx=1)
    )


def _buns(x: float) -> str:
    cups = boxes(*((x - 36 + 19 * i, 358, 13, 8) for i in range(4)))
    tops = "".join(f"M{x - 38 + 19 * i} 359a8.5 8 0 0 1 17 0Z" for i in range(4))
    return path(cups, "#c2683c") + path(tops, "#f3a5c4")
