"""Draws the room for cookery lessons."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.palette import BARK, COLOURS, PAPER
from readyroom.scenes.places.indoors import counter, room, shelf
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.signs import Lines, sign
from readyroom.scenes.svg import at, box, boxes, disc, line, oval, path, shade

_STEEL: Final = "#c3ccd1"


def kitchen(lettering: Lines, prefix: str) -> Scenery:
    """Ovens, jars and a menu board; the back row stands behind a worktop."""
    return Scenery(
        "".join(
            (
                room(prefix, wall=("#f2efe4", "#e4ded0"), floor="#b7b2a6"),
                _tiles(),
                _fridge(24),
                _cupboards(),
                _jars(),
                _oven(800),
                _utensils(),
                _menu(lettering),
            )
        ),
        ((450, _worktop()),),
    )


def _tiles() -> str:
    grid = "".join(f"M130 {y}H960" for y in (286, 306, 326)) + "".join(
        f"M{x} 268V344" for x in range(146, 960, 34)
    )
    return box(130, 268, 830, 76, "#d3e4e6") + line(grid, "#bdd2d5", 1.6)


def _fridge(x: float) -> str:
    notes = path(boxes((x + 24, 142, 28, 34)), "#ffe9a6") + path(
        boxes((x + 58, 152, 24, 24)), "#cfe6f2"
    )
    return "".join(
        (
            box(x, 92, 112, 314, "#eef2f3", rx=8, stroke="#b9c4c9", stroke_width=3),
            line(f"M{x} 226H{x + 112}", "#b9c4c9", 3),
            line(f"M{x + 98} 180V214M{x + 98} 240V286", "#8a979e", 5),
            notes,
            disc(x + 38, 142, 4, COLOURS["red"]) + disc(x + 70, 152, 4, COLOURS["blue"]),
        )
    )


def _cupboards() -> str:
    doors = boxes(*((x, 360, 92, 46) for x in range(150, 780, 104)))
    sink = path("M380 344v-20q0 -16 16 -16t16 12", "none", stroke="#8a979e", stroke_width=6)
    kettle = at(
        214,
        342,
        1,
        path("M-18 0L-14 -34H14L18 0Z", COLOURS["red"]),
        line("M-12 -36q12 -14 26 0q12 12 4 26", "#39434a", 4),
    )
    return "".join(
        (
            box(138, 350, 662, 56, "#7fa39a"),
            path(doors, "#6d9288"),
            line("".join(f"M{x + 80} 376v12" for x in range(150, 780, 104)), "#e9f0ee", 4),
            box(132, 342, 674, 10, "#8d7a63", rx=2),
            sink,
            kettle,
        )
    )


def _jars() -> str:
    fills = ((168, "#e2a52b"), (206, "#b3242d"), (244, "#f3e6c8"))
    jars = "".join(
        box(x, 180, 28, 36, "#dbe9ee", rx=4)
        + box(x + 2, 192, 24, 22, hue, rx=3)
        + box(x + 2, 174, 24, 8, BARK, rx=2)
        for x, hue in fills
    )
    plates = "".join(
        disc(x, 242, 19, "#ffffff", stroke="#b9c9d2", stroke_width=3) for x in (184, 228)
    )
    return jars + shelf(152, 216, 136) + plates + shelf(152, 262, 136)


def _oven(x: float) -> str:
    hood = path(f"M{x + 34} 40h72v100l44 44v24H{x - 10}v-24l44 -44Z", _STEEL)
    knobs = "".join(disc(x + 22 + 24 * i, 344, 5, "#39434a") for i in range(5))
    pan = path(f"M{x + 16} 306h52v16q0 8 -8 8H{x + 24}q-8 0 -8 -8Z", "#59646b") + line(
        f"M{x + 70} 312h34", "#39434a", 6
    )
    steam = line(
        f"M{x + 32} 294q-7 -10 0 -20t0 -20M{x + 52} 294q-7 -10 0 -20t0 -20",
        "#ffffff",
        4,
        opacity=0.8,
    )
    return "".join(
        (
            hood,
            line(f"M{x - 10} 196H{x + 150}", shade(_STEEL, -0.2), 3),
            box(x - 4, 330, 148, 76, "#e7ecee", rx=4),
            box(x + 12, 358, 116, 44, "#39434a", rx=5) + box(x + 24, 366, 92, 28, "#6d5a48", rx=3),
            knobs,
            box(x - 8, 326, 156, 8, "#39434a", rx=3),
            steam,
            pan,
        )
    )


def _utensils() -> str:
    """A rail with whisk, ladle, slice and spoons."""
    hooks = "".join(f"M{x} 262v10" for x in range(330, 760, 54))
    handles = "".join(f"M{x} 272v26" for x in range(330, 760, 54))
    spoons = "".join(oval(x, 306, 7, 10, BARK) for x in (330, 546, 708))
    ladles = "".join(path(f"M{x - 10} 300h20a10 10 0 0 1 -20 0Z", "#8a979e") for x in (384, 600))
    slices = path(boxes((430, 298, 16, 18), (646, 298, 16, 18)), "#8a979e")
    whisk = line("M492 298q-10 10 0 22q10 -12 0 -22M492 298v22", "#8a979e", 2.2)
    return "".join(
        (
            line("M312 262H762", "#59646b", 5),
            line(hooks, "#59646b", 2.4),
            line(handles, BARK, 5),
            spoons,
            ladles,
            slices,
            whisk,
        )
    )


def _menu(lettering: Lines) -> str:
    """A blackboard with a wooden frame."""
    if not lettering:
        chalk = line("M440 120h120M440 152h160M440 184h90", "#dfe7e2", 5, opacity=0.8)
        return _blackboard(320, 78, 440, 160) + chalk
    found = sign(
        lettering,
        x=540,
        top=60,
        widest=486,
        tallest=178,
        narrowest=300,
        largest=36,
        pad=18,
        ink="#fdfbf2",
    )
    return _blackboard(found.left, found.top, found.width, found.height) + found.text


def _blackboard(x: float, y: float, width: float, height: float) -> str:
    return box(x, y, width, height, "#2f4a41", rx=4, stroke=BARK, stroke_width=9)


def _worktop() -> str:
    top = 384
    bowl = "".join(
        path(f"M{x - 26} {top - 16}h52q-2 16 -14 16h-24q-12 0 -14 -16Z", hue)
        + oval(x, top - 16, 26, 3.6, shade(hue, 0.35))
        for x, hue in ((170, COLOURS["teal"]), (640, COLOURS["orange"]))
    )
    pin = line(f"M286 {top - 6}h70", "#d2a56d", 11) + line(f"M274 {top - 6}h94", "#b3814a", 4)
    eggs = "".join(oval(x, top - 7, 6, 7.4, "#f1d9bd") for x in (436, 450, 464, 478))
    carton = path(f"M426 {top - 6}h62l-4 6h-54Z", "#a9a59a")
    flour = path(f"M548 {top}v-15h26v15Z", PAPER, stroke="#c9c2b2", stroke_width=1.5)
    tray = box(738, top - 5, 96, 5, "#59646b", rx=2) + path(
        "".join(f"M{x} {top - 5}a9 8 0 0 1 18 0Z" for x in (744, 768, 792, 814)), "#d99a5b"
    )
    return (
        counter(50, 910, top, 450, "#e9e3d6", panels=6) + bowl + carton + eggs + pin + flour + tray
    )
