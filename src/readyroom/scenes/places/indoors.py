"""Walls, floors, windows and furniture: what the rooms share."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.layout import HEIGHT, WIDTH
from readyroom.scenes.palette import PAPER, WOOD
from readyroom.scenes.places.outdoors import GRASS, LEAVES, SKY, cloud
from readyroom.scenes.svg import at, box, boxes, disc, gradient, line, path, shade, tag

WALL: Final = ("#f5eee0", "#e9dfc8")
FLOOR: Final = "#cfae82"


def room(
    prefix: str, *, skirting: float = 404, wall: tuple[str, str] = WALL, floor: str = FLOOR
) -> str:
    """A wall, and a boarded floor below the skirting."""
    name = f"{prefix}-wall"
    boards = "".join(f"M{x} {skirting + 12}L{x * 1.5 - 240:.0f} 600" for x in range(0, 1000, 80))
    return "".join(
        (
            gradient(name, wall),
            box(0, 0, WIDTH, skirting, f"url(#{name})"),
            box(0, skirting, WIDTH, HEIGHT - skirting, floor),
            line(boards, shade(floor, -0.1), 2),
            box(0, skirting, WIDTH, 12, shade(floor, -0.25)),
        )
    )


def window(prefix: str, x: float, y: float, width: float = 180, height: float = 206) -> str:
    """A window on the school's field."""
    name = f"{prefix}-sky"
    low, right = height - 10, width - 10
    return gradient(name, SKY) + at(
        x,
        y,
        1,
        box(0, 0, width, height, "#ffffff"),
        box(10, 10, width - 20, height - 20, f"url(#{name})"),
        cloud(width * 0.27, height * 0.35, 0.7),
        path(f"M10 {low - 38}q{width / 3:.0f} -34 {width - 20} -8V{low}H10Z", GRASS[0]),
        line(f"M{width / 2} 10V{low}M10 {height / 2}H{right}", "#ffffff", 7),
        box(-8, height - 2, width + 16, 12, "#ffffff", rx=2),
    )


def pinboard(x: float, y: float) -> str:
    """Four pictures by children."""
    pictures = (
        (16, 16, -3, "#ffdf57"),
        (86, 18, 2, "#f3a5c4"),
        (17, 98, 3, "#8fcdf2"),
        (87, 96, -2, "#f6b673"),
    )
    return at(
        x,
        y,
        1,
        box(0, 0, 156, 182, "#3f8060", stroke="#8d6c45", stroke_width=8),
        *(child_art(left, top, turn, colour) for left, top, turn, colour in pictures),
    )


def child_art(x: float, y: float, turn: float, colour: str) -> str:
    """A drawing of a sun over a hill, pinned up a little askew."""
    return tag(
        "g",
        box(0, 0, 54, 66, PAPER),
        box(5, 5, 44, 42, colour),
        disc(36, 17, 7, PAPER, opacity=0.9),
        path("M5 47V36q14 -12 24 -2t20 -4V47Z", LEAVES, opacity=0.75),
        line("M9 54H44M9 60H32", "#a8a8a0", 2),
        transform=f"translate({x} {y}) rotate({turn} 27 33)",
    )


def counter(left: float, right: float, top: float, foot: float, front: str, *, panels: int) -> str:
    """A long counter with a wooden top and a panelled front, its shadow below."""
    width = right - left
    step = (width - 24) / panels
    insets = boxes(
        *((left + 20 + step * i, top + 22, step - 16, foot - top - 34) for i in range(panels))
    )
    return "".join(
        (
            box(left + 4, foot - 3, width - 8, 10, "#000000", rx=5, opacity=0.16),
            box(left + 8, top + 8, width - 16, foot - top - 8, front),
            path(insets, shade(front, -0.12)),
            box(left, top, width, 12, shade(WOOD, 0.2), rx=3),
            box(left, top + 8, width, 5, shade(WOOD, -0.1), rx=2),
        )
    )


def shelf(x: float, y: float, width: float) -> str:
    """A board on two brackets."""
    brackets = line(f"M{x + 14} {y + 6}v12M{x + width - 14} {y + 6}v12", shade(WOOD, -0.35), 4)
    return brackets + box(x, y, width, 7, WOOD, rx=2)


def books(name: str, *, top: float, pitch: float) -> str:
    """A fill of two shelves of books that repeats, to be used as ``url(#name)``."""
    colours = ("#b3242d", "#1f66b0", "#e2a52b", "#1f7a4d", "#6d4a8f", "#d1608f", "#2f7f86")
    shapes: dict[str, list[tuple[float, float, float, float]]] = {}
    for row in (0, 1):
        x = 0
        for i in range(12):
            thick = (9, 7, 11, 8, 6, 10, 8)[(i + 3 * row) % 7]
            tall = (54, 46, 50, 57, 43, 52)[(i * (row + 2) + row) % 6]
            colour = colours[(i * 3 + row * 2) % len(colours)]
            shapes.setdefault(colour, []).append(
                (x, pitch * (row + 1) - 8 - tall, thick - 0.8, tall)
            )
            x += thick
    return tag(
        "pattern",
        *(path(boxes(*found), colour) for colour, found in shapes.items()),
        id=name,
        width=100,
        height=2 * pitch,
        y=top,
        patternUnits="userSpaceOnUse",
    )


def mug(x: float, foot: float, colour: str) -> str:
    """A mug on whatever stands below it."""
    return line(f"M{x + 11} {foot - 11}q7 1 0 7", colour, 2.6) + path(
        f"M{x - 1} {foot - 15}h13v12q0 3 -3 3h-7q-3 0 -3 -3Z", colour
    )
