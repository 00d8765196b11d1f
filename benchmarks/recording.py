"""Answers acknowledged by the log, one after the other: synchronous=FULL against NORMAL."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlalchemy import event

from benchmarks.measure import scratch
from readyroom.records.log import Draft, Log

ROUNDS = 12
APPENDS = 50


def run() -> None:
    """Appends to two logs in turn and shows answers a second and the time of one append."""
    with scratch() as folder:
        logs = {"FULL": Log(folder / "full.db"), "NORMAL": _weaker(folder / "normal.db")}
        times: dict[str, list[float]] = {name: [] for name in logs}
        for _ in range(ROUNDS):
            for name, log in logs.items():
                for _ in range(APPENDS):
                    times[name].append(_append(log, len(times[name])))
        for log in logs.values():
            log.close()
    rates = {name: len(each) / sum(each) for name, each in times.items()}
    for name, each in times.items():
        cuts = quantiles(each, n=100)
        print(
            f"  {name:<6}  {rates[name]:>6.0f} answers/s  × {rates[name] / rates['FULL']:.2f}"
            f"  p50 {1000 * cuts[49]:.2f} ms  p99 {1000 * cuts[98]:.2f} ms  n = {len(each)}"
        )


def _append(log: Log, number: int) -> float:
    draft = Draft(
        key=f"answered/ann/pictures/1/no-answer-yet/{number}",
        kind="answered",
        person="ann",
        module="pictures",
        activity="no-answer-yet",
        attempt=1,
        body={"response": "c", "score": 1.0, "points": 1},
        content="0" * 64,
        policy_version="2026-09",
        course_version="2026.1",
    )
    begun = time.perf_counter()
    log.append(draft, at=datetime.now(UTC))
    return time.perf_counter() - begun


def _weaker(path: Path) -> Log:
    """A log that syncs at checkpoints only: a power cut may take what it acknowledged."""
    log = Log(path)
    engine = log._engine
    engine.dispose()  # so that the connection that is open already is not used on

    @event.listens_for(engine, "connect")
    def _relax(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous=NORMAL")

    return log
