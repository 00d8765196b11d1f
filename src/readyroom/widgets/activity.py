"""One activity, or the summary at a lesson's end, as a widget.

The widget shows and forwards; it decides nothing. Its traits go one way, from here to the
browser, and of all that a browser can send only answers are heard. Choices that are not checked
yet go to the web server, and not through here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import anywidget
import traitlets

from readyroom.play.keys import Response
from readyroom.widgets.recorder_client import (
    Kept,
    Progress,
    RecorderRefused,
    RecorderUnreachable,
)

STATIC: Final = Path(__file__).parent / "static"
LONGEST_ID: Final = 64


class Activity(anywidget.AnyWidget):
    """Shows a view; hands the reader's response to ``answer`` and tells the browser the outcome.

    ``view``: what ``readyroom.widgets.views`` made, its ``state`` included.
    ``answer``: takes slug, response, and how sure the reader is (None when that is not said);
    None for a view that takes no answers.
    ``on_page``: the page already has the player, so none is sent along (JupyterLab has not).
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    progress = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        view: dict[str, object],
        progress: Progress,
        *,
        answer: Callable[[str, Response, str | None], Kept] | None = None,
        on_page: bool = False,
    ) -> None:
        self._slug = str(view["slug"])
        self._answer = answer
        super().__init__(
            view=view,
            progress=dict(progress),
            _esm="" if on_page else _player("player.js"),
            _css="" if on_page else _player("player.css"),
        )
        self.on_msg(self._receive)

    def set_state(self, sync_data: dict[str, object]) -> None:
        """Takes nothing over: what a browser says of a trait is never believed."""

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        if isinstance(content, dict) and content.get("kind") == "answer":
            self._receive_answer(content)

    def _receive_answer(self, content: dict[str, object]) -> None:
        message_id, response = content.get("id"), content.get("response")
        if not isinstance(message_id, str) or not 0 < len(message_id) <= LONGEST_ID:
            return
        if self._answer is None or not isinstance(response, str | list | dict):
            return
        confidence = content.get("confidence")
        if not isinstance(confidence, str | None):
            return
        try:
            kept = self._answer(self._slug, response, confidence)
        except RecorderRefused as refused:
            self._tell_refused(message_id, refused)
        except RecorderUnreachable as unreachable:
            self.send(
                {
                    "kind": "refused",
                    "id": message_id,
                    "code": "unreachable",
                    "error": str(unreachable),
                }
            )
        else:
            self.send({"kind": "marked", "id": message_id, **kept})
            self._show(kept["state"])
            self.progress = dict(kept["progress"])

    def _tell_refused(self, message_id: str, refused: RecorderRefused) -> None:
        message: dict[str, object] = {
            "kind": "refused",
            "id": message_id,
            "code": refused.code,
            "error": refused.message,
        }
        for known in ("state", "progress"):
            if isinstance(refused.payload.get(known), dict):
                message[known] = refused.payload[known]
        self.send(message)
        state = message.get("state")
        if isinstance(state, dict):
            self._show(state)

    def _show(self, state: dict[str, object]) -> None:
        """Puts the state into the view, so that whoever draws it next sees the answer."""
        self.view = {**self.view, "state": state, "draft": None}


@cache
def _player(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
