"""The colours behind the palette's names."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.model import Colour, Hair, Skin

COLOURS: Final[dict[Colour, str]] = {
    "red": "#b3242d",
    "orange": "#e2762b",
    "yellow": "#f4c430",
    "green": "#1f7a4d",
    "teal": "#2f7f86",
    "blue": "#1f66b0",
    "navy": "#22334d",
    "purple": "#6d4a8f",
    "pink": "#d1608f",
    "white": "#fbfbf8",
    "grey": "#5d666e",
    "black": "#26282b",
}
SKINS: Final[dict[Skin, str]] = {
    "a": "#f6d3ba",
    "b": "#e9b88f",
    "c": "#c98f62",
    "d": "#9b6541",
    "e": "#6d442b",
}
HAIRS: Final[dict[Hair, str]] = {
    "black": "#25211f",
    "brown": "#4d3222",
    "chestnut": "#7a4526",
    "ginger": "#b9582b",
    "blond": "#dcae55",
    "grey": "#9b9da0",
}
INK: Final = "#2b2422"
PAPER: Final = "#fffdf7"
WOOD: Final = "#c99a62"
GOLD: Final = "#f0bf3a"
PALE: Final[frozenset[Colour]] = frozenset({"white", "yellow", "orange", "pink"})
"""Colours on which dark ink reads better than white."""
WOOL: Final = "#f2efe6"
BARK: Final = "#7d5c3c"
