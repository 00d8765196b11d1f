"""Grades as people finish: follows the log until it is told to stop."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Collection
from typing import Final

from readyroom.errors import GradeError
from readyroom.gradebook.keep import Keep
from readyroom.gradebook.project import Projection
from readyroom.records.paths import Data

_AGAIN: Final = 60.0
"""Seconds until what could not be graded is tried again."""

_BREATH: Final = 5.0
"""Seconds to wait after a round that could not be finished."""

_log = logging.getLogger("readyroom.gradebook")


def watch(
    data: Data,
    interval: float = 0.5,
    *,
    keep: Keep = "best",
    pass_percent: int | None = None,
    versions: Collection[str] | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Looks at the log every ``interval`` seconds and grades what is new, until ``stop`` is set.

    What goes wrong is logged and tried again; it never ends the watch. ``keep`` and
    ``pass_percent`` and ``versions`` are those of ``bring_up_to_date``.
    """
    stop = stop or threading.Event()
    while not data.log.exists():
        if stop.wait(interval):
            return
    projection = Projection(data, keep=keep, pass_percent=pass_percent, versions=versions)
    again = 0.0
    try:
        while not stop.is_set():
            pause = interval
            try:
                due = time.monotonic() >= again
                if due:
                    projection.forget()
                if due or projection.behind():
                    again = _round(projection)
            except GradeError as error:
                _log.warning("%s", error)
                pause = max(interval, _BREATH)
            except Exception:
                _log.exception("the round could not be finished and is tried again")
                pause = max(interval, _BREATH)
            stop.wait(pause)
    finally:
        projection.close()


def _round(projection: Projection) -> float:
    """Grades what is new; returns when all has to be looked at again, as a monotonic time."""
    report = projection.catch_up(wait=_BREATH)
    if report.graded:
        _log.info("graded %d, of which %d disagree", report.graded, report.disagreed)
    for problem in report.problems:
        _log.error("not graded: %s", problem)
    return time.monotonic() + _AGAIN if report.problems else math.inf
