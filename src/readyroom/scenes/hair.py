"""Draws hair, in a head's own measure: the origin in its middle, the face 20 wide and 22 high."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.model import Figure, Style
from readyroom.scenes.palette import HAIRS
from readyroom.scenes.svg import disc, line, path, shade

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
_MIDDLE: Final = (
    "M-11 3C-12.6 -12 -7 -14.6 0 -14.6S12.6 -12 11 3C10.4 -2 8.6 -6.4 0 -11.4"
    "C-8.6 -6.4 -10.4 -2 -11 3Z"
)
_FRONT: Final[dict[Style, str]] = {
    "crop": _CLOSE,
    "afro": _CLOSE,
    "short": _CAP,
    "pony": _CAP,
    "bun": _CAP,
    "bunches": _PARTED,
    "long": _PARTED,
    "bob": _FRINGE,
    "braids": _MIDDLE,
}
_BACK: Final[dict[Style, str]] = {
    "bob": "M-11.5 -4C-13.5 4 -13 10 -12 12.5C-5 15 5 15 12 12.5C13 10 13.5 4 11.5 -4Z",
    "long": "M-11.5 -4C-14 6 -14 14 -12.5 19C-5 22 5 22 12.5 19C14 14 14 6 11.5 -4Z",
    "pony": "M6 -11C17 -13 20 -3 18.5 4C18 10 16.5 13 13.5 16C14.5 9 12 2 8 -1Z",
    "bunches": (
        "M-9 -5C-18 -8 -20.5 1 -19 8C-18.5 12 -17 14 -14.5 16C-12 10 -10.5 4 -9 -1Z"
        "M9 -5C18 -8 20.5 1 19 8C18.5 12 17 14 14.5 16C12 10 10.5 4 9 -1Z"
    ),
}
_CURLS: Final = (
    (-10, -4), (-9.5, -9), (-5.5, -12.5), (0, -13.8), (5.5, -12.5), (9.5, -9), (10, -4),
    (-4.5, -9), (.5, -9.8), (5, -9),
)  # fmt: skip
_PLAITS: Final = "M-12 3l-1.4 4.4 1 4.2 -1.4 4.2 .8 4M12 3l1.4 4.4 -1 4.2 1.4 4.2 -.8 4"


def loose_hair(figure: Figure, colour: str) -> str:
    """The hair that falls behind neck and shoulders, or down a back."""
    match figure.style:
        case "afro":
            return disc(0, -4, 15.5, colour)
        case "bun":
            tie = line("M-3.5 -13C-1 -11.8 1 -11.8 3.5 -13", shade(colour, 0.2), 0.8)
            return disc(0, -16.5, 5.5, colour) + tie
        case "braids":
            return _braids(colour)
        case style:
            shape = _BACK.get(style)
            return path(shape, colour) if shape else ""


def hair_in_front(figure: Figure) -> str:
    """The hair round the face."""
    colour = HAIRS[figure.hair]
    if figure.style == "bald":
        return line("M-4.5 -8.2C-2 -9.4 1.5 -9.4 4 -8.6", "#ffffff", 1.1, opacity=0.4)
    if figure.style == "curly":
        return path(_CLOSE, colour) + "".join(disc(x, y, 3.6, colour) for x, y in _CURLS)
    gloss = line("M-6 -11.5C-3 -13 1 -13.2 4 -12.6", shade(colour, 0.22), 0.9, opacity=0.8)
    return path(_FRONT[figure.style], colour) + gloss


def hair_from_behind(figure: Figure) -> str:
    """The back of the head."""
    colour = HAIRS[figure.hair]
    if figure.style == "bald":
        rim = "M-10 2C-9.8 8 -6 11 0 11S9.8 8 10 2C8.6 5.4 6 6.4 0 6.4S-8.6 5.4 -10 2Z"
        return path(rim, colour)
    parting = line("M0 -13.5C.6 -9 .6 -5 0 -1", shade(colour, 0.18), 0.7)
    crown = path(
        "M-10.8 0C-12 -12 -7 -14.6 0 -14.6S12 -12 10.8 0C10.5 6 8 10 0 10S-10.5 6 -10.8 0Z", colour
    )
    return crown + loose_hair(figure, colour) + parting


def beard(figure: Figure, turn: float) -> str:
    """A full beard round a mouth that stays to be seen."""
    shape = (
        "M-9.8 1.5C-10.4 9 -6.5 14 0 14S10.4 9 9.8 1.5C8.6 4.6 6.6 4.6 4.4 4.4"
        "Q0 2.6 -4.4 4.4C-6.6 4.6 -8.6 4.6 -9.8 1.5Z"
    )
    lips = f"M{turn - 4.1:.1f} 6.8q4.1 -2.4 8.2 0q-.4 4.6 -4.1 4.6t-4.1 -4.6Z"
    return path(shape + lips, HAIRS[figure.hair], fill_rule="evenodd")


def _braids(colour: str) -> str:
    """Two plaits with bands at their ends."""
    ends = "M-13 20.4v2.6M13 20.4v2.6"
    return (
        line(_PLAITS, colour, 5)
        + line("M-14.6 8.4l3.4 1.4M-15 13l3.6 1M-15.2 17l3.4 .6M14.6 8.4l-3.4 1.4M15 13l-3.6 1"
               "M15.2 17l-3.4 .6", shade(colour, 0.25), 0.8)
        + line(ends, "#e2762b", 3.6)
    )  # fmt: skip
