"""Every content file of the repository is without fault."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from readyroom.content.load import read_course
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
        *files_of(course, "scenario"),
        *files_of(course, "image"),
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
    for kind in ("scenario", "image", "quiz"):
        assert files_of(ROOT, kind), kind


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


def test_a_course_is_read_within_a_second() -> None:
    before = perf_counter()
    read_course(ROOT)
    assert perf_counter() - before < 1
