"""Draws a wheelchair, in the measure of whoever sits in it."""

from __future__ import annotations

from readyroom.scenes.body import Build
from readyroom.scenes.palette import COLOURS
from readyroom.scenes.svg import box, disc, line, oval, tag

_FRAME = "#39434a"
_METAL = "#aeb8bf"


def sinks_by(build: Build) -> float:
    """How far a body sinks from its stand to the seat."""
    return -build.hip_y - 27


def wheelchair_behind(build: Build) -> str:
    """What is behind somebody who faces us: backrest, handles and wheels."""
    top = build.shoulder_y + sinks_by(build)
    handles = line(f"M-11 -26V{top + 7}h-4M11 -26V{top + 7}h4", _FRAME, 2.4)
    rest = box(-11.5, top + 9, 23, -30 - top, COLOURS["navy"], rx=2.5)
    return handles + rest + "".join(_wheel(side) for side in (-1, 1))


def wheelchair_before(build: Build) -> str:
    """What is before them: footplate and castors."""
    foot = build.hip_y + sinks_by(build) + 25
    plate = box(-9.6, foot + 1.2, 19.2, 1.8, _FRAME, rx=0.8)
    castors = "".join(
        disc(side * 11, -2.6, 2.8, _FRAME) + disc(side * 11, -2.6, 1.1, _METAL) for side in (-1, 1)
    )
    return line("M-10 -25L-10.6 -3M10 -25L10.6 -3", _METAL, 1.5) + castors + plate


def wheelchair_from_behind(build: Build) -> str:
    """All of it, for somebody whose back we see."""
    top = build.shoulder_y + sinks_by(build)
    handles = line(f"M-11 -22V{top + 7}h-5M11 -22V{top + 7}h5", _FRAME, 2.6)
    rest = box(-11.5, top + 11, 23, -28 - top, COLOURS["navy"], rx=2.5)
    seam = line(f"M-8 {top + 15}H8", "#4a5f80", 0.9)
    seat = box(-12, -22, 24, 5, _FRAME, rx=1.5)
    cross = line("M-10 -17L10 -5M10 -17L-10 -5", _METAL, 1.5)
    return "".join(_wheel(side) for side in (-1, 1)) + cross + seat + handles + rest + seam


def _wheel(side: int) -> str:
    """A wheel, seen nearly edge on and leaning in at the top."""
    return tag(
        "g",
        oval(0, 0, 4.2, 16.5, "#5f6b73", stroke=_FRAME, stroke_width=2.2),
        oval(side * 1.6, 0, 3, 13, "none", stroke=_METAL, stroke_width=1.1),
        disc(side * 0.8, 0, 1.5, _METAL),
        transform=f"translate({side * 15.5} -17.4) rotate({side * -5})",
    )
