"""Where everybody on the roster stands, from people, log and gradebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from readyroom.content.model import Course
from readyroom.errors import GradeError, UnknownError
from readyroom.gradebook.results import Result, results
from readyroom.play.completion import Completion, Declared, ModuleResult, completion
from readyroom.play.keys import DrawKey
from readyroom.records.log import Event, Log
from readyroom.records.paths import Data
from readyroom.records.people import People, Person


@dataclass(frozen=True)
class Record:
    """Where a person stands, and how many attempts at modules they have begun.

    ``results`` are the submissions that may count or wait to be graded, in the log's order.
    """

    person: Person
    completion: Completion
    attempts: int
    results: tuple[ModuleResult, ...] = ()


@dataclass(frozen=True)
class _Rules:
    """What a version of a module asks for, as it was published."""

    must_pass: frozenset[str]
    draws: tuple[DrawKey, ...]

    def missed(self, lacking: Iterable[str], event: Event) -> tuple[str, ...]:
        """The activities that had to be right, of the cells that lack points."""
        lacking = frozenset(lacking)
        drawn: dict[str, str] = {}
        for draw in self.draws:
            drawn |= draw.marked(event.body["responses"])
        found = (drawn.get(cell, cell) for cell in lacking)
        missed = [slug for slug in found if slug in self.must_pass]
        return (*missed, *(self._unknown(drawn, lacking) if event.body.get("renews") else ()))

    def _unknown(self, drawn: Mapping[str, str], lacking: frozenset[str]) -> Iterator[str]:
        """Of a renewal a question about each clause of which nothing at all was right."""
        for draw in self.draws:
            asked = [cell for cell in draw.cells() if cell in drawn]
            if asked and lacking.issuperset(asked):
                yield drawn[asked[0]]


def _rules(event: Event) -> _Rules:
    activities = event.body["activities"]
    return _Rules(
        must_pass=frozenset(str(a["slug"]) for a in activities if a["must_pass"]),
        draws=tuple(DrawKey.model_validate(draw) for draw in event.body.get("draws", ())),
    )


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


def readable_completion_of(course: Course, data: Data, person: str, now: datetime) -> Record:
    """Where one person stands; with a damaged gradebook everything is still being checked."""
    try:
        return completion_of(course, data, person, now)
    except GradeError:
        return completion_of(course, data, person, now, without_gradebook=True)


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
) -> tuple[Mapping[str, _Rules], Mapping[str, list[Event]]]:
    """The rules of each version of a module, and everybody's events."""
    by_person: defaultdict[str, list[Event]] = defaultdict(list)
    if not data.log.exists():
        return {}, by_person
    log = Log(data.log, read_only=True)
    try:
        published = {event.content: _rules(event) for event in log.events(kind="published")}
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
    rules: Mapping[str, _Rules],
    now: datetime,
) -> Record:
    by_assignment = {result.assignment: result for result in graded}
    begun: dict[str, int] = {}
    attempts: set[tuple[str, int]] = set()
    finished: set[tuple[str, int]] = set()
    submitted: list[Event] = []
    started: datetime | None = None
    withdrawn: Event | None = None
    declared: list[Declared] = []
    for event in events:
        if event.kind == "withdrawn":
            withdrawn = event
            declared = []
        elif event.kind == "declared":
            declared.append(
                Declared(
                    role=str(event.body["role"]),
                    policy_version=event.policy_version,
                    at=event.at,
                    evidence=event.hash,
                )
            )
        if not event.module:
            continue  # of a certificate, which is no attempt
        place = (event.module, event.attempt)
        attempts.add(place)
        begun[event.module] = max(begun.get(event.module, 0), event.attempt)
        if event.kind == "submitted":
            finished.add(place)
            submitted.append(event)
        elif event.kind == "answered" and started is None:
            started = event.at
    results = tuple(_module_results(submitted, by_assignment, rules, withdrawn))
    standing = completion(
        course,
        role=person.role,
        results=results,
        in_progress={module for module, last in begun.items() if (module, last) not in finished},
        started=started,
        now=now,
        declarations=declared,
    )
    return Record(person, standing, len(attempts), results)


def _module_results(
    submitted: Iterable[Event],
    by_assignment: Mapping[str, Result],
    rules: Mapping[str, _Rules],
    withdrawn: Event | None,
) -> list[ModuleResult]:
    """The submissions that the gradebook holds, and those that it has not considered yet.

    What comes before the person's last withdrawal in the log bears its time.
    """
    found = []
    for event in submitted:
        result = by_assignment.get(str(event.body["assignment"]))
        if result is not None and event.seq <= result.seen and event.seq != result.kept:
            continue  # another attempt was kept
        graded = result is not None and result.kept == event.seq
        one = _module_result(event, result if graded else None, rules)
        if withdrawn is not None and event.seq < withdrawn.seq:
            one = replace(one, withdrawn=withdrawn.at)
        found.append(one)
    return found


def _module_result(
    event: Event, result: Result | None, rules: Mapping[str, _Rules]
) -> ModuleResult:
    percent = None
    missed: tuple[str, ...] = ()
    if result is not None and result.graded:
        percent = 100 * result.score / result.max_score
        known = rules.get(event.content)
        lacking = (cell for cell, points in result.points.items() if result.scores[cell] < points)
        missed = tuple(lacking) if known is None else known.missed(lacking, event)
    return ModuleResult(
        module=event.module,
        percent=percent,
        finished_at=event.at,
        policy_version=event.policy_version,
        course_version=event.course_version,
        missed=missed,
        pending=result is not None and result.pending,
        evidence=event.hash,
        renews=tuple(event.body.get("renews", ())),
    )
