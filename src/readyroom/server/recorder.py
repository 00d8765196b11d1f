"""The recorder: the one process that marks answers and writes the log.

It listens on a Unix socket. Kernels come with a ticket, which the web server has lent to one
person for one module; the web server comes with a secret of this run. Nobody reports a score:
they send a response, the recorder marks it, and acknowledges it once it is on disk.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tornado import httpserver, ioloop, netutil, web

from readyroom.content.load import load_course
from readyroom.content.model import Course
from readyroom.errors import (
    AlreadyAnswered,
    AttemptOver,
    GradeError,
    ReadyroomError,
    ResponseError,
    StaleAttempt,
    UnknownError,
    explain,
)
from readyroom.gradebook.completions import completion_of, completions
from readyroom.play.keys import Response
from readyroom.records.attempts import Attempt, Attempts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.standing import as_json
from readyroom.widgets.views import activity_state, activity_view

LARGEST_REQUEST: Final = 64 * 1024
READY: Final = "recorder ready"
"""What the recorder prints once it listens."""

_CODES: Final[tuple[tuple[type[ReadyroomError], str, int], ...]] = (
    (AlreadyAnswered, "already-answered", 409),
    (StaleAttempt, "stale-attempt", 409),
    (AttemptOver, "attempt-over", 409),
    (ResponseError, "bad-response", 422),
    (UnknownError, "unknown", 404),
)


@dataclass(frozen=True)
class Loan:
    """Whom a ticket stands for, and in which module."""

    person: str
    module: str


def fingerprint(ticket: str) -> str:
    """What is kept of a ticket."""
    return hashlib.sha256(ticket.encode()).hexdigest()


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
            "module": {
                "slug": module.slug,
                "title": module.title,
                "summary": module.summary,
                "minutes": module.minutes,
            },
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


class _Handler(web.RequestHandler):
    """JSON in, JSON out; errors in plain words with a code."""

    def initialize(self, desk: Desk, secret: str) -> None:
        self.desk = desk
        self.secret = secret

    def body(self) -> dict[str, Any]:
        """The request's JSON object; a 422 when it is none."""
        try:
            data = json.loads(self.request.body)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            self.refuse(422, "bad-response", "This is not a JSON object.")
            raise web.Finish
        return data

    def refuse(self, status: int, code: str, error: str, **more: object) -> None:
        """Answers with an error."""
        self.set_status(status)
        self.finish({"code": code, "error": error, **more})

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Never a traceback."""
        self.finish({"code": "failed", "error": "The recorder could not do this."})

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Names the fault without the answer it came with."""
        print(f"recorder: {self.request.path}: {typ.__name__}", file=sys.stderr, flush=True)


class _TicketHandler(_Handler):
    """For kernels: the ticket says for whom they speak."""

    def prepare(self) -> None:
        loan = self.desk.loan(self.request.headers.get("X-Ticket", ""))
        if loan is None:
            self.refuse(403, "no-ticket", "This page is no longer open. Reload it to go on.")
            raise web.Finish
        self.loan = loan


class _SecretHandler(_Handler):
    """For the web server, which knows the secret of this run."""

    def prepare(self) -> None:
        given = self.request.headers.get("X-Secret", "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            self.refuse(403, "no-secret", "Only the web server may ask this.")
            raise web.Finish


class _LessonHandler(_TicketHandler):
    def get(self) -> None:
        self.finish(self.desk.lesson(self.loan))


class _AnswerHandler(_TicketHandler):
    def post(self) -> None:
        data = self.body()
        attempt, activity = data.get("attempt"), data.get("activity")
        if type(attempt) is not int or not isinstance(activity, str):
            self.refuse(422, "bad-response", "An answer names its attempt and its activity.")
            return
        try:
            answer = self.desk.answer(
                self.loan, attempt=attempt, activity=activity, response=data.get("response", "")
            )
        except ReadyroomError as error:
            for kind, code, status in _CODES:
                if isinstance(error, kind):
                    known = self.desk.known(self.loan, activity) if status == 409 else {}
                    self.refuse(status, code, str(error), **known)
                    return
            raise
        self.finish(answer)


class _LoanHandler(_SecretHandler):
    def post(self) -> None:
        data = self.body()
        self.desk.lend(data["ticket"], Loan(data["person"], data["module"]))
        self.finish({})

    def delete(self) -> None:
        self.desk.take_back(self.body()["ticket"])
        self.finish({})


class _ProgressHandler(_SecretHandler):
    def get(self) -> None:
        self.finish(self.desk.progress(self.get_query_argument("person")))


class _StandingsHandler(_SecretHandler):
    async def get(self) -> None:
        person = self.get_query_argument("person", None)
        # In a thread: answers must not wait for a table of everybody.
        self.finish(await asyncio.to_thread(self.desk.standings, person))


class _RestartHandler(_SecretHandler):
    def post(self) -> None:
        data = self.body()
        self.finish(self.desk.restart(data["person"], data["module"]))


def application(desk: Desk, secret: str) -> web.Application:
    """The recorder's routes."""
    given = {"desk": desk, "secret": secret}
    return web.Application(
        [
            ("/lesson", _LessonHandler, given),
            ("/answer", _AnswerHandler, given),
            ("/loan", _LoanHandler, given),
            ("/progress", _ProgressHandler, given),
            ("/standings", _StandingsHandler, given),
            ("/restart", _RestartHandler, given),
        ],
        log_function=lambda handler: None,  # a line a request would say who answers when
    )


def _leave_with_parent(loop: ioloop.IOLoop) -> None:
    """Ends the recorder when the server, which holds the other end of stdin, is gone."""
    sys.stdin.read()
    loop.add_callback(loop.stop)


def main() -> None:
    """Serves the recorder; the secret of this run is the first line of standard input."""
    parser = argparse.ArgumentParser(prog="readyroom-recorder")
    parser.add_argument("--content", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    os.umask(0o077)
    secret = sys.stdin.readline().strip()
    try:
        data = Data(options.data).create()
        course = load_course(options.content)
        log = Log(data.log)
        log.verify()
        desk = Desk(course, log, data, now=lambda: datetime.now(UTC))
    except Exception as error:
        said = explain(error)
        if said is None:
            raise
        sys.exit(said)
    server = httpserver.HTTPServer(application(desk, secret), max_body_size=LARGEST_REQUEST)
    server.add_socket(netutil.bind_unix_socket(str(data.socket), mode=0o600))
    loop = ioloop.IOLoop.current()
    threading.Thread(target=_leave_with_parent, args=(loop,), daemon=True).start()
    print(READY, flush=True)
    loop.start()
    server.stop()
    data.socket.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
