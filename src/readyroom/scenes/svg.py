"""Writes SVG elements as text: everything escaped, styled by presentation attributes alone."""

from __future__ import annotations

from html import escape
from math import cos, radians, sin
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


def number(value: float) -> str:
    """A number with at most two decimals, and no needless ones."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(name: str, *children: str, **attributes: str | float) -> str:
    """An element. ``stroke_width=2`` becomes ``stroke-width="2"``; children are SVG already."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def path(d: str, fill: str, **attributes: str | float) -> str:
    """A filled shape."""
    return tag("path", d=d, fill=fill, **attributes)


def line(d: str, stroke: str, width: float, **attributes: str | float) -> str:
    """A stroke with round ends and corners."""
    return tag(
        "path", d=d, fill="none", stroke=stroke, stroke_width=width,
        stroke_linecap="round", stroke_linejoin="round", **attributes,
    )  # fmt: skip


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


def words(text: str, x: float, y: float, size: float, fill: str, weight: int = 700) -> str:
    """A line of text, centred on ``x``."""
    return tag(
        "text", escape(text), x=x, y=y, fill=fill, font_size=size, font_weight=weight,
        font_family="Arial, Helvetica, sans-serif", text_anchor="middle",
    )  # fmt: skip


def at(x: float, y: float, scale: float, *children: str) -> str:
    """The children, moved and scaled."""
    return tag(
        "g", *children, transform=f"translate({number(x)} {number(y)}) scale({number(scale)})"
    )


def through(*points: Point) -> str:
    """Path data of straight strokes through the points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


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
    return escape(value) if isinstance(value, str) else number(value)
