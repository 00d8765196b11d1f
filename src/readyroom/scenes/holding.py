"""Draws what a figure holds.

The arm at the left of the picture holds it, or the right one in a mirrored stance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from readyroom.scenes.model import Held
from readyroom.scenes.palette import COLOURS, GOLD, INK, PAPER
from readyroom.scenes.svg import box, disc, line, number, oval, path, shade, tag
from readyroom.scenes.wearer import Wearer

_LEAF: Final = "#4f9a4a"
_VIOLIN: Final = "#a8562a"


def held_behind_hands(who: Wearer) -> str:
    """What is painted before the arms: they hold it."""
    held = who.figure.holds
    if held == "certificate":
        return _certificate(who.build.hip_y - 3.4)
    if held == "phone":
        return _by_the_hand(who, _phone(turned=who.turned))
    draw = _THINGS.get(held) if held else None
    return _by_the_hand(who, draw()) if draw else ""


def held_before_hands(who: Wearer) -> str:
    """What is painted after the arms."""
    if who.figure.holds != "violin":
        return ""
    turn = f"translate(0 {number(who.build.shoulder_y - 2)})" + (
        " scale(-1 1)" if who.mirrored else ""
    )
    return tag("g", _violin(), transform=turn)


def _by_the_hand(who: Wearer, thing: str) -> str:
    side = 1 if who.mirrored else -1
    x, y = who.arm(side)[2]
    mirror = " scale(-1 1)" if who.mirrored else ""
    return tag("g", thing, transform=f"translate({number(x)} {number(y)}){mirror}")


def _trophy() -> str:
    return "".join(
        (
            line("M-5 -17q-5 1 -3.6 5t4.6 3.4M5 -17q5 1 3.6 5t-4.6 3.4", GOLD, 1.5),
            path("M-5.8 -19H5.8Q5.8 -8 0 -6.4Q-5.8 -8 -5.8 -19Z", GOLD),
            path("M2 -19H5.8Q5.8 -8 0 -6.4Q3.4 -10 2 -19Z", shade(GOLD, -0.18)),
            box(-1.1, -7, 2.2, 4, shade(GOLD, -0.18)),
            box(-4.2, -4, 8.4, 4, "#5d4632", rx=0.7),
        )
    )


def _phone(*, turned: bool) -> str:
    face = (
        box(-2.9, -12.4, 5.8, 10.4, "#8fcdf2", rx=0.6)
        if turned
        else disc(-1.6, -11.2, 1.5, "#8a97a0") + disc(-1.6, -11.2, 0.7, "#20272c")
    )
    return box(-3.9, -13.8, 7.8, 13.6, "#20272c", rx=1.5) + face


def _ball() -> str:
    seams = line("M-10.8 -6.5Q-4 -3 2.8 -6.5M-10.8 3.5Q-4 0 2.8 3.5", "#a34f12", 0.9)
    return disc(-4, -1.5, 7.6, COLOURS["orange"]) + seams


def _cake() -> str:
    return "".join(
        (
            oval(-1, -2.6, 10.4, 1.7, "#e4ebef"),
            box(-8.6, -9.6, 15.2, 7, "#d99a5b", rx=1),
            path("M-8.6 -7.4V-10.4q0 -1.4 1.4 -1.4H5.2q1.4 0 1.4 1.4V-7.4q-1.9 2.6 -3.8 0"
                 "q-1.9 2.6 -3.8 0q-1.9 2.6 -3.8 0q-1.9 2.6 -3.8 0Z", "#f6c7d6"),
            *(disc(x, -12.8, 1.3, COLOURS["red"]) for x in (-5, -1, 3)),
        )
    )  # fmt: skip


def _plant() -> str:
    leaves = (
        "M0 -9Q-7 -10 -8 -17Q-1 -16 0 -9ZM0 -9Q7 -11 8 -19Q0 -17 0 -9Z"
        "M0 -9Q-5 -16 0 -23Q5 -16 0 -9Z"
    )
    pot = path("M-5.4 -9H5.4L4 0H-4Z", "#c2683c") + box(-6.2, -10.4, 12.4, 3, "#a95429", rx=0.8)
    return path(leaves, _LEAF) + pot


def _certificate(top: float) -> str:
    lines = f"M-8 {top + 4.2}H8M-6 {top + 8}H6M-6 {top + 10.6}H2"
    return "".join(
        (
            box(-13, top, 26, 17, PAPER, rx=0.8, stroke=GOLD, stroke_width=1.3),
            line(lines, "#8a94a0", 1.1),
            path(f"M6 {top + 13}l-1.6 4.6 2.6 -1 2.6 1 -1.6 -4.6Z", COLOURS["red"]),
            disc(7, top + 12, 2.7, COLOURS["red"]),
        )
    )


def _violin() -> str:
    """From the chin to the left, and the bow across it."""
    body = (
        "M0 0C1 -4 -4 -6 -7 -4C-8 -3.2 -9 -3.2 -10 -3.6C-14 -5 -16.6 -2 -16 1.4"
        "C-15.4 4.8 -11.8 5.8 -9 3.4C-8.2 2.8 -7.4 3 -6.6 3.6C-3.6 5.8 -.8 4 0 0Z"
    )
    return tag(
        "g",
        line("M-16 -.2L-27 -.9", "#3a2418", 2.1) + disc(-27.4, -0.9, 1.7, "#3a2418"),
        path(body, _VIOLIN, stroke=shade(_VIOLIN, -0.35), stroke_width=0.7),
        line("M-3 -.2L-18 -.4", INK, 1.3),
        line("M9 5.5L-20 -8.5", "#5d3a22", 1.1) + line("M9 6.7L-20.6 -7.4", "#f3ead8", 0.7),
        transform="rotate(-4)",
    )


_THINGS: Final[dict[Held, Callable[[], str]]] = {
    "trophy": _trophy,
    "ball": _ball,
    "cake": _cake,
    "plant": _plant,
}
