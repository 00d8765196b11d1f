"""The kernel's line to the recorder: HTTP and JSON over a Unix socket, standard library only.

The recorder may be restarting when a reader answers. Answers are idempotent, so every call is
tried again for a few seconds before the reader hears of it.
"""

from __future__ import annotations

import http.client
import json
import socket
import time
from pathlib import Path
from typing import Final, NotRequired, Protocol, TypedDict

from readyroom.errors import ReadyroomError
from readyroom.play.keys import Response

PATIENCE: Final = 8.0
"""Seconds after which a call gives up; by then the reader has been told to wait."""

PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.5, 2.0, 2.0)
"""Seconds to wait before each further try."""

TIMEOUT: Final = 3.0
"""Seconds that one try may take to connect, and again to answer."""

TICKET_HEADER: Final = "X-Ticket"


class ModuleInfo(TypedDict):
    """What the page says of its module."""

    slug: str
    title: str
    summary: str
    minutes: int


class Result(TypedDict):
    """How a finished attempt came out: what it scored, what it needs, and what was not right."""

    percent: float
    needs: int
    passed: bool
    missing: list[str]


class Progress(TypedDict):
    """How far the reader has come in this attempt; when it is finished, with what result.

    There is no ``result`` when the lesson was edited after the attempt was finished.
    """

    answered: int
    of: int
    finished: bool
    result: NotRequired[Result]


class LessonAnswer(TypedDict):
    """A lesson as the recorder hands it to a kernel: keyless views with the reader's states.

    Each view has a ``draft``: what was chosen and not checked, or None; and, while it is open, a
    ``tag``, which a draft that the page sends has to bring along. ``left_out`` are the
    activities of the module that this attempt does not ask. ``place`` is the activity
    at which the reader goes on, None when they have not begun or have finished.
    """

    module: ModuleInfo
    attempt: int
    activities: list[dict[str, object]]
    quizzes: dict[str, list[str]]
    left_out: list[str]
    progress: Progress
    place: str | None


class Kept(TypedDict):
    """The recorder's acknowledgement: given only once the answer is safely stored."""

    saved_utc: str
    state: dict[str, object]
    progress: Progress


class RecorderRefused(ReadyroomError):
    """The recorder would not take a request; ``code`` says why, for a program."""

    def __init__(self, code: str, message: str, payload: dict[str, object] | None = None) -> None:
        self.code = code
        self.message = message
        self.payload = payload or {}
        super().__init__(message)


class RecorderUnreachable(ReadyroomError):
    """The recorder did not answer in time; the same request may be made again."""


class Source(Protocol):
    """Where a lesson comes from and where answers go: the recorder, or a preview."""

    def lesson(self) -> LessonAnswer:
        """The lesson with the reader's states."""

    def answer(
        self, attempt: int, activity: str, response: Response, confidence: str | None = None
    ) -> Kept:
        """Marks and keeps a response; RecorderRefused when it cannot be taken.

        ``confidence`` is how sure the reader is, if that was said.
        """


class Recorder:
    """One kernel's line to the recorder. The ticket says whose kernel it is."""

    def __init__(
        self, socket_path: str | Path, ticket: str, *, pauses: tuple[float, ...] = PAUSES
    ) -> None:
        self._socket_path = str(socket_path)
        self._ticket = ticket
        self._pauses = pauses

    def lesson(self) -> LessonAnswer:
        """The lesson that this kernel was lent for."""
        return self._call("GET", "/lesson", None)  # type: ignore[return-value]

    def answer(
        self, attempt: int, activity: str, response: Response, confidence: str | None = None
    ) -> Kept:
        """Has a response marked and stored; repeats of the same response are answered alike."""
        body = {"attempt": attempt, "activity": activity, "response": response}
        if confidence is not None:
            body["confidence"] = confidence
        return self._call("POST", "/answer", body)  # type: ignore[return-value]

    def _call(self, method: str, path: str, body: object | None) -> dict[str, object]:
        give_up = time.monotonic() + PATIENCE
        for pause in (*self._pauses, PATIENCE):
            try:
                return self._try(method, path, body)
            except (OSError, http.client.HTTPException, _Failed):
                if time.monotonic() + pause >= give_up:
                    break
                time.sleep(pause)
        raise RecorderUnreachable(
            "The training server did not answer. Nothing is lost: try again in a minute."
        )

    def _try(self, method: str, path: str, body: object | None) -> dict[str, object]:
        connection = _UnixConnection(self._socket_path, TIMEOUT)
        headers = {TICKET_HEADER: self._ticket, "Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body).encode()
        try:
            connection.request(method, path, body=sent, headers=headers)
            reply = connection.getresponse()
            status, text = reply.status, reply.read()
        finally:
            connection.close()
        if status >= 500:
            raise _Failed(status)
        payload = _read(text)
        if status >= 400:
            raise RecorderRefused(
                str(payload.get("code", "unknown")),
                str(payload.get("error", "The training server refused this answer.")),
                payload,
            )
        return payload


class _Failed(Exception):
    """The recorder met a fault of its own, or did not speak JSON."""


def _read(text: bytes) -> dict[str, object]:
    try:
        payload = json.loads(text)
    except ValueError as error:
        raise _Failed("the reply is not JSON") from error
    if not isinstance(payload, dict):
        raise _Failed("the reply is not a JSON object")
    return payload


class _UnixConnection(http.client.HTTPConnection):
    """An HTTP connection through a socket file; the host name is only for the header."""

    def __init__(self, socket_path: str, timeout: float) -> None:
        super().__init__("recorder", timeout=timeout)
        self._socket_path = socket_path

    def connect(self) -> None:
        """Connects to the socket file."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._socket_path)
