"""Draws a scene as one SVG element."""

from __future__ import annotations

import re

from readyroom.scenes.describe import alt
from readyroom.scenes.furniture import chair, desk
from readyroom.scenes.layout import HEIGHT, WIDTH, Placed, placed
from readyroom.scenes.model import PlaceName, Scene
from readyroom.scenes.person import person
from readyroom.scenes.places import scenery
from readyroom.scenes.svg import at, picture

__all__ = ["alt", "cues", "draw"]


def draw(scene: Scene, *, prefix: str) -> str:
    """The scene as ``<svg>``, the same for the same scene.

    Every id in it starts with ``prefix``, so that several scenes may stand on one page. It is
    hidden from assistive technology: the page gives the picture in words. What the verdict
    hangs on is marked with ``data-cue``.
    """
    place = scenery(scene.place, scene.lettering, prefix)
    painted = [(one.y, _figure(one, scene.place)) for one in placed(scene)]
    painted += place.between
    return picture(
        WIDTH,
        HEIGHT,
        place.behind,
        *(drawing for _, drawing in sorted(painted, key=lambda one: one[0])),
    )


def cues(scene: Scene) -> tuple[str, ...]:
    """The names of everything in the drawing that a verdict can hang on, in painted order."""
    return tuple(re.findall(r' data-cue="([^"]+)"', draw(scene, prefix="cues")))


def _figure(one: Placed, place: PlaceName) -> str:
    body = person(one.figure, place, seated=one.seated)
    if not one.seated:
        return at(one.x, one.y, one.scale, body)
    if one.figure.facing == "back":
        seat = "" if one.figure.wheelchair else chair()
        return at(one.x, one.y, one.scale, desk(one.figure), body, seat)
    return at(one.x, one.y, one.scale, body, desk(one.figure))
