"""The recorder, over its real socket, as a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.protocol import READY, fingerprint

MINI = Path(__file__).parent / "courses" / "mini"
SECRET = "the secret of this run"
TICKET = "a ticket"


class Recorder:
    """A recorder process, and a client on its socket."""

    def __init__(self, data: Data, *, content: Path = MINI) -> None:
        self.data = data
        command = [sys.executable, "-m", "readyroom.server.recorder"]
        self.process = subprocess.Popen(
            [*command, "--content", str(content), "--data", str(data.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(SECRET + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline().strip() == READY
        transport = httpx.HTTPTransport(uds=str(data.socket))
        self.http = httpx.Client(transport=transport, base_url="http://recorder")

    def lend(self, person: str = "ana", ticket: str = TICKET) -> None:
        loan = {"ticket": fingerprint(ticket), "person": person, "module": "mini"}
        answer = self.http.post("/loan", json=loan, headers={"X-Secret": SECRET})
        assert answer.status_code == 200

    def lesson(self, ticket: str = TICKET) -> httpx.Response:
        return self.http.get("/lesson", headers={"X-Ticket": ticket})

    def answer(self, body: Any, ticket: str = TICKET) -> httpx.Response:
        return self.http.post("/answer", json=body, headers={"X-Ticket": ticket})

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.close()

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()
        self.http.close()


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Recorder]:
    recorder = Recorder(Data(tmp_path / "var"))
    yield recorder
    recorder.close()


def activities(recorder: Recorder) -> dict[str, dict[str, Any]]:
    return {a["slug"]: a for a in recorder.lesson().json()["activities"]}


def single(recorder: Recorder) -> str:
    found = (a for a in recorder.lesson().json()["activities"] if a.get("multiple") is False)
    return str(next(found)["slug"])


def test_a_lent_ticket_opens_its_module(recorder: Recorder) -> None:
    recorder.lend()
    lesson = recorder.lesson().json()
    assert (lesson["module"]["slug"], lesson["attempt"]) == ("mini", 1)
    assert lesson["progress"] == {"answered": 0, "of": 4, "finished": False}


@pytest.mark.parametrize("ticket", ["", "x", fingerprint(TICKET)])
def test_a_ticket_that_was_not_lent_opens_nothing(recorder: Recorder, ticket: str) -> None:
    recorder.lend()
    assert recorder.lesson(ticket).status_code == 403
    body = {"attempt": 1, "activity": single(recorder), "response": "a"}
    assert recorder.answer(body, ticket).json()["code"] == "no-ticket"


def test_a_ticket_that_was_taken_back_opens_nothing(recorder: Recorder) -> None:
    recorder.lend()
    ticket = {"ticket": fingerprint(TICKET)}
    recorder.http.request("DELETE", "/loan", json=ticket, headers={"X-Secret": SECRET})
    assert recorder.lesson().status_code == 403


@pytest.mark.parametrize("secret", ["", "guess"])
def test_only_the_web_server_lends_and_looks(recorder: Recorder, secret: str) -> None:
    headers = {"X-Secret": secret}
    loan = {"ticket": "0" * 64, "person": "bo", "module": "mini"}
    assert recorder.http.post("/loan", json=loan, headers=headers).status_code == 403
    assert recorder.http.get("/progress?person=ana", headers=headers).status_code == 403


def test_an_answer_is_acknowledged_when_it_is_in_the_log(recorder: Recorder) -> None:
    recorder.lend()
    slug = single(recorder)
    answer = recorder.answer({"attempt": 1, "activity": slug, "response": "a"}).json()
    (event,) = Log(recorder.data.log, read_only=True).events(kind="answered")
    assert (event.person, event.activity, event.body["response"]) == ("ana", slug, "a")
    assert answer["saved_utc"] == event.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert answer["state"]["response"] == "a"
    assert answer["state"]["feedback"]["clauses"]
    assert answer["progress"]["answered"] == 1


def test_an_acknowledged_answer_survives_a_kill(tmp_path: Path) -> None:
    data = Data(tmp_path / "var")
    first = Recorder(data)
    first.lend()
    slug = single(first)
    assert first.answer({"attempt": 1, "activity": slug, "response": "a"}).status_code == 200
    first.kill()
    second = Recorder(data)
    second.lend()
    assert activities(second)[slug]["state"]["response"] == "a"
    second.close()


def test_another_answer_is_refused_with_the_one_on_record(recorder: Recorder) -> None:
    recorder.lend()
    slug = single(recorder)
    recorder.answer({"attempt": 1, "activity": slug, "response": "a"})
    again = recorder.answer({"attempt": 1, "activity": slug, "response": "b"})
    assert (again.status_code, again.json()["code"]) == (409, "already-answered")
    assert again.json()["state"]["response"] == "a"


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"attempt": True, "activity": "x", "response": "a"},
        {"attempt": 1, "activity": ["x"], "response": "a"},
        {"attempt": 1, "activity": "nothing", "response": "a"},
    ],
)
def test_what_is_no_answer_is_refused_in_plain_words(recorder: Recorder, body: Any) -> None:
    recorder.lend()
    answer = recorder.answer(body)
    assert answer.status_code in (404, 422)
    assert answer.json()["error"]
    assert not Log(recorder.data.log, read_only=True).events(kind="answered")


@pytest.mark.parametrize("response", [None, 7, "zz", ["a", "a"], {"a": "b"}, [["a"]], "x" * 9000])
def test_what_is_no_response_is_refused(recorder: Recorder, response: Any) -> None:
    recorder.lend()
    for slug in activities(recorder):
        answer = recorder.answer({"attempt": 1, "activity": slug, "response": response})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad-response"), slug
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("confidence", ["certain", 7, ["sure"]])
def test_what_says_not_how_sure_the_reader_is_is_refused(
    recorder: Recorder, confidence: Any
) -> None:
    recorder.lend()
    body = {"attempt": 1, "activity": single(recorder), "response": "a"}
    answer = recorder.answer({**body, "confidence": confidence})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-response")
    assert recorder.answer({**body, "confidence": "sure"}).status_code == 200


def test_nobody_can_report_a_score(recorder: Recorder) -> None:
    recorder.lend()
    slug = single(recorder)
    body = {"attempt": 1, "activity": slug, "response": "a", "score": 1, "person": "bo"}
    recorder.answer(body)
    (event,) = Log(recorder.data.log, read_only=True).events(kind="answered")
    assert event.person == "ana"
    assert event.body["score"] in (0.0, 1.0)
    assert (
        recorder.answer({**body, "score": 0}).json()["state"] == activities(recorder)[slug]["state"]
    )


def test_two_people_see_their_own_answers_only(recorder: Recorder) -> None:
    recorder.lend()
    recorder.lend("bo", "another ticket")
    slug = single(recorder)
    recorder.answer({"attempt": 1, "activity": slug, "response": "a"})
    theirs = recorder.lesson("another ticket").json()
    assert all(activity["state"] is None for activity in theirs["activities"])


def test_before_the_answer_a_page_gets_no_key(recorder: Recorder) -> None:
    recorder.lend()
    text = json.dumps(recorder.lesson().json())
    for word in ('"correct"', '"tone"', '"feedback": {', "critical", '"right"'):
        assert word not in text, word


def test_the_recorder_ends_with_the_server(recorder: Recorder) -> None:
    assert recorder.process.stdin is not None
    recorder.process.stdin.close()
    assert recorder.process.wait(10) == 0
