"""What the recorder does about papers: show the sheet, read what was written, record it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from readyroom.content.model import Course
from readyroom.errors import ResponseError, UnknownError
from readyroom.papers.entry import Written, read
from readyroom.papers.sheet import Field, Question, Sheet, known_codes, sheet
from readyroom.records.attempts import Attempts


@dataclass(frozen=True)
class Paper:
    """A paper as it lies before the person who enters it (``by``)."""

    person: str
    module: str
    form: str
    version: str
    written: Written
    by: str


_LATELY: Final = timedelta(days=1)
"""Whoever enters a second paper on a module within this time may be entering the same one."""

_PAPER: Final[TypeAdapter[Paper]] = TypeAdapter(Paper)


def as_paper(data: Mapping[str, Any]) -> Paper:
    """The paper in a request; ResponseError when it is none."""
    try:
        return _PAPER.validate_python(data)
    except ValidationError:
        raise ResponseError("This is no paper.") from None


class PaperDesk:
    """The papers of one course."""

    def __init__(self, course: Course, attempts: Attempts, *, now: Callable[[], datetime]) -> None:
        self._course = course
        self._attempts = attempts
        self._now = now

    def begin(self, paper: Paper) -> dict[str, Any]:
        """The sheet to fill in, and where ``refused`` is set why it can't be recorded.

        ``before``: the paper of this person on this module that was entered last, if lately.
        """
        made = self._sheet(paper)
        refused = self._refusal(paper, made)
        return {"sheet": as_json(made), "refused": refused, "before": self._before(paper)}

    def take(self, paper: Paper, *, record: bool) -> dict[str, Any]:
        """Reads a paper; records it when that is asked for and nothing speaks against it.

        The same paper twice in a row is recorded once.
        """
        made = self._sheet(paper)
        refused = self._refusal(paper, made)
        entered = read(made.questions, paper.written)
        before, done = self._before(paper), None
        if record and not refused and not entered.mistakes:
            done = self._attempts.enter(
                paper.person, paper.module, entered.responses, by=paper.by, at=self._now()
            ).number
        return {
            "sheet": as_json(made),
            "refused": refused,
            "before": before,
            "mistakes": [[mistake.field, mistake.message] for mistake in entered.mistakes],
            "said": dict(entered.said),
            "attempt": done,
        }

    def _sheet(self, paper: Paper) -> Sheet:
        try:
            module = self._course.module(paper.module)
        except KeyError:
            raise UnknownError(f"There is no module called {paper.module!r}.") from None
        return sheet(self._course, module, paper.form)

    def _before(self, paper: Paper) -> Mapping[str, str] | None:
        """When and by whom a paper of this person on this module was entered within a day."""
        found = self._attempts.from_paper(paper.person, paper.module, since=self._now() - _LATELY)
        if found is None:
            return None
        return {"at": found.at.isoformat(), "by": str(found.body["by"])}

    def _refusal(self, paper: Paper, made: Sheet) -> Mapping[str, str] | None:
        """Which field of the first page stands against this paper, and why."""
        if paper.person == paper.by:
            return {
                "field": "person",
                "message": "Nobody enters their own paper: ask another trainer or the support "
                "team to enter it.",
            }
        if paper.version != made.version:
            return {"field": "version", "message": self._other_code(paper)}
        attempt = self._attempts.current(paper.person, paper.module)
        if attempt.responses and not attempt.finished:
            return {
                "field": "person",
                "message": f"This person has begun the module on screen: {len(attempt.complete)} "
                f"of {len(attempt.asked)} activities are answered. It has to be finished there; "
                "after that a paper can be entered as another attempt.",
            }
        return None

    def _other_code(self, paper: Paper) -> str:
        """Why a paper with another code is not taken: it is old, or the code is mistyped.

        The code that is right now is never told: it has to come from the paper.
        """
        if paper.version not in known_codes(self._attempts.published(paper.module)):
            return (
                f"No paper on this module has the code “{paper.version}”. Check the module, and "
                "the eight letters and digits at the head of any page of the paper."
            )
        return (
            "The module, or how it is printed, was changed after this paper was printed, so its "
            "answers can't be recorded. Print the paper again and have it filled in, or have the "
            "module taken on screen."
        )


def as_json(made: Sheet) -> dict[str, Any]:
    """A sheet for the page where papers are entered: what to fill in, and no key."""
    return {
        "module": made.module.slug,
        "title": made.module.title,
        "form": made.form,
        "version": made.version,
        "questions": [_question(question) for question in made.questions],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "number": question.number,
        "kind": question.kind,
        "title": question.view["title"],
        "fields": [_field(field) for field in question.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": field.kind,
        "place": field.place,
        "html": field.html,
        "boxes": [{"mark": b.mark, "value": b.value, "html": b.html} for b in field.boxes],
    }
