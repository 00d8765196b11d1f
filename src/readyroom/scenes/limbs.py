"""Draws arms, legs and shoes."""

from __future__ import annotations

from readyroom.scenes.body import Bend, between, limb
from readyroom.scenes.palette import COLOURS
from readyroom.scenes.svg import Point, box, disc, line, number, path, shade, tag, through
from readyroom.scenes.wearer import Wearer


def arm(who: Wearer, side: int) -> str:
    """An arm with its sleeve, at the left (-1) or at the right (1) of the picture."""
    girth = who.build.girth
    shoulder, elbow, wrist = who.arm(side)
    hand = disc(*wrist, 3.3 * girth, who.skin)
    if who.clothes.long_sleeves:
        cuffed = through(shoulder, elbow, between(elbow, wrist, 0.66))
        sleeve = line(cuffed, who.sleeve, 6.6 * girth)
        return hand + sleeve + _stripe(who, cuffed)
    bare = line(through(shoulder, elbow, wrist), who.skin, 5 * girth)
    short = through(shoulder, between(shoulder, elbow, 0.6))
    return bare + hand + line(short, who.sleeve, 7.4 * girth)


def _stripe(who: Wearer, sleeve: str) -> str:
    """The stripe along a tracksuit's sleeve or leg."""
    if who.clothes.kit != "tracksuit" or who.figure.costume:
        return ""
    return line(sleeve, "#ffffff", 1.1)


def legs(who: Wearer) -> str:
    """Both legs, and the skirt over them."""
    hip = who.build.hip * 0.52
    left = _leg(who, -hip, who.stance.left_leg)
    right = _leg(who, hip, who.stance.right_leg)
    both = right + left if who.stance.lean < 0 else left + right
    return both + (_skirt(who) if who.clothes.wears == "skirt" else "")


def _leg(who: Wearer, hip_x: float, bend: Bend) -> str:
    build, clothes, girth = who.build, who.clothes, who.build.girth
    hip, knee, ankle = limb((hip_x, build.hip_y + 1), build.thigh, build.shin, bend)
    shoe = _shoe(who, ankle, bend[1], outward=-1 if hip_x < 0 else 1)
    if clothes.wears == "trousers":
        whole = through(hip, knee, between(knee, ankle, 0.82))
        return shoe + line(whole, clothes.bottom, 8.6 * girth) + _stripe(who, whole)
    end = between(knee, ankle, 0.88)
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


def seated_legs(who: Wearer) -> str:
    """Legs of somebody who sits in a wheelchair: from the seat to the footplate."""
    build, clothes, girth = who.build, who.clothes, who.build.girth
    knee, foot = build.hip_y + 7, build.hip_y + 24
    cloth = clothes.bottom
    shin = cloth if clothes.wears == "trousers" else who.skin
    drawn = [
        line(f"M{side * 5} {knee}L{side * 5.2} {foot}", shin, 8 * girth)
        + _shoe(who, (side * 5.2, foot + 1), 0, outward=side)
        for side in (-1, 1)
    ]
    thighs = box(-9.6, build.hip_y - 2, 19.2, 12, cloth, rx=5)
    gap = line(f"M0 {build.hip_y + 3}V{knee + 2}", shade(cloth, -0.25), 0.8)
    skirt = box(-10.6, build.hip_y - 2, 21.2, 14, cloth, rx=4) if clothes.wears == "skirt" else ""
    return "".join(drawn) + (skirt or thighs + gap)


def lap(who: Wearer) -> str:
    """What of a sitting body's hips can be seen from behind."""
    width = 2 * who.build.hip + 3
    return box(-width / 2, who.build.hip_y - 2, width, 18, who.clothes.bottom, rx=6)


def _shoe(who: Wearer, ankle: Point, shin_angle: float, outward: int) -> str:
    """A shoe that points outward, or ahead when its owner runs."""
    runs = who.stance.lean != 0
    way = (1 if who.stance.lean > 0 else -1) if runs else outward
    turn = f" rotate({number(-shin_angle)})" if runs else ""
    mirror = " scale(-1 1)" if way < 0 else ""
    upper = path("M-3.4 -3.6h5.4q5 .9 5.4 4.8h-10.8Z", who.clothes.shoes)
    sole = line("M-2.8 1.4h9.6", shade(who.clothes.shoes, -0.35), 1.6)
    where = f"translate({number(ankle[0])} {number(ankle[1])}){turn}{mirror}"
    return tag("g", upper, sole, transform=where)


def _skirt(who: Wearer) -> str:
    h, waist = who.build.hip, who.build.hip_y
    hem = waist + 19
    cloth = path(
        f"M{-h - 0.4} {waist - 1}L{-h - 5} {hem}Q0 {hem + 4} {h + 5} {hem}L{h + 0.4} {waist - 1}Z",
        who.clothes.bottom,
    )
    pleats = f"M-3 {waist + 4}L-4.6 {hem + 1}M3 {waist + 4}L4.6 {hem + 1}"
    return cloth + line(pleats, shade(who.clothes.bottom, -0.25), 0.8)
