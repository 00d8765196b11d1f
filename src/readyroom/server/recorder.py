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
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tornado import httpserver, ioloop, netutil, web

from readyroom.content.load import load_course
from readyroom.errors import (
    AlreadyAnswered,
    AlreadyWithdrawn,
    AttemptOver,
    ReadyroomError,
    ResponseError,
    StaleAttempt,
    StaleRefresher,
    UnknownError,
    explain,
)
from readyroom.records.drafts import Drafts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.desk import Desk, Loan
from readyroom.server.paperdesk import as_paper
from readyroom.server.protocol import READY
from readyroom.server.refresherdesk import as_filled
from readyroom.server.sweep import Sweep

LARGEST_REQUEST: Final = 64 * 1024

_CODES: Final[tuple[tuple[type[ReadyroomError], str, int], ...]] = (
    (AlreadyAnswered, "already-answered", 409),
    (StaleAttempt, "stale-attempt", 409),
    (AttemptOver, "attempt-over", 409),
    (StaleRefresher, "stale-refresher", 409),
    (AlreadyWithdrawn, "already-withdrawn", 409),
    (ResponseError, "bad-response", 422),
    (UnknownError, "unknown", 404),
)


class _Handler(web.RequestHandler):
    """JSON in, JSON out; errors in plain words with a code."""

    def initialize(self, desk: Desk, secret: str, admin: str = "") -> None:
        self.desk = desk
        self.secret = secret
        self.admin = admin

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

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Answers with an error of ours that has a code, in the place of what was asked."""
        try:
            yield
        except ReadyroomError as error:
            for kind, code, status in _CODES:
                if isinstance(error, kind):
                    self.refuse(status, code, str(error))
                    return
            raise

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

    commands = False

    def prepare(self) -> None:
        given = self.request.headers.get("X-Secret", "").encode()
        known = (self.secret, self.admin) if self.commands and self.admin else (self.secret,)
        if not any(hmac.compare_digest(given, secret.encode()) for secret in known):
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
                self.loan,
                attempt=attempt,
                activity=activity,
                response=data.get("response", ""),
                confidence=data.get("confidence"),
            )
        except ReadyroomError as error:
            for kind, code, status in _CODES:
                if isinstance(error, kind):
                    known = self.desk.known(self.loan, activity) if status == 409 else {}
                    self.refuse(status, code, str(error), **known)
                    return
            raise
        self.finish(answer)


class _DraftHandler(_SecretHandler):
    def post(self) -> None:
        self.desk.draft(**self.body())
        self.finish({})


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
        person, module = self.get_query_argument("person"), self.get_query_argument("module", None)
        self.finish(self.desk.progress(person, module))


class _StandingsHandler(_SecretHandler):
    async def get(self) -> None:
        person = self.get_query_argument("person", None)
        # In a thread: answers must not wait for a table of everybody.
        self.finish(await asyncio.to_thread(self.desk.standings, person))


class _HistoryHandler(_SecretHandler):
    async def get(self) -> None:
        history, person = self.desk.history, self.get_query_argument("person")
        module, number = (self.get_query_argument(name, "") for name in ("module", "attempt"))
        with self.refusing():
            # In a thread: answers must not wait for somebody's whole record.
            if module:
                self.finish(await asyncio.to_thread(history.attempt, person, module, int(number)))
            else:
                self.finish(await asyncio.to_thread(history.modules, person))


class _CertificateHandler(_SecretHandler):
    async def get(self) -> None:
        code = self.get_query_argument("code", None)
        with self.refusing():
            # In a thread, to the last comma: answers must not wait for a list of everybody's.
            said = await asyncio.to_thread(self._said, code)
            self.set_header("Content-Type", "application/json; charset=UTF-8")
            self.finish(said)

    def _said(self, code: str | None) -> str:
        certificates = self.desk.certificates
        return json.dumps(
            {"certificates": certificates.all()} if code is None else certificates.find(code)
        )


class _BadgeHandler(_SecretHandler):
    async def get(self) -> None:
        badge, code = self.desk.certificates.badge, self.get_query_argument("code")
        with self.refusing():
            self.finish({"badge": await asyncio.to_thread(badge, code)})


class _WithdrawHandler(_SecretHandler):
    """Open to commands, too, which show the secret that only our own user can read."""

    commands = True

    async def post(self) -> None:
        data = self.body()
        code, reason, by = (data.get(name) for name in ("code", "reason", "by"))
        if not (isinstance(code, str) and isinstance(reason, str) and isinstance(by, str)):
            self.refuse(422, "bad-response", "Name the code, the reason and who withdraws it.")
            return
        withdraw = self.desk.certificates.withdraw
        with self.refusing():
            self.finish(await asyncio.to_thread(withdraw, code, reason=reason, by=by))


class _PaperHandler(_SecretHandler):
    def post(self, step: str) -> None:
        with self.refusing():
            self.finish(self.desk.paper(as_paper(self.body()), step))


class _EnteredHandler(_SecretHandler):
    async def get(self) -> None:
        person, module, by = map(self.get_query_argument, ("person", "module", "by"))
        with self.refusing():
            # In a thread: answers must not wait for somebody's whole record.
            found = await asyncio.to_thread(self.desk.history.entered, person, module, by=by)
            self.finish({"paper": found})


class _DeclareHandler(_SecretHandler):
    async def post(self) -> None:
        person = self.body()["person"]
        with self.refusing():
            # In a thread: answers must not wait for somebody's whole record.
            self.finish(await asyncio.to_thread(self.desk.declare, person))


class _RefresherHandler(_SecretHandler):
    async def get(self) -> None:
        desk, person = self.desk.refreshers, self.get_query_argument("person")
        done = self.get_query_argument("done", "")
        with self.refusing():
            # In a thread: answers must not wait for somebody's whole record.
            if done:
                self.finish(await asyncio.to_thread(desk.told, person, int(done)))
            else:
                self.finish(await asyncio.to_thread(desk.show, person))

    async def post(self) -> None:
        with self.refusing():
            filled = as_filled(self.body())
            self.finish(await asyncio.to_thread(self.desk.refreshers.take, filled))


class _RestartHandler(_SecretHandler):
    def post(self) -> None:
        data = self.body()
        self.finish(self.desk.restart(data["person"], data["module"]))


def application(desk: Desk, secret: str, admin: str = "") -> web.Application:
    """The recorder's routes; ``admin`` is the secret of commands."""
    given = {"desk": desk, "secret": secret, "admin": admin}
    return web.Application(
        [
            ("/lesson", _LessonHandler, given),
            ("/answer", _AnswerHandler, given),
            ("/draft", _DraftHandler, given),
            ("/loan", _LoanHandler, given),
            ("/progress", _ProgressHandler, given),
            ("/standings", _StandingsHandler, given),
            ("/history", _HistoryHandler, given),
            ("/restart", _RestartHandler, given),
            ("/declare", _DeclareHandler, given),
            ("/paper/(begin|check|record)", _PaperHandler, given),
            ("/entered", _EnteredHandler, given),
            ("/refresher", _RefresherHandler, given),
            ("/certificate", _CertificateHandler, given),
            ("/badge", _BadgeHandler, given),
            ("/withdraw", _WithdrawHandler, given),
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
        desk = Desk(course, log, Drafts(data.drafts), data, now=lambda: datetime.now(UTC))
    except Exception as error:
        said = explain(error)
        if said is None:
            raise
        sys.exit(said)
    admin = secrets.token_urlsafe(32)
    server = httpserver.HTTPServer(application(desk, secret, admin), max_body_size=LARGEST_REQUEST)
    server.add_socket(netutil.bind_unix_socket(str(data.socket), mode=0o600))
    data.admin_secret.write_text(admin, encoding="ascii")
    loop = ioloop.IOLoop.current()
    threading.Thread(target=_leave_with_parent, args=(loop,), daemon=True).start()
    over = threading.Event()
    sweep = Sweep(course, data, certify=desk.certificates.issue, now=lambda: datetime.now(UTC))
    threading.Thread(target=sweep.follow, args=(over,), daemon=True).start()
    print(READY, flush=True)
    loop.start()
    over.set()
    server.stop()
    data.admin_secret.unlink(missing_ok=True)
    data.socket.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
