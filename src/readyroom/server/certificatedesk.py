"""What the recorder does about certificates: issue, show, withdraw, and sign badges."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from readyroom.content.model import Course
from readyroom.gradebook.completions import Record, completion_of
from readyroom.papers import badge
from readyroom.papers.keys import signing_key
from readyroom.play.certificates import holds_until
from readyroom.records.certificates import Certificates, Issued
from readyroom.records.log import Log
from readyroom.records.paths import Data


class CertificateDesk:
    """The certificates of one course; safe to use from several threads."""

    def __init__(
        self, course: Course, log: Log, data: Data, *, now: Callable[[], datetime]
    ) -> None:
        self._course = course
        self._data = data
        self._now = now
        self._certificates = Certificates(log)
        self._issuing = threading.Lock()
        self._key = signing_key(data)
        self._certificates.all()  # read now, so that nobody waits for it later

    def issue(self, record: Record) -> None:
        """Sees to it that a training that is complete has the certificate that is due."""
        if not self._certificates.wants(self._course, record.person, record.completion):
            return
        with self._issuing:
            now = self._now()
            if self._certificates.of(record.person.id):
                # Looked up once more: what another thread has certified since may be later.
                record = completion_of(self._course, self._data, record.person.id, now)
            self._certificates.issue(self._course, record.person, record.completion, at=now)

    def own(self, record: Record) -> dict[str, Any] | None:
        """The certificate that a person is shown as theirs, as JSON; None for who has none."""
        issued = self._certificates.own(record.person, record.completion)
        return self._as_json(issued) if issued else None

    def find(self, code: str) -> dict[str, Any]:
        """The certificate of a code as JSON; UnknownError when there is none."""
        return self._as_json(self._certificates.find(code))

    def all(self) -> list[dict[str, Any]]:
        """Everybody's certificates as JSON, the newest first."""
        return [self._as_json(issued) for issued in reversed(self._certificates.all())]

    def withdraw(self, code: str, *, reason: str, by: str) -> dict[str, Any]:
        """Withdraws a certificate; the errors are those of ``Certificates.withdraw``."""
        issued = self._certificates.withdraw(code, reason=reason, by=by, at=self._now())
        return self._as_json(issued)

    def badge(self, code: str) -> str:
        """The signed badge of a certificate; UnknownError when there is none."""
        issued = self._certificates.find(code)
        return badge.sign(
            issued.certificate,
            self._key,
            issued=issued.at,
            site=self._data.site(),
            link=self._data.verify_link(issued.certificate.code),
        )

    def _as_json(self, issued: Issued) -> dict[str, Any]:
        return as_json(issued, self._course, now=self._now())


def as_json(issued: Issued, course: Course, *, now: datetime) -> dict[str, Any]:
    """A certificate with what has become of it, as JSON; ``until`` is how long it can hold."""
    withdrawal = issued.withdrawal
    return {
        "certificate": issued.certificate.model_dump(mode="json"),
        "person": issued.person,
        "issued": issued.at.isoformat(),
        "state": issued.state(course, now=now),
        "until": holds_until(issued.certificate, course).isoformat(),
        "withdrawal": None
        if withdrawal is None
        else {
            "reason": withdrawal.reason,
            "by": withdrawal.by,
            "at": withdrawal.at.isoformat(),
        },
    }
