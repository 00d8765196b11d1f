"""The declaration to have read and understood the policy, bound to the policy's version."""

from __future__ import annotations

from datetime import datetime

from readyroom.content.frozen import digest_of
from readyroom.content.model import Course
from readyroom.errors import UnknownError
from readyroom.records.log import Draft, Event, Log
from readyroom.records.people import Person


def declare(course: Course, log: Log, person: Person, *, at: datetime) -> Event:
    """Records that the person declares it, in the words of their role; gives the event.

    The same declaration of the same policy is recorded once. After the withdrawal of a certificate
    it is made anew, since that voids what was declared before. UnknownError for a role that
    declares nothing.
    """
    words = course.declaration_for(person.role)
    if words is None:
        raise UnknownError("There is nothing that you have to declare.")
    voided = sum(event.kind == "withdrawn" for event in log.events(person=person.id))
    version, policy = course.policy.version, course.policy.digest()
    said = digest_of([person.role, words, policy])[:16]
    draft = Draft(
        key=f"declared/{person.id}/{version}/{said}/{voided}",
        kind="declared",
        person=person.id,
        body={"role": person.role, "words": words},
        content=policy,
        policy_version=version,
        course_version=course.version,
    )
    return log.append(draft, at=at)[0]
