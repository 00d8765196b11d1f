"""What a figure wears: as its author says, and otherwise as people dress in such a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from readyroom.scenes.model import Colour, Figure, Kit, PlaceName, Wears
from readyroom.scenes.palette import COLOURS


@dataclass(frozen=True)
class Outfit:
    """Clothes, with colours as ``#rrggbb``."""

    top: str
    bottom: str
    wears: Wears
    long_sleeves: bool
    collar: bool
    shoes: str


@dataclass(frozen=True)
class _Usual:
    top: Colour
    bottom: Colour
    wears: Wears
    long_sleeves: bool
    collar: bool
    shoes: Colour


_USUAL: Final[dict[Kit, _Usual]] = {
    "pe": _Usual("white", "navy", "shorts", long_sleeves=False, collar=False, shoes="white"),
    "uniform": _Usual("red", "grey", "trousers", long_sleeves=True, collar=True, shoes="black"),
    "everyday": _Usual("teal", "navy", "trousers", long_sleeves=True, collar=False, shoes="black"),
}


def outfit(figure: Figure, place: PlaceName) -> Outfit:
    """The figure's clothes. A rude slogan stands on a black T-shirt, whatever the kit."""
    usual = _USUAL[figure.kit or _kit(figure, place)]
    slogan = figure.dress == "unsuitable"
    return Outfit(
        top=COLOURS["black" if slogan else figure.top or usual.top],
        bottom=COLOURS[figure.bottom or usual.bottom],
        wears=figure.wears or usual.wears,
        long_sleeves=usual.long_sleeves and not slogan,
        collar=usual.collar and not slogan,
        shoes=COLOURS[usual.shoes],
    )


def _kit(figure: Figure, place: PlaceName) -> Kit:
    if not figure.pupil:
        return "everyday"
    return "pe" if place == "field" else "uniform"
