"""The recorder's look at the gradebook, when something is wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from readyroom.gradebook.completions import Record
from readyroom.records.paths import Data
from readyroom.server.sweep import Sweep
from tests.certified import COURSE, complete, enrolled

NOW = datetime.now(UTC)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    """Amira and Wendy have completed."""
    data = enrolled(tmp_path / "var")
    for person in ("amira-shah", "wendy-price"):
        complete(data, person, at=NOW)
    return data


class Issuer:
    """Takes complete records down, and fails for those it is told to fail for."""

    def __init__(self, *failing: str) -> None:
        self.failing = dict.fromkeys(failing, "boom")
        self.issued: list[str] = []

    def __call__(self, record: Record) -> None:
        if record.person.id in self.failing:
            raise RuntimeError(self.failing[record.person.id])
        self.issued.append(record.person.id)


def sweep_with(data: Data, certify: Callable[[Record], None]) -> Sweep:
    return Sweep(COURSE, data, certify=certify, now=lambda: datetime.now(UTC))


@pytest.mark.parametrize("failing", ["amira-shah", "wendy-price"])
def test_who_can_not_be_certified_keeps_nobody_else_waiting(data: Data, failing: str) -> None:
    issuer = Issuer(failing)
    looking = sweep_with(data, issuer)
    assert looking.look() == ("somebody's can't be issued: RuntimeError",)
    assert set(issuer.issued) == {"amira-shah", "wendy-price"} - {failing}


def test_who_could_not_be_certified_is_tried_again_and_nobody_else(data: Data) -> None:
    issuer = Issuer("amira-shah")
    looking = sweep_with(data, issuer)
    looking.look()
    issuer.failing.clear()
    assert looking.look() == ()
    assert issuer.issued == ["wendy-price", "amira-shah"]
    assert looking.look() == ()
    assert issuer.issued == ["wendy-price", "amira-shah"]


class Looks(threading.Event):
    """Stops after so many looks, and does something between two of them."""

    def __init__(self, looks: int, between: Mapping[int, Callable[[], object]]) -> None:
        super().__init__()
        self.looks = looks
        self.between = between
        self.done = 0

    def wait(self, timeout: float | None = None) -> bool:
        self.done += 1
        self.between.get(self.done, bool)()
        return self.done == self.looks


def test_a_fault_is_told_once_and_again_when_it_changes_or_comes_back(
    data: Data, capsys: pytest.CaptureFixture[str]
) -> None:
    issuer = Issuer("amira-shah")
    file = data.gradebook / "gradebook.db"
    whole = file.read_bytes()
    looking = sweep_with(data, issuer)
    between: dict[int, Callable[[], object]] = {
        3: lambda: file.write_bytes(b"x" * 5000),
        6: lambda: file.write_bytes(whole),
        9: issuer.failing.clear,
        12: lambda: file.write_bytes(b"x" * 5000),
    }
    looking.follow(Looks(15, between))
    told = [line.partition("certificates: ")[2] for line in capsys.readouterr().err.splitlines()]
    damaged = f"{file} is damaged"
    assert [line[: len(damaged)] for line in told] == [
        "somebody's can't be issued: RuntimeError",
        damaged,
        "somebody's can't be issued: RuntimeError",
        damaged,
    ]
    assert sorted(issuer.issued) == ["amira-shah", "wendy-price"]
