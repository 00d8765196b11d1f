"""The web server's line to the recorder, when something else answers on the recorder's socket."""

from __future__ import annotations

from pathlib import Path

import pytest
from tornado import httpserver, netutil, web

from readyroom.server.link import RecorderDown, RecorderLink, RecorderSaidNo
from tests.loops import awaited


def asked(tmp_path: Path, status: int, body: str) -> object:
    """What comes of asking for everybody's certificates when that is the answer."""

    class Answer(web.RequestHandler):
        def get(self) -> None:
            self.set_status(status)
            self.set_header("Connection", "close")
            self.finish(body)

    async def ask() -> object:
        socket = tmp_path / "socket"
        server = httpserver.HTTPServer(web.Application([("/certificate", Answer)]))
        server.add_socket(netutil.bind_unix_socket(str(socket)))
        try:
            return await RecorderLink(socket, "secret").certificates()
        finally:
            server.stop()
            await server.close_all_connections()

    return awaited(ask())


def test_a_refusal_of_the_recorder_comes_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(RecorderSaidNo, match="There is no such code") as refused:
        asked(tmp_path, 404, '{"code": "unknown", "error": "There is no such code."}')
    assert refused.value.status == 404


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, "<html>404: Not Found</html>"),
        (404, "[]"),
        (409, '{"message": "no"}'),
        (500, "{}"),
        (200, "<html></html>"),
    ],
)
def test_an_answer_that_no_recorder_gives_is_no_answer(
    tmp_path: Path, status: int, body: str
) -> None:
    with pytest.raises(RecorderDown, match="GET /certificate"):
        asked(tmp_path, status, body)
