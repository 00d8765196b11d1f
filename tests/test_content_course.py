"""What a whole course's folder is checked for, one fault a test."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run

import pytest

from readyroom.content.load import load_course, read_course
from readyroom.errors import ContentError
from readyroom.play.check import check, checked
from tests.course_files import COURSE, NOTEBOOK, STORY, faults, faults_after, write_course

YML = "course/course.yml"
POLICY = "course/policy.yml"
PAGE = "course/small/small.ipynb"
STORY_FILE = "scenarios/branching/fair.twee"
IMAGE = "scenarios/images/maya.yml"
QUIZ = "quizzes/basics.md"


def test_a_course_without_faults_is_loaded(tmp_path: Path) -> None:
    course = load_course(write_course(tmp_path))
    module = course.module("small")
    assert [activity.slug for activity in module.activities] == ["fair", "maya", "who-asks"]
    assert module.quizzes == {"basics": ("who-asks",)}
    assert course.policy.clause("IMG-1").must_pass
    assert course.pass_rule.valid_months == 24
    assert course.version == "1.0"


def test_a_folder_that_holds_no_course_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_course(tmp_path)
    assert str(caught.value) == (
        f"course/course.yml: this file is missing, so {tmp_path} is no folder of a course."
    )


def test_the_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    write_course(
        tmp_path,
        {
            YML: COURSE.replace("percent: 80", "percent: 180"),
            STORY_FILE: STORY.replace("->Posted", "->Postd"),
            POLICY: None,
        },
    )
    with pytest.raises(ContentError) as caught:
        load_course(tmp_path)
    assert [fault.file for fault in caught.value.faults] == [YML, POLICY, STORY_FILE]


def test_checked_refuses_what_only_the_rules_can_tell(tmp_path: Path) -> None:
    reading = read_course(write_course(tmp_path, {STORY_FILE: STORY.replace("good", "weak")}))
    with pytest.raises(ContentError, match="no way through good passages"):
        checked(reading)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "scenario: fair",
            "scenario: fare",
            "course/course.yml:16: there is no file scenarios/branching/fare.twee. Did you mean "
            '"fair"?',
        ),
        (
            "image: maya",
            "image: lane",
            "course/course.yml:17: there is no file scenarios/images/lane.yml.",
        ),
        (
            "quiz: basics",
            "quiz: basic",
            'course/course.yml:18: there is no file quizzes/basic.md. Did you mean "basics"?',
        ),
        (
            "      - quiz: basics",
            "      - quiz: basics\n        image: maya",
            "course/course.yml:18: each item of the list names one scenario, one image, one "
            "task, one quiz or one bank.",
        ),
        (
            "      - quiz: basics",
            "      - quiz: basics\n      - quiz: basics",
            'course/course.yml:19: the module has a quiz or a bank called "basics" already.',
        ),
        (
            "summary: One",
            "sumary: One",
            'course/course.yml:12: "sumary" is no key here. Did you mean "summary"? Keys: '
            "activities, minutes, roles, slug, summary, title.",
        ),
        (
            "valid-months",
            "valid_months",
            'course/course.yml:8: "valid_months" is no key here. Did you mean "valid-months"? '
            "Keys: minimum-months, percent, renew-on, valid-months.",
        ),
        (
            "roles: [staff]",
            "roles: [stuff]",
            'course/course.yml:14: "stuff" is no value for "roles". Did you mean "staff"? '
            "Values: staff, volunteer, parent, leader, administrator, trainer, support.",
        ),
        (
            "roles: [staff]",
            "roles: []",
            'course/course.yml:14: "roles" needs at least 1 in its list.',
        ),
        (
            "roles: [staff]",
            "roles: staff",
            'course/course.yml:14: "roles" has to be a list, such as [a, b].',
        ),
        (
            'version: "1.0"',
            "version: 1.0",
            'course/course.yml:4: "version" has to be text: put 1.0 in quotes.',
        ),
        (
            "title: Small training",
            "title: [IMG-7] rules",
            "course/course.yml:1: this is not readable as YAML: the indentation differs from the "
            "lines above.",
        ),
        (
            "title: Small training",
            "title: [Small]",
            'course/course.yml:1: "title" has to be text. A text that begins with [ or { needs '
            "quotes.",
        ),
        ("title: Small training", 'title: ""', 'course/course.yml:1: "title" is empty.'),
        ("trust: Ash Tree Trust\n", "", 'course/course.yml:1: "trust" is missing.'),
        (
            "minutes: 5",
            "minutes: five",
            'course/course.yml:13: "minutes" has to be a whole number, not "five".',
        ),
        ("minutes: 5", "minutes: 0", 'course/course.yml:13: "minutes" is 0: at least 1.'),
        ("percent: 80", "percent: 101", 'course/course.yml:7: "percent" is 101: at most 100.'),
        (
            "timezone: Europe/London",
            "timezone: Europe/Londn",
            'course/course.yml:5: "Europe/Londn" is no time zone. Did you mean "Europe/London"? '
            "Write it like Europe/London.",
        ),
        (
            "slug: small",
            "slug: Small Lesson",
            'course/course.yml:10: "slug" is "Small Lesson": use lower-case letters, digits and '
            "single hyphens.",
        ),
        (
            "slug: small",
            "slug: " + "a" * 33,
            'course/course.yml:10: "slug" is too long: at most 32 letters.',
        ),
        (
            "  percent: 80\n  valid-months: 24\n",
            "  - 80\n",
            'course/course.yml:6: "pass" needs keys of its own below it.',
        ),
    ],
)
def test_a_fault_of_the_course_file_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert fault in faults_after(tmp_path, YML, old, new)


def test_a_module_listed_twice_is_told(tmp_path: Path) -> None:
    module = COURSE[COURSE.index("  - slug: small") : COURSE.index("checks:")]
    again = COURSE.replace("checks:", f"{module}checks:")
    assert faults(tmp_path, YML, again) == ['course/course.yml:19: two modules are called "small".']


def test_a_course_file_that_is_a_list_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, YML, "- a\n") == [
        "course/course.yml:1: a list of keys was expected here, such as: title: …"
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "{id: IMG-2,",
            "{id: IMG-1,",
            "course/policy.yml:7: IMG-1 stands here twice (first on line 6).",
        ),
        (
            "{id: IMG-2,",
            "{id: IMG2,",
            'course/policy.yml:7: "IMG2" is no clause id: write it like IMG-7.',
        ),
        (
            "next-review: 2028-09-01",
            "next-review: 2024-09-01",
            'course/policy.yml:4: "next-review" has to be after "adopted".',
        ),
        (
            "next-review: 2028-09-01",
            "next-review: in two years",
            'course/policy.yml:4: "next-review" has to be a date, such as 2026-09-01.',
        ),
        (
            "must-pass: true",
            "must-pass: yes",
            'course/policy.yml:6: "must-pass" is either true or false, not "yes".',
        ),
        (
            "{id: IMG-2,",
            "{id: IMG-3, section: Images, text: Own account., binds: [staff]}\n  - {id: IMG-2,",
            "course/policy.yml:7: IMG-3 has to be asked for by 1 or more activities (so far: "
            "none): cite it as [IMG-3] where a right answer is explained, or write assessed: "
            "false.",
        ),
        (
            "text: Mind the list., binds: [staff]",
            "text: Mind the list., binds: [staff], must-pass: true",
            "course/policy.yml:8: IMG-7 has to be right (must-pass), but no activity that has to "
            "be right cites it in the modules of: staff. Cite it as [IMG-7] in one (in a quiz that "
            "draws, in each question that may be drawn in its place), make one that does "
            "must-pass, or take must-pass out here.",
        ),
    ],
)
def test_a_fault_of_the_policy_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert faults_after(tmp_path, POLICY, old, new)[0] == fault


def test_a_clause_that_is_only_to_be_read_needs_no_activity(tmp_path: Path) -> None:
    extra = "{id: IMG-3, section: I, text: Own., binds: [staff], assessed: false}\n  - {id: IMG-2,"
    assert faults_after(tmp_path, POLICY, "{id: IMG-2,", extra) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            STORY_FILE,
            "They say yes [IMG-1]",
            "They say yes [IMG-9]",
            "scenarios/branching/fair.twee:14: [IMG-9] is no clause of the policy. Did you mean",
        ),
        (
            QUIZ,
            "Somebody has to [IMG-1]",
            "Somebody has to [GMI-1]",
            "quizzes/basics.md:10: [GMI-1] is no clause of the policy.",
        ),
        (
            IMAGE,
            "Read her row again.",
            "Read her row again [PST-3].",
            "scenarios/images/maya.yml:15: [PST-3] is no clause of the policy.",
        ),
        (
            IMAGE,
            "offer: [IMG-7, IMG-1, IMG-2]",
            "offer: [IMG-7, IMG-1, IMG-5]",
            "scenarios/images/maya.yml:12: IMG-5 is no clause of the policy. Did you mean",
        ),
        (
            PAGE,
            "Ask first [IMG-1].",
            "Ask first [IMG-4].",
            "course/small/small.ipynb:19: [IMG-4] is no clause of the policy. Did you mean",
        ),
    ],
)
def test_a_clause_the_policy_does_not_have_is_told_where_it_is_cited(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    (found,) = faults_after(tmp_path, file, old, new)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    "written", ["[IMG-1, IMG-7]", "[img-1]", "[IMG 1]", "[IMG–1]", "[IMG-1,2]", "[ IMG-1 ]"]
)
def test_a_citation_that_would_not_be_read_is_told(tmp_path: Path, written: str) -> None:
    assert faults_after(
        tmp_path, STORY_FILE, "They say yes [IMG-1]", f"They say yes {written}"
    ) == [
        f"scenarios/branching/fair.twee:14: {written} is not read as a citation: write each "
        "clause as [IMG-7]."
    ]


def test_other_brackets_are_left_alone(tmp_path: Path) -> None:
    assert faults_after(tmp_path, STORY_FILE, "A photo", "A photo [sic] [2 of 3] [a-1]") == []


def test_a_file_whose_name_cannot_be_a_short_name_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, "quizzes/My Quiz.md", "") == [
        "quizzes/My Quiz.md: rename the file: lower-case letters, digits and single hyphens, at "
        "most 32 in all."
    ]


def test_a_faulty_file_that_no_module_shows_is_told_all_the_same(tmp_path: Path) -> None:
    assert faults(tmp_path, "scenarios/images/other.yml", "title: [") != []


def test_unused_files_are_noticed_and_are_no_faults(tmp_path: Path) -> None:
    other = STORY.replace("The fair", "Another fair")
    write_course(
        tmp_path,
        {
            "scenarios/branching/other.twee": other,
            "scenarios/images/photo.yaml": "x",
            "scenarios/README.md": "x",
            "quizzes/README.md": "x",
            "course/old/old.ipynb": NOTEBOOK,
        },
    )
    reading = read_course(tmp_path)
    assert reading.course is not None
    assert [str(notice) for notice in reading.notices] == [
        'course/old/old.ipynb: course.yml lists no module "old".',
        "scenarios/branching/other.twee: no module in course.yml shows this file.",
        "scenarios/images/photo.yaml: not read: no .yml file.",
    ]


def test_a_story_without_a_good_way_to_a_good_end_is_told(tmp_path: Path) -> None:
    assert faults_after(tmp_path, STORY_FILE, "[good end]", "[weak end]") == [
        "scenarios/branching/fair.twee: no way through good passages alone leads from the start "
        "to a good end."
    ]


def test_a_fault_of_one_file_does_not_hide_that_another_breaks_a_rule(tmp_path: Path) -> None:
    write_course(tmp_path, {STORY_FILE: STORY.replace("good end", "weak end"), QUIZ: "x\n"})
    files = {fault.file for fault in check(read_course(tmp_path))}
    assert {STORY_FILE, QUIZ} <= files


def test_loading_a_course_imports_nothing_heavy() -> None:
    heavy = {"pandas", "nbformat", "nbgrader", "voila", "ipywidgets", "sqlalchemy", "tornado"}
    code = "import sys, readyroom.content.load, readyroom.play.check; print(*sys.modules)"
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy & set(done.stdout.split()) == set()
