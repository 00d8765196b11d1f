"""Banners, boards and cloths, as large as their lettering needs."""

from __future__ import annotations

from dataclasses import dataclass

from readyroom.scenes.lettering import LEADING, lettering, size, span
from readyroom.scenes.palette import COLOURS, PAPER
from readyroom.scenes.svg import box, line

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Sign:
    """The room that lettering takes, and the lettering in it."""

    left: float
    top: float
    width: float
    height: float
    text: str

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends, below."""
        return self.top + self.height


def sign(
    lines: Lines,
    *,
    x: float,
    top: float | None = None,
    bottom: float | None = None,
    widest: float,
    tallest: float,
    narrowest: float = 0,
    largest: float = 40,
    pad: float = 14,
    ink: str = COLOURS["navy"],
) -> Sign:
    """Room in the middle of ``x`` that hangs from ``top`` or stands on ``bottom``."""
    room = {"width": widest - 2 * pad, "height": tallest - 2 * pad}
    letters = size(lines, width=room["width"], height=room["height"], largest=largest)
    width = max(narrowest, max(span(text) for text in lines) * letters + 2 * pad)
    height = LEADING * letters * len(lines) + 2 * pad
    above = top if top is not None else (bottom or 0) - height
    text = lettering(
        lines,
        x=x,
        top=above + pad,
        width=room["width"],
        height=height - 2 * pad,
        ink=ink,
        largest=letters,
    )
    return Sign(x - width / 2, above, width, height, text)


def cloth(found: Sign, rim: str, paper: str = PAPER) -> str:
    """A cloth with its lettering."""
    return (
        box(
            found.left,
            found.top,
            found.width,
            found.height,
            paper,
            rx=3,
            stroke=rim,
            stroke_width=5,
        )
        + found.text
    )


def banner(found: Sign, rim: str, *, foot: float) -> str:
    """A cloth between two posts that stand on the ground."""
    posts = (
        f"M{found.left:.0f} {found.top - 8:.0f}V{foot}M{found.right:.0f} {found.top - 8:.0f}V{foot}"
    )
    return line(posts, "#8d8d86", 6) + cloth(found, rim)


def hung(found: Sign, rim: str, *, above: float) -> str:
    """A cloth on two cords."""
    inset = 24
    cords = (
        f"M{found.left + inset:.0f} {above}V{found.top:.0f}"
        f"M{found.right - inset:.0f} {above}V{found.top:.0f}"
    )
    return line(cords, "#8d8d86", 3) + cloth(found, rim)
