"""Every content file of the repository is without fault."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from time import process_time
from typing import get_args

import pytest

from readyroom.content.load import load_course, read_course
from readyroom.content.model import AnyActivity, Module
from readyroom.content.shelf import files_of
from readyroom.play.check import check

ROOT = Path(__file__).parent.parent
COURSES = [ROOT, *(file.parent.parent for file in ROOT.glob("tests/courses/*/course/course.yml"))]
FILES = [
    (course, file)
    for course in COURSES
    for file in (
        "course/course.yml",
        "course/policy.yml",
        *(page.relative_to(course).as_posix() for page in course.glob("course/*/*.ipynb")),
        *(page.relative_to(course).as_posix() for page in course.glob("course/pages/*.md")),
        *files_of(course, "scenario"),
        *files_of(course, "image"),
        *files_of(course, "task"),
        *files_of(course, "quiz"),
    )
]


@pytest.fixture(scope="module")
def faults() -> dict[Path, list[tuple[str, str]]]:
    return {
        course: [(fault.file, str(fault)) for fault in check(read_course(course))]
        for course in COURSES
    }


def test_there_are_courses_with_files_of_every_kind() -> None:
    assert len(COURSES) >= 2
    for kind in ("scenario", "image", "task", "quiz"):
        assert any(files_of(course, kind) for course in COURSES), kind


@pytest.mark.parametrize(
    ("course", "file"), FILES, ids=[f"{course.name}-{Path(file).name}" for course, file in FILES]
)
def test_a_content_file_has_no_fault(
    course: Path, file: str, faults: dict[Path, list[tuple[str, str]]]
) -> None:
    assert [said for where, said in faults[course] if where == file] == []


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.name)
def test_a_course_has_no_fault_in_a_file_that_is_missing_either(
    course: Path, faults: dict[Path, list[tuple[str, str]]]
) -> None:
    assert faults[course] == []


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.name)
def test_no_content_file_is_left_unused(course: Path) -> None:
    assert read_course(course).notices == ()


def test_twelve_modules_are_read_within_two_seconds() -> None:
    before = process_time()  # of our own, since others may be busy beside us
    read_course(ROOT)
    assert process_time() - before < 2


def test_the_course_has_activities_of_every_kind() -> None:
    kinds = {a.kind for module in load_course(ROOT).modules for a in module.activities}
    assert kinds == {type_.model_fields["kind"].default for type_ in get_args(AnyActivity)}


@pytest.mark.parametrize("module", load_course(ROOT).modules, ids=lambda module: module.slug)
def test_who_comes_again_finds_another_question_about_each_must_pass_clause(
    module: Module,
) -> None:
    bank = {slug for quiz in module.draws for slug in module.quizzes[quiz]}
    drawn = (activity for activity in module.activities if activity.slug in bank)
    about = Counter(activity.clauses()[0] for activity in drawn if activity.must_pass)
    assert [clause for clause, count in about.items() if count < 2] == []
