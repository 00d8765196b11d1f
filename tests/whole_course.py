"""The repository's own course, and people who take its modules without a browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from readyroom.content.load import load_course
from readyroom.content.model import ImageCase, Module, Role, Scenario
from readyroom.gradebook.project import bring_up_to_date
from readyroom.play.keys import ModuleKey, Response, module_key, right_response
from readyroom.records.attempts import Attempts
from readyroom.records.declarations import declare
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.records.people import People
from tests.served import ROOT

COURSE = load_course(ROOT)
KEYS: Mapping[str, ModuleKey] = {module.slug: module_key(module) for module in COURSE.modules}
STORIES = tuple(a for m in COURSE.modules for a in m.activities if isinstance(a, Scenario))
PICTURES = tuple(a for m in COURSE.modules for a in m.activities if isinstance(a, ImageCase))


def model_answers(module: str) -> dict[str, Response]:
    """What gets full marks in everything that a module can ask."""
    return {key.slug: right_response(key) for key in KEYS[module].activities}


def of_role(role: Role) -> tuple[str, ...]:
    """The modules that people of a role have to pass."""
    return tuple(module.slug for module in COURSE.modules_for(role))


def pass_modules(data: Data, person: str, modules: Iterable[str], *, at: datetime) -> None:
    """Lets somebody answer all that an attempt at each of these modules asks, and rightly.

    Through the recorder's own rules, one answer after the other; nothing is graded yet.
    """
    log = Log(data.log)
    attempts = Attempts(COURSE, log)
    attempts.publish(at)
    for slug in modules:
        module, right = COURSE.module(slug), model_answers(slug)
        attempt = attempts.restart(person, slug, at=at)
        for activity in attempt.asked:
            for step in steps(module, activity, right[activity]):
                attempts.answer(
                    person, slug, attempt=attempt.number, activity=activity, response=step, at=at
                )
    log.close()


def steps(module: Module, activity: str, response: Response) -> list[Response]:
    """A response as it is sent: that to a story choice by choice."""
    if isinstance(module.activity(activity), Scenario) and isinstance(response, list):
        return [response[: number + 1] for number in range(len(response))]
    return [response]


def grade(data: Data) -> None:
    """Brings the gradebook up to date, as the grader does beside a running server."""
    bring_up_to_date(data, pass_percent=COURSE.pass_rule.percent)


def make_declaration(data: Data, person: str, *, at: datetime) -> None:
    """Lets somebody on the roster declare what people of their role declare."""
    people = People(data.people)
    somebody = people.get(person)
    people.close()
    log = Log(data.log)
    declare(COURSE, log, somebody, at=at)
    log.close()
