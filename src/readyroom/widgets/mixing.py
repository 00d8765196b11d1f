"""Shows choices in another order to everybody, wherever their order carries no meaning."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final, cast

from readyroom.play.images import NO_CHANGE, NO_REASON
from readyroom.widgets.frames import View

_MIXED: Final = ("options", "reasons", "changes")
_LAST: Final = frozenset({NO_REASON, NO_CHANGE})
"""What says that there is none stands last, where one looks for it."""

Shown = dict[str, str]


def mixed(view: View, seed: str) -> View:
    """The view with its choices in the order that the seed gives: always the same for a seed.

    A question whose order carries a meaning (``in_order``) stays as it is. Nothing is marked by
    place: a response names ids.
    """
    if view.get("in_order"):
        return view
    found = {
        name: _mixed(cast("Sequence[Shown]", view[name]), f"{seed}/{view['slug']}/{name}")
        for name in _MIXED
        if view.get(name)
    }
    return {**view, **found}


def _mixed(choices: Sequence[Shown], seed: str) -> list[Shown]:
    def place(choice: Shown) -> tuple[bool, str]:
        return choice["id"] in _LAST, sha256(f"{seed}/{choice['id']}".encode()).hexdigest()

    return sorted(choices, key=place)
