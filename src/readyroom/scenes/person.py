"""Draws one person from feet to hair, in the measure of ``body``."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.body import Build
from readyroom.scenes.costumes import costume, costume_behind
from readyroom.scenes.cues import chest_cues, head_cues
from readyroom.scenes.garments import over_the_hips, torso
from readyroom.scenes.head import behind, head, swimmers_head
from readyroom.scenes.holding import held_before_hands, held_behind_hands
from readyroom.scenes.limbs import arm, lap, legs, seated_legs
from readyroom.scenes.model import Figure, PlaceName
from readyroom.scenes.palette import COLOURS, PAPER
from readyroom.scenes.svg import at, box, line, number, oval, path, shade, tag
from readyroom.scenes.wearer import Wearer, wearer
from readyroom.scenes.wheelchair import (
    sinks_by,
    wheelchair_before,
    wheelchair_behind,
    wheelchair_from_behind,
)

SITTING_LOWER: Final = 8
"""By how much a body sinks when it sits down at a desk."""


def person(figure: Figure, place: PlaceName, *, seated: bool) -> str:
    """The figure, its feet at the origin; without legs when it sits at a desk or swims."""
    if figure.swims:
        return _swimmer(figure)
    who = wearer(figure, place, seated=seated)
    if figure.wheelchair:
        return _in_wheelchair(who, sunk=SITTING_LOWER if seated else sinks_by(who.build))
    if seated:
        return at(0, SITTING_LOWER, 1, lap(who), _upper_body(who))
    shadow = oval(0, 1, 17, 2.6, "#000000", opacity=0.16)
    lean = f"rotate({number(who.stance.lean)} 0 {number(who.build.hip_y)})"
    drawn = (legs(who), over_the_hips(who), _upper_body(who))
    return shadow + (tag("g", *drawn, transform=lean) if who.stance.lean else "".join(drawn))


def _in_wheelchair(who: Wearer, *, sunk: float) -> str:
    lift = sunk - sinks_by(who.build)
    shadow = oval(0, 1, 22, 3, "#000000", opacity=0.16)
    if who.turned:
        chair = at(0, lift, 1, wheelchair_from_behind(who.build))
        return shadow + at(0, sunk, 1, _upper_body(who)) + chair
    return "".join(
        (
            shadow,
            at(0, lift, 1, wheelchair_behind(who.build)),
            at(0, sunk, 1, seated_legs(who)),
            at(0, lift, 1, wheelchair_before(who.build)),
            at(0, sunk, 1, _upper_body(who)),
        )
    )


def _swimmer(figure: Figure) -> str:
    """A head over the water, with ripples round its chin; the origin lies on the water."""
    ripples = oval(0, 1, 19, 3.4, "#e3f5fb", opacity=0.75) + oval(0, 1.4, 13, 2.2, "#5fb6d6")
    rim = line("M-23 5q6 2.4 12 0t12 0t12 0t10 0", "#e3f5fb", 0.9, opacity=0.8)
    return at(0, -13.4, 1.13, swimmers_head(figure)) + ripples + rim


def _upper_body(who: Wearer) -> str:
    """From the waist up. A running body has one arm behind it, and one in front."""
    build, figure = who.build, who.figure
    runs = who.stance.lean != 0
    far, near = (1, -1) if who.stance.lean < 0 else (-1, 1)
    return "".join(
        (
            "" if who.turned else _on_neck(build, behind(figure)),
            "" if who.turned else costume_behind(who),
            arm(who, far) if runs else "",
            costume(who, figure.costume) if figure.costume else torso(who),
            _book(who) if figure.pose == "read" else "",
            held_behind_hands(who),
            "" if runs else arm(who, far),
            arm(who, near),
            held_before_hands(who),
            costume_behind(who) if who.turned else "",
            chest_cues(figure, build),
            _on_neck(build, head(figure), head_cues(figure)),
        )
    )


def _on_neck(build: Build, *drawings: str) -> str:
    return at(0, build.head_y, build.head, *drawings) if any(drawings) else ""


def _book(who: Wearer) -> str:
    """An open book that its reader holds up: we see the cover."""
    top = who.build.shoulder_y + 10
    edge = f"M-13 {top}L0 {top + 1.6}L13 {top}V{top + 13}L0 {top + 14.6}L-13 {top + 13}Z"
    cover = path(edge, COLOURS["yellow"], stroke=PAPER, stroke_width=1.4)
    spine = line(f"M0 {top + 2}V{top + 14}", shade(COLOURS["yellow"], -0.3), 0.9)
    label = box(3, top + 3, 6.5, 3.4, PAPER, rx=0.8)
    return cover + spine + label
