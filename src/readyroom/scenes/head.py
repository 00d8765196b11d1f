"""Draws heads: face, ears, and what belongs on them.

A head's own measure: the origin in its middle, the face 20 wide and 22 high.
"""

from __future__ import annotations

from typing import Final

from readyroom.scenes.hair import beard, hair_from_behind, hair_in_front, loose_hair
from readyroom.scenes.headwear import (
    EYE,
    covering,
    hat,
    safety_goggles,
    swimming_cap,
    swimming_goggles,
)
from readyroom.scenes.model import COVERED, HOODED, Figure, Look, Mood, Skin
from readyroom.scenes.outfit import USUAL
from readyroom.scenes.palette import COLOURS, HAIRS, INK, SKINS
from readyroom.scenes.svg import disc, line, number, oval, path, shade, tag

_TURN: Final[dict[Look, float]] = {"left": -2.4, "ahead": 0, "right": 2.4}
_LIPS: Final[dict[Skin, str]] = {
    "a": "#7c2f2c",
    "b": "#7c2f2c",
    "c": "#6b2824",
    "d": "#4a1a19",
    "e": "#2b0f10",
}


def behind(figure: Figure) -> str:
    """The hair that falls behind neck and shoulders."""
    if figure.style in COVERED or figure.costume in HOODED:
        return ""
    return loose_hair(figure, shade(HAIRS[figure.hair], -0.1))


def head(figure: Figure) -> str:
    """The head itself, seen from the front or from behind."""
    return _from_behind(figure) if figure.facing == "back" else _from_front(figure)


def swimmers_head(figure: Figure) -> str:
    """A head in a swimming cap and goggles."""
    skin, turn = SKINS[figure.skin], _TURN[figure.look]
    turned = figure.facing == "back"
    cap = swimming_cap(figure, COLOURS[figure.top or USUAL["swim"].top])
    return "".join(
        (
            oval(0, 0, 10, 11, skin),
            "" if turned else _face(figure, skin),
            cap,
            swimming_goggles(turn, turned=turned),
        )
    )


def _from_front(figure: Figure) -> str:
    skin, turn = SKINS[figure.skin], _TURN[figure.look]
    hooded = figure.costume in HOODED
    covered = figure.style in COVERED
    return "".join(
        (
            "" if hooded or figure.style == "headscarf" else _ears(skin),
            oval(0, 0, 10, 11, skin),
            _face(figure, skin),
            beard(figure, turn) if figure.beard else "",
            "" if hooded else covering(figure) if covered else hair_in_front(figure),
            _hearing_aid(1 if figure.look == "left" else -1) if figure.hearing_aid else "",
            _glasses(turn) if figure.glasses else "",
            safety_goggles(turn, turned=False) if figure.goggles else "",
            hat(figure),
        )
    )


def _from_behind(figure: Figure) -> str:
    skin = SKINS[figure.skin]
    covered = figure.style in COVERED
    bare = figure.style == "bald" and not covered
    return "".join(
        (
            "" if figure.style == "headscarf" else _ears(skin),
            oval(0, 0, 10, 11, skin) if bare or figure.style == "patka" else "",
            covering(figure) if covered else hair_from_behind(figure),
            _hearing_aid(1) if figure.hearing_aid else "",
            safety_goggles(0, turned=True) if figure.goggles else "",
            hat(figure),
        )
    )


def _ears(skin: str) -> str:
    return line("M-10 .7v1.7M10 .7v1.7", shade(skin, -0.08), 4)


def _hearing_aid(side: int) -> str:
    """A hook behind the ear, and its tube into it; whatever the hair, the ear is free."""
    return "".join(
        (
            line(f"M{side * 10} -2.4Q{side * 13.6} -3.2 {side * 12.8} 3", "#ffffff", 3),
            line(f"M{side * 10} -2.4Q{side * 13.6} -3.2 {side * 12.8} 3", "#1f66b0", 2),
            line(f"M{side * 10} -2.4Q{side * 8.6} -.4 {side * 10} 2", "#9fd0ee", 1),
        )
    )


def _face(figure: Figure, skin: str) -> str:
    turn = _TURN[figure.look]
    brow = INK if figure.hair in ("black", "brown") else shade(HAIRS[figure.hair], -0.3)
    sides = (-1, 1)
    nose = f"M{number(turn * 1.15 - 0.9)} 3.4q.9 1 1.8 0"
    return "".join(
        (
            line(f"M{number(turn - 6.6)} 4.4h1.2m10.8 0h1.2", "#e0604f", 2.6, opacity=0.22),
            *(_eye(turn + side * EYE, figure.mood) for side in sides),
            line("".join(_brow(turn, side, figure.mood) for side in sides), brow, 0.9),
            line(nose, shade(skin, -0.35), 0.8),
            tag(
                "g",
                _MOUTHS[figure.mood],
                color=_LIPS[figure.skin],
                transform=f"translate({number(turn)} 6.6)",
            ),
        )
    )


def _eye(x: float, mood: Mood) -> str:
    if mood == "laugh":
        return line(f"M{number(x - 1.7)} .8q1.7 -2.5 3.4 0", INK, 1)
    return oval(x, 0, 1.25, 1.6, INK) + disc(x + 0.45, -0.6, 0.45, "#ffffff")


def _brow(turn: float, side: int, mood: Mood) -> str:
    inner_lift = {"worried": -1.3, "effort": 0.5}.get(mood, 0.0)
    outer, inner = turn + side * (EYE + 1.9), turn + side * (EYE - 1.9)
    middle = f"{number(turn + side * EYE)} -4.7"
    return f"M{number(outer)} -3.2Q{middle} {number(inner)} {number(-3.4 + inner_lift)}"


_MOUTHS: Final[dict[Mood, str]] = {
    "smile": line("M-3.2 -.6q3.2 3 6.4 0", "currentColor", 1.1),
    "calm": line("M-2.3 .2q2.3 1 4.6 0", "currentColor", 1.1),
    "worried": line("M-2.5 1.4q2.5 -2.4 5 0", "currentColor", 1.1),
    "laugh": path("M-3.6 -1.2q3.6 1 7.2 0q-.5 4.8 -3.6 4.8t-3.6 -4.8Z", "currentColor")
    + path("M-3 -.9q3 .8 6 0l-.4 1.2h-5.2Z", "#ffffff"),
    "effort": path(
        "M-2.9 .1q2.9 -1.6 5.8 0v1.5q-2.9 .8 -5.8 0Z",
        "#ffffff",
        stroke="currentColor",
        stroke_width=0.7,
    ),
}


def _glasses(turn: float) -> str:
    lenses = "".join(
        disc(
            turn + side * EYE, 0, 3.1, "#ffffff", fill_opacity=0.18, stroke="#3a3a3a",
            stroke_width=0.9,
        )
        for side in (-1, 1)
    )  # fmt: skip
    return lenses + line(f"M{number(turn - 0.8)} -.3h1.6", "#3a3a3a", 0.9)
