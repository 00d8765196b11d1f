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
            "channel: school-page",
            "channel: school-pages",
            '3: "school-pages" is no value for "channel". Did you mean "school-page"? '
            "Values: school-page, newsletter, press, personal-account, family-account.",
        ),
        (
            "{person: maya,",
            "{person: maia,",
            '11: "maia" stands in the register, but not in the scene. Did you mean "maya"? '
            "People in the scene: maya.",
        ),
        (
            "{person: maya,",
            "{person: maia,",
            '7: "maya" is a pupil in the picture, and has no row in the register.',
        ),
        (
            "{person: maya,",
            "{person: maya, name: Maya}\n    - {person: maya,",
            '12: "maya" has two rows in the register.',
        ),
        (
            "do-not-publish: true",
            "do_not_publish: true",
            '11: "do_not_publish" is no key here. Did you mean "do-not-publish"? '
            "Keys: absent, consent, do-not-publish, full-name, name, naming, note, own, person, "
            "refused, withdrawn.",
        ),
        (
            "offer: [IMG-7, IMG-1, IMG-2]",
            "offer: [IMG-7, IMG-1, IMG-1]",
            "12: IMG-1 is offered twice.",
        ),
        (
            "offer: [IMG-7, IMG-1, IMG-2]",
            "offer: [IMG-7, IMG-1]",
            '12: "offer" needs at least 3 in its list.',
        ),
        ("  wrong: Read her row again.\n", "", '13: feedback "wrong" is missing.'),
        (
            "  right: She is on the list [IMG-7].\n",
            "",
            '13: feedback "right" is missing.',
        ),
        ("Read her row again.", '""', '15: feedback "wrong" is empty.'),
        (
            "  wrong: Read",
            "  img-1: No.\n  wrong: Read",
            '15: "img-1" is no key of the feedback. Keys: right, wrong, none, IMG-7, IMG-1, IMG-2.',
        ),
        (
            "  wrong: Read",
            '  none: ""\n  wrong: Read',
            '15: feedback "none" is empty.',
        ),
        (
            "list [IMG-7].",
            "list.",
            "13: no feedback cites a clause, such as [IMG-7].",
        ),
        ("title: Maya", "title: Maya\nslug: maya", '2: "slug" is no key here.'),
        ("place: field", "place: moon", '5: "moon" is no value for "place".'),
        ("pose: wave", "poze: wave", '7: "poze" is no key here. Did you mean "pose"?'),
        (
            "    - {id: maya, pose: wave}",
            "    - {id: maya, pose: wave}\n    - {id: maya}",
            "4: more than one figure is called maya: give each an id of its own",
        ),
    ],
)
def test_a_fault_of_an_image_case_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    found = faults_after(tmp_path, FILE, old, new)
    assert any(line.startswith(f"{FILE}:{fault}") for line in found), found


@pytest.mark.parametrize("name", ["May Lee", "Will Okoro", "Grace Lim", "Ada Rose", "JUNE Okoro"])
def test_a_name_that_is_a_word_as_well_is_told_since_a_caption_may_hold_it(
    tmp_path: Path, name: str
) -> None:
    told = f"name: Maya, full-name: {name}, naming: true,"
    (fault,) = faults_after(tmp_path, FILE, "name: Maya,", told)
    word = next(word for word in name.split() if word not in ("Lee", "Okoro", "Lim", "Ada"))
    assert fault == (
        f'{FILE}:11: "{word}" can be read as a month or a common word as well, so nobody could '
        "tell whether a caption with it names somebody: choose another invented name."
    )


def test_consent_taken_back_after_the_day_of_the_decision_is_told(tmp_path: Path) -> None:
    text = IMAGE.replace("channel: school-page\n", "channel: school-page\nday: 2026-06-12\n")
    later = text.replace("do-not-publish: true", "do-not-publish: true, withdrawn: 2026-06-13")
    assert faults(tmp_path, FILE, later) == [
        f'{FILE}:12: "withdrawn" is later than the day of the decision (2026-06-12), when nobody '
        "can know of it: correct one of the two."
    ]
    assert faults(tmp_path, FILE, later.replace("06-13", "06-12")) == []


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


TWO = """\
title: Two
text: May this go up?
channel: school-page
scene:
  place: field
  figures:
    - {id: maya, pose: wave}
    - {id: ada, pose: wave}
    - {id: mr-reed, pupil: false}
register:
  caption: Consent register
  rows:
    - {person: maya, name: Maya, consent: [press]}
    - {person: ada, name: Ada, consent: [school-page]}
offer: [IMG-7, IMG-1, IMG-2]
feedback:
  right: There is no yes [IMG-1].
  wrong: Read her row again.
changes:
  - text: Ask Maya's family
    ask: [maya]
    feedback: That is all it takes [IMG-1].
  - text: Leave both out
    leave-out: [maya, ada]
    feedback: More than it takes.
  - text: Use the newsletter
    channel: newsletter
    feedback: There is no yes for that.
"""


def test_the_changes_of_a_case_are_read(tmp_path: Path) -> None:
    case = load_course(write_course(tmp_path, {FILE: TWO})).module("small").activity("maya")
    assert isinstance(case, ImageCase)
    assert [change.ask for change in case.changes] == [("maya",), (), ()]
    assert case.changes[1].leave_out == ("maya", "ada")
    assert case.changes[2].channel == "newsletter"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "ask: [maya]",
            "ask: [maia]",
            '21: "maia" is nobody in the scene. Did you mean "maya"? People in the scene: maya, '
            "ada, mr-reed.",
        ),
        (
            "leave-out: [maya, ada]",
            "leave-out: [maya, ben]",
            '24: "ben" is nobody in the scene. People in the scene: maya, ada, mr-reed.',
        ),
        (
            "ask: [maya]",
            "ask: [mr-reed]",
            '21: "mr-reed" has no row in the register: nobody can be asked.',
        ),
        (
            "leave-out: [maya, ada]",
            "leave-out: [maya, maya]",
            '24: "maya" stands twice in "leave-out".',
        ),
        (
            "ask: [maya]",
            "leave-out: [maya]\n    ask: [maya]",
            '22: "maya" is left out, so there is no family to ask.',
        ),
        (
            "channel: newsletter",
            "channel: school-page",
            '27: the picture goes to "school-page" as it is: take the channel out here, or name '
            "another.",
        ),
        (
            "text: Leave both out",
            "text: ask Maya's  family",
            "23: this change reads the same as the one on line 20.",
        ),
        (
            "    feedback: More than it takes.\n",
            "",
            "23: this change has no feedback: say why it helps or does not.",
        ),
        (
            "it takes [IMG-1]",
            "it takes [IMG-50]",
            '22: [IMG-50] is no clause of the policy. Did you mean "IMG-7"?',
        ),
        (
            "channel: newsletter",
            "leave-out: [maya]",
            ' the changes "Ask Maya\'s family" and "Use the newsletter" each make the picture '
            "publishable, and one asks for as much as the other: only one can be the least.",
        ),
    ],
)
def test_changes_that_do_not_fit_the_picture_are_told(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert TWO.count(old) == 1
    said = faults(tmp_path, FILE, TWO.replace(old, new))
    assert f"{FILE}:{fault}" in said


def test_a_picture_offers_more_than_one_change_or_none(tmp_path: Path) -> None:
    one, _, _ = TWO.partition("  - text: Leave both out")
    assert faults(tmp_path, FILE, one) == [
        f"{FILE}:19: one change alone tells the answer: write at least two, or leave changes out."
    ]
    none, _, _ = TWO.partition("changes:")
    assert faults(tmp_path, FILE, none) == []


def test_a_picture_that_no_change_makes_publishable_is_told_with_what_still_stands(
    tmp_path: Path,
) -> None:
    text = TWO.replace("leave-out: [maya, ada]", "leave-out: [ada]").replace(
        "name: Maya, consent: [press]}", "name: Maya, do-not-publish: true}"
    )
    assert faults(tmp_path, FILE, text) == [
        f"{FILE}: no change makes the picture publishable, so none is right. What still stands "
        'against it: "Ask Maya\'s family": IMG-7; "Leave both out": IMG-7; "Use the newsletter": '
        "IMG-7, IMG-1, APP-N4, APP-D6."
    ]


def test_a_picture_that_may_go_out_as_it_is_needs_no_change_that_helps(tmp_path: Path) -> None:
    text = TWO.replace("consent: [press]", "consent: [school-page]")
    assert faults(tmp_path, FILE, text) == []
