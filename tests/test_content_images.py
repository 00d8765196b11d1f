"""Image cases: what their files are checked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from readyroom.content.load import load_course
from readyroom.content.model import ImageCase
from tests.course_files import IMAGE, faults, faults_after, write_course

FILE = "scenarios/images/maya.yml"


def test_an_image_case_is_read(tmp_path: Path) -> None:
    case = load_course(write_course(tmp_path)).module("small").activity("maya")
    assert isinstance(case, ImageCase)
    assert case.slug == "maya"
    assert case.register_.rows[0].do_not_publish
    assert case.offer == ("IMG-7", "IMG-1", "IMG-2")
    assert case.points == 2
    assert not case.must_pass


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "description: A girl stands on the school field and waves at the camera.\n",
            "",
            "1: the picture is not described: those who cannot see it need it in words, with "
            "everything in it that matters for the decision.",
        ),
        (
            "A girl stands on the school field and waves at the camera.",
            "A girl.",
            '4: "description" is too short: at least 40 letters.',
        ),
        (
            "channel: school-page",
            "channel: school-pages",
            '3: "school-pages" is no value for "channel". Did you mean "school-page"? '
            "Values: school-page, newsletter, press, personal-account.",
        ),
        (
            "{person: maya,",
            "{person: maia,",
            '12: "maia" stands in the register, but not in the scene. Did you mean "maya"? '
            "People in the scene: maya.",
        ),
        (
            "{person: maya,",
            "{person: maia,",
            '8: "maya" is a pupil in the picture, and has no row in the register.',
        ),
        (
            "{person: maya,",
            "{person: maya, name: Maya}\n    - {person: maya,",
            '13: "maya" has two rows in the register.',
        ),
        (
            "do-not-publish: true",
            "do_not_publish: true",
            '12: "do_not_publish" is no key here. Did you mean "do-not-publish"? '
            "Keys: consent, do-not-publish, name, note, person, refused.",
        ),
        (
            "offer: [IMG-7, IMG-1, IMG-2]",
            "offer: [IMG-7, IMG-1, IMG-1]",
            "13: IMG-1 is offered twice.",
        ),
        (
            "offer: [IMG-7, IMG-1, IMG-2]",
            "offer: [IMG-7, IMG-1]",
            '13: "offer" needs at least 3 in its list.',
        ),
        ("  wrong: Read her row again.\n", "", '14: feedback "wrong" is missing.'),
        (
            "  right: She is on the list [IMG-7].\n",
            "",
            '14: feedback "right" is missing.',
        ),
        ("Read her row again.", '""', '16: feedback "wrong" is empty.'),
        (
            "  wrong: Read",
            "  img-1: No.\n  wrong: Read",
            '16: "img-1" is no key of the feedback. Keys: right, wrong, none, IMG-7, IMG-1, IMG-2.',
        ),
        (
            "  wrong: Read",
            '  none: ""\n  wrong: Read',
            '16: feedback "none" is empty.',
        ),
        (
            "list [IMG-7].",
            "list.",
            "14: no feedback cites a clause, such as [IMG-7].",
        ),
        ("title: Maya", "title: Maya\nslug: maya", '2: "slug" is no key here.'),
        ("place: field", "place: moon", '6: "moon" is no value for "place".'),
        ("pose: wave", "poze: wave", '8: "poze" is no key here. Did you mean "pose"?'),
        (
            "    - {id: maya, pose: wave}",
            "    - {id: maya, pose: wave}\n    - {id: maya}",
            "5: more than one figure is called maya: give each an id of its own",
        ),
    ],
)
def test_a_fault_of_an_image_case_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    found = faults_after(tmp_path, FILE, old, new)
    assert any(line.startswith(f"{FILE}:{fault}") for line in found), found


def test_a_missing_description_is_told_once(tmp_path: Path) -> None:
    line = "description: A girl stands on the school field and waves at the camera.\n"
    assert len(faults_after(tmp_path, FILE, line, "")) == 1


def test_a_picture_that_breaks_no_rule_may_be_published(tmp_path: Path) -> None:
    assert faults_after(tmp_path, FILE, ", do-not-publish: true", "") == []


def test_a_rule_that_a_picture_breaks_has_to_be_offered(tmp_path: Path) -> None:
    text = IMAGE.replace(", do-not-publish: true", "").replace("wave}", "wave, ridiculed: true}")
    assert faults(tmp_path, FILE, text) == [
        f"{FILE}: the picture must not be published (IMG-6), yet no such rule is offered."
    ]


def test_only_one_of_the_offered_rules_may_be_broken(tmp_path: Path) -> None:
    found = faults_after(
        tmp_path, FILE, "do-not-publish: true", "do-not-publish: true, refused: true"
    )
    assert found == [
        f"{FILE}: the rules IMG-7, IMG-2 all stand against the picture: offer one of them, so "
        "that one reason is right."
    ]
