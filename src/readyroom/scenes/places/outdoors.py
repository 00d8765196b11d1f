"""Sky, trees and the like: what the places in the open air share."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.layout import HEIGHT, WIDTH
from readyroom.scenes.model import Colour
from readyroom.scenes.palette import COLOURS, INK
from readyroom.scenes.svg import at, box, boxes, disc, gradient, line, path, shade

SKY: Final = ("#9ad3f3", "#e6f5fd")
GRASS: Final = ("#93c871", "#67a54c")
LEAVES: Final = "#5a9a50"
BRICK: Final = "#c98a66"
ROOF: Final = "#70503f"
_FLAGS: Final[tuple[Colour, ...]] = ("red", "yellow", "blue", "green", "orange")


def sky(prefix: str, *clouds: tuple[float, float, float]) -> str:
    """The sky, with clouds at points and in sizes."""
    name = f"{prefix}-sky"
    return "".join(
        (
            gradient(name, SKY),
            box(0, 0, WIDTH, HEIGHT, f"url(#{name})"),
            *(cloud(x, y, scale) for x, y, scale in clouds),
        )
    )


def ground(prefix: str, top: float, colours: tuple[str, str] = GRASS) -> str:
    """Grass, or another ground, from there to the foot of the picture."""
    name = f"{prefix}-ground"
    return gradient(name, colours) + box(0, top, WIDTH, HEIGHT - top, f"url(#{name})")


def hills(colour: str = "#b3d795") -> str:
    """Hills at the horizon."""
    return path("M0 300Q240 258 480 290T960 276V420H0Z", colour)


def cloud(x: float, y: float, scale: float) -> str:
    """A white cloud."""
    puffs = ((0, 0, 16), (22, -7, 21), (47, 0, 15))
    return at(
        x,
        y,
        scale,
        *(disc(cx, cy, r, "#ffffff", opacity=0.95) for cx, cy, r in puffs),
        box(-4, 1, 54, 15, "#ffffff", rx=7.5, opacity=0.95),
    )


def tree(x: float, y: float, scale: float) -> str:
    """A round tree, its foot at the point."""
    return at(
        x,
        y,
        scale,
        box(-5, -44, 10, 44, "#7d5c3c"),
        disc(-18, -60, 24, shade(LEAVES, -0.12)),
        disc(18, -62, 24, LEAVES),
        disc(0, -84, 28, shade(LEAVES, 0.08)),
        disc(-8, -92, 12, shade(LEAVES, 0.22), opacity=0.7),
    )


def hedge(left: float, right: float, foot: float, height: float = 46) -> str:
    """A clipped hedge with a wavy top."""
    waves = round((right - left) / 40)
    step = (right - left) / waves
    top = f"M{left} {foot}V{foot - height}" + f"q{step / 2:.1f} -13 {step:.1f} 0" * waves
    return path(f"{top}V{foot}Z", shade(LEAVES, -0.08)) + path(
        f"M{left} {foot}v-12H{right}v12Z", shade(LEAVES, -0.25), opacity=0.5
    )


def bunting(top: float = 120, sag: float = 64, count: int = 15) -> str:
    """A sagging line of flags across the picture."""
    flags: dict[Colour, list[str]] = {}
    for i in range(count):
        across = (i + 0.5) / count
        x, y = WIDTH * across, top + sag * 2 * across * (1 - across)
        flags.setdefault(_FLAGS[i % len(_FLAGS)], []).append(f"M{x - 12:.1f} {y:.1f}h24l-12 25Z")
    pennants = "".join(path("".join(shapes), COLOURS[colour]) for colour, shapes in flags.items())
    return pennants + line(f"M0 {top}Q480 {top + sag} 960 {top}", "#5b5b5b", 2)


def windows(*places: tuple[float, float, float, float]) -> str:
    """Windows with white bars, each as x, y, width and height."""
    bars = "".join(
        f"M{x + w / 2:.0f} {y:.0f}v{h:.0f}M{x:.0f} {y + h / 2:.0f}h{w:.0f}" for x, y, w, h in places
    )
    panes = path(boxes(*places), "#def0fa", stroke="#ffffff", stroke_width=4)
    return panes + line(bars, "#ffffff", 3)


def school(x: float, y: float) -> str:
    """A small brick school, its left foot at the point."""
    return at(
        x,
        y,
        0.98,
        box(0, -112, 354, 112, BRICK),
        path("M-14 -112L44 -158H310L368 -112Z", ROOF),
        windows(*((left, -92, 46, 44) for left in (18, 80, 228, 290))),
        path("M122 -112L177 -176L232 -112V0H214V-112H140V0H122Z", shade(BRICK, -0.1)),
        box(140, -112, 74, 112, shade(BRICK, -0.1)),
        disc(177, -132, 13, "#ffffff", stroke=ROOF, stroke_width=3),
        line("M177 -140V-132H183", INK, 2),
        box(151, -82, 52, 82, "#3c5f70"),
        line("M177 -80V0", "#284452", 2.5),
    )
