"""Loads a course from its folder: every file is read, and all their faults are told together."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from readyroom.content.covered import check_covered
from readyroom.content.easy import check_ease
from readyroom.content.files import CourseFile, Kind
from readyroom.content.lessons import build_modules, check_pages
from readyroom.content.logo import check_logo
from readyroom.content.model import Course, ImageCase, Policy, Scenario
from readyroom.content.refreshers import check_refreshers
from readyroom.content.settings import check_settings
from readyroom.content.shape import shaped
from readyroom.content.shelf import FOLDERS, Shelf, file_of, read_shelf
from readyroom.content.source import Faults, listed, nearest, read_source
from readyroom.content.textpages import read_text_pages
from readyroom.content.yaml import Document, read_yaml
from readyroom.errors import ContentError, Fault

COURSE: Final = "course/course.yml"
POLICY: Final = "course/policy.yml"


@dataclass(frozen=True)
class Reading:
    """What a course's folder holds: the parts that have no fault, and all faults.

    ``course`` is None as soon as there is one fault. ``notices`` are no faults: they name files
    that nothing uses.
    """

    course: Course | None
    scenarios: tuple[Scenario, ...]
    images: tuple[ImageCase, ...]
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]


def load_course(root: Path) -> Course:
    """The course in a folder; ContentError with every fault of every file when it has any."""
    reading = read_course(root)
    if reading.course is None:
        raise ContentError(reading.faults)
    return reading.course


def read_course(root: Path) -> Reading:
    """Reads and checks everything in a course's folder. Never raises for what a file says."""
    if not (root / COURSE).is_file():
        fault = Fault(COURSE, None, f"this file is missing, so {root} is no folder of a course.")
        return Reading(None, (), (), (fault,), ())
    found: list[Fault] = []
    policy, lines = _policy(root, found)
    clauses = None if policy is None else frozenset(clause.id for clause in policy.clauses)
    shelf = read_shelf(root, clauses, found)
    file, document = _course_file(root, found)
    course = None
    notices: tuple[Fault, ...] = ()
    if file is not None and document is not None:
        taught = check_pages(root, file, clauses, found)
        modules = build_modules(file, document, shelf, taught, Faults(COURSE, found))
        check_ease(shelf, file.checks.reading_ease, found)
        pages = read_text_pages(root, clauses, found)
        notices = tuple(sorted(_unused(root, file, shelf)))
        if policy is not None and not found:
            course = Course(
                title=file.title,
                trust=file.trust,
                contact=file.contact,
                version=file.version,
                timezone=file.timezone,
                pass_rule=file.pass_,
                policy=policy,
                modules=modules,
                logo=file.logo or "",
                confidence=file.confidence,
                checks=file.checks,
                declarations=file.declarations,
                documents=file.documents,
                pages=pages,
                refreshers=file.refreshers,
            )
            check_covered(course, Faults(POLICY, found), lines, found)
    return Reading(
        course=None if found else course,
        scenarios=tuple(story for story in shelf.scenarios.values() if story),
        images=tuple(case for case in shelf.images.values() if case),
        faults=ContentError(found).faults,
        notices=notices,
    )


def read_policy(root: Path) -> Policy:
    """The policy in a folder, whatever else is there; ContentError when it cannot be read.

    What only today's checks hold against it is no hindrance: an earlier release served it.
    """
    found: list[Fault] = []
    policy, _ = _policy(root, found)
    if policy is None:
        raise ContentError(found)
    return policy


def _policy(root: Path, found: list[Fault]) -> tuple[Policy | None, Mapping[str, int]]:
    """The policy, and the line of each of its clauses."""
    faults = Faults(POLICY, found)
    source = read_source(root, POLICY, faults)
    document = None if source is None else read_yaml(source, faults)
    policy = None if document is None else shaped(Policy, document, faults)
    if policy is None or document is None:
        return None, {}
    lines: dict[str, int] = {}
    for index, clause in enumerate(policy.clauses):
        line = document.line(("clauses", index))
        if first := lines.get(clause.id):
            faults.add(line, f"{clause.id} stands here twice (first on line {first}).")
        lines.setdefault(clause.id, line)
    _check_versions(policy, document, faults)
    if policy.next_review <= policy.adopted:
        faults.add(document.line(("next-review",)), '"next-review" has to be after "adopted".')
    return policy, lines


def _check_versions(policy: Policy, document: Document, faults: Faults) -> None:
    """The versions stand in their order, each once, and a clause changed with one of them."""
    dates = [*(known.adopted for known in policy.earlier), policy.adopted]
    for index, known in enumerate(policy.earlier):
        line = document.line(("earlier", index))
        if known.version in policy.versions[index + 1 :]:
            faults.add(line, f'version "{known.version}" stands twice: earlier lists those before.')
        if known.adopted >= dates[index + 1]:
            faults.add(
                line,
                f'version "{known.version}" was not adopted before the one that comes after it: '
                "list the earlier versions from the oldest to the newest.",
            )
    for index, clause in enumerate(policy.clauses):
        if clause.changed and clause.changed not in policy.versions:
            faults.add(
                document.line(("clauses", index, "changed")),
                f'"{clause.changed}" is no version of this policy.'
                f"{nearest(clause.changed, policy.versions)} Versions: "
                f"{listed(policy.versions)}.",
            )


def _course_file(root: Path, found: list[Fault]) -> tuple[CourseFile | None, Document | None]:
    faults = Faults(COURSE, found)
    source = read_source(root, COURSE, faults)
    document = None if source is None else read_yaml(source, faults)
    file = None if document is None else shaped(CourseFile, document, faults)
    if file is not None and document is not None:
        zones = zoneinfo.available_timezones()
        # A machine without time zone data knows none; that is no fault of the course.
        if zones and file.timezone not in zones:
            faults.add(
                document.line(("timezone",)),
                f'"{file.timezone}" is no time zone.{nearest(file.timezone, zones)} '
                "Write it like Europe/London.",
            )
        if file.logo is not None:
            check_logo(root, file.logo, document.line(("logo",)), faults)
        check_refreshers(file.refreshers, document, faults)
        check_settings(file, document, faults)
    return file, document


def _unused(root: Path, file: CourseFile, shelf: Shelf) -> Iterator[Fault]:
    """A notice for each content file that no module shows, and for each that is not read."""
    named = {pair for module in file.modules for item in module.activities for pair in item.files()}
    kinds: tuple[Kind, ...] = get_args(Kind)
    for kind in kinds:
        for slug in shelf.names(kind):
            if (kind, slug) not in named:
                yield Fault(file_of(kind, slug), None, "no module in course.yml shows this file.")
        folder, ending = FOLDERS[kind]
        for path in sorted((root / folder).glob("*")):
            if path.name[0] != "." and path.suffix != ending and path.is_file():
                yield Fault(f"{folder}/{path.name}", None, f"not read: no {ending} file.")
    modules = {module.slug for module in file.modules}
    for path in sorted((root / "course").glob("*/*.ipynb")):
        name = path.parent.name
        if name not in modules and name[0] != ".":
            yield Fault(f"course/{name}/{path.name}", None, f'course.yml lists no module "{name}".')
