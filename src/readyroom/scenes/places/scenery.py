"""What a place is made of: a backdrop, and things that stand between the rows of people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scenery:
    """Whoever's feet stand lower than a thing in ``between`` is painted over it.

    Nobody is drawn here: all the people of a picture stand in the scene's data.
    """

    behind: str
    between: tuple[tuple[float, str], ...] = ()
