"""Puts a course's modules together from course.yml, the shelf and the pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from readyroom.content.cited import check_citations
from readyroom.content.easy import check_plain
from readyroom.content.files import ActivityEntry, CourseFile, Kind, ModuleEntry
from readyroom.content.frozen import citations
from readyroom.content.model import AnyActivity, Module
from readyroom.content.notebook import check_page, read_notebook, words_of
from readyroom.content.shelf import Shelf, file_of
from readyroom.content.source import Faults, nearest, read_source
from readyroom.content.yaml import Document
from readyroom.content.yaml import Path as Place
from readyroom.errors import Fault


def page_of(module: str) -> str:
    """Where a module's notebook stands, relative to the root."""
    return f"course/{module}/{module}.ipynb"


def build_modules(
    file: CourseFile,
    document: Document,
    shelf: Shelf,
    taught: Mapping[str, tuple[str, ...]],
    faults: Faults,
) -> tuple[Module, ...]:
    """The modules that course.yml lists, each with those of its activities that have no fault.

    ``taught`` names the clauses that each module's page cites.
    """
    slugs: set[str] = set()
    modules = []
    for index, entry in enumerate(file.modules):
        if entry.slug in slugs:
            line = document.line(("modules", index, "slug"))
            faults.add(line, f'two modules are called "{entry.slug}".')
        slugs.add(entry.slug)
        module = _module(entry, document, ("modules", index), shelf, faults)
        modules.append(module.model_copy(update={"taught": taught.get(entry.slug, ())}))
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
                line,
                "each item of the list names one scenario, one image, one task, one quiz or one "
                "bank.",
            )
            continue
        kind, slug = named[0]
        if slug in quizzes and kind in ("quiz", "bank"):
            faults.add(line, f'the module has a quiz or a bank called "{slug}" already.')
            continue
        if kind == "bank":
            found = _bank(listed_, shelf, line, faults)
        else:
            _check_no_bank(listed_, kind, line, faults)
            found = _activities(kind, slug, shelf, line, faults)
        if kind in ("quiz", "bank"):
            quizzes[slug] = tuple(activity.slug for activity in found)
            quiz = shelf.quizzes.get(slug) if kind == "quiz" else None
            draw = listed_.draw if quiz is None else quiz.front.draw
            if draw is not None:
                draws[slug] = draw
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


def _bank(entry: ActivityEntry, shelf: Shelf, line: int, faults: Faults) -> Sequence[AnyActivity]:
    """What a bank holds, of which every attempt can score the same."""
    listed_ = entry.banked()
    if entry.draw is None or entry.draw > len(listed_):
        faults.add(
            line,
            f'the bank "{entry.bank}" lists {len(listed_)} (under scenarios, images or tasks): '
            "write draw: and a number that is no larger.",
        )
    found = [
        item for kind, slug in listed_ for item in _activities(kind, slug, shelf, line, faults)
    ]
    points = sorted({item.points for item in found})
    if len(points) > 1:
        faults.add(
            line,
            f'what is in the bank "{entry.bank}" has {" and ".join(map(str, points))} points: '
            "give all the same, so that every attempt can score the same.",
        )
    for item in found:
        if item.must_pass:
            faults.add(
                line,
                f'"{item.slug}" has to be right (must-pass), but an attempt may do without it '
                "here: list it by itself, or take must-pass out.",
            )
    return found


def _check_no_bank(entry: ActivityEntry, kind: str, line: int, faults: Faults) -> None:
    if entry.banked() or entry.draw is not None:
        faults.add(
            line,
            f'"draw", "scenarios", "images" and "tasks" go with a bank, and this is a {kind}.',
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
) -> Mapping[str, tuple[str, ...]]:
    """Each module has its page, and the page shows what course.yml lists for the module.

    Gives the clauses that the words of each page cite.
    """
    taught: dict[str, tuple[str, ...]] = {}
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
            words = words_of(source)
            taught[entry.slug] = citations(*words)
            check_plain(words, file.checks.reading_ease, faults)
    return taught
