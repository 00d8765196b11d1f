"""A person's record: every attempt at every module, and what was answered in it.

It comes from the log, where nothing is lost; whether an attempt counts comes from the gradebook.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from readyroom.content.model import AnyActivity, Course, Module
from readyroom.errors import UnknownError
from readyroom.gradebook.completions import Record, readable_completion_of
from readyroom.play.completion import ModuleResult, completion
from readyroom.play.keys import activity_key
from readyroom.play.standing import ModuleStanding, meets
from readyroom.records.attempt import answers
from readyroom.records.log import Event, Log
from readyroom.records.paths import Data
from readyroom.records.people import People
from readyroom.widgets.told import told
from readyroom.widgets.views import activity_state, activity_view
from readyroom.widgets.words import inline

_JUST_NOW: Final = timedelta(hours=1)
"""So long whoever entered a paper is told how it came out."""


class History:
    """Tells what stands in the log of a person; safe to call from another thread."""

    def __init__(self, course: Course, data: Data, *, now: Callable[[], datetime]) -> None:
        self._course = course
        self._data = data
        self._now = now

    def modules(self, person: str) -> dict[str, Any]:
        """The person's attempts, the newest first, under the modules in the course's order.

        A module that the course no longer has comes last. UnknownError for somebody who is not on
        the roster.
        """
        record = self._record(person)
        titles, events = self._read(person)
        known = [module.slug for module in self._course.modules]
        gone = dict.fromkeys(event.module for event in events if event.module not in known)
        by_module: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            by_module[event.module].append(event)
        return {
            "name": record.person.name,
            "first_name": record.person.first_name,
            "modules": [
                {
                    "slug": slug,
                    "title": self._title(slug, titles),
                    "attempts": self._attempts(by_module[slug], record),
                }
                for slug in (*known, *gone)
            ],
        }

    def attempt(self, person: str, module: str, number: int) -> dict[str, Any]:
        """One attempt, with everything that was answered in it.

        UnknownError when the person has made no such attempt.
        """
        record = self._record(person)
        titles, events = self._read(person)
        mine = [event for event in events if (event.module, event.attempt) == (module, number)]
        if not mine:
            raise UnknownError("There is no such attempt on record.")
        return {
            "name": record.person.name,
            "first_name": record.person.first_name,
            "title": self._title(module, titles),
            **self._summary(mine, record),
            "activities": self._answers(module, mine),
        }

    def entered(self, person: str, module: str, *, by: str) -> dict[str, Any] | None:
        """How the paper came out that ``by`` has just entered; no percentage while it is graded.

        None unless the person's newest submission of the module is such a paper: of what people
        did otherwise, and of what others entered, nothing is told. UnknownError for somebody who
        is not on the roster.
        """
        _, events = self._read(person)
        submitted = [e for e in events if (e.kind, e.module) == ("submitted", module)]
        if not submitted:
            return None
        newest = submitted[-1]
        if newest.body.get("by") != by or self._now() - newest.at > _JUST_NOW:
            return None
        return {"percent": self._verdict(newest, self._record(person))["percent"]}

    def _record(self, person: str) -> Record:
        """Where the person stands; with a damaged gradebook everything is still being checked."""
        return readable_completion_of(self._course, self._data, person, self._now())

    def _name(self, person: str) -> str:
        """Somebody's name; the id when the roster has nobody of that id."""
        people = People(self._data.people)
        try:
            return people.get(person).name
        except UnknownError:
            return person
        finally:
            people.close()

    def _read(self, person: str) -> tuple[Mapping[str, str], list[Event]]:
        """The titles that modules have had, and what the person has done in modules."""
        log = Log(self._data.log, read_only=True)
        try:
            published = log.events(kind="published")
            events = [event for event in log.events(person=person) if event.module]
        finally:
            log.close()
        return {event.module: str(event.body["title"]) for event in published}, events

    def _title(self, slug: str, titles: Mapping[str, str]) -> str:
        module = self._module(slug)
        return module.title if module else titles.get(slug, _in_words(slug))

    def _module(self, slug: str) -> Module | None:
        return next((module for module in self._course.modules if module.slug == slug), None)

    def _attempts(self, events: Iterable[Event], record: Record) -> list[dict[str, Any]]:
        by_number: defaultdict[int, list[Event]] = defaultdict(list)
        for event in events:
            by_number[event.attempt].append(event)
        return [self._summary(by_number[n], record) for n in sorted(by_number, reverse=True)]

    def _summary(self, events: list[Event], record: Record) -> dict[str, Any]:
        """An attempt in a line: when, under which versions, how it went, whether it counts."""
        submitted = next((event for event in events if event.kind == "submitted"), None)
        last = submitted or events[-1]
        return {
            "number": last.attempt,
            "begun": events[0].at.isoformat(),
            "finished": submitted.at.isoformat() if submitted else None,
            "entered_by": self._name(last.body["by"]) if "by" in last.body else None,
            "policy": last.policy_version,
            "course": last.course_version,
            **(self._verdict(submitted, record) if submitted else _UNFINISHED),
        }

    def _verdict(self, submitted: Event, record: Record) -> dict[str, Any]:
        """Whether a finished attempt counts, and why: judged alone by the completion rule."""
        score, points = float(submitted.body["score"]), float(submitted.body["points"])
        said: dict[str, Any] = {
            "score": score,
            "points": points,
            "percent": math.floor(1000 * score / points + 1e-6) / 10,
            "counts": False,
            "until": None,
        }
        result = next((r for r in record.results if r.evidence == submitted.hash), None)
        if self._module(submitted.module) is None:
            return said | {"why": ["This module is no longer part of the training."]}
        if result is None:
            return said | {"why": ["Another attempt counts: it is better, or as good and later."]}
        standing = next(s for s in record.completion.modules if s.module == submitted.module)
        if result.renews:
            return said | self._renewal(result, standing)
        alone = self._alone(result, record)
        graded = result.percent is not None and not result.pending
        said["percent"] = math.floor(10 * (result.percent or 0) + 1e-6) / 10 if graded else None
        if alone.status != "passed":
            return said | {"why": list(alone.missing)}
        if standing.result is None or standing.result.evidence != _rests_on(alone):
            return said | {"why": ["It is a pass. A later pass counts in its place."]}
        until = alone.expires.isoformat() if alone.expires else None
        return said | {"counts": True, "until": until, "why": ["This pass counts."]}

    def _renewal(self, result: ModuleResult, standing: ModuleStanding) -> dict[str, Any]:
        """Whether an attempt at what has changed has made an earlier pass count again."""
        rules = ", ".join(result.renews)
        if result.pending or result.percent is None:
            return {"why": ["It is being checked."]}
        if not meets(self._course, result):
            return {"why": [f"It asked about what has changed ({rules}), and is no pass."]}
        counts = standing.status == "passed"
        why = f"It renews your pass in what has changed in the policy ({rules})."
        return {"counts": counts, "why": [why]}

    def _alone(self, result: ModuleResult, record: Record) -> ModuleStanding:
        """How the module would stand with this attempt alone, and what has renewed it since."""
        renewals = [
            other
            for other in record.results
            if other.module == result.module and other.renews and meets(self._course, other)
        ]
        judged = completion(
            self._course,
            role=record.person.role,
            results=[result, *renewals] if meets(self._course, result) else [result],
            in_progress=(),
            started=None,
            now=self._now(),
        )
        return next(s for s in judged.modules if s.module == result.module)

    def _answers(self, module: str, events: list[Event]) -> list[dict[str, Any]]:
        """The answer that stands in each activity of the attempt, in the order of the page."""
        answered = answers(events)
        now = self._module(module)
        activities = {a.slug: a for a in now.activities} if now else {}
        order = [slug for slug in activities if slug in answered]
        order += [slug for slug in answered if slug not in activities]
        return [self._answer(answered[slug], activities.get(slug)) for slug in order]

    def _answer(self, event: Event, activity: AnyActivity | None) -> dict[str, Any]:
        """An answer with its feedback; of a question that was changed since, what the log has."""
        confidence = event.body.get("confidence")
        said: dict[str, Any] = {
            "slug": event.activity,
            "title": inline(activity.title if activity else _in_words(event.activity)),
            "score": event.body["score"],
            "points": event.body["points"],
            "confidence": confidence,
        }
        if activity is None or activity.digest() != event.content:
            return said | {"changed": True}
        policy, response = self._course.policy, event.body["response"]
        view = activity_view(activity, policy)
        state: dict[str, Any] = activity_state(
            activity, activity_key(activity), response, policy, confidence
        )
        feedback = state["feedback"] or {}
        steps = [clause for step in state.get("steps", ()) for clause in step["clauses"]]
        clauses = {clause["id"]: clause for clause in (*steps, *feedback.get("clauses", ()))}
        return said | {
            "changed": False,
            "stem": view.get("stem") or view.get("text") or "",
            "lines": [asdict(line) for line in told(view, state)],
            "heading": feedback.get("heading"),
            "html": feedback.get("html", []),
            "clauses": list(clauses.values()),
        }


_UNFINISHED: dict[str, Any] = {
    "score": None,
    "points": None,
    "percent": None,
    "counts": False,
    "until": None,
    "why": ["It is not finished."],
}


def _rests_on(standing: ModuleStanding) -> str:
    return "" if standing.result is None else standing.result.evidence


def _in_words(slug: str) -> str:
    """A slug as a title, when there is no better one: "who-asks" is "Who asks"."""
    return slug.replace("-", " ").capitalize()
