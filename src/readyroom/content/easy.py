"""Checks that what learners read is plain English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, get_args

from readyroom.content.cited import without_citations
from readyroom.content.ease import reading_ease
from readyroom.content.files import Kind
from readyroom.content.model import AnyActivity, Choice, ImageCase, Scenario
from readyroom.content.quiz import Quiz
from readyroom.content.shelf import Shelf, file_of
from readyroom.content.source import Faults
from readyroom.content.tasks import Order, Review, Rewrite, Sort
from readyroom.errors import Fault

SAMPLE: Final = 100
"""Words that a text needs before its ease is judged: the formula was made for such samples."""

_ENDS: Final = re.compile(r"(?<=[.!?])\s+")


def check_ease(shelf: Shelf, least: int, found: list[Fault]) -> None:
    """Adds a fault for each file of the shelf that reads less easily than ``least`` (Flesch)."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    shelves = (shelf.scenarios, shelf.images, shelf.tasks, shelf.quizzes)
    for kind, files in zip(kinds, shelves, strict=True):
        for slug, value in files.items():
            if value is not None:
                texts = _quiz(value) if isinstance(value, Quiz) else texts_of(value)
                check_plain(texts, least, Faults(file_of(kind, slug), found))


def check_plain(texts: Iterable[str], least: int, faults: Faults) -> None:
    """Adds a fault when the texts of a file, taken together, are harder to read than that."""
    texts = tuple(text for text in texts if text)
    whole = "\n\n".join(texts)
    if len(whole.split()) < SAMPLE:
        return
    ease = reading_ease(whole)
    if ease < least:
        sentences = (s for text in texts for s in _ENDS.split(without_citations(text)))
        longest = max(sentences, key=lambda sentence: len(sentence.split()))
        faults.add(
            None,
            f"this reads less easily than plain English: its Flesch reading ease is {ease:.0f}, "
            f"and {least} or more is wanted. Use shorter sentences and shorter words. Its longest "
            f"sentence begins: “{' '.join(longest.split()[:8])} …”",
        )


def texts_of(activity: AnyActivity) -> tuple[str, ...]:
    """Everything that a learner reads of an activity, before and after the answer."""
    match activity:
        case Choice():
            options = (words for o in activity.options for words in (o.text, o.feedback))
            return (activity.stem, activity.when_right, activity.when_wrong, *options)
        case Scenario():
            labels = (link.label for p in activity.passages for link in p.links)
            return (*(p.text for p in activity.passages), *labels)
        case ImageCase():
            changes = (words for c in activity.changes for words in (c.text, c.feedback))
            return (activity.text, *activity.feedback.values(), *changes)
        case _:
            return (activity.stem, activity.when_right, activity.when_wrong, *_parts(activity))


def _parts(task: Sort | Order | Rewrite | Review) -> Iterator[str]:
    match task:
        case Sort():
            for item in task.items:
                yield from (item.text, item.feedback)
        case Order():
            for step in task.steps:
                yield from (step.text, step.feedback)
        case Rewrite():
            yield from (text for text, is_spot in task.pieces() if not is_spot)
            for spot in task.spots:
                for wording in spot.wordings:
                    yield from (wording.text, wording.feedback)
        case Review():
            for part in task.parts:
                yield from (part.text, part.feedback)


def _quiz(quiz: Quiz) -> Iterator[str]:
    for question in quiz.questions:
        yield from texts_of(question)
