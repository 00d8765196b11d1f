"""Finds citations of clauses in texts: those that the policy does not have, and near misses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from readyroom.content.model import CITATION
from readyroom.content.source import Faults, nearest

_BRACKETS: Final = re.compile(r"\[([^\[\]]{3,60})\]")
_NEARLY: Final = re.compile(
    r"\s*[A-Za-z]{3}\s?[-\u2010-\u2015 ]\s?[A-Za-z]?\d+\s*"
    r"([,;/&\u2010-\u2015-]\s*([A-Za-z]{3}\s?[-\u2010-\u2015 ]\s?)?[A-Za-z]?\d+\s*)*"
)


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
