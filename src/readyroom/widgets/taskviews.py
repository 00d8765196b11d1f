"""What a reader may see of a task: its part of the view, and its feedback once it is answered.

As in ``readyroom.widgets.views`` no view holds a key: not what belongs where, not the right
order, not which wording is good and not which point is lacking.
"""

from __future__ import annotations

import hashlib
import itertools
from functools import partial
from typing import Final

from readyroom.content.model import Policy, Task
from readyroom.content.tasks import Order, Review, Rewrite, Sort, Spot
from readyroom.play.keys import (
    AnyKey,
    OrderKey,
    ReviewKey,
    RewriteKey,
    SortKey,
    groups,
)
from readyroom.play.marking import Mark, in_order, right_order
from readyroom.widgets.frames import View, feedback_frame
from readyroom.widgets.words import block, blocks, cited, inline, passage

_VERDICTS: Final = [
    {"id": "enough", "html": "It says enough"},
    {"id": "lacking", "html": "Something is missing"},
]
_DECISIONS: Final = [
    {"id": "ready", "html": "It is ready: pass it on"},
    {"id": "send-back", "html": "Send it back with questions"},
]
_BLANK: Final = "<em>Left blank</em>"


def task_view(task: Task) -> View:
    """What the view of a task holds beyond what every view holds."""
    view: View = {"stem": block(task.stem)}
    match task:
        case Sort():
            view["piles"] = [{"id": pile.id, "html": inline(pile.name)} for pile in task.piles]
            view["items"] = [
                {"id": name, "html": inline(item.text)} for name, item in task.by_id().items()
            ]
        case Order():
            steps = task.by_id()
            view["steps"] = [
                {"id": name, "html": inline(steps[name].text)} for name in shuffled(task)
            ]
        case Rewrite():
            view["shown"] = task.shown
            view["author"] = inline(task.author)
            view["parts"] = _pieces(task)
            view["spots"] = [
                {"id": spot.id, "name": f"Passage {number}", "wordings": _wordings(spot)}
                for number, spot in enumerate(_in_text(task), start=1)
            ]
        case Review():
            view["account"] = inline(task.account)
            view["applicant"] = inline(task.applicant)
            view["parts"] = [
                {"id": part.id, "name": inline(part.name), "html": block(part.text) or _BLANK}
                for part in task.parts
            ]
            view["verdicts"] = list(_VERDICTS)
            view["decisions"] = list(_DECISIONS)
    return view


def task_feedback(task: Task, key: AnyKey, response: object, marked: Mark, policy: Policy) -> View:
    """The general words, and what there is to say of every part."""
    more = _parts_feedback(task, key, response)
    general = task.when_right if marked.correct else task.when_wrong
    clauses = cited(policy, general, *_said(task))
    return feedback_frame(marked, blocks(general), clauses) | more


def shuffled(order: Order) -> list[str]:
    """The ids of the steps in the order in which everybody gets them, which is never the right one.

    As many pairs of steps stand in the right order as in the wrong one, or one more or fewer when
    their number is odd. So neither leaving the steps as they stand nor turning them round pays:
    an order that is sure to earn nothing would be sure to earn something backwards.
    """
    steps, right = order.by_id(), groups(order)
    shuffles = (sorted(steps, key=partial(_place, order.slug, k)) for k in itertools.count())
    return next(shown for shown in shuffles if abs(in_order(right, shown)[0]) <= 1)


def _place(slug: str, shuffle: int, step: str) -> str:
    return hashlib.sha256(f"{slug}/{shuffle}/{step}".encode()).hexdigest()


def _pieces(task: Rewrite) -> list[View]:
    """The text cut at its spots, in the order in which it is read."""
    return [
        {"spot": text} if is_spot else {"html": passage(text)}
        for text, is_spot in task.pieces()
        if text
    ]


def _in_text(task: Rewrite) -> list[Spot]:
    """The spots in the order in which the text comes to them."""
    spots = {spot.id: spot for spot in task.spots}
    return [spots[name] for name in task.marked()]


def _wordings(spot: Spot) -> list[dict[str, str]]:
    return [{"id": name, "html": inline(words.text)} for name, words in spot.by_id().items()]


def _parts_feedback(task: Task, key: AnyKey, response: object) -> View:
    """What was right in each part by the key, with the words of the task."""
    match task, key, response:
        case Sort(), SortKey(), _:
            items = {
                name: {"right": key.right[name], "html": block(item.feedback)}
                for name, item in task.by_id().items()
            }
            return {"items": items}
        case Order(), OrderKey(), list():
            right = right_order(key.groups, response)
            steps = {name: {"html": block(step.feedback)} for name, step in task.by_id().items()}
            return {"right": right, "steps": steps}
        case Rewrite(), RewriteKey(), _:
            return {"spots": {spot.id: _spot_feedback(spot, key) for spot in task.spots}}
        case Review(), ReviewKey(), _:
            parts = {
                part.id: {"right": key.parts[part.id], "html": block(part.feedback)}
                for part in task.parts
            }
            return {"decision": key.decision, "parts": parts}
        case _:
            raise ValueError(f"{task.slug}: the key is of another kind of activity")


def _spot_feedback(spot: Spot, key: RewriteKey) -> View:
    return {
        "right": list(key.spots[spot.id].right),
        "wordings": {name: {"html": block(words.feedback)} for name, words in spot.by_id().items()},
    }


def _said(task: Task) -> list[str]:
    """The feedback of every part."""
    match task:
        case Sort():
            return [item.feedback for item in task.items]
        case Order():
            return [step.feedback for step in task.steps]
        case Rewrite():
            return [words.feedback for spot in task.spots for words in spot.wordings]
        case Review():
            return [part.feedback for part in task.parts]
