"""Draws what a verdict can hang on, each as a group marked ``data-cue``.

None of these is told by colour alone: a lanyard's card carries a sign, a bib a number.
"""

from __future__ import annotations

from typing import Final

from readyroom.scenes.body import Build
from readyroom.scenes.lettering import block, broken
from readyroom.scenes.model import Bib, Colour, Figure, LanyardKind
from readyroom.scenes.palette import COLOURS, GOLD, INK, PALE, PAPER
from readyroom.scenes.svg import at, box, disc, line, path, shade, tag, through, words

_SMALL: Final = 1.35
"""By how much larger a far figure's cues are drawn, as a caricature does, to be made out."""


def chest_cues(figure: Figure, build: Build) -> str:
    """All that is seen on the chest, or a bib's number on the back."""
    middle = (build.shoulder_y + build.hip_y) / 2
    drawn = []
    if figure.crest:
        drawn.append(_cue(figure, "crest", _crest_on(figure, build)))
    if figure.bib:
        drawn.append(_cue(figure, "bib", _bib(figure.bib, build)))
    if figure.dress == "unsuitable":
        drawn.append(_cue(figure, "dress", _slogan(middle)))
    if figure.lanyard:
        aside = -3.2 if figure.crest else 0
        drawn.append(_cue(figure, "lanyard", _lanyard(figure.lanyard, build, aside)))
    if figure.sticker:
        low = 4.5 if figure.crest else 0
        drawn.append(_cue(figure, "sticker", _sticker(figure.sticker, middle + low)))
    if figure.medal:
        drawn.append(_medal(build))
    if figure.row == "far" and drawn:
        return tag(
            "g", *drawn, transform=f"translate(0 {middle * (1 - _SMALL):.1f}) scale({_SMALL})"
        )
    return "".join(drawn)


def head_cues(figure: Figure) -> str:
    """The custard pie that makes a laughing stock of somebody, in the head's own measure."""
    return _cue(figure, "ridicule", _custard_pie()) if figure.ridiculed else ""


def _cue(figure: Figure, name: str, drawing: str) -> str:
    return tag("g", drawing, data_cue=f"{figure.id}-{name}")


def _bib(bib: Bib, build: Build) -> str:
    top, bottom = build.shoulder_y + 3.5, build.hip_y - 2
    ink = INK if bib.colour in PALE else "#ffffff"
    return "".join(
        (
            box(-7.6, top, 15.2, bottom - top, COLOURS[bib.colour], rx=1.8),
            box(
                -6.6, top + 1, 13.2, bottom - top - 2, "none", rx=1.2, stroke=ink, stroke_width=0.6
            ),
            words(str(bib.number), 0, (top + bottom) / 2 + 4.1, 11.5, ink),
        )
    )


def _slogan(middle: float) -> str:
    return "".join(
        (
            path(_burst(middle), COLOURS["yellow"]),
            words("#@!", 0, middle + 2.9, 8, COLOURS["red"]),
        )
    )


def _burst(y: float) -> str:
    """A jagged shout, as comics draw it."""
    rim = ((-9, -3), (-5, -4.5), (-3, -8), (0, -5), (4, -8), (5, -4.5), (9, -4), (7.5, 0),
           (9, 4), (5, 5), (3.5, 8), (0, 5.5), (-4, 8), (-5, 5), (-9, 4), (-7.5, 0))  # fmt: skip
    return through(*((x, y + dy) for x, dy in rim)) + "Z"


_LANYARD_COLOURS: Final[dict[LanyardKind, Colour]] = {
    "no-photo": "red",
    "staff": "blue",
    "visitor": "green",
}


def _lanyard(kind: LanyardKind, build: Build, aside: float) -> str:
    colour = COLOURS[_LANYARD_COLOURS[kind]]
    top = build.shoulder_y - 2.5
    ribbon = through((-5.5, top), (aside, top + 12), (5.5, top))
    card = top + 11
    sign = {"no-photo": _crossed_camera, "staff": _badge, "visitor": _letter_v}[kind]()
    return "".join(
        (
            line(ribbon, "#ffffff", 3.6),
            line(ribbon, colour, 2.2),
            box(aside - 6.7, card - 0.7, 13.4, 13.9, "#ffffff", rx=2),
            box(aside - 6, card, 12, 12.5, "#ffffff", rx=1.4, stroke=colour, stroke_width=1.4),
            at(aside, card + 6.4, 1, sign),
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


def _letter_v() -> str:
    return words("V", 0, 3.6, 10, COLOURS["green"])


def _crest_on(figure: Figure, build: Build) -> str:
    """On the wearer's left breast; smaller and higher when something hangs beside it."""
    if figure.lanyard or figure.medal:
        return at(6.6, build.shoulder_y + 6.4, 1.05, _crest())
    if figure.sticker:
        return at(4.4, build.shoulder_y + 4, 1.1, _crest())
    return at(3.8, build.shoulder_y + 9, 1.4, _crest())


def _crest() -> str:
    """An invented school's crest: a golden oak leaf over an open book."""
    shield = "M-4.2 -4.6Q0 -5.6 4.2 -4.6V.4Q4 4 0 5.6Q-4 4 -4.2 .4Z"
    book = "M-2.8 1Q-1.2 .2 0 1Q1.2 .2 2.8 1V3Q1.2 2.2 0 3Q-1.2 2.2 -2.8 3Z"
    leaf = (
        "M0 -4.2Q1.4 -3.6 1.2 -2.6Q2.2 -1.8 1 -.8Q.6 .1 0 .1Q-.6 .1 -1 -.8"
        "Q-2.2 -1.8 -1.2 -2.6Q-1.4 -3.6 0 -4.2Z"
    )
    return (
        path(shield, COLOURS["navy"], stroke=GOLD, stroke_width=1.1)
        + path(leaf, GOLD)
        + path(book, PAPER)
    )


def _sticker(text: str, middle: float) -> str:
    """A white sticker with a coloured head; a name of two parts takes two lines."""
    lines = broken(text)
    height = 10.5 if len(lines) == 1 else 14.5
    top = middle - height / 2
    return "".join(
        (
            box(-12.2, top, 24.4, height, "#ffffff", rx=1.6, stroke="#c9d2d8", stroke_width=0.4),
            path(
                f"M-12.2 {top + 2.6}V{top + 1.6}q0 -1.6 1.6 -1.6h21.2q1.6 0 1.6 1.6v1Z", "#2f7fd0"
            ),
            block(lines, x=0, top=top + 2.9, width=22.6, height=height - 3.4, ink=COLOURS["navy"]),
        )
    )


def _medal(build: Build) -> str:
    top = build.shoulder_y - 2.5
    ribbon = through((-5.5, top), (0, top + 15), (5.5, top))
    return "".join(
        (
            line(ribbon, "#ffffff", 3.2),
            line(ribbon, COLOURS["red"], 2.2),
            disc(0, top + 18, 4.8, GOLD, stroke=shade(GOLD, -0.3), stroke_width=0.9),
            path(
                f"M0 {top + 15.2}l.9 1.9 2 .2 -1.5 1.4 .4 2 -1.8 -1 -1.8 1 .4 -2 -1.5 -1.4 2 -.2Z",
                "#fff4c2",
            ),
        )
    )


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
