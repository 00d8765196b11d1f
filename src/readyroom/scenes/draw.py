"""Draws a scene as one SVG element, and says in a sentence what it shows."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.furniture import chair, desk
from readyroom.scenes.layout import HEIGHT, WIDTH, Placed, placed
from readyroom.scenes.model import PlaceName, Scene
from readyroom.scenes.person import person
from readyroom.scenes.places import backdrop
from readyroom.scenes.svg import at, tag

_COUNTS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
_WHERE: Final[dict[PlaceName, str]] = {
    "field": "on a school field",
    "classroom": "in a classroom",
    "hall": "in a school hall",
}


def draw(scene: Scene, *, prefix: str) -> str:
    """The scene as ``<svg>``, the same for the same scene.

    Every id in it starts with ``prefix``, so that several scenes may stand on one page. It is
    hidden from assistive technology: the page gives the picture in words. What the verdict
    hangs on is marked with ``data-cue``.
    """
    return tag(
        "svg",
        backdrop(scene.place, scene.lettering, prefix),
        *(_figure(one, scene.place) for one in placed(scene)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        aria_hidden="true",
        focusable="false",
    )


def alt(scene: Scene) -> str:
    """Who can be seen, and where: ``Four pupils and two adults on a school field.``"""
    pupils = sum(figure.pupil for figure in scene.figures)
    adults = len(scene.figures) - pupils
    groups = [_count(n, noun) for n, noun in ((pupils, "pupil"), (adults, "adult")) if n]
    sentence = f"{' and '.join(groups) or 'nobody'} {_WHERE[scene.place]}."
    return sentence[0].upper() + sentence[1:]


def _figure(one: Placed, place: PlaceName) -> str:
    body = person(one.figure, place, seated=one.seated)
    if not one.seated:
        return at(one.x, one.y, one.scale, body)
    if one.figure.facing == "back":
        return at(one.x, one.y, one.scale, desk(one.figure), body, chair())
    return at(one.x, one.y, one.scale, body, desk(one.figure))


def _count(n: int, noun: str) -> str:
    return f"{_COUNTS[n]} {noun}{'' if n == 1 else 's'}"
