"""Posts, messages and the like that stand in a text: how they are drawn and checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from readyroom.widgets.words import block
from tests.course_files import IMAGE, QUIZ, STORY, faults

STORY_FILE, QUIZ_FILE = "scenarios/branching/fair.twee", "quizzes/basics.md"
IMAGE_FILE = "scenarios/images/maya.yml"


def test_a_quote_that_says_what_it_is_gets_a_frame_with_its_author() -> None:
    html = block("See:\n\n> [post] Pond *School*, Friday, 10:14\n> A **duck**!")
    assert html == (
        '<p>See:</p>\n<figure class="shown shown-post"><figcaption>'
        '<span class="rr-spoken">Post by</span> <span class="shown-by">Pond *School*</span> '
        '<span class="shown-when">Friday, 10:14</span></figcaption>\n'
        "<blockquote>\n<p>A <strong>duck</strong>!</p>\n</blockquote>\n</figure>"
    )


@pytest.mark.parametrize(
    ("kind", "by"),
    [
        ("post", "Post by"),
        ("comment", "Comment by"),
        ("message", "Message from"),
        ("email", "Email from"),
        ("profile", "Profile of"),
    ],
)
def test_what_is_shown_is_named_for_those_who_only_hear_it(kind: str, by: str) -> None:
    html = block(f"> [{kind}] Ada\n> Hello.")
    assert f'class="shown shown-{kind}"' in html
    assert f'<span class="rr-spoken">{by}</span> <span class="shown-by">Ada</span>' in html


def test_without_a_time_none_is_shown() -> None:
    assert "shown-when" not in block("> [post] Ada\n> Hello.")


def test_words_may_stand_in_paragraphs_of_their_own() -> None:
    html = block("> [email] Ada, 10:14\n>\n> Hello.\n>\n> Bye.")
    assert "<blockquote>\n<p>Hello.</p>\n<p>Bye.</p>\n</blockquote>" in html


def test_a_comment_may_stand_below_its_post() -> None:
    html = block("> [post] Ada\n> Hello.\n>\n> > [comment] Ben\n> > Hi!")
    assert re.findall(r"<(/?figure)", html) == ["figure", "figure", "/figure", "/figure"]
    assert html.index("shown-comment") < html.index("Hi!") < html.index("</figure>")


@pytest.mark.parametrize("quote", ["> Ada said so.", "> [thing] Ada\n> Hello.", "> - a list"])
def test_any_other_quote_stays_a_quote(quote: str) -> None:
    html = block(quote)
    assert html.startswith("<blockquote>")
    assert "figure" not in html


def test_an_author_who_is_typed_as_html_is_shown_as_typed() -> None:
    assert "<b>" not in block("> [post] <b>Ada</b>, <i>now</i>\n> Hello.")


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        (
            "> [pots] Ada, 10:14\n> Hello.",
            '[pots] is nothing that can be shown. Did you mean "post"? Kinds: post, comment, '
            "message, email, profile.",
        ),
        (
            "> [letter] Ada\n> Hello.",
            "[letter] is nothing that can be shown. Kinds: post, comment, message, email, profile.",
        ),
        ("> [post]\n> Hello.", "the post does not say who wrote it: > [post] Author, time"),
        ("> [post] , 10:14\n> Hello.", "the post does not say who wrote it: > [post] Author, time"),
        (
            "> [email] Ada, 10:14",
            "the email says nothing: write its words on lines of their own below, each after a > "
            "sign.",
        ),
        (
            "> [post]: Ada\n> Hello.",
            'with ":" after it [post] is read as a link: write > [post] Author, time',
        ),
        (
            "> [post](Ada)\n> Hello.",
            'with "(" after it [post] is read as a link: write > [post] Author, time',
        ),
    ],
)
def test_a_story_says_of_a_quote_what_it_is(tmp_path: Path, quote: str, said: str) -> None:
    text = STORY.replace("A photo arrives.\n", f"A photo arrives.\n\n{quote}\n")
    assert faults(tmp_path, STORY_FILE, text) == [f"{STORY_FILE}:10: {said}"]


def test_a_quote_says_what_it_is_at_its_beginning(tmp_path: Path) -> None:
    quote = "> Look:\n>\n> [post] Ada\n> Hello."
    text = STORY.replace("A photo arrives.\n", f"A photo arrives.\n\n{quote}\n")
    assert faults(tmp_path, STORY_FILE, text) == [
        f"{STORY_FILE}:12: the post stands inside another quote: begin one of its own, with an "
        "empty line without a > sign above it."
    ]


@pytest.mark.parametrize(
    "quote",
    [
        "> [post] Ada, 10:14\n> Hello.",
        "> [post] Ada\n>\n> Hello.",
        "> Ask first.",
        "> [IMG-1] is what she said.",
        "> [the rules](https://example.org) say so.",
    ],
)
def test_a_quote_that_is_written_well_is_no_fault(tmp_path: Path, quote: str) -> None:
    text = STORY.replace("A photo arrives.\n", f"A photo arrives.\n\n{quote}\n")
    assert faults(tmp_path, STORY_FILE, text) == []


def test_a_question_and_an_answer_say_of_a_quote_what_it_is(tmp_path: Path) -> None:
    text = QUIZ.replace("1.  Who asks", "1.  > [pots] Ada\n    > Hello.\n\n    Who asks")
    text = text.replace("... Yes [IMG-1]", "... > [male] Ada\n    > Yes [IMG-1]")
    found = faults(tmp_path, QUIZ_FILE, text)
    assert [fault.split(" is nothing")[0] for fault in found] == [
        f"{QUIZ_FILE}:8: [pots]",
        f"{QUIZ_FILE}:15: [male]",
    ]


def test_a_picture_s_text_says_of_a_quote_what_it_is(tmp_path: Path) -> None:
    text = IMAGE.replace(
        "text: May this go up?", "text: |\n  May this go up?\n\n  > [pots] Ada\n  > Please."
    )
    found = faults(tmp_path, IMAGE_FILE, text)
    assert [fault.split(" is nothing")[0] for fault in found] == [f"{IMAGE_FILE}:5: [pots]"]


def test_a_quote_whose_lines_yaml_has_folded_into_one_is_noticed(tmp_path: Path) -> None:
    text = IMAGE.replace("text: May this go up?", "text: >-\n  > [post] Ada\n  > Please.")
    assert faults(tmp_path, IMAGE_FILE, text) == [
        f"{IMAGE_FILE}:3: the post says nothing: write its words on lines of their own below, "
        "each after a > sign, in a text that begins with | (a text after > is folded into one "
        "line)."
    ]
