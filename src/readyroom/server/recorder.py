"""The recorder: the one process that marks answers and writes the log.

It listens on a Unix socket. Kernels come with a ticket, which the web server has lent to one
person for one module; the web server comes with a secret of this run. Nobody reports a score:
they send a response, the recorder marks it, and acknowledges it once it is on disk.
"""

from __future__ import annotations

import argparse
import asyncio
import hmac
import json
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tornado import httpserver, ioloop, netutil, web

from readyroom.content.load import load_course
from readyroom.errors import (
    AlreadyAnswered,
    AttemptOver,
    ReadyroomError,
    ResponseError,
    StaleAttempt,
    UnknownError,
    explain,
)
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.desk import Desk, Loan
from readyroom.server.protocol import READY

LARGEST_REQUEST: Final = 64 * 1024

_CODES: Final[tuple[tuple[type[ReadyroomError], str, int], ...]] = (
    (AlreadyAnswered, "already-answered", 409),
    (StaleAttempt, "stale-attempt", 409),
    (AttemptOver, "attempt-over", 409),
    (ResponseError, "bad-response", 422),
    (UnknownError, "unknown", 404),
)


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
