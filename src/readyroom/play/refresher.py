"""Refreshers: which one is due after a training was completed, and which questions it asks.

They come at growing distances, since what is called to mind again just before it fades stays
longest, and they ask for what the person was least sure of. No pass, no mark and no standing
depends on them. Pure: the same answers always lead to the same questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from readyroom.content.coverage import asked
from readyroom.content.model import AnyActivity, Choice, Course, Module
from readyroom.play.confidence import Confidence

QUESTIONS: Final = 3
"""So many does a refresher ask, where a role's modules have as many: about two minutes."""

_RIGHT: Final[Mapping[Confidence | None, float]] = {None: 0, "sure": 0, "fairly": 1, "guess": 2}
_PARTLY: Final[Mapping[Confidence | None, float]] = {None: 3, "sure": 4, "fairly": 3, "guess": 3}
_WRONG: Final[Mapping[Confidence | None, float]] = {None: 5, "sure": 6, "fairly": 5, "guess": 5}
"""What an answer tells of how unsure its clauses are, by how sure the person was.

An error that one was sure of counts most: nobody looks up what they believe they know.
"""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An answer of the person to an activity of the course, in a lesson or in a refresher."""

    module: str
    activity: str
    score: float
    points: int
    confidence: Confidence | None = None

    @property
    def doubt(self) -> float:
        """How much it speaks for asking again: 0 for right without a doubt, up to 6."""
        if self.score >= self.points:
            return _RIGHT[self.confidence]
        return (_PARTLY if self.score > 0 else _WRONG)[self.confidence]


@dataclass(frozen=True)
class Question:
    """A question of a refresher, and the module that it comes from."""

    module: str
    choice: Choice

    @property
    def key(self) -> str:
        """Its name in the log and on the page."""
        return f"{self.module}/{self.choice.slug}"


def day_of(completed: datetime, days: int) -> date:
    """The day on which the refresher after so many days comes, in the zone of ``completed``."""
    return completed.date() + timedelta(days=days)


def due(
    days: Iterable[int], *, completed: datetime, done: Collection[int], now: datetime
) -> int | None:
    """The refresher that is due, named by its days; None when none is.

    That is the latest one whose day has come, in the time zone of ``completed``. Those before it
    are overtaken, so it is due unless it, or a later one, is done. Both times are aware.
    """
    come = [day for day in days if _has_come(completed, day, now)]
    latest = max(come, default=0)
    return latest if latest > max(done, default=0) else None


def comes_next(
    days: Iterable[int], *, completed: datetime, done: Collection[int], now: datetime
) -> date | None:
    """The day on which the next refresher comes that is not due yet; None after the last."""
    last = max(done, default=0)
    ahead = [day for day in days if day > last and not _has_come(completed, day, now)]
    return day_of(completed, min(ahead)) if ahead else None


def how_many(modules: Iterable[Module]) -> int:
    """How many questions a refresher has for somebody who has to pass these modules."""
    return min(QUESTIONS, len(_on_offer(modules)))


def questions(
    course: Course, role: str, answers: Sequence[Answered], *, seed: str
) -> tuple[Question, ...]:
    """The questions to ask, in the course's order: fewer than three when there are no more.

    ``answers`` are everything that the person has answered in the course, the oldest first, and
    ``seed`` names person and refresher. Of the questions with one right option or several in the
    modules of the role it takes, one by one, the question

    1. about the clause that the person is least sure of, and which no question taken before asks
       for; of clauses alike, the one that was asked for longest ago, or never;
    2. of these, one that the person has seen least often;
    3. of these, one that asks for nothing that is asked already, and for that clause before others;
    4. of these, the one that the seed picks.
    """
    order = _by_doubt(course, answers, seed)
    seen = _seen(course, answers)
    on_offer = _on_offer(course.modules_for(role))
    left = dict(on_offer)
    covered: set[str] = set()

    def place(digest: str) -> tuple[bool, int, int, int, int, str]:
        clauses = asked(left[digest].choice)
        fresh = [clause for clause in clauses if clause not in covered]
        leads = min(fresh or clauses, key=order.__getitem__)
        return (
            not fresh,
            order[leads],
            seen[digest],
            len(clauses) - len(fresh),
            clauses.index(leads),
            _tie(seed, left[digest].key),
        )

    taken: set[str] = set()
    while left and len(taken) < QUESTIONS:
        digest = min(left, key=place)
        covered.update(asked(left.pop(digest).choice))
        taken.add(digest)
    return tuple(question for digest, question in on_offer.items() if digest in taken)


def unsure(course: Course, answers: Iterable[Answered]) -> Mapping[str, float]:
    """How unsure a person is of each clause that they were asked for; the answers oldest first.

    Each answer to an activity counts for the clauses that it asks for, and half for each later
    one that asks for the same clause: what was learnt since does not weigh as it did.
    """
    found: dict[str, float] = {}
    for answer, activity in _known(course, answers):
        for clause in asked(activity):
            found[clause] = found.get(clause, 0.0) / 2 + answer.doubt
    return found


def _by_doubt(course: Course, answers: Sequence[Answered], seed: str) -> Mapping[str, int]:
    """The place of each clause of the policy in the order in which they are asked for again."""
    doubts = unsure(course, answers)
    last: dict[str, int] = {}
    for number, (_, activity) in enumerate(_known(course, answers), start=1):
        last |= dict.fromkeys(asked(activity), number)

    def place(clause: str) -> tuple[float, int, str]:
        return -doubts.get(clause, 0.0), last.get(clause, 0), _tie(seed, clause)

    ranked = sorted((clause.id for clause in course.policy.clauses), key=place)
    return {clause: number for number, clause in enumerate(ranked)}


def _seen(course: Course, answers: Iterable[Answered]) -> Counter[str]:
    """How often each question was answered, whichever module showed it."""
    return Counter(
        activity.digest() for _, activity in _known(course, answers) if isinstance(activity, Choice)
    )


def _known(course: Course, answers: Iterable[Answered]) -> Iterator[tuple[Answered, AnyActivity]]:
    """The answers to what the course still has."""
    known = {(m.slug, a.slug): a for m in course.modules for a in m.activities}
    for answer in answers:
        activity = known.get((answer.module, answer.activity))
        if activity is not None:
            yield answer, activity


def _on_offer(modules: Iterable[Module]) -> dict[str, Question]:
    """The questions that a refresher can ask, by their digests: those that ask for a clause."""
    found: dict[str, Question] = {}
    for module in modules:
        for activity in module.activities:
            if isinstance(activity, Choice) and asked(activity):
                found.setdefault(activity.digest(), Question(module.slug, activity))
    return found


def _has_come(completed: datetime, days: int, now: datetime) -> bool:
    return now.astimezone(completed.tzinfo).date() >= day_of(completed, days)


def _tie(seed: str, name: str) -> str:
    return sha256(f"{seed}/{name}".encode()).hexdigest()
