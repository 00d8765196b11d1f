"""What a person has answered in a module, read from the log and added to it.

Within an attempt the first answer to an activity counts; each step of a story is final.
When the last answer is in, the attempt is submitted in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from readyroom.content.model import Course, Module
from readyroom.errors import (
    AlreadyAnswered,
    AttemptOver,
    ResponseError,
    StaleAttempt,
    UnknownError,
)
from readyroom.play.confidence import Confidence, asks_how_sure, band
from readyroom.play.draw import lacking
from readyroom.play.keys import (
    AnyKey,
    ModuleKey,
    Response,
    ScenarioKey,
    module_key,
)
from readyroom.play.marking import Mark, mark
from readyroom.play.renewal import renewal_of
from readyroom.records.attempt import Attempt, read_attempt, renewed
from readyroom.records.log import Draft, Event, Log
from readyroom.records.repeats import goes_on, same, says_no_more

_SAME_SHEET: Final = timedelta(days=1)
"""Within this time the same answers, entered by the same person, are one sheet sent twice."""


class _Part(NamedTuple):
    """What an attempt can ask, the keys that mark it, and the clauses that it renews, if any."""

    module: Module
    key: ModuleKey
    renews: tuple[str, ...]


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
            self._log.append(self._published(key), at=at)

    def published(self, module: str) -> frozenset[str]:
        """The digest of every content of the module that was ever served."""
        return frozenset(e.content for e in self._log.events(kind="published", module=module))

    def from_paper(self, person: str, module: str, *, since: datetime) -> Event | None:
        """The person's newest submission that was entered from paper since then, if any."""
        return next(
            (
                event
                for event in reversed(self._log.events(person=person, module=module))
                if event.kind == "submitted" and "by" in event.body and event.at >= since
            ),
            None,
        )

    def current(self, person: str, module: str) -> Attempt:
        """The attempt that the person is in, or the first one, still empty."""
        return self._read(self._log.events(person=person, module=module), person, module)

    def marks(self, attempt: Attempt) -> Mapping[str, Mark] | None:
        """What each answer of a finished attempt is worth.

        None while it is open, and when the module was edited since it was finished: it was marked
        by other keys then.
        """
        key = self._part(attempt.module, attempt.renews).key
        events = self._log.events(person=attempt.person, module=attempt.module)
        for event in events:
            if (event.kind, event.attempt) != ("submitted", attempt.number):
                continue
            if event.content == key.digest():
                given = event.body["responses"]
                return {slug: mark(key.activity(slug), said) for slug, said in given.items()}
        return None

    def answer(
        self,
        person: str,
        module: str,
        *,
        attempt: int,
        activity: str,
        response: Response,
        confidence: object = None,
        at: datetime,
    ) -> tuple[Attempt, Event]:
        """Records a response and returns the attempt with it, once it is on disk.

        ``confidence`` is how sure the reader is, if that was said; it is kept when the course
        asks for it. Raises StaleAttempt for an attempt that another one has followed, AttemptOver
        for a question that was edited after the attempt was finished, AlreadyAnswered when
        another response is on record, ResponseError for a response that is not of the activity's
        form, and UnknownError for an activity that is not in the module or not asked in this
        attempt. The same response again is acknowledged again and recorded once.
        """
        events = self._log.events(person=person, module=module)
        now = self._read(events, person, module)
        key = self._activity(module, activity)
        if attempt != now.number:
            raise StaleAttempt("You have begun this module again since this page was opened.")
        if activity not in now.asked:
            raise UnknownError(
                "This question is not one of those that you are asked this time. "
                "Reload the page to see yours."
            )
        marked = mark(key, response)
        said = self._confidence(module, activity, confidence)
        known = now.responses.get(activity)
        story = isinstance(key, ScenarioKey)
        if known is not None and says_no_more(key, known, response):
            return now, _recorded(events, now.number, key)
        if known is not None and not (story and goes_on(known, response)):
            raise AlreadyAnswered("You have answered this already; your first answer counts.")
        if now.finished:
            raise AttemptOver(
                "You have finished this module, and this question has been changed since. "
                "You can take the module again from your page."
            )
        more = {} if said is None else {"confidence": said}
        answered = self._answered(person, module, attempt, key, response, marked, more)
        after = replace(
            now,
            responses={**now.responses, activity: response},
            confidence={**now.confidence, activity: said} if said else now.confidence,
            complete=now.complete | {activity} if marked.complete else now.complete,
            versions=now.versions | {self._course.policy.version},
        )
        after = replace(after, finished=after.covered)
        drafts = (answered, *self._submission(after)) if after.finished else (answered,)
        return after, self._log.append(*drafts, at=at)[0]

    def enter(
        self,
        person: str,
        module: str,
        responses: Mapping[str, Response],
        *,
        by: str,
        at: datetime,
    ) -> Attempt:
        """Records a whole attempt that was made on paper, in one transaction, and submits it.

        ``by`` is whoever enters it, and stands in each event. The same sheet again within a day is
        acknowledged and recorded once. Raises ResponseError when the responses are no whole
        attempt or one of them is not of its activity's form, UnknownError for an activity that is
        not in the module, and AlreadyAnswered when an attempt is begun on the page.
        """
        key = self.key(module)
        marks: dict[str, Mark] = {}
        for slug, response in responses.items():
            marks[slug] = mark(self._activity(module, slug), response)
            if not marks[slug].complete:
                raise ResponseError(f"{slug}: this way through the story comes to no end")
        if missing := lacking(self._course.module(module), responses):
            raise ResponseError(" ".join(missing))
        now = self.settle(person, module, at=at)
        events = self._log.events(person=person, module=module)
        if self._entered(events, now, responses, by=by, at=at):
            return now
        if now.responses and not now.finished:
            raise AlreadyAnswered(
                "An attempt at this module is begun on the page, and has to be finished there."
            )
        anew = now.finished or bool(now.renews)
        number = now.number + 1 if anew else now.number
        paper = {"by": by}
        drafts = [self._begun(person, module, number, paper)] if anew else []
        given = tuple(a.slug for a in key.activities if a.slug in responses)
        drafts += [
            self._answered(
                person, module, number, key.activity(slug), responses[slug], marks[slug], paper
            )
            for slug in given
        ]
        after = Attempt(
            person=person,
            module=module,
            number=number,
            asked=given,
            responses=dict(responses),
            confidence={},
            complete=frozenset(given),
            finished=True,
            versions=frozenset({self._course.policy.version}),
        )
        self._log.append(*drafts, *self._submission(after, paper), at=at)
        return after

    def settle(self, person: str, module: str, *, at: datetime) -> Attempt:
        """The current attempt; submits it when an edit of the content has left it complete."""
        attempt = self.current(person, module)
        if attempt.finished or not attempt.covered:
            return attempt
        self._log.append(*self._submission(attempt), at=at)
        return self.current(person, module)

    def restart(
        self, person: str, module: str, *, at: datetime, renews: tuple[str, ...] = ()
    ) -> Attempt:
        """Begins a new attempt when the current one is finished; else gives the current one.

        With ``renews`` the new attempt asks about these clauses only. A renewal that is open gives
        way when something else is to be asked by now.
        """
        attempt = self.current(person, module)
        outdated = bool(attempt.renews) and set(attempt.renews) != set(renews)
        if not attempt.finished and not outdated:
            return attempt
        more = {"renews": list(renews)} if renews else {}
        self._log.append(self._begun(person, module, attempt.number + 1, more), at=at)
        return self.current(person, module)

    def _read(self, events: tuple[Event, ...], person: str, module: str) -> Attempt:
        part = self._part(module, renewed(events))
        return read_attempt(events, person, part.module, part.key, renews=part.renews)

    def _part(self, slug: str, renews: tuple[str, ...]) -> _Part:
        """What an attempt is drawn from: the module, or of a renewal what asks about its clauses.

        The whole module, and no renewal, when an edit has left nothing that asks about them.
        """
        key, module = self.key(slug), self._course.module(slug)
        part = renewal_of(module, renews) if renews else module
        if not renews or not part.activities:
            return _Part(module, key, ())
        return _Part(part, module_key(part), renews)

    def _activity(self, module: str, slug: str) -> AnyKey:
        try:
            return self.key(module).activity(slug)
        except KeyError:
            raise UnknownError(f"There is no activity called {slug!r} here.") from None

    def _confidence(self, module: str, activity: str, said: object) -> Confidence | None:
        """How sure the reader is, where the course asks for it; ResponseError for no band."""
        known = band(said)
        asks = asks_how_sure(self._course.module(module).activity(activity))
        return known if self._course.confidence and asks else None

    def _answered(
        self,
        person: str,
        module: str,
        attempt: int,
        key: AnyKey,
        response: Response,
        marked: Mark,
        more: Mapping[str, str],
    ) -> Draft:
        step = len(response) if isinstance(key, ScenarioKey) else 0
        place = f"{person}/{module}/{attempt}/{key.slug}"
        return self._draft(
            key=f"answered/{place}/{key.content[:16]}/{step}",
            kind="answered",
            person=person,
            module=module,
            activity=key.slug,
            attempt=attempt,
            body={
                "response": response,
                "score": marked.score if marked.complete else None,
                "points": key.points,
                **more,
            },
            content=key.content,
        )

    def _entered(
        self,
        events: tuple[Event, ...],
        now: Attempt,
        responses: Mapping[str, Response],
        *,
        by: str,
        at: datetime,
    ) -> bool:
        """Whether the newest attempt is this very sheet, entered by the same person a moment ago.

        After an edit of the content or a new policy the same answers are worth something else.
        """
        key = self.key(now.module)
        return any(
            (event.kind, event.attempt) == ("submitted", now.number)
            and event.body.get("by") == by
            and at - event.at < _SAME_SHEET
            and event.content == key.digest()
            and event.policy_version == self._course.policy.version
            and same(key, event.body["responses"], responses)
            for event in events
        )

    def _begun(
        self, person: str, module: str, number: int, more: Mapping[str, object] | None = None
    ) -> Draft:
        return self._draft(
            key=f"restarted/{person}/{module}/{number}",
            kind="restarted",
            person=person,
            module=module,
            attempt=number,
            body=more or {},
            content=self.key(module).digest(),
        )

    def _submission(
        self, attempt: Attempt, more: Mapping[str, str] | None = None
    ) -> tuple[Draft, ...]:
        """The submission; before that of a renewal, whose keys nobody published, the keys."""
        key = self._part(attempt.module, attempt.renews).key
        scores = [mark(key.activity(s), attempt.responses[s]).score for s in attempt.asked]
        renews = {"renews": list(attempt.renews)} if attempt.renews else {}
        submitted = self._draft(
            policy_version=self._oldest(attempt.versions),
            key=f"submitted/{attempt.person}/{attempt.module}/{attempt.number}",
            kind="submitted",
            person=attempt.person,
            module=attempt.module,
            attempt=attempt.number,
            body={
                "assignment": key.assignment,
                "responses": {slug: attempt.responses[slug] for slug in attempt.asked},
                "score": round(sum(scores), 4),
                "points": key.points,
                **renews,
                **(more or {}),
            },
            content=key.digest(),
        )
        return (self._published(key), submitted) if attempt.renews else (submitted,)

    def _published(self, key: ModuleKey) -> Draft:
        return self._draft(
            key=f"published/{key.assignment}/{key.digest()}",
            kind="published",
            module=key.module,
            body=key.model_dump(mode="json"),
            content=key.digest(),
        )

    def _oldest(self, versions: frozenset[str]) -> str:
        """The oldest of the versions of the policy, the one in force among them.

        What was answered under an earlier version was not asked as the policy is now. A version
        that the policy does not list is older than all.
        """
        known = self._course.policy.versions
        unknown = sorted(versions - set(known))
        return unknown[0] if unknown else min({*versions, known[-1]}, key=known.index)

    def _draft(self, **fields: object) -> Draft:
        versions = {
            "policy_version": self._course.policy.version,
            "course_version": self._course.version,
        }
        return Draft(**{**versions, **fields})  # type: ignore[arg-type]


def _recorded(events: tuple[Event, ...], number: int, key: AnyKey) -> Event:
    """The newest answer of that attempt to the activity as it is now; there has to be one."""
    return next(
        event
        for event in reversed(events)
        if (event.kind, event.attempt) == ("answered", number)
        and (event.activity, event.content) == (key.slug, key.content)
    )
