"""Certificates: what one says, its code, when one is due, and whether it still holds.

A code has 70 random bits and a check character, in Douglas Crockford's base 32: no letter looks
or sounds like a digit. ``7K2M9-4QXA1-B3T5W`` may be typed in any case, with or without hyphens,
with O for 0 and I or L for 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from readyroom.content.coverage import asked
from readyroom.content.frozen import Frozen
from readyroom.content.model import Course, concerns
from readyroom.play.completion import Completion
from readyroom.play.validity import ends

State = Literal["current", "superseded", "expired", "withdrawn"]

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS: Final = 37
"""Crockford's check is the number modulo 37; codes whose check is no letter or digit go unused."""
_RANDOM: Final = 14
_GROUP: Final = 5
_BETWEEN: Final = re.compile(r"[\s_.\-\u2010-\u2015\u2212]+")
_ALIKE: Final = str.maketrans("OIL", "011")
_LONGEST: Final = 200


class Covered(Frozen):
    """A module that a certificate vouches for, and when it was passed."""

    module: str
    title: str
    passed: datetime


class Certificate(Frozen):
    """What a certificate says, as it was on the day; what changes later is not in it.

    ``evidence`` is the hash of the log's event that completed the training. ``expires`` is the last
    second of the day that the paper names; days are those of ``timezone``.
    """

    code: str
    name: str
    role: str
    school: str
    trust: str
    course: str
    course_version: str
    policy: str
    policy_version: str
    modules: tuple[Covered, ...] = Field(min_length=1)
    completed: datetime
    expires: datetime
    timezone: str
    evidence: str


@dataclass(frozen=True)
class Held:
    """A certificate that a person has; ``withdrawn`` is its withdrawal's place in the log, or 0."""

    certificate: Certificate
    withdrawn: int = 0


def certificate(
    course: Course, completion: Completion, *, code: str, name: str, role: str, school: str
) -> Certificate | None:
    """The certificate for a training that is complete; None for any other."""
    if completion.status != "complete" or completion.completed is None or not completion.expires:
        return None
    return Certificate(
        code=code,
        name=name,
        role=role,
        school=school,
        trust=course.trust,
        course=course.title,
        course_version=completion.course_version,
        policy=course.policy.title,
        policy_version=completion.policy_version,
        modules=tuple(
            Covered(
                module=standing.module,
                title=standing.title,
                passed=standing.result.passed_at or standing.result.finished_at,
            )
            for standing in completion.modules
            if standing.required and standing.status == "passed" and standing.result is not None
        ),
        completed=completion.completed,
        expires=end_of_day(completion.expires, course.timezone),
        timezone=course.timezone,
        evidence=completion.evidence,
    )


def due(
    course: Course, completion: Completion, *, role: str, held: Sequence[Held], place: int
) -> bool:
    """Whether a completion gets a certificate beside those that its person holds, oldest first.

    ``place`` is that of the completion's evidence in the log. There is one certificate for each
    role, evidence and expiry. After a withdrawal none is due before a module is passed later in
    the log; the person's newest for the role is issued anew all the same when only the expiry has
    changed and nobody has withdrawn it.
    """
    if completion.status != "complete" or completion.expires is None:
        return False
    newest = newest_for(role, held)
    if newest is not None and newest.certificate.evidence == completion.evidence:
        expires = end_of_day(completion.expires, course.timezone)
        return not newest.withdrawn and newest.certificate.expires != expires
    return all(place > one.withdrawn for one in held)


def newest_for(role: str, held: Sequence[Held]) -> Held | None:
    """A person's newest certificate for a role: it supersedes the earlier ones for that role."""
    return next((one for one in reversed(held) if one.certificate.role == role), None)


def shown_to_owner(completion: Completion, *, role: str, held: Sequence[Held]) -> Held | None:
    """The certificate that a person of that role is shown as theirs; None for who has none.

    The newest for the role, or else the newest. When the training is complete and that one does
    not rest on it, a withdrawal is why, and the last one that was withdrawn is shown.
    """
    if not held:
        return None
    found = newest_for(role, held) or held[-1]
    fits = found.certificate.role == role and found.certificate.evidence == completion.evidence
    last = max(held, key=lambda one: one.withdrawn)
    return last if completion.status == "complete" and not fits and last.withdrawn else found


def holds_until(certificate: Certificate, course: Course) -> datetime:
    """The last second in which a certificate can hold under the pass rule that is in force.

    Months that were shortened since count at once; longer ones take a new certificate.
    """
    first = min(module.passed for module in certificate.modules)
    return min(certificate.expires, end_of_day(ends(course, first), certificate.timezone))


def end_of_day(moment: datetime, timezone: str) -> datetime:
    """The last second of the moment's day in that time zone, in UTC."""
    zone = ZoneInfo(timezone)
    day = moment.astimezone(zone).date()
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone).astimezone(UTC)


def state(
    certificate: Certificate, course: Course, *, newest: bool, withdrawn: bool, now: datetime
) -> State:
    """Whether a certificate holds under the course's policy and pass rule.

    ``newest`` says that its person has no later one for the role. A certificate holds to the end
    of the day that it names, and under a later version of the policy in which no clause has changed
    that its training asked for, or that its role declared to have read. Of several reasons why it
    does not hold the first in this order is told: withdrawn, superseded, expired.
    """
    if withdrawn:
        return "withdrawn"
    if not newest or not _policy_holds(certificate, course):
        return "superseded"
    return "current" if now < holds_until(certificate, course) else "expired"


def _policy_holds(certificate: Certificate, course: Course) -> bool:
    """Whether the policy still says what the certificate vouches for."""
    changed = course.policy.changed_since(certificate.policy_version)
    if changed is None:
        return False
    covered = {one.module for one in certificate.modules}
    vouched = {
        clause
        for module in course.modules
        if module.slug in covered
        for activity in module.activities
        for clause in asked(activity)
    }
    if course.declaration_for(certificate.role) is not None:
        vouched |= {c.id for c in course.policy.clauses if concerns(c, certificate.role)}
    return not changed & vouched


def new_code(random_below: Callable[[int], int]) -> str:
    """A fresh code; ``random_below(n)`` gives a random number from 0 to n - 1."""
    while True:
        letters = "".join(_ALPHABET[random_below(32)] for _ in range(_RANDOM))
        check = _check(letters)
        if check < len(_ALPHABET):
            return _grouped(letters + _ALPHABET[check])


def read_code(typed: str) -> str | None:
    """A code as we write it, from what somebody typed or pasted; None when it can't be one.

    A wrong letter, or two letters that changed places, are always noticed.
    """
    if len(typed) > _LONGEST:
        return None
    bare = _BETWEEN.sub("", typed.strip().rstrip("/").rsplit("/", 1)[-1]).upper()
    letters = bare.translate(_ALIKE)
    if len(letters) != _RANDOM + 1 or not set(letters) <= set(_ALPHABET):
        return None
    if _check(letters[:-1]) != _ALPHABET.index(letters[-1]):
        return None
    return _grouped(letters)


def _check(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 32 + _ALPHABET.index(letter)
    return number % _CHECKS


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
