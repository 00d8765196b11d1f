"""The completion rule: who has passed what, until when, and what is still missing.

A module is passed by one submission that reaches the pass mark and has right everything that
has to be right. A pass counts for as long as the course sets, unless a certificate of the person
was withdrawn since, and under a later version of the policy once the clauses that have changed
since are passed, too (``readyroom.play.renewal``). The training is complete when every module of
the role is passed and the person has declared to have read and understood the policy, and for as
long as all of that holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from readyroom.content.model import Course, concerns
from readyroom.play.standing import ModuleResult, ModuleStanding, module_standing

__all__ = ["Completion", "CompletionStatus", "Declared", "ModuleResult", "completion"]

CompletionStatus = Literal[
    "not required",
    "not started",
    "in progress",
    "not passed",
    "complete",
    "expired",
    "needs review",
]

_DECLARE: Final = "You have not declared yet that you have read and understood the policy."
_DECLARE_AGAIN: Final = "The policy has changed since you declared that you have read it."


@dataclass(frozen=True, kw_only=True)
class Declared:
    """That a person of that role declared, under a version, to have read and understood it."""

    role: str
    policy_version: str
    at: datetime
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Completion:
    """Where a person stands in the whole training.

    ``completed`` is when the last of what was needed was done, and ``expires`` when the first of
    the passes runs out; both are set for a complete training and for an expired one
    (``expires`` not while something is to be renewed: it has no day then).
    ``evidence`` is the hash of the event that completed it, and empty unless it is complete.
    The versions are those of the submission that the standing rests on, or of the declaration that
    completed it. ``declared`` is the
    declaration that counts now, and ``to_declare`` what stands in its place, in plain English,
    while it is all that is missing.
    """

    status: CompletionStatus
    modules: tuple[ModuleStanding, ...]
    started: datetime | None
    completed: datetime | None = None
    expires: datetime | None = None
    evidence: str = ""
    course_version: str = ""
    policy_version: str = ""
    declared: Declared | None = None
    to_declare: str = ""

    @property
    def to_renew(self) -> tuple[str, ...]:
        """The clauses that have changed and are to be asked about again, in any module."""
        found = (clause for s in self.modules if s.required for clause in s.renewal)
        return tuple(dict.fromkeys(found))

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
    declarations: Iterable[Declared] = (),
) -> Completion:
    """Where a person of that role stands, in every module of the course and in all.

    ``results`` are all submissions that may count or wait to be graded, in the log's order;
    ``in_progress`` names the modules with an attempt that is begun and not finished;
    ``started`` is when the person gave the first answer; ``declarations`` are those that nothing
    has voided, in the log's order. All times are aware.
    """
    results = tuple(results)
    required = {module.slug for module in course.modules_for(role)}
    standings = tuple(
        module_standing(
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
    declared, to_declare = _declared(course, role, tuple(declarations))
    if status == "complete" and to_declare:
        status = "expired" if to_declare == _DECLARE_AGAIN else "in progress"
    else:
        to_declare = ""
    rests_on = max(
        (standing.result for standing in needed if standing.result is not None),
        key=lambda result: result.finished_at,
        default=None,
    )
    renewing = any(standing.renewal for standing in needed)
    ends_ = [s.expires for s in needed if s.expires is not None and not renewing]
    done = status in ("complete", "expired") and rests_on is not None
    last = _last(rests_on, declared if done else None)
    versions = [rests_on.policy_version] if rests_on else []
    if last and declared and last[1] == declared.evidence:
        versions = [declared.policy_version]
    return Completion(
        status=status,
        modules=standings,
        started=started,
        completed=last[0] if done and last else None,
        expires=min(ends_) if done and ends_ else None,
        evidence=last[1] if status == "complete" and last else "",
        course_version=rests_on.course_version if rests_on else "",
        policy_version=versions[0] if versions else "",
        declared=declared,
        to_declare=to_declare,
    )


def _last(result: ModuleResult | None, declared: Declared | None) -> tuple[datetime, str] | None:
    """When the last of what was needed was done, and the hash of its event."""
    moments = [(result.finished_at, result.evidence)] if result else []
    moments += [(declared.at, declared.evidence)] if declared else []
    return max(moments, key=lambda moment: moment[0], default=None)


def _declared(
    course: Course, role: str, declarations: tuple[Declared, ...]
) -> tuple[Declared | None, str]:
    """The declaration that counts, and what to say while there is none.

    It has to be in the words of the person's role, and no clause that concerns the role may have
    changed since.
    """
    wanted = course.declaration_for(role)
    if wanted is None:
        return None, ""
    concerning = {clause.id for clause in course.policy.clauses if concerns(clause, role)}
    missing = _DECLARE
    for one in reversed(declarations):
        if course.declaration_for(one.role) == wanted:
            changed = course.policy.changed_since(one.policy_version)
            if changed is not None and not changed & concerning:
                return one, ""
            missing = _DECLARE_AGAIN
    return None, missing


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
