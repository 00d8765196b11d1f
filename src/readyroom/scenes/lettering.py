"""Sets lines of text as large as the room for them allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from readyroom.scenes.svg import tag, words

_WIDTHS: Final[dict[str, float]] = {
    letter: width
    for letters, width in (
        ("'", 0.24), (" ,./ijlI’‘", 0.28), ("!()[]-ft:;", 0.34), ("r*“”", 0.4), ("z", 0.5),
        ("aceksvxyJ0123456789_$#£", 0.56), ("bdghnopquFLTZ?", 0.62), ("EPSVXY", 0.67),
        ("ABCDHKNRU&", 0.73), ("GOQw", 0.78), ("M", 0.84), ("m%", 0.89), ("W", 0.95),
    )
    for letter in letters
}  # fmt: skip
"""How wide letters are in bold Arial, and in the fonts made to its measure, in sizes."""

_SHORT: Final = 8
"""Of fewer letters, two lines would not be larger than one."""

_UNKNOWN: Final = 0.98
"""As wide as any letter that is not listed can be expected to be."""

LEADING: Final = 1.2
"""From one line's foot to the next, in sizes."""


def span(text: str) -> float:
    """How wide the text is, in sizes."""
    return sum(_WIDTHS.get(letter, _UNKNOWN) for letter in text)


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
    """The text in two lines, broken at the space nearest to its middle; a short one in one."""
    spaces = [i for i, letter in enumerate(text) if letter == " " and 0 < i < len(text) - 1]
    if not spaces or len(text) < _SHORT:
        return (text,)
    middle = min(spaces, key=lambda i: abs(i - len(text) / 2))
    return text[:middle], text[middle + 1 :]
