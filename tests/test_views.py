"""What a reader may see before and after an answer."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from readyroom.content.model import (
    Choice,
    Clause,
    ImageCase,
    Link,
    Module,
    Option,
    Passage,
    Policy,
    Register,
    RegisterRow,
    Scenario,
)
from readyroom.errors import ResponseError
from readyroom.play.keys import activity_key
from readyroom.scenes import Figure, Scene, describe
from readyroom.widgets.views import activity_state, activity_view, heard
from readyroom.widgets.words import block, clause_views, inline, without_citations


def clause(clause_id: str, text: str) -> Clause:
    return Clause(id=clause_id, section="Pictures", text=text, binds=("runner",))


POLICY = Policy(
    title="Social media",
    version="3",
    adopted=date(2026, 1, 1),
    next_review=date(2028, 1, 1),
    clauses=(
        clause("IMG-1", "Explicit, written consent comes first."),
        clause("IMG-2", "Nobody is filmed who asked not to be."),
        clause("IMG-7", "Nobody on the do-not-publish list can be seen."),
        clause("ABU-3", "The audience is told why."),
    ),
)
SINGLE = Choice(
    slug="own-phone",
    title="A picture on your phone",
    stem="A parent asks **when** the picture goes.",
    multiple=False,
    options=(
        Option(id="a", text="Next week", correct=False, feedback="SECRET-A too late [IMG-7]."),
        Option(id="b", text="Today", correct=True, feedback="SECRET-B in time."),
    ),
    when_right="SECRET-RIGHT said why [ABU-3].",
    when_wrong="SECRET-WRONG look again.",
)
SEVERAL = Choice(
    slug="what-counts",
    title="What counts",
    stem="Which of these?",
    multiple=True,
    options=(
        Option(id="a", text="A video site", correct=True),
        Option(id="b", text="A game with a chat", correct=True),
        Option(id="c", text="A printed letter", correct=False),
    ),
    points=2,
)
STORY = Scenario(
    slug="the-fair",
    title="The fair",
    start="start",
    passages=(
        Passage(
            slug="start",
            name="Start",
            text="A mother writes.",
            tone=None,
            end=False,
            links=(
                Link(label="Ask *her* first", target="ask-first"),
                Link(label="Post it", target="post-it"),
            ),
        ),
        Passage(
            slug="ask-first",
            name="Ask first",
            text="SECRET-STEP She is glad [IMG-1].",
            tone="good",
            end=False,
            links=(
                Link(label="Explain", target="explain"),
                Link(label="Say nothing", target="post-it"),
            ),
        ),
        Passage(slug="explain", name="Explain", text="Well done.", tone="good", end=True, links=()),
        Passage(
            slug="post-it",
            name="Post it",
            text="SECRET-END She complains.",
            tone="critical",
            end=True,
            links=(),
        ),
    ),
)
ASK_FIRST, POST_IT = STORY.id_of("ask-first"), STORY.id_of("post-it")
STORIES = Module(
    slug="stories",
    title="Stories",
    summary="A story and a question.",
    minutes=5,
    roles=("staff",),
    activities=(STORY, SEVERAL),
    quizzes={},
)
PICTURE = ImageCase(
    slug="lane-four",
    title="Lane four",
    text="For the school page.",
    channel="school-page",
    scene=Scene(place="field", figures=(Figure(id="ada"), Figure(id="ben"))),
    register=Register(
        caption="Year 5",
        rows=(
            RegisterRow(person="ada", name="Ada", consent=("school-page", "press")),
            RegisterRow(person="ben", name="Ben", do_not_publish=True, note="Front <lane>"),
        ),
    ),
    offer=("IMG-1", "IMG-2", "IMG-7"),
    feedback={"right": "SECRET-R Ben is listed.", "wrong": "SECRET-W.", "IMG-1": "SECRET-1."},
)


def test_a_question_is_shown_in_the_order_of_its_file_with_its_markdown_rendered() -> None:
    view = activity_view(SINGLE, POLICY)
    assert view == {
        "slug": "own-phone",
        "kind": "choice",
        "title": "A picture on your phone",
        "points": 1,
        "state": None,
        "stem": "<p>A parent asks <strong>when</strong> the picture goes.</p>",
        "multiple": False,
        "options": [{"id": "a", "html": "Next week"}, {"id": "b", "html": "Today"}],
    }


def test_a_story_shows_only_its_start() -> None:
    view = activity_view(STORY, POLICY)
    assert view["start"] == {
        "html": "<p>A mother writes.</p>",
        "links": [
            {"id": POST_IT, "label": "Post it"},
            {"id": ASK_FIRST, "label": "Ask <em>her</em> first"},
        ],
    }


def test_a_story_names_no_passage_before_or_after_a_choice() -> None:
    view = activity_view(STORY, POLICY)
    key = activity_key(STORY)
    states = [activity_state(STORY, key, walk, POLICY) for walk in (["ask-first"], ["post-it"])]
    told = json.dumps([view, states])
    ahead = [passage.slug for passage in STORY.passages if passage.slug != STORY.start]
    assert [slug for slug in ahead if slug in told] == []


def test_a_walk_on_the_page_is_heard_as_the_passages_it_came_to() -> None:
    assert heard(STORIES, STORY.slug, [ASK_FIRST, POST_IT]) == ["ask-first", "post-it"]
    state = activity_state(STORY, activity_key(STORY), ["ask-first", "post-it"], POLICY)
    assert heard(STORIES, STORY.slug, state["response"]) == ["ask-first", "post-it"]


@pytest.mark.parametrize("walk", [["ask-first"], [ASK_FIRST, "s0000000"], [None], [[ASK_FIRST]]])
def test_a_choice_that_the_story_does_not_have_is_refused_in_plain_words(walk: Any) -> None:
    with pytest.raises(ResponseError, match="The story has no such choice"):
        heard(STORIES, STORY.slug, walk)


@pytest.mark.parametrize(
    ("slug", "response"),
    [(STORY.slug, "ask-first"), (SEVERAL.slug, ["a", "b"]), ("gone", ["a"])],
)
def test_what_is_no_walk_is_heard_as_it_was_said(slug: str, response: Any) -> None:
    assert heard(STORIES, slug, response) == response


def test_a_picture_comes_with_its_words_its_register_and_the_rules_on_offer() -> None:
    view = activity_view(PICTURE, POLICY)
    assert str(view["svg"]).startswith("<svg")
    assert view["alt"]
    assert describe(PICTURE.scene) in str(view["description"])
    assert view["register"] == {
        "caption": "Year 5",
        "head": ["Person", "Consent for", "Do not publish", "Asked not to be filmed", "Note"],
        "rows": [
            ["Ada", "School page, press", "No", "No", "None"],
            ["Ben", "Nothing", "Yes", "No", "Front &lt;lane&gt;"],
        ],
    }
    assert [reason["id"] for reason in view["reasons"]] == ["IMG-1", "IMG-2", "IMG-7", "none"]
    assert [decision["id"] for decision in view["decisions"]] == ["publish", "do-not-publish"]


@pytest.mark.parametrize("activity", [SINGLE, SEVERAL, STORY, PICTURE], ids=lambda a: a.slug)
def test_no_view_holds_anything_of_the_key(activity: Choice | Scenario | ImageCase) -> None:
    view = activity_view(activity, POLICY)
    # Who stands on the right is no key; what a description says is tested with the scenes.
    view.pop("description", None)
    text = json.dumps(view)
    for secret in ("SECRET", "tone", "correct", "right", "critical", "feedback", "must"):
        assert secret not in text


def test_two_questions_that_differ_only_in_their_key_have_the_same_view() -> None:
    swapped = tuple(
        option.model_copy(update={"correct": not option.correct}) for option in SINGLE.options
    )
    assert activity_view(SINGLE, POLICY) == activity_view(
        SINGLE.model_copy(update={"options": swapped}), POLICY
    )


def test_two_pictures_that_differ_only_in_their_feedback_have_the_same_view() -> None:
    assert activity_view(PICTURE, POLICY) == activity_view(
        PICTURE.model_copy(update={"feedback": {}}), POLICY
    )


def test_the_drawing_does_not_mark_what_the_verdict_hangs_on() -> None:
    figures = (Figure(id="ada"), Figure(id="ben", lanyard="no-photo", ridiculed=True))
    scene = PICTURE.scene.model_copy(update={"figures": figures})
    view = activity_view(PICTURE.model_copy(update={"scene": scene}), POLICY)
    assert "data-cue" not in str(view["svg"])
    assert "ridicule" not in json.dumps(view)


def test_a_right_answer_says_so_and_tells_about_every_option() -> None:
    state = activity_state(SINGLE, activity_key(SINGLE), "b", POLICY)
    assert state["done"] is True
    assert state["feedback"] == {
        "correct": True,
        "score": 1.0,
        "points": 1,
        "heading": "Right",
        "html": ["<p>SECRET-RIGHT said why.</p>"],
        "clauses": [
            {"id": "ABU-3", "section": "Pictures", "text": "The audience is told why."},
            {
                "id": "IMG-7",
                "section": "Pictures",
                "text": "Nobody on the do-not-publish list can be seen.",
            },
        ],
        "options": {
            "a": {"right": False, "html": "<p>SECRET-A too late.</p>"},
            "b": {"right": True, "html": "<p>SECRET-B in time.</p>"},
        },
    }


def test_half_of_the_right_options_is_partly_right() -> None:
    feedback = activity_state(SEVERAL, activity_key(SEVERAL), ["a"], POLICY)["feedback"]
    assert (feedback["heading"], feedback["score"]) == ("Partly right", 1.0)


def test_a_wrong_answer_is_not_right() -> None:
    feedback = activity_state(SINGLE, activity_key(SINGLE), "a", POLICY)["feedback"]
    assert (feedback["heading"], feedback["html"]) == (
        "Not right",
        ["<p>SECRET-WRONG look again.</p>"],
    )


def test_a_story_under_way_has_its_steps_the_choices_ahead_and_no_feedback() -> None:
    state = activity_state(STORY, activity_key(STORY), ["ask-first"], POLICY)
    assert state == {
        "response": [ASK_FIRST],
        "done": False,
        "feedback": None,
        "steps": [
            {
                "label": "Ask <em>her</em> first",
                "tone": "good",
                "html": "<p>SECRET-STEP She is glad.</p>",
                "clauses": [
                    {
                        "id": "IMG-1",
                        "section": "Pictures",
                        "text": "Explicit, written consent comes first.",
                    }
                ],
            }
        ],
        "next": {
            "html": "",
            "links": [
                {"id": POST_IT, "label": "Say nothing"},
                {"id": STORY.id_of("explain"), "label": "Explain"},
            ],
        },
    }


def test_a_story_under_way_tells_nothing_of_the_passages_ahead() -> None:
    state = activity_state(STORY, activity_key(STORY), ["ask-first"], POLICY)
    assert "SECRET-END" not in json.dumps(state)


def test_a_story_well_walked_says_that_every_choice_was_good() -> None:
    state = activity_state(STORY, activity_key(STORY), ["ask-first", "explain"], POLICY)
    assert state["next"] is None
    assert state["feedback"]["heading"] == "Right"
    assert state["feedback"]["html"] == ["<p>All 2 of your choices were good ones.</p>"]


def test_a_story_that_ends_in_a_serious_mistake_says_so_and_that_it_earns_nothing() -> None:
    state = activity_state(STORY, activity_key(STORY), ["ask-first", "post-it"], POLICY)
    assert state["feedback"]["heading"] == "The story ended in a serious mistake"
    assert state["feedback"]["html"] == [
        "<p>1 of your 2 choices was a good one.</p>",
        "<p>A story that ends like this earns no points.</p>",
    ]


def test_a_wrong_reason_gets_its_own_words_and_the_right_judgement() -> None:
    response = {"decision": "do-not-publish", "reason": "IMG-1"}
    feedback = activity_state(PICTURE, activity_key(PICTURE), response, POLICY)["feedback"]
    assert feedback["heading"] == "Partly right"
    assert feedback["html"] == ["<p>SECRET-W.</p>", "<p>SECRET-1.</p>"]
    assert feedback["right"] == {"decision": "do-not-publish", "reason": "IMG-7"}
    assert [c["id"] for c in feedback["clauses"]] == ["IMG-7"]


def test_a_response_of_another_form_is_refused() -> None:
    with pytest.raises(ResponseError):
        activity_state(PICTURE, activity_key(PICTURE), "publish", POLICY)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ask first [IMG-1].", "Ask first."),
        ("Ask first ([IMG-1]).", "Ask first."),
        ("Ask first [IMG-1], [IMG-7] and [PST-3].", "Ask first."),
        ("[IMG-1] Ask first.", "Ask first."),
        ("Ask (see the list [APP-N4]) first.", "Ask (see the list) first."),
        ("One [IMG-1].\n\n[IMG-7] Two.", "One.\n\nTwo."),
        ("Ask first\n    [IMG-1].", "Ask first."),
        ("Ask first.\n[IMG-1] Then wait.", "Ask first. Then wait."),
        ("- [IMG-1] Ask.\n- Wait [IMG-7].", "- Ask.\n- Wait."),
    ],
)
def test_citations_are_taken_out_of_sentences(written: str, read: str) -> None:
    assert without_citations(written) == read


def test_html_that_an_author_types_is_shown_and_not_obeyed() -> None:
    assert inline("<img src=x onerror=alert(1)>") == "&lt;img src=x onerror=alert(1)&gt;"
    assert block("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_link_that_would_run_a_script_is_no_link() -> None:
    assert "href" not in block("[here](javascript:alert(1))")


def test_a_picture_in_markdown_is_not_fetched() -> None:
    assert "<img" not in block("![a cat](https://example.org/cat.png)")


def test_a_wide_table_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    assert block("|a|b|\n|-|-|\n|1|2|").startswith(
        '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>'
    )


def test_the_recorder_can_make_views_without_any_widget_library() -> None:
    code = (
        "import sys, readyroom.widgets.views;"
        "print([m for m in ('ipywidgets', 'anywidget', 'IPython') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_clause_is_shown_with_the_trusts_own_arrangement() -> None:
    own = POLICY.clauses[3].model_copy(update={"with_us": "Mr Reed writes the line."})
    policy = POLICY.model_copy(update={"clauses": (*POLICY.clauses[:3], own)})
    (shown,) = clause_views(policy, ["ABU-3"])
    assert shown["text"] == (
        "The audience is told why. <strong>With us:</strong> Mr Reed writes the line."
    )
