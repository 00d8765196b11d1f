"""Draws what a verdict can hang on, each as a group marked ``data-cue``.

None of these is told by colour alone: a lanyard's card carries a sign, a bib a number.
"""

from __future__ import annotations

from readyroom.scenes.body import Build
from readyroom.scenes.model import Bib, Figure
from readyroom.scenes.palette import COLOURS, INK
from readyroom.scenes.svg import box, disc, line, path, tag, through, words

_PALE = ("white", "yellow", "orange", "pink")


def chest_cues(figure: Figure, build: Build) -> str:
    """Bib, slogan and lanyard: what is seen on the chest, or a bib's number on the back."""
    drawn = []
    if figure.bib:
        drawn.append(_cue(figure, "bib", _bib(figure.bib, build)))
    if figure.dress == "unsuitable":
        drawn.append(_cue(figure, "dress", _slogan(build)))
    if figure.lanyard:
        drawn.append(_cue(figure, "lanyard", _lanyard(figure.lanyard, build)))
    return "".join(drawn)


def head_cues(figure: Figure) -> str:
    """The custard pie that makes a laughing stock of somebody, in the head's own measure."""
    return _cue(figure, "ridicule", _custard_pie()) if figure.ridiculed else ""


def _cue(figure: Figure, name: str, drawing: str) -> str:
    return tag("g", drawing, data_cue=f"{figure.id}-{name}")


def _bib(bib: Bib, build: Build) -> str:
    top, bottom = build.shoulder_y + 3.5, build.hip_y - 2
    ink = INK if bib.colour in _PALE else "#ffffff"
    return "".join(
        (
            box(-7.6, top, 15.2, bottom - top, COLOURS[bib.colour], rx=1.8),
            box(
                -6.6, top + 1, 13.2, bottom - top - 2, "none", rx=1.2, stroke=ink, stroke_width=0.6
            ),
            words(str(bib.number), 0, (top + bottom) / 2 + 4.1, 11.5, ink),
        )
    )


def _slogan(build: Build) -> str:
    middle = (build.shoulder_y + build.hip_y) / 2
    return "".join(
        (
            path(_burst(middle), COLOURS["yellow"]),
            words("#@!", 0, middle + 2.9, 8, COLOURS["red"], 900),
        )
    )


def _burst(y: float) -> str:
    """A jagged shout, as comics draw it."""
    rim = ((-9, -3), (-5, -4.5), (-3, -8), (0, -5), (4, -8), (5, -4.5), (9, -4), (7.5, 0),
           (9, 4), (5, 5), (3.5, 8), (0, 5.5), (-4, 8), (-5, 5), (-9, 4), (-7.5, 0))  # fmt: skip
    return through(*((x, y + dy) for x, dy in rim)) + "Z"


def _lanyard(kind: str, build: Build) -> str:
    colour = COLOURS["red" if kind == "no-photo" else "blue"]
    top = build.shoulder_y - 2.5
    ribbon = through((-5.5, top), (0, top + 12), (5.5, top))
    card = top + 11
    sign = _crossed_camera() if kind == "no-photo" else _badge()
    return "".join(
        (
            line(ribbon, "#ffffff", 3.6),
            line(ribbon, colour, 2.2),
            box(-6.7, card - 0.7, 13.4, 13.9, "#ffffff", rx=2),
            box(-6, card, 12, 12.5, "#ffffff", rx=1.4, stroke=colour, stroke_width=1.4),
            tag("g", sign, transform=f"translate(0 {card + 6.4:.1f})"),
        )
    )


def _crossed_camera() -> str:
    return "".join(
        (
            box(-4.6, -2.8, 9.2, 6.6, INK, rx=1.2),
            box(-1.9, -4.2, 3.8, 2.4, INK, rx=0.6),
            disc(0, 0.5, 2, "#ffffff"),
            line("M-4.6 4.7L4.6 -4.7", "#ffffff", 2.1),
            line("M-4.6 4.7L4.6 -4.7", "#d4351c", 1.3),
        )
    )


def _badge() -> str:
    return disc(0, -2, 2.3, "#6b7c8a") + path("M-4 4.5q0 -4.3 4 -4.3t4 4.3Z", "#6b7c8a")


def _custard_pie() -> str:
    """A pie tin, upside down on the head, and custard that runs down over the hair."""
    custard = (
        "M-12 -12H12C12.5 -6 13.2 0 12.4 5.5C11.9 8.5 9.6 8.2 9.4 5.5C9.2 1 8.8 -3 7.2 -4.6"
        "C5.8 -5.8 5.2 -4 3.8 -3.4C2 -2.8 1.6 -6.2 -.4 -6.4C-2.6 -6.4 -2.6 -3.4 -4.6 -3.8"
        "C-6.6 -4.2 -7.4 -5.6 -8.4 -3.4C-9.4 -1 -8.8 7 -9.4 10.5C-10 13 -12.2 12.8 -12.6 10.5"
        "C-13.4 4 -12.8 -5 -12 -12Z"
    )
    return "".join(
        (
            path(custard, "#fae28a", stroke="#dcb542", stroke_width=0.7),
            disc(8.5, 11.5, 1.6, "#fae28a", stroke="#dcb542", stroke_width=0.5),
            path("M-8.5 -20H8.5L13 -13H-13Z", "#b9c2c8"),
            path("M3 -20H8.5L13 -13H5.5Z", "#96a1a9"),
            box(-14.5, -14.2, 29, 3.6, "#d8dee2", rx=1.8, stroke="#96a1a9", stroke_width=0.4),
        )
    )
