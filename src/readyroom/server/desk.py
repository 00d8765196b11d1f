"""What the recorder does: lend, show, mark, record, and say where people stand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from readyroom.content.model import Course
from readyroom.errors import GradeError, ResponseError, UnknownError
from readyroom.gradebook.completions import completion_of, completions
from readyroom.play.choices import Choices
from readyroom.play.keys import Response
from readyroom.records.attempt import Attempt
from readyroom.records.attempts import Attempts
from readyroom.records.declarations import declare
from readyroom.records.drafts import Drafts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.certificatedesk import CertificateDesk
from readyroom.server.drafting import DraftDesk
from readyroom.server.history import History
from readyroom.server.paperdesk import Paper, PaperDesk
from readyroom.server.protocol import fingerprint
from readyroom.server.refresherdesk import RefresherDesk
from readyroom.server.standing import as_json
from readyroom.widgets.mixing import mixed
from readyroom.widgets.recorder_client import Progress
from readyroom.widgets.result import result_of
from readyroom.widgets.sureness import asking
from readyroom.widgets.views import activity_state, activity_view, heard, module_view


@dataclass(frozen=True)
class Loan:
    """Whom a ticket stands for, and in which module."""

    person: str
    module: str


class Desk:
    """What the recorder does for those who come to it; one call at a time."""

    def __init__(
        self,
        course: Course,
        log: Log,
        drafts: Drafts,
        data: Data,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._course = course
        self._data = data
        self._log = log
        self._now = now
        self._attempts = Attempts(course, log)
        self._drafts = DraftDesk(self._attempts, drafts, now=now)
        self.certificates = CertificateDesk(course, log, data, now=now)
        self.history = History(course, data, now=now)
        self.refreshers = RefresherDesk(course, log, data, now=now)
        self._papers = PaperDesk(course, self._attempts, now=now)
        self._loans: dict[str, Loan] = {}
        self._views = {
            module.slug: [
                asking(course, a, activity_view(a, course.policy)) for a in module.activities
            ]
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
        """The module as this person finds it: keyless views, each with its answer or draft."""
        module = self._course.module(loan.module)
        attempt = self._attempts.settle(loan.person, loan.module, at=self._now())
        drafts, tags = self._drafts.of(attempt), self._drafts.tags(attempt)
        known = [activity.slug for activity in module.activities]
        return {
            "module": module_view(module),
            "attempt": attempt.number,
            "activities": [
                {
                    **mixed(view, f"{loan.person}/{module.slug}/{attempt.number}"),
                    "state": self._state(attempt, str(view["slug"])),
                    "draft": drafts.get(str(view["slug"])),
                    "tag": tags.get(str(view["slug"])),
                }
                for view in self._views[module.slug]
                if view["slug"] in attempt.asked
            ],
            "quizzes": {
                quiz: [slug for slug in items if slug in attempt.asked]
                for quiz, items in module.quizzes.items()
            },
            "left_out": [slug for slug in known if slug not in attempt.asked],
            "progress": self._progress(attempt),
            "place": self._drafts.place(attempt),
        }

    def answer(
        self,
        loan: Loan,
        *,
        attempt: int,
        activity: str,
        response: Response,
        confidence: object = None,
    ) -> dict[str, Any]:
        """Marks and records a response; the acknowledgement says what is now on disk.

        The response is in the page's form, as ``readyroom.widgets.views.heard`` takes it.
        """
        module = self._course.module(loan.module)
        after, event = self._attempts.answer(
            loan.person,
            loan.module,
            attempt=attempt,
            activity=activity,
            response=heard(module, activity, response),
            confidence=confidence,
            at=self._now(),
        )
        self._drafts.answered(after, activity)
        return {
            "saved_utc": event.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "state": self._state(after, activity),
            "progress": self._progress(after),
        }

    def draft(
        self, *, person: str, module: str, activity: str, tag: str, choices: Choices, age: int
    ) -> None:
        """Keeps what is chosen and not checked, for the next time that the page is opened.

        ``tag``: the one in the view that it was chosen in. ``age``: milliseconds since then.
        """
        self._drafts.keep(person, module, activity=activity, tag=tag, choices=choices, age=age)

    def known(self, loan: Loan, activity: str) -> dict[str, Any]:
        """What is on record for an activity in the person's current attempt, and how far it is."""
        attempt = self._attempts.current(loan.person, loan.module)
        return {"state": self._state(attempt, activity), "progress": self._progress(attempt)}

    def progress(self, person: str, module: str | None = None) -> dict[str, Any]:
        """How far a person is in every module or in one, and at which activity they go on."""
        slugs = [m.slug for m in self._course.modules] if module is None else [module]
        attempts = (self._attempts.current(person, slug) for slug in slugs)
        return {
            attempt.module: {
                "attempt": attempt.number,
                **self._progress(attempt),
                "place": self._drafts.place(attempt),
                "renews": list(attempt.renews),
            }
            for attempt in attempts
        }

    def standings(self, person: str | None) -> dict[str, Any]:
        """Where one person stands, or everybody; safe to call from another thread.

        A damaged gradebook shuts nobody out: what was finished is then still being checked. A
        person's standing comes with their certificate, which is issued here if need be, and with
        the refresher that is due.
        """
        try:
            return self._standings(person, without_gradebook=False)
        except GradeError as error:
            print(f"recorder: {error}", file=sys.stderr, flush=True)
            return self._standings(person, without_gradebook=True)

    def restart(self, person: str, module: str) -> dict[str, Any]:
        """Begins a module again when the person has finished it.

        Where only some clauses have changed since a pass, the attempt asks about these alone.
        """
        before = self._attempts.current(person, module)
        asks = before.finished or bool(before.renews)
        renews = self._to_renew(person, module) if asks else ()
        after = self._attempts.restart(person, module, at=self._now(), renews=renews)
        if after.number != before.number:
            self._drafts.drop(person, module)
        return {"attempt": after.number}

    def declare(self, person: str) -> dict[str, Any]:
        """Records that the person has read and understood the policy, once all is passed.

        ResponseError while something else is missing.
        """
        course, data = self._course, self._data
        try:
            record = completion_of(course, data, person, self._now())
        except GradeError as error:
            print(f"recorder: {error}", file=sys.stderr, flush=True)
            raise ResponseError(
                "Your results can't be read just now. Nothing is lost: try again later."
            ) from None
        if not record.completion.to_declare and record.completion.declared is None:
            raise ResponseError("Pass every module first. Then you declare that you have read it.")
        event = declare(course, self._log, record.person, at=self._now())
        self.certificates.issue(completion_of(course, data, person, self._now()))
        return {"declared": event.at.isoformat()}

    def paper(self, paper: Paper, step: str) -> dict[str, Any]:
        """Shows the sheet of a paper (``begin``), reads it (``check``) or records it."""
        if step == "begin":
            return self._papers.begin(paper)
        answer = self._papers.take(paper, record=step == "record")
        if answer["attempt"] is not None:
            self._drafts.drop(paper.person, paper.module)
        return answer

    def _standings(self, person: str | None, *, without_gradebook: bool) -> dict[str, Any]:
        course, data, now = self._course, self._data, self._now()
        if person is not None:
            one = completion_of(course, data, person, now, without_gradebook=without_gradebook)
            self.certificates.issue(one)
            return {
                **as_json(one),
                "certificate": self.certificates.own(one),
                "refresher": self.refreshers.due(one),
            }
        everybody = completions(course, data, now, without_gradebook=without_gradebook)
        return {"people": [as_json(record) for record in everybody]}

    def _to_renew(self, person: str, module: str) -> tuple[str, ...]:
        """The clauses that are all that the person's next attempt has to ask about."""
        try:
            record = completion_of(self._course, self._data, person, self._now())
        except GradeError as error:
            print(f"recorder: {error}", file=sys.stderr, flush=True)
            return ()
        except UnknownError:  # whoever is not on the roster has nothing to renew
            return ()
        return next((s.renewal for s in record.completion.modules if s.module == module), ())

    def _state(self, attempt: Attempt, activity: str) -> dict[str, Any] | None:
        if activity not in attempt.responses:
            return None
        key = self._attempts.key(attempt.module).activity(activity)
        content = self._course.module(attempt.module).activity(activity)
        response = attempt.responses[activity]
        confidence = attempt.confidence.get(activity)
        return dict(activity_state(content, key, response, self._course.policy, confidence))

    def _progress(self, attempt: Attempt) -> Progress:
        progress: Progress = {
            "answered": len(attempt.complete),
            "of": len(attempt.asked),
            "finished": attempt.finished,
        }
        marks = self._attempts.marks(attempt) if attempt.finished else None
        if marks is not None:
            module = self._course.module(attempt.module)
            progress["result"] = result_of(self._course, module, marks)
        return progress
