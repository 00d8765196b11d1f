"""Citations of clauses in texts: the text without them, and those that are written wrongly."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from readyroom.content.frozen import CITATION
from readyroom.content.source import Faults, nearest

_BRACKETS: Final = re.compile(r"\[([^\[\]]{3,60})\]")
_NEARLY: Final = re.compile(
    r"\s*[A-Za-z]{3}\s?[-\u2010-\u2015 ]\s?[A-Za-z]?\d+\s*"
    r"([,;/&\u2010-\u2015-]\s*([A-Za-z]{3}\s?[-\u2010-\u2015 ]\s?)?[A-Za-z]?\d+\s*)*"
)

_ID: Final = CITATION.pattern.replace("(", "(?:", 1)
_IDS: Final = rf"{_ID}(?:(?:\s*[,;]\s*|\s+and\s+|\s*){_ID})*"
_RUN: Final = rf"(?:{_IDS}|\({_IDS}\))"
# After words a citation goes with the space before it, even where the author broke the line there.
_CITED: Final = re.compile(rf"(?<=\S)[ \t]*\n?[ \t]*{_RUN}|^[ \t]*{_RUN}[ \t]*", re.MULTILINE)


def without_citations(text: str) -> str:
    """The text as people read it: ``Ask first [IMG-1].`` becomes ``Ask first.``"""
    return _CITED.sub("", text)


def check_citations(
    lines: Iterable[tuple[int, str]], clauses: Collection[str], faults: Faults
) -> None:
    """Every ``[ABC-1]`` in the lines is a clause, and nothing is meant as one but miswritten."""
    for number, line in lines:
        for match in _BRACKETS.finditer(line):
            if CITATION.fullmatch(match[0]):
                if match[1] not in clauses:
                    faults.add(
                        number,
                        f"{match[0]} is no clause of the policy.{nearest(match[1], clauses)}",
                    )
            elif _NEARLY.fullmatch(match[1]):
                faults.add(
                    number, f"{match[0]} is not read as a citation: write each clause as [IMG-7]."
                )
