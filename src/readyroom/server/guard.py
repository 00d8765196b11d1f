"""What a page may say to its kernel: ask for its widgets, send answers. Nothing else.

Every frame is checked before jupyter_server parses it; a frame that does not fit closes the
connection with code 1008 (policy violation).
"""

from __future__ import annotations

import json
import time
from typing import Any, Final

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

LARGEST_FRAME: Final = 64 * 1024
FRAMES_PER_SECOND: Final = 20.0
BURST: Final = 100.0
SESSION_LOOK: Final = 60.0
"""Seconds after which an open page's session is looked up again."""
CONTROL: Final = "jupyter.widget.control"
_HEADER: Final = ("msg_id", "msg_type", "session", "username", "version")


class Refused(Exception):
    """A frame that a lesson page never sends."""


def check_frame(frame: str | bytes) -> None:
    """Refused unless the frame is one that a lesson page sends."""
    if isinstance(frame, bytes):
        raise Refused("binary frame")
    if len(frame) > LARGEST_FRAME:
        raise Refused("frame too large")
    try:
        message = json.loads(frame)
    except (ValueError, RecursionError):
        raise Refused("no JSON") from None
    if not isinstance(message, dict):
        raise Refused("no object")
    for part in ("header", "parent_header", "metadata", "content"):
        if not isinstance(message.get(part), dict):
            raise Refused(f"{part} missing")
    if message.get("channel") != "shell" or message.get("buffers") not in (None, []):
        raise Refused("channel")
    header = message["header"]
    if not all(isinstance(header.get(k), str) and len(header[k]) <= 128 for k in _HEADER):
        raise Refused("header")
    _check_content(header["msg_type"], message["content"])


def _check_content(kind: str, content: dict[str, Any]) -> None:
    if kind == "kernel_info_request":
        return
    comm, data = content.get("comm_id"), content.get("data")
    if not isinstance(comm, str) or not 0 < len(comm) <= 128 or not isinstance(data, dict):
        raise Refused("comm")
    if kind == "comm_open" and content.get("target_name") == CONTROL:
        return
    if kind == "comm_msg" and data.get("method") == "request_states":
        return
    if kind == "comm_msg" and data.get("method") == "custom":
        inner = data.get("content")
        if isinstance(inner, dict) and inner.get("kind") == "answer":
            return
    raise Refused(f"{kind} of this kind")


class GuardedConnection(ZMQChannelsWebsocketConnection):
    """A kernel's websocket that only hears what ``check_frame`` lets pass, at a human pace."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._credit = BURST
        self._seen = time.monotonic()
        self._asked = self._seen

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        """Passes a frame on, or closes the connection."""
        now = time.monotonic()
        self._credit = min(BURST, self._credit + (now - self._seen) * FRAMES_PER_SECOND) - 1
        self._seen = now
        try:
            if self._credit < 0:
                raise Refused("too many frames")
            if now - self._asked > SESSION_LOOK:
                self._asked = now
                handler = self.websocket_handler
                if handler.identity_provider.get_user(handler) is None:
                    raise Refused("signed out")
            check_frame(incoming_msg)
        except Refused as refusal:
            self.log.warning("Refused a frame from a page: %s.", refusal)
            self.websocket_handler.close(1008, str(refusal))
            return
        super().handle_incoming_message(incoming_msg)
