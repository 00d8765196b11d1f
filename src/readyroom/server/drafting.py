"""The part of the recorder's desk that keeps what is chosen and not yet checked.

A fault of the drafts' file is told to whoever runs the server; no answer and no page suffers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from readyroom.play.choices import Choices, place
from readyroom.records.attempt import Attempt
from readyroom.records.attempts import Attempts
from readyroom.records.drafts import FAULTS, Drafts, fault_in_words

KEPT: Final = timedelta(days=90)
"""How long choices are kept that nobody comes back to: they are personal data."""


class DraftDesk:
    """The drafts of everybody, as far as they belong to the attempt that each person is in.

    When it begins, it drops those that are older than ``KEPT``.
    """

    def __init__(self, attempts: Attempts, drafts: Drafts, *, now: Callable[[], datetime]) -> None:
        self._attempts = attempts
        self._drafts = drafts
        self._now = now
        self._told: set[str] = set()
        with self._spared():
            drafts.forget(now() - KEPT)

    def keep(
        self, person: str, module: str, *, activity: str, tag: str, choices: Choices, age: int
    ) -> None:
        """Keeps choices made ``age`` milliseconds ago, if they are in an activity that is open.

        Dropped is what comes too late, when there is an answer or a newer draft, and what was
        chosen by somebody else, in another attempt, or in a text that has been edited since.
        """
        current = self._attempts.current(person, module)
        if self.tags(current).get(activity) != tag:
            return
        with self._spared():
            self._drafts.keep(
                person,
                module,
                attempt=current.number,
                activity=activity,
                content=self._attempts.key(module).activity(activity).content,
                choices=choices,
                at=self._now() - timedelta(milliseconds=age),
            )

    def tags(self, attempt: Attempt) -> dict[str, str]:
        """What a draft in each open activity has to bring along, to show what it belongs to."""
        if attempt.finished:
            return {}
        key = self._attempts.key(attempt.module)
        whose = f"{attempt.person}/{attempt.module}/{attempt.number}"
        return {slug: _tag(f"{whose}/{key.activity(slug).content}") for slug in _open(attempt)}

    def answered(self, after: Attempt, activity: str) -> None:
        """Drops the draft of what has been answered, and all drafts of what is finished."""
        with self._spared():
            if after.finished:
                self._drafts.drop(after.person, after.module)
            else:
                self._drafts.answered(
                    after.person,
                    after.module,
                    attempt=after.number,
                    activity=activity,
                    at=self._now(),
                )

    def drop(self, person: str, module: str) -> None:
        """Drops everything of a person in a module that is begun again."""
        with self._spared():
            self._drafts.drop(person, module)

    def of(self, attempt: Attempt) -> dict[str, Choices]:
        """What is chosen in the activities of an attempt that are still open."""
        key = self._attempts.key(attempt.module)
        contents = {slug: key.activity(slug).content for slug in _open(attempt)}
        with self._spared():
            return self._drafts.of(
                attempt.person, attempt.module, attempt=attempt.number, contents=contents
            )
        return {}

    def place(self, attempt: Attempt) -> str | None:
        """The activity at which the person goes on; None when there is none yet or any more."""
        if attempt.finished:
            return None
        touched = None
        with self._spared():
            touched = self._drafts.touched(attempt.person, attempt.module, attempt=attempt.number)
        return place(
            attempt.asked,
            complete=attempt.complete,
            touched=touched,
            begun=bool(attempt.responses),
        )

    @contextmanager
    def _spared(self) -> Iterator[None]:
        """Goes on after a fault of the drafts' file; tells each kind of fault once."""
        try:
            yield
        except FAULTS as error:
            said = fault_in_words(error)
            if said not in self._told:
                self._told.add(said)
                print(f"recorder: drafts are not kept: {said}.", file=sys.stderr, flush=True)


def _tag(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _open(attempt: Attempt) -> frozenset[str]:
    return frozenset(attempt.asked) - attempt.complete
