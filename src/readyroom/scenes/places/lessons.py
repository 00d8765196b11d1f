"""Draws where lessons are: the classroom, the library, and a hall with a science fair."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.palette import BARK, COLOURS, PAPER, WOOD
from readyroom.scenes.places.indoors import (
    books,
    child_art,
    counter,
    pinboard,
    room,
    window,
)
from readyroom.scenes.places.outdoors import LEAVES
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, cloth, hung, sign
from readyroom.scenes.svg import at, box, boxes, disc, line, oval, path, shade, tag

_SHELVES: Final = "#b07f4c"


def classroom(lettering: Lines, prefix: str) -> Scenery:
    """A classroom; middle and front rows sit at desks."""
    return Scenery(
        room(prefix) + window(prefix, 44, 74) + _whiteboard(lettering) + pinboard(768, 78)
    )


def _whiteboard(lettering: Lines) -> str:
    frame = box(276, 44, 456, 220, "#9dadb6", rx=7) + box(286, 54, 436, 200, "#fcfefe")
    tray = box(316, 264, 376, 9, "#84949e", rx=2)
    pens = box(440, 258, 44, 7, COLOURS["blue"], rx=3) + box(496, 258, 44, 7, COLOURS["red"], rx=3)
    written = (
        sign(lettering, x=504, top=60, widest=436, tallest=190, largest=36, pad=10).text
        if lettering
        else ""
    )
    return frame + written + tray + pens


def library(lettering: Lines, prefix: str) -> Scenery:
    """Shelves full of books; the back row stands behind the issue desk."""
    shelves = f"{prefix}-books"
    found = (
        sign(lettering, x=480, top=34, widest=600, tallest=150, narrowest=260, largest=38, pad=14)
        if lettering
        else None
    )
    return Scenery(
        "".join(
            (
                room(prefix, wall=("#eef0e6", "#dfe3d2"), floor="#b9a58c"),
                tag("defs", books(shelves, top=100, pitch=76)),
                _bookcase(30, 270, f"url(#{shelves})"),
                window(prefix, 330, 92, 300, 236),
                _bookcase(660, 270, f"url(#{shelves})"),
                _window_seat(),
                hung(found, COLOURS["green"], above=0) if found else "",
            )
        ),
        ((450, _issue_desk()),),
    )


def _bookcase(x: float, width: float, fill: str) -> str:
    """Four shelves of books, with a globe on one of them and a plant on another."""
    dark = shade(_SHELVES, -0.38)
    boards = boxes(*((x, y, width, 8) for y in (100, 176, 252, 328, 400)))
    globe = at(
        x + width - 40,
        176,
        1,
        box(-34, -68, 64, 68, dark),
        path("M-12 0h24l-5 -8h-14Z", BARK),
        disc(0, -26, 18, "#4f9cc9"),
        path("M-12 -34q8 -6 12 0t-4 12t-8 -12ZM4 -24q10 -2 9 5t-8 3Z", LEAVES),
        line("M-20 -26a20 20 0 0 0 20 20", "#caa24b", 2.5),
    )
    facing = "".join(
        box(x + 16 + 46 * i, 346, 36, 54, hue, rx=2) + disc(x + 34 + 46 * i, 366, 9, PAPER)
        for i, hue in enumerate((COLOURS["blue"], COLOURS["orange"], COLOURS["green"]))
    )
    return "".join(
        (
            box(x + 6, 100, width - 12, 304, dark),
            box(x + 6, 100, width - 12, 304, fill),
            globe,
            box(x + 6, 184, 52, 68, dark) + at(x + 34, 252, 1, _plant()),
            box(x + 6, 336, 152, 66, dark) + facing,
            path(boards, _SHELVES),
            path(boxes((x, 98, 10, 310), (x + width - 10, 98, 10, 310)), shade(_SHELVES, -0.1)),
        )
    )


def _plant() -> str:
    return path(
        "M0 -14Q-16 -20 -14 -38Q0 -32 0 -14ZM0 -14Q16 -20 15 -40Q0 -34 0 -14ZM0 -14"
        "Q-6 -32 0 -48Q7 -32 0 -14Z",
        LEAVES,
    ) + path("M-12 -16H12L9 0H-9Z", "#c2683c")


def _window_seat() -> str:
    cushions = "".join(
        box(x, 340, 68, 26, hue, rx=9)
        for x, hue in ((346, "#2f7f86"), (446, "#e2a52b"), (546, "#b3242d"))
    )
    return box(326, 362, 308, 46, shade(WOOD, -0.08), rx=3) + cushions


def _issue_desk() -> str:
    top = 384
    return "".join(
        (
            counter(60, 900, top, 450, "#4f7a86", panels=6),
            *(
                box(x, top - 8 * (i + 1), w, 8, hue, rx=2)
                for x, i, w, hue in (
                    (112, 0, 66, "#b3242d"),
                    (118, 1, 58, "#e2a52b"),
                    (676, 0, 60, "#1f7a4d"),
                    (682, 1, 54, "#6d4a8f"),
                )
            ),
            box(300, top - 6, 72, 6, "#39434a", rx=3),
            box(456, top - 12, 40, 12, "#d8dee2", rx=3)
            + box(462, top - 16, 28, 5, "#8a959c", rx=2),
            path(f"M806 {top}v-12h34v12Z", PAPER, stroke="#b9b4a4", stroke_width=1.5),
        )
    )


def science_fair(lettering: Lines, prefix: str) -> Scenery:
    """Posters, a volcano and plants; the back row stands behind a long table."""
    found = (
        sign(lettering, x=480, top=30, widest=620, tallest=150, narrowest=280, largest=40, pad=14)
        if lettering
        else None
    )
    return Scenery(
        "".join(
            (
                room(prefix, wall=("#e9eff5", "#d5dfe8"), floor="#c9b491"),
                _planets(52, 122),
                _display(746, 122),
                *(
                    child_art(x, y, turn, hue)
                    for x, y, turn, hue in (
                        (268, 204, -3, "#8fcdf2"),
                        (334, 210, 2, "#ffdf57"),
                        (592, 206, -2, "#f3a5c4"),
                        (660, 212, 3, "#b7dba0"),
                    )
                ),
                _rear_table(),
                cloth(found, COLOURS["purple"]) if found else "",
            )
        ),
        ((450, _experiments()),),
    )


def _planets(x: float, y: float) -> str:
    """A poster of the sun and its planets."""
    orbits = "M4 90A66 66 0 0 1 70 156M4 58A98 98 0 0 1 102 156M4 26A130 130 0 0 1 134 156"
    stars = "".join(
        disc(cx, cy, 1.6, PAPER)
        for cx, cy in ((120, 24), (150, 40), (40, 18), (80, 30), (158, 12), (20, 60))
    )
    return at(
        x,
        y,
        1,
        box(0, 0, 170, 160, "#22335a", stroke=PAPER, stroke_width=8),
        path("M4 156V112A44 44 0 0 1 48 156Z", "#f4c430"),
        line(orbits, "#6f84b5", 2),
        disc(52, 110, 8, "#e2762b"),
        disc(80, 94, 12, "#4f9cc9"),
        disc(102, 70, 10, "#b3242d"),
        disc(128, 116, 16, "#d8b27a"),
        line("M106 122q22 8 44 -12", "#efe0bd", 3),
        stars,
    )


def _display(x: float, y: float) -> str:
    """A folding board with a chart and pictures."""
    bars = boxes((66, 92, 12, 40), (84, 74, 12, 58), (102, 56, 12, 76), (120, 82, 12, 50))
    return at(
        x,
        y,
        1,
        path("M0 10L44 0V164L0 154Z", "#f6d9a8"),
        path("M170 10L140 0V164L170 154Z", "#f6d9a8"),
        box(44, 0, 96, 164, PAPER),
        box(54, 10, 76, 22, COLOURS["teal"], rx=3),
        path(bars, COLOURS["orange"]),
        line("M58 46V136H134", "#5d666e", 3),
        line("M8 40L36 34M8 54L36 50M8 68L30 65M148 30l16 4M148 46l16 4M148 62l12 3", "#a8a08a", 3),
        disc(22, 110, 13, LEAVES),
        disc(156, 110, 11, COLOURS["red"]),
    )


def _rear_table() -> str:
    """A table along the wall with all that is tall."""
    lava = "M456 300q24 -12 48 0l-5 30q-4 10 -8 -2q-3 -12 -7 4q-4 26 -9 0q-3 -14 -7 2q-4 8 -7 -6Z"
    return "".join(
        (
            path("M408 376Q444 340 456 300H504Q516 340 552 376Z", "#8a5f43"),
            path("M470 376Q486 330 504 300Q516 340 552 376Z", "#744d35"),
            path(lava, COLOURS["orange"]),
            line("M464 292q-12 -18 -2 -34M480 290V250M496 292q12 -18 2 -34", "#e2762b", 6),
            *(disc(x, y, 5, COLOURS["yellow"]) for x, y in ((452, 262), (480, 240), (510, 260))),
            *(at(x, 376, s, _plant()) for x, s in ((262, 0.9), (306, 1.2), (352, 1.5))),
            *(at(x, 376, 1, _plant()) for x in (640,)),
            path("M690 376l14 -58h18l14 58Z", "#bfe3f2", opacity=0.9),
            path("M697 350l-7 26h46l-7 -26Z", "#4f9cc9"),
            box(702, 304, 22, 14, "#bfe3f2", opacity=0.9),
            box(210, 376, 540, 10, WOOD, rx=2),
            box(224, 386, 512, 20, shade(WOOD, -0.25)),
        )
    )


def _experiments() -> str:
    top = 384
    flasks = "".join(
        path(f"M{x - 4} {top - 16}h8v5l7 11h-22l7 -11Z", hue)
        for x, hue in ((150, "#4f9cc9"), (178, "#6fb95a"), (206, "#d1608f"))
    )
    magnet = line(f"M330 {top - 3}v-6a9 9 0 0 1 18 0v6", COLOURS["red"], 6, stroke_linecap="butt")
    battery = box(560, top - 12, 34, 12, "#39434a", rx=2) + box(590, top - 12, 8, 12, "#e2a52b")
    wire = line(f"M598 {top - 6}q20 -12 36 2", COLOURS["red"], 2.4)
    bulb = disc(640, top - 9, 7, "#ffe68a") + box(636, top - 4, 8, 4, "#8a959c")
    cards = path(boxes((430, top - 5, 60, 5), (760, top - 5, 66, 5)), PAPER)
    return counter(60, 900, top, 450, COLOURS["purple"], panels=5) + "".join(
        (flasks, magnet, battery, wire, bulb, cards, oval(826, top - 3, 14, 4, "#6fb95a"))
    )
