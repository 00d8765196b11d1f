"""A data folder in which people have completed the mini course, some of them long ago."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from readyroom.content.load import load_course
from readyroom.content.model import Course
from readyroom.gradebook.completions import completion_of
from readyroom.gradebook.project import bring_up_to_date
from readyroom.play.keys import module_key, right_response
from readyroom.records.certificates import Certificates, Issued
from readyroom.records.log import Event, Log
from readyroom.records.paths import Data
from readyroom.records.people import People
from readyroom.records.roster import read_roster
from tests.graded import take
from tests.served import MINI, ROOT

COURSE = load_course(MINI)
RIGHT: dict[str, Any] = {
    key.slug: right_response(key) for key in module_key(COURSE.modules[0]).activities
}
OLD_POLICY = COURSE.model_copy(
    update={"policy": COURSE.policy.model_copy(update={"version": "before"})}
)


def enrolled(root: Path) -> Data:
    """A data folder with the invented people on its roster."""
    data = Data(root).create()
    people = People(data.people)
    people.save(read_roster(ROOT / "grading" / "roster.example.csv"))
    people.close()
    return data


def complete(data: Data, person: str, *, at: datetime, course: Course = COURSE) -> None:
    """Lets the person pass the whole course, graded, without a certificate as yet."""
    take(data, person, RIGHT, course=course, at=at)
    bring_up_to_date(data, pass_percent=course.pass_rule.percent)


def certify(data: Data, person: str, *, at: datetime, course: Course = COURSE) -> Issued:
    """Lets the person pass the whole course, and issues the certificate."""
    complete(data, person, at=at, course=course)
    record = completion_of(course, data, person, at + timedelta(minutes=1))
    log = Log(data.log)
    try:
        issued = Certificates(log).issue(course, record.person, record.completion, at=at)
    finally:
        log.close()
    assert issued is not None
    return issued


def certificates_of(data: Data, person: str) -> tuple[Issued, ...]:
    """What the log holds of a person's certificates."""
    log = Log(data.log, read_only=True)
    try:
        return Certificates(log).of(person)
    finally:
        log.close()


def certified_within(data: Data, person: str, seconds: float) -> Issued:
    """The person's certificate, as soon as there is one in the log."""
    until = time.monotonic() + seconds
    while not (found := certificates_of(data, person)):
        assert time.monotonic() < until, "no certificate was issued"
        time.sleep(0.1)
    return found[-1]


def events(data: Data, kind: str) -> tuple[Event, ...]:
    """The log's events of a kind."""
    log = Log(data.log, read_only=True)
    try:
        return log.events(kind=kind)
    finally:
        log.close()
