"""What the recorder does about refreshers: say which is due, show it, mark it, record it.

They change nothing. What is answered stands in one event without a module, so that it is no
attempt and no part of a standing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from readyroom.content.model import ROLES, AnyActivity, Choice, Course
from readyroom.errors import ResponseError, StaleRefresher, UnknownError
from readyroom.gradebook.completions import Record, readable_completion_of
from readyroom.play.keys import Response, activity_key
from readyroom.play.marking import mark
from readyroom.play.refresher import (
    Answered,
    Question,
    comes_next,
    day_of,
    due,
    how_many,
    questions,
)
from readyroom.records.log import Draft, Event, Log
from readyroom.records.paths import Data
from readyroom.widgets.mixing import mixed
from readyroom.widgets.views import activity_state, activity_view
from readyroom.widgets.words import inline


@dataclass(frozen=True)
class Filled:
    """A refresher as it was sent: which one, from which page, and what was chosen in it.

    ``chosen`` names the options by module/activity. ``tag`` is the one that the page was given.
    """

    person: str
    days: int
    tag: str
    chosen: dict[str, list[str]]


_FILLED: Final[TypeAdapter[Filled]] = TypeAdapter(Filled)


def as_filled(data: Mapping[str, Any]) -> Filled:
    """The refresher in a request; ResponseError when it is none."""
    try:
        return _FILLED.validate_python(data)
    except ValidationError:
        raise ResponseError("These are no answers to a refresher.") from None


@dataclass(frozen=True)
class _Plan:
    """The refreshers of somebody whose training is complete: which is due, done, still to come.

    ``completed`` is in the trust's time zone, since days begin there.
    """

    person: str
    role: str
    evidence: str
    completed: datetime
    done: Mapping[int, Event]
    due: int | None
    next: date | None

    def key(self, days: int) -> str:
        """What makes the recording of a refresher idempotent."""
        return _key(self.person, self.evidence, days)


class RefresherDesk:
    """The refreshers of everybody; safe to use from several threads."""

    def __init__(
        self, course: Course, log: Log, data: Data, *, now: Callable[[], datetime]
    ) -> None:
        self._course = course
        self._log = log
        self._data = data
        self._now = now
        self._recording = threading.Lock()
        self._counts = {role: how_many(course.modules_for(role)) for role in ROLES}

    def due(self, record: Record) -> dict[str, int] | None:
        """The refresher that is due for somebody: its days, and how many questions it has."""
        plan = self._plan(record)
        if plan is None or plan.due is None:
            return None
        return {"days": plan.due, "questions": self._counts[record.person.role]}

    def show(self, person: str) -> dict[str, Any]:
        """What is due for a person, with its questions, or why nothing is.

        ``offered``: whether there are refreshers for the person's role at all; ``complete``:
        whether the training is; ``next``: the day on which the next one comes; ``last``: the one
        done last, by its days. UnknownError for somebody who is not on the roster.
        """
        record = self._record(person)
        plan = self._plan(record)
        return {
            "offered": self._offered(record),
            "complete": plan is not None,
            "due": None if plan is None or plan.due is None else self._paper(plan, plan.due),
            "next": plan.next.isoformat() if plan and plan.next else None,
            "last": max(plan.done, default=None) if plan else None,
        }

    def take(self, filled: Filled) -> dict[str, Any]:
        """Records a refresher once everything is answered; ``missing`` names what is not.

        What is recorded stays: the same refresher again, with whatever answers, changes nothing.
        StaleRefresher when these are not the questions that are due, ResponseError when an answer
        is of no form that its question has, UnknownError for somebody who is not on the roster.
        """
        with self._recording:
            plan = self._plan(self._record(filled.person))
            if plan is not None and filled.days in plan.done:
                return {"recorded": filled.days, "missing": []}
            asked = self._asked(plan, filled.days) if plan and plan.due == filled.days else ()
            if plan is None or not asked or filled.tag != self._tag(plan, filled.days, asked):
                raise StaleRefresher(
                    "The questions have changed since you opened the page, so these answers were "
                    "not kept."
                )
            missing = [question.key for question in asked if not filled.chosen.get(question.key)]
            if missing:
                return {"recorded": None, "missing": missing}
            answers = {question.key: _marked(question, filled.chosen) for question in asked}
            self._log.append(self._draft(plan, filled.days, answers, asked), at=self._now())
            return {"recorded": filled.days, "missing": []}

    def told(self, person: str, days: int) -> dict[str, Any]:
        """A refresher that is done, with the feedback on each answer.

        A question that was changed since has no view and no state. UnknownError when there is no
        such refresher on record since the training was completed.
        """
        plan = self._plan(self._record(person))
        if plan is None or days not in plan.done:
            raise UnknownError("There is no such refresher on record.")
        answers: Mapping[str, Any] = plan.done[days].body["answers"]
        known = {f"{m.slug}/{a.slug}": a for m in self._course.modules for a in m.activities}
        order = [key for key in known if key in answers]
        order += [key for key in answers if key not in known]
        return {
            "days": days,
            "next": plan.next.isoformat() if plan.next else None,
            "answers": [
                self._told(key, known.get(key), answers[key], plan.key(days)) for key in order
            ],
        }

    def _record(self, person: str) -> Record:
        """Where the person stands; with a damaged gradebook nobody's training is complete."""
        return readable_completion_of(self._course, self._data, person, self._now())

    def _offered(self, record: Record) -> bool:
        return bool(self._course.refreshers and self._counts[record.person.role])

    def _plan(self, record: Record) -> _Plan | None:
        """The person's refreshers; None when there are none or the training is not complete."""
        standing = record.completion
        if not self._offered(record) or standing.status != "complete" or not standing.completed:
            return None
        person, days, now = record.person, self._course.refreshers, self._now()
        completed = standing.completed.astimezone(ZoneInfo(self._course.timezone))
        done = {
            int(event.body["days"]): event
            for event in self._log.events(kind="refreshed", person=person.id)
            if event.key == _key(person.id, standing.evidence, event.body["days"])
        }
        return _Plan(
            person=person.id,
            role=person.role,
            evidence=standing.evidence,
            completed=completed,
            done=done,
            due=due(days, completed=completed, done=done, now=now),
            next=comes_next(days, completed=completed, done=done, now=now),
        )

    def _asked(self, plan: _Plan, days: int) -> tuple[Question, ...]:
        """The questions of a refresher, by what was answered before its day.

        Later answers make no difference: a page that lies open asks what we would ask now.
        """
        day = day_of(plan.completed, days)
        answers = [
            answer
            for event in self._log.events(person=plan.person)
            if event.at.astimezone(plan.completed.tzinfo).date() < day
            for answer in _answered(event)
        ]
        return questions(self._course, plan.role, answers, seed=plan.key(days))

    def _paper(self, plan: _Plan, days: int) -> dict[str, Any]:
        """A refresher as it is put to its reader: views without keys, and the tag to bring back."""
        asked = self._asked(plan, days)
        return {
            "days": days,
            "tag": self._tag(plan, days, asked),
            "questions": [
                {"key": question.key, "view": self._view(question.choice, plan.key(days))}
                for question in asked
            ],
        }

    def _view(self, choice: Choice, seed: str) -> dict[str, Any]:
        return dict(mixed(activity_view(choice, self._course.policy), seed))

    def _tag(self, plan: _Plan, days: int, asked: tuple[Question, ...]) -> str:
        """What a form has to bring along, to show that it holds these very questions."""
        words = (plan.key(days), *(question.choice.digest() for question in asked))
        return sha256("/".join(words).encode()).hexdigest()[:16]

    def _draft(
        self,
        plan: _Plan,
        days: int,
        answers: Mapping[str, Mapping[str, Any]],
        asked: tuple[Question, ...],
    ) -> Draft:
        contents = "/".join(question.choice.digest() for question in asked)
        return Draft(
            key=plan.key(days),
            kind="refreshed",
            person=plan.person,
            body={"days": days, "answers": answers},
            content=sha256(contents.encode()).hexdigest(),
            policy_version=self._course.policy.version,
            course_version=self._course.version,
        )

    def _told(
        self, key: str, activity: AnyActivity | None, answer: Mapping[str, Any], seed: str
    ) -> dict[str, Any]:
        title = activity.title if activity else key.partition("/")[2].replace("-", " ").capitalize()
        said = {"key": key, "title": inline(title), "view": None, "state": None}
        if not isinstance(activity, Choice) or activity.digest() != answer["content"]:
            return said
        marking, policy = activity_key(activity), self._course.policy
        state = dict(activity_state(activity, marking, answer["response"], policy))
        return {**said, "view": self._view(activity, seed), "state": state}


def _key(person: str, evidence: str, days: int) -> str:
    return f"refreshed/{person}/{evidence}/{days}"


def _marked(question: Question, chosen: Mapping[str, list[str]]) -> dict[str, Any]:
    """An answer as it is recorded; ResponseError when it is not of the question's form."""
    given = chosen[question.key]
    single = len(given) == 1 and not question.choice.multiple
    response: Response = given[0] if single else given
    key = activity_key(question.choice)
    marked = mark(key, response)
    return {
        "response": response,
        "score": marked.score,
        "points": marked.points,
        "content": key.content,
    }


def _answered(event: Event) -> list[Answered]:
    """What an event says was answered: to the end in a lesson, or in a refresher."""
    if event.kind == "answered" and event.body["score"] is not None:
        given = {f"{event.module}/{event.activity}": event.body}
    elif event.kind == "refreshed":
        given = event.body["answers"]
    else:
        given = {}
    return [
        Answered(
            module=key.partition("/")[0],
            activity=key.partition("/")[2],
            score=float(answer["score"]),
            points=int(answer["points"]),
            confidence=answer.get("confidence"),
        )
        for key, answer in given.items()
    ]
