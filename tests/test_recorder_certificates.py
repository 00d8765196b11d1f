"""Certificates in the recorder: whoever asks for them keeps no answer waiting."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from tornado import httpserver, netutil

from readyroom.records.drafts import Drafts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.desk import Desk
from readyroom.server.recorder import application
from tests.graded import ANN, COURSE, NOON, data_folder
from tests.loops import awaited

SECRET = {"X-Secret": "secret"}


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return data_folder(tmp_path, ANN)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/certificate", 200),
        ("GET", "/certificate?code=unknown", 404),
        ("GET", "/badge?code=unknown", 404),
        ("POST", "/withdraw", 404),
    ],
)
def test_other_questions_are_answered_while_certificates_are_read(
    data: Data, method: str, path: str, status: int
) -> None:
    desk = Desk(COURSE, Log(data.log), Drafts(data.drafts), data, now=lambda: NOON)
    busy = desk.certificates._certificates._lock  # as a thread holds it that reads many

    async def ask() -> tuple[bool, int, int]:
        server = httpserver.HTTPServer(application(desk, "secret"))
        server.add_socket(netutil.bind_unix_socket(str(data.socket)))
        transport = httpx.AsyncHTTPTransport(uds=str(data.socket))
        said = {"code": "unknown", "reason": "A reason", "by": "Cy"} if method == "POST" else None
        async with httpx.AsyncClient(transport=transport, base_url="http://recorder") as client:
            with busy:
                first = asyncio.create_task(client.request(method, path, json=said, headers=SECRET))
                await asyncio.sleep(0.2)
                other = await client.get("/progress?person=ann", headers=SECRET, timeout=5)
                waiting = not first.done()
            found = waiting, other.status_code, (await first).status_code
        server.stop()
        return found

    assert awaited(ask()) == (True, 200, status)
