"""How names are read: those of a register, and those that a caption may hold."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

SHORTEST_SURNAME: Final = 3
"""Letters: two, as in Li or Ng, stand in too many other words."""

_ALSO_WORDS: Final = re.compile(
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "spring|summer|autumn|winter|eve|noel|carol|dawn|day|"
    "will|can|bill|mark|rob|sue|drew|chase|grant|"
    "hope|faith|joy|grace|rose|holly|ivy|poppy|daisy|lily|robin|angel|star|sunny|penny|miles|"
    "art|best|good|long|young|green|brown|white|black|hill|field|wood|church|hall|bell|king|page",
    re.IGNORECASE,
)
"""Names that a caption may hold as a word: nobody could tell whether somebody is named."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text, however its accents were typed."""
    return tuple(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)))


def first_name(full_name: str) -> tuple[str, ...]:
    """The first name, or nothing when there is no name."""
    return words(full_name)[:1]


def surname(full_name: str) -> tuple[str, ...]:
    """The words of the surname; nothing when there is none, or one that is too short to tell."""
    _, *others = full_name.split() or [""]
    last = words(others[-1]) if others else ()
    return last if len("".join(last)) >= SHORTEST_SURNAME else ()


def also_word(full_name: str) -> str | None:
    """The first name or surname that is a month or a common word as well, if one is."""
    for name in (first_name(full_name), surname(full_name)):
        if len(name) == 1 and _ALSO_WORDS.fullmatch(name[0]):
            return name[0]
    return None


def holds(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the words of a name stand one after the other in what is said.

    They count in any capitals, but not in small letters alone: no ``rosa`` is taken for Rosa.
    """
    return bool(name) and any(
        all(map(_same, said[at : at + len(name)], name)) for at in range(len(said) - len(name) + 1)
    )


def _same(said: str, name: str) -> bool:
    capital = said[0].isupper() or not name[0].isupper()
    return capital and said.casefold() == name.casefold()
