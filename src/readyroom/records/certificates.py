"""The certificates in the log: issued when one is due, and withdrawn for a reason."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from readyroom.content.model import Course
from readyroom.errors import AlreadyWithdrawn, ResponseError, UnknownError
from readyroom.play.certificates import (
    Certificate,
    Held,
    State,
    certificate,
    due,
    new_code,
    read_code,
    shown_to_owner,
    state,
)
from readyroom.play.completion import Completion
from readyroom.records.log import Draft, Event, Log
from readyroom.records.people import Person

LONGEST_REASON: Final = 500


@dataclass(frozen=True)
class Withdrawal:
    """Why a certificate was withdrawn, by whom and when; shown to the support team alone.

    ``seq`` is the number of the event in the log.
    """

    reason: str
    by: str
    at: datetime
    seq: int


@dataclass(frozen=True)
class Issued:
    """A certificate with what has become of it.

    ``person`` is the id on the roster; ``newest``: of those that the person has for the role.
    """

    certificate: Certificate
    person: str
    at: datetime
    newest: bool = True
    withdrawal: Withdrawal | None = None

    def state(self, course: Course, *, now: datetime) -> State:
        """Whether it holds under the policy and the pass rule that are in force."""
        return state(
            self.certificate,
            course,
            newest=self.newest,
            withdrawn=self.withdrawal is not None,
            now=now,
        )


class Certificates:
    """All certificates of one log; safe to use from several threads.

    What the log holds is remembered, so that a look costs no more than what is new in it.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._lock = threading.RLock()
        self._read = 0
        self._issued: dict[str, Issued] = {}
        self._of: dict[str, list[str]] = {}

    def wants(self, course: Course, person: Person, completion: Completion) -> bool:
        """Whether a certificate is due to a person who stands there."""
        held = self._held(person.id)
        place = self._place(completion, held)
        return due(course, completion, role=person.role, held=held, place=place)

    def issue(
        self, course: Course, person: Person, completion: Completion, *, at: datetime
    ) -> Issued | None:
        """A new certificate when one is due, once it is on disk; None when none is."""
        with self._lock:
            if not self.wants(course, person, completion):
                return None
            made = certificate(
                course,
                completion,
                code=self._unused_code(),
                name=person.name,
                role=person.role,
                school=person.school,
            )
            if made is None:
                return None
            self._log.append(
                Draft(
                    key=f"certified/{person.id}/{len(self.of(person.id)) + 1}",
                    kind="certified",
                    person=person.id,
                    body=made.model_dump(mode="json"),
                    content=made.evidence,
                    policy_version=made.policy_version,
                    course_version=made.course_version,
                ),
                at=at,
            )
            return self.find(made.code)

    def withdraw(self, code: str, *, reason: str, by: str, at: datetime) -> Issued:
        """Withdraws a certificate for good, and gives it back once that is on disk.

        UnknownError for a code that is none of ours, ResponseError without a reason, and
        AlreadyWithdrawn when it was withdrawn before.
        """
        reason = " ".join(reason.split())
        if not reason:
            raise ResponseError("Say why the certificate is withdrawn.")
        if len(reason) > LONGEST_REASON:
            raise ResponseError(f"Give the reason in at most {LONGEST_REASON} letters.")
        with self._lock:
            issued = self.find(code)
            if issued.withdrawal is not None:
                day = issued.withdrawal.at.astimezone(ZoneInfo(issued.certificate.timezone))
                raise AlreadyWithdrawn(
                    f"{issued.certificate.code} was withdrawn already, on {day:%Y-%m-%d}: "
                    f"{issued.withdrawal.reason}"
                )
            self._log.append(
                Draft(
                    key=f"withdrawn/{issued.certificate.code}",
                    kind="withdrawn",
                    person=issued.person,
                    body={"code": issued.certificate.code, "reason": reason, "by": by},
                    content=issued.certificate.evidence,
                ),
                at=at,
            )
            return self.find(code)

    def find(self, code: str) -> Issued:
        """The certificate of a code, however it is typed; UnknownError when there is none."""
        with self._lock:
            self._catch_up()
            issued = self._issued.get(read_code(code) or "")
        if issued is None:
            raise UnknownError(
                "We know no certificate with this code. Look whether it is typed right: three "
                "groups of five letters and digits, such as 7K2M9-4QXA1-B3T5W."
            )
        return issued

    def own(self, person: Person, completion: Completion) -> Issued | None:
        """The certificate that a person is shown as theirs; None for who has none."""
        with self._lock:
            shown = shown_to_owner(completion, role=person.role, held=self._held(person.id))
            return None if shown is None else self._issued[shown.certificate.code]

    def of(self, person: str) -> tuple[Issued, ...]:
        """A person's certificates, the oldest first."""
        with self._lock:
            self._catch_up()
            return tuple(self._issued[code] for code in self._of.get(person, ()))

    def all(self) -> tuple[Issued, ...]:
        """Everybody's certificates, the oldest first."""
        with self._lock:
            self._catch_up()
            return tuple(self._issued.values())

    def _held(self, person: str) -> tuple[Held, ...]:
        return tuple(
            Held(one.certificate, one.withdrawal.seq if one.withdrawal else 0)
            for one in self.of(person)
        )

    def _place(self, completion: Completion, held: tuple[Held, ...]) -> int:
        """The place of the completion's evidence in the log, as far as it matters."""
        if not any(one.withdrawn for one in held):
            return 1
        return self._log.place(completion.evidence)

    def _unused_code(self) -> str:
        while (code := new_code(secrets.randbelow)) in self._issued:
            pass
        return code

    def _catch_up(self) -> None:
        head, _ = self._log.head()
        if head == self._read:
            return
        # In this order: what is withdrawn by now is certified by then.
        withdrawn = self._log.events(kind="withdrawn", after=self._read)
        for event in self._log.events(kind="certified", after=self._read):
            self._take(event)
        for event in withdrawn:
            withdrawal = Withdrawal(event.body["reason"], event.body["by"], event.at, event.seq)
            code = event.body["code"]
            self._issued[code] = replace(self._issued[code], withdrawal=withdrawal)
        self._read = head

    def _take(self, event: Event) -> None:
        made = Certificate.model_validate(dict(event.body))
        codes = self._of.setdefault(event.person, [])
        if made.code in codes:
            return
        for code in codes:
            if self._issued[code].certificate.role == made.role:
                self._issued[code] = replace(self._issued[code], newest=False)
        codes.append(made.code)
        self._issued[made.code] = Issued(made, event.person, event.at)
