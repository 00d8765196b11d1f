"""The repository's own course, and people who take its modules without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
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
from tests.guessing import wrong
from tests.learner import Learner
from tests.served import ROOT

COURSE = load_course(ROOT)
KEYS: Mapping[str, ModuleKey] = {module.slug: module_key(module) for module in COURSE.modules}
ASKED: Mapping[str, int] = {
    slug: len(key.activities) - len(key.drawn) + sum(draw.count for draw in key.draws)
    for slug, key in KEYS.items()
}
"""How many activities an attempt at each module asks."""
STORIES = tuple(a for m in COURSE.modules for a in m.activities if isinstance(a, Scenario))
COSTLY = ("applying", "own")
"""Two modules that between them ask activities of every kind, of some by the draw."""
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
    with recording(data, at) as attempts:
        for slug in modules:
            module, right = COURSE.module(slug), model_answers(slug)
            attempt = attempts.restart(person, slug, at=at)
            for name in attempt.asked:
                for said in steps(module, name, right[name]):
                    attempts.answer(
                        person, slug, attempt=attempt.number, activity=name, response=said, at=at
                    )


def pass_on_paper(data: Data, person: str, modules: Iterable[str], *, at: datetime) -> None:
    """The same as a trainer enters it from paper: each module at once, which is far quicker."""
    with recording(data, at) as attempts:
        for slug in modules:
            right = model_answers(slug)
            given = {name: right[name] for name in attempts.current(person, slug).asked}
            attempts.enter(person, slug, given, by="ellis-ward", at=at)


@contextmanager
def recording(data: Data, at: datetime) -> Iterator[Attempts]:
    """The attempts over a data folder's log, with the course's keys in it."""
    log = Log(data.log)
    try:
        attempts = Attempts(COURSE, log)
        attempts.publish(at)
        yield attempts
    finally:
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


def first_of(learner: Learner, module: str, kind: str) -> str:
    """The slug of the first activity of that kind on a module's open page."""
    activities = COURSE.module(module)
    return next(slug for slug in learner.asked() if activities.activity(slug).kind == kind)


def not_right(module: str, slug: str) -> Response:
    """A response to an activity that earns no point."""
    return wrong(KEYS[module].activity(slug))


def wait_until_passed(learner: Learner) -> None:
    """Waits at home until the grader has seen all, so that the declaration can be made."""
    asks = learner.page.locator("main").get_by_role("link", name=re.compile("declar", re.I)).first
    for _ in range(60):
        learner.page.goto(learner.served.url)
        if asks.count():
            return
        learner.page.wait_for_timeout(500)
    raise AssertionError("the declaration is not asked for")
