"""The days of refreshers in course.yml: in order, each once, and none when nothing is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from readyroom.content.load import load_course
from tests.course_files import COURSE, faults, write_course

YML = "course/course.yml"


def with_days(days: str) -> str:
    """The small course's file, with refreshers on its first line."""
    return f"refreshers: {days}\n{COURSE}"


def test_a_course_that_does_not_name_days_has_no_refreshers(tmp_path: Path) -> None:
    assert load_course(write_course(tmp_path)).refreshers == ()


def test_the_days_are_read_as_they_stand(tmp_path: Path) -> None:
    course = load_course(write_course(tmp_path, {YML: with_days("[7, 30, 90]")}))
    assert course.refreshers == (7, 30, 90)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("[30, 7, 90]", "has 7 after 30: write the days in order, each once: [7, 30, 90]."),
        ("[7, 7, 90]", "names 7 twice: write the days in order, each once: [7, 90]."),
        ("[7, 30, 7]", "names 7 twice: write the days in order, each once: [7, 30]."),
        ("[0, 7]", "is 0: at least 1."),
        ("[7, 731]", "is 731: at most 730."),
        ("[7, soon]", 'has to be a whole number, not "soon".'),
        ("7", "has to be a list, such as [a, b]."),
    ],
)
def test_a_fault_of_the_days_is_told(tmp_path: Path, days: str, said: str) -> None:
    assert faults(tmp_path, YML, with_days(days)) == [f'course/course.yml:1: "refreshers" {said}']


def test_a_day_out_of_order_is_told_on_its_own_line(tmp_path: Path) -> None:
    days = with_days("\n  - 30\n  - 7").replace("refreshers: \n", "refreshers:\n")
    (fault,) = faults(tmp_path, YML, days)
    assert fault.startswith("course/course.yml:3: ")
