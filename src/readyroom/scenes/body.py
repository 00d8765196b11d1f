"""How bodies are built and how they hold themselves.

A figure is 100 units tall; its feet stand at the origin and y runs downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from readyroom.scenes.model import Held, Pose
from readyroom.scenes.svg import Point, step

Bend: TypeAlias = tuple[float, float]
"""Angles of the upper and of the lower part of a limb, in degrees (see ``svg.step``)."""


@dataclass(frozen=True)
class Build:
    """The measures of a body."""

    head: float
    head_y: float
    shoulder: float
    shoulder_y: float
    hip: float
    hip_y: float
    upper_arm: float
    fore_arm: float
    thigh: float
    shin: float
    girth: float


CHILD: Final = Build(
    head=1.13, head_y=-84, shoulder=10, shoulder_y=-67, hip=8.4, hip_y=-42,
    upper_arm=12, fore_arm=11.5, thigh=19, shin=19, girth=1,
)  # fmt: skip
ADULT: Final = Build(
    head=0.8, head_y=-89, shoulder=10.5, shoulder_y=-75.5, hip=7.8, hip_y=-47,
    upper_arm=14.5, fore_arm=13.5, thigh=22, shin=21.5, girth=0.86,
)  # fmt: skip


@dataclass(frozen=True)
class Stance:
    """Limbs on the left and on the right of the picture, and the lean of the whole body."""

    left_arm: Bend
    right_arm: Bend
    left_leg: Bend = (-3, -1)
    right_leg: Bend = (3, 1)
    lean: float = 0

    def mirrored(self) -> Stance:
        """The same, seen in a mirror."""
        return Stance(
            left_arm=_flip(self.right_arm),
            right_arm=_flip(self.left_arm),
            left_leg=_flip(self.right_leg),
            right_leg=_flip(self.left_leg),
            lean=-self.lean,
        )


_AT_SIDE: Final[tuple[Bend, Bend]] = ((-10, -5), (10, 5))
_IN_FRONT: Final[tuple[Bend, Bend]] = ((-16, 56), (16, -56))

STANCES: Final[dict[Pose, Stance]] = {
    "stand": Stance(*_AT_SIDE),
    "hips": Stance((-44, 38), (44, -38), (-7, -3), (7, 3)),
    "wave": Stance(_AT_SIDE[0], (128, 168)),
    "hand-up": Stance(_AT_SIDE[0], (138, 176)),
    "cheer": Stance((-142, -170), (142, 170), (-8, -4), (8, 4)),
    "clap": Stance((-26, 128), (26, -128)),
    "point": Stance(_AT_SIDE[0], (80, 104)),
    "run": Stance((-58, 12), (48, 122), (-26, -84), (58, -4), lean=9),
    "sprint": Stance((-52, 26), (58, 130), (50, 6), (-36, -80), lean=11),
    "finish": Stance((-138, -164), (138, 164), (-26, -80), (50, -2), lean=5),
    "read": Stance((-42, 46), (42, -46)),
    "write": Stance(*_IN_FRONT),
}
IN_LAP: Final = Stance(*_IN_FRONT)
"""How somebody sits who does nothing else with the hands."""

HELD_BY: Final[dict[Held, Bend]] = {
    "trophy": (-58, -172),
    "certificate": (-24, -4),
    "ball": (-32, 22),
    "phone": (-38, -156),
    "cake": (-24, -72),
    "violin": (-42, -140),
    "plant": (-24, -72),
}
"""How the left arm is bent to hold something."""

TWO_ARMS: Final[dict[Held, Bend]] = {"certificate": (24, 4), "violin": (46, -118)}
"""How the right arm is bent, where it takes two."""


def limb(start: Point, upper: float, lower: float, bend: Bend) -> tuple[Point, Point, Point]:
    """Where a limb starts, bends and ends."""
    middle = step(start, upper, bend[0])
    return start, middle, step(middle, lower, bend[1])


def between(start: Point, end: Point, share: float) -> Point:
    """The point that lies that share of the way from one point to another."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _flip(bend: Bend) -> Bend:
    return -bend[0], -bend[1]
