"""What a person has answered in a module, read from the log and added to it.

Within an attempt the first answer to an activity counts; each step of a story is final.
When the last answer is in, the attempt is submitted in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from readyroom.content.model import Course
from readyroom.errors import AlreadyAnswered, AttemptOver, StaleAttempt, UnknownError
from readyroom.play.keys import ModuleKey, Response, ScenarioKey, module_key
from readyroom.play.marking import mark, walk
from readyroom.records.log import Draft, Event, Log


@dataclass(frozen=True)
class Attempt:
    """One go at a module: the responses so far, and whether it is over.

    ``complete`` names the activities that are answered to the end.
    """

    person: str
    module: str
    number: int
    responses: Mapping[str, Response]
    complete: frozenset[str]
    finished: bool


class Attempts:
    """The attempts of everybody, over one log and one version of the course."""

    def __init__(self, course: Course, log: Log) -> None:
        self._course = course
        self._log = log
        self._keys = {module.slug: module_key(module) for module in course.modules}

    def key(self, module: str) -> ModuleKey:
        """The marking keys of a module; UnknownError when the course has no such module."""
        try:
            return self._keys[module]
        except KeyError:
            raise UnknownError(f"There is no module called {module!r}.") from None

    def publish(self, at: datetime) -> None:
        """Puts the keys of every module into the log, once per version of its content."""
        for key in self._keys.values():
            draft = self._draft(
                key=f"published/{key.assignment}/{key.digest()}",
                kind="published",
                module=key.module,
                body=key.model_dump(mode="json"),
                content=key.digest(),
            )
            self._log.append(draft, at=at)

    def current(self, person: str, module: str) -> Attempt:
        """The attempt that the person is in, or the first one, still empty."""
        return self._read(self._log.events(person=person, module=module), person, module)

    def answer(
        self,
        person: str,
        module: str,
        *,
        attempt: int,
        activity: str,
        response: Response,
        at: datetime,
    ) -> tuple[Attempt, Event]:
        """Records a response and returns the attempt with it, once it is on disk.

        Raises StaleAttempt for an attempt that another one has followed, AttemptOver for a
        question that was edited after the attempt was finished, AlreadyAnswered when another
        response is on record, ResponseError for a response that is not of the activity's form, and
        UnknownError for an activity that is not in the module. The same response again is
        acknowledged again and recorded once.
        """
        now = self.current(person, module)
        try:
            key = self.key(module).activity(activity)
        except KeyError:
            raise UnknownError(f"There is no activity called {activity!r} here.") from None
        if attempt != now.number:
            raise StaleAttempt("You have begun this module again since this page was opened.")
        mark(key, response)  # refuses what is no response
        known = now.responses.get(activity)
        story = isinstance(key, ScenarioKey)
        repeated = known is not None and _says_no_more(known, response, story=story)
        if known is not None and not repeated and not (story and _goes_on(known, response)):
            raise AlreadyAnswered("You have answered this already; your first answer counts.")
        if now.finished and not repeated:
            raise AttemptOver(
                "You have finished this module, and this question has been changed since. "
                "You can take the module again from your page."
            )
        recorded = known if known is not None and repeated else response
        marked = mark(key, recorded)
        step = len(recorded) if story else 0
        answered = self._draft(
            key=f"answered/{person}/{module}/{attempt}/{activity}/{key.content[:16]}/{step}",
            kind="answered",
            person=person,
            module=module,
            activity=activity,
            attempt=attempt,
            body={
                "response": recorded,
                "score": marked.score if marked.complete else None,
                "points": key.points,
            },
            content=key.content,
        )
        if repeated:
            (event,) = self._log.append(answered, at=at)
            return now, event
        complete = now.complete | {activity} if marked.complete else now.complete
        after = Attempt(
            person,
            module,
            attempt,
            {**now.responses, activity: response},
            complete,
            finished=self._covers(module, complete),
        )
        drafts = (answered, self._submission(after)) if after.finished else (answered,)
        return after, self._log.append(*drafts, at=at)[0]

    def settle(self, person: str, module: str, *, at: datetime) -> Attempt:
        """The current attempt; submits it when an edit of the content has left it complete."""
        attempt = self.current(person, module)
        if attempt.finished or not self._covers(module, attempt.complete):
            return attempt
        self._log.append(self._submission(attempt), at=at)
        return self.current(person, module)

    def restart(self, person: str, module: str, *, at: datetime) -> Attempt:
        """Begins a new attempt when the current one is finished; else gives the current one."""
        attempt = self.current(person, module)
        if not attempt.finished:
            return attempt
        number = attempt.number + 1
        draft = self._draft(
            key=f"restarted/{person}/{module}/{number}",
            kind="restarted",
            person=person,
            module=module,
            attempt=number,
            content=self.key(module).digest(),
        )
        self._log.append(draft, at=at)
        return self.current(person, module)

    def _read(self, events: tuple[Event, ...], person: str, module: str) -> Attempt:
        key = self.key(module)
        number = max((event.attempt for event in events), default=1)
        contents = {activity.slug: activity.content for activity in key.activities}
        responses: dict[str, Response] = {}
        finished = False
        for event in events:
            if event.attempt != number:
                continue
            if event.kind == "submitted":
                finished = True
            elif event.kind == "answered" and contents.get(event.activity) == event.content:
                responses[event.activity] = event.body["response"]
        complete = frozenset(
            slug for slug, response in responses.items() if _ended(key, slug, response)
        )
        return Attempt(person, module, number, responses, complete, finished)

    def _covers(self, module: str, complete: frozenset[str]) -> bool:
        return all(activity.slug in complete for activity in self.key(module).activities)

    def _submission(self, attempt: Attempt) -> Draft:
        key = self.key(attempt.module)
        scores = [mark(a, attempt.responses[a.slug]).score for a in key.activities]
        return self._draft(
            key=f"submitted/{attempt.person}/{attempt.module}/{attempt.number}",
            kind="submitted",
            person=attempt.person,
            module=attempt.module,
            attempt=attempt.number,
            body={
                "assignment": key.assignment,
                "responses": {a.slug: attempt.responses[a.slug] for a in key.activities},
                "score": round(sum(scores), 4),
                "points": key.points,
            },
            content=key.digest(),
        )

    def _draft(self, **fields: object) -> Draft:
        return Draft(
            policy_version=self._course.policy.version,
            course_version=self._course.version,
            **fields,  # type: ignore[arg-type]
        )


def _ended(key: ModuleKey, slug: str, response: Response) -> bool:
    activity = key.activity(slug)
    return walk(activity, response)[1] if isinstance(activity, ScenarioKey) else True


def _goes_on(known: Response, response: Response) -> bool:
    """Whether a story's walk goes on from where the recorded one stands."""
    return (
        isinstance(known, list)
        and isinstance(response, list)
        and len(response) > len(known)
        and response[: len(known)] == known
    )


def _says_no_more(known: Response, response: Response, *, story: bool) -> bool:
    """Whether the response is the recorded one, or an earlier stretch of the same walk."""
    if isinstance(known, list) and isinstance(response, list):
        return known[: len(response)] == response if story else sorted(known) == sorted(response)
    return known == response
