"""Where a scene's figures stand: across by their x, in depth by their row."""

from __future__ import annotations

from dataclasses import dataclass, field
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

    A unit of a pupil's height is ``farthest`` pixels in the back row and ``nearest`` in front;
    in the far row, ``far``. Every second figure of a row stands ``stagger`` farther back.
    Whoever stands in a row of ``desks`` sits at one. ``water`` is where swimmers look out.
    """

    feet: dict[Row, float]
    far: float
    farthest: float
    nearest: float
    stagger: float = 0
    desks: frozenset[Row] = frozenset()
    water: dict[Row, float] = field(default_factory=dict)

    def scale(self, y: float, row: Row) -> float:
        """Pixels for one unit of a pupil of that row, at that height of the picture."""
        if row == "far":
            return self.far
        depth = (y - self.feet["back"]) / (self.feet["front"] - self.feet["back"])
        return self.farthest + (self.nearest - self.farthest) * depth

    def standing(self, figure: Figure) -> float:
        """The height in the picture at which that figure's row stands, or swims."""
        return (self.water if figure.swims else self.feet)[figure.row]


def _rows(far: float, back: float, middle: float, front: float) -> dict[Row, float]:
    return {"far": far, "back": back, "middle": middle, "front": front}


_GROUNDS: Final[dict[PlaceName, _Ground]] = {
    "field": _Ground(_rows(344, 398, 490, 582), far=0.95, farthest=1.5, nearest=2.55, stagger=44),
    "classroom": _Ground(
        _rows(414, 452, 560, 654),
        far=1.45,
        farthest=2.15,
        nearest=3.1,
        desks=frozenset({"middle", "front"}),
    ),
    "hall": _Ground(_rows(381, 388, 492, 582), far=1.05, farthest=1.5, nearest=2.4),
    "trip": _Ground(_rows(378, 430, 508, 586), far=1, farthest=1.6, nearest=2.4),
    "pool": _Ground(
        _rows(316, 356, 396, 436),
        far=1.05,
        farthest=1.55,
        nearest=2.1,
        water=_rows(470, 500, 538, 580),
    ),
    "playground": _Ground(_rows(372, 424, 504, 586), far=1, farthest=1.55, nearest=2.4),
    "fete": _Ground(_rows(352, 424, 510, 586), far=1, farthest=1.7, nearest=2.4),
    "workshop": _Ground(_rows(402, 448, 520, 588), far=1.2, farthest=1.75, nearest=2.4),
    "stage": _Ground(_rows(406, 448, 500, 552), far=1.15, farthest=1.65, nearest=2.2),
    "minibus": _Ground(_rows(344, 446, 520, 588), far=0.92, farthest=1.7, nearest=2.4),
    "science-fair": _Ground(_rows(396, 446, 520, 588), far=1.1, farthest=1.75, nearest=2.4),
    "staff-room": _Ground(_rows(400, 440, 512, 588), far=1.15, farthest=1.6, nearest=2.2),
    "library": _Ground(_rows(404, 448, 520, 588), far=1.15, farthest=1.75, nearest=2.4),
    "garden": _Ground(_rows(362, 428, 510, 586), far=1, farthest=1.65, nearest=2.4),
    "kitchen": _Ground(_rows(402, 448, 520, 588), far=1.2, farthest=1.75, nearest=2.4),
    "music-room": _Ground(_rows(404, 446, 520, 588), far=1.15, farthest=1.65, nearest=2.4),
}


@dataclass(frozen=True)
class Placed:
    """A figure with its feet at a point of the picture; a swimmer, with its chin in the water."""

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
        staggers = ground.stagger if row in {"middle", "front"} else 0
        for order, figure in enumerate(members):
            y = ground.standing(figure) - (staggers if order % 2 else 0)
            scale = ground.scale(y, row) * (1 if figure.pupil else _ADULT)
            x = MARGIN + across[figure.id] / 100 * (WIDTH - 2 * MARGIN)
            found.append(Placed(figure, x, y, scale, seated=row in ground.desks))
    return tuple(sorted(found, key=lambda one: one.y))


def sits_at_a_desk(figure: Figure, place: PlaceName) -> bool:
    """Whether that figure's row sits at desks in that place."""
    return figure.row in _GROUNDS[place].desks


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
