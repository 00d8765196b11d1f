"""What a person is to do next, and how much time the rest takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class NextStep:
    """The one thing to do next. ``again``: it begins a finished module anew, by a form."""

    words: str
    title: str
    address: str
    hint: str
    again: bool = False


def next_step(cards: Sequence[dict[str, Any]], *, to_declare: str = "") -> NextStep | None:
    """What comes next of the modules that are needed, in order; None when nothing does.

    A module that is begun comes before one that is not. One that is being checked needs nothing.
    The declaration comes last: ``to_declare`` says that it is missing.
    """
    open_ = [card for card in cards if card["status"] not in ("passed", "being checked")]
    for card in (*filter(begun, open_), *open_):
        return _step(card)
    if to_declare:
        hint = "It takes a minute, and completes your training."
        return NextStep("Make your declaration", "", "/declare", hint)
    return None


def begun(card: dict[str, Any]) -> bool:
    """Whether an attempt is open and something in it is answered, chosen, or half told."""
    return not card["finished"] and bool(card["answered"] or card["place"])


def address(card: dict[str, Any]) -> str:
    """Where a module is opened: at the activity at which its reader goes on."""
    page = f"/learn/{card['slug']}"
    return f"{page}#activity-{card['place']}" if card["place"] else page


def minutes_left(minutes: int, *, answered: int, of: int) -> int:
    """What is left of a module's time, by the share that is not answered; at least one minute."""
    if not of:
        return minutes
    return max(1, math.ceil(minutes * (of - answered) / of))


def about(minutes: int) -> str:
    """A time as people say it: "about 10 minutes", "about an hour and 20 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append("an hour" if hours == 1 else f"{hours} hours")
    if rest:
        parts.append("a minute" if rest == 1 else f"{rest} minutes")
    return f"about {' and '.join(parts)}"


def _step(card: dict[str, Any]) -> NextStep:
    title, left = card["title"], about(card["left"])
    if card["finished"] and card.get("renewal"):
        again = f"/learn/{card['slug']}/again"
        hint = "Only what has changed in the policy is asked. Your pass in the rest stands."
        return NextStep("Answer what has changed", title, again, hint, again=True)
    if card["finished"]:
        counts = ", and your best one counts" if card["status"] == "not passed" else ""
        hint = f"Your earlier attempts are kept{counts}."
        return NextStep("Take it again", title, f"/learn/{card['slug']}/again", hint, again=True)
    if not begun(card):
        return NextStep("Start", title, address(card), f"It takes {left}.")
    hint = f"{card['answered']} of {card['of']} answered, {left} left."
    return NextStep("Continue", title, address(card), hint)
