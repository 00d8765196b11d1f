"""A data folder in which people take the small course of ``tests.builders``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from readyroom.content.model import Course, Scenario
from readyroom.gradebook.results import Result, results
from readyroom.play.keys import Response
from readyroom.records.attempts import Attempts
from readyroom.records.log import Draft, Event, Log
from readyroom.records.paths import Data
from readyroom.records.people import People, Person
from tests.builders import COURSE, MODULE, RIGHT

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WRONG: dict[str, object] = {
    "the-walk": ["post"],
    "the-pond": {"decision": "publish", "reason": "none"},
    "who-asks": "a",
    "what-stops": ["b"],
}
HALF: dict[str, object] = {**RIGHT, "the-walk": ["post"]}
ANN = Person(
    id="ann",
    last_name="Reed",
    first_name="Ann",
    email="ann@hill.example",
    role="staff",
    school="Hill Primary",
)
BEN = Person(
    id="ben",
    last_name="Sole",
    first_name="Ben",
    email="ben@hill.example",
    role="parent",
    school="Dale Infants",
)


def data_folder(root: Path, *people: Person) -> Data:
    """A new data folder with that roster."""
    data = Data(root / "data").create()
    roster = People(data.people)
    roster.save(people)
    roster.close()
    return data


def take(
    data: Data,
    person: str,
    responses: dict[str, object],
    *,
    course: Course = COURSE,
    at: datetime = NOON,
) -> None:
    """Lets the person take the module from start to end, again when they have before.

    Of a drawn quiz, what the attempt asks is answered.
    """
    log = Log(data.log)
    attempts = Attempts(course, log)
    attempts.publish(at)
    module = course.modules[0]
    attempt = attempts.restart(person, module.slug, at=at)
    for slug in attempt.asked:
        story = isinstance(module.activity(slug), Scenario)
        for step in _steps(responses[slug], story=story):
            attempts.answer(
                person, module.slug, attempt=attempt.number, activity=slug, response=step, at=at
            )
    log.close()


def submitted(data: Data) -> tuple[Event, ...]:
    """The submissions in the log."""
    log = Log(data.log, read_only=True)
    try:
        return log.events(kind="submitted")
    finally:
        log.close()


def forge(data: Data, **said: object) -> None:
    """Appends Ann's last submission once more, as if the log had been told something else."""
    (*_, last) = submitted(data)
    log = Log(data.log)
    log.append(
        Draft(
            key=f"forged/{last.seq}",
            kind="submitted",
            person=last.person,
            module=last.module,
            attempt=last.attempt + 1,
            body={**last.body, **said},
            content=last.content,
            policy_version=last.policy_version,
            course_version=last.course_version,
        ),
        at=last.at + timedelta(hours=1),
    )
    log.close()


def result_of(data: Data, person: str) -> Result:
    """The one result of that person."""
    (result,) = results(data, person=person)
    return result


def _steps(response: object, *, story: bool) -> list[Response]:
    if story and isinstance(response, list):
        return [response[: number + 1] for number in range(len(response))]
    return [response]  # type: ignore[list-item]


__all__ = ["ANN", "BEN", "COURSE", "HALF", "MODULE", "NOON", "RIGHT", "WRONG"]
