"""Certifies people as soon as the gradebook says that they are done, page visit or not."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from readyroom.content.model import Course
from readyroom.errors import UnknownError, explain
from readyroom.gradebook.completions import Record, completion_of, completions
from readyroom.gradebook.results import Result, results
from readyroom.records.paths import Data

EVERY: Final = 1.0
"""Seconds between two looks at the gradebook's file."""

_SHARE: Final = 10
"""A look that took long is followed by a pause of that many times its length."""

_BREATH: Final = 0.01
"""Seconds between two certificates, so that an answer finds the log free in between."""

_Results = Mapping[str, tuple[Result, ...]]


class Sweep:
    """Looks at the gradebook, and hands on whose results have changed and who is complete."""

    def __init__(
        self,
        course: Course,
        data: Data,
        *,
        certify: Callable[[Record], None],
        now: Callable[[], datetime],
    ) -> None:
        self._course = course
        self._data = data
        self._certify = certify
        self._now = now
        self._seen: object = None
        self._known: _Results = {}

    def look(self) -> tuple[str, ...]:
        """Certifies who has become complete; reads nothing when the gradebook is as it was.

        Gives what went wrong with whom. It keeps nobody else waiting, and is tried again.
        """
        seen = self._signs()
        if seen == self._seen:
            return ()
        found = self._results()
        changed = [person for person, held in found.items() if self._known.get(person) != held]
        troubles: dict[str, str] = {}
        for record in self._records(changed):
            if record.completion.status == "complete":
                try:
                    self._certify(record)
                except Exception as error:
                    troubles[record.person.id] = _said(error)
                time.sleep(_BREATH)
        self._known = {person: held for person, held in found.items() if person not in troubles}
        self._seen = None if troubles else seen
        # Nobody is named: what the server prints is kept in places that are no place for names.
        return tuple(f"somebody's can't be issued: {said}" for said in troubles.values())

    def follow(self, stop: threading.Event) -> None:
        """Looks again and again until ``stop`` is set; what goes wrong is told and tried again.

        What goes wrong in the same way look after look is told once.
        """
        told: tuple[str, ...] = ()
        while True:
            began = time.monotonic()
            try:
                troubles = self.look()
            except Exception as error:
                troubles = (_said(error),)
            for trouble in troubles:
                if trouble not in told:
                    print(f"recorder: certificates: {trouble}", file=sys.stderr, flush=True)
            told = troubles
            if stop.wait(max(EVERY, _SHARE * (time.monotonic() - began))):
                return

    def _records(self, people: list[str]) -> list[Record]:
        now = self._now()
        if len(people) > 1:
            wanted = frozenset(people)
            everybody = completions(self._course, self._data, now)
            return [record for record in everybody if record.person.id in wanted]
        try:
            return [completion_of(self._course, self._data, person, now) for person in people]
        except UnknownError:
            return []  # no longer on the roster

    def _results(self) -> _Results:
        found: dict[str, list[Result]] = {}
        for result in results(self._data):
            found.setdefault(result.person, []).append(result)
        return {person: tuple(held) for person, held in found.items()}

    def _signs(self) -> tuple[tuple[int, int, int] | None, ...]:
        """What tells that a gradebook has been written to: its files' identity, size and time."""
        signs: list[tuple[int, int, int] | None] = []
        for name in ("gradebook.db", "gradebook.db-wal"):
            try:
                file = (self._data.gradebook / name).stat()
            except FileNotFoundError:
                signs.append(None)
            else:
                signs.append((file.st_ino, file.st_size, file.st_mtime_ns))
        return tuple(signs)


def _said(error: Exception) -> str:
    return explain(error) or type(error).__name__
