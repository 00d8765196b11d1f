"""What feedback says to how sure a reader was: before all when they were sure and it was wrong.

An error that one was sure of is put right best when one is told why, so it gets the fuller
explanation. Nothing here is about the mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from readyroom.content.frozen import citations
from readyroom.content.model import (
    AnyActivity,
    Choice,
    Course,
    Decision,
    ImageCase,
    Policy,
    Scenario,
    Task,
)
from readyroom.content.tasks import Order, Review, Rewrite, Sort, Spot, Wording
from readyroom.play.confidence import Confidence, asks_how_sure
from readyroom.play.images import NO_CHANGE, NO_REASON, by_id, judge, smallest
from readyroom.play.keys import groups
from readyroom.play.marking import Mark, right_order
from readyroom.widgets.words import block, blocks, inline

View = dict[str, object]

_HAD_IT = (
    "<p>You had it, even if it felt like a guess. Read on to see what makes it right, and next "
    "time you will know.</p>"
)
_LOOK_AGAIN = (
    "<p>You were sure of this one, so it is worth a second look. Here is what the right answer "
    "rests on.</p>"
)
_LOOK_AT_THE_REST = (
    "<p>You were sure of this one, and part of it is right. The rest is worth a second look. "
    "Here is what it rests on.</p>"
)
_RIGHT_DECISION: Final[dict[Decision, str]] = {
    "publish": "It may be published: no rule stands against it",
    "do-not-publish": "It must not be published",
}
_AS_IT_IS: Final = "Nothing has to change: it can go out as it is"

Point = tuple[str, str]
"""What is right, and why (which may be left to the clause)."""


def asking(course: Course, activity: AnyActivity, view: View) -> View:
    """The view, with the sign to ask how sure the reader is where the course wants that."""
    return {**view, "confidence": True} if course.confidence and asks_how_sure(activity) else view


def reflected(
    state: View,
    activity: AnyActivity,
    marked: Mark,
    policy: Policy,
    confidence: Confidence | None,
) -> View:
    """The state with how sure the reader was, and what there is to say to that.

    ``sureness`` is said to those who were sure and not right, with ``fuller``, the longer
    explanation, unless there is none; and to those who guessed and were right. Others get the
    feedback as it is.
    """
    feedback = state["feedback"]
    if confidence is None or not isinstance(feedback, dict) or not asks_how_sure(activity):
        return state
    more: View = {}
    if confidence == "sure" and not marked.correct:
        said = _LOOK_AT_THE_REST if marked.score else _LOOK_AGAIN
        fuller = _fuller(activity, state["response"], policy)
        more = {"sureness": said, "fuller": fuller} if fuller else {}
    elif confidence == "guess" and marked.correct:
        more = {"sureness": _HAD_IT}
    return {**state, "confidence": confidence, "feedback": {**feedback, **more}}


def _fuller(activity: AnyActivity, response: object, policy: Policy) -> list[str]:
    """Why what is right is right, point by point, and the clause that it comes from."""
    said: list[str] = []
    points: list[Point] = []
    ids: tuple[str, ...] = ()
    match activity:
        case Scenario():
            pass
        case ImageCase():
            points = _about_picture(activity, response if isinstance(response, dict) else {})
            ids = _deciding(activity)
        case _:
            points = _points(activity, response)
            if not any(why for _, why in points):
                said = blocks(activity.when_right)
            ids = citations(*(why for _, why in points)) or citations(activity.when_right)
    said = [f"<p><strong>{inline(what)}</strong></p>{block(why)}" for what, why in points] + said
    for clause in map(policy.clause, ids[:1]):
        said.append(f"<p>In the policy ({clause.id}): {inline(clause.text)}</p>")
    return said


def _points(activity: Choice | Task, response: object) -> list[Point]:
    """What is right where it went wrong, each with its explanation."""
    given = response if isinstance(response, dict) else {}
    listed = response if isinstance(response, list) else []
    points: Iterable[Point] = ()
    match activity:
        case Choice():
            missed = [o for o in activity.options if o.correct and o.id not in listed]
            needless = [o for o in activity.options if not o.correct and o.id in listed]
            points = [
                *((option.text, option.feedback) for option in missed),
                *((f"Not part of it: {option.text}", option.feedback) for option in needless),
            ]
        case Sort():
            piles = {pile.id: pile.name for pile in activity.piles}
            items = activity.by_id().items()
            astray = [item for name, item in items if given.get(name) != item.pile]
            points = ((f"{item.text}: {piles[item.pile]}", item.feedback) for item in astray)
        case Order():
            steps, right = activity.by_id(), right_order(groups(activity), listed)
            misplaced = [
                steps[name] for name, put in zip(right, listed, strict=True) if name != put
            ]
            points = ((step.text, step.feedback) for step in misplaced if step.feedback)
        case Rewrite():
            good = [_good(spot, given.get(spot.id, "")) for spot in activity.spots]
            points = ((wording.text, wording.feedback) for wording in good if wording is not None)
        case Review():
            misread = [
                part
                for part in activity.parts
                if given.get(part.id) != ("enough" if part.enough else "lacking")
            ]
            points = ((part.name, part.feedback) for part in misread)
    return list(points)


def _about_picture(case: ImageCase, given: Mapping[str, str]) -> list[Point]:
    """The right decision and the right change, where others were chosen.

    That a picture may be published is said to whoever named a rule against it, too.
    """
    verdict, best = judge(case), smallest(case)
    right: dict[str, str] = {"decision": verdict.decision}
    if verdict.decision == "publish":
        right["reason"] = NO_REASON
    points: list[Point] = []
    if any(given.get(question) != answer for question, answer in right.items()):
        points.append((_RIGHT_DECISION[verdict.decision], ""))
    if "change" in given and given["change"] not in best:
        known = by_id(case)
        points += [(known[name].text, known[name].feedback) for name in best if name in known]
        points += [(_AS_IT_IS, "") for name in best if name == NO_CHANGE]
    return points


def _deciding(case: ImageCase) -> tuple[str, ...]:
    """The rule that decides about a picture; none when it may be published."""
    return tuple(rule for rule in judge(case).reasons if rule in case.offer)


def _good(spot: Spot, chosen: str) -> Wording | None:
    """A good wording for a passage that was not put well; None when it was."""
    wordings = spot.by_id()
    if chosen in wordings and wordings[chosen].good:
        return None
    return next((wording for wording in spot.wordings if wording.good), None)
