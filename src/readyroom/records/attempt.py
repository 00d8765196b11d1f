"""One go at a module, as the log tells it.

Of a drawn quiz an attempt asks some questions only; what was asked in earlier attempts is read
from the log, too. What a finished attempt asked, and what was answered in it, stands in its
submission, so that no edit of the content changes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from readyroom.content.model import Module
from readyroom.play.confidence import Confidence
from readyroom.play.draw import asked
from readyroom.play.keys import ModuleKey, Response, ScenarioKey
from readyroom.play.marking import walk
from readyroom.records.log import Event


@dataclass(frozen=True)
class Attempt:
    """One go at a module: what it asks, the responses so far, and whether it is over.

    ``asked`` names its activities in the order of the page, and ``complete`` those of them that
    are answered to the end. ``confidence`` says of some answers how sure the reader was.
    ``renews`` names the clauses that a renewal asks about; empty for the whole module.
    ``versions`` are those of the policy under which the responses were given.
    """

    person: str
    module: str
    number: int
    asked: tuple[str, ...]
    responses: Mapping[str, Response]
    confidence: Mapping[str, Confidence]
    complete: frozenset[str]
    finished: bool
    renews: tuple[str, ...] = ()
    versions: frozenset[str] = frozenset()

    @property
    def covered(self) -> bool:
        """Whether everything that it asks is answered to the end."""
        return self.complete.issuperset(self.asked)


def renewed(events: Iterable[Event]) -> tuple[str, ...]:
    """The clauses that a person's newest attempt at a module renews; () for a whole one."""
    events = tuple(events)
    number = max((event.attempt for event in events), default=1)
    begun = (e for e in events if (e.kind, e.attempt) == ("restarted", number))
    return next((tuple(e.body.get("renews", ())) for e in begun), ())


def read_attempt(
    events: Iterable[Event],
    person: str,
    module: Module,
    key: ModuleKey,
    *,
    renews: tuple[str, ...] = (),
) -> Attempt:
    """The newest attempt of a person at a module; the first one, still empty, before any event.

    An answer counts while its activity is as it was answered; else there is no response to it.
    ``module`` and ``key`` are those of what the attempt asks: of a renewal, a part of the module.
    """
    events = tuple(events)
    number = max((event.attempt for event in events), default=1)
    mine = [event for event in events if event.attempt == number]
    submitted = next((event for event in mine if event.kind == "submitted"), None)
    if submitted is not None:
        given = answers(mine)
        slugs = tuple(a.slug for a in key.activities if a.slug in submitted.body["responses"])
    else:
        contents = {activity.slug: activity.content for activity in key.activities}
        # An edit that is taken back brings the answer back that was given before it.
        given = answers(event for event in mine if contents.get(event.activity) == event.content)
        slugs = asked(
            module,
            seen=_seen(event for event in events if event.attempt != number),
            # An edited question stays among those asked.
            answered={event.activity for event in mine if event.kind == "answered"},
            seed=f"{person}/{module.slug}/{number}",
        )
    bodies = {
        slug: given[slug].body
        for slug in slugs
        if slug in given and given[slug].content == key.activity(slug).content
    }
    responses = {slug: body["response"] for slug, body in bodies.items()}
    return Attempt(
        person=person,
        module=module.slug,
        number=number,
        asked=slugs,
        responses=responses,
        confidence={s: b["confidence"] for s, b in bodies.items() if "confidence" in b},
        complete=frozenset(s for s, response in responses.items() if _ended(key, s, response)),
        finished=submitted is not None,
        renews=renews,
        versions=frozenset(given[slug].policy_version for slug in bodies),
    )


def answers(events: Iterable[Event]) -> dict[str, Event]:
    """The answer that stands to each activity, from the events of one attempt.

    That is the newest one; in a finished attempt, the newest that says what was submitted.
    """
    events = tuple(events)
    answered = [event for event in events if event.kind == "answered"]
    submitted = next((event for event in events if event.kind == "submitted"), None)
    if submitted is not None:
        given: Mapping[str, Response] = submitted.body["responses"]
        answered = [e for e in answered if given.get(e.activity) == e.body["response"]]
    return {event.activity: event for event in answered}


def _seen(events: Iterable[Event]) -> Counter[str]:
    """In how many attempts each activity was answered."""
    answered = {(event.attempt, event.activity) for event in events if event.kind == "answered"}
    return Counter(slug for _, slug in answered)


def _ended(key: ModuleKey, slug: str, response: Response) -> bool:
    activity = key.activity(slug)
    return walk(activity, response)[1] if isinstance(activity, ScenarioKey) else True
