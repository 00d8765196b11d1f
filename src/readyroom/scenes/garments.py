"""Draws what is worn on the torso: jumper, tracksuit, hoodie, coat, apron, hi-vis vest."""

from __future__ import annotations

from readyroom.scenes.body import Build
from readyroom.scenes.palette import COLOURS
from readyroom.scenes.svg import box, disc, line, path, shade, through
from readyroom.scenes.wearer import Wearer

_SILVER = "#e9eef0"


def torso(who: Wearer) -> str:
    """From the shoulders to the hips, with the neck."""
    build, clothes = who.build, who.clothes
    neck_line = through((0, build.shoulder_y - 7), (0, build.shoulder_y - 2.5))
    neck = line(neck_line, shade(who.skin, -0.12), 6.4 * build.girth)
    return "".join(
        (
            path(outline(build), clothes.top),
            path(_side(build), "#000000", opacity=0.08),
            neck,
            "" if who.turned else _front(who),
            _over(who),
        )
    )


def over_the_hips(who: Wearer) -> str:
    """What of a coat or an apron hangs over the legs."""
    build, clothes = who.build, who.clothes
    h, waist = build.hip, build.hip_y
    if clothes.kit == "coat":
        hem = waist + 11
        skirts = (
            f"M{-h - 0.6} {waist - 2}L{-h - 3} {hem}Q0 {hem + 2.6} {h + 3} {hem}"
            f"L{h + 0.6} {waist - 2}Z"
        )
        opening = (
            "" if who.turned else line(f"M0 {waist}V{hem + 1}", shade(clothes.top, -0.25), 0.9)
        )
        return path(skirts, clothes.top) + opening
    if clothes.over and clothes.kit == "apron" and not who.turned:
        hem = waist + 14
        cloth = path(
            f"M{-h - 0.4} {waist - 2}L{-h + 0.4} {hem}Q0 {hem + 1.6} {h - 0.4} {hem}"
            f"L{h + 0.4} {waist - 2}Z",
            clothes.over,
        )
        pocket = line(
            f"M-4.6 {waist + 3}V{waist + 8}Q0 {waist + 9} 4.6 {waist + 8}V{waist + 3}Z",
            shade(clothes.over, -0.25),
            0.8,
        )
        return cloth + pocket
    return ""


def outline(build: Build) -> str:
    """The torso's outline, as path data."""
    s, h, top, waist = build.shoulder, build.hip, build.shoulder_y, build.hip_y
    return (
        f"M{-s} {top + 3}Q{-s} {top - 2.5} {-s + 5} {top - 3.2}L-3 {top - 4.2}H3"
        f"L{s - 5} {top - 3.2}Q{s} {top - 2.5} {s} {top + 3}L{h + 0.6:.1f} {waist + 1}"
        f"Q0 {waist + 4} {-h - 0.6:.1f} {waist + 1}Z"
    )


def _side(build: Build) -> str:
    s, h, top, waist = build.shoulder, build.hip, build.shoulder_y, build.hip_y
    return (
        f"M{s - 3.5} {top - 2.7:.1f}Q{s} {top - 2.5} {s} {top + 3}L{h + 0.6:.1f} {waist + 1}"
        f"Q{h - 2:.1f} {waist + 2.4:.1f} {h - 4:.1f} {waist + 2.4:.1f}Z"
    )


def _front(who: Wearer) -> str:
    """Collar and closing, as they belong to the kit."""
    top, waist, clothes = who.build.shoulder_y, who.build.hip_y, who.clothes
    dark = shade(clothes.top, -0.25)
    match clothes.kit:
        case "tracksuit":
            return path(
                f"M-4.8 {top - 4.6}H4.8L3.6 {top + 1}H-3.6Z", shade(clothes.top, -0.15)
            ) + line(f"M0 {top - 3}V{waist + 2}", "#ffffff", 0.9)
        case "hoodie":
            return "".join(
                (
                    path(
                        f"M-7 {top - 3.6}Q0 {top - 8} 7 {top - 3.6}"
                        f"Q5 {top + 3} 0 {top + 3.4}Q-5 {top + 3} -7 {top - 3.6}Z",
                        dark,
                    ),
                    path(f"M-4 {top - 4.4}Q0 {top + 2.6} 4 {top - 4.4}Z", shade(who.skin, -0.12)),
                    line(f"M-2 {top + 2.6}V{top + 8}M2 {top + 2.6}V{top + 8}", "#f4f4f0", 0.8),
                    path(f"M-5 {waist - 8}H5L7 {waist}H-7Z", shade(clothes.top, -0.12)),
                )
            )
        case "coat":
            return "".join(
                (
                    path(f"M-6.4 {top - 4}L0 {top + 2}L6.4 {top - 4}L4 {top - 6}H-4Z", dark),
                    line(f"M0 {top + 2}V{waist + 3}", dark, 0.9),
                    *(disc(2, y, 0.8, "#f3e9d2") for y in (top + 7, top + 14, top + 21)),
                )
            )
        case _ if clothes.collar:
            return _shirt_collar(who)
        case _:
            return line(f"M-3.6 {top - 3.6}q3.6 4.4 7.2 0", shade(clothes.top, -0.18), 1)


def _shirt_collar(who: Wearer) -> str:
    """A shirt's collar in the neck of a jumper."""
    top = who.build.shoulder_y
    shirt = path(f"M-4.6 {top - 4}L0 {top + 6}L4.6 {top - 4}Z", COLOURS["white"])
    throat = path(f"M-2.6 {top - 4.5}L0 {top}L2.6 {top - 4.5}Z", shade(who.skin, -0.12))
    flaps = path(
        f"M-3 {top - 5}L0 {top}L-3.6 {top + 2.6}L-6 {top - 2.4}Z"
        f"M3 {top - 5}L0 {top}L3.6 {top + 2.6}L6 {top - 2.4}Z",
        "#ffffff", stroke="#cfd4d6", stroke_width=0.4,
    )  # fmt: skip
    return shirt + throat + flaps


def _over(who: Wearer) -> str:
    """An apron's bib or a vest, over the top."""
    over, build = who.clothes.over, who.build
    if not over:
        return ""
    top, waist = build.shoulder_y, build.hip_y
    if who.clothes.kit == "hi-vis":
        inset = box(-build.shoulder, waist - 9, 2 * build.shoulder, 3.2, _SILVER)
        straps = line(f"M-5.5 {top - 2}V{waist + 1}M5.5 {top - 2}V{waist + 1}", _SILVER, 2.2)
        neck = (
            ""
            if who.turned
            else path(f"M-3.4 {top - 4.4}L0 {top + 4}L3.4 {top - 4.4}Z", who.clothes.top)
        )
        return path(outline(build), over) + straps + inset + neck
    if who.turned:
        tie = (
            f"M-6 {top - 3}L6 {top - 3}M-{build.hip} {waist - 4}H{build.hip}M0 {waist - 4}"
            f"l-3 6M0 {waist - 4}l3 6"
        )
        return line(tie, over, 1.4)
    straps = line(f"M-4.8 {top + 4}L-3.4 {top - 3.6}M4.8 {top + 4}L3.4 {top - 3.6}", over, 1.6)
    h = build.hip
    bib = (
        f"M-5.6 {top + 3.4}H5.6Q6 {top + 10} {h + 0.4} {top + 14}V{waist + 2}H{-h - 0.4}"
        f"V{top + 14}Q-6 {top + 10} -5.6 {top + 3.4}Z"
    )
    return straps + path(bib, over)
