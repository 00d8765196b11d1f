"""Settings of course.yml that are no setting, or that another one makes void."""

from __future__ import annotations

from pathlib import Path

import pytest

from readyroom.content.load import load_course
from tests.course_files import COURSE, faults, write_course

YML = "course/course.yml"


def with_pass(lines: str) -> str:
    """The small course's file with other lines below ``percent``, from line 8 on."""
    return COURSE.replace("  valid-months: 24\n", lines)


@pytest.mark.parametrize("day", ["02-29", "9-1", "31-12", "2026-09-01"])
def test_a_wrong_day_to_renew_on_is_told_how_to_write_it(tmp_path: Path, day: str) -> None:
    assert faults(tmp_path, YML, with_pass(f'  renew-on: "{day}"\n')) == [
        f'course/course.yml:8: "renew-on" is "{day}": write month and day as MM-DD, such as '
        '"09-01", and no later than the 28th of a month.'
    ]


@pytest.mark.parametrize("address", ["http://trust.example/p.pdf", "www.trust.example"])
def test_a_wrong_address_of_a_document_is_told_how_it_begins(tmp_path: Path, address: str) -> None:
    documents = f"documents:\n  - title: Policy\n    address: {address}\n"
    assert faults(tmp_path, YML, documents + COURSE) == [
        f'course/course.yml:3: "address" is "{address}": write an address that begins with '
        "https://, without spaces."
    ]


def test_months_that_a_day_makes_void_are_told(tmp_path: Path) -> None:
    both = with_pass('  renew-on: "09-01"\n  valid-months: 24\n')
    assert faults(tmp_path, YML, both) == [
        'course/course.yml:9: with "renew-on" all passes run out on that day, and "valid-months" '
        "counts for nothing: take one of them out."
    ]


def test_a_minimum_without_a_day_is_told(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, YML, with_pass("  valid-months: 24\n  minimum-months: 6\n"))
    assert fault.startswith(
        'course/course.yml:9: "minimum-months" goes with "renew-on", which is not here'
    )


def test_a_day_with_a_minimum_is_read(tmp_path: Path) -> None:
    text = with_pass('  renew-on: "09-01"\n  minimum-months: 6\n')
    rule = load_course(write_course(tmp_path, {YML: text})).pass_rule
    assert (rule.renew_on, rule.minimum_months) == ("09-01", 6)


@pytest.mark.parametrize("second", ["[support, staff]", "[staff]"])
def test_a_second_declaration_for_a_role_is_told(tmp_path: Path, second: str) -> None:
    text = (
        "declarations:\n"
        "  - roles: [staff, parent]\n"
        "    text: I have read it.\n"
        f"  - roles: {second}\n"
        "    text: I have understood it.\n"
    )
    assert faults(tmp_path, YML, text + COURSE) == [
        'course/course.yml:4: "staff" has a declaration already (line 2): each role has one.'
    ]
