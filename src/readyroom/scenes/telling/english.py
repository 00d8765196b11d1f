"""Puts English together: lists, counts, articles and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

_COUNTS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen",
)  # fmt: skip


def count(n: int, noun: str) -> str:
    """``two pupils``, ``one adult``."""
    return f"{_COUNTS[n]} {noun}{'' if n == 1 else 's'}"


def people(pupils: int, adults: int) -> str:
    """``two pupils and one adult``, or ``nobody``."""
    groups = [count(n, noun) for n, noun in ((pupils, "pupil"), (adults, "adult")) if n]
    return listed(groups) or "nobody"


def listed(parts: Sequence[str], *, comma: str = ", ", last: str = " and ") -> str:
    """``a, b and c``."""
    return last.join(filter(None, (comma.join(parts[:-1]), *parts[-1:])))


def a(noun: str) -> str:
    """The noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def quoted(lines: Iterable[str]) -> str:
    """Words as they can be read, line by line."""
    return listed([f"“{line}”" for line in lines])


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith(('.', '.”')) else '.'}"


def choose(options: Sequence[str], turn: int) -> str:
    """One of several ways to say a thing, so that neighbours do not sound alike."""
    return options[turn % len(options)]
