"""Where a person stands in one module: what its submissions come to.

A module is passed by one submission that reaches the pass mark and has right everything that
has to be right. Under a later version of the policy it counts once the clauses that have changed
since are passed, too (``readyroom.play.renewal``).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from readyroom.content.model import Course, Module
from readyroom.play.renewal import changed_for
from readyroom.play.validity import ends

ModuleStatus = Literal[
    "not started", "in progress", "being checked", "passed", "not passed", "expired"
]
_ROUNDING: Final = 1e-6
_LOOKED_AT: Final = "The support team has to look at your answers first."
_RUN_OUT: Final = "Your pass has run out."
_CHECKED: Final = "Your answers are being checked."
_CHANGED: Final = "The policy has changed since you passed."
_STANDS: Final = (
    "You passed under version {made} of the policy. In version {now} nothing has changed that this "
    "module asks for, so your pass stands."
)
_ASKED_AGAIN: Final = (
    "The policy has changed since you passed: {rules} something else now ({ids}). You are asked "
    "about that only."
)
_WITHDRAWN: Final = "Your certificate was withdrawn. Take this module again."
_KINDS: Final = {
    "choice": "question",
    "scenario": "story",
    "image": "picture",
    "sort": "sorting task",
    "order": "ordering task",
    "rewrite": "rewriting task",
    "review": "reviewing task",
}


@dataclass(frozen=True, kw_only=True)
class ModuleResult:
    """One submission of a module, as far as the rule needs it.

    ``percent`` is None while the submission waits to be graded. ``missed`` names the
    activities that had to be right and are not. ``pending`` says that somebody has to look
    before the result may count. ``evidence`` is the hash of the log's event. ``withdrawn`` is when
    a certificate of the person was withdrawn after this; no pass counts beyond that. ``renews``
    names the clauses that a renewal asked about; empty for an attempt at the whole module.
    ``passed_at`` is when the whole module was passed, for a pass that was renewed since.
    """

    module: str
    percent: float | None
    finished_at: datetime
    policy_version: str
    course_version: str = ""
    missed: tuple[str, ...] = ()
    pending: bool = False
    evidence: str = ""
    withdrawn: datetime | None = None
    renews: tuple[str, ...] = ()
    passed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ModuleStanding:
    """Where a person stands in one module.

    ``percent`` has at most one decimal, rounded down, so that nothing below the pass mark
    looks like it. ``missing`` says in plain English what is lacking. ``result`` is the
    submission that the standing rests on. ``renewal`` names the clauses that have changed since,
    which is all that the next attempt asks about; ``note`` says what a new version means for a
    pass that stands.
    """

    module: str
    title: str
    required: bool
    status: ModuleStatus
    percent: float | None = None
    missing: tuple[str, ...] = ()
    needs_review: bool = False
    expires: datetime | None = None
    result: ModuleResult | None = None
    renewal: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the marks of one finished attempt come to, before the gradebook has them.

    ``percent`` has at most one decimal, rounded down; ``needs`` is the pass mark. ``missing``
    says what had to be right and is not.
    """

    percent: float
    needs: int
    passed: bool
    missing: tuple[str, ...]


def outcome(
    course: Course, module: Module, *, score: float, points: float, missed: Collection[str]
) -> Outcome:
    """How an attempt comes out by the pass rule, if nothing has to be looked at by a person."""
    percent = 100 * score / points
    return Outcome(
        percent=_rounded_down(percent),
        needs=course.pass_rule.percent,
        passed=_enough(course, percent) and not missed,
        missing=_not_right(module, missed),
    )


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """What a module's submissions come to; ``until`` is when the pass among them ends."""

    status: ModuleStatus
    result: ModuleResult | None = None
    until: datetime | None = None
    missing: tuple[str, ...] = ()
    renewal: tuple[str, ...] = ()
    note: str = ""


def module_standing(
    course: Course,
    module: Module,
    *,
    required: bool,
    results: list[ModuleResult],
    in_progress: bool,
    now: datetime,
) -> ModuleStanding:
    """Where a person stands who has these submissions, in the log's order; times are aware."""
    judged = _judge(course, module, results, in_progress=in_progress, now=now)
    return ModuleStanding(
        module=module.slug,
        title=module.title,
        required=required,
        status=judged.status,
        percent=None if judged.result is None else _shown(judged.result),
        missing=judged.missing,
        needs_review=judged.status != "passed"
        and any(r.pending and r.policy_version in course.policy.versions for r in results),
        expires=judged.until,
        result=judged.result,
        renewal=judged.renewal,
        note=judged.note,
    )


def _judge(
    course: Course,
    module: Module,
    results: list[ModuleResult],
    *,
    in_progress: bool,
    now: datetime,
) -> _Judged:
    passes = [result for result in results if meets(course, result)]
    standing = [
        (one, _outstanding(course, module, one, passes))
        for one in passes
        if not one.renews and one.withdrawn is None and now < _expiry(course, one)
    ]
    counting = _newest(one for one, left in standing if not left and left is not None)
    if counting is not None:
        return _passed(course, counting, passes)
    newest = _newest(results)
    renewable = _newest(one for one, left in standing if left)
    renewal = _in_order(course, dict(standing)[renewable]) if renewable else ()
    if in_progress:
        missing = ("You have not answered everything yet.",)
        return _Judged(
            status="in progress",
            result=newest,
            until=_until(course, newest),
            missing=missing,
            renewal=renewal,
        )
    if newest is None:
        return _Judged(status="not started", missing=("You have not started this module.",))
    if newest.pending or newest.percent is None:
        missing = (_LOOKED_AT if newest.pending else _CHECKED,)
        return _Judged(
            status="being checked",
            result=newest,
            until=_until(course, newest),
            missing=missing,
            renewal=renewal,
        )
    if newest not in passes:
        return _Judged(
            status="not passed",
            result=newest,
            missing=_lacking(course, module, newest),
            renewal=renewal,
        )
    return _Judged(
        status="expired",
        result=newest,
        until=None if renewal else _until(course, newest),
        missing=(_ended(course, newest, renewal),),
        renewal=renewal,
    )


def _passed(course: Course, one: ModuleResult, passes: list[ModuleResult]) -> _Judged:
    """A pass that counts, with the evidence of the renewals that it needed to count now."""
    until = _expiry(course, one)
    version = course.policy.version
    renewed = _newest(other for other in _renewals(one, passes) if one.policy_version != version)
    if renewed is not None:
        one = replace(
            one,
            passed_at=one.finished_at,
            finished_at=renewed.finished_at,
            evidence=renewed.evidence,
            policy_version=renewed.policy_version,
            course_version=renewed.course_version,
        )
    note = (
        ""
        if one.policy_version == version
        else _STANDS.format(made=one.policy_version, now=version)
    )
    return _Judged(status="passed", result=one, until=until, note=note)


def _renewals(one: ModuleResult, passes: list[ModuleResult]) -> Iterable[ModuleResult]:
    """The passed renewals that were made after a pass."""
    return (
        other
        for other in passes
        if other.renews and other.withdrawn is None and other.finished_at > one.finished_at
    )


def _outstanding(
    course: Course, module: Module, one: ModuleResult, passes: list[ModuleResult]
) -> frozenset[str] | None:
    """The clauses that have changed since a pass and were not renewed since.

    None when the pass was made under a version that the policy does not list: then it can't be
    renewed.
    """
    if one.policy_version == course.policy.version:
        return frozenset()
    left = changed_for(course, module, one.policy_version)
    if left is None:
        return None
    for other in _renewals(one, passes):
        since = changed_for(course, module, other.policy_version)
        if since is not None:
            left -= frozenset(other.renews) - since
    return left


def _in_order(course: Course, clauses: Collection[str] | None) -> tuple[str, ...]:
    return tuple(clause.id for clause in course.policy.clauses if clause.id in (clauses or ()))


def _ended(course: Course, result: ModuleResult, renewal: tuple[str, ...]) -> str:
    """Why a pass counts no longer."""
    if result.withdrawn is not None:
        return _WITHDRAWN
    if renewal:
        rules = "one rule means" if len(renewal) == 1 else f"{len(renewal)} rules mean"
        return _ASKED_AGAIN.format(rules=rules, ids=", ".join(renewal))
    changed = result.policy_version != course.policy.version
    return _CHANGED if changed else _RUN_OUT


def _until(course: Course, result: ModuleResult | None) -> datetime | None:
    """When a pass ends or ended; None for what is none."""
    if result is None or not meets(course, result):
        return None
    return _expiry(course, result)


def meets(course: Course, result: ModuleResult) -> bool:
    """Whether a submission meets the pass rule, whenever it was made."""
    return (
        not result.pending
        and result.percent is not None
        and _enough(course, result.percent)
        and not result.missed
    )


def _expiry(course: Course, result: ModuleResult) -> datetime:
    """When a pass ends by its months, or when it was taken back."""
    if result.withdrawn is not None:
        return result.withdrawn
    return ends(course, result.finished_at)


def _lacking(course: Course, module: Module, result: ModuleResult) -> tuple[str, ...]:
    lacking = []
    percent = _shown(result)
    if percent is not None and not _enough(course, result.percent or 0):
        lacking.append(f"You scored {percent:g}%; you need {course.pass_rule.percent}%.")
    return (*lacking, *_not_right(module, result.missed))


def _not_right(module: Module, missed: Iterable[str]) -> tuple[str, ...]:
    """What had to be right: the very activity, or one like it where the next attempt draws anew."""
    activities = {activity.slug: activity for activity in module.activities}
    drawn = {slug for quiz in module.draws for slug in module.quizzes[quiz]}
    lines = []
    for slug in missed:
        activity = activities.get(slug)
        kind = "activity" if activity is None else _KINDS[activity.kind]
        title = slug if activity is None else activity.title
        lines.append(
            f"The {kind} '{title}' was not right, and one like it has to be."
            if slug in drawn
            else f"The {kind} '{title}' has to be right."
        )
    return tuple(lines)


def _newest(results: Iterable[ModuleResult]) -> ModuleResult | None:
    """The one that was finished last; of equals, the last in order."""
    return max(reversed(tuple(results)), key=lambda result: result.finished_at, default=None)


def _shown(result: ModuleResult) -> float | None:
    if result.pending or result.percent is None:
        return None
    return _rounded_down(result.percent)


def _rounded_down(percent: float) -> float:
    return math.floor(percent * 10 + _ROUNDING) / 10


def _enough(course: Course, percent: float) -> bool:
    return percent >= course.pass_rule.percent - _ROUNDING
