"""A lesson in a notebook: each call shows one part of it.

On the server a kernel is lent to one reader with a ticket, and all content comes keyless from
the recorder. Elsewhere the notebook is a preview: the same page, nothing recorded.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast

from IPython.display import display

from readyroom.errors import UnknownError
from readyroom.play.keys import Response
from readyroom.widgets.activity import Activity
from readyroom.widgets.recorder_client import Kept, Progress, Recorder, RecorderRefused, Source

# Taken out of the environment at once, so that nothing started from here inherits the ticket.
_TICKET: Final = os.environ.pop("READYROOM_TICKET", "")
_SOCKET: Final = os.environ.pop("READYROOM_SOCKET", "")

_KINDS: Final = {"scenario": "story", "image": "picture", "choice": "question"}
_TASKS: Final = ("sort", "order", "rewrite", "review")


class Lesson:
    """The lesson of one module, as the reader at this kernel has it."""

    def __init__(self, module: str, *, source: Source | None = None) -> None:
        self._on_page = source is None and bool(_TICKET and _SOCKET)
        self._source = source or _source(module)
        lesson = self._source.lesson()
        self._module = lesson["module"]
        self._attempt = lesson["attempt"]
        self._progress = lesson["progress"]
        of = len(lesson["activities"])
        self._views = {
            str(view["slug"]): {
                **view,
                "number": number,
                "of": of,
                "place": view["slug"] == lesson["place"],
            }
            for number, view in enumerate(lesson["activities"], start=1)
        }
        self._quizzes = lesson["quizzes"]
        self._left_out = frozenset(lesson["left_out"])
        self._shown: list[Activity] = []
        if self._module["slug"] != module:
            raise UnknownError(
                f"This page was opened for the module {self._module['slug']!r}, "
                f"but its notebook asks for {module!r}."
            )

    def scenario(self, slug: str) -> None:
        """Shows a branching story."""
        self._show(slug, "scenario")

    def image(self, slug: str) -> None:
        """Shows a picture to be judged."""
        self._show(slug, "image")

    def task(self, slug: str) -> None:
        """Shows something to sort, to put in order, to put better, or to review."""
        self._show(slug, *_TASKS)

    def quiz(self, slug: str) -> None:
        """Shows every question of a quiz."""
        if slug not in self._quizzes:
            raise self._unknown("quiz", slug, self._quizzes)
        for question in self._quizzes[slug]:
            self._show(question, "choice")

    def bank(self, slug: str) -> None:
        """Shows what this attempt asks of a bank: stories, pictures or tasks."""
        if slug not in self._quizzes:
            raise self._unknown("bank", slug, self._quizzes)
        for activity in self._quizzes[slug]:
            self._show(activity, "scenario", "image", *_TASKS)

    def summary(self) -> None:
        """Shows how far the reader has come, and what to do next."""
        view: dict[str, object] = {
            "slug": "summary",
            "kind": "summary",
            "title": "How far you are",
            "recorded": self._on_page,
            "state": None,
        }
        self._display(Activity(view, self._progress, on_page=self._on_page))

    def _show(self, slug: str, *kinds: str) -> None:
        """Shows an activity; nothing in the place of one that came after the attempt was over."""
        if slug in self._left_out:
            return
        view = self._views.get(slug)
        if view is None or view["kind"] not in kinds:
            known = (name for name, other in self._views.items() if other["kind"] in kinds)
            raise self._unknown(_KINDS.get(kinds[0], "task"), slug, known)
        self._display(Activity(view, self._progress, answer=self._answer, on_page=self._on_page))

    def _display(self, widget: Activity) -> None:
        self._shown.append(widget)
        display(widget)

    def _answer(self, slug: str, response: Response, confidence: str | None) -> Kept:
        """Passes a response on, and lets every part of the page know how far the reader is.

        A refusal tells that too: the reader may have answered on another page.
        """
        try:
            kept = self._source.answer(self._attempt, slug, response, confidence)
        except RecorderRefused as refused:
            progress = refused.payload.get("progress")
            if isinstance(progress, dict):
                self._tell_progress(cast("Progress", progress))
            raise
        self._views[slug] = {**self._views[slug], "state": kept["state"]}
        self._tell_progress(kept["progress"])
        return kept

    def _tell_progress(self, progress: Progress) -> None:
        self._progress = progress
        for widget in self._shown:
            widget.progress = dict(progress)

    def _unknown(self, what: str, slug: str, known: Iterable[str]) -> UnknownError:
        names = ", ".join(known) or "none"
        return UnknownError(
            f"The module {self._module['slug']!r} has no {what} {slug!r}. Known here: {names}."
        )


def _source(module: str) -> Source:
    """The recorder when this kernel has a ticket, a preview of the files otherwise."""
    if _TICKET and _SOCKET:
        return Recorder(_SOCKET, _TICKET)
    # Imported here only: a lent kernel must start without the content's parsers.
    from readyroom.widgets.preview import preview

    return preview(module, Path.cwd(), os.environ.get("READYROOM_CONTENT"))
