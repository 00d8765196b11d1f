"""The kernel's side of a lesson: its line to the recorder, its widgets, its notebook calls."""

from __future__ import annotations

import json
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from readyroom.errors import UnknownError
from readyroom.play.keys import Response
from readyroom.widgets.activity import Activity
from readyroom.widgets.lesson import Lesson
from readyroom.widgets.recorder_client import (
    Kept,
    LessonAnswer,
    Progress,
    Recorder,
    RecorderRefused,
    RecorderUnreachable,
)

VIEW: dict[str, object] = {"slug": "own-phone", "kind": "choice", "title": "A", "state": None}
NONE_YET: Progress = {"answered": 0, "of": 2, "finished": False}
ONE_DONE: Progress = {"answered": 1, "of": 2, "finished": False}
STATE: dict[str, object] = {"response": "b", "done": True, "feedback": None}
KEPT: Kept = {"saved_utc": "2026-11-22T14:02:11Z", "state": STATE, "progress": ONE_DONE}
ANSWER = {"kind": "answer", "response": "b", "id": "id-1"}


class Wire(Activity):
    """An activity whose messages to the browser are kept."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.sent: list[dict[str, object]] = []
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def send(self, content: dict[str, object], buffers: object = None) -> None:
        self.sent.append(content)


def browser_sends(widget: Activity, content: object) -> None:
    message = {"content": {"data": {"method": "custom", "content": content}}, "buffers": []}
    widget._handle_msg(message)


def test_a_response_is_handed_over_and_its_mark_told_once_it_is_kept() -> None:
    asked: list[tuple[str, Response, str | None]] = []

    def answer(slug: str, response: Response, confidence: str | None) -> Kept:
        asked.append((slug, response, confidence))
        return KEPT

    widget = Wire(VIEW, NONE_YET, answer=answer, on_page=True)
    browser_sends(widget, ANSWER)
    browser_sends(widget, {**ANSWER, "id": "id-2", "confidence": "sure"})
    assert asked == [("own-phone", "b", None), ("own-phone", "b", "sure")]
    assert [message["id"] for message in widget.sent] == ["id-1", "id-2"]
    assert widget.sent[0] == {"kind": "marked", "id": "id-1", **KEPT}


def test_a_marked_answer_stands_in_the_view_for_whoever_draws_it_next() -> None:
    widget = Wire(VIEW, NONE_YET, answer=lambda slug, response, confidence: KEPT, on_page=True)
    browser_sends(widget, ANSWER)
    assert widget.view["state"] == STATE
    assert widget.progress == ONE_DONE


def test_a_refusal_tells_the_reason_and_shows_what_is_on_record() -> None:
    def answer(slug: str, response: Response, confidence: str | None) -> Kept:
        raise RecorderRefused("already-answered", "You answered this before.", {"state": STATE})

    widget = Wire(VIEW, NONE_YET, answer=answer, on_page=True)
    browser_sends(widget, ANSWER)
    assert widget.sent == [
        {
            "kind": "refused",
            "id": "id-1",
            "code": "already-answered",
            "error": "You answered this before.",
            "state": STATE,
        }
    ]
    assert widget.view["state"] == STATE


def test_a_refusal_tells_how_far_the_reader_is_by_now() -> None:
    known: dict[str, object] = {"state": None, "progress": ONE_DONE}

    def answer(slug: str, response: Response, confidence: str | None) -> Kept:
        raise RecorderRefused("attempt-over", "This question has been changed.", known)

    widget = Wire(VIEW, NONE_YET, answer=answer, on_page=True)
    browser_sends(widget, ANSWER)
    (message,) = widget.sent
    assert message["progress"] == ONE_DONE
    assert "state" not in message
    assert widget.view["state"] is None


def test_an_unreachable_recorder_is_told_so_that_the_browser_tries_again() -> None:
    def answer(slug: str, response: Response, confidence: str | None) -> Kept:
        raise RecorderUnreachable("No answer.")

    widget = Wire(VIEW, NONE_YET, answer=answer, on_page=True)
    browser_sends(widget, ANSWER)
    assert [(m["kind"], m["code"]) for m in widget.sent] == [("refused", "unreachable")]
    assert widget.view["state"] is None


@pytest.mark.parametrize(
    "content",
    [
        "answer",
        {"kind": "score", "response": "b", "id": "id-1"},
        {"kind": "answer", "response": "b"},
        {"kind": "answer", "response": "b", "id": ""},
        {"kind": "answer", "response": "b", "id": "x" * 65},
        {"kind": "answer", "response": 7, "id": "id-1"},
        {"kind": "answer", "id": "id-1"},
        {"kind": "answer", "response": "b", "id": "id-1", "confidence": 1},
        {"kind": "answer", "response": "b", "id": "id-1", "confidence": ["sure"]},
    ],
    ids=str,
)
def test_anything_but_an_answer_is_not_heard(content: object) -> None:
    def answer(slug: str, response: Response, confidence: str | None) -> Kept:
        raise AssertionError("nothing was to be handed over")

    widget = Wire(VIEW, NONE_YET, answer=answer, on_page=True)
    browser_sends(widget, content)
    assert widget.sent == []


def test_a_browser_cannot_write_into_a_view_or_the_progress() -> None:
    widget = Wire(VIEW, NONE_YET, answer=lambda slug, response, confidence: KEPT, on_page=True)
    widget._handle_msg(
        {
            "content": {
                "data": {
                    "method": "update",
                    "state": {"view": {"slug": "other"}, "progress": {"finished": True}},
                    "buffer_paths": [],
                }
            },
            "buffers": [],
        }
    )
    assert widget.view == VIEW
    assert widget.progress == NONE_YET


def test_the_slug_answered_is_the_one_the_widget_was_made_for() -> None:
    asked: list[str] = []

    def answer(slug: str, response: Response, confidence: str | None) -> Kept:
        asked.append(slug)
        return KEPT

    widget = Wire(VIEW, NONE_YET, answer=answer, on_page=True)
    widget.view = {**VIEW, "slug": "other"}
    browser_sends(widget, ANSWER)
    assert asked == ["own-phone"]


def test_the_learners_page_is_sent_no_player_and_jupyterlab_is() -> None:
    assert Activity(VIEW, NONE_YET, on_page=True)._esm == ""
    assert "export" in Activity(VIEW, NONE_YET, on_page=False)._esm
    assert Activity(VIEW, NONE_YET, on_page=False)._css != ""


class Replies(socketserver.ThreadingUnixStreamServer):
    """A real server on a Unix socket that replies from a list and keeps what it was asked."""

    daemon_threads = True

    def __init__(self, path: Path, replies: list[tuple[int, object]]) -> None:
        self.replies = replies
        self.asked: list[tuple[str, str, str, object]] = []
        super().__init__(str(path), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: Replies

    def _reply(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(length)) if length else None
        ticket = self.headers.get("X-Ticket", "")
        self.server.asked.append((self.command, self.path, ticket, body))
        status, reply = self.server.replies.pop(0)
        text = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = _reply  # noqa: N815  http.server's names

    def address_string(self) -> str:
        return "unix"

    def log_message(self, *args: object) -> None:
        return


@contextmanager
def recorder_on(path: Path, *replies: tuple[int, object]) -> Iterator[Replies]:
    with Replies(path, list(replies)) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def socket_path() -> Iterator[Path]:
    # A socket's path may hold about 100 characters; pytest's own folders can be longer.
    with TemporaryDirectory(prefix="rr") as folder:
        yield Path(folder) / "r.sock"


def test_an_answer_goes_to_the_recorder_with_the_kernels_ticket(socket_path: Path) -> None:
    with recorder_on(socket_path, (200, KEPT)) as server:
        assert Recorder(socket_path, "ticket-1").answer(2, "own-phone", "b") == KEPT
    body = {"attempt": 2, "activity": "own-phone", "response": "b"}
    assert server.asked == [("POST", "/answer", "ticket-1", body)]


def test_an_answer_goes_with_how_sure_the_reader_is_when_that_was_said(socket_path: Path) -> None:
    with recorder_on(socket_path, (200, KEPT)) as server:
        Recorder(socket_path, "ticket-1").answer(2, "own-phone", "b", "fairly")
    body = {"attempt": 2, "activity": "own-phone", "response": "b", "confidence": "fairly"}
    assert server.asked == [("POST", "/answer", "ticket-1", body)]


def test_a_refusal_by_the_recorder_carries_its_code_words_and_state(socket_path: Path) -> None:
    refusal = {"code": "stale-attempt", "error": "A new attempt has begun.", "state": STATE}
    with (
        recorder_on(socket_path, (409, refusal)),
        pytest.raises(RecorderRefused) as raised,
    ):
        Recorder(socket_path, "t").answer(1, "own-phone", "b")
    assert raised.value.code == "stale-attempt"
    assert str(raised.value) == "A new attempt has begun."
    assert raised.value.payload["state"] == STATE


def test_a_recorder_that_is_restarting_is_asked_again(socket_path: Path) -> None:
    client = Recorder(socket_path, "t", pauses=(0.05,) * 40)
    kept: list[Kept] = []
    asking = threading.Thread(target=lambda: kept.append(client.answer(1, "own-phone", "b")))
    asking.start()
    with recorder_on(socket_path, (503, {}), (200, KEPT)) as server:
        asking.join(timeout=5)
    assert kept == [KEPT]
    assert len(server.asked) == 2


def test_a_recorder_that_stays_away_is_unreachable(socket_path: Path) -> None:
    with pytest.raises(RecorderUnreachable, match="Nothing is lost"):
        Recorder(socket_path, "t", pauses=(0.01,)).lesson()


class Book:
    """A lesson of two activities, kept in memory."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, str, Response, str | None]] = []

    def lesson(self) -> LessonAnswer:
        return {
            "module": {"slug": "pictures", "title": "P", "summary": "S", "minutes": 9},
            "attempt": 3,
            "activities": [
                {"slug": "the-fair", "kind": "scenario", "state": None},
                {"slug": "own-phone", "kind": "choice", "state": None},
            ],
            "quizzes": {"pictures": ["own-phone"]},
            "left_out": ["the-lake"],
            "progress": NONE_YET,
            "place": None,
        }

    def answer(
        self, attempt: int, activity: str, response: Response, confidence: str | None = None
    ) -> Kept:
        self.answers.append((attempt, activity, response, confidence))
        return KEPT


def test_what_an_attempt_leaves_out_has_no_place_on_its_page() -> None:
    lesson = Lesson("pictures", source=Book())
    lesson.image("the-lake")
    assert lesson._shown == []


def test_each_call_of_a_lesson_shows_its_widget() -> None:
    lesson = Lesson("pictures", source=Book())
    lesson.scenario("the-fair")
    lesson.quiz("pictures")
    lesson.summary()
    assert [widget.view["slug"] for widget in lesson._shown] == ["the-fair", "own-phone", "summary"]


def test_an_answer_is_sent_with_the_attempt_and_moves_the_progress_of_every_part() -> None:
    book = Book()
    lesson = Lesson("pictures", source=book)
    lesson.quiz("pictures")
    lesson.summary()
    browser_sends(lesson._shown[0], {**ANSWER, "confidence": "guess"})
    assert book.answers == [(3, "own-phone", "b", "guess")]
    assert [widget.progress for widget in lesson._shown] == [ONE_DONE, ONE_DONE]


def test_a_refusal_moves_the_progress_of_every_part() -> None:
    class Full(Book):
        def answer(
            self, attempt: int, activity: str, response: Response, confidence: str | None = None
        ) -> Kept:
            known: dict[str, object] = {"state": STATE, "progress": ONE_DONE}
            raise RecorderRefused("already-answered", "You answered this before.", known)

    lesson = Lesson("pictures", source=Full())
    lesson.quiz("pictures")
    lesson.summary()
    browser_sends(lesson._shown[0], ANSWER)
    assert [widget.progress for widget in lesson._shown] == [ONE_DONE, ONE_DONE]


def test_a_part_that_is_not_there_is_reported_with_those_that_are() -> None:
    lesson = Lesson("pictures", source=Book())
    with pytest.raises(UnknownError, match=r"no story 'the-fare'\. Known here: the-fair"):
        lesson.scenario("the-fare")
    with pytest.raises(UnknownError, match=r"no picture 'own-phone'\. Known here: none"):
        lesson.image("own-phone")
    with pytest.raises(UnknownError, match=r"no quiz 'fair'\. Known here: pictures"):
        lesson.quiz("fair")


def test_a_notebook_that_asks_for_another_module_than_its_ticket_is_refused() -> None:
    with pytest.raises(UnknownError, match="opened for the module 'pictures'"):
        Lesson("abuse", source=Book())


def test_a_lent_kernel_takes_ticket_and_socket_out_of_its_environment(socket_path: Path) -> None:
    code = (
        "import os; from readyroom.widgets.lesson import Lesson; lesson = Lesson('pictures');"
        "lesson.quiz('pictures');"
        "print([k for k in os.environ if k in ('READYROOM_TICKET', 'READYROOM_SOCKET')],"
        "lesson._shown[0]._esm == '')"
    )
    environ = {**os.environ, "READYROOM_TICKET": "t-9", "READYROOM_SOCKET": str(socket_path)}
    with recorder_on(socket_path, (200, Book().lesson())) as server:
        ran = subprocess.run(
            [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
        )
    assert ran.stdout.splitlines()[-1] == "[] True"
    assert server.asked == [("GET", "/lesson", "t-9", None)]


def test_a_lent_kernel_starts_without_the_contents_parsers(socket_path: Path) -> None:
    code = (
        "import sys; from readyroom.widgets.lesson import Lesson; Lesson('pictures');"
        "print([m for m in ('ruamel.yaml', 'readyroom.content.load', 'pandas', 'voila', 'nbgrader')"
        " if m in sys.modules])"
    )
    environ = {**os.environ, "READYROOM_TICKET": "t-9", "READYROOM_SOCKET": str(socket_path)}
    with recorder_on(socket_path, (200, Book().lesson())):
        ran = subprocess.run(
            [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
        )
    assert ran.stdout.strip() == "[]"
