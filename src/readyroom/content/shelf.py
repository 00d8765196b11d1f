"""Reads every quiz, story, image case and task of a course's folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from readyroom.content.cited import check_citations
from readyroom.content.files import Kind
from readyroom.content.image import check_offer, prose, read_image
from readyroom.content.model import ImageCase, Scenario, Task
from readyroom.content.quiz import Quiz, body_of, read_quiz
from readyroom.content.shown import check_shown
from readyroom.content.source import LONGEST_SLUG, Faults, Source, read_source
from readyroom.content.story import read_story
from readyroom.content.task import read_task
from readyroom.content.texts import check_texts
from readyroom.errors import Fault

T = TypeVar("T")

FOLDERS: Final[Mapping[Kind, tuple[str, str]]] = {
    "scenario": ("scenarios/branching", ".twee"),
    "image": ("scenarios/images", ".yml"),
    "task": ("quizzes/tasks", ".yml"),
    "quiz": ("quizzes", ".md"),
}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Shelf:
    """The content files by name; a file with a fault is there as None."""

    quizzes: Mapping[str, Quiz | None]
    scenarios: Mapping[str, Scenario | None]
    images: Mapping[str, ImageCase | None]
    tasks: Mapping[str, Task | None]

    def names(self, kind: Kind) -> Collection[str]:
        """The names of the files of a kind."""
        return {
            "quiz": self.quizzes,
            "scenario": self.scenarios,
            "image": self.images,
            "task": self.tasks,
        }[kind]


def file_of(kind: Kind, slug: str) -> str:
    """Where the activity or quiz of that name stands, relative to the root."""
    folder, ending = FOLDERS[kind]
    return f"{folder}/{slug}{ending}"


def files_of(root: Path, kind: Kind) -> tuple[str, ...]:
    """The content files of a kind, relative to the root, in order."""
    folder, ending = FOLDERS[kind]
    return tuple(
        f"{folder}/{path.name}"
        for path in sorted((root / folder).glob(f"*{ending}"))
        if path.is_file() and path.name != "README.md"
    )


def read_shelf(root: Path, clauses: Collection[str] | None, found: list[Fault]) -> Shelf:
    """Everything on the shelf. ``clauses`` is None when the policy itself cannot be read."""

    def quiz(source: Source, faults: Faults) -> Quiz | None:
        body = body_of(source)
        check_shown(enumerate(body.lines, body.first_line), faults)
        if clauses is not None:
            check_citations(enumerate(body.lines, body.first_line), clauses, faults)
        return read_quiz(source, faults)

    def story(source: Source, faults: Faults) -> Scenario | None:
        check_shown(enumerate(source.lines, 1), faults)
        if clauses is not None:
            check_citations(enumerate(source.lines, 1), clauses, faults)
        return read_story(source, faults)

    def image(source: Source, faults: Faults) -> ImageCase | None:
        case, document = read_image(source, faults)
        if document is not None:
            check_texts(document, faults)
        if document is not None and clauses is not None:
            check_citations(prose(document), clauses, faults)
            if case is not None:
                check_offer(case, document, clauses, faults)
        return case

    def task(source: Source, faults: Faults) -> Task | None:
        if clauses is not None:
            check_citations(enumerate(source.lines, 1), clauses, faults)
        task, document = read_task(source, faults)
        if document is not None:
            check_texts(document, faults)
        return task

    return Shelf(
        quizzes=_each(root, "quiz", quiz, found),
        scenarios=_each(root, "scenario", story, found),
        images=_each(root, "image", image, found),
        tasks=_each(root, "task", task, found),
    )


def _each(
    root: Path, kind: Kind, read: Callable[[Source, Faults], T | None], found: list[Fault]
) -> dict[str, T | None]:
    values: dict[str, T | None] = {}
    for file in files_of(root, kind):
        faults = Faults(file, found)
        before = len(found)
        source = read_source(root, file, faults)
        name = Path(file).stem
        if not _SLUG.fullmatch(name) or len(name) > LONGEST_SLUG:
            faults.add(
                None,
                "rename the file: lower-case letters, digits and single hyphens, at most "
                f"{LONGEST_SLUG} in all.",
            )
        elif source is not None:
            value = read(source, faults)
            values[name] = value if len(found) == before else None
        else:
            values[name] = None
    return values
