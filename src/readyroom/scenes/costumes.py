"""Draws costumes for plays and book days: what is worn instead of the kit, below the head."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from readyroom.scenes.body import Build
from readyroom.scenes.garments import outline
from readyroom.scenes.model import Costume
from readyroom.scenes.palette import BARK, COLOURS, GOLD, WOOL
from readyroom.scenes.svg import box, disc, line, oval, path, shade, tag, through
from readyroom.scenes.wearer import Wearer

_ROBED: Final[frozenset[Costume]] = frozenset({"shepherd", "angel", "king", "wizard"})


def costume(who: Wearer, worn: Costume) -> str:
    """The costume from the shoulders down to the hem."""
    build, top = who.build, who.clothes.top
    neck_line = through((0, build.shoulder_y - 7), (0, build.shoulder_y - 2.5))
    neck = line(neck_line, shade(who.skin, -0.12), 6.4 * build.girth)
    robe = _robe(who) if worn in _ROBED and not who.figure.wheelchair else ""
    trimming = "" if who.turned else _TRIMMINGS[worn](build)
    return robe + path(outline(build), top) + neck + trimming


def costume_behind(who: Wearer) -> str:
    """What a costume has at its wearer's back."""
    if who.figure.costume != "angel":
        return ""
    y = who.build.shoulder_y
    wing = (
        f"M3 {y + 4}C10 {y - 14} 24 {y - 16} 27 {y - 4}C28 {y + 4} 24 {y + 6} 25 {y + 12}"
        f"C20 {y + 12} 19 {y + 18} 14 {y + 20}C9 {y + 20} 5 {y + 14} 3 {y + 4}Z"
    )
    quills = f"M9 {y + 4}Q16 {y - 6} 24 {y - 4}M10 {y + 9}Q16 {y + 3} 23 {y + 5}"
    pair = path(wing, "#ffffff", stroke="#b9cbd8", stroke_width=0.9) + line(quills, "#c9d8e2", 0.9)
    return pair + tag("g", pair, transform="scale(-1 1)")


def _robe(who: Wearer) -> str:
    """A skirt down to the ankles."""
    h, waist = who.build.hip, who.build.hip_y
    cloth = f"M{-h - 0.4} {waist - 2}L{-h - 5.5} -7Q0 -3 {h + 5.5} -7L{h + 0.4} {waist - 2}Z"
    folds = f"M-3.4 {waist + 8}L-5 -7M4 {waist + 10}L5.6 -7"
    colour = who.clothes.top
    hem = line(f"M{-h - 5.2} -7.6Q0 -3.6 {h + 5.2} -7.6", GOLD, 1.8)
    plain = who.figure.costume == "shepherd"
    return path(cloth, colour) + line(folds, shade(colour, -0.16), 0.9) + ("" if plain else hem)


def _belt(build: Build, colour: str = GOLD) -> str:
    h, waist = build.hip + 0.4, build.hip_y
    return line(f"M{-h} {waist - 3}Q0 {waist} {h} {waist - 3}", colour, 2)


def _shepherds(build: Build) -> str:
    top, waist = build.shoulder_y, build.hip_y
    stripes = line(f"M-5.6 {top - 1}V{waist - 4}M5.6 {top - 1}V{waist - 4}", "#84592a", 1.8)
    rope = line(f"M3 {waist - 2}l1.6 9", "#e9dcc0", 1.7)
    return stripes + _belt(build, "#e9dcc0") + rope


def _angels(build: Build) -> str:
    top = build.shoulder_y
    return _belt(build) + line(f"M-5 {top - 3}Q0 {top + 3} 5 {top - 3}", GOLD, 1.4)


def _kings(build: Build) -> str:
    top, s = build.shoulder_y, build.shoulder
    shape = f"M{-s} {top + 5}Q0 {top + 13} {s} {top + 5}V{top}L5 {top - 3.4}H-5L{-s} {top}Z"
    spots = ((-6, 4), (0, 6.4), (6, 4))
    ermine = "".join(disc(x, top + y, 0.9, "#2b2b30") for x, y in spots)
    return path(shape, "#ffffff") + ermine + _belt(build)


def _sheeps(build: Build) -> str:
    curls = (
        (-8, 4), (-2.8, 2), (2.8, 2), (8, 4), (-8.6, 11), (8.6, 11), (-8.4, 18), (8.4, 18),
        (-7, 25), (-2.4, 27), (2.4, 27), (7, 25),
    )  # fmt: skip
    top = build.shoulder_y
    fleece = "".join(disc(x, top + y, 4.4, WOOL) for x, y in curls)
    return oval(0, top + 14, 9, 13, WOOL) + fleece


def _trees(build: Build) -> str:
    top, waist = build.shoulder_y, build.hip_y
    bark = f"M-6 {top + 8}L-8.8 {waist + 1}Q0 {waist + 4} 8.8 {waist + 1}L6 {top + 8}Z"
    leaves = ((-7, 4), (0, 2), (7, 4), (-5, 9), (5, 9))
    return path(bark, BARK) + "".join(disc(x, top + y, 4, "#3f8a45") for x, y in leaves)


def _wizards(build: Build) -> str:
    top = build.shoulder_y
    moon = path(f"M-3 {top + 12}a4.4 4.4 0 1 0 5 6a3.6 3.6 0 0 1 -5 -6Z", GOLD)
    return _belt(build) + moon + disc(5, top + 10, 1, GOLD) + disc(-6, top + 8, 0.9, GOLD)


def _pirates(build: Build) -> str:
    top, waist, s = build.shoulder_y, build.hip_y, build.shoulder
    stripes = f"M-8.8 {top + 4}H8.8M-8.6 {top + 10}H8.6M-8.6 {top + 16}H8.6"
    coat = "".join(
        f"M{side * 4} {top - 3.4}L{side * s} {top}V{top + 4}L{side * 9} {waist + 2}H{side * 4.6}Z"
        for side in (-1, 1)
    )
    sash = box(-8.8, waist - 2, 17.6, 3.6, COLOURS["red"])
    return line(stripes, COLOURS["red"], 2.6) + path(coat, "#2b2b30") + sash


_TRIMMINGS: Final[dict[Costume, Callable[[Build], str]]] = {
    "shepherd": _shepherds,
    "angel": _angels,
    "king": _kings,
    "sheep": _sheeps,
    "star": _belt,
    "tree": _trees,
    "wizard": _wizards,
    "pirate": _pirates,
}
"""What makes a costume out on the chest."""
