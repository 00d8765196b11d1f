"""Where a scene's figures stand: across by their x, in depth by their row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from readyroom.scenes.model import ROWS, Figure, PlaceName, Row, Scene

WIDTH: Final = 960
HEIGHT: Final = 600
MARGIN: Final = 84
"""How far from the picture's sides the outermost figures stand, so that none is cut off."""

_ADULT: Final = 1.32
"""How much taller than a pupil an adult is."""


@dataclass(frozen=True)
class _Ground:
    """How a place recedes: where each row's feet stand, and how tall a pupil is there.

    Every second figure of a row stands ``stagger`` farther back. Whoever stands in a row of
    ``desks`` sits at one.
    """

    feet: dict[Row, float]
    farthest: float
    nearest: float
    stagger: float = 0
    desks: frozenset[Row] = frozenset()

    def scale(self, y: float) -> float:
        """Pixels for one unit of a pupil whose feet stand at that height of the picture."""
        depth = (y - self.feet["back"]) / (self.feet["front"] - self.feet["back"])
        return self.farthest + (self.nearest - self.farthest) * depth


_GROUNDS: Final[dict[PlaceName, _Ground]] = {
    "field": _Ground(
        {"back": 398, "middle": 490, "front": 582}, farthest=1.5, nearest=2.55, stagger=44
    ),
    "classroom": _Ground(
        {"back": 452, "middle": 560, "front": 654},
        farthest=2.15,
        nearest=3.1,
        desks=frozenset({"middle", "front"}),
    ),
    "hall": _Ground({"back": 388, "middle": 492, "front": 582}, farthest=1.5, nearest=2.4),
}


@dataclass(frozen=True)
class Placed:
    """A figure with its feet at a point of the picture."""

    figure: Figure
    x: float
    y: float
    scale: float
    seated: bool


def placed(scene: Scene) -> tuple[Placed, ...]:
    """The scene's figures where they stand, farthest first, as they are to be painted."""
    ground = _GROUNDS[scene.place]
    across = positions(scene.figures)
    found = []
    for row in ROWS:
        members = [figure for figure in scene.figures if figure.row == row]
        for order, figure in enumerate(members):
            y = ground.feet[row] - (ground.stagger if row != "back" and order % 2 else 0)
            scale = ground.scale(y) * (1 if figure.pupil else _ADULT)
            x = MARGIN + across[figure.id] / 100 * (WIDTH - 2 * MARGIN)
            found.append(Placed(figure, x, y, scale, seated=row in ground.desks))
    return tuple(sorted(found, key=lambda one: one.y))


def positions(figures: tuple[Figure, ...]) -> dict[str, float]:
    """Each figure's place across, from 0 to 100.

    The width is shared out in as many even slots as there are figures. A figure with an x
    takes the nearest slot away from the others, which fill the rest in the order listed.
    """
    slots = [100 * (i + 0.5) / len(figures) for i in range(len(figures))]
    chosen = {figure.id: figure.x for figure in figures if figure.x is not None}
    for x in chosen.values():
        slots.remove(min(slots, key=lambda slot: abs(slot - x)))
    rest = (figure.id for figure in figures if figure.x is None)
    return chosen | dict(zip(rest, slots, strict=True))
