"""Draws the workshop for design and technology."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.palette import COLOURS, PAPER, WOOD
from readyroom.scenes.places.indoors import counter, room, shelf
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, sign
from readyroom.scenes.svg import at, box, boxes, disc, line, path, shade

_STEEL: Final = "#aab5bc"
_BEECH: Final = "#b9824c"
_HANDLES: Final = (COLOURS["red"], COLOURS["blue"], COLOURS["yellow"], COLOURS["green"])


def workshop(lettering: Lines, prefix: str) -> Scenery:
    """Tools on the wall, a pillar drill; the back row stands behind a workbench."""
    return Scenery(
        "".join(
            (
                room(prefix, wall=("#e8edee", "#d3dbdd"), floor="#a9a496"),
                _pipe(),
                _tool_wall(36, 92),
                _whiteboard(lettering),
                _planks(796, 112),
                _pillar_drill(868, 408),
            )
        ),
        ((450, _bench()),),
    )


def _pipe() -> str:
    """The extractor along the ceiling, with its arms."""
    seams = "".join(f"M{x} 14v28" for x in range(80, 960, 110))
    return (
        box(-5, 14, 970, 28, _STEEL)
        + line(seams, shade(_STEEL, -0.25), 3)
        + box(-5, 14, 970, 8, "#ffffff", opacity=0.35)
    )


def _tool_wall(x: float, y: float) -> str:
    holes = "".join(f"M{a} {b}h.1" for b in range(18, 200, 22) for a in range(18, 240, 22))
    saw = path("M20 40L104 28L108 44L26 62Z", _STEEL) + path(
        "M104 24h26q8 0 8 12t-10 14h-18Z", _BEECH
    )
    hammer = line("M166 34V104", _BEECH, 8) + path("M146 26h34q8 0 10 8l-10 4h-34Z", "#59646b")
    pliers = line("M216 26l-10 26l-4 44M206 26l10 26l4 44", COLOURS["red"], 5)
    drivers = "".join(
        line(f"M{a} 96v34", _STEEL, 4) + box(a - 6, 74, 12, 26, hue, rx=5)
        for a, hue in zip((30, 56, 82, 108), _HANDLES, strict=True)
    )
    square = line("M24 158V196H80", _STEEL, 8) + line("M24 158V196", _BEECH, 8)
    spanners = "".join(
        line(f"M{a} 128v{h}", "#7f8b93", 6)
        + disc(a, 124, 8, "none", stroke="#7f8b93", stroke_width=5)
        for a, h in ((140, 56), (168, 46), (194, 38), (220, 30))
    )
    tape = disc(112, 178, 15, COLOURS["orange"]) + disc(112, 178, 5, "#39434a")
    return at(
        x,
        y,
        1,
        box(0, 0, 252, 216, "#e3cfa6", stroke="#8d6c45", stroke_width=7),
        line(holes, "#c5ad7f", 4),
        saw,
        hammer,
        pliers,
        drivers,
        square,
        spanners,
        tape,
    )


def _whiteboard(lettering: Lines) -> str:
    frame = box(312, 62, 456, 210, "#9dadb6", rx=7) + box(321, 71, 438, 192, "#fcfefe")
    tray = box(380, 272, 320, 8, "#84949e", rx=2) + box(440, 266, 44, 7, COLOURS["red"], rx=3)
    sketch = line("M400 220v-70h90v70ZM400 150l24 -22h90l-24 22M490 220l24 -22v-70", "#6f8aa3", 3)
    text = (
        sign(lettering, x=540, top=74, widest=438, tallest=176, largest=36, pad=9).text
        if lettering
        else sketch
    )
    return frame + text + tray


def _planks(x: float, y: float) -> str:
    lengths = ((0, 130), (6, 104), (12, 120))
    stack = "".join(
        box(x + dx, y - 12 - 13 * i, width, 11, shade(WOOD, 0.08 * i), rx=2)
        for i, (dx, width) in enumerate(lengths)
    )
    tins = "".join(
        box(x + 14 + 34 * i, y + 36, 26, 26, hue, rx=3)
        + box(x + 14 + 34 * i, y + 34, 26, 5, _STEEL)
        for i, hue in enumerate(_HANDLES[1:])
    )
    return stack + shelf(x - 6, y, 150) + tins + shelf(x - 6, y + 62, 150)


def _pillar_drill(x: float, foot: float) -> str:
    return at(
        x,
        foot,
        1,
        box(-40, -8, 80, 10, "#4b5a64", rx=3),
        box(10, -172, 12, 166, _STEEL),
        box(-36, -60, 62, 8, "#4b5a64", rx=2),
        path(
            "M-36 -178Q-36 -196 -18 -196H28Q38 -196 38 -184V-128H18V-120H-12V-128H-30Z",
            COLOURS["green"],
        ),
        box(-14, -120, 16, 18, "#39434a"),
        line("M-6 -102V-72", _STEEL, 4),
        line("M38 -150L60 -132M38 -150L62 -162", "#39434a", 4),
        disc(-16, -158, 7, COLOURS["red"]),
    )


def _bench() -> str:
    top = 384
    vices = "".join(
        at(
            x,
            top,
            1,
            path(boxes((-19, -15, 13, 15), (6, -15, 13, 15)), "#3f5f86"),
            line("M-26 -7H30", _STEEL, 4),
            line("M30 -14V0", "#59646b", 3.5),
        )
        for x in (168, 480, 792)
    )
    blocks = path(
        boxes((262, top - 10, 64, 10), (640, top - 12, 40, 12), (652, top - 8, 52, 8)),
        shade(WOOD, 0.3),
    )
    plane = path(f"M356 {top}v-6l8 -4h40l8 10Z", "#59646b") + disc(402, top - 12, 4, _BEECH)
    glue = path(f"M566 {top}v-12h5v-4h4v4h5v12Z", PAPER)
    shavings = line(f"M596 {top - 3}q6 -8 12 0t12 0", "#e9cf9c", 2.4)
    return (
        counter(50, 910, top, 450, "#8a9a86", panels=6) + vices + blocks + plane + glue + shavings
    )
