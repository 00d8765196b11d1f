"""Stories in Twee: what is read, and what a story must be to be played."""

from __future__ import annotations

import pytest

from readyroom.content.model import Link, Passage, Scenario
from readyroom.content.source import Faults, Source
from readyroom.content.story import read_story
from readyroom.content.twee import RawLink, links_and_text, read_twee

HEAD = """\
:: StoryTitle
The fair

:: StoryData
{"ifid": "3B6D2F18-94C7-4E0A-8F21-5D7A60C9B3E2", "start": "Start"}

"""
START = """\
:: Start
A photo arrives.

[[Ask->Asked]]
[[Post it->Posted]]

"""
ENDS = """\
:: Asked [good end]
They say yes.

:: Posted [critical end]
They never said yes.
"""


def read(text: str) -> tuple[Scenario | None, list[str]]:
    faults = Faults("scenarios/branching/fair.twee")
    story = read_story(Source("scenarios/branching/fair.twee", text), faults)
    found = [str(f).removeprefix("scenarios/branching/fair.twee:") for f in faults.found]
    assert (story is None) == bool(found)
    return story, found


def test_a_story_is_read() -> None:
    story, faults = read(HEAD + START + ENDS)
    assert faults == []
    assert story == Scenario(
        slug="fair",
        title="The fair",
        start="start",
        passages=(
            Passage(
                slug="start",
                name="Start",
                text="A photo arrives.",
                tone=None,
                end=False,
                links=(Link(label="Ask", target="asked"), Link(label="Post it", target="posted")),
            ),
            Passage(
                slug="asked", name="Asked", text="They say yes.", tone="good", end=True, links=()
            ),
            Passage(
                slug="posted",
                name="Posted",
                text="They never said yes.",
                tone="critical",
                end=True,
                links=(),
            ),
        ),
    )


def test_the_lesson_passage_sets_points_and_must_pass() -> None:
    story, _ = read(HEAD + ":: Lesson [meta]\npoints: 5\nmust-pass: true\n\n" + START + ENDS)
    assert story is not None
    assert (story.points, story.must_pass) == (5, True)


def test_a_story_without_story_data_begins_at_start() -> None:
    story, _ = read(":: StoryTitle\nThe fair\n\n" + START + ENDS)
    assert story is not None
    assert story.start == "start"


def heading(line: str) -> tuple[str, tuple[str, ...]]:
    faults = Faults("a.twee")
    (passage,) = read_twee(Source("a.twee", line + "\ntext"), faults)
    assert faults.found == []
    return passage.name, passage.tags


@pytest.mark.parametrize(
    ("line", "name", "tags"),
    [
        (":: Start", "Start", ()),
        ("::Start", "Start", ()),
        (":: Two words [good end]", "Two words", ("good", "end")),
        (":: Start[good]", "Start", ("good",)),
        (':: Start {"position":"600,400"}', "Start", ()),
        (':: Start [good] {"position":"600,400","size":"100,200"}', "Start", ("good",)),
        (":: Start []", "Start", ()),
        (r":: A \[b\] \{c\}", "A [b] {c}", ()),
        (r":: Back\\slash [we\]ak]", "Back\\slash", ("we]ak",)),
        (r":: \q", "q", ()),
    ],
)
def test_a_heading_is_read_as_twee_writes_it(line: str, name: str, tags: tuple[str, ...]) -> None:
    assert heading(line) == (name, tags)


@pytest.mark.parametrize(
    ("line", "label", "to"),
    [
        ("[[Ask first->Asked]]", "Ask first", "Asked"),
        ("[[Asked<-Ask first]]", "Ask first", "Asked"),
        ("[[Ask first|Asked]]", "Ask first", "Asked"),
        ("[[Asked]]", "Asked", "Asked"),
        ("[[ Ask first -> Asked ]]", "Ask first", "Asked"),
        ("[[A -> B -> C]]", "A -> B", "C"),
        ("[[A <- B <- C]]", "B <- C", "A"),
        ("- [[Ask first->Asked]]", "Ask first", "Asked"),
    ],
)
def test_each_form_of_a_link_is_read(line: str, label: str, to: str) -> None:
    faults = Faults("a.twee")
    links, text = links_and_text(Source("a.twee", f"Words.\n\n{line}\n", 5), faults)
    assert faults.found == []
    assert links == (RawLink(label, to, 7),)
    assert text == "Words."


def test_words_between_links_stay_in_the_text() -> None:
    links, text = links_and_text(
        Source("a.twee", "One.\n[[A->B]]\n\nTwo [IMG-7].\n\n[[C->D]]\n"), Faults("a.twee")
    )
    assert [link.to for link in links] == ["B", "D"]
    assert text == "One.\n\nTwo [IMG-7]."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "[[Post it->Posted]]",
            "[[Post it->Postd]]",
            '11: the choice "Post it" in "Start" leads to "Postd", which is no passage here. '
            'Did you mean "Posted"? Passages: Start, Asked, Posted.',
        ),
        (
            "[[Post it->Posted]]",
            "[[Post it->Asked]]",
            '11: the choices "Ask" and "Post it" both lead to "Asked": each needs a passage of '
            "its own.",
        ),
        (
            "[[Post it->Posted]]",
            "[[Ask->Posted]]",
            '11: two choices in "Start" read "Ask".',
        ),
        (
            "[[Post it->Posted]]",
            "[[Post it->Start]]",
            '11: the choice "Post it" leads back to its own passage.',
        ),
        (
            "[[Post it->Posted]]\n",
            "",
            '7: "Start" offers one choice only: a choice needs two or more.',
        ),
        (
            "[[Ask->Asked]]\n[[Post it->Posted]]",
            "Nothing to choose.",
            '7: "Start" offers no choice and is no end: add links, or the tag end.',
        ),
        (
            ":: Asked [good end]",
            ":: Asked [good]",
            '13: "Asked" offers no choice and is no end: add links, or the tag end.',
        ),
        (
            "They say yes.",
            "They say yes.\n[[Post it->Posted]]",
            '13: "Asked" is an end, so it offers no choice: take its links or the tag end out.',
        ),
        (
            ":: Asked [good end]",
            ":: Asked [end]",
            '13: "Asked" does not say how good it is to come here: tag it as one of '
            "good, weak, critical.",
        ),
        (
            ":: Asked [good end]",
            ":: Asked [good weak end]",
            '13: "Asked" is tagged good and weak: keep one of them.',
        ),
        (
            ":: Asked [good end]",
            ":: Asked [good emd end]",
            '13: "emd" is no tag of a passage. Did you mean "end"? Tags: good, weak, '
            "critical, end.",
        ),
        (
            ":: Start\n",
            ":: Start [good]\n",
            '7: "Start" starts the story: it has neither a tone nor the tag end.',
        ),
        (
            "They say yes.",
            "",
            '13: the passage "Asked" says nothing.',
        ),
        (
            "[[Ask->Asked]]",
            "Now [[Ask->Asked]] or",
            "10: put each link on a line of its own, below the text.",
        ),
        (
            "A photo arrives.",
            "A photo arrives. [[Ask",
            "8: a link that begins with [[ is not closed by ]] on this line.",
        ),
        (
            "[[Ask->Asked]]",
            "[[Ask->Asked]]\n[[->Asked]]",
            "11: the link [[->Asked]] cannot be read: write [[words->Passage]].",
        ),
        (
            "[[Ask->Asked]]",
            "[[Ask->Asked]]\n[[Ask->Asked][$a to 1]]",
            "11: the link [[Ask->Asked][$a to 1]] cannot be read: write [[words->Passage]].",
        ),
        (
            "A photo arrives.",
            "A photo arrives. <<set $a to 1>>",
            "8: a story here has words and links only: take the program out.",
        ),
        (
            ":: Posted [critical end]",
            ":: Asked [critical end]\nTwice.\n\n:: Posted [critical end]",
            '16: two passages are called "Asked" (the first is on line 13).',
        ),
        (
            "They say yes.",
            "They say yes.\n\n:: POSTED! [weak end]\nLoud.",
            '19: "Posted" and "POSTED!" get the same short name "posted": rename one.',
        ),
        (
            "They say yes.",
            "They say yes.\n\n:: Alone [weak end]\nLost.",
            '16: no choice leads to "Alone".',
        ),
        (
            ":: Posted [critical end]",
            ":: ??? [critical end]\nOdd.\n\n:: Posted [critical end]",
            '16: the passage\'s name "???" has no letter or digit in it, so it gives no '
            "short name.",
        ),
        (
            ":: Posted [critical end]",
            ":: [critical end]\n:: Posted [critical end]",
            "16: this passage has no name: write it after the ::",
        ),
        (
            ":: Posted [critical end]",
            ":: A ] b\n:: Posted [critical end]",
            "16: this heading cannot be read: write :: Name [tags], and \\[ for a bracket in a "
            "name.",
        ),
        (
            ":: Posted [critical end]",
            ":: Posted [critical end] {position}",
            "16: the part in { } is no JSON: take it out, Twine writes it anew.",
        ),
        (
            ":: StoryTitle\nThe fair\n",
            "",
            "1: the story has no title: write it below a line :: StoryTitle",
        ),
        (
            ":: StoryTitle\n",
            "Hello\n:: StoryTitle\n",
            "1: this stands above the first passage: begin a passage with a line such as :: Start",
        ),
        (
            '"start": "Start"',
            '"start": "Stat"',
            '4: the story starts at "Stat", which is no passage here. '
            'Did you mean "Start"? Passages: Start, Asked, Posted.',
        ),
        (
            '"start": "Start"',
            '"start": 1',
            '4: StoryData needs a "start": the name of the first passage.',
        ),
        (
            '"start": "Start"',
            '"start" "Start"',
            "5: StoryData is no JSON (Expecting ':' delimiter): export the story from Twine again.",
        ),
        (
            ":: Start\n",
            ":: Lesson [meta]\npoint: 2\n\n:: Start\n",
            '8: "point" is no key here. Did you mean "points"? Keys: must-pass, points.',
        ),
        (
            ":: Start\n",
            ":: Lesson [meta]\npoints: 2\n\n:: Again [meta]\npoints: 3\n\n:: Start\n",
            "10: the story has a [meta] passage already, above.",
        ),
    ],
)
def test_a_fault_of_a_story_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    text = HEAD + START + ENDS
    assert text.count(old) == 1
    _, faults = read(text.replace(old, new))
    assert fault in faults


def test_a_broken_link_is_told_in_one_sentence() -> None:
    _, faults = read(HEAD + START.replace("Posted", "Postd") + ENDS)
    assert len(faults) == 1


LOOP = """\
:: Asked [good]
They say maybe.

[[Ask again->Asked again]]
[[Wait->Waited]]

:: Asked again [weak]
Maybe.

[[Back->Asked]]
[[Wait->Waited]]

:: Waited [weak]
Hm.

[[Go back->Asked]]
[[Ask once more->Asked again]]

:: Posted [critical end]
They never said yes.
"""


def test_a_loop_without_a_way_out_is_told() -> None:
    _, faults = read(HEAD + START + LOOP)
    assert faults == [
        '13: from "Asked" no choice ever leads to an end.',
        '19: from "Asked again" no choice ever leads to an end.',
        '25: from "Waited" no choice ever leads to an end.',
    ]


def test_a_loop_with_a_way_out_is_allowed() -> None:
    _, faults = read(HEAD + START + LOOP.replace("[[Go back->Asked]]", "[[Post->Posted]]"))
    assert faults == []


def test_a_choice_that_leads_back_to_the_start_is_told() -> None:
    _, faults = read(HEAD + START + LOOP.replace("[[Go back->Asked]]", "[[Go back->Start]]"))
    assert faults == [
        '28: the choice "Go back" leads back to the start, which has no tone: a story is begun '
        "again as a new attempt only."
    ]


def test_the_names_of_many_passages_are_cut_short() -> None:
    many = "".join(f":: P{n} [weak end]\nx\n\n" for n in range(40))
    _, faults = read(HEAD + START.replace("Posted", "Zzz") + ENDS + many)
    assert "Asked, Posted, P0, P1, P2, P3, P4, P5, P6, P7, P8 and 31 more." in faults[0]
