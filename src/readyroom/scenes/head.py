"""Draws heads: face, hair, headscarf, glasses.

A head's own measure: the origin in its middle, the face 20 wide and 22 high.
"""

from __future__ import annotations

from typing import Final

from readyroom.scenes.model import Figure, Look, Mood, Skin, Style
from readyroom.scenes.palette import COLOURS, HAIRS, INK, SKINS
from readyroom.scenes.svg import disc, line, number, oval, path, shade, tag

_TURN: Final[dict[Look, float]] = {"left": -2.4, "ahead": 0, "right": 2.4}
_EYE: Final = 3.9
_LIPS: Final[dict[Skin, str]] = {
    "a": "#7c2f2c",
    "b": "#7c2f2c",
    "c": "#6b2824",
    "d": "#4a1a19",
    "e": "#2b0f10",
}

_CAP: Final = (
    "M-10.8 0C-12 -12 -7 -14.6 0 -14.6S12 -12 10.8 0C10.2 -3.2 8.8 -5.6 6.8 -7.2"
    "C2.5 -5 -2.5 -5.2 -6.4 -7.6C-8.8 -5.6 -10.2 -3.2 -10.8 0Z"
)
_PARTED: Final = (
    "M-11.2 4C-12.8 -12 -7 -14.8 0 -14.8S12.8 -12 11.2 4C10.6 -1 9.2 -4.4 7.4 -6.6"
    "C3 -6.4 -1 -8 -3.6 -10.4C-5.4 -7.4 -7 -5.8 -8.8 -4.6C-9.8 -2.6 -10.6 0 -11.2 4Z"
)
_FRINGE: Final = (
    "M-11.6 4C-13 -12 -7 -15 0 -15S13 -12 11.6 4C11 0 10.2 -2.8 9.2 -4.4"
    "C3 -3 -3 -3 -9.2 -4.4C-10.2 -2.8 -11 0 -11.6 4Z"
)
_CLOSE: Final = (
    "M-10.3 -2.5C-10.8 -11.6 -5.8 -13 0 -13S10.8 -11.6 10.3 -2.5"
    "C9.5 -5.8 8.3 -7.4 6.6 -8C2 -9 -2 -9 -6.6 -8C-8.3 -7.4 -9.5 -5.8 -10.3 -2.5Z"
)
_FRONT_HAIR: Final[dict[Style, str]] = {
    "crop": _CLOSE,
    "afro": _CLOSE,
    "short": _CAP,
    "pony": _CAP,
    "bun": _CAP,
    "bunches": _PARTED,
    "long": _PARTED,
    "bob": _FRINGE,
}
_BACK_HAIR: Final[dict[Style, str]] = {
    "bob": "M-11.5 -4C-13.5 4 -13 10 -12 12.5C-5 15 5 15 12 12.5C13 10 13.5 4 11.5 -4Z",
    "long": "M-11.5 -4C-14 6 -14 14 -12.5 19C-5 22 5 22 12.5 19C14 14 14 6 11.5 -4Z",
    "pony": "M6 -11C17 -13 20 -3 18.5 4C18 10 16.5 13 13.5 16C14.5 9 12 2 8 -1Z",
    "bunches": (
        "M-9 -5C-18 -8 -20.5 1 -19 8C-18.5 12 -17 14 -14.5 16C-12 10 -10.5 4 -9 -1Z"
        "M9 -5C18 -8 20.5 1 19 8C18.5 12 17 14 14.5 16C12 10 10.5 4 9 -1Z"
    ),
}
_SCARF: Final = (
    "M0 -15.5C-10 -15.5 -13.2 -8 -12.8 0C-12.6 7 -12.8 10 -15 13"
    "C-8 18.5 8 18.5 15 13C12.8 10 12.6 7 12.8 0C13.2 -8 10 -15.5 0 -15.5Z"
)
_SCARF_OPENING: Final = (
    "M0 -9.8C6 -9.8 8.8 -6 8.8 -.5C8.8 6 5.5 10.4 0 10.4S-8.8 6 -8.8 -.5C-8.8 -6 -6 -9.8 0 -9.8Z"
)
_CURLS: Final = (
    (-10, -4), (-9.5, -9), (-5.5, -12.5), (0, -13.8), (5.5, -12.5), (9.5, -9), (10, -4),
    (-4.5, -9), (.5, -9.8), (5, -9),
)  # fmt: skip


def behind(figure: Figure) -> str:
    """The hair that falls behind neck and shoulders."""
    if figure.style == "headscarf":
        return ""
    return _loose_hair(figure, shade(HAIRS[figure.hair], -0.1))


def head(figure: Figure) -> str:
    """The head itself, seen from the front or from behind."""
    return _from_behind(figure) if figure.facing == "back" else _from_front(figure)


def _from_front(figure: Figure) -> str:
    skin = SKINS[figure.skin]
    covered = figure.style == "headscarf"
    ears = "".join(oval(side * 10, 1.5, 2, 2.8, shade(skin, -0.08)) for side in (-1, 1))
    return "".join(
        (
            "" if covered else ears,
            oval(0, 0, 10, 11, skin),
            _face(figure, skin),
            _scarf(figure) if covered else _front_hair(figure),
            _glasses(_TURN[figure.look]) if figure.glasses else "",
        )
    )


def _from_behind(figure: Figure) -> str:
    if figure.style == "headscarf":
        colour = COLOURS[figure.scarf]
        fold = line("M-8 13C-3 16.5 3 16.5 8 13", shade(colour, -0.25), 0.9)
        return path(_SCARF, colour) + fold
    hair = HAIRS[figure.hair]
    ears = "".join(oval(side * 10, 1.5, 2, 2.8, SKINS[figure.skin]) for side in (-1, 1))
    parting = line("M0 -13.5C.6 -9 .6 -5 0 -1", shade(hair, 0.18), 0.7)
    crown = path(
        "M-10.8 0C-12 -12 -7 -14.6 0 -14.6S12 -12 10.8 0C10.5 6 8 10 0 10S-10.5 6 -10.8 0Z", hair
    )
    return ears + crown + _loose_hair(figure, hair) + parting


def _loose_hair(figure: Figure, hair: str) -> str:
    if figure.style == "afro":
        return disc(0, -4, 15.5, hair)
    if figure.style == "bun":
        return disc(0, -16.5, 5.5, hair) + line(
            "M-3.5 -13C-1 -11.8 1 -11.8 3.5 -13", shade(hair, 0.2), 0.8
        )
    shape = _BACK_HAIR.get(figure.style)
    return path(shape, hair) if shape else ""


def _front_hair(figure: Figure) -> str:
    hair = HAIRS[figure.hair]
    if figure.style == "curly":
        return path(_CLOSE, hair) + "".join(disc(x, y, 3.6, hair) for x, y in _CURLS)
    gloss = line("M-6 -11.5C-3 -13 1 -13.2 4 -12.6", shade(hair, 0.22), 0.9, opacity=0.8)
    return path(_FRONT_HAIR[figure.style], hair) + gloss


def _scarf(figure: Figure) -> str:
    colour = COLOURS[figure.scarf]
    fold = shade(colour, -0.25 if figure.scarf != "black" else 0.25)
    return (
        path(_SCARF + _SCARF_OPENING, colour, fill_rule="evenodd")
        + line("M-9.5 11.5C-4 16 4 16 10 12", fold, 0.8)
        + line("M-10 14.3C-4 16.6 6 16 11 13.5", fold, 0.8)
    )


def _face(figure: Figure, skin: str) -> str:
    turn = _TURN[figure.look]
    brow = INK if figure.hair in ("black", "brown") else shade(HAIRS[figure.hair], -0.3)
    sides = (-1, 1)
    nose = f"M{number(turn * 1.15 - 0.9)} 3.4q.9 1 1.8 0"
    return "".join(
        (
            *(oval(turn + side * 6, 4.4, 1.9, 1.3, "#e0604f", opacity=0.22) for side in sides),
            *(_eye(turn + side * _EYE, figure.mood) for side in sides),
            *(_brow(turn, side, figure.mood, brow) for side in sides),
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


def _brow(turn: float, side: int, mood: Mood, colour: str) -> str:
    inner_lift = {"worried": -1.3, "effort": 0.5}.get(mood, 0.0)
    outer, inner = turn + side * (_EYE + 1.9), turn + side * (_EYE - 1.9)
    middle = f"{number(turn + side * _EYE)} -4.7"
    d = f"M{number(outer)} -3.2Q{middle} {number(inner)} {number(-3.4 + inner_lift)}"
    return line(d, colour, 0.9)


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
            turn + side * _EYE,
            0,
            3.1,
            "#ffffff",
            fill_opacity=0.18,
            stroke="#3a3a3a",
            stroke_width=0.9,
        )
        for side in (-1, 1)
    )
    return lenses + line(f"M{number(turn - 0.8)} -.3h1.6", "#3a3a3a", 0.9)
