"""A kernel's websocket: reached by its owner alone, and deaf to all but answers."""

from __future__ import annotations

import json
import re
import socket
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import websocket

from tests.served import Served, Visitor
from tests.whole_course import not_right


def open_lesson(visitor: Visitor) -> str:
    """The kernel that a visit has lent."""
    found = re.search(r'"kernelId": "([0-9a-f-]{36})"', visitor.get("/learn/pictures").text)
    assert found is not None
    return found.group(1)


def connect(served: Served, visitor: Visitor, kernel: str, **options: Any) -> websocket.WebSocket:
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    address = served.url.replace("http", "ws") + f"/api/kernels/{kernel}/channels?session_id=1"
    options = {"origin": served.url} | options
    line = socket.create_connection(("127.0.0.1", served.port))
    try:
        return websocket.create_connection(
            address, cookie=cookies, timeout=20, socket=line, **options
        )
    except websocket.WebSocketException:
        line.close()
        raise


def message(kind: str, content: dict[str, Any]) -> str:
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "session": "1",
        "username": "",
        "version": "5.3",
    }
    body = {"channel": "shell", "header": header, "content": content, "buffers": []}
    return json.dumps(body | {"parent_header": {}, "metadata": {"version": "1.0.0"}})


@pytest.fixture(scope="module")
def owner(served: Served) -> Visitor:
    return served.visitor("amira-shah")


@pytest.fixture(scope="module")
def kernel(owner: Visitor) -> str:
    return open_lesson(owner)


@pytest.fixture
def line(served: Served, owner: Visitor, kernel: str) -> Iterator[websocket.WebSocket]:
    line = connect(served, owner, kernel)
    yield line
    line.shutdown()


def states(line: websocket.WebSocket) -> dict[str, Any]:
    """What the kernel shows of its widgets."""
    control = uuid.uuid4().hex
    target = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
    line.send(message("comm_open", target))
    ask = {"comm_id": control, "data": {"method": "request_states"}}
    line.send(message("comm_msg", ask))
    while True:
        frame = line.recv()
        assert isinstance(frame, str)
        content = json.loads(frame)["content"]
        if content.get("data", {}).get("method") == "update_states":
            return dict(content["data"]["states"])


def test_the_owner_sees_the_widgets_and_no_key_in_them(line: websocket.WebSocket) -> None:
    shown = states(line)
    views = [s["state"]["view"] for s in shown.values() if s["state"].get("view")]
    assert {view["kind"] for view in views} == {"scenario", "image", "choice", "summary"}
    assert "the-summer-fair" in {view["slug"] for view in views}
    text = json.dumps(shown)
    assert "Amira" not in json.dumps([v for v in views if v.get("kind") == "summary"])
    for word in ('"tone"', '"correct"', '"critical"', "amira-shah"):
        assert word not in text, word


@pytest.mark.parametrize("person", ["tom-okoro", "maeve-doyle", None])
def test_nobody_else_reaches_the_kernel(served: Served, kernel: str, person: str | None) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as caught:
        connect(served, served.visitor(person), kernel)
    assert caught.value.status_code == 403


def test_another_site_does_not_reach_it_with_the_owners_cookies(
    served: Served, owner: Visitor, kernel: str
) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException):
        connect(served, owner, kernel, origin="http://evil.example")


@pytest.mark.parametrize(
    "frame",
    [
        message("execute_request", {"code": "1", "silent": False}),
        message("shutdown_request", {"restart": False}),
        message("comm_open", {"comm_id": "x", "target_name": "jupyter.widget", "data": {}}),
        "not json",
        "[" * 60_000,
    ],
)
def test_a_frame_that_no_page_sends_closes_the_connection(
    served: Served, owner: Visitor, kernel: str, frame: str
) -> None:
    line = connect(served, owner, kernel)
    line.send(frame)
    while True:
        code, data = line.recv_data()
        if code == websocket.ABNF.OPCODE_CLOSE:
            break
    assert int.from_bytes(data[:2], "big") == 1008
    line.shutdown()
    again = connect(served, owner, kernel)
    assert states(again)
    again.shutdown()


def test_the_oldest_of_three_pages_is_told_that_it_was_opened_elsewhere(served: Served) -> None:
    visitor = served.visitor("ellis-ward")
    line = connect(served, visitor, open_lesson(visitor))
    open_lesson(visitor)
    open_lesson(visitor)
    while True:
        code, data = line.recv_data()
        if code == websocket.ABNF.OPCODE_CLOSE:
            break
    assert int.from_bytes(data[:2], "big") == 4001
    line.shutdown()


def test_a_synced_trait_is_never_taken_for_truth(
    served: Served, owner: Visitor, kernel: str, line: websocket.WebSocket
) -> None:
    model = next(iter(states(line)))
    update = {"method": "update", "state": {"view": {"state": {"done": True}}}, "buffer_paths": []}
    line.send(message("comm_msg", {"comm_id": model, "data": update}))
    while True:
        code, _ = line.recv_data()
        if code == websocket.ABNF.OPCODE_CLOSE:
            break
    progress = owner.get("/").text
    assert "Not started" in progress


def test_a_forged_name_or_score_in_an_answer_changes_nothing(
    served: Served, owner: Visitor, line: websocket.WebSocket
) -> None:
    shown = states(line)
    views = {key: state["state"].get("view") or {} for key, state in shown.items()}
    model, view = next(
        (key, view)
        for key, view in views.items()
        if view.get("kind") == "choice" and not view["multiple"]
    )
    forged = {"person": "tom-okoro", "score": 99, "correct": True, "attempt": 1}
    content = {
        "kind": "answer",
        "id": uuid.uuid4().hex,
        "response": not_right("pictures", view["slug"]),
    }
    content |= forged
    data = {"method": "custom", "content": content}
    line.send(message("comm_msg", {"comm_id": model, "data": data}))
    while True:
        received = json.loads(line.recv())["content"]
        reply = received.get("data", {}).get("content", {})
        if reply.get("kind") in ("marked", "refused"):
            break
    assert reply["kind"] == "marked"
    assert reply["state"]["feedback"]["correct"] is False
    asked = sum("number" in view for view in views.values())
    assert f"1 of {asked} answered" in owner.get("/").text
    assert "Not started" in served.visitor("tom-okoro").get("/").text
