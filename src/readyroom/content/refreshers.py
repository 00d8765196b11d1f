"""Checks the days of course.yml on which refreshers are offered."""

from __future__ import annotations

from itertools import pairwise

from readyroom.content.source import Faults, listed
from readyroom.content.yaml import Document


def check_refreshers(days: tuple[int, ...], document: Document, faults: Faults) -> None:
    """Adds a fault for each day that does not come after the one before it."""
    right = listed(str(day) for day in sorted(set(days)))
    for index, (before, day) in enumerate(pairwise(days), start=1):
        if day <= before:
            wrong = f"names {day} twice" if day in days[:index] else f"has {day} after {before}"
            faults.add(
                document.line(("refreshers", index)),
                f'"refreshers" {wrong}: write the days in order, each once: [{right}].',
            )
