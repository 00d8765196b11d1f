"""What a figure does, and the face that goes with it."""

from __future__ import annotations

from typing import Final

from readyroom.scenes.model import Figure, Held, Look, Mood, Pose
from readyroom.scenes.telling.english import choose

_DOES: Final[dict[Pose, tuple[str, ...]]] = {
    "stand": (),
    "hips": ("stands with hands on hips",),
    "wave": ("waves", "waves a hand"),
    "hand-up": ("puts a hand up", "has a hand up"),
    "cheer": ("cheers with both arms up", "throws both arms up"),
    "clap": ("claps", "claps both hands"),
    "point": ("points {}",),
    "run": ("runs {}",),
    "sprint": ("sprints {}",),
    "finish": ("runs {} with both arms up",),
    "read": ("reads a book", "holds an open book"),
    "write": ("writes", "bends over some writing"),
}
_FACES: Final[dict[Mood, tuple[str, str]]] = {
    "smile": ("smiles", "with a smile"),
    "laugh": ("laughs", "with a laugh"),
    "calm": ("looks calm", "with a calm face"),
    "effort": ("clenches the teeth", "with clenched teeth"),
    "worried": ("looks worried", "with a worried face"),
}
"""The face as a deed, and as what goes with one."""

_HOLDS: Final[dict[Held, str]] = {
    "trophy": "holds up a golden trophy",
    "certificate": "holds a certificate",
    "ball": "holds a ball",
    "phone": "holds up a phone",
    "cake": "carries a cake on a plate",
    "violin": "plays the violin",
    "plant": "carries a potted plant",
}
_WAYS: Final[dict[Look, str]] = {
    "left": "to the left",
    "right": "to the right",
    "ahead": "to the right",
}


def deeds(figure: Figure, turn: int) -> list[str]:
    """What the figure does and looks like doing it, as verbs; ``turn`` varies the wording."""
    done = []
    if ways := _DOES[figure.pose]:
        done.append(choose(ways, turn).format(_WAYS[figure.look]))
    if figure.holds:
        done.append(_HOLDS[figure.holds])
    if figure.facing == "back":
        return [*done, "has their back to us"]
    verb, beside = _FACES[figure.mood]
    if not done:
        return [_glance(figure, verb, beside, turn)]
    if turn % 2 and " with " not in done[0]:
        done[0] += f" {beside}"
        return done
    return [*done, verb]


def _glance(figure: Figure, verb: str, beside: str, turn: int) -> str:
    """The face alone, and where it looks."""
    if figure.look != "ahead":
        return f"looks {_WAYS[figure.look]} {beside}"
    return f"{verb} at us" if figure.mood == "smile" and turn % 2 else verb
