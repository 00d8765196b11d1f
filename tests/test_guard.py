"""What a page may say to its kernel."""

from __future__ import annotations

import json
from typing import Any

import pytest

from readyroom.server.guard import LARGEST_FRAME, Refused, check_frame

HEADER = {"msg_id": "1", "msg_type": "comm_msg", "session": "s", "username": "", "version": "5.3"}


def frame(kind: str, content: dict[str, Any], **more: Any) -> str:
    message = {
        "channel": "shell",
        "header": HEADER | {"msg_type": kind},
        "parent_header": {},
        "metadata": {},
        "content": content,
        "buffers": [],
    }
    return json.dumps(message | more)


def answer(**content: Any) -> dict[str, Any]:
    return {"comm_id": "c", "data": {"method": "custom", "content": content}}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("kernel_info_request", {}),
        ("comm_open", {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}),
        ("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}}),
        ("comm_msg", answer(kind="answer", id="1", response="b")),
    ],
)
def test_what_a_lesson_page_sends_passes(kind: str, content: dict[str, Any]) -> None:
    check_frame(frame(kind, content))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("execute_request", {"code": "1"}),
        ("shutdown_request", {"restart": False}),
        ("comm_close", {"comm_id": "c", "data": {}}),
        ("comm_open", {"comm_id": "c", "target_name": "jupyter.widget", "data": {}}),
        ("comm_msg", {"comm_id": "c", "data": {"method": "update", "state": {"score": 100}}}),
        ("comm_msg", answer(kind="event", event="click")),
        ("comm_msg", {"comm_id": 7, "data": {"method": "request_states"}}),
        ("comm_msg", {"comm_id": "c", "data": []}),
        ("comm_msg", {}),
    ],
)
def test_anything_else_is_refused(kind: str, content: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        check_frame(frame(kind, content))


@pytest.mark.parametrize(
    "bad",
    [
        b"\x00",
        "",
        "null",
        "[]",
        "{" * 40_000,
        "x" * (LARGEST_FRAME + 1),
        frame("kernel_info_request", {}, channel="control"),
        frame("kernel_info_request", {}, header=None),
        frame("kernel_info_request", {}, header=HEADER | {"session": "s" * 200}),
        frame("kernel_info_request", {}, buffers=["AA=="]),
    ],
)
def test_a_malformed_frame_is_refused(bad: str | bytes) -> None:
    with pytest.raises(Refused):
        check_frame(bad)
