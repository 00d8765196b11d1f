"""A figure together with all that its drawing needs: build, stance, clothes, skin."""

from __future__ import annotations

from dataclasses import dataclass, replace

from readyroom.scenes.body import (
    ADULT,
    CHILD,
    HELD_BY,
    IN_LAP,
    STANCES,
    TWO_ARMS,
    Build,
    Stance,
    limb,
)
from readyroom.scenes.model import Figure, PlaceName
from readyroom.scenes.outfit import Outfit, outfit
from readyroom.scenes.palette import SKINS
from readyroom.scenes.svg import Point, shade

_ARM_FREE = {"stand", "hips", "wave", "hand-up", "point"}
"""Poses that leave one arm for something to hold."""


@dataclass(frozen=True)
class Wearer:
    """A figure, ready to be drawn."""

    figure: Figure
    build: Build
    stance: Stance
    clothes: Outfit
    skin: str
    mirrored: bool

    @property
    def turned(self) -> bool:
        """Whether we see its back."""
        return self.figure.facing == "back"

    @property
    def sleeve(self) -> str:
        """The colour of the sleeves, a little darker than the chest."""
        return shade(self.clothes.top, -0.08)

    def arm(self, side: int) -> tuple[Point, Point, Point]:
        """Shoulder, elbow and wrist at the left (-1) or at the right (1) of the picture."""
        build = self.build
        bend = self.stance.left_arm if side < 0 else self.stance.right_arm
        start = (side * (build.shoulder - 2.4), build.shoulder_y + 1)
        return limb(start, build.upper_arm, build.fore_arm, bend)


def wearer(figure: Figure, place: PlaceName, *, seated: bool) -> Wearer:
    """The figure as people dress in that place, in the stance of what it does and holds."""
    stance = STANCES[figure.pose]
    if (seated or figure.wheelchair) and figure.pose == "stand":
        stance = IN_LAP
    if figure.holds and figure.pose in _ARM_FREE:
        left = HELD_BY[figure.holds]
        right = TWO_ARMS.get(figure.holds, stance.right_arm)
        stance = replace(stance, left_arm=left, right_arm=right)
    if figure.wheelchair:
        stance = replace(stance, lean=0)
    mirrored = figure.look == "left"
    return Wearer(
        figure=figure,
        build=CHILD if figure.pupil else ADULT,
        stance=stance.mirrored() if mirrored else stance,
        clothes=outfit(figure, place),
        skin=SKINS[figure.skin],
        mirrored=mirrored,
    )
