"""Banks in course.yml: stories, pictures or tasks of which every attempt draws some."""

from __future__ import annotations

from pathlib import Path

import pytest

from readyroom.content.load import load_course, read_course
from readyroom.play.check import check
from readyroom.play.draw import asked
from tests.course_files import COURSE, FILES, IMAGE, NOTEBOOK, STORY, write_course

YML = "course/course.yml"
ENTRY = """\
      - bank: pictures
        draw: 1
        images: [maya, zoe]
"""
BANKED = COURSE.replace("      - image: maya\n", ENTRY)
PAGE = NOTEBOOK.replace('lesson.image(\\"maya\\")', 'lesson.bank(\\"pictures\\")')
ZOE = IMAGE.replace("Maya", "Zoe").replace("maya", "zoe")
WITH_BANK: dict[str, str | None] = {
    YML: BANKED,
    "course/small/small.ipynb": PAGE,
    "scenarios/images/zoe.yml": ZOE,
}


def told(root: Path, changed: dict[str, str | None]) -> list[str]:
    written = write_course(root, WITH_BANK | changed)
    return [str(fault) for fault in check(read_course(written))]


def after(root: Path, old: str, new: str) -> list[str]:
    """The faults once some words of course.yml are replaced."""
    assert BANKED.count(old) == 1
    return told(root, {YML: BANKED.replace(old, new)})


def test_a_bank_without_fault_is_read(tmp_path: Path) -> None:
    module = load_course(write_course(tmp_path, WITH_BANK)).module("small")
    assert [activity.slug for activity in module.activities] == ["fair", "maya", "zoe", "who-asks"]
    assert module.quizzes == {"pictures": ("maya", "zoe"), "basics": ("who-asks",)}
    assert module.draws == {"pictures": 1}


def test_an_attempt_asks_as_much_of_a_bank_as_it_draws(tmp_path: Path) -> None:
    module = load_course(write_course(tmp_path, WITH_BANK)).module("small")
    drawn = {asked(module, seen={}, answered=(), seed=f"{n}") for n in range(30)}
    assert drawn == {("fair", "maya", "who-asks"), ("fair", "zoe", "who-asks")}
    assert asked(module, seen={"maya": 1}, answered=(), seed="1") == ("fair", "zoe", "who-asks")


@pytest.mark.parametrize(("key", "second"), [("scenarios", "fete"), ("images", "zoe")])
def test_a_bank_holds_stories_or_pictures(tmp_path: Path, key: str, second: str) -> None:
    first = {"scenarios": "fair", "images": "maya"}[key]
    kind = {"scenarios": "scenario", "images": "image"}[key]
    entry = f"      - bank: some\n        draw: 1\n        {key}: [{first}, {second}]\n"
    files: dict[str, str | None] = {
        YML: COURSE.replace(f"      - {kind}: {first}\n", entry),
        "course/small/small.ipynb": NOTEBOOK.replace(
            f'lesson.{kind}(\\"{first}\\")', 'lesson.bank(\\"some\\")'
        ),
        "scenarios/branching/fete.twee": STORY.replace("The fair", "The fete").replace(
            "3B6D2F18", "3B6D2F19"
        ),
        "scenarios/images/zoe.yml": ZOE,
    }
    assert check(read_course(write_course(tmp_path, files))) == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "        draw: 1\n",
            "",
            '17: the bank "pictures" lists 2 (under scenarios, images or tasks): write draw: and '
            "a number that is no larger.",
        ),
        (
            "draw: 1",
            "draw: 3",
            '17: the bank "pictures" lists 2 (under scenarios, images or tasks): write draw: and '
            "a number that is no larger.",
        ),
        ("draw: 1", "draw: 0", '18: "draw" is 0: at least 1.'),
        ("draw: 1", "draw: one", '18: "draw" has to be a whole number, not "one".'),
        (
            "[maya, zoe]",
            "[]",
            '17: the bank "pictures" lists 0 (under scenarios, images or tasks): write draw: and '
            "a number that is no larger.",
        ),
        (
            "[maya, zoe]",
            "[maya, zoo]",
            '17: there is no file scenarios/images/zoo.yml. Did you mean "zoe"?',
        ),
        (
            "images: [maya, zoe]",
            "scenarios: [maya, zoe]",
            "17: there is no file scenarios/branching/maya.twee.",
        ),
        (
            "[maya, zoe]",
            "[maya, maya]",
            '17: "maya" comes twice in the module "small": in bank "pictures" and in bank '
            '"pictures".',
        ),
        (
            "bank: pictures",
            "bank: basics",
            '20: the module has a quiz or a bank called "basics" already.',
        ),
        (
            "      - bank: pictures\n",
            "      - bank: pictures\n        image: maya\n",
            "17: each item of the list names one scenario, one image, one task, one quiz or one "
            "bank.",
        ),
        (
            "      - bank: pictures\n",
            "      - image: maya\n      - bank: pictures\n",
            '18: "maya" comes twice in the module "small": in image "maya" and in bank "pictures".',
        ),
        (
            "- scenario: fair",
            "- scenario: fair\n        draw: 1",
            '16: "draw", "scenarios", "images" and "tasks" go with a bank, and this is a scenario.',
        ),
        (
            "- quiz: basics",
            "- quiz: basics\n        images: [zoe]",
            '20: "draw", "scenarios", "images" and "tasks" go with a bank, and this is a quiz.',
        ),
    ],
)
def test_a_fault_of_a_bank_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert f"{YML}:{fault}" in after(tmp_path, old, new)


def test_what_is_in_a_bank_has_the_same_points(tmp_path: Path) -> None:
    more = f"{ZOE}points: 3\n"
    assert told(tmp_path, {"scenarios/images/zoe.yml": more}) == [
        f'{YML}:17: what is in the bank "pictures" has 2 and 3 points: give all the same, so that '
        "every attempt can score the same."
    ]


def test_nothing_in_a_bank_has_to_be_right(tmp_path: Path) -> None:
    must = f"{ZOE}must-pass: true\n"
    assert told(tmp_path, {"scenarios/images/zoe.yml": must}) == [
        f'{YML}:17: "zoe" has to be right (must-pass), but an attempt may do without it here: list '
        "it by itself, or take must-pass out."
    ]


def test_a_bank_that_the_page_does_not_show_is_told(tmp_path: Path) -> None:
    page = "course/small/small.ipynb"
    found = told(tmp_path, {page: FILES[page]})
    assert f'{page}: the page does not show the bank "pictures": add a cell ' in found[0]
    assert 'lesson.bank("pictures")' in found[0]
    assert any('shows the image "maya", which course.yml does not list' in one for one in found)


def test_a_page_that_shows_a_bank_that_is_not_listed_is_told(tmp_path: Path) -> None:
    page = PAGE.replace('lesson.quiz(\\"basics\\")', 'lesson.bank(\\"tasks\\")')
    found = told(tmp_path, {"course/small/small.ipynb": page})
    assert any('the page shows the bank "tasks", which course.yml' in fault for fault in found)


def test_a_picture_of_a_bank_is_no_unused_file(tmp_path: Path) -> None:
    assert read_course(write_course(tmp_path, WITH_BANK)).notices == ()
