"""Draws the desks and chairs of a classroom, in the measure of the pupil who sits there."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.model import Figure
from readyroom.scenes.palette import COLOURS, PAPER, WOOD
from readyroom.scenes.svg import box, line, path, shade

DESK_TOP: Final = -34
_HALF: Final = 31


def desk(figure: Figure) -> str:
    """A desk, seen from the front, with what lies on it; open below for a wheelchair."""
    wood = shade(WOOD, 0.22)
    legs = box(-_HALF + 2, DESK_TOP, 5, -DESK_TOP, "#7f8a91") + box(
        _HALF - 7, DESK_TOP, 5, -DESK_TOP, "#7f8a91"
    )
    panel = box(-_HALF + 4, DESK_TOP + 3, 2 * _HALF - 8, 26, shade(WOOD, -0.06))
    slab = box(-_HALF, DESK_TOP - 1, 2 * _HALF, 5.5, wood, rx=1.6)
    return legs + ("" if figure.wheelchair else panel) + slab + _things(figure)


def chair() -> str:
    """The back of a chair, seen from behind."""
    frame = line("M-13 -14V-40M13 -14V-40M-13 -14L-16 6M13 -14L16 6", "#6d7880", 2.6)
    rest = box(-15.5, -43, 31, 12, COLOURS["blue"], rx=4)
    gloss = box(-12, -40.6, 24, 1.8, "#ffffff", rx=0.9, opacity=0.3)
    seat = box(-16, -19, 32, 6.5, shade(COLOURS["blue"], -0.1), rx=3)
    return frame + rest + gloss + seat


def _things(figure: Figure) -> str:
    """A pencil, and an open exercise book unless the pupil holds a book."""
    pencil = line(f"M17 {DESK_TOP - 1.8}H26", COLOURS["orange"], 1.8)
    if figure.pose == "read":
        return pencil
    pages = path(
        f"M-11 {DESK_TOP - 1}L-9.5 {DESK_TOP - 3.4}Q-4 {DESK_TOP - 4.8} 0 {DESK_TOP - 3.2}"
        f"Q4 {DESK_TOP - 4.8} 9.5 {DESK_TOP - 3.4}L11 {DESK_TOP - 1}Z",
        PAPER, stroke="#c8c4b8", stroke_width=0.5,
    )  # fmt: skip
    return pencil + pages + line(f"M0 {DESK_TOP - 3.2}V{DESK_TOP - 1.2}", "#c8c4b8", 0.6)
