"""Draws the places behind and between the people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from readyroom.scenes.model import PlaceName
from readyroom.scenes.places.cooking import kitchen
from readyroom.scenes.places.fete import fete
from readyroom.scenes.places.garden import garden
from readyroom.scenes.places.grounds import field, playground
from readyroom.scenes.places.lessons import classroom, library, science_fair
from readyroom.scenes.places.making import workshop
from readyroom.scenes.places.music import music_room
from readyroom.scenes.places.outings import minibus, trip
from readyroom.scenes.places.scenery import Scenery
from readyroom.scenes.places.staff import staff_room
from readyroom.scenes.places.stages import hall, stage
from readyroom.scenes.places.swimming import pool

_PLACES: Final[dict[PlaceName, Callable[[tuple[str, ...], str], Scenery]]] = {
    "field": field,
    "classroom": classroom,
    "hall": hall,
    "trip": trip,
    "pool": pool,
    "playground": playground,
    "fete": fete,
    "workshop": workshop,
    "stage": stage,
    "minibus": minibus,
    "science-fair": science_fair,
    "staff-room": staff_room,
    "library": library,
    "garden": garden,
    "kitchen": kitchen,
    "music-room": music_room,
}


def scenery(place: PlaceName, lettering: tuple[str, ...], prefix: str) -> Scenery:
    """The place, filling the picture, with the lines that can be read in it.

    Every id in it starts with ``prefix``.
    """
    return _PLACES[place](lettering, prefix)
