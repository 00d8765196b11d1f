"""Draws the staff room."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.palette import BARK, COLOURS, PAPER, WOOD
from readyroom.scenes.places.indoors import mug, room, window
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, sign
from readyroom.scenes.svg import at, box, boxes, disc, line, oval, path, shade, tag

_CORK: Final = "#d3a873"
_SOFA: Final = "#4f7a86"


def staff_room(lettering: Lines, prefix: str) -> Scenery:
    """A noticeboard, a sofa and pigeonholes; a table stands between the rows."""
    return Scenery(
        "".join(
            (
                room(prefix, wall=("#f3ece0", "#e6dac6"), floor="#a98f78"),
                oval(480, 540, 400, 62, "#8a5d56", opacity=0.35),
                window(prefix, 36, 66, 170, 170),
                _noticeboard(lettering),
                _pigeonholes(786, 70),
                _kitchenette(),
                _sofa(330, 404),
                _clock(866, 40),
            )
        ),
        ((548, _table()),),
    )


def _noticeboard(lettering: Lines) -> str:
    board = box(252, 42, 496, 214, _CORK, stroke=shade(BARK, 0.1), stroke_width=9)
    if not lettering:
        return board + "".join(
            _note(*note)
            for note in (
                (276, 66, -3, 130, 76, "#fff3c4"),
                (428, 62, 2, 110, 92, PAPER),
                (566, 70, -2, 150, 70, "#cfe6f2"),
                (290, 162, 3, 110, 70, "#f6cfdc"),
                (430, 172, -2, 140, 62, "#dbeecb"),
                (600, 160, 3, 110, 76, PAPER),
            )
        )
    found = sign(lettering, x=500, top=56, widest=468, tallest=186, largest=36, pad=14)
    paper = box(found.left, found.top, found.width, found.height, PAPER, rx=2)
    pins = disc(found.left + 10, found.top + 8, 5, COLOURS["red"]) + disc(
        found.right - 10, found.top + 8, 5, COLOURS["blue"]
    )
    spare = found.bottom < 190
    notes = (
        _note(276, 196, -3, 120, 48, "#fff3c4") + _note(610, 194, 3, 116, 50, "#cfe6f2")
        if spare
        else ""
    )
    return board + notes + paper + pins + found.text


def _note(x: float, y: float, turn: float, width: float, height: float, colour: str) -> str:
    rules = "".join(
        f"M12 {18 + 13 * i}H{width - (14 if i % 2 else 26)}" for i in range(int(height / 13) - 1)
    )
    return tag(
        "g",
        box(0, 0, width, height, colour, rx=1),
        line(rules, "#a8a08a", 2.4),
        disc(width / 2, 5, 4, COLOURS["red"]),
        transform=f"translate({x} {y}) rotate({turn} {width / 2:.0f} {height / 2:.0f})",
    )


def _pigeonholes(x: float, y: float) -> str:
    holes = boxes(*((x + 8 + 46 * i, y + 8 + 36 * j, 40, 30) for j in range(6) for i in range(3)))
    papers = boxes(
        *(
            (x + 10 + 46 * i, y + 32 + 36 * j, 36, 5)
            for i, j in (
                (0, 0),
                (1, 0),
                (2, 1),
                (0, 2),
                (2, 2),
                (1, 3),
                (0, 4),
                (2, 4),
                (1, 5),
                (2, 5),
            )
        )
    )
    return box(x, y, 148, 226, WOOD, rx=4) + path(holes, shade(WOOD, -0.45)) + path(papers, PAPER)


def _kitchenette() -> str:
    """A worktop with kettle and mugs under the window."""
    kettle = at(
        72,
        316,
        1,
        path("M-17 0L-13 -32H13L17 0Z", "#c3ccd1"),
        line("M-11 -34q11 -13 24 0q11 11 4 24", "#39434a", 4),
        line("M-16 -24l-9 -6", "#c3ccd1", 6),
    )
    mugs = "".join(
        mug(x, 316, hue)
        for x, hue in (
            (112, COLOURS["red"]),
            (138, COLOURS["yellow"]),
            (164, COLOURS["teal"]),
            (190, COLOURS["purple"]),
        )
    )
    doors = path(boxes((32, 334, 86, 66), (128, 334, 86, 66)), "#dfd5c2")
    plant = path("M260 404h-34l-5 -34h44Z", "#c2683c") + path(
        "M243 372Q214 356 216 318Q242 330 243 372ZM243 372Q272 356 272 312"
        "Q244 328 243 372ZM243 372Q230 330 243 296Q258 330 243 372Z",
        "#4f8a45",
    )
    return "".join(
        (
            box(24, 324, 196, 82, "#efe7d6"),
            doors,
            box(16, 316, 212, 10, "#8d7a63", rx=3),
            line("M108 358v14M138 358v14", "#8a7a63", 4),
            kettle,
            mugs,
            plant,
        )
    )


def _sofa(x: float, foot: float) -> str:
    dark = shade(_SOFA, -0.14)
    return at(
        x,
        foot,
        1,
        box(6, -4, 368, 12, "#000000", rx=6, opacity=0.14),
        box(16, -92, 348, 80, _SOFA, rx=18),
        line("M132 -86V-44M248 -86V-44", dark, 3),
        box(24, -50, 110, 26, shade(_SOFA, 0.12), rx=9),
        box(136, -50, 110, 26, shade(_SOFA, 0.12), rx=9),
        box(248, -50, 108, 26, shade(_SOFA, 0.12), rx=9),
        box(0, -66, 36, 62, dark, rx=14) + box(344, -66, 36, 62, dark, rx=14),
        box(30, -26, 320, 22, dark, rx=6),
        tag(
            "rect",
            x=44,
            y=-78,
            width=46,
            height=40,
            rx=9,
            fill=COLOURS["yellow"],
            transform="rotate(-10 66 -58)",
        ),
        tag(
            "rect",
            x=290,
            y=-78,
            width=46,
            height=40,
            rx=9,
            fill=COLOURS["orange"],
            transform="rotate(9 312 -58)",
        ),
    )


def _clock(x: float, y: float) -> str:
    return disc(x, y, 24, PAPER, stroke="#39434a", stroke_width=4) + line(
        f"M{x} {y}V{y - 14}M{x} {y}H{x + 10}", "#39434a", 3
    )


def _table() -> str:
    """A low round table with a laptop, mugs and biscuits."""
    laptop = at(
        470,
        500,
        1,
        path("M-38 -2L-34 -42H34L38 -2Z", "#39434a"),
        path("M-31 -7L-28 -37H28L31 -7Z", "#59646b"),
        disc(0, -22, 5, "#aab5bc"),
        path("M-44 -2H44L50 8H-50Z", "#aab5bc"),
    )
    biscuits = oval(590, 506, 30, 7, "#ffffff") + "".join(
        oval(x, 502, 9, 4, "#c2803a") for x in (576, 590, 604)
    )
    return "".join(
        (
            oval(480, 548, 180, 12, "#000000", opacity=0.14),
            line("M380 516L366 546M580 516L594 546M480 522V548", shade(WOOD, -0.35), 8),
            oval(480, 512, 190, 22, shade(WOOD, -0.2)),
            oval(480, 506, 190, 21, shade(WOOD, 0.1)),
            laptop,
            mug(352, 512, COLOURS["red"]),
            mug(390, 518, COLOURS["blue"]),
            mug(540, 514, COLOURS["green"]),
            biscuits,
        )
    )
