"""Writes SVG elements as text: everything escaped, styled by presentation attributes alone."""

from __future__ import annotations

import re
from html import escape
from math import cos, radians, sin
from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]

_ZERO_IF_LEFT_OUT: Final = frozenset({"x", "y", "cx", "cy", "x1", "y1", "x2"})
_DOUBLED: Final = re.compile(r"#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3")
"""Colours that can be written in three digits."""


def number(value: float) -> str:
    """A number with at most two decimals, and no needless ones."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(name: str, *children: str, **attributes: str | float) -> str:
    """An element. ``stroke_width=2`` becomes ``stroke-width="2"``; children are SVG already."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value != 0 or key not in _ZERO_IF_LEFT_OUT
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def path(d: str, fill: str, **attributes: str | float) -> str:
    """A filled shape."""
    return tag("path", d=d, fill=fill, **attributes)


def line(d: str, stroke: str, width: float, **attributes: str | float) -> str:
    """A stroke, in a picture with round ends and corners."""
    return tag("path", d=d, stroke=stroke, stroke_width=width, **attributes)


def box(
    x: float, y: float, width: float, height: float, fill: str, **attributes: str | float
) -> str:
    """A filled rectangle."""
    return tag("rect", x=x, y=y, width=width, height=height, fill=fill, **attributes)


def disc(x: float, y: float, r: float, fill: str, **attributes: str | float) -> str:
    """A filled circle."""
    return tag("circle", cx=x, cy=y, r=r, fill=fill, **attributes)


def oval(x: float, y: float, rx: float, ry: float, fill: str, **attributes: str | float) -> str:
    """A filled ellipse."""
    return tag("ellipse", cx=x, cy=y, rx=rx, ry=ry, fill=fill, **attributes)


def words(text: str, x: float, y: float, size: float, fill: str) -> str:
    """A line of text, in a picture bold and centred on ``x``."""
    return tag("text", escape(text), x=x, y=y, fill=fill, font_size=size)


def picture(width: float, height: float, *children: str) -> str:
    """A whole ``<svg>``, with the manner of strokes and letters that holds throughout it.

    It is hidden from assistive technology: the page gives the picture in words.
    """
    return tag(
        "svg", *children,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {number(width)} {number(height)}",
        aria_hidden="true", focusable="false", fill="none",
        stroke_linecap="round", stroke_linejoin="round",
        font_family="Arial, Helvetica, sans-serif", font_weight=700, text_anchor="middle",
    )  # fmt: skip


def gradient(name: str, colours: tuple[str, str]) -> str:
    """A fill from top to bottom, to be used as ``url(#name)``."""
    stops = (tag("stop", offset=i, stop_color=colour) for i, colour in enumerate(colours))
    return tag("defs", tag("linearGradient", *stops, id=name, x1=0, y1=0, x2=0, y2=1))


def at(x: float, y: float, scale: float, *children: str) -> str:
    """The children, moved and scaled."""
    larger = "" if scale == 1 else f" scale({number(scale)})"
    return tag("g", *children, transform=f"translate({number(x)} {number(y)}){larger}")


def through(*points: Point) -> str:
    """Path data of straight strokes through the points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def boxes(*rectangles: tuple[float, float, float, float]) -> str:
    """Path data of several rectangles, each as x, y, width and height."""
    return "".join(
        f"M{number(x)} {number(y)}h{number(w)}v{number(h)}h{number(-w)}Z"
        for x, y, w, h in rectangles
    )


def step(start: Point, length: float, angle: float) -> Point:
    """The point ``length`` away at ``angle`` degrees: 0 is down, 90 is right, -90 is left."""
    turn = radians(angle)
    return start[0] + length * sin(turn), start[1] + length * cos(turn)


def shade(colour: str, amount: float) -> str:
    """A ``#rrggbb`` colour made darker (amount below 0, to -1) or lighter (above 0, to 1)."""
    target = 255 if amount > 0 else 0
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(c + (target - c) * abs(amount)):02x}" for c in channels)


def _value(value: str | float) -> str:
    if not isinstance(value, str):
        return number(value)
    if short := _DOUBLED.fullmatch(value):
        return "#" + "".join(short.groups())
    return escape(value)
