"""What the recorder does: lend, show, mark, record, and say where people stand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from readyroom.content.model import Course
from readyroom.errors import GradeError
from readyroom.gradebook.completions import completion_of, completions
from readyroom.play.keys import Response
from readyroom.records.attempts import Attempt, Attempts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.protocol import fingerprint
from readyroom.server.standing import as_json
from readyroom.widgets.views import activity_state, activity_view, module_view


@dataclass(frozen=True)
class Loan:
    """Whom a ticket stands for, and in which module."""

    person: str
    module: str


class Desk:
    """What the recorder does for those who come to it; one call at a time."""

    def __init__(
        self, course: Course, log: Log, data: Data, *, now: Callable[[], datetime]
    ) -> None:
        self._course = course
        self._data = data
        self._now = now
        self._attempts = Attempts(course, log)
        self._loans: dict[str, Loan] = {}
        self._views = {
            module.slug: [activity_view(a, course.policy) for a in module.activities]
            for module in course.modules
        }
        self._attempts.publish(now())

    def lend(self, ticket: str, loan: Loan) -> None:
        """Lets the ticket of that fingerprint speak for a person in a module."""
        self._course.module(loan.module)
        self._loans[ticket] = loan

    def take_back(self, ticket: str) -> None:
        """Makes the ticket of that fingerprint worthless."""
        self._loans.pop(ticket, None)

    def loan(self, ticket: str) -> Loan | None:
        """Whom a ticket stands for; None when it is not lent."""
        return self._loans.get(fingerprint(ticket))

    def lesson(self, loan: Loan) -> dict[str, Any]:
        """The module as this person finds it: keyless views, each with what was answered."""
        module = self._course.module(loan.module)
        attempt = self._attempts.settle(loan.person, loan.module, at=self._now())
        return {
            "module": module_view(module),
            "attempt": attempt.number,
            "activities": [
                {**view, "state": self._state(attempt, str(view["slug"]))}
                for view in self._views[module.slug]
            ],
            "quizzes": {slug: list(items) for slug, items in module.quizzes.items()},
            "progress": self._progress(attempt),
        }

    def answer(
        self, loan: Loan, *, attempt: int, activity: str, response: Response
    ) -> dict[str, Any]:
        """Marks and records a response; the acknowledgement says what is now on disk."""
        after, event = self._attempts.answer(
            loan.person,
            loan.module,
            attempt=attempt,
            activity=activity,
            response=response,
            at=self._now(),
        )
        return {
            "saved_utc": event.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "state": self._state(after, activity),
            "progress": self._progress(after),
        }

    def known(self, loan: Loan, activity: str) -> dict[str, Any]:
        """What is on record for an activity in the person's current attempt, and how far it is."""
        attempt = self._attempts.current(loan.person, loan.module)
        return {"state": self._state(attempt, activity), "progress": self._progress(attempt)}

    def progress(self, person: str) -> dict[str, Any]:
        """How far a person is in every module."""
        attempts = (self._attempts.current(person, m.slug) for m in self._course.modules)
        return {
            attempt.module: {"attempt": attempt.number, **self._progress(attempt)}
            for attempt in attempts
        }

    def standings(self, person: str | None) -> dict[str, Any]:
        """Where one person stands, or everybody; safe to call from another thread.

        A damaged gradebook shuts nobody out: what was finished is then still being checked.
        """
        try:
            return self._standings(person, without_gradebook=False)
        except GradeError as error:
            print(f"recorder: {error}", file=sys.stderr, flush=True)
            return self._standings(person, without_gradebook=True)

    def restart(self, person: str, module: str) -> dict[str, Any]:
        """Begins a module again when the person has finished it."""
        return {"attempt": self._attempts.restart(person, module, at=self._now()).number}

    def _standings(self, person: str | None, *, without_gradebook: bool) -> dict[str, Any]:
        course, data, now = self._course, self._data, self._now()
        if person is not None:
            one = completion_of(course, data, person, now, without_gradebook=without_gradebook)
            return as_json(one)
        everybody = completions(course, data, now, without_gradebook=without_gradebook)
        return {"people": [as_json(record) for record in everybody]}

    def _state(self, attempt: Attempt, activity: str) -> dict[str, Any] | None:
        if activity not in attempt.responses:
            return None
        key = self._attempts.key(attempt.module).activity(activity)
        content = self._course.module(attempt.module).activity(activity)
        response = attempt.responses[activity]
        return dict(activity_state(content, key, response, self._course.policy))

    def _progress(self, attempt: Attempt) -> dict[str, Any]:
        return {
            "answered": len(attempt.complete),
            "of": len(self._course.module(attempt.module).activities),
            "finished": attempt.finished,
        }
