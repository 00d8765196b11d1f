"""A question's legend: short, and the last thing that its stem asks."""

from __future__ import annotations

import pytest

from readyroom.widgets.stem import split_stem
from readyroom.widgets.words import block


@pytest.mark.parametrize(
    ("stem", "before", "asks"),
    [
        ("Who asks?", "", "Who asks?"),
        ("Two families agreed. What now?", "<p>Two families agreed.</p>", "What now?"),
        ("It rains.\n\nWhat *now*?", "<p>It rains.</p>", "What <em>now</em>?"),
        ("Choose what fits.", "", "Choose what fits."),
        (
            "Which of these?\n\n> A quote, in which who asks?",
            "<blockquote>\n<p>A quote, in which who asks?</p>\n</blockquote>",
            "Which of these?",
        ),
    ],
)
def test_the_last_question_becomes_the_legend(stem: str, before: str, asks: str) -> None:
    assert split_stem(block(stem)) == (before, asks)


def test_a_message_that_is_shown_last_goes_before_the_question() -> None:
    html = block("Ann writes. What now?\n\n> [message] Ann, 15:40\n> May I?\n>\n> Can I?")
    before, asks = split_stem(html)
    assert asks == "What now?"
    assert before.startswith("<p>Ann writes.</p>\n<figure")
    assert before.endswith("</figure>")
    assert "<p>Can I?</p>" in before


@pytest.mark.parametrize("stem", ["Read this.\n\n> Hands off.", "- a\n- b"])
def test_a_stem_that_asks_nothing_gives_no_legend(stem: str) -> None:
    html = block(stem)
    assert split_stem(html) == (html, "")
