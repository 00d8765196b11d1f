"""Sets lines of text as large as the room for them allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from readyroom.scenes.svg import tag, words

_NARROW: Final = frozenset("iljftrI.,:;'’!|()[]-/ ")
_WIDE: Final = frozenset("mwMW@%")
LEADING: Final = 1.2
"""From one line's foot to the next, in sizes."""


def span(text: str) -> float:
    """About how wide the text is in bold Arial, in sizes."""
    return sum(
        0.36 if c in _NARROW else 0.97 if c in _WIDE else 0.73 if c.isupper() else 0.59
        for c in text
    )


def size(lines: Sequence[str], *, width: float, height: float, largest: float = 99) -> float:
    """The size at which all the lines go into the room."""
    return min(
        largest, height / (LEADING * len(lines)), width / max(0.5, *(span(text) for text in lines))
    )


def block(
    lines: Sequence[str],
    *,
    x: float,
    top: float,
    width: float,
    height: float,
    ink: str,
    largest: float = 99,
) -> str:
    """The lines under one another, in the middle of the room."""
    letters = size(lines, width=width, height=height, largest=largest)
    step = letters * LEADING
    first = top + height / 2 - step * (len(lines) - 1) / 2 + letters * 0.36
    return "".join(words(text, x, first + step * i, letters, ink) for i, text in enumerate(lines))


def lettering(
    lines: Sequence[str],
    *,
    x: float,
    top: float,
    width: float,
    height: float,
    ink: str,
    largest: float = 44,
) -> str:
    """A scene's lettering, as a cue."""
    text = block(lines, x=x, top=top, width=width, height=height, ink=ink, largest=largest)
    return tag("g", text, data_cue="lettering")


def broken(text: str) -> tuple[str, ...]:
    """The text in two lines, broken at the space nearest to its middle, if there is one."""
    spaces = [i for i, letter in enumerate(text) if letter == " " and 0 < i < len(text) - 1]
    if not spaces:
        return (text,)
    middle = min(spaces, key=lambda i: abs(i - len(text) / 2))
    return text[:middle], text[middle + 1 :]
