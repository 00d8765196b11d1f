"""The completion rule: who has passed what, until when, and what is still missing.

A module is passed by one submission that reaches the pass mark and has right everything that
has to be right. A pass counts for the policy version it was made under and for the months
that the course sets, unless a certificate of the person was withdrawn since. The training is
complete when every module of the role is passed, and for as long as all of them are.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from readyroom.content.model import Course, Module

ModuleStatus = Literal[
    "not started", "in progress", "being checked", "passed", "not passed", "expired"
]
CompletionStatus = Literal[
    "not required",
    "not started",
    "in progress",
    "not passed",
    "complete",
    "expired",
    "needs review",
]

_ROUNDING: Final = 1e-6
_LOOKED_AT: Final = "The support team has to look at your answers first."
_CHECKED: Final = "Your answers are being checked."
_CHANGED: Final = "The policy has changed since you passed."
_RUN_OUT: Final = "Your pass has run out."
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
    a certificate of the person was withdrawn after this; no pass counts beyond that.
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


@dataclass(frozen=True, kw_only=True)
class ModuleStanding:
    """Where a person stands in one module.

    ``percent`` has at most one decimal, rounded down, so that nothing below the pass mark
    looks like it. ``missing`` says in plain English what is lacking. ``result`` is the
    submission that the standing rests on.
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


@dataclass(frozen=True, kw_only=True)
class Completion:
    """Where a person stands in the whole training.

    ``completed`` is when the last module that was needed was passed, and ``expires`` when the
    first of the passes runs out; both are set for a complete training and for an expired one.
    ``evidence`` is the hash of the event that completed it, and empty unless it is complete.
    The versions are those of the submission that the standing rests on.
    """

    status: CompletionStatus
    modules: tuple[ModuleStanding, ...]
    started: datetime | None
    completed: datetime | None = None
    expires: datetime | None = None
    evidence: str = ""
    course_version: str = ""
    policy_version: str = ""

    @property
    def modules_required(self) -> int:
        """How many modules the role has to pass."""
        return sum(standing.required for standing in self.modules)

    @property
    def modules_passed(self) -> int:
        """How many of the required modules are passed now."""
        return sum(s.required and s.status == "passed" for s in self.modules)

    @property
    def pending_review(self) -> int:
        """How many modules wait for somebody to look at them."""
        return sum(standing.needs_review for standing in self.modules)


def completion(
    course: Course,
    *,
    role: str,
    results: Iterable[ModuleResult],
    in_progress: Collection[str],
    started: datetime | None,
    now: datetime,
) -> Completion:
    """Where a person of that role stands, in every module of the course and in all.

    ``results`` are all submissions that may count or wait to be graded, in the log's order;
    ``in_progress`` names the modules with an attempt that is begun and not finished;
    ``started`` is when the person gave the first answer. All times are aware.
    """
    results = tuple(results)
    required = {module.slug for module in course.modules_for(role)}
    standings = tuple(
        _standing(
            course,
            module,
            required=module.slug in required,
            results=[result for result in results if result.module == module.slug],
            in_progress=module.slug in in_progress,
            now=now,
        )
        for module in course.modules
    )
    needed = [standing for standing in standings if standing.required]
    status = _overall(needed)
    rests_on = max(
        (standing.result for standing in needed if standing.result is not None),
        key=lambda result: result.finished_at,
        default=None,
    )
    ends = [standing.expires for standing in needed if standing.expires is not None]
    done = status in ("complete", "expired")
    return Completion(
        status=status,
        modules=standings,
        started=started,
        completed=rests_on.finished_at if done and rests_on else None,
        expires=min(ends) if done and ends else None,
        evidence=rests_on.evidence if status == "complete" and rests_on else "",
        course_version=rests_on.course_version if rests_on else "",
        policy_version=rests_on.policy_version if rests_on else "",
    )


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


def add_months(when: datetime, months: int) -> datetime:
    """The same day and time that many calendar months later.

    A day that the month does not have becomes its last one: 31 January and one month is
    28 February, or 29 in a leap year.
    """
    year, month = divmod(when.month - 1 + months, 12)
    year, month = when.year + year, month + 1
    day = min(when.day, calendar.monthrange(year, month)[1])
    return when.replace(year=year, month=month, day=day)


def _standing(
    course: Course,
    module: Module,
    *,
    required: bool,
    results: list[ModuleResult],
    in_progress: bool,
    now: datetime,
) -> ModuleStanding:
    version = course.policy.version
    status, result, missing = _judge(course, module, results, in_progress=in_progress, now=now)
    passed = result is not None and _passes(course, result)
    return ModuleStanding(
        module=module.slug,
        title=module.title,
        required=required,
        status=status,
        percent=None if result is None else _shown(result),
        missing=missing,
        needs_review=status != "passed"
        and any(r.pending and r.policy_version == version for r in results),
        expires=_expiry(course, result) if result is not None and passed else None,
        result=result,
    )


def _judge(
    course: Course,
    module: Module,
    results: list[ModuleResult],
    *,
    in_progress: bool,
    now: datetime,
) -> tuple[ModuleStatus, ModuleResult | None, tuple[str, ...]]:
    """The status, the submission that it rests on, and what is missing."""
    passes = [result for result in results if _passes(course, result)]
    counting = _newest(
        result
        for result in passes
        if result.withdrawn is None
        and result.policy_version == course.policy.version
        and now < _expiry(course, result)
    )
    if counting is not None:
        return "passed", counting, ()
    newest = _newest(results)
    if in_progress:
        return "in progress", newest, ("You have not answered everything yet.",)
    if newest is None:
        return "not started", None, ("You have not started this module.",)
    if newest.pending or newest.percent is None:
        return "being checked", newest, (_LOOKED_AT if newest.pending else _CHECKED,)
    if newest not in passes:
        return "not passed", newest, _lacking(course, module, newest)
    return "expired", newest, (_ended(course, newest),)


def _ended(course: Course, result: ModuleResult) -> str:
    """Why a pass counts no longer."""
    if result.withdrawn is not None:
        return _WITHDRAWN
    changed = result.policy_version != course.policy.version
    return _CHANGED if changed else _RUN_OUT


def _overall(needed: list[ModuleStanding]) -> CompletionStatus:
    statuses = {standing.status for standing in needed}
    rules: tuple[tuple[bool, CompletionStatus], ...] = (
        (not needed, "not required"),
        (statuses == {"passed"}, "complete"),
        (any(standing.needs_review for standing in needed), "needs review"),
        ("not passed" in statuses, "not passed"),
        (statuses <= {"passed", "expired"}, "expired"),
        (statuses == {"not started"}, "not started"),
    )
    return next((status for holds, status in rules if holds), "in progress")


def _passes(course: Course, result: ModuleResult) -> bool:
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
    return add_months(result.finished_at, course.pass_rule.valid_months)


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
