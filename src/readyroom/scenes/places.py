"""Draws the places behind the people: nobody stands in them who is not in the scene's data."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from readyroom.scenes.layout import HEIGHT, WIDTH
from readyroom.scenes.model import PlaceName
from readyroom.scenes.palette import COLOURS, INK, PAPER, WOOD
from readyroom.scenes.svg import at, box, disc, line, path, shade, tag, words

_SKY: Final = ("#9ad3f3", "#e6f5fd")
_GRASS: Final = ("#93c871", "#67a54c")
_LEAVES: Final = "#5a9a50"
_BRICK: Final = "#c98a66"
_ROOF: Final = "#70503f"
_TRACK: Final = "#c4613f"
_LANES: Final = (424, 458, 502, 550, 612)
_FLAGS: Final = ("red", "yellow", "blue", "green", "orange")
_WALL: Final = ("#f5eee0", "#e9dfc8")
_FLOOR: Final = "#cfae82"
_CURTAIN: Final = "#6d4a8f"


def backdrop(place: PlaceName, lettering: tuple[str, ...], prefix: str) -> str:
    """The place, filling the picture, with the lines that can be read in it."""
    match place:
        case "field":
            return _field(lettering, prefix)
        case "classroom":
            return _classroom(lettering, prefix)
        case "hall":
            return _hall(lettering, prefix)


def _field(lettering: tuple[str, ...], prefix: str) -> str:
    sky, grass = f"{prefix}-sky", f"{prefix}-grass"
    return "".join(
        (
            _gradient(sky, _SKY),
            _gradient(grass, _GRASS),
            box(0, 0, WIDTH, HEIGHT, f"url(#{sky})"),
            _cloud(110, 78, 1.1),
            _cloud(640, 52, 0.8),
            _cloud(830, 96, 0.6),
            path("M0 300Q240 258 480 290T960 276V420H0Z", "#b3d795"),
            _school(60, 322),
            _tree(492, 330, 0.9),
            _tree(584, 324, 0.7),
            _tree(800, 322, 0.75),
            _tree(888, 332, 1.1),
            box(0, 318, WIDTH, 282, f"url(#{grass})"),
            _bunting(),
            _track(),
            _banner(lettering, x=690, y=246) if lettering else "",
        )
    )


def _school(x: float, y: float) -> str:
    windows = "".join(_window(left, -92, 46, 44) for left in (18, 80, 228, 290))
    return at(
        x, y, 0.98,
        box(0, -112, 354, 112, _BRICK),
        path("M-14 -112L44 -158H310L368 -112Z", _ROOF),
        windows,
        path("M122 -112L177 -176L232 -112Z", shade(_BRICK, -0.1)),
        box(140, -112, 74, 112, shade(_BRICK, -0.1)),
        disc(177, -132, 13, "#ffffff", stroke=_ROOF, stroke_width=3),
        line("M177 -140V-132H183", INK, 2),
        box(151, -82, 52, 82, "#3c5f70"),
        line("M177 -80V0", "#284452", 2.5),
    )  # fmt: skip


def _window(x: float, y: float, width: float, height: float) -> str:
    cross = f"M{x + width / 2} {y}v{height}M{x} {y + height / 2}h{width}"
    return box(x, y, width, height, "#def0fa", stroke="#ffffff", stroke_width=4) + line(
        cross, "#ffffff", 3
    )


def _tree(x: float, y: float, scale: float) -> str:
    return at(
        x, y, scale,
        box(-5, -44, 10, 44, "#7d5c3c"),
        disc(-18, -60, 24, shade(_LEAVES, -0.12)),
        disc(18, -62, 24, _LEAVES),
        disc(0, -84, 28, shade(_LEAVES, 0.08)),
        disc(-8, -92, 12, shade(_LEAVES, 0.22), opacity=0.7),
    )  # fmt: skip


def _cloud(x: float, y: float, scale: float) -> str:
    puffs = ((0, 0, 16), (22, -7, 21), (47, 0, 15))
    return at(
        x, y, scale,
        *(disc(cx, cy, r, "#ffffff", opacity=0.95) for cx, cy, r in puffs),
        box(-4, 1, 54, 15, "#ffffff", rx=7.5, opacity=0.95),
    )  # fmt: skip


def _bunting() -> str:
    """A sagging line of flags across the sky."""
    sag, top = 64, 120
    flags = []
    for i in range(15):
        across = (i + 0.5) / 15
        x, y = WIDTH * across, top + sag * 2 * across * (1 - across)
        colour = COLOURS[_FLAGS[i % len(_FLAGS)]]
        flags.append(path(f"M{x - 12:.1f} {y:.1f}h24l-12 25Z", colour))
    return "".join(flags) + line(f"M0 {top}Q480 {top + sag} 960 {top}", "#5b5b5b", 2)


def _track() -> str:
    lines = "".join(line(f"M-10 {y + 4}L970 {y - 4}", "#fdf6ef", 4) for y in _LANES)
    middles = (sum(pair) / 2 for pair in pairwise(_LANES))
    numbers = "".join(
        tag(
            "g",
            words(str(lane), 0, 9, 26, "#fdf6ef"),
            transform=f"translate(34 {y:.0f}) scale(1.35 .8)",
        )
        for lane, y in enumerate(middles, start=1)
    )
    finish = line("M846 424L916 600", "#fdf6ef", 10, stroke_dasharray="1 17")
    return path(f"M0 428L{WIDTH} 420V{HEIGHT}H0Z", _TRACK) + lines + numbers + finish


def _banner(lettering: tuple[str, ...], *, x: float, y: float) -> str:
    """A cloth between two posts."""
    height = 22 + 26 * len(lettering)
    posts = line(f"M{x - 118} {y - 8}V336M{x + 118} {y - 8}V336", "#8d8d86", 6)
    cloth = box(x - 118, y, 236, height, PAPER, stroke=COLOURS["blue"], stroke_width=4)
    return posts + cloth + _lines(lettering, x=x, top=y + 11, width=216, step=26)


def _lines(lettering: tuple[str, ...], *, x: float, top: float, width: float, step: float) -> str:
    """Lines of text under one another, all as large as the longest allows."""
    size = min(step * 0.82, width / (0.58 * max(len(text) for text in lettering)))
    return "".join(
        words(text, x, top + step * (i + 0.5) + size * 0.36, size, COLOURS["navy"])
        for i, text in enumerate(lettering)
    )


def _classroom(lettering: tuple[str, ...], prefix: str) -> str:
    return "".join(
        (
            _room(prefix, skirting=404),
            _outlook(44, 74, prefix),
            _whiteboard(lettering),
            _pinboard(768, 78),
        )
    )


def _room(prefix: str, *, skirting: float) -> str:
    """A wall and a boarded floor."""
    wall = f"{prefix}-wall"
    boards = "".join(f"M{x} {skirting + 12}L{x * 1.5 - 240:.0f} 600" for x in range(0, 1000, 80))
    return "".join(
        (
            _gradient(wall, _WALL),
            box(0, 0, WIDTH, skirting, f"url(#{wall})"),
            box(0, skirting, WIDTH, HEIGHT - skirting, _FLOOR),
            line(boards, shade(_FLOOR, -0.1), 2),
            box(0, skirting, WIDTH, 12, shade(_FLOOR, -0.25)),
        )
    )


def _outlook(x: float, y: float, prefix: str) -> str:
    """A window on the school's field."""
    sky = f"{prefix}-sky"
    return _gradient(sky, _SKY) + at(
        x, y, 1,
        box(0, 0, 180, 206, "#ffffff"),
        box(10, 10, 160, 186, f"url(#{sky})"),
        _cloud(48, 72, 0.7),
        path("M10 158q60 -34 160 -8v46H10Z", _GRASS[0]),
        line("M90 10V196M10 103H170", "#ffffff", 7),
        box(-8, 204, 196, 12, "#ffffff", rx=2),
    )  # fmt: skip


def _whiteboard(lettering: tuple[str, ...]) -> str:
    frame = box(286, 44, 436, 220, "#9dadb6", rx=7) + box(296, 54, 416, 200, "#fcfefe")
    tray = box(316, 264, 376, 9, "#84949e", rx=2)
    pens = box(440, 258, 44, 7, COLOURS["blue"], rx=3) + box(496, 258, 44, 7, COLOURS["red"], rx=3)
    top = 154 - 22 * len(lettering)
    written = _lines(lettering, x=504, top=top, width=360, step=44) if lettering else ""
    return frame + written + tray + pens


def _pinboard(x: float, y: float) -> str:
    pictures = (
        (16, 16, -3, "#ffdf57"),
        (86, 18, 2, "#f3a5c4"),
        (17, 98, 3, "#8fcdf2"),
        (87, 96, -2, "#f6b673"),
    )
    return at(
        x, y, 1,
        box(0, 0, 156, 182, "#3f8060", stroke="#8d6c45", stroke_width=8),
        *(_child_art(left, top, turn, colour) for left, top, turn, colour in pictures),
    )  # fmt: skip


def _child_art(x: float, y: float, turn: float, colour: str) -> str:
    """A drawing of a sun over a hill, pinned up a little askew."""
    return tag(
        "g",
        box(0, 0, 54, 66, PAPER),
        box(5, 5, 44, 42, colour),
        disc(36, 17, 7, PAPER, opacity=0.9),
        path("M5 47V36q14 -12 24 -2t20 -4V47Z", _LEAVES, opacity=0.75),
        line("M9 54H44M9 60H32", "#a8a8a0", 2),
        transform=f"translate({x} {y}) rotate({turn} 27 33)",
    )


def _hall(lettering: tuple[str, ...], prefix: str) -> str:
    stage = (
        box(84, 44, 792, 340, shade(_WALL[1], -0.25)),
        box(100, 60, 760, 324, "#4a3a52"),
        *(path(f"M{x} 60L{x - 120} 384H{x + 120}Z", "#fff3c4", opacity=0.1) for x in (330, 630)),
        _curtain(100, 1),
        _curtain(860, -1),
        path(f"M100 60H860V92{'q-31.7 30 -63.3 0' * 12}Z", shade(_CURTAIN, -0.12)),
        box(24, 376, 912, 20, WOOD),
        box(24, 394, 912, 34, shade(WOOD, -0.25)),
    )
    return _room(prefix, skirting=424) + "".join(stage) + (_poster(lettering) if lettering else "")


def _curtain(x: float, way: int) -> str:
    """Half of a stage's curtain, gathered at ``x``: to its right (way 1) or to its left (-1)."""
    cloth = path("M0 66H104Q78 240 92 380H0Z", _CURTAIN)
    folds = line("M22 84V372M46 84V372M70 84V372", shade(_CURTAIN, -0.2), 4)
    return tag("g", cloth, folds, transform=f"translate({x} 0) scale({way} 1)")


def _poster(lettering: tuple[str, ...]) -> str:
    """A cloth that hangs over the stage."""
    height = 20 + 32 * len(lettering)
    cloth = box(300, 104, 360, height, PAPER, stroke=COLOURS["yellow"], stroke_width=5, rx=3)
    return cloth + _lines(lettering, x=480, top=114, width=330, step=32)


def _gradient(name: str, colours: tuple[str, str]) -> str:
    """A fill from top to bottom, to be used as ``url(#name)``."""
    stops = (tag("stop", offset=i, stop_color=colour) for i, colour in enumerate(colours))
    return tag("defs", tag("linearGradient", *stops, id=name, x1=0, y1=0, x2=0, y2=1))
