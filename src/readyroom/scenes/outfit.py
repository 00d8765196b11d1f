"""What a figure wears: as its author says, and otherwise as people dress in such a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from readyroom.scenes.model import Colour, Costume, Figure, Kit, PlaceName, Wears
from readyroom.scenes.palette import BARK, COLOURS, WOOL


@dataclass(frozen=True)
class Outfit:
    """Clothes, with colours as ``#rrggbb``; ``over`` is worn above the top."""

    kit: Kit
    top: str
    bottom: str
    wears: Wears
    long_sleeves: bool
    collar: bool
    shoes: str
    over: str | None


@dataclass(frozen=True)
class Usual:
    """What belongs to a kit where its wearer does not say otherwise."""

    top: Colour
    bottom: Colour
    wears: Wears
    long_sleeves: bool
    collar: bool
    shoes: Colour
    under: Colour | None = None
    """The colour of the sleeves below an apron or a vest; without it, all is one garment."""


USUAL: Final[dict[Kit, Usual]] = {
    "pe": Usual("white", "navy", "shorts", long_sleeves=False, collar=False, shoes="white"),
    "uniform": Usual("red", "grey", "trousers", long_sleeves=True, collar=True, shoes="black"),
    "everyday": Usual("teal", "navy", "trousers", long_sleeves=True, collar=False, shoes="black"),
    "tracksuit": Usual("blue", "navy", "trousers", long_sleeves=True, collar=False, shoes="white"),
    "hoodie": Usual("teal", "navy", "trousers", long_sleeves=True, collar=False, shoes="white"),
    "coat": Usual("blue", "grey", "trousers", long_sleeves=True, collar=False, shoes="black"),
    "apron": Usual(
        "green", "grey", "trousers", long_sleeves=True, collar=True, shoes="black", under="white"
    ),
    "hi-vis": Usual(
        "yellow", "navy", "trousers", long_sleeves=True, collar=False, shoes="black", under="grey"
    ),
    "swim": Usual("yellow", "navy", "shorts", long_sleeves=False, collar=False, shoes="white"),
}
_PUPILS_IN: Final[dict[PlaceName, Kit]] = {
    "field": "pe",
    "trip": "coat",
    "pool": "tracksuit",
    "fete": "everyday",
    "workshop": "apron",
    "kitchen": "apron",
}
_COSTUMES: Final[dict[Costume, tuple[str, str]]] = {
    "shepherd": ("#a9793f", "#a9793f"),
    "angel": ("#fbfbf8", "#e9eef2"),
    "king": (COLOURS["red"], COLOURS["navy"]),
    "sheep": (WOOL, "#4b4540"),
    "star": (COLOURS["yellow"], COLOURS["orange"]),
    "tree": ("#57a350", BARK),
    "wizard": (COLOURS["purple"], COLOURS["navy"]),
    "pirate": ("#fbfbf8", "#2b2b30"),
}
"""Chest and sleeves, and legs, of a costume."""


def outfit(figure: Figure, place: PlaceName) -> Outfit:
    """The figure's clothes. A rude slogan stands on a black T-shirt, whatever the kit."""
    if figure.costume:
        return _dressed_up(figure, figure.costume)
    kit = kit_of(figure, place)
    usual = USUAL[kit]
    slogan = figure.dress == "unsuitable"
    above = COLOURS["black" if slogan else top_of(figure, place)]
    layered = usual.under is not None and not slogan
    return Outfit(
        kit="everyday" if slogan else kit,
        top=_below(usual.under, above) if usual.under and layered else above,
        bottom=COLOURS[figure.bottom or usual.bottom],
        wears=figure.wears or usual.wears,
        long_sleeves=usual.long_sleeves and not slogan,
        collar=usual.collar and not slogan,
        shoes=COLOURS[usual.shoes],
        over=above if layered else None,
    )


def _below(under: Colour, over: str) -> str:
    """The colour under an apron or a vest, another one where the two would be the same."""
    return COLOURS["blue" if COLOURS[under] == over else under]


def _dressed_up(figure: Figure, costume: Costume) -> Outfit:
    top, bottom = _COSTUMES[costume]
    return Outfit(
        kit="everyday",
        top=COLOURS[figure.top] if figure.top else top,
        bottom=COLOURS[figure.bottom] if figure.bottom else bottom,
        wears=figure.wears or "trousers",
        long_sleeves=True,
        collar=False,
        shoes="#4b4540",
        over=None,
    )


def top_of(figure: Figure, place: PlaceName) -> Colour:
    """The colour that one would name the figure's clothes by."""
    return figure.top or USUAL[kit_of(figure, place)].top


def kit_of(figure: Figure, place: PlaceName) -> Kit:
    """The figure's kit, or what pupils and adults wear in that place."""
    if figure.kit:
        return figure.kit
    return _PUPILS_IN.get(place, "uniform") if figure.pupil else "everyday"
