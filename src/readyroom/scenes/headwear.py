"""Draws what covers or frames a head: headscarf, patka, turban, cap, goggles, costume hats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from readyroom.scenes.model import Costume, Figure
from readyroom.scenes.palette import COLOURS, GOLD, WOOL
from readyroom.scenes.svg import box, disc, line, number, oval, path, shade, tag

EYE: Final = 3.9
"""How far the eyes are from the middle of the face."""

_SCARF: Final = (
    "M0 -15.5C-10 -15.5 -13.2 -8 -12.8 0C-12.6 7 -12.8 10 -15 13"
    "C-8 18.5 8 18.5 15 13C12.8 10 12.6 7 12.8 0C13.2 -8 10 -15.5 0 -15.5Z"
)
_OPENING: Final = (
    "M0 -9.8C6 -9.8 8.8 -6 8.8 -.5C8.8 6 5.5 10.4 0 10.4S-8.8 6 -8.8 -.5C-8.8 -6 -6 -9.8 0 -9.8Z"
)
_LEAVES: Final = ("#3f8a45", "#57a350")


def covering(figure: Figure) -> str:
    """Headscarf, patka or turban."""
    colour = COLOURS[figure.scarf]
    fold = shade(colour, 0.25 if figure.scarf in ("black", "navy") else -0.25)
    match figure.style:
        case "headscarf" if figure.facing == "back":
            return path(_SCARF, colour) + line("M-8 13C-3 16.5 3 16.5 8 13", fold, 0.9)
        case "headscarf":
            folds = "M-9.5 11.5C-4 16 4 16 10 12M-10 14.3C-4 16.6 6 16 11 13.5"
            return path(_SCARF + _OPENING, colour, fill_rule="evenodd") + line(folds, fold, 0.8)
        case "patka":
            return _patka(colour, fold, turned=figure.facing == "back")
        case _:
            return _turban(colour, fold, turned=figure.facing == "back")


def _patka(colour: str, fold: str, *, turned: bool) -> str:
    """A close cloth over a topknot, tied at the back."""
    low = "V1Q0 6 -11 1" if turned else "Q9 -7.6 0 -7.6T-11 -3"
    cloth = f"M-11 -3C-11.6 -11 -6.6 -14 0 -14S11.6 -11 11 -3{low}Z"
    knot = disc(0, -16, 4.8, colour) + line("M-4 -13.2Q0 -11.4 4 -13.2", fold, 1)
    ties = path("M-2 2L-6 10L-2.6 9.4L0 3L2.6 9.4L6 10L2 2Z", fold) if turned else ""
    seam = "" if turned else line("M-10.4 -4.4Q-8 -9 0 -9.2T10.4 -4.4", fold, 0.9)
    return path(cloth, colour) + knot + seam + ties


def _turban(colour: str, fold: str, *, turned: bool) -> str:
    """A wound turban, its layers crossing over the brow."""
    low = "Q11 9 0 9T-12.6 -2" if turned else "Q8 -4.4 0 -8.6Q-8 -4.4 -12.6 -2"
    cloth = path(f"M-12.6 -2C-15 -14 -8 -19.5 0 -19.5S15 -14 12.6 -2{low}Z", colour)
    layers = (
        "M-12.4 -5Q-4 -8 3.4 -18.4M-13 -9Q-6 -11 -1.6 -19M12.4 -5Q4 -8 -.4 -12M13 -9Q7 -11 3 -15"
    )
    return cloth + line(layers, fold, 0.9)


def swimming_cap(figure: Figure, colour: str) -> str:
    """A cap that takes all the hair in."""
    low = "V1Q0 7 -10.8 1" if figure.facing == "back" else "Q9 -7.4 0 -7.4T-10.8 -3"
    cap = path(f"M-10.8 -3C-11.4 -11.4 -6.6 -14 0 -14S11.4 -11.4 10.8 -3{low}Z", colour)
    ear = "" if figure.facing == "back" else line("M-10.4 -2V2.4M10.4 -2V2.4", colour, 2.6)
    return ear + cap + line("M-6 -10.6C-3 -12.2 1 -12.4 4 -11.6", "#ffffff", 1.1, opacity=0.6)


def swimming_goggles(turn: float, *, turned: bool) -> str:
    """Small dark lenses, or their strap."""
    if turned:
        return line("M-10.8 -2Q0 1.4 10.8 -2", "#1d2a33", 1.5)
    lenses = "".join(
        oval(turn + side * EYE, -0.2, 3.1, 2.4, "#2b7fb8", fill_opacity=0.55,
             stroke="#1d2a33", stroke_width=1) for side in (-1, 1)
    )  # fmt: skip
    strap = f"M{number(turn - 7)} -.4L-10.6 -2M{number(turn + 7)} -.4L10.6 -2"
    return (
        line(strap, "#1d2a33", 1.3) + lenses + line(f"M{number(turn - 0.8)} -.6h1.6", "#1d2a33", 1)
    )


def safety_goggles(turn: float, *, turned: bool) -> str:
    """One clear shield over both eyes, with a strap."""
    if turned:
        return line("M-11 -3Q0 .6 11 -3", "#d9822b", 2)
    shield = tag(
        "rect", x=turn - 8, y=-3.9, width=16, height=7.6, rx=3, fill="#cfeaf6", fill_opacity=0.45,
        stroke="#d9822b", stroke_width=1.3,
    )  # fmt: skip
    strap = f"M{number(turn - 8)} -1L-10.8 -2.4M{number(turn + 8)} -1L10.8 -2.4"
    return (
        line(strap, "#d9822b", 1.7) + shield + line(f"M{number(turn - 5)} -2l2 4", "#ffffff", 0.9)
    )


def hat(figure: Figure) -> str:
    """What a costume puts on the head, over hair or headscarf."""
    draw = _HATS.get(figure.costume) if figure.costume else None
    return draw(figure) if draw else ""


def _headcloth(figure: Figure) -> str:
    colour = COLOURS[figure.top or "white"]
    shape = _SCARF if figure.facing == "back" else _SCARF + _OPENING
    band = line("M-12.4 -6Q0 -10.6 12.4 -6", COLOURS["orange"], 2.6)
    return path(shape, colour, fill_rule="evenodd", stroke="#c9c2b2", stroke_width=0.5) + band


def _halo(figure: Figure) -> str:
    del figure
    ring = oval(0, -18.5, 9, 2.8, "none", stroke=GOLD, stroke_width=2)
    return line("M8 -12V-17", "#d9c48a", 0.7) + ring


def _crown(figure: Figure) -> str:
    del figure
    band = path("M-10.4 -9L-12 -19L-6 -14.4L0 -21L6 -14.4L12 -19L10.4 -9Q0 -12.4 -10.4 -9Z", GOLD,
                stroke=shade(GOLD, -0.3), stroke_width=0.6)  # fmt: skip
    jewels = ((-6.4, COLOURS["red"]), (0, COLOURS["blue"]), (6.4, COLOURS["red"]))
    return band + "".join(disc(x, -12.6, 1.3, colour) for x, colour in jewels)


def _fleece(figure: Figure) -> str:
    curls = ((-11, 5), (-12.6, -1), (-11, -7.6), (-6.4, -12.4), (0, -14), (6.4, -12.4),
             (11, -7.6), (12.6, -1), (11, 5), (-7, 10.6), (7, 10.6), (0, 12.4))  # fmt: skip
    ears = "".join(
        tag("ellipse", cx=0, cy=0, rx=5.4, ry=2.7, fill="#4b4540",
            transform=f"translate({side * 16.6} -5) rotate({side * 24})")
        for side in (-1, 1)
    )  # fmt: skip
    whole = disc(0, -1, 12, WOOL) if figure.facing == "back" else ""
    return ears + whole + "".join(disc(x, y, 4, WOOL) for x, y in curls)


def _star(figure: Figure) -> str:
    """A big star with a hole for the face."""
    rim = ("M0 -25L6.6 -11.6L21 -10.4L10.8 0L15.6 13.4L0 10.8L-15.6 13.4L-10.8 0L-21 -10.4"
           "L-6.6 -11.6Z")  # fmt: skip
    shape = rim if figure.facing == "back" else rim + _OPENING
    return path(shape, COLOURS["yellow"], fill_rule="evenodd", stroke="#d99e1c", stroke_width=1)


def _crown_of_leaves(figure: Figure) -> str:
    puffs = ((-12.4, 4), (-14.4, -4), (-10.6, -11.6), (-3.6, -16), (5, -15.6), (11.6, -10.6),
             (14.4, -3), (12.4, 5))  # fmt: skip
    whole = disc(0, -1, 13, _LEAVES[0]) if figure.facing == "back" else ""
    back = "".join(disc(x, y, 5.6, _LEAVES[i % 2]) for i, (x, y) in enumerate(puffs))
    apples = "".join(disc(x, y, 1.7, COLOURS["red"]) for x, y in ((-11, -8), (7, -15), (13, 2)))
    return whole + back + apples


def _pointed_hat(figure: Figure) -> str:
    colour = COLOURS[figure.top or "purple"]
    cone = path("M-9.6 -9Q-3 -22 5 -31Q5.4 -20 9.6 -9Q0 -12.4 -9.6 -9Z", colour)
    brim = path("M-16 -6.8Q0 -15.4 16 -6.8Q0 -9.4 -16 -6.8Z", shade(colour, -0.2))
    stars = disc(-1, -16, 1.3, GOLD) + disc(3.6, -21, 1, GOLD) + disc(4.6, -14, 1, GOLD)
    return cone + stars + brim


def _tricorne(figure: Figure) -> str:
    del figure
    hat = path("M-17 -7.6Q-12 -19 0 -19T17 -7.6Q8 -12.4 0 -9.4Q-8 -12.4 -17 -7.6Z", "#2b2b30")
    trim = line("M-17 -7.6Q-8 -12.4 0 -9.4Q8 -12.4 17 -7.6", GOLD, 1.2)
    bones = line("M-2.8 -12.6L2.8 -15.4M2.8 -12.6L-2.8 -15.4", "#f4f1e6", 1.1)
    return hat + trim + bones + box(-1.6, -16.6, 3.2, 2.6, "#f4f1e6", rx=1.2)


_HATS: Final[dict[Costume, Callable[[Figure], str]]] = {
    "shepherd": _headcloth,
    "angel": _halo,
    "king": _crown,
    "sheep": _fleece,
    "star": _star,
    "tree": _crown_of_leaves,
    "wizard": _pointed_hat,
    "pirate": _tricorne,
}
