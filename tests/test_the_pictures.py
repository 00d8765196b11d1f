"""Every picture of the course: what its description says, and what can be seen on a phone."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import pytest
from playwright.sync_api import Browser

from readyroom.content.model import ImageCase
from readyroom.play.images import judge
from readyroom.scenes import Figure, cues, describe, draw
from tests.cuecheck import PHONE, measure
from tests.whole_course import PICTURES

LEAST_SHARE: Final = 0.9
"""Of a cue that a verdict can hang on, so much is neither covered nor cut off."""
LEAST_SIDE: Final = 10
"""Pixels that its shorter side has on a phone, at least."""

VERDICT: Final = re.compile(
    r"\b(must|rules?|consent\w*|lists?|listed|allow\w*|permi\w*|publish\w*|polic\w+|private|"
    r"privacy|unsuitable|ridicul\w*|refus\w+|forb\w+|wrong|ought|should|may not|has to|have to)\b",
    re.IGNORECASE,
)
"""Words that would tell what follows from what is seen."""

every_picture = pytest.mark.parametrize("case", PICTURES, ids=lambda case: case.slug)


def told(figure: Figure) -> dict[str, str]:
    """The words that a description has for each cue of a figure."""
    lanyards = {
        "no-photo": "crossed-out camera",
        "staff": "staff badge",
        "visitor": "visitor's badge",
    }
    said = {
        "crest": "crest" if figure.crest else "",
        "bib": f"{figure.bib.colour} bib {figure.bib.number}" if figure.bib else "",
        "dress": "rude slogan" if figure.dress == "unsuitable" else "",
        "lanyard": lanyards[figure.lanyard] if figure.lanyard else "",
        "sticker": f"“{figure.sticker}”" if figure.sticker else "",
        "ridicule": "custard pie" if figure.ridiculed else "",
    }
    return {f"{figure.id}-{name}": words for name, words in said.items() if words}


def test_there_are_pictures_and_cues_of_every_kind() -> None:
    kinds = {cue.rsplit("-", 1)[-1] for case in PICTURES for cue in cues(case.scene)}
    assert kinds == {"crest", "bib", "dress", "lanyard", "sticker", "ridicule", "lettering"}


@every_picture
def test_a_description_states_every_cue(case: ImageCase) -> None:
    text = describe(case.scene)
    words = {cue: said for figure in case.scene.figures for cue, said in told(figure).items()}
    assert set(cues(case.scene)) - {"lettering"} == set(words)
    for said, often in Counter(words.values()).items():
        assert text.count(said) >= often, said
    for line in case.scene.lettering:
        assert line in text


@every_picture
def test_a_description_names_everybody_by_what_can_be_seen(case: ImageCase) -> None:
    """No name is told that cannot be read in the picture: whoever sees it does not know either."""
    readable = {*case.scene.lettering, *(f.sticker or "" for f in case.scene.figures)}
    text = describe(case.scene)
    for words in sorted(readable, key=len, reverse=True):
        text = text.replace(words, "") if words else text
    for row in case.register_.rows:
        for name in row.full_name.split():
            assert not re.search(rf"\b{name}\b", text), name


@every_picture
def test_a_description_says_nothing_of_the_verdict(case: ImageCase) -> None:
    found = VERDICT.search(describe(case.scene))
    assert found is None


@every_picture
def test_a_picture_has_one_right_answer_to_each_of_its_questions(case: ImageCase) -> None:
    verdict = judge(case)
    offered = [rule for rule in verdict.reasons if rule in case.offer]
    assert len(offered) == (verdict.decision == "do-not-publish")
    assert len(case.changes) >= 3
    assert all(change.feedback for change in case.changes)
    assert {"right", "wrong", "none", *case.offer} == set(case.feedback)


@every_picture
def test_a_picture_is_busy_and_asks_somebody_to_decide(case: ImageCase) -> None:
    assert len(case.scene.figures) >= 4
    assert len(case.register_.rows) >= 3
    assert len(case.text.split()) >= 40


@pytest.mark.browser
def test_every_cue_of_every_picture_can_be_seen_on_a_phone(browser: Browser) -> None:
    page = browser.new_page()
    hidden = {}
    for case in PICTURES:
        seen = measure(page, draw(case.scene, prefix=case.slug))
        assert set(seen) == set(cues(case.scene))
        for cue, one in seen.items():
            if one.share < LEAST_SHARE or min(one.width, one.height) < LEAST_SIDE:
                hidden[f"{case.slug}: {cue}"] = one
    page.close()
    assert hidden == {}, f"at {PHONE} pixels"
