"""Where everybody on the roster stands, from people, log and gradebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from readyroom.content.model import Course
from readyroom.errors import UnknownError
from readyroom.gradebook.results import Result, results
from readyroom.play.completion import Completion, ModuleResult, completion
from readyroom.records.log import Event, Log
from readyroom.records.paths import Data
from readyroom.records.people import People, Person


@dataclass(frozen=True)
class Record:
    """Where a person stands, and how many attempts at modules they have begun."""

    person: Person
    completion: Completion
    attempts: int


def completions(
    course: Course, data: Data, now: datetime, *, without_gradebook: bool = False
) -> tuple[Record, ...]:
    """Where everybody on the roster stands, in the roster's order; nobody is left out.

    GradeError when the gradebook is damaged; ``without_gradebook`` leaves it unread, so that
    whatever was finished is still being checked.
    """
    if not data.people.exists():
        return ()
    people = People(data.people)
    try:
        everybody = people.all()
    finally:
        people.close()
    graded = () if without_gradebook else results(data)
    return _records(course, data, everybody, None, graded, now)


def completion_of(
    course: Course, data: Data, person: str, now: datetime, *, without_gradebook: bool = False
) -> Record:
    """Where one person stands, as ``completions`` has it.

    UnknownError for somebody who is not on the roster.
    """
    if not data.people.exists():
        raise UnknownError("There is no roster in this data folder.")
    people = People(data.people)
    try:
        found = people.get(person)
    finally:
        people.close()
    graded = () if without_gradebook else results(data, person=person)
    return _records(course, data, (found,), person, graded, now)[0]


def _records(
    course: Course,
    data: Data,
    people: tuple[Person, ...],
    person: str | None,
    results: Iterable[Result],
    now: datetime,
) -> tuple[Record, ...]:
    # The gradebook was read first: what is graded later than that is "being checked", never lost.
    graded: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        graded[result.person].append(result)
    published, events = _events(data, person)
    return tuple(
        _record(course, who, graded[who.id], events.get(who.id, ()), published, now)
        for who in people
    )


def _events(
    data: Data, person: str | None
) -> tuple[Mapping[str, frozenset[str]], Mapping[str, list[Event]]]:
    """What must be right in each assignment, and everybody's events."""
    by_person: defaultdict[str, list[Event]] = defaultdict(list)
    if not data.log.exists():
        return {}, by_person
    log = Log(data.log, read_only=True)
    try:
        published = {
            event.content: frozenset(
                str(activity["slug"])
                for activity in event.body["activities"]
                if activity["must_pass"]
            )
            for event in log.events(kind="published")
        }
        for event in log.events(person=person):
            by_person[event.person].append(event)
    finally:
        log.close()
    return published, by_person


def _record(
    course: Course,
    person: Person,
    graded: Iterable[Result],
    events: Iterable[Event],
    must_pass: Mapping[str, frozenset[str]],
    now: datetime,
) -> Record:
    by_assignment = {result.assignment: result for result in graded}
    begun: dict[str, int] = {}
    attempts: set[tuple[str, int]] = set()
    finished: set[tuple[str, int]] = set()
    submitted: list[Event] = []
    started: datetime | None = None
    for event in events:
        place = (event.module, event.attempt)
        attempts.add(place)
        begun[event.module] = max(begun.get(event.module, 0), event.attempt)
        if event.kind == "submitted":
            finished.add(place)
            submitted.append(event)
        elif event.kind == "answered" and started is None:
            started = event.at
    standing = completion(
        course,
        role=person.role,
        results=_module_results(submitted, by_assignment, must_pass),
        in_progress={module for module, last in begun.items() if (module, last) not in finished},
        started=started,
        now=now,
    )
    return Record(person, standing, len(attempts))


def _module_results(
    submitted: Iterable[Event],
    by_assignment: Mapping[str, Result],
    must_pass: Mapping[str, frozenset[str]],
) -> list[ModuleResult]:
    """The submissions that the gradebook holds, and those that it has not considered yet."""
    found = []
    for event in submitted:
        result = by_assignment.get(str(event.body["assignment"]))
        if result is not None and event.seq <= result.seen and event.seq != result.kept:
            continue  # another attempt was kept
        graded = result is not None and result.kept == event.seq
        found.append(_module_result(event, result if graded else None, must_pass))
    return found


def _module_result(
    event: Event, result: Result | None, must_pass: Mapping[str, frozenset[str]]
) -> ModuleResult:
    percent = None
    missed: tuple[str, ...] = ()
    if result is not None and result.graded:
        percent = 100 * result.score / result.max_score
        needed = must_pass.get(event.content)
        missed = tuple(
            slug
            for slug, points in result.points.items()
            if (needed is None or slug in needed) and result.scores[slug] < points
        )
    return ModuleResult(
        module=event.module,
        percent=percent,
        finished_at=event.at,
        policy_version=event.policy_version,
        course_version=event.course_version,
        missed=missed,
        pending=result is not None and result.pending,
        evidence=event.hash,
    )
