"""Reads what somebody wrote on a paper, field by field: parse, then record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from readyroom.papers.rich import plain
from readyroom.papers.sheet import Field, Question, Section
from readyroom.play.keys import Response
from readyroom.play.marking import LONGEST_WALK

Written = Mapping[str, Sequence[str]]
"""What was typed or ticked in each field, by the field's name."""

_APART: Final = re.compile(r"[\s,;.>→-]+")


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a field, in words for whoever enters the paper."""

    field: str
    message: str


@dataclass(frozen=True)
class Entered:
    """A paper as it was read: responses when there is no mistake, and what stands there."""

    responses: Mapping[str, Response]
    mistakes: tuple[Mistake, ...]
    said: Mapping[str, str]


def read(questions: Iterable[Question], written: Written) -> Entered:
    """The responses on a paper, with every mistake; ``said`` shows each field as it was read."""
    responses: dict[str, Response] = {}
    mistakes: list[Mistake] = []
    said: dict[str, str] = {}
    for question in questions:
        reading = _Reading(question, written)
        found = reading.response()
        mistakes += reading.mistakes
        said |= reading.said
        if not reading.mistakes:
            responses[question.slug] = found
    return Entered(responses, tuple(mistakes), said)


class _Reading:
    """One question's fields; gathers the mistakes."""

    def __init__(self, question: Question, written: Written) -> None:
        self._question = question
        self._written = written
        self.mistakes: list[Mistake] = []
        self.said: dict[str, str] = {}

    def response(self) -> Response:
        """The response in the log's form; worth something only without mistakes."""
        question = self._question
        first = question.fields[0]
        match question.kind:
            case "scenario":
                return self._walk(first)
            case "choice" if first.kind == "some":
                return self._some(first)
            case "choice":
                return self._one(first)
            case "order":
                return self._order()
            case _:
                return {field.part: self._one(field) for field in question.fields}

    def _wrong(self, field: Field, message: str) -> None:
        self.mistakes.append(Mistake(field.name, f"Question {self._question.number}: {message}"))

    def _text(self, field: Field) -> str:
        return " ".join(self._written.get(field.name, ())).strip()

    def _one(self, field: Field) -> str:
        """The one box of a field: by its value when it was ticked, by its mark when typed."""
        text = self._text(field)
        typed = field.kind in ("letter", "number")
        for box in field.boxes:
            if text == box.value if not typed else text.upper() == box.mark:
                self.said[field.name] = box.mark
                return box.value
        marks = [box.mark for box in field.boxes]
        if typed:
            what = f"{field.place} needs {_either(marks)}"
            self._wrong(field, f"{what}, and “{text}” is none." if text else f"{what}.")
        else:
            where = f"“{plain(field.html)}”: " if field.place else ""
            self._wrong(field, f"{where}choose {_either(marks)}, as crossed on the paper.")
        return ""

    def _some(self, field: Field) -> list[str]:
        ticked = self._written.get(field.name, ())
        chosen = [box for box in field.boxes if box.value in ticked]
        if not chosen:
            self._wrong(field, "choose every letter that is crossed on the paper.")
        self.said[field.name] = ", ".join(box.mark for box in chosen)
        return [box.value for box in chosen]

    def _order(self) -> list[str]:
        """The steps by the numbers that were written beside them: each number once."""
        places: dict[str, Field] = {}
        for field in self._question.fields:
            place = self._one(field)
            if place and place in places:
                both = f"{places[place].place} and {field.place}"
                self._wrong(field, f"{both} have the same number, {place}.")
            elif place:
                places[place] = field
        return [places[place].part for place in sorted(places, key=int)]

    def _walk(self, field: Field) -> list[str]:
        """The sections by their numbers; the first one need not be written."""
        sections = {section.number: section for section in self._question.sections}
        here = self._question.sections[0]
        words = [word for word in _APART.split(self._text(field)) if word]
        if words[:1] == [str(here.number)]:
            words = words[1:]
        walked: list[Section] = []
        for word in words[: LONGEST_WALK + 1]:
            ways = [number for _, number in here.ways]
            if not word.isdecimal() or int(word) not in ways:
                leads = f"leads to {_either(map(str, ways))}" if ways else "is the story's end"
                self._wrong(field, f"“{word}” can't follow: {here.number} {leads}.")
                return []
            here = sections[int(word)]
            walked.append(here)
        if not walked:
            self._wrong(field, "type the numbers of the sections, in order, with spaces between.")
        elif len(walked) > LONGEST_WALK:
            self._wrong(field, f"a way has at most {LONGEST_WALK} numbers.")
        elif not here.end:
            on = _either(str(number) for _, number in here.ways)
            self._wrong(field, f"the story does not end at {here.number}: it leads on to {on}.")
        self.said[field.name] = " → ".join(str(section.number) for section in walked)
        return [section.slug for section in walked]


def _either(marks: Iterable[str]) -> str:
    """The marks as a choice: ``A, B or C``."""
    *most, last = marks
    return f"{', '.join(most)} or {last}" if most else last
