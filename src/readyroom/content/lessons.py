"""Puts a course's modules together from course.yml, the shelf and the pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from readyroom.content.cited import check_citations
from readyroom.content.files import CourseFile, Kind, ModuleEntry
from readyroom.content.model import AnyActivity, Module
from readyroom.content.notebook import check_page, read_notebook
from readyroom.content.shelf import Shelf, file_of
from readyroom.content.source import Faults, nearest, read_source
from readyroom.content.yaml import Document
from readyroom.content.yaml import Path as Place
from readyroom.errors import Fault


def page_of(module: str) -> str:
    """Where a module's notebook stands, relative to the root."""
    return f"course/{module}/{module}.ipynb"


def build_modules(
    file: CourseFile, document: Document, shelf: Shelf, faults: Faults
) -> tuple[Module, ...]:
    """The modules that course.yml lists, each with those of its activities that have no fault."""
    slugs: set[str] = set()
    modules = []
    for index, entry in enumerate(file.modules):
        if entry.slug in slugs:
            line = document.line(("modules", index, "slug"))
            faults.add(line, f'two modules are called "{entry.slug}".')
        slugs.add(entry.slug)
        modules.append(_module(entry, document, ("modules", index), shelf, faults))
    return tuple(modules)


def _module(
    entry: ModuleEntry, document: Document, place: Place, shelf: Shelf, faults: Faults
) -> Module:
    activities: list[AnyActivity] = []
    quizzes: dict[str, tuple[str, ...]] = {}
    draws: dict[str, int] = {}
    sources: dict[str, str] = {}
    for index, listed_ in enumerate(entry.activities):
        line = document.line((*place, "activities", index))
        named = listed_.named()
        if len(named) != 1:
            faults.add(
                line, "each item of the list names one scenario, one image, one task or one quiz."
            )
            continue
        kind, slug = named[0]
        found = _activities(kind, slug, shelf, line, faults)
        if kind == "quiz":
            quizzes[slug] = tuple(activity.slug for activity in found)
            quiz = shelf.quizzes.get(slug)
            if quiz is not None and quiz.front.draw is not None:
                draws[slug] = quiz.front.draw
        for activity in found:
            here = f'{kind} "{slug}"'
            if other := sources.get(activity.slug):
                faults.add(
                    line,
                    f'"{activity.slug}" comes twice in the module "{entry.slug}": in {other} and '
                    f"in {here}.",
                )
                continue
            sources[activity.slug] = here
            activities.append(activity)
    return Module(
        slug=entry.slug,
        title=entry.title,
        summary=entry.summary,
        minutes=entry.minutes,
        roles=entry.roles,
        activities=tuple(activities),
        quizzes=quizzes,
        draws=draws,
    )


def _activities(
    kind: Kind, slug: str, shelf: Shelf, line: int, faults: Faults
) -> Sequence[AnyActivity]:
    names = shelf.names(kind)
    if slug not in names:
        faults.add(line, f"there is no file {file_of(kind, slug)}.{nearest(slug, names)}")
        return ()
    if kind == "quiz":
        quiz = shelf.quizzes[slug]
        return quiz.questions if quiz else ()
    value: AnyActivity | None
    match kind:
        case "scenario":
            value = shelf.scenarios[slug]
        case "image":
            value = shelf.images[slug]
        case "task":
            value = shelf.tasks[slug]
    return (value,) if value else ()


def check_pages(
    root: Path, file: CourseFile, clauses: Collection[str] | None, found: list[Fault]
) -> None:
    """Each module has its page, and the page shows what course.yml lists for the module."""
    for entry in file.modules:
        faults = Faults(page_of(entry.slug), found)
        source = read_source(root, faults.file, faults)
        if source is None:
            continue
        if clauses is not None:
            check_citations(enumerate(source.lines, 1), clauses, faults)
        shown = read_notebook(source, entry.slug, faults)
        wanted = [pair for listed_ in entry.activities for pair in listed_.named()]
        if shown is not None:
            check_page(shown, wanted, faults)
