"""What a reader has chosen and not yet checked, and where they go on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

Choices = dict[str, list[str]]
"""What is chosen in each group of an activity's form, by the group's name."""

MOST: Final = 20
"""Groups of a form, and choices in a group."""

LONGEST: Final = 64
"""Characters of a group's name, and of a choice."""


def as_choices(value: object) -> Choices | None:
    """The value as choices, groups without any left out; None when it is not of their form."""
    if not isinstance(value, dict) or len(value) > MOST:
        return None
    choices: Choices = {}
    for group, chosen in value.items():
        if not _short(group) or not isinstance(chosen, list) or len(chosen) > MOST:
            return None
        if not all(_short(one) for one in chosen):
            return None
        if chosen:
            choices[group] = list(chosen)
    return choices


def place(
    order: Sequence[str], *, complete: Collection[str], touched: str | None, begun: bool
) -> str | None:
    """The activity at which a reader goes on, out of those on the page in their order.

    The one that they touched last, or when it is complete the next one that is not. None when
    nothing is begun, and when everything is complete.
    """
    left = [slug for slug in order if slug not in complete]
    if not left or not (begun or touched in order):
        return None
    if touched not in order:
        return left[0]
    later = order[order.index(touched) :]
    return next((slug for slug in later if slug in left), left[0])


def _short(text: object) -> bool:
    # What is not printable may not even be text: half a character, which no file takes.
    return isinstance(text, str) and 0 < len(text) <= LONGEST and text.isprintable()
