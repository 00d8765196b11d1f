"""Draws one person from feet to hair, in the measure of ``body``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from readyroom.scenes.body import ADULT, CHILD, STANCES, Bend, Build, Stance, between, limb
from readyroom.scenes.cues import chest_cues, head_cues
from readyroom.scenes.head import behind, head
from readyroom.scenes.model import Figure, PlaceName
from readyroom.scenes.outfit import Outfit, outfit
from readyroom.scenes.palette import COLOURS, PAPER, SKINS
from readyroom.scenes.svg import (
    Point,
    at,
    box,
    disc,
    line,
    number,
    oval,
    path,
    shade,
    tag,
    through,
)

SITTING_LOWER: Final = 8
"""By how much a body sinks when it sits down at a desk."""


@dataclass(frozen=True)
class _Person:
    figure: Figure
    build: Build
    stance: Stance
    clothes: Outfit
    skin: str

    @property
    def sleeve(self) -> str:
        return shade(self.clothes.top, -0.08)


def person(figure: Figure, place: PlaceName, *, seated: bool) -> str:
    """The figure, its feet at the origin; without legs when it sits at a desk."""
    stance = STANCES[figure.pose]
    who = _Person(
        figure=figure,
        build=CHILD if figure.pupil else ADULT,
        stance=stance.mirrored() if figure.look == "left" else stance,
        clothes=outfit(figure, place),
        skin=SKINS[figure.skin],
    )
    lean = f"rotate({number(who.stance.lean)} 0 {number(who.build.hip_y)})"
    if seated:
        return at(0, SITTING_LOWER, 1, _lap(who), _upper_body(who))
    shadow = oval(0, 1, 17, 2.6, "#000000", opacity=0.16)
    return shadow + tag("g", _legs(who), _upper_body(who), transform=lean)


def _upper_body(who: _Person) -> str:
    """From the waist up. A running body has one arm behind it, and one in front."""
    build = who.build
    left = _arm(who, -build.shoulder, who.stance.left_arm)
    right = _arm(who, build.shoulder, who.stance.right_arm)
    runs = who.stance.lean != 0
    far, near = (right, left) if who.stance.lean < 0 else (left, right)
    return "".join(
        (
            _on_neck(build, "" if who.figure.facing == "back" else behind(who.figure)),
            far if runs else "",
            _torso(who),
            _book(who) if who.figure.pose == "read" else "",
            "" if runs else far,
            near,
            chest_cues(who.figure, build),
            _on_neck(build, head(who.figure), head_cues(who.figure)),
        )
    )


def _on_neck(build: Build, *drawings: str) -> str:
    return at(0, build.head_y, build.head, *drawings)


def _torso(who: _Person) -> str:
    build, clothes = who.build, who.clothes
    s, h, top, waist = build.shoulder, build.hip, build.shoulder_y, build.hip_y
    outline = (
        f"M{-s} {top + 3}Q{-s} {top - 2.5} {-s + 5} {top - 3.2}L-3 {top - 4.2}H3"
        f"L{s - 5} {top - 3.2}Q{s} {top - 2.5} {s} {top + 3}L{h + 0.6} {waist + 1}"
        f"Q0 {waist + 4} {-h - 0.6} {waist + 1}Z"
    )
    side = (
        f"M{s - 3.5} {top - 2.7}Q{s} {top - 2.5} {s} {top + 3}L{h + 0.6} {waist + 1}"
        f"Q{h - 2} {waist + 2.4} {h - 4} {waist + 2.4}Z"
    )
    neck = line(through((0, top - 7), (0, top - 2.5)), shade(who.skin, -0.12), 6.4 * build.girth)
    return "".join(
        (
            path(outline, clothes.top),
            path(side, "#000000", opacity=0.08),
            neck,
            _collar(who) if who.figure.facing == "front" else "",
        )
    )


def _collar(who: _Person) -> str:
    """A shirt's collar in the neck of a jumper, or the round neck of a T-shirt."""
    top = who.build.shoulder_y
    if not who.clothes.collar:
        return line(f"M-3.6 {top - 3.6}q3.6 4.4 7.2 0", shade(who.clothes.top, -0.18), 1)
    shirt = path(f"M-4.6 {top - 4}L0 {top + 6}L4.6 {top - 4}Z", COLOURS["white"])
    throat = path(f"M-2.6 {top - 4.5}L0 {top}L2.6 {top - 4.5}Z", shade(who.skin, -0.12))
    flaps = path(
        f"M-3 {top - 5}L0 {top}L-3.6 {top + 2.6}L-6 {top - 2.4}Z"
        f"M3 {top - 5}L0 {top}L3.6 {top + 2.6}L6 {top - 2.4}Z",
        "#ffffff", stroke="#cfd4d6", stroke_width=0.4,
    )  # fmt: skip
    return shirt + throat + flaps


def _arm(who: _Person, shoulder_x: float, bend: Bend) -> str:
    build, girth = who.build, who.build.girth
    inset = 2.4 if shoulder_x < 0 else -2.4
    start = (shoulder_x + inset, build.shoulder_y + 1)
    shoulder, elbow, wrist = limb(start, build.upper_arm, build.fore_arm, bend)
    hand = disc(*wrist, 3.3 * girth, who.skin)
    if who.clothes.long_sleeves:
        cuffed = between(elbow, wrist, 0.66)
        return hand + line(through(shoulder, elbow, cuffed), who.sleeve, 6.6 * girth)
    bare = line(through(shoulder, elbow, wrist), who.skin, 5 * girth)
    return (
        bare
        + hand
        + line(through(shoulder, between(shoulder, elbow, 0.6)), who.sleeve, 7.4 * girth)
    )


def _legs(who: _Person) -> str:
    build = who.build
    left = _leg(who, -build.hip * 0.52, who.stance.left_leg)
    right = _leg(who, build.hip * 0.52, who.stance.right_leg)
    far, near = (right, left) if who.stance.lean < 0 else (left, right)
    return far + near + (_skirt(who) if who.clothes.wears == "skirt" else "")


def _leg(who: _Person, hip_x: float, bend: Bend) -> str:
    build, clothes, girth = who.build, who.clothes, who.build.girth
    hip, knee, ankle = limb((hip_x, build.hip_y + 1), build.thigh, build.shin, bend)
    end = between(knee, ankle, 0.88)
    shoe = _shoe(who, ankle, bend[1], outward=-1 if hip_x < 0 else 1)
    if clothes.wears == "trousers":
        return shoe + line(
            through(hip, knee, between(knee, ankle, 0.82)), clothes.bottom, 8.6 * girth
        )
    bare = line(through(hip, knee, end), who.skin, 6.6 * girth)
    sock = line(through(between(knee, ankle, 0.62), end), COLOURS["white"], 6.8 * girth)
    short = line(through(hip, between(hip, knee, 0.62)), clothes.bottom, 10.6 * girth)
    return "".join(
        (
            bare,
            sock if who.figure.pupil else "",
            short if clothes.wears == "shorts" else "",
            shoe,
        )
    )


def _lap(who: _Person) -> str:
    """What of a sitting body's hips can be seen from behind."""
    width = 2 * who.build.hip + 3
    return box(-width / 2, who.build.hip_y - 2, width, 18, who.clothes.bottom, rx=6)


def _shoe(who: _Person, ankle: Point, shin_angle: float, outward: int) -> str:
    """A shoe that points outward, or ahead when its owner runs."""
    runs = who.stance.lean != 0
    way = (1 if who.stance.lean > 0 else -1) if runs else outward
    turn = -shin_angle if runs else 0
    upper = path("M-3.4 -3.6h5.4q5 .9 5.4 4.8h-10.8Z", who.clothes.shoes)
    sole = box(-3.6, 0.6, 11.2, 1.6, shade(who.clothes.shoes, -0.35), rx=0.8)
    where = (
        f"translate({number(ankle[0])} {number(ankle[1])}) rotate({number(turn)}) scale({way} 1)"
    )
    return tag("g", upper, sole, transform=where)


def _skirt(who: _Person) -> str:
    h, waist = who.build.hip, who.build.hip_y
    hem = waist + 19
    cloth = path(
        f"M{-h - 0.4} {waist - 1}L{-h - 5} {hem}Q0 {hem + 4} {h + 5} {hem}L{h + 0.4} {waist - 1}Z",
        who.clothes.bottom,
    )
    pleats = f"M-3 {waist + 4}L-4.6 {hem + 1}M3 {waist + 4}L4.6 {hem + 1}"
    return cloth + line(pleats, shade(who.clothes.bottom, -0.25), 0.8)


def _book(who: _Person) -> str:
    """An open book that its reader holds up: we see the cover."""
    top = who.build.shoulder_y + 10
    edge = f"M-13 {top}L0 {top + 1.6}L13 {top}V{top + 13}L0 {top + 14.6}L-13 {top + 13}Z"
    cover = path(edge, COLOURS["yellow"], stroke=PAPER, stroke_width=1.4, stroke_linejoin="round")
    spine = line(f"M0 {top + 2}V{top + 14}", shade(COLOURS["yellow"], -0.3), 0.9)
    label = box(3, top + 3, 6.5, 3.4, PAPER, rx=0.8)
    return cover + spine + label
